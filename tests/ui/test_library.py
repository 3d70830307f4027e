"""The Library page: looking through, finding, opening, and going back, by keyboard and by mouse, at every size."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from tests.making import exercise
from tests.test_catalogue import small_library
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.library import LibraryPage
from ui.theme import T
from ui.widgets import Text

Key = Qt.Key
#: A window in which the detail stands beside the grid, and one in which it takes the page.
ROOMY, NARROW = (1100, 760), (800, 640)


@cache
def many() -> Library:
    """Forty exercises: some with poses, one with a name of three lines and everything else that a file may hold."""
    whole = exercise(
        "bird-dog",
        name="Half-kneeling hip flexor stretch with an arm overhead",
        also_called=["A", "B"],
        sides="each",
        equipment=["mat", "two-pillows"],
        optional_equipment=["towel"],
        targets=["hip-flexors", "glutes", "back-extensors", "shoulders"],
        cautions=[{"when": "knee-pain", "measure": "adapt", "text": "Put a folded towel under that knee."}],
        swaps={"morning": "cat-camel", "extension_worse": "open-book"},
        easier="cat-camel",
        harder="open-book",
        technique=["Come down onto one knee with a towel under it, and let the other foot stand in front."] * 5,
    )
    known = [exercise("cat-camel", name="Cat-camel", harder="bird-dog"), exercise("open-book", name="Open book")]
    plain = [exercise(f"plain-{n:02d}", name=f"Plain {n:02d}", position="sitting") for n in range(33)]
    return small_library(whole, *known, *plain)


@pytest.fixture
def page(show: Show) -> LibraryPage:
    return shown(show, *ROOMY)


@pytest.fixture
def narrow(show: Show) -> LibraryPage:
    return shown(show, *NARROW)


def shown(show: Show, width: int, height: int) -> LibraryPage:
    page = LibraryPage()
    page.show_library(many())
    show(page, width, height)
    page.setFocus()
    settle()
    return page


def press(key: Qt.Key, times: int = 1, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for _once in range(times):
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)
        settle()


def write(words: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)
    settle()


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def listed(page: LibraryPage) -> tuple[str, ...]:
    return page.browse.grid.shown


def read(host: QWidget) -> str:
    return "\n".join(text.accessibleName() or text.text() for text in host.findChildren(Text) if text.isVisible())


def tab_to(name: str) -> None:
    for _once in range(60):
        if focused() == name:
            return
        press(Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached with Tab")


# -- every size --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["grid", "exercise", "program", "filters", "nothing"])
@pytest.mark.parametrize(("width", "height", "scale"), [*SIZES, (1600, 1000, 1.0), (1600, 1000, 1.5)])
def test_nothing_is_clipped_and_everything_has_a_name(
    show: Show, what: str, width: int, height: int, scale: float
) -> None:
    T.apply(text_scale=scale)
    page = shown(show, width - max(88, round(80 * scale)), height)
    if what == "exercise":
        page.open_exercise("bird-dog")
        page.show_lessons([("house-of-cards", "Why one card that leans does not bring the house down")])
    elif what == "program":
        page.open_program("calm")
    elif what == "filters":
        page.browse.filter.click()
    elif what == "nothing":
        page.browse.set_query("xyzzy")
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []


@pytest.mark.parametrize(("width", "columns"), [(540, 2), (800, 3), (1092, 3), (1512, 4)])
def test_as_many_columns_as_fit(show: Show, width: int, columns: int) -> None:
    assert shown(show, width, 700).browse.grid.columns == columns


def test_columns_stay_two_with_large_text(show: Show) -> None:
    T.apply(text_scale=2.0)
    assert shown(show, 740, 640).browse.grid.columns == 2


def test_search_and_chips_scroll_away_only_where_the_window_is_low(show: Show) -> None:
    page = shown(show, *ROOMY)
    assert not page.browse.isAncestorOf(page.browse.head)
    window = page.window()
    window.resize(1100, 500)
    settle()
    assert page.browse.isAncestorOf(page.browse.head)
    window.resize(*ROOMY)
    settle()
    assert not page.browse.isAncestorOf(page.browse.head)
    assert page.browse.head.isVisible()


def test_cards_do_not_overlap(page: LibraryPage) -> None:
    page.browse.set_query("plain")
    cards = [page.browse.grid.cards[own_id] for own_id in listed(page)]
    for one, other in pairwise(cards):
        assert not one.geometry().intersects(other.geometry())
    assert page.browse.grid.rect().contains(cards[-1].geometry())


def test_it_goes_when_it_is_let_go() -> None:
    def made() -> LibraryPage:
        page = LibraryPage()
        page.show_library(many())
        page.resize(1100, 760)
        page.grab()
        page.open_exercise("bird-dog")
        page.open_program("calm")
        page.browse.filter.click()
        return page

    assert is_freed(made)
    T.apply("dark")


# -- the grid ----------------------------------------------------------------------------------------------------


def test_it_begins_on_the_first_card_with_its_detail_beside_it(page: LibraryPage) -> None:
    assert focused() == "library_card.cat-camel"
    assert page.side.exercises.name.text() == "Cat-camel"
    assert page.browse.grid.cards["cat-camel"].isChecked()


def test_arrows_move_in_the_grid_and_stop_at_its_edges(page: LibraryPage) -> None:
    ids, columns = listed(page), page.browse.grid.columns
    press(Key.Key_Left)
    assert focused() == f"library_card.{ids[0]}"
    press(Key.Key_Right)
    assert focused() == f"library_card.{ids[1]}"
    press(Key.Key_Down)
    assert focused() == f"library_card.{ids[1 + columns]}"
    press(Key.Key_Up, 2)
    assert focused() == f"library_card.{ids[1]}"
    press(Key.Key_End)
    assert focused() == f"library_card.{ids[-1]}"
    press(Key.Key_Down)
    assert focused() == f"library_card.{ids[-1]}"
    press(Key.Key_Home)
    press(Key.Key_PageDown)
    assert focused() == f"library_card.{ids[3 * columns]}"


def test_the_card_that_has_the_focus_is_scrolled_to(page: LibraryPage) -> None:
    press(Key.Key_End)
    last = page.browse.grid.cards[listed(page)[-1]]
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_the_grid_is_one_tab_stop_and_tab_comes_back_to_the_card(page: LibraryPage) -> None:
    press(Key.Key_Right, 2)
    here = focused()
    press(Key.Key_Tab)
    assert not focused().startswith("library_card.")
    press(Key.Key_Backtab, 1, Qt.KeyboardModifier.ShiftModifier)
    assert focused() == here


def test_coming_to_the_page_sets_nothing_going(page: LibraryPage) -> None:
    QTest.qWait(300)
    mover = page.browse.grid._mover
    assert mover is None or not mover.isVisible()


def test_only_cards_that_are_seen_ask_for_a_picture(page: LibraryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.figure.stills import stills

    asked: list[str] = []
    monkeypatch.setattr(stills, "get", lambda exercise, *_size, dark: asked.append(exercise))
    page.browse.grid.ask_for_pictures()
    visible = [c for c in page.browse.grid.cards.values() if not c.visibleRegion().isEmpty()]
    assert set(asked) == {card.face.exercise for card in visible}
    assert 3 <= len(asked) < len(listed(page)) / 2


def test_a_card_moves_while_it_is_looked_at_unless_motion_is_reduced(page: LibraryPage, qtbot: QtBot) -> None:
    grid = page.browse.grid
    grid.focus_on("cat-camel")
    grid.focus_on("bird-dog")
    qtbot.waitUntil(lambda: grid._mover is not None and grid._mover.moving, timeout=5_000)
    assert grid._mover is not None
    assert grid.cards["bird-dog"].geometry().contains(grid._mover.geometry())
    grid.focus_on("plain-00")  # has no poses
    assert not grid._mover.isVisible()
    QTest.qWait(300)
    assert not grid._mover.isVisible()
    T.apply(reduced_motion=True)
    grid.focus_on("bird-dog")
    QTest.qWait(300)
    assert not grid._mover.isVisible()


# -- searching and filtering -------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["slash", "ctrl+f"])
def test_a_key_goes_to_the_search_and_down_to_what_was_found(page: LibraryPage, way: str) -> None:
    if way == "slash":
        press(Key.Key_Slash)
    else:
        press(Key.Key_F, 1, Qt.KeyboardModifier.ControlModifier)
    assert focused() == "library_search.edit"
    write("plain 03")
    settle()
    assert listed(page) == ("plain-03",)
    assert page.browse.said.text() == "1 of 40 exercises"
    press(Key.Key_Down)
    assert focused() == "library_card.plain-03"
    press(Key.Key_Escape)
    assert len(listed(page)) == 40


def test_enter_in_the_search_opens_the_best_match(page: LibraryPage) -> None:
    press(Key.Key_Slash)
    write("bookk")
    settle()
    press(Key.Key_Return)
    assert page.side.exercises.name.text() == "Open book"
    assert focused() == "library_try"


def test_escape_in_the_search_clears_it(page: LibraryPage) -> None:
    press(Key.Key_Slash)
    write("plain")
    assert page.browse.search.clear.isVisible()
    press(Key.Key_Escape)
    assert page.browse.query == ""
    assert focused() == "library_search.edit"
    assert not page.browse.search.clear.isVisible()


def test_a_topic_narrows_and_those_that_would_give_nothing_are_off(page: LibraryPage) -> None:
    topics = page.browse.topics
    assert topics is not None
    topics.chips["relief"].click()
    assert listed(page) == ("constructive-rest",)
    assert [option for option, chip in topics.chips.items() if chip.isChecked()] == ["relief"]
    page.browse.set_query("plain")
    assert not topics.chips["mobility"].isHidden()
    assert topics.chips["mobility"].isEnabled()
    assert not topics.chips["hips-legs"].isEnabled()
    assert topics.chips["relief"].isEnabled(), "what is on can be switched off"
    assert listed(page) == ()
    topics.chips[""].click()
    assert len(listed(page)) == 33


def test_arrow_keys_go_from_chip_to_chip_and_space_chooses(page: LibraryPage) -> None:
    topics = page.browse.topics
    assert topics is not None
    topics.focus_stop()
    assert focused() == "library_topic.all"
    press(Key.Key_Right)
    assert focused() == "library_topic.mobility"
    press(Key.Key_Space)
    assert topics.chosen() == {"mobility"}
    press(Key.Key_Tab)
    assert not focused().startswith("library_topic."), "the chips are one stop"


def test_the_panel_combines_groups_and_counts_what_is_left(page: LibraryPage) -> None:
    page.browse.filter.click()
    panel = page.browse.panel
    assert panel is not None
    panel.groups["equipment"].chips["mat"].click()
    panel.groups["equipment"].chips["chair"].click()
    assert set(listed(page)) == {"glute-bridge", "rock-back", "sit-to-stand", "bird-dog"}
    panel.groups["position"].chips["all-fours"].click()
    assert listed(page) == ("rock-back",)
    assert page.browse.filter.words == "Filter (3)"
    assert not panel.groups["kind"].chips["strength"].isEnabled()
    assert panel.groups["position"].chips["hook-lying"].isEnabled(), "a group does not narrow itself"
    assert "1 exercise" in panel.groups["position"].chips["hook-lying"].accessibleDescription()
    panel.clear.click()
    assert len(listed(page)) == 40
    assert page.browse.filter.words == "Filter"
    page.browse.filter.click()
    assert not panel.isVisible()


def test_nothing_found_says_so_and_offers_a_way_out(page: LibraryPage) -> None:
    page.browse.filter.click()
    assert page.browse.panel is not None
    page.browse.panel.groups["position"].chips["sitting"].click()
    page.browse.set_query("xyzzy")
    assert page.browse.empty.isVisible()
    page.browse.empty.clear.click()
    settle()
    assert not page.browse.empty.isVisible()
    assert len(listed(page)) == 40
    assert page.filters.count == 0
    assert page.browse.query == ""


def test_search_filters_and_place_stay_when_one_comes_back(page: LibraryPage) -> None:
    page.browse.set_query("plain")
    press(Key.Key_End)
    press(Key.Key_Return)
    scrolled = page.browse.verticalScrollBar().value()
    page.hide()
    page.show_library(many())
    page.show()
    page.setFocus()
    settle()
    assert len(listed(page)) == 33
    assert page.browse.verticalScrollBar().value() == scrolled > 0
    assert page.side.exercises.name.text() == "Plain 32"
    assert focused() == "library_card.plain-32"


def test_another_library_replaces_this_one(page: LibraryPage) -> None:
    page.browse.filter.click()
    page.show_library(small_library())
    settle()
    assert listed(page) == ("constructive-rest", "glute-bridge", "rock-back", "sit-to-stand")
    assert page.side.exercises.name.text() == "Constructive rest"
    page.browse.filter.click()
    assert page.browse.panel is not None
    assert page.browse.panel.isVisible()


def test_an_empty_library_says_that_nothing_fits(show: Show) -> None:
    page = LibraryPage()
    show(page, *ROOMY)
    page.setFocus()
    settle()
    assert listed(page) == ()


@pytest.mark.parametrize("size", [ROOMY, NARROW])
def test_coming_to_an_exercise_from_elsewhere_brings_the_focus(show: Show, size: tuple[int, int]) -> None:
    page = shown(show, *size)
    page.open_exercise("plain-30")
    settle()
    assert focused() == ("library_back" if size == NARROW else page.browse.grid.cards["plain-30"].objectName())
