"""Samples in, a finished clip out: trimming, level, fades, padding, mp3, and measuring what a decoder makes of it.

Samples are one-dimensional float arrays, 1.0 is full scale. The voice speaks at 24 kHz; the program plays at 48 kHz.
"""

from __future__ import annotations

import importlib
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float64]

RATE: Final = 24_000
PLAY_RATE: Final = 48_000
LOUDNESS_LUFS: Final = -19.0
PEAK_DBFS: Final = -1.5
#: Where the limiter holds the peaks before encoding: the coder may add to them.
LIMIT_DBFS: Final = -2.0
LIMITER_S: Final = 0.004
FADE_IN_S: Final = 0.005
FADE_OUT_S: Final = 0.030
PAD_BEFORE_S: Final = 0.060
PAD_AFTER_S: Final = 0.100
#: What is quieter than the loudest 5 ms by this much counts as silence around the speech.
SILENCE_DB: Final = -55.0
#: In a decoded mp3 the coder's own noise lies below this.
AUDIBLE_DB: Final = -45.0
KBITS: Final = 48

#: Everything here that decides how a clip sounds; part of its recipe.
LEVELS: Final = {
    "lufs": LOUDNESS_LUFS, "peak": PEAK_DBFS, "limit": LIMIT_DBFS, "limiter": LIMITER_S, "fade_in": FADE_IN_S,
    "fade_out": FADE_OUT_S, "pad_before": PAD_BEFORE_S, "pad_after": PAD_AFTER_S, "silence": SILENCE_DB, "kbits": KBITS,
}  # fmt: skip

_FRAME_S: Final = 0.005
_FLOOR: Final = 1e-12
# The loudness of ITU-R BS.1770 is a mean over blocks of 400 ms: a short word is measured as if it were said again and
# again until there are enough of them.
_MEASURED_S: Final = 3.0
_TRIES: Final = 12
_NEAR_DB: Final = 0.1


class AudioError(Exception):
    """A clip cannot be made; the message says why and what helps."""


class Finished(msgspec.Struct, frozen=True):
    """A clip as it goes into the bank; both times as in `coach.sound.voice_bank.ClipEntry`."""

    mp3: bytes
    onset_ms: int
    spoken_ms: int


def db(ratio: float) -> float:
    """A ratio of amplitudes in decibels; very quiet is -240."""
    return 20 * float(np.log10(max(ratio, _FLOOR)))


