"""All that the library says of one exercise or program, in words."""

from __future__ import annotations

from collections.abc import Iterable

from coach.errors import CoachError
from coach.library.exercises import Exercise
from coach.library.kinds import Source
from coach.library.library import Library
from coach.library.programs import Line, Session
from coach.pages.catalogue import minutes_of, program_kind_word, program_length
from coach.pages.catalogue_views import (
    CautionView,
    DosageView,
    ExerciseDetail,
    Link,
    ProgramDetail,
    SessionLine,
    SessionView,
    SourceView,
    SwapView,
    UseView,
)
from coach.pages.catalogue_words import (
    kind_words,
    level_words,
    measure_words,
    position_words,
    sides_word,
    source_words,
    target_words,
)
from coach.pages.today import equipment_word
from coach.session.compose import dosage_words, shorter
from coach.text import _


def exercise_detail(library: Library, exercise_id: str) -> ExerciseDetail:
    """Everything about one exercise. Raises `CoachError` for an unknown id."""
    exercise = library.exercise(exercise_id)
    targets = target_words()
    return ExerciseDetail(
        id=exercise.id,
        name=exercise.name,
        also_called=exercise.also_called,
        kind=kind_words()[exercise.kind],
        position=exercise.position,
        position_word=position_words()[exercise.position],
        sides=sides_word(exercise.sides),
        targets=tuple(targets[t] for t in exercise.targets),
        equipment=tuple(equipment_word(e) for e in exercise.equipment),
        optional_equipment=tuple(equipment_word(e) for e in exercise.optional_equipment),
        why=exercise.why,
        get_ready=exercise.get_ready,
        technique=exercise.technique,
        breathing=exercise.breathing,
        faults=exercise.faults,
        cautions=_cautions(exercise),
        dosages=_dosages(exercise),
        easier=_link(library, exercise.easier),
        harder=_link(library, exercise.harder),
        swaps=_swaps(library, exercise),
        used_in=_uses(library, exercise),
        sources=_sources(exercise.sources),
    )


def program_detail(library: Library, program_id: str) -> ProgramDetail:
    """Everything about one program. Raises `CoachError` for an unknown id."""
    program = library.programs.get(program_id)
    if program is None:
        raise CoachError(_("The library has no program “{id}”.").format(id=program_id))
    part = next((part for part in library.plan.parts if part.program == program.id), None)
    return ProgramDetail(
        id=program.id,
        name=program.name,
        kind=program.kind,
        kind_word=program_kind_word(program, library),
        length=program_length(program),
        summary=program.summary,
        when=program.when or "",
        goal=part.goal if part is not None else "",
        sessions=tuple(_session(session, library) for session in program.sessions),
        sources=_sources(program.sources),
    )


def _cautions(exercise: Exercise) -> tuple[CautionView, ...]:
    words = measure_words()
    strictest_first = sorted(exercise.cautions, key=lambda caution: list(words).index(caution.measure))
    return tuple(CautionView(c.measure, words[c.measure], c.text) for c in strictest_first)


def _dosages(exercise: Exercise) -> tuple[DosageView, ...]:
    views = []
    for level, word in level_words().items():
        dosage = exercise.dosages.at(level)
        length_ms = dosage.total_ms(both_sides=exercise.both_sides)
        views.append(DosageView(level, word, dosage_words(dosage, exercise), length_ms))
    return tuple(views)


def _swaps(library: Library, exercise: Exercise) -> tuple[SwapView, ...]:
    swaps = exercise.swaps
    named = (
        (_("If leaning back makes it worse"), swaps.extension_worse),
        (_("If bending forward makes it worse"), swaps.flexion_worse),
        (_("In the first hour after waking"), swaps.morning),
    )
    found = ((when, _link(library, instead)) for when, instead in named)
    return tuple(SwapView(when, link) for when, link in found if link is not None)


def _uses(library: Library, exercise: Exercise) -> tuple[UseView, ...]:
    uses = []
    for program in library.programs.values():
        for session in program.sessions:
            amounts = [dosage_words(line.dosage, exercise) for line in session.lines if line.exercise == exercise.id]
            if amounts:
                said = _(" and ").join(dict.fromkeys(amounts))
                uses.append(UseView(session.id, session.name, program.id, program.name, said))
    places = {part.program: at for at, part in enumerate(library.plan.parts)}
    uses.sort(key=lambda use: places.get(use.program, len(places)))
    return tuple(uses)


def _session(session: Session, library: Library) -> SessionView:
    short = shorter(session, library)
    needed = (e for line in session.lines for e in library.exercise(line.exercise).equipment)
    return SessionView(
        id=session.id,
        name=session.name,
        summary=session.summary,
        minutes=minutes_of(session.total_ms),
        shorter_minutes=minutes_of(short.total_ms) if short is not None else None,
        equipment=tuple(equipment_word(e) for e in dict.fromkeys(needed)),
        lines=tuple(_line(line, library) for line in session.lines),
    )


def _line(line: Line, library: Library) -> SessionLine:
    exercise = library.exercise(line.exercise)
    return SessionLine(
        exercise=exercise.id,
        name=exercise.name,
        position=exercise.position,
        dosage=dosage_words(line.dosage, exercise),
        note=line.note or "",
        optional=line.optional,
        instead=tuple(Link(other, library.exercise(other).name) for other in line.alternatives),
    )


def _link(library: Library, exercise_id: str | None) -> Link | None:
    return None if exercise_id is None else Link(exercise_id, library.exercise(exercise_id).name)


def _sources(sources: Iterable[Source]) -> tuple[SourceView, ...]:
    return tuple(SourceView(source.text, source_words(source)) for source in sources)
