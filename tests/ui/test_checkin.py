"""The check-in: what is asked, what is said about it, what is saved."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from coach.pages.views import CheckInView, LineView
from coach.plan.colours import colour_of
from coach.progress.traffic import traffic_words
from coach.records import CheckIn, PlayedSession, SessionStart
from tests.fakes import MONDAY_AT_8
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.checkin import CheckInPage
from ui.theme import T

LINES = tuple(
    LineView(key, name, position, "8 times, 2 s")
    for key, name, position in (
        ("constructive-rest", "Constructive rest", "supine"),
        ("pelvic-tilt", "Pelvic tilt", "supine"),
        ("hip-flexor-half-kneeling", "Half-kneeling hip flexor stretch", "half-kneeling"),
        ("cat-camel", "Cat-camel", "all-fours"),
    )
)


def view(**changes: Any) -> CheckInView:
    values: dict[str, Any] = {
        "session": "s1",
        "title": "Calm, early",
        "played_ms": 516_000,
        "finished": True,
        "pain_before": None,
        "pain_worst": None,
        "pain_now": None,
        "leg_symptoms": False,
        "effort": None,
        "flags": {},
        "note": "",
        "exercises": LINES,
    }
    return CheckInView(**{**values, **changes})


def corrected() -> CheckInView:
    return view(
        pain_before=4,
        pain_worst=5,
        pain_now=3,
        leg_symptoms=True,
        effort=2,
        flags={"pelvic-tilt": "too_hard", "cat-camel": "hurt"},
        note="Stiff at first.",
    )


@pytest.fixture
def page(show: Show) -> CheckInPage:
    made = CheckInPage()
    made.begin(view(pain_before=4))
    show(made, 1180, 760)
    made.setFocus()
    return made


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(text: str) -> None:
    QTest.keyClicks(focus(), text)


def tab() -> None:
    QTest.keyClick(focus(), Qt.Key.Key_Tab)


def test_a_whole_check_in_by_keyboard(page: CheckInPage, qtbot: QtBot) -> None:
    assert focus() is page.now.scale
    press("3")
    tab()
    assert focus() is page.worst.scale
    press("5")
    tab()
    assert focus() is page.effort.cells[0]
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    tab()
    assert focus() is page.before.open_button
    tab()
    assert focus() is page.leg.cells[0]
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    tab()
    assert focus() is page.flags.rows[0].too_hard
    tab()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    for _ in range(7):
        tab()
    assert focus() is page.note.edit
    press("Fine.")
    with qtbot.waitSignal(page.saved) as got:
        QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert got.args == [
        {
            "pain_worst": 5,
            "pain_now": 3,
            "pain_before": 4,
            "leg_symptoms": False,
            "effort": 2,
            "flags": {"constructive-rest": "hurt"},
            "note": "Fine.",
        }
    ]


def test_now_alone_is_enough_and_the_worst_is_not_made_up(page: CheckInPage, qtbot: QtBot) -> None:
    assert not page.save.isEnabled()
    press("2")
    assert page.save.isEnabled()
    assert page.worst.offer.words == "Use 4"
    assert "Perhaps 4" in page.worst.word.text()
    with qtbot.waitSignal(page.saved) as got:
        page.save.click()
    assert got.args is not None
    answers = got.args[0]
    assert (answers["pain_now"], answers["pain_worst"], answers["effort"], answers["flags"]) == (2, None, None, {})
    CheckIn(session="s1", at=MONDAY_AT_8, **answers)


def test_the_offer_becomes_an_answer_only_when_it_is_taken(page: CheckInPage) -> None:
    press("6")
    tab()
    tab()
    assert focus() is page.worst.offer
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert page.worst.answer() == 6
    assert not page.worst.offer.isVisible()
    assert focus() is page.worst.scale


def test_without_an_answer_saving_leads_to_the_question(page: CheckInPage) -> None:
    told: list[object] = []
    page.saved.connect(told.append)
    page.note.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == []
    assert focus() is page.now.scale
    assert page.missing.text()


def test_skip(page: CheckInPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.skipped):
        page.skip.click()


def test_a_correction_is_prefilled(page: CheckInPage) -> None:
    page.begin(corrected())
    assert page.title.text() == "Change this check-in"
    assert page.answers() == {
        "pain_worst": 5,
        "pain_now": 3,
        "pain_before": 4,
        "leg_symptoms": True,
        "effort": 2,
        "flags": {"pelvic-tilt": "too_hard", "cat-camel": "hurt"},
        "note": "Stiff at first.",
    }


def test_the_next_session_starts_blank(page: CheckInPage) -> None:
    page.begin(corrected())
    page.begin(view())
    assert page.title.text() == "How is your back now?"
    assert page.answers() == {
        "pain_worst": None,
        "pain_now": None,
        "pain_before": None,
        "leg_symptoms": False,
        "effort": None,
        "flags": {},
        "note": "",
    }
    assert page.leg.index is None
    assert not page.now.pill.isVisible()


@pytest.mark.parametrize(
    ("pain", "words"),
    [("1", "3 lower than before the session"), ("4", "The same as before the session"), ("6", "2 higher than before")],
)
def test_the_tag_tells_the_change(page: CheckInPage, pain: str, words: str) -> None:
    press(pain)
    assert page.now.pill.isVisible()
    assert page.now.pill.text.startswith(words)


def test_before_can_be_corrected(page: CheckInPage) -> None:
    assert not page.before.scale.isVisible()
    page.before.open_button.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is page.before.scale
    press("7")
    assert page.answers()["pain_before"] == 7
    assert "Before: 7" in page.now.scale.value_text()


def test_an_exercise_has_one_flag_or_none(page: CheckInPage) -> None:
    row = page.flags.rows[1]
    row.too_hard.click()
    row.hurt.click()
    assert row.flag() == "hurt"
    assert not row.too_hard.isChecked()
    row.hurt.click()
    assert page.flags.flags() == {}


def test_the_meaning_follows_the_answers(page: CheckInPage) -> None:
    assert page.meaning.title.text() == "What your answer means"
    for pain, word in ((2, "Green"), (5, "Amber"), (8, "Red")):
        page.worst.scale._pick(pain)
        assert page.meaning.accessibleName().startswith(word)
    page.worst.scale._pick(1)
    page.leg.cells[1].click()
    assert page.meaning.accessibleName().startswith("Red")


def test_in_the_first_part_the_rise_decides(page: CheckInPage) -> None:
    page.begin(view(pain_before=6, pain_worst=7), in_calm=True)
    assert page.meaning.accessibleName().startswith("Amber")
    page.worst.scale._pick(8)
    assert page.meaning.accessibleName().startswith("Red")


def test_a_note_has_an_end(page: CheckInPage) -> None:
    assert not page.full.isVisible()
    page.note.set_text("x" * 5_000)
    assert len(str(page.answers()["note"])) == 4_000
    assert page.full.isVisible()
    page.note.set_text("short")
    assert not page.full.isVisible()


@pytest.mark.parametrize("in_calm", [False, True])
def test_the_words_agree_with_the_plan(library: Library, in_calm: bool) -> None:
    part = library.part_of("calm-early" if in_calm else "unlock-early")
    assert part is not None
    assert part.rise_decides_red is in_calm
    pains = (None, *range(11))
    for before, worst, leg in product(pains, pains, (False, True)):
        start = SessionStart(
            id="s1", session_id="calm-early", program_id="calm", part_id=part.id, shorter=False, first_side="right",
            lines=6, template="", started=MONDAY_AT_8, pain_before=before,
        )  # fmt: skip
        check_in = CheckIn(session="s1", at=MONDAY_AT_8, pain_worst=worst, leg_symptoms=leg)
        played = PlayedSession(start=start, events=(), last_at=MONDAY_AT_8, check_in=check_in)
        words = traffic_words(before, worst, leg, in_calm)
        assert words.colour == colour_of(played, part)
        assert words.title
        assert words.text


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(show: Show, width: int, height: int, scale: float, filled: bool) -> None:
    T.apply(text_scale=scale)
    page = CheckInPage()
    page.begin(corrected() if filled else view())
    show(page, width, height)
    if filled:
        page.before._open()
    else:
        page.now.scale._pick(10)
        page.before.scale._pick(1)
    settle()
    assert clipped(page) == []


def test_it_follows_larger_text(page: CheckInPage) -> None:
    T.apply(text_scale=2.0)
    settle()
    assert clipped(page) == []
    T.apply(text_scale=1.0)
    settle()
    assert clipped(page) == []


def test_every_control_has_a_name(page: CheckInPage) -> None:
    page.before._open()
    press("5")
    assert unnamed(page) == []


def test_it_is_freed(qtbot: QtBot) -> None:
    def make() -> CheckInPage:
        page = CheckInPage()
        page.begin(corrected())
        return page

    assert is_freed(make)
