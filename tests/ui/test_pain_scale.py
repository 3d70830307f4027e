from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Show
from ui.theme import T
from ui.widgets import PAIN_WORDS, PainScale, pain_colour, pain_ink
from ui.widgets.base import width_of


@pytest.fixture
def scale(show: Show) -> PainScale:
    scale = PainScale(None)
    show(scale, 600, scale.height())
    scale.setFocus()
    return scale


def test_it_is_unanswered_until_the_user_picks(scale: PainScale) -> None:
    assert scale.answer() is None
    assert scale.accessibleName() == "Pain now, 0 to 10"
    assert scale.accessibleDescription() == "Not answered yet"


@pytest.mark.parametrize("digit", range(10))
def test_digits_answer(scale: PainScale, digit: int, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scale.answered) as got:
        QTest.keyClicks(scale, str(digit))
    assert got.args == [digit]
    assert scale.answer() == scale.value() == digit
    assert PAIN_WORDS[digit] in scale.accessibleDescription()


def test_one_and_zero_make_ten(scale: PainScale) -> None:
    QTest.keyClicks(scale, "10")
    assert scale.answer() == 10


def test_zero_after_another_digit_is_zero(scale: PainScale) -> None:
    QTest.keyClicks(scale, "30")
    assert scale.answer() == 0
    QTest.keyClicks(scale, "130")
    assert scale.answer() == 0


def test_a_one_that_was_reached_by_arrows_waits_for_no_zero(scale: PainScale) -> None:
    QTest.keyClick(scale, Qt.Key.Key_Home)
    QTest.keyClick(scale, Qt.Key.Key_Right)
    QTest.keyClicks(scale, "0")
    assert scale.answer() == 0


def test_arrows_home_and_end(scale: PainScale) -> None:
    QTest.keyClick(scale, Qt.Key.Key_Right)
    assert scale.answer() == 0
    for key, answer in (
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_End, 10),
        (Qt.Key.Key_Right, 10),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(scale, key)
        assert scale.answer() == answer


def test_the_first_arrow_starts_where_it_was_before(scale: PainScale) -> None:
    scale.set_before(4)
    assert "Before: 4" in scale.accessibleDescription()
    QTest.keyClick(scale, Qt.Key.Key_Right)
    assert scale.answer() == 4


def test_backspace_takes_the_answer_back(scale: PainScale, qtbot: QtBot) -> None:
    QTest.keyClicks(scale, "6")
    with qtbot.waitSignal(scale.answered) as got:
        QTest.keyClick(scale, Qt.Key.Key_Backspace)
    assert got.args == [None]
    assert scale.answer() is None


@pytest.mark.parametrize("pain", [0, 5, 10])
def test_a_click_picks_the_bar(scale: PainScale, pain: int) -> None:
    at = scale._bar(pain).center().toPoint()
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=at)
    assert scale.answer() == pain
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=QPoint(at.x(), scale.height() - 2))
    assert scale.answer() == pain


def test_the_wheel_scrolls_the_page_not_the_answer(scale: PainScale) -> None:
    wheel = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(scale, wheel)
    assert scale.answer() is None


def test_set_answer_is_silent(scale: PainScale) -> None:
    told: list[object] = []
    scale.answered.connect(told.append)
    scale.set_answer(7)
    assert scale.answer() == 7
    assert told == []


def test_colours_follow_the_traffic_light() -> None:
    c = T.c
    assert [pain_colour(c, v) for v in (0, 3, 4, 5, 6, 10)] == [c.accent, c.accent, c.warn, c.warn, c.bad, c.bad]
    assert [pain_ink(c, v) for v in (3, 5, 6)] == [c.accent_ink, c.warn_ink, c.bad_ink]


@pytest.mark.parametrize("text_scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("before", [None, 0, 5, 10])
def test_nothing_is_clipped(show: Show, before: int | None, text_scale: float) -> None:
    T.apply(text_scale=text_scale)
    scale = PainScale(10, before=before)
    show(scale, scale.minimumWidth(), scale.height())
    assert scale.minimumWidth() / 11 >= 40
    assert scale._base() + 6 + T.px(26 + 18) <= scale.height()
    if before is not None:
        box = scale._near("before", before, scale._bar(before).top() - T.px(17), T.px(16))
        assert box.top() >= 0
        assert box.left() >= 0
        assert box.right() <= scale.width()
        assert box.width() >= width_of("before", T.font("caption"))
