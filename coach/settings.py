"""What the person chose. Kept as TOML that can be read and edited; a damaged file is kept, never overwritten."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from coach.paths import write_atomically
from coach.text import _

Percent = Annotated[int, Meta(ge=0, le=100)]
Theme = Literal["system", "light", "dark"]
Motion = Literal["system", "on", "off"]
#: Whom the figure shows; the words are those of `coach.figure.body` and of the palettes in assets/tokens.toml.
FigureBuild = Literal["slight", "broad"]
FigurePalette = Literal["light_brown", "light_silver", "tan_black", "dark_black"]
TEXT_PERCENTS = (100, 115, 130, 150, 175, 200)


class SoundSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Volumes in per cent: of everything, and of the sounds and the voice in it; `density` is how much is said."""

    volume: Percent = 100
    sounds_volume: Percent = 70
    voice_volume: Percent = 80
    muted: bool = False
    density: Literal["full", "brief", "sounds", "silent"] = "full"

    @property
    def sounds(self) -> float:
        """The volume of the sounds as it is heard, 0 to 1."""
        return self.volume * self.sounds_volume / 10_000

    @property
    def voice(self) -> float:
        """The volume of the voice as it is heard, 0 to 1."""
        return self.volume * self.voice_volume / 10_000


class LookSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the window and the figure look. `reduced_motion` follows the desktop unless set."""

    theme: Theme = "system"
    text_percent: Annotated[int, Meta(ge=100, le=200)] = 100
    reduced_motion: Motion = "system"
    bright_player: bool = False
    figure_build: FigureBuild = "slight"
    figure_palette: FigurePalette = "light_brown"


class SessionSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sorer side is worked second."""

    sorer_side: Literal["none", "left", "right"] = "none"
    region: Annotated[str, Meta(pattern=r"^([A-Z]{2})?$")] = ""

    @property
    def first_side(self) -> Literal["left", "right"]:
        return "left" if self.sorer_side == "right" else "right"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`settings.toml`."""

    sound: SoundSettings = SoundSettings()
    look: LookSettings = LookSettings()
    session: SessionSettings = SessionSettings()


class SettingsFile(msgspec.Struct, frozen=True):
    """What was read, and a sentence for the person where the file could not be used."""

    settings: Settings
    notice: str = ""


def read_settings(path: Path) -> SettingsFile:
    """The settings in the file; the defaults, with a notice, where it cannot be used. The file is left as it is."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return SettingsFile(Settings())
    except (OSError, UnicodeDecodeError) as err:
        return _damaged(path, err)
    try:
        return SettingsFile(msgspec.convert(tomllib.loads(text), Settings))
    # tomllib raises a plain ValueError for a number of thousands of digits.
    except (ValueError, RecursionError, msgspec.ValidationError) as err:
        return _damaged(path, err)


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings in one step; a damaged file in their place is kept beside them. Raises OSError."""
    import tomli_w

    if read_settings(path).notice:
        _keep_beside(path)
    table: dict[str, Any] = msgspec.to_builtins(settings)
    write_atomically(path, tomli_w.dumps(table).encode("utf-8"))


def _damaged(path: Path, error: Exception) -> SettingsFile:
    words = _(
        "Your settings file {name} could not be read ({reason}). Restack goes on with its usual settings. "
        "The file stays as it is; once you change a setting it is kept beside the new one."
    )
    return SettingsFile(Settings(), words.format(name=path.name, reason=error))


def _keep_beside(path: Path) -> None:
    for number in range(1, 100):
        kept = path.with_name(f"{path.stem}-damaged-{number}{path.suffix}")
        if not kept.exists():
            path.replace(kept)
            return
