"""The Progress page: charts, what can be done with them, the list behind them, the way to a check-in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.app import Coach
from coach.progress.views import RANGE_KEYS
from tests.ui.chart_views import LAST, row, view
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.charts.reading import ReadableChart
from ui.pages.progress import ProgressPage
from ui.pages.progress_parts import pain_arrows, pain_words
from ui.theme import T

KEYS = ("pain", "weeks", "days", "balance", "tests", "spasm_free", "relief", "scores")


@pytest.fixture
def page(show: Show) -> ProgressPage:
    made = ProgressPage()
    made.show_view(view())
    show(made, 1092, 760)
    return made


def test_it_says_in_words_what_the_charts_show(page: ProgressPage) -> None:
    shown = view()
    said = [shown.pain.words, shown.weeks.words, shown.days.words, shown.balance.words, shown.holds.words]
    said += [shown.spasm_free.words, shown.relief.words]
    for key, words in zip(KEYS, said, strict=False):
        card = page.cards[key]
        assert words == card.words.text() == card.chart.accessibleDescription()
    assert page.cards["scores"].words.text() == "6 of 10 on average. Roland-Morris: 9 of 24."
    assert "not what caused it" in page.cards["relief"].note.text()
    assert page.cards["balance"].note.text() == (
        "No blame: Half-kneeling hip flexor stretch comes back as Standing hip flexor stretch."
    )


def test_every_chart_is_read_by_keyboard(page: ProgressPage) -> None:
    charts = page.findChildren(ReadableChart)
    assert len(charts) == 8
    for chart in charts:
        chart.setFocus()
        QTest.keyClick(chart, Qt.Key.Key_End)
        assert chart.readout() == chart.accessibleDescription() != ""


def test_a_day_that_is_read_opens(page: ProgressPage, qtbot: QtBot) -> None:
    chart = page.cards["days"].chart
    QTest.keyClick(chart, Qt.Key.Key_End)
    with qtbot.waitSignal(page.open_day) as opened:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [LAST]


@pytest.mark.parametrize(("i", "days"), [(0, 28), (1, 91), (2, 365), (3, 3650)])
def test_a_span_is_shown_without_asking_for_it(page: ProgressPage, i: int, days: int) -> None:
    told: list[object] = []
    page.range_changed.connect(told.append)
    page.show_view(view(days))
    assert page.span.index == i
    assert told == []


def test_a_span_is_chosen_by_keyboard(page: ProgressPage, qtbot: QtBot) -> None:
    page.setFocus()
    page.span.cells[1].setFocus()
    with qtbot.waitSignal(page.range_changed) as got:
        QTest.keyClick(page.span.cells[1], Qt.Key.Key_Left)
    assert got.args == [RANGE_KEYS[0]]


# -- the menu and the table --------------------------------------------------------------------------------------


def test_the_menu_of_a_chart_offers_what_can_be_done(page: ProgressPage, qtbot: QtBot) -> None:
    card = page.cards["pain"]
    assert card.dots.accessibleName() == "More about the chart: Pain"
    card.dots.setFocus()
    QTest.keyClick(card.dots, Qt.Key.Key_Return)
    assert card.menu is not None
    assert card.menu.isVisible()
    assert all(b.objectName() and b.accessibleName() and b.height() >= 40 for b in card.menu.buttons.values())
    QTest.keyClick(card.menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.asked) as asked:
        QTest.keyClick(card.menu.buttons["copy"], Qt.Key.Key_Return)
    assert asked.args == ["pain", "copy"]
    assert not card.menu.isVisible()


def test_the_menu_stays_on_the_screen_and_closes(page: ProgressPage) -> None:
    card = page.cards["weeks"]
    card.dots.click()
    assert card.menu is not None
    card.menu.open_at(QPoint(-500, -500), table_shown=False)
    screen = card.menu.screen().availableGeometry()
    assert screen.contains(card.menu.geometry().topLeft())
    QTest.keyClick(card.menu, Qt.Key.Key_Escape)
    assert not card.menu.isVisible()


def test_the_table_behind_a_chart_comes_a_few_lines_at_a_time(page: ProgressPage) -> None:
    card = page.cards["pain"]
    card.do("table")
    assert card.fold.isVisible()
    assert len(card.fold.lines) == 8
    newest = card.fold.lines[0].accessibleName()
    assert newest.startswith("Tue 13 Oct 2026: pain 0, rated ")
    card.fold.more.click()
    assert len(card.fold.lines) == 16
    page.show_view(view(28))
    settle()
    assert len(card.fold.lines) == 8
    assert clipped(page) == []
    card.do("table")
    assert not card.fold.isVisible()


def test_an_empty_chart_has_no_menu(page: ProgressPage) -> None:
    page.cards["pain"].do("table")
    page.show_view(view(rows=0))
    assert not any(card.dots.isVisible() for card in page.cards.values())
    assert all(card.chart.drawing.hint() in card.chart.accessibleDescription() for card in page.cards.values())
    assert "Rate your pain" in page.cards["pain"].chart.accessibleDescription()
    assert not page.cards["pain"].fold.isVisible()


def test_scores_are_rated_from_here(page: ProgressPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.rate_scores):
        page.rate.click()


# -- the list ----------------------------------------------------------------------------------------------------


def test_the_list_says_colour_pain_and_lines(page: ProgressPage) -> None:
    line = page.list.lines[0]
    assert line.pain.text() == "4 → 5 → 3"
    assert line.colour.text() == "Amber"
    assert "5 of 6 exercises" in line.facts.text()
    assert "before 4, worst 5, after 3" in line.accessibleName()
    assert page.list.lines[1].colour.text() == "Not rated"


def test_ratings_that_were_not_given_are_dashes() -> None:
    assert pain_arrows(row(0, pain_worst=None)) == "4 → – → 3"
    assert pain_words(row(0, pain_worst=None)) == "Pain: before 4, after 3"
    assert pain_words(row(0, pain_before=None, pain_worst=None, pain_now=None)) == "No pain ratings"


def test_each_session_leads_to_its_check_in(page: ProgressPage, qtbot: QtBot) -> None:
    change, first = page.list.lines[0].button, page.list.lines[1].button
    assert (change.words, first.words) == ("Change", "Check in")
    first.setFocus()
    with qtbot.waitSignal(page.edit_check_in) as got:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert got.args == ["s1"]
    assert "Calm, early" in first.accessibleName()


def test_older_sessions_come_on_demand(page: ProgressPage) -> None:
    assert len(page.list.lines) == 8
    assert page.list.more.words == "Show 8 older"
    page.list.more.click()
    assert page.list.more.words == "Show 4 older"
    assert page.list.lines[8].button.hasFocus()
    page.list.more.click()
    assert len(page.list.lines) == 20
    assert not page.list.more.isVisible()


def test_a_new_view_replaces_the_old_rows(page: ProgressPage) -> None:
    page.show_view(view(rows=1))
    settle()
    assert len(page.findChildren(type(page.list.lines[0]))) == 1


def test_rows_that_stay_the_same_are_not_made_anew(page: ProgressPage) -> None:
    lines = list(page.list.lines)
    page.show_view(view(365, rows=30))
    assert page.list.lines == lines
    page.list.more.click()
    assert len(page.list.lines) == 16


# -- how it lies -------------------------------------------------------------------------------------------------


def test_a_new_person_sees_what_will_appear(show: Show, coach: Coach) -> None:
    page = ProgressPage()
    page.show_view(coach.progress.view(coach.progress.first_range()))
    show(page, 1092, 760)
    settle()
    assert page.span.index == 0
    assert "listed here" in page.list.words.text()
    assert page.list.lines == []
    assert all(card.chart.drawing.is_empty() for card in page.cards.values())
    assert not any(card.legend.isVisible() for card in page.cards.values())
    assert clipped(page) == []


@pytest.mark.parametrize(("days", "rows"), [(91, 0), (91, 20), (3650, 20)])
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(show: Show, width: int, height: int, scale: float, days: int, rows: int) -> None:
    T.apply(text_scale=scale)
    page = ProgressPage()
    page.show_view(view(days, rows=rows))
    rail = round(88 * min(scale, 1.8))
    show(page, width - rail, height)
    settle()
    assert clipped(page) == []


@pytest.mark.parametrize(("width", "mode"), [(1092, "regular"), (812, "compact"), (640, "stack")])
@pytest.mark.parametrize("days", [91, 3650])
def test_the_layout_follows_the_width_and_the_span(show: Show, width: int, mode: str, days: int) -> None:
    page = ProgressPage()
    page.show_view(view(days))
    show(page, width, 700)
    settle()
    assert page._mode == mode
    boxes = {key: card.geometry() for key, card in page.cards.items()}
    assert (boxes["weeks"].top() == boxes["pain"].top()) == (mode == "regular")
    assert (boxes["balance"].top() == boxes["tests"].top()) == (mode != "stack")
    assert (boxes["days"].width() == page.list.width()) == (mode == "stack" or days > 365)
    for a, b in ((a, b) for a in KEYS for b in KEYS if a < b):
        assert not boxes[a].intersects(boxes[b])


def test_every_control_has_a_name(page: ProgressPage) -> None:
    assert unnamed(page) == []


def test_the_dots_keep_clear_of_the_words_and_are_large_enough(page: ProgressPage) -> None:
    for card in page.cards.values():
        assert min(card.dots.width(), card.dots.height()) >= 40
        assert card.rect().contains(card.dots.geometry())
        assert not card.heading.geometry().intersects(card.dots.geometry())


def test_it_is_freed(qtbot: QtBot) -> None:
    def make() -> ProgressPage:
        page = ProgressPage()
        page.show_view(view())
        page.cards["pain"].dots.click()
        menu = page.cards["pain"].menu
        assert menu is not None
        menu.hide()
        QApplication.processEvents()
        return page

    assert is_freed(make)
