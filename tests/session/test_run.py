"""The engine's events, in order: a small session played, interrupted, changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.library import Library
from coach.library.programs import Session
from coach.session.events import (
    CueFired,
    Finished,
    Hurt,
    LeadIn,
    LineDone,
    LineSkipped,
    Paused,
    Repeated,
    Resumed,
    SegmentBegan,
    SegmentDone,
    Sought,
    Stopped,
)
from coach.session.progress import replay
from coach.session.run import LEAD_IN_MS
from coach.session.timeline import compile_timeline
from tests.making import exercise, library_with, line, session, small_sessions
from tests.session.playing import Player, fired, kept, told, two_lines


@pytest.fixture
def player() -> Player:
    return Player(*two_lines())


def test_a_small_session_from_start_to_end() -> None:
    whole = session(
        line("a", 5_000, sets=[2], move_in_ms=1_000, hold_ms=3_000, gap_ms=500), line("b", 0, hold_ms=5_000)
    )
    player = Player(whole, library_with(exercise("a"), exercise("b")), density="sounds")
    player.start()
    player.play_out()
    assert [told(e, player.run.timeline) for e in player.events] == [
        "0 started",
        "0 began a setup",
        "2000 (get_ready)",
        "5000 ended a setup",
        "5000 began a move_in 1.1",
        "5000 (rep)",
        "6000 ended a move_in 1.1",
        "6000 began a hold 1.1",
        "6000 (start)",
        "9000 ended a hold 1.1",
        "9000 began a gap 1.1",
        "9000 (end)",
        "9500 ended a gap 1.1",
        "9500 began a move_in 1.2",
        "9500 (rep)",
        "10500 ended a move_in 1.2",
        "10500 began a hold 1.2",
        "10500 (start)",
        "13500 ended a hold 1.2",
        "13500 line 0 done",
        "13500 began a gap 1.2",
        "13500 (end)",
        "14000 ended a gap 1.2",
        "14000 began b hold 1.1",
        "14000 (start)",
        "16000 (tick)",
        "17000 (tick)",
        "18000 (tick)",
        "19000 ended b hold 1.1",
        "19000 line 1 done",
        "19000 (end)",
        "19000 (done)",
        "19000 finished",
    ]
    assert player.run.state == "finished"
    assert player.run.lines_done == {0, 1}


def test_a_cue_at_the_very_start_fires_once_at_the_start() -> None:
    player = Player(session(line("b", 0, hold_ms=6_000)), library_with(exercise("b")), density="sounds")
    assert [told(e, player.run.timeline) for e in player.start()] == ["0 started", "0 began b hold 1.1", "0 (start)"]
    assert fired(player.advance(100)) == []


@given(small_sessions(), st.lists(st.integers(1, 2_000), min_size=1, max_size=30), st.integers(1, 40))
def test_steps_do_not_matter(made: tuple[Session, Library], steps: list[int], speed: int) -> None:
    """However often the clock is read, and at any speed: the same events at the same positions."""
    even, uneven = Player(*made, speed=speed), Player(*made, speed=speed)
    for player, pattern in ((even, [1_999]), (uneven, steps)):
        player.start()
        i = 0
        while not player.run.over:
            player.advance(pattern[i % len(pattern)] if i < 500 else 2_000)
            i += 1
    assert even.events == uneven.events
    assert fired(even.events) == list(even.cues(even.run.timeline).cues)


@given(small_sessions())
def test_everything_is_played_once(made: tuple[Session, Library]) -> None:
    player = Player(*made)
    player.start()
    player.play_out()
    n = range(len(player.run.timeline.segments))
    assert [e.index for e in player.events if isinstance(e, SegmentBegan)] == list(n)
    assert [e.index for e in player.events if isinstance(e, SegmentDone)] == list(n)
    assert [e.line for e in player.events if isinstance(e, LineDone)] == list(range(player.run.timeline.lines))
    assert sum(isinstance(e, Finished) for e in player.events) == 1
    assert [e.at_ms for e in player.events] == sorted(e.at_ms for e in player.events)


# -- pausing and sleep -------------------------------------------------------------------------------------------


def test_a_pause_stands_still(player: Player) -> None:
    player.start()
    player.play(2_900)
    assert [told(e, player.run.timeline) for e in player.keep(player.run.pause(player.now))] == ["2900 paused"]
    assert player.advance(60_000) == []
    assert (player.run.state, player.run.position_ms) == ("paused", 2_900)
    assert [told(e, player.run.timeline) for e in player.keep(player.run.resume(player.now))] == ["2900 resumed"]
    player.advance(500)
    assert player.run.position_ms == 3_400


def test_what_is_due_happens_before_the_pause(player: Player) -> None:
    player.start()
    player.play(3_500)
    player.clock.advance_ms(600)
    events = [told(e, player.run.timeline) for e in player.run.pause(player.now)]
    assert events[0] == "4000 ended a setup"
    assert events[-1] == "4100 paused"


@pytest.mark.parametrize("at_ms", [4_000, 6_000, 10_000])
def test_a_pause_on_a_boundary_doubles_nothing(player: Player, at_ms: int) -> None:
    player.start()
    player.play(at_ms)
    player.keep(player.run.pause(player.now))
    player.keep(player.run.resume(player.now))
    player.play_out()
    began = [e.index for e in player.events if isinstance(e, SegmentBegan)]
    assert began == list(range(len(player.run.timeline.segments)))
    assert fired(player.events) == list(player.cues(player.run.timeline).cues)


def test_pausing_twice_says_it_once(player: Player) -> None:
    player.start()
    assert len(player.run.pause(player.now)) == 1
    assert player.run.pause(player.now) == []


@pytest.mark.parametrize(
    ("mono", "wall"),
    [(2_001, 2_001), (3_600_000, 3_600_000), (10, 2_011), (500, 3_600_000)],
    ids=["gap", "an hour", "wall ahead", "wall far ahead"],
)
def test_sleep_pauses_at_the_last_position(player: Player, mono: int, wall: int) -> None:
    player.start()
    player.play(2_900)
    (paused,) = player.advance(mono, wall)
    assert paused == Paused(at_ms=2_900, reason="sleep")
    player.keep(player.run.resume(player.now))
    player.play_out()
    assert fired(player.events) == list(player.cues(player.run.timeline).cues)


@pytest.mark.parametrize(("mono", "wall"), [(2_000, 2_000), (10, 2_010), (1_000, -3_600_000), (1_000, 0)])
def test_a_hitch_or_a_clock_put_back_is_no_sleep(player: Player, mono: int, wall: int) -> None:
    player.start()
    player.advance(mono, wall)
    assert (player.run.state, player.run.position_ms) == ("playing", mono)


def test_sleep_in_the_lead_in_pauses(player: Player) -> None:
    player.start(lead_in=True)
    assert player.advance(9_000) == [Paused(at_ms=0, reason="sleep")]


def test_time_asleep_while_paused_does_not_count(player: Player) -> None:
    player.start()
    player.play(1_000)
    player.keep(player.run.pause(player.now))
    player.clock.advance_ms(10_000_000)
    player.keep(player.run.resume(player.now))
    player.advance(100)
    assert player.run.position_ms == 1_100


# -- the lead-in -------------------------------------------------------------------------------------------------


def test_the_lead_in_counts_three_seconds_then_plays(player: Player) -> None:
    events = player.start(lead_in=True)
    assert player.run.lead_in_left_ms == LEAD_IN_MS == 3_500
    for _step in range(9):
        events += player.advance(400)
    assert [e.left_ms for e in events if isinstance(e, LeadIn)] == [3_500, 3_000, 2_000, 1_000]
    beats = [e.cue.sound or e.cue.text for e in events if isinstance(e, CueFired)][:6]
    assert beats == ["tick", "Three.", "tick", "Two.", "tick", "One."]
    # The 100 ms beyond the lead-in belong to the session.
    assert (player.run.state, player.run.position_ms, player.run.lead_in_left_ms) == ("playing", 100, 0)
    assert any(isinstance(e, SegmentBegan) for e in events)


# -- going back and on -------------------------------------------------------------------------------------------

#: Where "back" leads: from here (ms) to there. A begins at 0, its left side's switch at 18 s, B at 35 s.
BACK = [
    (500, 0),
    (3_500, 0),
    (10_000, 0),
    (18_500, 0),
    (20_999, 0),
    (21_000, 18_000),
    (30_000, 18_000),
    (35_500, 18_000),
]


@pytest.mark.parametrize(("here", "there"), BACK)
@pytest.mark.parametrize("paused", [False, True])
def test_back(player: Player, here: int, there: int, paused: bool) -> None:
    player.start()
    player.play(here)
    if paused:
        player.keep(player.run.pause(player.now))
    events = player.keep(player.run.back(player.now))
    assert events[0] == Sought(at_ms=there, to_ms=there)
    assert player.run.position_ms == there
    assert player.run.state == ("paused" if paused else "playing")
    assert any(isinstance(e, SegmentBegan) for e in events) is not paused


def test_back_finds_an_exercise_without_a_setup() -> None:
    whole = session(*(line(x, 0, hold_ms=8_000) for x in "abc"))
    player = Player(whole, library_with(*(exercise(x) for x in "abc")))
    player.start()
    player.play(20_000)
    player.keep(player.run.back(player.now))
    assert player.run.position_ms == 16_000
    player.keep(player.run.back(player.now))
    assert player.run.position_ms == 8_000


def test_skip_goes_to_the_next_exercise_and_is_recorded(player: Player) -> None:
    player.start()
    player.play(10_000)
    events = kept(player.keep(player.run.skip(player.now)))
    assert events[:2] == [LineSkipped(at_ms=10_000, line=0, exercise="a"), Sought(at_ms=35_000, to_ms=35_000)]
    assert player.run.exercise.id == "b"
    player.play_out()
    assert player.run.lines_done == {1}


def test_skipping_a_line_that_was_done_is_not_neglect(player: Player) -> None:
    player.start()
    player.play(34_500)  # in the last gap
    assert not any(isinstance(e, LineSkipped) for e in player.keep(player.run.skip(player.now)))


def test_skipping_the_last_exercise_ends_the_session_once(player: Player) -> None:
    player.start()
    player.play(36_000)
    events = player.keep(player.run.skip(player.now))
    assert sum(isinstance(e, Finished) for e in events) == 1
    assert player.run.over
    for again in (player.run.skip, player.run.back, player.run.more_time, player.run.repeat, player.run.ease):
        assert again(player.now) == []
    assert player.run.stop(player.now) == player.run.pause(player.now) == player.run.resume(player.now) == []
    assert player.run.start(player.now) == []


def test_a_line_is_done_in_whatever_order_it_was_played(player: Player) -> None:
    """Skip to B from the second side of A, go back, and play A's second side: then A is done."""
    player.start()
    player.play(20_000)
    player.keep(player.run.skip(player.now))
    player.play(1_000)
    player.keep(player.run.back(player.now))
    assert player.run.position_ms == 18_000
    events = player.play(17_000)
    assert [e.line for e in events if isinstance(e, LineDone)] == [0]


