"""Settings, wired to the coach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coach.app import Coach
from coach.errors import CoachError
from coach.settings import Settings
from coach.sound.player import SoundPlayer
from coach.versions import restack_version, versions
from ui.flows import Flows
from ui.sound_test import SoundTest
from ui.system_speech import has_system_speech
from ui.window import MainWindow, apply_look

if TYPE_CHECKING:
    from ui.about_desk import AboutDesk
    from ui.data_desk import DataDesk
    from ui.pages.settings import SettingsInfo, SettingsPage


class Backstage(QObject):
    """Owned by the window. Makes the page on its first visit."""

    def __init__(self, window: MainWindow, coach: Coach, player: SoundPlayer, flows: Flows) -> None:
        super().__init__(window)
        self._window, self._coach, self._player, self._flows = window, coach, player, flows
        self._settings: SettingsPage | None = None
        self._about: AboutDesk | None = None
        self._data: DataDesk | None = None
        self._sound_test = SoundTest(coach, player, self)
        self._sound_test.looked.connect(self._sound_looked)
        window.add_page("settings", self._make_settings, self._refresh_settings)

    # -- settings --------------------------------------------------------------------------------------------

    def _make_settings(self) -> SettingsPage:
        from ui.about_desk import AboutDesk
        from ui.data_desk import DataDesk
        from ui.pages.settings import SettingsPage

        self._settings = SettingsPage()
        self._settings.changed.connect(self._change)
        self._settings.play_test.connect(self._sound_test.play)
        self._data = DataDesk(self._window, self._coach, self._settings.data, self._refresh_settings)
        self._about = AboutDesk(self._window, self._coach, self._settings.about_you)
        return self._settings

    def _refresh_settings(self) -> None:
        if self._settings is not None:
            self._player.poll()
            self._settings.show_settings(self._coach.settings, self._settings_info())
        if self._about is not None:
            self._about.refresh()
        if self._data is not None:
            self._data.refresh()

    def _settings_info(self) -> SettingsInfo:
        from ui.pages.settings import BackupRow, SettingsInfo

        backups = tuple(BackupRow(b.path.name, b.day, b.bytes, str(b.path)) for b in self._coach.data.backups())
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
