"""Pose files and figure.toml are text that people edit: whatever stands in them, the reader answers in words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.figure.book import PoseBook, read_pose_file
from coach.figure.faults import Fault
from coach.figure.reading import read_shared, read_spec
from coach.figure.skeleton import SLOT
from coach.paths import bundled
from tests.figure.making import RAISE, book, clip_of, faults_of

START = 'id = "x"\nstance = "standing"\n[[keys]]\nphase = "start"\n'


def said(text: str) -> str:
    return "\n".join(str(fault) for fault in faults_of(text))


def test_a_name_without_a_side_sets_both_and_a_later_line_wins() -> None:
    key = clip_of(START + "knee = { flex = 20 }\nknee_r = { flex = 50 }\n").keys[0]
    assert (key.vec[SLOT["knee_l.flex"]], key.vec[SLOT["knee_r.flex"]]) == (20, 50)


def test_a_key_starts_from_the_stance_or_from_the_key_it_is_like() -> None:
    text = START + 'knee = { flex = 20 }\n[[keys]]\nphase = "move_in"\n[[keys]]\nphase = "move_out"\nlike = 1\n'
    flexion = [key.vec[SLOT["knee_l.flex"]] for key in clip_of(text).keys]
    assert flexion == [20, 0, 20]


def test_a_spot_for_both_hands_is_told_for_the_left() -> None:
    pins = clip_of(START + "pin = { hand = { at = [0.3, 0.1, 0.5], palm = [0, 0, -1] } }\n").keys[0].pins
    assert (pins["hand_l"].at, pins["hand_r"].at) == ((0.3, 0.1, 0.5), (0.3, -0.1, 0.5))


def test_an_angle_expected_of_a_limb_counts_for_both_sides() -> None:
    clip = clip_of(START + "expect = { K = 0, H_r = 5, L = 1 }\n")
    assert {(e.name, e.degrees) for e in clip.spec.expected} == {("K_l", 0), ("K_r", 0), ("H_r", 5), ("L", 1)}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("knee = 20", "keys[1].knee: A joint takes its movements in braces."),
        ("knee = { flex = true }", "keys[1].knee.flex: This is not a number."),
        ("knee = { flex = nan }", "keys[1].knee.flex: This is not a number."),
        ("move = -1", "keys[1].move: -1 is out of range."),
        ("effort = 3", "keys[1].effort: 3.0 is out of range."),
        ('ease = "bouncy"', "keys[1].ease: Nothing here is called “bouncy”."),
        ("pin = { nose = 'floor' }", "keys[1].pin.nose: Nothing here is called “nose”."),
        ("pin = { hand = { by = [1, 2] } }", "keys[1].pin.hand.by: Here 3 numbers belong."),
        ("pin = { hand = { on = 'spot' } }", "keys[1].pin.hand: A spot needs its point."),
        ("pin = 3", "keys[1].pin: Here a table of fields belongs."),
        ("expect = { knee = 3 }", "keys[1].expect.knee: Nothing here is called “knee”."),
        ("like = 1", "keys[1].like: There is no key 1 before this one."),
    ],
)
def test_what_is_wrong_in_a_key_is_named(line: str, words: str) -> None:
    assert words in said(START + line + "\n")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('sides = "both"', "sides: Nothing here is called “both”."),
        ('view = "behind"', "view: Nothing here is called “behind”."),
        ("view = [10]", "view: Here 2 numbers belong."),
        ('muscles = ["gluteus"]', "muscles: Nothing here is called “gluteus”."),
        ('muscles = "glute"', "muscles: Here a list belongs."),
        ('level = ["trunk"]', "level: Levelling needs two groups."),
        ('anchor = "nose"', "anchor: Nothing here is called “nose”."),
        ("breathing = [0.2, 0.2]", "breathing: A breath this short would hurry people."),
        ("cycle = 1", "cycle: It is neither true nor false."),
        ('order = { arm_r = "middle" }', "order.arm_r: Nothing here is called “middle”."),
        ('props = [{ kind = "chair" }]', "props[1]: It is not said where the chair stands."),
        ('props = [{ kind = "wall", at = [0, 0] }]', "props[1].at: Here 3 numbers belong."),
        ('props = [{ kind = "towel", at = "head", key = 4 }]', "props[1].key: There is no such key."),
        ('musles = ["glute"]', "musles: Nothing here is called “musles”. Did you mean “muscles”?"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(line: str, words: str) -> None:
    assert words in said(START.replace("[[keys]]", line + "\n[[keys]]"))


def test_a_file_without_keys_says_so() -> None:
    assert "keys: An exercise has 1 to 24 key poses." in said('id = "x"\nstance = "standing"\n')


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PLACES = st.sampled_from(
    [
        "id",
        "stance",
        "start",
        "sides",
        "cycle",
        "breathing",
        "view",
        "mat",
        "muscles",
        "props",
        "order",
        "keys",
        "level",
    ]
)


@given(st.dictionaries(PLACES, JUNK, max_size=6))
def test_junk_in_a_file_is_answered_in_words(junk: dict[str, Any]) -> None:
    faults: list[Fault] = []
    spec = read_spec(tomllib.loads(RAISE) | junk, "x", book().shared, faults)
    assert (spec is None) == bool(faults)
    assert all(fault.reason and fault.remedy for fault in faults)


@given(st.dictionaries(st.sampled_from(["phase", "like", "move", "stay", "pin", "expect", "knee", "level"]), JUNK))
def test_junk_in_a_key_is_answered_in_words(junk: dict[str, Any]) -> None:
    data = tomllib.loads(RAISE)
    data["keys"][1] |= junk
    faults: list[Fault] = []
    assert (read_spec(data, "x", book().shared, faults) is None) == bool(faults)


@given(st.dictionaries(st.sampled_from(["limits", "place", "muscle", "stance", "x"]), JUNK))
def test_junk_in_what_is_shared_is_answered_in_words(junk: dict[str, Any]) -> None:
    faults: list[Fault] = []
    read_shared(junk, faults)
    assert all(fault.reason and fault.remedy for fault in faults)


def test_the_bundled_figure_file_is_clean() -> None:
    faults: list[Fault] = []
    read_shared(tomllib.loads((Path(bundled("data")) / "figure.toml").read_text("utf-8")), faults)
    assert faults == []


def test_a_book_names_the_file_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "poses").mkdir()
    with pytest.raises(CoachError, match=r"figure\.toml cannot be used"):
        _shared = PoseBook(tmp_path).shared
    (tmp_path / "figure.toml").write_text((Path(bundled("data")) / "figure.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "poses" / "odd.toml").write_text("id = 'odd'\nstance = 3", "utf-8")
    with pytest.raises(CoachError, match=r"odd\.toml cannot be used.*Nothing here is called “3”") as caught:
        PoseBook(tmp_path).clip("odd")
    assert "main.py check" in caught.value.remedy
    assert "odd" in PoseBook(tmp_path)
    assert "even" not in PoseBook(tmp_path)


def test_a_huge_file_or_a_folder_is_not_read(tmp_path: Path) -> None:
    huge, folder = tmp_path / "huge.toml", tmp_path / "folder.toml"
    huge.write_text("#" * 70_000, "utf-8")
    folder.mkdir()
    for path in (huge, folder):
        spec, faults = read_pose_file(path, book().shared)
        assert spec is None
        assert len(faults) == 1
