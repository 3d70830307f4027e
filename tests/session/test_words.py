"""Numbers, sides, phases and dosages in words."""

from __future__ import annotations

from typing import Any

import pytest

from coach.library.kinds import Dosage
from coach.session.compose import dosage_words
from coach.session.timeline import compile_timeline
from coach.session.words import count_word, phase_name, side_phrase
from tests.making import dosage, exercise, library_with, line, session


@pytest.mark.parametrize(("n", "word"), [(0, "0"), (1, "One"), (12, "Twelve"), (20, "Twenty"), (21, "21")])
def test_numbers(n: int, word: str) -> None:
    assert count_word(n) == word


@pytest.mark.parametrize(
    ("side", "phrase"), [("right", "Right side."), ("left", "Left side."), ("both", ""), (None, "")]
)
def test_sides(side: str | None, phrase: str) -> None:
    assert side_phrase(side) == phrase


@pytest.mark.parametrize(
    ("amount", "sides", "words"),
    [
        (dosage([1], hold_ms=90_000), "none", "90 s"),
        (dosage([1], hold_ms=120_000), "none", "2 min"),
        (dosage([1], hold_ms=150_000), "none", "150 s"),
        (dosage([3], move_in_ms=2_000, hold_ms=10_000), "each", "3 × 10 s each side"),
        (dosage([1], move_in_ms=4_000, hold_ms=15_000), "each", "15 s each side"),
        (dosage([8], move_in_ms=2_000, hold_ms=2_000), "none", "8 slow reps"),
        (dosage([1], move_in_ms=8_000), "within", "1 slow rep"),
        (dosage([5, 4, 3], move_in_ms=1_000, hold_ms=10_000), "none", "5 - 4 - 3 × 10 s"),
        (dosage([8, 8], move_in_ms=2_000), "none", "8 - 8 slow reps"),
        (dosage([2], hold_ms=4_500), "none", "2 × 4.5 s"),
    ],
)
def test_dosages(amount: Dosage, sides: str, words: str) -> None:
    assert dosage_words(amount, exercise(sides=sides)) == words


PHASES: list[dict[str, Any]] = [
    {"part": "move_in", "name": "Lean", "ms": 1_000},
    {"part": "move_in", "name": "Rise"},
    {"part": "hold", "name": "In", "ms": 4_000},
    {"part": "hold", "name": "Out", "ms": 6_000},
    {"part": "move_out", "name": "Down"},
    {"part": "move_out", "name": "Settle", "ms": 400},
]


@pytest.mark.parametrize(
    ("at_ms", "name"),
    [
        (0, ""),  # the setup has no phases
        (1_000, "Lean"),
        (1_999, "Lean"),
        (2_000, "Rise"),
        (3_999, "Rise"),
        (4_000, "In"),
        (7_999, "In"),
        (8_000, "Out"),
        (13_999, "Out"),
        (14_000, "In"),  # shorter than the hold: they repeat
        (23_999, "Out"),
        (24_599, "Down"),  # the one without a time leaves room for the next
        (24_600, "Settle"),
    ],
)
def test_phases_of_a_repetition(at_ms: int, name: str) -> None:
    own = exercise("a", phases=PHASES)
    whole = session(line("a", 1_000, move_in_ms=3_000, hold_ms=20_000, move_out_ms=1_000))
    timeline = compile_timeline(whole, library_with(own))
    here = timeline.segments[timeline.index_at(at_ms)]
    assert phase_name(own, here, at_ms) == name
