"""Two-bone inverse kinematics, flat shins and heads that stay above the floor."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.figure.body import BUILDS, BuildName, body_of
from coach.figure.clip import Moment
from coach.figure.contacts import HEIGHT, lay_flat, lift_head, palm_on, two_bone
from coach.figure.rotation import UP, Array, spin
from coach.figure.skeleton import BI, SHANK, SLOT, THIGH, bone_lengths, forward, neutral
from tests.figure.making import book

LEFT = np.array([0.0, 1.0, 0.0])
THIGH_L = BI["thigh_l"]


def standing(height: float = 0.6) -> tuple[Array, Array]:
    v = neutral()
    v[SLOT["knee_l.flex"]] = 20
    r, p = forward(v, np.eye(3))
    return r, p + UP * height


def bend(r: Array, p: Array, target: Array, floor: float = 0.0) -> None:
    two_bone(r, p, THIGH_L, target, (THIGH, SHANK), leg=True, out=LEFT, floor=floor)


def test_the_knee_is_where_the_law_of_cosines_puts_it() -> None:
    r, p = standing()
    hip = p[THIGH_L].copy()
    bend(r, p, hip + np.array([0.0, 0.0, -0.4]))
    along = (THIGH**2 - SHANK**2 + 0.4**2) / 0.8
    assert p[BI["foot_l"]] == pytest.approx(hip + np.array([0, 0, -0.4]))
    assert p[BI["shank_l"]] == pytest.approx(hip + np.array([math.sqrt(THIGH**2 - along**2), 0, -along]))


@given(st.floats(-0.4, 0.4), st.floats(-0.3, 0.3), st.floats(-0.48, -0.2))
def test_a_target_in_reach_is_reached_and_nothing_stretches(x: float, y: float, z: float) -> None:
    r, p = standing(1.0)
    target = p[THIGH_L] + (x, y, z)
    far = math.dist(target, p[THIGH_L])
    bend(r, p, target)
    if far < (THIGH + SHANK) * 0.999:
        assert p[BI["foot_l"]] == pytest.approx(target, abs=1e-9)
    assert bone_lengths(p)["thigh_l"] == pytest.approx(THIGH, abs=1e-9)
    assert bone_lengths(p)["shank_l"] == pytest.approx(SHANK, abs=1e-9)


def test_a_target_out_of_reach_is_approached_with_a_straight_leg() -> None:
    r, p = standing(1.0)
    hip = p[THIGH_L].copy()
    bend(r, p, hip + np.array([1.0, 0.0, 0.0]))
    foot = p[BI["foot_l"]] - hip
    assert foot == pytest.approx([(THIGH + SHANK) * 0.9995, 0, 0], abs=1e-6)


def test_a_knee_that_would_sink_swivels_outwards() -> None:
    r, p = forward(neutral(), spin(LEFT, math.pi / 2))  # face down: a bent knee points at the floor
    p += UP * (0.05 - p[THIGH_L, 2])
    bend(r, p, p[THIGH_L] + (-0.35, 0.0, 0.0), floor=0.03)
    knee = p[BI["shank_l"]]
    assert knee[2] >= 0.03 - 1e-6
    assert knee[1] > p[THIGH_L, 1] + 0.1


@pytest.mark.parametrize("part", ["shin", "fore"])
def test_a_part_laid_flat_lies_on_the_floor_and_keeps_its_length(part: str) -> None:
    v = neutral()
    for name, degrees in {"hip_l.flex": 65, "knee_l.flex": 60, "shoulder_l.flex": 50, "elbow_l.flex": 45}.items():
        v[SLOT[name]] = degrees
    r, p = forward(v, spin(LEFT, math.pi / 2))
    joint = "shank" if part == "shin" else "fore"
    p[:, 2] += HEIGHT[joint] + 0.02 - p[BI[f"{joint}_l"], 2]
    before = bone_lengths(p)
    lay_flat(r, p, part, "l")
    end = "foot" if part == "shin" else "hand"
    assert p[BI[f"{joint}_l"], 2] == pytest.approx(HEIGHT[joint])
    assert abs(p[BI[f"{end}_l"], 2] - HEIGHT[joint]) <= 0.0101
    assert bone_lengths(p) == pytest.approx(before, abs=1e-9)


@pytest.mark.parametrize("build", BUILDS)
def test_a_head_below_the_floor_is_lifted_onto_it(build: BuildName) -> None:
    body = body_of(build)
    v = neutral()
    v[SLOT["neck.flex"]] = 40
    r, p = forward(v, spin(LEFT, math.pi / 2))
    p[:, 2] += 0.10 - p[BI["neck0"], 2]
    assert body.lowest(r, p, "head")[1] < -0.02
    lift_head(r, p, body)
    assert body.lowest(r, p, "head")[1] > -0.003


@pytest.mark.parametrize("side", ["l", "r"])
def test_a_palm_lies_on_its_surface_with_the_fingers_along_it(side: str) -> None:
    m = palm_on(np.array([1.0, 0.0, 0.3]), UP, side)
    assert -m[:, 2] == pytest.approx([1, 0, 0])  # fingers
    palm = -m[:, 1] if side == "l" else m[:, 1]  # the palm's own way
    assert palm == pytest.approx(-UP)


@pytest.mark.parametrize("build", BUILDS)
def test_elbows_that_carry_the_body_stay_in_place(build: BuildName) -> None:
    clip = book().clip("front-plank", build)
    elbows = [BI["fore_l"], BI["fore_r"]]
    first = clip.pose_at(Moment(0, 0)).P[elbows].mean(0)
    for k in range(1, 11):
        assert clip.pose_at(Moment(0, 1, k / 10)).P[elbows].mean(0) == pytest.approx(first, abs=2e-3)
