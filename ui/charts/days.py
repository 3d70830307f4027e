"""The days as a grid: weeks are columns, a longer session is stronger. Beyond a year, years are rows of weeks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from coach.progress.views import DayCell, DaysView
from coach.text import _, ngettext
from ui.charts.drawing import Drawing, LegendItem, Way
from ui.charts.look import ChartLook
from ui.charts.painter import (
    full_date,
    ink_on,
    month_name,
    paint_bar,
    paint_diamond,
    paint_empty,
    paint_hatched,
    span_words,
)
from ui.theme import AlignC, AlignL, AlignR, mix

#: Minutes from which a day, and a week, is drawn stronger, with how strong.
DAY_STEPS = ((1, 0.26), (8, 0.46), (14, 0.70), (20, 1.0))
WEEK_STEPS = ((1, 0.26), (45, 0.46), (90, 0.70), (150, 1.0))
_WEEKS_A_ROW = 53
_LEAST_CELL, _MOST_CELL = 5.0, 30.0
_WEEK = dt.timedelta(days=7)
_NUMBERS_FROM = 30.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells lie. `first` is the day of place 0; `rows` and `columns` count cells, `gap` is between them."""

    first: dt.date
    places: int
    left: float
    top: float
    wide: float
    high: float
    gap: float
    by_year: bool

    def where(self, i: int) -> tuple[int, int]:
        """Column and row of a place."""
        if not self.by_year:
            return i // 7, i % 7
        day = self.start(i)
        return _week_of_year(day), day.year - self.first.year

    def cell(self, i: int) -> QRectF:
        column, row = self.where(i)
        return QRectF(
            self.left + column * self.wide, self.top + row * self.high, self.wide - self.gap, self.high - self.gap
        )

    def start(self, i: int) -> dt.date:
        """The day of a place, or the first of its seven: the weeks of a year are counted from its first of January."""
        if not self.by_year:
            return self.first + dt.timedelta(days=i)
        year, week = divmod(i, _WEEKS_A_ROW)
        return dt.date(self.first.year + year, 1, 1) + week * _WEEK

    def place(self, day: dt.date) -> int:
        """The place of a day."""
        if not self.by_year:
            return (day - self.first).days
        return (day.year - self.first.year) * _WEEKS_A_ROW + _week_of_year(day)


