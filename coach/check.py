"""The whole content check: files that fit the model, links that lead somewhere, times that add up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from coach.library.checks import problems_across
from coach.library.problems import Problem
from coach.library.read import read_files
from coach.paths import bundled
from coach.text import _


class CheckResult(msgspec.Struct, frozen=True):
    """What was checked and everything that was found, in order of file and place."""

    files: int
    exercises: int
    sessions: int
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
    if paths and reading.files == 0 and not problems:
        names = ", ".join(str(path) for path in paths)
        problems = (Problem(names, "", _("There is no .toml file here."), _("Check the path.")),)
    return CheckResult(
        reading.files,
        len(reading.exercises),
        sum(len(program.sessions) for _file, program in reading.programs),
        tuple(sorted(set(problems))),
    )
