"""The person's own early signs: windows, what makes a sign one's own, and days that look like one."""

from __future__ import annotations

import math
import random
from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest

from coach.diary import DayLog, DayRating, Sign, Spasm
from coach.journal.early_signs import SIGNS, SignId, SignResult, early_signs, looks_like_one
from coach.records import History
from tests.journal.test_windows import at, log, spasm

FIRST = date(2026, 3, 2)
NOW = at(FIRST + timedelta(days=60), 12)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def rating(n: int, pain: int, hour: float = 7, kind: Any = "morning") -> DayRating:
    return DayRating(id=f"{n}-{hour}", day=day(n), at=at(day(n), hour), kind=kind, pain=pain)


def found(history: History, sign: SignId, now: datetime = NOW) -> SignResult:
    return next(one for one in early_signs(history, now) if one.sign == sign)


def month(spasms: dict[int, float], signs: dict[int, tuple[Any, ...]], days: int = 40, **boxes: Any) -> History:
    """A log every evening, without signs unless told; spasms by day and hour."""
    logs = tuple(log(day(n), signs=signs.get(n, ()), **boxes) for n in range(days))
    return History(spasms=tuple(spasm(day(n), hour) for n, hour in spasms.items()), day_logs=logs)


def test_signs_are_those_of_the_diary_poor_sleep_and_the_morning() -> None:
    assert SIGNS == ("stiff", "guarding", "tired", "evening-pain", "afraid", "poor-sleep", "raised-morning")
    assert [one.sign for one in early_signs(History(), NOW)] == list(SIGNS)


def test_the_day_before_and_the_day_itself_as_written_before_the_spasm_was_logged() -> None:
    history = month({10: 22, 20: 10, 30: 10}, {9: ("stiff",), 20: ("stiff",), 29: ("tired",)})
    stiff = found(history, "stiff")
    # The evening log of day 20 came after the spasm of that morning; that of day 10 before the one of that night.
    assert (stiff.before, stiff.spasms) == (1, 3)
    told_late = tuple(log(day(n), 24 * 3, signs=("stiff",)) for n in (9, 10))
    late = History(spasms=(spasm(day(10), logged_after_h=200),), day_logs=told_late)
    assert found(late, "stiff").spasms == 0


def test_on_the_day_itself_a_word_before_the_spasm_counts() -> None:
    history = History(spasms=(spasm(day(10), 15),), day_logs=(log(day(10), 9, signs=("afraid",)),))
    assert (found(history, "afraid").before, found(history, "stiff").before) == (1, 0)
    assert found(history, "stiff").spasms == 1


def test_what_was_not_answered_is_unknown() -> None:
    history = History(spasms=(spasm(day(10)),), day_logs=(log(day(9), sleep="badly"),))
    assert [(one.before, one.spasms) for one in early_signs(history, NOW)] == [
        (1, 1) if sign == "poor-sleep" else (0, 0) for sign in SIGNS
    ]


def test_usual_windows_lie_72_hours_from_any_spasm() -> None:
    """The spasm is at 10 o'clock on day 20. Day 16 is over at 4 o'clock of day 17, 78 hours before; day 17 is too near.
    The window of day 25 begins at 4 o'clock of day 24, 90 hours after; that of day 24 66 hours after.
    """
    history = month({20: 10}, dict.fromkeys(range(40), ("stiff",)), 40)
    assert found(history, "stiff").of_usual == 40 - 8
    near = month({20: 10}, dict.fromkeys((17, 18, 22, 23), ("stiff",)), 40)
    # Day 23 is the day before day 24, whose window is still too near: no usual window holds any of these four.
    assert found(near, "stiff").usual == 0
    edge = month({20: 10}, {16: ("stiff",), 24: ("stiff",)}, 40)
    assert found(edge, "stiff").usual == 2  # day 16 itself; day 24 as the day before day 25


def test_a_usual_day_holds_its_day_before() -> None:
    history = month({}, {5: ("tired",)}, 10)
    assert (found(history, "tired").usual, found(history, "tired").of_usual) == (2, 10)


def test_a_day_that_is_not_over_is_not_usual_yet() -> None:
    history = month({}, {}, 10)
    assert found(history, "stiff", at(day(9), 23)).of_usual == 9
    assert found(history, "stiff", at(day(10), 4)).of_usual == 10


def test_a_raised_morning_is_two_above_the_usual() -> None:
    ratings = (*(rating(n, 2) for n in range(15)), rating(15, 4))
    history = History(spasms=(spasm(day(15), 10),), ratings=ratings)
    raised = found(history, "raised-morning")
    assert (raised.before, raised.spasms) == (1, 1)
    assert raised.usual == 0
    assert raised.of_usual == 12 - 3  # from the fourth morning on the usual is known
    after = (*ratings[:-1], rating(15, 4, hour=11))
    assert found(History(spasms=history.spasms, ratings=after), "raised-morning").before == 0


