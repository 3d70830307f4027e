"""Happenings of the plan: rows in, values out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from coach.clock import from_stored
from coach.happenings import AnyHappening, made_happening
from coach.store.schema import rows, stamped

if TYPE_CHECKING:
    from coach.store.sqlite import Database


def insert_happening(db: Database, happening: AnyHappening) -> None:
    """Keep what happened: kind and time in columns, the rest as JSON."""
    data: dict[str, Any] = msgspec.to_builtins(happening)
    row = {"id": data.pop("id"), "kind": data.pop("kind"), **stamped(happening.at, "at_utc")}
    del data["at"]
    db.table("happenings").insert({**row, "data": msgspec.json.encode(data).decode()})


def happenings(conn: sqlite3.Connection, after: int = 0) -> Iterator[AnyHappening]:
    """All, oldest first. A kind that this version does not know is left out; it stays in the file."""
    for row in rows(conn, "SELECT * FROM happenings WHERE rowid > ? ORDER BY at_utc, id", (after,)):
        data = msgspec.json.decode(row["data"])
        at = from_stored(row["at_utc"], row["offset_min"])
        try:
            yield made_happening({**data, "id": row["id"], "kind": row["kind"], "at": at})
        except msgspec.ValidationError:
            continue
