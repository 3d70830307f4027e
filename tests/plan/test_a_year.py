"""Months of made-up people: nobody skips a part, is stuck, or gets what they must not do; replay gives the same."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.library import Library
from coach.plan.choose import choose
from coach.plan.standing import standing
from coach.records import History
from tools.people import FIRST_DAY, KINDS, ZONE, Kind, Life, forbidden, make_person, use


@pytest.mark.parametrize("kind", KINDS)
def test_four_months_of_each_kind(library: Library, kind: Kind) -> None:
    use(library)
    chance = random.Random(f"four months, {kind}")
    lived = Life(make_person(chance, kind), library, chance).go(120)
    assert (lived.stuck, lived.contraindicated, lived.skipped) == ([], [], [])
    assert len(lived.history.sessions) > 20


@given(st.integers(0, 10**6), st.sampled_from(KINDS), st.integers(5, 60))
@settings(max_examples=12)
def test_anybody(seed: int, kind: Kind, days: int) -> None:
    from tests.making import _bundled

    library = _bundled()
    use(library)
    chance = random.Random(seed)
    lived = Life(make_person(chance, kind), library, chance).go(days)
    assert (lived.stuck, lived.contraindicated, lived.skipped) == ([], [], [])
    now = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 12, tzinfo=ZONE) + timedelta(days=days)
    # The same history, read back from plain data in another process, gives the same standing and the same answer.
    again = msgspec.json.decode(msgspec.json.encode(lived.history), type=History)
    assert standing(again, library, now) == standing(lived.history, library, now)
    assert choose(again, library, now) == choose(lived.history, library, now)
    assert list(forbidden(choose(again, library, now), lived.person, again, now)) == []


def test_the_looker_on_sees_what_is_forbidden(library: Library) -> None:
    """The check of the simulation itself finds a session that was not made for the person."""
    use(library)
    chance = random.Random(1)
    person = msgspec.structs.replace(make_person(chance, "regular"), direction="flexion", groups=("osteoporosis",))
    life = Life(person, library, chance)
    lived = life.go(2)
    now = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 12, tzinfo=ZONE) + timedelta(days=2)
    choice = choose(lived.history, library, now)
    assert list(forbidden(choice, person, lived.history, now)) == []
    raw = msgspec.structs.replace(choice, session=library.session("unlock-early"), kind="session")
    assert "single-knee-to-chest with flexion worse" in list(forbidden(raw, person, lived.history, now))
