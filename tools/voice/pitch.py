"""The pitch of a voice where one clip ends and the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from tools.voice.audio import PLAY_RATE, frame_levels
from tools.voice.measures import quiet_spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tools.voice.audio import Samples

LOWEST_HZ: Final = 70.0
HIGHEST_HZ: Final = 400.0
#: How much of a clip's end and beginning is looked at.
NEAR_S: Final = 0.35
#: Below this a woman's voice creaks: the pulses of the voice have lost their melody.
CREAK_HZ: Final = 100.0
#: A silence inside a sentence from this length on is a joint to compare with.
INNER_PAUSE_MS: Final = 80

_FRAME_S: Final = 0.040
_HOP_S: Final = 0.010
_FRAME_MS: Final = 5
_DECIMATE: Final = 4
_VOICED: Final = 0.55
# The shortest period whose correlation is nearly the best one: multiples of the period correlate as well.
_NEARLY: Final = 0.90
_LOUD_DB: Final = -25.0


class Joint(msgspec.Struct, frozen=True):
    """From the end of one stretch of speech to the beginning of the next, over a silence."""

    first: str
    then: str
    end_hz: float
    start_hz: float
    silence_ms: int

    @property
    def semitones(self) -> float:
        """How far the pitch jumps; positive is up."""
        return 12 * float(np.log2(self.start_hz / self.end_hz))

    @property
    def creaks(self) -> bool:
        """True where one of the two pitches is no melody to compare with."""
        return min(self.end_hz, self.start_hz) < CREAK_HZ


def pitch_track(samples: Samples, rate: int) -> Samples:
    """The pitch in Hz every 10 ms, without the frames that have none (unvoiced, or 25 dB under the loudest).

    Normalised autocorrelation over 40 ms, 70 to 400 Hz.
    """
    small = samples[: len(samples) // _DECIMATE * _DECIMATE].reshape(-1, _DECIMATE).mean(axis=1)
    rate //= _DECIMATE
    n, hop = round(_FRAME_S * rate), round(_HOP_S * rate)
    lags = np.arange(int(rate / HIGHEST_HZ), int(rate / LOWEST_HZ) + 1)
    if len(small) < n + int(lags[-1]):
        return np.zeros(0)
    starts = range(0, len(small) - n - int(lags[-1]), hop)
    energies = [float((small[at : at + n] ** 2).sum()) for at in starts]
    enough = max(energies) * 10 ** (_LOUD_DB / 10)
    found = [
        _pitch_at(small, at, n, lags, rate) for at, energy in zip(starts, energies, strict=True) if energy > enough
    ]
    return np.array([hz for hz in found if hz])


def _pitch_at(samples: Samples, at: int, n: int, lags: NDArray[np.int64], rate: int) -> float:
    here = samples[at : at + n]
    later = np.lib.stride_tricks.sliding_window_view(samples[at : at + n + int(lags[-1])], n)[lags]
    norm = np.sqrt((here**2).sum() * (later**2).sum(axis=1)) + 1e-12
    alike = later @ here / norm
    best = float(alike.max())
    if best < _VOICED:
        return 0.0
    peaks = (
        np.flatnonzero((alike[1:-1] >= alike[:-2]) & (alike[1:-1] >= alike[2:]) & (alike[1:-1] > _NEARLY * best)) + 1
    )
    if not peaks.size:
        return 0.0
    i = int(peaks[0])
    left, middle, right = alike[i - 1 : i + 2]
    bend = left - 2 * middle + right
    shift = 0.5 * (left - right) / bend if bend else 0.0
    return rate / float(lags[i] + shift)


def end_pitch(speech: Samples, rate: int = PLAY_RATE) -> float:
    """The median pitch of the last voiced 0.15 s of the last 0.35 s; 0 where nothing is voiced."""
    return _median(pitch_track(speech[-round(NEAR_S * rate) :], rate)[-15:])


def start_pitch(speech: Samples, rate: int = PLAY_RATE) -> float:
    """The median pitch of the first voiced 0.15 s of the first 0.35 s; 0 where nothing is voiced."""
    return _median(pitch_track(speech[: round(NEAR_S * rate)], rate)[:15])


def _median(track: Samples) -> float:
    return float(np.median(track)) if track.size else 0.0


def inner_joints(text: str, speech: Samples) -> list[Joint]:
    """The joints at the pauses inside a clip that was said in one go."""
    spans = [(a, b) for a, b in quiet_spans(frame_levels(speech, PLAY_RATE)) if (b - a) * _FRAME_MS >= INNER_PAUSE_MS]
    n = PLAY_RATE * _FRAME_MS // 1000
    joints: list[Joint] = []
    for a, b in spans:
        end, start = end_pitch(speech[: a * n]), start_pitch(speech[b * n :])
        if end and start:
            joints.append(Joint(text, "", end, start, (b - a) * _FRAME_MS))
    return joints
