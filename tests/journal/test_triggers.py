"""From diaries to what is shown: counts, hints, odds ratios, and what may be called a pattern."""

from __future__ import annotations

import math
import time as clock
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from coach.diary import DayLog, Spasm
from coach.journal.exact import Interval
from coach.journal.triggers import FactorId, FactorResult, Triggers, triggers
from coach.records import History
from tests.journal.test_windows import END, at, log, spasm
from tests.plan.story import MONDAY, Story
from tests.plan.story import day as story_day

#: A spasm on the second Wednesday of months that have enough Wednesdays clear of it.
FIRST_YEAR = 2024


def second_wednesday(n: int) -> date:
    """Of the n-th month from January 2024 on."""
    first = date(FIRST_YEAR + n // 12, n % 12 + 1, 1)
    return first + timedelta(days=(2 - first.weekday()) % 7 + 7)


def diary(exposed: list[tuple[bool, int]], box: dict[str, Any], usual: dict[str, Any], controls: int = 3) -> History:
    """One spasm a month; each tells whether its day before was exposed, and how many of its controls were."""
    spasms: list[Spasm] = []
    logs: list[DayLog] = []
    for n, (hazard, others) in enumerate(exposed):
        day = second_wednesday(n)
        spasms.append(spasm(day))
        logs.append(log(day - timedelta(days=1), **(box if hazard else usual)))
        weeks = [w for w in (-1, 1, 2) if (day + timedelta(weeks=w)).month == day.month][:controls]
        assert len(weeks) == controls
        for i, week in enumerate(weeks):
            logs.append(log(day + timedelta(weeks=week, days=-1), **(box if i < others else usual)))
    return History(spasms=tuple(spasms), day_logs=tuple(logs))


def result(history: History, factor: FactorId = "long-sitting") -> FactorResult:
    return next(one for one in triggers(history, END).factors if one.factor == factor)


SITTING: tuple[dict[str, Any], dict[str, Any]] = ({"sitting": "long"}, {"sitting": "some"})


def sitting(exposed: list[tuple[bool, int]]) -> FactorResult:
    return result(diary(exposed, *SITTING))


@pytest.mark.parametrize(
    ("factor", "present", "absent"),
    [
        ("long-sitting", {"sitting": "long"}, {"sitting": "little"}),
        ("few-breaks", {"breaks": "few"}, {"breaks": "some"}),
        ("long-drive", {"happened": ("long-drive",)}, {"happened": ()}),
        ("heavy-lifting", {"lifting": "heavy"}, {"lifting": "light"}),
        ("awkward", {"happened": ("awkward", "distracted")}, {"happened": ("distracted",)}),
        ("hard-activity", {"happened": ("hard-activity",)}, {"happened": ("awkward",)}),
        ("distracted", {"happened": ("distracted",)}, {"happened": ("awkward",)}),
        ("poor-sleep", {"sleep": "badly"}, {"sleep": "broken"}),
        ("high-stress", {"stress": "high"}, {"stress": "some"}),
        ("drank-little", {"drink": "little"}, {"drink": "enough"}),
        ("walked", {"walking": "plenty"}, {"walking": "some"}),
    ],
)
def test_each_factor_reads_its_own_box(factor: FactorId, present: dict[str, Any], absent: dict[str, Any]) -> None:
    found = result(diary([(True, 1), (False, 2)], present, absent), factor)
    assert (found.spasms, found.hazards, found.usual_days, found.usual_of) == (2, 1, 3, 6)
    for other in triggers(diary([(True, 1)], {}, {}), END).factors:
        assert other.spasms == (1 if other.factor == "session" else 0)


def test_a_box_left_open_is_not_a_no() -> None:
    history = diary([(True, 1), (False, 0), (True, 0)], *SITTING)
    logs = list(history.day_logs)
    logs[0] = msgspec.structs.replace(logs[0], sitting=None, stress="high")  # the first spasm's own day
    logs[5] = msgspec.structs.replace(logs[5], sitting=None)  # one control of the second
    logs[9:] = [msgspec.structs.replace(one, sitting=None) for one in logs[9:]]  # all controls of the third
    found = result(msgspec.structs.replace(history, day_logs=tuple(logs)))
    assert (found.spasms, found.hazards, found.usual_of) == (1, 0, 2)


def test_early_signs_are_no_factor() -> None:
    ids = [one.factor for one in triggers(History(), END).factors]
    assert len(ids) == len(set(ids)) == 12
    signs = {"stiff", "guarding", "tired", "evening-pain", "afraid", "raised-morning"}
    assert not signs & set(ids)


def test_sessions_are_known_on_days_with_a_log() -> None:
    day = MONDAY + timedelta(days=16)
    story = Story().train("calm-early", [15, 8]).broke_off("calm-early", 1, 9)
    logs = [log(story_day(n)) for n in (15, 8, 1)]
    history = story.history(END)
    history = msgspec.structs.replace(history, spasms=(spasm(day),), day_logs=tuple(logs))
    found = result(history, "session")
    # The session that was broken off before a line was done is none; the fourth Wednesday has no log.
    assert (found.spasms, found.hazards, found.usual_days, found.usual_of) == (1, 1, 1, 2)


def test_the_usual_share_is_the_mean_over_the_spasms() -> None:
    history = diary([(True, 1), (False, 0)], *SITTING)
    logs = history.day_logs[:6] + history.day_logs[7:]  # the second spasm keeps two controls
    found = result(msgspec.structs.replace(history, day_logs=logs))
    assert found.usual == pytest.approx((1 / 3 + 0) / 2)
    assert found.share == 0.5


# -- what is shown --


@pytest.mark.parametrize(
    ("spasms", "shown"), [(1, "counts"), (5, "counts"), (6, "hint"), (9, "hint"), (10, "measured"), (14, "measured")]
)
def test_how_much_is_said_depends_on_how_much_there_is(spasms: int, shown: str) -> None:
    found = sitting([(True, 1)] * spasms)
    assert (found.shown, found.informative) == (shown, spasms)
    assert (found.ratio is None) == (shown != "measured")
    assert (found.limits is None) == (shown != "measured")


@pytest.mark.parametrize(("informative", "shown"), [(5, "counts"), (6, "measured")])
def test_ten_spasms_with_few_that_tell_something_are_counts(informative: int, shown: str) -> None:
    found = sitting([(True, 1)] * informative + [(False, 0)] * (10 - informative))
    assert (found.spasms, found.shown) == (10, shown)


def test_a_possible_pattern() -> None:
    found = sitting([(True, 0)] * 8 + [(False, 0)] * 2 + [(False, 1)] * 2)
    assert found.verdict == "pattern"
    assert found.limits is not None
    assert found.limits.low > 1
    assert found.ratio == pytest.approx(8 / (2 / 3))
    assert found.stands


def test_a_possible_protector() -> None:
    found = result(
        diary([(False, 3)] * 3 + [(False, 2)] * 8 + [(True, 2)], {"walking": "plenty"}, {"walking": "little"}), "walked"
    )
    assert found.verdict == "protector"
    assert found.limits is not None
    assert found.limits.high < 1


def test_no_difference_is_no_pattern() -> None:
    found = sitting([(True, 1)] * 4 + [(False, 1)] * 8)
    assert (found.shown, found.verdict) == ("measured", "none")
    assert found.limits is not None
    assert not found.limits.without(1)


def test_never_on_usual_days_has_no_highest_ratio() -> None:
    found = sitting([(True, 0)] * 10)
    assert found.ratio == math.inf
    assert found.limits is not None
    assert math.isinf(found.limits.high)
    assert found.verdict == "pattern"


def test_what_does_not_stand_among_all_twelve_is_no_pattern() -> None:
    """An interval without 1 alone is not enough: p is 0.02 and the first of twelve has to reach 0.0083."""
    found = sitting([(True, 1)] * 8 + [(False, 1)] * 3 + [(True, 0)])
    assert found.limits is not None
    assert found.limits.low > 1
    assert 0.1 / 12 < found.p < 0.05
    assert (found.stands, found.verdict) == (False, "none")


def test_two_small_ones_stand_together_though_neither_would_alone() -> None:
    exposed = [(True, 1)] * 9 + [(False, 1)] * 2 + [(True, 0)]
    alone = sitting(exposed)
    assert 0.1 / 12 < alone.p < 2 * 0.1 / 12
    assert not alone.stands
    both = diary(exposed, {"sitting": "long", "stress": "high"}, {"sitting": "some", "stress": "some"})
    assert [result(both, factor).stands for factor in ("long-sitting", "high-stress")] == [True, True]


def test_where_many_stand_an_interval_that_holds_1_is_still_no_pattern() -> None:
    """The interval is held at 5 %, the list at 10 %: with eleven such factors p = 0.06 stands in the list."""
    every: tuple[dict[str, Any], dict[str, Any]] = (
        {"sitting": "long", "breaks": "few", "lifting": "heavy", "sleep": "badly", "stress": "high", "drink": "little",
         "walking": "plenty", "happened": ("awkward", "distracted", "long-drive", "hard-activity")},
        {"sitting": "some", "breaks": "some", "lifting": "none", "sleep": "well", "stress": "some", "drink": "enough",
         "walking": "some", "happened": ()},
    )  # fmt: skip
    found = result(diary([(True, 1)] * 6 + [(False, 0)] * 3 + [(False, 1)], *every))
    assert 0.05 < found.p < 11 * 0.1 / 12
    assert (found.shown, found.stands, found.verdict) == ("measured", True, "none")


def test_all_factors_count_as_asked_even_where_nothing_is_known() -> None:
    found = triggers(diary([(True, 0)] * 10, *SITTING), END)
    assert [one.p for one in found.factors if one.factor not in ("long-sitting",)] == [1.0] * 11


def test_how_many_have_a_diary() -> None:
    history = diary([(True, 0)] * 3, *SITTING)
    history = msgspec.structs.replace(history, spasms=(*history.spasms, spasm(second_wednesday(8))))
    found = triggers(history, END)
    assert (found.spasms, found.with_diary) == (4, 3)
    assert triggers(History(), END) == Triggers(0, 0, triggers(History(), END).factors)


def test_the_sums_are_those_of_the_sets() -> None:
    """The whole way once more by hand: three controls each, with what is exposed."""
    exposed = [
        (True, 1),
        (True, 0),
        (False, 2),
        (True, 3),
        (False, 0),
        (True, 1),
        (False, 1),
        (True, 0),
        (True, 2),
        (False, 1),
    ]
    found = sitting(exposed)
    up = sum((3 - k) / 3 for x, k in exposed if x)
    down = sum(k / 3 for x, k in exposed if not x)
    assert found.ratio == pytest.approx(up / down)
    assert found.informative == 8
    assert found.hazards == 6
    assert (found.usual_days, found.usual_of) == (11, 30)
    assert isinstance(found.limits, Interval)


def test_ten_years_take_no_time() -> None:
    """3,650 days and 300 spasms. The bound is generous: it is to notice a loop that squares, not a slow machine."""
    first = date(2016, 1, 1)
    logs = tuple(
        log(
            first + timedelta(days=n),
            sitting=("long", "some", "little")[n * 7 % 3],
            breaks=("few", "some")[n * 5 % 2],
            stress=("high", "calm", "some", "some")[n * 3 % 4],
            sleep=("badly", "well", "well")[n * 11 % 3],
            lifting=("heavy", "none")[n // 3 % 2],
            walking=("plenty", "little")[n // 2 % 2],
            drink=("little", "enough", "enough")[n // 5 % 3],
            happened=(("awkward",), (), ("distracted", "long-drive"), ("hard-activity",))[n * 13 % 4],
        )
        for n in range(3_650)
    )
    spasms = tuple(spasm(first + timedelta(days=12 * n + n % 5)) for n in range(1, 301))
    history = History(spasms=spasms, day_logs=logs)
    began = clock.perf_counter()
    found = triggers(history, at(date(2026, 1, 1), 12))
    assert clock.perf_counter() - began < 3
    assert found.with_diary == 300
    assert all(one.shown == "measured" for one in found.factors if one.factor != "session")
