"""Forward kinematics against poses worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.figure.rotation import Array
from coach.figure.skeleton import (
    BI,
    FORE,
    HIP_Y,
    SHANK,
    SLOT,
    THIGH,
    TWIN,
    UPPER,
    bone_lengths,
    forward,
    mirrored,
    neutral,
)

STAND = np.eye(3)


def posed(**angles: float) -> tuple[Array, Array]:
    """`knee_l__flex=90` -> the standing body with that angle."""
    v = neutral()
    for name, degrees in angles.items():
        v[SLOT[name.replace("__", ".")]] = degrees
    return forward(v, STAND)


def at(p: Array, bone: str) -> list[float]:
    return [round(float(c), 9) for c in p[BI[bone]]]


def test_the_resting_legs_hang_straight_down_from_the_hips() -> None:
    _r, p = posed()
    assert at(p, "thigh_l") == [0, HIP_Y, 0]
    assert at(p, "shank_l") == [0, HIP_Y, -THIGH]
    assert at(p, "foot_r") == [0, -HIP_Y, -THIGH - SHANK]


def test_a_flexed_knee_takes_the_ankle_behind_the_knee() -> None:
    _r, p = posed(knee_l__flex=90)
    assert at(p, "foot_l") == [-SHANK, HIP_Y, -THIGH]


def test_a_flexed_hip_takes_the_knee_in_front_of_it() -> None:
    _r, p = posed(hip_r__flex=90)
    assert at(p, "shank_r") == [THIGH, -HIP_Y, 0]


def test_hip_and_knee_at_sixty_degrees_make_the_shin_vertical() -> None:
    _r, p = posed(hip_l__flex=60, knee_l__flex=60)
    knee = (THIGH * math.sin(math.radians(60)), HIP_Y, -THIGH * math.cos(math.radians(60)))
    assert at(p, "shank_l") == pytest.approx(knee)
    assert at(p, "foot_l") == pytest.approx((knee[0], HIP_Y, knee[2] - SHANK))


@pytest.mark.parametrize(("side", "sign"), [("l", 1), ("r", -1)])
def test_abduction_is_outwards_on_both_sides(side: str, sign: int) -> None:
    _r, p = posed(**{f"hip_{side}__abd": 90})
    assert at(p, f"shank_{side}") == [0, sign * (HIP_Y + THIGH), 0]


@pytest.mark.parametrize(("side", "sign"), [("l", 1), ("r", -1)])
def test_outward_rotation_turns_the_toes_out(side: str, sign: int) -> None:
    r, _p = posed(**{f"hip_{side}__rot": 90})
    assert r[BI[f"foot_{side}"]][:, 0] == pytest.approx([0, sign, 0])


def test_dorsiflexion_lifts_the_toes() -> None:
    r, _p = posed(ankle_l__flex=30)
    toes = r[BI["foot_l"]][:, 0]
    assert math.degrees(math.asin(toes[2])) == pytest.approx(30)


def test_the_arm_reaches_forward_and_the_forearm_folds_to_the_front() -> None:
    r, p = posed(shoulder_l__flex=90)
    # the chest leans forward by its resting curve: the arm is at right angles to it
    z = r[BI["thoracic5"]][:, 2]
    arm = p[BI["fore_l"]] - p[BI["upper_l"]]
    assert float(arm @ z) == pytest.approx(0, abs=1e-9)
    assert np.linalg.norm(arm) == pytest.approx(UPPER)
    bent = posed(elbow_l__flex=90)[1]
    fore = bent[BI["hand_l"]] - bent[BI["fore_l"]]
    assert np.linalg.norm(fore) == pytest.approx(FORE)
    assert fore[0] > 0.9 * FORE


def test_a_pelvic_tilt_rolls_between_still_thighs() -> None:
    still, tilted = posed()[1], posed(pelvis__flex=20)[1]
    assert at(tilted, "foot_l") == at(still, "foot_l")
    assert tilted[BI["thoracic5"]][0] > still[BI["thoracic5"]][0] + 0.05  # anterior: the trunk goes forward


def test_lumbar_flexion_is_spread_evenly_over_five_joints() -> None:
    r, _p = posed(lumbar__flex=50)
    rest, _q = posed()
    for i in range(5):
        before = "pelvis" if i == 0 else f"lumbar{i - 1}"
        turn = r[BI[before]].T @ r[BI[f"lumbar{i}"]] @ (rest[BI[before]].T @ rest[BI[f"lumbar{i}"]]).T
        assert math.degrees(math.atan2(turn[0, 2], turn[2, 2])) == pytest.approx(10)


def test_the_spine_bends_and_turns_to_its_left() -> None:
    side, turn = posed(lumbar__side=30)[1], posed(thoracic__turn=30)[0]
    assert side[BI["head"]][1] > 0.1
    assert turn[BI["thoracic5"]][:, 0][1] > 0.4


def test_a_raised_arm_takes_the_shoulder_up_and_in() -> None:
    rest, up = posed()[1], posed(shoulder_l__flex=170)[1]
    assert up[BI["upper_l"]][2] > rest[BI["upper_l"]][2] + 0.02
    assert up[BI["upper_l"]][1] < rest[BI["upper_l"]][1] - 0.01


ANGLES = st.lists(st.floats(-60, 60), min_size=len(SLOT), max_size=len(SLOT))


@given(ANGLES)
def test_no_bone_changes_its_length(angles: list[float]) -> None:
    _r, p = forward(np.array(angles), STAND)
    lengths = bone_lengths(p)
    for bone, length in (("thigh", THIGH), ("shank", SHANK), ("upper", UPPER), ("fore", FORE)):
        assert lengths[f"{bone}_l"] == pytest.approx(length, abs=1e-9)
        assert lengths[f"{bone}_r"] == pytest.approx(length, abs=1e-9)


@given(ANGLES)
def test_the_mirrored_pose_is_the_mirror_image(angles: list[float]) -> None:
    v = np.array(angles)
    _r, p = forward(v, STAND)
    _s, q = forward(mirrored(v), STAND)
    assert q == pytest.approx((p * (1, -1, 1))[TWIN], abs=1e-9)


@given(ANGLES)
def test_rotations_stay_rotations(angles: list[float]) -> None:
    r, _p = forward(np.array(angles), STAND)
    assert r @ r.transpose(0, 2, 1) == pytest.approx(np.broadcast_to(np.eye(3), r.shape), abs=1e-9)
    assert np.linalg.det(r) == pytest.approx(np.ones(len(r)), abs=1e-9)
