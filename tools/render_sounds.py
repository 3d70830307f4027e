"""Renders the cue tones into assets/sounds, or with --check says whether the files there equal a fresh rendering.

The tones are sums of sine partials in D major pentatonic (D E F# A B), with a gentle attack and an exponential decay,
like a soft mallet on wood and glass. Nothing in them is random.
"""

from __future__ import annotations

import argparse
import io
import sys
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE: Final = 48_000
FOLDER: Final = Path(__file__).resolve().parent.parent / "assets" / "sounds"

D4, A4, B4, D5, E5, FS5, A5 = 293.66, 440.0, 493.88, 587.33, 659.26, 739.99, 880.0

# Level and decay of the partials against the lowest: few and fast-fading ones are what makes the tone warm.
_PARTIALS: Final = ((1.0, 1.0, 1.0), (2.0, 0.28, 0.55), (3.0, 0.09, 0.35), (4.02, 0.03, 0.2))
_ATTACK_S: Final = 0.006
_RELEASE_S: Final = 0.03
_LOUDNESS_WINDOW_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Note:
    """One struck tone: `fade_s` is the time in which it falls to 37 %."""

    pitch_hz: float
    at_s: float = 0.0
    fade_s: float = 0.15
    level: float = 1.0


@dataclass(frozen=True, slots=True)
class Tone:
    """A cue: its length, its loudness (RMS of the loudest 50 ms, in dBFS) and its notes."""

    length_s: float
    loudness_db: float
    notes: tuple[Note, ...]


TONES: Final[dict[str, Tone]] = {
    "get_ready": Tone(0.7, -19.0, (Note(A4, 0.0, 0.16), Note(D5, 0.2, 0.2))),
    "start": Tone(0.7, -18.0, (Note(D5, 0.0, 0.12, 0.9), Note(A5, 0.12, 0.22))),
    "rep": Tone(0.18, -25.0, (Note(E5, 0.0, 0.05),)),
    "half": Tone(0.55, -21.0, (Note(FS5, 0.0, 0.1), Note(FS5, 0.17, 0.14, 0.8))),
    "tick": Tone(0.11, -25.0, (Note(A5, 0.0, 0.03),)),
    "end": Tone(0.85, -18.0, (Note(A5, 0.0, 0.14, 0.9), Note(D5, 0.15, 0.26))),
    "switch": Tone(0.8, -18.5, (Note(E5, 0.0, 0.12), Note(B4, 0.16, 0.13), Note(E5, 0.32, 0.2))),
    "rest": Tone(0.9, -19.0, (Note(D5, 0.0, 0.2, 0.8), Note(A4, 0.14, 0.22, 0.9), Note(D4, 0.28, 0.28))),
    "done": Tone(
        1.6,
        -18.0,
        (Note(D4, 0.0, 0.4, 0.8), Note(A4, 0.14, 0.4, 0.8), Note(D5, 0.28, 0.4, 0.9), Note(FS5, 0.44, 0.42)),
    ),
    "tap": Tone(0.09, -24.0, (Note(D5, 0.0, 0.022),)),
}


def render(tone: Tone) -> NDArray[np.int16]:
    """The samples of a tone; deterministic to the bit."""
    time_s = np.arange(round(tone.length_s * RATE)) / RATE
    total = np.zeros(len(time_s))
    for note in tone.notes:
        since_s = time_s - note.at_s
        sounding = since_s >= 0
        since_s = since_s[sounding]
        attack = 0.5 - 0.5 * np.cos(np.pi * np.minimum(since_s / _ATTACK_S, 1.0))
        for multiple, level, life in _PARTIALS:
            wave_form = np.sin(2 * np.pi * note.pitch_hz * multiple * since_s)
            total[sounding] += note.level * level * attack * np.exp(-since_s / (note.fade_s * life)) * wave_form
    left_s = tone.length_s - time_s
    total *= 0.5 - 0.5 * np.cos(np.pi * np.minimum(left_s / _RELEASE_S, 1.0))
    total *= 10 ** (tone.loudness_db / 20) / loudness(total)
    return np.asarray(np.rint(total * 32767), np.int16)


def loudness(samples: NDArray[np.float64]) -> float:
    """The RMS of the loudest 50 ms."""
    window = round(_LOUDNESS_WINDOW_S * RATE)
    sums = np.concatenate(([0.0], np.cumsum(samples**2)))
    return float(np.sqrt((sums[window:] - sums[:-window]).max() / window))


def wav(samples: NDArray[np.int16]) -> bytes:
    """The samples as the bytes of a mono 16-bit WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, RATE, len(samples), "NONE", ""))
        out.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


def differing(folder: Path) -> list[str]:
    """The names of the files that are missing, stray or not equal to a fresh rendering."""
    fresh = {f"{name}.wav": wav(render(tone)) for name, tone in TONES.items()}
    there = {path.name: path.read_bytes() for path in folder.glob("*.wav")}
    return sorted(name for name in fresh.keys() | there.keys() if fresh.get(name) != there.get(name))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is not as rendered")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    if arguments.check:
        wrong = differing(arguments.folder)
        print("as rendered" if not wrong else "not as rendered: " + ", ".join(wrong))
        return bool(wrong)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, tone in TONES.items():
        samples = render(tone)
        (arguments.folder / f"{name}.wav").write_bytes(wav(samples))
        peak = 20 * np.log10(np.abs(samples.astype(float)).max() / 32768)
        print(f"{name:10} {len(samples) / RATE * 1000:5.0f} ms  peak {peak:6.2f} dBFS  loudest {tone.loudness_db} dBFS")
    return 0


if __name__ == "__main__":
    sys.exit(main())
