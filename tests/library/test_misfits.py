"""What one file's values may be: every kind of misfit is told with its place and what to do."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from coach.library.exercises import Exercise
from coach.library.kinds import Frozen, Id
from coach.library.plan import Plan
from coach.library.problems import misfits
from coach.library.programs import Program
from coach.library.screening import Screening
from tests.making import raw_exercise


def told(data: dict[str, Any], kind: Any = Exercise) -> list[tuple[str, str, str]]:
    return list(misfits(data, kind))


def the_one(data: dict[str, Any]) -> tuple[str, str, str]:
    found = told(data)
    assert len(found) == 1, found
    return found[0]


DOSAGE = {"sets": [2], "hold_ms": 2_000}


def with_beginner(**changes: Any) -> dict[str, Any]:
    return raw_exercise(dosages={"beginner": DOSAGE | changes, "intermediate": DOSAGE, "advanced": DOSAGE})


def test_a_faultless_exercise_has_no_misfits() -> None:
    assert told(raw_exercise()) == []


@pytest.mark.parametrize(
    ("data", "place", "reason", "remedy"),
    [
        # A field that does not exist, near to one that does, and near to none.
        (raw_exercise(easyer="x"), "easyer", "Nothing here is called “easyer”.", "Did you mean “easier”?"),
        (raw_exercise(qqq=1), "qqq", "Nothing here is called “qqq”.", "Remove it."),
        (with_beginner(gap_m=3), "dosages.beginner.gap_m", "called “gap_m”", "Did you mean “gap_ms”?"),
        # Missing.
        (raw_exercise(why=None), "why", "This is missing.", "Write text of 2 to 300 characters."),
        (raw_exercise(kind=None), "kind", "This is missing.", "Write one of: activation, breathing"),
        (raw_exercise(dosages=None), "dosages", "This is missing.", "beginner, intermediate, advanced"),
        # Numbers.
        (with_beginner(hold_ms=900_001), "dosages.beginner.hold_ms", "out of range", "from 0 to 900000"),
        (with_beginner(hold_ms=-1), "dosages.beginner.hold_ms", "-1 is out of range", "from 0 to 900000"),
        (with_beginner(sets=[0]), "dosages.beginner.sets[0]", "0 is out of range", "from 1 to 100"),
        (with_beginner(hold_ms=2.0), "dosages.beginner.hold_ms", "2.0 is not a whole number", "whole number"),
        (with_beginner(hold_ms=float("nan")), "dosages.beginner.hold_ms", "nan is not a whole", "whole number"),
        (with_beginner(hold_ms=float("inf")), "dosages.beginner.hold_ms", "inf is not a whole", "whole number"),
        (with_beginner(hold_ms=True), "dosages.beginner.hold_ms", "true is not a whole number", "whole number"),
        (with_beginner(hold_ms="2 s"), "dosages.beginner.hold_ms", "“2 s” is not a whole number", "whole number"),
        (with_beginner(hold_ms=int("f" * 5_000, 16)), "dosages.beginner.hold_ms", "very large number", "900000"),
        (with_beginner(hold_ms=date(2026, 3, 2)), "dosages.beginner.hold_ms", "2026-03-02 is not", "whole number"),
        (with_beginner(hold_ms=[2]), "dosages.beginner.hold_ms", "A list is not a whole number", "whole number"),
        # Texts.
        (raw_exercise(why=7), "why", "7 is not text.", "Write text"),
        (raw_exercise(why=time(8, 0)), "why", "08:00:00 is not text.", "Write text"),
        (raw_exercise(why="x" * 301), "why", "too long (301 characters)", "2 to 300"),
        (raw_exercise(why=""), "why", "too short (0 characters)", "2 to 300"),
        (raw_exercise(why="    \n  "), "why", "too short (0 characters)", "2 to 300"),
        (raw_exercise(why="  x  "), "why", "too short (1 characters)", "2 to 300"),
        (raw_exercise(why="a\x07bell"), "why", "control character", "Write text"),
        (raw_exercise(why="a\x7fb"), "why", "control character", "Write text"),
        (raw_exercise(why="a\u202eb"), "why", "control character", "Write text"),
        (raw_exercise(id="Reach"), "id", "“Reach” has the wrong form.", "of the form"),
        (raw_exercise(id="reach\n"), "id", "control character", "of the form"),
        (raw_exercise(id="a" * 49), "id", "too long (49 characters)", "of the form"),
        (raw_exercise(locale="english"), "locale", "too long", "of the form"),
        # Words from a closed list.
        (raw_exercise(kind="yoga"), "kind", "“yoga” is not one of the known words.", "Write one of: activation"),
        (raw_exercise(kind=3), "kind", "3 is not one of the known words.", "Write one of"),
        (raw_exercise(targets=["lower-back", "soul"]), "targets[1]", "“soul” is not one", "Write one of"),
        # Lists and tables.
        (raw_exercise(targets="lower-back"), "targets", "stands where a list belongs", "square brackets"),
        (raw_exercise(targets=[["lower-back"]]), "targets[0]", "A list is not one of the known", "Write one of"),
        (raw_exercise(targets=[]), "targets", "There are 0 entries here, at least 1", "Add what is missing."),
        (raw_exercise(targets=["glutes"] * 7), "targets", "There are 7 entries here, at most 6", "Shorten the list."),
        (raw_exercise(targets={"a": 1}), "targets", "A table stands where a list belongs", "square brackets"),
        (raw_exercise(dosages=[1]), "dosages", "A list stands where a table", "beginner, intermediate, advanced"),
        (raw_exercise(swaps=5), "swaps", "5 stands where a table of fields belongs", "table"),
        (raw_exercise(phases=["hold"]), "phases[0]", "“hold” stands where a table", "part, name"),
        (raw_exercise(phases=[{"part": "hold", "name": "H", "ms": 1.5}]), "phases[0].ms", "1.5 is not a whole", "0 to"),
        (raw_exercise(easier=["a"]), "easier", "A list is not text.", "of the form"),
    ],
)
def test_each_misfit_is_told(data: dict[str, Any], place: str, reason: str, remedy: str) -> None:
    found_place, found_reason, found_remedy = the_one(data)
    assert found_place == place
    assert reason in found_reason
    assert remedy in found_remedy


def test_all_misfits_are_told_at_once() -> None:
    data = with_beginner(hold_ms=-1, sets=[1, 500, "x"])
    data |= {"kind": "yoga", "why": "", "colour": "red"}
    del data["faults"]
    places = [place for place, _reason, _remedy in told(data)]
    assert sorted(places) == [
        "colour", "dosages.beginner.hold_ms", "dosages.beginner.sets[1]", "dosages.beginner.sets[2]", "faults", "kind",
        "why",
    ]  # fmt: skip


def test_what_is_shown_is_short_and_harmless() -> None:
    """A file must not command the terminal that shows its problems, nor flood it."""
    data = raw_exercise(kind="\x1b[31mred", why=[0] * 5_000) | {"\x1b[2J" + "k" * 10_000: 1}
    for place, reason, remedy in told(data):
        assert all(c.isprintable() for c in place + reason + remedy)
        assert len(place) < 300
        assert len(reason) < 120


def test_true_and_false() -> None:
    data = {"exercise": "reach", "setup_ms": 1, "dosage": DOSAGE}
    whole = {"id": "s", "name": "S", "summary": "Ss.", "total_ms": 1_000, "lines": [data | {"optional": 1}]}
    from coach.library.programs import Session

    assert told(whole, Session) == [("lines[0].optional", "1 is neither true nor false.", "Write true or false.")]
    whole["lines"] = [data | {"optional": True}]
    assert told(whole, Session) == []


# -- any table at all --------------------------------------------------------------------------------------------


class _Small(Frozen, frozen=True, kw_only=True):
    """One field of each kind that the model has."""

    id: Id
    count: Annotated[int, Meta(ge=0, le=5)] = 0
    text: Annotated[str, Meta(min_length=2, max_length=6)] = "ab"
    link: Id | None = None
    flag: bool = False
    words: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=3)], ...], Meta(max_length=2)] = ()
    inner: tuple[_Inner, ...] = ()


class _Inner(Frozen, frozen=True, kw_only=True):
    n: Annotated[int, Meta(ge=1, le=9)]


_leaves = st.one_of(
    st.integers(-3, 12),
    st.integers(),
    st.booleans(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["a", "a-b", "ab", "id", " ", "hold", "en", "a\n"]),
    st.dates(),
    st.datetimes(),
    st.times(),
)
_keys = st.one_of(st.sampled_from(["id", "count", "text", "link", "flag", "words", "inner", "n"]), st.text(max_size=5))
_values = st.recursive(
    _leaves, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_keys, inner, max_size=3))
)
_tables = st.dictionaries(_keys, _values, max_size=7)
_fitting = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "a-b", "a\n"])},
    optional={
        "count": st.integers(0, 5) | _leaves,
        "text": st.text(min_size=1, max_size=7),
        "link": st.sampled_from(["a", "B"]),
        "flag": st.booleans(),
        "words": st.lists(st.text(max_size=3), max_size=3),
        "inner": st.lists(st.fixed_dictionaries({"n": st.integers(0, 10)}), max_size=2),
    },
)


def _converts(data: Any, kind: Any) -> bool:
    try:
        msgspec.convert(data, kind)
    except msgspec.ValidationError:
        return False
    return True


#: We are stricter than msgspec in these, and in nothing else.
_STRICTER = ("is not a whole number", "too short", "control character")


@given(st.one_of(_tables, _fitting))
def test_misfits_agree_with_msgspec(data: dict[str, Any]) -> None:
    found = list(misfits(data, _Small))
    if not _converts(data, _Small):
        assert found
    elif found:
        assert all(any(word in reason for word in _STRICTER) for _place, reason, _remedy in found)
        assert _has_a_float_or_odd_text(data)


def _has_a_float_or_odd_text(data: Any) -> bool:
    match data:
        case dict():
            return any(map(_has_a_float_or_odd_text, data.values()))
        case list():
            return any(map(_has_a_float_or_odd_text, data))
        case float():
            return data.is_integer()
        case str():
            return data != data.strip() or not data.isprintable()
    return False


@given(_tables, st.sampled_from([Exercise, Program, Plan, Screening]))
def test_nothing_makes_misfits_raise(data: dict[str, Any], kind: Any) -> None:
    found = list(misfits(data, kind))
    assert found  # no table this small is any of these
    assert all(reason and remedy for _place, reason, remedy in found)


@given(st.data())
def test_one_changed_value_of_a_good_exercise(data: st.DataObject) -> None:
    whole = raw_exercise()
    key = data.draw(st.sampled_from(sorted(whole)))
    whole[key] = data.draw(_values)
    if not _converts(whole, Exercise):
        assert list(misfits(whole, Exercise))


def test_toml_gives_only_what_the_walk_knows() -> None:
    text = 'a = 1\nb = 1.5\nc = "x"\nd = true\ne = 2026-03-02\nf = 2026-03-02T08:00:00Z\ng = 08:00:00\nh = [1]\n[i]\n'
    kinds = {type(value) for value in tomllib.loads(text).values()}
    assert kinds == {int, float, str, bool, date, datetime, time, list, dict}
