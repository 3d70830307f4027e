"""What is known of the person: the newest answers, and the circumstances that hold at a moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from coach.happenings import AboutMe, Direction, DirectionTold, Happening, LegTold, Placed
from coach.library.kinds import Circumstance
from coach.library.library import Library
from coach.records import History, PlayedSession, once

Kind = TypeVar("Kind", bound=Happening)

#: What goes along with a circumstance that was told.
IMPLIED: dict[Circumstance, tuple[Circumstance, ...]] = {
    "late-pregnancy": ("pregnancy",),
    "vertebral-fracture": ("osteoporosis",),
}
#: Sessions wait until a clinician, midwife or surgeon has said yes (facts A6).
NEEDS_CLEARANCE: frozenset[Circumstance] = frozenset(
    {"pregnancy", "late-pregnancy", "recent-surgery", "vertebral-fracture"}
)
#: Bending back is left out whatever the direction test says (facts A6).
CLOSES_EXTENSION: frozenset[Circumstance] = frozenset({"stenosis", "spondylolisthesis"})
ACUTE_FOR = timedelta(hours=48)
TENDER_FOR = timedelta(days=7)
EARLY_FOR = timedelta(minutes=60)
EARLY_FOR_BAD_MORNINGS = timedelta(minutes=120)


def of_kind(history: History, kind: type[Kind], until: datetime | None = None) -> tuple[Kind, ...]:
    """All happenings of one kind up to a moment, oldest first."""
    found = _all_of(history, kind)
    return found if until is None else tuple(h for h in found if h.at <= until)


@once
def _all_of(history: History, kind: type[Kind]) -> tuple[Kind, ...]:
    return tuple(h for h in history.happenings if isinstance(h, kind))


def about(history: History, until: datetime | None = None) -> AboutMe | None:
    """The newest answers about the person."""
    told = of_kind(history, AboutMe, until)
    return told[-1] if told else None


def placed(history: History) -> Placed | None:
    """The placement that counts: the last one before the first session of the plan."""
    first = next((s.start.started for s in history.sessions if s.start.part_id is not None and s.lines_done), None)
    told = of_kind(history, Placed)
    early = [p for p in told if first is None or p.at <= first] or list(told[:1])
    return early[-1] if early else None


def told_circumstances(told: AboutMe | None) -> frozenset[Circumstance]:
    """The circumstances the person told, with those that go along."""
    own = told.circumstances if told is not None else ()
    return frozenset(own).union(*(IMPLIED.get(one, ()) for one in own))


def is_early(told: AboutMe | None, now: datetime) -> bool:
    """Within the first hour after waking, or the first two where mornings are the bad time. Needs a wake time."""
    if told is None or told.wake is None:
        return False
    woke = now.replace(hour=told.wake.hour, minute=told.wake.minute, second=0, microsecond=0)
    if woke > now:
        woke -= timedelta(days=1)
    return now - woke < (EARLY_FOR_BAD_MORNINGS if told.bad_mornings else EARLY_FOR)


def circumstances(history: History, now: datetime) -> frozenset[Circumstance]:
    """Everything that holds now and that cautions speak of: what was told, spasms, the hour."""
    told = about(history, now)
    found: set[Circumstance] = set(told_circumstances(told))
    onsets = [spasm.onset for spasm in history.spasms]
    where = placed(history)
    if where is not None and where.last_spasm is not None:
        onsets.append(where.last_spasm)
    last = max((onset for onset in onsets if onset <= now), default=None)
    if last is not None and now - last < ACUTE_FOR:
        found.add("acute-spasm")
    if last is not None and now - last < TENDER_FOR:
        found.add("within-7-days-of-a-spasm")
    if is_early(told, now):
        found.add("first-hour-after-waking")
    return frozenset(found)


def direction(history: History, library: Library, now: datetime) -> Direction:
    """The direction that makes it worse: as told, and closed by leg symptoms since then until it is told again.

    Leg symptoms with an exercise of a known direction close that one; with another or an unknown one, both.
    """
    told = of_kind(history, DirectionTold, now)
    worse: Direction = told[-1].worse if told else "none"
    since = told[-1].at if told else None
    for exercise in leg_exercises(history, now, since):
        worse = _joined(worse, _direction_of(exercise, library))
    if closing(history, now) is not None:
        worse = _joined(worse, "extension")
    return worse


def closing(history: History, now: datetime) -> Circumstance | None:
    """The circumstance that closes bending back, if the person has one."""
    return min(told_circumstances(about(history, now)) & CLOSES_EXTENSION, default=None)


def leg_exercises(history: History, now: datetime, since: datetime | None = None) -> tuple[str | None, ...]:
    """The exercises with which leg symptoms came since a moment; None where it is not known which."""
    answers = {told.session: told.exercise for told in of_kind(history, LegTold, now)}
    found: list[str | None] = []
    for played in _felt_in_the_leg(history):
        if played.last_at > now or (since is not None and played.last_at <= since):
            continue
        named = [hurt.exercise for hurt in played.hurts if hurt.leg_symptoms]
        found += named or [answers.get(played.start.id)]
    return tuple(found)


@once
def _felt_in_the_leg(history: History) -> tuple[PlayedSession, ...]:
    return tuple(played for played in history.sessions if played.leg_symptoms)


def leg_unasked(history: History, now: datetime) -> str | None:
    """The session with leg symptoms of which nobody has yet said which exercise they came with."""
    answered = {told.session for told in of_kind(history, LegTold, now)}
    for played in reversed(_felt_in_the_leg(history)):
        named = any(hurt.leg_symptoms for hurt in played.hurts)
        if not named and played.start.id not in answered:
            return played.start.id
    return None


def _direction_of(exercise: str | None, library: Library) -> Direction:
    known = library.exercises.get(exercise) if exercise is not None else None
    if known is None:
        return "both"
    if known.swaps.extension_worse is not None:
        return "extension"
    if known.swaps.flexion_worse is not None:
        return "flexion"
    # An exercise without a direction tells nothing about one.
    return "none"


def _joined(one: Direction, other: Direction) -> Direction:
    if one == "none" or one == other:
        return other
    return one if other == "none" else "both"
