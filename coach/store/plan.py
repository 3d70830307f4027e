"""Happenings of the plan, pain of days, spasms: rows in, values out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from coach.clock import from_stored, utc_text
from coach.happenings import AnyHappening, DayRating, Spasm
from coach.store.schema import rows, stamped

if TYPE_CHECKING:
    from coach.store.sqlite import Database


def insert_happening(db: Database, happening: AnyHappening) -> None:
    """Keep what happened: kind and time in columns, the rest as JSON."""
    data: dict[str, Any] = msgspec.to_builtins(happening)
    row = {"id": data.pop("id"), "kind": data.pop("kind"), **stamped(happening.at, "at_utc")}
    del data["at"]
    db.table("happenings").insert({**row, "data": msgspec.json.encode(data).decode()})


def insert_rating(db: Database, rating: DayRating) -> None:
    """Keep the pain of a day, or a correction of it."""
    row = {"id": rating.id, "day": rating.day.isoformat(), **stamped(rating.at, "at_utc")}
    db.table("day_ratings").insert({**row, "kind": rating.kind, "pain": rating.pain, "sore": int(rating.sore)})


def insert_spasm(db: Database, spasm: Spasm) -> None:
    """Keep a spasm."""
    row = {"id": spasm.id, "onset_utc": utc_text(spasm.onset), **stamped(spasm.logged, "logged_utc")}
    db.table("spasms").insert(row)


def happenings(conn: sqlite3.Connection) -> Iterator[AnyHappening]:
    """All, oldest first. A kind that this version does not know is left out; it stays in the file."""
    for row in rows(conn, "SELECT * FROM happenings ORDER BY at_utc, rowid"):
        data = msgspec.json.decode(row["data"])
        at = from_stored(row["at_utc"], row["offset_min"])
        try:
            happening: AnyHappening = msgspec.convert(
                {**data, "id": row["id"], "kind": row["kind"], "at": at}, AnyHappening
            )
        except msgspec.ValidationError:
            continue
        yield happening


def ratings(conn: sqlite3.Connection) -> Iterator[DayRating]:
    """All, in the order in which they were given."""
    for row in rows(conn, "SELECT * FROM day_ratings ORDER BY at_utc, rowid"):
        yield DayRating(
            id=row["id"],
            day=date.fromisoformat(row["day"]),
            at=from_stored(row["at_utc"], row["offset_min"]),
            kind=row["kind"],
            pain=row["pain"],
            sore=bool(row["sore"]),
        )


def spasms(conn: sqlite3.Connection) -> Iterator[Spasm]:
    """All, by onset."""
    for row in rows(conn, "SELECT * FROM spasms ORDER BY onset_utc, rowid"):
        yield Spasm(
            id=row["id"],
            onset=from_stored(row["onset_utc"], row["offset_min"]),
            logged=from_stored(row["logged_utc"], row["offset_min"]),
        )
