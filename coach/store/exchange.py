"""Everything the person has as one JSON-ready document. Its form is written down in docs/export-format.md."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from coach.clock import offset_minutes, utc_text
from coach.settings import Settings
from coach.store.schema import rows

FORMAT = "restack-export"
VERSION = 1


def export_document(conn: sqlite3.Connection, settings: Settings, now: datetime) -> dict[str, object]:
    """Every row of the store and the settings as plain data, times as UTC with the local offset."""
    told = _grouped(conn, "SELECT * FROM spasm_logs ORDER BY at_utc, rowid", "spasm", _told)
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": {"utc": utc_text(now), "offset_min": offset_minutes(now)},
        "settings": msgspec.to_builtins(settings),
        "sessions": list(_sessions(conn)),
        "screenings": [
            {
                "id": row["id"],
                "at": _time(row, "at_utc"),
                "version": row["version"],
                "context": row["context"],
                "asked": msgspec.json.decode(row["asked"]),
                "yes": msgspec.json.decode(row["yes"]),
            }
            for row in rows(conn, "SELECT * FROM screenings ORDER BY at_utc, rowid")
        ],
        "clearances": [
            {"id": row["id"], "at": _time(row, "at_utc"), "note": row["note"]}
            for row in rows(conn, "SELECT * FROM clearances ORDER BY at_utc, rowid")
        ],
        "happenings": [
            {"id": row["id"], "kind": row["kind"], "at": _time(row, "at_utc"), **msgspec.json.decode(row["data"])}
            for row in rows(conn, "SELECT * FROM happenings ORDER BY at_utc, rowid")
        ],
        "day_ratings": [
            {
                "id": row["id"],
                "day": row["day"],
                "at": _time(row, "at_utc"),
                "kind": row["kind"],
                "pain": row["pain"],
                "sore": bool(row["sore"]),
            }
            for row in rows(conn, "SELECT * FROM day_ratings ORDER BY at_utc, rowid")
        ],
        "spasms": [
            {
                "id": row["id"],
                "onset": _time(row, "onset_utc"),
                "logged": _time(row, "logged_utc"),
                "told": told.get(row["id"], []),
            }
            for row in rows(conn, "SELECT * FROM spasms ORDER BY onset_utc, rowid")
        ],
        "day_logs": [
            {"id": row["id"], "day": row["day"], "at": _time(row, "at_utc"), **msgspec.json.decode(row["data"])}
            for row in rows(conn, "SELECT * FROM day_logs ORDER BY at_utc, rowid")
        ],
        "removals": [
            {
                "id": row["id"],
                "at": _time(row, "at_utc"),
                "entries": msgspec.json.decode(row["entries"]),
                "back": bool(row["back"]),
            }
            for row in rows(conn, "SELECT * FROM removals ORDER BY at_utc, rowid")
        ],
    }


def _told(row: dict[str, Any]) -> dict[str, Any]:
    onset = {"utc": row["onset_utc"], "offset_min": row["onset_offset_min"]}
    return {"id": row["id"], "at": _time(row, "at_utc"), "onset": onset, **msgspec.json.decode(row["data"])}


def _sessions(conn: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    events = _grouped(conn, "SELECT * FROM session_events ORDER BY session, seq", "session", _event)
    check_ins = _grouped(conn, "SELECT * FROM check_ins ORDER BY rowid", "session", _check_in)
    for row in rows(conn, "SELECT * FROM sessions ORDER BY started_utc, rowid"):
        yield {
            "id": row["id"],
            "session": row["session_id"],
            "program": row["program_id"],
            "part": row["part_id"],
            "shorter": bool(row["shorter"]),
            "lines": row["lines"],
            "first_side": row["first_side"],
            "started": _time(row, "started_utc"),
            "pain_before": row["pain_before"],
            "template": msgspec.json.decode(row["template"]),
            "events": events.get(row["id"], []),
            "check_ins": check_ins.get(row["id"], []),
        }


def _grouped(
    conn: sqlite3.Connection, sql: str, by: str, made: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows(conn, sql):
        groups.setdefault(row[by], []).append(made(row))
    return groups


def _event(row: dict[str, Any]) -> dict[str, Any]:
    own = msgspec.json.decode(row["data"])
    return {"kind": row["kind"], "at_ms": row["at_ms"], "at": _time(row, "at_utc"), **own}


def _check_in(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "at": _time(row, "at_utc"),
        "pain_before": row["pain_before"],
        "pain_worst": row["pain_worst"],
        "pain_now": row["pain_now"],
        "leg_symptoms": bool(row["leg_symptoms"]),
        "settled": None if row["settled"] is None else bool(row["settled"]),
        "effort": row["effort"],
        "flags": msgspec.json.decode(row["flags"]),
        "note": row["note"],
    }


def _time(row: dict[str, Any], column: str) -> dict[str, object]:
    return {"utc": row[column], "offset_min": row["offset_min"]}
