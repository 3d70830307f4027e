"""Sessions a week as bars on paper: within the period alone, each with its number, beside what the plan asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from coach.progress.report_views import WeekBar
from coach.progress.report_words import short_day
from coach.text import _
from ui.charts.drawing import Drawing, LegendItem
from ui.charts.look import ChartLook
from ui.charts.painter import dashed, paint_bar
from ui.charts.scale import LinearScale
from ui.theme import AlignC

#: Over longer spans the bars are named by their years.
_BY_YEARS_FROM_DAYS = 500
_FOOT, _HEAD = 22, 16


class WeekBars(Drawing):
    """Bars of sessions, dashes at what was asked for. Dark: as much was done, pale: less."""

    def __init__(self, bars: Sequence[WeekBar], weeks_a_bar: int) -> None:
        self.bars, self.weeks_a_bar = tuple(bars), weeks_a_bar

    def is_empty(self) -> bool:
        return not any(bar.sessions for bar in self.bars)

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        high = max(max(bar.a_week, bar.asked) for bar in self.bars)
        y = LinearScale(0, max(1.0, high) + 0.3, rect.bottom() - look.px(_FOOT), rect.top() + look.px(_HEAD))
        numbers = self._numbers(rect, look)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for i, bar in enumerate(self.bars):
            box = self._box(rect, look, y, i)
            paint_bar(p, box, _fill(look, bar), radius=look.line(5))
            p.setFont(look.font("caption", 500))
            p.setPen(look.colours.text3)
            if numbers[i]:
                x, top = box.center().x(), box.top() - look.px(17)
                p.drawText(QRectF(x - look.px(40), top, look.px(80), look.px(15)), AlignC, numbers[i])
        self._paint_goals(p, rect, look, y)
        p.setPen(look.colours.text3)
        for box, words in self._labels(rect, look):
            p.drawText(box, AlignC, words)
        p.restore()

    def legend(self) -> tuple[LegendItem, ...]:
        items = []
        if any(bar.met for bar in self.bars):
            items.append(LegendItem("bar", _("as asked or more")))
        if any(bar.sessions and not bar.met for bar in self.bars):
            items.append(LegendItem("pale", _("fewer")))
        if any(bar.asked for bar in self.bars):
            items.append(LegendItem("goal", _("asked for")))
        return tuple(items)

    def _slot(self, rect: QRectF, i: int) -> QRectF:
        wide = rect.width() / len(self.bars)
        return QRectF(rect.left() + wide * i, rect.top(), wide, rect.height())

    def _box(self, rect: QRectF, look: ChartLook, y: LinearScale, i: int) -> QRectF:
        slot, bar = self._slot(rect, i), self.bars[i]
        width = min(look.line(26), slot.width() * 0.64)
        # A week without sessions keeps a foot.
        top = min(y.at(bar.a_week), y.start - look.line(4.0 if bar.sessions else 2.0))
        return QRectF(slot.center().x() - width / 2, top, width, y.start - top)

    def _numbers(self, rect: QRectF, look: ChartLook) -> list[str]:
        """The number over each bar; none at all where they would touch, as half of them would mislead."""
        whole = self.weeks_a_bar == 1
        words = [(str(bar.sessions) if whole else f"{bar.a_week:.1f}") if bar.sessions else "" for bar in self.bars]
        widest = max(look.width(word, "caption", 500) for word in words)
        return words if self._slot(rect, 0).width() >= widest + look.line(3) else [""] * len(words)

    def _paint_goals(self, p: QPainter, rect: QRectF, look: ChartLook, y: LinearScale) -> None:
        """A dashed line as long as as much is asked for; it steps where the plan, or part of a week, asks for other."""
        p.setPen(dashed(look.colours.text2, look.line(1.4)))
        begin = 0
        for i in range(1, len(self.bars) + 1):
            if i < len(self.bars) and self.bars[i].asked == self.bars[begin].asked:
                continue
            if goal := self.bars[begin].asked:
                left, right = self._slot(rect, begin).left(), self._slot(rect, i - 1).right()
                p.drawLine(QPointF(left, y.at(goal)), QPointF(right, y.at(goal)))
            begin = i

    def _labels(self, rect: QRectF, look: ChartLook) -> list[tuple[QRectF, str]]:
        """The first days of bars, or their years, from the newest back as far as they fit without touching."""
        by_year = (self.bars[-1].last - self.bars[0].first).days > _BY_YEARS_FROM_DAYS
        found: list[tuple[QRectF, str]] = []
        for i in range(len(self.bars) - 1, -1, -1):
            first = self.bars[i].first
            if by_year and i and self.bars[i - 1].first.year == first.year:
                continue
            words = str(first.year) if by_year else short_day(first)
            width = look.width(words, "caption", 500) + look.line(4)
            x = max(rect.left(), min(rect.right() - width, self._slot(rect, i).center().x() - width / 2))
            box = QRectF(x, rect.bottom() - look.px(18), width, look.px(16))
            if not found or box.right() + look.px(8) < found[-1][0].left():
                found.append((box, words))
        return found


def _fill(look: ChartLook, bar: WeekBar) -> QColor:
    if not bar.sessions:
        return look.colours.track
    return look.tint(1.0) if bar.met else look.tint(0.42)
