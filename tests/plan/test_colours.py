"""The traffic light, and when a session counts."""

from __future__ import annotations

import pytest

from coach.library.library import Library
from coach.plan.colours import colour_of, counts
from coach.session.events import Hurt
from tests.fakes import MONDAY_AT_8
from tests.making import played


@pytest.mark.parametrize(
    ("part", "before", "worst", "leg", "colour"),
    [
        ("1B", None, None, False, "unrated"),
        ("1B", 2, 0, False, "green"),
        ("1B", 2, 3, False, "green"),
        ("1B", 2, 4, False, "amber"),
        ("1B", 2, 5, False, "amber"),
        ("1B", 5, 6, False, "red"),
        ("1B", 6, 6, False, "red"),
        ("1B", 2, 10, False, "red"),
        ("1B", 2, 1, True, "red"),
        # Stage 1A: above 5 it is the rise that makes it red.
        ("1A", 6, 6, False, "amber"),
        ("1A", 6, 7, False, "amber"),
        ("1A", 6, 8, False, "red"),
        ("1A", 8, 6, False, "amber"),
        ("1A", 10, 10, False, "amber"),
        ("1A", 4, 6, False, "red"),
        ("1A", None, 6, False, "red"),
        # Red only at a peak above 5; below, the usual limits hold.
        ("1A", 1, 5, False, "amber"),
        ("1A", 0, 3, False, "green"),
        ("1A", 6, 6, True, "red"),
        (None, 6, 6, False, "red"),
        (None, 2, 3, False, "green"),
    ],
)
def test_colours(
    library: Library, part: str | None, before: int | None, worst: int | None, leg: bool, colour: str
) -> None:
    own = next((p for p in library.plan.parts if p.id == part), None)
    session = played("calm-early", MONDAY_AT_8, before=before, worst=worst, now=1 if leg else None, leg=leg)
    assert colour_of(session, own) == colour


@pytest.mark.parametrize(
    ("hurt", "leg", "worst", "colour"),
    [
        (6, False, 2, "red"),
        (4, False, 2, "amber"),
        (2, True, 2, "red"),
        (4, False, None, "amber"),
        (1, False, 4, "amber"),
    ],
)
def test_a_hurt_counts_into_the_worst(hurt: int, leg: bool, worst: int | None, colour: str) -> None:
    """Said during the session it stands, whatever is said (or not said) afterwards."""
    event = Hurt(at_ms=5, line=0, exercise="e0", pain=hurt, leg_symptoms=leg)
    assert colour_of(played("calm-early", MONDAY_AT_8, worst=worst, events=(event,)), None) == colour


def test_a_hurt_without_a_number_rates_nothing() -> None:
    event = Hurt(at_ms=5, line=0, exercise="e0")
    assert colour_of(played("calm-early", MONDAY_AT_8, worst=None, events=(event,)), None) == "unrated"


@pytest.mark.parametrize(
    ("part", "lines", "done", "wanted"),
    [
        # 1A: four lines, whatever the session has.
        ("1A", 6, 4, True),
        ("1A", 6, 3, False),
        ("1A", 9, 4, True),
        ("1A", 3, 3, True),
        # Elsewhere 75 %, rounded up.
        ("1B", 12, 9, True),
        ("1B", 12, 8, False),
        ("1B", 10, 8, True),
        ("1B", 10, 7, False),
        ("1B", 9, 7, True),
        ("1B", 9, 6, False),
        (None, 5, 4, True),
        (None, 5, 3, False),
    ],
)
def test_when_a_session_counts(library: Library, part: str | None, lines: int, done: int, wanted: bool) -> None:
    own = next((p for p in library.plan.parts if p.id == part), None)
    assert counts(played("x", MONDAY_AT_8, lines=lines, done=done), own) is wanted
    if own is not None:
        assert (done >= own.lines_needed(lines)) is wanted


def test_the_shorter_version_counts(library: Library) -> None:
    """Its lines are counted against the full session's."""
    for part in library.plan.parts:
        for session_id in part.levels:
            lines = library.session(session_id).lines
            kept = sum(not line.optional for line in lines)
            assert counts(played(session_id, MONDAY_AT_8, lines=len(lines), done=kept), part)
