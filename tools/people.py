"""Made-up people who live with the plan for a while: what they do each day, how their back answers, what is checked.

The back is a simple model: a usual pain that drifts, days that differ, spasms that come more often to those who do too
much, sessions that hurt a little more than the morning did. It is no claim about real backs; it only has to lead the
plan through everything that can happen.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import msgspec

from coach.diary import DayRating, Spasm
from coach.happenings import (
    AboutMe,
    AnyHappening,
    Direction,
    DirectionTold,
    MovementAnswer,
    MovementChecked,
    Placed,
    PlanPart,
    ScoreTold,
    Tested,
)
from coach.library.kinds import Circumstance
from coach.library.library import Library
from coach.library.programs import Session
from coach.plan.choose import Choice, choose
from coach.plan.walk import walk
from coach.records import CheckIn, Clearance, History, PlayedSession, ScreeningAnswers, SessionStart
from coach.session.events import AnyEvent, Finished, LineDone, LineSkipped, Stopped

Kind = Literal["regular", "sporadic", "flaring", "improving", "overdoing", "always-late", "high-pain", "forgetful"]
KINDS: tuple[Kind, ...] = (
    "regular", "sporadic", "flaring", "improving", "overdoing", "always-late", "high-pain", "forgetful",
)  # fmt: skip
GROUPS: tuple[tuple[Circumstance, ...], ...] = (
    (), (), (), (), ("osteoporosis",), ("stenosis",), ("spondylolisthesis",), ("high-blood-pressure",), ("pregnancy",),
    ("late-pregnancy",), ("after-birth",), ("hip-replacement", "knee-pain"), ("hypermobility",),
    ("shoulder-pain", "wrist-pain"), ("poor-balance",),
)  # fmt: skip
DIRECTIONS: tuple[Direction, ...] = ("none", "none", "none", "extension", "flexion", "both")
#: Written down a second time, from the plan's rules and not from the library: what must never be prescribed.
EXTENSION = {"prone-on-elbows", "prone-press-up", "standing-back-bend", "crocodile-breathing"}
FLEXION = {
    "single-knee-to-chest", "double-knee-to-chest", "childs-pose", "seated-flexion", "prayer-side-reach",
    "mcgill-curl-up",
}  # fmt: skip
ZONE = UTC
FIRST_DAY = date(2026, 1, 5)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody lives with the plan. Shares are probabilities a day; `usual` is the pain they begin with."""

    kind: Kind
    usual: float
    shows_up: float
    rates: float
    checks_in: float
    spasm_a_day: float
    better_a_week: float
    hour: int
    groups: tuple[Circumstance, ...] = ()
    direction: Direction = "none"
    birth_year: int = 1980
    skips: float = 0.02


class Lived(msgspec.Struct, kw_only=True):
    """What became of a person: the history, days to each gate, and everything that must not happen."""

    person: Person
    history: History
    gates: dict[str, int]
    stuck: list[str]
    contraindicated: list[str]
    skipped: list[str]


def make_person(chance: random.Random, kind: Kind) -> Person:
    """Somebody of a kind, with their own numbers."""
    usuals: dict[Kind, float] = {"high-pain": chance.uniform(5.5, 7), "improving": chance.uniform(4, 7)}
    usual = usuals.get(kind, chance.uniform(1, 5.5))
    return Person(
        kind=kind,
        usual=usual,
        shows_up=_of(kind, 0.9, {"sporadic": 0.3, "forgetful": 0.7}),
        rates=_of(kind, 0.92, {"forgetful": 0.35, "sporadic": 0.5}),
        checks_in=_of(kind, 0.97, {"forgetful": 0.75}),
        spasm_a_day=_of(kind, 0.002, {"flaring": 0.03, "overdoing": 0.015, "high-pain": 0.01}),
        better_a_week=_of(kind, 0.25, {"improving": 0.6, "flaring": 0.05, "high-pain": 0.0}),
        hour=7 if chance.random() < 0.3 else 23 if kind == "always-late" else chance.randint(8, 21),
        groups=chance.choice(GROUPS),
        direction=chance.choice(DIRECTIONS),
        birth_year=chance.randint(1940, 2005),
        skips=0.1 if kind == "overdoing" else 0.02,
    )


