"""Scores over time, each on its own whole axis, with the band in which a change is the wobble of the measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from coach.progress.score_views import ScoreSeries
from coach.text import _
from ui.charts.drawing import Drawing, LegendItem, Way, day_step
from ui.charts.look import ChartLook
from ui.charts.painter import elided, full_date, paint_bar, paint_date_axis, paint_empty, through
from ui.charts.scale import DateScale, LinearScale
from ui.theme import AlignL, AlignR, mix

_LEAST_SPAN_DAYS = 28
_HEAD = 30.0  # design px above a panel: its title, clear of the upper number of the axis
MINUS = "\N{MINUS SIGN}"


def paint_scores(
    p: QPainter, rect: QRectF, look: ChartLook, scores: Sequence[ScoreSeries], hot: int | None = None
) -> None:
    """One panel a measure, one below the other over the same days."""
    if not any(one.points for one in scores):
        paint_empty(p, rect, look, scores_hint())
        return
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawn = Scores(scores)
    for i, one in enumerate(drawn.shown):
        _paint_panel(p, rect, look, drawn.shown, i, one)
    p.restore()
    if hot is not None:
        drawn.paint_hot(p, rect, look, hot)


def scores_hint() -> str:
    """What this chart will show, and the first step towards it."""
    return _("Name up to three things you want to do again and rate them now and then. They get their own lines here.")


class Scores(Drawing):
    """The chart of score series; its places are their points, one series after the other."""

    def __init__(self, scores: Sequence[ScoreSeries]) -> None:
        self.shown = tuple(one for one in scores if one.points)
        self._places = [(s, n) for s, one in enumerate(self.shown) for n in range(len(one.points))]

    def is_empty(self) -> bool:
        return not self.shown

    def hint(self) -> str:
        return scores_hint()

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        paint_scores(p, rect, look, self.shown)

    def paint_hot(self, p: QPainter, rect: QRectF, look: ChartLook, i: int) -> None:
        p.setPen(QPen(look.back, look.line(1.5)))
        p.setBrush(look.colours.accent)
        r = look.line(6)
        p.drawEllipse(self._at(rect, look, i), r, r)

    def places(self) -> int:
        return len(self._places)

    def nearest(self, rect: QRectF, look: ChartLook, pos: QPointF) -> int | None:
        found = []
        for i in range(self.places()):
            at = self._at(rect, look, i)
            found.append((abs(at.x() - pos.x()) + abs(at.y() - pos.y()), i))
        distance, i = min(found, default=(1e9, 0))
        return i if distance <= look.line(40) else None

    def mark(self, rect: QRectF, look: ChartLook, i: int) -> QRectF:
        at, r = self._at(rect, look, i), look.line(8)
        return QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r)

    def words(self, i: int) -> str:
        s, n = self._places[i]
        one, point = self.shown[s], self.shown[s].points[n]
        value = _value_words(point.value)
        return _("{title}, {day}: {value}").format(title=one.title, day=full_date(point.day), value=value)

    def day(self, i: int) -> dt.date | None:
        s, n = self._places[i]
        return self.shown[s].points[n].day

    def step(self, i: int, way: Way) -> int:
        s, n = self._places[i]
        if way in ("up", "down"):
            other = max(0, min(len(self.shown) - 1, s + (1 if way == "down" else -1)))
            return self._places.index((other, min(n, len(self.shown[other].points) - 1)))
        first = self._places.index((s, 0))
        return first + day_step([point.day for point in self.shown[s].points], n, way)

    def legend(self) -> tuple[LegendItem, ...]:
        if self.is_empty():
            return ()
        return LegendItem("line", _("your score")), LegendItem("band", _("less than a real change"))

    def wish(self, _width: float, look: ChartLook) -> float:
        if self.is_empty():
            return look.px(70) + look.line(60)
        return len(self.shown) * (look.px(40) + look.line(38) + look.px(22)) + look.px(24)

    def _at(self, rect: QRectF, look: ChartLook, i: int) -> QPointF:
        s, n = self._places[i]
        x, y, _plot = _frame(rect, look, self.shown, s)
        point = self.shown[s].points[n]
        return QPointF(x.at(point.day), y.at(point.value))


def _frame(
    rect: QRectF, look: ChartLook, shown: Sequence[ScoreSeries], s: int
) -> tuple[DateScale, LinearScale, QRectF]:
    days = [point.day for one in shown for point in one.points]
    first = min(min(days), max(days) - dt.timedelta(days=_LEAST_SPAN_DAYS))
    left = max(look.width(_value_words(v), tnum=True) for o in shown for v in (o.lowest, o.highest)) + look.line(12)
    newest = (_value_words(one.points[-1].value) for one in shown)
    right = max(look.width(words, "caption", 700, tnum=True) for words in newest) + look.line(12)
    high = (rect.height() - look.px(24)) / len(shown)
    top = rect.top() + s * high
    plot = QRectF(rect.left() + left, top + look.px(_HEAD), rect.width() - left - right, high - look.px(_HEAD + 10))
    x = DateScale(first, max(days), plot.left() + look.line(6), plot.right())
    # The better end is always above.
    one = shown[s]
    low, best = (one.lowest, one.highest) if one.better == "up" else (one.highest, one.lowest)
    return x, LinearScale(low, best, plot.bottom(), plot.top()), plot


def _value_words(value: float) -> str:
    """Such as "3.7", or "−2" with its true minus."""
    return f"{round(value, 1):g}".replace("-", MINUS)


def _paint_panel(
    p: QPainter, rect: QRectF, look: ChartLook, shown: Sequence[ScoreSeries], s: int, one: ScoreSeries
) -> None:
    c = look.colours
    x, y, plot = _frame(rect, look, shown, s)
    head = QRectF(rect.left(), plot.top() - look.px(_HEAD), rect.width(), look.px(18))
    p.setFont(look.font("small", 500))
    p.setPen(c.text)
    p.drawText(head, AlignL, elided(look, one.title, head.width(), "small", 500))
    first, near = one.points[0].value, one.band
    band = QRectF(QPointF(plot.left(), y.at(near[0])), QPointF(plot.right(), y.at(near[1]))).normalized()
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(mix(look.back, c.track, 0.8))
    p.drawRect(band)
    p.setFont(look.font(tnum=True))
    for value in (one.lowest, one.highest):
        p.setPen(QPen(c.line, look.line(1)))
        p.drawLine(QPointF(plot.left(), y.at(value)), QPointF(plot.right(), y.at(value)))
        p.setPen(c.text3)
        side = QRectF(rect.left(), y.at(value) - look.px(9), plot.left() - rect.left() - look.line(6), look.px(18))
        p.drawText(side, AlignR, _value_words(value))
    at = [QPointF(x.at(point.day), y.at(point.value)) for point in one.points]
    if len(at) > 1:
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(
            QPen(c.accent, look.line(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        p.drawPath(through(at))
    radius = look.line(3.4) if len(at) <= 40 else look.line(1.8)
    for point in at:
        paint_bar(p, QRectF(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius), c.accent, radius=radius)
    p.setFont(look.font("caption", 700, tnum=True))
    p.setPen(c.text)
    newest = _value_words(one.points[-1].value)
    p.drawText(QRectF(at[-1].x() + look.line(6), at[-1].y() - look.px(9), look.px(60), look.px(18)), AlignL, newest)
    if len(at) > 1 and at[-1].x() - at[0].x() > look.px(60):
        p.setPen(c.text3)
        p.setFont(look.font("caption", 500, tnum=True))
        # On the side to which the line does not go.
        above = at[1].y() >= at[0].y() and at[0].y() - look.px(18) >= plot.top() - look.px(4)
        top = at[0].y() - look.px(19) if above else at[0].y() + look.line(4)
        p.drawText(QRectF(at[0].x(), top, look.px(40), look.px(16)), AlignL, _value_words(first))
    if s + 1 == len(shown):
        paint_date_axis(p, look, x, QRectF(plot.left(), plot.top(), plot.width(), plot.height() + look.line(6)))
