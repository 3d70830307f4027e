"""Opening the person's database: safely, privately, migrated, and never by overwriting what cannot be read."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.paths import DataFolder, private_file
from coach.store import backup
from coach.store.schema import APPLICATION_ID, is_current, is_foreign, is_newer
from coach.text import _

if TYPE_CHECKING:
    from coach.store.sqlite import Database

BUSY_TIMEOUT_MS = 2_000


def open_connection(folder: DataFolder) -> sqlite3.Connection:
    """The database of a data folder, created or migrated as needed. Raises `CoachError`; the file is kept as it is."""
    path = folder.database
    fresh = not path.exists() or path.stat().st_size == 0
    try:
        if fresh:
            with private_file(path):
                pass
        else:
            _check_ours(folder)
        conn = connection(path)
    except (OSError, sqlite3.Error) as err:
        raise _unreadable(folder, str(err)) from err
    try:
        if not is_current(conn):
            _migrate(conn, folder, fresh=fresh)
    except sqlite3.Error as err:
        conn.close()
        raise _unreadable(folder, str(err)) from err
    except CoachError:
        conn.close()
        raise
    _make_private(path)
    return conn


def connection(path: Path) -> sqlite3.Connection:
    """A connection with our settings. Raises `sqlite3.Error`."""
    conn = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        # sqlite-utils 4 runs in its own transactions; a pragma must come outside of one.
        conn.execute("PRAGMA journal_mode = WAL")
        # What a session writes must survive a power cut, not only a crash of the program.
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        conn.close()
        raise
    return conn


def wrapped(conn: sqlite3.Connection) -> Database:
    """The connection as sqlite-utils has it, for writing and migrating."""
    from coach.store.sqlite import Database

    return Database(conn, execute_plugins=False, strict=True)


@contextlib.contextmanager
def saving(what: str) -> Iterator[None]:
    """Turn a failure to write into words: the disk is full, the file is locked or damaged."""
    try:
        yield
    except (sqlite3.Error, OSError) as err:
        raise CoachError(
            _("{what} could not be saved: {reason}.").format(what=what, reason=err),
            _("Please check that the disk is not full and the folder can be written to."),
        ) from err


def integrity_problem(conn: sqlite3.Connection) -> str:
    """What SQLite finds wrong with the file, or an empty string."""
    try:
        found = conn.execute("PRAGMA quick_check(3)").fetchall()
    except sqlite3.Error as err:
        return str(err)
    return "" if found == [("ok",)] else "; ".join(str(row[0]) for row in found)


def _check_ours(folder: DataFolder) -> None:
    """Refuse a file that is not ours to write to. Read-only: our way of opening already changes a file's header."""
    uri = f"{folder.database.resolve().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_MS / 1000)) as conn:
        foreign, newer = is_foreign(conn), is_newer(conn)
    if foreign:
        raise CoachError(
            _("{file} is not a Restack database.").format(file=folder.database),
            _("Nothing in it was changed. Move it away, or choose another folder with --data-dir."),
        )
    if newer:
        raise CoachError(
            _("{file} was written by a newer Restack.").format(file=folder.database),
            _("Nothing in it was changed. Please update Restack to open it."),
        )


def _migrate(conn: sqlite3.Connection, folder: DataFolder, *, fresh: bool) -> None:
    from coach.store.migrations import steps

    db = wrapped(conn)
    pending = steps.pending(db)
    if not pending:
        return
    kept: Path | None = None
    if not fresh and db.table_names():
        kept = backup.make(db.conn, folder.backups / f"restack-before-{pending[0].name}.db")
    try:
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        steps.apply(db)
    except sqlite3.Error as err:
        raise CoachError(
            _("The database could not be brought up to date: {reason}.").format(reason=err),
            _("Your file is unchanged. A copy is at {copy}.").format(copy=kept) if kept else "",
        ) from err
    problem = integrity_problem(conn)
    if problem:
        raise CoachError(
            _("The database did not pass its check after the update: {reason}.").format(reason=problem),
            _("The copy from before is at {copy}.").format(copy=kept) if kept else "",
        )


def _make_private(path: Path) -> None:
    if os.name != "posix":
        return
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).chmod(0o600)


def _unreadable(folder: DataFolder, reason: str) -> CoachError:
    newest = next(iter(backup.found(folder.backups)), None)
    remedy = (
        _("The newest backup is {name}.").format(name=newest.path.name)
        if newest
        else _("There is no backup yet. The file was left as it is.")
    )
    return CoachError(
        _("The database {file} cannot be opened: {reason}.").format(file=folder.database, reason=reason), remedy
    )
