"""Every sentence that a session of a library can say: what the voice bank must hold, and nothing besides."""

from __future__ import annotations

from collections.abc import Iterator

from coach.library.exercises import Exercise
from coach.library.kinds import Dosage
from coach.library.library import Library
from coach.library.programs import Session
from coach.session import phrases
from coach.session.cues import LAST_SECONDS_MS
from coach.session.speaking import named_phases
from coach.session.timeline import side_of_rep
from coach.session.volume import fitted, halved, stand_ins
from coach.session.words import side_phrase

_SIDES = ("right", "left")


def every_sentence(library: Library) -> tuple[str, ...]:
    """All sentences, each once, in alphabetical order."""
    said = set(_always())
    for exercise in library.exercises.values():
        said.update(_of_exercise(exercise))
        for dosage in (exercise.dosages.beginner, exercise.dosages.intermediate, exercise.dosages.advanced):
            said.update(_of_dosage(dosage, exercise))
    for program in library.programs.values():
        for session in program.sessions:
            said |= sentences_of(session, library)
            said.update(_changed(session, library))
    return tuple(sorted(said - {""}))


def sentences_of(session: Session, library: Library) -> frozenset[str]:
    """What a session's own lines may say, at any density and beginning on either side."""
    said = set(_always())
    for line in session.lines:
        exercise = library.exercise(line.exercise)
        said.update(_of_exercise(exercise), _of_dosage(line.dosage, exercise), [line.note or ""])
    return frozenset(said - {""})


def _changed(session: Session, library: Library) -> Iterator[str]:
    """What a session may say at half volume, and with other exercises in the place of its own."""
    for line in (*session.lines, *halved(session, library).lines):
        exercise = library.exercise(line.exercise)
        yield from _of_dosage(line.dosage, exercise)
        for own in stand_ins(line, library):
            other = library.exercise(own)
            made = fitted(line, exercise, other)
            if made is not None:
                yield from _of_dosage(made.dosage, other)


def _always() -> Iterator[str]:
    yield from (phrases.switch_sides(), phrases.rest(), phrases.half_way(), phrases.more_than_half())
    yield from (phrases.well_done(), phrases.more_time(), phrases.stop_there())
    yield phrases.keep_small()
    for side in _SIDES:
        yield phrases.begins_on(side)
        yield side_phrase(side)
    for left_ms in LAST_SECONDS_MS:
        yield phrases.lead_in(left_ms // 1_000)


def _of_exercise(exercise: Exercise) -> Iterator[str]:
    yield phrases.first_name(exercise)
    yield phrases.next_name(exercise)
    yield from phrases.instruction(None, exercise)
    yield exercise.breathing
    yield from exercise.reminders
    for part in ("move_in", "hold", "move_out"):
        for phase in named_phases(exercise, part):
            yield phrases.phase(phase.name)


def _of_dosage(dosage: Dosage, exercise: Exercise) -> Iterator[str]:
    yield from phrases.amount(dosage, exercise)
    for n in range(2, len(dosage.sets) + 1):
        yield phrases.set_follows(n, len(dosage.sets))
    for reps in dosage.sets:
        if reps > 1:
            for rep in range(1, reps + 1):
                one_by_one = exercise.sides in ("alternating", "halves")
                yield phrases.count(rep, reps, side_of_rep(exercise, None, rep, reps) if one_by_one else None)
