"""How long a session was really played, from its events."""

from __future__ import annotations

from collections.abc import Iterable

from coach.session.events import AnyEvent, Sought


def played_ms(events: Iterable[AnyEvent]) -> int:
    """The time played, ms: pauses stand still on the timeline, what was skipped is left out, what was gone back to
    counts again.
    """
    played = position = 0
    for event in events:
        at = event.at_ms
        # A jump is no time; the way up to it is told by the event before it, such as the line that was left there.
        if at > position and type(event) is not Sought:
            played += at - position
        position = at
    return played
