"""What charts show, as frozen values. They hold numbers and words, no Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PainPoint:
    """One rating. kind: "session" (after a session) or "day" (any other)."""

    day: dt.date
    value: float  # 0-10
    kind: str = "day"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The middle of the ratings around a day; low and high bound the shaded band, where there is one."""

    day: dt.date
    median: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """Pain over time. `line` is the 7-day median; a jump of more than `gap_days` in it is not bridged."""

    points: tuple[PainPoint, ...] = ()
    line: tuple[TrendPoint, ...] = ()
    spasms: tuple[dt.date, ...] = ()
    first: dt.date | None = None  # the range shown; without it, that of the data
    last: dt.date | None = None
    gap_days: int = 14

    def span(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the time axis (at least a week); None where there is nothing to show."""
        days = [p.day for p in self.points] + list(self.spasms)
        first = self.first or min(days, default=None)
        last = self.last or max(days, default=None)
        if first is None or last is None or not days:
            return None
        return min(first, last - dt.timedelta(days=6)), last

    def shown_days(self) -> tuple[dt.date, ...]:
        """Days that have something to read out, in order."""
        span = self.span()
        if span is None:
            return ()
        days = {p.day for p in self.points} | set(self.spasms)
        return tuple(sorted(d for d in days if span[0] <= d <= span[1]))


@dataclass(frozen=True, slots=True)
class Week:
    """Sessions done in the week that starts on `monday`."""

    monday: dt.date
    done: int


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks in order, the present one last, against a goal of so many sessions a week (0: none)."""

    weeks: tuple[Week, ...] = ()
    goal: int = 0

    def is_empty(self) -> bool:
        return not any(week.done for week in self.weeks)
