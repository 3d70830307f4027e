"""Rows of the store and entries of an export, each made from the other."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from coach.store.schema import rows
from coach.store.steps import FOLDED, STEP, Numbers, folded, step_numbers, steps_of, unfold, utc_of

Row = dict[str, Any]
Entry = dict[str, Any]

EVENT_COLUMNS = ("session", "seq", "kind", "at_ms", "data", "at_utc", "offset_min")
#: Makes the id of a check-in that was exported without one, from what it says.
_NAMELESS = uuid.UUID("6f1f6f0c-58f4-4d0e-9d2e-0d6f3f0f6a51")
_json = msgspec.json.Encoder()
_sorted = msgspec.json.Encoder(order="sorted")


class Kind(NamedTuple):
    """Where the entries of a list stand, in which order, and both ways between row and entry."""

    table: str
    order: str
    entry: Callable[[Row], Entry]
    row: Callable[[Entry], Row]

    def rows(self, conn: sqlite3.Connection) -> Iterator[Row]:
        """All rows in the order of the export."""
        return rows(conn, f"SELECT * FROM {self.table} ORDER BY {self.order}")


def text(value: object) -> str:
    """JSON as it is stored."""
    return _json.encode(value).decode()


def canonical(value: object) -> bytes:
    """JSON that is the same for the same value, whatever the order of its keys."""
    return _sorted.encode(value)


def same(ours: Row, theirs: Row, but: frozenset[str] = frozenset()) -> bool:
    """Whether two rows say the same; JSON in them may have its keys in another order."""
    for name, own in ours.items():
        other = theirs.get(name)
        if name not in but and own != other:
            if name not in ("data", "template", "flags", "asked", "yes", "entries"):
                return False
            if canonical(_plain(own)) != canonical(_plain(other)):
                return False
    return True


def _plain(stored: Any) -> Any:
    return msgspec.json.decode(stored)


def _time(row: Row, column: str = "at_utc", offset: str = "offset_min") -> Entry:
    return {"utc": row[column], "offset_min": row[offset]}


def _stamped(at: Entry, column: str = "at_utc", offset: str = "offset_min") -> Row:
    return {column: at["utc"], offset: at["offset_min"]}


def _bool(value: Any) -> bool | None:
    return None if value is None else bool(value)


def _int(value: Any) -> int | None:
    return None if value is None else int(value)


def _rest(entry: Entry, *named: str) -> str:
    return text({name: value for name, value in entry.items() if name not in named})


# -- sessions, without their events and check-ins ------------------------------------------------------------------


def _session_entry(row: Row) -> Entry:
    return {
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
    }


def _session_row(entry: Entry) -> Row:
    lines = entry.get("lines")
    found = entry["template"].get("lines")
    return {
        "id": entry["id"],
        "session_id": entry["session"],
        "program_id": entry["program"],
        "part_id": entry.get("part"),
        "shorter": int(entry.get("shorter", False)),
        "first_side": entry.get("first_side", "right"),
        "lines": lines if lines is not None else len(found) if isinstance(found, list) else 0,
        "template": text(entry["template"]),
        "pain_before": entry.get("pain_before"),
        **_stamped(entry["started"], "started_utc"),
    }


def event_entry(row: Row) -> Entry:
    """An event of an export."""
    return {
        "kind": row["kind"],
        "at_ms": row["at_ms"],
        "at": _time(row),
        **msgspec.json.decode(row["data"]),
    }


def event_texts(stored: Row) -> Iterator[tuple[int, str]]:
    """Number and JSON of each event that a stored row holds: `event_entry` of each unfolded row, written at once."""
    if stored["kind"] != FOLDED:
        yield stored["seq"], text(event_entry(stored))
        return
    for numbers in steps_of(stored):
        at_ms, unix_ms, seq, index, offset = numbers
        at = f'{{"utc":"{utc_of(unix_ms)}","offset_min":{offset}}}'
        yield seq, f'{{"kind":"{STEP}","at_ms":{at_ms},"at":{at},"index":{index}}}'


def events_text(stored: Iterable[Row]) -> str:
    """The JSON of all events that stored rows hold, in order."""
    found = sorted(one for row in stored for one in event_texts(row))
    return f"[{','.join(words for _seq, words in found)}]"


def event_rows(session: str, events: Iterable[Entry]) -> list[Row]:
    """The rows of a session's events, numbered from 1."""
    return [_event_row(session, seq, event) for seq, event in enumerate(events, start=1)]


