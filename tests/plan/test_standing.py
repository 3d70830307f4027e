"""Where a person stands: histories walked through, level by level."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.library import Library
from coach.plan.standing import Standing, standing
from coach.plan.walk import walk
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
        where = standing(history(*sessions), library, at + timedelta(minutes=30))
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
    return standing(history(*sessions), library, at + timedelta(hours=1))


@pytest.mark.parametrize(
    ("story", "session_id"),
    [
        ("", "calm-early"),
        ("g", "calm-early"),
        ("gg", "calm-mid"),
        ("g r g", "calm-mid"),  # not necessarily in a row
        ("gg g", "calm-mid"),
        ("gg gg", "calm-late"),
        # Amber: twice the number of sessions without strong pain steps up all the same.
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
        # The last level repeats until the gate opens; without a rated morning it stays shut.
        ("gg gg gg gg gg", "calm-late"),
        # Two reds in a row: a step back; half the greens lead up again. One red alone moves nobody.
        ("gg r", "calm-mid"),
        ("gg rr", "calm-early"),
        ("gg rr g", "calm-mid"),
        ("gg r g r g", "calm-late"),
        ("gg gg rr g g g", "calm-late"),
        ("gg rrr", "calm-early"),
        ("gg r u r", "calm-early"),  # nothing was said of the one between
    ],
)
def test_walks(library: Library, story: str, session_id: str) -> None:
    assert walked(library, story).session_id == session_id


def test_greens_left(library: Library) -> None:
    assert walked(library, "").greens_left == 2
    assert walked(library, "g").greens_left == 1
    assert walked(library, "gg").greens_left == 2
    assert walked(library, "gg rr").greens_left == 1


def test_stepping_up_is_dated(library: Library) -> None:
    where = walked(library, "gg")
    assert where.stepped_up_on == (MONDAY_AT_8 + timedelta(days=1)).date()
    assert walked(library, "g").stepped_up_on is None
    assert walked(library, "gg rr").stepped_up_on is None


def test_a_session_of_another_level_counts_for_the_part_only(library: Library) -> None:
    """Somebody repeats an easier session by choice: the part's count goes up, the level's does not."""
    sessions = [played("calm-early", MONDAY_AT_8 + timedelta(days=n)) for n in range(5)]
    where = standing(history(*sessions), library, MONDAY_AT_8 + timedelta(days=5))
    assert (where.session_id, where.greens, where.part_sessions) == ("calm-mid", 0, 5)


def test_a_session_of_a_part_that_is_ahead_opens_nothing(library: Library) -> None:
    sessions = [played("realign-early", MONDAY_AT_8 + timedelta(days=n), part="2", lines=11) for n in range(14)]
    where = walk(history(*sessions), library, MONDAY_AT_8 + timedelta(days=14))
    assert (where.step.session_id, where.sessions_in("2")) == ("calm-early", ())


def test_one_in_the_morning_is_the_same_training_day(library: Library) -> None:
    late = played("calm-early", MONDAY_AT_8.replace(day=3, hour=1))
    early = played("calm-early", MONDAY_AT_8.replace(day=2, hour=9))
    where = walk(history(early, late), library, MONDAY_AT_8.replace(day=3, hour=9))
    assert {seen.day for seen in where.sessions_in("1A")} == {MONDAY_AT_8.date()}


@given(st.text("gGaArRuUsSoOxX", max_size=25))
def test_one_more_session_moves_at_most_one_step_and_never_raises(story: str) -> None:
    from tests.making import _bundled

    library = _bundled()
    order = [s for p in library.plan.parts for s in p.levels]
    before = walked(library, story[:-1])
    after = walked(library, story)
    step = order.index(after.session_id) - order.index(before.session_id)
    assert step in (-1, 0, 1)
    if step:
        assert story[-1].lower() in ("gao" if step == 1 else "r")
