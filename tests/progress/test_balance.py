"""What is favoured and what is dropped, in numbers and words."""

from __future__ import annotations

import pytest

from coach.library.library import Library
from coach.plan.neglect import appearances
from coach.progress.balance import _counts, balance_view
from coach.progress.views import BalanceView, Span
from tests.plan.story import Story, day, moment


def view(library: Library, story: Story, first: int = 0, last: int = 9) -> BalanceView:
    return balance_view(story.history(moment(last)), library, Span(day(first), day(last)))


def test_what_is_always_done_gets_its_turn(library: Library) -> None:
    found = view(library, Story().train("calm-early", range(4)))
    assert found.words == "Nothing is left out: every exercise gets its turn."
    assert 0 < len(found.rows) <= 6
    assert all((row.done, row.skipped, row.dropped) == (4, 0, False) for row in found.rows)


def test_what_is_left_out_stands_last_and_says_how_it_comes_back(library: Library) -> None:
    story = Story().train("realign-early", range(3), skip=("side-plank-knees",))
    story.train("realign-early", (3, 4), skip=("side-plank-knees", "figure-4-supine"))
    found = view(library, story)
    assert [(r.exercise, r.done, r.skipped, r.dropped, r.note) for r in found.rows[-2:]] == [
        ("figure-4-supine", 3, 2, True, ""),
        ("side-plank-knees", 0, 5, True, "comes back as Wall side plank"),
    ]
    assert found.words == "Side plank from knees and supine figure four get dropped"


def test_once_left_out_is_not_dropped(library: Library) -> None:
    story = Story().train("realign-early", range(4)).train("realign-early", 4, skip=("side-plank-knees",))
    found = view(library, story)
    assert (found.rows[-1].exercise, found.rows[-1].skipped, found.rows[-1].dropped) == ("side-plank-knees", 1, False)
    assert found.words == "Now and then one is left out; nothing is dropped."


def test_what_hurt_is_not_dropped(library: Library) -> None:
    skipped = Story().train("unlock-early", range(6), skip=("cat-camel",))
    assert "cat-camel" in {row.exercise for row in view(library, skipped).rows if row.dropped}
    hurt = Story().train("unlock-early", range(6), skip=("cat-camel",), hurt="cat-camel")
    found = view(library, hurt)
    assert all(row.exercise != "cat-camel" for row in found.rows)
    assert found.words == "Nothing is left out: every exercise gets its turn."


def test_favourites_and_dropped_share_the_rows(library: Library) -> None:
    lines = [line.exercise for line in library.session("realign-early").lines]
    assert len(set(lines)) >= 7
    story = Story().train("realign-early", range(6))
    for n, exercise in enumerate(dict.fromkeys(lines)):
        story.train("realign-early", 6 + n, skip=(exercise,))  # each was left once
    found = view(library, story, 0, 30)
    assert len(found.rows) == 6
    many = Story().train("realign-early", range(6), skip=tuple(lines[:5]))
    found = view(library, many)
    assert [row.dropped for row in found.rows[-3:]] == [True, True, True]
    assert found.rows[0].done == 6
    assert found.words.endswith("and 2 more get dropped")


def test_what_came_up_rarely_and_was_left_is_not_passed_over(library: Library) -> None:
    early = {line.exercise for line in library.session("calm-early").lines}
    rare = next(line.exercise for line in library.session("calm-mid").lines if line.exercise not in early)
    story = Story().train("calm-early", range(4)).train("calm-mid", (4, 5), skip=(rare,))
    assert view(library, story).words == "One that came up rarely was left out; the others get their turn."


def test_few_sessions_say_nothing(library: Library) -> None:
    found = view(library, Story().train("realign-early", (0, 1), skip=("side-plank-knees",)))
    assert (found.rows, found.words, found.is_empty) == ((), "", True)


def test_only_the_days_of_the_span_and_sessions_of_the_plan_count(library: Library) -> None:
    story = Story().train("realign-early", range(3), skip=("side-plank-knees",)).train("realign-early", range(5, 9))
    assert all(row.skipped == 0 for row in view(library, story, 5, 9).rows)
    assert view(library, Story().train("desk-break", range(5), skip=("march-in-place",))).is_empty


@pytest.mark.parametrize("done", [None, 1, 3])
def test_the_counts_are_those_of_the_plan(done: int | None) -> None:
    """Counted in another way, for speed: the same numbers as the plan's own look at what is neglected."""
    story = Story().train("realign-early", range(4), skip=("figure-4-supine",), done=done)
    story.train("realign-mid", range(4, 7), eased=2).broke_off("realign-early", 8, 9)
    sessions = story.history(moment(10)).sessions
    seen, completed = _counts(sessions)
    for exercise, own in appearances(sessions).items():
        counted = [one for one in own if one.done or not one.hurt]
        assert (seen[exercise], completed[exercise]) == (len(counted), sum(one.done for one in own))
    assert set(seen) == set(appearances(sessions))
