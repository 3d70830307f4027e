"""Finds known clips in a recording, to the sample, and says how well they keep time. Pure functions of arrays.

A clip is found by the normalised cross-correlation of its very samples (a matched filter) around the place where it is
expected. Clips that fall together are told apart by taking each one that was found out of the recording before the
others are looked for, the strongest first, and by going over all of them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE: Final = 48_000
FOUND: Final = 0.5  # a correlation below it is no find; noise stays under 0.2 for clips of a tenth of a second
_PASSES: Final = 3
_PROBE: Final = RATE * 3 // 2  # samples of a clip that are correlated: enough to be exact, and quick
_FLOOR: Final = 0.02  # of the clip's energy: quieter stretches do not count as the clip
_TWICE: Final = 0.5  # of the level of the first
_LATENCY_S: Final = (-0.3, 1.5)
_FAINT: Final = 0.1  # a clip that decays is like itself a moment later, only fainter
_AS_GOOD: Final = 0.98
_TOGETHER: Final = RATE // 20
_NEAR: Final = RATE * 3 // 1000
_PIECE: Final = RATE // 100
_HOLE: Final = 0.2  # of the level of the clip: a piece below it is not heard
_WHOLE: Final = 0.9  # of the clip's energy


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A clip (float32, in units of int16 samples) whose sample `onset` is expected at the moment `at_s`."""

    name: str
    at_s: float
    samples: NDArray[np.float32]
    onset: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Find:
    """Where a clip begins (sample of the recording), its level against the clip's own, the correlation, 0 to 1.

    It is heard `twice` where its samples sound once more nearby, and `broken` where a tenth of it is not heard.
    """

    start: int
    level: float
    score: float
    #: The level of each hundredth of a second: clips yield to the voice, and a stream that ran dry has holes.
    levels: NDArray[np.float32]
    twice: bool = False
    broken: bool = False


def correlate(window: NDArray[np.float32], clip: NDArray[np.float32]) -> NDArray[np.float64]:
    """The normalised correlation at each place where the clip fits into the window; 1 where it is the clip itself."""
    count = len(window) - len(clip) + 1
    size = 1 << (len(window) + len(clip) - 1).bit_length()
    spectrum = np.fft.rfft(window, size) * np.conj(np.fft.rfft(clip, size))
    product = np.fft.irfft(spectrum, size)[:count]
    sums = np.concatenate(([0.0], np.cumsum(np.square(window, dtype=np.float64))))
    own = float(np.square(clip, dtype=np.float64).sum())
    energy = np.maximum(sums[len(clip) :] - sums[:count], _FLOOR * own)
    ratio: NDArray[np.float64] = product / np.sqrt(energy * own)
    return ratio


