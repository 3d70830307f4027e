"""The library as it is looked through: what there is, and what fits a search and filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from coach.library.exercises import Exercise
from coach.library.library import Library
from coach.library.programs import Program
from coach.pages.catalogue_search import Searchable, Weighted, ranked
from coach.pages.catalogue_views import (
    GROUPS,
    CatalogueView,
    ExerciseEntry,
    FilterOption,
    Filters,
    Group,
    ProgramEntry,
)
from coach.pages.catalogue_words import (
    kind_words,
    minutes_words,
    position_words,
    sessions_words,
    sides_word,
    target_words,
    topic_words,
    topics_of,
)
from coach.pages.today import equipment_word
from coach.session.compose import dosage_words
from coach.text import _

#: The word of the equipment group for exercises that need none.
NOTHING = "nothing"
NO_FILTERS = Filters()

_Word = TypeVar("_Word", bound=str)


def catalogue(library: Library) -> CatalogueView:
    """Every exercise by name, every program in the order of the plan and then by name."""
    stages = _stages_by_exercise(library)
    exercises = sorted(library.exercises.values(), key=lambda e: e.name.casefold())
    entries = tuple(_entry(e, stages.get(e.id, ())) for e in exercises)
    places = {part.program: at for at, part in enumerate(library.plan.parts)}
    programs = sorted(library.programs.values(), key=lambda p: (places.get(p.id, len(places)), p.name.casefold()))
    pictures: dict[str, str] = {}
    for program in programs:
        pictures[program.id] = _telling_exercise(program, library, set(pictures.values()))
    return CatalogueView(
        exercises=entries,
        programs=tuple(_program(p, library, pictures[p.id]) for p in programs),
        options={group: _used(options, group, entries) for group, options in _words(library).items()},
    )


def matches(view: CatalogueView, query: str = "", filters: Filters = NO_FILTERS) -> tuple[ExerciseEntry, ...]:
    """The exercises that fit, the best match of the search first; without a search by name."""
    return _fitting(ranked(query, view.exercises, _texts), filters)


def matching_programs(view: CatalogueView, query: str = "") -> tuple[ProgramEntry, ...]:
    """The programs that fit a search, the best match first."""
    return ranked(query, view.programs, _program_texts)


def counts(view: CatalogueView, query: str = "", filters: Filters = NO_FILTERS) -> Mapping[Group, Mapping[str, int]]:
    """For each option how many exercises it would give, under the search and the other groups' filters."""
    found = ranked(query, view.exercises, _texts)
    counted: dict[Group, dict[str, int]] = {}
    for group in GROUPS:
        others = _fitting(found, filters.setting(group, frozenset()))
        counted[group] = {
            option.id: sum(option.id in entry.values[group] for entry in others) for option in view.options[group]
        }
    return counted


def _fitting(entries: Iterable[ExerciseEntry], filters: Filters) -> tuple[ExerciseEntry, ...]:
    wanted = [(group, values) for group, values in filters.chosen.items() if values]
    return tuple(e for e in entries if all(not values.isdisjoint(e.values[group]) for group, values in wanted))


def _entry(exercise: Exercise, stages: tuple[str, ...]) -> ExerciseEntry:
    targets, positions = target_words(), position_words()
    return ExerciseEntry(
        id=exercise.id,
        name=exercise.name,
        also_called=exercise.also_called,
        kind=kind_words()[exercise.kind],
        position=exercise.position,
        position_word=positions[exercise.position],
        targets=tuple(targets[t] for t in exercise.targets),
        equipment=tuple(equipment_word(e) for e in exercise.equipment),
        stages=stages,
        dosage=dosage_words(exercise.dosages.beginner, exercise),
        sides=sides_word(exercise.sides),
        values={
            "topic": frozenset(topics_of(exercise)),
            "stage": frozenset(stages),
            "target": frozenset(exercise.targets),
            "position": frozenset({exercise.position}),
            "equipment": frozenset(exercise.equipment or (NOTHING,)),
            "kind": frozenset({exercise.kind}),
        },
    )


