from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from coach.figure.rotation import Array
from tests.ui.figure.pictures import FOLDER, POSES, draw

#: Mean difference of a colour channel (0 to 255) in a tile of 20 x 20 px that another rasteriser may make.
SAME = 14.0
SAME_OVERALL = 1.5


def pixels(image: QImage) -> Array:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    out: Array = (
        np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(float)
    )
    return out


def differences(a: QImage, b: QImage) -> tuple[float, float]:
    """Of the whole picture and of its worst tile."""
    d = np.abs(pixels(a) - pixels(b)).mean(2)
    tiles = d.reshape(9, 20, 12, 20).mean((1, 3))
    return float(d.mean()), float(tiles.max())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", POSES)
def test_the_figure_looks_as_it_did(name: str, theme: str) -> None:
    kept = QImage(str(FOLDER / f"{name}-{theme}.png"))
    assert not kept.isNull()
    overall, worst = differences(draw(name, theme), kept)
    assert overall < SAME_OVERALL
    assert worst < SAME


def test_the_measure_tells_poses_and_themes_apart() -> None:
    kept = QImage(str(FOLDER / "knee-light.png"))
    assert differences(draw("fours", "light"), kept)[1] > 2 * SAME
    assert differences(draw("knee", "dark"), kept)[0] > 2 * SAME_OVERALL
