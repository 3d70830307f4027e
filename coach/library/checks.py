"""Rules across files: ids that exist once, links that lead somewhere, sides and times that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from coach.library.exercises import Exercise
from coach.library.kinds import Dosage, Level, Phase
from coach.library.plan import Part
from coach.library.problems import Problem
from coach.library.programs import Program, Session
from coach.library.read import Reading
from coach.text import _

#: Nobody is led through more than this at one go.
MAX_SESSION_MS = 45 * 60_000
LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")
PARTS: tuple[Phase, ...] = ("move_in", "hold", "move_out", "gap")


def problems_across(reading: Reading, known: Reading | None = None) -> tuple[Problem, ...]:
    """Everything wrong between the files of `reading`. Ids of `known` (the bundled library) may be referred to."""
    exercises = {e.id: e for _f, e in (*(known.exercises if known else ()), *reading.exercises)}
    programs = {p.id: p for _f, p in (*(known.programs if known else ()), *reading.programs)}
    problems: list[Problem] = []
    problems += _ids(reading)
    for file, exercise in reading.exercises:
        problems += _exercise(file, exercise, exercises)
    for file, program in reading.programs:
        for i, session in enumerate(program.sessions):
            problems += _session(file, f"sessions[{i}]", session, exercises)
    for file, plan in reading.plans:
        for s, stage in enumerate(plan.stages):
            for p, part in enumerate(stage.parts):
                problems += _part(file, f"stages[{s}].parts[{p}]", part, programs)
        problems += _twice(file, "stages", [part.id for part in plan.parts])
    for file, screening in reading.screenings:
        problems += _twice(file, "questions", [q.id for q in screening.questions])
        for tier in ("stop", "hold", "advice"):
            if not any(q.tier == tier for q in screening.questions):
                reason = _("No question has the tier “{tier}”.").format(tier=tier)
                problems.append(Problem(file, "questions", reason, _("Add its questions.")))
            if sum(a.tier == tier for a in screening.advice) != 1:
                reason = _("The tier “{tier}” needs exactly one advice.").format(tier=tier)
                problems.append(Problem(file, "advice", reason, _("Add it, or remove the double.")))
    if reading.lessons:
        # The start reads no lessons and must not pay for their rules.
        from coach.library.lesson_checks import lesson_problems

        problems += lesson_problems(reading.lessons, known.lessons if known else None, exercises)
    if reading.supports:
        from coach.library.support_checks import support_problems

        plans = (*(known.plans if known else ()), *reading.plans)
        tests = {test.id for _f, plan in plans for test in plan.tests} if plans else None
        found = (*(known.lessons if known else ()), *reading.lessons)
        lessons = {lesson.id for _f, lesson in found} if found else None
        problems += support_problems(reading.supports, exercises, tests, lessons)
    for files in (reading.plans, reading.screenings, reading.supports):
        if len(files) > 1:
            problems.append(Problem(files[1][0], "", _("There are two files of this kind."), _("Keep one.")))
    return tuple(problems)


def _ids(reading: Reading) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    named = [(f, e.id) for f, e in reading.exercises] + [(f, p.id) for f, p in reading.programs]
    for file, own_id in named:
        stem = PurePath(file).stem
        if stem != own_id:
            reason = _("The id “{id}” differs from the file's name.").format(id=own_id)
            yield Problem(file, "id", reason, _("Call the file {id}.toml or mend the id.").format(id=own_id))
        if own_id in seen:
            reason = _("The id “{id}” is used in {other}, too.").format(id=own_id, other=seen[own_id])
            yield Problem(file, "id", reason, _("Give one of them another id."))
        seen.setdefault(own_id, file)
    session_ids = [(f, i, s.id) for f, p in reading.programs for i, s in enumerate(p.sessions)]
    counts = Counter(session_id for _f, _i, session_id in session_ids)
    for file, i, session_id in session_ids:
        if counts[session_id] > 1:
            reason = _("The session id “{id}” is used {n} times.").format(id=session_id, n=counts[session_id])
            yield Problem(file, f"sessions[{i}].id", reason, _("Give each session its own id."))


def _exercise(file: str, exercise: Exercise, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    links = {
        "easier": exercise.easier,
        "harder": exercise.harder,
        "swaps.extension_worse": exercise.swaps.extension_worse,
        "swaps.flexion_worse": exercise.swaps.flexion_worse,
        "swaps.morning": exercise.swaps.morning,
    }
    for place, target in links.items():
        if target is None:
            continue
        if target == exercise.id:
            yield Problem(file, place, _("The exercise points at itself."), _("Name another one, or leave it out."))
        elif target not in exercises:
            yield _dangling(file, place, target)
    yield from _easier_loop(file, exercise, exercises)
    if exercise.easier is not None and exercise.easier == exercise.harder:
        yield Problem(file, "harder", _("Easier and harder are the same exercise."), _("Mend one of them."))
    both = set(exercise.equipment) & set(exercise.optional_equipment)
    if both:
        reason = _("{names} is both needed and optional.").format(names=", ".join(sorted(both)))
        yield Problem(file, "optional_equipment", reason, _("Keep it in one list."))
    for level in LEVELS:
        dosage = exercise.dosages.at(level)
        yield from _dosage(file, f"dosages.{level}", dosage, exercise)
        yield from _phases(file, f"dosages.{level}", dosage, exercise)
    yield from _idle_phases(file, exercise)


def _easier_loop(file: str, exercise: Exercise, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    seen = [exercise.id]
    step = exercise.easier
    while step is not None and step in exercises and step not in seen:
        seen.append(step)
        step = exercises[step].easier
    if step == exercise.id and len(seen) > 1:
        chain = " → ".join([*seen, step])
        yield Problem(file, "easier", _("The easier forms run in a circle: {chain}.").format(chain=chain), _("Cut it."))


def _phases(file: str, place: str, dosage: Dosage, exercise: Exercise) -> Iterator[Problem]:
    """The figure moves by the phases and the clock by the dosage: where both name a movement's time they must agree."""
    for part in ("move_in", "move_out"):
        ms = getattr(dosage, f"{part}_ms")
        phases = [p for p in exercise.phases if p.part == part]
        if not phases or ms == 0:
            continue
        fixed = sum(p.ms or 0 for p in phases)
        fits = fixed < ms if any(p.ms is None for p in phases) else fixed == ms
        if not fits:
            reason = _("The phases of “{part}” take {a} ms, this dosage gives it {b} ms.").format(
                part=part, a=fixed, b=ms
            )
            yield Problem(file, f"{place}.{part}_ms", reason, _("Make the two fit."))


