"""What the person chose. Kept as TOML that can be read and edited; a damaged file is set aside, never overwritten."""

from __future__ import annotations

import contextlib
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
TEXT_PERCENTS = (100, 115, 130, 150, 175, 200)


class SoundSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Volumes in per cent; `density` is how much is said."""

    sounds_volume: Percent = 70
    voice_volume: Percent = 80
    muted: bool = False
    density: Literal["full", "brief", "sounds", "silent"] = "full"


class LookSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the window looks. `reduced_motion` follows the desktop unless set."""

    theme: Theme = "system"
    text_percent: Annotated[int, Meta(ge=100, le=200)] = 100
    reduced_motion: Motion = "system"
    bright_player: bool = False


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
    """The settings in the file; the defaults, with a notice, where it cannot be used. The bad file is kept beside."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return SettingsFile(Settings())
    except (OSError, UnicodeDecodeError) as err:
        return _set_aside(path, str(err))
    try:
        return SettingsFile(msgspec.convert(tomllib.loads(text), Settings))
    # tomllib raises a plain ValueError for a number of thousands of digits.
    except (ValueError, RecursionError, msgspec.ValidationError) as err:
        return _set_aside(path, str(err))


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings in one step. Raises OSError."""
    import tomli_w

    table: dict[str, Any] = msgspec.to_builtins(settings)
    write_atomically(path, tomli_w.dumps(table).encode("utf-8"))


def _set_aside(path: Path, reason: str) -> SettingsFile:
    kept = path.with_name(f"{path.stem}-damaged{path.suffix}")
    with contextlib.suppress(OSError):
        path.replace(kept)
    return SettingsFile(
        Settings(),
        _(
            "Your settings file could not be read ({reason}). Restack goes on with its usual settings; "
            "the old file is kept as {kept}."
        ).format(reason=reason, kept=kept.name),
    )
