"""How far a session got, read back from its own events: what an interrupted session goes on from."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from coach.library.library import Library
from coach.session.events import AnyEvent, Eased, Extended, LineDone, SegmentBegan, SegmentDone, Sought, Started
from coach.session.timeline import OneSide, Segment, Timeline, eased, extended, waiting

Played = tuple[int, str, str, str | None, int | None, int | None]


class Progress(msgspec.Struct, frozen=True):
    """The timeline as it was changed on the way, the place to go on, and what was played and completed."""

    timeline: Timeline
    position_ms: int = 0
    played: frozenset[Played] = frozenset()
    lines_done: frozenset[int] = frozenset()
    lines_eased: frozenset[int] = frozenset()

    @property
    def at_end(self) -> bool:
        """True where nothing is left to play."""
        return self.position_ms >= self.timeline.total_ms


def replay(timeline: Timeline, events: Iterable[AnyEvent], library: Library, first_side: OneSide) -> Progress:
    """Fold a session's events over its first timeline. The place to go on is the start of what was interrupted."""
    position = 0
    played: set[Played] = set()
    done: set[int] = set()
    easier_lines: set[int] = set()
    for event in events:
        match event:
            case Started() if event.voice_waits:
                timeline = waiting(timeline, event.voice_waits)
            case SegmentBegan():
                position = timeline.segments[event.index].start_ms
            case SegmentDone():
                played.add(played_key(timeline.segments[event.index]))
                position = timeline.segments[event.index].end_ms
            case Sought():
                # Into the middle of a segment goes who paused in the middle of a sentence.
                over = event.to_ms >= timeline.total_ms
                position = event.to_ms if over else timeline.segments[timeline.index_at(event.to_ms)].start_ms
            case Extended():
                timeline = extended(timeline, event.index, event.ms)
            case Eased():
                easier = library.exercise(event.easier)
                timeline = eased(timeline, event.at_ms, easier, easier.dosages.beginner, first_side)
                easier_lines.add(event.line)
                position = event.at_ms
            case LineDone():
                done.add(event.line)
            case _:
                pass
    return Progress(timeline, position, frozenset(played), frozenset(done), frozenset(easier_lines))


def played_key(segment: Segment) -> Played:
    """What a segment is, independent of where a changed timeline puts it."""
    return segment.line, segment.exercise, segment.kind, segment.side, segment.set, segment.rep


def line_complete(timeline: Timeline, line: int, played: Collection[Played]) -> bool:
    """True when all movement and holding of a line was played; of an eased line, all of its easier form."""
    own = [s for s in timeline.segments if s.line == line and s.kind in ("move_in", "hold", "move_out")]
    return all(played_key(s) in played for s in own if s.exercise == own[-1].exercise)
