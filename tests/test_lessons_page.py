"""What the Learn pages show: blocks of a text, words on progress, what comes next, where a lesson matters."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from coach.app import Coach
from coach.errors import CoachError
from coach.library.lesson_text import links_of, words_of
from coach.library.lesson_text import plain as plain_body
from coach.library.lessons import PageKey, Strength
from coach.library.library import Library
from coach.library.read import read_library
from coach.pages.lesson_body import Block, Span, blocks_of, plain
from coach.pages.lessons import (
    learn_view,
    lesson_view,
    lessons_for,
    minutes_to_read,
    page_words,
    strength_words,
)
from coach.paths import bundled

LESSONS = sorted(read_library(bundled("data")).lessons)


def text_of(blocks: tuple[Block, ...]) -> list[str]:
    return [plain(item) for block in blocks for item in block.items]


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_lesson_comes_apart_without_losing_a_word_or_keeping_a_mark(library: Library, lesson_id: str) -> None:
    body = library.lesson(lesson_id).body
    shown = text_of(blocks_of(body))
    assert shown == [line for line in plain_body(body).split("\n") if line.strip()]
    assert not any(mark in line for line in shown for mark in ("**", "](", "##"))


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_link_of_a_lesson_leads_where_it_says(library: Library, lesson_id: str) -> None:
    body = library.lesson(lesson_id).body
    spans = [span for block in blocks_of(body) for item in block.items for span in item if span.kind]
    assert [(s.text, s.kind, s.target) for s in spans] == [(x.words, x.kind, x.target) for x in links_of(body)]


def test_lines_with_the_same_mark_are_one_list() -> None:
    blocks = blocks_of("Text.\n\n- one\n- two\n\n1. first\n2. second\n\n## Head\nMore.\n\n- three")
    assert [(b.kind, len(b.items)) for b in blocks] == [
        ("paragraph", 1),
        ("bullets", 2),
        ("numbers", 2),
        ("heading", 1),
        ("paragraph", 1),
        ("bullets", 1),
    ]


def test_an_empty_line_ends_a_list() -> None:
    assert [len(b.items) for b in blocks_of("- one\n\n- two")] == [1, 1]


def test_bold_and_links_mix() -> None:
    (block,) = blocks_of("A **bold [link](page:plan) end** and [**both**](lesson:x), plain.")
    assert block.items[0] == (
        Span("A "),
        Span("bold ", bold=True),
        Span("link", bold=True, kind="page", target="plan"),
        Span(" end", bold=True),
        Span(" and "),
        Span("both", bold=True, kind="lesson", target="x"),
        Span(", plain."),
    )


def test_minutes_count_the_text_and_what_research_says(library: Library) -> None:
    for lesson in library.lessons.values():
        words = words_of(lesson.body) + sum(words_of(box.text) for box in lesson.research)
        assert abs(minutes_to_read(lesson) - words / 200) <= 0.5
    short = msgspec.structs.replace(library.lesson("house-of-cards"), body="Few words.")
    assert minutes_to_read(short) == 1
    long = msgspec.structs.replace(short, body="word " * 2_000)
    assert 10 <= minutes_to_read(long) <= 11


def test_the_overview_has_all_in_order_and_says_quietly_how_many_were_read(library: Library) -> None:
    ids = list(library.lessons)
    nothing = learn_view(library, ())
    assert [card.id for card in nothing.cards] == ids
    assert nothing.words == "12 short texts of 2 to 3 min. Any order is fine."
    assert nothing.next_card is not None
    assert nothing.next_card.id == ids[0]
    some = learn_view(library, {ids[0], ids[2], "gone-since"})
    assert some.words.startswith("2 of 12 read.")
    assert [card.read for card in some.cards[:4]] == [True, False, True, False]
    assert some.next_card is not None
    assert some.next_card.id == ids[1]
    everything = learn_view(library, ids)
    assert everything.words.startswith("All 12 read.")
    assert everything.next_card is None


def test_a_library_without_lessons_says_so(library: Library) -> None:
    view = learn_view(msgspec.structs.replace(library, lessons={}), ())
    assert view.cards == ()
    assert view.next_card is None
    assert view.words == "There are no lessons here."


def test_the_next_lesson_is_the_next_unread_one_round_to_the_beginning(library: Library) -> None:
    ids = list(library.lessons)

    def after(own_id: str, read: set[str]) -> str | None:
        ref = lesson_view(library, own_id, read).next_ref
        return None if ref is None else ref.id

    assert after(ids[0], set()) == ids[1]
    assert after(ids[0], {ids[1]}) == ids[2]
    assert after(ids[-1], set()) == ids[0]
    assert after(ids[-1], set(ids) - {ids[4]}) == ids[4]
    assert after(ids[3], set(ids)) == ids[4]
    assert after(ids[-1], set(ids)) is None


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_a_lesson_tells_all_that_its_file_has(library: Library, lesson_id: str) -> None:
    lesson, view = library.lesson(lesson_id), lesson_view(library, lesson_id, ())
    assert view.place == f"Lesson {lesson.order} of 12"
    assert [e.id for e in view.exercises] == list(lesson.exercises)
    assert all(e.name == library.exercise(e.id).name for e in view.exercises)
    offered = {ref.id for ref in view.see_also} | {view.next_ref.id if view.next_ref else ""}
    assert set(lesson.see_also) <= offered
    assert view.next_ref is None or view.next_ref.id not in {ref.id for ref in view.see_also}
    assert [r.source for r in view.research] == [box.source for box in lesson.research]
    for shown, box in zip(view.research, lesson.research, strict=True):
        assert (shown.checked == "") == (box.checked == "design")
        assert ("nobody has tested" in shown.meaning) == (box.strength == "our choice")
    if view.picture.kind == "figure":
        assert view.picture.position == library.exercise(view.picture.exercise).position
    else:
        assert view.picture.state


def test_an_unknown_lesson_is_a_trouble_in_words(library: Library) -> None:
    with pytest.raises(CoachError, match="no lesson"):
        lesson_view(library, "nothing-of-this-kind", ())


def test_what_was_not_read_is_offered_first_where_it_matters(library: Library) -> None:
    fresh = [ref.id for ref in lessons_for(library, "today")]
    assert fresh == [lesson.id for lesson in library.lessons_about("today")]
    assert len(fresh) > 1
    later = lessons_for(library, "today", {fresh[0]})
    assert [ref.id for ref in later] == [*fresh[1:], fresh[0]]
    assert later[-1].read
    assert later[0].why == f"Why this matters: {later[0].title}, {later[0].length}"
    assert [ref.id for ref in lessons_for(library, "glute-bridge")] == ["pain-as-deterrent", "house-of-cards"]
    assert lessons_for(library, "settings") == ()


def test_every_page_and_every_strength_has_its_words() -> None:
    assert set(page_words()) == set(get_args(PageKey))
    assert set(strength_words()) == set(get_args(Strength))
    assert len({word for word, _meaning in strength_words().values()}) == len(get_args(Strength))


def test_reading_is_kept_and_counted(coach: Coach, library: Library) -> None:
    coach.plan.read_lesson("house-of-cards")
    coach.plan.read_lesson("house-of-cards")
    view = learn_view(library, coach.plan.lessons_read)
    assert [card.id for card in view.cards if card.read] == ["house-of-cards"]
