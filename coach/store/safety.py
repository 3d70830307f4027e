"""Answers to the safety questions, and clearances: rows in, values out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from coach.clock import from_stored
from coach.records import Clearance, ScreeningAnswers
from coach.store.schema import rows, stamped

if TYPE_CHECKING:
    from coach.store.sqlite import Database


def insert_answers(db: Database, answers: ScreeningAnswers) -> None:
    """Keep one round of answers."""
    row = {
        "id": answers.id,
        **stamped(answers.at, "at_utc"),
        "version": answers.version,
        "context": answers.context,
        "asked": msgspec.json.encode(answers.asked).decode(),
        "yes": msgspec.json.encode(answers.yes).decode(),
    }
    db.table("screenings").insert(row)


def insert_clearance(db: Database, clearance: Clearance) -> None:
    """Keep that a clinician cleared the person."""
    row = {
        "id": clearance.id,
        **stamped(clearance.at, "at_utc"),
        "note": clearance.note,
    }
    db.table("clearances").insert(row)


def answers(conn: sqlite3.Connection, after: int = 0) -> Iterator[ScreeningAnswers]:
    """All rounds, oldest first."""
    for row in rows(conn, "SELECT * FROM screenings WHERE rowid > ? ORDER BY at_utc, id", (after,)):
        yield ScreeningAnswers(
            id=row["id"],
            at=from_stored(row["at_utc"], row["offset_min"]),
            version=row["version"],
            context=row["context"],
            asked=tuple(msgspec.json.decode(row["asked"])),
            yes=tuple(msgspec.json.decode(row["yes"])),
        )


def clearances(conn: sqlite3.Connection, after: int = 0) -> Iterator[Clearance]:
    """All clearances, oldest first."""
    for row in rows(conn, "SELECT * FROM clearances WHERE rowid > ? ORDER BY at_utc, id", (after,)):
        yield Clearance(id=row["id"], at=from_stored(row["at_utc"], row["offset_min"]), note=row["note"])