def _program(program: Program, library: Library, picture: str) -> ProgramEntry:
    minutes = [minutes_of(session.total_ms) for session in program.sessions]
    return ProgramEntry(
        id=program.id,
        name=program.name,
        kind=program.kind,
        kind_word=program_kind_word(program, library),
        least_minutes=min(minutes),
        most_minutes=max(minutes),
        sessions=tuple(session.name for session in program.sessions),
        length=program_length(program),
        exercise=picture,
        position=library.exercise(picture).position,
    )


def minutes_of(ms: int) -> int:
    """Whole minutes, at least one."""
    return max(1, round(ms / 60_000))


def program_length(program: Program) -> str:
    """How many sessions a program has and how long they are, "3 sessions, 9 to 11 min"."""
    minutes = [minutes_of(session.total_ms) for session in program.sessions]
    length = minutes_words(min(minutes), max(minutes))
    if len(program.sessions) == 1:
        return length
    return _("{sessions}, {minutes}").format(sessions=sessions_words(len(program.sessions)), minutes=length)


def program_kind_word(program: Program, library: Library) -> str:
    """Where a program belongs: a part of the plan, or beside it."""
    part = next((part for part in library.plan.parts if part.program == program.id), None)
    return _("Extra") if part is None else _("Stage {part}").format(part=part.id)


def _telling_exercise(program: Program, library: Library, taken: set[str]) -> str:
    """The exercise whose picture stands for the program: from the middle on, one that is more than lying still and
    does not stand for another already.
    """
    ids = list(dict.fromkeys(line.exercise for line in program.sessions[-1].lines))
    moving = [own_id for own_id in ids if library.exercise(own_id).kind != "breathing"] or ids
    middle = len(moving) // 2
    return next((own_id for own_id in moving[middle:] + moving[:middle] if own_id not in taken), moving[middle])


def _stages_by_exercise(library: Library) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for stage in library.plan.stages:
        programs = (library.programs[part.program] for part in stage.parts if part.program in library.programs)
        lines = (line for program in programs for session in program.sessions for line in session.lines)
        for exercise in dict.fromkeys(line.exercise for line in lines):
            found.setdefault(exercise, []).append(stage.id)
    return {exercise: tuple(stages) for exercise, stages in found.items()}


def _words(library: Library) -> dict[Group, dict[str, str]]:
    equipment = {word: equipment_word(word) for e in library.exercises.values() for word in e.equipment}
    in_order = dict(sorted(equipment.items(), key=lambda pair: pair[1].casefold()))
    return {
        "topic": _plain(topic_words()),
        "stage": {s.id: _("{n}: {name}").format(n=s.id, name=s.name) for s in library.plan.stages},
        "target": _plain(target_words()),
        "position": _plain(position_words()),
        "equipment": {NOTHING: _("Nothing needed")}
        | {e: f"{word[:1].upper()}{word[1:]}" for e, word in in_order.items()},
        "kind": _plain(kind_words()),
    }


def _plain(words: Mapping[_Word, str]) -> dict[str, str]:
    return {str(option): word for option, word in words.items()}


def _used(words: Mapping[str, str], group: Group, entries: Iterable[ExerciseEntry]) -> tuple[FilterOption, ...]:
    used = {value for entry in entries for value in entry.values[group]}
    return tuple(FilterOption(option, word) for option, word in words.items() if option in used)


def _texts(entry: ExerciseEntry) -> Searchable:
    # Ids are words, too: "glutes" is found although the page says "Buttocks".
    known = (*entry.values["target"], *entry.values["position"], *entry.values["equipment"], *entry.values["kind"])
    words = (entry.kind, entry.position_word, *entry.targets, *entry.equipment, *known)
    return (
        (entry.name, Weighted.NAME),
        *((n, Weighted.OTHER_NAME) for n in entry.also_called),
        *((text, Weighted.ABOUT) for text in words),
    )


def _program_texts(entry: ProgramEntry) -> Searchable:
    return (
        (entry.name, Weighted.NAME),
        *((n, Weighted.OTHER_NAME) for n in entry.sessions),
        (
            entry.kind_word,
            Weighted.ABOUT,
        ),
    )
