"""How it goes on the whole: what is kept, what is refused, and what Today asks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach.app import Coach
from coach.clock import training_day
from coach.errors import CoachError
from coach.exports import export_of
from coach.happenings import ScoreTold
from coach.library.library import Library
from tests.fakes import FakeClock


def today(clock: FakeClock) -> date:
    return training_day(clock.wall)


def test_all_answers_of_the_page_are_kept_together(coach: Coach, clock: FakeClock, library: Library) -> None:
    taken = today(clock) - timedelta(days=3)
    rows = [("", " Lift  my daughter ", None), ("", "Sit  through a film", 3), ("", "", 7)]
    coach.outcomes.keep(rows, -1, (11, taken))
    coach.close()
    again = Coach(coach.folder, clock, library)
    again.open()
    view = again.outcomes.page()
    lift, sit = view.activities
    assert (lift.words, sit.words) == ("Lift my daughter", "Sit through a film")
    assert view.rated == {sit.id: 3}
    assert (view.change, view.scores) == (-1, ((taken, 11),))


def test_an_activity_keeps_its_id(coach: Coach, clock: FakeClock) -> None:
    coach.outcomes.keep([("", "Garden", 2)])
    (garden,) = coach.outcomes.page().activities
    clock.wall += timedelta(days=14)
    coach.outcomes.keep([(garden.id, "Garden", 5), ("", "", None)])
    assert coach.outcomes.page().rated == {garden.id: 5}
    assert len([one for one in coach.history.happenings if type(one).__name__ == "GoalsChosen"]) == 1


def test_a_slip_put_right_is_the_same_activity_and_other_words_are_another(coach: Coach, clock: FakeClock) -> None:
    coach.outcomes.keep([("", "Lift my dauhgter", 2)])
    (lift,) = coach.outcomes.page().activities
    clock.wall += timedelta(days=1)
    coach.outcomes.keep([(lift.id, "Lift my daughter", None)])
    (mended,) = coach.outcomes.page().activities
    assert (mended.id, mended.words) == (lift.id, "Lift my daughter")
    clock.wall += timedelta(days=1)
    coach.outcomes.keep([(lift.id, "Swim a mile", 7)])
    (swim,) = coach.outcomes.page().activities
    assert swim.id != lift.id
    assert coach.outcomes.page().rated == {lift.id: 2, swim.id: 7}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"rows": [("", w, None) for w in "abcd"]}, "Three activities at most"),
        ({"rows": [("", "Garden", None), ("", "garden ", 1)]}, "are the same"),
        ({"rows": [("", "caf\u00e9", None), ("", "cafe\u0301", 1)]}, "are the same"),
        ({"rows": [("", "x" * 121, None)]}, "cannot be kept"),
        ({"change": 4}, "cannot be kept"),
        ({"score": (25, date(2026, 3, 1))}, "cannot be kept"),
        ({"score": (5, date(2026, 3, 3))}, "lies in the past"),
        ({"score": (5, date(1989, 1, 1))}, "lies in the past"),
        ({"rows": [("", "Garden", 11)]}, "cannot be kept"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_and_nothing_with_it(coach: Coach, answers: dict[str, Any], words: str) -> None:
    before = coach.history.happenings
    with pytest.raises(CoachError, match=words):
        coach.outcomes.keep(**{"change": 1, **answers})
    assert coach.history.happenings == before


def test_an_empty_page_keeps_nothing(coach: Coach) -> None:
    before = coach.history.happenings
    coach.outcomes.keep([("", "", None), ("", " ", 3)], None, None)
    assert coach.history.happenings == before


def test_today_asks_quietly_and_stops_when_it_was_answered(coach: Coach, clock: FakeClock) -> None:
    coach.plan.place(5, None)
    coach.outcomes.keep([("", "Garden", None)])
    assert "own activities" in coach.today().outcomes
    (garden,) = coach.outcomes.page().activities
    coach.outcomes.keep([(garden.id, "Garden", 4)])
    assert coach.today().outcomes == ""
    clock.wall += timedelta(days=14)
    assert "Two weeks on" in coach.today().outcomes


@pytest.mark.parametrize(
    ("before", "after"),
    [("Sit for 10 minutes", "Sit for 60 minutes"), ("Walk 1 km", "Walk 5 km"),
     ("Put on a left sock", "Put on a right sock")],
)  # fmt: skip
def test_other_numbers_and_sides_are_another_activity(coach: Coach, clock: FakeClock, before: str, after: str) -> None:
    coach.outcomes.keep([("", before, 9)])
    (first,) = coach.outcomes.page().activities
    clock.wall += timedelta(days=14)
    coach.outcomes.keep([(first.id, after, 2)])
    (second,) = coach.outcomes.page().activities
    assert second.id != first.id
    (series,) = coach.outcomes.page().series
    assert [point.value for point in series.points] == [2.0]


def test_a_score_that_was_a_mistake_is_taken_out(coach: Coach, clock: FakeClock) -> None:
    wrong, right = today(clock) - timedelta(days=800), today(clock) - timedelta(days=2)
    coach.outcomes.keep(score=(19, wrong))
    coach.outcomes.keep(score=(9, right))
    coach.outcomes.take_out(wrong)
    assert coach.outcomes.page().scores == ((right, 9),)
    assert [told.score for told in coach.store.history().happenings if isinstance(told, ScoreTold)] == [9]
    document = coach.data.export()
    assert export_of(document, "here").history == coach.history
    coach.outcomes.take_out(wrong)  # there is nothing any more
    assert coach.outcomes.page().scores == ((right, 9),)


def test_the_day_of_the_calendar_is_no_future_in_the_small_hours(coach: Coach, clock: FakeClock) -> None:
    clock.set(clock.wall.replace(hour=1) + timedelta(days=1))
    coach.outcomes.keep(score=(9, clock.wall.date()))
    assert coach.outcomes.page().scores == ((clock.wall.date(), 9),)
