"""Any order of what a person and a machine can do to a session."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coach.library.library import Library
from coach.library.programs import Session
from coach.session.cues import Cue
from coach.session.events import (
    AnyEvent,
    CueFired,
    Eased,
    Finished,
    LeadIn,
    LineDone,
    Paused,
    SegmentBegan,
    SegmentDone,
    Sought,
    Started,
    Stopped,
)
from coach.session.progress import replay
from coach.session.timeline import compile_timeline
from tests.making import small_sessions
from tests.session.playing import Player, kept


class AnyOrder(RuleBasedStateMachine):
    """Checks after each step what must hold whatever came before."""

    @initialize(made=small_sessions())
    def begin(self, made: tuple[Session, Library]) -> None:
        self.player = Player(*made)
        self.first = compile_timeline(*made)
        self.position = 0
        #: Cues fired since the last jump; a lead-in's ticks are not the timeline's.
        self.since_jump: list[Cue] = []
        self.open_segment: int | None = None

    @rule()
    def start(self) -> None:
        self._happened(self.player.start())

    @rule()
    def start_with_lead_in(self) -> None:
        self._happened(self.player.start(lead_in=True))

    @rule(ms=st.integers(0, 2_000))
    def advance(self, ms: int) -> None:
        before = self.player.run.state
        events = self.player.advance(ms)
        if before not in ("playing", "lead_in"):
            assert events == []
        self._happened(events)

    @rule(steps=st.integers(1, 60))
    def play_on(self, steps: int) -> None:
        for _step in range(steps):
            self._happened(self.player.advance(997))

    @rule(gap=st.integers(2_001, 10_000_000), wall=st.booleans())
    def sleep(self, gap: int, wall: bool) -> None:
        before, state = self.player.run.position_ms, self.player.run.state
        events = self.player.advance(3, gap + 3) if wall else self.player.advance(gap)
        assert self.player.run.position_ms == before
        if state in ("playing", "lead_in"):
            assert events == [Paused(at_ms=before, reason="sleep")]
        else:
            assert events == []

    @rule(name=st.sampled_from(["pause", "resume", "back", "skip", "more_time", "repeat", "hurt", "ease"]))
    def press(self, name: str) -> None:
        over = self.player.run.over
        events = self.player.keep(getattr(self.player.run, name)(self.player.now))
        assert not (over and events)
        self._happened(events)

    @rule(pain=st.integers(0, 10), leg=st.booleans())
    def rate(self, pain: int, leg: bool) -> None:
        self._happened(self.player.keep(self.player.run.rate_hurt(pain, leg)))

    @rule()
    def resume_with_lead_in(self) -> None:
        self._happened(self.player.keep(self.player.run.resume(self.player.now, lead_in=True)))

    @rule(sure=st.integers(0, 4))
    def stop(self, sure: int) -> None:
        if sure == 0:
            self._happened(self.player.keep(self.player.run.stop(self.player.now)))

    @invariant()
    def is_somewhere(self) -> None:
        run = self.player.run
        assert 0 <= run.position_ms <= run.timeline.total_ms
        assert run.segment in run.timeline.segments
        assert run.over == any(isinstance(e, Finished | Stopped) for e in self.player.events)

    @invariant()
    def happens_once(self) -> None:
        events = self.player.events
        assert sum(isinstance(e, Finished | Stopped) for e in events) <= 1
        assert sum(isinstance(e, Started) for e in events) <= 1
        done = [e.line for e in events if isinstance(e, LineDone)]
        assert len(done) == len(set(done))
        assert self.player.run.lines_done == set(done)

    @invariant()
    def the_log_tells_where_it_stands(self) -> None:
        run = self.player.run
        read = replay(self.first, kept(self.player.events), self.player.library, "right")
        assert read.timeline == run.timeline
        assert read.lines_done == run.lines_done
        assert read.position_ms <= run.position_ms
        if run.position_ms < run.timeline.total_ms:
            assert read.position_ms == run.segment.start_ms

    def _happened(self, events: Iterable[AnyEvent]) -> None:
        beats = 0
        for event in events:
            match event:
                case Sought():
                    self.position = event.to_ms
                    self.since_jump, self.open_segment = [], None
                    continue
                case Eased():
                    self.since_jump, self.open_segment = [], None
                case LeadIn():
                    # A beat of the lead-in is a tick and a number.
                    beats = 2 if event.left_ms <= 3_000 else 0
                    continue
                case CueFired() if beats:
                    beats -= 1
                    continue
                case CueFired():
                    assert event.cue not in self.since_jump
                    assert not self.since_jump or self.since_jump[-1].at_ms <= event.cue.at_ms
                    self.since_jump.append(event.cue)
                    if not self.player.run.over:
                        assert event.at_ms == event.cue.at_ms <= self.player.run.position_ms
                    continue
                case SegmentBegan():
                    assert self.open_segment is None
                    self.open_segment = event.index
                case SegmentDone():
                    assert self.open_segment == event.index
                    self.open_segment = None
                case _:
                    pass
            assert event.at_ms >= self.position
            self.position = event.at_ms
        assert self.player.run.position_ms >= self.position


AnyOrder.TestCase.settings = settings(stateful_step_count=30)
TestAnyOrder = AnyOrder.TestCase
