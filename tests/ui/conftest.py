"""Fixtures for everything with a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.paths import DataFolder
from tests.fakes import FakeClock
from tests.ui.keyboard import Person, close_desk, open_desk
from ui.theme import T

Show = Callable[..., QWidget]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of what it cannot do with windows; that says nothing about the program."""
    for item in items:
        if "qt_log_ignore" not in item.keywords:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def plain_theme(qapp: QApplication) -> Iterator[None]:
    """Each test starts and ends light, at 100 %, with motion."""
    assert qapp is not None
    T.apply("light", text_scale=1.0, reduced_motion=False)
    yield
    T.apply("light", text_scale=1.0, reduced_motion=False)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a widget in a window of its own size or of the given one; returns the window, which lives for the test."""
    windows: list[QWidget] = []

    def in_window(widget: QWidget, width: int = 0, height: int = 0) -> QWidget:
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(width or widget.sizeHint().width(), height or widget.sizeHint().height())
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        QApplication.processEvents()
        return window

    return in_window


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, folder: DataFolder, clock: FakeClock) -> Iterator[Person]:
    """Somebody at the window of an empty folder; the window may be closed and opened anew in the test."""
    desk = open_desk(folder, qapp, clock)
    desk.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is desk.window)
    made = Person(desk, qtbot, clock)
    yield made
    close_desk(made.desk)
