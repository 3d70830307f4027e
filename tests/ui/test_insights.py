"""The Insights page: groups and bars, signs, experiments by keyboard, links, sizes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.happenings import ExperimentEnded
from coach.pages.insights import insights_view
from coach.pages.insights_views import InsightsView, Ratio
from coach.records import History
from tests.journal.test_windows import END, spasm
from tests.test_insights_page import ALIKE, LESS, MORE, journal, rich
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.insights import InsightsPage
from ui.pages.insights_bar import LeanMark, RatioBar
from ui.pages.insights_before import FactorRow
from ui.theme import T
from ui.widgets import Text
from ui.widgets.line_link import LineLink


def full() -> InsightsView:
    return insights_view(rich(), END)


def empty() -> InsightsView:
    return insights_view(History(), END)


def hints() -> InsightsView:
    return insights_view(journal(8, sitting=MORE, walking=LESS, stress=ALIKE), END)


def resting() -> InsightsView:
    """Nothing to try for now, and spasms that share the days they are compared with."""
    history = journal(8, sitting=MORE, walking=LESS, stress=ALIKE)
    again = tuple(
        spasm((one.onset + timedelta(days=14)).date()) for one in history.spasms
    )  # a second one each month, two weeks after the first
    return insights_view(replace(history, spasms=(*history.spasms, *again)), END, resting=True)


VIEWS = [full, empty, hints, resting]


@pytest.fixture
def page(show: Show) -> InsightsPage:
    made = InsightsPage()
    made.show_view(full())
    show(made, 1092, 760)
    settle()
    return made


def row(page: InsightsPage, factor: str) -> FactorRow:
    return next(r for group in page.before.groups for r in group.rows if r.objectName() == f"insights_factor.{factor}")


# -- what is shown --


def test_groups_in_order_with_their_factors(page: InsightsPage) -> None:
    names = [group.accessibleName() for group in page.before.groups]
    assert names == [
        "Possible patterns",
        "Less common before your spasms",
        "No clear pattern yet",
        "Too little to tell",
    ]
    assert (
        row(page, "long-sitting").accessibleName().startswith("Long sitting, more common before your spasms. 11 of 14")
    )


def test_a_bar_stands_where_a_ratio_was_measured_and_only_there(page: InsightsPage) -> None:
    measured = {r.objectName() for group in page.before.groups for r in group.rows if r.bar is not None}
    assert measured == {"insights_factor.long-sitting", "insights_factor.walked", "insights_factor.high-stress"}
    bar = row(page, "high-stress").bar
    assert bar is not None
    assert bar.accessibleName().startswith("High stress. Odds ratio 0.80; ")


def test_before_ten_spasms_no_bar_and_no_odds_ratio_anywhere(show: Show) -> None:
    page = InsightsPage()
    page.show_view(hints())
    show(page, 1092, 760)
    settle()
    assert page.findChildren(RatioBar) == []
    assert not page.before.reading.isVisible()
    said = " ".join(r.accessibleName() for group in page.before.groups for r in group.rows)
    assert "Odds ratio" not in said


def test_what_limits_it_is_always_there(show: Show) -> None:
    for make in VIEWS:
        page = InsightsPage()
        page.show_view(make())
        show(page, 1092, 760)
        settle()
        view = make()
        assert [text.text() for text in page.before.fair] == [view.caution, view.power, view.clinician]
        assert all(text.isVisible() for text in page.before.fair)
        assert page.trials.note.text() == view.trials.note
        assert page.signs.note.text() == view.signs.note


def test_without_diary_days_it_teaches_and_leads_to_the_journal(show: Show, qtbot: QtBot) -> None:
    page = InsightsPage()
    page.show_view(empty())
    show(page, 1092, 760)
    settle()
    assert page.before.groups == []
    assert page.before.fill.isVisible()
    assert not page.afterwards.isVisible()
    page.before.fill.setFocus()
    with qtbot.waitSignal(page.link) as got:
        QTest.keyClick(page.before.fill, Qt.Key.Key_Return)
    assert got.args == ["page:journal"]
    page.show_view(full())
    assert not page.before.fill.isVisible()


def test_early_signs_say_which_are_ones_own_and_lead_to_the_lesson(page: InsightsPage, qtbot: QtBot) -> None:
    assert [r.accessibleName() for r in page.signs.rows] == [
        "Stiffer than usual: before 14 of 14 spasms and on 1\u00a0% of usual days. one of yours"
    ]
    assert page.signs.today.isVisible()
    assert page.signs.today_words.text().startswith("Today has something")
    page.signs.lesson.setFocus()
    with qtbot.waitSignal(page.link) as got:
        QTest.keyClick(page.signs.lesson, Qt.Key.Key_Return)
    assert got.args == ["lesson:misread-warning-sign"]
    page.show_view(empty())
    assert not page.signs.today.isVisible()
    assert page.signs.rows == []


# -- experiments --


def test_while_trials_wait_the_card_says_so_and_offers_none(show: Show) -> None:
    page = InsightsPage()
    page.show_view(resting())
    show(page, 1092, 760)
    settle()
    waits = resting().trials.waits
    assert waits
    assert [t.isVisible() for t in page.trials.findChildren(Text) if t.text() == waits] == [True]
    assert page.trials.buttons == {}
    page.show_view(empty())
    settle()
    assert [t for t in page.trials.findChildren(Text) if t.text() == waits] == []
    assert list(page.trials.buttons) == ["breaks", "walking", "sleep"]


def test_days_that_spasms_share_are_told_where_there_are_any(show: Show) -> None:
    page = InsightsPage()
    page.show_view(resting())
    show(page, 1092, 760)
    settle()
    assert page.before.shared.isVisible()
    assert page.before.shared.text().startswith("Some of your spasms are compared with the same days")
    page.show_view(full())
    assert not page.before.shared.isVisible()


@pytest.mark.parametrize("experiment", ["breaks", "walking", "sleep"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_an_experiment_is_begun_by_keyboard(show: Show, qtbot: QtBot, experiment: str, key: Qt.Key) -> None:
    page = InsightsPage()
    page.show_view(empty())
    show(page, 1092, 760)
    button = page.trials.buttons[experiment]
    button.setFocus()
    with qtbot.waitSignal(page.begin_experiment) as got:
        QTest.keyClick(button, key)
    assert got.args == [experiment]


def test_the_running_one_can_be_stopped_and_no_other_begun(page: InsightsPage, qtbot: QtBot) -> None:
    assert page.trials.buttons == {}
    stop = page.trials.stop
    assert stop.isVisible()
    stop.setFocus()
    with qtbot.waitSignal(page.end_experiment) as got:
        QTest.keyClick(stop, Qt.Key.Key_Return)
    assert got.args == ["e2"]


def test_results_are_named(page: InsightsPage) -> None:
    results = [w for w in page.trials.findChildren(QWidget) if w.objectName() == "insights_tried.e1"]
    assert [w.accessibleName().split(".")[0] for w in results] == ["Breaks from sitting: Less pain than before"]


def test_a_new_view_takes_the_old_one_away(page: InsightsPage) -> None:
    history = rich()
    ended = ExperimentEnded(id="x", at=END, of="e2")
    after = History(
        sessions=history.sessions,
        happenings=(*history.happenings, ended),
        ratings=history.ratings,
        spasms=history.spasms,
        day_logs=history.day_logs,
    )
    page.show_view(insights_view(after, END))
    settle()
    assert not page.trials.stop.isVisible()
    assert list(page.trials.buttons) == ["breaks", "walking", "sleep"]
    assert len([w for w in page.findChildren(QWidget) if w.objectName().startswith("insights_tried.")]) == 2
    assert len(page.findChildren(FactorRow)) == sum(len(g.factors) for g in full().groups)


# -- the bar --


def drawn(ratio: Ratio) -> QImage:
    bar = RatioBar(ratio, "more", "words")
    bar.resize(300, bar.sizeHint().height())
    return bar.grab().toImage()


def test_the_axis_is_logarithmic_and_ends() -> None:
    bar = RatioBar(Ratio(6, 1.3, 37), "more", "words")
    bar.resize(300, 40)
    step = bar.x_of(1) - bar.x_of(0.1)
    assert bar.x_of(10) - bar.x_of(1) == pytest.approx(step)
    assert bar.x_of(100) - bar.x_of(10) == pytest.approx(step)
    assert bar.x_of(0) == bar.x_of(0.1)
    assert bar.x_of(float("inf")) == bar.x_of(100) < 300


def test_bars_differ_where_ratios_do(qapp: QApplication) -> None:
    assert qapp is not None
    pictures = [drawn(Ratio(*r)) for r in ((6, 1.3, 37), (6, 1.3, float("inf")), (0, 0, 0.8), (1, 0.4, 2.4))]
    for i, one in enumerate(pictures):
        assert all(one != other for other in pictures[i + 1 :])


def test_the_sides_are_told_apart_without_colour(qapp: QApplication) -> None:
    assert qapp is not None
    shapes = set()
    for lean in ("more", "less", "same", "open"):
        mark = LeanMark(lean)
        mark.resize(mark.sizeHint())
        grey = mark.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        ground = grey.pixelColor(0, 0).value()
        ink = {
            (x, y)
            for x in range(grey.width())
            for y in range(grey.height())
            if abs(grey.pixelColor(x, y).value() - ground) > 60
        }
        assert ink, lean
        shapes.add(frozenset(ink))
    assert len(shapes) == 4


# -- looks --


@pytest.mark.parametrize("make", VIEWS)
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(
    show: Show, width: int, height: int, scale: float, make: Callable[[], InsightsView]
) -> None:
    T.apply(text_scale=scale)
    page = InsightsPage()
    page.show_view(make())
    show(page, width - round(88 * min(scale, 1.8)), height)
    settle()
    assert clipped(page) == []
    for link in page.findChildren(LineLink):
        if link.isVisible():
            assert link.height() >= link.heightForWidth(link.width())


@pytest.mark.parametrize(("width", "beside"), [(1092, True), (812, False)])
def test_one_column_in_a_narrow_window_with_the_signs_first(show: Show, width: int, beside: bool) -> None:
    page = InsightsPage()
    page.show_view(full())
    show(page, width, 700)
    settle()
    assert (page.right.geometry().top() < page.left.geometry().bottom()) == beside
    assert page.left.isAncestorOf(page.signs) != beside
    if not beside:
        assert page.signs.geometry().bottom() <= page.before.geometry().top()


def test_a_window_that_grows_again_puts_the_signs_back(show: Show) -> None:
    page = InsightsPage()
    page.show_view(full())
    window = show(page, 812, 700)
    window.resize(1092, 700)
    settle()
    assert page.right.isAncestorOf(page.signs)
    assert page.signs.geometry().bottom() <= page.trials.geometry().top()


def test_every_control_has_a_name_and_room(show: Show) -> None:
    for make in VIEWS:
        page = InsightsPage()
        page.show_view(make())
        show(page, 1092, 760)
        settle()
        assert unnamed(page) == []
        for button in (*page.trials.controls, *page.findChildren(LineLink)):
            if button.isVisible():
                assert button.height() >= 40


def test_tab_goes_from_top_to_bottom(show: Show) -> None:
    page = InsightsPage()
    page.show_view(empty())
    show(page, 1092, 760)
    settle()
    page.before.fill.setFocus()
    names = []
    for _step in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names == [
        "insights_link.page:journal",
        "insights_link.lesson:misread-warning-sign",
        "insights_try.breaks",
        "insights_try.walking",
        "insights_try.sleep",
    ]


def test_it_paints_in_both_themes(page: InsightsPage) -> None:
    light = page.grab().toImage()
    T.apply("dark")
    settle()
    assert page.grab().toImage() != light


def test_it_is_freed(qtbot: QtBot) -> None:
    assert qtbot is not None

    def make() -> InsightsPage:
        page = InsightsPage()
        page.show_view(full())
        page.show_view(hints())
        return page

    assert is_freed(make)
