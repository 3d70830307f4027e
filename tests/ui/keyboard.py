"""Somebody at the window who has only a keyboard, and a desk whose time stands still until it is moved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.app import Coach
from coach.clock import Clock
from coach.paths import DataFolder
from tests.fakes import FakeClock
from ui.desk import Desk

Key = Qt.Key


class Person:
    """Somebody who has only a keyboard."""

    def __init__(self, desk: Desk, qtbot: QtBot, clock: FakeClock) -> None:
        self.desk, self.bot, self.clock = desk, qtbot, clock

    def press(
        self, key: Qt.Key, times: int = 1, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for _once in range(times):
            target = QApplication.focusWidget() or self.desk.window
            QTest.keyClick(target, key, modifier)
            QApplication.processEvents()

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until the control has the focus."""
        for _once in range(80):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                return focused
            self.press(Key.Key_Tab)
        raise AssertionError(f"{name} cannot be reached with Tab")

    def wait(self, ms: int, step: int = 500) -> None:
        """Let session time pass, with the ticks that would come."""
        for _once in range(0, ms, step):
            self.clock.advance_ms(step)
            self.desk.ticker.tick.emit()

    def wait_out(self) -> None:
        """Let the session on the page run to its end."""
        assert self.desk.flows is not None
        live = self.desk.flows.session_page().live
        assert live is not None
        self.wait(live.run.timeline.total_ms - live.run.position_ms)

    @property
    def coach(self) -> Coach:
        assert self.desk.coach is not None
        return self.desk.coach

    def state(self) -> str:
        """How the session on the page stands."""
        assert self.desk.flows is not None
        live = self.desk.flows.session_page().live
        return live.run.state if live is not None else ""

    @property
    def shown(self) -> str:
        current = self.desk.window.outer.currentWidget()
        return (current.objectName() if current is not None else "") or self.desk.window.shown


def open_desk(folder: DataFolder, qapp: QApplication, clock: Clock) -> Desk:
    desk = Desk(folder, qapp, clock)
    # The machine's own time must not mix with the fake one.
    desk.ticker.stop()
    desk.window.show()
    desk.open()
    if desk.welcome_desk is not None:
        desk.welcome_desk.leave()  # Welcome has tests of its own
    desk.ticker.stop()
    return desk


def close_desk(desk: Desk) -> None:
    # A part that is shown before it has a parent flashes as a window of its own and takes the focus.
    stray = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not desk.window]
    assert not stray, stray
    desk.window.close()
    desk.close()
    desk.window.deleteLater()
    desk.deleteLater()
    QApplication.processEvents()


def none_of_these(person: Person) -> None:
    """Read both lists to the end with Space and say that none of it is true; how often it was pressed."""
    presses = 0
    while person.shown == "screening" and presses < 20:
        person.press(Key.Key_Space)
        presses += 1
    # More than one press a list: nobody can say "none" of questions that were not on the screen.
    assert presses > 2


def begin(person: Person, pain: Qt.Key = Key.Key_4) -> None:
    """Through the questions and the pain before, into the session."""
    person.press(Key.Key_Space)
    assert person.shown == "screening"
    none_of_these(person)
    assert person.shown == "ready"
    person.press(pain)
    person.press(Key.Key_Return)
    assert person.shown == "session"
    person.desk.ticker.stop()
