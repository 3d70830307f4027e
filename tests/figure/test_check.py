"""Broken poses are named by file, frame and joint; each kind of fault has a file of its own in `broken/poses`."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.check import check_content
from coach.figure import check
from coach.figure.body import body_of
from coach.figure.check import motion_faults
from coach.figure.clip import Clip, Moment, Pose
from coach.figure.collide import deepest
from coach.figure.skeleton import BI
from tests.figure.making import RAISE, book, clip_of

BROKEN = Path(__file__).parent / "broken"
ROOT = Path(__file__).parents[2]
#: file -> (where, what) that has to be said of it.
EXPECTED = {
    "floor": ("keys[2]: hand_l", "cm below the floor"),
    "range": ("keys[2].knee_r.flex", "170° is outside the range of this joint (-3° to 160°)"),
    "slides": ("keys[2]: hand_r", "should stay where it is"),
    "misspelt": ("keys[2].kneee_r", "Did you mean “knee_r”?"),
    "movement": ("keys[1].knee.abd", "Nothing here is called “abd”"),
    "stance": ("stance", "Did you mean “hook-lying”?"),
    "place": ("keys[1].pin.hand_r.on", "Nothing here is called “hat”"),
    "through": ("at 40 %: fore_r", "cm into the thigh_r"),
    "jump": ("finger_r", "cm in one picture"),
    "turns": ("keys[1]: ", "not the same on both"),
    "expected": ("keys[2].expect.H_r", "The angle is 90°, 120° are expected."),
    "short": ("keys[2]: hand_r", "cm short of “shin_l”"),
    "order": ("keys[3].phase", "comes before the one of the key above"),
    "prop": ("props[1].kind", "Did you mean “chair”?"),
    "toml": ("", "not valid TOML"),
    "name": ("id", "differs from the file's name"),
}


def test_every_broken_file_has_its_words_here() -> None:
    assert {file.stem for file in (BROKEN / "poses").glob("*.toml")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_pose_is_named_with_its_place_and_reason(name: str) -> None:
    where, what = EXPECTED[name]
    result = check_content([BROKEN / "poses" / f"{name}.toml"])
    assert result.poses == 1
    found = [str(p) for p in result.problems if where in p.place and what in f"{p.reason} {p.remedy}"]
    assert found, [str(p) for p in result.problems]
    assert all(p.file == f"{name}.toml" for p in result.problems)
    assert all(p.remedy for p in result.problems)


def test_the_command_fails_on_them_and_prints_no_trace() -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "check", str(BROKEN)], cwd=ROOT, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 1
    assert done.stderr == ""
    for name in EXPECTED:
        assert f"poses/{name}.toml: " in done.stdout


def test_a_clean_clip_has_no_faults() -> None:
    assert motion_faults(clip_of(RAISE), book().shared) == []


def test_a_stretched_bone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Clip.pose_at

    def stretched(self: Clip, moment: Moment) -> Pose:
        pose = honest(self, moment)
        p = pose.P.copy()
        p[BI["foot_r"]] += (0.0, 0.0, 0.001)
        return replace(pose, P=p)

    monkeypatch.setattr(Clip, "pose_at", stretched)
    said = " ".join(str(fault) for fault in motion_faults(clip_of(RAISE), book().shared))
    assert "shank_r" in said
    assert "The bone is 0.17 cm longer" in said


def test_a_body_that_cannot_be_placed_is_said_and_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(self: Clip, moment: Moment) -> Pose:
        nothing = np.full((len(BI), 3), np.nan)
        return Pose(np.full((len(BI), 3, 3), np.nan), nothing, 0.0, 0.0, 1.0)

    monkeypatch.setattr(Clip, "pose_at", lost)
    assert [fault.reason for fault in motion_faults(clip_of(RAISE), book().shared)] == ["The body cannot be placed."]


def test_a_hand_in_the_belly_is_as_deep_as_it_is_put() -> None:
    body = body_of()
    clip = clip_of(RAISE)
    pose = clip.pose_at(Moment(0, 0))
    assert deepest(body, pose) is None
    p = pose.P.copy()
    belly = p[BI["lumbar2"]] + pose.R[BI["lumbar2"]] @ np.array([0.0155, 0.0, 0.004])
    for bone in ("hand_l", "finger_l"):
        p[BI[bone]] = belly
    found = deepest(body, replace(pose, P=p))
    assert found is not None
    depth, limb, part = found
    assert (limb, part) == ("hand_l", "trunk")
    assert 0.02 < depth <= 0.0535  # half the depth of the waist is the most there can be


def test_the_frames_cover_every_way_and_every_stay() -> None:
    names = [name for name, _moments in check.frames(clip_of(RAISE))]
    assert names == ["keys[1]", "keys[2]", "keys[1→2]"]
