"""Progress in the real window: what was written is seen, pictures and numbers leave, a day leads to the Journal."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from coach.happenings import PlayedElsewhere
from coach.progress.views import RANGE_KEYS
from tests.ui import chart_views as made
from tests.ui.keyboard import Person
from ui.flows import Flows
from ui.pages.journal import JournalPage
from ui.pages.progress import ProgressPage
from ui.pages.progress_list import SessionList


def opened(person: Person) -> ProgressPage:
    """Progress after three evenings with a rating, and a day elsewhere."""
    today = person.coach.journal.today
    for n in range(3):
        person.coach.journal.log_day({"day": today - timedelta(days=n), "average": 3 + n})
    moment = person.clock.moment().wall
    person.coach.store.save_happening(
        PlayedElsewhere(id="0" * 32, at=moment, day=today - timedelta(days=1), minutes=25)
    )
    person.coach.history_changed()
    person.desk.window.changed()
    person.desk.window.go("progress")
    QApplication.processEvents()
    return person.desk.progress_desk.page()


def choose(monkeypatch: pytest.MonkeyPatch, place: Path | None) -> None:
    """The person names a file; None: they close the dialog."""
    said = (str(place) if place is not None else "", "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: said)


def test_what_was_written_is_seen_and_ranges_stay_chosen(person: Person) -> None:
    page = opened(person)
    assert page.span.index == 0  # begun three days ago: four weeks
    assert page.cards["pain"].words.text() == "3 ratings so far. A few more show a trend."
    assert page.cards["days"].words.text() == "1 day with exercise, 25 min in all"
    page.span.set_index(3)
    person.desk.window.changed()
    assert page.span.index == 3
    assert page.cards["pain"].chart.places() == 3


def test_a_day_leads_to_its_entries_in_the_journal(person: Person) -> None:
    page = opened(person)
    chart = page.cards["pain"].chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert person.desk.window.shown == "journal"
    journal = person.desk.window.page("journal")
    assert isinstance(journal, JournalPage)
    assert journal._picked == person.coach.journal.today - timedelta(days=2)


def test_a_picture_and_its_numbers_go_to_the_clipboard(person: Person) -> None:
    page = opened(person)
    page.cards["pain"].do("copy")
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    image = QGuiApplication.clipboard().image()
    assert image.width() == 1440
    rows = list(csv.reader(io.StringIO(data.text())))
    assert [row[1] for row in rows] == ["pain", "5", "4", "3"]


def test_pictures_and_numbers_are_saved(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(person)
    for kind in ("png", "svg", "csv"):
        choose(monkeypatch, tmp_path / "pain")
        page.cards["pain"].do(kind)
    assert QImage(str(tmp_path / "pain.png")).width() == 1440
    assert (tmp_path / "pain.svg").read_text("utf-8").startswith("<?xml")
    lines = (tmp_path / "pain.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[1].startswith((person.coach.journal.today - timedelta(days=2)).isoformat())
    assert "pain.csv" in person.desk.window.notice.text.text()


def test_a_place_that_cannot_be_written_is_told(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(person)
    choose(monkeypatch, None)
    page.cards["pain"].do("png")
    choose(monkeypatch, tmp_path / "none" / "pain.png")
    page.cards["pain"].do("png")
    assert "could not be written" in person.desk.window.notice.text.text()
    assert not (tmp_path / "none").exists()


def test_the_first_look_is_got_ready_in_slices_while_nothing_is_played(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = person.desk.progress_desk
    playing = True
    monkeypatch.setattr(Flows, "playing", property(lambda _self: playing))
    desk.get_ready()
    assert len(desk._slices) == 3  # it waits until the session is over
    playing = False
    for left in (2, 1, 0):
        desk.get_ready()
        assert len(desk._slices) == left
    assert list(person.coach.progress._views) == [person.coach.progress.first_range()]
    desk.get_ready()  # a timer that comes late finds nothing to do


def test_years_are_told_where_they_differ(person: Person) -> None:
    rows = [made.row(0), made.row(300)]
    shown = SessionList()
    shown.show_rows(rows)
    assert [line.facts.text().split("  ")[0] for line in shown.lines] == ["Tue 13 Oct", "Wed 17 Dec 2025"]
    shown.deleteLater()


def test_the_walk_is_kept_while_nothing_changes(person: Person) -> None:
    opened(person)
    progress = person.coach.progress
    known = progress._walked()
    for key in RANGE_KEYS:
        progress.view(key)
    assert progress._walked() is known
    person.coach.journal.log_day({"day": person.coach.journal.today, "average": 6})
    assert progress.view("4w").pain.ratings[-1].pain == 6
    assert progress._walked() is not known
