"""Pain over time: ratings, their moving median with its middle half, spasms, and where the plan changed its part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from coach.progress.views import MedianPoint, PainView, Rating
from coach.text import _
from ui.charts.drawing import Drawing, LegendItem, Way, day_step
from ui.charts.look import ChartLook
from ui.charts.painter import dashed, full_date, paint_date_axis, paint_diamond, paint_empty, through
from ui.charts.scale import DateScale, LinearScale
from ui.theme import AlignC, AlignR, alpha, mix

WORST_PAIN = 10
_PAIN_TICKS = (0, 2, 4, 6, 8, 10)
_REACH = 24.0  # design px to the left and right within which the pointer finds a day
_LEAST_SPAN_DAYS = 6
_DOTS_UP_TO_DAYS = 2 * 366


@dataclass(frozen=True, slots=True)
class PainFrame:
    """Where days and pain lie. The axis is whole, 0 to 10, whatever was rated; above it is room for the signs."""

    x: DateScale
    y: LinearScale
    plot: QRectF


def pain_frame(rect: QRectF, look: ChartLook, view: PainView) -> PainFrame:
    """The frame in a rectangle; with parts of the plan there is a line for them above."""
    top = look.px(20) if view.stages else look.px(6)
    left = look.px(20) + look.line(8)
    plot = rect.adjusted(left, top + look.line(8), -look.line(10), -look.px(24))
    first = min(view.span.first, view.span.last - dt.timedelta(days=_LEAST_SPAN_DAYS))
    x = DateScale(first, view.span.last, plot.left(), plot.right())
    return PainFrame(x, LinearScale(0, WORST_PAIN, plot.bottom(), plot.top()), plot)


def paint_pain(p: QPainter, rect: QRectF, look: ChartLook, view: PainView, hot: int | None = None) -> None:
    """Dots: ratings. Line: their median, cut in a silence. Diamonds: spasms. `hot`: the place that is read."""
    if view.is_empty:
        paint_empty(p, rect, look, pain_hint())
        return
    frame = pain_frame(rect, look, view)
    c = look.colours
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_pain_axis(p, rect, look, frame)
    paint_date_axis(p, look, frame.x, frame.plot)
    if is_dense(view):
        _paint_extremes(p, look, frame, view)
    for run in runs(view):
        _paint_run(p, look, frame, run)
    _paint_stages(p, rect, look, frame, view)
    crowded = len(view.spasms) * look.line(16) > frame.plot.width()
    for day in () if crowded else view.spasms:
        x = frame.x.at(day)
        p.setPen(dashed(alpha(c.bad, 0.6), look.line(1.2)))
        p.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()))
    if not is_dense(view):
        radius = _dot_radius(look, frame, view)
        for rating in view.ratings:
            _paint_dot(p, look, frame, rating, radius)
    for day in view.spasms:
        at = QPointF(frame.x.at(day), frame.plot.top())
        paint_diamond(p, at, look.line(3.2 if crowded else 6.5), c.bad, look.back)
    p.restore()
    if hot is not None:
        Pain(view).paint_hot(p, rect, look, hot)


def runs(view: PainView) -> list[list[MedianPoint]]:
    """The median line, cut where nobody rated anything for long."""
    found: list[list[MedianPoint]] = []
    for point in view.line:
        if not found or (point.day - found[-1][-1].day).days > view.gap_days:
            found.append([])
        found[-1].append(point)
    return found


def is_dense(view: PainView) -> bool:
    """Whether days lie too close for dots: the lowest and the highest of each column are drawn instead."""
    return view.span.days > _DOTS_UP_TO_DAYS


def extremes(ratings: Sequence[Rating], x: DateScale, wide: float) -> dict[int, tuple[float, float]]:
    """The lowest and the highest rating in each column of `wide` px, by its number. No extreme is dropped."""
    found: dict[int, tuple[float, float]] = {}
    for rating in ratings:
        column = int((x.at(rating.day) - x.start) / wide)
        low, high = found.get(column, (rating.pain, rating.pain))
        found[column] = min(low, rating.pain), max(high, rating.pain)
    return found


def pain_hint() -> str:
    """What this chart will show, and the first step towards it."""
    return _("Rate your pain in the morning or after a session. Every rating becomes a dot here, spasms a diamond.")


class Pain(Drawing):
    """The chart of a `PainView`; its places are the days on which something is."""

    def __init__(self, view: PainView) -> None:
        self.view = view
        by_day: dict[dt.date, list[Rating]] = {}
        for rating in view.ratings:
            by_day.setdefault(rating.day, []).append(rating)
        self._ratings = by_day
        self._spasms = frozenset(view.spasms)
        self._stages = {mark.day: mark for mark in view.stages}
        self._line = {point.day: point for point in view.line}
        self._days = sorted(by_day.keys() | self._spasms | self._stages.keys())

    def is_empty(self) -> bool:
        return self.view.is_empty

    def hint(self) -> str:
        return pain_hint()

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        paint_pain(p, rect, look, self.view)

    def paint_hot(self, p: QPainter, rect: QRectF, look: ChartLook, i: int) -> None:
        frame, day, c = pain_frame(rect, look, self.view), self._days[i], look.colours
        x = frame.x.at(day)
        p.setPen(QPen(c.line_strong, look.line(1)))
        p.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()))
        radius = _dot_radius(look, frame, self.view) + look.line(2)
        for rating in self._ratings.get(day, ()):
            _paint_dot(p, look, frame, rating, radius)
        if day in self._spasms:
            paint_diamond(p, QPointF(x, frame.plot.top()), look.line(8.5), c.bad, look.back)

    def places(self) -> int:
        return 0 if self.is_empty() else len(self._days)

    def nearest(self, rect: QRectF, look: ChartLook, pos: QPointF) -> int | None:
        if not self.places():
            return None
        from bisect import bisect_left

        frame = pain_frame(rect, look, self.view)
        at = bisect_left(self._days, frame.x.day(pos.x()))
        near = range(max(0, at - 1), min(len(self._days), at + 2))
        distance, i = min((abs(frame.x.at(self._days[i]) - pos.x()), i) for i in near)
        return i if distance <= look.line(_REACH) else None

    def mark(self, rect: QRectF, look: ChartLook, i: int) -> QRectF:
        frame, day = pain_frame(rect, look, self.view), self._days[i]
        pain = max((rating.pain for rating in self._ratings.get(day, ())), default=float(WORST_PAIN))
        r = look.line(9)
        return QRectF(frame.x.at(day) - r, frame.y.at(pain) - r, 2 * r, 2 * r)

    def words(self, i: int) -> str:
        day = self._days[i]
        parts = []
        for rating in self._ratings.get(day, ()):
            text = _("pain {value:g} after a session") if rating.kind == "session" else _("pain {value:g}")
            parts.append(text.format(value=rating.pain))
        if day in self._spasms:
            parts.append(_("spasm"))
        if day in self._stages:
            mark = self._stages[day]
            parts.append((_("on to {part}") if mark.forward else _("back to {part}")).format(part=mark.part))
        point = self._line.get(day)
        if point is not None and len(self._line) > 1:
            parts.append(_("median {value:g}").format(value=round(point.median, 1)))
        return f"{full_date(day)}: {', '.join(parts)}"

    def day(self, i: int) -> dt.date | None:
        return self._days[i]

    def step(self, i: int, way: Way) -> int:
        return day_step(self._days, i, way)

    def legend(self) -> tuple[LegendItem, ...]:
        if self.is_empty():
            return ()
        items = []
        if len(self.view.line) > 1:
            words = (
                _("{n}-day median, middle half")
                if any(t.low is not None for t in self.view.line)
                else _("{n}-day median")
            )
            items.append(LegendItem("median", words.format(n=self.view.window_days)))
        if is_dense(self.view):
            items.append(LegendItem("range", _("lowest to highest")))
        elif any(r.kind == "session" for r in self.view.ratings):
            items.append(LegendItem("dot", _("after a session")))
        if not is_dense(self.view) and any(r.kind == "day" for r in self.view.ratings):
            items.append(LegendItem("ring", _("other days")))
        if self.view.spasms:
            items.append(LegendItem("spasm", _("spasm")))
        if self.view.stages:
            items.append(LegendItem("stage", _("part of the plan")))
        return tuple(items)

    def wish(self, _width: float, look: ChartLook) -> float:
        return look.px(70) + look.line(150)


def _dot_radius(look: ChartLook, frame: PainFrame, view: PainView) -> float:
    """Dots shrink where days lie close, down to a size that can still be told from a ring."""
    days = max(1, (frame.x.last - frame.x.first).days)
    pitch = frame.plot.width() / days
    return max(look.line(2.0), min(look.line(4.2), pitch * 0.62 + look.line(1.2)))


def _paint_dot(p: QPainter, look: ChartLook, frame: PainFrame, rating: Rating, radius: float) -> None:
    after = rating.kind == "session"
    c, rim = look.colours, min(look.line(1.4), radius * 0.4)
    p.setPen(QPen(look.back if after else mix(look.back, c.accent, 0.75), rim))
    p.setBrush(mix(look.back, c.accent, 0.8) if after else look.back)
    own = radius if after else radius * 0.86
    p.drawEllipse(QPointF(frame.x.at(rating.day), frame.y.at(rating.pain)), own, own)


def _paint_pain_axis(p: QPainter, rect: QRectF, look: ChartLook, frame: PainFrame) -> None:
    c = look.colours
    p.setFont(look.font(tnum=True))
    step = 1 if frame.plot.height() / 5 >= look.px(16) else 5  # a low chart labels 0 and 10 only
    for i, pain in enumerate(_PAIN_TICKS):
        y = frame.y.at(pain)
        p.setPen(QPen(mix(c.line, c.line_strong, 0 if pain else 0.5), look.line(1)))
        p.drawLine(QPointF(frame.plot.left() - look.line(2), y), QPointF(frame.plot.right() + look.line(2), y))
        if i % step == 0:
            p.setPen(c.text3)
            box = QRectF(rect.left(), y - look.px(10), frame.plot.left() - rect.left() - look.line(8), look.px(20))
            p.drawText(box, AlignR, str(pain))


def _paint_stages(p: QPainter, rect: QRectF, look: ChartLook, frame: PainFrame, view: PainView) -> None:
    """A small flag above the plot where a part of the plan began. Of those that would touch only the last has words,
    the others are short ticks: it is where one stood in the end.
    """
    c = look.colours
    p.setFont(look.font("caption", 600))
    begin = rect.right() + look.line(2)
    for mark in reversed(view.stages):
        x, top = frame.x.at(mark.day), rect.top()
        words = mark.part if mark.forward else _("{part} again").format(part=mark.part)
        width = look.width(words, "caption", 600) + look.line(8)
        left = min(x, rect.right() - width)
        flagged = left + width + look.line(2) <= begin
        p.setPen(QPen(alpha(c.text3, 0.35), look.line(1)))
        foot = frame.plot.bottom() if flagged else frame.plot.top() + look.line(5)
        p.drawLine(QPointF(x, top + look.px(17 if not flagged else 4)), QPointF(x, foot))
        if not flagged:
            continue
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.accent_soft if mark.forward else c.track)
        p.drawRoundedRect(QRectF(left, top, width, look.px(16)), look.line(4), look.line(4))
        p.setPen(c.accent_ink if mark.forward else c.text2)
        p.drawText(QRectF(left, top, width, look.px(16)), AlignC, words)
        begin = left


def _paint_extremes(p: QPainter, look: ChartLook, frame: PainFrame, view: PainView) -> None:
    """Strips from the lowest to the highest rating of each column."""
    wide = look.line(2)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(mix(look.back, look.colours.accent, 0.16))
    half = look.line(1.2)
    for column, (low, high) in extremes(view.ratings, frame.x, wide).items():
        top, bottom = frame.y.at(high) - half, frame.y.at(low) + half
        p.drawRect(QRectF(frame.x.start + column * wide, top, wide, bottom - top))


def _paint_run(p: QPainter, look: ChartLook, frame: PainFrame, run: Sequence[MedianPoint]) -> None:
    c = look.colours
    band: list[MedianPoint] = []
    for point in (*run, None):
        if point is not None and point.low is not None:
            band.append(point)
            continue
        if len(band) > 1:
            _paint_band(p, look, frame, band)
        band = []
    line = [QPointF(frame.x.at(t.day), frame.y.at(t.median)) for t in _drawn(run, frame.x, look.line(0.5))]
    p.setBrush(Qt.BrushStyle.NoBrush)
    width = look.line(2.6)
    p.setPen(QPen(c.accent, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    if len(line) > 1:
        p.drawPath(through(line))


def _paint_band(p: QPainter, look: ChartLook, frame: PainFrame, run: Sequence[MedianPoint]) -> None:
    points = _drawn(run, frame.x, look.line(0.5))
    upper = [QPointF(frame.x.at(t.day), frame.y.at(t.high if t.high is not None else t.median)) for t in points]
    lower = [QPointF(frame.x.at(t.day), frame.y.at(t.low if t.low is not None else t.median)) for t in points]
    shape = through(upper)
    for point in reversed(lower):
        shape.lineTo(point)
    shape.closeSubpath()
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(alpha(look.colours.accent, 0.20 if look.colours.dark else 0.14))
    p.drawPath(shape)


def _lowest(point: MedianPoint) -> tuple[float, float]:
    return point.median, point.low if point.low is not None else point.median


def _highest(point: MedianPoint) -> tuple[float, float]:
    return point.median, point.high if point.high is not None else point.median


def _drawn(run: Sequence[MedianPoint], x: DateScale, least: float) -> list[MedianPoint]:
    """The points of a line that can be told apart: of those in one column the first, the last, lowest and highest."""
    if len(run) * least <= abs(x.end - x.start):
        return list(run)
    columns: dict[int, list[MedianPoint]] = {}
    for point in run:
        columns.setdefault(int(x.at(point.day) / least), []).append(point)
    drawn: list[MedianPoint] = []
    for own in columns.values():
        kept = {own[0].day, own[-1].day}
        kept |= {min(own, key=_lowest).day, max(own, key=_highest).day}
        drawn += [point for point in own if point.day in kept]
    return drawn
