"""Theme: one object that owns colours, fonts, text scale and motion, and tells widgets when they change.

No style sheets: widgets paint themselves from `T.of(self)` and follow `T.changed` with a bound method.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from ui import tokens as tk

AlignC = Qt.AlignmentFlag.AlignCenter
AlignL = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
AlignR = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

MIN_SCALE, MAX_SCALE = 1.0, 2.0
FAMILY = "Figtree"
# Qt asks each family in turn, glyph by glyph: Figtree covers Latin, the rest cover other scripts.
FALLBACKS = (
    "Segoe UI Variable Text",
    "Segoe UI",
    "SF Pro Text",
    "Helvetica Neue",
    "Cantarell",
    "Noto Sans",
    "Ubuntu",
    "DejaVu Sans",
    "sans-serif",
)
_LEAST_PX = 9
_MOST_FONTS = 400  # painted digits ask for many sizes while a window is resized

MotionName = Literal["press", "hover", "fade", "page", "settle", "topple", "ring"]


class Colours:
    """One colour table as attributes (`c.text`) or by token name (`c["text"]`)."""

    bg: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    track: QColor
    thumb: QColor
    line: QColor
    line_strong: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_hover: QColor
    accent_press: QColor
    on_accent: QColor
    accent_soft: QColor
    accent_ink: QColor
    warn: QColor
    on_warn: QColor
    warn_soft: QColor
    warn_ink: QColor
    bad: QColor
    on_bad: QColor
    bad_soft: QColor
    bad_ink: QColor
    hero_a: QColor
    hero_b: QColor
    on_hero: QColor
    on_hero2: QColor
    hero_well: QColor
    focus: QColor
    focus_hero: QColor
    shadow: QColor
    card_solid_lit: QColor
    card_solid_shade: QColor
    card_lean_lit: QColor
    card_lean_shade: QColor
    card_lean_edge: QColor
    card_flat_lit: QColor
    card_flat_shade: QColor
    fig_near: QColor
    fig_far: QColor
    fig_mat: QColor
    paper_lit: QColor
    paper_shade: QColor
    paper_edge: QColor
    pip: QColor
    pip_lean: QColor
    glint: QColor
    dusk: QColor

    def __init__(self, name: str) -> None:
        self.name = name
        self.dark = name != "light"
        self._table = {key: QColor(value) for key, value in tk.colours(name).items()}
        for key, colour in self._table.items():
            setattr(self, key, colour)

    def __getitem__(self, token: str) -> QColor:
        """Raises KeyError for a name that tokens.toml does not have."""
        return self._table[token]

    def __contains__(self, token: str) -> bool:
        return token in self._table


def alpha(c: QColor, a: float) -> QColor:
    """The colour with opacity `a` (0 to 1)."""
    out = QColor(c)
    out.setAlphaF(max(0.0, min(1.0, a)))
    return out


def mix(a: QColor, b: QColor, t: float) -> QColor:
    """Straight mixture in sRGB: `a` at t = 0, `b` at t = 1; opaque."""
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * t,
        a.greenF() + (b.greenF() - a.greenF()) * t,
        a.blueF() + (b.blueF() - a.blueF()) * t,
    )


class Theme(QObject):
    """Look of the whole program. `apply` needs a QApplication; everything else works without one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = "light"
        self.text_scale = 1.0
        self.reduced_motion = False
        self._tables: dict[str, Colours] = {}
        self._fonts: dict[tuple[str, float, int, bool], QFont] = {}
        self._fonts_loaded = False
        #: Set where the application was made with the Fusion style already.
        self.styled = False

    def apply(
        self, name: str | None = None, *, text_scale: float | None = None, reduced_motion: bool | None = None
    ) -> None:
        """Change what is given, keep the rest, tell all widgets. `name`: light, dark, or system (as the desktop)."""
        self.load_fonts()
        if name is not None:
            self.name = self.system_name() if name == "system" else name
        if text_scale is not None:
            self.text_scale = max(MIN_SCALE, min(MAX_SCALE, text_scale))
            self._fonts.clear()
        if reduced_motion is not None:
            self.reduced_motion = reduced_motion
        app = QApplication.instance()
        if isinstance(app, QApplication):
            if not self.styled:
                app.setStyle("Fusion")
                self.styled = True
            palette = self.palette(self.c)
            app.setFont(self.font("body"))
            app.setPalette(palette)
            QToolTip.setPalette(palette)
            QToolTip.setFont(self.font("small", weight=400))
        self.changed.emit()

    @property
    def c(self) -> Colours:
        """Colours of the window."""
        return self.table(self.name)

    def table(self, name: str) -> Colours:
        """Colours by theme name: light, dark, focus."""
        if name not in self._tables:
            self._tables[name] = Colours(name)
        return self._tables[name]

    def of(self, widget: QWidget | None) -> Colours:
        """Colours for a widget: the nearest one up its parents that has a `_theme` decides (the player is "focus")."""
        while widget is not None:
            name = getattr(widget, "_theme", None)
            if name:
                return self.table(name)
            widget = widget.parentWidget()
        return self.c

    @staticmethod
    def system_name() -> str:
        """What the desktop asks for; light where it does not say."""
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def load_fonts(self) -> None:
        """Add the bundled font once; a missing file leaves the fallbacks to Qt."""
        if self._fonts_loaded or QGuiApplication.instance() is None:
            return
        for weight in ("Regular", "Medium", "SemiBold", "Bold"):
            QFontDatabase.addApplicationFont(str(tk.assets_dir() / "fonts" / f"{FAMILY}-{weight}.ttf"))
        self._fonts_loaded = True

    def px(self, v: float) -> int:
        """A length that grows with the text."""
        return round(v * self.text_scale)

    @property
    def icon_scale(self) -> float:
        """Icons and discs grow with the text, but only a little: they carry no reading."""
        return min(self.text_scale, 1.25)

    def font(
        self,
        role: str = "body",
        *,
        px: float | None = None,
        weight: int | None = None,
        tnum: bool = False,
        scaled: bool = True,
    ) -> QFont:
        """The shared font of a type role. `scaled=False` takes `px` as it is, for text that fits a drawn shape."""
        role_px, role_weight = tk.TYPE[role]
        size = max(_LEAST_PX, round((px or role_px) * (self.text_scale if scaled else 1.0)))
        key = (role, size, weight or role_weight, tnum)
        font = self._fonts.get(key)
        if font is None:
            font = self._new_font(role, size, weight or role_weight, tnum)
            if len(self._fonts) >= _MOST_FONTS:
                self._fonts.clear()
            self._fonts[key] = font
        return font

    def ms(self, name: MotionName) -> int:
        """Duration of a motion; with reduced motion only a short fade is left."""
        value: int = getattr(tk.MOTION, name)
        if self.reduced_motion:
            return min(value, 120) if name == "fade" else 0
        return value

    @staticmethod
    def palette(c: Colours) -> QPalette:
        """The Qt palette of a colour table, for what Fusion still draws: editors, menus, tooltips, dialogs."""
        palette = QPalette()
        role = QPalette.ColorRole
        for key, colour in (
            (role.Window, c.bg),
            (role.WindowText, c.text),
            (role.Base, c.surface),
            (role.AlternateBase, c.sunken),
            (role.Text, c.text),
            (role.Button, c.surface),
            (role.ButtonText, c.text),
            (role.BrightText, c.on_accent),
            (role.PlaceholderText, c.text3),
            (role.Highlight, c.accent),
            (role.HighlightedText, c.on_accent),
            (role.Link, c.accent_ink),
            (role.LinkVisited, c.accent_ink),
            (role.ToolTipBase, c.raised),
            (role.ToolTipText, c.text),
            (role.Light, c.raised),
            (role.Midlight, c.line),
            (role.Mid, c.line),
            (role.Dark, c.line_strong),
            (role.Shadow, c.shadow),
            (role.Accent, c.accent),
        ):
            palette.setColor(key, colour)
        for key in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, key, c.text3)
        return palette

    @staticmethod
    def _new_font(role: str, size: int, weight: int, tnum: bool) -> QFont:
        font = QFont([FAMILY, *FALLBACKS])
        font.setPixelSize(size)
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # same shapes at 1x and 2x
        if role in ("display", "title"):
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.6)
        if role == "over":
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
        if tnum or role in ("digits", "figure"):
            font.setFeature(QFont.Tag("tnum"), 1)  # figures of equal width: counting does not wobble
        return font


T = Theme()
