"""The Library's detail: one exercise or program in full, the ways through it and back, by keyboard and by mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.page_checks import settle
from tests.ui.test_library import NARROW, ROOMY, Key, focused, listed, narrow, page, press, read, tab_to
from ui.pages.library import EXERCISES, PROGRAMS, LibraryPage
from ui.pages.library_detail import EASIER, HARDER, THIS
from ui.pages.picture_figure import FigureWell
from ui.theme import T

__all__ = ["narrow", "page"]  # fixtures


# -- one exercise ------------------------------------------------------------------------------------------------


def test_all_that_is_known_is_written(page: LibraryPage) -> None:
    page.open_exercise("bird-dog")
    settle()
    said = read(page.side)
    for words in (
        "Half-kneeling hip flexor stretch with an arm overhead",
        "Get ready for bird-dog.",
        "Come down onto one knee",
        "Breathe.",
        "Adapt it\nPut a folded towel under that knee.",
        "Too fast.",
        "Mat, two pillows",
        "More comfortable with: towel",
        "Front of the hips, Buttocks, Back muscles, Shoulders",
        "In the first hour after waking",
        "If leaning back makes it worse",
        "A, B",
        "A source.",
        "Low confidence, from memory, not looked up",
        "Easier: Cat-camel  ·  Harder: Open book",
    ):
        assert words in said, words


def test_the_level_gives_the_amount_and_goes_with_try_it_now(page: LibraryPage, qtbot: QtBot) -> None:
    page.open_exercise("rock-back")
    pane = page.side.exercises
    with qtbot.waitSignal(page.practise) as tried:
        pane.go.click()
    assert tried.args == ["rock-back", "beginner"]
    pane.level.set_index(2)
    assert (pane.dosage.text(), pane.length.text()) == ("2 slow reps each side", "0:16 min, one side, then the other")
    page.open_exercise("cat-camel")
    with qtbot.waitSignal(page.practise) as tried:
        pane.go.click()
    assert tried.args == ["cat-camel", "advanced"], "the level stays"


def test_easier_and_harder_climb_with_the_arrow_keys(page: LibraryPage) -> None:
    pane = page.side.exercises
    page.open_exercise("cat-camel")
    assert not pane.ladder.cells[EASIER].isEnabled()
    assert pane.ladder.cells[HARDER].isEnabled()
    pane.ladder.cells[THIS].setFocus()
    press(Key.Key_Right)
    assert pane.detail is not None
    assert pane.detail.id == "bird-dog"
    assert pane.ladder.index == THIS
    assert focused() == "library_ladder.1"
    assert page.browse.grid.cards["bird-dog"].isChecked()
    press(Key.Key_Right)
    assert pane.detail.id == "open-book"
    assert not pane.ladder.isVisible(), "it has neither"
    assert focused() == "library_try"


def test_a_link_leads_on_and_escape_back(page: LibraryPage) -> None:
    page.open_exercise("rock-back")
    link = page.side.findChild(QWidget, "library_link.calm")
    assert link is not None
    link.setFocus()
    press(Key.Key_Return)
    assert page.browse.tab == PROGRAMS
    assert page.side.programs.detail is not None
    assert page.side.programs.detail.id == "calm"
    assert focused() == "library_back"
    press(Key.Key_Escape)
    assert page.browse.tab == EXERCISES
    assert page.side.exercises.name.text() == "Quadruped rock-back"
    press(Key.Key_Escape)
    assert focused() == "library_card.rock-back"
    assert not page.side.back.isVisible()


def test_who_shows_lessons_is_told_which_exercise_it_is(page: LibraryPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.exercise_shown) as told:
        page.open_exercise("cat-camel")
    assert told.args == ["cat-camel"]
    page.show_lessons([("house-of-cards", "The house of cards")])
    settle()
    button = page.side.findChild(QWidget, "library_link.house-of-cards")
    assert button is not None
    with qtbot.waitSignal(page.lesson) as wanted:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args == ["house-of-cards"]
    page.open_exercise("open-book")
    settle()
    assert page.side.findChild(QWidget, "library_link.house-of-cards") is None


def test_the_figure_plays_and_can_be_held_still(page: LibraryPage, qtbot: QtBot) -> None:
    page.open_exercise("bird-dog")
    figure = page.side.exercises.figure
    qtbot.waitUntil(lambda: plays(figure), timeout=5_000)
    figure.button.click()
    assert not plays(figure)
    page.open_exercise("cat-camel")
    QTest.qWait(300)
    assert not plays(figure), "held still is held still"
    figure.button.click()
    assert plays(figure)
    page.hide()
    assert not plays(figure)


def test_with_reduced_motion_the_figure_waits_to_be_asked(page: LibraryPage) -> None:
    T.apply(reduced_motion=True)
    page.open_exercise("bird-dog")
    QTest.qWait(300)
    figure = page.side.exercises.figure
    assert not plays(figure)
    figure.button.click()
    assert plays(figure)


def plays(figure: FigureWell) -> bool:
    return figure.moving


# -- programs ----------------------------------------------------------------------------------------------------


def test_programs_are_listed_and_their_sessions_can_be_started_and_read(page: LibraryPage, qtbot: QtBot) -> None:
    page.browse.set_tab(PROGRAMS)
    settle()
    assert listed(page) == ("calm", "keep", "desk")
    assert not page.browse.filter.isVisible()
    said = read(page.side)
    assert "Session calm-1" in said
    assert "5 min, shorter version 1 min" in said
    assert "60 s, left out of the shorter version" in said
    for signal, name in ((page.play, "library_start.calm-2"), (page.transcript, "library_hear.calm-2")):
        button = page.side.findChild(QWidget, name)
        assert button is not None
        with qtbot.waitSignal(signal) as wanted:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert wanted.args == ["calm-2"]
    page.open_program("desk")
    settle()
    assert "Or Glute bridge" in read(page.side)


def test_each_tab_remembers_what_was_open(page: LibraryPage) -> None:
    page.open_exercise("open-book")
    page.open_program("keep")
    page.browse.set_tab(EXERCISES)
    assert page.side.exercises.name.text() == "Open book"
    page.browse.set_tab(PROGRAMS)
    assert page.side.programs.detail is not None
    assert page.side.programs.detail.id == "keep"


def test_from_a_session_to_its_exercise(page: LibraryPage) -> None:
    page.open_program("keep")
    settle()
    row = page.side.findChild(QWidget, "library_line.glute-bridge")
    assert row is not None
    row.setFocus()
    press(Key.Key_Return)
    assert page.side.exercises.name.text() == "Glute bridge"
    press(Key.Key_Escape)
    assert page.side.programs.isVisible()


# -- where the detail takes the page -----------------------------------------------------------------------------


def test_nothing_is_open_until_it_is_asked_for(narrow: LibraryPage) -> None:
    assert not narrow.beside
    assert not narrow.side.isVisible()
    assert focused() == "library_card.cat-camel"


def test_enter_opens_and_escape_closes(narrow: LibraryPage) -> None:
    press(Key.Key_Right)
    here = focused()
    press(Key.Key_Return)
    assert narrow.side.isVisible()
    assert not narrow.browse.isVisible()
    assert not narrow.browse.head.isVisible()
    assert focused() == "library_back"
    tab_to("library_try")
    press(Key.Key_Escape)
    assert narrow.browse.isVisible()
    assert not narrow.side.isVisible()
    assert focused() == here


def test_an_open_detail_goes_beside_the_grid_when_there_is_room(narrow: LibraryPage) -> None:
    narrow.open_exercise("open-book")
    narrow.window().resize(*ROOMY)
    settle()
    assert narrow.browse.isVisible()
    assert narrow.side.isVisible()
    assert narrow.side.exercises.name.text() == "Open book"
    narrow.window().resize(*NARROW)
    settle()
    assert narrow.side.isVisible()
    assert not narrow.browse.isVisible()


def test_the_search_key_leaves_the_detail(narrow: LibraryPage) -> None:
    narrow.open_exercise("open-book")
    settle()
    narrow.side.back.setFocus()
    press(Key.Key_Slash)
    assert focused() == "library_search.edit"
    assert narrow.browse.isVisible()
