"""Tests over time: one's own values first, and behind them the published middle range, where there is one."""

from __future__ import annotations

import datetime as dt
import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from coach.progress.holds import value_words
from coach.progress.views import HoldRow, HoldsView
from coach.text import _
from ui.charts.balance import row_step
from ui.charts.drawing import Drawing, LegendItem, Way
from ui.charts.look import ChartLook
from ui.charts.painter import elided, full_date, paint_bar, paint_empty, through
from ui.charts.scale import DateScale, LinearScale
from ui.theme import AlignL, AlignR, alpha, mix

_SPARK = 76.0


def paint_holds(p: QPainter, rect: QRectF, look: ChartLook, view: HoldsView, hot: int | None = None) -> None:
    """A row a test: name, change and value; below, a track from zero with every value, and the line over time."""
    if view.is_empty:
        paint_empty(p, rect, look, holds_hint())
        return
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for i, row in enumerate(view.rows):
        box = _row_box(rect, look, view, i)
        if i == hot:
            _paint_ground(p, look, box)
        _paint_row(p, look, box, row)
    p.restore()


def holds_hint() -> str:
    """What this chart will show, and after what."""
    return _(
        "Test days come with stage 2 of the plan. Each test then has a line here: "
        "your newest value beside your earlier ones."
    )


class Holds(Drawing):
    """The chart of a `HoldsView`; its places are the tests."""

    def __init__(self, view: HoldsView) -> None:
        self.view = view

    def is_empty(self) -> bool:
        return self.view.is_empty

    def hint(self) -> str:
        return holds_hint()

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        paint_holds(p, rect, look, self.view)

    def paint_hot(self, p: QPainter, rect: QRectF, look: ChartLook, i: int) -> None:
        _paint_ground(p, look, _row_box(rect, look, self.view, i))

    def places(self) -> int:
        return len(self.view.rows)

    def nearest(self, rect: QRectF, look: ChartLook, pos: QPointF) -> int | None:
        if self.is_empty() or not rect.contains(pos):
            return None
        return next((i for i in range(self.places()) if self.mark(rect, look, i).contains(pos)), None)

    def mark(self, rect: QRectF, look: ChartLook, i: int) -> QRectF:
        return _row_box(rect, look, self.view, i)

    def words(self, i: int) -> str:
        row = self.view.rows[i]
        said = _("{name}: {value} on {day}").format(
            name=row.name, value=value_words(row.newest.value, row.seconds), day=full_date(row.newest.day)
        )
        return ", ".join(
            part for part in (said, row.change_words, row.norm.words if row.norm is not None else "") if part
        )

    def day(self, i: int) -> dt.date | None:
        return self.view.rows[i].newest.day

    def step(self, i: int, way: Way) -> int:
        return row_step(len(self.view.rows), i, way)

    def legend(self) -> tuple[LegendItem, ...]:
        if self.is_empty():
            return ()
        items = [LegendItem("marker", _("newest"))]
        if any(len(row.points) > 1 for row in self.view.rows):
            items.append(LegendItem("tick", _("earlier")))
        if any(row.norm is not None for row in self.view.rows):
            items.append(LegendItem("norm", _("middle range, your age and sex")))
        return tuple(items)

    def wish(self, _width: float, look: ChartLook) -> float:
        if self.is_empty():
            return look.px(70) + look.line(60)
        return len(self.view.rows) * (look.px(20) + look.line(28))


def _row_box(rect: QRectF, look: ChartLook, view: HoldsView, i: int) -> QRectF:
    high = min(rect.height() / len(view.rows), look.px(20) + look.line(40))
    return QRectF(rect.left(), rect.top() + i * high, rect.width(), high)


