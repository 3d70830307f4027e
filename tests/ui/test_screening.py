"""The safety questions: the third list at a first start, and what is said where a clinician's yes comes first."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, settle, unnamed
from ui.pages.screening import ScreeningPage
from ui.theme import T


@pytest.fixture
def page(show: Show, library: Library) -> ScreeningPage:
    made = ScreeningPage()
    made.begin(library.screening, "GB", with_advice=True)
    show(made, 1000, 2400)
    return made


def test_the_third_list_is_asked_only_at_a_first_start(qtbot: QtBot, show: Show, library: Library) -> None:
    page = ScreeningPage()
    page.begin(library.screening, "GB")
    show(page, 1000, 2400)
    page.stop_list.none.click()
    with qtbot.waitSignal(page.answered, timeout=500) as told:
        page.hold_list.none.click()
    assert told.args == [()]


def test_nothing_is_true_on_three_lists(qtbot: QtBot, page: ScreeningPage) -> None:
    page.stop_list.none.click()
    page.hold_list.none.click()
    assert page.steps.currentWidget() is page.advice_list
    page.advice_list.backwards.click()
    assert page.steps.currentWidget() is page.hold_list
    page.hold_list.none.click()
    with qtbot.waitSignal(page.answered, timeout=500) as told:
        page.advice_list.none.click()
    assert told.args == [()]


@pytest.mark.parametrize("tier", ["stop", "hold"])
def test_a_sign_asks_nothing_more(qtbot: QtBot, page: ScreeningPage, tier: str) -> None:
    if tier == "hold":
        page.stop_list.none.click()
    asked = page.stop_list if tier == "stop" else page.hold_list
    asked._rows[0].click()
    with qtbot.waitSignal(page.answered, timeout=500) as told:
        asked.none.click()
    assert told.args == [(asked._rows[0].question_id,)]


def test_advice_says_go_on_and_holds_nothing(qtbot: QtBot, page: ScreeningPage) -> None:
    page.show_third()
    row = page.advice_list._rows[0]
    row.click()
    page.advice_list.none.click()
    assert page.steps.currentWidget() is page.advice
    assert page.advice.go_on.isVisible()
    assert not page.advice.clear.isVisible()
    assert not page.advice.urgent_card.isVisible()
    with qtbot.waitSignal(page.answered, timeout=500) as told:
        page.advice.go_on.click()
    assert told.args == [(row.question_id,)]


def test_a_circumstance_waits_for_a_yes(page: ScreeningPage, library: Library) -> None:
    page.show_advice(library.screening, "GB", "hold", (), ("pregnancy",))
    settle()
    assert "pregnancy" in page.advice.text.plain()
    assert not page.advice.marked_card.isVisible()
    assert page.advice.clear.isVisible()
    page.show_advice(library.screening, "GB", "hold", (library.screening.of_tier("hold")[0].id,))
    settle()
    assert "pregnancy" not in page.advice.text.plain()
    assert page.advice.marked_card.isVisible()


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("within", [False, True])
def test_nothing_is_clipped(show: Show, library: Library, within: bool, width: int, height: int, scale: float) -> None:
    T.apply(text_scale=scale)
    page = ScreeningPage(within=within)
    page.begin(library.screening, "GB", with_advice=True)
    show(page, width, height)
    for step in (page.stop_list, page.hold_list, page.advice_list):
        page.steps.setCurrentWidget(step)
        settle()
        assert clipped(step) == []
        assert unnamed(step) == []
    page.show_advice(library.screening, "GB", "advice", tuple(q.id for q in library.screening.of_tier("advice")))
    settle()
    assert clipped(page.advice) == []
    assert unnamed(page.advice) == []
