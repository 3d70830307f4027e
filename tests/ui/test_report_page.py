"""The Report page: the preview, what is typed, periods, and the ways to take it along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coach.progress.report_views import ReportView
from coach.report_cases import MOST_ASKED
from tests.ui.conftest import Show
from tests.ui.keyboard import Person
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from tests.ui.pdf_reading import read_pdf
from tests.ui.test_report import empty, months, week, years
from ui.pages.report import ReportPage
from ui.report.pdf import pdf_bytes
from ui.theme import T


@pytest.fixture
def page(show: Show) -> ReportPage:
    made = ReportPage()
    made.show_view(months(), "3m", "Darf ich heben?")
    show(made, 1092, 760)
    return made


@pytest.mark.parametrize("make", [empty, months, years])
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(show: Show, make: Callable[[], ReportView], width: int, height: int, scale: float) -> None:
    T.apply("dark", text_scale=scale)
    page = ReportPage()
    page.show_view(make(), "own", "")
    page.say_days("“2026-13-01” is no day. Write it as year, month, day: 2026-05-01.")
    show(page, width - 88, height)
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []


def test_the_preview_is_the_paper_in_any_theme(page: ReportPage) -> None:
    for theme in ("light", "dark"):
        T.apply(theme)
        settle()
        image = page.preview.grab().toImage()
        for rect in page.preview.page_rects():
            corner = rect.topLeft().toPoint() + QPoint(8, 8)
            assert image.pixelColor(corner) == QColor("white")
    first, last = page.preview.page_rects()
    assert first.top() == last.top()
    page.size_of.set_index(1)
    first, last = page.preview.page_rects()
    assert last.top() > first.bottom()
    assert first.width() == page.preview.width()


def test_what_is_typed_shows_at_once_and_is_told_when_it_is_left(page: ReportPage, qtbot: QtBot) -> None:
    told: list[str] = []
    page.asked.connect(told.append)
    edit = page.options.asked.field.edit
    edit.setFocus()
    QTest.keyClicks(edit, " Und laufen?")
    qtbot.waitUntil(lambda: page.sheets is not None and "laufen" in _words(page))
    page.options.name.edit.setFocus()
    assert told[-1].endswith("Und laufen?") or told[-1].startswith("Und laufen?")
    QTest.keyClicks(page.options.name.edit, "Ada")
    qtbot.waitUntil(lambda: "Ada" in _words(page))
    assert page.text.count("Name: Ada") == 1


def _words(page: ReportPage) -> str:
    assert page.sheets is not None
    assert page.shown is not None
    return read_pdf(pdf_bytes(page.sheets, page.shown, page.name)).text


def test_the_field_takes_no_more_than_fits(page: ReportPage) -> None:
    page.options.asked.field.set_text("x" * (MOST_ASKED + 30))
    assert len(page.options.asked.field.text()) == MOST_ASKED
    assert "Room for 0 more characters" in page.options.asked.room.text()


def test_own_days_are_typed_and_mistakes_are_told_at_the_field(page: ReportPage) -> None:
    told: list[tuple[date, date]] = []
    page.days.connect(lambda first, last: told.append((first, last)))
    period = page.options.period
    period.chips.chips["own"].click()
    assert period.own.isVisible()
    period.first.set_text("2026-02-30")
    period.last.set_text("2026-03-30")
    QTest.keyClick(period.last.edit, Qt.Key.Key_Return)
    assert "2026-02-30" in period.problem.text()
    assert period.problem.isVisible()
    period.first.set_text("2026-02-28")
    period.take.click()
    assert told == [(date(2026, 2, 28), date(2026, 3, 30))]
    assert not period.problem.isVisible()


def test_the_page_is_freed(qapp: QApplication) -> None:
    def make() -> ReportPage:
        page = ReportPage()
        page.show_view(week(), "3m", "")
        return page

    assert is_freed(make)


# -- in the window -------------------------------------------------------------------------------------------------


def test_the_report_by_keyboard_alone(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = person.desk.window
    person.desk.library_desk.follow("page:report")
    assert person.shown == "report"
    window.go("progress")
    person.tab_to("progress_report")
    person.press(Qt.Key.Key_Return)
    assert person.shown == "report"
    assert window.rail.items["progress"].isChecked()
    QTest.keyClicks(person.tab_to("report_asked.edit"), "Darf ich heben?")
    file = tmp_path / "own.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file.with_suffix("")), ""))
    person.tab_to("report_save")
    person.press(Qt.Key.Key_Return)
    assert person.coach.report.questions == "Darf ich heben?"
    assert "Darf ich heben?" in read_pdf(file.read_bytes()).text
    assert "Written to" in window.notice.text.text()
    person.tab_to("report_copy")
    person.press(Qt.Key.Key_Return)
    assert "WHAT I WANT TO ASK\nDarf ich heben?" in QApplication.clipboard().text()
    person.press(Qt.Key.Key_Escape)
    assert person.shown == "progress"


def test_questions_are_kept_when_the_page_is_left(person: Person) -> None:
    person.desk.report_desk.open()
    page = person.desk.report_desk.page()
    page.options.asked.field.edit.setFocus()
    QTest.keyClicks(page.options.asked.field.edit, "Bleibt das so?")
    person.desk.window.go("today")
    assert person.coach.report.questions == "Bleibt das so?"
    person.desk.report_desk.open()
    assert page.options.asked.text() == "Bleibt das so?"


def test_periods_are_chosen_and_wrong_ones_are_told(person: Person) -> None:
    desk = person.desk.report_desk
    desk.open()
    page, today = desk.page(), person.coach.report.today
    for key, days in (("4w", 28), ("1y", 365), ("all", 91), ("3m", 91)):
        page.options.period.chips.chips[key].click()
        assert page.shown is not None
        assert (page.shown.last - page.shown.first).days + 1 == days
        assert page.shown.last == today
    page.days.emit(today + timedelta(days=3), today + timedelta(days=9))
    assert "in the future" in page.options.period.problem.text()
    page.days.emit(today - timedelta(days=9), today - timedelta(days=3))
    assert page.shown is not None
    assert page.shown.last == today - timedelta(days=3)


def test_a_computer_without_printers_says_so(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinters", list)
    person.desk.report_desk.open()
    person.tab_to("report_print")
    person.press(Qt.Key.Key_Return)
    assert "No printer is set up" in person.desk.window.notice.text.text()


def test_a_file_that_cannot_be_written_is_told(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "none" / "r.pdf"), ""))
    person.desk.report_desk.open()
    person.desk.report_desk.page().save_button.click()
    assert "could not be written" in person.desk.window.notice.text.text()