def _event_row(session: str, seq: int, event: Entry) -> Row:
    return {
        "session": session,
        "seq": seq,
        "kind": event["kind"],
        "at_ms": event["at_ms"],
        "data": _rest(event, "kind", "at_ms", "at"),
        **_stamped(event["at"]),
    }


def folded_rows(session: str, events: Sequence[Entry]) -> list[Row]:
    """The same with the segments in one row, as those of a session that is over are stored."""
    kept: list[Row] = []
    steps: list[Numbers] = []
    for seq, event in enumerate(events, start=1):
        at = event["at"]
        # Ten years have a million segments: they go straight into numbers.
        if event["kind"] == STEP and len(event) == 4 and len(at) == 2 and "index" in event:
            numbers = step_numbers(event["at_ms"], at["utc"], seq, event["index"], at["offset_min"])
            if numbers is not None:
                steps.append(numbers)
                continue
        kept.append(_event_row(session, seq, event))
    if len(steps) < 2:
        return event_rows(session, events)
    return sorted([*kept, folded(session, steps)], key=lambda row: int(row["seq"]))


def stored_events(conn: sqlite3.Connection, session: str) -> list[Row]:
    """The rows of a session's events as they are stored, folded."""
    return list(rows(conn, "SELECT * FROM session_events WHERE session = ? ORDER BY seq", (session,)))


def unfolded(stored: Iterable[Row]) -> list[Row]:
    """One row for each event, in order."""
    return sorted((one for row in stored for one in unfold(row)), key=lambda one: int(one["seq"]))


def check_in_entry(row: Row) -> Entry:
    """A check-in of an export."""
    return {
        "id": row["id"],
        "at": _time(row),
        "pain_before": row["pain_before"],
        "pain_worst": row["pain_worst"],
        "pain_now": row["pain_now"],
        "leg_symptoms": bool(row["leg_symptoms"]),
        "settled": _bool(row["settled"]),
        "effort": row["effort"],
        "flags": msgspec.json.decode(row["flags"]),
        "note": row["note"],
    }


def check_in_row(session: str, entry: Entry) -> Row:
    """The row of a check-in. One that has no id gets one from what it says, the same each time."""
    own = entry.get("id") or str(uuid.uuid5(_NAMELESS, f"{session} {canonical(entry).decode()}"))
    return {
        "id": own,
        "session": session,
        **_stamped(entry["at"]),
        "pain_before": entry.get("pain_before"),
        "pain_worst": entry.get("pain_worst"),
        "pain_now": entry.get("pain_now"),
        "leg_symptoms": int(entry.get("leg_symptoms", False)),
        "effort": entry.get("effort"),
        "flags": text(entry.get("flags", {})),
        "note": entry.get("note", ""),
        "settled": _int(entry.get("settled")),
    }


# -- safety --------------------------------------------------------------------------------------------------------


def _screening_entry(row: Row) -> Entry:
    return {
        "id": row["id"],
        "at": _time(row),
        "version": row["version"],
        "context": row["context"],
        "asked": msgspec.json.decode(row["asked"]),
        "yes": msgspec.json.decode(row["yes"]),
    }


def _screening_row(entry: Entry) -> Row:
    return {
        "id": entry["id"],
        **_stamped(entry["at"]),
        "version": entry["version"],
        "context": entry["context"],
        "asked": text(entry["asked"]),
        "yes": text(entry["yes"]),
    }


