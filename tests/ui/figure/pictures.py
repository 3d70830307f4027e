"""Reference pictures of the figure. `python -m tests.ui.figure.pictures` draws them anew: look at each before you
commit it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from coach.figure.clip import Moment
from tests.figure.making import clip_of
from tests.ui.figure.clips import FOURS, KNEE, SEATED, STAND
from ui.figure.look import Look
from ui.figure.view import still
from ui.theme import T

FOLDER = Path(__file__).parent / "pictures"
SIZE = QSize(240, 180)
#: name -> pose file, key, look.
POSES: dict[str, tuple[str, int, Look]] = {
    "knee": (KNEE, 1, Look("slight", "light_brown")),
    "fours": (FOURS, 1, Look("broad", "tan_black")),
    "seated": (SEATED, 0, Look("slight", "dark_black")),
    "stand": (STAND, 1, Look("broad", "light_silver")),
}


def draw(name: str, theme: str) -> QImage:
    """One picture on the ground of its theme."""
    text, key, look = POSES[name]
    clip = clip_of(text, look.build)
    picture = QImage(SIZE, QImage.Format.Format_RGB32)
    picture.fill(T.table(theme).surface)
    p = QPainter(picture)
    p.drawImage(0, 0, still(clip, SIZE, 1.0, dark=theme == "dark", look=look, moment=Moment(key, key)))
    p.end()
    return picture


if __name__ == "__main__":
    app = QGuiApplication(sys.argv)
    FOLDER.mkdir(exist_ok=True)
    for pose in POSES:
        for ground in ("light", "dark"):
            draw(pose, ground).save(str(FOLDER / f"{pose}-{ground}.png"))
