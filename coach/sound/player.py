"""The door to sound: what a session wants heard at which moment, and what became of the sound output."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from coach.settings import SoundSettings
from coach.sound.bank import SOUND_NAMES, SoundBank
from coach.sound.clips import BUSES, Bus, Clip
from coach.sound.devices import OutputDevice, SilentDevice, open_device
from coach.sound.opening import CLOSING_S, Opening, close_within
from coach.sound.watchdog import Watchdog
from coach.text import _

logger = logging.getLogger(__name__)

LATE_S: Final = 0.25
_PATIENCE_S: Final = 2.0
_TRY_AGAIN_S: Final = 15.0


class SoundPlayer:
    """Plays sounds by name; never raises for what the computer lacks. For one thread, the window's.

    Hand cues over at least 0.5 s ahead: one that is up to 0.25 s late plays at once, a later one is dropped.
    Call `poll` some times a second. Before `open` and after `close` everything is silence.
    `open_output` and `clock` are there for tests.
    """

    def __init__(
        self,
        folder: Path,
        *,
        open_output: Callable[[str], OutputDevice] = open_device,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._open_output = open_output
        self._clock = clock
        self._bank: SoundBank | None = None
        self._device: OutputDevice = SilentDevice("")
        self._levels: dict[Bus, float] = dict.fromkeys(BUSES, 1.0)
        self._muted = False
        self._opening: Opening | None = None
        self._held: list[tuple[Clip | str, float | None, Bus]] = []
        self._reopening: Opening | None = None
        self._watchdog = Watchdog()
        self._lost = False
        self._lost_since_s = 0.0
        self._loss_said = False
        self._gap_said = False
        self._notices: list[str] = []
        self._told_why = ""
        self._prefer = "auto"
        self._next_try_s = 0.0

    @property
    def device_name(self) -> str:
        """One of "miniaudio", "playsound3" and "silent"."""
        return self._device.name

    @property
    def device_detail(self) -> str:
        """What the device plays through, for Settings and for a report of trouble."""
        return self._device.detail

    @property
    def why_silent(self) -> str:
        """Why nothing is heard, in one plain sentence; "" while sound works or is off by choice."""
        return _loss() if self._lost else self._device.why_silent

    @property
    def is_opening(self) -> bool:
        """Whether the attempt of `open_in_background` is still to be picked up by `poll`. Cues are kept meanwhile."""
        return self._opening is not None

    @property
    def bank(self) -> SoundBank:
        """The sounds, read with the first use; its `problems` are sentences for the user."""
        if self._bank is None:
            self._bank = SoundBank.load(self._folder)
        return self._bank

    def open(self, prefer: str = "auto") -> None:
        """Opens the best output: "auto", "miniaudio", "playsound3" or "silent" is tried first. May take seconds."""
        self.close()
        self._prefer = prefer
        self._begin_with(self._open_output(prefer))

    def open_in_background(self, prefer: str = "auto") -> None:
        """As `open`, without waiting: `poll` picks the device up and gives it the cues handed over meanwhile."""
        self.close()
        self._prefer = prefer
        self._begin_opening()

    def get_ready(self) -> None:
        """Opens an output in the background unless one is open: before a session, and again after there was none."""
        if self._opening is None and self._reopening is None and self._device.name == "silent":
            self.open_in_background(self._prefer)

    def schedule(self, name: str, at_monotonic_s: float) -> None:
        """Has the sound heard at this moment of `time.monotonic`."""
        self._hand_over(name, at_monotonic_s, "sounds")

    def play_now(self, name: str) -> None:
        """Plays the sound as soon as the output allows, about 0.2 s later."""
        self._hand_over(name, None, "sounds")

    def schedule_clip(self, clip: Clip, at_monotonic_s: float, bus: Bus = "voice") -> None:
        """As `schedule`, for a clip that is not one of the bank's, such as a sentence."""
        self._hand_over(clip, at_monotonic_s, bus)

    def play_clip_now(self, clip: Clip, bus: Bus = "voice") -> None:
        """As `play_now`, for a clip that is not one of the bank's."""
        self._hand_over(clip, None, bus)

    def drop_pending(self, bus: Bus | None = None) -> None:
        """Pause, seek, skip, stop: what has not begun is forgotten, what sounds ends within 0.25 s. One bus or all."""
        self._held = [held for held in self._held if bus not in (None, held[2])]
        self._device.drop_pending(bus)

    def set_volume(self, sounds: float, voice: float) -> None:
        """Volumes from 0 to 1 as on a slider: half of it sounds about half as loud (the level goes with the square)."""
        self._levels = {"sounds": min(1.0, max(0.0, sounds)) ** 2, "voice": min(1.0, max(0.0, voice)) ** 2}
        self._send_levels()

    def follow(self, chosen: SoundSettings) -> None:
        """Takes over the volumes, in per cent, and the mute of the settings."""
        self.set_volume(chosen.sounds, chosen.voice)
        self.mute(chosen.muted)

    def mute(self, muted: bool) -> None:
        """Silences both volumes, and brings them back as they were."""
        self._muted = muted
        self._send_levels()

    def poll(self) -> str | None:
        """Looks after the output. Returns a sentence to show when sound was lost, came back or cannot be had: each
        such event is said once.
        """
        if self._opening is not None:
            self._pick_up(self._opening)
        elif self._reopening is not None:
            self._after(self._reopening)
        else:
            self._look_after()
        return self._notices.pop(0) if self._notices else None

    def close(self) -> None:
        """Ends all sound and gives the output back. `open` may follow."""
        # While the device is being opened again it belongs to that attempt, which closes it.
        if self._reopening is not None:
            self._reopening.abandon()
        elif self._device.name != "silent":
            close_within(self._device, CLOSING_S)
        if self._opening is not None:
            self._opening.abandon()
        self._opening = self._reopening = None
        self._device = SilentDevice("")
        self._watchdog = Watchdog()
        self._lost = self._loss_said = False
        self._held.clear()
        self._notices.clear()

    def _begin_with(self, device: OutputDevice) -> None:
        self._device = device
        self._next_try_s = self._clock() + _TRY_AGAIN_S
        self._send_levels()
        if not device.why_silent:
            if self._told_why and device.name != "silent":
                self._notices.append(_("Sound is back."))
            self._told_why = ""
        elif device.why_silent != self._told_why:
            # Said once, not again before each session.
            self._told_why = device.why_silent
            self._notices.append(device.why_silent)

    def _begin_opening(self) -> None:
        prefer = self._prefer

        def attempt() -> OutputDevice:
            self._bank = self._bank or SoundBank.load(self._folder)
            return self._open_output(prefer)

        self._opening = Opening(attempt)

    def _pick_up(self, opening: Opening) -> None:
        if not opening.is_done:
            return
        self._opening = None
        self._begin_with(opening.device or SilentDevice(_("Sound could not be started. Captions go on without it.")))
        held, self._held = self._held, []
        for what, at_s, bus in held:
            self._hand_over(what, at_s, bus)

    def _look_after(self) -> None:
        now_s = self._clock()
        device = self._device
        if device.why_silent and now_s >= self._next_try_s:
            # Headphones may have been put in since.
            self._begin_opening()
            return
        if not self._lost and self._watchdog.is_dead(device.silent_for_s(now_s), now_s):
            self._lost, self._lost_since_s = True, now_s
        if self._lost and self._watchdog.may_try(now_s):
            self._reopening = Opening(lambda: _opened_again(device))

    def _after(self, reopening: Opening) -> None:
        if not reopening.is_done:
            if self._clock() - self._lost_since_s > _PATIENCE_S:
                self._say_loss()
            return
        self._reopening = None
        if reopening.device is None:
            self._say_loss()
            return
        if self._loss_said:
            self._notices.append(_("Sound is back."))
        elif not self._gap_said:
            self._gap_said = True
            self._notices.append(_("The sound output stopped for a moment. Sound is back."))
        self._lost = self._loss_said = False
        self._send_levels()

    def _say_loss(self) -> None:
        if not self._loss_said:
            self._loss_said = True
            self._notices.append(_loss())

    def _hand_over(self, what: Clip | str, at_s: float | None, bus: Bus) -> None:
        if self._opening is not None:
            self._held.append((what, self._clock() if at_s is None else at_s, bus))
            return
        clip = self._clip(what)
        if clip is None or self._device.name == "silent":
            return
        if at_s is None:
            self._device.play_now(clip, bus)
        elif self._clock() - at_s <= LATE_S:
            self._device.schedule(clip, at_s, bus)

    def _clip(self, what: Clip | str) -> Clip | None:
        if isinstance(what, Clip):
            return what
        if what not in SOUND_NAMES:
            logger.warning("There is no sound %r", what)
        return self.bank.get(what)

    def _send_levels(self) -> None:
        for bus, level in self._levels.items():
            self._device.set_gain(bus, 0.0 if self._muted else level)


def _loss() -> str:
    return _("The sound output does not answer. The session goes on without sound, and sound returns when it can.")


def _opened_again(device: OutputDevice) -> OutputDevice:
    device.reopen()
    return device
