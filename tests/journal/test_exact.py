"""The sums against the printed reference values, against brute force, and their power by simulation."""

from __future__ import annotations

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journal.exact import MatchedSet, interval, odds_ratio, p_value, survivors

#: b : c, odds ratio, limits, p as printed in the reference table (one control a set).
ONE_CONTROL = [
    (4, 0, None, "0.66", "inf", "0.125"),
    (5, 0, None, "0.92", "inf", "0.063"),
    (6, 0, None, "1.18", "inf", "0.031"),
    (8, 1, "8.0", "1.07", "355", "0.039"),
    (8, 2, "4.0", "0.80", "38.7", "0.109"),
    (10, 2, "5.0", "1.07", "46.9", "0.039"),
    (12, 4, "3.0", "0.91", "12.8", "0.077"),
    (15, 5, "3.0", "1.04", "10.6", "0.041"),
    (30, 15, "2.0", "1.04", "4.00", "0.036"),
]
WORKED = (
    4 * [MatchedSet(True, 1, 4)]
    + 3 * [MatchedSet(True, 0, 4)]
    + 2 * [MatchedSet(False, 1, 4)]
    + [MatchedSet(False, 2, 4)]
    + 2 * [MatchedSet(False, 0, 4)]
)


def printed(value: float, like: str) -> str:
    """The value with as many decimals as the printed one; a five in the next place is rounded up, as in the table."""
    if math.isinf(value):
        return "inf"
    decimals = len(like.partition(".")[2])
    return f"{math.floor(value * 10**decimals + 0.5) / 10**decimals:.{decimals}f}"


def pairs(b: int, c: int) -> list[MatchedSet]:
    return b * [MatchedSet(True, 0, 1)] + c * [MatchedSet(False, 1, 1)]


@pytest.mark.parametrize(("b", "c", "ratio", "low", "high", "p"), ONE_CONTROL)
def test_reference_table(b: int, c: int, ratio: str | None, low: str, high: str, p: str) -> None:
    sets = pairs(b, c)
    limits = interval(sets)
    assert limits is not None
    found = odds_ratio(sets)
    assert found is not None
    assert math.isinf(found) if ratio is None else printed(found, ratio) == ratio
    assert (printed(limits.low, low), printed(limits.high, high)) == (low, high)
    assert printed(p_value(sets), p) == p


def test_worked_example_with_four_controls() -> None:
    limits = interval(WORKED)
    assert limits is not None
    assert sum(one.informative for one in WORKED) == 10
    assert odds_ratio(WORKED) == pytest.approx(6.0)
    assert (printed(limits.low, "1.3"), printed(limits.high, "37")) == ("1.3", "37")
    assert printed(p_value(WORKED), "0.018") == "0.018"


def test_sets_that_tell_nothing_change_nothing_of_the_test() -> None:
    silent = [MatchedSet(True, 3, 3), MatchedSet(False, 0, 2)]
    assert not any(one.informative for one in silent)
    assert p_value(WORKED + silent) == p_value(WORKED)
    assert interval(WORKED + silent) == interval(WORKED)
    assert odds_ratio(WORKED + silent) == odds_ratio(WORKED)
    assert (p_value(silent), interval(silent), odds_ratio(silent)) == (1.0, None, None)
    assert (p_value([]), interval([]), odds_ratio([])) == (1.0, None, None)


def test_each_set_weighs_by_its_own_number_of_controls() -> None:
    sets = [MatchedSet(True, 1, 4), MatchedSet(True, 0, 1), MatchedSet(False, 1, 2), MatchedSet(False, 2, 3)]
    assert odds_ratio(sets) == pytest.approx((3 / 4 + 1) / (1 / 2 + 2 / 3))


def test_only_controls_exposed_is_a_ratio_of_nothing() -> None:
    sets = 7 * [MatchedSet(False, 2, 4)]
    limits = interval(sets)
    assert limits is not None
    assert odds_ratio(sets) == 0.0
    assert limits.low == 0.0
    assert limits.high < 1.5


@st.composite
def matched_sets(draw: st.DrawFn) -> list[MatchedSet]:
    made = []
    for _ in range(draw(st.integers(1, 8))):
        of = draw(st.integers(1, 4))
        made.append(MatchedSet(draw(st.booleans()), draw(st.integers(0, of)), of))
    return made


def brute_force(sets: list[MatchedSet], psi: float) -> list[float]:
    """The chance of each total, by going through all ways in which hazard windows may be exposed."""
    telling = [one for one in sets if one.informative]
    total = [0.0] * (len(telling) + 1)
    for outcome in itertools.product((0, 1), repeat=len(telling)):
        chance = 1.0
        for x, one in zip(outcome, telling, strict=True):
            m = one.windows_exposed
            exposed = m * psi / (m * psi + one.of + 1 - m)
            chance *= exposed if x else 1 - exposed
        total[sum(outcome)] += chance
    return total


