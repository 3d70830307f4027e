"""What the pages are made of. A block knows its height at a width, paints itself, and can be made shorter by a rule.

All lengths are units of `ui.report.paper`. `worth` says what the next cut would cost: the cheapest is made first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, Self

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from coach.progress.report_views import and_more
from ui.charts.drawing import Drawing
from ui.charts.legend import legend_height, paint_legend
from ui.report.paper import (
    BODY,
    CELL,
    LABEL,
    NAME,
    POINT,
    SECTION,
    SOFT,
    STRONG,
    Style,
    draw_line,
    lines_of,
    print_look,
    rule,
)

GAP = 4 * POINT
COLUMN_GAP = 16 * POINT
CELL_GAP = 6 * POINT
#: The ends of a chart's lines are round and go a little beyond them.
INSET = 2 * POINT
#: A cell has at most so many lines.
CELL_LINES = 2
#: What a cut costs: a chart gets lower before rows go, rows before sentences, and those before what the person asks.
#: Where even that is not enough, what is left gets fewer lines.
CHART, ROWS, FEW_ROWS, SENTENCE, ASKED, LAST_LINES = 0.0, 1.0, 3.0, 5.0, 9.0, 10.0
#: What is said of safety comes after all of that, and no line of it is left out: its questions lose wording. Then a
#: section is folded into a sentence, and only then the lines on safety are cut where they are too long.
WORDING, FOLD, SAFETY = 11.0, 12.0, 20.0
NEVER = float("inf")


class Block(Protocol):
    """A part of a page."""

    def height(self, width: float) -> float: ...

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        """Paint into the place whose upper left corner is (x, y)."""

    def worth(self, width: float) -> float:
        """What the next cut costs; infinite where nothing can be cut."""

    def shorter(self, width: float) -> Block:
        """The block after that cut."""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. It can be cut down to `least` lines; 0: it stays whole."""

    text: str
    style: Style = BODY
    most: int = 0
    least: int = 0
    cost: float = SENTENCE

    def lines(self, width: float) -> tuple[str, ...]:
        return lines_of(self.text, self.style, width, self.most) if self.text else ()

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        for line in self.lines(width):
            draw_line(p, line, self.style, x, y)
            y += self.style.leading

    def worth(self, width: float) -> float:
        return self.cost if self.least and len(self.lines(width)) > self.least else NEVER

    def shorter(self, width: float) -> Self:
        return replace(self, most=len(self.lines(width)) - 1)


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences with a dash each, the first `strong` of them bold. `more` were left out already.

    Of a `whole` block no sentence is ever left out: at the highest cost it takes the `short` wording, then fewer lines.
    `lines` is how many a sentence has at most; 0: all it needs.
    """

    items: tuple[str, ...]
    more: int = 0
    lines: int = 3
    keep: int = 1
    few: int = 4
    strong: int = 0
    short: tuple[str, ...] = ()
    short_strong: int = 0
    whole: bool = False

    def _styles(self) -> list[tuple[str, Style]]:
        own = [(text, STRONG if i < self.strong else BODY) for i, text in enumerate(self.items)]
        return own + ([(and_more(self.more), SOFT)] if self.more else [])

    def height(self, width: float) -> float:
        room = width - 9 * POINT
        return sum(
            len(lines_of(text, style, room, self.lines)) * style.leading + 1.5 * POINT for text, style in self._styles()
        )

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        room = width - 9 * POINT
        for text, style in self._styles():
            draw_line(p, "–", style, x, y)
            for line in lines_of(text, style, room, self.lines):
                draw_line(p, line, style, x + 9 * POINT, y)
                y += style.leading
            y += 1.5 * POINT

    def worth(self, width: float) -> float:
        if self.whole:
            if self.short:
                return WORDING
            return SAFETY if any(len(own) > 1 for own in self._broken(width)) else NEVER
        if len(self.items) <= self.keep:
            return LAST_LINES if self.lines > 1 and self.items else NEVER
        return ROWS if len(self.items) > self.few else SENTENCE

    def shorter(self, width: float) -> Self:
        if self.whole:
            if self.short:
                return replace(self, items=self.short, strong=self.short_strong, short=())
            return replace(self, lines=max(map(len, self._broken(width))) - 1)
        if len(self.items) <= self.keep:
            return replace(self, lines=self.lines - 1)
        gone = _cut_by(len(self.items), self.more, self.keep)
        return replace(self, items=self.items[:-gone], more=self.more + gone)

    def _broken(self, width: float) -> list[tuple[str, ...]]:
        return [lines_of(text, style, width - 9 * POINT, self.lines) for text, style in self._styles()]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width, and where its text stands."""

    share: float
    right: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table. Rows at its end can be left out down to `keep`, and it says how many."""

    columns: tuple[Column, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0
    keep: int = 1
    few: int = 6
    cell_lines: int = CELL_LINES

    def _widths(self, width: float) -> list[float]:
        room = width - CELL_GAP * (len(self.columns) - 1)
        total = sum(column.share for column in self.columns)
        return [room * column.share / total for column in self.columns]

    def _row_lines(self, row: tuple[str, ...], widths: list[float]) -> list[tuple[str, ...]]:
        cells = zip(row, self.columns, widths, strict=True)
        return [lines_of(text, _cell(column), room, self.cell_lines) for text, column, room in cells]

    def _row_height(self, row: tuple[str, ...], widths: list[float]) -> float:
        return max(map(len, self._row_lines(row, widths))) * CELL.leading + 1.6 * POINT

    def _head_height(self, widths: list[float]) -> float:
        if not any(self.head):
            return 0.0
        lines = max(len(lines_of(text, LABEL, room, 2)) for text, room in zip(self.head, widths, strict=True))
        return lines * LABEL.leading + 2.5 * POINT

    def height(self, width: float) -> float:
        widths = self._widths(width)
        own = self._head_height(widths) + sum(self._row_height(row, widths) for row in self.rows)
        return own + (SOFT.leading if self.more else 0.0)

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        widths = self._widths(width)
        head = self._head_height(widths)
        if head:
            self._paint_cells(
                p, x, y, widths, [lines_of(t, LABEL, w, 2) for t, w in zip(self.head, widths, strict=True)], LABEL
            )
            y += head
            rule(p, x, y - 1.2 * POINT, width, dark=0.55)
        for i, row in enumerate(self.rows):
            if i:
                rule(p, x, y - 0.3 * POINT, width, dark=0.14, points=0.4)
            self._paint_cells(p, x, y + 0.6 * POINT, widths, self._row_lines(row, widths), None)
            y += self._row_height(row, widths)
        if self.more:
            draw_line(p, and_more(self.more), SOFT, x, y)

    def _paint_cells(
        self,
        p: QPainter,
        x: float,
        y: float,
        widths: list[float],
        cells: list[tuple[str, ...]],
        style: Style | None,
    ) -> None:
        for lines, column, room in zip(cells, self.columns, widths, strict=True):
            own = style or _cell(column)
            for i, line in enumerate(lines):
                draw_line(p, line, own, x, y + i * own.leading, width=room, right=column.right)
            x += room + CELL_GAP

    def worth(self, _width: float) -> float:
        if len(self.rows) <= self.keep:
            return LAST_LINES if self.cell_lines > 1 and self.rows else NEVER
        return ROWS if len(self.rows) > self.few else FEW_ROWS

    def shorter(self, _width: float) -> Self:
        if len(self.rows) <= self.keep:
            return replace(self, cell_lines=self.cell_lines - 1)
        gone = _cut_by(len(self.rows), self.more, self.keep)
        return replace(self, rows=self.rows[:-gone], more=self.more + gone)


def _cut_by(n: int, more: int, keep: int) -> int:
    """How many lines go at once: the first cut takes two, for “and 1 more” is as long as what it stands for."""
    return 1 if more else min(2, n - keep)


def _cell(column: Column) -> Style:
    return NAME if column.strong else CELL


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, from `best` down to `least` high."""

    drawing: Drawing
    best: float
    least: float

    def height(self, _width: float) -> float:
        return self.best

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        p.save()
        self.drawing.paint(p, QRectF(x + INSET, y, width - 2 * INSET, self.best), print_look())
        p.restore()

    def worth(self, _width: float) -> float:
        return CHART if self.best > self.least else NEVER

    def shorter(self, _width: float) -> Self:
        return replace(self, best=max(self.least, self.best - 6 * POINT))


