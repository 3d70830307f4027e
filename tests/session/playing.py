"""A session run on a fake clock, for tests of the engine."""

from __future__ import annotations

from collections.abc import Iterable

from coach.clock import Moment
from coach.library.checks import LEVELS
from coach.library.library import Library
from coach.library.programs import Line, Session
from coach.session.cues import Cue, Cues, Density, cues_of
from coach.session.events import (
    PASSING,
    AnyEvent,
    CueFired,
    Eased,
    Extended,
    LeadIn,
    LineDone,
    SegmentBegan,
    SegmentDone,
    Sought,
)
from coach.session.progress import Progress
from coach.session.run import SessionRun
from coach.session.timeline import OneSide, Timeline, compile_timeline
from tests.fakes import EvenVoice, FakeClock
from tests.making import exercise, library_with, line, session


class Player:
    """A run with its clock; `events` is all that happened."""

    def __init__(
        self,
        whole: Session,
        library: Library,
        *,
        first_side: OneSide = "right",
        density: Density = "full",
        speed: int = 1,
        begin: Progress | None = None,
    ) -> None:
        self.library = library
        self.clock = FakeClock()
        self.events: list[AnyEvent] = []

        def cues(timeline: Timeline) -> Cues:
            return cues_of(timeline, library.exercises, EvenVoice(700), density)

        self.cues = cues
        first = compile_timeline(whole, library, first_side)
        self.run = SessionRun(first, library, cues, first_side=first_side, speed=speed, begin=begin)

    @property
    def now(self) -> Moment:
        return self.clock.moment()

    def keep(self, events: Iterable[AnyEvent]) -> list[AnyEvent]:
        kept = list(events)
        self.events += kept
        return kept

    def start(self, *, lead_in: bool = False) -> list[AnyEvent]:
        return self.keep(self.run.start(self.now, lead_in=lead_in))

    def advance(self, ms: int, wall: int | None = None) -> list[AnyEvent]:
        self.clock.advance_ms(ms, wall)
        return self.keep(self.run.advance(self.now))

    def play(self, ms: int, step: int = 500) -> list[AnyEvent]:
        """Let so much time pass, in steps."""
        events: list[AnyEvent] = []
        while ms > 0 and not self.run.over:
            events += self.advance(min(step, ms))
            ms -= step
        return events

    def play_out(self, step: int = 1_900) -> list[AnyEvent]:
        """Play to the end."""
        events: list[AnyEvent] = []
        while not self.run.over:
            assert self.run.state in ("playing", "lead_in"), self.run.state
            events += self.advance(step)
        return events


#: The word for an event in a golden list.
def told(event: AnyEvent, timeline: Timeline) -> str:
    kind = str(event.__struct_config__.tag)
    match event:
        case SegmentBegan() | SegmentDone():
            s = timeline.segments[event.index]
            rep = f" {s.set}.{s.rep}" if s.rep else ""
            kind = f"{'began' if isinstance(event, SegmentBegan) else 'ended'} {s.exercise} {s.kind}{rep}"
        case CueFired():
            kind = f"({event.cue.sound or event.cue.text})"
        case LineDone():
            kind = f"line {event.line} done" + (" eased" if event.eased else "")
        case Sought():
            kind = f"to {event.to_ms}"
        case Extended():
            kind = f"longer {event.index}"
        case LeadIn():
            kind = f"lead-in {event.left_ms}"
        case Eased():
            kind = f"eased {event.exercise} to {event.easier}"
        case _:
            pass
    return f"{event.at_ms} {kind}"


def kept(events: Iterable[AnyEvent]) -> list[AnyEvent]:
    """What the store would keep of these events."""
    return [event for event in events if not isinstance(event, PASSING)]


def fired(events: Iterable[AnyEvent]) -> list[Cue]:
    return [event.cue for event in events if isinstance(event, CueFired)]


def two_lines() -> tuple[Session, Library]:
    """A: 4 s setup, two repetitions of 2 + 4 + 1 s on each side, 3 s to switch. B: no setup, 6 s. 41 s in all."""
    library = library_with(
        exercise("a", sides="each", easier="rest"),
        exercise("b"),
        exercise("rest", dosages={level: {"sets": [1], "hold_ms": 5_000} for level in LEVELS}),
    )
    return session(_a(), line("b", 0, hold_ms=6_000)), library


def _a() -> Line:
    return line("a", 4_000, sets=[2], move_in_ms=2_000, hold_ms=4_000, gap_ms=1_000, switch_ms=3_000)
