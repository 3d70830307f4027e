"""A small language to write down what happened: days with sessions and colours, mornings, spasms, answers, tests.

Day 0 is Monday, 2 March 2026. A day's morning rating is at 7, its session at 9, its rating of the whole day at 20
o'clock; the other entries take an hour. Colours: `g` green, `a` amber, `r` red, `u` without a check-in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Self

import msgspec

from coach.diary import DayRating, Spasm
from coach.happenings import (
    AboutMe,
    AnyHappening,
    DirectionTold,
    LegTold,
    MovedByHand,
    MovementAnswer,
    MovementChecked,
    Placed,
    ScoreTold,
    Swapped,
    Tested,
)
from coach.library.library import Library
from coach.library.programs import Session
from coach.library.read import read_library
from coach.paths import bundled
from coach.records import CheckIn, Clearance, History, PlayedSession, ScreeningAnswers, SessionStart
from coach.session.events import AnyEvent, Eased, Finished, Hurt, LineDone, LineSkipped, SegmentDone, Stopped
from tests.making import ZONE

MONDAY = date(2026, 3, 2)
PART_OF = {"calm": "1A", "unlock": "1B", "realign": "2", "recondition": "3", "keep": "4"}
#: Pain before and at its worst. In stage 1A red needs a rise of 2 to above 5.
PAIN: dict[str, tuple[int, int] | None] = {"g": (2, 2), "a": (4, 4), "r": (4, 7), "u": None}
#: A test that reached little: the next tests are not due, and no gate opens by it.
WEAK_TEST = ("front-plank-knees", 5)
EACH_SIDE = ("side-plank-knees", "side-plank-feet", "bird-dog-holds")


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def moment(n: int, hour: float = 8.0) -> datetime:
    """A time of day `n`, hours with their fraction."""
    return datetime.combine(day(n), time(0), ZONE) + timedelta(hours=hour)


@cache
def library() -> Library:
    """The bundled library."""
    return read_library(bundled("data"))


def days_of(days: int | Iterable[int]) -> tuple[int, ...]:
    return (days,) if isinstance(days, int) else tuple(days)


class Story:
    """Grows by one entry a call. `history(now)` adds clean safety answers unless `asks_safety()` was said."""

    def __init__(self) -> None:
        self.sessions: list[PlayedSession] = []
        self.happenings: list[AnyHappening] = []
        self.ratings: list[DayRating] = []
        self.spasms: list[Spasm] = []
        self.screenings: list[ScreeningAnswers] = []
        self.clearances: list[Clearance] = []
        self.clean_answers = True

    def _own(self) -> str:
        count = len(self.sessions) + len(self.happenings) + len(self.ratings) + len(self.spasms)
        return f"{count + len(self.screenings) + len(self.clearances):032x}"

    def _tell(self, kind: type[AnyHappening], n: int, hour: float, **rest: Any) -> Self:
        self.happenings.append(kind(id=self._own(), at=moment(n, hour), **rest))
        return self

    # -- who, and where from --

    def placed(
        self, pain: float, *, checks: str = "not-tried", spasm_hours_ago: float | None = None, begin: str | None = None
    ) -> Self:
        """The placement on day 0 at 6 o'clock."""
        last = moment(0, 6) - timedelta(hours=spasm_hours_ago) if spasm_hours_ago is not None else None
        return self._tell(Placed, 0, 6, usual_pain=pain, checks=checks, last_spasm=last, begin=begin)

    def moved(self, to: str, n: int = 0, because: str = "clinician", hour: float = 6.5) -> Self:
        return self._tell(MovedByHand, n, hour, to=to, because=because, note="So I was told.")

    def me(self, **rest: Any) -> Self:
        """Birth year, sex, wake time, circumstances, equipment not at hand: on day 0."""
        return self._tell(AboutMe, 0, 5, **rest)

    def worse(self, direction: str, n: int = 0) -> Self:
        return self._tell(DirectionTold, n, 6, worse=direction)

    # -- what was done --

    def train(
        self,
        session_id: str,
        days: int | Iterable[int],
        colours: str = "g",
        *,
        pain: tuple[int, int] | None = None,
        leg: bool = False,
        settled: bool | None = True,
        done: int | None = None,
        eased: int = 0,
        skip: Iterable[str] = (),
        hurt: str | None = None,
        instead: dict[str, str] | None = None,
        hour: float = 9,
    ) -> Self:
        """One session on each day; the colours in turn, one for all where there is one.

        `done` is how many lines were completed, the last `eased` of them in an easier form; `skip` are exercises that
        were left, `hurt` one at which "that hurts" was said with 4, `instead` exercises the session had others for.
        """
        for i, n in enumerate(days_of(days)):
            peak = pain if pain is not None else PAIN[colours[i % len(colours)]]
            session = _with_others(library().session(session_id), instead or {})
            events = _events(session, done, eased, frozenset(skip), hurt)
            self._played(session, moment(n, hour), (*events, Finished(at_ms=session.total_ms)), peak, leg, settled)
        return self

    def broke_off(self, session_id: str, n: int, hour: float, *, hurt: int | None = None) -> Self:
        """A session left in its middle; with `hurt`, by a "that hurts" of this strength."""
        session = library().session(session_id)
        events: list[AnyEvent] = [SegmentDone(at_ms=20_000, index=0)]
        if hurt is not None:
            events.append(Hurt(at_ms=25_000, line=0, exercise=session.lines[0].exercise, pain=hurt))
        self._played(session, moment(n, hour), tuple(events), None, False, None)
        return self

    def stopped(self, session_id: str, n: int, hour: float) -> Self:
        """A session ended by the stop rules."""
        events = (SegmentDone(at_ms=20_000, index=0), Stopped(at_ms=25_000, reason="stop-rule"))
        self._played(library().session(session_id), moment(n, hour), events, None, False, None)
        return self

    def _played(
        self,
        session: Session,
        at: datetime,
        events: tuple[AnyEvent, ...],
        pain: tuple[int, int] | None,
        leg: bool,
        settled: bool | None,
    ) -> None:
        own = self._own()
        program = library().program_of(session.id)
        start = SessionStart(
            id=own,
            session_id=session.id,
            program_id=program.id,
            part_id=PART_OF.get(program.id),
            shorter=False,
            first_side="right",
            lines=len(session.lines),
            template=msgspec.json.encode(session).decode(),
            started=at,
            pain_before=pain[0] if pain is not None else None,
        )
        check_in = None
        if pain is not None:
            check_in = CheckIn(
                session=own,
                at=at + timedelta(minutes=35),
                pain_before=pain[0],
                pain_worst=pain[1],
                pain_now=pain[0],
                leg_symptoms=leg,
                settled=settled if pain[1] in (4, 5) else None,
            )
        self.sessions.append(
            PlayedSession(start=start, events=events, last_at=at + timedelta(minutes=30), check_in=check_in)
        )

    # -- how it was --

    def mornings(self, days: int | Iterable[int], *pains: int, sore: bool = False) -> Self:
        """A morning rating on each day, the pains in turn."""
        return self._rated("morning", days, pains, 7, sore)

    def averages(self, days: int | Iterable[int], *pains: int, hour: float = 20) -> Self:
        """A rating of the whole day on each day, the pains in turn."""
        return self._rated("average", days, pains, hour, False)

    def pain(self, days: int | Iterable[int], *pains: int) -> Self:
        """Morning and whole day alike."""
        return self.mornings(days, *pains).averages(days, *pains)

    def _rated(self, kind: Any, days: int | Iterable[int], pains: tuple[int, ...], hour: float, sore: bool) -> Self:
        for i, n in enumerate(days_of(days)):
            pain = pains[i % len(pains)]
            at = moment(n, hour)
            self.ratings.append(DayRating(id=self._own(), day=day(n), at=at, kind=kind, pain=pain, sore=sore))
        return self

    def spasm(self, n: int, hour: float = 10) -> Self:
        """A spasm, written down ten minutes later."""
        onset = moment(n, hour)
        self.spasms.append(Spasm(id=self._own(), onset=onset, logged=onset + timedelta(minutes=10)))
        return self

    # -- answers and tests --

    def can(self, part: str, n: int, *, pain: int = 2, hour: float = 18, **others: int | bool) -> Self:
        """The movement check of a part: all done with this pain; `others` by id: another pain, or False: not done."""
        gate = next(p.gate for p in library().plan.parts if p.id == part)
        assert gate is not None
        answers = {}
        for movement in gate.movements:
            other = others.get(movement.id.replace("-", "_"), pain)
            given = None if movement.pain_at_most is None or other is False else int(other)
            answers[movement.id] = MovementAnswer(done=other is not False, pain=given)
        return self._tell(MovementChecked, n, hour, part=part, answers=answers)

    def tested(self, n: int, test: str, *values: float, hour: float = 18) -> Self:
        """A test; two values are right and left."""
        sides = ("right", "left") if test in EACH_SIDE else (None,)
        for side, value in zip(sides, values, strict=True):
            self._tell(Tested, n, hour, test=test, value=value, side=side, pain_before=1, pain_worst=1, ended="done")
        return self

    def weak_test(self, n: int = 0) -> Self:
        return self.tested(n, *WEAK_TEST, hour=6.8)

    def score(self, n: int, score: int) -> Self:
        return self._tell(ScoreTold, n, 19, score=score)

    def swapped(self, n: int, session_id: str, out: str, into: str) -> Self:
        """The person's own swap of the day."""
        return self._tell(Swapped, n, 6, day=day(n), session_id=session_id, out=out, into=into)

    def leg_came_with(self, exercise: str, n: int) -> Self:
        """Which exercise the leg symptoms of the last session told came with."""
        return self._tell(LegTold, n, 7.5, session=self.sessions[-1].start.id, exercise=exercise)

    def asks_safety(self) -> Self:
        """From here on only the safety answers that are told count."""
        self.clean_answers = False
        return self

    def answered(self, n: int, hour: float = 6, *yes: str) -> Self:
        asked = tuple(q.id for q in library().screening.questions)
        version = library().screening.version
        self.screenings.append(
            ScreeningAnswers(
                id=self._own(), at=moment(n, hour), version=version, context="weekly", asked=asked, yes=yes
            )
        )
        return self

    def cleared(self, n: int, hour: float = 6) -> Self:
        self.clearances.append(Clearance(id=self._own(), at=moment(n, hour), note="All well."))
        return self

    def history(self, now: datetime) -> History:
        """All of it, oldest first."""
        screenings = list(self.screenings)
        if self.clean_answers:
            told = Story().answered(0, 5)
            for n in range(7, (now.date() - MONDAY).days, 7):
                told.answered(n, 5)
            last = msgspec.structs.replace(told.screenings[0], id="last", at=now - timedelta(minutes=1))
            screenings += [*told.screenings, last]
        return History(
            sessions=tuple(sorted(self.sessions, key=lambda s: s.start.started)),
            screenings=tuple(sorted(screenings, key=lambda s: s.at)),
            clearances=tuple(self.clearances),
            happenings=tuple(sorted(self.happenings, key=lambda h: h.at)),
            ratings=tuple(sorted(self.ratings, key=lambda r: r.at)),
            spasms=tuple(sorted(self.spasms, key=lambda s: s.onset)),
        )


def _with_others(session: Session, instead: dict[str, str]) -> Session:
    lines = (
        msgspec.structs.replace(line, exercise=instead.get(line.exercise, line.exercise)) for line in session.lines
    )
    return msgspec.structs.replace(session, lines=tuple(lines))


def _events(
    session: Session, done: int | None, eased: int, skip: frozenset[str], hurt: str | None
) -> tuple[AnyEvent, ...]:
    until = len(session.lines) if done is None else done
    events: list[AnyEvent] = []
    for i, line in enumerate(session.lines):
        at_ms = 10_000 * (i + 1)
        easier = library().exercise(line.exercise).easier
        if line.exercise == hurt:
            events.append(Hurt(at_ms=at_ms, line=i, exercise=line.exercise, pain=4))
        if line.exercise in skip or i >= until:
            events.append(LineSkipped(at_ms=at_ms, line=i, exercise=line.exercise))
        elif i >= until - eased and easier is not None:
            events.append(Eased(at_ms=at_ms, line=i, exercise=line.exercise, easier=easier))
            events.append(LineDone(at_ms=at_ms + 5_000, line=i, exercise=easier, eased=True))
        else:
            events.append(LineDone(at_ms=at_ms, line=i, exercise=line.exercise))
    return tuple(events)
