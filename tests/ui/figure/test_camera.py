from __future__ import annotations

import numpy as np
import pytest

from tests.figure.making import clip_of
from tests.ui.figure.clips import CALVES, FOURS, STAND
from ui.figure.camera import VIEWS, Camera
from ui.figure.setting import setting_of


@pytest.mark.parametrize("text", [STAND, FOURS, CALVES])
@pytest.mark.parametrize("size", [(600, 450), (300, 700), (900, 240)])
def test_everything_fits_into_the_picture(text: str, size: tuple[int, int]) -> None:
    clip = clip_of(text)
    camera = Camera(clip.view)
    extent = setting_of(clip).extent(camera.M)
    camera.fit(extent, *size)
    at = extent * camera.scale + camera.origin
    assert at.min() >= 0
    assert (at <= size).all()
    free = (at.min(0) + size - at.max(0)) / size
    assert min(free) == pytest.approx(0.09, abs=1e-6)  # the margin, on the side that decides


def test_the_other_side_is_the_mirror_image() -> None:
    near, far = Camera("threequarter"), Camera("threequarter", flip=True)
    points = np.random.default_rng(1).normal(size=(20, 3))
    a, b = near.project(points), far.project(points)
    assert a[:, 0] == pytest.approx(-b[:, 0])
    assert a[:, 1] == pytest.approx(b[:, 1])


@pytest.mark.parametrize("view", [*VIEWS, (123.0, 30.0)])
@pytest.mark.parametrize("flip", [False, True])
def test_light_comes_from_above_left_and_before(view: str | tuple[float, float], flip: bool) -> None:
    camera = Camera(view, flip=flip)
    x, y = camera.M @ camera.light
    assert x < -0.3
    assert y < -0.3
    assert camera.light @ camera.fwd < -0.3
