"""Trying something for two weeks: the fourteen days before against the days from its beginning.

It is no proof. People begin when things are bad, and part of what is bad gets better by itself (regression to the
mean); whoever shows a result says so. Like is compared with like: pain on waking and pain of whole days differ by
themselves, so that both halves are rated in one kind (our choice). A difference of mean pain counts from 2 points or
30 % on (Ostelo 2008); where pain is so low that 30 % of it is less than half a point, from half a point on (our
choice).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Literal

import msgspec

from coach.clock import training_day
from coach.diary import DayLog, DayRating
from coach.happenings import Experiment, ExperimentBegun, ExperimentEnded, Placed
from coach.journal.windows import DAY, diary_days
from coach.plan.person import of_kind
from coach.records import History

LASTS_DAYS = 14
#: Logged days that each half needs for a comparison (our choice).
DAYS_NEEDED = 7
CHANGE_POINTS = 2.0
CHANGE_SHARE = 0.30
CHANGE_AT_LEAST = 0.5

Outcome = Literal["running", "too-little", "less-pain", "more-pain", "no-difference"]
#: What pain was rated of: whole days, or mornings on waking.
Rated = Literal["average", "morning"]


class Half(msgspec.Struct, frozen=True, kw_only=True):
    """Some days: how many they are, and how many of them the journal was there for; on how many it was logged whether
    the thing was done, and on how many it was; on how many pain was rated in one kind, and its mean (0 to 10); how many
    of the days that the journal was there for had a spasm.
    """

    days: int
    covered: int
    logged: int
    done: int
    rated: int
    pain: float | None
    spasm_days: int

    @property
    def enough(self) -> bool:
        """Whether it can be compared."""
        return self.logged >= DAYS_NEEDED and self.rated >= DAYS_NEEDED


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """One experiment. `day` is the day it is in, 1 to 14, while it is running; `last` its last day.

    `rated` is the kind of rating by which both halves are told: whole days where both have enough of them, else
    mornings where both have; where neither is enough, the one of which there is more.
    """

    id: str
    experiment: Experiment
    first: date
    last: date
    day: int | None
    outcome: Outcome
    rated: Rated
    before: Half
    since: Half
    #: Something else was tried in the days before it.
    overlaps: bool


def experiments(history: History, now: datetime) -> tuple[Tried, ...]:
    """All experiments up to `now`, oldest first. One runs at a time: where a new one begins, the one before is over.

    One that was ended on its first day, or was replaced on it, was not tried and is left out.
    """
    today = training_day(now)
    begun = of_kind(history, ExperimentBegun, now)
    ended = {end.of: training_day(end.at) for end in reversed(of_kind(history, ExperimentEnded, now))}
    days = _Days(history)
    found: list[Tried] = []
    for i, start in enumerate(begun):
        first = training_day(start.at)
        last = first + (LASTS_DAYS - 1) * DAY
        stopped = ended.get(start.id)
        if stopped is not None:
            last = min(last, stopped)
        if i + 1 < len(begun):
            last = min(last, training_day(begun[i + 1].at) - DAY)
        if last < first or (stopped == first and last == first):
            continue
        running = stopped is None and today <= last
        spans = ((first - LASTS_DAYS * DAY, first - DAY), (first, min(last, today)))
        rated = days.rated(spans)
        before, since = (days.half(start.experiment, rated, *span) for span in spans)
        found.append(
            Tried(
                id=start.id,
                experiment=start.experiment,
                first=first,
                last=last,
                day=(today - first).days + 1 if running else None,
                outcome="running" if running else _outcome(before, since),
                rated=rated,
                before=before,
                since=since,
                overlaps=any(other.last >= first - LASTS_DAYS * DAY for other in found),
            )
        )
    return tuple(found)


def running(history: History, now: datetime) -> Tried | None:
    """The one that is being tried now."""
    return next((tried for tried in experiments(history, now) if tried.day is not None), None)


def _outcome(before: Half, since: Half) -> Outcome:
    if not before.enough or not since.enough or before.pain is None or since.pain is None:
        return "too-little"
    # A change that is 2 or 30 % by hand shall not fail by the rounding of floats.
    change = round(since.pain - before.pain, 6)
    needed = round(max(CHANGE_AT_LEAST, min(CHANGE_POINTS, CHANGE_SHARE * before.pain)), 6)
    if abs(change) < needed:
        return "no-difference"
    return "less-pain" if change < 0 else "more-pain"


class _Days:
    """The diary, the pain and the spasms of days. Ratings count as logs do: the newest of those written in time."""

    def __init__(self, history: History) -> None:
        self._diary = diary_days(history)
        self._ratings: dict[tuple[date, Rated], DayRating] = {}
        for rating in history.ratings:
            known = self._ratings.get((rating.day, rating.kind))
            if rating.in_time and (known is None or rating.at >= known.at):
                self._ratings[rating.day, rating.kind] = rating
        self._spasm_days = frozenset(training_day(spasm.onset) for spasm in history.spasms)
        self._begins = _journal_begins(history)

    def rated(self, spans: tuple[tuple[date, date], ...]) -> Rated:
        """The kind of rating in which the halves can be compared, or comes nearest to it."""
        kinds: tuple[Rated, ...] = ("average", "morning")
        least = {kind: min(len(self._pains(kind, _span(*span))) for span in spans) for kind in kinds}
        if least["average"] >= DAYS_NEEDED:
            return "average"
        return "morning" if least["morning"] > least["average"] else "average"

    def half(self, experiment: Experiment, rated: Rated, first: date, last: date) -> Half:
        days = _span(first, last)
        covered = [day for day in days if self._begins is not None and day >= self._begins]
        done = [_done(experiment, log) for day in days if (log := self._diary.of(day)) is not None]
        pains = self._pains(rated, days)
        return Half(
            days=len(days),
            covered=len(covered),
            logged=sum(one is not None for one in done),
            done=sum(one is True for one in done),
            rated=len(pains),
            pain=fmean(pains) if pains else None,
            spasm_days=sum(day in self._spasm_days for day in covered),
        )

    def _pains(self, rated: Rated, days: list[date]) -> list[int]:
        return [self._ratings[day, rated].pain for day in days if (day, rated) in self._ratings]


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _journal_begins(history: History) -> date | None:
    """The day on which anything was first written down: of the days before, nobody would have told of a spasm."""
    written = (
        *(rating.at for rating in history.ratings),
        *(log.at for log in history.day_logs),
        *(spasm.logged for spasm in history.spasms),
        *(played.start.started for played in history.sessions),
        *(one.at for kind in (Placed, ExperimentBegun) for one in of_kind(history, kind)),
    )
    return min((training_day(at) for at in written), default=None)


def _done(experiment: Experiment, log: DayLog) -> bool | None:
    """Whether a day was as the experiment wants it; None where nobody said. A night counts with the day after it."""
    said, wanted = {
        "breaks": (log.breaks, "often"),
        "walking": (log.walking, "plenty"),
        "sleep": (log.sleep, "well"),
    }[experiment]
    return None if said is None else said == wanted