def _clearance_entry(row: Row) -> Entry:
    return {"id": row["id"], "at": _time(row), "note": row["note"]}


def _clearance_row(entry: Entry) -> Row:
    return {"id": entry["id"], **_stamped(entry["at"]), "note": entry.get("note", "")}


# -- the plan and the journal --------------------------------------------------------------------------------------


def _happening_entry(row: Row) -> Entry:
    return {"id": row["id"], "kind": row["kind"], "at": _time(row), **msgspec.json.decode(row["data"])}


def _happening_row(entry: Entry) -> Row:
    data = _rest(entry, "id", "kind", "at")
    return {"id": entry["id"], "kind": entry["kind"], **_stamped(entry["at"]), "data": data}


def _rating_entry(row: Row) -> Entry:
    return {
        "id": row["id"],
        "day": row["day"],
        "at": _time(row),
        "kind": row["kind"],
        "pain": row["pain"],
        "sore": bool(row["sore"]),
    }


def _rating_row(entry: Entry) -> Row:
    return {
        "id": entry["id"],
        "day": entry["day"],
        **_stamped(entry["at"]),
        "kind": entry["kind"],
        "pain": entry["pain"],
        "sore": int(entry.get("sore", False)),
    }


def _log_entry(row: Row) -> Entry:
    return {"id": row["id"], "day": row["day"], "at": _time(row), **msgspec.json.decode(row["data"])}


def _log_row(entry: Entry) -> Row:
    data = _rest(entry, "id", "day", "at")
    return {"id": entry["id"], "day": entry["day"], **_stamped(entry["at"]), "data": data}


def _spasm_entry(row: Row) -> Entry:
    return {"id": row["id"], "onset": _time(row, "onset_utc"), "logged": _time(row, "logged_utc")}


def spasm_row(entry: Entry) -> Row:
    """The row of a spasm: its zone is that of when it was logged; an onset told in another one is a correction."""
    return {
        "id": entry["id"],
        "onset_utc": entry["onset"]["utc"],
        "logged_utc": entry["logged"]["utc"],
        "offset_min": entry["logged"]["offset_min"],
    }


def told_entry(row: Row) -> Entry:
    """What was told of a spasm, as an export has it."""
    onset = _time(row, "onset_utc", "onset_offset_min")
    return {"id": row["id"], "at": _time(row), "onset": onset, **msgspec.json.decode(row["data"])}


def told_row(spasm: str, entry: Entry) -> Row:
    """The row of what was told of a spasm."""
    return {
        "id": entry["id"],
        "spasm": spasm,
        **_stamped(entry["onset"], "onset_utc", "onset_offset_min"),
        **_stamped(entry["at"]),
        "data": _rest(entry, "id", "at", "onset"),
    }


def _removal_entry(row: Row) -> Entry:
    entries = msgspec.json.decode(row["entries"])
    return {"id": row["id"], "at": _time(row), "entries": entries, "back": bool(row["back"])}


def _removal_row(entry: Entry) -> Row:
    entries = text(entry["entries"])
    return {"id": entry["id"], **_stamped(entry["at"]), "entries": entries, "back": int(entry.get("back", False))}


#: The lists of an export, in their order. What hangs on sessions and spasms is read and kept with them.
KINDS: dict[str, Kind] = {
    "sessions": Kind("sessions", "started_utc, id", _session_entry, _session_row),
    "screenings": Kind("screenings", "at_utc, id", _screening_entry, _screening_row),
    "clearances": Kind("clearances", "at_utc, id", _clearance_entry, _clearance_row),
    "happenings": Kind("happenings", "at_utc, id", _happening_entry, _happening_row),
    "day_ratings": Kind("day_ratings", "at_utc, id", _rating_entry, _rating_row),
    "spasms": Kind("spasms", "onset_utc, id", _spasm_entry, spasm_row),
    "day_logs": Kind("day_logs", "at_utc, id", _log_entry, _log_row),
    "removals": Kind("removals", "at_utc, id", _removal_entry, _removal_row),
}
