"""The window led through a whole session with a fake clock, by keyboard alone: from the first start to Progress."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.paths import DataFolder
from coach.session.events import Eased, Hurt, LineSkipped, Paused, Repeated, Stopped
from coach.session.run import LEAD_IN_MS
from tests.fakes import FakeClock
from tests.ui.keyboard import Key, Person, begin, close_desk, none_of_these, open_desk
from ui.desk import Desk


def test_from_first_start_to_progress_by_keyboard_alone(person: Person) -> None:
    begin(person)
    person.wait_out()
    assert person.shown == "checkin"
    person.press(Key.Key_3)
    person.press(Key.Key_Tab)
    person.press(Key.Key_5)
    person.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert person.desk.window.shown == "progress"
    played = person.coach.history.sessions[-1]
    assert played.finished
    assert len(played.lines_done) == 6
    assert (played.pain_before, played.pain_worst) == (4, 5)
    assert played.check_in is not None
    assert played.check_in.pain_now == 3


def test_it_is_all_still_there_tomorrow(
    person: Person, qapp: QApplication, folder: DataFolder, clock: FakeClock
) -> None:
    begin(person)
    person.wait_out()
    person.press(Key.Key_2)
    person.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    close_desk(person.desk)
    clock.set(clock.wall.replace(day=clock.wall.day + 1))
    tomorrow = open_desk(folder, qapp, clock)
    assert tomorrow.coach is not None
    view = tomorrow.coach.today()
    assert (view.sessions_ever, view.week_done, view.done_today, view.kind) == (1, 1, 0, "session")
    person.desk = tomorrow


def test_first_picture_is_the_last_known_today(
    person: Person, qapp: QApplication, folder: DataFolder, clock: FakeClock
) -> None:
    title = person.coach.today().title
    close_desk(person.desk)
    desk = Desk(folder, qapp, clock)
    desk.ticker.stop()
    assert desk.window.today.hero.title.text() == title
    assert not desk.window.today.hero.go.isEnabled()
    desk.open()
    if desk.welcome_desk is not None:
        desk.welcome_desk.leave()
    assert desk.window.today.hero.go.isEnabled()
    desk.ticker.stop()
    person.desk = desk


def test_keys_of_the_session(person: Person) -> None:
    begin(person)
    assert person.desk.flows is not None
    page = person.desk.flows.session_page()
    live = page.live
    assert live is not None
    person.wait(20_000)
    person.press(Key.Key_Space)
    assert person.state() == "paused"
    at = live.run.position_ms
    person.wait(1_500)
    assert live.run.position_ms == at
    person.press(Key.Key_Space)
    assert person.state() == "playing"
    total = live.run.timeline.total_ms
    person.press(Key.Key_Plus)
    assert live.run.timeline.total_ms == total + 15_000
    person.press(Key.Key_R)
    assert "Lie on your back" in page.view.stage.accessibleDescription() or page.view.stage.caption.startswith(
        "Constructive rest"
    )
    person.press(Key.Key_Right)
    assert live.run.segment.line == 1
    person.press(Key.Key_Left)
    assert live.run.segment.line == 0
    person.press(Key.Key_Down)
    assert person.coach.settings.sound.volume == 95
    person.press(Key.Key_Up)
    assert person.coach.settings.sound.volume == 100
    person.press(Key.Key_M)
    assert person.coach.settings.sound.muted
    person.press(Key.Key_F)
    assert person.desk.window.isFullScreen()
    person.press(Key.Key_F)
    assert not person.desk.window.isFullScreen()
    kinds = [type(e) for e in person.coach.store.history().sessions[-1].events]
    assert LineSkipped in kinds
    assert Paused in kinds
    assert Repeated not in kinds


def test_mild_hurt_eases_the_exercise_at_once(person: Person) -> None:
    begin(person)
    person.wait(120_000)
    assert person.desk.flows is not None
    page = person.desk.flows.session_page()
    live = page.live
    assert live is not None
    exercise = live.run.exercise.id
    person.press(Key.Key_H)
    assert person.state() == "paused"
    assert page.layers.currentWidget() is page.hurt_panel
    person.press(Key.Key_4)
    person.tab_to("hurt_ease")
    person.press(Key.Key_Return)
    assert page.layers.currentIndex() == 0
    assert person.state() == "playing"
    assert live.run.exercise.id == person.coach.library.exercise(exercise).easier
    events = person.coach.store.history().sessions[-1].events
    assert any(isinstance(e, Eased) for e in events)
    assert [e.pain for e in events if isinstance(e, Hurt)] == [None, 4]


def test_strong_hurt_shows_the_stop_rules_and_ends_in_the_questions(person: Person) -> None:
    begin(person)
    person.wait(120_000)
    assert person.desk.flows is not None
    page = person.desk.flows.session_page()
    person.press(Key.Key_H)
    person.press(Key.Key_7)
    assert page.hurt_panel.rules.isVisible()
    assert not page.hurt_panel.ease.isVisible()
    assert not page.hurt_panel.skip.isVisible()
    person.tab_to("hurt_questions")
    person.press(Key.Key_Return)
    assert person.shown == "screening"
    played = person.coach.history.sessions[-1]
    assert any(isinstance(e, Stopped) and e.reason == "stop-rule" for e in played.events)
    assert person.coach.interrupted() is None


def test_leg_symptoms_show_the_stop_rules_at_any_pain(person: Person) -> None:
    begin(person)
    person.wait(30_000)
    assert person.desk.flows is not None
    panel = person.desk.flows.session_page().hurt_panel
    person.press(Key.Key_H)
    person.press(Key.Key_2)
    assert not panel.rules.isVisible()
    panel.leg.set_index(1)
    assert panel.rules.isVisible()
    assert panel.offers.isVisible()


def test_yes_to_an_emergency_sign_offers_no_exercise(person: Person) -> None:
    person.press(Key.Key_Space)
    question = person.coach.library.screening.of_tier("stop")[0]
    person.tab_to(f"question_{question.id}")
    person.press(Key.Key_Space)
    person.tab_to("screening_stop_next")
    person.press(Key.Key_Space)
    assert person.desk.flows is not None
    assert person.desk.flows.safety.page().steps.currentWidget() is person.desk.flows.safety.page().advice
    assert person.coach.safety().verdict == "stop"
    person.press(Key.Key_Return)
    assert person.desk.window.shown == "today"
    assert person.coach.today().kind == "stop"
    person.desk.flows.start_due(False)
    assert person.shown == "screening"
    person.desk.flows.spasm()
    assert person.shown == "screening"
    assert not person.coach.history.sessions


def test_first_aid_asks_the_questions_every_time(person: Person) -> None:
    begin(person)
    person.press(Key.Key_Escape)
    person.press(Key.Key_Tab)
    person.press(Key.Key_Return)
    assert person.desk.flows is not None
    person.desk.window.go("today")
    assert person.coach.safety().verdict == "clear"
    person.desk.flows.spasm()
    assert person.shown == "screening"
    none_of_these(person)
    assert person.desk.window.shown == "easing"
    assert len(person.coach.history.spasms) == 1
    assert person.coach.safety().verdict == "clear"
    assert person.coach.history.screenings[-1].context == "flare-up"


def test_leaving_for_later_offers_to_go_on(person: Person) -> None:
    begin(person)
    person.wait(70_000)
    person.press(Key.Key_Escape)
    person.press(Key.Key_Tab, times=2)
    person.press(Key.Key_Return)
    assert person.desk.window.shown == "today"
    assert person.coach.today().kind == "interrupted"
    person.press(Key.Key_Space)
    assert person.shown == "session"
    assert person.desk.flows is not None
    live = person.desk.flows.session_page().live
    assert live is not None
    assert person.state() == "lead_in"
    assert live.run.position_ms == 15_000
    person.wait(LEAD_IN_MS)
    assert person.state() == "playing"


def test_closing_the_window_keeps_the_session(
    person: Person, qapp: QApplication, folder: DataFolder, clock: FakeClock
) -> None:
    begin(person)
    person.wait(70_000)
    close_desk(person.desk)
    again = open_desk(folder, qapp, clock)
    assert again.coach is not None
    assert again.coach.today().kind == "interrupted"
    person.desk = again
    again.window.today.hero.go.click()
    assert again.flows is not None
    page = again.flows.session_page()
    assert page.live is not None
    # A page made anew shows what it counts in to, not a blank.
    assert page.view.stage.accessibleName().startswith(page.live.run.exercise.name)


def test_sleep_of_the_machine_pauses(person: Person) -> None:
    begin(person)
    person.wait(30_000)
    assert person.desk.flows is not None
    live = person.desk.flows.session_page().live
    assert live is not None
    at = live.run.position_ms
    person.clock.advance_ms(0, wall=3_600_000)
    person.desk.ticker.tick.emit()
    assert person.state() == "paused"
    assert live.run.position_ms == at


def test_the_sound_is_given_back_a_while_after_the_session(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    player = person.desk.player
    assert player is not None
    closed: list[bool] = []
    monkeypatch.setattr(type(player), "device_name", property(lambda _self: "silent" if closed else "miniaudio"))
    monkeypatch.setattr(type(player), "is_opening", property(lambda _self: False))
    monkeypatch.setattr(player, "get_ready", lambda: None)
    monkeypatch.setattr(player, "close", lambda: closed.append(True))
    begin(person)
    person.wait(60_000)
    assert not closed
    person.press(Key.Key_Escape)
    person.press(Key.Key_Tab, times=2)
    person.press(Key.Key_Return)
    person.wait(18_000, step=2_000)
    assert not closed
    person.wait(4_000, step=2_000)
    assert closed == [True]


def test_another_start_brings_the_window_forward(person: Person) -> None:
    person.desk.folder.raise_request.touch()
    person.desk.window.showMinimized()
    person.desk.ticker.tick.emit()
    assert not person.desk.window.isMinimized()
    assert not person.desk.folder.raise_request.exists()


def test_the_desk_leaves_nothing_behind(qtbot: QtBot, qapp: QApplication, folder: DataFolder, clock: FakeClock) -> None:
    desk = open_desk(folder, qapp, clock)
    window = weakref.ref(desk.window)
    close_desk(desk)
    del desk
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    gc.collect()
    held = window()
    assert held is None or not held.isVisible()
