"""What is favoured and what is left out, in numbers and words."""

from __future__ import annotations

from coach.library.library import Library
from coach.progress.balance import balance, balance_words
from tests.plan.story import Story, moment


def rows(library: Library, story: Story) -> list[tuple[str, int, int, str]]:
    history = story.history(moment(9))
    return [(r.exercise, r.done, r.of, r.note) for r in balance(history.sessions, library)]


def test_what_is_always_done_is_not_named(library: Library) -> None:
    assert rows(library, Story().train("calm-early", range(4))) == []
    assert balance_words((), 4) == "Nothing is left out: every exercise gets its turn."


def test_what_is_left_out_again_and_again_says_how_it_comes_back(library: Library) -> None:
    story = Story().train("realign-early", range(3), skip=("side-plank-knees",))
    story.train("realign-early", (3, 4), skip=("side-plank-knees", "figure-4-supine"))
    assert rows(library, story) == [
        ("side-plank-knees", 0, 5, "Comes back as Wall side plank."),
        ("figure-4-supine", 3, 5, ""),
    ]
    found = balance(story.history(moment(9)).sessions, library)
    assert balance_words(found, 5).startswith("2 exercises were not always done.")


def test_few_sessions_say_nothing(library: Library) -> None:
    assert rows(library, Story().train("realign-early", (0, 1), skip=("side-plank-knees",))) == []
    assert balance_words((), 2).startswith("After a few sessions")


def test_sessions_outside_the_plan_and_unreached_lines_do_not_count(library: Library) -> None:
    story = Story().train("desk-break", range(5), skip=("march-in-place",))
    assert rows(library, story) == []
