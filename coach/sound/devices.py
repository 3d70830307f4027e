"""What plays the sounds: the best output this computer offers, or silence."""

from __future__ import annotations

import logging
from typing import Final, Literal, Protocol

from coach.sound.clips import Bus, Clip
from coach.sound.errors import SoundError
from coach.text import _

logger = logging.getLogger(__name__)

Preference = Literal["auto", "miniaudio", "playsound3", "silent"]
PREFERENCES: Final[tuple[Preference, ...]] = ("auto", "miniaudio", "playsound3", "silent")


class OutputDevice(Protocol):
    """One open output. Every method but `reopen` and `close` returns at once and may be called from any thread."""

    name: str
    detail: str
    why_silent: str

    def schedule(self, clip: Clip, at_monotonic_s: float, bus: Bus) -> None: ...

    def play_now(self, clip: Clip, bus: Bus) -> None: ...

    def drop_pending(self, bus: Bus | None = None) -> None:
        """Forgets what has not begun and ends what sounds; of one bus where it is named."""
        ...

    def set_gain(self, bus: Bus, gain: float) -> None: ...

    def silent_for_s(self, now_s: float) -> float:
        """How long ago the device last gave a sign of life."""
        ...

    def reopen(self) -> None:
        """Opens the output again; cues that wait are kept. May block for some 100 ms. Raises SoundError."""
        ...

    def close(self) -> None: ...


class SilentDevice:
    """Plays nothing. `why_silent` is a sentence for the user, or "" where silence was asked for."""

    name = "silent"

    def __init__(self, why_silent: str) -> None:
        self.why_silent = why_silent
        self.detail = why_silent or _("Sound is off")

    def schedule(self, clip: Clip, at_monotonic_s: float, bus: Bus) -> None:
        pass

    def play_now(self, clip: Clip, bus: Bus) -> None:
        pass

    def drop_pending(self, bus: Bus | None = None) -> None:
        pass

    def set_gain(self, bus: Bus, gain: float) -> None:
        pass

    def silent_for_s(self, now_s: float) -> float:
        del now_s
        return 0.0

    def reopen(self) -> None:
        pass

    def close(self) -> None:
        pass


def open_device(prefer: str = "auto") -> OutputDevice:
    """miniaudio, else playsound3, else silence; the preferred one is tried first. May block for a second or two.

    Never raises for what a computer may lack. An unknown preference counts as "auto".
    """
    if prefer == "silent":
        return SilentDevice("")
    openers = {"miniaudio": _open_miniaudio, "playsound3": _open_playsound}
    names = ["playsound3", "miniaudio"] if prefer == "playsound3" else ["miniaudio", "playsound3"]
    for name in names:
        try:
            return openers[name]()
        except (SoundError, ImportError, OSError) as error:
            # OSError: a wheel whose native library does not load here
            logger.info("No sound through %s: %s (%s)", name, error, error.__cause__)
    return SilentDevice(_("No sound output was found. Captions and the picture go on without sound."))


def _open_miniaudio() -> OutputDevice:
    from coach.sound.miniaudio_device import MiniaudioDevice

    return MiniaudioDevice()


def _open_playsound() -> OutputDevice:
    from coach.sound.playsound_device import PlaysoundDevice

    return PlaysoundDevice()
