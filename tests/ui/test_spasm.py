"""Spasm help: from every page with one press, noted at once, eased, told; by night the window is dark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coach.app import FLARE_UP
from coach.diary import SpasmDetails
from coach.errors import CoachError
from tests.fakes import MONDAY_AT_8
from tests.ui.keyboard import Key, Person, begin, none_of_these
from ui.theme import T
from ui.welcome_desk import is_first_start


def open_the_log(person: Person) -> None:
    """From anywhere, by F1, to the log of the spasm that was noted."""
    person.press(Key.Key_F1)
    none_of_these(person)
    person.tab_to("spasm_tell")
    person.press(Key.Key_Space)
    assert person.shown == "spasm_form"


# -- the way through ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", ["today", "plan", "journal", "progress", "library", "learn", "settings", "insights", "cards"]
)
def test_help_is_one_key_away_on_every_page(person: Person, key: str) -> None:
    person.desk.window.go(key)
    person.press(Key.Key_F1)
    assert person.shown == "screening"
    none_of_these(person)
    assert person.desk.window.shown == "easing"
    (spasm,) = person.coach.history.spasms
    assert spasm.onset == spasm.logged == person.clock.wall
    assert person.coach.history.screenings[-1].context == "flare-up"
    assert person.coach.safety().verdict == "clear"


def test_help_is_one_click_away(person: Person) -> None:
    QTest.mouseClick(person.desk.window.rail.items["spasm"], Qt.MouseButton.LeftButton)
    assert person.shown == "screening"
    person.desk.window.go("today")
    QTest.mouseClick(person.desk.window.today.spasm_tile, Qt.MouseButton.LeftButton)
    assert person.shown == "screening"


def test_help_is_there_in_the_middle_of_a_session(person: Person) -> None:
    begin(person)
    person.wait(30_000)
    person.press(Key.Key_F1)
    assert person.shown == "screening"
    assert person.desk.flows is not None
    assert person.desk.flows.session_page().live is None
    none_of_these(person)
    assert person.desk.window.shown == "easing"
    assert person.coach.interrupted() is None  # after a spasm it does not go on


def test_help_is_one_click_away_in_a_session(person: Person) -> None:
    begin(person)
    assert person.desk.flows is not None
    button = person.desk.flows.session_page().view.help_button
    assert button.height() >= 40
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert person.shown == "screening"
    assert person.desk.flows.session_page().live is None


def test_help_is_one_click_away_where_a_flow_covers_the_rail(person: Person) -> None:
    window, flows = person.desk.window, person.desk.flows
    assert flows is not None
    assert not window.help_button.isVisible()
    person.coach.answer_screening("first-run", ())
    shows: list[Callable[[], None]] = [
        partial(flows.play, "calm-early"),
        person.desk.today_desk.explain,
        person.desk.plan_desk.change_pace,
    ]
    for show in shows:
        show()
        assert window.help_button.isVisible()
        QTest.mouseClick(window.help_button, Qt.MouseButton.LeftButton)
        assert person.shown == "screening"
        assert not window.help_button.isVisible()
    window.go("today")
    assert not window.help_button.isVisible()


def test_a_second_press_in_the_hurry_changes_nothing(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.press(Key.Key_F1)
    assert person.desk.window.shown == "easing"
    assert len(person.coach.history.spasms) == 1


def test_a_press_hours_later_is_another_spasm(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    for answer, spasms in (("same", 1), ("new", 2)):
        person.clock.advance_ms(5 * 3_600_000)
        person.press(Key.Key_F1)
        assert person.shown == "screening"
        none_of_these(person)
        assert person.shown == "spasm_same"
        person.tab_to(f"answer_{answer}")
        person.press(Key.Key_Space)
        assert person.desk.window.shown == "easing"
        assert len(person.coach.history.spasms) == spasms


def test_it_began_earlier_makes_no_second_spasm_of_the_next_press(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.tab_to("spasm_earlier")
    person.press(Key.Key_Space)
    person.tab_to("answer_3")
    person.press(Key.Key_Space)
    person.desk.window.go("today")
    person.clock.advance_ms(600_000)
    person.press(Key.Key_F1)
    none_of_these(person)
    assert person.desk.window.shown == "easing"
    assert len(person.coach.history.spasms) == 1


def test_no_spasm_takes_out_nothing_that_was_told_before(person: Person) -> None:
    person.coach.answer_screening("first-run", ())
    told = SpasmDetails(where=("low_mid",), note="A sock.")
    person.coach.journal.tell_spasm(None, person.clock.wall, told)
    person.clock.advance_ms(600_000)
    person.press(Key.Key_F1)
    none_of_these(person)
    person.tab_to("spasm_none")
    person.press(Key.Key_Space)
    assert [spasm.told for spasm in person.coach.history.spasms] == [told]


def test_what_was_taken_back_can_be_put_back(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    kept = person.coach.history.spasms
    for left in ((), kept):
        person.tab_to("spasm_none")
        person.press(Key.Key_Space)
        assert person.coach.history.spasms == left


def test_later_keeps_what_was_told_so_far(person: Person) -> None:
    open_the_log(person)
    person.tab_to("spasm_map")
    person.press(Key.Key_Space)
    person.press(Key.Key_Escape)
    assert person.desk.window.shown == "today"
    assert [spasm.told.where for spasm in person.coach.history.spasms] == [("low_mid",)]


def test_closing_the_window_keeps_what_was_told_so_far(person: Person) -> None:
    open_the_log(person)
    person.tab_to("spasm_map")
    person.press(Key.Key_Space)
    person.desk.window.close()
    assert [spasm.told.where for spasm in person.coach.history.spasms] == [("low_mid",)]


def test_a_position_that_hurts_leads_back_and_says_so(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.press(Key.Key_Space)
    person.desk.ticker.stop()
    person.wait(30_000)
    person.press(Key.Key_H)
    person.press(Key.Key_4)
    person.tab_to("hurt_end")
    person.press(Key.Key_Space)
    assert person.desk.window.shown == "easing"
    assert person.desk.flows is not None
    assert person.desk.flows.spasm_help.page().title.text() == "Then this was not the one"


def test_the_stop_rules_in_a_position_lead_back_to_the_help(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.press(Key.Key_Space)
    person.desk.ticker.stop()
    person.wait(30_000)
    person.press(Key.Key_H)
    person.press(Key.Key_9)
    person.tab_to("hurt_questions")
    person.press(Key.Key_Space)
    assert person.shown == "screening"
    none_of_these(person)
    assert person.desk.window.shown == "easing"


def test_asked_again_not_now_leads_back_to_the_help(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.tab_to("spasm_questions")
    person.press(Key.Key_Space)
    person.press(Key.Key_Escape)
    assert person.desk.window.shown == "easing"
    assert len(person.coach.history.spasms) == 1
    # And the next wish for help is a first one again.
    person.press(Key.Key_Escape)
    person.clock.advance_ms(20 * 3_600_000)
    person.press(Key.Key_F1)
    none_of_these(person)
    assert len(person.coach.history.spasms) == 2


def test_while_sessions_are_held_the_signs_are_asked_all_the_same(person: Person) -> None:
    person.coach.answer_screening("weekly", (person.coach.library.screening.of_tier("hold")[0].id,))
    person.clock.advance_ms(86_400_000)
    person.press(Key.Key_F1)
    assert person.desk.flows is not None
    page = person.desk.flows.spasm_help.safety.page()
    assert page.steps.currentWidget() is page.stop_list
    none_of_these_or_advice(person)
    assert page.steps.currentWidget() is page.advice
    assert len(person.coach.history.spasms) == 1


def none_of_these_or_advice(person: Person) -> None:
    """Both lists to their end; then the advice has the page."""
    assert person.desk.flows is not None
    page = person.desk.flows.spasm_help.safety.page()
    for _once in range(10):
        if page.steps.currentWidget() is page.advice:
            return
        person.press(Key.Key_Space)


def test_welcome_comes_after_the_help_where_it_was_left_for_it(person: Person) -> None:
    desk = person.desk
    assert desk.welcome_desk is not None
    desk.welcome_desk.begin()
    assert person.shown == "welcome"
    person.press(Key.Key_F1)
    none_of_these(person)
    person.press(Key.Key_Escape)
    assert person.shown == "welcome"
    assert is_first_start(person.coach)


def test_a_position_is_played_at_once_and_leads_back(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.press(Key.Key_Space)  # the first position has the focus
    assert person.shown == "session"
    person.desk.ticker.stop()
    assert person.desk.flows is not None
    live = person.desk.flows.session_page().live
    assert live is not None
    assert live.run.timeline.name == "Constructive rest"
    assert live.run.timeline.total_ms >= 300_000
    person.wait_out()
    assert person.desk.window.shown == "easing"
    page = person.desk.flows.spasm_help.page()
    assert page.title.text() == "Is it easier?"
    assert QApplication.focusWidget() is page.tell_button
    person.press(Key.Key_Space)
    assert person.shown == "spasm_form"


def test_leaving_a_position_leads_back_too(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.tab_to("spasm_first_aid")
    person.press(Key.Key_Space)
    person.desk.ticker.stop()
    assert person.coach.history.sessions[-1].start.session_id == FLARE_UP
    person.press(Key.Key_Escape)
    person.tab_to("answer_end")
    person.press(Key.Key_Space)
    assert person.desk.window.shown == "easing"


def test_a_session_afterwards_leads_to_its_check_in_again(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.press(Key.Key_Space)
    person.desk.ticker.stop()
    person.wait_out()
    person.press(Key.Key_Escape)
    assert person.desk.window.shown == "today"
    assert person.desk.flows is not None
    person.desk.flows.play("calm-early")
    assert person.shown == "ready"
    person.press(Key.Key_3)
    person.press(Key.Key_Return)
    person.desk.ticker.stop()
    person.wait_out()
    assert person.shown == "checkin"


def test_what_was_noted_can_be_taken_back(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.tab_to("spasm_none")
    person.press(Key.Key_Space)
    assert person.coach.history.spasms == ()
    assert person.desk.window.shown == "easing"


def test_it_may_have_begun_earlier(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    noted = person.clock.wall
    person.tab_to("spasm_earlier")
    person.press(Key.Key_Space)
    assert person.shown == "spasm_began"
    person.tab_to("answer_3")
    person.press(Key.Key_Space)
    (spasm,) = person.coach.history.spasms
    assert (spasm.onset, spasm.logged) == (noted - timedelta(hours=3), noted)


def test_a_sign_leads_to_help_and_the_spasm_is_noted(person: Person) -> None:
    person.press(Key.Key_F1)
    question = person.coach.library.screening.of_tier("stop")[0]
    person.tab_to(f"question_{question.id}")
    person.press(Key.Key_Space)
    person.tab_to("screening_stop_next")
    person.press(Key.Key_Space)
    assert person.coach.safety().verdict == "stop"
    assert len(person.coach.history.spasms) == 1
    person.desk.window.go("today")
    person.press(Key.Key_F1)
    assert person.shown == "screening"  # where to go, and no position


def test_what_happened_is_told_by_keyboard(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    noted = person.clock.wall
    person.clock.advance_ms(600_000)
    person.tab_to("spasm_tell")
    person.press(Key.Key_Space)
    assert person.shown == "spasm_form"
    person.tab_to("spasm_map")
    person.press(Key.Key_Space)
    person.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert person.desk.window.shown == "today"
    (spasm,) = person.coach.history.spasms
    assert len(spasm.told.where) == 1
    assert (spasm.onset, spasm.logged, spasm.told_at) == (noted, noted, noted + timedelta(minutes=10))


def test_what_cannot_be_kept_stays_on_the_page(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    open_the_log(person)

    def full(*_args: object, **_rest: object) -> None:
        raise CoachError("The disk is full.")

    monkeypatch.setattr(person.coach.store, "save_spasm_log", full)
    person.tab_to("spasm_save")
    person.press(Key.Key_Space)
    assert person.shown == "spasm_form"
    assert person.desk.flows is not None
    assert "disk is full" in person.desk.flows.spasm_help.form().problem.text()


def test_the_signs_can_be_asked_again_without_a_second_spasm(person: Person) -> None:
    person.press(Key.Key_F1)
    none_of_these(person)
    person.clock.advance_ms(2 * 3_600_000)
    person.tab_to("spasm_questions")
    person.press(Key.Key_Space)
    assert person.shown == "screening"
    none_of_these(person)
    assert person.desk.window.shown == "easing"
    assert len(person.coach.history.spasms) == 1


# -- by night ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hour", "dark"), [(3, True), (6, True), (7, False), (14, False), (21, True)])
def test_the_window_is_dark_by_night_until_the_morning(person: Person, hour: int, dark: bool) -> None:
    window = person.desk.window
    person.clock.set(MONDAY_AT_8.replace(hour=hour) + timedelta(days=1))
    person.press(Key.Key_F1)
    assert T.c.dark is dark
    window.follow_daylight(MONDAY_AT_8.replace(hour=2))
    assert T.c.dark is dark
    window.follow_daylight(MONDAY_AT_8.replace(hour=7))
    assert not T.c.dark
