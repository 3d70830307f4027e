"""Draws a chart into any rectangle of any painter: widgets, pictures, SVG and the report share it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from coach.text import _
from ui.charts.scale import DateScale, LinearScale, date_ticks
from ui.charts.values import Trend, TrendPoint, Weeks
from ui.theme import AlignC, AlignR, Colours, T, alpha, mix

WORST_PAIN = 10
_PAIN_TICKS = (0, 2, 4, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class TrendFrame:
    """Where days and pain lie in the rectangle of a trend."""

    x: DateScale
    y: LinearScale
    plot: QRectF


@dataclass(frozen=True, slots=True)
class WeekSlot:
    """The bar of one week and the strip it stands in."""

    slot: QRectF
    bar: QRectF


def trend_frame(rect: QRectF, trend: Trend) -> TrendFrame | None:
    """None where there is nothing to show."""
    span = trend.span()
    if span is None:
        return None
    plot = rect.adjusted(T.px(20) + 10, T.px(13), -10, -T.px(24))
    x = DateScale(span[0], span[1], plot.left(), plot.right())
    y = LinearScale(0, WORST_PAIN + 0.4, plot.bottom(), plot.top())
    return TrendFrame(x, y, plot)


def paint_trend(p: QPainter, rect: QRectF, c: Colours, trend: Trend, *, hot: dt.date | None = None) -> None:
    """Dots: ratings (filled after a session). Line: 7-day median, band around it. Diamonds: spasms. `hot` is marked."""
    frame = trend_frame(rect, trend)
    if frame is None:
        paint_empty(p, rect, c, _("Your first check-in starts this chart."))
        return
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_pain_axis(p, rect, c, frame)
    _paint_date_axis(p, c, frame.x, frame.plot)
    if hot is not None:
        p.setPen(QPen(c.line_strong, 1))
        p.drawLine(QPointF(frame.x.at(hot), frame.plot.top()), QPointF(frame.x.at(hot), frame.plot.bottom()))
    p.setClipRect(rect.adjusted(0, 0, 0, -T.px(24) + 6))
    for run in _runs(trend):
        _paint_run(p, c, frame, run)
    for day in trend.spasms:
        if frame.x.first <= day <= frame.x.last:
            _paint_spasm(p, c, frame, day, day == hot)
    for point in trend.points:
        if not frame.x.first <= point.day <= frame.x.last:
            continue
        after_session = point.kind == "session"
        radius = (4.2 if after_session else 3.6) + (2 if point.day == hot else 0)
        p.setPen(QPen(c.surface if after_session else mix(c.surface, c.accent, 0.75), 1.4))
        p.setBrush(mix(c.surface, c.accent, 0.8) if after_session else c.surface)
        p.drawEllipse(QPointF(frame.x.at(point.day), frame.y.at(point.value)), radius, radius)
    p.restore()


def week_slots(rect: QRectF, weeks: Weeks) -> tuple[WeekSlot, ...]:
    """Bars from left to right."""
    n = len(weeks.weeks)
    if n == 0:
        return ()
    y = _count_scale(rect, weeks)
    slot = rect.width() / n
    width = min(26.0 * T.icon_scale, slot * 0.64)
    out = []
    for i, week in enumerate(weeks.weeks):
        centre = rect.left() + slot * (i + 0.5)
        top = min(y.at(week.done), y.start - (4.0 if week.done else 2.0))  # a week without sessions keeps a foot
        bar = QRectF(centre - width / 2, top, width, y.start - top)
        out.append(WeekSlot(QRectF(centre - slot / 2, rect.top(), slot, rect.height()), bar))
    return tuple(out)


def paint_weeks(p: QPainter, rect: QRectF, c: Colours, weeks: Weeks, *, hot: int | None = None) -> None:
    """Bars against the goal line: weeks that met the goal are filled, others lighter; each carries its number."""
    if weeks.is_empty():
        paint_empty(p, rect, c, _("Your first session starts this chart."))
        return
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    slots = week_slots(rect, weeks)
    labelled = _labelled_weeks(rect, weeks)
    if hot is not None:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(alpha(c.text, 0.06))
        p.drawRoundedRect(slots[hot].slot.adjusted(1, 0, -1, 0), 6, 6)
    for i, (week, slot) in enumerate(zip(weeks.weeks, slots, strict=True)):
        now, bar = i == len(slots) - 1, slot.bar
        p.setPen(Qt.PenStyle.NoPen)
        if week.done:
            p.setBrush(c.accent if week.done >= weeks.goal else mix(c.surface, c.accent, 0.42))
        else:
            p.setBrush(c.track)
        radius = min(5.0, bar.height() / 2)
        p.drawRoundedRect(bar, radius, radius)
        p.setFont(T.font("caption", weight=700 if now else 500, tnum=True))
        p.setPen(c.text if now else c.text3)
        if week.done and slot.slot.width() >= T.px(10):
            number = QRectF(bar.center().x() - 40, bar.top() - T.px(17), 80, T.px(15))
            p.drawText(number, AlignC, str(week.done))
        if i in labelled:
            p.drawText(_label_box(rect, bar.center().x(), labelled[i]), AlignC, labelled[i])
    if weeks.goal:
        y = _count_scale(rect, weeks).at(weeks.goal)
        pen = QPen(c.text2, 1.4)
        pen.setDashPattern([4, 4])
        p.setPen(pen)
        p.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    p.restore()


def paint_empty(p: QPainter, rect: QRectF, c: Colours, words: str) -> None:
    """What a chart says before there is data: quiet lines and one sentence."""
    p.save()
    p.setPen(QPen(c.line, 1))
    for i in range(4):
        y = round(rect.top() + rect.height() * (i + 0.5) / 4) + 0.5
        p.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    font = T.font("body")
    flags = int(AlignC) | int(Qt.TextFlag.TextWordWrap)
    p.setFont(font)
    room = rect.adjusted(16, 0, -16, 0)
    box = QFontMetricsF(font).boundingRect(room, flags, words).adjusted(-14, -8, 14, 8)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(c.surface)
    p.drawRoundedRect(box, 10, 10)
    p.setPen(c.text2)
    p.drawText(room, flags, words)
    p.restore()


def paint_diamond(p: QPainter, at: QPointF, radius: float, fill: QColor, edge: QColor) -> None:
    """The sign of a spasm, as a path so that SVG and PDF stay sharp."""
    x, y = at.x(), at.y()
    p.setPen(QPen(edge, 1.2))
    p.setBrush(fill)
    p.drawPolygon(
        QPolygonF([QPointF(x, y - radius), QPointF(x + radius, y), QPointF(x, y + radius), QPointF(x - radius, y)])
    )


def short_date(day: dt.date) -> str:
    """Such as "21 Jul", in the user's language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


