"""The tones in assets/sounds are the rendered ones, and they are soft, short and prompt."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.sound.bank import SOUND_NAMES, SoundBank
from tools.render_sounds import FOLDER, TONES, differing, loudness, render, wav

BANK = SoundBank.load(FOLDER)


def samples(name: str) -> np.ndarray:
    return np.array(BANK[name].samples, np.float64) / 32768


def test_the_files_equal_a_fresh_rendering() -> None:
    assert differing(FOLDER) == []


def test_a_changed_missing_or_stray_file_is_found(tmp_path: Path) -> None:
    for name in SOUND_NAMES:
        (tmp_path / f"{name}.wav").write_bytes(wav(render(TONES[name])))
    assert differing(tmp_path) == []
    (tmp_path / "tick.wav").write_bytes(wav(render(TONES["tap"])))
    (tmp_path / "rep.wav").unlink()
    (tmp_path / "gong.wav").write_bytes(b"")
    assert differing(tmp_path) == ["gong.wav", "rep.wav", "tick.wav"]


@pytest.mark.parametrize("name", SOUND_NAMES)
def test_a_tone_is_soft_short_and_prompt(name: str) -> None:
    tone = samples(name)
    peak = np.abs(tone).max()
    assert 20 * np.log10(peak) < -6
    assert BANK[name].duration_ms <= {"done": 1600, "tick": 120}.get(name, 900)
    assert np.flatnonzero(np.abs(tone) > peak / 10)[0] <= 48 * 5


@pytest.mark.parametrize("name", SOUND_NAMES)
def test_a_tone_begins_and_ends_at_rest_and_has_no_step(name: str) -> None:
    tone = samples(name)
    peak = np.abs(tone).max()
    assert abs(tone[0]) < 0.001 * peak
    assert abs(tone[-1]) < 0.001 * peak
    assert np.abs(np.diff(tone, prepend=0, append=0)).max() < 0.25 * peak
    assert abs(tone.mean()) < 0.01 * peak


def test_loudness_goes_with_the_role() -> None:
    level = {name: 20 * np.log10(loudness(samples(name))) for name in SOUND_NAMES}
    softest = sorted(level, key=lambda name: level[name])[:2]
    assert set(softest) == {"tick", "rep"}
    signals = [level[name] for name in ("get_ready", "start", "end", "switch", "rest", "done")]
    assert max(signals) - min(signals) <= 1.1
    assert min(signals) > max(level["tick"], level["rep"], level["tap"]) + 3
