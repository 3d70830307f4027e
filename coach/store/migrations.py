"""The schema, step by step.

A step that has shipped is never edited: a change is a new step here and its name in `schema.py`, with a test from a
file of the old schema.
"""

from __future__ import annotations

from coach.store.schema import STEP_SET
from coach.store.sqlite import Database, Migrations
from coach.store.steps import fold

steps = Migrations(STEP_SET)


@steps()
def m001_sessions(db: Database) -> None:
    """Sessions, their events as they happened, and check-ins (a correction is a new row)."""
    db.table("sessions").create(
        {
            "id": str,
            "session_id": str,
            "program_id": str,
            "part_id": str,
            "shorter": int,
            "first_side": str,
            "lines": int,
            "template": str,
            "started_utc": str,
            "offset_min": int,
            "pain_before": int,
        },
        pk="id",
        not_null={
            "session_id",
            "program_id",
            "shorter",
            "first_side",
            "lines",
            "template",
            "started_utc",
            "offset_min",
        },
        strict=True,
    )
    db.table("session_events").create(
        {
            "session": str,
            "seq": int,
            "kind": str,
            "at_ms": int,
            "data": str,
            "at_utc": str,
            "offset_min": int,
        },
        pk=("session", "seq"),
        foreign_keys=[("session", "sessions", "id")],
        not_null={"kind", "at_ms", "data", "at_utc", "offset_min"},
        strict=True,
    )
    db.table("check_ins").create(
        {
            "id": str,
            "session": str,
            "at_utc": str,
            "offset_min": int,
            "pain_before": int,
            "pain_worst": int,
            "pain_now": int,
            "leg_symptoms": int,
            "effort": int,
            "flags": str,
            "note": str,
        },
        pk="id",
        foreign_keys=[("session", "sessions", "id")],
        not_null={"session", "at_utc", "offset_min", "leg_symptoms", "flags", "note"},
        strict=True,
    )
    db.table("check_ins").create_index(["session", "at_utc"])
    db.table("sessions").create_index(["started_utc"])


@steps()
def m002_safety(db: Database) -> None:
    """Answers to the safety questions, and clearances by a clinician."""
    db.table("screenings").create(
        {
            "id": str,
            "at_utc": str,
            "offset_min": int,
            "version": int,
            "context": str,
            "asked": str,
            "yes": str,
        },
        pk="id",
        not_null={"at_utc", "offset_min", "version", "context", "asked", "yes"},
        strict=True,
    )
    db.table("clearances").create(
        {"id": str, "at_utc": str, "offset_min": int, "note": str},
        pk="id",
        not_null={"at_utc", "offset_min", "note"},
        strict=True,
    )


@steps()
def m003_plan(db: Database) -> None:
    """What the plan learns from the person (each kind with its own fields as JSON), pain of days, spasms; and whether
    the pain of a session settled within the hour.
    """
    db.table("happenings").create(
        {"id": str, "kind": str, "at_utc": str, "offset_min": int, "data": str},
        pk="id",
        not_null={"kind", "at_utc", "offset_min", "data"},
        strict=True,
    )
    db.table("happenings").create_index(["at_utc"])
    db.table("day_ratings").create(
        {"id": str, "day": str, "at_utc": str, "offset_min": int, "kind": str, "pain": int, "sore": int},
        pk="id",
        not_null={"day", "at_utc", "offset_min", "kind", "pain", "sore"},
        strict=True,
    )
    db.table("day_ratings").create_index(["day"])
    db.table("spasms").create(
        {"id": str, "onset_utc": str, "logged_utc": str, "offset_min": int},
        pk="id",
        not_null={"onset_utc", "logged_utc", "offset_min"},
        strict=True,
    )
    db.table("spasms").create_index(["onset_utc"])
    db.table("check_ins").add_column("settled", int)


@steps()
def m004_journal(db: Database) -> None:
    """The journal: logs of days, what was told of spasms (each version a row), and entries taken out or put back.

    `spasms` keeps when a spasm was first written down; the newest row of `spasm_logs` tells when it began and how.
    """
    db.table("day_logs").create(
        {"id": str, "day": str, "at_utc": str, "offset_min": int, "data": str},
        pk="id",
        not_null={"day", "at_utc", "offset_min", "data"},
        strict=True,
    )
    db.table("day_logs").create_index(["day"])
    db.table("spasm_logs").create(
        {
            "id": str,
            "spasm": str,
            "onset_utc": str,
            "onset_offset_min": int,
            "at_utc": str,
            "offset_min": int,
            "data": str,
        },
        pk="id",
        foreign_keys=[("spasm", "spasms", "id")],
        not_null={"spasm", "onset_utc", "onset_offset_min", "at_utc", "offset_min", "data"},
        strict=True,
    )
    db.table("spasm_logs").create_index(["spasm", "at_utc"])
    db.table("removals").create(
        {"id": str, "at_utc": str, "offset_min": int, "entries": str, "back": int},
        pk="id",
        not_null={"at_utc", "offset_min", "entries", "back"},
        strict=True,
    )


@steps()
def m005_travel(db: Database) -> None:
    """What imports brought, so that each can be taken back: `data` is JSON, the ids it added by table, and what it put
    in the place of what. And the segments of sessions that are over, folded into one row each (`steps.py`).
    """
    db.table("imports").create(
        {"id": str, "at_utc": str, "offset_min": int, "source": str, "data": str, "undone": int},
        pk="id",
        not_null={"at_utc", "offset_min", "source", "data", "undone"},
        strict=True,
    )
    fold(db)
    # What a start reads of the events stands together: it need not pass by the folded segments.
    db.execute(
        "CREATE INDEX idx_session_events_outline ON session_events"
        " (session, seq, kind, at_ms, data, at_utc, offset_min) WHERE kind NOT IN ('segment_done', 'steps')"
    )
