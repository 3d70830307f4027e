"""Weeks, days, stretches, relief, tests and the whole page, worked by hand."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest

from coach import happenings
from coach.happenings import PlayedElsewhere
from coach.library.library import Library
from coach.plan.choose import week_of
from coach.plan.walk import walk
from coach.progress.days import days_view
from coach.progress.holds import holds_view
from coach.progress.page import progress_view
from coach.progress.pain import pain_view
from coach.progress.ranges import begin_of
from coach.progress.relief import relief_view
from coach.progress.spasm_free import spasm_free_view, stretches
from coach.progress.views import HoldsView, Thirds
from coach.progress.weeks import weeks_view
from coach.records import History
from coach.session.events import Finished, LineDone, LineSkipped, Paused, Resumed, Sought, Started
from coach.session.played_time import played_ms
from tests.making import history, on, played
from tests.plan.story import Story, moment
from tests.progress.making import MONDAY, day, rated, said, span, spasm, walked

# -- weeks -------------------------------------------------------------------------------------------------------


def test_weeks_begin_on_monday_and_the_running_one_is_last(library: Library) -> None:
    whole = history(
        rated(-1, now=9), rated(0, now=9), rated(6, now=9), rated(7, now=9), rated(9, now=9),
        played("calm-early", on(day(14), 3), now=9),  # three in the morning: Sunday
        played("calm-early", on(day(8)), over=False),
        played("calm-early", on(day(8), 12), done=0),
    )  # fmt: skip
    view = weeks_view(whole, walked(whole, library, 15), span(-7, 15), day(-1))
    assert [(b.first, b.sessions) for b in view.blocks] == [(day(-7), 1), (day(0), 2), (day(7), 4), (day(14), 0)]
    assert [b.running for b in view.blocks] == [False, False, False, True]
    assert (view.weeks_a_block, view.goal, view.met, view.of) == (1, 7, 0, 2)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], ""),  # no words over an empty chart
        ([21], "1 session this week. Goal 7"),
        ([*range(7, 14), 21], "Goal 7. Met in 1 of 2 full weeks"),
        ([0, 7, 14, 21, 22], "Goal 7. Met in 0 of 3 full weeks"),
    ],
)
def test_weeks_in_words(library: Library, days: Iterable[int], words: str) -> None:
    # Red sessions: the person stays in part 1A, whose goal is seven a week.
    whole = history(*(rated(n, 9) for n in days))
    view = weeks_view(whole, walked(whole, library, 24), span(0, 24), begin_of(whole))
    assert view.words == words


def test_the_goal_of_each_week_is_that_of_its_part(library: Library) -> None:
    story = Story().placed(6).moved("1B", 8)
    whole = story.history(moment(20))
    found = walk(whole, library, moment(20))
    goals = [block.goal for block in weeks_view(whole, found, span(0, 20), day(0)).blocks]
    parts = {part.id: part.week_goal for part in library.plan.parts}
    assert goals[-3:] == [parts["1A"], parts["1B"], parts["1B"]]


@pytest.mark.parametrize(
    ("days", "size", "bars"), [(28, 1, 5), (91, 1, 14), (182, 1, 26), (365, 4, 14), (3650, 26, 21)]
)
def test_long_spans_have_readable_bars(library: Library, days: int, size: int, bars: int) -> None:
    view = weeks_view(History(), walked(History(), library, days - 1), span(0, days - 1), day(0))
    assert view.weeks_a_block == size
    assert len(view.blocks) <= bars


def test_a_long_span_begins_with_the_first_day(library: Library) -> None:
    # Begun ten days ago with a session a day, over a year: weeks are enough, and no bar is before the first day.
    whole = history(*(rated(n, now=9) for n in range(355, 365)))
    view = weeks_view(whole, walked(whole, library, 364), span(0, 364), day(355))
    assert [(b.first, b.sessions) for b in view.blocks] == [(day(350), 2), (day(357), 7), (day(364), 1)]
    assert (view.weeks_a_block, view.met, view.of) == (1, 1, 1)  # the week in which one begins is not a full one


@pytest.mark.parametrize(("begin", "first_days"), [(0, 42), (8, 34), (20, 50), (21, 49)])
def test_the_first_long_bar_is_no_short_one(library: Library, begin: int, first_days: int) -> None:
    whole = history(*(rated(n, now=9) for n in range(begin, 350)))
    view = weeks_view(whole, walked(whole, library, 349), span(-15, 349), day(begin))
    first = view.blocks[0]
    assert view.weeks_a_block == 4
    assert (first.first, (first.last - first.first).days + 1) == (day(begin), first_days)
    assert first.sessions == first_days
    assert first.a_week == pytest.approx(7.0)
    assert sum(block.sessions for block in view.blocks) == 350 - begin


def test_bars_do_not_reach_before_the_range(library: Library) -> None:
    whole = history(*(rated(n, now=9) for n in range(-600, 30)))
    weekly = weeks_view(whole, walked(whole, library, 29), span(2, 29), begin_of(whole))
    assert (weekly.blocks[0].first, weekly.of) == (day(7), 3)
    long = weeks_view(whole, walked(whole, library, 29), span(-335, 29), begin_of(whole))
    assert long.blocks[0].first == day(-335)
    assert sum(block.sessions for block in long.blocks) == 365
    assert long.words.endswith("average. The goal of the week was met in 51 of 51 full weeks")


def test_the_goal_of_a_week_is_the_mean_of_its_days(library: Library) -> None:
    parts = {part.id: part.week_goal for part in library.plan.parts}
    story = Story().placed(6).moved("1B", 4).train("calm-early", range(12))
    whole = story.history(moment(20))
    found = walk(whole, library, moment(20))
    view = weeks_view(whole, found, span(0, 20), day(0))
    on_each_day = [parts["1A"]] * 4 + [parts["1B"]] * 3
    assert view.blocks[0].goal == round(sum(on_each_day) / 7) != parts["1B"]
    assert view.goal == parts["1B"]
    assert view.words == f"Goal now {parts['1B']}; the goal of its week met in {view.met} of 2 full weeks"


def test_no_goal_is_held_against_time_away(library: Library) -> None:
    # Five days, then 150 days of nothing, then four.
    whole = history(*(rated(n, now=9) for n in (*range(5), *range(154, 158))))
    view = weeks_view(whole, walked(whole, library, 162), span(72, 162), day(0))
    by_first = {(b.first - MONDAY).days: b for b in view.blocks}
    assert [by_first[n].goal for n in (77, 140, 147, 154)] == [0, 0, 0, 7]
    assert (view.met, view.of) == (0, 0)
    later = weeks_view(whole, walked(whole, library, 170), span(80, 170), day(0))
    assert later.of == 1  # the week after the return


def test_what_today_counts_counts(library: Library) -> None:
    broken = played("calm-early", on(day(9), 19), over=False)
    whole = history(
        rated(7, now=9), played("desk-break", on(day(8)), part=None), played("calm-early", on(day(8), 12), over=False),
        played("calm-early", on(day(9)), done=0), broken,
    )  # fmt: skip
    for hour, counted in ((20, 3), (27, 4)):  # broken off an hour ago: it waits; later it counts
        now = moment(9, hour)
        found = walk(whole, library, now)
        newest = weeks_view(whole, found, span(0, 9), day(0)).blocks[-1]
        assert newest.sessions == sum(n for _day, n in week_of(whole, now)) == counted
        assert sum(c.sessions for c in days_view(whole, span(0, 9), day(0), now).cells) == counted


# -- days --------------------------------------------------------------------------------------------------------


def test_days_add_up_sessions_minutes_elsewhere_and_spasms() -> None:
    whole = history(
        rated(0, now=1), rated(0, now=1, hour=18), played("calm-early", on(day(1)), done=0),
        happenings=(
            PlayedElsewhere(id="a", at=on(day(5)), day=day(2), minutes=20),
            PlayedElsewhere(id="b", at=on(day(5)), day=day(2), minutes=5),
        ),
        spasms=(spasm(4),),
    )  # fmt: skip
    view = days_view(whole, span(0, 6), day(0), on(day(6), 20))
    found = [((c.day - MONDAY).days, c.sessions, c.minutes, c.elsewhere, c.spasm) for c in view.cells]
    assert found == [(0, 2, 2, 0, False), (2, 0, 0, 25, False), (4, 0, 0, 0, True)]
    assert view.words == "2 days with exercise, 27 min in all"
    assert not view.long
    assert days_view(whole, span(-400, 6), day(0), on(day(6), 20)).long


def test_what_was_skipped_is_no_time_and_what_was_repeated_is() -> None:
    minute = 60_000
    events = (
        LineDone(at_ms=2 * minute, line=0, exercise="a"),
        LineSkipped(at_ms=3 * minute, line=1, exercise="b"),
        Sought(at_ms=9 * minute, to_ms=9 * minute),
        Paused(at_ms=10 * minute, reason="person"),
        Resumed(at_ms=10 * minute),
        Sought(at_ms=9 * minute, to_ms=9 * minute),
        LineDone(at_ms=11 * minute, line=2, exercise="c"),
        Sought(at_ms=20 * minute, to_ms=20 * minute),
        Finished(at_ms=20 * minute),
    )
    assert played_ms(events) == 6 * minute
    assert played_ms(()) == 0
    begun_again = (Paused(at_ms=2 * minute, reason="left"), Started(at_ms=minute, resumed=True), *events)
    assert played_ms(begun_again) == 7 * minute


@pytest.mark.parametrize(
    ("minutes", "words"), [(110, "110 min in all"), (120, "2 h in all"), (125, "2 h 5 min in all")]
)
def test_hours_and_minutes_in_words(minutes: int, words: str) -> None:
    whole = History(happenings=(PlayedElsewhere(id="a", at=on(day(5)), day=day(2), minutes=minutes),))
    assert days_view(whole, span(0, 6), day(0), on(day(6))).words == f"1 day with exercise, {words}"


# -- spasm-free --------------------------------------------------------------------------------------------------


def test_stretches_begin_with_a_spasm_and_the_last_goes_on() -> None:
    found = stretches([day(10), day(11), day(30)], day(0), day(35))
    assert [((s.first - MONDAY).days, (s.last - MONDAY).days, s.days, s.after_spasm, s.running) for s in found] == [
        (0, 9, 10, False, False),
        (12, 29, 18, True, False),
        (31, 35, 5, True, True),
    ]
    assert [s.days for s in stretches([], day(0), day(6))] == [7]
    today = stretches([day(0)], day(0), day(0))
    assert [(s.days, s.running) for s in today] == [(0, True)]


@pytest.mark.parametrize(
    ("spasms", "last", "words"),
    [
        ((), 13, "No spasm noted in 14 days"),
        ((3,), 13, "10 days since the last spasm, the longest in this time"),
        ((9,), 13, "4 days since the last spasm; the longest was 9"),
        ((9,), 9, "A new stretch begins tomorrow; the longest was 9"),
    ],
)
def test_spasm_free_time_in_words(library: Library, spasms: tuple[int, ...], last: int, words: str) -> None:
    whole = History(spasms=tuple(spasm(n) for n in spasms))
    view = spasm_free_view(whole, walked(whole, library, last), span(0, last), day(0))
    assert view.words == words


def test_the_spasm_told_at_the_placement_is_where_the_first_stretch_begins(library: Library) -> None:
    whole = Story().placed(5, spasm_hours_ago=48).history(moment(9))
    view = spasm_free_view(whole, walk(whole, library, moment(9)), span(-20, 9), day(0))
    assert [(s.after_spasm, s.days) for s in view.stretches] == [(True, 11)]
    assert spasm_free_view(whole, walk(whole, library, moment(9)), span(0, 9), None).is_empty


# -- relief ------------------------------------------------------------------------------------------------------


def test_relief_counts_sessions_that_have_both_and_the_mornings_after() -> None:
    whole = history(
        rated(0, now=2, before=5),
        rated(1, now=3, before=5),
        rated(2, now=4, before=4),
        rated(3, now=6, before=4),
        rated(4, now=1),
        rated(5, before=4),
        rated(6, now=1, before=6),
        rated(20, now=0, before=9),
        ratings=(said(1, 4), said(2, 5), said(3, 1), said(7, 7)),
    )
    view = relief_view(whole, span(0, 10))
    assert view.after == Thirds(3, 1, 1)
    # Of the three that eased: 4 < 5 still lower, 5 = 5 as before, 7 > 6 higher.
    assert view.morning == Thirds(1, 1, 1)
    assert view.median_change == -2.0
    assert view.words == "Lower after 3 of 5 sessions, typically by\u00a02"
    assert view.eased_days == 3
    assert view.morning_words == "A session lowered it on 3 days; 3 next mornings were rated, 1 of them still lower"
    assert "not what caused it" in view.caution


def test_without_ratings_relief_says_nothing() -> None:
    view = relief_view(history(rated(0, now=2)), span(0, 5))
    assert view.is_empty
    assert (view.words, view.morning_words, view.caution, view.median_change) == ("", "", "", None)
    assert relief_view(history(rated(0, now=2, before=3)), span(0, 5)).words == "Lower after 1 of 1 session"


# -- tests -------------------------------------------------------------------------------------------------------


def planks(*values: tuple[int, float]) -> Story:
    story = Story().me(birth_year=2002, sex="male")
    for n, value in values:
        story.tested(n, "front-plank-feet", value)
    return story


def holds(library: Library, story: Story, first: int, last: int) -> HoldsView:
    whole = story.history(moment(last, 20))
    return holds_view(whole, library, walk(whole, library, moment(last, 20)), span(first, last))


def test_the_newest_value_stands_beside_the_own_earlier_ones(library: Library) -> None:
    story = planks((0, 30), (30, 36), (60, 42))
    row = holds(library, story, 0, 70).rows[0]
    assert [p.value for p in row.points] == [30, 36, 42]
    assert (row.change, row.change_words) == (12, "+12\u00a0s since Mar")
    # In a shorter span only one value: the one before it is what it is compared with.
    row = holds(library, story, 50, 70).rows[0]
    assert (row.change, row.since) == (6, day(30))


def test_norms_are_shown_only_where_they_fit(library: Library) -> None:
    norm = holds(library, planks((0, 30)), 0, 5).rows[0].norm
    assert norm is not None
    assert (norm.low, norm.high) == (77, 128.5)
    assert holds(library, Story().tested(0, "front-plank-feet", 30), 0, 5).rows[0].norm is None
    older = Story().me(birth_year=1960, sex="male").tested(0, "front-plank-feet", 30)
    assert holds(library, older, 0, 5).rows[0].norm is None


def test_sides_are_information_and_old_tests_leave(library: Library) -> None:
    story = Story().tested(0, "side-plank-feet", 30, 22)
    view = holds(library, story, 0, 5)
    assert [(row.side, row.change_words) for row in view.rows] == [("right", "your first"), ("left", "your first")]
    assert view.words == "Your own values over time. Side plank from the feet: sides differ by 8\u00a0s"
    assert holds(library, story, 300, 320).rows == ()


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (Story().tested(0, "side-plank-feet", 30, 30), "Side plank from the feet: sides are level"),
        # Level in the last row, far apart in the first: not level.
        (
            Story().tested(0, "side-plank-feet", 30, 60).tested(0, "side-plank-knees", 20, 20),
            "Side plank from the feet: sides differ by 30\u00a0s",
        ),
        (
            Story().tested(0, "side-plank-feet", 30, 30).tested(0, "side-plank-knees", 20, 20),
            "Sides are level in each test of both",
        ),
        (Story().tested(0, "bird-dog-holds", 5, 5), ""),  # the test ends at five
    ],
)
def test_sides_are_compared_only_where_they_can_be(library: Library, story: Story, words: str) -> None:
    assert holds(library, story, 0, 5).words.removeprefix("Your own values over time").removeprefix(". ") == words


def test_sides_of_two_days_are_not_compared(library: Library) -> None:
    left = happenings.Tested(id="l", at=moment(0, 18), test="side-plank-feet", side="left", value=30)
    right = happenings.Tested(id="r", at=moment(3, 18), test="side-plank-feet", side="right", value=30)
    whole = History(happenings=(left, right))
    view = holds_view(whole, library, walk(whole, library, moment(5)), span(0, 5))
    assert (len(view.rows), view.words) == (2, "Your own values over time")


def test_a_test_that_hurt_is_not_compared(library: Library) -> None:
    hurt = happenings.Tested(id="t", at=moment(0, 18), test="front-plank-feet", value=30, pain_worst=8)
    broken = happenings.Tested(id="b", at=moment(1, 18), test="back-hold", value=30, ended="pain")
    whole = History(happenings=(hurt, broken))
    assert holds_view(whole, library, walk(whole, library, moment(5)), span(0, 5)).is_empty


# -- the whole page ----------------------------------------------------------------------------------------------


def test_one_page_holds_it_all_and_only_its_days(library: Library) -> None:
    whole = history(*(rated(n, n % 4, before=3) for n in range(60)))
    view = progress_view(whole, library, walked(whole, library, 59), "4w")
    assert (view.span.first, view.span.last, view.begin) == (day(32), day(59), day(0))
    assert len(view.sessions) == 28
    assert view.sessions[0].day == day(59)
    assert all(view.span.has(r.day) for r in view.pain.ratings)
    assert all(view.span.has(c.day) for c in view.days.cells)
    assert view.relief.after.n == 28
    assert progress_view(whole, library, walked(whole, library, 59), "all").span.first == day(0)


def test_an_empty_history_is_an_empty_page(library: Library) -> None:
    view = progress_view(History(), library, walked(History(), library, 0), "3m")
    charts = (view.pain, view.weeks, view.days, view.balance, view.holds, view.spasm_free, view.relief)
    assert all(chart.is_empty for chart in charts)
    assert len(view.sessions) == 0


def test_what_was_worked_out_is_kept_with_the_history_and_right_for_another(library: Library) -> None:
    whole = history(*(rated(n, 4) for n in range(10)))
    found = walked(whole, library, 9)
    first = pain_view(whole, found, span(0, 9))
    assert pain_view(whole, found, span(0, 9)) == first
    more = msgspec.structs.replace(whole, sessions=(*whole.sessions, rated(10, 9)))
    assert len(pain_view(more, found, span(0, 10)).ratings) == 11
