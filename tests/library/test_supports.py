"""The house of cards in data/supports.toml: complete, true to its own words, and refused where it is not."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import tomli_w

from coach import diary
from coach.check import check_content
from coach.errors import CoachError
from coach.library.checks import problems_across
from coach.library.kept import read_kept
from coach.library.library import Library
from coach.library.problems import Problem
from coach.library.read import parse, read_files, read_library
from coach.library.supports import BASE_CARDS, CARDS, CardId, DayMark, Supports
from coach.paths import bundled
from tests.plan.story import library as bundled_library

FILE = bundled("data") / "supports.toml"


@pytest.fixture
def supports(library: Library) -> Supports:
    assert library.supports is not None
    return library.supports


@pytest.fixture
def library() -> Library:
    return bundled_library()


def raw() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


# -- what is there --


def test_it_has_the_eight_cards_of_the_picture(supports: Supports) -> None:
    assert tuple(card.id for card in supports.cards) == get_args(CardId)
    assert len(supports.cards) == CARDS
    assert [card.falls_in_spasm for card in supports.cards] == [False] * BASE_CARDS + [True] * (CARDS - BASE_CARDS)
    assert all(card.label.replace("\n", " ").split()[0].lower() in card.name.lower() for card in supports.cards)


def test_every_card_of_movement_work_has_exercises_and_its_tests(supports: Supports, library: Library) -> None:
    work = {card.id: card.work for card in supports.cards if card.work is not None}
    assert set(work) == {"hip_mobility", "glutes", "back", "front_core", "side_core"}
    for rule in work.values():
        assert len(rule.exercises) >= 3
        assert set(rule.exercises) <= set(library.exercises)
        assert set(rule.tests) <= {test.id for test in library.plan.tests}
    named = [test for rule in work.values() for test in rule.tests]
    assert sorted(named) == sorted(test.id for test in library.plan.tests)


@pytest.mark.parametrize("part", ["2", "3", "4"])
def test_from_realign_on_every_level_works_on_every_card(supports: Supports, library: Library, part: str) -> None:
    levels = next(own for own in library.plan.parts if own.id == part).levels
    for card in (card for card in supports.cards if card.work is not None):
        assert card.work is not None
        had = [{line.exercise for line in library.session(own).lines} & set(card.work.exercises) for own in levels]
        # In Keep both sessions take turns, and the back is the only card that has one of them.
        assert all(had) or (part == "4" and card.id == "back" and any(had)), (card.id, had)


def test_the_words_of_the_boxes_are_those_of_the_diary() -> None:
    fields = {field.name: field.type for field in msgspec.structs.fields(DayMark)}
    for box, words in (
        ("sleep", diary.Sleep),
        ("sitting", diary.Sitting),
        ("breaks", diary.Breaks),
        ("walking", diary.Walking),
    ):
        own = next(arg for arg in get_args(fields[box]) if arg is not type(None))
        assert get_args(own) == get_args(words), box


def test_a_rule_in_words_holds_the_numbers_of_the_file(supports: Supports) -> None:
    for card in supports.cards:
        words = supports.rule_words(card)
        assert "{" not in words
        assert f"last {supports.rules.window_days} days" in words
        named = {name for _t, name, _s, _c in string.Formatter().parse(card.decided) if name}
        needed = {"solid_days", "goal_percent"} if card.work is not None else {"logs_needed", "logs_of_days"}
        assert needed <= named
        assert ("spasm_hours" in named) == card.falls_in_spasm


@pytest.mark.parametrize("card_id", ["sleep", "sitting"])
def test_more_than_half_and_a_quarter_are_what_the_numbers_say(supports: Supports, card_id: str) -> None:
    log = supports.card(card_id).log
    assert log is not None
    rules = supports.rules
    for n in range(rules.logs_needed, rules.logs_of_days + 1):
        for days in range(n + 1):
            assert (100 * days >= log.good_percent * n) == (days > n / 2), (n, days)
            assert (100 * days <= log.poor_at_most_percent * n) == (days <= n / 4), (n, days)
            assert (100 * days >= log.down_percent * n) == (days >= n / 2), (n, days)


def test_no_choice_of_ours_stands_among_the_research(supports: Supports) -> None:
    facts = [source for card in supports.cards for source in card.sources]
    assert all(source.checked != "design" for source in facts)
    assert [source.checked for source in supports.sources] == ["design"]


def test_the_content_check_finds_nothing() -> None:
    assert check_content([FILE]).problems == ()


# -- what is refused --


def problems_of(data: dict[str, Any], tmp_path: Path) -> list[Problem]:
    file = tmp_path / "supports.toml"
    file.write_text(tomli_w.dumps(data), "utf-8")
    reading = read_files([file])
    known = read_files([bundled("data")])
    return [*reading.problems, *problems_across(reading, known)]


Change = Callable[[dict[str, Any]], object]
BROKEN: dict[str, tuple[Change, str, str]] = {
    "an exercise that is not there": (
        lambda d: d["cards"][3]["work"]["exercises"].append("hip-opener"),
        "cards[3].work.exercises[14]",
        "“hip-opener” does not exist",
    ),
    "an exercise twice": (
        lambda d: d["cards"][5]["work"]["exercises"].append("bird-dog"),
        "cards[5].work.exercises[6]",
        "stands here twice",
    ),
    "too few exercises": (
        lambda d: d["cards"][5]["work"].update(exercises=["bird-dog", "bird-dog-leg"]),
        "cards[5].work.exercises",
        "at least 3 are needed",
    ),
    "a lesson that is not there": (lambda d: d["cards"][0].update(lesson="dreams"), "cards[0].lesson", "“dreams”"),
    "a link that leads nowhere": (
        lambda d: d["cards"][0].update(leads_to=["page:cellar"]), "cards[0].leads_to[0]", "“page:cellar”",
    ),
    "a link of another form": (
        lambda d: d["cards"][0].update(leads_to=["sleep-and-stress"]), "cards[0].leads_to[0]", "has the wrong form",
    ),
    "a number that no rule has": (
        lambda d: d["cards"][1].update(decided="In place on {many_days} of all days."),
        "cards[1].decided",
        "There is no number “many_days”.",
    ),
    "a bracket that stands alone": (
        lambda d: d["cards"][1].update(decided="In place on {window_days of all days."), "cards[1].decided", "bracket",
    ),
    "two rules for one card": (
        lambda d: d["cards"][3].update(log=d["cards"][0]["log"]), "cards[3]", "by what was done or by logs",
    ),
    "no rule for a card": (lambda d: d["cards"][3].pop("work"), "cards[3]", "by what was done or by logs"),
    "cards in another order": (lambda d: d["cards"].reverse(), "cards", "order of the house"),
    "a card too few": (lambda d: d["cards"].pop(), "cards", "at least 8 are needed"),
    "more logs needed than looked at": (
        lambda d: d["rules"].update(logs_needed=8), "rules.logs_needed", "greater than “logs_of_days”",
    ),
    "in place and down at once": (
        lambda d: d["cards"][0]["log"].update(down_percent=40), "cards[0].log.down_percent", "at once",
    ),
    "a mark without a box": (
        lambda d: d["cards"][0]["log"]["marks"].append({"counts": "good"}), "cards[0].log.marks[3]", "names no box",
    ),
    "a field nobody knows": (lambda d: d["cards"][0].update(score=7), "cards[0].score", "Nothing here is called"),
    "a word nobody knows": (
        lambda d: d["cards"][0]["log"]["marks"][0].update(sleep="deep"), "cards[0].log.marks[0].sleep", "“deep”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_told_with_file_place_and_remedy(tmp_path: Path, name: str) -> None:
    change, place, reason = BROKEN[name]
    data = raw()
    change(data)
    found = [problem for problem in problems_of(data, tmp_path) if problem.place == place]
    assert found, problems_of(data, tmp_path)
    assert found[0].file == "supports.toml"
    assert reason in found[0].reason
    assert found[0].remedy


def test_a_second_house_is_one_too_many(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_bytes(FILE.read_bytes())
    found = problems_across(read_files([tmp_path]), read_files([bundled("data")]))
    assert [(p.file, p.reason) for p in found] == [("two.toml", "There are two files of this kind.")]


def test_a_house_is_told_by_its_cards() -> None:
    problems: list[Problem] = []
    assert isinstance(parse(FILE.read_text("utf-8"), "any", problems), Supports)
    assert problems == []


# -- in the library --


def test_a_library_without_a_house_is_not_started(tmp_path: Path) -> None:
    import shutil

    data = shutil.copytree(bundled("data"), tmp_path / "data")
    (data / "supports.toml").unlink()
    with pytest.raises(CoachError, match=r"supports\.toml"):
        read_library(data)


def test_the_kept_library_has_the_same_house(tmp_path: Path, supports: Supports) -> None:
    first = read_kept(bundled("data"), tmp_path / "library.json")
    again = read_kept(bundled("data"), tmp_path / "library.json")
    assert first.supports == again.supports == supports
