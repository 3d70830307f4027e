"""The Journal page: calendar, entries, the two forms, undo, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Literal

import msgspec
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coach.diary import DayLog, DayRating, Removal, Spasm, SpasmDetails, removed
from coach.pages.journal import journal_view
from coach.records import History
from tests.plan.story import day, library, moment
from tests.test_journal_page import written
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.entry_list import ROWS_AT_ONCE, EntryRow, broken
from ui.pages.journal import JournalPage
from ui.theme import T

Key = Qt.Key
NOW = moment(13, 20)
_KINDS: tuple[Literal["morning", "average"], ...] = ("morning", "average")


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


class Owner:
    """Somebody with a journal, kept as the coach keeps it."""

    def __init__(self, history: History, page: JournalPage) -> None:
        self.history, self.page = history, page
        self.now = NOW
        self.query, self.month = "", NOW.date()
        self.fails = ""
        self.removals: list[Removal] = []
        self.spasms: list[tuple[str | None, datetime, SpasmDetails]] = []
        self.days: list[dict[str, Any]] = []
        self.told: list[object] = []
        page.spasm_saved.connect(self._keep_spasm)
        page.day_saved.connect(self._keep_day)
        page.remove.connect(self._remove)
        page.undo.connect(self._undo)
        page.searched.connect(self._search)
        page.month.connect(self._turn)
        page.check_in.connect(self.told.append)
        page.insights.connect(lambda: self.told.append("insights"))
        page.ease.connect(lambda: self.told.append("ease"))
        self.refresh()

    def refresh(self) -> None:
        out = removed(self.removals)
        history = self.history
        left = msgspec.structs.replace(
            history,
            ratings=tuple(one for one in history.ratings if one.id not in out),
            spasms=tuple(one for one in history.spasms if one.id not in out),
            day_logs=tuple(one for one in history.day_logs if one.id not in out),
        )
        self.page.show_view(journal_view(left, library(), self.month, self.query, self.now))

    def _keep_spasm(self, own: str | None, onset: datetime, told: SpasmDetails) -> None:
        self.spasms.append((own, onset, told))
        if self.fails:
            self.page.show_problem(self.fails)
            return
        spasms = tuple(one for one in self.history.spasms if one.id != own)
        new = Spasm(id=own or f"{len(self.spasms):032d}", onset=onset, logged=self.now, told=told, told_at=self.now)
        self.history = msgspec.structs.replace(self.history, spasms=(*spasms, new))
        self.refresh()

    def _keep_day(self, answers: dict[str, Any]) -> None:
        self.days.append(answers)
        if self.fails:
            self.page.show_problem(self.fails)
            return
        ratings = list(self.history.ratings)
        for kind in _KINDS:
            if answers[kind] is not None:
                own = f"{len(ratings):031d}r"
                rated = DayRating(id=own, day=answers["day"], at=self.now, kind=kind, pain=answers[kind])
                ratings.append(rated)
        boxes = {key: value for key, value in answers.items() if key not in ("morning", "average", "cleared", "day")}
        log = DayLog(id=f"{len(self.days):031d}d", day=answers["day"], at=self.now, **boxes)
        logs = (*self.history.day_logs, log)
        self.history = msgspec.structs.replace(self.history, ratings=tuple(ratings), day_logs=logs)
        self.refresh()

    def _remove(self, ids: tuple[str, ...]) -> None:
        if self.fails:
            self.page.show_problem(self.fails)
            return
        self.removals.append(Removal(id="r", at=self.now, entries=ids))
        self.refresh()

    def _undo(self, ids: tuple[str, ...]) -> None:
        self.removals.append(Removal(id="u", at=self.now, entries=ids, back=True))
        self.refresh()

    def _search(self, query: str) -> None:
        self.query = query
        self.refresh()

    def _turn(self, month: date) -> None:
        self.month = month
        self.refresh()

    def row(self, key: str) -> EntryRow:
        return next(row for row in self.page.entries.rows if row.objectName() == f"entry.{key}")

    def open_spasm(self) -> str:
        """The id of the spasm that is corrected, or nothing for a new one."""
        spasm = self.page.spasm.spasm
        return spasm.id if spasm is not None else ""

    def press(self, name: str) -> None:
        found: Any = self.page.findChild(QWidget, name)
        assert found is not None, name
        found.click()
        settle()

    @property
    def keys(self) -> list[str]:
        return [row.objectName().removeprefix("entry.") for row in self.page.entries.rows]


@pytest.fixture
def owner(show: Show) -> Owner:
    page = JournalPage()
    made = Owner(written(), page)
    show(page, 1092, 760)
    return made


# -- the calendar and its entries --------------------------------------------------------------------------------


def test_it_begins_with_a_new_spasm_and_the_month(owner: Owner) -> None:
    page = owner.page
    assert page.spasm.isVisible()
    assert not page.day.isVisible()
    assert page.calendar.title.text() == "March 2026"
    assert len(owner.keys) == 10
    assert owner.keys[0].startswith("check-in.")
    assert not page.calendar.after.isEnabled()


def test_a_picked_day_comes_first_and_offers_what_can_be_added(owner: Owner) -> None:
    page = owner.page
    page.calendar.calendar.setFocus()
    page.calendar.calendar.select(day(5))
    QTest.keyClick(page.calendar.calendar, Key.Key_Left)
    assert page.entries.title.text() == "Friday 6 March"
    assert owner.keys[0] == "spasm." + "a" * 32
    assert len(owner.keys) == 10, "the other entries follow"
    assert page.entries.day_button.words == "Add for 6 March"
    QTest.keyClick(page.calendar.calendar, Key.Key_Right)
    assert page.entries.day_button.words == "Change this day"


def test_a_day_of_the_past_is_added(owner: Owner) -> None:
    page = owner.page
    page._pick(day(10))
    assert "Nothing is written" in page.entries.words.text()
    owner.press("journal_add_day")
    assert page.day.isVisible()
    assert page.day.title.text() == "Thursday 12 March, added later"
    page.day.boxes["sleep"].chips.chips["well"].click()
    owner.press("day_save")
    assert (owner.days[0]["day"], owner.days[0]["sleep"]) == (day(10), "well")
    assert "Added later" in owner.row(f"day.{day(10)}").accessibleName()


def test_a_spasm_of_the_past_is_added(owner: Owner) -> None:
    owner.page._pick(day(10))
    owner.press("journal_add_spasm")
    owner.press("spasm_save")
    own, onset, _told = owner.spasms[0]
    assert (own, onset.date()) == (None, day(10))
    assert owner.keys[0].startswith("spasm.")


def test_a_spasm_of_today_is_never_added_in_the_future(owner: Owner) -> None:
    owner.now = moment(13, 8)
    owner.refresh()
    owner.page._pick(day(13))
    owner.press("journal_add_spasm")
    owner.press("spasm_save")
    assert owner.spasms[0][1] <= owner.now


def test_months_are_turned(owner: Owner) -> None:
    page = owner.page
    page._pick(day(3))
    owner.press("journal_earlier")
    assert page.calendar.title.text() == "February 2026"
    assert owner.keys == []
    assert page.entries.title.text() == "Entries", "a day of another month is let go"
    owner.press("journal_later")
    assert len(owner.keys) == 10


def test_the_whole_month_comes_back(owner: Owner) -> None:
    owner.page._pick(day(3))
    owner.press("journal_whole_month")
    assert owner.page.entries.title.text() == "Entries"
    assert owner.page.calendar.calendar.selected is None


def test_many_entries_come_in_portions(show: Show) -> None:
    history = written()
    logs = tuple(DayLog(id=f"{n}", day=day(-n), at=moment(-n, 21), note="Soup.") for n in range(1, 70))
    page = JournalPage()
    owner = Owner(msgspec.structs.replace(history, day_logs=logs), page)
    show(page, 1092, 760)
    page.head.search.set_text("soup")
    assert page.entries.words.text() == "69 entries with “soup”"
    assert len(page.entries.rows) == ROWS_AT_ONCE
    owner.press("journal_more")
    assert len(page.entries.rows) == 2 * ROWS_AT_ONCE
    assert page.entries.rows[ROWS_AT_ONCE].hasFocus()


# -- searching ---------------------------------------------------------------------------------------------------


def test_a_search_finds_and_opens(owner: Owner) -> None:
    search = owner.page.head.search
    QTest.keyClick(owner.page, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert search.edit.hasFocus()
    QTest.keyClicks(search.edit, "LAUNDRY")
    assert owner.keys == ["spasm." + "a" * 32]
    assert owner.page.entries.title.text() == "Found"
    QTest.keyClick(search.edit, Key.Key_Down)
    assert owner.page.entries.rows[0].hasFocus()
    QTest.keyClick(search.edit, Key.Key_Return)
    settle()
    assert owner.page.spasm.spasm is not None
    QTest.keyClick(search.edit, Key.Key_Escape)
    assert len(owner.keys) == 10


# -- opening and saving ------------------------------------------------------------------------------------------


def test_today_is_logged(owner: Owner) -> None:
    page = owner.page
    owner.press("journal_log_today")
    assert page.day.isVisible()
    assert page.day.average.scale.hasFocus()
    QTest.keyClick(page.day.average.scale, Key.Key_4)
    QTest.keyClick(page.day.average.scale, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert owner.days[0]["average"] == 4
    assert not page.day.isVisible()
    assert owner.row(f"day.{day(13)}").entry.pain == 4


def test_a_form_waits_until_the_journal_holds_what_it_sent(show: Show) -> None:
    page = JournalPage()
    view = journal_view(written(), library(), NOW.date(), "", NOW)
    page.show_view(view)
    show(page, 1092, 760)
    page.log_today()
    page.day.boxes["sleep"].chips.chips["well"].click()
    page.day.save.click()
    page.show_view(view)
    assert page.day.isVisible()
    assert page.day.boxes["sleep"].answer() == "well"


def test_a_saved_day_closes_its_form_and_says_so(owner: Owner) -> None:
    owner.page.log_today()
    owner.page.day.boxes["stress"].chips.chips["high"].click()
    owner.press("day_save")
    assert owner.page.spasm.isVisible()
    assert owner.page.entries.notice.words.text() == "Saved: Sunday 15 March."
    assert not owner.page.day.dirty
    assert f"day.{day(13)}" in owner.keys


def test_an_entry_opens_its_form(owner: Owner) -> None:
    page = owner.page
    owner.row("spasm." + "a" * 32).click()
    settle()
    assert page.spasm.spasm is not None
    assert page.spasm.title.text() == "Spasm on Friday 6 March"
    page.spasm.questions.lists["doing"].chips["bending"].click()
    owner.press("spasm_save")
    own, onset, told = owner.spasms[0]
    assert (own, onset, told.doing) == ("a" * 32, moment(4, 15), ("lifting", "bending", "twisting"))
    owner.row(f"day.{day(1)}").click()
    settle()
    assert page.day.boxes["sleep"].answer() == "broken"
    assert page.day.morning.answer() == 4
    checked = next(key for key in owner.keys if key.startswith("check-in."))
    owner.row(checked).click()
    assert owner.told == [checked.removeprefix("check-in.")]


def test_a_spasm_of_another_month_is_opened_by_its_id(owner: Owner) -> None:
    owner.month = date(2026, 1, 1)
    owner.refresh()
    owner.page.edit_spasm("a" * 32)
    owner.page.edit_spasm("nobody")
    assert owner.open_spasm() == "a" * 32
    owner.page.new_spasm(moment(2, 9))
    assert owner.open_spasm() == ""
    assert owner.page.spasm.questions.onset() == moment(2, 9)


def test_the_buttons_of_the_head(owner: Owner) -> None:
    owner.press("journal_insights")
    owner.press("spasm_ease")
    assert owner.told == ["insights", "ease"]
    assert not owner.page.head.log_spasm.isVisible()
    owner.press("journal_log_today")
    assert not owner.page.head.log_today.isVisible()
    owner.press("journal_log_spasm")
    assert owner.page.spasm.isVisible()


# -- taking out --------------------------------------------------------------------------------------------------


def test_what_is_taken_out_can_be_put_back_by_keyboard(owner: Owner) -> None:
    before = owner.keys
    ids = owner.row(f"day.{day(1)}").entry.ids
    owner.press(f"take_out.day.{day(1)}")
    notice = owner.page.entries.notice
    assert notice.isVisible()
    assert notice.words.text() == "Taken out."
    assert f"day.{day(1)}" not in owner.keys
    assert set(owner.removals[0].entries) == set(ids)
    undo = notice.buttons["first"]
    assert undo.hasFocus()
    QTest.keyClick(undo, Key.Key_Return)
    assert owner.keys == before
    assert notice.words.text() == "It is back."


def test_the_offer_to_undo_ends_with_the_next_action(owner: Owner) -> None:
    owner.press("take_out.spasm." + "b" * 32)
    owner.press("journal_log_today")
    assert not owner.page.entries.notice.isVisible()


def test_a_form_takes_its_entry_out(owner: Owner) -> None:
    owner.page.edit_spasm("a" * 32)
    owner.press("spasm_remove")
    assert owner.removals[0].entries == ("a" * 32,)
    assert owner.page.spasm.spasm is None
    owner.row(f"day.{day(0)}").click()
    settle()
    owner.press("day_remove")
    assert len(owner.removals[1].entries) == 3
    assert owner.page.spasm.isVisible()


def test_an_entry_that_is_open_elsewhere_leaves_the_form_when_it_goes(owner: Owner) -> None:
    owner.page.edit_spasm("a" * 32)
    owner.press("take_out.spasm." + "a" * 32)
    assert owner.page.spasm.spasm is None


def test_where_it_cannot_be_done_nothing_is_claimed(owner: Owner) -> None:
    owner.fails = "The disk is full."
    owner.press(f"take_out.day.{day(1)}")
    assert not owner.page.entries.notice.isVisible()
    assert owner.page.spasm.problem.text() == "The disk is full."


# -- nothing is lost ---------------------------------------------------------------------------------------------


def test_a_refresh_leaves_unsaved_answers(owner: Owner) -> None:
    page = owner.page
    page.spasm.questions.lists["doing"].chips["lifting"].click()
    owner.now += timedelta(hours=3)
    owner.refresh()
    assert page.spasm.questions.details().doing == ("lifting",)
    assert page.spasm.questions.onset() == owner.now, "still just now"
    page.log_today()
    page.day.boxes["sleep"].chips.chips["well"].click()
    owner.refresh()
    assert page.day.boxes["sleep"].answer() == "well"
    page._log_spasm()
    assert page.spasm.questions.details().doing == ("lifting",)
    page.log_today()
    assert page.day.boxes["sleep"].answer() == "well"


def test_what_could_not_be_saved_stays(owner: Owner) -> None:
    owner.fails = "The disk is full."
    owner.page.spasm.questions.lists["doing"].chips["lifting"].click()
    owner.press("spasm_save")
    assert owner.page.spasm.problem.isVisible()
    owner.refresh()
    assert owner.page.spasm.questions.details().doing == ("lifting",)
    owner.fails = ""
    owner.press("spasm_save")
    assert len(owner.spasms) == 2
    assert owner.page.spasm.questions.details() == SpasmDetails()
    assert owner.page.entries.notice.words.text() == "Saved."


def test_opening_another_entry_asks_before_it_drops_what_was_typed(owner: Owner) -> None:
    page = owner.page
    page.spasm.questions.note.set_text("Half a sentence")
    owner.row("spasm." + "a" * 32).click()
    settle()
    notice = page.entries.notice
    assert "not saved yet" in notice.words.text()
    assert owner.open_spasm() == ""
    notice.buttons["first"].click()
    settle()
    assert page.spasm.questions.details().note == "Half a sentence"
    owner.row("spasm." + "a" * 32).click()
    notice.buttons["second"].click()
    settle()
    assert owner.open_spasm() == "a" * 32
    assert page.spasm.questions.details().doing == ("lifting", "twisting")


def test_another_day_asks_too(owner: Owner) -> None:
    page = owner.page
    page.log_today()
    page.day.boxes["sleep"].chips.chips["well"].click()
    page._pick(day(3))
    owner.press("journal_add_day")
    assert page.day.day == day(13)
    page.entries.notice.buttons["second"].click()
    settle()
    assert page.day.day == day(3)
    assert page.day.boxes["sleep"].answer() is None


def test_a_closed_day_keeps_its_unsaved_answers(owner: Owner) -> None:
    owner.page.log_today()
    owner.page.day.boxes["sleep"].chips.chips["badly"].click()
    owner.press("day_close")
    assert owner.page.spasm.isVisible()
    owner.press("journal_log_today")
    assert owner.page.day.boxes["sleep"].answer() == "badly"


def test_the_focus_stays_on_its_entry_through_a_refresh(owner: Owner) -> None:
    row = owner.row(f"day.{day(1)}")
    row.setFocus()
    owner.refresh()
    settle()
    assert owner.row(f"day.{day(1)}").hasFocus()
    assert owner.row(f"day.{day(1)}") is not row


# -- looks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("state", ["spasm", "day", "picked", "undo", "unsaved"])
def test_nothing_is_clipped(show: Show, width: int, height: int, scale: float, state: str) -> None:
    T.apply("light", text_scale=scale)
    page = JournalPage()
    owner = Owner(written(), page)
    show(page, width - 88, height)
    if state == "day":
        page.log_today()
    elif state == "picked":
        page._pick(day(5))
    elif state == "undo":
        page._take_out(owner.row(f"day.{day(5)}").entry)
    elif state == "unsaved":
        page.spasm.questions.note.set_text("Half a sentence")
        page.edit_spasm("a" * 32)
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []
    calendar = page.calendar.calendar
    assert calendar.height() >= calendar.sizeHint().height()
    for row in page.entries.rows:
        assert row.height() >= row.heightForWidth(row.width())


def test_save_is_in_view_at_once_in_a_usual_window(owner: Owner) -> None:
    for button, opened in ((owner.page.spasm.save, "spasm"), (owner.page.day.save, "day")):
        if opened == "day":
            owner.page.log_today()
            settle()
        bottom = button.mapTo(owner.page, QPoint(0, button.height())).y()
        assert button.isVisible()
        assert bottom <= 760


def test_a_narrow_window_goes_to_the_form(show: Show) -> None:
    page = JournalPage()
    Owner(written(), page)
    show(page, 812, 640)
    settle()
    assert page.verticalScrollBar().maximum() > 0
    page.head.log_today.click()
    settle()
    QTest.qWait(20)
    top = page.day.mapTo(page, QPoint(0, 0)).y()
    assert 0 <= top < 120
    assert page.day.average.scale.hasFocus()


def test_a_form_in_a_narrow_window_does_not_scroll_in_itself(show: Show) -> None:
    page = JournalPage()
    Owner(written(), page)
    show(page, 812, 640)
    settle()
    assert page.spasm.roll.verticalScrollBar().maximum() == 0
    page.log_today()
    settle()
    assert page.day.roll.verticalScrollBar().maximum() == 0


def test_only_the_signs_of_the_month_are_explained(owner: Owner) -> None:
    signs = owner.page.calendar.signs
    assert signs["late"].isVisible()
    owner.press("journal_earlier")
    assert not signs["late"].isVisible()
    assert signs["session"].isVisible()


@pytest.mark.parametrize("most", [1, 2, 3])
def test_text_is_broken_into_lines_that_fit(most: int) -> None:
    text = "Long drive to my sister and a stiff back when I got out of the car in the evening, better after a walk"
    lines = broken(text, "small", 400, 180, most)
    assert len(lines) == most
    assert lines[-1].endswith("…")
    assert all(QFontMetricsF(T.font("small", weight=400)).horizontalAdvance(line) <= 181 for line in lines)
    assert " ".join(broken(text, "small", 400, 180, 99)) == text


def test_a_page_without_a_view_waits(show: Show) -> None:
    page = JournalPage()
    show(page, 900, 640)
    page.log_today()
    page.edit_spasm("a")
    assert not page.day.isVisible()


def test_it_goes_when_its_last_name_goes() -> None:
    def made() -> JournalPage:
        page = JournalPage()
        page.show_view(journal_view(written(), library(), NOW.date(), "", NOW))
        return page

    QApplication.processEvents()
    assert is_freed(made)
