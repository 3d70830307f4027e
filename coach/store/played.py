"""The sessions of the store as values, and how they are kept up to date: what came since is read, not everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from coach.clock import from_stored
from coach.records import CheckIn, PlayedSession, SessionStart
from coach.session.events import AnyEvent, from_record
from coach.store.schema import rows
from coach.store.steps import FOLDED, STEP, event_rows

#: More changed sessions than this are read together with all others.
ONE_BY_ONE = 50
_TABLES = ("sessions", "session_events", "check_ins")

_events = msgspec.json.Decoder(tuple[AnyEvent, ...])
#: An event as JSON, put together by SQLite: ten years have 75,000, and a dictionary of each would take seconds.
_EVENT = """'{"kind":"' || kind || '","at_ms":' || at_ms || iif(data = '{}', '}', ',' || substr(data, 2))"""


class Playings:
    """All sessions, oldest first, each with its latest check-in. The single segments (`steps.py`) are left out, but for
    the newest session if it is not over: only going on needs them.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._marks = (0, 0, 0)
        self._open = ""
        self._found: dict[str, PlayedSession] = {}
        self._all: tuple[PlayedSession, ...] = ()

    def read(self) -> tuple[PlayedSession, ...]:
        """As they are now; the same values, and the same tuple, where nothing changed."""
        changed, marks = self._changed()
        newest_open = _newest_open(self._conn)
        if newest_open != self._open:
            changed |= {self._open, newest_open} - {""}
        if changed:
            few = len(changed) <= ONE_BY_ONE and self._found
            for one in _outlines(self._conn, changed if few else None, newest_open):
                self._found[one.start.id] = one
            order = self._conn.execute("SELECT id FROM sessions ORDER BY started_utc, id")
            self._all = tuple(self._found[own] for (own,) in order)
        self._marks, self._open = marks, newest_open
        return self._all

    def _changed(self) -> tuple[set[str], tuple[int, int, int]]:
        """The sessions that have rows since the last reading, and how far this one goes."""
        changed, marks = set[str](), []
        if not self._found:
            last = (self._conn.execute(f"SELECT COALESCE(MAX(rowid), 0) FROM {table}") for table in _TABLES)
            first, second, third = (found.fetchone()[0] for found in last)
            return {own for (own,) in self._conn.execute("SELECT id FROM sessions")}, (first, second, third)
        for table, column, mark in zip(_TABLES, ("id", "session", "session"), self._marks, strict=True):
            new = self._conn.execute(f"SELECT rowid, {column} FROM {table} WHERE rowid > ?", (mark,)).fetchall()
            changed.update(own for _rowid, own in new)
            marks.append(max((rowid for rowid, _own in new), default=mark))
        return changed, (marks[0], marks[1], marks[2])


def played(conn: sqlite3.Connection) -> Iterator[PlayedSession]:
    """Every session with all its events, oldest first."""
    events = {own: list(found) for own, found in groupby(event_rows(conn), key=itemgetter("session"))}
    check_ins = _check_ins(conn, None)
    for start in _starts(conn, None):
        yield _whole(start, events.get(start.id, ()), check_ins.get(start.id))


def _outlines(conn: sqlite3.Connection, wanted: Collection[str] | None, newest_open: str) -> Iterator[PlayedSession]:
    where, ids = _among("session", wanted)
    # Beside max() SQLite gives the other columns of its row: here the time of the last event.
    sql = f"""SELECT session, '[' || group_concat(event) || ']', max(seq), at_utc, offset_min FROM (
                  SELECT session, seq, {_EVENT} AS event, at_utc, offset_min FROM session_events
                  WHERE kind NOT IN ('{STEP}', '{FOLDED}') {where} ORDER BY session, seq)
              GROUP BY session"""
    found = {own: (events, at, offset) for own, events, _last, at, offset in conn.execute(sql, ids)}
    check_ins = _check_ins(conn, wanted)
    for start in _starts(conn, wanted):
        check_in = check_ins.get(start.id)
        if start.id == newest_open:
            yield _whole(start, event_rows(conn, of=start.id), check_in)
            continue
        text, at, offset = found.get(start.id, ("[]", "", 0))
        try:
            events = _events.decode(text)
        except msgspec.MsgspecError:
            # Written by other hands, such as with blanks: read the slow way, which says what does not fit.
            steps = (FOLDED, STEP)
            yield _whole(start, (r for r in event_rows(conn, of=start.id) if r["kind"] not in steps), check_in)
            continue
        last_at = from_stored(at, offset) if at else start.started
        yield PlayedSession(start=start, events=events, last_at=last_at, check_in=check_in)


def _whole(start: SessionStart, found: Iterable[dict[str, Any]], check_in: CheckIn | None) -> PlayedSession:
    events, last_at = [], start.started
    own: list[dict[str, Any]] = list(found)
    for row in own:
        events.append(from_record({"kind": row["kind"], "at_ms": row["at_ms"], **msgspec.json.decode(row["data"])}))
    if own:
        last_at = from_stored(own[-1]["at_utc"], own[-1]["offset_min"])
    return PlayedSession(start=start, events=tuple(events), last_at=last_at, check_in=check_in)


def _starts(conn: sqlite3.Connection, wanted: Collection[str] | None) -> Iterator[SessionStart]:
    where, ids = _among("id", wanted)
    # Most sessions are played many times: one text stands for all that are the same.
    templates: dict[str, str] = {}
    for row in rows(conn, f"SELECT * FROM sessions WHERE TRUE {where} ORDER BY started_utc, id", ids):
        yield SessionStart(
            id=row["id"],
            session_id=row["session_id"],
            program_id=row["program_id"],
            part_id=row["part_id"],
            shorter=bool(row["shorter"]),
            first_side=row["first_side"],
            lines=row["lines"],
            template=templates.setdefault(row["template"], row["template"]),
            started=from_stored(row["started_utc"], row["offset_min"]),
            pain_before=row["pain_before"],
        )


def _newest_open(conn: sqlite3.Connection) -> str:
    """The newest session where it was neither finished nor stopped, else an empty text."""
    newest = conn.execute("SELECT id FROM sessions ORDER BY started_utc DESC, id DESC LIMIT 1").fetchone()
    if newest is None:
        return ""
    over = "SELECT 1 FROM session_events WHERE session = ? AND kind IN ('finished', 'stopped')"
    return "" if conn.execute(over, newest).fetchone() else str(newest[0])


def _check_ins(conn: sqlite3.Connection, wanted: Collection[str] | None) -> dict[str, CheckIn]:
    """The latest of each session."""
    where, ids = _among("session", wanted)
    return {
        row["session"]: CheckIn(
            session=row["session"],
            at=from_stored(row["at_utc"], row["offset_min"]),
            pain_before=row["pain_before"],
            pain_worst=row["pain_worst"],
            pain_now=row["pain_now"],
            leg_symptoms=bool(row["leg_symptoms"]),
            settled=None if row["settled"] is None else bool(row["settled"]),
            effort=row["effort"],
            flags=msgspec.json.decode(row["flags"]),
            note=row["note"],
        )
        for row in rows(conn, f"SELECT * FROM check_ins WHERE TRUE {where} ORDER BY at_utc, id", ids)
    }


def _among(column: str, wanted: Collection[str] | None) -> tuple[str, list[str]]:
    """A condition that holds for these ids, or for all."""
    if wanted is None:
        return "", []
    return f"AND {column} IN ({', '.join('?' * len(wanted))})", list(wanted)
