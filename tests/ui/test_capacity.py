"""The test day: one try at a time, rests between them, and everything kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from coach.pages import plan_views as views
from tests.fakes import FakeClock
from tests.ui import plan_stories as stories
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, settle, unnamed
from ui.pages.capacity import TestDay
from ui.pages.capacity_clock import LEAD_MS
from ui.theme import T
from ui.ticker import Ticker

Key = Qt.Key


# -- the day --


class Somebody:
    """Somebody on a test day, with the time in our hand."""

    def __init__(self, page: TestDay, clock: FakeClock, day: views.TestDayView) -> None:
        self.page, self.clock, self.day = page, clock, day
        self.kept: list[dict[str, Any]] = []
        self.over = self.closed = 0
        page.kept.connect(self.kept.append)
        page.over.connect(self._over)
        page.closed.connect(self._closed)

    def _over(self) -> None:
        self.over += 1

    def _closed(self) -> None:
        self.closed += 1

    def wait(self, ms: int, step: int = 500) -> None:
        for _once in range(0, ms, step):
            self.clock.advance_ms(step)
            self.page.advance()

    @property
    def shown(self) -> QWidget | None:
        return self.page.layers.currentWidget()

    def press(self, key: Qt.Key) -> None:
        page = self.shown
        assert page is not None
        QTest.keyClick(page, key)

    def warm(self, pain: int = 2) -> None:
        self.page.intro.pain.setFocus()
        QTest.keyClick(self.page.intro.pain, Qt.Key(Qt.Key.Key_0 + pain))
        QTest.keyClick(self.page.intro.pain, Key.Key_Return)

    def to_tests(self) -> None:
        self.warm()
        self.page.step.skip.click()
        self.page.step.skip.click()
        assert self.shown is self.page.trying

    def hold(self, seconds: int, *, why: str = "form", pain: int = 2) -> None:
        """Try what is on the screen, and keep it."""
        self.press(Key.Key_Space)
        self.wait(LEAD_MS + 1000 * seconds)
        self.press(Key.Key_Space if self.page.trying.watch.holds else Key.Key_S)
        self.keep(why, pain)

    def keep(self, why: str, pain: int) -> None:
        assert self.shown is self.page.review
        if not self.page.review.reasons[why].isChecked():
            self.page.review.reasons[why].click()
        self.page.review.pain.setFocus()
        QTest.keyClick(self.page.review.pain, Qt.Key(Qt.Key.Key_0 + pain))
        QTest.keyClick(self.page.review, Key.Key_Return)


@pytest.fixture
def ticker(qtbot: QtBot) -> Iterator[Ticker]:
    made = Ticker()
    made.stop()
    assert qtbot is not None
    yield made
    made.stop()


@pytest.fixture
def tester(show: Show, clock: FakeClock, ticker: Ticker, library: Library) -> Somebody:
    day = stories.third(library).tests
    assert [test.id for test in day.tests] == ["chair-stand-60", "side-plank-feet", "front-plank-feet", "back-hold"]
    page = TestDay(ticker, clock)
    page.begin(day)
    show(page, 1180, 760)
    return Somebody(page, clock, day)


@pytest.mark.parametrize(("pain", "may"), [(0, True), (3, True), (4, False), (9, False)])
def test_nobody_is_tested_with_more_pain_than_three(tester: Somebody, pain: int, may: bool) -> None:
    tester.warm(pain)
    assert tester.page.running == may
    if not may:
        assert tester.page.intro.not_now.isVisible()
        assert "quieter day" in tester.page.intro.not_now_words.text()


def test_where_tests_wait_there_is_only_looking(tester: Somebody, library: Library) -> None:
    import msgspec

    tester.page.begin(msgspec.structs.replace(tester.day, not_now="Not now: a spasm."))
    intro = tester.page.intro
    assert not intro.start.isVisible()
    assert not intro.pain.isVisible()
    assert intro.not_now_words.text() == "Not now: a spasm."
    QTest.keyClick(intro, Key.Key_Return)
    assert not tester.page.running


def test_the_warm_up_is_timed_then_counted(tester: Somebody) -> None:
    tester.warm()
    step = tester.page.step
    assert step.title.text() == "March in place"
    tester.press(Key.Key_Space)
    tester.wait(59_000)
    assert step.title.text() == "March in place"
    tester.wait(1_000)
    assert step.title.text() == "Cat-camel"
    assert step.lines[0].text() == "6 times, slowly."
    tester.press(Key.Key_Space)
    assert tester.shown is tester.page.trying


def test_tests_come_in_their_order_with_rests_and_sides(tester: Somebody) -> None:
    tester.to_tests()
    tester.press(Key.Key_Space)
    tester.wait(LEAD_MS)
    for _once in range(7):
        tester.press(Key.Key_Space)
    tester.press(Key.Key_Minus)
    tester.wait(60_000)
    tester.keep("done", 3)
    step = tester.page.step
    assert tester.shown is step
    assert "Side plank from the feet, right" in step.lines[0].text()
    tester.wait(179_500)
    assert step.title.text() == "Three minutes of quiet"
    tester.wait(500)
    assert step.title.text() == "Ready when you are"
    tester.wait(200_000)
    assert tester.shown is step, "who rests longer is not called"
    tester.press(Key.Key_Space)
    tester.hold(20)
    tester.press(Key.Key_Space)
    tester.hold(25, why="breath")
    tester.press(Key.Key_Space)
    tester.hold(50, why="form", pain=4)
    tester.press(Key.Key_Space)
    tester.hold(30)
    assert tester.over == 1
    shown = [(one["test"], one["side"], one["value"], one["ended"], one["pain_worst"]) for one in tester.kept]
    assert shown == [
        ("chair-stand-60", None, 6, "done", 3),
        ("side-plank-feet", "right", 20, "form", 2),
        ("side-plank-feet", "left", 25, "breath", 2),
        ("front-plank-feet", None, 50, "form", 4),
        ("back-hold", None, 30, "form", 2),
    ]
    assert {one["pain_before"] for one in tester.kept} == {2}


def test_a_hold_that_reaches_its_limit_needs_no_reason(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.press(Key.Key_Space)
    tester.wait(LEAD_MS + 241_000)
    review = tester.page.review
    assert tester.shown is review
    assert review.reasons["limit"].isChecked()
    assert review.value.text() == "240 s"


def test_leaving_one_out_leaves_both_sides_out_without_a_rest(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    assert tester.page.trying.title.text() == "Side plank from the feet"
    tester.page.trying.skip.click()
    assert tester.page.trying.title.text() == "Front plank from the feet"
    tester.page.trying.skip.click()
    tester.page.trying.skip.click()
    assert (tester.over, tester.kept) == (1, [])


def test_pain_above_five_ends_the_day(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.hold(12, why="pain", pain=6)
    assert tester.over == 1
    assert tester.page.hurt
    assert [one["ended"] for one in tester.kept] == ["pain"]


def test_a_try_is_kept_only_when_why_and_pain_are_said(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.press(Key.Key_Space)
    tester.wait(LEAD_MS + 9_000)
    tester.press(Key.Key_Space)
    review = tester.page.review
    assert not review.keep.isEnabled()
    review.reasons["form"].click()
    assert not review.keep.isEnabled()
    tester.press(Key.Key_Return)
    assert tester.kept == []
    tester.keep("form", 1)
    assert len(tester.kept) == 1


def test_a_count_can_be_put_right_afterwards(tester: Somebody) -> None:
    tester.to_tests()
    tester.press(Key.Key_Space)
    tester.wait(LEAD_MS)
    tester.press(Key.Key_Space)
    tester.press(Key.Key_S)
    review = tester.page.review
    assert review.more.isVisible()
    review.more.click()
    review.more.click()
    review.less.click()
    assert review.value.text() == "2"
    tester.keep("form", 2)
    assert tester.kept[0]["value"] == 2


def test_leaving_asks_and_keeps_what_was_done(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.hold(15)
    tester.press(Key.Key_Escape)
    assert tester.page.layers.currentIndex() == tester.page.layers.indexOf(tester.page.ask)
    tester.press(Key.Key_Escape)
    assert tester.shown is tester.page.step, "Esc in the question goes on"
    tester.press(Key.Key_Escape)
    tester.page.ask.chosen.emit("end")
    assert (tester.over, len(tester.kept)) == (1, 1)


def test_escape_while_the_watch_runs_ends_the_try_first(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.press(Key.Key_Space)
    tester.wait(LEAD_MS + 8_000)
    tester.press(Key.Key_Escape)
    assert tester.shown is tester.page.review
    assert tester.page.review.value.text() == "8 s"


def test_leaving_before_anything_was_done_goes_back(tester: Somebody) -> None:
    tester.to_tests()
    tester.press(Key.Key_Escape)
    tester.page.ask.chosen.emit("end")
    assert (tester.closed, tester.over) == (1, 0)


def test_a_try_during_which_the_computer_slept_is_told_and_begins_anew(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.press(Key.Key_Space)
    tester.wait(LEAD_MS + 8_000)
    tester.clock.advance_ms(60_000)
    tester.page.advance()
    assert tester.page.trying.notice.isVisible()
    assert tester.page.trying.watch.state == "ready"
    tester.press(Key.Key_Space)
    assert not tester.page.trying.notice.isVisible()


def test_the_moments_have_their_sounds(tester: Somebody) -> None:
    heard: list[str] = []
    tester.page.sounded.connect(heard.append)
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.hold(5)
    assert heard == ["tick", "tick", "tick", "start", "end"]


def test_time_runs_only_while_it_is_needed(tester: Somebody, ticker: Ticker) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.press(Key.Key_Space)
    tester.clock.advance_ms(1_000)
    ticker.tick.emit()
    assert tester.page.trying.watch.lead_left_ms == LEAD_MS - 1_000
    tester.page.hide()
    tester.clock.advance_ms(1_000)
    ticker.tick.emit()
    assert tester.page.trying.watch.lead_left_ms == LEAD_MS - 1_000


def test_the_stopwatch_says_what_it_shows(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    ring = tester.page.trying.ring
    tester.press(Key.Key_Space)
    tester.wait(1_000)
    assert ring.digits() == "2"
    tester.wait(2_000 + 67_000)
    assert ring.digits() == "1:07"
    assert "1:07" in ring.accessibleDescription()


# -- what came of it --


def test_results_show_what_was_done_and_nothing_else(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.page.trying.skip.click()
    tester.hold(40)
    tester.press(Key.Key_Escape)
    tester.page.ask.chosen.emit("end")
    tester.page.show_results(tester.day)
    assert len(tester.page.results.notes) == 1
    assert not tester.page.results.ratio.isVisible()
    assert not tester.page.results.problem.isVisible()


def test_results_that_could_not_be_kept_can_be_tried_again(tester: Somebody) -> None:
    tester.to_tests()
    tester.page.trying.skip.click()
    tester.hold(15)
    tester.page.show_results(tester.day, "The disk is full.", unkept=1)
    results = tester.page.results
    assert results.problem.isVisible()
    assert results.problem_words.text() == "The disk is full."
    assert results.notes == [], "what is not kept is not compared"
    asked: list[bool] = []
    tester.page.again.connect(lambda: asked.append(True))
    results.retry.click()
    assert asked == [True]


# -- looks --


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped_on_the_way(
    show: Show, clock: FakeClock, ticker: Ticker, library: Library, width: int, height: int, scale: float
) -> None:
    T.apply(text_scale=scale, reduced_motion=True)
    day = stories.third(library).tests
    page = TestDay(ticker, clock)
    page.begin(day)
    window = show(page, width, height)
    tester = Somebody(page, clock, day)

    def fine(where: str) -> None:
        settle()
        current = page.layers.currentWidget()
        assert current is not None
        assert (where, clipped(current)) == (where, [])
        assert (where, unnamed(current)) == (where, [])

    fine("intro")
    tester.warm()
    fine("march")
    tester.press(Key.Key_Space)
    tester.page.step.skip.click()
    fine("cat-camel")
    tester.page.step.skip.click()
    fine("chair stand")
    tester.press(Key.Key_Space)
    tester.wait(LEAD_MS)
    fine("counting")
    tester.press(Key.Key_S)
    fine("review of a count")
    tester.keep("form", 2)
    fine("rest")
    tester.press(Key.Key_Space)
    fine("plank")
    tester.press(Key.Key_Space)
    tester.wait(LEAD_MS + 5_000)
    fine("holding")
    tester.press(Key.Key_Space)
    fine("review of a hold")
    tester.keep("form", 6)
    page.show_results(day, "The disk is full.")
    fine("results")
    assert window.isVisible()