def _of(kind: Kind, usual: float, others: dict[Kind, float]) -> float:
    return others.get(kind, usual)


class Life:
    """One person's days."""

    def __init__(self, person: Person, library: Library, chance: random.Random) -> None:
        self.person, self.library, self.chance = person, library, chance
        self.sessions: list[PlayedSession] = []
        self.screenings: list[ScreeningAnswers] = []
        self.clearances: list[Clearance] = []
        self.happenings: list[AnyHappening] = []
        self.ratings: list[DayRating] = []
        self.spasms: list[Spasm] = []
        self.usual = person.usual
        self.disliked = frozenset(chance.sample(sorted(library.exercises), 4))
        self.lived = Lived(person=person, history=History(), gates={}, stuck=[], contraindicated=[], skipped=[])
        self.number = 0
        self.highest = 0
        self.moved_on = 0

    def go(self, days: int) -> Lived:
        """Live for some days."""
        self._begin(self._at(0, 6))
        for day in range(days):
            self._day(day)
        self.lived.history = self._history()
        return self.lived

    # -- the first day ---------------------------------------------------------------------------------------

    def _begin(self, at: datetime) -> None:
        person = self.person
        spasm = at - timedelta(hours=self.chance.choice([20, 100, 200])) if self.chance.random() < 0.6 else None
        self._tell(
            Placed(id=self._id(), at=at, usual_pain=round(person.usual), last_spasm=spasm,
                   checks="done" if person.usual <= 3 else "not-tried"),
            AboutMe(id=self._id(), at=at, birth_year=person.birth_year, sex=self.chance.choice(["female", "male"]),
                    wake=time(7, 0), bad_mornings=self.chance.random() < 0.3, circumstances=person.groups),
            DirectionTold(id=self._id(), at=at, worse=person.direction),
        )  # fmt: skip
        if spasm is not None:
            self.spasms.append(Spasm(id=self._id(), onset=spasm, logged=at))
        self._screen(at)
        self.clearances.append(Clearance(id=self._id(), at=at + timedelta(minutes=1)))

    # -- a day -----------------------------------------------------------------------------------------------

    def _day(self, day: int) -> None:
        person, chance = self.person, self.chance
        if day % 7 == 6:
            floor = 4.5 if person.kind == "high-pain" else 0.5
            self.usual = max(floor, self.usual - person.better_a_week * chance.uniform(0.3, 1.5))
        bad = chance.gauss(0, 0.8) + (2.5 if chance.random() < 0.03 else 0)
        pain = self._pain(self.usual + bad)
        at = self._at(day, person.hour)
        if chance.random() < person.spasm_a_day:
            self.spasms.append(Spasm(id=self._id(), onset=self._at(day, 5), logged=self._at(day, 6)))
            pain = self._pain(pain + 3)
        if chance.random() < person.rates:
            made = DayRating(
                id=self._id(), day=at.date(), at=self._at(day, 6, 30), kind="morning", pain=pain,
                sore=chance.random() < 0.1,
            )  # fmt: skip
            self.ratings.append(made)
        history = self._history()
        choice = choose(history, self.library, at)
        if choice.ask_safety:
            self._screen(at - timedelta(minutes=5))
            history = self._history()
            choice = choose(history, self.library, at)
        self._look(choice, history, day, at)
        if choice.kind in ("stop", "hold") or choice.session is None:
            self.clearances.append(Clearance(id=self._id(), at=at))
            return
        self._answer_the_gate(choice, at)
        if choice.kind == "test":
            self._test(history, at)
            return
        wants = chance.random() < person.shows_up
        session = choice.session
        if choice.kind == "rest":
            wants = person.kind == "overdoing" and wants
            session = choice.later or session
        if wants:
            self._play(session, pain, at)

    def _play(self, session: Session, pain: int, at: datetime) -> None:
        chance = self.chance
        part = self.library.part_of(session.id)
        stop_early = chance.random() < 0.04
        events: list[AnyEvent] = []
        for index, line in enumerate(session.lines):
            leave = chance.random() < (0.7 if line.exercise in self.disliked else self.person.skips)
            kind = LineSkipped if leave else LineDone
            events.append(kind(at_ms=index * 1_000, line=index, exercise=line.exercise))
            if stop_early and index > len(session.lines) // 2:
                events.append(Stopped(at_ms=index * 1_000 + 1, reason="person"))
                break
        else:
            events.append(Finished(at_ms=len(session.lines) * 1_000))
        own = self._id()
        start = SessionStart(
            id=own,
            session_id=session.id,
            program_id=self.library.program_of(session.id).id if self.library.has_session(session.id) else "practice",
            part_id=part.id if part is not None else None,
            shorter=False,
            first_side="right",
            lines=len(session.lines),
            template=msgspec.json.encode(session).decode(),
            started=at,
            pain_before=pain,
        )
        check_in = None
        last_at = at + timedelta(minutes=15)
        if chance.random() < self.person.checks_in:
            harder = 0.6 if self.person.kind == "overdoing" else 0.0
            worst = self._pain(pain + harder + chance.choice([-1, 0, 0, 0, 1, 1, 2 if chance.random() < 0.2 else 0]))
            check_in = CheckIn(
                session=own, at=last_at + timedelta(minutes=2), pain_worst=worst, pain_now=self._pain(worst - 1),
                leg_symptoms=chance.random() < 0.004,
            )  # fmt: skip
        self.sessions.append(PlayedSession(start=start, events=tuple(events), last_at=last_at, check_in=check_in))

    def _answer_the_gate(self, choice: Choice, at: datetime) -> None:
        gate = choice.standing.gate
        if gate is None:
            return
        open_kinds = {c.kind for c in gate.criteria if not c.met}
        if "movements" in open_kinds and open_kinds <= {"movements", "pain", "mornings"}:
            answers = {m.id: MovementAnswer(True, self._pain(self.usual - 1.5)) for m in gate.gate.movements}
            part = msgspec.convert(gate.part.id, PlanPart)
            self._tell(MovementChecked(id=self._id(), at=at, part=part, answers=answers))
        if open_kinds == {"score"}:
            self._tell(ScoreTold(id=self._id(), at=at, score=self.chance.randint(0, 12)))

    def _test(self, history: History, at: datetime) -> None:
        walked = walk(history, self.library, at)
        part = walked.step.part
        asks = walked.ladder.parts[walked.step.order - 1] if part.alternate else part
        weeks = len(self.sessions) / 5
        for test in walked.capacity.tests_of(asks):
            for side in ("right", "left") if test.each_side else (None,):
                usual = {"seconds": 25 + weeks * 1.5, "count": 5 if test.limit == 5 else 12 + weeks}[test.measure]
                value = min(test.limit, max(3, self.chance.gauss(usual, usual * 0.15)))
                self._tell(Tested(id=self._id(), at=at, test=test.id, value=round(value, 1), side=side, pain_worst=2))

    # -- what is checked -------------------------------------------------------------------------------------

    def _look(self, choice: Choice, history: History, day: int, at: datetime) -> None:
        lived = self.lived
        parts = [part.id for part in self.library.plan.parts]
        order, reached = parts.index(choice.standing.part.id), parts.index(choice.standing.reached)
        if day == 0:
            # The placement begins where it begins, but never above 2.
            self.highest = min(reached, 2)
        if reached > self.highest + 1 or order > reached:
            lived.skipped.append(f"day {day}: {parts[self.highest]} to {parts[reached]}")
        for passed in range(self.highest, reached):
            lived.gates[parts[passed]] = day
            self.moved_on = day
        self.highest = max(self.highest, reached)
        lived.contraindicated += [f"day {day}: {what}" for what in forbidden(choice, self.person, history, at)]
        gate = choice.standing.gate
        waits = [c for c in gate.criteria if not c.met] if gate is not None else []
        if not choice.reasons or (gate is not None and not waits and gate.open_by is None):
            lived.stuck.append(f"day {day}: {choice.kind} without a reason")
        # Well, regular, all of it told, and yet nowhere after a season: the plan would have lost them.
        if order < len(parts) - 1 and day - self.moved_on == 150 and self._does_well(history, at):
            waiting = ", ".join(f"{c.kind} {c.value}/{c.target}" for c in waits)
            lived.stuck.append(f"day {day}: in {parts[order]} since day {self.moved_on}, waits for {waiting}")

    def _does_well(self, history: History, at: datetime) -> bool:
        since = at - timedelta(days=60)
        played = [s for s in history.sessions if s.start.started > since and s.check_in is not None]
        calm = all((s.pain_worst or 0) <= 2 for s in played)
        rated = [r for r in history.ratings if r.at > since]
        quiet = not any(s.onset > since for s in history.spasms) and all(r.pain <= 2 for r in rated)
        return len(played) >= 36 and len(rated) >= 50 and calm and quiet

    # -- inside ----------------------------------------------------------------------------------------------

    def _history(self) -> History:
        return History(
            sessions=tuple(self.sessions),
            screenings=tuple(self.screenings),
            clearances=tuple(self.clearances),
            happenings=tuple(self.happenings),
            ratings=tuple(self.ratings),
            spasms=tuple(self.spasms),
        )

    def _screen(self, at: datetime) -> None:
        ids = tuple(q.id for q in self.library.screening.questions)
        yes = (self.chance.choice(ids),) if self.chance.random() < 0.003 else ()
        self.screenings.append(ScreeningAnswers(id=self._id(), at=at, version=1, context="weekly", asked=ids, yes=yes))

    def _tell(self, *happenings: AnyHappening) -> None:
        self.happenings += happenings

    def _id(self) -> str:
        self.number += 1
        return f"made-{self.number}"

    def _at(self, day: int, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(FIRST_DAY + timedelta(days=day), time(hour, minute), ZONE)

    def _pain(self, pain: float) -> int:
        return max(0, min(10, round(pain)))


def forbidden(choice: Choice, person: Person, history: History, at: datetime) -> Iterator[str]:
    """Every exercise of a choice that this person must not be given now, told without the plan's own code."""
    if choice.session is None or choice.kind == "interrupted":
        return
    told = next((h for h in history.happenings if isinstance(h, DirectionTold)), None)
    worse = told.worse if told is not None else "none"
    closed = {"extension": EXTENSION, "flexion": FLEXION, "both": EXTENSION | FLEXION}.get(worse, set())
    for line in choice.session.lines:
        if line.exercise in closed:
            yield f"{line.exercise} with {worse} worse"
        for caution in _LIBRARY[0].exercise(line.exercise).cautions:
            if caution.measure == "avoid" and caution.when in person.groups:
                yield f"{line.exercise} with {caution.when}"


#: The library of the run, for `forbidden`; set by `use`.
_LIBRARY: list[Library] = []


def use(library: Library) -> None:
    """Set the library whose cautions are looked up."""
    _LIBRARY[:] = [library]


def lives(
    library: Library, people: int, days: int, seed: int, *, first: int = 0, kind: Kind | None = None
) -> Iterator[Lived]:
    """So many people for so many days, the same for the same seed; `first` is the number of the first."""
    use(library)
    for n in range(first, first + people):
        chance = random.Random(f"{seed}-{n}")
        yield Life(make_person(chance, kind or KINDS[n % len(KINDS)]), library, chance).go(days)
