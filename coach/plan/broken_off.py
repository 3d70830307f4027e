"""A session that was broken off: how much of it is left, if it can go on at all."""

from __future__ import annotations

import msgspec

from coach.errors import CoachError
from coach.library.library import Library
from coach.library.programs import Session
from coach.records import PlayedSession
from coach.session.progress import replay
from coach.session.timeline import compile_timeline


def left_ms(played: PlayedSession, library: Library) -> int | None:
    """What is left of it in ms; None where it cannot go on, such as one from a machine with another library."""
    try:
        session = msgspec.json.decode(played.start.template, type=Session)
        first = compile_timeline(session, library, played.start.first_side)
        begin = replay(first, played.events, library, played.start.first_side)
    except (msgspec.DecodeError, CoachError, IndexError):
        return None
    return max(0, begin.timeline.total_ms - begin.position_ms)
