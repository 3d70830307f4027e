"""The whole content check: files that fit the model, links that lead somewhere, times that add up, bodies that hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from coach.library.checks import problems_across
from coach.library.exercises import Exercise
from coach.library.problems import MAX_PROBLEMS_A_FILE, Problem
from coach.library.read import Reading, read_files, read_library
from coach.paths import bundled
from coach.session.script import every_sentence
from coach.sound.errors import SoundError
from coach.sound.voice_bank import INDEX, BankProblem, VoiceBank, bank_problems, voice_folder
from coach.text import _


class CheckResult(msgspec.Struct, frozen=True):
    """What was checked and everything that was found, in order of file and place. `kinds` counts exercises by kind."""

    files: int
    exercises: int
    sessions: int
    stage_sessions: int
    lessons: int
    kinds: tuple[tuple[str, int], ...]
    poses: int
    clips: int
    problems: tuple[Problem, ...]


def check_content(paths: Sequence[Path] = ()) -> CheckResult:
    """Check the bundled library, or the given files and folders as additions to it."""
    own = bundled("data")
    reading = read_files(paths or [own])
    known = read_files([own]) if paths and own not in paths else None
    problems = reading.problems + problems_across(reading, known)
    if not paths and not (reading.plans and reading.screenings):
        missing = _("The plan or the safety questions are missing.")
        problems += (Problem(str(own), "", missing, _("Restore plan.toml and screening.toml.")),)
    pose_files = list(_pose_files(paths or [own]))
    problems += tuple(_poses(own, pose_files, reading, known))
    if not paths:
        problems += tuple(_without_poses(reading, {file.stem for _base, file in pose_files}))
    clips = 0
    if not paths and not problems:
        library = read_library(own)
        clips, voice_problems = check_voice(voice_folder(library.locale), every_sentence(library))
        problems += (*_locales(reading, library.locale), *voice_problems)
    if paths and reading.files == 0 and not pose_files and not problems:
        names = ", ".join(str(path) for path in paths)
        problems = (Problem(names, "", _("There is no content file here."), _("Check the path.")),)
    return CheckResult(
        reading.files + len(pose_files),
        len(reading.exercises),
        sum(len(program.sessions) for _file, program in reading.programs),
        sum(len(program.sessions) for _file, program in reading.programs if program.kind == "stage"),
        len(reading.lessons),
        tuple(Counter(exercise.kind for _file, exercise in reading.exercises).most_common()),
        len(pose_files),
        clips,
        tuple(sorted(set(problems))),
    )


def check_voice(folder: Path, sentences: Iterable[str]) -> tuple[int, tuple[Problem, ...]]:
    """How many clips the bank in a folder has, and what is wrong with it: the bank must say exactly the sentences."""
    remedy = _("Run tools/render_voice.py (docs/voice.md).")
    label = f"voice/{folder.name}"
    try:
        bank = VoiceBank.load(folder)
    except SoundError as error:
        return 0, (Problem(label, INDEX, str(error), remedy),)
    found = [
        Problem(f"{label}/{problem.place}" if problem.is_file else label, _quoted(problem), problem.reason, remedy)
        for problem in bank_problems(bank, sentences)
    ]
    return len(bank.index.clips), tuple(found)


def _quoted(problem: BankProblem) -> str:
    return "" if problem.is_file else f"“{problem.place}”"


def _locales(reading: Reading, locale: str) -> Iterator[Problem]:
    """One library speaks one language: the voice would otherwise change in the middle of a session."""
    own = [(file, exercise.locale) for file, exercise in reading.exercises]
    own += [(file, program.locale) for file, program in reading.programs]
    own += [(file, lesson.locale) for file, lesson in reading.lessons]
    own += [(file, screening.locale) for file, screening in reading.screenings]
    own += [(file, supports.locale) for file, supports in reading.supports]
    for file, found in own:
        if found != locale:
            reason = _("The file is in “{found}”, the plan in “{locale}”.").format(found=found, locale=locale)
            yield Problem(file, "locale", reason, _("Put it into a library of its own language."))


def _pose_files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """(base, file) of every pose file: those in a folder called `poses`."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*.toml")):
                if file.parent.name == "poses":
                    yield path, file
        elif path.suffix == ".toml" and path.parent.name == "poses" and path.exists():
            yield path.parent, path


def _poses(own: Path, files: Sequence[tuple[Path, Path]], reading: Reading, known: Reading | None) -> Iterator[Problem]:
    if not files:
        return
    from coach.figure.body import body_of
    from coach.figure.book import read_pose_file, read_shared_file
    from coach.figure.check import motion_faults
    from coach.figure.clip import Clip

    shared, shared_faults = read_shared_file(own / "figure.toml")
    for fault in shared_faults[:MAX_PROBLEMS_A_FILE]:
        yield Problem("figure.toml", fault.place, fault.reason, fault.remedy)
    if shared is None or shared_faults:
        return
    exercises = {e.id: e for _f, e in (*(known.exercises if known else ()), *reading.exercises)}
    for base, file in files:
        label = str(file.relative_to(base)) if file != base else str(file)
        spec, faults = read_pose_file(file, shared)
        if spec is not None:
            faults += motion_faults(Clip(spec, shared.places, body_of()), shared)
            if spec.id in exercises:
                yield from _sides(label, spec.sides, exercises[spec.id])
        for fault in faults[:MAX_PROBLEMS_A_FILE]:
            yield Problem(label, fault.place, fault.reason, fault.remedy)


def _sides(label: str, sides: str, exercise: Exercise) -> Iterator[Problem]:
    if sides != exercise.sides:
        reason = _("The poses have “{a}”, the exercise has “{b}”.").format(a=sides, b=exercise.sides)
        yield Problem(label, "sides", reason, _("Make the two agree."))


def _without_poses(reading: Reading, drawn: set[str]) -> Iterator[Problem]:
    for file, exercise in reading.exercises:
        if exercise.id not in drawn:
            reason = _("The figure has no poses for this exercise.")
            yield Problem(file, "", reason, _("Add poses/{id}.toml.").format(id=exercise.id))
