"""Amounts as they are said: whole sentences for every shape of a dosage."""

from __future__ import annotations

from typing import Any

import pytest

from coach.session import phrases
from coach.session.words import count_word
from tests.making import dosage, exercise


@pytest.mark.parametrize(
    ("sets", "times", "sides", "said"),
    [
        ([1], {"hold_ms": 45_000}, "none", ["For forty-five seconds."]),
        ([1], {"hold_ms": 90_000}, "none", ["For ninety seconds."]),
        ([1], {"hold_ms": 120_000}, "none", ["For two minutes."]),
        ([1], {"hold_ms": 300_000}, "within", ["For five minutes."]),
        ([1], {"move_in_ms": 4_000, "hold_ms": 15_000}, "each", ["Hold for fifteen seconds.", "On each side."]),
        ([1], {"move_in_ms": 4_000, "hold_ms": 1_000}, "each", []),
        ([2], {"move_in_ms": 2_000, "hold_ms": 10_000}, "each", ["Twice, ten seconds each.", "On each side."]),
        ([3], {"move_in_ms": 2_000, "hold_ms": 10_000}, "none", ["Three times, ten seconds each."]),
        ([8], {"move_in_ms": 2_000, "hold_ms": 2_000}, "none", ["Eight slow repetitions."]),
        ([10], {"move_in_ms": 2_000, "hold_ms": 2_999}, "alternating", ["Ten slow repetitions."]),
        ([1, 1, 1], {"hold_ms": 30_000, "gap_ms": 1_000}, "none", ["Three times, thirty seconds each."]),
        ([10, 10], {"move_in_ms": 3_000}, "none", ["Two sets of ten."]),
        ([5, 5, 5], {"hold_ms": 8_000}, "none", ["Three sets of five, eight seconds each."]),
        ([6, 4, 2], {"move_in_ms": 3_000}, "none", ["Sets of six, four and two."]),
        ([5, 3, 1], {"hold_ms": 10_000}, "each", ["Sets of five, three and one, ten seconds each.", "On each side."]),
    ],
)
def test_amounts(sets: list[int], times: dict[str, int], sides: str, said: list[str]) -> None:
    assert list(phrases.amount(dosage(sets, **times), exercise("a", sides=sides))) == said


@pytest.mark.parametrize(
    ("rep", "reps", "side", "said"),
    [
        (1, 8, None, "One."), (7, 8, None, "Seven."), (8, 8, None, "Last one."), (2, 2, None, "Two."),
        (3, 3, None, "Last one."), (2, 10, "left", "Left, two."), (9, 10, "right", "Right, nine."),
        (10, 10, "left", "Left, last one."), (3, 8, "both", "Three."),
    ],
)  # fmt: skip
def test_counts(rep: int, reps: int, side: Any, said: str) -> None:
    assert phrases.count(rep, reps, side) == said


@pytest.mark.parametrize(("n", "word"), [(1, "One"), (20, "Twenty"), (21, "21"), (45, "Forty-five"), (90, "Ninety")])
def test_number_words(n: int, word: str) -> None:
    assert count_word(n) == word


@pytest.mark.parametrize(
    ("ms", "said"),
    [(1_000, "one second"), (30_999, "thirty seconds"), (60_000, "sixty seconds"), (91_000, "91 seconds"),
     (180_000, "three minutes")],
)  # fmt: skip
def test_durations(ms: int, said: str) -> None:
    assert phrases.duration(ms) == said


def test_a_session_of_several_sets_tells_which_comes() -> None:
    assert phrases.set_follows(2, 3) == "Set two of three comes next."
