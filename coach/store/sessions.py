"""Sessions, their events and check-ins: rows in, values out."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from coach.clock import Moment, from_stored
from coach.records import CheckIn, PlayedSession, SessionStart
from coach.session.events import PASSING, AnyEvent, from_record, to_record
from coach.store.schema import rows, stamped

if TYPE_CHECKING:
    from coach.store.sqlite import Database

_json = msgspec.json.Encoder()


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
    return seq


def insert_check_in(db: Database, check_in: CheckIn) -> None:
    """Save a check-in. A correction is one more row; the latest counts."""
    row = {
        "id": str(uuid.uuid4()),
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


#: Most of a session's events; only going on after an interruption and the export need them.
_STEPS = "('segment_began', 'segment_done')"


def played(conn: sqlite3.Connection, *, outline: bool = False) -> Iterator[PlayedSession]:
    """Every session with its events and latest check-in, oldest first.

    With `outline` the begin and end of each segment are left out, but for the newest session if it is not over.
    """
    check_ins = {c.session: c for c in _check_ins(conn)}
    events: dict[str, list[AnyEvent]] = {}
    last: dict[str, tuple[str, int]] = {}
    left_out = f"WHERE kind NOT IN {_STEPS} OR session = ?" if outline else ""
    for row in rows(
        conn, f"SELECT * FROM session_events {left_out} ORDER BY session, seq", [_newest_open(conn)] if outline else []
    ):
        record = {"kind": row["kind"], "at_ms": row["at_ms"], **msgspec.json.decode(row["data"])}
        events.setdefault(row["session"], []).append(from_record(record))
        last[row["session"]] = (row["at_utc"], row["offset_min"])
    for row in rows(conn, "SELECT * FROM sessions ORDER BY started_utc, rowid"):
        started = from_stored(row["started_utc"], row["offset_min"])
        own = row["id"]
        start = SessionStart(
            id=own,
            session_id=row["session_id"],
            program_id=row["program_id"],
            part_id=row["part_id"],
            shorter=bool(row["shorter"]),
            first_side=row["first_side"],
            lines=row["lines"],
            template=row["template"],
            started=started,
            pain_before=row["pain_before"],
        )
        last_at = from_stored(*last[own]) if own in last else started
        yield PlayedSession(
            start=start, events=tuple(events.get(own, ())), last_at=last_at, check_in=check_ins.get(own)
        )


def _newest_open(conn: sqlite3.Connection) -> str:
    """The newest session where it was neither finished nor stopped, else an empty text."""
    over = "EXISTS (SELECT 1 FROM session_events WHERE session = sessions.id AND kind IN ('finished', 'stopped'))"
    newest = conn.execute(f"SELECT id, {over} FROM sessions ORDER BY started_utc DESC, rowid DESC LIMIT 1").fetchone()
    return str(newest[0]) if newest is not None and not newest[1] else ""


def _check_ins(conn: sqlite3.Connection) -> Iterator[CheckIn]:
    for row in rows(conn, "SELECT * FROM check_ins ORDER BY rowid"):
        yield CheckIn(
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
