"""Sessions of a single exercise: what the Library plays when somebody wants to try one."""

from __future__ import annotations

from coach.library.exercises import Exercise
from coach.library.kinds import Level
from coach.library.programs import Line, Session

PREFIX = "practice-"
PROGRAM = "practice"
#: Time to get into position where no template says how long.
SETUP_MS = 15_000


def practice(exercise: Exercise, level: Level = "beginner") -> Session:
    """A session of one line at a level's dosage."""
    dosage = exercise.dosages.at(level)
    line = Line(exercise=exercise.id, setup_ms=SETUP_MS, dosage=dosage)
    return Session(
        id=f"{PREFIX}{exercise.id}",
        name=exercise.name,
        summary=exercise.why,
        total_ms=SETUP_MS + dosage.total_ms(both_sides=exercise.both_sides),
        lines=(line,),
    )
