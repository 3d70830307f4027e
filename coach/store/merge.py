"""Two histories become one: entries are never changed, so it is their union by id.

The same entry with another content (somebody edited a file) stays as it is here. Only a session can have got further on
one machine than on the other: of two lists of its events one that tells of a stop for safety or of pain holds, then one
that came to its end, then the longer, then that whose JSON sorts last, so that it does not matter who imports from
whom. A number that was read from the same table on two machines has the same id and counts as of the earlier reading.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from coach.exchange.reading import Incoming
from coach.store.entries import (
    EVENT_COLUMNS,
    KINDS,
    Entry,
    Row,
    canonical,
    check_in_row,
    event_entry,
    event_rows,
    events_text,
    folded_rows,
    same,
    stored_events,
    text,
    told_row,
    unfolded,
)
from coach.store.schema import rows

_ENDS = ("finished", "stopped")
_SAFETY_STOPS = ("stop-rule", "hurt", "spasm")
#: Kinds of happenings that a table from elsewhere brings.
_FROM_TABLES = ("elsewhere", "score")
_TIME = frozenset({"at_utc", "offset_min"})
#: What hangs on what: parents are written first.
TABLES = (
    "sessions", "screenings", "clearances", "happenings", "day_ratings", "spasms", "day_logs", "removals", "check_ins",
    "spasm_logs",
)  # fmt: skip


class Tally(msgspec.Struct):
    """How many entries of a table an import adds, finds here already, and finds here with another content."""

    added: int = 0
    there: int = 0
    differs: int = 0


class Brought(msgspec.Struct, kw_only=True):
    """What an import did, enough to take it back: ids added by table, events by session as many as there were, and
    the rows that made room for others. `first` and `last` are the days of what is new.
    """

    added: dict[str, list[str]] = {}
    events: dict[str, int] = {}
    replaced: dict[str, list[dict[str, Any]]] = {}
    replaced_events: dict[str, list[dict[str, Any]]] = {}
    tallies: dict[str, Tally] = {}
    first: date | None = None
    last: date | None = None
    settings_before: dict[str, Any] | None = None
    settings_after: dict[str, Any] | None = None

    @property
    def changes(self) -> bool:
        """Whether anything is new."""
        return any(self.added.values()) or any(self.replaced.values()) or bool(self.replaced_events)

    @property
    def count(self) -> int:
        """How many entries were added."""
        return sum(map(len, self.added.values()))


def is_empty(conn: sqlite3.Connection) -> bool:
    """Whether nothing at all was ever kept here."""
    return all(conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None for table in TABLES)


def merge(conn: sqlite3.Connection, incoming: Incoming) -> Brought:
    """Bring the entries in, inside the caller's transaction. Raises `sqlite3.Error`."""
    found = Merge(conn, incoming)
    found.write()
    return found.brought


