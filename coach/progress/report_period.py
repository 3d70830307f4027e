"""The period of a report: what was known at its end, and what lies within it. Worked out once for all sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coach.clock import DAY_TURNS_AT_HOUR, training_day
from coach.diary import Spasm, written_in_time
from coach.happenings import AnyHappening, Placed, PlayedElsewhere, ScoreTold
from coach.library.library import Library
from coach.library.practice import PROGRAM
from coach.plan.derived import seen_of
from coach.plan.person import of_kind, placed
from coach.plan.safety import signs
from coach.plan.seen import BESIDE_THE_PLAN, Seen
from coach.plan.walk import Walk, walk
from coach.progress.report_held import held_spans
from coach.records import History, PlayedSession

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """`history` ends with the period, so that the plan stands where it stood then; `whole` is all of it, up to `now`.

    `started` are all sessions that were begun in the period, `plan` those of the plan in which an exercise was
    completed, as the plan sees them. `began` is the first day with a record that was written in time, `plan_began` the
    first day of the plan. `asks` says how many sessions the plan asked for on each day; on the `held` days safety held
    them, and none is asked for.
    """

    first: date
    last: date
    end: datetime
    now: datetime
    history: History
    whole: History
    library: Library
    walked: Walk
    started: tuple[PlayedSession, ...]
    plan: tuple[Seen, ...]
    spasms: tuple[Spasm, ...]
    began: date | None
    plan_began: date | None
    asks: tuple[float, ...]
    held: int

    @property
    def days(self) -> int:
        """How long it is, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def recorded_from(self) -> date:
        """Its first day of which there can be a record."""
        return max(self.first, self.began) if self.began is not None else self.first

    @property
    def recorded_days(self) -> int:
        """Its days of which there can be a record."""
        return (self.last - self.recorded_from).days + 1

    @property
    def done(self) -> tuple[Seen, ...]:
        """The sessions of the plan of which enough was completed to count."""
        return tuple(seen for seen in self.plan if seen.counts)

    @property
    def training(self) -> tuple[PlayedSession, ...]:
        """The sessions begun that are more than first aid, a desk break or a single exercise."""
        return tuple(played for played in self.started if is_training(played))

    def holds(self, day: date) -> bool:
        """Whether a training day lies within it."""
        return self.first <= day <= self.last


def period_of(history: History, library: Library, first: date, last: date, now: datetime) -> Period:
    """The days from `first` to `last`; days that have not come yet are cut off."""
    last = max(first, min(last, training_day(now)))
    known = history if last >= training_day(now) else _until(history, last)
    end = min(now, _end(known, last, now))
    walked = walk(known, library, end, safe=signs(known, library.screening).verdict == "clear")
    seen = seen_of(known, library, training_day(end))
    plan = tuple(one for one in seen if one.part_id is not None and first <= one.day <= last)
    plan_began = _plan_began(known)
    asks, held = _asks(known, walked, plan_began, plan, first, last)
    return Period(
        first=first,
        last=last,
        end=end,
        now=now,
        history=known,
        whole=history,
        library=library,
        walked=walked,
        started=tuple(played for played in known.sessions if first <= played.day <= last),
        plan=plan,
        spasms=tuple(spasm for spasm in known.spasms if first <= training_day(spasm.onset) <= last),
        began=first_record(known),
        plan_began=plan_began,
        asks=asks,
        held=held,
    )


def is_training(played: PlayedSession) -> bool:
    """First aid, desk breaks and single exercises are no training: they are done in pain, or in passing."""
    return played.start.session_id not in BESIDE_THE_PLAN and played.start.program_id != PROGRAM


def first_record(history: History) -> date | None:
    """The first day with a record that was written in time; what was told later of long ago is no diary."""
    found = [played.day for played in history.sessions[:1]]
    found += [training_day(answers.at) for answers in history.screenings[:1]]
    found += [training_day(told.at) for told in of_kind(history, Placed)[:1]]
    first = min(found, default=date.max)
    # Only what would be earlier than all that is asked whether it was written in time: there are thousands of ratings.
    for rated in (history.ratings, history.day_logs):
        first = min((one.day for one in rated if one.day < first and one.in_time), default=first)
    onsets = ((training_day(spasm.onset), spasm.logged) for spasm in history.spasms)
    first = min((day for day, logged in onsets if day < first and written_in_time(day, logged)), default=first)
    return None if first == date.max else first


def _plan_began(history: History) -> date | None:
    """The day on which the person was placed, else that of their first session of the plan."""
    told = placed(history)
    if told is not None:
        return training_day(told.at)
    return next((s.day for s in history.sessions if s.start.part_id is not None and s.lines_done), None)


def _asks(
    history: History, walked: Walk, began: date | None, plan: Iterable[Seen], first: date, last: date
) -> tuple[tuple[float, ...], int]:
    """For each day the sessions that the part of that day asks for, and on how many days safety held them instead.

    Nothing is asked for before the plan was begun. A day with a session in spite of all is no held day.
    """
    if began is None:
        return (0.0,) * ((last - first).days + 1), 0
    steps = walked.ladder.steps
    starts = [training_day(move.at) for move in walked.moves]
    goals = [steps[move.to].part.week_goal / 7 for move in walked.moves]
    busy = {one.day for one in plan}
    held = set(_days_of(held_spans(history, walked.library.screening), max(first, began), last)) - busy
    asks = []
    day = first
    while day <= last:
        goal = goals[max(0, bisect_right(starts, day) - 1)] if day >= began and day not in held else 0.0
        asks.append(goal)
        day += DAY
    return tuple(asks), len(held)


def _days_of(spans: Iterable[tuple[date, date | None]], first: date, last: date) -> Iterable[date]:
    for begin, end in spans:
        day = max(begin, first)
        while day <= last and (end is None or day < end):
            yield day
            day += DAY


# -- what was known ------------------------------------------------------------------------------------------------


def _until(history: History, last: date) -> History:
    """What had happened by the end, by the training day of each entry in its own time zone; what was told later of an
    earlier day is still of that day.
    """
    return History(
        sessions=tuple(s for s in history.sessions if s.day <= last),
        screenings=tuple(s for s in history.screenings if training_day(s.at) <= last),
        clearances=tuple(c for c in history.clearances if training_day(c.at) <= last),
        happenings=tuple(h for h in history.happenings if _day_of(h) <= last),
        ratings=tuple(r for r in history.ratings if r.day <= last),
        spasms=tuple(s for s in history.spasms if training_day(s.onset) <= last),
        day_logs=tuple(log for log in history.day_logs if log.day <= last),
    )


def _day_of(happening: AnyHappening) -> date:
    match happening:
        case PlayedElsewhere():
            return happening.day
        case ScoreTold():
            return happening.taken
        case _:
            return training_day(happening.at)


def _end(known: History, last: date, now: datetime) -> datetime:
    """The moment at which the last day ends; in a zone farther west than here, it ends later."""
    ends = [datetime.combine(last + DAY, time(DAY_TURNS_AT_HOUR), now.tzinfo)]
    ends += [played.last_at for played in known.sessions[-1:]]
    ends += [answers.at for answers in known.screenings[-1:]]
    ends += [told.at for told in known.happenings if training_day(told.at) <= last]
    return max(ends)
