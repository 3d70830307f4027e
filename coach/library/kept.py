"""The library as it was last read, kept as one file of JSON: reading 150 files of TOML at each start takes too long.

It holds only as long as every file has the size and time it had; anything else, and anything odd, and the files are
read anew. The kept file can be thrown away at any time.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from coach.library.exercises import Exercise
from coach.library.library import Library, library_of
from coach.library.plan import Plan
from coach.library.programs import Program
from coach.library.read import LESSONS, read_library
from coach.library.screening import Screening
from coach.library.shelf import LessonShelf
from coach.library.supports import Supports
from coach.paths import write_atomically

#: Raised where a field of the content model keeps its form and changes its meaning; a changed form is noticed anyway.
MODEL = 2

Stamp = tuple[tuple[str, int, int], ...]


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`model` and `stamp` say of what; the rest is the library without its lessons."""

    model: int
    stamp: Stamp
    exercises: tuple[Exercise, ...]
    programs: tuple[Program, ...]
    plan: Plan
    screening: Screening
    supports: Supports


def read_kept(folder: Path, kept: Path) -> Library:
    """The library of a folder, from the kept file where that is still true of it. Raises `CoachError` like
    `read_library`; that the kept file cannot be written is no trouble to anybody.
    """
    stamp = _stamp(folder)
    found = _known(kept, stamp)
    if found is not None:
        library = library_of(found.exercises, found.programs, found.plan, found.screening, (), found.supports)
        return msgspec.structs.replace(library, lessons=LessonShelf(folder / LESSONS))
    library = read_library(folder)
    assert library.supports is not None  # read_library asks for it
    made = _Kept(
        MODEL,
        stamp,
        tuple(library.exercises.values()),
        tuple(library.programs.values()),
        library.plan,
        library.screening,
        library.supports,
    )
    with contextlib.suppress(OSError):
        write_atomically(kept, msgspec.json.encode(made))
    return library


def _known(kept: Path, stamp: Stamp) -> _Kept | None:
    try:
        found = msgspec.json.decode(kept.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.stamp == stamp and found.model == MODEL else None


def _stamp(folder: Path) -> Stamp:
    """Name, size and time of every file that the library is read from."""
    files = sorted(file for part in (folder, folder / "exercises", folder / "programs") for file in part.glob("*.toml"))
    stats = ((str(file.relative_to(folder)), file.stat()) for file in files)
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)