def test_a_morning_rated_days_later_is_memory() -> None:
    ratings = (
        *(rating(n, 2) for n in range(14)),
        DayRating(id="late", day=day(14), at=at(day(19), 8), kind="morning", pain=8),
    )
    history = History(spasms=(spasm(day(15), 10, logged_after_h=300),), ratings=ratings)
    assert found(history, "raised-morning").spasms == 0


@pytest.mark.parametrize(
    ("before", "spasms", "usual", "of_usual", "own"),
    [
        (2, 2, 0, 70, False),  # too few spasms
        (3, 3, 0, 6, False),  # too few usual days
        (3, 3, 0, 7, True),
        (2, 3, 3, 10, False),  # 67 % against 30 % in three spasms: chance, 26 %
        (2, 4, 2, 8, False),  # exactly a half, exactly twice as often: chance, 35 %
        (3, 7, 0, 200, False),  # less than a half, however rare
        (5, 10, 5, 38, True),
        (20, 40, 10, 40, True),  # exactly a half, exactly twice as often, and no chance
        (20, 40, 11, 40, False),
    ],
)
def test_what_makes_a_sign_ones_own(before: int, spasms: int, usual: int, of_usual: int, own: bool) -> None:
    assert SignResult(sign="stiff", before=before, spasms=spasms, usual=usual, of_usual=of_usual).own == own


@pytest.mark.parametrize(("spasms", "people"), [(3, 5), (4, 6), (6, 7), (10, 8)])
def test_how_many_people_find_one_of_seven_signs_that_mean_nothing(spasms: int, people: int) -> None:
    """Every number of spasms and of 40 usual windows with a sign that is there in 20 %, each with its chance."""

    def chance(seen: int, of: int) -> float:
        return math.comb(of, seen) * 0.2**seen * 0.8 ** (of - seen)

    one = sum(
        chance(before, spasms) * chance(usual, 40)
        for before in range(spasms + 1)
        for usual in range(41)
        if SignResult(sign="stiff", before=before, spasms=spasms, usual=usual, of_usual=40).own
    )
    assert round(100 * (1 - (1 - one) ** 7)) == people


def test_how_many_people_find_one_the_whole_way() -> None:
    """Signs by dice, a log at noon every day and a spasm at three in the afternoon every twelve days."""
    dice = random.Random(4)
    people = 150
    found_one = 0
    for _person in range(people):
        logs, ratings = [], []
        for n in range(60):
            there = [dice.random() < 0.1056 for _sign in SIGNS]  # in one of two days: 20 %
            said = tuple(sign for sign, own in zip(get_args(Sign), there, strict=False) if own)
            logs.append(log(day(n), 12, signs=said, sleep="badly" if there[5] else "well"))
            ratings.append(rating(n, 5 if there[6] else 2))
        spasms = tuple(spasm(day(12 * (n + 1) - dice.randint(1, 5)), 15) for n in range(4))
        history = History(spasms=spasms, day_logs=tuple(logs), ratings=tuple(ratings))
        found_one += any(one.own for one in early_signs(history, at(day(62), 12)))
    assert 0 < found_one < 0.2 * people


def test_what_was_written_once_the_back_had_cramped_is_no_sign() -> None:
    """The spasm of ten o'clock was logged the next morning; guarding in between is what everybody does."""
    logs = (log(day(9), 20, signs=()), log(day(10), 9, signs=()), log(day(10), 15, signs=("guarding",)))
    late = History(spasms=(spasm(day(10), 10, logged_after_h=23),), day_logs=logs)
    assert (found(late, "guarding").before, found(late, "guarding").spasms) == (0, 1)
    # A morning rated after the onset tells of the spasm, too; before it, of the morning.
    for hour, before in ((9.9, 1), (10, 0)):
        mornings = (*(rating(n, 2) for n in range(10)), rating(10, 6, hour))
        spasms = (spasm(day(10), 10, logged_after_h=23),)
        assert found(History(spasms=spasms, ratings=mornings), "raised-morning").before == before


def test_an_onset_that_lies_after_its_logging_waits_for_nothing() -> None:
    """The onset was corrected to a later hour: what was written after the logging knew of a spasm all the same."""
    logs = (log(day(9), 20, signs=()), log(day(10), 9, signs=("afraid",)))
    early = History(spasms=(spasm(day(10), 10, logged_after_h=-2),), day_logs=logs)
    assert (found(early, "afraid").before, found(early, "afraid").spasms) == (0, 1)


