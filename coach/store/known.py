"""The history as it was last read, brought up to date by what came since: tables that did not change are not read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from coach.diary import removed
from coach.records import History
from coach.store import journal, plan, safety
from coach.store.played import Playings

#: Where each part of the history is read, by the tables whose rows it is made of.
_PARTS: dict[str, tuple[tuple[str, ...], Callable[[sqlite3.Connection, int], Iterable[Any]]]] = {
    "screenings": (("screenings",), safety.answers),
    "clearances": (("clearances",), safety.clearances),
    "happenings": (("happenings",), plan.happenings),
    "ratings": (("day_ratings",), journal.ratings),
    "spasms": (("spasms", "spasm_logs"), lambda conn, _after: journal.spasms(conn)),
    "day_logs": (("day_logs",), journal.logs),
}
#: What can be taken out.
_REMOVABLE = frozenset({"happenings", "ratings", "spasms", "day_logs"})
_Mark = tuple[int, int]
_TABLES = ("removals", *(table for tables, _read in _PARTS.values() for table in tables))


class Known:
    """Gives the same `History` again where nothing changed, so that what was worked out from it holds."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._playings = Playings(conn)
        self._marks: dict[str, _Mark] = {}
        self._read: dict[str, tuple[Any, ...]] = {}
        self._history = History()

    def forget(self) -> None:
        """Rows were taken out or replaced: read everything anew."""
        self._playings = Playings(self._conn)
        self._marks, self._read = {}, {}

    def history(self) -> History:
        """Everything that happened but what was taken out; of sessions without their single segments."""
        changed: dict[str, tuple[Any, ...]] = {}
        before, now = self._marks, {table: self._mark(table) for table in _TABLES}
        read_now: dict[str, tuple[Any, ...]] = dict(self._read)
        out: frozenset[str] | None = None
        for part, (tables, read) in _PARTS.items():
            new = [table for table in tables if before.get(table) != now[table]]
            if new:
                read_now[part] = self._brought_up(part, read, before.get(tables[0]), now[tables[0]])
            if part in _REMOVABLE and (new or before.get("removals") != now["removals"]):
                out = removed(journal.removals(self._conn)) if out is None else out
                changed[part] = tuple(one for one in read_now[part] if one.id not in out)
            elif new:
                changed[part] = read_now[part]
        sessions = self._playings.read()
        # Only now: what could not be read is read again.
        self._marks, self._read = now, read_now
        if sessions is not self._history.sessions:
            changed["sessions"] = sessions
        if changed:
            parts = {name: getattr(self._history, name) for name in ("sessions", *_PARTS)}
            self._history = History(**{**parts, **changed})
        return self._history

    def _brought_up(
        self, part: str, read: Callable[[sqlite3.Connection, int], Iterable[Any]], before: _Mark | None, now: _Mark
    ) -> tuple[Any, ...]:
        """A part with its new rows: only those are read where they were added to what is known."""
        known = self._read.get(part, ())
        if part == "spasms" or before is None or now[1] - before[1] != now[0] - before[0] or now[1] <= before[1]:
            return tuple(read(self._conn, 0))
        new = tuple(read(self._conn, before[0]))
        if known and new and (new[0].at, new[0].id) < (known[-1].at, known[-1].id):
            return tuple(sorted((*known, *new), key=lambda one: (one.at, one.id)))
        return (*known, *new)

    def _mark(self, table: str) -> _Mark:
        """The last row and how many there are. Rows are only added, but for what undoes an import: it says `forget`."""
        last, count = self._conn.execute(f"SELECT COALESCE(MAX(rowid), 0), COUNT(*) FROM {table}").fetchone()
        return last, count
