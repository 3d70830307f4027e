"""How it goes on the whole: the page, by keyboard, at every size, and what it tells the coach."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.errors import CoachError
from coach.happenings import Activity
from coach.progress.score_views import OutcomesView
from tests.ui.conftest import Show
from tests.ui.keyboard import Person
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.outcomes import OutcomesPage
from ui.theme import T
from ui.widgets import Button, Text

TODAY = date(2026, 3, 2)
GARDEN = Activity("g-1", "Work in the garden for an hour without having to lie down afterwards")


def view(**fields: Any) -> OutcomesView:
    known: dict[str, Any] = {
        "today": TODAY,
        "activities": (GARDEN,),
        "rated": {"g-1": 4},
        "change": 1,
        "scores": ((date(2026, 1, 5), 12), (date(2026, 2, 2), 9)),
        "due": ("goals",),
        "series": (),
    }
    return OutcomesView(**{**known, **fields})


@pytest.fixture
def page(show: Show) -> OutcomesPage:
    made = OutcomesPage()
    made.show_view(view())
    show(made, 1092, 760)
    settle()
    return made


def saved(page: OutcomesPage) -> list[tuple[Any, ...]]:
    told: list[tuple[Any, ...]] = []
    page.saved.connect(lambda *answers: told.append(answers))
    return told


def test_nothing_is_chosen_beforehand_and_nothing_can_be_saved(page: OutcomesPage) -> None:
    assert page.rows[0].answers() == ("g-1", GARDEN.words, None)
    assert page.change.one() is None
    assert not page.save.isEnabled()
    assert "Two weeks" in page.due.text()
    assert "Last time: 4" in page.rows[0].word.text()
    assert "A little better".lower() in page.said.text()
    assert [text.text()[:5] for text in page.scores.findChildren(Text)] == ["9 on ", "12 on"]


def test_all_by_keyboard(page: OutcomesPage) -> None:
    told = saved(page)
    page.rows[0].scale.setFocus()
    QTest.keyClick(page.rows[0].scale, Qt.Key.Key_6)
    assert page.rows[0].word.text() == "Partly"
    page.rows[1].field.edit.setFocus()
    QTest.keyClicks(page.rows[1].field.edit, "Lift my daughter")
    settle()
    assert page.rows[1].scale.isVisible()
    assert not page.rows[2].scale.isVisible()
    page.rows[1].scale.setFocus()
    QTest.keyClick(page.rows[1].scale, Qt.Key.Key_2)
    chip = page.change.chips["2"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    page.score.edit.setFocus()
    QTest.keyClicks(page.score.edit, "7")
    QTest.keyClick(page.score.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rows = [("g-1", GARDEN.words, 6), ("", "Lift my daughter", 2), ("", "", None)]
    assert told == [(rows, 2, (7, TODAY))]


@pytest.mark.parametrize(
    ("score", "day", "words"),
    [
        ("25", "2026-03-01", "0 to 24"),
        ("x", "2026-03-01", "0 to 24"),
        ("7", "yesterday", "is written like"),
        ("7", "2026-02-01x", "is written like"),
    ],
)
def test_a_score_that_cannot_be_read_is_asked_for_again(page: OutcomesPage, score: str, day: str, words: str) -> None:
    told = saved(page)
    page.score.set_text(score)
    page.day.set_text(day)
    page.save.click()
    assert told == []
    assert words in page.problem.text()
    assert page.problem.isVisible()
    page.score.set_text("7")
    page.day.set_text("2026-03-01")
    page.save.click()
    assert told[0][2] == (7, date(2026, 3, 1))
    assert not page.problem.isVisible()


def test_what_was_answered_and_not_saved_stays(page: OutcomesPage) -> None:
    page.rows[0].scale.set_answer(6)
    page.show_view(view(change=2))
    assert page.rows[0].scale.answer() == 6
    page.settle()
    page.show_view(view(change=2))
    assert page.rows[0].scale.answer() is None


def test_esc_leaves(page: OutcomesPage) -> None:
    closed: list[bool] = []
    page.closed.connect(lambda: closed.append(True))
    QTest.keyClick(page.rows[0].field.edit, Qt.Key.Key_Escape)
    assert closed == [True]


def test_the_scale_is_read_in_words(page: OutcomesPage) -> None:
    scale = page.rows[0].scale
    scale.set_answer(10)
    assert "As well as before" in scale.accessibleDescription()
    assert GARDEN.words in scale.accessibleName()


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_clipped(show: Show, width: int, height: int, scale: float, theme: str) -> None:
    T.apply(theme, text_scale=scale)
    made = OutcomesPage()
    made.show_view(view())
    show(made, width - 88, height)
    settle()
    assert clipped(made) == []
    assert unnamed(made) == []


def test_the_page_goes_with_its_last_name() -> None:
    def make() -> OutcomesPage:
        made = OutcomesPage()
        made.show_view(view())
        return made

    assert is_freed(make)


# -- in the window -----------------------------------------------------------------------------------------------


def test_kept_in_the_window_and_back_where_one_came_from(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    coach = person.coach
    coach.answer_screening("first-run", ())
    coach.plan.place(5, None)
    coach.outcomes.keep([("", "Garden", None)], score=(14, date(2026, 2, 20)))
    person.desk.window.changed()
    settle()
    card = person.desk.window.today.outcomes
    assert card is not None
    assert card.isVisible()
    card.button.click()
    settle()
    page = person.desk.window.page("outcomes")
    assert isinstance(page, OutcomesPage)
    assert person.desk.window.shown == "outcomes"

    def full(*_args: object, **_rest: object) -> None:
        raise CoachError("The disk is full.")

    page.rows[0].scale.set_answer(7)
    page.rows[0].changed.emit()
    with monkeypatch.context() as broken:
        broken.setattr(coach.store, "save_happenings", full)
        page.save.click()
    assert page.problem.text() == "The disk is full."
    assert page.rows[0].scale.answer() == 7
    page.save.click()
    settle()
    assert person.desk.window.shown == "today"
    assert not card.isVisible()
    assert list(coach.outcomes.page().rated.values()) == [7]
    # A score that was a mistake goes, and what is being answered stays.
    person.desk.window.go("outcomes")
    page.rows[0].scale.set_answer(5)
    button = page.findChild(Button, "outcomes_score_out.2026-02-20")
    assert button is not None
    button.click()
    settle()
    assert coach.outcomes.page().scores == ()
    assert not page.scores.isVisible()
    assert page.rows[0].scale.answer() == 5
    # From Progress the way leads back to Progress.
    person.desk.window.go("progress")
    person.desk.outcome_desk.open()
    page.close_button.click()
    assert person.desk.window.shown == "progress"
