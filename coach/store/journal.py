"""The journal: pain of days, logs of days, spasms and what was told of them, removals: rows in, values out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from coach.clock import from_stored, offset_minutes, utc_text
from coach.diary import DayLog, DayRating, Removal, Spasm, read_day_log, read_details
from coach.store.schema import rows, stamped

if TYPE_CHECKING:
    from coach.store.sqlite import Database


def insert_rating(db: Database, rating: DayRating) -> None:
    """Keep the pain of a day, or a correction of it."""
    row = {"id": rating.id, "day": rating.day.isoformat(), **stamped(rating.at, "at_utc")}
    db.table("day_ratings").insert({**row, "kind": rating.kind, "pain": rating.pain, "sore": int(rating.sore)})


def insert_log(db: Database, log: DayLog) -> None:
    """Keep the circumstances of a day, or a correction of them."""
    data: dict[str, Any] = msgspec.to_builtins(log)
    row = {"id": data.pop("id"), "day": data.pop("day"), **stamped(log.at, "at_utc")}
    del data["at"]
    db.table("day_logs").insert({**row, "data": msgspec.json.encode(data).decode()})


def insert_spasm(db: Database, spasm: Spasm) -> None:
    """Keep that there was a spasm; what was told of it is kept by `insert_spasm_log`."""
    row = {"id": spasm.id, "onset_utc": utc_text(spasm.onset), **stamped(spasm.logged, "logged_utc")}
    db.table("spasms").insert(row)


def insert_spasm_log(db: Database, row_id: str, spasm: Spasm) -> None:
    """Keep what is told of a spasm now, at its `told_at`."""
    assert spasm.told_at is not None
    row = {
        "id": row_id,
        "spasm": spasm.id,
        "onset_utc": utc_text(spasm.onset),
        "onset_offset_min": offset_minutes(spasm.onset),
        **stamped(spasm.told_at, "at_utc"),
        "data": msgspec.json.encode(spasm.told).decode(),
    }
    db.table("spasm_logs").insert(row)


def insert_removal(db: Database, removal: Removal) -> None:
    """Keep that entries were taken out of the journal, or put back."""
    row = {"id": removal.id, **stamped(removal.at, "at_utc")}
    entries = msgspec.json.encode(removal.entries).decode()
    db.table("removals").insert({**row, "entries": entries, "back": int(removal.back)})


def ratings(conn: sqlite3.Connection, after: int = 0) -> Iterator[DayRating]:
    """All, in the order in which they were given."""
    for row in rows(conn, "SELECT * FROM day_ratings WHERE rowid > ? ORDER BY at_utc, id", (after,)):
        yield DayRating(
            id=row["id"],
            day=date.fromisoformat(row["day"]),
            at=from_stored(row["at_utc"], row["offset_min"]),
            kind=row["kind"],
            pain=row["pain"],
            sore=bool(row["sore"]),
        )


def logs(conn: sqlite3.Connection, after: int = 0) -> Iterator[DayLog]:
    """All versions, as they were written."""
    for row in rows(conn, "SELECT * FROM day_logs WHERE rowid > ? ORDER BY at_utc, id", (after,)):
        data = msgspec.json.decode(row["data"])
        at = from_stored(row["at_utc"], row["offset_min"])
        yield read_day_log({**data, "id": row["id"], "day": row["day"], "at": at})


def spasms(conn: sqlite3.Connection) -> Iterator[Spasm]:
    """All, by onset, each with what was last told of it."""
    told = {row["spasm"]: row for row in rows(conn, "SELECT * FROM spasm_logs ORDER BY at_utc, id")}
    found = []
    for row in rows(conn, "SELECT * FROM spasms ORDER BY onset_utc, id"):
        spasm = Spasm(
            id=row["id"],
            onset=from_stored(row["onset_utc"], row["offset_min"]),
            logged=from_stored(row["logged_utc"], row["offset_min"]),
        )
        log = told.get(spasm.id)
        if log is not None:
            spasm = msgspec.structs.replace(
                spasm,
                onset=from_stored(log["onset_utc"], log["onset_offset_min"]),
                told=read_details(msgspec.json.decode(log["data"])),
                told_at=from_stored(log["at_utc"], log["offset_min"]),
            )
        found.append(spasm)
    yield from sorted(found, key=lambda spasm: spasm.onset)


def removals(conn: sqlite3.Connection) -> Iterator[Removal]:
    """All, oldest first."""
    for row in rows(conn, "SELECT * FROM removals ORDER BY at_utc, id"):
        yield Removal(
            id=row["id"],
            at=from_stored(row["at_utc"], row["offset_min"]),
            entries=tuple(msgspec.json.decode(row["entries"])),
            back=bool(row["back"]),
        )
