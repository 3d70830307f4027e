"""What happens in a session, as values. The engine returns them, the store keeps them, the window shows them."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from coach.session.cues import Cue

PauseReason = Literal["person", "sleep", "hurt", "left", "no-time"]
StopReason = Literal["person", "hurt", "stop-rule", "spasm"]


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", gc=False):
    """`at_ms` is the position on the timeline at which it happened."""

    at_ms: int


class Started(Event, frozen=True, kw_only=True, tag="started"):
    """The session begins, or goes on after an interruption. `voice_waits` is by how much each line's setup was
    lengthened for the voice, ms; empty where none was, and where it goes on: then the first one counts.
    """

    resumed: bool = False
    voice_waits: tuple[int, ...] = ()


class SegmentBegan(Event, frozen=True, kw_only=True, tag="segment_began"):
    """A segment begins. Not kept in the history."""

    index: int


class SegmentDone(Event, frozen=True, kw_only=True, tag="segment_done"):
    """A segment was played to its end."""

    index: int


class LineDone(Event, frozen=True, kw_only=True, tag="line_done"):
    """An exercise of the session was completed; `eased` where its easier form was."""

    line: int
    exercise: str
    eased: bool = False


class LineSkipped(Event, frozen=True, kw_only=True, tag="line_skipped"):
    """An exercise was left before it was complete."""

    line: int
    exercise: str


class CueFired(Event, frozen=True, kw_only=True, tag="cue"):
    """A sound or a sentence is due now. Not kept in the history."""

    cue: Cue


class LeadIn(Event, frozen=True, kw_only=True, tag="lead_in"):
    """The few seconds to get ready before going on. Not kept in the history."""

    left_ms: int


class Paused(Event, frozen=True, kw_only=True, tag="paused"):
    """The session stands still."""

    reason: PauseReason


class Resumed(Event, frozen=True, kw_only=True, tag="resumed"):
    """The session goes on."""


class Sought(Event, frozen=True, kw_only=True, tag="sought"):
    """The person went to another place in the session."""

    to_ms: int


class Extended(Event, frozen=True, kw_only=True, tag="extended"):
    """More time was added to the segment at `index`."""

    index: int
    ms: int


class Repeated(Event, frozen=True, kw_only=True, tag="repeated"):
    """The instruction was asked for again: its sentences. Not kept in the history."""

    sentences: tuple[str, ...]


class Hurt(Event, frozen=True, kw_only=True, tag="hurt"):
    """The person said that it hurts: how much (0-10, None where not yet said) and whether the leg tells more."""

    line: int
    exercise: str
    pain: int | None = None
    leg_symptoms: bool = False


class Eased(Event, frozen=True, kw_only=True, tag="eased"):
    """The exercise was replaced by its easier form for the rest of the line."""

    line: int
    exercise: str
    easier: str


class Finished(Event, frozen=True, kw_only=True, tag="finished"):
    """Played to the end."""


class Stopped(Event, frozen=True, kw_only=True, tag="stopped"):
    """Ended before the end, for good."""

    reason: StopReason


AnyEvent = (
    Started
    | SegmentBegan
    | SegmentDone
    | LineDone
    | LineSkipped
    | CueFired
    | LeadIn
    | Paused
    | Resumed
    | Sought
    | Extended
    | Repeated
    | Hurt
    | Eased
    | Finished
    | Stopped
)

#: What is shown or sounded at the moment only and leaves no trace. That a segment began is told by the end of the one
#: before it; keeping it would double the history.
PASSING = (SegmentBegan, CueFired, LeadIn, Repeated)


def to_record(event: AnyEvent) -> dict[str, Any]:
    """The event as plain data: `kind`, `at_ms` and its own fields."""
    data: dict[str, Any] = msgspec.to_builtins(event)
    return data


def from_record(data: dict[str, Any]) -> AnyEvent:
    """The event that plain data describe. Raises `msgspec.ValidationError` for anything else."""
    return msgspec.convert({"event": data}, _One).event


class _One(msgspec.Struct):
    """Around the union, because msgspec keeps what it knows of a struct, and of a bare union works it out each time."""

    event: AnyEvent
