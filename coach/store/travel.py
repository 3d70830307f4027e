"""An import from beginning to end, on a connection of its own: looked at in memory, or written in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from coach.errors import CoachError
from coach.exchange.reading import Incoming
from coach.paths import DataFolder, write_parts
from coach.records import History
from coach.settings import Settings
from coach.store import backup
from coach.store.database import open_connection, saving, wrapped
from coach.store.exchange import export_lines
from coach.store.imports import record
from coach.store.known import Known
from coach.store.merge import Brought, Merge, is_empty, merge
from coach.text import _


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would bring, and the history without and with it. `fresh`: nothing was ever kept here."""

    brought: Brought
    before: History
    after: History
    fresh: bool


class _NothingNewError(Exception):
    """There is nothing to write."""


def write(folder: DataFolder, settings: Settings, now: datetime, file: Path) -> None:
    """Write the export of one moment to a file, piece by piece, private. Raises OSError and `CoachError`."""
    with closing(open_connection(folder)) as conn, wrapped(conn).atomic():
        write_parts(file, export_lines(conn, settings, now))


def look(folder: DataFolder, incoming: Incoming) -> Looked:
    """Merge into a copy in memory. Raises `CoachError`; nothing is written in any case."""
    with closing(open_connection(folder)) as conn, closing(sqlite3.connect(":memory:")) as copy:
        try:
            conn.backup(copy)
            before, fresh = Known(copy).history(), is_empty(copy)
            brought = merge(copy, incoming)
            after = Known(copy).history() if brought.changes else before
        except sqlite3.Error as err:
            raise CoachError(
                _("{file} cannot be compared with your data: {reason}.").format(file=incoming.source, reason=err),
                _("Your data was not changed."),
            ) from err
    return Looked(brought=brought, before=before, after=after, fresh=fresh)


def bring(
    folder: DataFolder,
    incoming: Incoming,
    own: str,
    now: datetime,
    settings: tuple[dict[str, Any], dict[str, Any]] | None,
) -> tuple[Brought, Path] | None:
    """Make a backup, merge and record the import as `own`, all or nothing; None where nothing is new.

    `settings` are those of here and those that come along where nothing was ever kept here. Raises `CoachError`.
    """
    with closing(open_connection(folder)) as conn:
        with saving(_("The import")):
            fresh = is_empty(conn)
            kept = backup.make(conn, backup.free(folder.backups / f"restack-before-import-{now:%Y%m%d-%H%M%S}.db"))
        try:
            # Working it out takes long for years of history; meanwhile others, such as spasm help, can write.
            found, brought = _worked_out(conn, incoming)
            if not brought.changes:
                raise _NothingNewError
            with saving(_("The import")), wrapped(conn).atomic():
                found.write()
                if fresh and settings is not None:
                    brought.settings_before, brought.settings_after = settings
                record(conn, own, now, incoming.source, brought)
        except (_NothingNewError, CoachError) as err:
            # A copy of what is still there unchanged is of no use to anybody.
            kept.unlink(missing_ok=True)
            if isinstance(err, CoachError):
                raise
            return None
    return brought, kept


def _worked_out(conn: sqlite3.Connection, incoming: Incoming) -> tuple[Merge, Brought]:
    """What is to be written; worked out anew where somebody wrote meanwhile."""
    while True:
        (before,) = conn.execute("PRAGMA data_version").fetchone()
        found = Merge(conn, incoming)
        if conn.execute("PRAGMA data_version").fetchone() == (before,):
            return found, found.brought
