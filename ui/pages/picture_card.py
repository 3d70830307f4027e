"""A card of a grid: a picture on a well, and under it the words that each kind of card paints for itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from ui.pages.picture_figure import paint_well, picture_rect
from ui.theme import Colours, T, mix
from ui.widgets.base import PAD, R, aa, focus_ring
from ui.widgets.buttons import Pressable

INSET = 8  # px between the card's edge and the well
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class CardShape:
    """Height of the well: so many sixteenths of the card's width, between `least_px` and `most_px`; and where the
    words stand, `side_px` from the card's edge.
    """

    least_px: int
    most_px: int
    sixteenths: int
    side_px: int


class PictureCard(Pressable):
    """A card on whose well the grid may set a moving figure. Where it is checked, it has the mark of what is shown.

    `clicked` as every button; `moved` carries the key that was pressed to go to another card; `looked_at` and `left`
    carry the card and follow mouse and focus.
    """

    moved = Signal(int)
    looked_at = Signal(object)
    left = Signal(object)

    shape: ClassVar[CardShape]
    #: The keys that lead to another card.
    ways: ClassVar[frozenset[Qt.Key]] = frozenset(
        {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
    )

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.picture: QPixmap | None = None
        self._live = False

    # -- what each kind of card says of itself ---------------------------------------------------------------

    @property
    def own_id(self) -> str:
        """By which the grid knows the card."""
        raise NotImplementedError

    @property
    def exercise(self) -> str:
        """The exercise whose figure the picture shows; empty where it shows something else."""
        raise NotImplementedError

    @property
    def position(self) -> str:
        """The start position, whose sign stands on the well while there is no picture."""
        raise NotImplementedError

    def ask_for_picture(self) -> QPixmap | None:
        """The picture for the well as it is now, or None: it is not there yet (`stills.ready` will tell)."""
        raise NotImplementedError

    def paint_words(self, p: QPainter, c: Colours, room: QRectF) -> None:
        """Paint what stands under the well; `room` reaches from there to the card's lower edge, px in the card."""
        raise NotImplementedError

    def shade(self) -> float:
        """How much of the colour of text lies over the ground of the card, 0 to 1."""
        return 0.03 if self.underMouse() else 0

    def counts_as_look(self, _reason: Qt.FocusReason) -> bool:
        """Whether focus that comes for this reason sets the figure going."""
        return True

    # -- what all have in common -----------------------------------------------------------------------------

    def set_live(self, live: bool) -> None:
        """Whether a moving figure stands on the well: the still one is left out then."""
        if live != self._live:
            self._live = live
            self.update()

    @classmethod
    def well_height(cls, width: int) -> int:
        """Height of the well in a card of this width, px."""
        # In steps, as the widths of pictures: a window that is resized must not draw all of them anew.
        shape = cls.shape
        return max(shape.least_px, min(shape.most_px, width // 16 * shape.sixteenths))

    @classmethod
    def words_width(cls, width: int) -> int:
        """Room for the words in a card of this width, px."""
        return width - 2 * (PAD + cls.shape.side_px)

    def well(self) -> QRect:
        """The ground of the picture, px in the card."""
        return QRect(PAD + INSET, PAD + INSET, self.width() - 2 * (PAD + INSET), self.well_height(self.width()))

    def figure(self) -> QRect:
        """Where the figure stands, px in the card."""
        return picture_rect(self.well())

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD + 0.5, PAD + 0.5, -PAD - 0.5, -PAD - 0.5)
        on = self.isChecked()
        p.setPen(QPen(c.accent, 2) if on else QPen(c.line, 1))
        p.setBrush(mix(c.surface, c.text, self.shade()))
        p.drawRoundedRect(r, R.l, R.l)
        well = self.well()
        paint_well(
            p,
            c,
            QRectF(well),
            radius=R.m,
            tone="accent_soft" if on else "sunken",
            picture=None if self._live else self.picture,
            at=self.figure(),
            sign="" if self._live else self.position,
        )
        top = well.bottom()
        left, width = PAD + self.shape.side_px, self.words_width(self.width())
        self.paint_words(p, c, QRectF(left, top, width, self.height() - PAD - top))
        if self.hasFocus():
            focus_ring(p, r, R.l, c.focus)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in self.ways:
            self.moved.emit(ev.key())
        else:
            super().keyPressEvent(ev)

    def enterEvent(self, ev: QEnterEvent) -> None:
        super().enterEvent(ev)
        self.looked_at.emit(self)

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self.left.emit(self)

    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        if self.counts_as_look(ev.reason()):
            self.looked_at.emit(self)

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        super().focusOutEvent(ev)
        self.left.emit(self)


def wrapped_height(text: str, font: QFont, width: float) -> float:
    """Height of words that are broken at this width, px."""
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, max(1.0, width), 1e5), _WRAP, text).height()


def paint_wrapped(p: QPainter, text: str, font: QFont, colour: QColor, room: QRectF) -> None:
    """Paint words from the top left of a room, broken at its width."""
    p.setFont(font)
    p.setPen(colour)
    p.drawText(room, _WRAP, text)
