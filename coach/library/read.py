"""Content files -> values. Every file is untrusted: whatever is wrong with it becomes a Problem."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from coach.errors import CoachError
from coach.library.exercises import Exercise
from coach.library.library import Library, library_of
from coach.library.plan import Plan
from coach.library.problems import MAX_PROBLEMS_A_FILE, Problem, misfits
from coach.library.programs import Program
from coach.library.screening import Screening
from coach.text import _

MAX_FILE_BYTES = 64 * 1024
MAX_FILES = 2_000

Content = Exercise | Program | Plan | Screening


class Reading(msgspec.Struct, frozen=True):
    """What was read: values with the file each came from, and everything that was wrong."""

    exercises: tuple[tuple[str, Exercise], ...] = ()
    programs: tuple[tuple[str, Program], ...] = ()
    plans: tuple[tuple[str, Plan], ...] = ()
    screenings: tuple[tuple[str, Screening], ...] = ()
    problems: tuple[Problem, ...] = ()
    files: int = 0


def read_library(folder: Path) -> Library:
    """The bundled library. Raises `CoachError` naming the first problem and the count of the others."""
    from coach.library.checks import problems_across

    reading = read_files([folder], ours=True)
    problems = reading.problems + problems_across(reading)
    if problems or not reading.plans or not reading.screenings:
        first = problems[0] if problems else _("No plan.toml or screening.toml was found.")
        raise CoachError(
            _("The library in {folder} cannot be used. {first}").format(folder=folder, first=first),
            _("Run “python main.py check” for the whole list ({n}), or install Restack again.").format(n=len(problems)),
        )
    return library_from(reading)


def library_from(reading: Reading) -> Library:
    """The library made of a faultless reading."""
    return library_of(
        tuple(e for _file, e in reading.exercises),
        tuple(p for _file, p in reading.programs),
        reading.plans[0][1],
        reading.screenings[0][1],
    )


def read_files(paths: Iterable[Path], *, ours: bool = False) -> Reading:
    """Read every `.toml` file in the given files and folders. Nothing is raised for bad content.

    `ours`: the files were checked when they were bundled, so one that fits is taken without the whole walk.
    """
    exercises: list[tuple[str, Exercise]] = []
    programs: list[tuple[str, Program]] = []
    plans: list[tuple[str, Plan]] = []
    screenings: list[tuple[str, Screening]] = []
    problems: list[Problem] = []
    files = 0
    for base, file in _toml_files(paths, problems):
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
            case None:
                pass
    return Reading(tuple(exercises), tuple(programs), tuple(plans), tuple(screenings), tuple(problems), files)


def parse(text: str, label: str, problems: list[Problem], *, ours: bool = False) -> Content | None:
    """The value that one file's text holds, or None with the reasons added to `problems`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        problems.append(Problem(label, "", _("This is not valid TOML: {err}.").format(err=err), _("Mend that line.")))
        return None
    except ValueError as err:
        # A number of thousands of digits is not a TOMLDecodeError.
        problems.append(Problem(label, "", _("A value cannot be read: {err}.").format(err=err), _("Mend that value.")))
        return None
    except RecursionError:
        problems.append(Problem(label, "", _("The tables are nested too deeply."), _("Flatten them.")))
        return None
    kind = _kind_of(data)
    if kind is None:
        problems.append(
            Problem(
                label,
                "",
                _("It cannot be told what this file is."),
                _("An exercise has “dosages”, a program “sessions”, the plan “stages”, the screening “questions”."),
            )
        )
        return None
    if ours:
        with contextlib.suppress(msgspec.ValidationError):
            fits: Content = msgspec.convert(data, kind)
            return fits
    found = [Problem(label, *misfit) for misfit in islice(misfits(data, kind), MAX_PROBLEMS_A_FILE)]
    if found:
        problems.extend(found)
        return None
    value: Content = msgspec.convert(data, kind)
    return value


def _kind_of(data: dict[str, Any]) -> type[Content] | None:
    for key, kind in (("questions", Screening), ("stages", Plan), ("sessions", Program), ("dosages", Exercise)):
        if key in data:
            return kind
    # A file that lacks the telling field is still told by its neighbours.
    if {"technique", "faults", "targets", "get_ready"} & data.keys():
        return Exercise
    if {"summary", "when"} & data.keys():
        return Program
    return None


def _toml_files(paths: Iterable[Path], problems: list[Problem]) -> Iterator[tuple[Path, Path]]:
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*.toml")):
                if "poses" not in file.relative_to(path).parts and file.name != "figure.toml":
                    yield path, file
        elif path.exists():
            if path.parent.name != "poses":
                yield path.parent, path
        else:
            problems.append(Problem(str(path), "", _("There is no such file or folder."), _("Check the path.")))


def _read_one(file: Path, label: str, problems: list[Problem], *, ours: bool) -> Content | None:
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
    return parse(text.replace("\r\n", "\n"), label, problems, ours=ours)


def _label(base: Path, file: Path) -> str:
    return str(file.relative_to(base)) if file != base else str(file)
