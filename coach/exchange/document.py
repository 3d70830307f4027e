"""The export as types: what docs/export-format.md writes down, as tight as a file from elsewhere has to be checked.

Fields that are not named here are allowed and kept (a newer version may add some); `PLAIN` bounds what they hold.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Union, get_args

import msgspec
from msgspec import Meta

from coach.happenings import AnyHappening, Note, Pain
from coach.records import Effort, Flag, ScreeningContext
from coach.session.events import PauseReason, StopReason

FORMAT = "restack-export"
VERSION = 1
#: Text lists of a document, in their order.
LISTS = (
    "sessions", "screenings", "clearances", "happenings", "day_ratings", "spasms", "day_logs", "removals",
)  # fmt: skip

_DAY = r"(19|20|21)[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#: The end and nothing after it, for `$` alone fits before a last line feed as well; other programs know no `\Z`.
_END = r"$(?!\n)"
_UUID = r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"
Id = Annotated[str, Meta(pattern=rf"^{_UUID}{_END}", max_length=36)]
Day = Annotated[str, Meta(pattern=rf"^{_DAY}{_END}")]
Utc = Annotated[str, Meta(pattern=rf"^{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{{3}}Z{_END}")]
Minutes = Annotated[int, Meta(ge=-1_439, le=1_439)]
Name = Annotated[str, Meta(max_length=200)]
Word = Annotated[str, Meta(max_length=60)]
Words = Annotated[tuple[Word, ...], Meta(max_length=60)]
LongNote = Annotated[str, Meta(max_length=4_000)]
Ms = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Count = Annotated[int, Meta(ge=0, le=100_000)]
Number = Annotated[int, Meta(ge=-(2**53) + 1, le=2**53 - 1)]
AwareTime = Annotated[datetime, Meta(tz=True)]

_DEPTH = 8


def _plain() -> Any:
    text = Annotated[str, Meta(max_length=8_000)]
    simple: Any = Union[None, bool, Number, float, text]  # noqa: UP007 - built at run time
    found = simple
    for _level in range(_DEPTH):
        found = Union[simple, list[found], dict[Name, found]]  # type: ignore[valid-type]  # noqa: UP007
    return found


#: Any JSON that is no deeper and no longer than an export has use for.
PLAIN = _plain()
#: An entry with all its fields, also those that are not known here.
ENTRY: Any = Annotated[dict[Name, PLAIN], Meta(max_length=500)]  # type: ignore[valid-type]


class Stamp(msgspec.Struct, frozen=True):
    """A time: UTC with milliseconds, and the local offset in minutes."""

    utc: Utc
    offset_min: Minutes


class EventEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What happened in a session at `at_ms` of its timeline."""

    at_ms: Ms
    at: Stamp


class StartedEntry(EventEntry, frozen=True, kw_only=True, tag="started"):
    resumed: bool = False
    voice_waits: Annotated[tuple[Ms, ...], Meta(max_length=1_000)] = ()


class SegmentBeganEntry(EventEntry, frozen=True, kw_only=True, tag="segment_began"):
    """Written by the first versions; it tells nothing that the end of the segment before does not."""

    index: Count


class SegmentDoneEntry(EventEntry, frozen=True, kw_only=True, tag="segment_done"):
    index: Count


class LineDoneEntry(EventEntry, frozen=True, kw_only=True, tag="line_done"):
    line: Count
    exercise: Name
    eased: bool = False


class LineSkippedEntry(EventEntry, frozen=True, kw_only=True, tag="line_skipped"):
    line: Count
    exercise: Name


class PausedEntry(EventEntry, frozen=True, kw_only=True, tag="paused"):
    reason: PauseReason


class ResumedEntry(EventEntry, frozen=True, kw_only=True, tag="resumed"):
    pass


class SoughtEntry(EventEntry, frozen=True, kw_only=True, tag="sought"):
    to_ms: Ms


class ExtendedEntry(EventEntry, frozen=True, kw_only=True, tag="extended"):
    index: Count
    ms: Ms


class HurtEntry(EventEntry, frozen=True, kw_only=True, tag="hurt"):
    line: Count
    exercise: Name
    pain: Pain | None = None
    leg_symptoms: bool = False


class EasedEntry(EventEntry, frozen=True, kw_only=True, tag="eased"):
    line: Count
    exercise: Name
    easier: Name


class FinishedEntry(EventEntry, frozen=True, kw_only=True, tag="finished"):
    pass


class StoppedEntry(EventEntry, frozen=True, kw_only=True, tag="stopped"):
    reason: StopReason


AnyEventEntry = (
    StartedEntry
    | SegmentBeganEntry
    | SegmentDoneEntry
    | LineDoneEntry
    | LineSkippedEntry
    | PausedEntry
    | ResumedEntry
    | SoughtEntry
    | ExtendedEntry
    | HurtEntry
    | EasedEntry
    | FinishedEntry
    | StoppedEntry
)


class CheckInEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a check-in. Without an id it gets one from what it says."""

    at: Stamp
    id: Id = ""
    pain_before: Pain | None = None
    pain_worst: Pain | None = None
    pain_now: Pain | None = None
    leg_symptoms: bool = False
    settled: bool | None = None
    effort: Effort | None = None
    flags: Annotated[dict[Name, Flag], Meta(max_length=500)] = {}
    note: LongNote = ""


class SessionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A session with its events and check-ins. `lines` None: as many as its template has."""

    id: Id
    session: Name
    program: Name
    started: Stamp
    template: dict[str, Any]
    part: Name | None = None
    shorter: bool = False
    lines: Count | None = None
    first_side: Literal["left", "right"] = "right"
    pain_before: Pain | None = None
    events: tuple[AnyEventEntry, ...] = ()
    check_ins: tuple[CheckInEntry, ...] = ()


class ScreeningEntry(msgspec.Struct, frozen=True, kw_only=True):
    id: Id
    at: Stamp
    version: Count
    context: ScreeningContext
    asked: Annotated[tuple[Name, ...], Meta(max_length=500)]
    yes: Annotated[tuple[Name, ...], Meta(max_length=500)]


class ClearanceEntry(msgspec.Struct, frozen=True, kw_only=True):
    id: Id
    at: Stamp
    note: Note = ""


class DayRatingEntry(msgspec.Struct, frozen=True, kw_only=True):
    id: Id
    day: Day
    at: Stamp
    kind: Literal["morning", "average"]
    pain: Pain
    sore: bool = False


class ToldEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A version of what was told of a spasm; words of a newer version are kept and not shown."""

    id: Id
    at: Stamp
    onset: Stamp
    where: Words = ()
    strength: Word | None = None
    feel: Words = ()
    doing: Words = ()
    two_hours: Words = ()
    day_before: Words = ()
    signs: Words = ()
    eased: Words = ()
    note: LongNote = ""


class SpasmEntry(msgspec.Struct, frozen=True, kw_only=True):
    id: Id
    onset: Stamp
    logged: Stamp
    told: tuple[ToldEntry, ...] = ()


class DayLogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The boxes of a day; words of a newer version are kept and not shown."""

    id: Id
    day: Day
    at: Stamp
    sleep: Word | None = None
    sitting: Word | None = None
    breaks: Word | None = None
    lifting: Word | None = None
    walking: Word | None = None
    stress: Word | None = None
    drink: Word | None = None
    happened: Words | None = None
    signs: Words | None = None
    note: Note = ""


class RemovalEntry(msgspec.Struct, frozen=True, kw_only=True):
    id: Id
    at: Stamp
    entries: Annotated[tuple[Id, ...], Meta(max_length=10_000)]
    back: bool = False


def _happening_entries() -> Any:
    """Each kind of happening with its id and time as an export has them."""
    made = []
    for kind in get_args(AnyHappening):
        fields: list[tuple[str, Any]] = [("id", Id), ("at", Stamp)]
        if any(field.name == "last_spasm" for field in msgspec.structs.fields(kind)):
            fields.append(("last_spasm", AwareTime | None))
        made.append(
            msgspec.defstruct(
                f"{kind.__name__}Entry",
                [(*field, None) if field[0] == "last_spasm" else field for field in fields],
                bases=(kind,),
                frozen=True,
                kw_only=True,
                tag_field="kind",
                tag=kind.__struct_config__.tag,
            )
        )
    return Union[tuple(made)]  # noqa: UP007 - built at run time


#: Any kind of happening, as in an export.
HAPPENING: Any = _happening_entries()

#: The type of an entry of each list.
ENTRIES: dict[str, Any] = {
    "sessions": SessionEntry,
    "screenings": ScreeningEntry,
    "clearances": ClearanceEntry,
    "happenings": HAPPENING,
    "day_ratings": DayRatingEntry,
    "spasms": SpasmEntry,
    "day_logs": DayLogEntry,
    "removals": RemovalEntry,
}


def document_schema() -> dict[str, Any]:
    """The document as a JSON Schema (2020-12)."""
    schemas, parts = msgspec.json.schema_components([Stamp, *ENTRIES.values()], ref_template="#/$defs/{name}")
    stamp, *entries = schemas
    lists = {name: {"type": "array", "items": entry} for name, entry in zip(LISTS, entries, strict=True)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An export of Restack, version 1",
        "description": "Explained in export-format.md. Fields that are not named here may be added within a version.",
        "type": "object",
        "required": ["format", "version", "exported"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "exported": stamp,
            "settings": {"type": "object"},
            **lists,
        },
        "$defs": parts,
    }
