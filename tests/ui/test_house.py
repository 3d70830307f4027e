from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Show
from ui.theme import T
from ui.widgets import HouseOfCards, Support, shown_as, state_word
from ui.widgets.house import describe
from ui.widgets.house_shape import MOST, STATES, Pose, build, project

EIGHT = tuple(
    Support(key, key.capitalize(), "sleep")
    for key in ("sleep", "movement", "sitting", "hips", "glutes", "back", "front", "side")
)
SHAKY = tuple(
    replace(s, state={"sitting": "fallen", "hips": "leaning", "side": "leaning"}.get(s.key, "solid"), note="Because.")
    for s in EIGHT
)


def test_the_house_in_words() -> None:
    assert describe(EIGHT) == "8 of 8 cards are in place."
    assert describe(SHAKY) == "5 of 8 cards are in place. Leaning: Hips, Side. Fallen: Sitting."
    assert describe(shown_as(EIGHT, "unknown")).startswith("Nothing is known about your cards yet.")
    assert describe(()) == ""
    assert all(state_word(state) for state in STATES)


@given(st.lists(st.tuples(st.sampled_from(STATES), st.floats(-0.2, 1.2)), max_size=14))
def test_every_card_has_its_place(cards: list[tuple[str, float]]) -> None:
    house = build([Pose(state, t) for state, t in cards])
    n = min(len(cards), MOST)
    assert [a.card.index for a in house.anchors] == list(range(n))
    assert {c.index for c in house.fallen} == {i for i, (s, _t) in enumerate(cards[:n]) if s == "fallen"}
    assert sum(house.rows) * 2 >= n


@given(st.floats(-3, 3), st.floats(-1, 4))
def test_the_front_plane_is_not_distorted(x: float, y: float) -> None:
    assert project((x, y, 0.0)) == (x, -y)


@pytest.fixture
def house(show: Show) -> HouseOfCards:
    house = HouseOfCards(SHAKY)
    show(house, 560, 420)
    house.grab()
    return house


def test_arrows_walk_the_cards_and_enter_picks(house: HouseOfCards, qtbot: QtBot) -> None:
    house.setFocus()
    for key in ("sleep", "movement", "sitting"):
        with qtbot.waitSignal(house.pointed) as pointed:
            QTest.keyClick(house, Qt.Key.Key_Right)
        assert pointed.args == [key]
    assert house.accessibleDescription() == "Sitting: Fallen. Because."
    with qtbot.waitSignal(house.picked) as picked:
        QTest.keyClick(house, Qt.Key.Key_Return)
    assert picked.args == ["sitting"]
    QTest.keyClick(house, Qt.Key.Key_Left)
    assert house.accessibleDescription().startswith("Movement: In place")


@pytest.mark.parametrize("i", range(8))
def test_each_card_can_be_clicked(house: HouseOfCards, qtbot: QtBot, i: int) -> None:
    """Somewhere on the card, not under its neighbour."""
    outline = next(polygon for polygon, index in house._hits if index == i)
    box = outline.boundingRect()
    spots = [
        QPoint(round(box.left() + box.width() * a / 12), round(box.top() + box.height() * b / 12))
        for a in range(1, 12)
        for b in range(1, 12)
    ]
    spot = next(s for s in spots if house._at(s.toPointF()) == i)
    with qtbot.waitSignal(house.picked) as picked:
        QTest.mouseClick(house, Qt.MouseButton.LeftButton, pos=spot)
    assert picked.args == [EIGHT[i].key]


def test_the_tooltip_says_why(house: HouseOfCards) -> None:
    at = next(
        QPoint(x, y) for x in range(0, 560, 5) for y in range(0, 420, 5) if house._at(QPoint(x, y).toPointF()) == 2
    )
    QApplication.sendEvent(house, QHelpEvent(QEvent.Type.ToolTip, at, house.mapToGlobal(at)))
    assert "Sitting: Fallen. Because." in QToolTip.text()
    QToolTip.hideText()


def test_cards_move_to_their_new_state(house: HouseOfCards, qtbot: QtBot) -> None:
    house.set_supports(EIGHT)
    assert house.is_moving()
    house.grab()
    qtbot.waitUntil(lambda: not house.is_moving(), timeout=3000)
    assert {(p.state, p.t) for p in house._poses} == {("solid", 0.0)}
    house.set_supports(SHAKY)
    assert house.is_moving()
    house.set_supports(EIGHT, animate=False)
    assert not house.is_moving()


def test_with_reduced_motion_cards_jump(house: HouseOfCards) -> None:
    T.apply(reduced_motion=True)
    house.set_supports(EIGHT)
    assert not house.is_moving()
    assert house.accessibleDescription() == "8 of 8 cards are in place."


def test_states_look_different(show: Show) -> None:
    pictures = []
    for state in STATES:
        house = HouseOfCards(shown_as(EIGHT, state))
        show(house, 400, 300)
        pictures.append(bytes(house.grab().toImage().constBits()))
    assert len(set(pictures)) == len(STATES)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(240, 190), (480, 330), (900, 700)])
@pytest.mark.parametrize("n", [0, 1, 5, 8, 12])
def test_any_number_of_cards_paints_at_any_size(show: Show, n: int, size: tuple[int, int], scale: float) -> None:
    T.apply("dark", text_scale=scale)
    house = HouseOfCards([Support(str(i), f"Support {i}", "back", STATES[i % 4]) for i in range(n)])
    show(house, *size)
    assert not house.grab().isNull()


def test_a_picture_without_labels_takes_no_focus(show: Show) -> None:
    house = HouseOfCards(SHAKY, labels=False)
    show(house, 200, 150)
    assert house.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_fewer_cards_than_before(house: HouseOfCards) -> None:
    QTest.keyClick(house, Qt.Key.Key_Left)
    house.set_supports(EIGHT[:4])
    house.grab()
    assert len(house.supports) == 4
