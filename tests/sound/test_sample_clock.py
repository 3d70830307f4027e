"""The map from moments to samples follows drift and underruns, and ignores late asking."""

from __future__ import annotations

import itertools
import random

import pytest

from coach.sound.clips import RATE
from coach.sound.sample_clock import SampleClock

BLOCK = 4800
BUFFER_S = 0.2


class Card:
    """A pretended sound card that asks in time, at its own speed."""

    def __init__(self, speed: float = 1.0) -> None:
        self.clock = SampleClock(BUFFER_S)
        self.speed = speed
        self.position = 0
        self.began_s = 1000.0

    def run(self, seconds: float, lateness_s: float = 0.0, seed: int = 1) -> float:
        """Returns the moment after the run."""
        chance = random.Random(seed)
        until = self.position + round(seconds * RATE)
        while self.position < until:
            self.clock.asked(self.now_s + chance.uniform(0, lateness_s), self.position, BLOCK)
            self.position += BLOCK
        return self.now_s

    @property
    def now_s(self) -> float:
        return self.began_s + self.position / RATE / self.speed

    def error_ms(self) -> float:
        """How far the sample for the present moment is from the one that is heard now."""
        heard = self.position + BLOCK - BUFFER_S * RATE
        return (self.clock.sample_at(self.now_s) - heard) / RATE * 1000


def test_a_perfect_card_is_mapped_to_the_sample() -> None:
    card = Card()
    card.run(10)
    assert card.error_ms() == pytest.approx(0, abs=0.03)
    assert card.clock.sample_at(card.now_s + 1) - card.clock.sample_at(card.now_s) == RATE


def test_late_asking_does_not_move_the_map() -> None:
    card = Card()
    card.run(5)
    before = card.clock.sample_at(2000.0)
    moved = []
    for seed in range(20):
        card.run(1, lateness_s=0.05, seed=seed)
        moved.append(abs(card.clock.sample_at(2000.0) - before) / RATE * 1000)
    assert max(moved) < 2.0


@pytest.mark.parametrize("ppm", [-150, 150])
def test_drift_is_followed_and_not_accumulated(ppm: int) -> None:
    card = Card(1 + ppm / 1e6)
    worst = 0.0
    for seed in range(120):
        card.run(5, lateness_s=0.004, seed=seed)
        worst = max(worst, abs(card.error_ms()))
    assert worst < 2.0


def test_following_drift_hardly_changes_the_interval_between_cues() -> None:
    card = Card(1 + 150e-6)
    starts = []
    for second in range(60):
        now_s = card.run(1, lateness_s=0.004, seed=second)
        starts.append((card.clock.sample_at(now_s + 0.1) - card.position) / RATE * 1000)
    settled = starts[5:]
    assert max(abs(later - earlier) for earlier, later in itertools.pairwise(settled)) < 1.0


def test_a_gap_longer_than_the_buffer_is_taken_over_at_once() -> None:
    card = Card()
    card.run(5)
    card.began_s += 0.7
    card.run(0.1)
    assert card.error_ms() == pytest.approx(0, abs=0.1)
    card.run(20)
    assert card.error_ms() == pytest.approx(0, abs=0.1)


def test_a_lasting_jump_without_a_gap_is_taken_over_within_the_window() -> None:
    card = Card()
    card.run(5)
    card.began_s += 0.06
    card.run(2.5)
    assert card.error_ms() == pytest.approx(0, abs=0.1)


def test_an_estimate_made_while_the_computer_was_busy_is_put_right_with_the_first_undelayed_block() -> None:
    """Asking is never early: what is lower is nearer to the truth."""
    card = Card()
    card.run(2, lateness_s=0.0)
    card.began_s += 0.4
    # After the gap every block is asked for 17 ms late, as long as the estimate settles.
    card.began_s += 0.017
    card.run(3)
    card.began_s -= 0.017
    card.run(0.3)
    assert card.error_ms() == pytest.approx(0, abs=0.1)


def test_a_short_underrun_is_taken_over_with_the_first_block_after_it() -> None:
    """A queue of 0.2 s and blocks of 0.1 s: asked for more than 0.1 s late, and some silence was heard."""
    card = Card()
    card.run(5)
    card.began_s += 0.13
    card.run(0.1)
    assert card.error_ms() == pytest.approx(0, abs=0.1)


def test_twenty_underruns_do_not_add_up() -> None:
    card = Card()
    for _ in range(20):
        card.run(5)
        card.began_s += 0.4
    card.run(5)
    assert card.error_ms() == pytest.approx(0, abs=0.1)
