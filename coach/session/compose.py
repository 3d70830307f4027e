"""Composing the session that is played from its template: the shorter version, and dosages in words."""

from __future__ import annotations

import msgspec

from coach.library.exercises import Exercise
from coach.library.kinds import Dosage
from coach.library.library import Library
from coach.library.programs import Session
from coach.text import _, ngettext


def shorter(session: Session, library: Library) -> Session | None:
    """The session without its optional lines; None where it has none."""
    lines = tuple(line for line in session.lines if not line.optional)
    if len(lines) == len(session.lines):
        return None
    composed = msgspec.structs.replace(session, lines=lines)
    return msgspec.structs.replace(composed, total_ms=base_ms(composed, library))


def base_ms(session: Session, library: Library) -> int:
    """The session's length by the timing formula."""
    return sum(
        line.setup_ms + line.dosage.total_ms(both_sides=library.exercise(line.exercise).both_sides)
        for line in session.lines
    )


def dosage_words(dosage: Dosage, exercise: Exercise) -> str:
    """A dosage as a person says it: "3 × 10 s each side", "8 slow reps", "90 s"."""
    if dosage.continuous:
        return _minutes_or_seconds(dosage.hold_ms)
    reps = " - ".join(str(n) for n in dosage.sets)
    hold_s = dosage.hold_ms / 1000
    if dosage.hold_ms >= 3_000:
        words = _("{reps} × {seconds} s").format(reps=reps, seconds=f"{hold_s:g}")
        if dosage.sets == (1,):
            words = _minutes_or_seconds(dosage.hold_ms)
    else:
        words = ngettext("{reps} slow rep", "{reps} slow reps", sum(dosage.sets)).format(reps=reps)
    return _("{dosage} each side").format(dosage=words) if exercise.both_sides else words


def _minutes_or_seconds(ms: int) -> str:
    seconds = ms // 1000
    if seconds >= 120 and seconds % 60 == 0:
        return _("{n} min").format(n=seconds // 60)
    return _("{n} s").format(n=seconds)
