"""The facts at the top of the report, beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from coach.progress.report_views import Fact
from ui.report.blocks import COLUMN_GAP, NEVER
from ui.report.paper import LABEL, POINT, SOFT, VALUE, draw_line, ink, lines_of

#: A note has at most so many lines.
NOTE_LINES = 9


@dataclass(frozen=True, slots=True)
class Glance:
    """Facts beside each other: label, a large value, and what it rests on. The first one has `first` times the room."""

    facts: tuple[Fact, ...]
    first: float = 1.45

    def _rooms(self, width: float) -> list[float]:
        one = (width - COLUMN_GAP * (len(self.facts) - 1)) / (len(self.facts) - 1 + self.first)
        return [self.first * one, *[one] * (len(self.facts) - 1)]

    def height(self, width: float) -> float:
        own = list(zip(self.facts, self._rooms(width), strict=True))
        notes = max(len(lines_of(fact.note, SOFT, room, NOTE_LINES)) if fact.note else 0 for fact, room in own)
        values = max(len(lines_of(fact.value, VALUE, room, 2)) for fact, room in own)
        return LABEL.leading + values * VALUE.leading + notes * SOFT.leading

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        for i, (fact, room) in enumerate(zip(self.facts, self._rooms(width), strict=True)):
            if i:
                p.fillRect(QRectF(x - COLUMN_GAP / 2, y + POINT, 0.4 * POINT, tall - 2 * POINT), ink(0.30))
            draw_line(p, lines_of(fact.label, LABEL, room, 1)[0], LABEL, x, y)
            at = y + LABEL.leading
            for line in lines_of(fact.value, VALUE, room, 2):
                draw_line(p, line, VALUE, x, at)
                at += VALUE.leading
            for line in lines_of(fact.note, SOFT, room, NOTE_LINES) if fact.note else ():
                draw_line(p, line, SOFT, x, at)
                at += SOFT.leading
            x += room + COLUMN_GAP

    def worth(self, _width: float) -> float:
        return NEVER

    def shorter(self, _width: float) -> Self:
        return self
