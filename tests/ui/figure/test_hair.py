from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.figure.rotation import Array, spin, unit
from ui.figure.camera import Camera
from ui.figure.hair import Hair

UPRIGHT: Array = np.eye(3)
#: On the back, the head's crown away from where x grows.
SUPINE: Array = np.array([[0.0, 0.0, -1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
#: What an ellipsoid as large as the hair covers.
WHOLE = math.pi * 0.06 * 0.055


def signed(outline: Array) -> float:
    x, y = outline.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) / 2


def area(pieces: list[Array]) -> float:
    """The pieces lie side by side: what they cover is the sum of them."""
    return sum(abs(signed(piece)) for piece in pieces)


def head(axis: tuple[float, float, float], degrees: float) -> Array:
    return spin(unit(np.array(axis)), math.radians(degrees))


@pytest.mark.parametrize("broad", [False, True])
@pytest.mark.parametrize("tilt", [60, 75, 89])
def test_from_the_crown_nothing_but_hair_is_seen(broad: bool, tilt: float) -> None:
    cap = Hair(broad=broad).pieces(UPRIGHT, np.zeros(3), Camera((0.0, tilt)))
    assert area(cap) == pytest.approx(math.pi * 0.062 * 0.051, rel=0.12)


@pytest.mark.parametrize("broad", [False, True])
@pytest.mark.parametrize("turn", [30, 60, 75])
def test_on_the_back_the_hairline_is_seen_from_the_feet(broad: bool, turn: float) -> None:
    cap = Hair(broad=broad).pieces(SUPINE, np.zeros(3), Camera((turn, 44.0)))
    assert 0.04 * WHOLE < area(cap) < 0.5 * WHOLE


@pytest.mark.parametrize("broad", [False, True])
def test_from_every_side_the_cap_is_inside_of_the_whole(broad: bool) -> None:
    hair = Hair(broad=broad)
    for turn in range(0, 360, 15):
        for tilt in range(-85, 90, 10):
            assert area(hair.pieces(UPRIGHT, np.zeros(3), Camera((turn, tilt)))) < 1.05 * WHOLE


@pytest.mark.parametrize("broad", [False, True])
@given(
    axis=st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(0.1, 1)), degrees=st.floats(-180, 180),
    turn=st.floats(0, 360), tilt=st.floats(-80, 80),
)  # fmt: skip
def test_however_the_head_is_turned_the_cap_is_whole(
    broad: bool, axis: tuple[float, float, float], degrees: float, turn: float, tilt: float
) -> None:
    """The pieces turn the same way (hardly any is folded over), and together they are what is seen of the cap, but for
    a little low down that the head covers."""
    hair, camera, r = Hair(broad=broad), Camera((turn, tilt)), head(axis, degrees)
    pieces = hair.pieces(r, np.zeros(3), camera)
    turns = [signed(piece) for piece in pieces]
    folded = min(sum(max(t, 0.0) for t in turns), sum(max(-t, 0.0) for t in turns))
    assert folded < 0.03 * WHOLE
    assert seen(hair, r, camera) - 0.20 * WHOLE < area(pieces) < seen(hair, r, camera) + 0.05 * WHOLE


def seen(hair: Hair, r: Array, camera: Camera) -> float:
    """The area of the cap in the picture, counted on a fine grid."""
    line = hair._lowered(float(unit((r.T @ camera.fwd) / hair._radii)[2]))
    high, turn = np.meshgrid(np.radians(np.arange(-89.0, 90.0, 2.0)), np.radians(np.arange(-179.0, 180.0, 2.0)))
    n = np.stack([np.cos(high) * np.cos(turn), np.cos(high) * np.sin(turn), np.sin(high)], -1)
    # A patch of the unit sphere becomes one of the ellipsoid: the cofactors of the radii tell its area and its normal.
    patch = n * (np.prod(hair._radii) / hair._radii) * (np.cos(high) * math.radians(2.0) ** 2)[..., None]
    facing = -(patch @ (r.T @ camera.fwd))
    above = np.degrees(high) >= np.interp(np.degrees(turn), np.degrees(hair._turns), line)
    return float(facing[(facing > 0) & above].sum())


def test_hair_stands_out_round_the_head() -> None:
    hair, camera = Hair(broad=False), Camera((90.0, 0.0))
    behind, cap = hair.behind(UPRIGHT, np.zeros(3), camera), np.concatenate(hair.pieces(UPRIGHT, np.zeros(3), camera))
    assert behind[:, 0].max() > 0.050 > 0.9 * cap[:, 0].max()
    assert behind[:, 1].min() < cap[:, 1].min()
