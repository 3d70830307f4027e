"""The Settings page: what is changed acts at once, and a restore asks first."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coach.settings import LookSettings, SessionSettings, Settings, SoundSettings
from tests.sound.fakes import PretendedOutput
from tests.ui.conftest import Show
from tests.ui.keyboard import Person
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.settings import BackupRow, SettingsInfo, SettingsPage
from ui.pages.settings_parts import REST_MS
from ui.theme import T

SET = Settings(
    sound=SoundSettings(volume=60, sounds_volume=40, voice_volume=95, muted=True, density="sounds"),
    look=LookSettings(theme="dark", text_percent=150, reduced_motion="on", bright_player=True),
    session=SessionSettings(sorer_side="left", region="DE"),
)


def info(
    backups: int = 7,
    problem: str = "",
    silent: str = "",
    *,
    opening: bool = False,
    voice: str = "",
    speech: bool = False,
) -> SettingsInfo:
    day = date(2026, 10, 13)
    rows = tuple(
        BackupRow(f"restack-{n}.db", day - timedelta(days=n), 184_320 + n, f"/data/backups/{n}.db")
        for n in range(backups)
    )
    kept = BackupRow("restack-before-restore-20261009-101112.db", None, 2_400_000, "/data/backups/kept.db")
    return SettingsInfo(
        folder="/home/someone/with a rather long name/.local/share/restack",
        backups=(*rows, kept) if backups else (),
        backup_problem=problem,
        sound_device="silent" if silent else "miniaudio",
        sound_detail="" if silent else "PulseAudio: Built-in Audio Analogue Stereo",
        why_silent=silent,
        sound_opening=opening,
        voice_notice=voice,
        system_speech=speech,
        version="0.1.0",
        versions="Python 3.11.9, PySide6 6.11.3, Qt 6.11.3, SQLite 3.46.1",
    )


@pytest.fixture
def page(show: Show) -> SettingsPage:
    made = SettingsPage()
    made.show_settings(Settings(), info())
    show(made, 1092, 760)
    return made


@pytest.fixture
def told(page: SettingsPage) -> list[Settings]:
    got: list[Settings] = []
    page.changed.connect(got.append)
    return got


def test_showing_settings_changes_nothing(page: SettingsPage, told: list[Settings], qtbot: QtBot) -> None:
    page.show_settings(SET, info())
    qtbot.wait(REST_MS + 60)
    assert told == []
    page.look.theme.set_index(1)
    assert told == [msgspec.structs.replace(SET, look=msgspec.structs.replace(SET.look, theme="light"))]


def test_a_row_that_began_without_a_sentence_can_get_one(page: SettingsPage) -> None:
    row = page.about_you.lines["direction"]
    row.say("")
    assert not row.note.isVisible()
    row.say("Bending back")
    assert row.note.isVisible()
    assert row.note.text() == "Bending back"


def test_each_choice_acts_at_once(page: SettingsPage, told: list[Settings]) -> None:
    page.sound.muted.click()
    assert told[-1].sound.muted is True
    page.sound.density.cells[3].click()
    assert told[-1].sound.density == "silent"
    page.look.theme.cells[2].click()
    assert told[-1].look.theme == "dark"
    page.look.text.cells[5].click()
    assert told[-1].look.text_percent == 200
    page.look.motion.cells[1].click()
    assert told[-1].look.reduced_motion == "on"
    page.look.bright.click()
    assert told[-1].look.bright_player is True
    page.you.side.cells[2].click()
    assert told[-1].session.sorer_side == "right"
    assert len(told) == 7


def test_by_keyboard_alone(page: SettingsPage, told: list[Settings], qtbot: QtBot) -> None:
    page.setFocus()
    assert QApplication.focusWidget() is page.sound.volume.slider
    QTest.keyClick(page.sound.volume.slider, Qt.Key.Key_Left)
    QTest.keyClick(page.sound.volume.slider, Qt.Key.Key_Left)
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1)
    assert (told[0].sound.volume, told[0].sound.sounds_volume, told[0].sound.voice_volume) == (90, 70, 80)
    for slider, following in (
        (page.sound.volume.slider, page.sound.voice.slider),
        (page.sound.voice.slider, page.sound.sounds.slider),
    ):
        QTest.keyClick(slider, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is following
    QTest.keyClick(page.sound.sounds.slider, Qt.Key.Key_Tab)
    QTest.keyClick(page.sound.muted, Qt.Key.Key_Space)
    assert told[1].sound.muted is True


def test_a_dragged_slider_tells_once(page: SettingsPage, told: list[Settings], qtbot: QtBot) -> None:
    slider = page.sound.voice.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    for x in range(10, 100, 10):
        slider._go_to(float(x))
    assert told == []
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    assert len(told) == 1
    assert told[0].sound.voice_volume == slider.value()
    assert page.sound.voice.percent.text() == f"{slider.value()} %"
    qtbot.wait(REST_MS + 60)
    assert len(told) == 1


def test_a_text_size_of_its_own_stays(page: SettingsPage, told: list[Settings]) -> None:
    page.show_settings(Settings(look=LookSettings(text_percent=125)), info())
    assert page.look.text.index is None
    page.sound.muted.click()
    assert told[-1].look.text_percent == 125


def test_a_region_is_two_letters(page: SettingsPage, told: list[Settings]) -> None:
    edit = page.you.region.edit
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    QTest.keyClicks(edit, "d")
    assert told == []
    QTest.keyClicks(edit, "e")
    assert told[-1].session.region == "DE"
    page.show_settings(told[-1], info())
    assert edit.text() == "de"
    edit.clear()
    assert told[-1].session.region == ""
    QTest.keyClicks(edit, "d1")
    assert "two letters" in page.you.region_row.note.text()
    assert told[-1].session.region == ""
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert "two letters" in page.you.region_row.note.text()
    edit.setText("gb")
    assert "two letters" not in page.you.region_row.note.text()


def test_a_restore_asks_first(page: SettingsPage, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.restore.connect(asked.append)
    button = page.data._lines[1].button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert asked == []
    question = page.data.ask
    assert question.isVisible()
    assert "12 October 2026" in question.title.text()
    assert "kept" in question.words.text()
    assert QApplication.focusWidget() is question.keep
    QTest.keyClick(question.keep, Qt.Key.Key_Escape)
    assert not question.isVisible()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(question.keep, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is question.go
    QTest.keyClick(question.go, Qt.Key.Key_Return)
    assert asked == ["/data/backups/1.db"]
    assert not question.isVisible()


def test_older_backups_come_on_demand(page: SettingsPage) -> None:
    assert len(page.data._lines) == 4
    page.data.more.click()
    assert len(page.data._lines) == 8
    assert page.data._lines[4].button.hasFocus()
    assert not page.data.more.isVisible()
    assert "before restore" in page.data._lines[7].button.accessibleName()


@pytest.mark.parametrize(
    ("name", "signal"),
    [("back_up", "backup_now"), ("export_button", "export"), ("open", "open_folder")],
)
def test_the_data_buttons(page: SettingsPage, qtbot: QtBot, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        getattr(page.data, name).click()


def test_play_a_test_and_what_it_is_heard_through(page: SettingsPage, qtbot: QtBot) -> None:
    assert page.sound.device.note.text() == "miniaudio: PulseAudio: Built-in Audio Analogue Stereo"
    with qtbot.waitSignal(page.play_test):
        page.sound.test.click()
    page.show_settings(Settings(), info(silent="No sound output was found."))
    assert page.sound.device.note.text() == "No sound output was found."
    page.show_sound(info(opening=True, silent="No sound output was found."))
    assert page.sound.device.note.text() == "The sound output is being opened …"
    page.show_sound(info(voice="The voice cannot be used."))
    assert page.sound.device.note.text() == "The voice cannot be used."


def test_what_reads_texts_of_ones_own(page: SettingsPage) -> None:
    assert page.sound.own_texts.note.text().startswith("Captions.")
    page.show_sound(info(speech=True))
    assert "computer’s voice" in page.sound.own_texts.note.text()


def test_the_folder_can_be_copied_not_changed(page: SettingsPage) -> None:
    edit = page.data.folder.edit
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    QTest.keyClicks(edit, "x")
    assert edit.text() == info().folder
    edit.selectAll()
    assert edit.selectedText() == info().folder


def test_without_backups_it_says_when_there_will_be_one(page: SettingsPage) -> None:
    page.show_settings(Settings(), info(0, problem="No backup could be made today: no space left."))
    assert page.data.none.isVisible()
    assert page.data.problem.text().startswith("No backup could be made")
    assert not page.data.more.isVisible()


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(("width", "height", "scale"), [*SIZES, (640, 480, 2.0)])
def test_nothing_is_clipped(show: Show, width: int, height: int, scale: float, asked: bool) -> None:
    T.apply(text_scale=scale)
    page = SettingsPage()
    page.show_settings(SET, info(silent="No sound output was found on this computer. Captions go on without it."))
    rail = round(88 * min(scale, 1.8))
    show(page, width - rail, height)
    page.data.more.click()
    if asked:
        page.data._lines[-1].button.click()
    settle()
    assert clipped(page) == []


def test_it_follows_larger_text(page: SettingsPage) -> None:
    T.apply(text_scale=2.0)
    settle()
    assert clipped(page) == []


def test_every_control_has_a_name(page: SettingsPage) -> None:
    assert unnamed(page) == []


def test_it_is_freed(qtbot: QtBot) -> None:
    def make() -> SettingsPage:
        page = SettingsPage()
        page.show_settings(SET, info())
        return page

    assert is_freed(make)


def test_play_a_test_opens_the_output_without_holding_the_window_up(
    person: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says what is happening, then what came of it; the test's tone and sentence wait for the output."""
    gate, output = threading.Event(), PretendedOutput()
    player = person.desk.player
    assert player is not None
    monkeypatch.setattr(player, "_open_output", lambda _prefer: (gate.wait(10), output)[1])
    person.desk.window.go("settings")
    page = person.desk.window.page("settings")
    assert isinstance(page, SettingsPage)
    page.sound.test.click()
    assert page.sound.device.note.text() == "The sound output is being opened …"
    QTest.qWait(400)
    assert output.calls == []
    gate.set()
    qtbot.waitUntil(lambda: page.sound.device.note.text() == "pretended: pretended output")
    (sound, _at, bus), (sentence, _later, voice) = output.calls
    assert (sound, bus, voice) == ("start", "sounds", "voice")
    assert sentence not in ("", "start")
    player.close()
