"""Reading sounds: the bundled ones are all there, a bad one is only itself silent."""

from __future__ import annotations

import shutil
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from coach.sound.bank import SOUND_NAMES, SoundBank, _doubled, decode_speech, read_wav
from coach.sound.errors import SoundError

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "sounds"


def write_wav(path: Path, *, channels: int = 1, width: int = 2, rate: int = 48_000, frames: int = 480) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, frames, "NONE", ""))
        file.writeframes(bytes(range(1, 1 + channels * width)) * frames)


def test_every_sound_is_there() -> None:
    bank = SoundBank.load(ASSETS)
    assert tuple(bank) == SOUND_NAMES
    assert bank.problems == ()
    assert all(clip.yields for clip in bank.values())


def test_a_missing_and_a_damaged_sound_are_reported_and_the_others_play(tmp_path: Path) -> None:
    shutil.copytree(ASSETS, tmp_path / "sounds")
    (tmp_path / "sounds" / "rep.wav").unlink()
    tick = tmp_path / "sounds" / "tick.wav"
    tick.write_bytes(tick.read_bytes()[:1000])
    bank = SoundBank.load(tmp_path / "sounds")
    assert set(SOUND_NAMES) - set(bank) == {"rep", "tick"}
    assert ["rep.wav" in bank.problems[0], "tick.wav" in bank.problems[1]] == [True, True]


def test_no_folder_at_all_is_a_bank_of_silence(tmp_path: Path) -> None:
    bank = SoundBank.load(tmp_path / "nowhere")
    assert len(bank) == 0
    assert len(bank.problems) == len(SOUND_NAMES)


@pytest.mark.parametrize("form", [{"channels": 2}, {"width": 1}, {"rate": 44_100}, {"frames": 0}])
def test_another_format_is_refused(tmp_path: Path, form: dict[str, int]) -> None:
    write_wav(tmp_path / "odd.wav", **form)
    with pytest.raises(SoundError, match=r"odd\.wav"):
        read_wav(tmp_path / "odd.wav")


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\x00\x00\x00\x00WAVEfmt ", bytes(4096)])
def test_damaged_bytes_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.wav").write_bytes(content)
    with pytest.raises(SoundError):
        read_wav(tmp_path / "bad.wav")


def test_samples_are_read_as_written(tmp_path: Path) -> None:
    write_wav(tmp_path / "plain.wav")
    clip = read_wav(tmp_path / "plain.wav", yields=True)
    assert (clip.name, clip.samples, clip.duration_ms, clip.yields) == ("plain", array("h", [0x0201] * 480), 10, True)


def test_speech_is_brought_to_the_common_rate(tmp_path: Path) -> None:
    write_wav(tmp_path / "speech.wav", rate=24_000, frames=24_000)
    clip = decode_speech((tmp_path / "speech.wav").read_bytes(), "speech", onset=2_400)
    assert clip.duration_ms == pytest.approx(1000, abs=2)
    assert clip.onset == 2400


def test_speech_is_doubled_without_mirror_images() -> None:
    """A tone of 7 kHz at 24 kHz: nothing but itself at 48 kHz, and every old sample where it was."""
    old = np.rint(12_000 * np.sin(2 * np.pi * 7_000 * np.arange(24_000) / 24_000)).astype(np.int16)
    new = np.frombuffer(_doubled(array("h", old.tobytes())), np.int16)
    assert np.array_equal(new[::2], old)
    power = np.abs(np.fft.rfft(new[4_800:-4_800] * np.hanning(len(new) - 9_600))) ** 2
    hertz = np.fft.rfftfreq(len(new) - 9_600, 1 / 48_000)
    image = power[np.abs(hertz - 17_000) < 50].max() / power[np.abs(hertz - 7_000) < 50].max()
    assert 10 * np.log10(image) < -60


def test_a_loud_doubled_sample_stays_in_bounds() -> None:
    square = array("h", [32_767, 32_767, -32_768, -32_768] * 50)
    assert max(_doubled(square)) == 32_767
    assert min(_doubled(square)) == -32_768
    assert len(_doubled(array("h"))) == 0


def test_damaged_speech_is_reported() -> None:
    with pytest.raises(SoundError, match="speech"):
        decode_speech(b"not a sound", "speech")


def test_importing_the_player_loads_no_audio_library() -> None:
    heavy = "{'numpy', 'miniaudio', 'playsound3', 'PySide6'} & set(sys.modules)"
    code = f"import sys, coach.sound.player, coach.sound.speech; print(sorted({heavy}))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ASSETS.parents[1]
    )
    assert done.stdout.strip() == "[]"
