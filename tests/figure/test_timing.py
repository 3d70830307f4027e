"""From the time of a session to a moment between two keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.figure.clip import Moment
from coach.figure.keys import REP_PHASES, Phase
from coach.figure.timing import (
    between_sets,
    natural_seconds,
    phase_moment,
    preview_moment,
    preview_seconds,
    rest_moment,
    swap_moment,
    transitions,
)
from tests.figure.making import RAISE, clip_of

STEPS = """
id = "x"
stance = "standing"
sides = "within"
cycle = true
[[keys]]
phase = "start"
[[keys]]
phase = "hold"
move = 0.5
hip_r = { flex = 50 }
knee_r = { flex = 70 }
pin = { foot_r = "free" }
[[keys]]
phase = "hold"
like = 1
move = 0.5
"""
BREATHE = """
id = "x"
stance = "hook-lying"
breathing = [4, 6]
[[keys]]
phase = "start"
breath = 1
"""
WAVE = """
id = "x"
stance = "standing"
[[keys]]
phase = "start"
[[keys]]
phase = "move_in"
move = 2
lumbar = { flex = 20 }
[[keys]]
phase = "move_out"
move = 2
lumbar = { flex = -10 }
"""


def test_a_move_takes_the_phase_and_ends_at_its_key() -> None:
    clip = clip_of(RAISE)
    assert phase_moment(clip, "move_in", 0.0, 2.0) == Moment(0, 1, 0.0, seconds=2.0)
    assert phase_moment(clip, "move_in", 1.0, 2.0) == Moment(0, 1, 0.5, seconds=2.0)
    assert phase_moment(clip, "move_in", 2.0, 2.0).to == 1


def test_a_phase_without_stays_is_moved_through_more_slowly() -> None:
    moment = phase_moment(clip_of(RAISE), "move_in", 4.0, 8.0)
    assert (moment.key, moment.to, moment.x, moment.seconds) == (0, 1, 0.5, 8.0)


def test_a_longer_phase_stretches_its_stay_and_keeps_its_move() -> None:
    clip = clip_of(RAISE)
    assert phase_moment(clip, "move_out", 0.5, 6.0).x == pytest.approx(0.5)
    later = phase_moment(clip, "move_out", 3.0, 6.0)
    assert later.key == later.to == 2


def test_a_shorter_phase_hurries_all_of_it() -> None:
    assert phase_moment(clip_of(RAISE), "move_out", 0.25, 1.0).x == pytest.approx(0.5)


def test_a_phase_without_keys_stays_where_the_one_before_ended() -> None:
    clip = clip_of(RAISE)
    held = phase_moment(clip, "hold", 3.0, 10.0)
    assert held.key == held.to == 1
    assert phase_moment(clip, "gap", 1.0, 3.0).key == 2


def test_a_phase_that_has_no_time_leaves_its_keys_out() -> None:
    # a dosage that only moves in: the next repetition begins where this one ended
    clip = clip_of(RAISE)
    assert phase_moment(clip, "move_in", 1.0, 2.0, played=["move_in"], first=False).key == 1


def test_the_first_repetition_comes_from_the_start_and_the_next_from_the_last_key() -> None:
    clip = clip_of(WAVE)
    assert phase_moment(clip, "move_in", 0.5, 2.0, first=True).key == 0
    assert phase_moment(clip, "move_in", 0.5, 2.0, first=False).key == 2


def test_a_pose_that_is_stood_in_already_takes_no_time_to_get_to() -> None:
    text = """
