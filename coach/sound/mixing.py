"""Clips into samples: pure functions of what is placed where, exact to the sample and free of state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from coach.sound.clips import RATE, Bus

if TYPE_CHECKING:
    from numpy.typing import NDArray

RAMP: Final = RATE * 5 // 1000  # samples: changes of level take 5 ms, so that nothing clicks
DUCKED: Final = 0.35  # what a clip that yields keeps of its level under the voice, -9 dB
DUCK_ATTACK: Final = RATE * 20 // 1000
DUCK_RELEASE: Final = RATE * 150 // 1000
KNEE: Final = 0.8  # below it a sum passes unchanged, above it approaches full scale and never reaches it


@dataclass(slots=True)
class Placed:
    """A clip on the line of samples: float32 in -1..1, its first sample at `start`. From `fade_from` it ramps out."""

    samples: NDArray[np.float32]
    start: int
    bus: Bus
    yields: bool = False
    fade_from: int | None = None

    @property
    def end(self) -> int:
        """The first sample after the clip."""
        whole = self.start + len(self.samples)
        return whole if self.fade_from is None else min(whole, max(self.start, self.fade_from + RAMP))

    @property
    def forgotten_from(self) -> int:
        """From here on the clip has no influence: a voice still holds others down while they come back."""
        return self.end + (DUCK_RELEASE if self.bus == "voice" else 0)


def mix(
    placed: Sequence[Placed],
    from_sample: int,
    to_sample: int,
    gains: Mapping[Bus, float | NDArray[np.float32]],
    out: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """The samples `from_sample` up to `to_sample`, -1 < x < 1, written to `out` where given.

    A gain is one number or one value for each sample asked for. Mixing a stretch in pieces gives the same samples as
    mixing it whole.
    """
    count = to_sample - from_sample
    total = np.zeros(count, np.float32) if out is None else out[:count]
    total[:] = 0.0
    voices = [clip for clip in placed if clip.bus == "voice"]
    for clip in placed:
        first, last = max(clip.start, from_sample), min(clip.end, to_sample)
        if first >= last:
            continue
        gain = gains[clip.bus]
        part = clip.samples[first - clip.start : last - clip.start] * (
            gain[first - from_sample : last - from_sample] if isinstance(gain, np.ndarray) else np.float32(gain)
        )
        if clip.fade_from is not None and last > clip.fade_from:
            part *= np.clip(1.0 - (np.arange(first, last) - clip.fade_from) / RAMP, 0.0, 1.0).astype(np.float32)
        if clip.yields:
            for voice in voices:
                if voice.start < last and voice.forgotten_from > first:
                    part *= _ducking(voice, first, last)
        total[first - from_sample : last - from_sample] += part
    return soft_limit(total)


def soft_limit(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bends what lies above the knee so that its size stays below 1; in place."""
    if len(samples) and max(float(samples.max()), -float(samples.min())) > KNEE:
        size = np.abs(samples)
        over = size > KNEE
        bent = KNEE + (1.0 - KNEE) * np.tanh((size[over] - KNEE) / (1.0 - KNEE))
        samples[over] = np.copysign(np.minimum(bent, 32767 / 32768), samples[over])
    return samples


class GainRamp:
    """The level of a bus: a new level is reached in a straight line over 5 ms."""

    def __init__(self, level: float = 1.0) -> None:
        self.level = level
        self._from = level
        self._target = level
        self._done = RAMP

    def go_to(self, level: float) -> None:
        self._from, self._target, self._done = self.level, level, 0

    def next(self, count: int) -> float | NDArray[np.float32]:
        """The level for the next `count` samples: one number once it rests."""
        if self._done >= RAMP:
            return self.level
        steps = np.minimum(np.arange(self._done + 1, self._done + count + 1), RAMP)
        levels = (self._from + (self._target - self._from) * steps / RAMP).astype(np.float32)
        self._done = min(RAMP, self._done + count)
        self.level = self._target if self._done == RAMP else float(levels[-1])
        return levels


def _ducking(voice: Placed, first: int, last: int) -> NDArray[np.float32]:
    at = np.arange(first, last)
    falling = (at - voice.start) / DUCK_ATTACK
    rising = (voice.end + DUCK_RELEASE - at) / DUCK_RELEASE
    return (1.0 - (1.0 - DUCKED) * np.clip(np.minimum(falling, rising), 0.0, 1.0)).astype(np.float32)
