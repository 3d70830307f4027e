"""How much: a session at half volume, and a replacement that takes about as long as what it replaces."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from coach.library.exercises import Exercise
from coach.library.kinds import Dosage
from coach.library.library import Library
from coach.library.programs import Line, Session
from coach.session.compose import base_ms

#: A replacement may take this much longer than the line it replaces (the plan's rules, "Direction swaps").
LONGER_BY_PERCENT = 15
#: More repetitions than this of one thing are no exercise but a penance; the session is shorter then.
MAX_REPS = 20
SECOND_MS = 1_000
#: Continuous stand-ins last a multiple of this: nobody wants to be told "for 73 seconds".
ROUND_TO_MS = 5_000


def halved(session: Session, library: Library) -> Session:
    """Repetitions and holds halved, rounded up; a continuous line halves its time (plan rules, "Red, flare, spasm")."""
    lines = tuple(msgspec.structs.replace(line, dosage=half(line.dosage)) for line in session.lines)
    composed = msgspec.structs.replace(session, lines=lines)
    return msgspec.structs.replace(composed, total_ms=base_ms(composed, library))


def half(dosage: Dosage) -> Dosage:
    """Half of a dosage. Holds are rounded up to whole seconds; shorter than two seconds they stay, being no work."""
    hold_ms = dosage.hold_ms
    if hold_ms >= 2 * SECOND_MS:
        hold_ms = -(-hold_ms // (2 * SECOND_MS)) * SECOND_MS
    sets = tuple(-(-reps // 2) for reps in dosage.sets)
    return msgspec.structs.replace(dosage, sets=sets, hold_ms=hold_ms)


def stand_ins(line: Line, library: Library) -> Iterator[str]:
    """Every exercise that some rule may put in a line's place, each once."""
    old = library.exercise(line.exercise)
    swaps = (old.swaps.extension_worse, old.swaps.flexion_worse, old.swaps.morning)
    first = [own for own in (*line.alternatives, *swaps) if own is not None]
    chains = [form for own in (*first, old.id) for form in (own, *easier_forms(own, library))]
    seen = {old.id}
    for own in (*chains, *alike(old, library)):
        if own not in seen and own in library.exercises:
            seen.add(own)
            yield own


def easier_forms(own_id: str, library: Library) -> Iterator[str]:
    """The easier form of an exercise, the one easier than that, and so on."""
    exercise = library.exercises.get(own_id)
    while exercise is not None and exercise.easier is not None:
        yield exercise.easier
        exercise = library.exercises.get(exercise.easier)


def alike(old: Exercise, library: Library) -> Iterator[str]:
    """Exercises of the same kind for a common target, but for those that are harder."""
    harder = set()
    step = old.harder
    while step is not None and step in library.exercises and step not in harder:
        harder.add(step)
        step = library.exercises[step].harder
    for own, other in library.exercises.items():
        if other.kind == old.kind and set(other.targets) & set(old.targets) and own not in harder and own != old.id:
            yield own


def beginner(line: Line, exercise: Exercise) -> Line:
    """The line at the exercise's beginner dosage."""
    return msgspec.structs.replace(line, dosage=exercise.dosages.beginner)


def fitted(line: Line, old: Exercise, new: Exercise) -> Line | None:
    """The line with another exercise at its beginner dosage, in whole repetitions as near to its time as they go.

    None where even one repetition takes more than the line and 15 % of it.
    """
    time_ms = line.dosage.total_ms(both_sides=old.both_sides)
    # In whole milliseconds without rounding: 15 % of the whole line, its setup included.
    room_ms = time_ms + (line.setup_ms + time_ms) * LONGER_BY_PERCENT // 100
    usual = new.dosages.beginner
    if usual.continuous:
        one_side_ms = (time_ms - usual.switch_ms) // 2 if new.both_sides else time_ms
        hold_ms = max(ROUND_TO_MS, one_side_ms // ROUND_TO_MS * ROUND_TO_MS)
        if sum(phase.ms or 0 for phase in new.phases if phase.part == "hold") > hold_ms:
            return None  # what has a course of its own, such as relaxing the body part by part, is not hurried
        dosage = msgspec.structs.replace(usual, hold_ms=hold_ms)
        return msgspec.structs.replace(line, exercise=new.id, dosage=dosage, note=None, alternatives=())
    best: Dosage | None = None
    step = 2 if new.sides in ("alternating", "halves") else 1
    for reps in range(step, MAX_REPS + 1, step):
        dosage = msgspec.structs.replace(usual, sets=(reps,), set_rest_ms=0)
        takes_ms = dosage.total_ms(both_sides=new.both_sides)
        if takes_ms > room_ms:
            break
        if best is None or abs(takes_ms - time_ms) <= abs(best.total_ms(both_sides=new.both_sides) - time_ms):
            best = dosage
    if best is None:
        return None
    return msgspec.structs.replace(line, exercise=new.id, dosage=best, note=None, alternatives=())
