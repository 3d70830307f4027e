"""The real window clicked and keyed through, with a picture before each step: what the film strips are made of."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.desk import Desk
from ui.theme import T

FRAME_W, COLUMNS, GAP, BAND = 590, 4, 14, 26


class Film:
    """Clicks through the real window and keeps a picture of what is seen before each click."""

    def __init__(self, desk: Desk, app: QApplication) -> None:
        self.desk, self.app = desk, app
        self.frames: list[tuple[QImage, str]] = []
        self.clicks = self.keys = 0
        #: Whether a step leaves a picture: a strip needs one way, a count of all ways needs none.
        self.rolling = True
        #: How long the window gets to settle after a step.
        self.patience_s = 0.25

    def key(self, key: Qt.Key, words: str) -> None:
        """Press a key where the focus is."""
        self.settle()
        self.keep(words)
        QTest.keyClick(QApplication.focusWidget() or self.desk.window, key)
        self.keys += 1
        self.settle()

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
        """Keep a picture of what is seen."""
        if not self.rolling:
            return
        picture = self.desk.window.grab().toImage()
        small = picture.scaledToWidth(FRAME_W, Qt.TransformationMode.SmoothTransformation)
        self.frames.append((small, words))

    def settle(self) -> None:
        """Let what was asked for happen."""
        end = time.monotonic() + self.patience_s
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.01)

    @property
    def seen(self) -> str:
        current = self.desk.window.outer.currentWidget()
        return (current.objectName() if current is not None else "") or self.desk.window.shown

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


def asked_for(about: str | None) -> argparse.Namespace:
    """What a film tool was asked for: `out`, a file, and `theme`."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0] if about else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    return parser.parse_args()
