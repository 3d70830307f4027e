"""Scores over time as values: the person's own activities, Roland-Morris, and what counts as a real change."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from coach.happenings import Activity
from coach.plan.outcomes import Asked

ScoreId = Literal["goals", "roland-morris", "change"]
Verdict = Literal["better", "worse", "same", "unknown"]


class ScorePoint(msgspec.Struct, frozen=True):
    """One score on a day."""

    day: date
    value: float


class ScoreSeries(msgspec.Struct, frozen=True, kw_only=True):
    """One measure from its first score on. The axis goes from `lowest` to `highest`; `better` says which end is good.

    `real` is the smallest change from the first score that is more than the wobble of the measure, in its own points;
    `verdict` compares the last score with the first by it ("unknown" with fewer than two). `words` says so in a
    sentence, `source` where the line comes from. `band_low` to `band_high` is what counts as no change, where that is
    not counted from the first score.
    """

    id: ScoreId
    title: str
    lowest: float
    highest: float
    better: Literal["up", "down"]
    points: tuple[ScorePoint, ...]
    real: float
    verdict: Verdict
    words: str
    source: str
    band_low: float | None = None
    band_high: float | None = None

    @property
    def band(self) -> tuple[float, float]:
        """Between which values, both left out, a score is no real change."""
        first = self.points[0].value
        low = self.band_low if self.band_low is not None else first - self.real
        high = self.band_high if self.band_high is not None else first + self.real
        return max(self.lowest, low), min(self.highest, high)


class OutcomesView(msgspec.Struct, frozen=True, kw_only=True):
    """The questions about how it goes on the whole. `rated` holds the last rating of each activity by its id, `scores`
    the Roland-Morris scores by day, `due` what its rhythm asks for now.
    """

    today: date
    activities: tuple[Activity, ...]
    rated: dict[str, int]
    change: int | None
    scores: tuple[tuple[date, int], ...]
    due: tuple[Asked, ...]
    series: tuple[ScoreSeries, ...]
