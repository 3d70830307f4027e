"""The window with one desk at a time, for tests of what leads from page to page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.app import Coach
from coach.paths import bundled
from coach.sound.player import SoundPlayer
from ui.flows import Flows
from ui.ticker import Ticker
from ui.window import MainWindow


@dataclass
class Rooms:
    """A shown window over a coach."""

    window: MainWindow
    coach: Coach
    player: SoundPlayer
    flows: Flows

    @property
    def shown(self) -> str:
        """The key of the page, or the object name of the flow that has the window."""
        current = self.window.outer.currentWidget()
        return self.window.shown or (current.objectName() if current is not None else "")


@pytest.fixture
def rooms(qtbot: QtBot, coach: Coach) -> Iterator[Rooms]:
    """An empty folder's window, without any first start."""
    ticker = Ticker()
    ticker.stop()
    window = MainWindow(None, ticker)
    qtbot.addWidget(window)
    window.resize(1180, 760)
    player = SoundPlayer(bundled("assets") / "sounds")
    flows = Flows(window, coach, player)
    window.take(coach, flows)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    yield Rooms(window, coach, player, flows)
    player.close()