@given(matched_sets())
def test_p_is_twice_the_smaller_tail(sets: list[MatchedSet]) -> None:
    seen = sum(one.hazard for one in sets if one.informative)
    chances = brute_force(sets, 1.0)
    wanted = min(1.0, 2 * min(sum(chances[seen:]), sum(chances[: seen + 1])))
    assert p_value(sets) == pytest.approx(wanted, rel=1e-9)


@given(matched_sets())
def test_limits_leave_a_fortieth_at_each_end(sets: list[MatchedSet]) -> None:
    limits = interval(sets)
    telling = [one for one in sets if one.informative]
    if limits is None:
        assert not telling
        return
    seen = sum(one.hazard for one in telling)
    if seen == 0:
        assert limits.low == 0
    else:
        assert sum(brute_force(sets, limits.low)[seen:]) == pytest.approx(0.025, rel=1e-6)
    if seen == len(telling):
        assert math.isinf(limits.high)
    else:
        assert sum(brute_force(sets, limits.high)[: seen + 1]) == pytest.approx(0.025, rel=1e-6)


@given(matched_sets())
def test_turning_exposed_and_unexposed_round_turns_the_interval_round(sets: list[MatchedSet]) -> None:
    turned = [MatchedSet(not one.hazard, one.of - one.exposed, one.of) for one in sets]
    one, other = interval(sets), interval(turned)
    assert p_value(turned) == pytest.approx(p_value(sets))
    if one is not None and other is not None and one.low > 0 and not math.isinf(one.high):
        assert other.low == pytest.approx(1 / one.high, rel=1e-6)
        assert other.high == pytest.approx(1 / one.low, rel=1e-6)


def test_six_hundred_sets_are_no_matter() -> None:
    sets = 400 * [MatchedSet(True, 2, 4)] + 200 * [MatchedSet(False, 2, 4)]
    limits = interval(sets)
    ratio = odds_ratio(sets)
    assert limits is not None
    assert ratio is not None
    assert 1 < limits.low < ratio < limits.high < 4
    assert 0 < p_value(sets) < 1e-9
    extreme = interval(600 * [MatchedSet(True, 0, 4)])
    assert extreme is not None
    assert extreme.low > 100


@pytest.mark.parametrize(
    ("p_values", "stand"),
    [
        ([], ()),
        ([0.2, 0.5], (False, False)),
        ([0.05, 0.5], (True, False)),
        # 0.06 alone would not stand at rank 1 (0.05); together with the smaller one it does.
        ([0.06, 0.01], (True, True)),
        # The largest rank that holds carries those before it, though 0.045 is above 1/3 of 0.1.
        ([0.045, 0.046, 0.9], (True, True, False)),
        ([0.009] + 11 * [1.0], (False,) * 12),
        ([0.008] + 11 * [1.0], (True,) + (False,) * 11),
    ],
)
def test_which_stand_among_all_that_were_asked(p_values: list[float], stand: tuple[bool, ...]) -> None:
    assert survivors(p_values, 0.10) == stand


def power(controls: int, ratio: float, spasms: int, runs: int) -> float:
    """How often p is at most 0.05: the factor is there on 25 % of usual days and has this odds ratio."""
    rng = random.Random(20_260_302)
    odds = ratio * 0.25 / 0.75
    found = 0
    for _ in range(runs):
        sets = [
            MatchedSet(rng.random() < odds / (1 + odds), sum(rng.random() < 0.25 for _ in range(controls)), controls)
            for _ in range(spasms)
        ]
        found += p_value(sets) <= 0.05
    return found / runs


@pytest.mark.parametrize(("controls", "ratio", "spasms"), [(4, 3, 40), (4, 2, 100), (1, 8, 22), (1, 5, 30)])
def test_about_eight_in_ten_at_the_printed_numbers(controls: int, ratio: float, spasms: int) -> None:
    assert power(controls, ratio, spasms, 2_500) == pytest.approx(0.80, abs=0.05)


@pytest.mark.parametrize(
    ("controls", "ratio", "spasms", "share"), [(4, 8, 15, 0.89), (4, 5, 22, 0.865), (1, 3, 80, 0.88), (1, 2, 200, 0.87)]
)
def test_more_than_eight_in_ten_at_the_other_printed_numbers(
    controls: int, ratio: float, spasms: int, share: float
) -> None:
    """The reference says "about 80 %" for these, too; they ask for more spasms than that needs."""
    found = power(controls, ratio, spasms, 2_500)
    assert found > 0.80
    assert found == pytest.approx(share, abs=0.025)
