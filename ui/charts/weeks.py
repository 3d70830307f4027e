"""Sessions a week against the goal, from zero."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from coach.progress.views import WeekBlock, WeeksView
from coach.text import _, ngettext
from ui.charts.drawing import Drawing, LegendItem, Way
from ui.charts.look import ChartLook
from ui.charts.painter import dashed, paint_bar, paint_empty, short_date, span_words, through
from ui.charts.scale import LinearScale
from ui.theme import AlignC, alpha, mix

_NAME_YEARS_FROM_DAYS = 500


@dataclass(frozen=True, slots=True)
class WeekSlot:
    """A bar and the strip it stands in."""

    slot: QRectF
    bar: QRectF


def week_slots(rect: QRectF, look: ChartLook, view: WeeksView) -> tuple[WeekSlot, ...]:
    """Bars from left to right."""
    n = len(view.blocks)
    if n == 0:
        return ()
    y = _count_scale(rect, look, view)
    slot = rect.width() / n
    width = min(look.line(26), slot * 0.64)
    out = []
    for i, block in enumerate(view.blocks):
        centre = rect.left() + slot * (i + 0.5)
        foot = look.line(4.0 if block.sessions else 2.0)  # a week without sessions keeps a foot
        top = min(y.at(block.a_week), y.start - foot)
        bar = QRectF(centre - width / 2, top, width, y.start - top)
        out.append(WeekSlot(QRectF(centre - slot / 2, rect.top(), slot, rect.height()), bar))
    return tuple(out)


def goal_lines(rect: QRectF, look: ChartLook, view: WeeksView) -> list[list[QPointF]]:
    """The goal as lines that step where the plan asked for another one; where none is asked there is a gap."""
    y = _count_scale(rect, look, view)
    lines: list[list[QPointF]] = []
    asked = False
    for block, slot in zip(view.blocks, week_slots(rect, look, view), strict=True):
        if block.goal:
            if not asked:
                lines.append([])
            high = y.at(block.goal)
            lines[-1] += [QPointF(slot.slot.left(), high), QPointF(slot.slot.right(), high)]
        asked = block.goal > 0
    return lines


def paint_weeks(p: QPainter, rect: QRectF, look: ChartLook, view: WeeksView, hot: int | None = None) -> None:
    """Bars that met their goal are filled, others lighter; each carries its number. Dashes: the goal of each week."""
    if view.is_empty:
        paint_empty(p, rect, look, weeks_hint())
        return
    c = look.colours
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    slots = week_slots(rect, look, view)
    if hot is not None:
        _paint_slot(p, look, slots[hot])
    numbers = _numbers(look, view, slots)
    labelled = _labels(rect, look, view)
    for i, (block, slot) in enumerate(zip(view.blocks, slots, strict=True)):
        paint_bar(p, slot.bar, _fill(look, block), radius=look.line(5))
        p.setFont(look.font("caption", 700 if block.running else 500, tnum=True))
        p.setPen(c.text if block.running else c.text3)
        if numbers[i]:
            x, y = slot.bar.center().x(), slot.bar.top()
            p.drawText(QRectF(x - look.px(40), y - look.px(17), look.px(80), look.px(15)), AlignC, numbers[i])
        if i in labelled:
            p.drawText(_label_box(rect, look, slot.bar.center().x(), labelled[i]), AlignC, labelled[i])
    _paint_goals(p, look, goal_lines(rect, look, view))
    p.restore()


def weeks_hint() -> str:
    """What this chart will show, and the first step towards it."""
    return _("Each session you finish counts here, week by week, beside your goal. The first one is on Today.")


class Weeks(Drawing):
    """The chart of a `WeeksView`; its places are the bars."""

    def __init__(self, view: WeeksView) -> None:
        self.view = view

    def is_empty(self) -> bool:
        return self.view.is_empty

    def hint(self) -> str:
        return weeks_hint()

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        paint_weeks(p, rect, look, self.view)

    def paint_hot(self, p: QPainter, rect: QRectF, look: ChartLook, i: int) -> None:
        _paint_slot(p, look, week_slots(rect, look, self.view)[i])

    def places(self) -> int:
        return 0 if self.is_empty() else len(self.view.blocks)

    def nearest(self, rect: QRectF, look: ChartLook, pos: QPointF) -> int | None:
        if self.is_empty() or not rect.left() <= pos.x() < rect.right():
            return None
        return min(len(self.view.blocks) - 1, int((pos.x() - rect.left()) * len(self.view.blocks) / rect.width()))

    def mark(self, rect: QRectF, look: ChartLook, i: int) -> QRectF:
        # The whole strip above the foot: the read-out hides neither the bar nor its number.
        bar = week_slots(rect, look, self.view)[i].bar
        return QRectF(bar.left(), bar.top() - look.px(19), bar.width(), bar.bottom() - bar.top() + look.px(19))

    def words(self, i: int) -> str:
        block = self.view.blocks[i]
        count = ngettext("{n} session", "{n} sessions", block.sessions).format(n=block.sessions)
        goal = _("goal {n}").format(n=block.goal) if block.goal else ""
        if self.view.weeks_a_block == 1:
            said = _("Week of {day}: {count}").format(day=short_date(block.first), count=count)
        else:
            said = _("{span}: {count}, {n} a week").format(
                span=span_words(block.first, block.last), count=count, n=f"{block.a_week:.1f}"
            )
        return f"{said}, {goal}" if goal else said

    def day(self, i: int) -> dt.date | None:
        return self.view.blocks[i].first if self.view.weeks_a_block == 1 else None

    def step(self, i: int, way: Way) -> int:
        month = 4 if self.view.weeks_a_block == 1 else 3
        return i + {"on": 1, "back": -1, "up": 0, "down": 0, "page_on": month, "page_back": -month}[way]

    def legend(self) -> tuple[LegendItem, ...]:
        if self.is_empty():
            return ()
        items = []
        if any(block.sessions and block.a_week >= block.goal for block in self.view.blocks):
            items.append(LegendItem("bar", _("goal met")))
        if any(block.sessions and block.a_week < block.goal for block in self.view.blocks):
            items.append(LegendItem("pale", _("below it")))
        if any(block.goal for block in self.view.blocks):
            items.append(LegendItem("goal", _("goal a week")))
        return tuple(items)


def _fill(look: ChartLook, block: WeekBlock) -> QColor:
    if not block.sessions:
        return look.colours.track
    return look.colours.accent if block.a_week >= block.goal else mix(look.back, look.colours.accent, 0.42)


def _numbers(look: ChartLook, view: WeeksView, slots: tuple[WeekSlot, ...]) -> list[str]:
    """The number over each bar; none at all where they would touch, as half of them would mislead."""
    words = []
    for block in view.blocks:
        whole = view.weeks_a_block == 1
        words.append("" if not block.sessions else str(block.sessions) if whole else f"{block.a_week:.1f}")
    widest = max(look.width(word, "caption", 700, tnum=True) for word in words)
    return words if slots[0].slot.width() >= widest + look.line(3) else [""] * len(words)


def _paint_slot(p: QPainter, look: ChartLook, slot: WeekSlot) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(alpha(look.colours.text, 0.07))
    p.drawRoundedRect(slot.slot.adjusted(look.line(1), 0, -look.line(1), 0), look.line(6), look.line(6))


def _paint_goals(p: QPainter, look: ChartLook, lines: list[list[QPointF]]) -> None:
    p.setPen(dashed(look.colours.text2, look.line(1.4)))
    p.setBrush(Qt.BrushStyle.NoBrush)
    for line in lines:
        p.drawPath(through(line))


def _count_scale(rect: QRectF, look: ChartLook, view: WeeksView) -> LinearScale:
    high = max((max(b.a_week, b.goal) for b in view.blocks), default=1.0)
    return LinearScale(0, max(1.0, high) + 0.3, rect.bottom() - look.px(22), rect.top() + look.px(16))


def _labels(rect: QRectF, look: ChartLook, view: WeeksView) -> dict[int, str]:
    """Labels by bar: the present one, and going back what fits without touching."""
    slot = rect.width() / len(view.blocks)
    last = len(view.blocks) - 1
    days = (view.blocks[last].last - view.blocks[0].first).days
    by_year = days > _NAME_YEARS_FROM_DAYS
    texts = [str(block.first.year) if by_year else short_date(block.first) for block in view.blocks]
    widest = max(look.width(text, "caption", 700) for text in texts) + look.px(14)
    step = next((s for s in (1, 2, 4, 8, 13, 26) if s * slot >= widest), 52)
    labels = {last: _("now")}
    left = _label_box(rect, look, rect.left() + slot * (last + 0.5), labels[last]).left()
    said = ""
    for i in range(last - 1, -1, -1):
        fits = _label_box(rect, look, rect.left() + slot * (i + 0.5), texts[i])
        new = i == 0 or texts[i - 1] != texts[i]  # a year is named at its first bar
        due = new if by_year else (last - i) % step == 0
        if due and texts[i] != said and fits.right() + look.px(8) < left:
            labels[i] = said = texts[i]
            left = fits.left()
    return labels


def _label_box(rect: QRectF, look: ChartLook, centre: float, text: str) -> QRectF:
    """Below the bars, centred as far as the edges allow."""
    width = look.width(text, "caption", 700) + look.line(4)
    x = max(rect.left(), min(rect.right() - width, centre - width / 2))
    return QRectF(x, rect.bottom() - look.px(18), width, look.px(16))