def _paint_pain_axis(p: QPainter, rect: QRectF, c: Colours, frame: TrendFrame) -> None:
    p.setFont(T.font("caption", tnum=True))
    step = 1 if frame.plot.height() / 5 >= T.px(16) else 5  # a low chart labels 0 and 10 only
    for i, pain in enumerate(_PAIN_TICKS):
        y = round(frame.y.at(pain)) + 0.5
        p.setPen(QPen(mix(c.line, c.line_strong, 0 if pain else 0.5), 1))
        p.drawLine(QPointF(frame.plot.left() - 2, y), QPointF(frame.plot.right() + 2, y))
        if i % step == 0:
            p.setPen(c.text3)
            box = QRectF(rect.left(), y - T.px(10), frame.plot.left() - rect.left() - 8, T.px(20))
            p.drawText(box, AlignR, str(pain))


def _paint_date_axis(p: QPainter, c: Colours, x: DateScale, plot: QRectF) -> None:
    font = T.font("caption", tnum=True)
    widest = QFontMetricsF(font).horizontalAdvance(short_date(dt.date(2020, 12, 30))) + T.px(18)
    p.setFont(font)
    p.setPen(c.text3)
    for day in date_ticks(x.first, x.last, int(plot.width() / widest)):
        label = QRectF(x.at(day) - widest / 2, plot.bottom() + 5, widest, T.px(18))
        if label.left() + T.px(8) >= plot.left() - T.px(16) and label.right() - T.px(8) <= plot.right() + 10:
            p.drawText(label, AlignC, short_date(day))


