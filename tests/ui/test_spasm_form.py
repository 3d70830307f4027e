"""The spasm form: when without typing and never in the future, everything else optional, nothing lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coach.diary import Spasm, SpasmDetails
from tests.fakes import FakeClock
from tests.plan.story import moment
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.spasm_form import SpasmForm
from ui.theme import T

Key = Qt.Key
NOW = moment(13, 20.2)
TOLD = SpasmDetails(
    where=("low_left", "low_mid"),
    strength="moderate",
    feel=("cramp", "locked"),
    doing=("lifting",),
    two_hours=("none",),
    day_before=("long-drive", "stress"),
    signs=("stiff",),
    eased=("warmth",),
    note="The laundry basket.",
)
SPASM = Spasm(id="a" * 32, onset=moment(11, 15.25), logged=moment(11, 15.5), told=TOLD, told_at=moment(11, 16))


class Answers:
    """A form and what it tells."""

    def __init__(self, form: SpasmForm) -> None:
        self.form = form
        self.saved: list[tuple[datetime, SpasmDetails]] = []
        self.told: list[str] = []
        form.saved.connect(self._saved)
        form.closed.connect(lambda: self.told.append("closed"))
        form.removed.connect(lambda: self.told.append("removed"))
        form.ease.connect(lambda: self.told.append("ease"))

    def _saved(self, onset: datetime, details: SpasmDetails) -> None:
        self.saved.append((onset, details))

    def chip(self, kind: str, value: str) -> None:
        self.form.questions.lists[kind].chips[value].click()

    def when(self, value: str) -> None:
        self.form.questions.when.chips.chips[value].click()


@pytest.fixture
def new(show: Show) -> Answers:
    form = SpasmForm()
    form.begin(None, NOW)
    show(form, 640, 640)
    return Answers(form)


# -- when --------------------------------------------------------------------------------------------------------


def test_saving_right_away_is_enough(new: Answers) -> None:
    new.form.save.click()
    assert new.saved == [(NOW, SpasmDetails())]


def test_just_now_is_the_moment_of_saving_where_there_is_a_clock(show: Show, clock: FakeClock) -> None:
    form = SpasmForm(clock=clock)
    form.begin(None, clock.wall)
    show(form, 640, 640)
    answers = Answers(form)
    clock.set(clock.wall + timedelta(minutes=25))
    form.save.click()
    assert answers.saved[0][0] == clock.wall


def test_an_hour_is_chosen_by_pressing(new: Answers) -> None:
    when = new.form.questions.when
    assert not when.steppers.isVisible()
    new.when("today")
    assert when.onset() == moment(13, 19)
    when.clock.less.click()
    when.clock.less.click()
    when.clock.more.click()
    assert when.onset() == moment(13, 18)
    assert not when.day.isVisible()
    new.when("yesterday")
    assert when.onset() == moment(12, 20)
    new.when("other")
    when.day.less.click()
    when.clock.less.click()
    assert when.onset() == moment(10, 19)
    assert "Thu 12 Mar" in when.day.value.text()


def test_no_press_leads_into_the_future(new: Answers) -> None:
    when = new.form.questions.when
    new.when("today")
    for _once in range(5):
        when.clock.more.click()
    assert when.onset() <= NOW
    assert not when.clock.more.isEnabled()
    new.when("other")
    for _once in range(5):
        when.day.more.click()
    assert when.onset() <= NOW
    assert when.onset().date() == NOW.date()
    assert not when.day.more.isEnabled()


def test_the_hour_goes_round_the_clock_of_its_day(new: Answers) -> None:
    when = new.form.questions.when
    new.when("yesterday")
    for _once in range(24):
        when.clock.less.click()
        assert when.onset().date() == moment(12).date()
    assert when.onset() == moment(12, 20)


def test_shortly_after_midnight_today_is_still_today(show: Show) -> None:
    form = SpasmForm()
    form.begin(None, moment(13, 0.3))
    show(form, 640, 640)
    form.questions.when.chips.chips["today"].click()
    assert form.questions.onset() == moment(13, 0)
    assert not form.questions.when.clock.less.isEnabled()


def test_the_stepper_is_used_by_keyboard(new: Answers) -> None:
    new.when("yesterday")
    clock = new.form.questions.when.clock
    clock.less.setFocus()
    QTest.keyClick(clock.less, Key.Key_Minus)
    QTest.keyClick(clock.less, Key.Key_Space)
    QTest.keyClick(clock.less, Key.Key_Plus)
    assert new.form.questions.onset() == moment(12, 19)
    assert clock.less.accessibleDescription() == clock.value.text()


@pytest.mark.parametrize(("hours", "remembered"), [(0.9, False), (3, True)])
def test_what_is_written_late_is_called_remembered(show: Show, hours: float, remembered: bool) -> None:
    form = SpasmForm()
    form.begin(None, NOW, NOW - timedelta(hours=hours))
    show(form, 640, 640)
    assert form.questions.remembered.isVisible() == remembered


def test_a_spasm_stays_as_fresh_as_it_was_first_written(show: Show) -> None:
    form = SpasmForm()
    form.begin(SPASM, NOW)
    show(form, 640, 640)
    assert not form.questions.remembered.isVisible(), "written a quarter of an hour after it began"


# -- the rest ----------------------------------------------------------------------------------------------------


def test_all_that_is_told_is_saved(new: Answers) -> None:
    questions = new.form.questions
    questions.map.set_regions(TOLD.where)
    questions.strength.cells[1].click()
    for kind in ("feel", "doing", "two_hours", "day_before", "signs", "eased"):
        for value in getattr(TOLD, kind):
            new.chip(kind, value)
    questions.note.set_text("  The laundry basket. ")
    new.form.save.click()
    assert new.saved == [(NOW, TOLD)]


def test_nothing_of_this_stands_alone(new: Answers) -> None:
    chips = new.form.questions.lists["day_before"]
    new.chip("day_before", "stress")
    new.chip("day_before", "long-drive")
    new.chip("day_before", "none")
    assert chips.answer() == ("none",)
    new.chip("day_before", "stress")
    assert chips.answer() == ("stress",)
    new.chip("day_before", "stress")
    assert chips.answer() == ()


def test_where_is_named_below_the_map(new: Answers) -> None:
    questions = new.form.questions
    assert "Tap" in questions.where.text()
    at = questions.map.cell("low_right").center().toPoint()
    QTest.mouseClick(questions.map, Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert questions.where.text() == "Low back, right"


def test_the_first_screen_has_when_where_how_bad_and_doing(show: Show) -> None:
    form = SpasmForm()
    form.begin(None, NOW)
    show(form, 616, 637)  # what the journal gives it at 1180 x 760
    questions = form.questions
    for asked in (questions.when, questions.map, questions.where, questions.strength, questions.lists["doing"]):
        bottom = asked.mapTo(form, asked.rect().bottomLeft()).y()
        assert bottom <= form.roll.mapTo(form, form.roll.rect().bottomLeft()).y(), asked
    assert questions.map.cell("low_mid").width() >= 34
    assert form.save.isVisible()


def test_a_spasm_is_corrected(show: Show) -> None:
    form = SpasmForm()
    form.begin(SPASM, NOW)
    show(form, 640, 640)
    answers = Answers(form)
    assert form.questions.details() == TOLD
    assert not form.questions.when.chips.chips["now"].isVisible()
    assert not form.ease_button.isVisible()
    before = form.dirty
    answers.chip("doing", "twisting")
    assert (before, form.dirty) == (False, True)
    form.save.click()
    assert answers.saved[0][0] == SPASM.onset, "to the minute, as it was"
    assert answers.saved[0][1].doing == ("lifting", "twisting")
    form.remove.click()
    form.close_button.click()
    assert answers.told == ["removed", "closed"]


def test_a_new_one_offers_to_ease_it(new: Answers) -> None:
    assert not new.form.remove.isVisible()
    new.form.ease_button.click()
    assert new.told == ["ease"]


def test_ctrl_enter_saves(new: Answers) -> None:
    new.form.questions.map.setFocus()
    QTest.keyClick(new.form.questions.map, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(new.saved) == 1


def test_a_double_click_saves_once(new: Answers) -> None:
    new.form.saved.connect(lambda: new.form.settle())
    new.form.save.click()
    new.form.save.click()
    assert len(new.saved) == 1


def test_time_passes_without_touching_what_was_told(new: Answers) -> None:
    new.chip("doing", "lifting")
    new.form.set_now(NOW + timedelta(hours=2))
    assert new.form.questions.onset() == NOW + timedelta(hours=2)
    assert new.form.dirty
    assert new.form.questions.details().doing == ("lifting",)


def test_a_problem_is_said_and_nothing_lost(new: Answers) -> None:
    new.chip("doing", "lifting")
    new.form.show_problem("The disk is full.")
    assert new.form.problem.isVisible()
    assert new.form.questions.details().doing == ("lifting",)


def test_a_note_keeps_to_its_length(new: Answers) -> None:
    new.form.questions.note.set_text("x" * 5_000)
    assert len(new.form.questions.details().note) == 4_000


# -- the whole window, at night ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_save_and_later_are_in_view_at_night(show: Show, width: int, height: int, scale: float) -> None:
    T.apply("dark", text_scale=scale)
    form = SpasmForm(whole=True)
    form.begin(Spasm(id="a" * 32, onset=NOW, logged=NOW), NOW + timedelta(minutes=20))
    show(form, width, height)
    for button in (form.save, form.close_button):
        at = button.mapTo(form, QPoint(0, 0))
        assert button.isVisible()
        assert form.rect().contains(at)
        assert form.rect().contains(at + QPoint(button.width() - 1, button.height() - 1))
        assert button.height() >= 56
    assert form.title.text() == "What happened?"


def test_later_and_take_it_out(show: Show) -> None:
    form = SpasmForm(whole=True)
    form.begin(SPASM, NOW)
    show(form, 900, 640)
    answers = Answers(form)
    form.close_button.click()
    form.remove.click()
    assert form.close_button.words == "Later"
    assert answers.told == ["closed", "removed"]


# -- looks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("spasm", [None, SPASM])
def test_nothing_is_clipped(show: Show, width: int, height: int, scale: float, whole: bool, spasm: Any) -> None:
    T.apply("light", text_scale=scale)
    form = SpasmForm(whole=whole)
    form.begin(spasm, NOW)
    show(form, width, height)
    form.questions.when.chips.chips["other"].click()
    settle()
    assert clipped(form) == []
    assert unnamed(form) == []


def test_every_question_is_reached_by_tab(new: Answers) -> None:
    reached: set[str] = set()
    new.form.questions.when.chips.chips["now"].setFocus()
    for _once in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused.objectName())
        QTest.keyClick(focused, Key.Key_Tab)
    assert {"spasm_map", "spasm_strength.0", "spasm_doing.lifting", "spasm_note.edit", "spasm_save"} <= reached
    assert not {"spasm_doing.bending", "spasm_doing.twisting"} & reached, "one stop for a row of chips"


def test_it_goes_when_its_last_name_goes() -> None:
    assert is_freed(SpasmForm)
    assert is_freed(lambda: SpasmForm(whole=True))
