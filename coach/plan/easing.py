"""Positions that may ease a spasm: those of the first-aid session that suit the person now."""

from __future__ import annotations

import msgspec

from coach.library.kinds import Level
from coach.library.library import Library
from coach.library.practice import practice
from coach.plan.choose import FIRST_AID
from coach.plan.swaps import Wishes, composed


class Easing(msgspec.Struct, frozen=True):
    """One position or small movement, and the level it is played at."""

    exercise: str
    level: Level


def easing(library: Library, wishes: Wishes) -> tuple[Easing, ...]:
    """The resting positions first, then the small movements, in the order of the first-aid session.

    What the person should not do now is left out, not swapped: what would stand in for it is in the list by itself.
    """
    first, *others = library.session(FIRST_AID).lines
    ids = dict.fromkeys((first.exercise, *first.alternatives, *(line.exercise for line in others)))
    found = []
    for own in ids:
        exercise = library.exercise(own)
        # Rest is worth its full time; a movement begins small.
        level: Level = "advanced" if exercise.kind == "breathing" else "beginner"
        done = composed(practice(exercise, level), library, wishes)
        if [line.exercise for line in done.session.lines] == [own] and not done.swaps:
            found.append(Easing(own, level))
    return tuple(found)
