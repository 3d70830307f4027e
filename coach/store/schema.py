"""What a Restack file looks like from outside, told without sqlite-utils: a start must not wait for its import."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from coach.clock import offset_minutes, utc_text

#: "Rstk": tells a Restack file from any other SQLite file.
APPLICATION_ID = 0x5273746B
#: The name of the set of migrations, and each of its steps in order (`migrations.py` holds what they do).
STEP_SET = "restack"
STEPS = ("m001_sessions", "m002_safety", "m003_plan", "m004_journal", "m005_travel")


def applied_steps(conn: sqlite3.Connection) -> frozenset[str]:
    """The migrations that were applied to the file."""
    if not _has_table(conn, "_sqlite_migrations"):
        return frozenset()
    rows = conn.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", [STEP_SET])
    return frozenset(str(row[0]) for row in rows)


def is_newer(conn: sqlite3.Connection) -> bool:
    """True where the file was written by a version that has migrations this one does not know."""
    return not applied_steps(conn) <= frozenset(STEPS)


def is_current(conn: sqlite3.Connection) -> bool:
    """True where there is nothing to migrate."""
    return applied_steps(conn) == frozenset(STEPS)


def is_foreign(conn: sqlite3.Connection) -> bool:
    """True for a database of another program; a file without any table is nobody's."""
    found = conn.execute("PRAGMA application_id").fetchone()[0]
    return found != APPLICATION_ID and conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def rows(conn: sqlite3.Connection, sql: str, parameters: Sequence[object] = ()) -> Iterator[dict[str, Any]]:
    """The rows of a query by column name."""
    cursor = conn.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def stamped(at: datetime, column: str) -> dict[str, Any]:
    """A time as it is stored: UTC text in `column`, and the local offset beside it."""
    return {column: utc_text(at), "offset_min": offset_minutes(at)}


def _has_table(conn: sqlite3.Connection, name: str) -> bool:
    found = conn.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [name]).fetchone()
    return found is not None
