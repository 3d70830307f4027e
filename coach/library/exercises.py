"""An exercise: one movement or position of the library, complete with its dosages, words and sources."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from coach.library.kinds import (
    Checked,
    Circumstance,
    Confidence,
    Dosage,
    Equipment,
    Frozen,
    HoldMs,
    Id,
    Kind,
    Level,
    Locale,
    Measure,
    Name,
    Phase,
    Position,
    Reminder,
    Sentence,
    Sides,
    Source,
    Spoken,
    Target,
)

__all__ = ["Caution", "Checked", "Confidence", "Dosages", "Exercise", "MovementPhase", "Swaps"]


class MovementPhase(Frozen, frozen=True, kw_only=True):
    """A named stretch of one repetition, for the figure and the words. Without `ms` it fills the rest of its part.

    Phases of a `hold` that are shorter than the hold repeat (breathing: in 4 s, out 6 s, and again).
    """

    part: Phase
    name: Name
    ms: HoldMs | None = None


class Dosages(Frozen, frozen=True, kw_only=True):
    """The usual amount for a beginner, a practised and an advanced person."""

    beginner: Dosage
    intermediate: Dosage
    advanced: Dosage

    def at(self, level: Level) -> Dosage:
        """The dosage of one level."""
        return {"beginner": self.beginner, "intermediate": self.intermediate, "advanced": self.advanced}[level]


class Caution(Frozen, frozen=True, kw_only=True):
    """When to leave the exercise out, keep it small, adapt it or ask first."""

    when: Circumstance
    measure: Measure
    text: Sentence


class Swaps(Frozen, frozen=True, kw_only=True):
    """What takes the exercise's place when a direction makes the pain worse or it is too early in the morning."""

    extension_worse: Id | None = None
    flexion_worse: Id | None = None
    morning: Id | None = None


class Exercise(Frozen, frozen=True, kw_only=True):
    """One file in `data/exercises/`. `get_ready` is spoken while getting into position, `reminders` in the hold."""

    id: Id
    locale: Locale
    name: Name
    also_called: Annotated[tuple[Name, ...], Meta(max_length=6)] = ()
    kind: Kind
    position: Position
    sides: Sides
    equipment: Annotated[tuple[Equipment, ...], Meta(max_length=5)] = ()
    optional_equipment: Annotated[tuple[Equipment, ...], Meta(max_length=5)] = ()
    targets: Annotated[tuple[Target, ...], Meta(min_length=1, max_length=6)]
    why: Sentence
    get_ready: Spoken
    reminders: Annotated[tuple[Reminder, ...], Meta(min_length=2, max_length=6)]
    breathing: Reminder
    technique: Annotated[tuple[Sentence, ...], Meta(min_length=2, max_length=8)]
    faults: Annotated[tuple[Sentence, ...], Meta(min_length=1, max_length=6)]
    cautions: Annotated[tuple[Caution, ...], Meta(max_length=12)] = ()
    easier: Id | None = None
    harder: Id | None = None
    swaps: Swaps = Swaps()
    dosages: Dosages
    phases: Annotated[tuple[MovementPhase, ...], Meta(min_length=1, max_length=12)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, max_length=8)]

    @property
    def both_sides(self) -> bool:
        """True where all of one side is done before the other, so that the line's time counts twice."""
        return self.sides == "each"
