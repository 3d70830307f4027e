"""Where a person stands: histories walked through, level by level."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.library import Library
from coach.plan.standing import Standing, standing
from coach.records import PlayedSession
from tests.fakes import MONDAY_AT_8
from tests.making import history, played

#: g green, a amber, r red, u unrated, s too short, o not over, x another program; upper case: a second one that day.
WORST = {"g": 2, "a": 5, "r": 8, "u": None, "s": 2, "o": 2, "x": 2}


def walked(library: Library, story: str) -> Standing:
    """One session of the level where the person stands for each letter, a day apart."""
    sessions: list[PlayedSession] = []
    at = MONDAY_AT_8 - timedelta(days=1)
    for letter in story.replace(" ", ""):
        where = standing(history(*sessions), library)
        at += timedelta(hours=1) if letter.isupper() else timedelta(days=1)
        kind = letter.lower()
        lines = len(library.session(where.session_id).lines)
        sessions.append(
            played(
                "desk-break" if kind == "x" else where.session_id,
                at,
                part=None if kind == "x" else where.part.id,
                worst=WORST[kind],
                lines=lines,
                done=3 if kind == "s" else lines,
                over=kind != "o",
            )
        )
    return standing(history(*sessions), library)


@pytest.mark.parametrize(
    ("story", "session_id"),
    [
        ("", "calm-early"),
        ("g", "calm-early"),
        ("gg", "calm-mid"),
        ("g r g", "calm-mid"),  # not necessarily in a row
        ("gg g", "calm-mid"),
        ("gg gg", "calm-late"),
        # Amber: twice the number of sessions that are not red steps up all the same.
        ("a", "calm-early"),
        ("aaa", "calm-early"),
        ("aaaa", "calm-mid"),
        ("aag", "calm-early"),
        ("aagg", "calm-mid"),
        ("aaag", "calm-mid"),
        # What does not count.
        ("rrrrrrrr", "calm-early"),
        ("uuuuuuuu", "calm-early"),
        ("ssssssss", "calm-early"),
        ("xxxxxxxx", "calm-early"),
        ("g u g", "calm-mid"),
        # Never ended, by a crash say, but all of it done and rated: it counts.
        ("oo", "calm-mid"),
        ("g s r u x", "calm-early"),
        # The part is left after 5 sessions on 4 days and the last level's greens.
        ("gggg g", "calm-late"),
        ("gggg gg", "unlock-early"),
        ("gG gG gG", "calm-late"),  # six sessions on three days: a day is missing
        ("gG gG gG g", "unlock-early"),
        ("aaaa aaaa aaaa", "unlock-early"),
        # 1B: three greens a level, seven sessions on seven days.
        ("gggggg gg", "unlock-early"),
        ("gggggg ggg", "unlock-mid"),
        ("gggggg aaaaa", "unlock-early"),
        ("gggggg aaaaaa", "unlock-mid"),
        ("gggggg ggg ggg", "unlock-late"),
        ("gggggg ggg ggg ggg gggggg", "unlock-late"),  # the end of what there is
    ],
)
def test_walks(library: Library, story: str, session_id: str) -> None:
    assert walked(library, story).session_id == session_id


def test_greens_left(library: Library) -> None:
    assert walked(library, "").greens_left == 2
    assert walked(library, "g").greens_left == 1
    assert walked(library, "gg").greens_left == 2
    assert walked(library, "gggggg g").greens_left == 2


def test_stepping_up_is_dated(library: Library) -> None:
    where = walked(library, "gg")
    assert where.stepped_up_on == (MONDAY_AT_8 + timedelta(days=1)).date()
    assert walked(library, "g").stepped_up_on is None


def test_the_end_is_said(library: Library) -> None:
    assert not walked(library, "gggggg ggg ggg gg").at_end
    where = walked(library, "gggggg ggg ggg ggg")
    assert where.at_end
    assert (where.part.id, where.part_sessions) == ("1B", 9)


def test_each_part_has_its_stage(library: Library) -> None:
    where = walked(library, "gggggg")
    assert (where.stage.id, where.part.id, where.level) == ("1", "1B", 0)
    assert (where.part_sessions, where.part_days) == (0, frozenset())


def test_a_session_of_another_level_counts_for_the_part_only(library: Library) -> None:
    """Somebody repeats an easier session by choice: the part's count goes up, the level's does not."""
    sessions = [played("calm-early", MONDAY_AT_8 + timedelta(days=n)) for n in range(2)]
    sessions += [played("calm-early", MONDAY_AT_8 + timedelta(days=n)) for n in range(2, 5)]
    where = standing(history(*sessions), library)
    assert (where.session_id, where.greens, where.part_sessions) == ("calm-mid", 0, 5)


def test_a_session_of_a_part_that_was_left_changes_nothing(library: Library) -> None:
    sessions = []
    for n, own in enumerate(("calm-early", "calm-early", "calm-mid", "calm-mid", "calm-late", "calm-late")):
        sessions.append(played(own, MONDAY_AT_8 + timedelta(days=n)))
    at_1b = standing(history(*sessions), library)
    later = played("calm-late", MONDAY_AT_8 + timedelta(days=9))
    assert standing(history(*sessions, later), library) == at_1b


def test_one_in_the_morning_is_the_same_training_day(library: Library) -> None:
    late = played("calm-early", MONDAY_AT_8.replace(day=3, hour=1))
    early = played("calm-early", MONDAY_AT_8.replace(day=2, hour=9))
    assert standing(history(early, late), library).part_days == {MONDAY_AT_8.date()}


@given(st.text("gGaArRuUsSoOxX", max_size=25))
def test_more_history_never_moves_back_and_never_raises(story: str) -> None:
    from tests.making import _bundled

    library = _bundled()
    order = [s for p in library.plan.parts for s in p.levels]
    before = walked(library, story[:-1])
    after = walked(library, story)
    step = order.index(after.session_id) - order.index(before.session_id)
    assert step in (0, 1)
    assert after.session_id == after.part.levels[after.level]
    if step == 1:
        assert story[-1].lower() in "gao"
