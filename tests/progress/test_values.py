"""Spans and pain behind the charts, worked by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.diary import DayLog
from coach.happenings import PlayedElsewhere, ScoreTold
from coach.library.library import Library
from coach.plan.walk import walk
from coach.progress.page import progress_view
from coach.progress.pain import LONG_WINDOW_DAYS, _ago, all_ratings, medians, pain_view, quantile
from coach.progress.ranges import begin_of, first_choice, span_of
from coach.progress.views import RANGE_KEYS, Rating
from coach.records import History
from tests.making import history, on
from tests.plan.story import Story, moment
from tests.progress.making import MONDAY, day, rated, said, span, spasm, walked

# -- spans -------------------------------------------------------------------------------------------------------


def test_spans_end_today_and_all_begins_with_the_first_entry() -> None:
    today = day(400)
    lengths = [span_of(key, day(0), today).days for key in RANGE_KEYS]
    assert lengths == [28, 91, 365, 401]
    assert span_of("all", day(399), today).days == 7  # one entry still has an axis
    assert span_of("all", None, today).days == 7
    assert all(span_of(key, None, today).last == today for key in RANGE_KEYS)


@pytest.mark.parametrize(
    ("whole", "first"),
    [
        (History(), None),
        (history(rated(5, now=2)), 5),
        (History(ratings=(said(3, 4),)), 3),
        (History(spasms=(spasm(2),)), 2),
        (History(day_logs=(DayLog(id="l", day=day(1), at=on(day(2))),)), 1),
        (History(happenings=(PlayedElsewhere(id="e", at=on(day(9)), day=day(-30), minutes=20),)), -30),
        (History(happenings=(ScoreTold(id="r", at=on(day(9)), score=8, day=day(-3)),)), -3),
    ],
)
def test_the_first_entry_of_any_kind_counts(whole: History, first: int | None) -> None:
    assert begin_of(whole) == (None if first is None else day(first))


def test_who_began_lately_sees_four_weeks_first() -> None:
    assert first_choice(None, day(0)) == first_choice(day(0), day(27)) == "4w"
    assert first_choice(day(0), day(28)) == "3m"


# -- pain --------------------------------------------------------------------------------------------------------


def test_one_dot_for_each_session_and_one_for_other_days() -> None:
    whole = history(
        rated(0, now=2, before=4),
        rated(1, before=6),
        rated(3, now=5),
        rated(3, now=4, hour=18),
        ratings=(said(0, 7), said(2, 3), said(2, 4, "average", 20), said(2, 5, "average", 21), said(4, 1)),
    )
    found = [((r.day - MONDAY).days, r.pain, r.kind) for r in all_ratings(whole)]
    assert found == [
        (0, 2, "session"),  # the morning of a day with a session is not drawn beside it
        (1, 6, "day"),  # nothing was said afterwards: what was said before
        (2, 5, "day"),  # the newest average, not the morning
        (3, 5, "session"),
        (3, 4, "session"),
        (4, 1, "day"),
    ]


def test_medians_over_seven_days_up_to_each_rated_day() -> None:
    pains = {0: [8], 3: [4, 2], 6: [6], 7: [0], 13: [1], 14: [9]}
    ratings = [Rating(day(n), p) for n, many in pains.items() for p in many]
    line = medians(ratings, 7)
    assert [((t.day - MONDAY).days, t.median) for t in line] == [
        (0, 8),
        (3, 4),  # 8 4 2
        (6, 5),  # 8 4 2 6
        (7, 3),  # 4 2 6 0: the first day has left the window
        (13, 0.5),  # 0 1: day 6 has left, day 7 is the seventh
        (14, 5),  # 1 9
    ]
    # A band needs four ratings in the window: 2 4 6 8 has its quarters at 3.5 and 6.5, 0 2 4 6 at 1.5 and 4.5.
    assert [(t.low, t.high) for t in line] == [
        (None, None), (None, None), (3.5, 6.5), (1.5, 4.5), (None, None), (None, None),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=40))
def test_medians_are_those_of_the_window(entries: list[tuple[int, int]]) -> None:
    ratings = [Rating(day(n), pain) for n, pain in sorted(entries)]
    line = medians(ratings, 7)
    assert [t.day for t in line] == sorted({r.day for r in ratings})
    for point in line:
        window = sorted(r.pain for r in ratings if timedelta(0) <= point.day - r.day < timedelta(days=7))
        assert point.median == quantile(window, 0.5)
        if point.low is not None and point.high is not None:
            assert len(window) >= 4
            assert window[0] <= point.low <= point.median <= point.high <= window[-1]
        else:
            assert len(window) < 4


def test_the_line_of_a_span_is_that_of_the_whole(library: Library) -> None:
    whole = history(*(rated(n, now=(n * 3) % 7) for n in range(40)))
    walk_ = walked(whole, library, 39)
    part, full = (pain_view(whole, walk_, own).line for own in (span(30, 39), span(0, 39)))
    assert part == full[-len(part) :]


def test_beyond_two_years_the_median_is_of_four_weeks_and_there_is_one_in_four_weeks(library: Library) -> None:
    ratings = tuple(said(n, 2 if n < 700 else 4) for n in range(0, 1000, 2))
    whole = History(ratings=ratings)
    view = pain_view(whole, walked(whole, library, 999), span(0, 999))
    assert view.window_days == LONG_WINDOW_DAYS
    assert 34 <= len(view.line) <= 37
    assert {t.median for t in view.line} <= {2.0, 3.0, 4.0}
    short = pain_view(whole, walked(whole, library, 999), span(900, 999))
    assert (short.window_days, len(short.line)) == (7, 50)


@pytest.mark.parametrize(
    ("pains", "words"),
    [
        ([], ""),
        ([3], "1 rating so far. A few more show a trend."),
        ([3, 4, 3], "3 ratings so far. A few more show a trend."),
        ([3] * 16, "16 ratings so far. After two to three weeks they show a trend."),
        ([3] * 22, "Typical lately: 3, about the same as three weeks ago"),
        ([6] * 8 + [2] * 14, "Typical lately: 2, down from 6 three weeks ago"),
        ([2] * 8 + [5, 6, 5] * 5, "Typical lately: 5, up from 2 three weeks ago"),
        ([4] * 8 + [3, 3, 4, 4] * 4, "Typical lately: 4, about the same as three weeks ago"),
    ],
)
def test_pain_in_words(library: Library, pains: list[int], words: str) -> None:
    whole = history(*(rated(n, pain) for n, pain in enumerate(pains)))
    last = max(0, len(pains) - 1)
    assert pain_view(whole, walked(whole, library, last), span(0, last)).words == words


def test_one_week_is_no_trend(library: Library) -> None:
    whole = history(*(rated(n, 8 - n) for n in range(8)))
    view = pain_view(whole, walked(whole, library, 7), span(-20, 7))
    assert (view.now, view.then) == (None, None)
    assert view.words == "8 ratings so far. After two to three weeks they show a trend."


def test_a_trend_needs_enough_at_both_ends(library: Library) -> None:
    # One high rating at first is no beginning: the trend counts from where there are four within a week.
    whole = history(rated(0, 9), *(rated(n, 4) for n in range(20, 40)))
    view = pain_view(whole, walked(whole, library, 39), span(0, 39))
    assert (view.then, view.now) == (4, 4)
    assert view.words == "Typical lately: 4, about the same as two weeks ago"
    # Many at first and two lately: no end.
    whole = history(*(rated(n, 2) for n in range(30)), rated(38, 7), rated(39, 7))
    view = pain_view(whole, walked(whole, library, 39), span(0, 39))
    assert (view.then, view.now) == (None, None)
    assert view.words == "32 ratings in this time. For a trend, four within 7 days are needed at both ends."


def test_nothing_lately_is_not_lately(library: Library) -> None:
    whole = history(*(rated(n, 2) for n in range(40)))
    near, far = (pain_view(whole, walked(whole, library, n), span(0, n)).words for n in (39 + 14, 39 + 15))
    assert near.startswith("Typical lately: 2")
    assert far == "Last rated on 10 Apr"
    assert pain_view(whole, walked(whole, library, 400), span(0, 400)).words == "Last rated on 10 Apr 2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [(21, "three weeks"), (91, "three months"), (360, "a year"), (396, "thirteen months"), (540, "eighteen months"),
     (700, "twenty-three months"), (731, "two years"), (3650, "ten years")],
)  # fmt: skip
def test_how_long_ago(days: int, words: str) -> None:
    assert _ago(days) == f"{words} ago"


def test_a_silence_stays_a_gap(library: Library) -> None:
    whole = history(*(rated(n, now=4) for n in (0, 1, 2, 17, 18)))
    view = pain_view(whole, walked(whole, library, 20), span(0, 20))
    gaps = [(b.day - a.day).days for a, b in zip(view.line, view.line[1:], strict=False)]
    assert (max(gaps), view.gap_days) == (15, 14)


def test_parts_of_the_plan_are_marked_where_the_walk_went(library: Library) -> None:
    story = Story().placed(6).moved("1B", 5).moved("1A", 9, because="own-choice").moved("1B", 30)
    whole = story.history(moment(40))
    found = walk(whole, library, moment(40))
    marks = [((m.day - MONDAY).days, m.part, m.forward) for m in pain_view(whole, found, span(0, 40)).stages]
    assert marks == [(5, "1B", True), (9, "1A", False), (30, "1B", True)]
    assert [m.part for m in pain_view(whole, found, span(20, 40)).stages] == ["1B"]


def test_spasms_of_one_day_are_one_sign(library: Library) -> None:
    whole = History(spasms=(spasm(3), spasm(3, 15), spasm(9, 3)))
    view = pain_view(whole, walked(whole, library, 20), span(0, 20))
    assert view.spasms == (day(3), day(8))  # three in the morning belongs to the day before


def test_entries_ahead_of_a_clock_that_was_set_back_are_left_out(library: Library) -> None:
    whole = history(*(rated(n, 3) for n in range(5, 10)), spasms=(spasm(8),))
    view = progress_view(whole, library, walked(whole, library, 2), "4w")
    assert view.begin == day(5)
    assert (view.pain.ratings, view.pain.spasms, view.days.cells, len(view.sessions)) == ((), (), (), 0)
    assert (view.weeks.words, [block.sessions for block in view.weeks.blocks if block.sessions]) == ("", [])
    assert all(stretch.days > 0 for stretch in view.spasm_free.stretches)
    assert view.spasm_free.words == "No spasm noted in 1 day"
