"""What the Library pages show, as plain values."""

from __future__ import annotations

from typing import Literal

import msgspec

from coach.library.kinds import Level, Measure

Group = Literal["topic", "stage", "target", "position", "equipment", "kind"]
GROUPS: tuple[Group, ...] = ("topic", "stage", "kind", "position", "target", "equipment")


class ExerciseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise of the grid. `values` are the ids that it is filtered by, group by group."""

    id: str
    name: str
    also_called: tuple[str, ...]
    kind: str
    position: str
    position_word: str
    targets: tuple[str, ...]
    equipment: tuple[str, ...]
    stages: tuple[str, ...]
    dosage: str
    sides: str
    values: dict[Group, frozenset[str]]


class ProgramEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One program of the grid. `exercise` is one of its exercises, for the picture."""

    id: str
    name: str
    kind: Literal["stage", "extra"]
    kind_word: str
    least_minutes: int
    most_minutes: int
    sessions: tuple[str, ...]
    length: str
    exercise: str
    position: str


class FilterOption(msgspec.Struct, frozen=True):
    """One word that can be filtered by."""

    id: str
    word: str


class CatalogueView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the Library page lists. `options` holds only words that at least one exercise has."""

    exercises: tuple[ExerciseEntry, ...]
    programs: tuple[ProgramEntry, ...]
    options: dict[Group, tuple[FilterOption, ...]]


class Filters(msgspec.Struct, frozen=True):
    """What is chosen in each group. All groups must hold; inside a group one is enough, and an empty one is open."""

    chosen: dict[Group, frozenset[str]] = {}

    def of(self, group: Group) -> frozenset[str]:
        """What is chosen in a group."""
        return self.chosen.get(group, frozenset())

    def setting(self, group: Group, values: frozenset[str]) -> Filters:
        """These filters with another choice in one group."""
        return Filters({**self.chosen, group: values})

    @property
    def count(self) -> int:
        """How many words are chosen in all groups."""
        return sum(len(values) for values in self.chosen.values())


class Link(msgspec.Struct, frozen=True):
    """Another exercise, by id and name."""

    id: str
    name: str


class CautionView(msgspec.Struct, frozen=True):
    """A circumstance and what it asks for."""

    measure: Measure
    measure_word: str
    text: str


class DosageView(msgspec.Struct, frozen=True):
    """The amount of one level; `length_ms` is without getting ready."""

    level: Level
    level_word: str
    words: str
    length_ms: int


class SwapView(msgspec.Struct, frozen=True):
    """What takes the exercise's place, and when."""

    when: str
    instead: Link


class SourceView(msgspec.Struct, frozen=True):
    """A source, and in words how sure we are of it."""

    text: str
    sure: str


class UseView(msgspec.Struct, frozen=True):
    """A session that holds the exercise."""

    session: str
    session_name: str
    program: str
    program_name: str
    dosage: str


class ExerciseDetail(msgspec.Struct, frozen=True, kw_only=True):
    """All that the library says of one exercise."""

    id: str
    name: str
    also_called: tuple[str, ...]
    kind: str
    position: str
    position_word: str
    sides: str
    targets: tuple[str, ...]
    equipment: tuple[str, ...]
    optional_equipment: tuple[str, ...]
    why: str
    get_ready: str
    technique: tuple[str, ...]
    breathing: str
    faults: tuple[str, ...]
    cautions: tuple[CautionView, ...]
    dosages: tuple[DosageView, ...]
    easier: Link | None
    harder: Link | None
    swaps: tuple[SwapView, ...]
    used_in: tuple[UseView, ...]
    sources: tuple[SourceView, ...]


class SessionLine(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise of a program's session. `instead` are exercises that may take its place."""

    exercise: str
    name: str
    position: str
    dosage: str
    note: str
    optional: bool
    instead: tuple[Link, ...]


class SessionView(msgspec.Struct, frozen=True, kw_only=True):
    """One session of a program; `shorter_minutes` where it has optional lines."""

    id: str
    name: str
    summary: str
    minutes: int
    shorter_minutes: int | None
    equipment: tuple[str, ...]
    lines: tuple[SessionLine, ...]


class ProgramDetail(msgspec.Struct, frozen=True, kw_only=True):
    """All that the library says of one program."""

    id: str
    name: str
    kind: Literal["stage", "extra"]
    kind_word: str
    length: str
    summary: str
    when: str
    goal: str
    sessions: tuple[SessionView, ...]
    sources: tuple[SourceView, ...]
