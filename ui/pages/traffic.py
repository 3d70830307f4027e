"""The traffic light of a session as a mark with a word: a sign inside tells the colours apart."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from coach.text import _
from ui.icons import paint_icon
from ui.theme import T
from ui.widgets import aa

#: Colour: the disc, the ink on it, the sign inside.
_LOOKS = {
    "green": ("accent", "on_accent", "check"),
    "amber": ("warn", "on_warn", "repeat"),
    "red": ("bad", "on_bad", "minus"),
}


def colour_word(colour: str) -> str:
    """The colour of a session as a word."""
    return {"green": _("Green"), "amber": _("Amber"), "red": _("Red")}.get(colour, _("Not rated"))


class ColourMark(QWidget):
    """A disc with a sign: check (green), repeat (amber), minus (red); an open ring while it is not rated."""

    def __init__(self, colour: str = "", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour, self._size = colour, size
        T.changed.connect(self._restyle)
        self._restyle()

    def set_colour(self, colour: str) -> None:
        """Show another colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._colour not in _LOOKS:
            p.setPen(QPen(c.line_strong, 1.6))
            p.drawEllipse(r.adjusted(1, 1, -1, -1))
            return
        ground, ink, sign = _LOOKS[self._colour]
        p.setPen(c[ground])
        p.setBrush(c[ground])
        p.drawEllipse(r)
        inset = r.width() * 0.2
        paint_icon(p, sign, r.adjusted(inset, inset, -inset, -inset), c[ink], 2.6)

    @Slot()
    def _restyle(self) -> None:
        side = round(self._size * T.icon_scale)
        self.setFixedSize(side, side)
        self.update()
