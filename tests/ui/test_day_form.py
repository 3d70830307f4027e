"""The daily log: nothing chosen beforehand, few clicks, and nothing saved before Save."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.diary import DayLog
from coach.pages.diary_words import DAY_BOXES, words
from tests.plan.story import day, moment
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.day_form import DayForm
from ui.theme import T

Key = Qt.Key
TODAY = day(13)
YESTERDAY = DayLog(
    id="a" * 32,
    day=day(12),
    at=moment(12, 21),
    sleep="badly",
    sitting="long",
    breaks="few",
    lifting="none",
    walking="some",
    stress="high",
    happened=("long-drive",),
    signs=("stiff",),
    note="A long way home.",
)
OPEN: dict[str, Any] = {**dict.fromkeys(("morning", "average", *DAY_BOXES, "happened", "signs")), "cleared": ()}


class Answers:
    """A form, what it saved, and how often it was clicked."""

    def __init__(self, form: DayForm) -> None:
        self.form = form
        self.saved: list[dict[str, Any]] = []
        self.told: list[str] = []
        self.clicks = 0
        form.saved.connect(self.saved.append)
        form.closed.connect(lambda: self.told.append("closed"))
        form.removed.connect(lambda: self.told.append("removed"))

    def pain(self, which: str, pain: int) -> None:
        scale = getattr(self.form, which).scale
        QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=scale._cell(pain).center().toPoint())
        self.clicks += 1

    def box(self, kind: str, value: str) -> None:
        row: Any = getattr(self.form, kind, None) or self.form.boxes[kind]
        row.chips.chips[value].click()
        self.clicks += 1

    def press(self, button: str) -> None:
        getattr(self.form, button).click()
        self.clicks += 1


def begun(form: DayForm, n: int = 13, **given: Any) -> DayForm:
    values: dict[str, Any] = {"log": None, "yesterday": None, "morning": None, "average": None} | given
    form.begin(day(n), TODAY, values["log"], values["yesterday"], values["morning"], values["average"])
    return form


@pytest.fixture
def new(show: Show) -> Answers:
    form = begun(DayForm(), yesterday=YESTERDAY)
    show(form, 640, 900)
    return Answers(form)


# -- clicks ------------------------------------------------------------------------------------------------------


def test_pain_alone_takes_two_clicks(new: Answers) -> None:
    new.pain("average", 4)
    new.press("save")
    assert new.saved == [{"day": TODAY, **OPEN, "average": 4, "note": ""}]
    assert new.clicks == 2


def test_everything_takes_ten_clicks_where_the_morning_was_told_in_the_morning(show: Show) -> None:
    form = begun(DayForm(), morning=3)
    show(form, 640, 900)
    answers = Answers(form)
    answers.pain("average", 4)
    for box in DAY_BOXES:
        answers.box(box, next(iter(words(box))))
    answers.press("neither")
    answers.press("save")
    assert all(value is not None for value in answers.saved[0].values())
    assert answers.clicks <= 10


def test_a_day_like_yesterday_takes_five_clicks(new: Answers) -> None:
    new.press("as_yesterday")
    new.pain("morning", 3)
    new.pain("average", 4)
    new.box("signs", "none")
    new.press("save")
    assert new.clicks == 5
    saved = new.saved[0]
    assert {box: saved[box] for box in DAY_BOXES} == {box: getattr(YESTERDAY, box) for box in DAY_BOXES}
    assert (saved["happened"], saved["signs"], saved["note"]) == (("long-drive",), (), "")


# -- nothing silently --------------------------------------------------------------------------------------------


def test_nothing_is_chosen_for_a_new_day(new: Answers) -> None:
    assert new.form.answers() == {"day": TODAY, **OPEN, "note": ""}
    assert not new.form.dirty
    assert not new.form.save.isEnabled()
    QTest.keyClick(new.form.average.scale, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert new.saved == []


def test_as_yesterday_fills_visibly_and_saves_nothing(new: Answers) -> None:
    new.form.as_yesterday.click()
    assert new.saved == []
    answers = new.form.answers()
    assert (answers["sleep"], answers["morning"], answers["signs"], answers["note"]) == ("badly", None, None, "")
    rows = new.form.boxes
    assert rows["sleep"].word.text() == "from yesterday"
    assert rows["drink"].word.text() == "", "yesterday did not say"
    assert new.form.happened.filled
    assert "look through" in new.form.sub.text()


def test_touching_a_box_takes_its_mark_away(new: Answers) -> None:
    new.form.as_yesterday.click()
    new.box("sleep", "well")
    new.box("happened", "awkward")
    assert new.form.boxes["sleep"].word.text() == ""
    assert not new.form.happened.filled
    assert new.form.boxes["sitting"].filled
    assert new.form.answers()["happened"] == ("awkward", "long-drive")


def test_as_yesterday_is_offered_only_where_yesterday_said_something(show: Show) -> None:
    form = begun(DayForm())
    show(form, 640, 900)
    assert not form.as_yesterday.isVisible()
    only_a_note = DayLog(id="b" * 32, day=day(12), at=moment(12, 21), note="Quiet.", signs=("tired",))
    begun(form, yesterday=only_a_note)
    assert not form.as_yesterday.isVisible()
    begun(form, yesterday=YESTERDAY, log=YESTERDAY)
    assert not form.as_yesterday.isVisible(), "this day is written already"


# -- answers -----------------------------------------------------------------------------------------------------


def test_an_answer_is_taken_back_by_pressing_it_again(new: Answers) -> None:
    for _twice in range(2):
        new.box("stress", "high")
        new.pain("average", 7)
    assert new.form.answers() == {"day": TODAY, **OPEN, "note": ""}
    new.pain("average", 7)
    new.form.average.scale.setFocus()
    QTest.keyClick(new.form.average.scale, Key.Key_Backspace)
    assert new.form.average.answer() is None


def test_one_answer_in_a_box_and_many_in_a_list(new: Answers) -> None:
    new.box("sleep", "well")
    new.box("sleep", "broken")
    new.box("signs", "stiff")
    new.box("signs", "tired")
    answers = new.form.answers()
    assert (answers["sleep"], answers["signs"]) == ("broken", ("stiff", "tired"))
    new.box("signs", "none")
    assert new.form.answers()["signs"] == ()
    new.box("signs", "none")
    assert new.form.answers()["signs"] is None


def test_pain_is_rated_by_digits(new: Answers) -> None:
    scale = new.form.morning.scale
    scale.setFocus()
    QTest.keyClick(scale, Key.Key_6)
    assert new.form.morning.answer() == 6
    assert new.form.morning.word.text() == "Strong"


def test_nothing_of_either_answers_both_lists(new: Answers) -> None:
    new.form.neither.click()
    answers = new.form.answers()
    assert (answers["happened"], answers["signs"]) == ((), ())
    assert not new.form.neither.isVisible()
    assert new.saved == []


def test_a_day_is_corrected(show: Show) -> None:
    form = begun(DayForm(), n=12, log=YESTERDAY, morning=2, average=3)
    show(form, 640, 900)
    answers = Answers(form)
    assert form.title.text() == "Saturday 14 March"
    assert form.remove.isVisible()
    form.note.set_text("")
    answers.box("drink", "plenty")
    form.save.click()
    saved = answers.saved[0]
    assert (saved["drink"], saved["note"], saved["morning"], saved["signs"]) == ("plenty", "", 2, ("stiff",))
    form.settle()
    assert not form.dirty
    form.remove.click()
    QTest.keyClick(form.note.edit, Key.Key_Escape)
    assert answers.told == ["removed", "closed"]


def test_a_rating_that_is_kept_is_changed_or_taken_back(show: Show) -> None:
    form = begun(DayForm(), morning=2)
    show(form, 640, 900)
    answers = Answers(form)
    answers.pain("morning", 2)
    assert form.morning.word.text() == "goes out when you save"
    form.save.click()
    assert (answers.saved[0]["morning"], answers.saved[0]["cleared"]) == (None, ("morning",))
    answers.pain("morning", 5)
    assert form.morning.word.text() == "Moderate, hard to ignore"


@pytest.mark.parametrize(
    ("n", "title"),
    [(13, "Today"), (12, "Saturday 14 March"), (11, "Friday 13 March, added later")],
)
def test_a_day_says_when_it_is_added_later(n: int, title: str) -> None:
    form = begun(DayForm(), n=n)
    assert form.title.text() == title
    late = not DayLog(id="x", day=day(n), at=moment(13, 20)).in_time
    assert ("added later" in title) == late
    assert ("remembered" in form.sub.text()) == late


def test_a_note_keeps_to_its_length(new: Answers) -> None:
    new.form.note.set_text("x" * 1_200)
    assert len(new.form.answers()["note"]) == 1_000


def test_a_problem_is_said_and_the_answers_stay(new: Answers) -> None:
    new.box("sleep", "well")
    new.form.show_problem("The disk is full.")
    assert new.form.problem.isVisible()
    assert new.form.dirty


# -- looks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height", "scale"), [*SIZES, (616, 637, 1.0)])
def test_nothing_is_clipped(show: Show, width: int, height: int, scale: float) -> None:
    T.apply("light", text_scale=scale)
    form = begun(DayForm(), yesterday=YESTERDAY, n=11)
    show(form, width, height)
    form.as_yesterday.click()
    settle()
    assert clipped(form) == []
    assert unnamed(form) == []


def test_every_hit_is_large_enough(new: Answers) -> None:
    for chip in new.form.boxes["sleep"].chips.chips.values():
        assert min(chip.width(), chip.height()) >= 40
    cell = new.form.average.scale._cell(0)
    assert cell.width() >= 34
    assert new.form.average.scale.height() >= 40


def test_pain_and_all_boxes_are_seen_without_scrolling(show: Show) -> None:
    form = begun(DayForm(), yesterday=YESTERDAY)
    show(form, 616, 637)  # what the journal gives it at 1180 x 760
    last = form.boxes["drink"]
    assert last.mapTo(form.roll, last.rect().bottomLeft()).y() < form.roll.height()


def test_it_goes_when_its_last_name_goes() -> None:
    assert is_freed(DayForm)