class Merge:
    """Works out what an import brings, which takes time; `write` then writes it in a fraction of that."""

    def __init__(self, conn: sqlite3.Connection, incoming: Incoming) -> None:
        self._conn, self._incoming = conn, incoming
        self._brought = Brought(tallies={table: Tally() for table in TABLES})
        self._inserts: list[tuple[str, list[Row]]] = []
        self._gone: list[str] = []
        self._moved: list[tuple[str, Row]] = []
        self._ours: dict[str, dict[str, Row]] = {}
        self._rated = self._days_rated() if incoming.by_hand else set()
        self._look()

    @property
    def brought(self) -> Brought:
        """What it brings."""
        return self._brought

    def write(self) -> None:
        """Write it, inside the caller's transaction. Raises `sqlite3.Error`."""
        self._conn.executemany("DELETE FROM session_events WHERE session = ?", [(own,) for own in self._gone])
        for table, row in self._moved:
            self._conn.execute(
                f"UPDATE {table} SET at_utc = ?, offset_min = ? WHERE id = ?",
                (row["at_utc"], row["offset_min"], row["id"]),
            )
        for table, found in self._inserts:
            insert(self._conn, table, found)

    def _look(self) -> None:
        for name, kind in KINDS.items():
            if name not in ("sessions", "spasms"):
                self._take(name, map(kind.row, self._incoming.entries(name)))
        for entry in self._incoming.entries("sessions"):
            self._session(entry)
        for entry in self._incoming.entries("spasms"):
            self._take("spasms", [KINDS["spasms"].row(entry)])
            self._take("spasm_logs", [told_row(entry["id"], told) for told in entry.get("told", ())])

    def _session(self, entry: Entry) -> None:
        own = entry["id"]
        row = KINDS["sessions"].row(entry)
        ours = self._known("sessions").get(own)
        self._take("sessions", [row])
        events = entry.get("events", ())
        if ours is None:
            self._brought.events[own] = len(events)
            self._insert_events(own, events)
        elif same(ours, row):
            self._further(own, events)
        self._take("check_ins", [check_in_row(own, one) for one in entry.get("check_ins", ())])

    def _further(self, session: str, events: Sequence[Entry]) -> None:
        """Their events of a session in the place of ours, where it got further there."""
        stored = stored_events(self._conn, session)
        # Most sessions are the same in both: their JSON tells it without taking them apart.
        if events_text(stored) == text(events):
            return
        ours, theirs = unfolded(stored), event_rows(session, events)
        if _rank(ours) >= _rank(theirs):
            return
        self._brought.replaced_events[session] = stored
        self._brought.events[session] = len(theirs)
        self._gone.append(session)
        self._insert_events(session, events)
        self._span(theirs[-1]["at_utc"], theirs[-1]["offset_min"])

    def _insert_events(self, session: str, events: Sequence[Entry]) -> None:
        over = any(one["kind"] in _ENDS for one in events)
        made = folded_rows(session, events) if over else event_rows(session, events)
        self._inserts.append(("session_events", made))

    def _take(self, table: str, found: Iterable[Row]) -> None:
        known, tally = self._known(table), self._brought.tallies[table]
        new = []
        for row in found:
            ours = known.get(row["id"])
            if ours is None:
                if table == "day_ratings" and (row["day"], row["kind"]) in self._rated:
                    tally.differs += 1
                    continue
                known[row["id"]] = row
                new.append(row)
                tally.added += 1
                self._day_of(row)
            elif same(ours, row):
                tally.there += 1
            elif _came_by_hand(table, row) and same(ours, row, but=_TIME):
                tally.there += 1
                self._earlier(table, ours, row)
            else:
                tally.differs += 1
        self._inserts.append((table, new))
        self._brought.added.setdefault(table, []).extend(row["id"] for row in new)

    def _earlier(self, table: str, ours: Row, theirs: Row) -> None:
        """The same number, read from a table on two machines: it was known at the earlier of the two readings."""
        if (theirs["at_utc"], theirs["offset_min"]) < (ours["at_utc"], ours["offset_min"]):
            self._brought.replaced.setdefault(table, []).append(ours)
            self._known(table)[ours["id"]] = theirs
            self._moved.append((table, theirs))

    def _known(self, table: str) -> dict[str, Row]:
        if table not in self._ours:
            self._ours[table] = {row["id"]: row for row in rows(self._conn, f"SELECT * FROM {table}")}
        return self._ours[table]

    def _days_rated(self) -> set[tuple[str, str]]:
        """Days and kinds that have a rating of their own."""
        out: set[str] = set()
        for row in KINDS["removals"].rows(self._conn):
            entries = msgspec.json.decode(row["entries"])
            (out.difference_update if row["back"] else out.update)(entries)
        found = rows(self._conn, "SELECT id, day, kind FROM day_ratings")
        return {(row["day"], row["kind"]) for row in found if row["id"] not in out}

    def _day_of(self, row: Row) -> None:
        if "day" in row:
            self._cover(date.fromisoformat(row["day"]))
        else:
            at = row.get("started_utc") or row.get("onset_utc") or row["at_utc"]
            self._span(at, row["onset_offset_min"] if "onset_offset_min" in row else row["offset_min"])

    def _span(self, utc: str, offset_min: int) -> None:
        at = datetime.fromisoformat(utc).astimezone(UTC)
        self._cover((at + timedelta(minutes=offset_min)).date())

    def _cover(self, day: date) -> None:
        own = self._brought
        own.first = min(own.first or day, day)
        own.last = max(own.last or day, day)


def insert(conn: sqlite3.Connection, table: str, found: Sequence[Row]) -> None:
    """Insert rows that all have the same columns."""
    if found:
        names = EVENT_COLUMNS if table == "session_events" else tuple(found[0])
        places = ", ".join("?" * len(names))
        conn.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", [[row[n] for n in names] for row in found]
        )


def _rank(events: Sequence[Row]) -> tuple[bool, bool, int, bytes]:
    """What tells of pain must not be lost, whatever else a copy of a session holds."""
    entries = [event_entry(one) for one in events]
    over = any(one["kind"] in _ENDS for one in entries)
    return any(map(_is_warning, entries)), over, len(entries), canonical(entries)


def _is_warning(event: Entry) -> bool:
    if event["kind"] == "stopped":
        return event.get("reason") in _SAFETY_STOPS
    return event["kind"] == "hurt" and event.get("pain") is not None


def _came_by_hand(table: str, row: Row) -> bool:
    """Whether it is a number of a table from elsewhere: its id was made from what it says (UUID version 5)."""
    own = row["id"]
    derived = len(own) == 36 and own[14] == "5"
    return derived and (table == "day_ratings" or (table == "happenings" and row["kind"] in _FROM_TABLES))