class Matcher:
    """Looks for clips in one recording, int16, whose first sample is at `began_s`. Clips far outside it are None."""

    def __init__(self, samples: NDArray[np.int16], began_s: float, wanted: Sequence[Wanted]) -> None:
        self._samples = samples
        self._wanted = wanted
        self._places = [round((one.at_s - began_s) * RATE) - one.onset for one in wanted]
        self.finds: list[Find | None] = [None] * len(wanted)
        self.latency = 0

    def search(self, span_s: float) -> list[Find | None]:
        """Finds each clip within `span_s` of its moment and the constant latency."""
        self.latency = self._coarse_latency()
        span = round(span_s * RATE)
        order = sorted(range(len(self._wanted)), key=lambda n: -_energy(self._wanted[n].samples))
        for _round in range(_PASSES):
            for number in order:
                self.finds[number] = self._look(number, self._places[number] + self.latency, span)
        self.finds = [None if find is None else self._followed(number, find) for number, find in enumerate(self.finds)]
        self.finds = [
            None if find is None else replace(find, twice=self._heard_twice(number, find, span))
            for number, find in enumerate(self.finds)
        ]
        return self.finds

    def left_over(self) -> tuple[float, float]:
        """The loudest 10 ms, in dBFS, of what no cue explains (clicks, gaps, strangers), and where, in seconds."""
        block, piece_length = RATE // 100, RATE * 20
        loudest, at = 0.0, 0
        for begin in range(0, len(self._samples), piece_length):
            piece = self._without(begin, begin + piece_length, skip=-1)
            sizes = np.sqrt(np.square(piece.reshape(-1, block)).mean(axis=1))
            if sizes.max() > loudest:
                loudest, at = float(sizes.max()), begin + int(sizes.argmax()) * block
        return decibel(loudest), at / RATE

    def _coarse_latency(self) -> int:
        """The usual distance between the expected places and the found ones, from a dozen of the clearest clips."""
        order = sorted(range(len(self._wanted)), key=lambda n: -_energy(self._wanted[n].samples))
        early, late = (round(bound * RATE) for bound in _LATENCY_S)
        distances = []
        for number in order[:: max(1, len(order) // 24)]:
            probe = self._wanted[number].samples[:_PROBE]
            begin = self._places[number] + early
            window = self._without(begin, begin + late - early + len(probe), skip=number)
            score = correlate(window, probe)
            if score.max() >= FOUND:
                # The same tick comes again a second later: the first one counts.
                distances.append(early + int(np.argmax(score >= _AS_GOOD * score.max())))
        if not distances:
            return 0
        together = [np.abs(np.array(distances) - one) < _TOGETHER for one in distances]
        most = max(together, key=lambda votes: int(votes.sum()))
        return round(float(np.median(np.array(distances)[most])))

    def _look(self, number: int, place: int, span: int) -> Find | None:
        clip = self._wanted[number].samples
        probe = clip[:_PROBE]
        window = self._without(place - span, place + span + len(probe), skip=number)
        if not window.any():
            return None
        score = correlate(window, probe)
        best = int(score.argmax())
        if score[best] < FOUND:
            return None
        part = window[best : best + len(probe)]
        level = float(part @ probe) / _energy(probe)
        if level < _FAINT:
            return None
        return Find(place - span + best, level, float(score[best]), np.full(pieces_of(clip), level, np.float32))

    def _followed(self, number: int, find: Find) -> Find:
        """The find with the level of each of its pieces, and whether it is broken."""
        clip = self._wanted[number].samples
        part = self._without(find.start, find.start + len(clip), skip=number)
        levels, energy = levels_of(part, clip, find.level)
        return replace(find, levels=levels, broken=_heard_of(levels, energy, find.level) < _WHOLE)

    def _heard_twice(self, number: int, find: Find, span: int) -> bool:
        if find.level > 1.5:
            return True
        clip = self._wanted[number].samples
        probe = clip[:_PROBE]
        begin = find.start - span
        window = self._without(begin, find.start + span + len(clip), skip=-1)
        score = correlate(window[: 2 * span + len(probe)], probe)
        score[max(0, span - _NEAR) : span + _NEAR + 1] = 0.0
        best = int(score.argmax())
        level = float(window[best : best + len(probe)] @ probe) / _energy(probe)
        if score[best] < FOUND or level < _TWICE * find.level:
            return False
        # The rest of a clip that was torn apart is no second one.
        return _heard_of(*levels_of(window[best : best + len(clip)], clip, level), level) >= _WHOLE

    def _without(self, begin: int, end: int, *, skip: int) -> NDArray[np.float32]:
        """The recording from `begin` to `end`, zeros outside it, less every clip found but number `skip`."""
        window = np.zeros(end - begin, np.float32)
        first, last = max(begin, 0), min(end, len(self._samples))
        if first < last:
            window[first - begin : last - begin] = self._samples[first:last]
        for number, find in enumerate(self.finds):
            if find is None or number == skip:
                continue
            clip = self._wanted[number].samples
            first, last = max(begin, find.start), min(end, find.start + len(clip))
            if first < last:
                levels = np.repeat(find.levels, _PIECE)[first - find.start : last - find.start]
                window[first - begin : last - begin] -= clip[first - find.start : last - find.start] * levels
        return window


def pieces_of(clip: NDArray[np.float32]) -> int:
    return -(-len(clip) // _PIECE)


def levels_of(
    part: NDArray[np.float32], clip: NDArray[np.float32], level: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """By least squares, the level of the clip in each hundredth of a second of a recording that begins with it, and
    the clip's energy there. Where the clip itself is nearly silent it is taken to have its usual `level`.
    """
    padded = np.zeros((2, pieces_of(clip) * _PIECE), np.float32)
    padded[0, : len(clip)], padded[1, : len(clip)] = part[: len(clip)], clip
    recorded, known = padded.reshape(2, -1, _PIECE)
    energy = np.square(known).sum(axis=1)
    little = np.float32(0.001 * energy.mean() + 1.0)
    levels = ((recorded * known).sum(axis=1) + level * little) / (energy + little)
    return np.clip(levels, 0.0, 1.5 * level).astype(np.float32), energy


def _heard_of(levels: NDArray[np.float32], energy: NDArray[np.float32], level: float) -> float:
    """The share of a clip's energy that is in pieces which are heard."""
    return float(energy[levels >= _HOLE * level].sum() / energy.sum())


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, 95th percentile and maximum of absolute values."""

    median: float
    p95: float
    max: float


@dataclass(frozen=True, slots=True)
class Timing:
    """How found cues keep time, all in ms: `error` against the timeline after the constant latency is taken out,
    `interval` between neighbours, `drift` over the whole run, and that in millionths."""

    latency: float
    error: Spread
    interval: Spread
    drift: float
    drift_ppm: float


def timing(due_s: NDArray[np.float64], heard_s: NDArray[np.float64]) -> Timing:
    """Compares when cues were due with when they were heard; the same shape, at least two, in order of `due_s`."""
    late_ms = (heard_s - due_s) * 1000
    latency_ms = float(np.median(late_ms))
    # Between the medians of the first and the last fifth: a single cue that was late is no drift.
    fifth = max(1, len(due_s) // 5)
    first_s, first_ms = np.median(due_s[:fifth]), np.median(late_ms[:fifth])
    last_s, last_ms = np.median(due_s[-fifth:]), np.median(late_ms[-fifth:])
    slope = float((last_ms - first_ms) / (last_s - first_s)) if last_s > first_s else 0.0
    return Timing(
        latency=latency_ms,
        error=spread(late_ms - latency_ms),
        interval=spread(np.diff(late_ms)),
        drift=slope * float(due_s[-1] - due_s[0]),
        drift_ppm=slope * 1000,
    )


def spread(values: NDArray[np.float64]) -> Spread:
    size = np.abs(values)
    return Spread(float(np.median(size)), float(np.percentile(size, 95)), float(size.max()))


def decibel(size: float) -> float:
    """An int16 size against full scale; -99 for silence."""
    return float(20 * np.log10(size / 32768)) if size > 0.4 else -99.0


def _energy(clip: NDArray[np.float32]) -> float:
    return float(np.square(clip, dtype=np.float64).sum())
