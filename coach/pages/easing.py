"""The spasm help as values: what was noted, the positions, and when help from outside is needed."""

from __future__ import annotations

from datetime import datetime

import msgspec

from coach.diary import Spasm
from coach.library.kinds import Level
from coach.library.library import Library
from coach.library.practice import practice
from coach.plan.choose import FIRST_AID, wishes_of
from coach.plan.easing import easing
from coach.records import History


class PositionView(msgspec.Struct, frozen=True):
    """One way to ease it: `how` is how to get into it, `total_ms` how long it is played."""

    exercise: str
    level: Level
    name: str
    position: str
    how: str
    total_ms: int


class EasingView(msgspec.Struct, frozen=True, kw_only=True):
    """The page. `spasm` is the one that was noted; None where it was taken out again."""

    spasm: Spasm | None
    positions: tuple[PositionView, ...]
    first_aid_ms: int
    number: str


def easing_view(
    history: History, library: Library, spasm: Spasm | None, region: str | None, now: datetime
) -> EasingView:
    """The page for this moment. `region` is ISO 3166, for the emergency number."""
    positions = []
    for own in easing(library, wishes_of(history, library, now)):
        exercise = library.exercise(own.exercise)
        total_ms = practice(exercise, own.level).total_ms
        positions.append(
            PositionView(own.exercise, own.level, exercise.name, exercise.position, exercise.get_ready, total_ms)
        )
    return EasingView(
        spasm=spasm,
        positions=tuple(positions),
        first_aid_ms=library.session(FIRST_AID).total_ms,
        number=library.screening.emergency_number(region),
    )
