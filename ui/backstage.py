"""Progress and Settings, wired to the coach: ranges, corrections, backups, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from coach.app import Coach
from coach.errors import CoachError
from coach.settings import Settings
from coach.sound.player import SoundPlayer
from coach.text import _
from coach.versions import restack_version, versions
from ui.flows import Flows
from ui.sound_test import SoundTest
from ui.system_speech import has_system_speech
from ui.window import MainWindow, apply_look

if TYPE_CHECKING:
    from ui.about_desk import AboutDesk
    from ui.pages.progress import ProgressPage
    from ui.pages.settings import SettingsInfo, SettingsPage

FIRST_RANGE_DAYS = 91


class Backstage(QObject):
    """Owned by the window. Makes the two pages on their first visit."""

    def __init__(self, window: MainWindow, coach: Coach, player: SoundPlayer, flows: Flows) -> None:
        super().__init__(window)
        self._window, self._coach, self._player, self._flows = window, coach, player, flows
        self._days = FIRST_RANGE_DAYS
        self._progress: ProgressPage | None = None
        self._settings: SettingsPage | None = None
        self._about: AboutDesk | None = None
        self._sound_test = SoundTest(coach, player, self)
        self._sound_test.looked.connect(self._sound_looked)
        window.add_page("progress", self._make_progress, self._refresh_progress)
        window.add_page("settings", self._make_settings, self._refresh_settings)

    # -- progress --------------------------------------------------------------------------------------------

    def _make_progress(self) -> ProgressPage:
        from ui.pages.progress import ProgressPage

        self._progress = ProgressPage()
        self._progress.range_changed.connect(self._range)
        self._progress.edit_check_in.connect(self._flows.check_in)
        return self._progress

    def _refresh_progress(self) -> None:
        if self._progress is not None:
            self._progress.show_view(self._coach.progress(self._days))

    @Slot(object)
    def _range(self, days: int) -> None:
        self._days = days
        self._window.refresh("progress")

    # -- settings --------------------------------------------------------------------------------------------

    def _make_settings(self) -> SettingsPage:
        from ui.about_desk import AboutDesk
        from ui.pages.settings import SettingsPage

        self._settings = SettingsPage()
        self._settings.changed.connect(self._change)
        self._settings.play_test.connect(self._sound_test.play)
        self._settings.backup_now.connect(self._backup_now)
        self._settings.restore.connect(self._restore)
        self._settings.export.connect(self._export)
        self._settings.open_folder.connect(self._open_folder)
        self._about = AboutDesk(self._window, self._coach, self._settings.about_you)
        return self._settings

    def _refresh_settings(self) -> None:
        if self._settings is not None:
            self._player.poll()
            self._settings.show_settings(self._coach.settings, self._settings_info())
        if self._about is not None:
            self._about.refresh()

    def _settings_info(self) -> SettingsInfo:
        from ui.pages.settings import BackupRow, SettingsInfo

        backups = tuple(BackupRow(b.path.name, b.day, b.bytes, str(b.path)) for b in self._coach.backups())
        return SettingsInfo(
            folder=str(self._coach.folder.path),
            backups=backups,
            backup_problem=self._coach.store.backup_problem,
            sound_device=self._player.device_name,
            sound_detail=self._player.device_detail,
            why_silent=self._player.why_silent,
            sound_opening=self._player.is_opening,
            voice_notice=self._coach.voice_notice,
            system_speech=has_system_speech(),
            version=restack_version(),
            versions=", ".join(f"{name} {version}" for name, version in versions().items()),
        )

    @Slot(object)
    def _change(self, settings: Settings) -> None:
        before = self._coach.settings
        try:
            self._coach.change_settings(settings)
        except CoachError as err:
            self._window.notice.tell(str(err))
        if settings.look != before.look:
            apply_look(settings)
        self._player.follow(settings.sound)
        self._flows.settings_changed()

    @Slot()
    def _sound_looked(self) -> None:
        if self._settings is not None:
            self._settings.show_sound(self._settings_info())

    @Slot()
    def _backup_now(self) -> None:
        stamp = self._coach.clock.moment().wall.strftime("%Y-%m-%d")
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("Back up your data"), f"restack-{stamp}.db", _("Restack backup (*.db)")
        )
        if name:
            self._attempt(lambda: self._coach.backup_now(Path(name)), _("Backed up to {file}.").format(file=name))

    @Slot()
    def _export(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("Export everything"), "restack-export.json", _("JSON document (*.json)")
        )
        if name:
            self._attempt(lambda: self._coach.export_to(Path(name)), _("Written to {file}.").format(file=name))

    @Slot(str)
    def _restore(self, path: str) -> None:
        done = _("The backup is restored. What was there before is kept beside the backups.")
        self._attempt(lambda: self._coach.restore(Path(path)), done)
        self._window.changed()

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._coach.folder.path)))

    def _attempt(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except CoachError as err:
            self._window.notice.tell(str(err))
        else:
            self._window.notice.tell(done)
        self._refresh_settings()
