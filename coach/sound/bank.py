"""The cue tones, decoded to memory once."""

from __future__ import annotations

import logging
import sys
import wave
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from coach.sound.clips import RATE, Clip
from coach.sound.errors import SoundError
from coach.text import _

logger = logging.getLogger(__name__)

SOUND_NAMES: Final = ("get_ready", "start", "rep", "half", "tick", "end", "switch", "rest", "done", "tap")


class SoundBank(Mapping[str, Clip]):
    """The sounds that could be read, by name. `problems` says in plain words which could not."""

    def __init__(self, clips: Mapping[str, Clip], problems: tuple[str, ...] = ()) -> None:
        self._clips = dict(clips)
        self.problems = problems

    @classmethod
    def load(cls, folder: Path) -> SoundBank:
        """Reads every sound of `SOUND_NAMES`; one that is missing or damaged is left out and reported."""
        clips: dict[str, Clip] = {}
        problems: list[str] = []
        for name in SOUND_NAMES:
            try:
                # All of them give way to the voice: words must be understood, and a tone has struck before they begin.
                clips[name] = read_wav(folder / f"{name}.wav", yields=True)
            except SoundError as error:
                logger.warning("%s (%s)", error, error.__cause__)
                problems.append(str(error))
        return cls(clips, tuple(problems))

    def __getitem__(self, name: str) -> Clip:
        return self._clips[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._clips)

    def __len__(self) -> int:
        return len(self._clips)


def read_wav(path: Path, *, yields: bool = False) -> Clip:
    """A mono 16-bit WAV of 48 kHz as a clip named after the file. Raises SoundError for anything else."""
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            promised = file.getnframes()
            data = file.readframes(promised)
    except (OSError, EOFError, wave.Error) as error:
        raise _unreadable(path.name) from error
    samples = array("h")
    if form != (1, samples.itemsize, RATE) or not data or len(data) != promised * samples.itemsize:
        raise _unreadable(path.name)
    samples.frombytes(data)
    if sys.byteorder == "big":
        samples.byteswap()
    return Clip(path.stem, samples, yields=yields)


def decode_speech(data: bytes, name: str, *, onset: int = 0, file: Path | None = None) -> Clip:
    """Any file that miniaudio reads (mp3, Vorbis, FLAC, WAV) as a clip at 48 kHz. Some 10 ms; the GIL is released.

    `onset` is the number of samples before the audible beginning, measured once for each file. Without miniaudio the
    clip has no samples, only its `file`. Raises SoundError.
    """
    try:
        import miniaudio
    except (ImportError, OSError) as error:
        if file is None:
            raise _unreadable(name) from error
        return Clip(name, array("h"), onset=onset, file=file)
    try:
        # Half the rate is what speech comes in, and miniaudio's own doubling leaves mirror images above 12 kHz.
        halved = miniaudio.mp3_get_info(data).sample_rate * 2 == RATE
    except miniaudio.MiniaudioError:
        halved = False
    try:
        rate = RATE // 2 if halved else RATE
        decoded: Any = miniaudio.decode(data, miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=rate)
    except miniaudio.MiniaudioError as error:
        raise _unreadable(name) from error
    samples = array("h", decoded.samples)
    return Clip(name, _doubled(samples) if halved else samples, onset=onset, file=file)


def _doubled(samples: array[int]) -> array[int]:
    """The same sound with twice as many samples: every second one is new, by a windowed sinc of 32 points."""
    import numpy as np

    if not samples:
        return samples
    old = np.frombuffer(samples, np.int16).astype(np.float32)
    reach = 16
    points = np.arange(-reach, reach) + 0.5
    kernel = (np.sinc(points) * np.kaiser(2 * reach, 8.0)).astype(np.float32)
    both = np.empty((len(old), 2), np.float32)
    both[:, 0] = old
    both[:, 1] = np.convolve(old, kernel / kernel.sum())[reach : reach + len(old)]
    return array("h", np.clip(np.rint(both), -32768, 32767).astype(np.int16).tobytes())


def _unreadable(name: str) -> SoundError:
    return SoundError(_("The sound “{name}” cannot be read, so it stays silent.").format(name=name))
