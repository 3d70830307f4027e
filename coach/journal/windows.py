"""Which days of the diary are compared: the day before a spasm, and other days of the same person without one.

The 24 hours before a spasm overlap most with the calendar day before its onset: that day's diary is the hazard window.
Its controls are all other days of the same weekday in the same calendar month, cut at the same clock time, so that
neither seasons nor weekdays can pass for a trigger (Lumley and Levy 2000). A control lies at least 72 hours from any
other spasm on both sides, and its diary is that of the day before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec

from coach.diary import DayLog, Spasm
from coach.records import History, once

#: A control this far from a spasm, in exact hours, is far enough.
CLEAR_FOR = timedelta(hours=72)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


class Diary:
    """All versions of day logs that were written in time, by day."""

    def __init__(self, logs: Iterable[DayLog]) -> None:
        self._versions: dict[date, list[DayLog]] = {}
        for log in logs:
            if log.in_time:
                self._versions.setdefault(log.day, []).append(log)
        for versions in self._versions.values():
            versions.sort(key=_written)

    def of(self, day: date, before: datetime | None = None) -> DayLog | None:
        """The newest log of a day; with `before`, the newest that was written before that moment."""
        versions = self._versions.get(day, [])
        if before is None:
            return versions[-1] if versions else None
        return next((log for log in reversed(versions) if log.at < before), None)

    @property
    def days(self) -> tuple[date, ...]:
        """All days with a log, oldest first."""
        return tuple(sorted(self._versions))


@once
def diary_days(history: History) -> Diary:
    """The diary of a history."""
    return Diary(history.day_logs)


class SpasmTimes:
    """When spasms began, to ask how far a moment or a span is from them."""

    def __init__(self, spasms: Iterable[Spasm]) -> None:
        self._times = sorted(_exact(spasm.onset) for spasm in spasms)

    def clear(self, begin: datetime, end: datetime) -> bool:
        """Whether every spasm lies at least 72 exact hours before or after the span."""
        return bisect_right(self._times, _exact(begin) - CLEAR_FOR) == bisect_left(self._times, _exact(end) + CLEAR_FOR)


class SpasmDay(msgspec.Struct, frozen=True):
    """The spasms of one calendar day: the first of them, and when the earliest word on any of them was written."""

    first: Spasm
    logged: datetime


def spasm_days(spasms: Iterable[Spasm]) -> tuple[SpasmDay, ...]:
    """Spasms by calendar day of their onset, oldest first.

    They share one diary day, and one day is one observation, however often the back cramped on the next (our choice).
    What was written once any of them was logged knew of a spasm, whichever was logged first.
    """
    found: dict[date, SpasmDay] = {}
    for spasm in sorted(spasms, key=_began):
        known = found.get(spasm.onset.date())
        first = known.first if known is not None else spasm
        logged = min(known.logged, spasm.logged, key=_exact) if known is not None else spasm.logged
        found[spasm.onset.date()] = SpasmDay(first, logged)
    return tuple(found.values())


class SpasmWindows(msgspec.Struct, frozen=True):
    """A spasm with the diary days it is compared by. `hazard` is None where nothing was written before it was logged,
    or before another of the same day was.

    Whether a day is complete depends on the box that is asked about, and is not decided here.
    """

    spasm: Spasm
    hazard: DayLog | None
    controls: tuple[DayLog, ...]


def spasm_windows(spasms: Iterable[Spasm], diary: Diary, now: datetime) -> tuple[SpasmWindows, ...]:
    """The windows of all spasms up to `now`, oldest first; of several on one calendar day the first alone counts."""
    known = [spasm for spasm in spasms if spasm.onset <= now]
    times = SpasmTimes(known)
    found: list[SpasmWindows] = []
    for day in spasm_days(known):
        hazard = diary.of(day.first.onset.date() - DAY, before=day.logged)
        found.append(SpasmWindows(day.first, hazard, _controls(day.first, times, diary, now)))
    return tuple(found)


def control_moments(onset: datetime) -> tuple[datetime, ...]:
    """The same clock time, with the onset's own offset from UTC, on the other days of its weekday in its month."""
    # A zone with rules would move the clock time where summer time begins within the month.
    onset = onset.replace(tzinfo=timezone(onset.utcoffset() or timedelta(0)))
    weeks = (onset + n * WEEK for n in range(-4, 5) if n != 0)
    return tuple(moment for moment in weeks if (moment.year, moment.month) == (onset.year, onset.month))


def _controls(spasm: Spasm, times: SpasmTimes, diary: Diary, now: datetime) -> tuple[DayLog, ...]:
    found = []
    for moment in control_moments(spasm.onset):
        # The spasm itself is whole weeks away.
        if moment <= now and times.clear(moment, moment):
            log = diary.of(moment.date() - DAY)
            if log is not None:
                found.append(log)
    return tuple(found)


def _exact(moment: datetime) -> datetime:
    # Two times in one zone with rules would be compared by their clocks, not by the hours between them.
    return moment.astimezone(UTC)


def _written(log: DayLog) -> datetime:
    return _exact(log.at)


def _began(spasm: Spasm) -> datetime:
    return _exact(spasm.onset)
