"""Mixing is exact to the sample, free of clicks and can never clip."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.sound.clips import Bus
from coach.sound.mixing import DUCK_ATTACK, DUCKED, KNEE, RAMP, GainRamp, Placed, mix, soft_limit

FULL: dict[Bus, float | NDArray[np.float32]] = {"sounds": 1.0, "voice": 1.0}


def ones(count: int, level: float = 0.25) -> NDArray[np.float32]:
    return np.full(count, level, np.float32)


def test_a_clip_lies_exactly_where_it_was_placed() -> None:
    clip = np.arange(1, 101, dtype=np.float32) / np.float32(1000)
    mixed = mix([Placed(clip, 50, "sounds")], 0, 200, FULL)
    assert np.array_equal(mixed[50:150], clip)
    assert not mixed[:50].any()
    assert not mixed[150:].any()


def test_overlapping_clips_add_up_with_the_gain_of_their_bus() -> None:
    placed = [Placed(ones(10), 0, "sounds"), Placed(ones(10), 5, "voice")]
    mixed = mix(placed, 0, 15, {"sounds": 1.0, "voice": 0.5})
    assert mixed.tolist() == [0.25] * 5 + [0.375] * 5 + [0.125] * 5


def test_nothing_before_the_first_and_after_the_last_sample_is_touched() -> None:
    out = ones(40, 9.0)
    mix([Placed(ones(100), -20, "sounds")], 10, 30, FULL, out=out)
    assert (out[:20] == 0.25).all()
    assert (out[20:] == 9.0).all()


@settings(max_examples=60, deadline=None)
@given(cuts=st.lists(st.integers(1, 5999), max_size=8), fade=st.none() | st.integers(0, 5000))
def test_mixing_in_pieces_equals_mixing_whole(cuts: list[int], fade: int | None) -> None:
    noise = np.random.default_rng(7).uniform(-0.6, 0.6, 3000).astype(np.float32)
    placed = [
        Placed(noise, 700, "sounds", yields=True, fade_from=fade),
        Placed(noise[::-1].copy(), 1500, "voice"),
        Placed(noise, 100, "sounds"),
    ]
    whole = mix(placed, 0, 6000, FULL)
    edges = [0, *sorted(set(cuts)), 6000]
    pieces = [mix(placed, first, last, FULL) for first, last in itertools.pairwise(edges)]
    assert np.allclose(np.concatenate(pieces), whole, atol=1e-6)


def test_a_faded_clip_falls_to_nothing_in_five_milliseconds_without_a_jump() -> None:
    clip = Placed(ones(4800), 0, "sounds", fade_from=1000)
    mixed = mix([clip], 0, 2000, FULL)
    assert (mixed[:1001] == 0.25).all()
    assert not mixed[1000 + RAMP :].any()
    assert np.abs(np.diff(mixed)).max() <= 0.25 / RAMP + 1e-6
    assert clip.end == 1000 + RAMP == 1240


def test_a_gain_reaches_its_level_in_five_milliseconds_in_a_straight_line() -> None:
    ramp = GainRamp(1.0)
    assert ramp.next(100) == 1.0
    ramp.go_to(0.0)
    first, second = ramp.next(100), ramp.next(200)
    assert isinstance(first, np.ndarray)
    assert isinstance(second, np.ndarray)
    levels = np.concatenate(([1.0], first, second))
    assert np.allclose(np.diff(levels[: RAMP + 1]), -1 / RAMP, atol=1e-6)
    assert not levels[RAMP:].any()
    assert ramp.next(10) == 0.0


def test_a_gain_that_turns_midway_goes_on_from_where_it_is() -> None:
    ramp = GainRamp(0.0)
    ramp.go_to(1.0)
    ramp.next(120)
    ramp.go_to(0.0)
    turned = ramp.next(240)
    assert isinstance(turned, np.ndarray)
    assert turned[0] == pytest.approx(0.5, abs=0.01)
    assert turned[-1] == 0.0


def test_a_clip_that_yields_is_quiet_under_the_voice_and_comes_back() -> None:
    tick = Placed(ones(48_000), 0, "sounds", yields=True)
    voice = Placed(np.zeros(10_000, np.float32), 5_000, "voice")
    mixed = mix([tick, voice], 0, 48_000, FULL)
    assert (mixed[:5001] == 0.25).all()
    assert mixed[5_000 + DUCK_ATTACK : 15_000] == pytest.approx(0.25 * DUCKED)
    assert (mixed[voice.forgotten_from :] == 0.25).all()
    assert np.abs(np.diff(mixed)).max() < 0.001


def test_a_clip_that_does_not_yield_keeps_its_level_under_the_voice() -> None:
    placed = [Placed(ones(1000), 0, "sounds"), Placed(np.zeros(1000, np.float32), 0, "voice")]
    assert (mix(placed, 0, 1000, FULL) == 0.25).all()


@given(st.lists(st.floats(-50, 50, width=32), min_size=1, max_size=50))
def test_no_sum_reaches_full_scale(values: list[float]) -> None:
    samples = np.array(values, np.float32)
    limited = soft_limit(samples.copy())
    assert np.abs(limited).max() < 1.0
    assert np.array_equal(np.sign(limited), np.sign(samples))
    assert np.array_equal(limited[np.abs(samples) <= KNEE], samples[np.abs(samples) <= KNEE])


def test_the_limiter_keeps_louder_louder() -> None:
    rising = np.linspace(0, 1.5, 2000, dtype=np.float32)
    assert (np.diff(soft_limit(rising.copy())) >= 0).all()
