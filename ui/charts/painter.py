"""What all charts draw alike: dates, empty states, diamonds, bars. Each draws into any rectangle of any painter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from coach.text import _
from ui import tokens as tk
from ui.charts.look import ChartLook
from ui.charts.scale import DateScale, date_ticks
from ui.theme import AlignC

#: The widest day of a year, to leave room for.
_WIDE_DAY = dt.date(2020, 12, 30)
_LONG_DAYS = 500  # spans beyond it name the year


def short_date(day: dt.date) -> str:
    """Such as "21 Jul", in the user's language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


def full_date(day: dt.date) -> str:
    """Such as "Tue 21 Jul 2026", in the user's language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _("ddd d MMM yyyy"))


def month_name(day: dt.date) -> str:
    """Such as "Jul", in the user's language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "MMM")


def span_words(first: dt.date, last: dt.date) -> str:
    """Such as "15 Jul to 13 Oct 2026"; both years where they differ."""
    locale = QLocale()
    end = locale.toString(QDate(last.year, last.month, last.day), _("d MMM yyyy"))
    start = _("d MMM") if first.year == last.year else _("d MMM yyyy")
    begin = locale.toString(QDate(first.year, first.month, first.day), start)
    return _("{first} to {last}").format(first=begin, last=end)


def tick_date(day: dt.date, days: int) -> str:
    """The label of a day on an axis over so many days."""
    if days <= _LONG_DAYS:
        return short_date(day)
    if day.month == 1:
        return str(day.year)
    return QLocale().toString(QDate(day.year, day.month, day.day), _("MMM yyyy"))


def paint_date_axis(p: QPainter, look: ChartLook, x: DateScale, plot: QRectF) -> None:
    """Dates below a plot: Mondays, firsts of months or of years, as many as fit."""
    days = (x.last - x.first).days
    widest = look.width(tick_date(_WIDE_DAY, days), tnum=True) + look.px(18)
    p.setFont(look.font(tnum=True))
    p.setPen(look.colours.text3)
    for day in date_ticks(x.first, x.last, int(plot.width() / widest)):
        label = QRectF(x.at(day) - widest / 2, plot.bottom() + look.line(5), widest, look.px(18))
        inside = label.left() + look.px(8) >= plot.left() - look.px(16)
        if inside and label.right() - look.px(8) <= plot.right() + look.line(10):
            p.drawText(label, AlignC, tick_date(day, days))


def paint_empty(p: QPainter, rect: QRectF, look: ChartLook, words: str) -> None:
    """What a chart says before there is data: quiet lines and a sentence or two."""
    c = look.colours
    p.save()
    flags = int(AlignC) | int(Qt.TextFlag.TextWordWrap)
    p.setFont(look.font("small", 400))
    pad = look.line(8)
    room = rect.adjusted(pad, 0, -pad, 0)
    box = look.metrics("small", 400).boundingRect(room, flags, words).adjusted(0, -pad, 0, pad)
    p.setPen(QPen(c.line, look.line(1)))
    for i in range(6):
        y = rect.top() + rect.height() * (i + 0.5) / 6
        if not box.top() <= y <= box.bottom():
            p.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    p.setPen(c.text2)
    p.drawText(room, flags, words)
    p.restore()


def paint_diamond(p: QPainter, at: QPointF, radius: float, fill: QColor, edge: QColor) -> None:
    """The sign of a spasm, as a path so that SVG and PDF stay sharp."""
    x, y = at.x(), at.y()
    p.setPen(QPen(edge, radius * 0.17))
    p.setBrush(fill)
    p.drawPolygon(
        QPolygonF([QPointF(x, y - radius), QPointF(x + radius, y), QPointF(x, y + radius), QPointF(x - radius, y)])
    )


def paint_bar(p: QPainter, box: QRectF, fill: QColor, edge: QColor | None = None, *, radius: float = 5.0) -> None:
    """A bar with round corners that its own size allows."""
    r = max(0.0, min(radius, box.width() / 2, box.height() / 2))
    p.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge, 1.2))
    p.setBrush(fill)
    p.drawRoundedRect(box, r, r)


def paint_hatched(
    p: QPainter, look: ChartLook, box: QRectF, ground: QColor, ink: QColor, *, edge: QColor | None = None
) -> None:
    """A bar that is told by its stripes, not by its colour alone. The stripes are lines, so that they scale."""
    radius = look.line(5)
    paint_bar(p, box, ground, radius=radius)
    r = max(0.0, min(radius, box.width() / 2, box.height() / 2))
    # Each stripe is cut to the box as a line: a clip would be lost in SVG.
    pen = QPen(ink, look.line(1.2))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    p.setPen(pen)
    inner = box.adjusted(r * 0.3, r * 0.3, -r * 0.3, -r * 0.3)
    step, h = look.line(5), inner.height()
    x = inner.left() - h + step / 2
    while x < inner.right():
        begin, end = max(0.0, inner.left() - x), min(h, inner.right() - x)
        p.drawLine(QPointF(x + begin, inner.bottom() - begin), QPointF(x + end, inner.bottom() - end))
        x += step
    if edge is not None:
        p.setPen(QPen(edge, look.line(1.2)))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(box, r, r)


def dashed(colour: QColor, width: float) -> QPen:
    """A dashed line of this width."""
    pen = QPen(colour, width)
    pen.setDashPattern([4, 4])
    return pen


def through(points: Sequence[QPointF]) -> QPainterPath:
    """Straight lines from point to point: no curve says more than was measured."""
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path


def elided(look: ChartLook, words: str, room: float, role: str = "caption", weight: int | None = None) -> str:
    """One line that ends in an ellipsis where it would not fit."""
    return look.metrics(role, weight).elidedText(words, Qt.TextElideMode.ElideRight, room)


def ink_on(ground: QColor, look: ChartLook) -> QColor:
    """The colour of a number that is read best on a ground."""
    c = look.colours
    return max((c.text, c.on_accent), key=_Against(ground))


class _Against:
    """How well a colour stands out from a ground."""

    def __init__(self, ground: QColor) -> None:
        self._ground = ground.name()

    def __call__(self, ink: QColor) -> float:
        return tk.contrast(ink.name(), self._ground)