@dataclass(frozen=True, slots=True)
class Legend:
    """The signs of a chart with their words."""

    drawing: Drawing

    def height(self, width: float) -> float:
        return legend_height(width - 2 * INSET, print_look(), self.drawing.legend())

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        p.save()
        room = QRectF(x + INSET, y, width - 2 * INSET, self.height(width))
        paint_legend(p, room, print_look(), self.drawing.legend())
        p.restore()

    def worth(self, _width: float) -> float:
        return NEVER

    def shorter(self, _width: float) -> Self:
        return self


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks below each other; with a title, a section under a rule.

    As a last resort a section is folded into its first `leads` blocks and the sentence `folded`, at a `cost` of its
    own; without such a sentence it never is.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    gap: float = GAP
    folded: str = ""
    leads: int = 1
    cost: float = FOLD

    def _head(self) -> float:
        return SECTION.leading + 5.5 * POINT if self.title else 0.0

    def _shown(self, width: float) -> list[tuple[Block, float]]:
        found = ((block, block.height(width)) for block in self.blocks)
        return [(block, tall) for block, tall in found if tall > 0]

    def height(self, width: float) -> float:
        shown = self._shown(width)
        return self._head() + sum(tall for _block, tall in shown) + self.gap * max(0, len(shown) - 1)

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        if self.title:
            rule(p, x, y + 0.5 * POINT, width, dark=0.85, points=0.8)
            draw_line(p, lines_of(self.title, SECTION, width, 1)[0], SECTION, x, y + 2.5 * POINT)
            y += self._head()
        for block, tall in self._shown(width):
            block.paint(p, x, y, width)
            y += tall + self.gap

    def worth(self, width: float) -> float:
        own = min((block.worth(width) for block in self.blocks), default=NEVER)
        return min(own, self.cost) if self.folded else own

    def shorter(self, width: float) -> Self:
        at = min(range(len(self.blocks)), key=lambda i: self.blocks[i].worth(width))
        if self.folded and self.blocks[at].worth(width) > self.cost:
            return replace(self, blocks=(*self.blocks[: self.leads], Para(self.folded, SOFT)), folded="")
        block = self.blocks[at].shorter(width)
        return replace(self, blocks=(*self.blocks[:at], block, *self.blocks[at + 1 :]))


@dataclass(frozen=True, slots=True)
class Beside:
    """Two blocks beside each other. `share` is that of the left one."""

    left: Block
    right: Block
    share: float = 0.5

    def _rooms(self, width: float) -> tuple[float, float]:
        left = (width - COLUMN_GAP) * self.share
        return left, width - COLUMN_GAP - left

    def height(self, width: float) -> float:
        left, right = self._rooms(width)
        return max(self.left.height(left), self.right.height(right))

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        left, right = self._rooms(width)
        self.left.paint(p, x, y, left)
        self.right.paint(p, x + left + COLUMN_GAP, y, right)

    def worth(self, width: float) -> float:
        # Only the taller one makes it shorter; while that cannot be cut, nothing is won.
        left, right = self._rooms(width)
        if self.left.height(left) >= self.right.height(right):
            return self.left.worth(left)
        return self.right.worth(right)

    def shorter(self, width: float) -> Self:
        left, right = self._rooms(width)
        if self.left.height(left) >= self.right.height(right):
            return replace(self, left=self.left.shorter(left))
        return replace(self, right=self.right.shorter(right))
