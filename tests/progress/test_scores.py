"""Scores over time, worked by hand: what stands in the line, and when a change is called real."""

from __future__ import annotations

import msgspec
import pytest

from coach.happenings import AnyHappening
from coach.progress.score_views import ScoreSeries, Verdict
from coach.progress.scores import score_series
from coach.records import History
from tests.plan.story import day
from tests.plan.test_outcomes import LIFT, SIT, change, chosen, person, rated, score


def series(history: History, own: str) -> ScoreSeries:
    return next(one for one in score_series(history, day(200)) if one.id == own)


def test_what_was_never_scored_is_left_out() -> None:
    assert score_series(History(), day(0)) == ()
    assert score_series(person(chosen(2, LIFT)), day(9)) == ()


def test_own_activities_are_a_mean_from_where_all_were_rated() -> None:
    told = (chosen(2, LIFT, SIT), rated(2, g_1=3), rated(4, g_1=4, g_2=1), rated(18, g_1=6, g_2=4))
    goals = series(person(*told), "goals")
    assert [(p.day, p.value) for p in goals.points] == [(day(4), 2.5), (day(18), 5.0)]
    assert (goals.lowest, goals.highest, goals.better, goals.verdict) == (0, 10, "up", "better")
    assert "Lift my daughter, Sit through a film: 5 of 10 on average, where 10 is as before." in goals.words
    assert "2.5 at first" in goals.words
    assert "Stratford 1995" in goals.source


def test_another_activity_begins_a_new_line() -> None:
    told = (chosen(2, LIFT), rated(2, g_1=3), rated(16, g_1=6), chosen(20, SIT), rated(20, g_2=5))
    goals = series(person(*told), "goals")
    assert [(p.day, p.value) for p in goals.points] == [(day(20), 5.0)]
    assert goals.verdict == "unknown"


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [((3,), (5,), "same"), ((3,), (6,), "better"), ((6,), (3,), "worse"),
     ((3, 4), (5, 6), "same"), ((3, 4), (6, 6), "better"), ((6, 6), (3, 4), "worse")],
)  # fmt: skip
def test_one_activity_wobbles_more_than_the_mean_of_two(
    first: tuple[int, ...], last: tuple[int, ...], verdict: Verdict
) -> None:
    mine = (LIFT, SIT)[: len(first)]
    keys = ("g_1", "g_2")
    told: list[AnyHappening] = [chosen(2, *mine)]
    told += [rated(n, **dict(zip(keys, values, strict=False))) for n, values in ((2, first), (16, last))]
    assert series(person(*told), "goals").verdict == verdict


@pytest.mark.parametrize(
    ("first", "last", "real", "verdict"),
    [
        # 30 % of 10 is 3, which is reached before 5 points; of 20 it is 6, so 5 points count.
        (10, 8, 3.0, "same"), (10, 7, 3.0, "better"), (10, 13, 3.0, "worse"),
        (20, 16, 5.0, "same"), (20, 15, 5.0, "better"),
        (0, 4, 5.0, "same"), (0, 5, 5.0, "worse"),
        # A single point is never called a change.
        (3, 2, 2.0, "same"), (2, 3, 2.0, "same"), (3, 1, 2.0, "better"),
    ],
)  # fmt: skip
def test_roland_morris_needs_five_points_or_thirty_per_cent(
    first: int, last: int, real: float, verdict: Verdict
) -> None:
    found = series(person(score(1, first), score(40, last)), "roland-morris")
    assert found.real == pytest.approx(real)
    assert (found.verdict, found.better, found.highest) == (verdict, "down", 24.0)
    assert "Ostelo 2008" in found.source
    assert ("call themselves recovered" in found.words) == (last <= 2)
    assert ("changes tell less" in found.words) == (first < 4)


def test_an_old_score_is_not_the_beginning() -> None:
    found = series(person(score(1, 18, day(-500)), score(2, 12, day(-5)), score(40, 9)), "roland-morris")
    assert [p.value for p in found.points] == [12, 9]


def test_only_what_was_known_by_the_last_day() -> None:
    history = person(score(1, 12), score(40, 4), change(28, 1), change(56, 3))
    found = {one.id: [p.value for p in one.points] for one in score_series(history, day(30))}
    assert found == {"roland-morris": [12.0], "change": [1.0]}


@pytest.mark.parametrize(("to", "verdict"), [(3, "better"), (2, "better"), (1, "same"), (-1, "same"), (-2, "worse")])
def test_change_on_the_whole_counts_from_two_steps(to: int, verdict: Verdict) -> None:
    found = series(person(change(28, 0), change(56, to)), "change")
    assert found.verdict == verdict
    assert found.words.startswith("Since you began: ")


def test_the_newest_of_a_day_counts() -> None:
    again = msgspec.structs.replace(change(28, 2), id="z")
    assert [p.value for p in series(person(change(28, 0), again), "change").points] == [2]


def test_activities_rated_one_after_the_other_on_a_day_make_one_score() -> None:
    told = (chosen(2, LIFT, SIT), rated(4, g_1=4), msgspec.structs.replace(rated(4, g_2=1), id="later"))
    assert [p.value for p in series(person(*told), "goals").points] == [2.5]


@pytest.mark.parametrize("told", [(-3,), (-1,), (0,), (1, 3), (3, 1), (1, 2)])
def test_the_band_of_a_change_says_what_its_verdict_says(told: tuple[int, ...]) -> None:
    one = series(person(*(change(30 * n, value) for n, value in enumerate(told, start=1))), "change")
    low, high = one.band
    assert (low, high) == (-2, 2)
    inside = low < told[-1] < high
    assert inside == (one.verdict == "same")


def test_the_band_of_other_scores_lies_around_the_first_within_the_axis() -> None:
    goals = series(person(chosen(2, LIFT), rated(2, g_1=1), rated(16, g_1=6)), "goals")
    assert goals.band == (0, 4)
