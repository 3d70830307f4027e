"""Buttons, choices and fields: keyboard, names, values."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Show
from ui.theme import T
from ui.widgets import (
    ActionTile,
    Button,
    Chip,
    ChipRow,
    Field,
    IconButton,
    Segmented,
    Slider,
    Toggle,
    chip_row,
    vbox,
)
from ui.widgets.base import width_of
from ui.widgets.search_field import SearchField

EFFORT = ("Very easy", "Easy", "Just right", "Hard", "Too hard")


def buttons() -> list[QAbstractButton]:
    return [
        Button("Start session", "primary", icon="play", hint="Space"),
        IconButton("pause", "Pause"),
        Chip("Hips & glutes"),
        ActionTile("pencil", "Log today", "Pain, sleep, sitting"),
        Toggle("Voice"),
    ]


@pytest.mark.parametrize("i", range(5))
def test_buttons_have_names_and_take_the_space_key(show: Show, qtbot: QtBot, i: int) -> None:
    button = buttons()[i]
    show(button)
    button.setFocus()
    assert button.accessibleName()
    assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)


@pytest.mark.parametrize("i", range(4))
def test_return_presses_too(show: Show, qtbot: QtBot, i: int) -> None:
    button = buttons()[i]
    show(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("i", range(5))
def test_hit_areas_are_large_enough(qtbot: QtBot, i: int, scale: float) -> None:
    T.apply(text_scale=scale)
    button = buttons()[i]
    qtbot.addWidget(button)
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 40


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", ["s", "m", "l"])
@pytest.mark.parametrize("kind", ["primary", "secondary", "ghost", "soft", "hurt", "hero"])
def test_a_button_is_as_wide_as_its_words(qtbot: QtBot, kind: str, size: str, scale: float) -> None:
    T.apply(text_scale=scale)
    button = Button("Ich habe einen Krampf", kind, size=size, icon="play", trailing="right", hint="H")  # type: ignore[arg-type]
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() >= button._content_width() + 12
    assert button.sizeHint().height() > T.font("button").pixelSize()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_chip_keeps_its_width_when_chosen(qtbot: QtBot, scale: float) -> None:
    T.apply(text_scale=scale)
    chip = Chip("Sitting long", icon="plus")
    qtbot.addWidget(chip)
    width = chip.sizeHint().width()
    chip.setChecked(True)
    assert chip.sizeHint().width() == width
    assert width >= width_of("Sitting long", T.font("small", weight=600)) + chip._sign_room() + 12


def test_an_ampersand_is_a_word_not_a_shortcut(qtbot: QtBot) -> None:
    chip = Chip("Hips & glutes")
    qtbot.addWidget(chip)
    assert chip.shortcut().isEmpty()
    assert chip.words == chip.accessibleName() == "Hips & glutes"


def test_new_words_change_the_name(qtbot: QtBot) -> None:
    button = Button("Pause")
    qtbot.addWidget(button)
    width = button.sizeHint().width()
    button.set_words("Go on with the session")
    assert button.accessibleName() == "Go on with the session"
    assert button.sizeHint().width() > width


def test_chip_row_tells_what_is_chosen(show: Show, qtbot: QtBot) -> None:
    row = chip_row(("Stress", "Bad night", "Lifting"), on=("Bad night",))
    show(row, 400, 60)
    assert row.chosen() == ("Bad night",)
    with qtbot.waitSignal(row.changed):
        row.chips[0].click()
    assert row.chosen() == ("Stress", "Bad night")
    assert row.indices() == (0, 1)


def test_an_exclusive_chip_row_has_one_answer_and_can_be_emptied(qtbot: QtBot) -> None:
    row = ChipRow(("Low", "Middle", "High"), exclusive=True)
    qtbot.addWidget(row)
    row.chips[0].click()
    row.chips[2].click()
    assert row.chosen() == ("High",)
    row.set_chosen(())
    assert row.chosen() == ()


@pytest.mark.parametrize("width", [160, 300, 900])
def test_chips_wrap_within_their_row(show: Show, width: int) -> None:
    row = chip_row(("Sitting long", "Lifting & carrying", "Bad night", "Stress", "Cold"))
    window = show(row, width, 400)
    for chip in row.chips:
        assert chip.geometry().right() <= window.width()
    assert row.heightForWidth(160) > row.heightForWidth(900)


def answer_of(choice: Segmented) -> int | None:
    return choice.index


def test_segmented_starts_open_and_arrows_choose(show: Show, qtbot: QtBot) -> None:
    effort = Segmented(EFFORT, None, name="How hard was it?")
    show(effort, 700, 60)
    assert answer_of(effort) is None
    effort.cells[0].setFocus()
    with qtbot.waitSignal(effort.changed) as got:
        QTest.keyClick(effort.cells[0], Qt.Key.Key_Space)
    assert got.args == [0]
    QTest.keyClick(effort.cells[0], Qt.Key.Key_Right)
    assert effort.index == 1
    assert effort.cells[1].isChecked()


def test_segmented_by_program(qtbot: QtBot) -> None:
    effort = Segmented(EFFORT, 2)
    qtbot.addWidget(effort)
    effort.set_index(99)
    assert answer_of(effort) == 4
    effort.set_index(None)
    assert answer_of(effort) is None
    assert not any(cell.isChecked() for cell in effort.cells)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [150, 420, 1100])
def test_segmented_never_clips_its_words(show: Show, width: int, scale: float) -> None:
    T.apply(text_scale=scale)
    effort = Segmented(EFFORT, 0)
    show(effort, max(width, effort.minimumSizeHint().width()), 500)
    font = T.font("label", weight=600)
    for cell in effort.cells:
        assert cell.width() >= width_of(cell.words, font)
        assert cell.height() >= 40
    rows = {cell.y() for cell in effort.cells}
    assert len(rows) == (5 if effort.heightForWidth(effort.width()) > 100 * scale else 1)


def test_segments_are_named(qtbot: QtBot) -> None:
    effort = Segmented(EFFORT, 0, name="Effort")
    qtbot.addWidget(effort)
    effort.setObjectName("checkin.effort")
    assert effort.accessibleName() == "Effort"
    assert [c.accessibleName() for c in effort.cells] == list(EFFORT)
    assert effort.cells[3].objectName() == "checkin.effort.3"


def test_slider_steps_and_ignores_the_wheel(show: Show) -> None:
    slider = Slider(50, name="Voice volume")
    show(slider, 200, 40)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 55
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert slider.value() == 0
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(199, 20))
    assert slider.value() == 100


@pytest.mark.parametrize("lines", [1, 3])
def test_field_takes_text_and_tab_leaves(show: Show, qtbot: QtBot, lines: int) -> None:
    field = Field("Notes", lines=lines)
    host = QWidget()
    vbox(host, field, Button("Save"))
    show(host, 300, 200)
    field.setFocus()
    assert QApplication.focusWidget() is field.edit
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field.edit, "stiff <b>")
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert field.text() == "stiff <b>"
    assert field.edit.accessibleName() == "Notes"


def test_field_grows_with_the_text(qtbot: QtBot) -> None:
    field = Field("Search", icon="search", most=5)
    qtbot.addWidget(field)
    field.set_text("abcdefgh")
    assert field.text() == "abcde"
    height = field.height()
    T.apply(text_scale=2.0)
    assert field.height() >= T.px(21) + 20 > height


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [230, 400, 900])
def test_a_tile_is_high_enough_for_its_words(qtbot: QtBot, width: int, scale: float) -> None:
    T.apply(text_scale=scale)
    tile = ActionTile("lifebuoy", "I’m having a spasm right now", "Ease it, step by step, from here", tone="bad")
    qtbot.addWidget(tile)
    width = max(width, tile.minimumSizeHint().width())
    title, sub = tile._heights(width - tile._text_left() - 15)
    assert tile.heightForWidth(width) >= title + sub + 20


def test_the_frame_of_a_search_stays_whole(show: Show) -> None:
    """The editor has a ground of its own: over the frame it would paint its corners away."""
    field = SearchField("Search exercises")
    show(field, 300, 44)
    assert field.edit.geometry().right() <= field.width() - 10
    field.set_text("bird")
    QApplication.processEvents()
    assert field.clear.isVisible()
    assert field.edit.geometry().right() < field.clear.x()
    field.clear.click()
    QApplication.processEvents()
    assert field.edit.geometry().right() <= field.width() - 10