def day_grid(rect: QRectF, look: ChartLook, view: DaysView) -> Grid:
    """The grid in a rectangle: the newest weeks that fit."""
    whole, last, top = _whole(view), view.span.last, look.px(18)
    if view.long:
        left = look.width("2000", tnum=True) + look.line(10)
        wide = (rect.width() - left) / _WEEKS_A_ROW
        high = min(look.line(_MOST_CELL), (rect.height() - top) / (last.year - whole.first.year + 1))
        gap = min(look.line(3), wide * 0.2)
        return Grid(whole.first, whole.places, rect.left() + left, rect.top() + top, wide, high, gap, True)
    left = max(look.width(name) for name in _weekday_names()) + look.line(10)
    tallest = min(look.line(_MOST_CELL + 4), (rect.height() - top) / 7)
    fitting = int((rect.width() - left) / look.line(_LEAST_CELL))
    weeks = max(1, min((whole.places + 6) // 7, fitting))
    wide = min((rect.width() - left) / weeks, max(tallest * 2.0, look.line(14)))
    high = min(tallest, max(wide * 1.8, look.px(14)))
    first = _monday(last) - (weeks - 1) * _WEEK
    gap = min(look.line(4), min(wide, high) * 0.2)
    return Grid(first, (last - first).days + 1, rect.left() + left, rect.top() + top, wide, high, gap, False)


def paint_days(p: QPainter, rect: QRectF, look: ChartLook, view: DaysView, hot: int | None = None) -> None:
    """Each day (or week) as a cell; spasms are outlined with a diamond, minutes played elsewhere hatched."""
    drawing = Days(view)
    drawing.paint(p, rect, look)
    if hot is not None:
        drawing.paint_hot(p, rect, look, hot)


def days_hint() -> str:
    """What this chart will show, and the first step towards it."""
    return _("Each day you exercise fills a square here: the longer, the stronger its colour.")


class Days(Drawing):
    """The chart of a `DaysView`; its places are days, or weeks where it is long."""

    def __init__(self, view: DaysView) -> None:
        self.view = view
        # Places do not hang on the room: keys know the same days at any width.
        self._grid = None if view.is_empty else _whole(view)
        self._cells = _by_place(self._grid, view) if self._grid is not None else {}
        self._first = 0
        if self._grid is not None:
            begin = view.begin or view.span.first
            self._first = self._grid.place(max(view.span.first, begin) if self._grid.by_year else view.span.first)

    def is_empty(self) -> bool:
        return self.view.is_empty

    def hint(self) -> str:
        return days_hint()

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        if self._grid is None:
            paint_empty(p, rect, look, days_hint())
            return
        view, grid = self.view, day_grid(rect, look, self.view)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_names(p, rect, look, grid, view)
        begun = grid.place(view.begin) if view.begin is not None else 0
        steps = WEEK_STEPS if grid.by_year else DAY_STEPS
        numbers = not grid.by_year and grid.wide >= look.px(_NUMBERS_FROM) and grid.high >= look.px(20)
        left_out = self._grid.place(grid.first)  # the first weeks, where there is room for the newest only
        for i in range(begun if grid.by_year else max(0, grid.place(view.span.first)), grid.places):
            known = self._cells.get(i + left_out)
            if known is None:
                paint_bar(p, grid.cell(i), _empty_fill(look, i < begun), radius=_radius(look, grid))
            else:
                _paint_cell(p, look, grid, grid.cell(i), known, steps, numbers)
        _paint_today(p, look, grid)
        p.restore()

    def paint_hot(self, p: QPainter, rect: QRectF, look: ChartLook, i: int) -> None:
        box = self.mark(rect, look, i)
        p.setPen(QPen(look.colours.focus, look.line(2)))
        p.setBrush(Qt.BrushStyle.NoBrush)
        r = look.line(1.5)
        p.drawRoundedRect(box.adjusted(-r, -r, r, r), look.line(5), look.line(5))

    def places(self) -> int:
        return self._grid.places - self._first if self._grid is not None else 0

    def nearest(self, rect: QRectF, look: ChartLook, pos: QPointF) -> int | None:
        if self._grid is None:
            return None
        grid = day_grid(rect, look, self.view)
        column, row = int((pos.x() - grid.left) // grid.wide), int((pos.y() - grid.top) // grid.high)
        rows, columns = (10_000, _WEEKS_A_ROW) if grid.by_year else (7, 10_000)
        if not (0 <= column < columns and 0 <= row < rows):
            return None
        i = row * _WEEKS_A_ROW + column if grid.by_year else column * 7 + row
        if i >= grid.places:
            return None
        own = self._grid.place(grid.start(i)) - self._first
        return own if 0 <= own < self.places() else None

    def mark(self, rect: QRectF, look: ChartLook, i: int) -> QRectF:
        if self._grid is None:
            return QRectF()
        grid = day_grid(rect, look, self.view)
        day = self._grid.start(i + self._first)
        # A day that a narrow chart has no room for is read beside its first column.
        return grid.cell(max(0, grid.place(day)))

    def words(self, i: int) -> str:
        if self._grid is None:
            return ""
        cell = self._cells.get(i + self._first)
        start = self._grid.start(i + self._first)
        if self._grid.by_year:
            end = min(start + dt.timedelta(days=6), dt.date(start.year, 12, 31), self.view.span.last)
            said = span_words(start, end)
        else:
            said = full_date(start)
        return f"{said}: {cell_words(cell)}"

    def day(self, i: int) -> dt.date | None:
        return self._grid.start(i + self._first) if self._grid is not None and not self._grid.by_year else None

    def step(self, i: int, way: Way) -> int:
        if self._grid is not None and self._grid.by_year:
            return i + {
                "on": 1, "back": -1, "up": -_WEEKS_A_ROW, "down": _WEEKS_A_ROW, "page_on": 4, "page_back": -4
            }[way]  # fmt: skip
        # As the eye goes: sideways a week, up and down a day.
        return i + {"on": 7, "back": -7, "up": -1, "down": 1, "page_on": 28, "page_back": -28}[way]

    def legend(self) -> tuple[LegendItem, ...]:
        if self.is_empty():
            return ()
        cells = self._cells.values()
        items = []
        if any(cell.minutes for cell in cells):
            words = _("minutes of a week") if self.view.long else _("minutes of a day")
            items.append(LegendItem("day", words))
        if any(cell.elsewhere for cell in cells):
            items.append(LegendItem("elsewhere", _("played elsewhere")))
        if any(cell.spasm for cell in cells):
            items.append(LegendItem("spasm", _("spasm")))
        items.append(LegendItem("today", _("this week") if self.view.long else _("today")))
        return tuple(items)

    def wish(self, _width: float, look: ChartLook) -> float:
        if self._grid is not None and self._grid.by_year:
            years = self.view.span.last.year - self.view.span.first.year + 1
            row = max(look.px(14), look.line(min(_MOST_CELL, max(16.0, 190.0 / years))))
            return look.px(18) + years * row
        return look.px(18) + look.line(7 * 27)


def cell_words(cell: DayCell | None) -> str:
    """What was on a day or in a week."""
    if cell is None:
        return _("no session")
    parts = []
    if cell.sessions:
        parts.append(ngettext("{n} session", "{n} sessions", cell.sessions).format(n=cell.sessions))
        parts.append(_("{n} min").format(n=cell.minutes))
    if cell.elsewhere:
        parts.append(_("{n} min elsewhere").format(n=cell.elsewhere))
    if cell.spasm:
        parts.append(_("spasm"))
    return ", ".join(parts)


def strength(minutes: int, steps: tuple[tuple[int, float], ...] = DAY_STEPS) -> float:
    """How strong the colour of so many minutes is, 0 to 1."""
    return max((share for least, share in steps if minutes >= least), default=0.0)


def _whole(view: DaysView) -> Grid:
    """The grid of all days, with cells of one px."""
    last = view.span.last
    if view.long:
        first = dt.date(view.span.first.year, 1, 1)
        places = (last.year - first.year) * _WEEKS_A_ROW + _week_of_year(last) + 1
    else:
        first = _monday(view.span.first)
        places = (last - first).days + 1
    return Grid(first, places, 0.0, 0.0, 1.0, 1.0, 0.0, view.long)


def _by_place(grid: Grid, view: DaysView) -> dict[int, DayCell]:
    found: dict[int, DayCell] = {}
    for cell in view.cells:
        i = grid.place(cell.day)
        other = found.get(i)
        if other is not None:
            cell = DayCell(
                other.day,
                other.minutes + cell.minutes,
                other.elsewhere + cell.elsewhere,
                other.sessions + cell.sessions,
                other.spasm or cell.spasm,
            )
        found[i] = cell
    return found


def _paint_cell(
    p: QPainter,
    look: ChartLook,
    grid: Grid,
    box: QRectF,
    cell: DayCell,
    steps: tuple[tuple[int, float], ...],
    numbers: bool,
) -> None:
    c, share = look.colours, strength(cell.minutes, steps)
    radius = _radius(look, grid)
    fill: QColor = look.tint(share) if share else c.track
    if cell.spasm and not share:
        fill = c.bad_soft
    if cell.elsewhere and not share:
        paint_hatched(p, look, box, c.track, mix(c.track, c.accent, 0.6))
    else:
        paint_bar(p, box, fill, radius=radius)
    if cell.elsewhere and share:
        # Beside a session of ours: a stripe at the foot of the cell.
        foot = QRectF(box.left(), box.bottom() - box.height() * 0.28, box.width(), box.height() * 0.28)
        paint_hatched(p, look, foot, c.track, mix(c.track, c.accent, 0.6))
    if cell.spasm:
        p.setPen(QPen(c.bad, look.line(1.4)))
        p.setBrush(Qt.BrushStyle.NoBrush)
        if not grid.by_year and min(box.width(), box.height()) >= look.line(9):
            p.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), radius, radius)
        size = min(look.line(6), max(look.line(2.2), min(box.width() * 0.62, box.height() * 0.30)))
        paint_diamond(p, box.center(), size, c.bad, look.back)
    elif numbers and cell.minutes:
        p.setFont(look.font("caption", 600, tnum=True))
        p.setPen(ink_on(fill, look))
        p.drawText(box, AlignC, str(cell.minutes))


def _paint_today(p: QPainter, look: ChartLook, grid: Grid) -> None:
    p.setPen(QPen(look.colours.text, look.line(1.6)))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(grid.cell(grid.places - 1), _radius(look, grid), _radius(look, grid))


def _paint_names(p: QPainter, rect: QRectF, look: ChartLook, grid: Grid, view: DaysView) -> None:
    p.setFont(look.font(tnum=True))
    p.setPen(look.colours.text3)
    height = look.px(16)
    room = grid.left - rect.left() - look.line(8)
    if grid.by_year:
        for year in range(grid.first.year, view.span.last.year + 1):
            y = grid.top + (year - grid.first.year) * grid.high + (grid.high - grid.gap) / 2
            p.drawText(QRectF(rect.left(), y - height / 2, room, height), AlignR, str(year))
    else:
        for row, name in enumerate(_weekday_names()):
            # Each second one is named where the rows are lower than a line.
            if grid.high >= height or row % 2 == 0:
                y = grid.top + row * grid.high + (grid.high - grid.gap) / 2
                p.drawText(QRectF(rect.left(), y - height / 2, room + look.line(4), height), AlignL, name)
    end = rect.left()
    for column, month in _months(grid, view):
        x = grid.left + column * grid.wide
        width = look.width(month) + look.line(4)
        if x >= end and x + width <= rect.right() + look.line(4):
            p.drawText(QRectF(x, rect.top(), width, height), AlignL, month)
            end = x + width + look.line(6)


def _months(grid: Grid, view: DaysView) -> list[tuple[int, str]]:
    """Columns in which a month begins, with its name; the first column is always named."""
    if grid.by_year:
        return [(_week_of_year(dt.date(2025, m, 1)), month_name(dt.date(2025, m, 1))) for m in range(1, 13)]
    found = []
    before = None
    for column in range((grid.places - 1) // 7 + 1):
        sunday = grid.first + column * _WEEK + dt.timedelta(days=6)
        if sunday.month != before:
            found.append((column, month_name(min(sunday, view.span.last))))
            before = sunday.month
    if len(found) > 1 and found[1][0] - found[0][0] < 2:
        found.pop(0)
    return found


def _empty_fill(look: ChartLook, before: bool) -> QColor:
    return mix(look.back, look.colours.track, 0.4 if before else 1.0)


def _radius(look: ChartLook, grid: Grid) -> float:
    return min(look.line(5), min(grid.wide, grid.high) * 0.2)


def _weekday_names() -> tuple[str, ...]:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def _week_of_year(day: dt.date) -> int:
    """From 0; the last one has a day or two."""
    return (day.toordinal() - _new_year(day.year)) // 7


@cache
def _new_year(year: int) -> int:
    return dt.date(year, 1, 1).toordinal()


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
