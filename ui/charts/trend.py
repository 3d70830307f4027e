"""Pain over time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from coach.text import _
from ui.charts.painter import WORST_PAIN, paint_trend, short_date, trend_frame
from ui.charts.reading import ReadableChart
from ui.charts.values import Trend
from ui.theme import T

_REACH = 24.0  # px to the left and right within which the pointer finds a day


class PainTrend(ReadableChart):
    """Ratings, their 7-day median and spasms. The pointer or the arrow keys read out one day."""

    def __init__(self, trend: Trend | None = None, *, summary: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("Pain over time"), parent)
        self._trend = trend or Trend()
        self._days = self._trend.shown_days()
        self.set_summary(summary)

    def set_trend(self, trend: Trend, summary: str) -> None:
        self._trend, self._days = trend, trend.shown_days()
        self.set_summary(summary)
        self._forget()

    def places(self) -> int:
        return len(self._days)

    def nearest(self, pos: QPointF) -> int | None:
        frame = trend_frame(self.chart_rect(), self._trend)
        if frame is None:
            return None
        distance, i = min((abs(frame.x.at(day) - pos.x()), i) for i, day in enumerate(self._days))
        return i if distance <= _REACH else None

    def mark(self, i: int) -> QRectF:
        frame = trend_frame(self.chart_rect(), self._trend)
        day = self._days[i]
        if frame is None:
            return QRectF()
        pain = max((p.value for p in self._trend.points if p.day == day), default=float(WORST_PAIN))
        return QRectF(frame.x.at(day) - 8, frame.y.at(pain) - 8, 16, 16)

    def words(self, i: int) -> str:
        day = self._days[i]
        parts = []
        for point in self._trend.points:
            if point.day == day:
                text = _("pain {value:g} after a session") if point.kind == "session" else _("pain {value:g}")
                parts.append(text.format(value=point.value))
        if day in self._trend.spasms:
            parts.append(_("spasm"))
        return f"{short_date(day)}: {', '.join(parts)}"

    def paint_chart(self, p: QPainter, rect: QRectF) -> None:
        hot = self.hot()
        paint_trend(p, rect, T.of(self), self._trend, hot=None if hot is None else self._days[hot])
