"""Sessions a week."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from coach.text import _, ngettext
from ui.charts.painter import paint_weeks, short_date, week_slots
from ui.charts.reading import ReadableChart
from ui.charts.values import Weeks
from ui.theme import T


class SessionsAWeek(ReadableChart):
    """One bar a week against the goal line. The pointer or the arrow keys read out one week."""

    def __init__(self, weeks: Weeks | None = None, *, summary: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("Sessions a week"), parent)
        self._weeks = weeks or Weeks()
        self.set_summary(summary)

    def set_weeks(self, weeks: Weeks, summary: str) -> None:
        self._weeks = weeks
        self.set_summary(summary)
        self._forget()

    def places(self) -> int:
        return 0 if self._weeks.is_empty() else len(self._weeks.weeks)

    def nearest(self, pos: QPointF) -> int | None:
        if self._weeks.is_empty():
            return None
        for i, slot in enumerate(week_slots(self.chart_rect(), self._weeks)):
            if slot.slot.contains(pos):
                return i
        return None

    def mark(self, i: int) -> QRectF:
        bar = week_slots(self.chart_rect(), self._weeks)[i].bar
        return QRectF(bar.left(), bar.top() - T.px(17), bar.width(), T.px(17))

    def words(self, i: int) -> str:
        week = self._weeks.weeks[i]
        count = ngettext("{n} session", "{n} sessions", week.done).format(n=week.done)
        return _("Week of {day}: {count}").format(day=short_date(week.monday), count=count)

    def paint_chart(self, p: QPainter, rect: QRectF) -> None:
        paint_weeks(p, rect, T.of(self), self._weeks, hot=self.hot())
