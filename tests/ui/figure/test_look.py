from __future__ import annotations

import math
import subprocess
import sys

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ui import tokens
from ui.figure.look import PALETTES, FigureLook, build_title, palette_title
from ui.figure.paints import paints_of


def test_only_a_new_look_is_told(qtbot: QtBot) -> None:
    look = FigureLook()
    with qtbot.assertNotEmitted(look.changed):
        look.set(build="slight", palette="light_brown")
    with qtbot.waitSignal(look.changed):
        look.set(palette="dark_black")
    assert (look.look.build, look.look.palette) == ("slight", "dark_black")


def test_every_palette_has_a_name_and_colours() -> None:
    assert len({palette_title(p) for p in PALETTES}) == len(PALETTES) == 4
    assert build_title("slight") != build_title("broad")
    assert set(tokens.figure_people()) == set(PALETTES)


def apart(a: QColor, b: QColor) -> float:
    """Distance in RGB, 0 to 442."""
    return math.dist((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()))


def test_skin_and_clothes_stand_out_from_mat_and_page() -> None:
    for dark in (False, True):
        table = tokens.figure_colours("dark" if dark else "light")
        page = tokens.colours("dark" if dark else "light")["surface"]
        assert tokens.contrast(table["bottom"], page) >= 3
        assert tokens.contrast(table["bottom"], table["mat"]) >= 1.5
        for palette in PALETTES:
            skin = paints_of(dark, palette).skin
            for other in ("bottom", "top", "mat"):
                assert apart(skin, QColor(table[other])) > 60


def test_the_settings_do_not_load_numpy() -> None:
    code = "import sys, ui.figure.look, ui.figure.stills, ui.figure.clips; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
