"""What the house of cards looks at: sessions by what they did for each card, the part and the person at a moment."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

import msgspec

from coach.clock import training_day
from coach.diary import DayLog, newest_logs
from coach.happenings import Direction, Tested
from coach.library.kinds import Circumstance, Equipment
from coach.library.library import Library
from coach.library.supports import Support, Supports
from coach.plan.capacity import PAIN_DURING_AT_MOST
from coach.plan.derived import diary_of
from coach.plan.ladder import Step, ladder_of
from coach.plan.neglect import planned
from coach.plan.pain import PainDiary
from coach.plan.person import about, direction, of_kind, placed, told_circumstances
from coach.plan.seen import BESIDE_THE_PLAN, seen_sessions
from coach.plan.walk import Move
from coach.records import History, PlayedSession
from coach.session.events import Eased, Hurt, LineDone

DESK_BREAK = "desk-break"


class Worked(msgspec.Struct, frozen=True):
    """What a session did: the cards whose work was completed, those it had, and those that were reached and left.

    `trained`: an exercise was completed, whatever it was for.
    """

    day: date
    trained: bool
    done: frozenset[str]
    had: frozenset[str]
    left: frozenset[str]


class Person(msgspec.Struct, frozen=True):
    """What closes exercises to the person: circumstances, equipment that is not at hand, the worse direction."""

    circumstances: frozenset[Circumstance]
    without: frozenset[Equipment]
    worse: Direction


class Record:
    """A history indexed once. A question that takes a moment is answered with what was known at that moment."""

    def __init__(
        self, history: History, library: Library, supports: Supports, moves: Sequence[Move], now: datetime
    ) -> None:
        self.history, self.library, self.supports, self.now = history, library, supports, now
        self._moves = sorted((move for move in moves if move.at <= now), key=lambda move: move.at)
        self._ladder = ladder_of(library)
        self._all_days = [played.day for played in history.sessions]
        self._worked: dict[str, Worked] = {}
        self._shares: dict[tuple[str, int | None, Person], float] = {}
        self._cards_of: dict[str, frozenset[str]] = {}
        for card in supports.cards:
            for exercise in card.work.exercises if card.work is not None else ():
                self._cards_of[exercise] = self._cards_of.get(exercise, frozenset()) | {card.id}

    # -- sessions --------------------------------------------------------------------------------------------

    def between(self, first: date, last: date, at: datetime) -> list[PlayedSession]:
        """The sessions of these training days, both included, that were over at a moment."""
        low, high = bisect_left(self._all_days, first), bisect_right(self._all_days, last)
        return [played for played in self.history.sessions[low:high] if played.last_at <= at]

    def worked(self, played: PlayedSession) -> Worked:
        """What a session did for each card. First aid and desk breaks did nothing: they are no training."""
        own = played.start.id
        if own not in self._worked:
            self._worked[own] = self._look(played)
        return self._worked[own]

    @cached_property
    def first_work(self) -> date | None:
        """The first training day on which an exercise was completed in a session that counts as training."""
        own = (s for s in self.history.sessions if s.lines_done and s.start.session_id not in BESIDE_THE_PLAN)
        return next((played.day for played in own), None)

    def in_reach_since(self, card: Support, at: datetime, person: Person) -> date | None:
        """Since when a card could be worked on: by a session that had it, or by a level of the plan that has it."""
        days = []
        first = self._first_had.get(card.id)
        if first is not None and first <= training_day(at):
            days.append(first)
        entered = (move.at for move in self._moves if move.at <= at and self.share(card, self._step(move), person))
        since = next(entered, None)
        if since is not None:
            days.append(training_day(since))
        return min(days, default=None)

    def good_since(self, onset: datetime, at: datetime) -> int:
        """How many sessions of the plan since a spasm counted and were not red, as far as was known at a moment."""
        first = bisect_left(self._all_days, training_day(onset))
        later = tuple(s for s in self.history.sessions[first:] if onset < s.start.started and s.last_at <= at)
        seen = seen_sessions(
            msgspec.structs.replace(self.history, sessions=later), self.library, self._ladder, self._diary
        )
        return sum(one.not_red_at(at) for one in seen)

    def desk_breaks(self, first: date, last: date, at: datetime) -> dict[date, int]:
        """How many desk breaks were played on each day."""
        found: dict[date, int] = {}
        for played in self.between(first, last, at):
            if played.start.session_id == DESK_BREAK and played.lines_done:
                found[played.day] = found.get(played.day, 0) + 1
        return found

    # -- the plan and the person -----------------------------------------------------------------------------

    def step(self, at: datetime) -> Step | None:
        """The step of the plan at which the person stood."""
        i = bisect_right(self._moves, at, key=lambda move: move.at)
        return self._step(self._moves[i - 1]) if i else None

    def share(self, card: Support, step: Step | None, person: Person) -> float:
        """In which share of the sessions of a step the card is worked on by this person, 0 to 1."""
        asked = card.id, step.index if step is not None else None, person
        if asked not in self._shares:
            sessions = self._sessions_of(step)
            open_to = sum(bool(self.open_exercises(card, own, person)) for own in sessions)
            self._shares[asked] = open_to / max(1, len(sessions))
        return self._shares[asked]

    def restacking(self, card: Support, step: Step | None, person: Person) -> str | None:
        """An exercise of the step's sessions that works on the card and is open to the person."""
        found = (own for session in self._sessions_of(step) for own in self.open_exercises(card, session, person))
        return next(found, None)

    def open_exercises(self, card: Support, session_id: str, person: Person) -> tuple[str, ...]:
        """The card's exercises in a session that neither circumstance, direction nor equipment closes."""
        wanted = card.work.exercises if card.work is not None else ()
        lines = self.library.session(session_id).lines
        return tuple(line.exercise for line in lines if line.exercise in wanted and self._open(line.exercise, person))

    def person(self, at: datetime, more: frozenset[Circumstance] = frozenset()) -> Person:
        """Who the person was at a moment; `more` are circumstances that hold beside those that were told."""
        told = about(self.history, at)
        without = frozenset(told.without) if told is not None else frozenset()
        return Person(told_circumstances(told) | more, without, direction(self.history, self.library, at))

    # -- what was told ---------------------------------------------------------------------------------------

    def logs(self, first: date, last: date, at: datetime) -> list[DayLog]:
        """The logs of these days that were written in time and by a moment, the newest day first."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        logs = (log for day in days for log in self._logs_of.get(day, ()) if log.at <= at and log.in_time)
        return [log for _day, log in sorted(newest_logs(logs).items(), reverse=True)]

    def last_spasm(self, at: datetime) -> datetime | None:
        """The newest onset that was known at a moment, the one told at the placement among them."""
        onsets = [spasm.onset for spasm in self.history.spasms if spasm.logged <= at]
        where = placed(self.history)
        if where is not None and where.last_spasm is not None and where.at <= at:
            onsets.append(where.last_spasm)
        return max((onset for onset in onsets if onset <= at), default=None)

    def tests(self, ids: Sequence[str], at: datetime) -> list[Tested]:
        """The results of these tests, oldest first; what hurt too much says nothing about capacity."""
        return [
            t
            for t in of_kind(self.history, Tested, at)
            if t.test in ids and t.ended != "pain" and (t.pain_worst is None or t.pain_worst <= PAIN_DURING_AT_MOST)
        ]

    # -- inside ----------------------------------------------------------------------------------------------

    @cached_property
    def _diary(self) -> PainDiary:
        return diary_of(self.history, training_day(self.now))

    @cached_property
    def _logs_of(self) -> dict[date, list[DayLog]]:
        """All versions of each day, in the order in which they were written."""
        found: dict[date, list[DayLog]] = {}
        for log in self.history.day_logs:
            found.setdefault(log.day, []).append(log)
        return found

    @cached_property
    def _first_had(self) -> dict[str, date]:
        """The first day on which a session had each card."""
        found: dict[str, date] = {}
        wanted = {card.id for card in self.supports.cards if card.work is not None}
        for played in self.history.sessions:
            if len(found) == len(wanted):
                break
            if played.start.session_id in BESIDE_THE_PLAN:
                continue
            for exercise in planned(played):
                for card in self._cards_of.get(exercise, ()):
                    found.setdefault(card, played.day)
        return found

    def _look(self, played: PlayedSession) -> Worked:
        if played.start.session_id in BESIDE_THE_PLAN:
            return Worked(played.day, False, frozenset(), frozenset(), frozenset())
        exercises = planned(played)
        done: set[str] = set()
        for event in played.events:
            if isinstance(event, LineDone):
                done |= self._cards_of.get(event.exercise, frozenset())
                if event.line < len(exercises):
                    done |= self._cards_of.get(exercises[event.line], frozenset())
        # "That hurts" is a reason, and a line that was never reached was not left out.
        hurt = {event.line for event in played.events if isinstance(event, Hurt | Eased)}
        last = max((event.line for event in played.events if hasattr(event, "line")), default=-1)
        had: set[str] = set()
        spared: set[str] = set()
        for index, exercise in enumerate(exercises if played.start.part_id is not None else ()):
            own = self._cards_of.get(exercise, frozenset())
            if index > last and not played.finished:
                break
            had |= own
            if index in hurt:
                spared |= own
        trained = bool(played.lines_done)
        return Worked(played.day, trained, frozenset(done), frozenset(had), frozenset(had - done - spared))

    def _step(self, move: Move) -> Step:
        return self._ladder.steps[move.to]

    @staticmethod
    def _sessions_of(step: Step | None) -> tuple[str, ...]:
        if step is None:
            return ()
        return step.part.levels if step.part.alternate else (step.session_id,)

    def _open(self, exercise_id: str, person: Person) -> bool:
        exercise = self.library.exercises[exercise_id]
        if any(c.measure == "avoid" and c.when in person.circumstances for c in exercise.cautions):
            return False
        if person.without.intersection(exercise.equipment):
            return False
        swaps = exercise.swaps
        bent_back = person.worse in ("extension", "both") and swaps.extension_worse is not None
        bent_forward = person.worse in ("flexion", "both") and swaps.flexion_worse is not None
        return not (bent_back or bent_forward)


def window(at: datetime, days: int) -> tuple[date, date]:
    """The first and the last training day of a window: so many full days, and the day of the moment, which is not over.

    Without the full days somebody who trains in the evening would lose a day each morning.
    """
    last = training_day(at)
    return last - timedelta(days=days), last