def test_seeking_before_the_start_does_not_start(player: Player) -> None:
    assert player.keep(player.run.skip(player.now))[-1] == Sought(at_ms=35_000, to_ms=35_000)
    assert player.run.state == "ready"
    player.start()
    player.play_out()
    assert player.run.lines_done == {1}


@given(small_sessions(), st.lists(st.tuples(st.integers(0, 30_000), st.sampled_from(["back", "skip"])), max_size=6))
def test_after_a_seek_all_is_as_if_played_up_to_there(
    made: tuple[Session, Library], moves: list[tuple[int, str]]
) -> None:
    plain, jumping = Player(*made), Player(*made)
    plain.start()
    plain.play_out()
    jumping.start()
    for wait, move in moves:
        jumping.play(wait, 1_500)
        if not jumping.run.over:
            jumping.keep(getattr(jumping.run, move)(jumping.now))
    if jumping.run.over:
        return
    last = max((i for i, e in enumerate(jumping.events) if isinstance(e, Sought)), default=-1)
    jumping.play_out()
    played = (SegmentBegan, SegmentDone, CueFired, Finished)
    after = [e for e in jumping.events[last + 1 :] if isinstance(e, played)]
    begin = after[0].at_ms
    index = after[0].index if isinstance(after[0], SegmentBegan) else -1
    whole = [e for e in plain.events if isinstance(e, played)]
    same = whole.index(SegmentBegan(at_ms=begin, index=index))
    assert after == whole[same:]


