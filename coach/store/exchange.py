"""Everything the person has as one JSON-ready document. Its form is written down in docs/export-format.md."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from coach.clock import offset_minutes, utc_text
from coach.records import History, PlayedSession
from coach.session.events import to_record
from coach.settings import Settings

FORMAT = "restack-export"
VERSION = 1


def export_document(history: History, settings: Settings, now: datetime) -> dict[str, object]:
    """The whole history and the settings as plain data."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": _time(now),
        "settings": msgspec.to_builtins(settings),
        "sessions": [_session(played) for played in history.sessions],
        "screenings": [
            {
                "id": a.id,
                "at": _time(a.at),
                "version": a.version,
                "context": a.context,
                "asked": list(a.asked),
                "yes": list(a.yes),
            }
            for a in history.screenings
        ],
        "clearances": [{"id": c.id, "at": _time(c.at), "note": c.note} for c in history.clearances],
    }


def _session(played: PlayedSession) -> dict[str, Any]:
    start, check_in = played.start, played.check_in
    return {
        "id": start.id,
        "session": start.session_id,
        "program": start.program_id,
        "part": start.part_id,
        "shorter": start.shorter,
        "first_side": start.first_side,
        "started": _time(start.started),
        "pain_before": start.pain_before,
        "template": msgspec.json.decode(start.template),
        "events": [to_record(event) for event in played.events],
        "check_in": None
        if check_in is None
        else {
            "at": _time(check_in.at),
            "pain_before": check_in.pain_before,
            "pain_worst": check_in.pain_worst,
            "pain_now": check_in.pain_now,
            "leg_symptoms": check_in.leg_symptoms,
            "effort": check_in.effort,
            "flags": dict(check_in.flags),
            "note": check_in.note,
        },
    }


def _time(at: datetime) -> dict[str, object]:
    return {"utc": utc_text(at), "offset_min": offset_minutes(at)}
