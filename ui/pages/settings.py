"""Settings: sound, look, you, data, about. What is changed acts at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

import msgspec
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from coach.settings import TEXT_PERCENTS, LookSettings, Motion, SessionSettings, Settings, SoundSettings, Theme
from coach.text import _
from ui.pages.about_you import AboutYouSection
from ui.pages.settings_data import BackupRow, DataSection
from ui.pages.settings_figure import FigureSection
from ui.pages.settings_parts import Section, SettingRow, Volume
from ui.theme import T
from ui.widgets import Button, Card, Field, Page, Segmented, Text, Toggle, vbox

__all__ = ["BackupRow", "SettingsInfo", "SettingsPage"]

Density = Literal["full", "brief", "sounds", "silent"]
Side = Literal["none", "left", "right"]

_LAID_OUT_AFTER_MS = 50
_DENSITIES: tuple[Density, ...] = get_args(Density)
_THEMES: tuple[Theme, ...] = get_args(Theme)
_MOTIONS: tuple[Motion, ...] = get_args(Motion)
_SIDES: tuple[Side, ...] = get_args(Side)
_REGION = re.compile(r"^([A-Z]{2})?$")


@dataclass(frozen=True, slots=True)
class SettingsInfo:
    """What the page shows besides the settings. Empty sentences: nothing to say."""

    folder: str
    backups: tuple[BackupRow, ...]
    backup_problem: str
    sound_device: str
    sound_detail: str
    why_silent: str
    sound_opening: bool
    voice_notice: str
    system_speech: bool
    version: str
    versions: str


class SettingsPage(Page):
    """`changed` carries the new `Settings`; the rest says what the person wants done. `restore` carries a path."""

    changed = Signal(object)
    play_test = Signal()
    restore = Signal(str)
    backup_now = Signal()
    export = Signal()
    open_folder = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_width=920, margins=(40, 28, 40, 32), gap=24, parent=parent)
        self.setObjectName("settings")
        self.setAccessibleName(_("Settings"))
        self._settings = Settings()
        self._showing = False
        self._text_scale = T.text_scale
        self.sound = _SoundSection()
        self.look = _LookSection()
        self.figure = FigureSection()
        self.you = _YouSection()
        self.about_you = AboutYouSection()
        self.data = DataSection()
        self.about = _About()
        self.add(Text(_("Settings"), "display"), self.sound, self.look, self.figure)
        self.add(self.you, self.about_you, self.data, self.about, None)
        for section in (self.sound, self.look, self.figure, self.you):
            section.edited.connect(self._edited)
        self.sound.test.clicked.connect(self.play_test)
        self.data.restore.connect(self.restore)
        self.data.backup_now.connect(self.backup_now)
        self.data.export.connect(self.export)
        self.data.open_folder.connect(self.open_folder)
        self.resized.connect(self._fit)
        T.changed.connect(self._refit)
        self.setFocusProxy(self.sound.volume.slider)

    def show_sound(self, info: SettingsInfo) -> None:
        """What became of the sound output since the page was shown."""
        self.sound.show_device(info)

    def show_settings(self, settings: Settings, info: SettingsInfo) -> None:
        """Show what holds now, without telling `changed`."""
        self._settings = settings
        self._showing = True
        self.sound.show_settings(settings.sound)
        self.sound.show_device(info)
        self.look.show_settings(settings.look)
        self.figure.show_settings(settings.look)
        self.you.show_settings(settings.session)
        self._showing = False
        self.data.show_data(info.folder, info.backups, info.backup_problem)
        self.about.show_versions(info.version, info.versions)

    @Slot()
    def _edited(self) -> None:
        if self._showing:
            return
        old = self._settings
        new = Settings(
            sound=self.sound.settings(),
            look=self.figure.settings(self.look.settings(old.look)),
            session=self.you.settings(old.session),
        )
        if new != old:
            self._settings = new
            self.changed.emit(new)

    @Slot()
    def _refit(self) -> None:
        self._fit(self.em_width())
        if self._text_scale != T.text_scale:
            self._text_scale = T.text_scale
            # Everything moves with the text: the control in hand must not slip out of sight. Layouts come first.
            QTimer.singleShot(_LAID_OUT_AFTER_MS, self, self._show_control_in_hand)

    @Slot()
    def _show_control_in_hand(self) -> None:
        inside = QApplication.focusWidget()
        if isinstance(inside, QWidget) and self.isAncestorOf(inside):
            self.ensureWidgetVisible(inside, 0, T.px(60))

    @Slot(object)
    def _fit(self, _em: int) -> None:
        margins = self.body.contentsMargins()
        width = min(self.view.width(), self.col.maximumWidth()) - margins.left() - margins.right()
        for section in (self.sound, self.look, self.figure, self.you, self.about_you):
            section.arrange(width)
        self.data.arrange(round((width - 44) / T.text_scale))


class _SoundSection(Section):
    """Volumes, how much is said, what it is heard through."""

    edited = Signal()

    def __init__(self) -> None:
        self.volume = Volume(_("Volume of everything"), "settings_volume")
        self.sounds = Volume(_("Volume of the sounds"), "settings_sounds")
        self.voice = Volume(_("Volume of the voice"), "settings_voice")
        self.muted = Toggle(_("Mute"))
        self.muted.setObjectName("settings_muted")
        options = [_("Full"), _("Brief"), _("Sounds only"), _("Silent")]
        self.density = Segmented(options, 0, name=_("How much is said"))
        self.density.setObjectName("settings_density")
        self.test = Button(_("Play a test"), "secondary", icon="volume", size="s")
        self.test.setObjectName("settings_play_test")
        self.device = SettingRow(_("Heard through"), "", self.test)
        self.own_texts = SettingRow(_("Texts of your own"), "")
        super().__init__(
            _("Sound"),
            SettingRow(_("Volume"), _("Of everything; the slider in a session moves it, too"), self.volume),
            SettingRow(_("Voice"), _("Everything that is said is a caption, too"), self.voice),
            SettingRow(_("Sounds"), _("Start, half-way, the last three seconds, the end"), self.sounds),
            SettingRow(_("Mute"), _("The M key does the same in a session"), self.muted),
            SettingRow(_("How much is said"), _("The name, the side and the time are always on screen"), self.density),
            self.device,
            self.own_texts,
        )
        self.volume.settled.connect(self.edited)
        self.sounds.settled.connect(self.edited)
        self.voice.settled.connect(self.edited)
        self.muted.toggled.connect(self._changed)
        self.density.changed.connect(self._changed)

    def show_settings(self, sound: SoundSettings) -> None:
        self.volume.show_value(sound.volume)
        self.sounds.show_value(sound.sounds_volume)
        self.voice.show_value(sound.voice_volume)
        self.muted.setChecked(sound.muted)
        self.density.set_index(_DENSITIES.index(sound.density))

    def show_device(self, info: SettingsInfo) -> None:
        """What sounds go through, or why there is silence; what reads texts that the voice has no clip of."""
        if info.system_speech:
            self.own_texts.say(_("Read by your computer’s voice, where it has one, and captions"))
        else:
            self.own_texts.say(_("Captions. The README tells how your computer’s voice can read them"))
        if info.sound_opening:
            self.device.say(_("The sound output is being opened …"))
        elif info.voice_notice:
            self.device.say(info.voice_notice, "warn_ink")
        elif info.why_silent:
            self.device.say(info.why_silent, "warn_ink")
        elif info.sound_device == "silent":
            self.device.say(_("The sound output is opened when it is needed."))
        else:
            self.device.say(_("{device}: {detail}").format(device=info.sound_device, detail=info.sound_detail))

    def settings(self) -> SoundSettings:
        density = _DENSITIES[self.density.index or 0]
        return SoundSettings(
            volume=self.volume.value(),
            sounds_volume=self.sounds.value(),
            voice_volume=self.voice.value(),
            muted=self.muted.isChecked(),
            density=density,
        )

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()


class _LookSection(Section):
    """Theme, text size, motion, the player's ground."""

    edited = Signal()

    def __init__(self) -> None:
        self.theme = Segmented([_("System"), _("Light"), _("Dark")], 0, name=_("Theme"))
        self.theme.setObjectName("settings_theme")
        self.text = Segmented([_("{n} %").format(n=n) for n in TEXT_PERCENTS], 0, name=_("Text size"))
        self.text.setObjectName("settings_text")
        self.motion = Segmented([_("System"), _("On"), _("Off")], 0, name=_("Reduced motion"))
        self.motion.setObjectName("settings_motion")
        self.bright = Toggle(_("Bright player"))
        self.bright.setObjectName("settings_bright")
        super().__init__(
            _("Look"),
            SettingRow(_("Theme"), "", self.theme),
            SettingRow(_("Text size"), "", self.text),
            SettingRow(_("Reduced motion"), _("Cards change without swinging, pages without fading"), self.motion),
            SettingRow(
                _("Bright player"), _("The session page follows the theme instead of staying dark"), self.bright
            ),
        )
        for choice in (self.theme, self.text, self.motion):
            choice.changed.connect(self._changed)
        self.bright.toggled.connect(self._changed)

    def show_settings(self, look: LookSettings) -> None:
        self.theme.set_index(_THEMES.index(look.theme))
        known = look.text_percent in TEXT_PERCENTS
        self.text.set_index(TEXT_PERCENTS.index(look.text_percent) if known else None)
        self.motion.set_index(_MOTIONS.index(look.reduced_motion))
        self.bright.setChecked(look.bright_player)

    def settings(self, old: LookSettings) -> LookSettings:
        """A text size that is none of the options stays until one is picked."""
        index = self.text.index
        return msgspec.structs.replace(
            old,
            theme=_THEMES[self.theme.index or 0],
            text_percent=old.text_percent if index is None else TEXT_PERCENTS[index],
            reduced_motion=_MOTIONS[self.motion.index or 0],
            bright_player=self.bright.isChecked(),
        )

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()