def test_a_sentence_cut_off_while_getting_ready_is_said_whole_after_the_pause() -> None:
    player = Player(session(line("a", 6_000, hold_ms=9_000)), library_with(exercise("a")))
    player.start()
    player.play(2_300)  # "Get ready for a." began at 2.05 s
    player.keep(player.run.pause(player.now))
    player.clock.advance_ms(60_000)
    events = player.keep(player.run.resume(player.now))
    assert events[:2] == [Resumed(at_ms=2_300), Sought(at_ms=2_049, to_ms=2_049)]
    assert (player.run.state, player.run.position_ms) == ("playing", 2_049)
    ahead = [cue.text or cue.sound for cue, _mono in player.run.cues_ahead(1_200)]
    assert ahead == ["Get ready for a.", "get_ready", "For nine seconds."]
    assert [e.cue.text for e in player.advance(10) if isinstance(e, CueFired)] == ["Get ready for a."]
    # A session that breaks off now goes on at the beginning of the setup.
    begin = compile_timeline(session(line("a", 6_000, hold_ms=9_000)), player.library)
    assert replay(begin, kept(player.events), player.library, "right").position_ms == 0


@pytest.mark.parametrize("at_ms", [2_050, 2_750, 7_000], ids=["at its beginning", "at its end", "in the hold"])
def test_where_no_instruction_is_cut_off_it_goes_on_from_where_it_stood(at_ms: int) -> None:
    player = Player(session(line("a", 6_000, hold_ms=9_000)), library_with(exercise("a")))
    player.start()
    player.play(at_ms, 50)
    player.keep(player.run.pause(player.now))
    assert player.keep(player.run.resume(player.now)) == [Resumed(at_ms=at_ms)]
    assert player.run.position_ms == at_ms


# -- repeat, hurt, stop ------------------------------------------------------------------------------------------


def test_repeat_says_it_again_without_stopping(player: Player) -> None:
    player.start()
    player.play(22_500)
    (said,) = [e for e in player.run.repeat(player.now) if isinstance(e, Repeated)]
    assert said.sentences == ("A.", "Left side.", "Get ready for a.")
    assert player.run.state == "playing"


def test_hurt_pauses_at_once_and_is_rated(player: Player) -> None:
    player.start()
    player.play(8_000)
    assert player.keep(player.run.hurt(player.now)) == [
        Paused(at_ms=8_000, reason="hurt"),
        Hurt(at_ms=8_000, line=0, exercise="a"),
    ]
    (rated,) = player.run.rate_hurt(6, True)
    assert rated == Hurt(at_ms=8_000, line=0, exercise="a", pain=6, leg_symptoms=True)
    assert player.run.state == "paused"


def test_stop_is_for_good(player: Player) -> None:
    player.start()
    player.play(8_000)
    assert player.keep(player.run.stop(player.now, "stop-rule")) == [Stopped(at_ms=8_000, reason="stop-rule")]
    assert player.run.over
    assert player.advance(500) == []
    assert player.run.resume(player.now) == []
