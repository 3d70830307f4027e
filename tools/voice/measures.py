"""What a clip of the bank measures, and the limits it has to keep. Pure numbers; the sound comes decoded at 48 kHz."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from tools.voice.audio import (
    AUDIBLE_DB,
    LOUDNESS_LUFS,
    PEAK_DBFS,
    PLAY_RATE,
    db,
    frame_levels,
    spoken_loudness,
    spoken_span_ms,
)

if TYPE_CHECKING:
    from coach.sound.voice_bank import ClipEntry
    from tools.voice.audio import Samples

#: How far a clip may be from -19 LUFS.
LOUDNESS_WITHIN_DB: Final = 0.5
LEADING_MS: Final = (60, 150)
TRAILING_MS: Final = (80, 400)
LONGEST_PAUSE_MS: Final = 650
#: Shorter is a click, longer does not fit between two moves.
SPOKEN_MS: Final = (180, 7_000)
#: Letters said in a second: fewer is drawn out or stuck, more has swallowed something.
LETTERS_A_SECOND: Final = (4.0, 22.0)

_FRAME_MS: Final = 5


class Measured(msgspec.Struct, frozen=True):
    """One clip. Loudness is that of the speech without the silence around it."""

    text: str
    duration_ms: int
    onset_ms: int
    spoken_ms: int
    trailing_ms: int
    pause_ms: int
    loudness_lufs: float
    peak_dbfs: float
    letters_s: float


def measure(text: str, decoded: Samples) -> Measured:
    """Measures a decoded clip. Raises AudioError where all is silent."""
    onset_ms, spoken_ms = spoken_span_ms(decoded)
    duration_ms = round(len(decoded) * 1000 / PLAY_RATE)
    speech = decoded[onset_ms * PLAY_RATE // 1000 : (onset_ms + spoken_ms) * PLAY_RATE // 1000]
    return Measured(
        text=text,
        duration_ms=duration_ms,
        onset_ms=onset_ms,
        spoken_ms=spoken_ms,
        trailing_ms=duration_ms - onset_ms - spoken_ms,
        pause_ms=longest_pause_ms(speech),
        loudness_lufs=round(spoken_loudness(decoded, onset_ms, spoken_ms), 2),
        peak_dbfs=round(db(float(np.abs(decoded).max())), 2),
        letters_s=round(sum(map(str.isalnum, text)) * 1000 / spoken_ms, 1),
    )


def longest_pause_ms(speech: Samples) -> int:
    """The longest stretch in which nothing is heard."""
    levels = frame_levels(speech, PLAY_RATE)
    return max((end - start for start, end in quiet_spans(levels)), default=0) * _FRAME_MS


def quiet_spans(levels: Samples) -> list[tuple[int, int]]:
    """Stretches [start, end) of frames that are not heard beside the loudest one."""
    if not levels.size:
        return []
    quiet = np.concatenate([[False], levels <= levels.max() + AUDIBLE_DB, [False]]).astype(np.int8)
    edges = np.flatnonzero(np.diff(quiet))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def faults(clip: Measured, entry: ClipEntry) -> Iterator[str]:
    """What breaks a limit, in words."""
    if clip.peak_dbfs > PEAK_DBFS:
        yield f"peak {clip.peak_dbfs} dBFS"
    if abs(clip.loudness_lufs - LOUDNESS_LUFS) > LOUDNESS_WITHIN_DB:
        yield f"loudness {clip.loudness_lufs} LUFS"
    if not LEADING_MS[0] <= clip.onset_ms <= LEADING_MS[1]:
        yield f"{clip.onset_ms} ms before the speech"
    if not TRAILING_MS[0] <= clip.trailing_ms <= TRAILING_MS[1]:
        yield f"{clip.trailing_ms} ms after the speech"
    if clip.pause_ms > LONGEST_PAUSE_MS:
        yield f"a pause of {clip.pause_ms} ms"
    if not SPOKEN_MS[0] <= clip.spoken_ms <= SPOKEN_MS[1]:
        yield f"{clip.spoken_ms} ms of speech"
    if not LETTERS_A_SECOND[0] <= clip.letters_s <= LETTERS_A_SECOND[1]:
        yield f"{clip.letters_s} letters a second"
    if abs(clip.onset_ms - entry.onset_ms) > _FRAME_MS or abs(clip.spoken_ms - entry.spoken_ms) > _FRAME_MS:
        yield f"the index says {entry.onset_ms} + {entry.spoken_ms} ms, it is {clip.onset_ms} + {clip.spoken_ms}"