def test_the_evening_before_counts_as_it_stood_before_the_logging() -> None:
    """As for triggers: the day before ended without a spasm, and may be filled in until one is logged."""
    logs = (log(day(9), 24 + 12, signs=("tired",)), log(day(9), 24 + 21, signs=("stiff",)))
    history = History(spasms=(spasm(day(10), 10, logged_after_h=8),), day_logs=logs)
    assert [(found(history, s).before, found(history, s).spasms) for s in ("tired", "stiff")] == [(1, 1), (0, 1)]


def test_a_morning_of_muscle_soreness_says_nothing() -> None:
    mornings = tuple(rating(n, 2) for n in range(15))
    for sore, known in ((False, (1, 1)), (True, (0, 0))):
        told = (*mornings[:14], DayRating(id="m", day=day(15), at=at(day(15), 7), kind="morning", pain=6, sore=sore))
        raised = found(History(spasms=(spasm(day(15), 10),), ratings=told), "raised-morning")
        assert (raised.before, raised.spasms) == known
        # Day 15 is in two usual windows, of which day 14 keeps the first known.
        usual = found(History(ratings=told), "raised-morning")
        assert (usual.usual, usual.of_usual) == (0 if sore else 1, 11 if sore else 12)


def test_the_second_spasm_of_a_day_may_be_logged_first() -> None:
    """The first is told in the evening; what was written once the second was logged knew of a spasm."""
    first, second = spasm(day(10), 10, logged_after_h=10), spasm(day(10), 12, logged_after_h=0.1)
    logs = (log(day(9), 24 + 8, signs=()), log(day(9), 24 + 15, signs=("stiff",)))
    for spasms in ((first, second), (second, first)):
        stiff = found(History(spasms=spasms, day_logs=logs), "stiff")
        assert (stiff.before, stiff.spasms) == (0, 1)


def test_several_spasms_of_a_day_are_one_window() -> None:
    history = month({10: 9}, {9: ("stiff",)})
    twice = History(spasms=(*history.spasms, spasm(day(10), 12)), day_logs=history.day_logs)
    assert found(twice, "stiff") == found(history, "stiff")


def test_of_several_spasms_of_a_day_the_first_decides_what_was_known() -> None:
    between = log(day(10), 11, signs=("stiff",))
    for hours in ((9, 12), (12, 9)):
        spasms = tuple(spasm(day(10), hour) for hour in hours)
        history = History(spasms=spasms, day_logs=(log(day(9), signs=()), between))
        assert (found(history, "stiff").before, found(history, "stiff").spasms) == (0, 1)


# -- a day that looks like one --


def mine(*today: DayLog) -> History:
    """Stiff before each of three spasms, tired now and then; the last entry is of day 38."""
    history = month({8: 10, 18: 10, 28: 10}, {7: ("stiff",), 17: ("stiff",), 27: ("stiff",), 12: ("tired",)}, 38)
    return History(spasms=history.spasms, day_logs=(*history.day_logs, *today))


def test_a_day_with_an_own_sign_looks_like_one() -> None:
    history = mine(log(day(38), 18, signs=("stiff", "tired")))
    assert found(history, "stiff").own
    assert not found(history, "tired").own
    assert looks_like_one(history, day(38)) == ("stiff",)


def test_a_corrected_log_counts_as_corrected() -> None:
    history = mine(log(day(38), 18, signs=("stiff",)), log(day(38), 19, signs=()))
    assert looks_like_one(history, day(38)) == ()


def test_days_without_a_word_or_without_own_signs_look_like_nothing() -> None:
    assert looks_like_one(mine(), day(38)) == ()
    assert looks_like_one(mine(log(day(38), 18, signs=("tired",))), day(38)) == ()
    assert looks_like_one(History(), day(38)) == ()


def test_after_a_spasm_nothing_is_foretold() -> None:
    history = mine(log(day(38), 18, signs=("stiff",)))
    fresh: tuple[Spasm, ...] = (*history.spasms, spasm(day(36), 10))
    assert looks_like_one(History(spasms=fresh, day_logs=history.day_logs), day(38)) == ()


def test_a_raised_morning_alone_can_look_like_one() -> None:
    raised = {9, 21, 33, 45}
    ratings = tuple(rating(n, 5 if n in raised else 2) for n in range(46))
    spasms: tuple[Spasm, ...] = tuple(spasm(day(n), 10) for n in (9, 21, 33))
    history = History(spasms=spasms, ratings=ratings)
    assert looks_like_one(history, day(45)) == ("raised-morning",)
    assert looks_like_one(history, day(44)) == ()
