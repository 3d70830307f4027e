"""The Plan wired to a coach: what is pressed is kept, what may not be done is said, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach import happenings
from coach.errors import CoachError
from coach.happenings import MovedByHand, MovementChecked, ScoreTold
from tests.ui import plan_stories as stories
from tests.ui.conftest import Show
from tests.ui.keyboard import Key, Person
from tests.ui.page_checks import SIZES, clipped, settle, unnamed
from ui.pages.movements import MovementsPage
from ui.pages.plan_pace import PacePage
from ui.plan_desk import PlanDesk
from ui.theme import T


@pytest.fixture
def desk(person: Person) -> PlanDesk:
    assert person.desk.player is not None
    made = PlanDesk(person.desk.window, person.coach, person.desk.player)
    person.desk.window.go("plan")
    return made


def told(person: Person, kind: type[Any]) -> list[Any]:
    return [one for one in person.coach.history.happenings if isinstance(one, kind)]


# -- the change of pace --


def test_a_step_back_is_asked_once_and_kept(person: Person, desk: PlanDesk) -> None:
    person.coach.plan.place(2, None, "done")
    desk.change_pace()
    assert person.shown == "pace"
    person.tab_to("pace_back.1A")
    person.press(Key.Key_Return)
    # The answer that changes nothing has the focus.
    assert "Nothing you did is lost" in desk.pace_page().ask.text.text()
    person.press(Key.Key_Return)
    assert told(person, MovedByHand) == []
    person.tab_to("pace_back.1A")
    person.press(Key.Key_Return)
    person.tab_to("answer_yes")
    person.press(Key.Key_Return)
    assert [(m.to, m.because) for m in told(person, MovedByHand)] == [("1A", "own-choice")]
    assert person.shown == "plan"
    assert person.coach.plan.page().now == "Stage 1, Calm"


def test_going_on_takes_a_clinician_a_note_and_a_second_yes(person: Person, desk: PlanDesk) -> None:
    desk.change_pace()
    person.tab_to("pace_clinician")
    person.press(Key.Key_Space)
    page = desk.pace_page()
    QTest.keyClicks(page.main.note.edit, "The physio said so")
    person.tab_to("pace_record")
    person.press(Key.Key_Return)
    assert told(person, MovedByHand) == []
    person.tab_to("answer_yes")
    person.press(Key.Key_Return)
    moved = told(person, MovedByHand)
    assert [(m.to, m.because, m.note) for m in moved] == [("1B", "clinician", "The physio said so")]


def test_a_move_that_cannot_be_kept_says_why_and_keeps_the_note(
    person: Person, desk: PlanDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> None:
        raise CoachError("The disk is full.")

    monkeypatch.setattr(person.coach.plan, "move", fails)
    desk.change_pace()
    page = desk.pace_page()
    page.main.open_note.click()
    page.main.note.set_text("Told today")
    page.main.record.click()
    person.tab_to("answer_yes")
    person.press(Key.Key_Return)
    assert person.shown == "pace"
    assert page.main.problem.text() == "The disk is full."
    assert page.main.problem.isVisible()
    assert page.main.note.text() == "Told today"


def test_never_more_than_one_part_on(desk: PlanDesk, person: Person) -> None:
    desk.change_pace()
    page = desk.pace_page()
    assert page.main.record.words == "Record it and go on to Unlock"
    page._ask_on("1B")
    page._wanted = "3", "clinician"
    page._answered("yes")
    assert told(person, MovedByHand) == []
    assert "one after the other" in page.main.problem.text()


def test_escape_leaves_the_change_of_pace(person: Person, desk: PlanDesk) -> None:
    desk.change_pace()
    person.press(Key.Key_Escape)
    assert person.shown == "plan"


# -- the movements --


def test_movements_are_answered_by_keyboard_and_kept(person: Person, desk: PlanDesk) -> None:
    desk.try_movements()
    assert person.shown == "movements"
    page = desk.movements_page()
    assert not page.save.isEnabled()
    person.tab_to("movement.roll-rise-walk.0")
    person.press(Key.Key_Space)
    assert not page.save.isEnabled()
    person.tab_to("movement_pain.roll-rise-walk")
    person.press(Key.Key_3)
    assert page.save.isEnabled()
    person.tab_to("movements_save")
    person.press(Key.Key_Return)
    (kept,) = told(person, MovementChecked)
    assert {own: (a.done, a.pain) for own, a in kept.answers.items()} == {"roll-rise-walk": (True, 3)}
    assert person.shown == "plan"


def test_movements_are_asked_once_a_day(person: Person, desk: PlanDesk) -> None:
    desk.try_movements()
    page = desk.movements_page()
    page.cards[0].done.set_index(1)
    page.save.click()
    desk.try_movements()
    assert page.cards == []
    assert not page.save.isVisible()
    assert "tomorrow" in page.intro.plain()
    person.clock.advance_ms(24 * 3_600_000)
    desk.try_movements()
    assert len(page.cards) == 1


def test_not_yet_asks_for_no_pain(desk: PlanDesk) -> None:
    desk.try_movements()
    card = desk.movements_page().cards[0]
    card.done.set_index(1)
    answer = card.answer()
    assert answer is not None
    assert (answer.done, answer.pain) == (False, None)
    assert not card.pain_part.isVisible()


def test_movements_that_cannot_be_kept_stay_on_the_page(
    person: Person, desk: PlanDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_answers: object) -> None:
        raise CoachError("Nothing could be written.")

    monkeypatch.setattr(person.coach.plan, "check_movements", fails)
    desk.try_movements()
    page = desk.movements_page()
    page.cards[0].done.set_index(1)
    page.save.click()
    assert person.shown == "movements"
    assert page.problem.text() == "Nothing could be written."
    assert page.cards[0].done.index == 1


# -- the test day --


def to_the_tests(person: Person, desk: PlanDesk) -> None:
    """In stage 2 with fresh safety answers, through the warm-up to the first test."""
    person.coach.plan.place(2, None, "done")
    person.coach.plan.tell_about(birth_year=1990, sex="male")
    person.coach.answer_screening("first-run", ())
    desk.test_day()
    assert person.shown == "tests"
    person.press(Key.Key_2)
    person.press(Key.Key_Return)
    person.desk.ticker.stop()
    assert desk.testing
    for _warm_up in range(2):
        desk.tests_page().step.skip.click()


def hold(person: Person, seconds: int) -> None:
    person.press(Key.Key_Space)
    person.wait(3_000 + 1_000 * seconds)
    person.press(Key.Key_Space)
    person.tab_to("review_why.form")
    person.press(Key.Key_Space)
    person.tab_to("review_pain")
    person.press(Key.Key_2)
    person.press(Key.Key_Return)


def test_a_test_day_by_keyboard_keeps_each_try_at_once(person: Person, desk: PlanDesk) -> None:
    to_the_tests(person, desk)
    person.tab_to("test_skip")
    person.press(Key.Key_Return)
    person.tab_to("test_go")
    hold(person, 21)
    assert [(t.test, t.side, t.value) for t in told(person, happenings.Tested)] == [("side-plank-knees", "right", 21)]
    person.press(Key.Key_Space)
    hold(person, 19)
    assert [(t.side, t.value) for t in told(person, happenings.Tested)] == [("right", 21), ("left", 19)]
    person.press(Key.Key_Escape)
    person.tab_to("answer_end")
    person.press(Key.Key_Return)
    results = desk.tests_page().results
    assert not desk.testing
    assert results.notes == ["Right: 21 s, your first.\nLeft: 19 s, your first."]
    assert "90 %" in results.ratio.text()
    person.press(Key.Key_Return)
    assert person.shown == "plan"


def test_a_try_that_cannot_be_kept_waits_and_is_kept_later(
    person: Person, desk: PlanDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_the_tests(person, desk)
    page = desk.tests_page()
    page.trying.skip.click()

    def fails(_tests: object) -> None:
        raise CoachError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(person.coach.plan, "keep_test", fails)
        page.trying.go.setFocus()
        hold(person, 10)
        person.press(Key.Key_Escape)
        page.ask.chosen.emit("end")
        assert page.results.problem.isVisible()
    assert told(person, happenings.Tested) == []
    page.results.retry.click()
    assert [t.value for t in told(person, happenings.Tested)] == [10]
    assert not page.results.problem.isVisible()
    assert len(page.results.notes) == 1


def test_the_safety_questions_come_first_where_they_are_due(person: Person, desk: PlanDesk) -> None:
    person.coach.plan.place(2, None, "done")
    desk.test_day()
    assert person.shown == "screening"
    desk._safety.page().answered.emit(())
    assert person.shown == "tests"


def test_a_safety_sign_keeps_the_tests_closed(person: Person, desk: PlanDesk) -> None:
    person.coach.plan.place(2, None, "done")
    stop = person.coach.library.screening.of_tier("stop")[0].id
    person.coach.answer_screening("first-run", (stop,))
    desk.test_day()
    assert person.shown == "screening"
    assert told(person, happenings.Tested) == []


def test_where_tests_wait_they_can_be_looked_at_without_questions(person: Person, desk: PlanDesk) -> None:
    desk.test_day()
    assert person.shown == "tests"
    assert desk.tests_page().intro.not_now_words.text() == "There are no tests in this part."
    person.press(Key.Key_Escape)
    assert person.shown == "plan"


# -- the page and the rest --


def test_a_score_is_kept(person: Person, desk: PlanDesk) -> None:
    page = person.desk.window.page("plan")
    page.gate.score.told.emit(6)  # type: ignore[attr-defined]
    assert [one.score for one in told(person, ScoreTold)] == [6]


def test_what_others_show_is_asked_for(desk: PlanDesk, person: Person) -> None:
    page: Any = person.desk.window.page("plan")
    asked: list[str] = []
    desk.session.connect(asked.append)
    page.ladder.rungs[0].parts[0].levels[2].click()
    desk.morning.connect(lambda: asked.append("morning"))
    page.morning.emit()
    assert asked == ["calm-late", "morning"]


# -- looks --


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("again", [False, True])
def test_nothing_is_clipped_in_the_movements(
    show: Show, library: Any, width: int, height: int, scale: float, again: bool
) -> None:
    T.apply(text_scale=scale)
    page = MovementsPage()
    gate = stories.unlocking(library, movements_today=again).gate
    assert gate is not None
    page.begin(gate)
    for card in page.cards:
        card.done.set_index(0)
    show(page, width, height)
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped_in_the_change_of_pace(
    show: Show, library: Any, width: int, height: int, scale: float
) -> None:
    T.apply(text_scale=scale)
    page = PacePage()
    page.begin(stories.third(library))
    page.main.open_note.click()
    show(page, width, height)
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []
    assert page.main.close_button.focusPolicy() & Qt.FocusPolicy.TabFocus
