"""What every chart can do, whatever it shows: paint itself anywhere, and be read place by place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.charts.look import ChartLook

Sign = Literal[
    "median", "line", "range", "dot", "ring", "spasm", "stage", "bar", "pale", "goal", "done", "skipped", "dropped",
    "track", "day", "elsewhere", "today", "norm", "marker", "lower", "same", "higher", "stretch", "running", "band",
    "tick",
]  # fmt: skip
#: Where the keys go: to the next place, or a week or month or part further on.
Way = Literal["on", "back", "page_on", "page_back", "up", "down"]


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A sign and its word."""

    sign: Sign
    words: str


class Drawing:
    """An empty chart. A subclass draws one kind of values and tells where its places lie; all lengths are px."""

    def is_empty(self) -> bool:
        """True where there is nothing to draw but a sentence."""
        return True

    def hint(self) -> str:
        """What the chart will show, and the first step towards it, for while it is empty."""
        return ""

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        """Draw the chart into a rectangle."""

    def paint_hot(self, p: QPainter, rect: QRectF, look: ChartLook, i: int) -> None:
        """Draw the sign of the place that is read, over the chart."""

    def places(self) -> int:
        """How many places can be read."""
        return 0

    def nearest(self, _rect: QRectF, _look: ChartLook, _pos: QPointF) -> int | None:
        """The place at a point."""
        return None

    def mark(self, _rect: QRectF, _look: ChartLook, _i: int) -> QRectF:
        """What the read-out of a place stands above or below, without covering it."""
        return QRectF()

    def words(self, _i: int) -> str:
        """What is said about a place."""
        return ""

    def day(self, _i: int) -> dt.date | None:
        """The day of a place, where it is one day."""
        return None

    def step(self, i: int, way: Way) -> int:
        """Where a key leads from a place; may lie outside, and is held within the places then."""
        return i + {"on": 1, "back": -1, "up": 0, "down": 0, "page_on": 7, "page_back": -7}[way]

    def legend(self) -> tuple[LegendItem, ...]:
        """The signs that are on the chart, and only those."""
        return ()

    def wish(self, _width: float, look: ChartLook) -> float:
        """The height that the chart would like at a width."""
        return look.px(56) + look.line(160)


def day_step(days: list[dt.date], i: int, way: Way) -> int:
    """Along places that are days: one on or back, or to the first one a month away."""
    if way in ("on", "back", "up", "down"):
        return i + {"on": 1, "back": -1, "up": 0, "down": 0}[way]
    from bisect import bisect_left, bisect_right

    month = dt.timedelta(days=28)
    if way == "page_on":
        return min(len(days) - 1, max(i + 1, bisect_left(days, days[i] + month)))
    return max(0, min(i - 1, bisect_right(days, days[i] - month) - 1))
