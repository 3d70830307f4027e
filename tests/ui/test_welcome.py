"""The first start: by keyboard alone, each answer kept, nothing bothering who has been here before."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coach.app import Coach
from coach.happenings import AboutMe, Placed
from coach.library.library import Library
from coach.plan.person import of_kind
from tests.fakes import MONDAY_AT_8
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from tests.ui.rooms import Rooms, rooms
from ui.pages.welcome import STEPS, WelcomePage
from ui.pages.welcome_days import PersonForm, TimesForm, read_time
from ui.pages.welcome_placing import AT_MOST, Placing, When
from ui.theme import T
from ui.welcome_desk import WelcomeDesk, check_lines, is_first_start, place_view

__all__ = ["rooms"]
Key = Qt.Key


def press(key: Qt.Key, times: int = 1) -> None:
    for _once in range(times):
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)
        QApplication.processEvents()


def write(text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def tab_to(name: str) -> None:
    for _once in range(120):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            return
        press(Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached with Tab")


@pytest.fixture
def desk(rooms: Rooms) -> WelcomeDesk:
    made = WelcomeDesk(rooms.window, rooms.coach, rooms.player, rooms.flows)
    made.begin()
    settle()
    return made


def answer_safety(desk: WelcomeDesk) -> int:
    """None of it is true; how often a key was pressed."""
    presses = 0
    while desk.page().step == "safety" and presses < 20:
        press(Key.Key_Space)
        presses += 1
    return presses


def test_by_keyboard_from_nothing_to_the_first_session(desk: WelcomeDesk, rooms: Rooms) -> None:
    page = desk.page()
    assert rooms.shown == "welcome"
    press(Key.Key_Return)
    assert page.step == "safety"
    # More than one press a list: nobody can say "none" of questions that were not on the screen.
    assert answer_safety(desk) > 3
    assert page.step == "placing"
    assert rooms.coach.history.screenings[-1].context == "first-run"
    press(Key.Key_2)
    tab_to("placing_when.0")
    press(Key.Key_Right, 2)
    press(Key.Key_Space)
    assert page.placing.when.index == 2
    settle()
    assert page.placing.checks_card.isVisible()
    tab_to("placing_checks.0")
    press(Key.Key_Space)
    press(Key.Key_Return)
    assert page.step == "back"
    tab_to("direction.0")
    press(Key.Key_Space)
    tab_to("groups_joints.hip-replacement")
    press(Key.Key_Right, 3)
    press(Key.Key_Space)
    tab_to("welcome_next")
    press(Key.Key_Return)
    assert page.step == "days"
    settle()
    write("6.30")
    tab_to("about_days.0")
    press(Key.Key_Right)
    press(Key.Key_Space)
    tab_to("about_year.edit")
    write("1971")
    press(Key.Key_Return)
    assert page.step == "ready"
    plan = rooms.coach.plan
    assert plan.placed is not None
    assert (plan.placed.usual_pain, plan.placed.last_spasm, plan.placed.checks) == (2, None, "done")
    assert plan.direction is not None
    assert plan.direction.worse == "extension"
    about = plan.about
    assert about is not None
    assert (about.wake, about.weekdays, about.birth_year) == (time(6, 30), (1,), 1971)
    assert about.circumstances == ("knee-pain",)
    assert page.ready.name.text() == rooms.coach.today().title
    press(Key.Key_Return)
    assert rooms.shown == "ready"


def test_everything_but_safety_can_be_skipped(desk: WelcomeDesk, rooms: Rooms) -> None:
    page = desk.page()
    page.next.click()
    assert not page.foot.isVisible()
    # Reading takes longer than answering: the three lists ask for no more than this.
    assert answer_safety(desk) <= 10
    clicks = 0
    while page.step != "ready" and clicks < 9:
        page.skip.click()
        clicks += 1
    assert clicks == 3
    history = rooms.coach.history
    assert len(history.screenings) == 1
    assert not history.happenings
    page.skip.click()
    assert rooms.shown == "today"


def test_looking_around_first_tells_nothing(desk: WelcomeDesk, rooms: Rooms) -> None:
    desk.page().skip.click()
    assert rooms.shown == "today"
    assert is_first_start(rooms.coach)


@pytest.mark.parametrize("tier", ["stop", "hold"])
def test_a_sign_ends_the_questions(desk: WelcomeDesk, rooms: Rooms, tier: str) -> None:
    page = desk.page()
    page.next.click()
    if tier == "hold":
        page.safety.show_second()
    rows = (page.safety.stop_list if tier == "stop" else page.safety.hold_list)._rows
    rows[1].click()
    (page.safety.stop_list if tier == "stop" else page.safety.hold_list).none.click()
    assert page.step == "safety"
    assert page.safety.steps.currentWidget() is page.safety.advice
    assert not page.foot.isVisible()
    assert rooms.coach.safety().verdict == tier
    page.safety.advice.close_button.click()
    assert rooms.shown == "today"
    assert rooms.coach.today().kind == tier


def test_advice_holds_nothing(desk: WelcomeDesk, rooms: Rooms) -> None:
    page = desk.page()
    page.next.click()
    page.safety.show_third()
    hopeless = next(row for row in page.safety.advice_list._rows if row.question_id == "hopeless")
    assert "{" not in hopeless.toolTip()
    hopeless.click()
    page.safety.advice_list.none.click()
    advice = page.safety.advice
    assert page.safety.steps.currentWidget() is advice
    assert advice.urgent_card.isVisible()
    assert "{" not in advice.urgent.plain()
    advice.go_on.click()
    assert page.step == "placing"
    assert rooms.coach.history.screenings[-1].yes == ("hopeless",)
    assert rooms.coach.safety().verdict == "clear"


def test_back_and_on_again_tells_nothing_twice(desk: WelcomeDesk, rooms: Rooms) -> None:
    page = desk.page()
    page.next.click()
    answer_safety(desk)
    page.placing.show_answers(Placing(5, "weeks", 6))
    for _round in range(2):
        page.next.click()
        assert page.step == "back"
        page.backwards.click()
    assert len(of_kind(rooms.coach.history, Placed)) == 1
    assert not of_kind(rooms.coach.history, AboutMe)
    page.placing.show_answers(Placing(3, "longer"))
    page.next.click()
    assert len(of_kind(rooms.coach.history, Placed)) == 2


def test_one_may_begin_lower(desk: WelcomeDesk, rooms: Rooms) -> None:
    page = desk.page()
    page.next.click()
    answer_safety(desk)
    page.placing.show_answers(Placing(2, "longer", None, "done"))
    lower = page.placing.lower_choice
    assert lower is not None
    assert len(lower.cells) == 3
    lower.set_index(2)
    assert "Calm" in page.placing.place_title.text()
    page.next.click()
    assert rooms.coach.plan.placed is not None
    assert rooms.coach.plan.placed.begin == "1A"
    assert rooms.coach.plan.walked().step.part.id == "1A"


def test_pregnancy_waits_for_a_yes(desk: WelcomeDesk, rooms: Rooms) -> None:
    page = desk.page()
    page.next.click()
    answer_safety(desk)
    page.skip.click()
    life = page.groups.rows[1][1].chips
    life["pregnancy"].click()
    assert page.groups.note_card.isVisible()
    life["late-pregnancy"].click()
    assert page.groups.answer() == ("late-pregnancy",)
    page.next.click()
    page.skip.click()
    assert page.step == "ready"
    assert page.next.words == "Go to Today"
    page.next.click()
    assert rooms.shown == "today"
    assert rooms.coach.today().kind == "hold"


def test_a_year_that_is_none_is_mended_first(desk: WelcomeDesk, rooms: Rooms) -> None:
    page = desk.page()
    page.show_step("days")
    page.person.year.set_text("85")
    page.next.click()
    assert page.step == "days"
    assert rooms.coach.plan.about is None
    page.person.year.set_text("1985")
    page.next.click()
    assert page.step == "ready"
    assert rooms.coach.plan.about is not None


def test_the_voice_can_be_switched_off(desk: WelcomeDesk, rooms: Rooms) -> None:
    found = []
    for _once in range(2):
        desk.page().hello.speaks.click()
        found.append(rooms.coach.settings.sound.density)
    assert found == ["sounds", "full"]


def test_who_has_a_history_is_not_asked(coach: Coach) -> None:
    assert is_first_start(coach)
    coach.answer_screening("flare-up", ())
    coach.journal.note_spasm()
    assert is_first_start(coach)  # who needed help in a spasm first of all is welcomed afterwards
    coach.plan.rate_day(4)
    assert not is_first_start(coach)


@pytest.mark.parametrize(
    ("placing", "words", "lower", "checks"),
    [
        (Placing(6, "longer"), "Calm", 0, False),
        (Placing(1, "days"), "Calm", 0, False),
        (Placing(4, "longer"), "Unlock", 1, False),
        (Placing(1, "weeks"), "Unlock", 1, False),
        (Placing(3, "longer"), "Unlock", 1, True),
        (Placing(3, "longer", None, "done"), "Realign", 2, True),
        (Placing(3, "longer", None, "failed"), "Unlock", 1, True),
    ],
)
def test_where_answers_lead(library: Library, placing: Placing, words: str, lower: int, checks: bool) -> None:
    view = place_view(placing, library, MONDAY_AT_8)
    assert words in view.title
    assert len(view.lower) == lower
    assert view.checks is checks


@given(
    when=st.sampled_from(["days", "weeks"]),
    ago=st.integers(0, 14),
    hour=st.integers(0, 23),
)
def test_a_day_never_leaves_the_span_that_was_chosen(when: When, ago: int, hour: int) -> None:
    now = MONDAY_AT_8.replace(hour=hour)
    onset = Placing(2, when, ago if when == "weeks" else min(ago, 3)).last_spasm(now)
    assert onset is not None
    assert timedelta(0) <= now - onset <= AT_MOST[when]
    if when == "weeks" and ago > 3:
        assert now - onset > AT_MOST["days"] - timedelta(hours=12)


def test_an_unknown_day_lies_in_its_span() -> None:
    now: datetime = MONDAY_AT_8
    spans: tuple[tuple[When, timedelta], ...] = (("days", timedelta(0)), ("weeks", AT_MOST["days"]))
    for when, least in spans:
        onset = Placing(2, when).last_spasm(now)
        assert onset is not None
        assert least < now - onset <= AT_MOST[when]
    assert Placing(2, "longer").last_spasm(now) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", time(7)),
        ("7:30", time(7, 30)),
        ("07.05", time(7, 5)),
        ("0630", time(6, 30)),
        ("12 am", time(0)),
        ("1 pm", time(13)),
        ("24:00", None),
        ("7:60", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times_as_they_are_typed(text: str, expected: time | None) -> None:
    assert read_time(text) == expected


def test_all_seven_days_are_any_day(show: Show) -> None:
    form = TimesForm()
    show(form, 600, 500)
    for chip in form.days.chips.values():
        chip.click()
    told = form.answers()
    assert told is not None
    assert told["weekdays"] == ()


@pytest.mark.parametrize(("year", "fine"), [("", True), ("1985", True), ("2020", False), ("1899", False), ("x", False)])
def test_years_of_birth(show: Show, year: str, fine: bool) -> None:
    form = PersonForm(2026)
    show(form, 600, 300)
    form.year.set_text(year)
    assert (form.answers() is not None) is fine


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_clipped(
    show: Show, coach: Coach, library: Library, step: str, width: int, height: int, scale: float
) -> None:
    T.apply(text_scale=scale)
    page = WelcomePage(date(2026, 3, 2))
    page.begin(library.screening, "GB", check_lines(library))
    page.show_first(coach.today())
    page.placing.show_answers(Placing(2, "longer", None, "done"))
    page.show_place(place_view(Placing(2, "longer", None, "done"), library, MONDAY_AT_8))
    page.groups.show_answer(("recent-surgery",))
    show(page, width, height)
    page.show_step(step)
    settle()
    settle()
    assert clipped(page.steps[step]) == []
    assert clipped(page.foot) == []
    assert unnamed(page.steps[step]) == []


def test_it_is_freed() -> None:
    assert is_freed(lambda: WelcomePage(date(2026, 3, 2)))


def test_a_start_does_not_pay_for_it() -> None:
    code = (
        "import sys, ui.window, ui.desk, ui.welcome_desk, ui.today_desk;"
        "heavy = [m for m in sys.modules if m.startswith(('ui.pages.welcome', 'ui.pages.about', 'ui.pages.why',"
        " 'ui.pages.swap', 'ui.pages.morning', 'ui.pages.screening'))];"
        "sys.exit(', '.join(heavy) or 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60).returncode == 0
