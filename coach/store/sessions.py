"""Sessions, their events and check-ins: values in, rows out; `played.py` reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from coach.clock import Moment, new_id
from coach.records import CheckIn, SessionStart
from coach.session.events import PASSING, AnyEvent, to_record
from coach.store.schema import stamped
from coach.store.steps import fold

if TYPE_CHECKING:
    from coach.store.sqlite import Database

_json = msgspec.json.Encoder()
#: What makes a session one that is over.
_ENDS = frozenset({"finished", "stopped"})


def insert_start(db: Database, start: SessionStart) -> None:
    """Begin the record of a session."""
    row: dict[str, Any] = {
        "id": start.id,
        "session_id": start.session_id,
        "program_id": start.program_id,
        "part_id": start.part_id,
        "shorter": int(start.shorter),
        "first_side": start.first_side,
        "lines": start.lines,
        "template": start.template,
        "pain_before": start.pain_before,
        **stamped(start.started, "started_utc"),
    }
    db.table("sessions").insert(row)


def insert_events(db: Database, session: str, first_seq: int, events: Iterable[tuple[AnyEvent, Moment]]) -> int:
    """Append events with the moment each happened; the next free number."""
    rows = []
    seq = first_seq
    for event, moment in events:
        if isinstance(event, PASSING):
            continue
        data = to_record(event)
        rows.append(
            {
                "session": session,
                "seq": seq,
                "kind": data.pop("kind"),
                "at_ms": data.pop("at_ms"),
                "data": _json.encode(data).decode(),
                **stamped(moment.wall, "at_utc"),
            }
        )
        seq += 1
    if rows:
        db.table("session_events").insert_all(rows)
    if any(row["kind"] in _ENDS for row in rows):
        fold(db, [session])
    return seq


def insert_check_in(db: Database, check_in: CheckIn) -> None:
    """Save a check-in. A correction is one more row; the latest counts."""
    row = {
        "id": new_id(),
        "session": check_in.session,
        "pain_before": check_in.pain_before,
        "pain_worst": check_in.pain_worst,
        "pain_now": check_in.pain_now,
        "leg_symptoms": int(check_in.leg_symptoms),
        "settled": None if check_in.settled is None else int(check_in.settled),
        "effort": check_in.effort,
        "flags": _json.encode(check_in.flags).decode(),
        "note": check_in.note,
        **stamped(check_in.at, "at_utc"),
    }
    db.table("check_ins").insert(row)


def next_seq(conn: sqlite3.Connection, session: str) -> int:
    """The number that the next event of a session gets."""
    row = conn.execute("SELECT COALESCE(MAX(seq), 0) + 1 FROM session_events WHERE session = ?", [session]).fetchone()
    return int(row[0])
