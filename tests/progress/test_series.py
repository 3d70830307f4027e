"""Series behind the charts: pain, weeks, relief."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.progress.series import TREND_FROM, pain_trend, relief, sessions_a_week
from coach.records import History, PlayedSession
from tests.making import history, on, played

MONDAY = date(2026, 3, 2)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def rated(n: int, now: int | None = None, worst: int | None = None, before: int | None = None) -> PlayedSession:
    return played("calm-early", on(day(n)), now=now, worst=worst, before=before)


@pytest.mark.parametrize(
    ("session", "wanted"),
    [
        (rated(0, now=2, worst=5, before=4), [(2, "after")]),
        (rated(0, worst=5, before=4), [(5, "worst")]),
        (rated(0, before=4), [(4, "before")]),
        (rated(0), []),
        (rated(0, now=0), [(0, "after")]),
    ],
)
def test_one_rating_a_session(session: PlayedSession, wanted: list[tuple[int, str]]) -> None:
    trend = pain_trend(history(session), MONDAY, MONDAY)
    assert [(p.pain, p.kind) for p in trend.points] == wanted
    assert (trend.now, trend.then) == (None, None)


def test_only_the_days_asked_for() -> None:
    whole = history(*(rated(n, now=n) for n in range(5)))
    assert [p.pain for p in pain_trend(whole, day(1), day(3)).points] == [1, 2, 3]


def test_medians_over_seven_days_up_to_each_day() -> None:
    pains = {0: [8], 3: [4, 2], 6: [6], 7: [0], 13: [1], 14: [9]}
    whole = history(*(rated(n, now=p) for n, many in pains.items() for p in many))
    trend = pain_trend(whole, day(0), day(20))
    assert trend.line == (
        (day(0), 8.0),
        (day(3), 4.0),  # 8 4 2
        (day(6), 5.0),  # 8 4 2 6
        (day(7), 3.0),  # 4 2 6 0: the first day has left the window
        (day(13), 0.5),  # 0 1: day 6 has left, day 7 is the seventh
        (day(14), 5.0),  # 1 9
    )
    assert (trend.then, trend.now) == (8.0, 5.0)


def test_a_trend_needs_four_ratings_on_two_days() -> None:
    assert TREND_FROM == 4
    three = history(*(rated(n, now=3) for n in range(3)))
    four = history(*(rated(n, now=3) for n in range(4)))
    one_day = history(*(rated(0, now=3) for _n in range(5)))
    assert pain_trend(three, day(0), day(9)).now is None
    assert pain_trend(four, day(0), day(9)).now == 3.0
    assert pain_trend(one_day, day(0), day(9)).now is None


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=30))
def test_medians_stay_within_what_was_said(said: list[tuple[int, int]]) -> None:
    whole = history(*(rated(n, now=pain) for n, pain in sorted(said)))
    trend = pain_trend(whole, day(0), day(40))
    assert len(trend.points) == len(said)
    assert [d for d, _m in trend.line] == sorted({day(n) for n, _p in said})
    for at, middle in trend.line:
        window = [p for n, p in said if timedelta(0) <= at - day(n) < timedelta(days=7)]
        assert min(window) <= middle <= max(window)


def test_weeks_begin_on_monday_and_the_running_one_is_last() -> None:
    whole = history(
        rated(-1, now=1), rated(0, now=1), rated(6, now=1), rated(7, now=1), rated(9, now=1),
        played("calm-early", on(day(14), 3), now=1),  # three in the morning: Sunday
        played("calm-early", on(day(8)), over=False),
        played("calm-early", on(day(8), 12), done=0),
    )  # fmt: skip
    weeks = sessions_a_week(whole, day(15), 3)
    assert [(w.monday, w.sessions) for w in weeks] == [(day(0), 2), (day(7), 3), (day(14), 0)]
    assert [w.sessions for w in sessions_a_week(whole, day(15), 4)] == [1, 2, 3, 0]
    assert [w.sessions for w in sessions_a_week(History(), day(15), 2)] == [0, 0]


def test_extra_programs_are_sessions_of_the_week() -> None:
    whole = history(played("desk-break", on(day(0)), part=None))
    assert sessions_a_week(whole, day(0), 1)[0].sessions == 1


def test_relief_counts_sessions_that_have_both() -> None:
    whole = history(
        rated(0, now=2, before=5),
        rated(1, now=3, before=5),
        rated(2, now=4, before=4),
        rated(3, now=6, before=4),
        rated(4, now=1),
        rated(5, before=4),
        rated(9, now=0, before=9),
    )
    found = relief(whole, day(0), day(5))
    assert (found.sessions, found.lower, found.same, found.higher) == (4, 2, 1, 1)
    assert relief(History(), day(0), day(5)).sessions == 0
