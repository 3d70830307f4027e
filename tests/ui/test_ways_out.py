"""Small things that keep a person from being stuck: a slip of a key, Esc, a damaged file, a control out of sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.paths import DataFolder
from coach.session.events import Hurt
from tests.fakes import FakeClock
from tests.ui.conftest import Show
from tests.ui.keyboard import Key, Person, begin, close_desk, open_desk
from ui.widgets import Button, Segmented
from ui.widgets.flow import Flow


def test_a_hurt_pressed_by_mistake_goes_on(person: Person) -> None:
    begin(person)
    person.wait(30_000)
    assert person.desk.flows is not None
    page = person.desk.flows.session_page()
    person.press(Key.Key_H)
    assert not page.hurt_panel.skip.isVisible()
    person.tab_to("hurt_go_on")
    person.press(Key.Key_Return)
    assert page.layers.currentIndex() == 0
    assert person.state() == "lead_in"
    events = person.coach.store.history().sessions[-1].events
    assert [e.pain for e in events if isinstance(e, Hurt)] == [None]


def test_leg_symptoms_alone_cannot_go_on(person: Person) -> None:
    begin(person)
    person.wait(30_000)
    assert person.desk.flows is not None
    panel = person.desk.flows.session_page().hurt_panel
    person.press(Key.Key_H)
    panel.leg.set_index(1)
    assert panel.missing.isVisible()
    assert not panel.go_on.isVisible()
    person.press(Key.Key_Escape)
    assert person.state() == "paused"
    assert panel.isVisible()


def test_a_damaged_settings_file_is_told(
    qtbot: QtBot, qapp: QApplication, folder: DataFolder, clock: FakeClock
) -> None:
    folder.make()
    folder.settings.write_text("x = [[[", encoding="utf-8")
    desk = open_desk(folder, qapp, clock)
    assert "settings" in desk.window.notice.text.text()
    close_desk(desk)


def test_escape_leaves_the_advice(person: Person) -> None:
    assert person.desk.flows is not None
    person.coach.answer_screening("first-run", (person.coach.library.screening.of_tier("stop")[0].id,))
    person.desk.flows.safety.advice()
    person.press(Key.Key_Escape)
    assert person.desk.window.shown == "today"


def test_tab_goes_to_the_chosen_option(show: Show) -> None:
    choice = Segmented(("One", "Two", "Three"), 1)
    stops = [bool(cell.focusPolicy() & Qt.FocusPolicy.TabFocus) for cell in choice.cells]
    assert stops == [False, True, False]
    show(choice, 400, 60)
    choice.setFocus()
    assert QApplication.focusWidget() is choice.cells[1]


def test_buttons_of_two_heights_share_a_middle(show: Show) -> None:
    host = QWidget()
    flow = Flow(host)
    large, small = Button("Start", "primary", size="l"), Button("Not now", "ghost")
    for button in (large, small):
        flow.addWidget(button)
    outer = QWidget()
    QVBoxLayout(outer).addWidget(host)
    show(outer, 600, 200)
    assert abs(large.geometry().center().y() - small.geometry().center().y()) <= 1