def _paint_row(p: QPainter, look: ChartLook, box: QRectF, row: HoldRow) -> None:
    c = look.colours
    content = look.px(20) + look.line(20)
    top = box.top() + max(0.0, (box.height() - content) / 2)
    line = QRectF(box.left(), top, box.width(), look.px(20))
    value = value_words(row.newest.value, row.seconds)
    room = box.width()
    p.setFont(look.font("small", 700, tnum=True))
    p.setPen(c.text)
    p.drawText(line, AlignR, value)
    room -= look.width(value, "small", 700, tnum=True) + look.line(8)
    if look.width(row.change_words) + look.width(row.name, "small", 500) + look.line(10) <= room:
        p.setFont(look.font("caption"))
        p.setPen(c.text3)
        p.drawText(QRectF(line.left(), line.top(), room, line.height()), AlignR, row.change_words)
        room -= look.width(row.change_words) + look.line(8)
    p.setFont(look.font("small", 500))
    p.setPen(c.text)
    p.drawText(QRectF(line.left(), line.top(), room, line.height()), AlignL, elided(look, row.name, room, "small", 500))
    spark = min(look.line(_SPARK), box.width() * 0.3) if len(row.points) > 1 else 0.0
    strip = QRectF(box.left(), line.bottom() + look.line(1), box.width(), look.line(18))
    track = strip.adjusted(0, 0, -(spark + look.line(12)) if spark else 0, 0)
    _paint_track(p, look, track, row)
    if spark:
        _paint_line(p, look, QRectF(strip.right() - spark, strip.top(), spark, strip.height()), row)


def _paint_track(p: QPainter, look: ChartLook, box: QRectF, row: HoldRow) -> None:
    """From zero to the end of the test, or a little beyond the best and the published range; the end is named."""
    c = look.colours
    best = max(point.value for point in row.points)
    high = max(best * 1.12, row.norm.high * 1.08 if row.norm is not None else 0.0, 1.0)
    if row.limit is not None and best <= row.limit <= 1.6 * high:
        high = row.limit  # the whole of the test, where that is in sight
    else:
        high = 5 * math.ceil(high / 5)
    end = value_words(high, row.seconds)
    p.setFont(look.font("caption", tnum=True))
    p.setPen(c.text3)
    # As wide in every row, so that the tracks end below each other.
    room = look.width(value_words(100, True), tnum=True) + look.line(6)
    if box.width() > 3 * room:
        p.drawText(QRectF(box.right() - room, box.top(), room, box.height()), AlignR, end)
        box = box.adjusted(0, 0, -room, 0)
    x = LinearScale(0, high, box.left() + look.line(2), box.right() - look.line(2))
    y = box.center().y()
    bar = QRectF(box.left(), y - look.line(4.5), box.width(), look.line(9))
    paint_bar(p, bar, mix(look.back, c.track, 0.75), radius=look.line(4.5))
    if row.norm is not None:
        middle = QRectF(x.at(row.norm.low), bar.top(), x.at(row.norm.high) - x.at(row.norm.low), bar.height())
        paint_bar(p, middle, mix(look.back, c.accent, 0.34), radius=look.line(3))
    # Many ticks are lighter: where they lie close they add up.
    p.setPen(QPen(alpha(c.text, 0.55 if len(row.points) <= 12 else 0.22), look.line(1.4)))
    for point in row.points[:-1]:
        at = x.at(point.value)
        p.drawLine(QPointF(at, bar.top() - look.line(1)), QPointF(at, bar.bottom() + look.line(1)))
    at = x.at(row.newest.value)
    marker = QRectF(at - look.line(3.5), y - look.line(9), look.line(7), look.line(18))
    paint_bar(p, marker.adjusted(-look.line(1.6), 0, look.line(1.6), 0), look.back, radius=look.line(4))
    paint_bar(p, marker, c.text, radius=look.line(3.5))


def _paint_line(p: QPainter, look: ChartLook, box: QRectF, row: HoldRow) -> None:
    """The values over time, from zero, dates in proportion."""
    c = look.colours
    pad = look.line(3)
    x = DateScale(row.points[0].day, row.newest.day, box.left() + pad, box.right() - pad)
    y = LinearScale(0, max(1.0, max(point.value for point in row.points)), box.bottom() - look.line(1), box.top() + pad)
    p.setPen(QPen(c.line, look.line(1)))
    p.drawLine(QPointF(box.left(), y.start), QPointF(box.right(), y.start))
    at = [QPointF(x.at(point.day), y.at(point.value)) for point in row.points]
    p.setPen(QPen(c.accent, look.line(1.6), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(through(at))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(c.accent)
    radius = look.line(2.2) if len(at) <= 12 else look.line(1.4)
    for point in at:
        p.drawEllipse(point, radius, radius)


def _paint_ground(p: QPainter, look: ChartLook, box: QRectF) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(alpha(look.colours.text, 0.07))
    p.drawRoundedRect(box, look.line(6), look.line(6))
