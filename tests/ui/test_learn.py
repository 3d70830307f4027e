"""The overview of the lessons, and the ways from it, to it and back."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from coach.pages.lessons import lessons_for
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.figure.stills import stills
from ui.pages.learn import LearnPage
from ui.pages.lesson_picture import supports_of
from ui.theme import T
from ui.widgets.lesson_link import LessonLink

Key = Qt.Key


@pytest.fixture
def page(show: Show, library: Library) -> Iterator[LearnPage]:
    made = LearnPage()
    made.show_lessons(library, ())
    show(made, 1092, 760)
    yield made
    stills._waiting.clear()


def press(key: Qt.Key, times: int = 1) -> None:
    for _once in range(times):
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)
        QApplication.processEvents()


def focused_name() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_all_lessons_stand_in_their_order_with_what_they_are_about(page: LearnPage, library: Library) -> None:
    cards = page.overview.grid.cards
    assert list(cards) == list(library.lessons)
    first = next(iter(library.lessons.values()))
    card = cards[first.id]
    assert card.accessibleName() == f"{first.title}, Lesson 1, 2 min"
    assert card.accessibleDescription() == first.summary


def test_what_was_read_is_marked_in_words_too_and_everything_keeps_its_place(page: LearnPage, library: Library) -> None:
    cards = dict(page.overview.grid.cards)
    ids = list(cards)
    assert page.overview.next._id == ids[0]
    before = cards[ids[0]].grab().toImage()
    page.show_lessons(library, {ids[0]})
    assert page.overview.grid.cards == cards  # the same widgets
    assert cards[ids[0]].accessibleName().endswith("Read")
    assert cards[ids[0]].grab().toImage() != before
    assert page.overview.words.text().startswith("1 of 12 read")
    assert page.overview.next._id == ids[1]


def test_once_all_are_read_nothing_is_suggested(page: LearnPage, library: Library) -> None:
    assert page.overview.next.isVisible()
    page.show_lessons(library, set(library.lessons))
    assert not page.overview.next.isVisible()
    page.overview.focus_first()
    assert focused_name() == f"lesson_card.{next(iter(library.lessons))}"


def test_the_suggestion_has_the_focus_and_opens_its_lesson(page: LearnPage, library: Library) -> None:
    page.setFocus()
    assert focused_name() == "learn_next"
    press(Key.Key_Return)
    assert page.lesson_shown == next(iter(library.lessons))


def test_the_grid_is_one_stop_and_arrows_go_about_in_it(page: LearnPage) -> None:
    grid = page.overview.grid
    ids = list(grid.cards)
    page.setFocus()
    press(Key.Key_Tab)
    assert focused_name() == f"lesson_card.{ids[0]}"
    press(Key.Key_Right)
    assert focused_name() == f"lesson_card.{ids[1]}"
    press(Key.Key_Down)
    assert focused_name() == f"lesson_card.{ids[1 + grid.columns]}"
    press(Key.Key_Up)
    press(Key.Key_Up)  # at the edge nothing happens
    assert focused_name() == f"lesson_card.{ids[1]}"
    press(Key.Key_End)
    assert focused_name() == f"lesson_card.{ids[-1]}"
    card, view = grid.cards[ids[-1]], page.overview.view
    top = card.mapTo(view, card.rect().topLeft()).y()
    assert 0 <= top <= view.height() - card.height()
    press(Key.Key_Right)
    assert focused_name() == f"lesson_card.{ids[-1]}"
    press(Key.Key_Home)
    assert focused_name() == f"lesson_card.{ids[0]}"
    stops = [c for c in grid.cards.values() if c.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [grid.cards[ids[0]]]


def test_a_lesson_opens_from_its_card_and_back_leads_to_that_card(page: LearnPage) -> None:
    own_id = list(page.overview.grid.cards)[4]
    page.overview.focus_card(own_id)
    press(Key.Key_Return)
    assert page.lesson_shown == own_id
    press(Key.Key_Escape)
    assert page.lesson_shown == ""
    assert focused_name() == f"lesson_card.{own_id}"


def test_links_from_lesson_to_lesson_are_followed_back_to_where_one_was(page: LearnPage, qtbot: QtBot) -> None:
    page.open_lesson("last-card-is-not-recovery")
    assert page.lesson is not None
    bar = page.lesson.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(250)
    page.lesson.lesson.emit("house-of-cards")
    assert page.lesson_shown == "house-of-cards"
    QApplication.processEvents()
    assert bar.value() == 0
    press(Key.Key_Escape)
    assert page.lesson_shown == "last-card-is-not-recovery"
    qtbot.waitUntil(lambda: bar.value() == 250)
    press(Key.Key_Escape)
    assert page.lesson_shown == ""


def test_back_does_not_lead_through_all_that_were_read_in_a_row(page: LearnPage) -> None:
    page.open_lesson("what-a-spasm-is")
    assert page.lesson is not None
    for own_id in ("five-sources-of-pain", "pain-as-deterrent"):
        page.lesson.next_lesson.emit(own_id)
    assert page.lesson_shown == "pain-as-deterrent"
    page.lesson.closed.emit()
    assert page.lesson_shown == ""


def test_a_lesson_that_another_page_opened_leads_back_there_once(page: LearnPage, qtbot: QtBot) -> None:
    page.open_lesson("house-of-cards", back_to="today")
    assert page.lesson is not None
    with qtbot.waitSignal(page.go) as gone:
        page.lesson.closed.emit()
    assert gone.args == ["today"]
    assert page.lesson_shown == ""
    page.open_lesson("house-of-cards", back_to="today")
    page.hide()  # somebody went elsewhere and comes again over the rail
    page.show()
    with qtbot.assertNotEmitted(page.go):
        page.lesson.closed.emit()
    assert page.lesson_shown == ""


def test_what_was_read_while_a_lesson_is_open_changes_its_end_only(page: LearnPage, library: Library) -> None:
    page.open_lesson("house-of-cards")
    assert page.lesson is not None
    content = page.lesson.content
    assert content is not None
    assert content.foot.button.isVisible()
    page.show_lessons(library, {"house-of-cards"})
    assert page.lesson.content is content
    assert not content.foot.button.isVisible()
    assert content.foot.mark.isVisible()


def test_pictures_come_for_the_cards_that_are_seen(page: LearnPage) -> None:
    grid = page.overview.grid
    grid.ask_for_pictures()
    stills.draw_all()
    QApplication.processEvents()
    first, second, *_between, last = grid.cards.values()
    assert first.picture is not None  # a house
    assert second.picture is not None  # a figure
    assert last.picture is None
    grid.focus_on(last.view.id)
    grid.ask_for_pictures()
    assert last.picture is not None


def test_figures_move_when_looked_at_unless_motion_is_reduced(page: LearnPage, qtbot: QtBot) -> None:
    grid = page.overview.grid
    figure = next(c for c in grid.cards.values() if c.view.picture.kind == "figure")

    def moves() -> bool:
        return grid._mover is not None and grid._mover.isVisible() and grid._mover.moving

    grid.focus_on(figure.view.id)
    qtbot.waitUntil(moves, timeout=5_000)
    page.overview.next.button.setFocus()
    assert not moves()
    T.apply(reduced_motion=True)
    grid.focus_on(figure.view.id)
    QTest.qWait(400)
    assert not moves()


def test_the_house_stands_as_the_lesson_says() -> None:
    states = {name: [s.state for s in supports_of(name)] for name in ("aligned", "leaning", "fallen")}
    assert set(states["aligned"]) == {"solid"}
    assert 1 < states["leaning"].count("leaning") < 8
    assert "fallen" not in states["leaning"]
    assert states["fallen"].count("fallen") > 1


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(show: Show, library: Library, width: int, height: int, scale: float) -> None:
    T.apply("dark", text_scale=scale)
    page = LearnPage()
    page.show_lessons(library, {"house-of-cards"})
    show(page, width - round(88 * scale), height)
    settle()
    assert clipped(page) == []
    for card in page.overview.grid.cards.values():
        assert card.height() >= card.heightForWidth(card.width())
        assert page.overview.grid.rect().contains(card.geometry())
    stills._waiting.clear()


def test_columns_follow_the_room(page: LearnPage) -> None:
    assert page.overview.grid.columns == 3
    T.apply(text_scale=2.0)
    settle()
    assert page.overview.grid.columns == 1


def test_every_control_has_a_name_and_the_page_goes_when_it_is_let_go(page: LearnPage, library: Library) -> None:
    assert unnamed(page) == []

    def made() -> LearnPage:
        other = LearnPage()
        other.show_lessons(library, ())
        other.open_lesson("house-of-cards")
        settle()
        return other

    assert is_freed(made)


def test_an_empty_library_of_lessons_shows_words_alone(show: Show, library: Library) -> None:
    page = LearnPage()
    page.show_lessons(msgspec.structs.replace(library, lessons={}), ())
    show(page, 900, 640)
    assert page.overview.words.text() == "There are no lessons here."
    assert not page.overview.next.isVisible()
    page.setFocus()
    assert page.lesson_shown == ""


# -- the line on other pages -------------------------------------------------------------------------------------


def test_a_page_offers_what_matters_to_it_in_one_line(show: Show, library: Library, qtbot: QtBot) -> None:
    link = LessonLink()
    show(link, 500, 60)
    link.show_lessons(lessons_for(library, "progress"))
    assert link.isVisible()
    assert link.words == "Why this matters: The house of cards, 2 min"
    assert link.accessibleName() == link.words
    assert link.objectName() == "lesson_link.house-of-cards"
    with qtbot.waitSignal(link.followed) as followed:
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert followed.args == ["house-of-cards"]
    link.show_lessons(())
    assert not link.isVisible()


def test_the_line_wraps_where_it_is_narrow(library: Library) -> None:
    link = LessonLink()
    link.show_lessons(lessons_for(library, "session"))
    one = link.heightForWidth(900)
    assert one >= 40
    assert link.heightForWidth(220) > one
    T.apply(text_scale=2.0)
    assert link.heightForWidth(900) > one
    assert link.minimumSizeHint().width() < link.sizeHint().width()
