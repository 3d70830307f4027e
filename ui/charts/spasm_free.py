"""The stretches without a spasm: each as wide and as high as it is long, from zero days."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from coach.progress.views import SpasmFreeView, Stretch
from coach.text import _, ngettext
from ui.charts.drawing import Drawing, LegendItem, Way
from ui.charts.look import ChartLook
from ui.charts.painter import full_date, paint_bar, paint_date_axis, paint_diamond, paint_empty
from ui.charts.scale import DateScale, LinearScale, whole_ticks
from ui.theme import AlignC, AlignR, alpha, mix

_DAY = dt.timedelta(days=1)


def paint_spasm_free(p: QPainter, rect: QRectF, look: ChartLook, view: SpasmFreeView, hot: int | None = None) -> None:
    """A block a stretch, a diamond a spasm. The running one is lighter, with a firm edge."""
    if view.is_empty:
        paint_empty(p, rect, look, spasm_free_hint())
        return
    c = look.colours
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y, plot = _frame(rect, look, view)
    if hot is not None:
        _paint_ground(p, look, _block(view, hot, x, y), plot)
    p.setFont(look.font(tnum=True))
    for tick in whole_ticks(int(y.high), max(2, int(plot.height() / look.px(34)))):
        p.setPen(QPen(mix(c.line, c.line_strong, 0 if tick else 0.5), look.line(1)))
        p.drawLine(QPointF(plot.left(), y.at(tick)), QPointF(plot.right(), y.at(tick)))
        p.setPen(c.text3)
        side = plot.left() - rect.left() - look.line(6)
        p.drawText(QRectF(rect.left(), y.at(tick) - look.px(9), side, look.px(18)), AlignR, str(tick))
    paint_date_axis(p, look, x, plot)
    size = min(look.line(6), max(look.line(2.6), plot.width() / max(1, 3 * len(view.stretches))))
    for i, stretch in enumerate(view.stretches):
        _paint_block(p, look, _block(view, i, x, y), stretch)
    for day in view.spasm_days:
        paint_diamond(p, QPointF((x.at(day) + x.at(day + _DAY)) / 2, plot.bottom()), size, c.bad, look.back)
    p.restore()


def spasm_free_hint() -> str:
    """What this chart will show, and after what."""
    return _(
        "From your first entry on, this counts the days without a spasm. "
        "A spasm begins a new stretch and takes nothing away."
    )


class SpasmFree(Drawing):
    """The chart of a `SpasmFreeView`; its places are the stretches."""

    def __init__(self, view: SpasmFreeView) -> None:
        self.view = view

    def is_empty(self) -> bool:
        return self.view.is_empty

    def hint(self) -> str:
        return spasm_free_hint()

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        paint_spasm_free(p, rect, look, self.view)

    def paint_hot(self, p: QPainter, rect: QRectF, look: ChartLook, i: int) -> None:
        x, y, plot = _frame(rect, look, self.view)
        _paint_ground(p, look, _block(self.view, i, x, y), plot)

    def places(self) -> int:
        return len(self.view.stretches)

    def nearest(self, rect: QRectF, look: ChartLook, pos: QPointF) -> int | None:
        if self.is_empty():
            return None
        x, _y, plot = _frame(rect, look, self.view)
        if not plot.left() - look.line(6) <= pos.x() <= plot.right() + look.line(6):
            return None
        day = x.day(pos.x())
        return next((i for i, one in enumerate(self.view.stretches) if day <= one.last), None)

    def mark(self, rect: QRectF, look: ChartLook, i: int) -> QRectF:
        x, y, _plot = _frame(rect, look, self.view)
        # With its number, which stands above it.
        return _block(self.view, i, x, y).adjusted(0, -look.px(18), 0, 0)

    def words(self, i: int) -> str:
        one = self.view.stretches[i]
        days = ngettext("{n} day without a spasm", "{n} days without a spasm", one.days).format(n=one.days)
        if one.running and not one.days:
            return _("A new stretch begins tomorrow")
        if one.running:
            return _("{days}, since {day}").format(days=days, day=full_date(one.first))
        return _("{days}, from {first} to {last}").format(
            days=days, first=full_date(one.first), last=full_date(one.last)
        )

    def day(self, i: int) -> dt.date | None:
        return self.view.stretches[i].first

    def step(self, i: int, way: Way) -> int:
        return i + {"on": 1, "back": -1, "up": 0, "down": 0, "page_on": 5, "page_back": -5}[way]

    def legend(self) -> tuple[LegendItem, ...]:
        if self.is_empty():
            return ()
        items = []
        if any(not one.running for one in self.view.stretches):
            items.append(LegendItem("stretch", _("days without")))
        if any(one.running for one in self.view.stretches):
            items.append(LegendItem("running", _("goes on")))
        if self.view.spasms:
            items.append(LegendItem("spasm", _("spasm")))
        return tuple(items)

    def wish(self, _width: float, look: ChartLook) -> float:
        return look.px(46) + look.line(110)


def _frame(rect: QRectF, look: ChartLook, view: SpasmFreeView) -> tuple[DateScale, LinearScale, QRectF]:
    high = max(1, max(one.days for one in view.stretches))
    left = look.width(str(high), tnum=True) + look.line(10)
    plot = rect.adjusted(left, look.px(18), -look.line(8), -look.px(24))
    first = min(view.span.first, view.span.last - 6 * _DAY)
    x = DateScale(first, view.span.last + _DAY, plot.left(), plot.right())
    return x, LinearScale(0, high, plot.bottom(), plot.top()), plot


def _block(view: SpasmFreeView, i: int, x: DateScale, y: LinearScale) -> QRectF:
    one = view.stretches[i]
    # The one that begins tomorrow stands at the edge.
    left, right = x.at(min(max(one.first, x.first), x.last)), x.at(min(one.last + _DAY, x.last))
    gap = min(1.0, (right - left) * 0.2)
    return QRectF(left, y.at(one.days), max(0.6, right - left - gap), y.start - y.at(one.days))


def _paint_block(p: QPainter, look: ChartLook, box: QRectF, one: Stretch) -> None:
    c = look.colours
    narrow = box.width() < look.line(6)
    paint_bar(p, box, mix(look.back, c.accent, 0.30 if one.running else 0.62), radius=0 if narrow else look.line(3))
    if one.running and not narrow:
        p.setPen(QPen(c.accent, look.line(2)))
        p.drawLine(box.topLeft(), box.topRight())
    words = str(one.days)
    if look.width(words, "caption", 600, tnum=True) + look.line(4) <= box.width() and one.days:
        p.setFont(look.font("caption", 700 if one.running else 600, tnum=True))
        p.setPen(c.text if one.running else c.text2)
        p.drawText(QRectF(box.left(), box.top() - look.px(17), box.width(), look.px(16)), AlignC, words)


def _paint_ground(p: QPainter, look: ChartLook, box: QRectF, plot: QRectF) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(alpha(look.colours.text, 0.10))
    p.drawRect(QRectF(box.left(), plot.top(), max(look.line(2), box.width()), plot.height()))
