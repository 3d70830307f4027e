"""Import by the window: what would change is shown first, by keyboard alone, and one press takes it back."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coach.app import Coach
from coach.data_work import Imported, Importing
from coach.library.library import Library
from coach.paths import DataFolder
from coach.settings import SoundSettings, read_settings
from tests.fakes import FakeClock
from tests.ui.conftest import Show
from tests.ui.keyboard import Key, Person
from tests.ui.page_checks import SIZES, clipped, settle, unnamed
from ui.background import Work
from ui.data_desk import DataDesk
from ui.pages.settings import SettingsPage
from ui.pages.settings_data import DataSection, ImportRow
from ui.theme import T


@pytest.fixture
def export(tmp_path: Path, clock: FakeClock, library: Library) -> Path:
    """An export of another machine."""
    folder = DataFolder(tmp_path / "other")
    folder.make()
    other = Coach(folder, clock, library)
    other.open()
    other.plan.rate_day(3, "average")
    other.plan.tell_score(7)
    file = tmp_path / "restack-export.json"
    other.data.export_to(file)
    other.close()
    return file


@pytest.fixture
def desk(person: Person) -> DataDesk:
    person.desk.window.go("settings")
    found = person.desk.backstage._data
    assert found is not None
    return found


def section(person: Person) -> DataSection:
    page = person.desk.window.page("settings")
    assert isinstance(page, SettingsPage)
    return page.data


def done(qtbot: QtBot, desk: DataDesk) -> None:
    qtbot.waitUntil(lambda: not (desk._work.busy or desk._writing.busy or desk._changing.busy), timeout=15_000)
    settle()


# -- wired to the coach --------------------------------------------------------------------------------------------


def test_by_keyboard_from_settings_and_back_and_undone(
    person: Person, desk: DataDesk, export: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(export), ""))
    person.tab_to("settings_import")
    person.press(Key.Key_Return)
    assert person.shown == "import"
    done(qtbot, desk)
    page = desk.import_page()
    assert page.card_title.text() == "What will be added"
    assert len(person.coach.history.ratings) == 0
    person.press(Key.Key_Return)
    done(qtbot, desk)
    assert person.shown == "settings"
    assert person.coach.history.ratings[0].pain == 3
    assert section(person).done.text() == "2 entries were imported."
    own = person.coach.data.imports()[0].id
    person.tab_to(f"settings_undo_import.{own}")
    person.press(Key.Key_Return)
    done(qtbot, desk)
    assert person.coach.history.ratings == ()
    assert section(person).done.text() == "2 entries were taken away again."
    assert [line for line in section(person)._import_lines if hasattr(line, "button")] == []


def test_escape_leaves_and_nothing_is_written(person: Person, desk: DataDesk, export: Path, qtbot: QtBot) -> None:
    desk.import_file(str(export))
    person.press(Key.Key_Escape)
    assert person.shown == "settings"
    assert not desk._work.busy
    desk.import_file(str(export))
    done(qtbot, desk)
    person.press(Key.Key_Escape)
    assert person.shown == "settings"
    assert person.coach.data.imports() == ()


def test_while_it_is_written_it_cannot_be_left(person: Person, desk: DataDesk, export: Path, qtbot: QtBot) -> None:
    desk.import_file(str(export))
    done(qtbot, desk)
    desk.import_page().go.click()
    desk.import_page().closed.emit()
    assert person.shown == "import"
    done(qtbot, desk)
    assert person.shown == "settings"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Writing an import waits for this."""
    go_on = threading.Event()
    write = Importing.run

    def run(importing: Importing) -> Imported:
        done = write(importing)
        go_on.wait(20)
        return done

    monkeypatch.setattr(Importing, "run", run)
    return go_on


def test_what_is_written_while_the_page_was_left_is_told_to_the_coach(
    person: Person, desk: DataDesk, export: Path, tmp_path: Path, qtbot: QtBot, slow: threading.Event
) -> None:
    desk.import_file(str(export))
    done(qtbot, desk)
    desk.import_page().go.click()
    person.desk.window.go("settings")
    # Another file brings back to the one that is being written; nothing else may run into it.
    other = tmp_path / "other.json"
    other.write_text("{}")
    desk.import_file(str(other))
    assert person.shown == "import"
    assert desk.import_page().is_writing
    person.desk.window.go("settings")
    for act in (section(person).export, section(person).export_tables, section(person).backup_now):
        act.emit()
        assert "still being written" in person.desk.window.notice.text.text()
    section(person).undo_import.emit("x")
    section(person).restore.emit("x")
    person.desk.window.go("today")
    slow.set()
    done(qtbot, desk)
    assert person.shown == "today"
    assert [r.pain for r in person.coach.history.ratings] == [3]
    assert "2 entries were imported" in person.desk.window.notice.text.text()
    person.desk.window.go("settings")
    assert len(section(person)._import_lines) == 1


