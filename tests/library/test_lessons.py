"""Lessons: reading them, their rules, the shelf that reads them late, and the twelve that are bundled."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.library.lesson_checks import MAX_WORDS, MIN_WORDS, lesson_problems
from coach.library.lesson_text import LINK_KINDS, Link, links_of, plain, words_of
from coach.library.lessons import OPENABLE, Lesson, read_lesson
from coach.library.library import Library, library_of
from coach.library.problems import Problem
from coach.library.read import read_files, read_library
from coach.paths import bundled

ORDER = [
    "misread-warning-sign",
    "what-a-spasm-is",
    "five-sources-of-pain",
    "pain-as-deterrent",
    "house-of-cards",
    "last-card-is-not-recovery",
    "rest-and-tablets",
    "favourites-and-dropped",
    "movement-and-daily-life",
    "sleep-and-stress",
    "scans-and-words",
    "when-to-seek-help",
]
BOX = {"text": "A finding.", "strength": "weak", "source": "A study.", "checked": "seen"}
LONG_ENOUGH = "\n\n".join(["You begin small and breathe out slowly, and see how it feels."] * 22)
EXERCISES = {"cat-camel", "bird-dog"}


def raw(own_id: str = "small", **changes: Any) -> dict[str, Any]:
    """The fields of a faultless lesson, unless changed. A change to None takes the field out."""
    data: dict[str, Any] = {
        "id": own_id,
        "locale": "en",
        "order": 1,
        "title": "A lesson",
        "summary": "What it says.",
        "picture": {"kind": "house", "state": "leaning", "alt": "A house of cards."},
        "matters": ["today"],
        "research": [BOX],
    }
    data.update(changes)
    return {key: value for key, value in data.items() if value is not None}


def text_of(data: dict[str, Any], body: str = LONG_ENOUGH) -> str:
    return f"+++\n{tomli_w.dumps(data)}+++\n\n{body}\n"


def lesson(own_id: str = "small", body: str = LONG_ENOUGH, **changes: Any) -> Lesson:
    problems: list[Problem] = []
    made = read_lesson(text_of(raw(own_id, **changes), body), f"{own_id}.md", problems)
    assert made is not None, problems
    return made


def told(*lessons: Lesson, known: tuple[Lesson, ...] | None = ()) -> list[tuple[str, str]]:
    """(place, reason) of what the rules say about lessons in files of their names."""
    pairs = [(f"{one.id}.md", one) for one in lessons]
    others = None if known is None else [(f"known/{one.id}.md", one) for one in known]
    return [(p.place, p.reason) for p in lesson_problems(pairs, others, EXERCISES)]


# -- reading -----------------------------------------------------------------------------------------------------


def test_a_lesson_is_its_fields_and_the_text_below_them() -> None:
    made = lesson(body="\n\n## Head\n\nWords.\n\n+++\n\nMore.\n\n", order=7)
    assert (made.id, made.order, made.picture.state) == ("small", 7, "leaning")
    assert made.body == "## Head\n\nWords.\n\n+++\n\nMore."


def test_windows_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "small.md").write_bytes(text_of(raw()).replace("\n", "\r\n").encode("utf-8-sig"))
    reading = read_files([tmp_path])
    assert reading.problems == ()
    assert "\r" not in reading.lessons[0][1].body


def test_only_markdown_of_a_lessons_folder_or_named_itself_is_a_lesson(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("About this folder.", "utf-8")
    assert read_files([tmp_path]).files == 0
    (tmp_path / "small.md").write_text(text_of(raw()), "utf-8")
    assert [made.id for _label, made in read_files([tmp_path / "small.md"]).lessons] == ["small"]


def test_a_mistake_in_the_fields_is_named_by_the_line_of_the_file() -> None:
    problems: list[Problem] = []
    assert read_lesson("+++\nid = 'small'\nlocale = 'en'\norder = \n+++\nText.", "small.md", problems) is None
    assert "line 4" in problems[0].reason


@given(st.text())
def test_no_text_is_too_odd_to_read(text: str) -> None:
    for odd in (text, f"+++\n{text}", f"+++\n{text}\n+++\n{text}"):
        problems: list[Problem] = []
        made = read_lesson(odd, "odd.md", problems)
        assert (made is None) == bool(problems)
        assert all(problem.file == "odd.md" and problem.reason and problem.remedy for problem in problems)


@given(st.text(max_size=200))
def test_the_rules_take_any_text(text: str) -> None:
    problems: list[Problem] = []
    made = read_lesson(text_of(raw(), f"x{text.replace(chr(13), '')}"), "small.md", problems)
    if made is not None:
        assert all(place.startswith("body") for place, _reason in told(made))


def test_links_are_found_with_their_lines() -> None:
    body = "One [bird dog](exercise:bird-dog) and\n[two](page:plan), [three](lesson:a:b) [four](nothing)"
    assert links_of(body) == (
        Link(1, "bird dog", "exercise", "bird-dog"),
        Link(2, "two", "page", "plan"),
        Link(2, "three", "lesson", "a:b"),
        Link(2, "four", "nothing", ""),
    )


def test_marks_and_addresses_are_no_words() -> None:
    body = "## Two words\n\n- **Breathe** out, don’t hurry.\n1. A [bird dog](exercise:bird-dog) at 2.5 of 10."
    assert plain(body) == "Two words\n\nBreathe out, don’t hurry.\nA bird dog at 2.5 of 10."
    assert words_of(body) == 2 + 4 + 7


# -- rules -------------------------------------------------------------------------------------------------------


def test_a_faultless_lesson_has_no_problem() -> None:
    body = (
        f"## Head\n\n{LONG_ENOUGH}\n\n- **A** [b](exercise:cat-camel), [c](page:plan)\n1. [d](lesson:other) 3 < 4 & 5"
    )
    assert told(lesson(body=body, exercises=["cat-camel"], see_also=["other"]), known=(lesson("other", order=2),)) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("a <b>word</b>", "raw HTML"),
        ("<!-- hidden -->", "raw HTML"),
        ("a&nbsp;b", "raw HTML"),
        ("![a](exercise:cat-camel)", "an image"),
        ("see https://example.org", "a web address"),
        ("see WWW.example.org", "a web address"),
        ("[a](http://example.org)", "a web address"),
        ("`code`", "a mark"),
        ("an *italic* word", "a mark"),
        ("* an item", "a mark"),
        ("***both***", "a mark"),
        ("an _italic_ word", "a mark"),
        ("a ~~struck~~ word", "a mark"),
        ("an escaped \\[", "a mark"),
        ("| a | b |", "a table"),
        ("> said", "a table, a quotation"),
        ("---", "a rule"),
        ("===", "a rule"),
        ("# Head", "a heading other"),
        ("### Head", "a heading other"),
        ("##Head", "a heading other"),
        ("    code", "space at its beginning"),
        ("[a][b]", "a link of another form"),
        ("[a]: b", "a link of another form"),
        ("[a]()", "a link of another form"),
        ("[a](page:plan 'title')", "a link of another form"),
    ],
)
def test_other_markdown_is_named(line: str, what: str) -> None:
    ((place, reason),) = [t for t in told(lesson(body=f"{LONG_ENOUGH}\n\n{line}\n\nEnd.")) if "holds" in t[1]]
    assert place == f"body:{LONG_ENOUGH.count(chr(10)) + 3}"
    assert what in reason


def test_the_length_has_two_limits() -> None:
    for n, sound in ((MIN_WORDS - 1, False), (MIN_WORDS, True), (MAX_WORDS, True), (MAX_WORDS + 1, False)):
        assert (told(lesson(body="go " * n)) == []) is sound, n


def test_orders_have_no_gap_and_no_double_in_a_whole_library() -> None:
    first, second = lesson("a", order=1), lesson("b", order=2)
    assert told(first, second, known=None) == []
    assert told(first, lesson("b", order=3), known=None) == [("order", "The order is 3, but there are 2 lessons.")]
    assert told(first, lesson("b", order=1), known=None) == [("order", "a.md has the order 1, too.")]


def test_an_addition_may_replace_a_known_lesson_and_not_take_the_place_of_another() -> None:
    known = (lesson("a", order=1), lesson("b", order=2))
    assert told(lesson("a", order=1), known=known) == []
    assert told(lesson("c", order=2), known=known) == [("order", "known/b.md has the order 2, too.")]
    assert told(lesson("c", order=9), known=known) == []


def test_an_id_is_used_once_and_is_the_name_of_its_file() -> None:
    pairs = [("one/a.md", lesson("a")), ("two/a.md", lesson("a", order=2)), ("b.md", lesson("c", order=3))]
    assert [(p.file, p.place) for p in lesson_problems(pairs, (), EXERCISES)] == [("two/a.md", "id"), ("b.md", "id")]


@pytest.mark.parametrize(
    ("picture", "places"),
    [
        ({"kind": "figure", "exercise": "cat-camel"}, []),
        ({"kind": "house", "state": "fallen"}, []),
        ({"kind": "figure"}, ["picture.exercise"]),
        ({"kind": "house"}, ["picture.state"]),
        ({"kind": "figure", "exercise": "levitation"}, ["picture.exercise"]),
        ({"kind": "figure", "exercise": "cat-camel", "state": "fallen"}, ["picture.state"]),
        ({"kind": "house", "state": "fallen", "exercise": "cat-camel"}, ["picture.exercise"]),
    ],
)
def test_a_picture_has_what_its_kind_needs(picture: dict[str, str], places: list[str]) -> None:
    assert [place for place, _reason in told(lesson(picture={**picture, "alt": "It."}))] == places


@pytest.mark.parametrize(
    ("strength", "checked", "place"),
    [
        ("strong", "seen", None),
        ("strong", "memory", "strength"),
        ("strong", "secondary", "strength"),
        ("moderate", "memory", None),
        ("moderate", "design", "strength"),
        ("weak", "design", "strength"),
        ("model", "design", None),
        ("model", "seen", None),
        ("our choice", "design", None),
        ("our choice", "seen", "checked"),
    ],
)
def test_no_choice_of_ours_passes_for_research(strength: str, checked: str, place: str | None) -> None:
    found = told(lesson(research=[BOX, {**BOX, "strength": strength, "checked": checked}]))
    assert [p for p, _reason in found] == ([] if place is None else [f"research[1].{place}"])


@pytest.mark.parametrize(
    ("line", "exercises", "reason"),
    [
        ("[a](exercise:cat-camel)", ["cat-camel"], None),
        ("[a](exercise:cat-camel)", [], "missing from “exercises”"),
        ("[a](exercise:levitation)", ["cat-camel"], "“exercise:levitation” does not exist"),
        ("[a](page:plan)", [], None),
        ("[a](page:session)", [], "“page:session” does not exist"),
        ("[a](lesson:other)", [], None),
        ("[a](lesson:none)", [], "“lesson:none” does not exist"),
        ("[a](lesson:small)", [], "points at itself"),
        ("[a](video:small)", [], "unknown kind of place"),
    ],
)
def test_links_lead_somewhere(line: str, exercises: list[str], reason: str | None) -> None:
    made = lesson(body=f"{LONG_ENOUGH}\n\n{line}", exercises=exercises)
    found = [r for _place, r in told(made, known=(lesson("other", order=2),))]
    assert (not found) if reason is None else (len(found) == 1 and reason in found[0])


def test_names_stand_once() -> None:
    made = lesson(exercises=["bird-dog", "bird-dog"], matters=["plan", "plan"], see_also=["none", "small"])
    assert [place for place, _reason in told(made)] == ["matters[1]", "exercises[1]", "see_also[0]", "see_also[1]"]


# -- in the library ----------------------------------------------------------------------------------------------


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundled("data"), tmp_path / "data"))


def test_a_library_without_lessons_is_whole(library: Library) -> None:
    bare = library_of(
        tuple(library.exercises.values()), tuple(library.programs.values()), library.plan, library.screening
    )
    assert dict(bare.lessons) == {}
    assert bare.lessons_about("today") == ()


def test_lessons_of_values_stand_in_their_order(library: Library) -> None:
    made = (lesson("b", order=2, matters=["plan"]), lesson("a", order=1, exercises=["bird-dog"]))
    whole = library_of((), (), library.plan, library.screening, made)
    assert list(whole.lessons) == ["a", "b"]
    assert [one.id for one in whole.lessons_about("plan")] == ["b"]
    assert [one.id for one in whole.lessons_about("bird-dog")] == ["a"]
    assert whole.lesson("b") is made[0]
    with pytest.raises(CoachError, match="“c”"):
        whole.lesson("c")


def test_the_start_reads_no_lesson_and_the_first_look_names_what_is_wrong(tmp_path: Path) -> None:
    data = copied(tmp_path)
    (data / "lessons" / "house-of-cards.md").write_text("+++\nid = \n+++\n", "utf-8")
    whole = read_library(data)
    with pytest.raises(CoachError, match=r"house-of-cards\.md.*not valid TOML"):
        whole.lesson("what-a-spasm-is")


def test_a_library_folder_without_lessons_is_read(tmp_path: Path) -> None:
    data = copied(tmp_path)
    shutil.rmtree(data / "lessons")
    assert len(read_library(data).lessons) == 0


# -- the bundled twelve ------------------------------------------------------------------------------------------


def test_the_twelve_lessons_are_clean_and_in_order(library: Library) -> None:
    reading = read_files([bundled("data")])
    exercises = {exercise.id for _file, exercise in reading.exercises}
    assert [str(problem) for problem in lesson_problems(reading.lessons, None, exercises)] == []
    assert list(library.lessons) == ORDER
    assert [one.order for one in library.lessons.values()] == list(range(1, 13))


def test_every_page_and_every_lesson_is_reached(library: Library) -> None:
    for page in (*OPENABLE, "session", "check-in", "welcome"):
        assert library.lessons_about(page), page
    named = {other for one in library.lessons.values() for other in one.see_also}
    assert named == set(ORDER)
    assert {link.kind for one in library.lessons.values() for link in links_of(one.body)} == set(LINK_KINDS)


def test_the_words_are_ours(library: Library) -> None:
    """The end of the facts' section F: words that frighten are left out."""
    avoided = ("damage", "wear and tear", "out of place", "slipped", "weak core", "protect your spine", "!")
    for one in library.lessons.values():
        said = "\n".join([one.title, one.summary, one.picture.alt, one.body, *(box.text for box in one.research)])
        assert [word for word in avoided if word in said.lower()] == [], one.id


def test_a_model_is_called_one_in_the_text(library: Library) -> None:
    model = library.lesson("five-sources-of-pain")
    assert (model.research[0].strength, model.research[0].checked) == ("model", "design")
    assert "not a diagnosis" in plain(model.body)


def test_what_is_quoted_from_memory_says_so(library: Library) -> None:
    for one in library.lessons.values():
        for box in one.research:
            if box.checked == "memory" and any(character.isdigit() for character in box.text):
                assert "memory" in box.text, (one.id, box.text)