def frame_levels(samples: Samples, rate: int) -> Samples:
    """The level in dB of each whole 5 ms."""
    n = round(rate * _FRAME_S)
    frames = samples[: len(samples) // n * n].reshape(-1, n)
    return np.asarray(10 * np.log10((frames**2).mean(axis=1) + _FLOOR))


def trim(
    samples: Samples, *, below_db: float = SILENCE_DB, keep_before_s: float = 0.03, keep_after_s: float = 0.08
) -> Samples:
    """Without the silence at both ends, but for a little of it. Raises AudioError where all is silent."""
    levels = frame_levels(samples, RATE)
    if not levels.size or levels.max() < -80:
        raise AudioError("there is only silence")
    heard = np.flatnonzero(levels > levels.max() + below_db)
    n = round(RATE * _FRAME_S)
    first = max(0, int(heard[0]) * n - round(keep_before_s * RATE))
    return samples[first : (int(heard[-1]) + 1) * n + round(keep_after_s * RATE)]


def noise_below_db(samples: Samples) -> float:
    """From where on a recording is silence, against its loudest 5 ms: -55 dB in a quiet room, more in a noisy one."""
    levels = frame_levels(samples, RATE)
    if not levels.size:
        return SILENCE_DB
    room = float(np.quantile(levels, 0.1) - levels.max()) + 8
    return float(np.clip(room, SILENCE_DB, -35.0))


def loudness(samples: Samples, rate: int) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770-4, gated); what is shorter than 3 s is repeated."""
    pyloudnorm: Any = importlib.import_module("pyloudnorm")
    times = max(1, int(np.ceil(_MEASURED_S * rate / max(1, len(samples)))))
    return float(pyloudnorm.Meter(rate).integrated_loudness(np.tile(samples, times)))


def finish(samples: Samples, *, below_db: float = SILENCE_DB) -> Finished:
    """Trims, levels, limits, fades and pads 24 kHz samples, encodes them, and measures what the decoder makes of it.

    Loudness and peak are those of the decoded speech, so a clip is encoded again until both are right.
    Raises AudioError.
    """
    speech = trim(samples - samples.mean(), below_db=below_db)
    gain_db = LOUDNESS_LUFS - loudness(speech, RATE)
    limit_dbfs = LIMIT_DBFS
    for _ in range(_TRIES):
        mp3 = encode(padded(faded(limited(speech * 10 ** (gain_db / 20), limit_dbfs))))
        decoded = decode(mp3)
        onset_ms, spoken_ms = spoken_span_ms(decoded)
        off_db = LOUDNESS_LUFS - spoken_loudness(decoded, onset_ms, spoken_ms)
        over_db = db(float(np.abs(decoded).max())) - PEAK_DBFS
        if over_db <= 0 and abs(off_db) <= _NEAR_DB:
            return Finished(mp3, onset_ms, spoken_ms)
        gain_db += off_db
        limit_dbfs -= max(0.0, over_db)
    raise AudioError("its level and its peak cannot both be right: is it speech?")


def spoken_loudness(decoded: Samples, onset_ms: int, spoken_ms: int) -> float:
    """The loudness in LUFS of the speech in decoded 48 kHz samples, without the silence around it."""
    return loudness(decoded[onset_ms * PLAY_RATE // 1000 : (onset_ms + spoken_ms) * PLAY_RATE // 1000], PLAY_RATE)


def limited(samples: Samples, limit_dbfs: float = LIMIT_DBFS) -> Samples:
    """With single peaks turned down to the limit, smoothly within 4 ms of each; what is below it stays as it is.

    One pulse of the voice in a sentence may stick out by some dB; without this it would make the whole clip softer.
    """
    n = round(LIMITER_S * RATE)
    needed = np.minimum(1.0, 10 ** (limit_dbfs / 20) / np.maximum(np.abs(samples), _FLOOR))
    # The least gain needed within n samples on either side, then a mean over as many: never more than is needed.
    least = np.lib.stride_tricks.sliding_window_view(np.pad(needed, 2 * n, mode="edge"), 2 * n + 1).min(axis=1)
    gain = np.convolve(least, np.ones(2 * n + 1) / (2 * n + 1), mode="valid")
    return samples * gain


def faded(samples: Samples) -> Samples:
    """With a fade of 5 ms in and 30 ms out."""
    n_in, n_out = round(FADE_IN_S * RATE), round(FADE_OUT_S * RATE)
    out = samples.copy()
    out[:n_in] *= np.linspace(0, 1, n_in)[: len(out)]
    out[-n_out:] *= np.linspace(1, 0, n_out)[-len(out) :]
    return out


def padded(samples: Samples) -> Samples:
    """With 60 ms of silence before and 100 ms after."""
    return np.concatenate([np.zeros(round(PAD_BEFORE_S * RATE)), samples, np.zeros(round(PAD_AFTER_S * RATE))])


def spoken_span_ms(decoded: Samples) -> tuple[int, int]:
    """(onset, length of speech) in ms of decoded 48 kHz samples. Raises AudioError where all is silent."""
    levels = frame_levels(decoded, PLAY_RATE)
    if not levels.size or levels.max() < -80:
        raise AudioError("there is only silence")
    heard = np.flatnonzero(levels > levels.max() + AUDIBLE_DB)
    frame_ms = _FRAME_S * 1000
    return round(int(heard[0]) * frame_ms), round((int(heard[-1]) + 1 - int(heard[0])) * frame_ms)


def encode(samples: Samples) -> bytes:
    """24 kHz samples as a mono mp3 of 48 kbit/s; the same samples give the same bytes. Raises AudioError."""
    pcm = np.clip(np.rint(samples * 32767), -32768, 32767).astype("<i2").tobytes()
    with tempfile.TemporaryDirectory() as folder:
        # A file, not a pipe: the encoder goes back to write the delay and the length into the first frame.
        path = Path(folder) / "clip.mp3"
        _ffmpeg(
            ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-", "-map_metadata", "-1", "-fflags", "+bitexact",
             "-flags:a", "+bitexact", "-c:a", "libmp3lame", "-b:a", f"{KBITS}k", str(path)],
            pcm,
        )  # fmt: skip
        return path.read_bytes()


def decode(mp3: bytes, rate: int = PLAY_RATE) -> Samples:
    """Any sound file's bytes as the program decodes them: mono, 16 bit, at 48 kHz unless told. Raises AudioError."""
    miniaudio: Any = importlib.import_module("miniaudio")
    try:
        decoded = miniaudio.decode(mp3, miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=rate)
    except miniaudio.MiniaudioError as error:
        raise AudioError("the mp3 cannot be decoded") from error
    return np.asarray(decoded.samples, dtype=np.float64) / 32768


def read_recording(path: Path) -> Samples:
    """A recording in any format that ffmpeg reads as 24 kHz mono samples. Raises AudioError."""
    if not path.is_file():
        raise AudioError(f"there is no file {path}")
    raw = _ffmpeg(["-i", str(path), "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"])
    return np.frombuffer(raw, "<f4").astype(np.float64)


def need_ffmpeg() -> None:
    """Raises AudioError where ffmpeg is missing: better before the first clip than after it."""
    if shutil.which("ffmpeg") is None:
        raise AudioError("ffmpeg is missing: install it (Debian: apt install ffmpeg; macOS: brew install ffmpeg)")


def _ffmpeg(arguments: list[str], given: bytes = b"") -> bytes:
    need_ffmpeg()
    try:
        done = subprocess.run(
            ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *arguments], input=given, capture_output=True, check=True
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise AudioError(f"ffmpeg failed: {said[-1] if said else error}") from error
    return done.stdout


# pyloudnorm warns of peaks over full scale before we set the level ourselves.
warnings.filterwarnings("ignore", message="Possible clipped samples")
