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
_YIELDING: Final = frozenset({"tick", "rep", "half"})


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
                clips[name] = read_wav(folder / f"{name}.wav", yields=name in _YIELDING)
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


def decode_speech(data: bytes, name: str, *, onset_ms: int = 0) -> Clip:
    """Any file that miniaudio reads (mp3, Vorbis, FLAC, WAV) as a clip at 48 kHz. Slow: call it in a worker.

    `onset_ms` is the delay that the decoder adds, measured once for each file. Raises SoundError.
    """
    try:
        import miniaudio

        decoded: Any = miniaudio.decode(data, miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE)
    except ImportError as error:
        raise _unreadable(name) from error
    except miniaudio.MiniaudioError as error:
        raise _unreadable(name) from error
    return Clip(name, array("h", decoded.samples), onset=onset_ms * RATE // 1000)


def _unreadable(name: str) -> SoundError:
    return SoundError(_("The sound “{name}” cannot be read, so it stays silent.").format(name=name))