id = "x"
stance = "standing"
[[keys]]
phase = "start"
[[keys]]
phase = "move_in"
move = 2
lumbar = { flex = 20 }
[[keys]]
phase = "move_in"
move = 1
lumbar = { flex = 30 }
[[keys]]
phase = "move_out"
like = 2
move = 1
"""
    first = phase_moment(clip_of(text), "move_in", 1.0, 3.0, first=True)
    again = phase_moment(clip_of(text), "move_in", 1.0, 3.0, first=False)
    assert (first.key, first.to, first.x) == (0, 1, 0.5)
    assert (again.key, again.to) == (1, 2)
    assert again.x == pytest.approx(1 / 3)


def test_a_rest_between_sets_goes_back_to_the_start() -> None:
    clip = clip_of(WAVE)
    assert between_sets(clip, 0.5, 20.0).key == 2
    assert between_sets(clip, 0.5, 20.0).to == 0
    assert between_sets(clip, 5.0, 20.0).key == 0


def test_cycles_fill_the_hold_with_whole_rounds() -> None:
    clip = clip_of(STEPS)
    length = 30.3
    assert phase_moment(clip, "hold", 0.1, length).key == 0
    assert phase_moment(clip, "hold", 1.1, length).key == 2
    end = phase_moment(clip, "hold", length, length)
    assert clip.same[end.to] == 0
    rounds = {round(phase_moment(clip, "hold", s / 10, length).seconds, 3) for s in range(303)}
    assert rounds == {0.505}


@given(st.floats(3, 120))
def test_a_resting_breath_ends_breathed_out(length: float) -> None:
    clip = clip_of(RAISE)
    assert rest_moment(clip, 0.0, length).breath == pytest.approx(-1)
    assert rest_moment(clip, length, length).breath == pytest.approx(-1, abs=1e-6)


def test_a_guided_breath_keeps_its_seconds() -> None:
    clip = clip_of(BREATHE)
    breath = [phase_moment(clip, "hold", t, 60.0).breath for t in (0.0, 4.0, 10.0, 14.0, 20.0, 60.0)]
    assert breath == pytest.approx([-1, 1, -1, 1, -1, -1], abs=1e-6)
    cut_short = phase_moment(clip, "hold", 14.0, 14.0).breath  # the person asked for more time: 1.4 breaths
    assert cut_short == pytest.approx(-1, abs=1e-6)


def test_the_legs_change_places_at_the_end_of_the_gap() -> None:
    clip = clip_of(RAISE)
    gap = phase_moment(clip, "gap", 1.0, 4.0)
    assert swap_moment(gap, clip, 3.0) == gap
    half = swap_moment(gap, clip, 1.0)
    assert (half.x, half.mirrored, half.to_mirrored) == (0.5, False, True)
    assert swap_moment(gap, clip, 0.0).x == 1.0


def test_natural_times_are_those_of_the_file() -> None:
    clip = clip_of(RAISE)
    assert [natural_seconds(clip, phase) for phase in REP_PHASES] == [2, 4, 2, 0]
    assert preview_seconds(clip) == 16  # both sides
    assert natural_seconds(clip_of(BREATHE), "hold") == 10


def test_the_preview_takes_the_other_side_in_the_next_repetition() -> None:
    clip = clip_of(RAISE)
    assert not preview_moment(clip, 7.9).mirrored
    assert preview_moment(clip, 8.1).mirrored
    assert not preview_moment(clip, 16.1).mirrored


def test_every_way_a_session_can_show_is_listed_once() -> None:
    assert transitions(clip_of(RAISE)) == [(0, 1), (1, 2)]
    assert transitions(clip_of(WAVE)) == [(0, 1), (1, 2), (2, 1), (2, 0)]


@given(
    st.sampled_from(REP_PHASES),
    st.floats(0, 1),
    st.floats(0.05, 60),
    st.sets(st.sampled_from(REP_PHASES)),
    st.booleans(),
)
def test_every_moment_is_between_two_keys(
    phase: Phase, share: float, length: float, played: set[Phase], first: bool
) -> None:
    for text in (RAISE, STEPS, BREATHE, WAVE):
        clip = clip_of(text)
        moment = phase_moment(clip, phase, share * length, length, played=played | {phase}, first=first)
        assert 0 <= moment.x <= 1
        assert -1 <= moment.breath <= 1
        assert {moment.key, moment.to} <= set(range(len(clip.keys)))


def test_moments_that_look_alike_share_their_picture() -> None:
    clip = clip_of(RAISE)
    there = clip.frame_key(Moment(0, 1, 0.25, seconds=2.0))
    back = clip.frame_key(Moment(1, 2, 0.75, seconds=2.0))  # key 2 looks like key 0
    assert there == back
    assert clip.frame_key(Moment(0, 1, 0.25, -1.0, True, True, 2.0)) != there
    assert clip.frame_key(Moment(1, 1, 0.0, 0.5)) == clip.frame_key(Moment(1, 1, 0.0, 0.501))
