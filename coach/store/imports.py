"""What imports brought, and how the newest of them is taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from coach.clock import from_stored
from coach.store.entries import EVENT_COLUMNS, stored_events
from coach.store.merge import TABLES, Brought, insert
from coach.store.schema import rows, stamped
from coach.store.steps import FOLDED

#: Tables whose rows may speak of others, or hang on them.
_SPEAKING = ("happenings", "removals", "check_ins", "spasm_logs")
#: What can be taken out of the journal.
_REMOVABLE = ("spasms", "day_logs", "day_ratings", "happenings")
#: Own activities have no table: the rows in which they were chosen hold them.
_ACTIVITIES = "activities"


class PastImport(msgspec.Struct, frozen=True, kw_only=True):
    """An import that was made: from which file, when, and how many entries it added. `last`: it can be taken back."""

    id: str
    at: datetime
    source: str
    added: int
    undone: bool
    last: bool


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """What taking an import back did: entries taken away, and those that stay since something here speaks of them.

    `settings_before` and `settings_after` are those before and after it, where it brought settings along.
    """

    removed: int
    kept: int
    settings_before: dict[str, Any] | None = None
    settings_after: dict[str, Any] | None = None


def record(conn: sqlite3.Connection, own: str, at: datetime, source: str, brought: Brought) -> None:
    """Keep what an import brought."""
    row = {"id": own, **stamped(at, "at_utc"), "source": source, "data": msgspec.json.encode(brought).decode()}
    insert(conn, "imports", [{**row, "undone": 0}])


def past(conn: sqlite3.Connection) -> tuple[PastImport, ...]:
    """All imports, newest first."""
    # The order in which they were written, for a clock may have been set back between two of them.
    found = list(rows(conn, "SELECT * FROM imports ORDER BY rowid DESC"))
    last = next((row["id"] for row in found if not row["undone"]), "")
    return tuple(
        PastImport(
            id=row["id"],
            at=from_stored(row["at_utc"], row["offset_min"]),
            source=row["source"],
            added=msgspec.json.decode(row["data"], type=Brought).count,
            undone=bool(row["undone"]),
            last=row["id"] == last,
        )
        for row in found
    )


def undo(conn: sqlite3.Connection, own: str) -> Undone:
    """Take an import back, inside the caller's transaction. Raises KeyError unless it is the newest that holds."""
    if not any(one.id == own and one.last for one in past(conn)):
        raise KeyError(own)
    (row,) = rows(conn, "SELECT * FROM imports WHERE id = ?", (own,))
    done = _Undo(conn, msgspec.json.decode(row["data"], type=Brought)).run()
    conn.execute("UPDATE imports SET undone = 1 WHERE id = ?", (own,))
    return done


class _Undo:
    def __init__(self, conn: sqlite3.Connection, brought: Brought) -> None:
        self._conn, self._brought = conn, brought
        self._added = {table: set(brought.added.get(table, ())) for table in TABLES}
        self._went_on = {session for session, count in brought.events.items() if self._events(session) != count}

    def run(self) -> Undone:
        kept = self._kept()
        self._put_back()
        removed = 0
        for table in reversed(TABLES):
            gone = [(own,) for own in self._added[table] - kept[table]]
            if table == "sessions":
                self._conn.executemany("DELETE FROM session_events WHERE session = ?", gone)
            self._conn.executemany(f"DELETE FROM {table} WHERE id = ?", gone)
            removed += len(gone)
        return Undone(
            removed=removed,
            kept=sum(map(len, kept.values())),
            settings_before=self._brought.settings_before,
            settings_after=self._brought.settings_after,
        )

    def _events(self, session: str) -> int:
        return sum(
            len(msgspec.json.decode(row["data"])) if row["kind"] == FOLDED else 1
            for row in stored_events(self._conn, session)
        )

    def _put_back(self) -> None:
        """What made room, unless it went on here since."""
        for session, events in self._brought.replaced_events.items():
            if session not in self._went_on:
                self._conn.execute("DELETE FROM session_events WHERE session = ?", (session,))
                insert(self._conn, "session_events", [{name: one[name] for name in EVENT_COLUMNS} for one in events])
        for table, replaced in self._brought.replaced.items():
            for one in replaced:
                self._conn.execute(
                    f"UPDATE {table} SET at_utc = ?, offset_min = ? WHERE id = ?",
                    (one["at_utc"], one["offset_min"], one["id"]),
                )

    def _kept(self) -> dict[str, set[str]]:
        """The added rows that have to stay: own rows speak of them, or rows that stay do."""
        kept: dict[str, set[str]] = {table: set() for table in TABLES}
        wanted: dict[str, set[str]] = {table: set() for table in (*TABLES, _ACTIVITIES)}
        wanted["sessions"] |= self._went_on
        spoken: dict[tuple[str, str], list[tuple[str, str]]] = {}
        goals: dict[str, str] = {}
        chosen_here: set[str] = set()
        for table in _SPEAKING:
            for row in rows(self._conn, f"SELECT * FROM {table}"):
                added = row["id"] in self._added[table]
                if row.get("kind") == "goals_chosen":
                    ids = _activities(row)
                    if added:
                        goals.update(dict.fromkeys(ids, row["id"]))
                    else:
                        chosen_here |= ids
                elif added:
                    spoken[table, row["id"]] = list(_mentions(table, row))
                else:
                    for among, own in _mentions(table, row):
                        wanted[among].add(own)
        # Words that were chosen here as well do not need those that came.
        goals = {own: row for own, row in goals.items() if own not in chosen_here}
        while True:
            wanted["happenings"] |= {goals[own] for own in wanted[_ACTIVITIES] & goals.keys()}
            found = {table: (wanted[table] & self._added[table]) - kept[table] for table in TABLES}
            if not any(found.values()):
                break
            for table, ids in found.items():
                kept[table] |= ids
                for own in ids:
                    for among, other in spoken.get((table, own), ()):
                        wanted[among].add(other)
        return self._with_theirs(kept)

    def _with_theirs(self, kept: dict[str, set[str]]) -> dict[str, set[str]]:
        """A session or spasm that stays keeps what was told of it."""
        for table, column, parent in (("check_ins", "session", "sessions"), ("spasm_logs", "spasm", "spasms")):
            for row in rows(self._conn, f"SELECT id, {column} FROM {table}"):
                if row["id"] in self._added[table] and row[column] in kept[parent]:
                    kept[table].add(row["id"])
        return kept


def _activities(row: dict[str, Any]) -> set[str]:
    return {one["id"] for one in msgspec.json.decode(row["data"])["activities"]}


def _mentions(table: str, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The entries of which a row speaks, each with its list."""
    if table == "check_ins":
        yield "sessions", row["session"]
    elif table == "spasm_logs":
        yield "spasms", row["spasm"]
    elif table == "removals":
        for own in msgspec.json.decode(row["entries"]):
            yield from ((among, own) for among in _REMOVABLE)
    elif row["kind"] == "leg":
        yield "sessions", msgspec.json.decode(row["data"])["session"]
    elif row["kind"] == "experiment_ended":
        yield "happenings", msgspec.json.decode(row["data"])["of"]
    elif row["kind"] == "goals_rated":
        yield from ((_ACTIVITIES, own) for own in msgspec.json.decode(row["data"])["ratings"])
