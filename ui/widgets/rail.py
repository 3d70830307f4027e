"""Navigation rail and logo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from coach.text import _
from ui import tokens as tk
from ui.icons import paint_icon
from ui.theme import T, alpha, mix
from ui.widgets.base import aa, fitted_lines, focus_ring, vbox
from ui.widgets.buttons import Pressable
from ui.widgets.surfaces import ScrollBox

_SHORT = 620  # px of window height divided by the text scale, below which the logo makes room


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One place of the rail. tone "bad" is for the help that must stand out."""

    key: str
    icon: str
    text: str
    tone: str = "accent"


def help_and_settings() -> tuple[RailEntry, ...]:
    """What stands at the foot of the rail on every screen."""
    return (
        RailEntry("spasm", "lifebuoy", _("Spasm help"), "bad"),
        RailEntry("settings", "settings", _("Settings")),
    )


class NavRail(QWidget):
    """Places on top (they scroll where the window is low), help and settings always in view at the foot.

    `navigated` carries the key of the place that was chosen; call `select` when the page shows.
    """

    navigated = Signal(str)

    def __init__(
        self,
        top: Sequence[RailEntry | tuple[str, str, str]],
        foot: Sequence[RailEntry | tuple[str, str, str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Entries are RailEntry or (key, icon, text); the foot is `help_and_settings()` unless given."""
        super().__init__(parent)
        self.setAccessibleName(_("Places"))
        self.items: dict[str, RailItem] = {}
        self.logo = Logo(38, self)
        places = QWidget()
        upper = vbox(places, gap=6)
        self._add(upper, top)
        upper.addStretch(1)
        self._scroll = ScrollBox(places, 60)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = vbox(self, gap=6, margins=(0, 18, 0, 14))
        layout.addWidget(self.logo, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(10)
        layout.addWidget(self._scroll, 1)
        self._add(layout, help_and_settings() if foot is None else foot)
        T.changed.connect(self._restyle)
        self._restyle()

    def select(self, key: str) -> None:
        """Mark the place that shows; none, where the key is not on the rail."""
        for name, item in self.items.items():
            item.setChecked(name == key)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._fit()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = QPainter(self)
        c = T.of(self)
        p.fillRect(self.rect(), c.surface)
        p.fillRect(self.width() - 1, 0, 1, self.height(), c.line)

    def _add(self, layout: QVBoxLayout, entries: Sequence[RailEntry | tuple[str, str, str]]) -> None:
        for e in entries:
            entry = e if isinstance(e, RailEntry) else RailEntry(*e)
            item = RailItem(entry)
            item.chosen.connect(self.navigated)
            self.items[entry.key] = item
            layout.addWidget(item)

    def _fit(self) -> None:
        self.logo.setVisible(self.height() / T.text_scale >= _SHORT or self.height() == 0)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(max(tk.SIZE.rail, T.px(80)))
        self._fit()
        self.update()


class RailItem(Pressable):
    """Icon in a pill, label below; checked while its page shows."""

    chosen = Signal(str)

    def __init__(self, entry: RailEntry, parent: QWidget | None = None) -> None:
        super().__init__(entry.text, parent)
        self.entry = entry
        self.setObjectName(f"rail.{entry.key}")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)

    def nextCheckState(self) -> None:
        """A click asks to go there; the mark follows when the page shows."""

    def sizeHint(self) -> QSize:
        return QSize(tk.SIZE.rail, round(32 * T.icon_scale) + 10 + self._lines() * T.px(18) + T.px(2))

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        on = self.isChecked()
        bad = self.entry.tone == "bad"
        cx = self.width() / 2
        k = T.icon_scale
        pill = QRectF(cx - 28 * k, 5, 56 * k, 32 * k)
        side = 23 * k
        p.setPen(Qt.PenStyle.NoPen)
        hot = self.underMouse() or self.isDown()
        if bad:
            p.setBrush(mix(c.bad_soft, c.bad, 0.15 if hot else 0))
            p.drawRoundedRect(pill, 16 * k, 16 * k)
        elif on or hot:
            p.setBrush(c.accent_soft if on else alpha(c.text, 0.06))
            p.drawRoundedRect(pill, 16 * k, 16 * k)
        ink = c.bad_ink if bad else c.accent_ink if on else c.text2
        icon = QRectF(cx - side / 2, pill.center().y() - side / 2, side, side)
        paint_icon(p, self.entry.icon, icon, ink, 2.0 if on else 1.75)
        label = QRectF(3, pill.bottom() + 3, self.width() - 6, self.height() - pill.bottom() - 3)
        weight = 700 if on else 500
        p.setFont(fitted_lines("caption", self.words, T.px(12), label, weight=weight))
        p.setPen(ink if bad else c.text if on else ink)
        p.drawText(label, int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap), self.words)
        if self.hasFocus():
            focus_ring(p, pill, 16 * k, c.focus)

    def _lines(self) -> int:
        fm = QFontMetricsF(T.font("caption", weight=700))
        room = max(tk.SIZE.rail, T.px(80)) - 6
        return 1 if fm.horizontalAdvance(self.words) <= room else 2

    @Slot()
    def _clicked(self) -> None:
        self.chosen.emit(self.entry.key)


class Logo(QWidget):
    """Three cards: two lean on each other, one lies on top. Also the program's icon."""

    def __init__(self, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        T.changed.connect(self._restyle)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        paint_logo(aa(self), QRectF(self.rect()), T.of(self).name)

    @Slot()
    def _restyle(self) -> None:
        self.update()


def paint_logo(p: QPainter, rect: QRectF, theme: str = "light") -> None:
    """The logo in the theme's colours, fitted into rect."""
    c = T.table(theme)
    side = min(rect.width(), rect.height())
    p.save()
    p.translate(rect.center() - QPointF(side / 2, side / 2))
    p.scale(side / 40, side / 40)
    for corners, colour in (
        (((7, 34), (11.5, 34), (21.5, 11), (17, 11)), c.card_solid_shade),
        (((17.5, 11), (22, 11), (33, 34), (28.5, 34)), c.card_solid_lit),
    ):
        path = QPainterPath(QPointF(*corners[0]))
        for corner in corners[1:]:
            path.lineTo(QPointF(*corner))
        path.closeSubpath()
        p.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        p.setBrush(colour)
        p.drawPath(path)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(c.warn)
    p.drawRoundedRect(QRectF(8, 4.5, 24, 4.2), 2.1, 2.1)
    p.restore()
