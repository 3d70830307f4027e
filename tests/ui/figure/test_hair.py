from __future__ import annotations

import math

import numpy as np
import pytest

from coach.figure.rotation import Array
from ui.figure.camera import Camera
from ui.figure.hair import Hair

UPRIGHT: Array = np.eye(3)
#: On the back, the head's crown away from where x grows.
SUPINE: Array = np.array([[0.0, 0.0, -1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
#: What an ellipsoid as large as the hair covers.
WHOLE = math.pi * 0.06 * 0.055


def area(outline: Array) -> float:
    x, y = outline.T
    return abs(float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum())) / 2


@pytest.mark.parametrize("broad", [False, True])
@pytest.mark.parametrize("tilt", [60, 75, 89])
def test_from_the_crown_nothing_but_hair_is_seen(broad: bool, tilt: float) -> None:
    cap = Hair(broad=broad).outline(UPRIGHT, np.zeros(3), Camera((0.0, tilt)))
    assert area(cap) == pytest.approx(math.pi * 0.062 * 0.051, rel=0.12)


@pytest.mark.parametrize("broad", [False, True])
@pytest.mark.parametrize("turn", [30, 60, 75])
def test_on_the_back_the_hairline_is_seen_from_the_feet(broad: bool, turn: float) -> None:
    cap = Hair(broad=broad).outline(SUPINE, np.zeros(3), Camera((turn, 44.0)))
    assert 0.05 * WHOLE < area(cap) < 0.5 * WHOLE


@pytest.mark.parametrize("broad", [False, True])
def test_from_every_side_the_cap_is_inside_of_the_whole(broad: bool) -> None:
    hair = Hair(broad=broad)
    for turn in range(0, 360, 15):
        for tilt in range(-85, 90, 10):
            assert area(hair.outline(UPRIGHT, np.zeros(3), Camera((turn, tilt)))) < 1.05 * WHOLE


def test_hair_stands_out_round_the_head() -> None:
    hair, camera = Hair(broad=False), Camera((90.0, 0.0))
    behind, cap = (f(UPRIGHT, np.zeros(3), camera) for f in (hair.behind, hair.outline))
    assert behind[:, 0].max() > 0.050 > 0.9 * cap[:, 0].max()
    assert behind[:, 1].min() < cap[:, 1].min()
