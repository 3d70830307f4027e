from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from ui.icon_paths import ICON_PATHS
from ui.icons import icon, paint_icon, svg
from ui.widgets import POSITIONS, position_icon


def drawn(name: str, colour: QColor, scale: float = 1.0) -> QImage:
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(0)
    p = QPainter(image)
    p.scale(scale, scale)
    paint_icon(p, name, QRectF(0, 0, 48 / scale, 48 / scale), colour)
    p.end()
    return image


def ink(image: QImage) -> list[QColor]:
    colours = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
    return [c for c in colours if c.alpha() == 255]


@pytest.mark.parametrize("name", sorted(ICON_PATHS))
def test_every_icon_is_valid_and_inked(name: str) -> None:
    assert QSvgRenderer(QByteArray(svg(name, "#14201D"))).isValid()
    assert len(ink(drawn(name, QColor("#14201D")))) > 20


def test_icons_take_the_colour() -> None:
    assert {c.name() for c in ink(drawn("play", QColor("#b4456a")))} == {"#b4456a"}


def test_a_scaled_painter_draws_the_same_icon() -> None:
    plain, scaled = (len(ink(drawn("pause", QColor("#14201D"), k))) for k in (1.0, 2.0))
    assert abs(plain - scaled) < 30


def test_menu_icons_come_in_two_sizes() -> None:
    assert len(icon("play", QColor("#14201D")).availableSizes()) == 2


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        svg("unicorn", "#14201D")


def test_each_position_has_its_sign() -> None:
    signs = [position_icon(key) for key in POSITIONS]
    assert len(set(signs)) == len(POSITIONS)
    assert position_icon("side-lying") == position_icon("side_lying") == "pos_side_lying"
    assert position_icon("on one's head") in ICON_PATHS