def _idle_phases(file: str, exercise: Exercise) -> Iterator[Problem]:
    for part in PARTS:
        timed = any(p.part == part and p.ms is not None for p in exercise.phases)
        if timed and not any(getattr(exercise.dosages.at(level), f"{part}_ms") for level in LEVELS):
            reason = _("There are phases of “{part}”, but no dosage has time for it.").format(part=part)
            remedy = _("Give the dosage {part}_ms, or remove the phases.").format(part=part)
            yield Problem(file, "phases", reason, remedy)


def _session(file: str, place: str, session: Session, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    total = 0
    complete = True
    for i, line in enumerate(session.lines):
        here = f"{place}.lines[{i}]"
        exercise = exercises.get(line.exercise)
        if exercise is None:
            complete = False
            yield _dangling(file, f"{here}.exercise", line.exercise)
        else:
            yield from _dosage(file, f"{here}.dosage", line.dosage, exercise)
            yield from _phases(file, f"{here}.dosage", line.dosage, exercise)
            total += line.setup_ms + line.dosage.total_ms(both_sides=exercise.both_sides)
        for k, other in enumerate(line.alternatives):
            if other not in exercises:
                yield _dangling(file, f"{here}.alternatives[{k}]", other)
            elif other == line.exercise:
                yield Problem(
                    file, f"{here}.alternatives[{k}]", _("The alternative is the exercise itself."), _("Remove it.")
                )
    if complete and total != session.total_ms:
        reason = _("The lines add up to {a} ms, total_ms says {b}.").format(a=total, b=session.total_ms)
        yield Problem(file, f"{place}.total_ms", reason, _("Mend the line that is wrong, or the total."))
    if total > MAX_SESSION_MS:
        reason = _("The session takes more than {n} minutes.").format(n=MAX_SESSION_MS // 60_000)
        yield Problem(file, place, reason, _("Make it shorter."))


def _dosage(file: str, place: str, dosage: Dosage, exercise: Exercise) -> Iterator[Problem]:
    if dosage.rep_ms - dosage.gap_ms <= 0:
        yield Problem(file, place, _("A repetition takes no time."), _("Give hold_ms, or move_in_ms and move_out_ms."))
    if dosage.set_rest_ms and len(dosage.sets) == 1:
        yield Problem(file, f"{place}.set_rest_ms", _("There is only one set to rest from."), _("Remove it."))
    if dosage.switch_ms and not exercise.both_sides:
        reason = _("“{id}” has no sides to switch.").format(id=exercise.id)
        yield Problem(file, f"{place}.switch_ms", reason, _("Remove it."))


def _part(file: str, place: str, part: Part, programs: Mapping[str, Program]) -> Iterator[Problem]:
    program = programs.get(part.program)
    if program is None:
        yield _dangling(file, f"{place}.program", part.program)
        return
    sessions = {session.id: session for session in program.sessions}
    for i, level in enumerate(part.levels):
        session = sessions.get(level)
        if session is None:
            yield _dangling(file, f"{place}.levels[{i}]", level)
            continue
        kept, needed = sum(not line.optional for line in session.lines), part.lines_needed(len(session.lines))
        if kept < needed:
            reason = _("The shorter version of “{id}” keeps {n} lines, {needed} are needed to count.").format(
                id=level, n=kept, needed=needed
            )
            yield Problem(file, f"{place}.levels[{i}]", reason, _("Mark fewer of its lines as optional."))


def _twice(file: str, place: str, ids: list[str]) -> Iterator[Problem]:
    for own_id, n in Counter(ids).items():
        if n > 1:
            yield Problem(file, place, _("The id “{id}” is used {n} times.").format(id=own_id, n=n), _("Keep one."))


def _dangling(file: str, place: str, target: str) -> Problem:
    reason = _("“{id}” does not exist in the library.").format(id=target)
    return Problem(file, place, reason, _("Mend the name, or add its file."))
