"""An interrupted session goes on: cut its log anywhere, and nothing that was completed is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.library import Library
from coach.library.programs import Session
from coach.session.events import (
    AnyEvent,
    Eased,
    Finished,
    LeadIn,
    LineDone,
    LineSkipped,
    SegmentDone,
    Sought,
    Started,
    from_record,
    to_record,
)
from coach.session.progress import Progress, line_complete, replay
from coach.session.timeline import compile_timeline
from tests.making import small_sessions
from tests.session.playing import Player, kept, told, two_lines


def going_on(whole: Session, library: Library, log: list[AnyEvent]) -> Player:
    """A player that goes on from a log, ready to start."""
    begin = replay(compile_timeline(whole, library), log, library, "right")
    return Player(whole, library, begin=begin)


def plain_log(whole: Session, library: Library) -> list[AnyEvent]:
    player = Player(whole, library)
    player.start()
    player.play_out()
    return kept(player.events)


def assert_goes_on(made: tuple[Session, Library], log: list[AnyEvent], cut: int) -> None:
    """Cut there, everything that was completed stays, and everything else is played."""
    segments = compile_timeline(*made).segments
    before = log[:cut]
    player = going_on(*made, before)
    done = [e.index for e in before if isinstance(e, SegmentDone)]
    interrupted = len(done)
    events = player.start(lead_in=True)
    if interrupted < len(segments):
        assert player.run.position_ms == segments[interrupted].start_ms
        assert (player.run.state, player.run.lead_in_left_ms) == ("lead_in", 3_500)
        events += player.play_out()
        assert [e.left_ms for e in events if isinstance(e, LeadIn)] == [3_500, 3_000, 2_000, 1_000]
    assert done + [e.index for e in events if isinstance(e, SegmentDone)] == list(range(len(segments)))
    assert sorted(e.line for e in (*before, *events) if isinstance(e, LineDone)) == list(range(len(made[0].lines)))
    assert sum(isinstance(e, Finished) for e in events) == 1
    assert isinstance(events[-1], Finished)


def test_every_cut_of_a_small_session() -> None:
    made = two_lines()
    log = plain_log(*made)
    # The last event is the finish: with it there is nothing to go on with.
    for cut in range(len(log)):
        assert_goes_on(made, log, cut)


@given(small_sessions(), st.data())
def test_any_cut_of_any_session(made: tuple[Session, Library], data: st.DataObject) -> None:
    log = plain_log(*made)
    assert_goes_on(made, log, data.draw(st.integers(0, len(log) - 1)))


def eventful() -> tuple[list[AnyEvent], list[tuple[int, Progress]]]:
    """A log with everything in it, and where the run stood after each thing that was done."""
    player = Player(*two_lines())
    stands: list[tuple[int, Progress]] = []

    def stand() -> None:
        run = player.run
        start = run.segment.start_ms
        stands.append((len(kept(player.events)), Progress(run.timeline, start, lines_done=run.lines_done)))

    player.start()
    for ms, what in (
        (5_000, "more_time"), (9_000, "pause"), (0, "resume"), (12_000, "back"), (13_000, "skip"), (1_000, "back"),
        (6_000, "hurt"), (0, "ease"), (5_000, "pause"), (0, "resume"), (9_000, "more_time"),
    ):  # fmt: skip
        player.play(ms)
        stand()
        player.keep(getattr(player.run, what)(player.now))
        stand()
    player.play_out()
    return kept(player.events), stands


def test_the_eventful_log_is_eventful() -> None:
    log, _stands = eventful()
    kinds = {type(e) for e in log}
    assert {Sought, Eased, LineSkipped, LineDone, Finished} <= kinds
    assert [(e.line, e.eased) for e in log if isinstance(e, LineDone)] == [(0, True), (1, False)]


def test_replay_stands_where_the_run_stood() -> None:
    whole, library = two_lines()
    log, stands = eventful()
    for n, stood in stands:
        read = replay(compile_timeline(whole, library), log[:n], library, "right")
        assert read.timeline == stood.timeline
        assert read.position_ms == stood.position_ms
        assert read.lines_done == stood.lines_done


def test_every_cut_of_an_eventful_session_goes_on_to_the_end() -> None:
    whole, library = two_lines()
    log, _stands = eventful()
    for cut in range(len(log)):
        player = going_on(whole, library, log[:cut])
        before = player.run.position_ms
        player.start(lead_in=True)
        assert player.run.position_ms == before
        player.play_out()
        assert sum(isinstance(e, Finished) for e in player.events) == 1
        # Only what was skipped or jumped over may be missing.
        lines = {e.line for e in (*log[:cut], *player.events) if isinstance(e, LineDone)}
        assert 1 in lines
        eased = any(isinstance(e, Eased) for e in log[:cut])
        assert all(e.eased == (eased and e.line == 0) for e in player.events if isinstance(e, LineDone))


@given(small_sessions(), st.data())
def test_interrupted_again_and_again(made: tuple[Session, Library], data: st.DataObject) -> None:
    """Each time a few seconds are played and the rest is lost; in the end everything was played."""
    log: list[AnyEvent] = []
    for _attempt in range(4):
        player = going_on(*made, log)
        player.start(lead_in=bool(log))
        player.play(data.draw(st.integers(0, 30_000)), 700)
        log += kept(player.events)
        if player.run.over:
            break
    else:
        player = going_on(*made, log)
        player.start(lead_in=True)
        player.play_out()
        log += kept(player.events)
    segments = compile_timeline(*made).segments
    assert sorted({e.index for e in log if isinstance(e, SegmentDone)}) == list(range(len(segments)))
    assert sorted(e.line for e in log if isinstance(e, LineDone)) == list(range(len(made[0].lines)))
    assert sum(isinstance(e, Finished) for e in log) == 1


def test_going_on_is_told() -> None:
    whole, library = two_lines()
    player = going_on(whole, library, plain_log(whole, library)[:3])
    events = player.start(lead_in=True)
    assert isinstance(events[0], Started)
    assert events[0].resumed
    # The setup is done and the first hold was on: it begins anew.
    assert told(events[0], player.run.timeline) == "6000 started"


def test_nothing_at_all_was_kept() -> None:
    whole, library = two_lines()
    begin = replay(compile_timeline(whole, library), [], library, "right")
    assert begin == Progress(compile_timeline(whole, library))
    assert not begin.at_end


@pytest.mark.parametrize("left_out", ["setup", "gap", "switch_sides", "move_in", "hold"])
def test_a_line_is_complete_with_all_its_movement(left_out: str) -> None:
    from coach.session.progress import played_key

    timeline = compile_timeline(*two_lines())
    played = {played_key(s) for s in timeline.segments if s.kind != left_out}
    assert line_complete(timeline, 0, played) == (left_out in ("setup", "gap", "switch_sides"))


def test_events_survive_being_written_down() -> None:
    log, _stands = eventful()
    assert [from_record(to_record(e)) for e in log] == log
