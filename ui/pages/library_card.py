"""One exercise or program of the Library's grid: figure on a well, name, how much."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ui.figure.stills import stills
from ui.pages.picture_card import INSET, CardShape, PictureCard, paint_wrapped, wrapped_height
from ui.theme import AlignL, Colours, T
from ui.widgets.base import PAD, plain_tip


@dataclass(frozen=True, slots=True)
class CardFace:
    """What a card shows. `about` is for screen readers."""

    id: str
    name: str
    sub: str
    exercise: str
    position: str
    about: str


class LibraryCard(PictureCard):
    """`entered` carries its id when Enter was pressed, which here is no click."""

    entered = Signal(str)

    shape = CardShape(least_px=112, most_px=176, sixteenths=8, side_px=14)
    ways = PictureCard.ways | {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}

    def __init__(self, face: CardFace, parent: QWidget) -> None:
        super().__init__(parent)
        self.face = face
        self._lines = 1
        self.setCheckable(True)
        self.setObjectName(f"library_card.{face.id}")
        self.setAccessibleName(f"{face.name}, {face.sub}")
        self.setAccessibleDescription(face.about)
        self.setToolTip(plain_tip(face.about))

    @property
    def own_id(self) -> str:
        return self.face.id

    @property
    def exercise(self) -> str:
        return self.face.exercise

    @property
    def position(self) -> str:
        return self.face.position

    def ask_for_picture(self) -> QPixmap | None:
        return stills.get(self.exercise, self.figure().size(), self.devicePixelRatioF(), dark=T.of(self).dark)

    def nextCheckState(self) -> None:
        """The mark follows what is shown beside the grid, not the click."""

    def set_lines(self, lines: int) -> None:
        """Lines of the name, the same for all cards of a row."""
        if lines != self._lines:
            self._lines = lines
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(170, card_height(self._lines, 170))

    def counts_as_look(self, reason: Qt.FocusReason) -> bool:
        # Who comes to the page or back to the window has not looked at this one yet.
        return reason not in (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ActiveWindowFocusReason)

    def paint_words(self, p: QPainter, c: Colours, room: QRectF) -> None:
        left, top, width = room.left(), room.top() + T.px(8), room.width()
        name = QRectF(left, top, width, T.px(20) * self._lines)
        paint_wrapped(p, self.face.name, T.font("label", weight=600), c.text, name)
        font = T.font("caption", weight=400)
        p.setFont(font)
        p.setPen(c.text2)
        sub = QFontMetricsF(font).elidedText(self.face.sub, Qt.TextElideMode.ElideRight, width)
        # Under a name of one line where the others have two, the amount stays close to its name.
        used = name_lines(self.face.name, self.width()) if self._lines > 1 else 1
        p.drawText(QRectF(left, top + T.px(20) * used, width, T.px(18)), AlignL, sub)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ev.isAutoRepeat():
            self.entered.emit(self.face.id)
        else:
            super().keyPressEvent(ev)


def card_height(lines: int, width: int) -> int:
    """Height of a card of this width whose name may have so many lines, px."""
    return 2 * (PAD + INSET) + LibraryCard.well_height(width) + T.px(20) * lines + T.px(18) + T.px(4)


def name_lines(name: str, width: int) -> int:
    """How many lines a name takes in a card of this width, at most three."""
    font = T.font("label", weight=600)
    fm, room = QFontMetricsF(font), LibraryCard.words_width(width)
    if fm.horizontalAdvance(name) <= room:
        return 1
    return max(1, min(3, round(wrapped_height(name, font, room) / fm.height())))