def test_settings_that_came_along_hold_after_the_page_was_left(
    person: Person, desk: DataDesk, export: Path, qtbot: QtBot, slow: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    louder = msgspec.structs.replace(person.coach.settings, sound=SoundSettings(volume=40))
    bring = Importing.run
    monkeypatch.setattr(Importing, "run", lambda one: msgspec.structs.replace(bring(one), settings=louder))
    desk.import_file(str(export))
    done(qtbot, desk)
    desk.import_page().go.click()
    person.desk.window.go("settings")
    slow.set()
    done(qtbot, desk)
    assert person.coach.settings.sound.volume == 40
    assert read_settings(person.coach.folder.settings).settings.sound.volume == 40


def test_a_large_table_is_worked_out_while_the_page_says_so(
    person: Person, desk: DataDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "years.csv"
    first = date(2009, 1, 1)
    file.write_text("date,pain,morning\n" + "".join(f"{first + timedelta(days=n)},4,3\n" for n in range(5_200)))
    desk.import_file(str(file))
    done(qtbot, desk)
    page = desk.import_page()
    choice = page.table._columns[2].choice
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    assert page.working.isVisible()
    assert desk._work.busy
    done(qtbot, desk)
    assert page.table.isVisible()
    assert choice.hasFocus()
    assert page.table.kept_title.text() == "5200 rows can be kept"
    assert desk._mapping is not None
    assert desk._mapping.roles == ("day", "average", "ignore")


def test_a_file_that_cannot_be_used_is_told_on_the_page(
    person: Person, desk: DataDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "recipes.json"
    file.write_text('{"soup": 1}')
    desk.import_file(str(file))
    done(qtbot, desk)
    assert "not an export of Restack" in desk.import_page().problem.text()
    person.press(Key.Key_Return)
    assert person.shown == "settings"


def test_a_table_by_its_columns(person: Person, desk: DataDesk, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "diary.csv"
    file.write_text("date;pain\n28.2.2026;4\n1.3.2026;5\n")
    desk.import_file(str(file))
    done(qtbot, desk)
    page = desk.import_page()
    assert page.table.isVisible()
    person.tab_to("import_check")
    person.press(Key.Key_Return)
    done(qtbot, desk)
    assert page.card.isVisible()
    person.press(Key.Key_Return)
    done(qtbot, desk)
    assert sorted(r.pain for r in person.coach.history.ratings) == [4, 5]


def test_a_file_may_be_dropped(show: Show, tmp_path: Path) -> None:
    part = DataSection()
    show(part, 800, 700)
    told: list[str] = []
    part.import_file.connect(told.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.json"))])
    where, action, none = QPointF(5, 5), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), action, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(part, enter)
    assert enter.isAccepted()
    drop = QDropEvent(where, action, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(part, drop)
    assert told == [str(tmp_path / "a.json")]


def test_exports_say_where_they_are(
    person: Person, desk: DataDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    section(person).export_button.click()
    done(qtbot, desk)
    assert file.exists()
    assert str(file) in person.desk.window.notice.text.text()
    assert section(person).export_button.isEnabled()
    section(person).tables_button.click()
    done(qtbot, desk)
    assert (tmp_path / "restack-tables-2026-03-02" / "sessions.csv").exists()


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_past_imports_are_not_clipped(show: Show, width: int, height: int, scale: float) -> None:
    T.apply(text_scale=scale)
    part = DataSection()
    at = datetime(2026, 3, 2, 8)
    rows = [
        ImportRow(str(n), at - timedelta(days=n), "restack-export.json", 1_000 * n, n == 2, n == 0) for n in range(3)
    ]
    part.show_data("/data", (), "")
    part.show_imports(tuple(rows))
    part.say("12 entries were imported.")
    wide = width - round(88 * min(scale, 1.8)) - 48
    part.arrange(round((wide - 44) / scale))
    show(part, wide, max(height, part.heightForWidth(wide)))
    settle()
    assert clipped(part) == []
    assert unnamed(part) == []


def test_work_tells_what_came_of_it_or_what_went_wrong(qtbot: QtBot) -> None:
    host = DataSection()
    qtbot.addWidget(host)
    work = Work(host)
    got: list[object] = []
    work.done.connect(got.append)
    work.start(lambda: 7)
    qtbot.waitUntil(lambda: got == [7])
    work.start(lambda: 1 / 0)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert isinstance(got[1], ZeroDivisionError)
    work.start(lambda: 8)
    work.drop()
    qtbot.wait(80)
    assert len(got) == 2
