"""Scales: numbers and dates to positions, and where to put ticks. Pure."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Maps low..high to start..end (px; end may be less than start). low must differ from high."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)

    def value(self, position: float) -> float:
        """The inverse of `at`; start must differ from end."""
        return self.low + (self.high - self.low) * (position - self.start) / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class DateScale:
    """Maps days first..last to start..end (px). A single day lies in the middle."""

    first: dt.date
    last: dt.date
    start: float
    end: float

    def at(self, day: dt.date) -> float:
        days = (self.last - self.first).days
        if days == 0:
            return (self.start + self.end) / 2
        return self.start + (self.end - self.start) * (day - self.first).days / days

    def day(self, position: float) -> dt.date:
        """The nearest day within first..last."""
        days = (self.last - self.first).days
        if days == 0 or self.end == self.start:
            return self.first
        n = round(days * (position - self.start) / (self.end - self.start))
        return self.first + dt.timedelta(days=max(0, min(days, n)))


def nice_step(span: float, most: int) -> float:
    """The smallest step of 1, 2 or 5 times a power of ten that cuts span (> 0) into at most `most` parts."""
    rough = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    for step in _STEPS:
        if step * power >= rough * (1 - 1e-9):
            return step * power
    return 10.0 * power


def ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Round values within low..high, at most `most` + 1 of them."""
    if high <= low:
        return (low,)
    step = nice_step(high - low, most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(i * step for i in range(first, last + 1))


def whole_ticks(high: int, most: int = 5) -> tuple[int, ...]:
    """0, then whole steps up to high: for counts."""
    step = max(1, math.ceil(nice_step(max(1, high), most)))
    return tuple(range(0, high + 1, step))


def date_ticks(first: dt.date, last: dt.date, most: int) -> tuple[dt.date, ...]:
    """At most `most` days to label: each day or second day, Mondays every so many weeks, or firsts of months."""
    most = max(1, most)
    for step in (1, 2):
        if (last - first).days // step < most:
            return tuple(dt.date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1, step))
    for weeks in (1, 2, 4):
        days = _mondays(first, last, weeks)
        if len(days) <= most:
            return days
    for months in (1, 2, 3, 6, 12, 24, 60, 120):
        days = _month_starts(first, last, months)
        if len(days) <= most:
            return days
    return (first,)


def _mondays(first: dt.date, last: dt.date, weeks: int) -> tuple[dt.date, ...]:
    monday = first.toordinal() + (-first.weekday() % 7)
    # Weeks are counted from a fixed day, so labels stay where they are while the range moves on.
    monday += (-((monday - 1) // 7) % weeks) * 7
    return tuple(dt.date.fromordinal(n) for n in range(monday, last.toordinal() + 1, 7 * weeks))


def _month_starts(first: dt.date, last: dt.date, months: int) -> tuple[dt.date, ...]:
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    begin += -begin % months
    days = (dt.date(n // 12, n % 12 + 1, 1) for n in range(begin, end + 1, months))
    return tuple(d for d in days if first <= d <= last)
