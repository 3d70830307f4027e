"""The cards of the day: nights, walks, sitting, from logs that were written in time."""

from __future__ import annotations

from typing import Any

import pytest

from coach.journal.support_rules import mark_of
from tests.journal.houses import GOOD_DAY, log, logs, supports, told
from tests.plan.story import Story


@pytest.mark.parametrize(
    ("nights", "state"),
    [
        ("www", "unknown"),
        ("wwwb", "solid"),
        ("wwbb", "leaning"),
        ("wwwx", "solid"),
        ("wwwwwxx", "leaning"),
        ("wwxx", "fallen"),
        ("wwwwxxx", "leaning"),
        ("wwwxxxx", "fallen"),
        ("bbbbbbb", "leaning"),
    ],
)
def test_nights(nights: str, state: str) -> None:
    word = {"w": "well", "b": "broken", "x": "badly"}
    found = sum((logs(10 + i, sleep=word[night]) for i, night in enumerate(nights)), ())
    assert told(Story().placed(4), (18, 8), found)["sleep"].state == state


@pytest.mark.parametrize(
    ("walks", "state"), [("sss", "unknown"), ("ssssspp", "solid"), ("sssslll", "leaning"), ("slllllp", "fallen")]
)
def test_walks(walks: str, state: str) -> None:
    word = {"s": "some", "p": "plenty", "l": "little"}
    found = sum((logs(10 + i, walking=word[walk_]) for i, walk_ in enumerate(walks)), ())
    assert told(Story().placed(4), (18, 8), found)["movement"].state == state


@pytest.mark.parametrize(
    ("sitting", "breaks", "desk_breaks", "counts"),
    [
        ("little", None, 0, "good"),
        ("long", "often", 0, "good"),
        (None, "often", 0, "good"),
        ("some", "some", 0, "good"),
        ("some", "few", 0, "between"),
        ("long", "some", 0, "between"),
        ("long", "few", 0, "poor"),
        ("long", "few", 1, "between"),
        ("some", "few", 1, "good"),
        ("long", "few", 3, "good"),
        ("long", None, 0, None),
        ("long", None, 1, "between"),
        (None, None, 2, None),
        (None, None, 3, "good"),
        ("some", None, 0, None),
    ],
)
def test_a_day_on_a_chair(sitting: Any, breaks: Any, desk_breaks: int, counts: str | None) -> None:
    rule = supports().card("sitting").log
    assert rule is not None
    day_ = log(3, sitting=sitting, breaks=breaks)
    mark = mark_of(day_, rule.marks, supports().rules, desk_breaks)
    assert (mark.counts if mark is not None else None) == counts


def test_desk_breaks_that_were_played_count_on_their_day() -> None:
    found = logs(range(10, 17), sitting="some", breaks="few")
    assert told(Story().placed(4), (18, 8), found)["sitting"].state == "leaning"
    played = Story().placed(4).train("desk-break", range(10, 14))
    card = told(played, (18, 8), found)["sitting"]
    assert (card.state, card.why.good, card.why.breaks) == ("solid", 4, 4)


def test_the_newest_seven_decide_and_only_two_weeks() -> None:
    old, new = logs(range(4, 10), sleep="badly"), logs(range(10, 17), sleep="well")
    card = told(Story().placed(4), (18, 8), old, new)["sleep"]
    assert (card.state, card.why.logs) == ("solid", 7)
    assert told(Story().placed(4), (24, 8), old)["sleep"].why.logs == 0


def test_a_log_from_memory_does_not_count() -> None:
    late = tuple(log(n, written=17, **GOOD_DAY) for n in range(8, 15))
    assert told(Story().placed(4), (18, 8), late)["sleep"].why.logs == 0
    corrected = (*logs(range(8, 15), sleep="well"), *(log(n, written=17, sleep="badly") for n in range(8, 15)))
    card = told(Story().placed(4), (18, 8), corrected)["sleep"]
    assert (card.state, card.why.good) == ("solid", 7)


def test_a_correction_in_time_counts() -> None:
    corrected = (*logs(range(10, 14), sleep="well"), *(log(n, 22, sleep="badly") for n in range(10, 14)))
    assert told(Story().placed(4), (18, 8), corrected)["sleep"].state == "fallen"
