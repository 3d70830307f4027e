"""Backups: one a day on the first write, verified, 7 daily and 4 weekly kept. SQLite makes them, not a file copy."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from coach.errors import CoachError
from coach.paths import DataFolder, private_file, write_all
from coach.records import Backup
from coach.store.schema import APPLICATION_ID, is_newer
from coach.text import _

KEEP_DAILY = 7
KEEP_WEEKLY = 4
_DAILY = re.compile(r"^restack-(\d{4}-\d{2}-\d{2})\.db$")
_NAMED = re.compile(r"^restack-.*\.db$")


def found(folder: Path) -> list[Backup]:
    """The backups in a folder: dated ones first, newest first, then the others."""
    backups = []
    for path in folder.glob("restack-*.db"):
        if _NAMED.match(path.name):
            match = _DAILY.match(path.name)
            day = _day(match.group(1)) if match else None
            with contextlib.suppress(FileNotFoundError):
                backups.append(Backup(path, day, path.stat().st_size))
    return sorted(backups, key=lambda b: (b.day or date.min, b.path.name), reverse=True)


def daily(conn: sqlite3.Connection, folder: Path, today: date) -> Path | None:
    """Make today's backup if there is none, and thin the old ones. The path, or None where it was there already."""
    target = folder / f"restack-{today.isoformat()}.db"
    if target.exists():
        return None
    folder.mkdir(exist_ok=True, mode=0o700)
    made = make(conn, target)
    for old in thinned([b.day for b in found(folder) if b.day is not None]):
        with contextlib.suppress(FileNotFoundError):
            (folder / f"restack-{old.isoformat()}.db").unlink()
    return made


def thinned(days: Iterable[date]) -> set[date]:
    """Which of these days' backups go: all but the newest 7 and, before those, the newest of each of 4 weeks."""
    newest_first = sorted(set(days), reverse=True)
    keep = set(newest_first[:KEEP_DAILY])
    weeks: dict[tuple[int, int], date] = {}
    for day in newest_first[KEEP_DAILY:]:
        year, week, _weekday = day.isocalendar()
        weeks.setdefault((year, week), day)
    keep.update(sorted(weeks.values(), reverse=True)[:KEEP_WEEKLY])
    return set(newest_first) - keep


def make(conn: sqlite3.Connection, target: Path) -> Path:
    """A verified copy of the open database at `target`. Raises `sqlite3.Error` or `OSError`; then there is no file."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with private_file(temporary):
            pass
        with contextlib.closing(sqlite3.connect(temporary)) as copy:
            conn.backup(copy)
            # A copy in WAL mode would need two more files beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError(_("the copy did not pass its check"))
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        os.replace(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
    return target


def verify(path: Path) -> None:
    """Raise `CoachError` unless the file is a sound Restack database."""
    if not path.is_file():
        raise CoachError(_("There is no file {file}.").format(file=path))
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as conn:
            sound = conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            newer = is_newer(conn)
    except sqlite3.Error as err:
        raise CoachError(
            _("{file} cannot be read: {reason}.").format(file=path.name, reason=err),
            _("Your data was not changed. Choose another backup."),
        ) from err
    if not (sound and ours):
        raise CoachError(
            _("{file} is damaged or not a Restack database.").format(file=path.name),
            _("Your data was not changed. Choose another backup."),
        )
    if newer:
        raise CoachError(
            _("{file} was written by a newer Restack.").format(file=path.name),
            _("Your data was not changed. Choose another backup, or update Restack."),
        )


def restore(folder: DataFolder, chosen: Path, stamp: str) -> Path | None:
    """Put a backup in the database's place; the database must be closed. What was there is kept, and its path returned.

    Raises `CoachError` with nothing changed where the backup is unsound.
    """
    verify(chosen)
    kept: Path | None = None
    fresh = folder.database.with_name(f".restore.{os.getpid()}.tmp")
    try:
        if folder.database.exists():
            kept = free(folder.backups / f"restack-before-restore-{stamp}.db")
            _keep(folder.database, kept)
        with private_file(fresh):
            pass
        with contextlib.closing(sqlite3.connect(chosen)) as source, contextlib.closing(sqlite3.connect(fresh)) as copy:
            source.backup(copy)
        for suffix in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                folder.database.with_name(folder.database.name + suffix).unlink()
        os.replace(fresh, folder.database)
    except (sqlite3.Error, OSError) as err:
        raise CoachError(
            _("The backup could not be restored: {reason}.").format(reason=err),
            _("Your data is as it was before."),
        ) from err
    finally:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
    return kept


def free(path: Path) -> Path:
    """The path, or one like it where a file of that name is there: nothing that was kept is written over."""
    tries = (path.with_stem(f"{path.stem}-{n}") for n in range(2, 1_000))
    return path if not path.exists() else next(p for p in tries if not p.exists())


def _keep(database: Path, kept: Path) -> None:
    """Keep what is about to be replaced: through SQLite where it can be read, else the bare files."""
    kept.parent.mkdir(exist_ok=True, mode=0o700)
    try:
        with contextlib.closing(sqlite3.connect(database)) as conn:
            make(conn, kept)
    except sqlite3.Error:
        for suffix in ("", "-wal"):
            source = database.with_name(database.name + suffix)
            if source.exists():
                with private_file(kept.with_name(kept.name + suffix)) as stream:
                    write_all(stream, source.read_bytes())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
