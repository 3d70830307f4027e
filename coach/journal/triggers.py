"""What was more or less common on the days before spasms than on other days of the same person, factor by factor.

This is association, never cause, and early signs of a flare are no factors: they may be its beginning. A factor is
shown by how much there is: counts alone, a hint, or an odds ratio with its interval. It is a possible pattern only if
the interval leaves 1 out and the test stands among all factors (Benjamini and Hochberg, 10 %).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from statistics import fmean
from typing import Literal

import msgspec

from coach.diary import DayLog
from coach.journal.exact import Interval, MatchedSet, interval, odds_ratio, p_value, survivors
from coach.journal.windows import SpasmWindows, diary_days, spasm_windows
from coach.library.practice import PROGRAM
from coach.plan.seen import BESIDE_THE_PLAN
from coach.records import History, PlayedSession

FactorId = Literal[
    "long-sitting", "few-breaks", "long-drive", "heavy-lifting", "awkward", "hard-activity", "distracted",
    "poor-sleep", "high-stress", "drank-little", "walked", "session",
]  # fmt: skip
Shown = Literal["counts", "hint", "measured"]
Verdict = Literal["pattern", "protector", "none"]

#: From this many usable spasms on there is an early hint, and from this many an odds ratio.
HINT_FROM = 6
MEASURED_FROM = 10
#: An odds ratio needs this many sets that tell something: fewer cannot reach p = 0.05 even if all point one way.
INFORMATIVE_FROM = 6
#: Of what is called a possible pattern, this share may be chance.
FALSE_DISCOVERIES = 0.10


class FactorResult(msgspec.Struct, frozen=True, kw_only=True):
    """One factor over all usable spasms: those with this box filled in the day before and on at least one control.

    `hazards` counts spasms that followed a day with the factor. `usual` is the mean over the spasms of the share of
    their control days that had it, `usual_days` of `usual_of` the same as plain counts. Spasms of one weekday and month
    share control days, which are counted for each of them there; `distinct_days` of `distinct_of` counts every day
    once. `ratio` (None, or infinite: see `odds_ratio`) and `limits` are there where the state is "measured" only. `p`
    is the exact two-sided one.
    """

    factor: FactorId
    spasms: int
    hazards: int
    usual: float
    usual_days: int
    usual_of: int
    distinct_days: int
    distinct_of: int
    informative: int
    p: float
    stands: bool
    shown: Shown
    verdict: Verdict = "none"
    ratio: float | None = None
    limits: Interval | None = None

    @property
    def share(self) -> float:
        """Share of the usable spasms that followed a day with the factor; 0 without spasms."""
        return self.hazards / self.spasms if self.spasms else 0.0

    @property
    def distinct_share(self) -> float:
        """Share of the compared days, each counted once, that had the factor; 0 without days."""
        return self.distinct_days / self.distinct_of if self.distinct_of else 0.0

    @property
    def shares_controls(self) -> bool:
        """Whether any two usable spasms are compared with the same day."""
        return self.distinct_of < self.usual_of


class Triggers(msgspec.Struct, frozen=True):
    """All factors in a fixed order. `spasms` is how many days with spasms the journal holds, `with_diary` how many of
    them have a diary of the day before that was written before the spasm was logged.
    """

    spasms: int
    with_diary: int
    factors: tuple[FactorResult, ...]


def triggers(history: History, now: datetime) -> Triggers:
    """Compare the days before all spasms up to `now` with their controls."""
    windows = spasm_windows(history.spasms, diary_days(history), now)
    trained = frozenset(s.day for s in history.sessions if s.lines_done and _training(s))
    asked = {factor: _sets(windows, present, trained) for factor, present in _PRESENT.items()}
    p_values = [p_value(one.sets) for one in asked.values()]
    stand = survivors(p_values, FALSE_DISCOVERIES)
    results = (
        _result(factor, one, p, stands) for (factor, one), p, stands in zip(asked.items(), p_values, stand, strict=True)
    )
    return Triggers(len(windows), sum(w.hazard is not None for w in windows), tuple(results))


class _Asked(msgspec.Struct, frozen=True):
    """The usable sets of a factor, and what their control days say of it, each day once."""

    sets: list[MatchedSet]
    days: dict[date, bool]


def _sets(
    windows: tuple[SpasmWindows, ...],
    present: Callable[[DayLog, frozenset[date]], bool | None],
    trained: frozenset[date],
) -> _Asked:
    asked = _Asked([], {})
    for window in windows:
        hazard = present(window.hazard, trained) if window.hazard is not None else None
        controls = {log.day: there for log in window.controls if (there := present(log, trained)) is not None}
        if hazard is not None and controls:
            asked.sets.append(MatchedSet(hazard, sum(controls.values()), len(controls)))
            asked.days.update(controls)
    return asked


def _result(factor: FactorId, asked: _Asked, p: float, stands: bool) -> FactorResult:
    sets = asked.sets
    informative = sum(one.informative for one in sets)
    shown: Shown = "counts"
    if len(sets) >= MEASURED_FROM:
        shown = "measured" if informative >= INFORMATIVE_FROM else "counts"
    elif len(sets) >= HINT_FROM:
        shown = "hint"
    limits = interval(sets) if shown == "measured" else None
    verdict: Verdict = "none"
    if limits is not None and stands and limits.without(1):
        verdict = "pattern" if limits.low > 1 else "protector"
    return FactorResult(
        factor=factor,
        spasms=len(sets),
        hazards=sum(one.hazard for one in sets),
        usual=fmean(one.exposed / one.of for one in sets) if sets else 0.0,
        usual_days=sum(one.exposed for one in sets),
        usual_of=sum(one.of for one in sets),
        distinct_days=sum(asked.days.values()),
        distinct_of=len(asked.days),
        informative=informative,
        p=p,
        stands=stands,
        shown=shown,
        verdict=verdict,
        ratio=odds_ratio(sets) if shown == "measured" else None,
        limits=limits,
    )


def _box(field: str, value: str) -> Callable[[DayLog, frozenset[date]], bool | None]:
    def present(log: DayLog, _trained: frozenset[date]) -> bool | None:
        said: str | None = getattr(log, field)
        return None if said is None else said == value

    return present


def _happened(what: str) -> Callable[[DayLog, frozenset[date]], bool | None]:
    def present(log: DayLog, _trained: frozenset[date]) -> bool | None:
        return None if log.happened is None else what in log.happened

    return present


def _training(played: PlayedSession) -> bool:
    """First aid, desk breaks and single exercises are no training: they are done in pain, or in passing."""
    return played.start.session_id not in BESIDE_THE_PLAN and played.start.program_id != PROGRAM


def _session(log: DayLog, trained: frozenset[date]) -> bool | None:
    """Sessions are recorded by themselves: on a day with any log, none recorded is none done."""
    return log.day in trained


#: Whether a factor was there on a day; None where its box was left open.
_PRESENT: dict[FactorId, Callable[[DayLog, frozenset[date]], bool | None]] = {
    "long-sitting": _box("sitting", "long"),
    "few-breaks": _box("breaks", "few"),
    "long-drive": _happened("long-drive"),
    "heavy-lifting": _box("lifting", "heavy"),
    "awkward": _happened("awkward"),
    "hard-activity": _happened("hard-activity"),
    "distracted": _happened("distracted"),
    "poor-sleep": _box("sleep", "badly"),
    "high-stress": _box("stress", "high"),
    "drank-little": _box("drink", "little"),
    "walked": _box("walking", "plenty"),
    "session": _session,
}
