"""One piece of audio in memory, in the one format everything here uses: mono, 48 kHz, 16 bit."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

RATE: Final = 48_000

Bus = Literal["sounds", "voice"]
BUSES: Final[tuple[Bus, ...]] = ("sounds", "voice")


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Decoded audio; two clips are the same only if they are the same object.

    `samples` is an array of type "h". `onset` is the number of samples before the audible beginning (an mp3 decoder
    adds such a delay): a clip that is scheduled for a moment has its onset there. A clip that `yields` becomes
    quieter while the voice speaks. `file` is where it came from, for outputs that play files; a clip that could not be
    decoded here has no samples and only that.
    """

    name: str
    samples: array[int]
    onset: int = 0
    yields: bool = False
    file: Path | None = None

    @property
    def duration_ms(self) -> int:
        return round(len(self.samples) * 1000 / RATE)
