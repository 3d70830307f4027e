"""A small picture of an exercise that moves when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QCursor, QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coach.figure.body import body_of
from ui.figure.look import figure_look
from ui.figure.thumb import MovingThumb
from ui.figure.view import telling_moment


def enter(thumb: MovingThumb) -> None:
    at = QPointF(10, 10)
    QApplication.sendEvent(thumb, QEnterEvent(at, at, at))


def focus(thumb: MovingThumb, kind: QEvent.Type) -> None:
    QApplication.sendEvent(thumb, QFocusEvent(kind, Qt.FocusReason.TabFocusReason))


@pytest.fixture
def thumb(qtbot: QtBot) -> Iterator[MovingThumb]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(300, 200)
    other = QPushButton(host)
    thumb = MovingThumb(host)
    thumb.setGeometry(40, 40, 120, 90)
    thumb.show_exercise("cat-camel")
    QCursor.setPos(2_000, 2_000)  # another test may have left the mouse where the figure comes up
    host.show()
    qtbot.waitExposed(host)
    other.setFocus()
    QApplication.processEvents()
    QApplication.sendEvent(thumb, QEvent(QEvent.Type.Leave))
    focus(thumb, QEvent.Type.FocusOut)  # a window that comes up gives the focus to the first that takes it
    yield thumb
    figure_look.set(build="slight")


def test_it_rests_at_the_height_of_the_exercise(thumb: MovingThumb) -> None:
    assert not plays(thumb)
    assert thumb.clip is not None
    assert thumb.key_of(telling_moment(thumb.clip)) == thumb._key


def plays(thumb: MovingThumb) -> bool:
    return thumb.moving


def test_it_moves_under_the_mouse_and_rests_when_it_leaves(thumb: MovingThumb, qtbot: QtBot) -> None:
    still = thumb.picture()
    enter(thumb)
    assert plays(thumb)
    qtbot.waitUntil(lambda: thumb.picture() != still, timeout=4_000)
    QApplication.sendEvent(thumb, QEvent(QEvent.Type.Leave))
    assert not plays(thumb)
    assert thumb.picture() == still


def test_it_moves_with_the_focus(thumb: MovingThumb) -> None:
    focus(thumb, QEvent.Type.FocusIn)
    assert plays(thumb)
    focus(thumb, QEvent.Type.FocusOut)
    assert not plays(thumb)


def test_a_hidden_one_costs_nothing(thumb: MovingThumb) -> None:
    enter(thumb)
    thumb.hide()
    assert not plays(thumb)


def test_it_takes_the_build_that_is_chosen(thumb: MovingThumb) -> None:
    figure_look.set(build="broad")
    assert thumb.clip is not None
    assert thumb.clip.body is body_of("broad")


def test_an_exercise_without_poses_shows_nothing(thumb: MovingThumb) -> None:
    thumb.show_exercise("my-own")
    enter(thumb)
    assert thumb.clip is None
    assert not plays(thumb)
