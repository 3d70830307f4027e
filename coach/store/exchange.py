"""Everything the person has as one document, in the form that docs/export-format.md writes down."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from coach.clock import offset_minutes, utc_text
from coach.exchange.document import FORMAT, VERSION
from coach.settings import Settings
from coach.store.entries import (
    KINDS,
    Entry,
    Row,
    check_in_entry,
    event_entry,
    events_text,
    stored_events,
    told_entry,
    unfolded,
)
from coach.store.schema import rows


def export_document(conn: sqlite3.Connection, settings: Settings, now: datetime) -> dict[str, Any]:
    """Every row of the store and the settings as plain data, times as UTC with the local offset."""
    return {**_head(settings, now), **{name: list(_entries(conn, name)) for name in KINDS}}


def export_lines(conn: sqlite3.Connection, settings: Settings, now: datetime) -> Iterator[bytes]:
    """The same document as UTF-8 text, one entry a line: ten years are 100 MB that nobody should hold in memory.

    The same rows give the same bytes.
    """
    head = _head(settings, now)
    lines = [f'"{name}": '.encode() + msgspec.json.encode(value) for name, value in head.items()]
    yield b"{\n" + b",\n".join(lines)
    for name in KINDS:
        yield f',\n"{name}": ['.encode()
        before = b"\n"
        for line in _session_lines(conn) if name == "sessions" else map(msgspec.json.encode, _entries(conn, name)):
            yield before + line
            before = b",\n"
        yield b"\n]" if before == b",\n" else b"]"
    yield b"\n}\n"


def _session_lines(conn: sqlite3.Connection) -> Iterator[bytes]:
    """The sessions, each as its JSON. Ten years have a million and a half of steps: each is written as text at once."""
    kind = KINDS["sessions"]
    check_ins = _grouped(conn, "SELECT * FROM check_ins ORDER BY at_utc, id", "session", check_in_entry)
    for row in kind.rows(conn):
        head = msgspec.json.encode(kind.entry(row))[:-1]
        events = events_text(stored_events(conn, row["id"])).encode()
        yield b'%b,"events":%b,"check_ins":%b}' % (head, events, msgspec.json.encode(check_ins.get(row["id"], [])))


def _head(settings: Settings, now: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": {"utc": utc_text(now), "offset_min": offset_minutes(now)},
        "settings": msgspec.to_builtins(settings),
    }


def _entries(conn: sqlite3.Connection, name: str) -> Iterator[Entry]:
    kind = KINDS[name]
    if name == "sessions":
        check_ins = _grouped(conn, "SELECT * FROM check_ins ORDER BY at_utc, id", "session", check_in_entry)
        for row in kind.rows(conn):
            events = [event_entry(one) for one in unfolded(stored_events(conn, row["id"]))]
            yield {**kind.entry(row), "events": events, "check_ins": check_ins.get(row["id"], [])}
    elif name == "spasms":
        told = _grouped(conn, "SELECT * FROM spasm_logs ORDER BY at_utc, id", "spasm", told_entry)
        for row in kind.rows(conn):
            yield {**kind.entry(row), "told": told.get(row["id"], [])}
    else:
        yield from map(kind.entry, kind.rows(conn))


def _grouped(conn: sqlite3.Connection, sql: str, by: str, made: Callable[[Row], Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for row in rows(conn, sql):
        groups.setdefault(row[by], []).append(made(row))
    return groups
