"""The journal, the cards and Insights in the real window: what is written there moves what is seen elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from coach.diary import SpasmDetails
from coach.errors import CoachError
from tests.ui.keyboard import Key, Person, none_of_these
from tests.ui.page_checks import settle
from ui.widgets.lesson_link import LessonLink


def seen(person: Person, name: str) -> QWidget:
    """The visible widget of this name."""
    found = [w for w in person.desk.window.findChildren(QWidget, name) if w.isVisible()]
    assert len(found) == 1, f"{name}: {found}"
    return found[0]


def press(person: Person, name: str) -> None:
    button = seen(person, name)
    assert isinstance(button, QAbstractButton)
    button.click()
    QApplication.processEvents()


def test_today_leads_to_the_log_and_says_when_it_is_done(person: Person) -> None:
    window = person.desk.window
    assert window.today.log_tile.accessibleDescription() == "Pain, sleep, sitting"
    window.today.log_tile.click()
    assert window.shown == "journal"
    press(person, "day_sleep.badly")
    press(person, "day_walking.plenty")
    press(person, "day_save")
    log = person.coach.journal.log(person.coach.journal.today)
    assert log is not None
    assert (log.sleep, log.walking, log.sitting) == ("badly", "plenty", None)
    window.go("today")
    assert window.today.log_tile.accessibleDescription() == "Logged. Look or change it"


def test_yesterday_fills_in_and_saves_nothing_by_itself(person: Person) -> None:
    person.coach.journal.log_day({"day": person.coach.journal.today, "sleep": "well", "stress": "high"})
    person.clock.set(person.clock.wall + timedelta(days=1))
    person.desk.window.changed()
    person.desk.window.today.log_tile.click()
    press(person, "day_as_yesterday")
    assert person.coach.journal.log(person.coach.journal.today) is None
    person.desk.window.go("plan")
    person.desk.window.go("journal")
    assert person.coach.journal.log(person.coach.journal.today) is None
    press(person, "day_save")
    log = person.coach.journal.log(person.coach.journal.today)
    assert log is not None
    assert (log.sleep, log.stress) == ("well", "high")


def test_a_spasm_is_written_taken_out_and_put_back(person: Person) -> None:
    window = person.desk.window
    person.coach.answer_screening("first-run", ())
    person.clock.set(person.clock.wall + timedelta(hours=1))
    window.go("journal")
    press(person, "spasm_doing.bending")
    press(person, "spasm_save")
    (spasm,) = person.coach.history.spasms
    assert spasm.told == SpasmDetails(doing=("bending",))
    assert person.coach.safety().why == "spasm"  # the questions come before the next session
    press(person, _out_of(person))
    assert not person.coach.history.spasms
    press(person, "journal_notice.first")
    assert person.coach.history.spasms == (spasm,)


def _out_of(person: Person) -> str:
    """The only button that takes something out."""
    settle()
    outs = [w for w in person.desk.window.findChildren(QWidget) if w.objectName().startswith("take_out.")]
    names = {out.objectName() for out in outs if out.isVisible()}
    assert len(names) == 1
    return names.pop()


def test_taking_out_a_recent_spasm_says_what_it_changes(person: Person) -> None:
    window, coach = person.desk.window, person.coach
    person.clock.set(person.clock.wall + timedelta(days=20))
    coach.journal.tell_spasm(None, person.clock.wall - timedelta(days=8), SpasmDetails(strength="mild"))
    window.go("journal")
    press(person, _out_of(person))
    assert not window.notice.isVisible()
    coach.journal.tell_spasm(None, person.clock.wall, SpasmDetails(strength="mild"))
    window.changed()
    press(person, _out_of(person))
    assert window.notice.isVisible()


def test_what_could_not_be_taken_out_changes_nothing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_rest: object) -> None:
        raise CoachError("The disk is full.")

    person.coach.journal.note_spasm()
    person.desk.window.go("journal")
    monkeypatch.setattr(person.coach.store, "save_removal", full)
    press(person, _out_of(person))
    assert len(person.coach.history.spasms) == 1
    assert not person.desk.window.notice.isVisible()
    assert "disk is full" in person.desk.journal_desk.journal_page().spasm.problem.text()


def test_the_open_log_goes_along_when_the_day_turns(person: Person) -> None:
    window = person.desk.window
    window.today.log_tile.click()
    form = person.desk.journal_desk.journal_page().day
    assert form.title.text() == "Today"
    person.clock.set(person.clock.wall + timedelta(days=1))
    window.day_turned(person.coach.journal.today)
    assert (form.title.text(), form.day) == ("Today", person.coach.journal.today)
    press(person, "day_stress.high")
    begun = form.day
    person.clock.set(person.clock.wall + timedelta(days=1))
    window.day_turned(person.coach.journal.today)
    assert form.day == begun  # what is written belongs to its day, and says so
    assert form.title.text() != "Today"
    press(person, "day_save")
    assert person.coach.journal.log(begun) is not None


def test_what_cannot_be_written_stays_in_the_form(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_rest: object) -> None:
        raise CoachError("The disk is full.")

    monkeypatch.setattr(person.coach.store, "save_day", full)
    person.desk.window.today.log_tile.click()
    press(person, "day_stress.high")
    press(person, "day_save")
    chip = seen(person, "day_stress.high")
    assert isinstance(chip, QAbstractButton)
    assert chip.isChecked()
    form = person.desk.journal_desk.journal_page().day
    assert "disk is full" in form.problem.text()


def test_ease_it_now_leads_to_the_help(person: Person) -> None:
    person.desk.window.go("journal")
    press(person, "spasm_ease")
    assert person.shown == "screening"


def test_insights_begins_and_ends_a_trial(person: Person) -> None:
    window = person.desk.window
    window.go("journal")
    press(person, "journal_insights")
    assert window.shown == "insights"
    assert window.rail.items["journal"].isChecked()
    press(person, "insights_try.breaks")
    assert [type(h).__name__ for h in person.coach.history.happenings] == ["ExperimentBegun"]
    person.clock.set(person.clock.wall + timedelta(days=2))
    window.changed()
    press(person, "insights_stop")
    assert [type(h).__name__ for h in person.coach.history.happenings] == ["ExperimentBegun", "ExperimentEnded"]


def test_a_card_of_today_opens_its_story(person: Person) -> None:
    window = person.desk.window
    house = window.today.panel.house
    house.setFocus()
    QTest.keyClick(house, Qt.Key.Key_Right)
    QTest.keyClick(house, Qt.Key.Key_Return)
    assert window.shown == "cards"
    assert window.rail.items["today"].isChecked()
    press(person, "cards_back")
    assert window.shown == "today"
    press(person, "today_all_cards")
    assert window.shown == "cards"


def test_every_card_leads_somewhere(person: Person) -> None:
    desk = person.desk.journal_desk
    for card in person.coach.journal.house()[0].cards:
        desk.open_card(card.id)
        if card.link:
            press(person, "card_go")
            assert person.desk.window.shown in ("journal", "library", "learn", "today", "plan")


def test_a_card_moves_when_it_is_seen_again(person: Person) -> None:
    window = person.desk.window
    for _day in range(4):
        person.coach.journal.log_day({"day": person.coach.journal.today, "sleep": "well"})
        person.clock.set(person.clock.wall + timedelta(days=1))
    window.changed()
    _turn(person)
    before = {s.key: s.state for s in window.today.panel.house.supports}
    window.go("plan")
    for _day in range(4):
        person.coach.journal.log_day({"day": person.coach.journal.today, "sleep": "badly"})
        person.clock.set(person.clock.wall + timedelta(days=1))
    window.changed()
    assert {s.key: s.state for s in window.today.panel.house.supports} == before  # nobody looks
    window.go("today")
    _turn(person)
    house = window.today.panel.house
    assert before["sleep"] == "solid"
    assert {s.key: s.state for s in house.supports}["sleep"] == "fallen"
    assert house.is_moving()


def _turn(person: Person) -> None:
    for _once in range(5):
        QApplication.processEvents()
        QTest.qWait(1)
    assert person.desk.window.isVisible()


@pytest.mark.parametrize("key", ["journal", "insights", "easing", "cards"])
def test_a_lesson_is_offered(person: Person, key: str) -> None:
    person.desk.window.go(key)
    if key == "easing":
        person.press(Key.Key_F1)
    link = person.desk.window.page(key).findChild(LessonLink)
    assert link is not None
    person.desk.window.refresh(key)
    assert link.text().startswith("Why this matters: ")


PAGES = ("today", "plan", "journal", "progress", "library", "learn", "settings", "insights", "cards", "easing")


@pytest.mark.parametrize("key", PAGES)
def test_tab_goes_round_through_the_rail(person: Person, key: str) -> None:
    """A focus proxy on a page beside the rail would make Qt leave out what stands before it."""
    if key == "easing":
        person.press(Key.Key_F1)
        none_of_these(person)
    else:
        person.desk.window.go(key)
    names = []
    for _once in range(120):
        person.press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        names.append(focused.objectName() if focused is not None else "")
        if names[-1] == "rail.settings":
            break
    assert {"rail.today", "rail.spasm", "rail.settings"} <= set(names)
    person.press(Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not focused.objectName().startswith("rail.")
