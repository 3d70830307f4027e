"""The back to mark: what is hit, what the arrow keys reach, and what a screen reader hears."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coach.diary import Region
from tests.ui.conftest import Show
from tests.ui.page_checks import is_freed
from ui.theme import T
from ui.widgets.back_map import BackMap, cells, neighbour

Key = Qt.Key
LEFT, RIGHT, UP, DOWN = (-1, 0), (1, 0), (0, -1), (0, 1)


@pytest.fixture
def back(show: Show) -> BackMap:
    made = BackMap()
    show(made, 240, 412)
    return made


def middle(back: BackMap, key: str) -> QPoint:
    return back.cell(key).center().toPoint()


def test_the_cells_are_the_regions_of_the_diary() -> None:
    assert set(cells()) == set(get_args(Region))


@pytest.mark.parametrize("key", get_args(Region))
def test_a_tap_marks_and_unmarks_its_cell(back: BackMap, key: str) -> None:
    told: list[int] = []
    back.changed.connect(lambda: told.append(1))
    QTest.mouseClick(back, Qt.MouseButton.LeftButton, pos=middle(back, key))
    assert back.regions() == (key,)
    QTest.mouseClick(back, Qt.MouseButton.LeftButton, pos=middle(back, key))
    assert back.regions() == ()
    assert len(told) == 2


def test_a_tap_just_beside_the_body_counts(back: BackMap) -> None:
    cell = back.cell("low_left")
    QTest.mouseClick(back, Qt.MouseButton.LeftButton, pos=QPoint(round(cell.left()) + 3, round(cell.center().y())))
    assert back.regions() == ("low_left",)


def test_the_head_is_no_back(back: BackMap) -> None:
    QTest.mouseClick(back, Qt.MouseButton.LeftButton, pos=QPoint(120, 20))
    QTest.mouseClick(back, Qt.MouseButton.RightButton, pos=middle(back, "low_mid"))
    assert back.regions() == ()


def test_cells_cover_the_back_without_overlap() -> None:
    found = list(cells().values())
    for i, one in enumerate(found):
        assert not any(one.intersects(other) for other in found[i + 1 :])


def test_the_persons_left_is_at_the_left(back: BackMap) -> None:
    assert back.cell("low_left").center().x() < back.cell("low_mid").center().x() < back.cell("low_right").center().x()


@pytest.mark.parametrize("width", [194, 240, 640])
def test_the_low_back_can_be_hit_by_a_sore_person(show: Show, width: int) -> None:
    made = BackMap()
    show(made, width, 412)
    for key in ("low_left", "low_mid", "low_right"):
        assert min(made.cell(key).width(), made.cell(key).height()) >= 34


@pytest.mark.parametrize(
    ("here", "towards", "there"),
    [
        ("low_mid", LEFT, "low_left"),
        ("low_mid", RIGHT, "low_right"),
        ("low_left", RIGHT, "low_mid"),
        ("low_left", LEFT, "low_left"),
        ("mid_left", DOWN, "low_left"),
        ("mid_right", DOWN, "low_right"),
        ("low_right", UP, "mid_right"),
        ("low_right", DOWN, "glute_right"),
        ("upper_left", RIGHT, "upper_right"),
        ("thigh_left", DOWN, "thigh_left"),
        ("upper_right", UP, "upper_right"),
    ],
)
def test_arrows_go_to_the_neighbour_on_that_side(here: str, towards: tuple[float, float], there: str) -> None:
    assert neighbour(here, towards) == there


def test_every_cell_is_reached_by_keyboard() -> None:
    reached, new = {"low_mid"}, ["low_mid"]
    while new:
        here = new.pop()
        for towards in (LEFT, RIGHT, UP, DOWN):
            there = neighbour(here, towards)
            if there not in reached:
                reached.add(there)
                new.append(there)
    assert reached == set(cells())


def test_it_is_marked_by_keyboard_and_read_out(back: BackMap) -> None:
    back.setFocus()
    assert "Nothing marked" in back.accessibleDescription()
    QTest.keyClick(back, Key.Key_Left)
    assert back.accessibleDescription().startswith("Low back, left.")
    QTest.keyClick(back, Key.Key_Space)
    QTest.keyClick(back, Key.Key_Right)
    QTest.keyClick(back, Key.Key_Return)
    assert back.regions() == ("low_left", "low_mid")
    assert back.accessibleDescription() == "Low back, centre, marked. Marked: Low back, left and centre"
    assert back.accessibleName().startswith("Low back, centre, marked. Where does it hurt?")


def test_ctrl_enter_is_left_to_the_form(back: BackMap) -> None:
    back.setFocus()
    QTest.keyClick(back, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert back.regions() == ()


def test_marks_are_set_without_telling(back: BackMap) -> None:
    told: list[int] = []
    back.changed.connect(lambda: told.append(1))
    back.set_regions(("thigh_right", "upper_left"))
    assert back.regions() == ("upper_left", "thigh_right")
    assert back.here == "upper_left"
    assert told == []
    with pytest.raises(KeyError):
        back.set_regions(("knee",))


def test_the_cell_under_the_mouse_is_named(back: BackMap) -> None:
    QTest.mouseMove(back, middle(back, "glute_right"))
    QApplication.processEvents()
    assert "Buttock, right" in back.toolTip()


def test_a_mark_is_a_colour_and_a_check(back: BackMap) -> None:
    back.set_regions(("low_mid",))
    picture = back.grab().toImage()
    at = back.cell("low_mid")
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(round(at.left()) + 4, round(at.right()) - 4)
        for y in range(round(at.top()) + 4, round(at.bottom()) - 4)
    }
    assert T.c.bad.name() in colours
    assert T.c.on_bad.name() in colours


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_paints_in_every_look(back: BackMap, theme: str, scale: float) -> None:
    T.apply(theme, text_scale=scale)
    back.set_regions(("low_left",))
    back.setFocus()
    assert not back.grab().isNull()


def test_it_goes_when_its_last_name_goes() -> None:
    assert is_freed(BackMap)
