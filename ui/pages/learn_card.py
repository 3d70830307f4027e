"""One lesson in the list: picture, place and time to read, title, summary, and whether it was read."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from coach.pages.lessons import LessonCardView
from coach.text import _
from ui.icons import paint_icon
from ui.pages.lesson_picture import small_picture
from ui.pages.picture_card import INSET, CardShape, PictureCard, paint_wrapped, wrapped_height
from ui.theme import AlignL, AlignR, Colours, T
from ui.widgets.base import PAD, width_of


class LessonCard(PictureCard):
    """A `LessonCardView`. It is as high as its words are long."""

    shape = CardShape(least_px=128, most_px=184, sixteenths=7, side_px=18)

    def __init__(self, view: LessonCardView, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = view
        self.setObjectName(f"lesson_card.{view.id}")
        self.show_view(view)

    @property
    def own_id(self) -> str:
        return self.view.id

    @property
    def exercise(self) -> str:
        return self.view.picture.exercise if self.view.picture.kind == "figure" else ""

    @property
    def position(self) -> str:
        return self.view.picture.position

    def ask_for_picture(self) -> QPixmap | None:
        # Nobody keeps the houses that were painted, so that the card's own must do until its size changes.
        if self.view.picture.kind == "house" and self.picture is not None:
            return self.picture
        return small_picture(self.view.picture, self.well().size(), self.devicePixelRatioF(), T.of(self))

    def show_view(self, view: LessonCardView) -> None:
        """The same lesson, perhaps read by now."""
        self.view = view
        parts = [view.title, view.place, view.length]
        if view.read:
            parts.append(read_word())
        self.setAccessibleName(", ".join(parts))
        self.setAccessibleDescription(view.summary)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(T.px(240), self.heightForWidth(T.px(240)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self.words_width(width)
        title = wrapped_height(self.view.title, _title_font(), room)
        words = title + T.px(4) + wrapped_height(self.view.summary, _body_font(), room)
        top = PAD + INSET + self.well_height(width) + T.px(12) + _over_height() + T.px(4)
        return math.ceil(top + words) + 18 + PAD

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        if self.view.picture.kind == "house":
            self.picture = None

    def shade(self) -> float:
        return 0.05 if self.isDown() else super().shade()

    def paint_words(self, p: QPainter, c: Colours, room: QRectF) -> None:
        left, width = room.left(), room.width()
        over = QRectF(left, room.top() + T.px(12), width, _over_height())
        self._paint_over(p, c, over)
        y = over.bottom() + T.px(4)
        title = wrapped_height(self.view.title, _title_font(), width)
        paint_wrapped(p, self.view.title, _title_font(), c.text, QRectF(left, y, width, title + 1))
        y += title + T.px(4)
        summary = wrapped_height(self.view.summary, _body_font(), width)
        paint_wrapped(p, self.view.summary, _body_font(), c.text2, QRectF(left, y, width, summary + 1))

    def _paint_over(self, p: QPainter, c: Colours, over: QRectF) -> None:
        """Place and time on the left; on the right a check with its word, once the lesson was read."""
        font = _over_font()
        p.setFont(font)
        p.setPen(c.text3)
        p.drawText(over, AlignL, f"{self.view.place}  ·  {self.view.length}")
        if self.view.read:
            side = 15 * T.icon_scale
            word = width_of(read_word(), font)
            p.setPen(c.accent_ink)
            p.drawText(over, AlignR, read_word())
            sign = QRectF(over.right() - word - side - 4, over.center().y() - side / 2, side, side)
            paint_icon(p, "check", sign, c.accent_ink, 2.4)


def read_word() -> str:
    """The word of a lesson that was read."""
    return _("Read")


def _title_font() -> QFont:
    return T.font("heading", px=16)


def _body_font() -> QFont:
    return T.font("small", weight=400)


def _over_font() -> QFont:
    return T.font("caption")


def _over_height() -> float:
    return QFontMetricsF(_over_font()).height()