class _YouSection(Section):
    """The sorer side, and where help would come from."""

    edited = Signal()

    def __init__(self) -> None:
        self.side = Segmented([_("Neither"), _("Left"), _("Right")], 0, name=_("Sorer side"))
        self.side.setObjectName("settings_side")
        self.region = Field(_("none"), name=_("Region, two letters"), most=2)
        self.region.setObjectName("settings_region")
        self.region_row = SettingRow(_("Region"), self._note(), self.region)
        super().__init__(
            _("You"),
            SettingRow(_("Sorer side"), _("It is worked second, once the other has shown the way"), self.side),
            self.region_row,
        )
        self.side.changed.connect(self._changed)
        self.region.edited.connect(self._region_edited)
        if isinstance(self.region.edit, QLineEdit):
            self.region.edit.editingFinished.connect(self._check_region)
        T.changed.connect(self._restyle)
        self._restyle()

    def show_settings(self, session: SessionSettings) -> None:
        self.side.set_index(_SIDES.index(session.sorer_side))
        if self._typed() != session.region and not self.region.edit.hasFocus():
            self.region.set_text(session.region)
            self._check_region()

    def settings(self, old: SessionSettings) -> SessionSettings:
        """A region that is not complete yet leaves the old one."""
        typed = self._typed()
        region = typed if _REGION.match(typed) else old.region
        return SessionSettings(sorer_side=_SIDES[self.side.index or 0], region=region)

    def _typed(self) -> str:
        return self.region.text().strip().upper()

    @staticmethod
    def _note() -> str:
        return _("For the emergency number, such as GB or US. Empty: as your computer is set")

    @Slot()
    def _region_edited(self) -> None:
        typed = self._typed()
        if _REGION.match(typed):
            self.region_row.say(self._note())
            self.edited.emit()
        elif len(self.region.text()) == 2:
            self._check_region()

    @Slot()
    def _check_region(self) -> None:
        if _REGION.match(self._typed()):
            self.region_row.say(self._note())
        else:
            self.region_row.say(
                _("A region has two letters, such as GB or US. Until then it stays as it was."), "bad_ink"
            )

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()

    @Slot()
    def _restyle(self) -> None:
        self.region.setFixedWidth(T.px(64) + 24)


class _About(QWidget):
    """Version, licence, promises."""

    def __init__(self) -> None:
        super().__init__()
        self.version = Text("", "label", weight=600, wrap=True)
        self.versions = Text("", "caption", "text3", weight=400, wrap=True)
        card = Card(pad=22, gap=8)
        card.add(
            self.version,
            Text(
                _("Free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later)."),
                "small", "text2", weight=400, wrap=True,
            ),
            Text(
                _("Restack works offline, without network code or an account. What you enter stays on this computer."),
                "small", "text2", weight=400, wrap=True,
            ),
            Text(
                _("It coaches exercises and does not replace a clinician. If something worries you, have it seen."),
                "small", "text2", weight=400, wrap=True,
            ),
            self.versions,
        )  # fmt: skip
        vbox(self, Text(_("About"), "heading"), card, gap=8)

    def show_versions(self, version: str, versions: str) -> None:
        self.version.setText(_("Restack {version}").format(version=version))
        self.versions.setText(versions)
        self.versions.setVisible(bool(versions))
