"""About you in Settings: each answer of the first start is shown, and each can be changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.app import Coach
from coach.settings import Settings
from tests.fakes import FakeClock
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from tests.ui.rooms import Rooms, rooms
from tests.ui.test_settings import info
from ui.about_desk import AboutDesk
from ui.pages.about_you import KEYS, AboutView, AboutYouSection, edit_page
from ui.pages.settings import SettingsPage
from ui.pages.welcome_back import DirectionForm, GroupsForm
from ui.pages.welcome_days import EquipmentForm, PersonForm, TimesForm
from ui.pages.welcome_placing import PlacingForm
from ui.theme import T

__all__ = ["rooms"]


@pytest.fixture
def page(rooms: Rooms) -> SettingsPage:
    made = SettingsPage()
    made.show_settings(Settings(), info())
    rooms.window.add_page("settings", lambda: made)
    return made


@pytest.fixture
def desk(rooms: Rooms, page: SettingsPage) -> AboutDesk:
    rooms.coach.answer_screening("first-run", ())
    made = AboutDesk(rooms.window, rooms.coach, page.about_you)
    rooms.window.add_page("settings", lambda: page, made.refresh)
    rooms.window.go("settings")
    return made


def lines(page: SettingsPage) -> dict[str, str]:
    return {key: row.note.text() for key, row in page.about_you.lines.items()}


def test_every_answer_can_be_changed(desk: AboutDesk, page: SettingsPage, rooms: Rooms) -> None:
    before = lines(page)
    plan = rooms.coach.plan
    for key in KEYS:
        page.about_you.buttons[key].click()
        assert rooms.shown == f"about_edit_{key}"
        edit = desk._page
        assert edit is not None
        match edit.form:
            case PlacingForm() as form:
                QTest.keyClick(form.scale, Qt.Key.Key_7)
                form.when.set_index(0)
                assert form.place_card.isVisible()
            case DirectionForm() as form:
                form.worse.set_index(1)
            case GroupsForm() as form:
                form.rows[0][1].chips["stenosis"].click()
            case TimesForm() as form:
                form.wake.set_text("6:45")
                form.mornings.click()
                form.days.chips["2"].click()
            case EquipmentForm() as form:
                form.things.chips["strap"].click()
            case PersonForm() as form:
                form.year.set_text("1971")
        edit.save.click()
        assert rooms.shown == "settings"
    after = lines(page)
    assert all(before[key] != after[key] for key in KEYS)
    assert plan.placed is not None
    assert plan.placed.usual_pain == 7
    assert plan.direction is not None
    assert plan.direction.worse == "flexion"
    told = plan.about
    assert told is not None
    assert (told.circumstances, told.bad_mornings, told.weekdays) == (("stenosis",), True, (2,))
    assert (told.without, told.birth_year) == (("strap",), 1971)


def test_leaving_it_changes_nothing(desk: AboutDesk, page: SettingsPage, rooms: Rooms) -> None:
    page.about_you.buttons["groups"].click()
    assert desk._page is not None
    assert isinstance(desk._page.form, GroupsForm)
    desk._page.form.rows[0][1].chips["stenosis"].click()
    QTest.keyClick(desk._page, Qt.Key.Key_Escape)
    assert rooms.shown == "settings"
    assert rooms.coach.plan.about is None


def test_what_is_not_complete_is_not_saved(desk: AboutDesk, page: SettingsPage, rooms: Rooms) -> None:
    page.about_you.buttons["direction"].click()
    assert desk._page is not None
    desk._page.save.click()
    assert rooms.shown == "about_edit_direction"
    assert rooms.coach.plan.direction is None


def test_answers_are_shown_when_they_are_changed(desk: AboutDesk, rooms: Rooms) -> None:
    now = rooms.coach.clock.moment().wall
    rooms.coach.plan.place(5.0, now - timedelta(days=6), "not-tried", None)
    rooms.coach.plan.tell_about(circumstances=("reflux", "pregnancy"), without=("bag",), weekdays=(0, 6))
    rooms.coach.plan.tell_direction("both")
    found = {}
    for key in KEYS:
        desk.edit(key)
        assert desk._page is not None
        found[key] = desk._page.told()
    assert (found["place"].usual_pain, found["place"].when, found["place"].days_ago) == (5, "weeks", 6)
    assert found["direction"] == "both"
    assert set(found["groups"]) == {"reflux", "pregnancy"}
    assert found["times"]["weekdays"] == (0, 6)
    assert found["equipment"] == {"without": ("bag",)}


def test_after_the_first_session_the_place_moves_by_the_plan(
    desk: AboutDesk, page: SettingsPage, rooms: Rooms, clock: FakeClock
) -> None:
    assert not page.about_you.buttons["place"].isHidden()
    live = rooms.coach.begin(rooms.coach.today().session_id, speed=60)
    live.start()
    while not live.run.over:
        clock.sleep_ms(1_000)
        live.advance()
    desk.refresh()
    assert page.about_you.buttons["place"].isHidden()
    assert "Plan" in page.about_you.lines["place"].note.text()


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_clipped(show: Show, coach: Coach, key: str, width: int, height: int, scale: float) -> None:
    T.apply(text_scale=scale)
    page = edit_page(key, AboutView(None, None, "", True), 2026)
    show(page, width, height)
    settle()
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []


def test_it_is_freed() -> None:
    assert is_freed(AboutYouSection)
    for key in KEYS:
        assert is_freed(lambda key=key: edit_page(key, AboutView(None, None, "", True), 2026))
