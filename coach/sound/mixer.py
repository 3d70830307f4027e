"""Turns cues with times into blocks of samples, on the thread of the sound device."""

from __future__ import annotations

import logging
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from coach.sound.clips import BUSES, RATE, Bus, Clip
from coach.sound.mixing import GainRamp, Placed, mix
from coach.sound.sample_clock import SampleClock

if TYPE_CHECKING:
    from numpy.typing import NDArray

logger = logging.getLogger(__name__)

LATE_S: Final = 0.25  # a cue that is later than this is dropped instead of played
_BUFFER_S: Final = 0.2
_BLOCK: Final = RATE  # samples: the longest block that a device may ask for without an allocation


class Mixer:
    """Any thread hands cues over; only the device's thread calls `render`.

    What is handed over travels through a queue whose two ends are atomic, so that neither side waits for the other.
    Everything else belongs to the device's thread.
    """

    def __init__(self) -> None:
        self._commands: deque[_Command] = deque(maxlen=4096)
        self._clock = SampleClock(_BUFFER_S)
        self._waiting: list[_Cue] = []
        self._placed: list[Placed] = []
        self._ramps: dict[Bus, GainRamp] = {bus: GainRamp() for bus in BUSES}
        self._position = 0
        self._failed = False
        self._sum = np.zeros(_BLOCK, np.float32)
        self._block = np.zeros(_BLOCK, np.int16)
        self.asked_s = time.monotonic()
        self.blocks = 0  # since the last restart

    def schedule(self, clip: Clip, at_monotonic_s: float, bus: Bus) -> None:
        """Has the clip's onset heard at this moment. Comes in time when handed over 0.5 s ahead."""
        self._commands.append(_Cue(_floats(clip), at_monotonic_s, bus, clip.onset, clip.yields))

    def play_now(self, clip: Clip, bus: Bus) -> None:
        """Begins the clip with the next block."""
        self._commands.append(_Cue(_floats(clip), None, bus, 0, clip.yields))

    def drop_pending(self, bus: Bus | None = None) -> None:
        """Forgets what has not begun and ramps out what sounds, on one bus or on all. What the device has buffered
        still ends.
        """
        self._commands.append(_Drop(bus))

    def set_gain(self, bus: Bus, gain: float) -> None:
        """The level of a bus, 0 to 1, reached over 5 ms."""
        self._commands.append(_Gain(bus, min(1.0, max(0.0, gain))))

    def restart(self, buffer_s: float) -> None:
        """A new stream follows: time is estimated afresh, cues that wait stay, what was sounding is gone."""
        self.asked_s = time.monotonic()
        self.blocks = 0
        self._commands.append(_Restart(buffer_s))

    def render(self, count: int, now_s: float) -> memoryview:
        """The next `count` samples, 16 bit, valid until the next call. Never raises: a bug is silence, logged once."""
        self.asked_s = now_s
        self.blocks += 1
        if count > len(self._block):
            self._sum, self._block = np.zeros(count, np.float32), np.zeros(count, np.int16)
        block = self._block[:count]
        try:
            self._obey()
            self._clock.asked(now_s, self._position, count)
            self._place(self._position + count, now_s)
            self._fill(block)
        except Exception:  # an exception would end the device's thread, and with it every later cue
            block[:] = 0
            self._placed, self._waiting = [], []  # whatever caused it must not cause it again
            if not self._failed:
                self._failed = True
                logger.exception("Mixing failed; this block is silent")
        self._position += count
        return block.data.cast("B")

    def _obey(self) -> None:
        while self._commands:
            command = self._commands.popleft()
            if isinstance(command, _Cue):
                self._waiting.append(command)
            elif isinstance(command, _Gain):
                self._ramps[command.bus].go_to(command.gain)
            elif isinstance(command, _Restart):
                self._placed.clear()
                self._clock = SampleClock(command.buffer_s)
            else:
                self._waiting = [cue for cue in self._waiting if command.bus not in (None, cue.bus)]
                for clip in self._placed:
                    if clip.fade_from is None and command.bus in (None, clip.bus):
                        clip.fade_from = self._position

    def _place(self, block_end: int, now_s: float) -> None:
        later: list[_Cue] = []
        for cue in self._waiting:
            if cue.at_s is None:
                start = self._position
            else:
                start = self._clock.sample_at(cue.at_s) - cue.onset
                if start >= block_end:
                    later.append(cue)
                    continue
                if start < self._position:
                    if now_s - cue.at_s > LATE_S:
                        continue
                    start = self._position
            self._placed.append(Placed(cue.samples, start, cue.bus, cue.yields))
        self._waiting = later

    def _fill(self, block: NDArray[np.int16]) -> None:
        count = len(block)
        end = self._position + count
        gains = {bus: ramp.next(count) for bus, ramp in self._ramps.items()}
        if not self._placed:
            block[:] = 0
            return
        total = mix(self._placed, self._position, end, gains, out=self._sum)
        np.multiply(total, 32768.0, out=total)
        np.rint(total, out=total)
        block[:] = total
        self._placed = [clip for clip in self._placed if clip.forgotten_from > end]


@dataclass(frozen=True, slots=True)
class _Cue:
    samples: NDArray[np.float32]
    at_s: float | None  # None: with the next block
    bus: Bus
    onset: int
    yields: bool


@dataclass(frozen=True, slots=True)
class _Gain:
    bus: Bus
    gain: float


@dataclass(frozen=True, slots=True)
class _Drop:
    bus: Bus | None  # None: all of them


@dataclass(frozen=True, slots=True)
class _Restart:
    buffer_s: float


_Command = _Cue | _Gain | _Drop | _Restart


def _floats(clip: Clip) -> NDArray[np.float32]:
    samples: NDArray[np.float32] = np.frombuffer(clip.samples, np.int16).astype(np.float32) / np.float32(32768)
    return samples
