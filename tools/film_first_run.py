"""A first run as a film strip: from an empty folder by mouse to the first exercise, with every click counted.

python tools/film_first_run.py OUT.png [--theme dark]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coach.paths import DataFolder
from ui.app import make_application
from ui.desk import Desk
from ui.theme import T

FRAME_W, COLUMNS, GAP, BAND = 590, 4, 14, 26
#: How long somebody reads before each click, to say how long the whole takes: a slow reader's pace.
READS_S = 5.0


class Film:
    """Clicks through the real window and keeps a picture of what is seen before each click."""

    def __init__(self, desk: Desk, app: QApplication) -> None:
        self.desk, self.app = desk, app
        self.frames: list[tuple[QImage, str]] = []
        self.clicks = 0

    def click(self, name: str, at: QPoint | None = None) -> None:
        """Click the visible control of this name, where it is seen."""
        self.settle()
        found = [w for w in self.desk.window.findChildren(QWidget, name) if w.isVisible() and w.isEnabled()]
        if not found:
            raise SystemExit(f"nothing called {name} can be clicked; seen is {self.seen}")
        self.keep(name)
        part = found[0].childAt(at) if at is not None else None
        where = QPoint() if part is not None or at is None else at
        QTest.mouseClick(part or found[0], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        self.clicks += 1
        self.settle()

    def on(self, name: str, share: float) -> None:
        """Click a control at a share of its width: a number of a scale, a part of a segmented control."""
        widget = next(w for w in self.desk.window.findChildren(QWidget, name) if w.isVisible())
        self.click(name, QPoint(round(widget.width() * share), widget.height() // 2))

    def until(self, name: str, done: Callable[[], bool]) -> None:
        """Click one thing until something has happened."""
        while not done():
            self.click(name)

    def keep(self, words: str) -> None:
        picture = self.desk.window.grab().toImage()
        small = picture.scaledToWidth(FRAME_W, Qt.TransformationMode.SmoothTransformation)
        self.frames.append((small, words))

    def settle(self) -> None:
        end = time.monotonic() + 0.25
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.01)

    @property
    def seen(self) -> str:
        current = self.desk.window.outer.currentWidget()
        return current.objectName() if current is not None else ""

    def strip(self) -> QImage:
        """All frames, numbered, as one picture."""
        height = max(frame.height() for frame, _words in self.frames) + BAND
        rows = -(-len(self.frames) // COLUMNS)
        whole = QImage(
            COLUMNS * (FRAME_W + GAP) + GAP, rows * (height + GAP) + GAP, QImage.Format.Format_RGB32
        )  # fmt: skip
        whole.fill(T.c.track)
        p = QPainter(whole)
        p.setFont(T.font("caption", weight=600))
        for n, (frame, words) in enumerate(self.frames):
            x = GAP + (n % COLUMNS) * (FRAME_W + GAP)
            y = GAP + (n // COLUMNS) * (height + GAP)
            p.setPen(T.c.text)
            p.drawText(QRect(x, y, FRAME_W, BAND), Qt.AlignmentFlag.AlignVCenter, f"{n + 1}  {words}")
            p.drawImage(x, y + BAND, frame)
        p.end()
        return whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    args = parser.parse_args()
    app = make_application()
    with tempfile.TemporaryDirectory() as own:
        began = time.monotonic()
        film = _run(Desk(DataFolder(Path(own) / "restack"), app), app, args.theme)
        took_s = time.monotonic() - began
        film.strip().save(str(args.out))
        print(
            f"{film.clicks} clicks to the first exercise; {took_s:.0f} s for a machine, "
            f"about {film.clicks * READS_S + took_s:.0f} s with {READS_S:.0f} s of reading before each"
        )
        film.desk.close()
    return 0


def _run(desk: Desk, app: QApplication, theme: str) -> Film:
    film = Film(desk, app)
    T.apply(theme)
    desk.window.show()
    desk.open()
    T.apply(theme)
    assert desk.welcome_desk is not None
    page = desk.welcome_desk.page()
    film.click("welcome_next")
    for tier in ("stop", "hold", "advice"):
        button = f"screening_{tier}_next"
        lists = {"stop": "stop_list", "hold": "hold_list", "advice": "advice_list"}
        shown = getattr(page.safety, lists[tier])
        film.until(button, _gone(shown))
    film.on("placing_pain", 0.5)
    film.on("placing_when", 0.17)
    film.until("welcome_next", lambda: page.step not in ("placing",))
    film.click("welcome_next")
    film.click("welcome_next")
    film.click("welcome_next")
    flows = desk.flows
    assert flows is not None
    film.on("ready_pain", 0.5)
    film.settle()
    if not flows.playing:
        film.click("ready_start")
    film.settle()
    film.keep("the first exercise")
    flows.leave_session()
    return film


def _gone(widget: QWidget) -> Callable[[], bool]:
    return lambda: not widget.isVisible()


if __name__ == "__main__":
    sys.exit(main())
