"""A card over the last weeks: one sign a week, told apart by its posture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.pages.house_views import CardHistoryView, WeekMark
from coach.text import _
from ui.charts.painter import short_date
from ui.charts.reading import ReadableChart
from ui.theme import AlignL, AlignR, T
from ui.widgets.base import R
from ui.widgets.house import state_word
from ui.widgets.marks import paint_state

_SIGN = 22  # px of a sign at 100 % text, where the weeks leave room for it
_SIDE = 10  # px left and right of the signs
_TOP = 10


class HistoryStrip(ReadableChart):
    """Twelve weeks in one line, the newest at the right. The pointer or the arrow keys read out one week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The last weeks of this card"), parent)
        self._weeks: tuple[WeekMark, ...] = ()
        self.setObjectName("card_history")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_history(self, history: CardHistoryView | None) -> None:
        """Take over a card's weeks, oldest first."""
        self._weeks = history.weeks if history is not None else ()
        self.set_summary(history.words if history is not None else "")
        self._forget()

    def places(self) -> int:
        return len(self._weeks)

    def nearest(self, pos: QPointF) -> int | None:
        return next((i for i in range(self.places()) if self._slot(i).contains(pos)), None)

    def mark(self, i: int) -> QRectF:
        return self._sign(i)

    def words(self, i: int) -> str:
        week = self._weeks[i]
        return _("Week to {day}: {state}").format(day=short_date(week.day), state=state_word(week.state))

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(T.font("caption")).height()
        return QSize(320, round(6 + 2 * _TOP + _SIGN * T.icon_scale + 6 + line))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paint_chart(self, p: QPainter, rect: QRectF) -> None:
        c = T.of(self)
        if not self._weeks:
            return
        p.setPen(c.sunken)
        p.setBrush(c.sunken)
        p.drawRoundedRect(self._band(rect), R.s, R.s)
        for i, week in enumerate(self._weeks):
            if i == self.hot():
                p.setPen(c.track)
                p.setBrush(c.track)
                p.drawRoundedRect(self._slot(i).adjusted(1, 3, -1, -3), R.s - 2, R.s - 2)
            paint_state(p, self._sign(i), week.state, c)
        font = T.font("caption")
        p.setFont(font)
        p.setPen(c.text2)
        below = QRectF(rect.left() + _SIDE, self._band(rect).bottom() + 4, rect.width() - 2 * _SIDE, 1e3)
        below.setHeight(QFontMetricsF(font).height())
        p.drawText(below, AlignL, short_date(self._weeks[0].day))
        p.drawText(below, AlignR, _("now"))

    def _band(self, rect: QRectF) -> QRectF:
        return QRectF(rect.left(), rect.top(), rect.width(), 2 * _TOP + _SIGN * T.icon_scale)

    def _slot(self, i: int) -> QRectF:
        band = self._band(self.chart_rect()).adjusted(_SIDE / 2, 0, -_SIDE / 2, 0)
        width = band.width() / max(1, len(self._weeks))
        return QRectF(band.left() + i * width, band.top(), width, band.height())

    def _sign(self, i: int) -> QRectF:
        slot = self._slot(i)
        side = min(_SIGN * T.icon_scale, slot.width() - 2)
        box = QRectF(0, 0, side, side)
        box.moveCenter(slot.center())
        return box
