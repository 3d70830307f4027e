"""Content files -> values. Every file is untrusted: whatever is wrong with it becomes a Problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from coach.errors import CoachError
from coach.library.exercises import Exercise
from coach.library.library import Library, library_of
from coach.library.plan import Plan
from coach.library.problems import Problem
from coach.library.programs import Program
from coach.library.screening import Screening
from coach.library.supports import Supports
from coach.library.toml_text import table_of, value_of
from coach.text import _

if TYPE_CHECKING:
    # The start reads no lessons and need not know their model.
    from coach.library.lessons import Lesson

MAX_FILE_BYTES = 64 * 1024
MAX_FILES = 2_000
#: The folder whose Markdown files are lessons.
LESSONS = "lessons"

Content = Exercise | Program | Plan | Screening | Supports


class Reading(msgspec.Struct, frozen=True):
    """What was read: values with the file each came from, and everything that was wrong."""

    exercises: tuple[tuple[str, Exercise], ...] = ()
    programs: tuple[tuple[str, Program], ...] = ()
    plans: tuple[tuple[str, Plan], ...] = ()
    screenings: tuple[tuple[str, Screening], ...] = ()
    lessons: tuple[tuple[str, Lesson], ...] = ()
    problems: tuple[Problem, ...] = ()
    files: int = 0
    supports: tuple[tuple[str, Supports], ...] = ()


def read_library(folder: Path) -> Library:
    """The bundled library. Raises `CoachError` naming the first problem and the count of the others.

    Its lessons are read when the first of them is asked for.
    """
    from coach.library.checks import problems_across
    from coach.library.shelf import LessonShelf

    reading = read_files([folder], ours=True, lessons=False)
    problems = reading.problems + problems_across(reading)
    if problems or not reading.plans or not reading.screenings or not reading.supports:
        first = problems[0] if problems else _("No plan.toml, screening.toml or supports.toml was found.")
        raise CoachError(
            _("The library in {folder} cannot be used. {first}").format(folder=folder, first=first),
            _("Run “python main.py check” for the whole list ({n}), or install Restack again.").format(n=len(problems)),
        )
    return msgspec.structs.replace(library_from(reading), lessons=LessonShelf(folder / LESSONS))


def library_from(reading: Reading) -> Library:
    """The library made of a faultless reading."""
    return library_of(
        tuple(e for _file, e in reading.exercises),
        tuple(p for _file, p in reading.programs),
        reading.plans[0][1],
        reading.screenings[0][1],
        tuple(lesson for _file, lesson in reading.lessons),
        reading.supports[0][1] if reading.supports else None,
    )


def read_files(paths: Iterable[Path], *, ours: bool = False, lessons: bool = True) -> Reading:
    """Read every `.toml` file in the given files and folders, and the `.md` files of their `lessons` folders.

    Nothing is raised for bad content. A `.md` file that is named itself is a lesson wherever it stands.
    `ours`: the files were checked when they were bundled, so one that fits is taken without the whole walk.
    `lessons`: False leaves the lessons of folders unread.
    """
    exercises: list[tuple[str, Exercise]] = []
    programs: list[tuple[str, Program]] = []
    plans: list[tuple[str, Plan]] = []
    screenings: list[tuple[str, Screening]] = []
    found_lessons: list[tuple[str, Lesson]] = []
    supports: list[tuple[str, Supports]] = []
    problems: list[Problem] = []
    files = 0
    for base, file in _content_files(paths, problems, lessons=lessons):
        files += 1
        if files > MAX_FILES:
            reason = _("There are more than {n} files here.").format(n=MAX_FILES)
            problems.append(Problem(str(base), "", reason, _("Check fewer at once.")))
            break
        value = _read_one(file, _label(base, file), problems, ours=ours)
        label = _label(base, file)
        match value:
            case Exercise():
                exercises.append((label, value))
            case Program():
                programs.append((label, value))
            case Plan():
                plans.append((label, value))
            case Screening():
                screenings.append((label, value))
            case Supports():
                supports.append((label, value))
            case None:
                pass
            case lesson:
                found_lessons.append((label, lesson))
    return Reading(
        tuple(exercises),
        tuple(programs),
        tuple(plans),
        tuple(screenings),
        tuple(found_lessons),
        tuple(problems),
        files,
        tuple(supports),
    )


def parse(text: str, label: str, problems: list[Problem], *, ours: bool = False) -> Content | None:
    """The value that the text of one TOML file holds, or None with the reasons added to `problems`."""
    data = table_of(text, label, problems)
    if data is None:
        return None
    kind = _kind_of(data)
    if kind is None:
        problems.append(
            Problem(
                label,
                "",
                _("It cannot be told what this file is."),
                _(
                    "An exercise has “dosages”, a program “sessions”, the plan “stages”, the screening “questions”,"
                    " the house “cards”."
                ),
            )
        )
        return None
    return value_of(data, kind, label, problems, ours=ours)


def _kind_of(data: dict[str, Any]) -> type[Content] | None:
    telling: tuple[tuple[str, type[Content]], ...] = (
        ("questions", Screening),
        ("stages", Plan),
        ("sessions", Program),
        ("dosages", Exercise),
        ("cards", Supports),
    )
    for key, kind in telling:
        if key in data:
            return kind
    # A file that lacks the telling field is still told by its neighbours.
    if {"technique", "faults", "targets", "get_ready"} & data.keys():
        return Exercise
    if {"summary", "when"} & data.keys():
        return Program
    return None


def _content_files(paths: Iterable[Path], problems: list[Problem], *, lessons: bool) -> Iterator[tuple[Path, Path]]:
    for path in paths:
        if path.is_dir():
            found = [
                file
                for file in path.rglob("*.toml")
                if "poses" not in file.relative_to(path).parts and file.name != "figure.toml"
            ]
            if lessons:
                found += [file for file in path.rglob("*.md") if file.parent.name == LESSONS]
            for file in sorted(found):
                yield path, file
        elif path.exists():
            if path.parent.name != "poses":
                yield path.parent, path
        else:
            problems.append(Problem(str(path), "", _("There is no such file or folder."), _("Check the path.")))


def _read_one(file: Path, label: str, problems: list[Problem], *, ours: bool) -> Content | Lesson | None:
    if file.exists() and not file.is_file():
        # Reading a pipe would wait for ever.
        problems.append(Problem(label, "", _("This is not a file."), _("Move it away.")))
        return None
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    except OSError as err:
        reason = _("The file cannot be read: {err}.").format(err=err.strerror)
        problems.append(Problem(label, "", reason, _("Check its permissions.")))
        return None
    if len(raw) > MAX_FILE_BYTES:
        reason = _("The file is larger than {n} KiB.").format(n=MAX_FILE_BYTES // 1024)
        problems.append(Problem(label, "", reason, _("Split it: one exercise or program a file.")))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        reason = _("Byte {n} is not UTF-8 text.").format(n=err.start)
        problems.append(Problem(label, "", reason, _("Save the file as UTF-8.")))
        return None
    text = text.replace("\r\n", "\n")
    if file.suffix == ".md":
        from coach.library.lessons import read_lesson

        return read_lesson(text, label, problems, ours=ours)
    return parse(text, label, problems, ours=ours)


def _label(base: Path, file: Path) -> str:
    return str(file.relative_to(base)) if file != base else str(file)