def _runs(trend: Trend) -> list[list[TrendPoint]]:
    """The median line, cut where it would bridge a long silence."""
    runs: list[list[TrendPoint]] = []
    for point in trend.line:
        if not runs or (point.day - runs[-1][-1].day).days > trend.gap_days:
            runs.append([])
        runs[-1].append(point)
    return runs


def _paint_run(p: QPainter, c: Colours, frame: TrendFrame, run: Sequence[TrendPoint]) -> None:
    upper = [QPointF(frame.x.at(t.day), frame.y.at(t.high)) for t in run if t.high is not None]
    lower = [QPointF(frame.x.at(t.day), frame.y.at(t.low)) for t in run if t.low is not None]
    if len(upper) == len(lower) and len(upper) > 1:
        band = _through(upper)
        for point in reversed(lower):
            band.lineTo(point)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(alpha(c.accent, 0.20 if c.dark else 0.14))
        p.drawPath(band)
    line = [QPointF(frame.x.at(t.day), frame.y.at(t.median)) for t in run]
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(c.accent, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    if len(line) > 1:
        p.drawPath(_through(line))


def _through(points: Sequence[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path


def _paint_spasm(p: QPainter, c: Colours, frame: TrendFrame, day: dt.date, hot: bool) -> None:
    x = frame.x.at(day)
    pen = QPen(alpha(c.bad, 0.6), 1.2)
    pen.setDashPattern([4, 4])
    p.setPen(pen)
    p.drawLine(QPointF(x, frame.y.at(9.6)), QPointF(x, frame.plot.bottom()))
    paint_diamond(p, QPointF(x, frame.y.at(WORST_PAIN + 0.1)), 8.5 if hot else 7.0, c.bad, c.surface)


def _count_scale(rect: QRectF, weeks: Weeks) -> LinearScale:
    high = max(max((w.done for w in weeks.weeks), default=0), weeks.goal, 1) + 0.3
    return LinearScale(0, high, rect.bottom() - T.px(22), rect.top() + T.px(16))


def _labelled_weeks(rect: QRectF, weeks: Weeks) -> dict[int, str]:
    """Labels by week: the present one, and going back what fits without touching."""
    fm = QFontMetricsF(T.font("caption", weight=700))
    slot = rect.width() / len(weeks.weeks)
    last = len(weeks.weeks) - 1
    widest = fm.horizontalAdvance(short_date(dt.date(2020, 12, 30))) + T.px(14)
    step = next((s for s in (1, 2, 4, 8, 13, 26) if s * slot >= widest), 52)
    labels = {last: _("now")}
    left = _label_box(rect, rect.left() + slot * (last + 0.5), labels[last]).left()
    for i in range(last - 1, -1, -1):
        text = short_date(weeks.weeks[i].monday)
        box = _label_box(rect, rect.left() + slot * (i + 0.5), text)
        if (last - i) % step == 0 and box.right() + T.px(8) < left:
            labels[i] = text
            left = box.left()
    return labels


def _label_box(rect: QRectF, centre: float, text: str) -> QRectF:
    """Below the bars, centred as far as the edges allow."""
    width = QFontMetricsF(T.font("caption", weight=700)).horizontalAdvance(text) + 4
    x = max(rect.left(), min(rect.right() - width, centre - width / 2))
    return QRectF(x, rect.bottom() - T.px(18), width, T.px(16))
