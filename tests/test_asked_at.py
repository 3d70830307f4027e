"""Questions of one moment share what was worked out; what is kept has the true time."""

from __future__ import annotations

from datetime import timedelta

from coach.app import SAME_QUESTION, Coach
from coach.plan.walk import walk
from coach.records import History
from tests.fakes import FakeClock


def test_questions_soon_after_each_other_are_asked_for_one_moment(coach: Coach, clock: FakeClock) -> None:
    first = coach.asked_at()
    clock.wall += SAME_QUESTION - timedelta(milliseconds=1)
    assert coach.asked_at() == first
    assert coach.plan.walked() is coach.plan.walked()
    clock.wall += timedelta(milliseconds=1)
    assert coach.asked_at() == clock.wall


def test_whatever_is_kept_ends_the_moment(coach: Coach, clock: FakeClock) -> None:
    first, walked = coach.asked_at(), coach.plan.walked()
    clock.wall += timedelta(seconds=2)
    coach.plan.rate_day(3)
    assert coach.history.ratings[-1].at == clock.wall
    assert coach.asked_at() == clock.wall != first
    assert coach.plan.walked() is not walked


def test_the_turn_of_the_day_and_a_clock_that_is_set_back_end_it(coach: Coach, clock: FakeClock) -> None:
    clock.wall = clock.wall.replace(hour=3, minute=59, second=55)
    coach.asked_at()
    clock.wall += timedelta(seconds=6)
    assert coach.asked_at() == clock.wall
    clock.wall -= timedelta(seconds=3)
    assert coach.asked_at() == clock.wall


def test_the_walk_of_a_moment_is_that_moment_to_the_second(coach: Coach, clock: FakeClock) -> None:
    history, library = coach.history, coach.library
    one = walk(history, library, clock.wall)
    assert walk(history, library, clock.wall) is one
    assert walk(history, library, clock.wall + timedelta(seconds=1)).now == clock.wall + timedelta(seconds=1)
    assert walk(history, library, clock.wall, safe=False) is not one


def test_what_was_worked_out_is_no_part_of_a_history() -> None:
    one, other = History(), History()
    one.memo["anything",] = 1
    assert one == other
    assert other.memo == {}
