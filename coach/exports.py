"""An export read back as values: the history of docs/export-format.md, from any machine."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from coach.clock import from_stored
from coach.diary import DayLog, DayRating, Removal, Spasm, read_day_log, read_details, removed
from coach.errors import CoachError
from coach.exchange.document import FORMAT, VERSION
from coach.happenings import AnyHappening
from coach.records import CheckIn, Clearance, History, PlayedSession, ScreeningAnswers, SessionStart
from coach.session.events import AnyEvent, from_record
from coach.text import _

Kind = TypeVar("Kind")


class Export(msgspec.Struct, frozen=True):
    """What an export holds of the person: when it was written, and the history."""

    at: datetime
    history: History


def read_export(file: Path) -> Export:
    """The export in a file. Raises `CoachError` that names the file, the place and the remedy."""
    try:
        document = json.loads(file.read_text("utf-8"))
    except OSError as err:
        raise CoachError(
            _("{file} cannot be read: {reason}.").format(file=file, reason=err.strerror), _("Check the name.")
        ) from err
    except (ValueError, RecursionError) as err:
        raise CoachError(_("{file} is no JSON: {reason}.").format(file=file, reason=err)) from err
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise CoachError(
            _("{file} is not an export of Restack.").format(file=file),
            _("Make one with “Export as JSON” in Settings."),
        )
    if document.get("version") != VERSION:
        raise CoachError(
            _("{file} was written by another version of Restack.").format(file=file), _("Update Restack and try again.")
        )
    return export_of(document, str(file))


def export_of(document: dict[str, Any], label: str) -> Export:
    """The values of a document. Raises `CoachError` for the first entry that does not fit."""
    out = removed(_all(document, "removals", _as(Removal), label))

    def kept(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(entry for entry in entries if entry.id not in out)

    return Export(
        _one(document, "exported", _when, label),
        History(
            sessions=_all(document, "sessions", _session, label),
            screenings=_all(document, "screenings", _as(ScreeningAnswers), label),
            clearances=_all(document, "clearances", _as(Clearance), label),
            happenings=kept(_all(document, "happenings", _happening, label)),
            ratings=kept(_all(document, "day_ratings", _as(DayRating), label)),
            spasms=tuple(sorted(kept(_all(document, "spasms", _spasm, label)), key=lambda spasm: spasm.onset)),
            day_logs=kept(_all(document, "day_logs", _day_log, label)),
        ),
    )


def _one(document: dict[str, Any], name: str, made: Any, label: str) -> Any:
    try:
        return made(document[name])
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        raise CoachError(
            _("{file}: {place} does not fit: {reason}.").format(file=label, place=name, reason=err)
        ) from err


def _all(document: dict[str, Any], name: str, made: Any, label: str) -> tuple[Any, ...]:
    found = []
    for index, entry in enumerate(document.get(name, [])):
        found.append(_one({f"{name}[{index}]": entry}, f"{name}[{index}]", made, label))
    return tuple(found)


def _when(entry: dict[str, Any]) -> datetime:
    return from_stored(entry["utc"], entry["offset_min"])


def _as(kind: type[Kind]) -> Any:
    def made(entry: dict[str, Any]) -> Kind:
        return msgspec.convert({**entry, "at": _when(entry["at"])}, kind)

    return made


def _happening(entry: dict[str, Any]) -> AnyHappening:
    happening: AnyHappening = msgspec.convert({**entry, "at": _when(entry["at"])}, AnyHappening)
    return happening


def _day_log(entry: dict[str, Any]) -> DayLog:
    return read_day_log({**entry, "at": _when(entry["at"])})


def _spasm(entry: dict[str, Any]) -> Spasm:
    spasm = Spasm(id=entry["id"], onset=_when(entry["onset"]), logged=_when(entry["logged"]))
    for told in entry.get("told", ()):
        details = read_details({k: v for k, v in told.items() if k not in ("id", "at", "onset")})
        onset, at = _when(told["onset"]), _when(told["at"])
        spasm = msgspec.structs.replace(spasm, onset=onset, told=details, told_at=at)
    return spasm


def _session(entry: dict[str, Any]) -> PlayedSession:
    started = _when(entry["started"])
    events: tuple[AnyEvent, ...] = tuple(
        from_record({k: v for k, v in e.items() if k != "at"}) for e in entry["events"]
    )
    check_ins = entry["check_ins"]
    start = {
        "id": entry["id"],
        "session_id": entry["session"],
        "program_id": entry["program"],
        "part_id": entry["part"],
        "shorter": entry["shorter"],
        "first_side": entry["first_side"],
        "lines": entry.get("lines", len(entry["template"].get("lines", ()))),
        "template": json.dumps(entry["template"]),
        "started": started,
        "pain_before": entry["pain_before"],
    }
    return PlayedSession(
        start=msgspec.convert(start, SessionStart),
        events=events,
        last_at=_when(entry["events"][-1]["at"]) if entry["events"] else started,
        check_in=_check_in(check_ins[-1], entry["id"]) if check_ins else None,
    )


def _check_in(entry: dict[str, Any], session: str) -> CheckIn:
    return msgspec.convert({**entry, "session": session, "at": _when(entry["at"])}, CheckIn)
