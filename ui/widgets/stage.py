"""The large area of the player: what to do now, in words, a sign and a slow movement."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QRadialGradient, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.text import _
from ui.icon_paths import ICON_PATHS
from ui.icons import paint_icon
from ui.theme import AlignC, AlignL, Colours, T, alpha, mix
from ui.widgets.base import R, aa, fitted, fitted_lines, width_of

BREATH_MS, BREATH_IN_SHARE = 10_000, 0.4  # in for 4 s, out for 6 s
POSITIONS = ("supine", "prone", "side_lying", "all_fours", "sitting", "standing", "kneeling", "wall")
_STILL = 0.55  # the circle's level with reduced motion
_CIRCLE_SHARE = 0.27  # of the height: what the circle should have at least
_SMALLEST = 0.62  # radius of the circle at level 0, as a share of its largest
_WRAP_C = int(AlignC) | int(Qt.TextFlag.TextWordWrap)
_WRAP_L = int(AlignL) | int(Qt.TextFlag.TextWordWrap)


def breath_fraction(at_ms: int) -> float:
    """Where in a breath (0 to 1) a breathing hold is after so many ms: the fraction for `set_phase("breathe", ...)`."""
    return (at_ms % BREATH_MS) / BREATH_MS


def circle_level(kind: str, fraction: float) -> float:
    """How large the circle is (0 to 1): it grows while one moves in, stays in a hold, shrinks on the way out."""
    f = max(0.0, min(1.0, fraction))
    match kind:
        case "move_in" | "breathe_in":
            return _ease(f)
        case "hold":
            return 1.0
        case "move_out" | "breathe_out":
            return 1.0 - _ease(f)
        case "breathe":
            inward = f < BREATH_IN_SHARE
            return _ease(f / BREATH_IN_SHARE) if inward else 1.0 - _ease((f - BREATH_IN_SHARE) / (1 - BREATH_IN_SHARE))
        case _:
            return 0.0


def phase_word(kind: str, fraction: float = 0.0) -> str:
    """One or two calm words for a phase; empty for a kind that has none."""
    if kind == "breathe":
        kind = "breathe_in" if fraction < BREATH_IN_SHARE else "breathe_out"
    return {
        "ready": _("Get ready"),
        "move_in": _("Move in"),
        "hold": _("Hold"),
        "move_out": _("Come back"),
        "breathe_in": _("Breathe in"),
        "breathe_out": _("Breathe out"),
        "rest": _("Rest"),
        "switch": _("Change sides"),
        "paused": _("Paused"),
        "done": _("Done"),
    }.get(kind, "")


def position_icon(position_key: str) -> str:
    """The sign of a start position; a plain breath where the position is not known."""
    name = "pos_" + position_key.replace("-", "_").replace(" ", "_")
    return name if name in ICON_PATHS else "breath"


def paint_spotlight(p: QPainter, c: Colours, box: QRectF, centre: QPointF) -> None:
    """The ground of a stage: a soft light round `centre`."""
    light = QRadialGradient(centre, max(box.width(), box.height()) * 0.62)
    light.setColorAt(0, mix(c.surface, c.accent, 0.15 if c.dark else 0.10))
    light.setColorAt(1, c.surface)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(light)
    p.drawRoundedRect(box, R.xl, R.xl)


class Stage(QWidget):
    """Name, start position and its sign on a soft spotlight, a circle that moves with the session, what is being said.

    The circle is a function of `set_phase` alone: a paused session is a still picture.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = self._position_text = self._side_text = self._caption = ""
        self._icon = position_icon("")
        self._kind, self._fraction, self._word = "ready", 0.0, phase_word("ready")
        self._plan: _Plan | None = None
        self._still: QPixmap | None = None
        self._still_of: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(_("Exercise"))
        T.changed.connect(self._restyle)

    def show_exercise(self, name: str, position_key: str, position_text: str, side_text: str = "") -> None:
        """`position_key` is one of POSITIONS (dashes allowed); `side_text` such as "Right side", or empty."""
        self._name, self._position_text, self._side_text = name, position_text, side_text
        self._icon = position_icon(position_key)
        self._changed()

    def set_phase(self, kind: str, fraction: float, word: str | None = None) -> None:
        """Where the present phase is (0 to 1); kinds are those of `phase_word`, which `word` overrides."""
        shown = phase_word(kind, fraction) if word is None else word
        before = self._moving()
        self._kind, self._fraction = kind, fraction
        if shown != self._word:
            self._word = shown
            self._plan = None
            self._describe()
            self.update()
        elif self._moving() != before:
            self.update()

    def _moving(self) -> tuple[str, int, int]:
        """What moves, in steps of about a pixel: between two of them there is nothing new to paint."""
        return self._kind, round(self.level() * 60), round(self._fraction * 300)

    def set_caption(self, text: str) -> None:
        """The sentence that is being said."""
        if text != self._caption:
            self._caption = text
            self._changed()

    def level(self) -> float:
        """Present size of the circle, 0 to 1."""
        return _STILL if T.reduced_motion else circle_level(self._kind, self._fraction)

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._plan = None

    def paintEvent(self, _ev: QPaintEvent) -> None:
        c = T.of(self)
        if self._plan is None:
            self._plan = self._lay_out()
        plan = self._plan
        p = aa(self)
        p.drawPixmap(0, 0, self._cached(c, plan))
        self._paint_circle(p, c, plan.circle)
        p.setFont(plan.word_font)
        p.setPen(c.accent_ink)
        p.drawText(plan.word, AlignC, self._word)

    def _lay_out(self) -> _Plan:
        """Words give way a little where they would leave the circle no room."""
        k = max(0.8, min(1.5, self.height() / 480)) * T.text_scale  # a larger stage is read from farther away
        plan = self._lay_out_at(k)
        for shrink in (0.88, 0.77, 0.68):
            if plan.circle.width() >= self.height() * _CIRCLE_SHARE:
                break
            plan = self._lay_out_at(k * shrink)
        return plan

    def _lay_out_at(self, k: float) -> _Plan:
        """Words first, each within its share of the height; the circle takes what is left."""
        r = QRectF(self.rect())
        pad = max(18.0, min(36.0, r.width() * 0.05))
        width = r.width() - 2 * pad
        pill_font = fitted("strong", self._side_text, 16 * k, width * 0.42, weight=600)
        pill_height = QFontMetricsF(pill_font).height() + 12 if self._side_text else 0.0
        pill_width = width_of(self._side_text, pill_font) + 30 if self._side_text else 0.0
        pill = QRectF(r.right() - pad - pill_width, r.top() + pad, pill_width, pill_height)

        room = QRectF(0, 0, width - (pill_width + 16 if self._side_text else 0), r.height() * 0.21)
        name_font = fitted_lines("display", self._name, 34 * k, room, least=15)
        name = _box(self._name, name_font, room.width(), _WRAP_L).translated(pad, r.top() + pad)
        name.setWidth(room.width())
        name.setHeight(max(name.height(), pill_height))
        below = QRectF(0, 0, width, r.height() * 0.12)
        position_font = fitted_lines("body", self._position_text, 16 * k, below, least=12)
        position = _box(self._position_text, position_font, width, _WRAP_L).translated(pad, name.bottom() + 4)
        position.setWidth(width)

        caption_room = QRectF(0, 0, width, r.height() * 0.26)
        caption_font = fitted_lines("heading", self._caption, 21 * k, caption_room, weight=500, least=12)
        height = max(_box(self._caption, caption_font, width, _WRAP_C).height(), 24.0)
        caption = QRectF(pad, r.bottom() - pad * 0.85 - height, width, height)

        word_font = fitted("title", self._word or " ", 26 * k, width, weight=600)
        word_height = QFontMetricsF(word_font).height()
        word = QRectF(pad, caption.top() - 10 - word_height, width, word_height)
        middle = QRectF(pad, position.bottom() + 10, width, word.top() - position.bottom() - 16)
        side = max(0.0, min(middle.width(), middle.height(), 460.0))
        circle = QRectF(0, 0, side, side)
        circle.moveCenter(middle.center())
        return _Plan(
            pill, pill_font, name, name_font, position, position_font, caption, caption_font, word, word_font, circle
        )

    def _cached(self, c: Colours, plan: _Plan) -> QPixmap:
        """Everything that does not move, painted once per sentence."""
        ratio = self.devicePixelRatioF()
        wanted = (
            self.size(),
            ratio,
            c.name,
            T.text_scale,
            self._name,
            self._position_text,
            self._side_text,
            self._caption,
            plan.circle.center().toTuple(),
        )
        if self._still is None or wanted != self._still_of:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            p = QPainter(picture)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_still(p, c, plan)
            p.end()
            self._still, self._still_of = picture, wanted
        return self._still

    def _paint_still(self, p: QPainter, c: Colours, plan: _Plan) -> None:
        r = QRectF(self.rect())
        paint_spotlight(p, c, r, plan.circle.center())
        p.setPen(c.text)
        p.setFont(plan.name_font)
        p.drawText(plan.name, _WRAP_L, self._name)
        p.setPen(c.text2)
        p.setFont(plan.position_font)
        p.drawText(plan.position, _WRAP_L, self._position_text)
        if self._side_text:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(c.accent_soft)
            p.drawRoundedRect(plan.pill, plan.pill.height() / 2, plan.pill.height() / 2)
            p.setPen(c.accent_ink)
            p.setFont(plan.pill_font)
            p.drawText(plan.pill, AlignC, self._side_text)
        p.setPen(c.text)
        p.setFont(plan.caption_font)
        p.drawText(plan.caption, _WRAP_C, self._caption)

    def _paint_circle(self, p: QPainter, c: Colours, box: QRectF) -> None:
        largest = box.width() / 2 - 6
        if largest < 16:  # all the room went to words
            return
        at = box.center()
        level = self.level()
        radius = largest * (_SMALLEST + (1 - _SMALLEST) * level)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(alpha(c.text, 0.13), 1.5))
        p.drawEllipse(at, largest, largest)
        glow = QRadialGradient(at, radius)
        glow.setColorAt(0, alpha(c.accent, 0.10))
        glow.setColorAt(0.72, alpha(c.accent, 0.16))
        glow.setColorAt(1, alpha(c.accent, 0.34 if c.dark else 0.26))
        p.setPen(QPen(alpha(c.accent, 0.55), 1.5))
        p.setBrush(glow)
        p.drawEllipse(at, radius, radius)
        side = largest * _SMALLEST * 1.42
        paint_icon(p, self._icon, QRectF(at.x() - side / 2, at.y() - side / 2, side, side), c.fig_near, 1.6)
        if not T.reduced_motion and self._kind not in ("paused", "done"):
            turn = 2 * math.pi * max(0.0, min(1.0, self._fraction))
            bead = max(3.5, largest * 0.028)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(c.accent)
            p.drawEllipse(QPointF(at.x() + largest * math.sin(turn), at.y() - largest * math.cos(turn)), bead, bead)

    def _changed(self) -> None:
        self._plan = None
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self._name, self._side_text) if part) or _("Exercise"))
        said = (self._word, self._position_text, self._caption)
        self.setAccessibleDescription(". ".join(part.rstrip(".") for part in said if part))

    @Slot()
    def _restyle(self) -> None:
        self._plan = None
        self.update()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything goes, in px of the widget."""

    pill: QRectF
    pill_font: QFont
    name: QRectF
    name_font: QFont
    position: QRectF
    position_font: QFont
    caption: QRectF
    caption_font: QFont
    word: QRectF
    word_font: QFont
    circle: QRectF


def _ease(f: float) -> float:
    """Starts and ends softly, as a breath does."""
    return 0.5 - 0.5 * math.cos(math.pi * f)


def _box(text: str, font: QFont, width: float, flags: int) -> QRectF:
    box = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e5), flags & ~int(Qt.AlignmentFlag.AlignVCenter), text)
    return QRectF(0, 0, box.width(), box.height() if text else 0.0)
