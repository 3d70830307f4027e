"""The bank as it is shipped, and banks that are not as they should be."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.check import check_voice
from coach.library.library import Library
from coach.session import phrases
from coach.session.script import every_sentence
from coach.session.speaking import LEAD_MS, PAUSE_MS
from coach.session.timeline import EASED_SETUP_MS
from coach.sound import voice_bank
from coach.sound.bank import decode_speech
from coach.sound.clips import RATE
from coach.sound.errors import SoundError
from coach.sound.speech import BankVoice, CaptionVoice
from coach.sound.voice_bank import VoiceBank, voice_folder
from tests.sound.fakes import wait_for

ENGLISH = voice_folder("en")
FEW = ("Switch sides.", "Half-way.", "Rest.")


@pytest.fixture(scope="module")
def english() -> VoiceBank:
    return VoiceBank.load(ENGLISH)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A bank of three sentences, copied from the shipped one."""
    folder = tmp_path / "en"
    folder.mkdir()
    index = json.loads((ENGLISH / "index.json").read_text("utf-8"))
    index["clips"] = {text: entry for text, entry in index["clips"].items() if text in FEW}
    for entry in index["clips"].values():
        shutil.copy(ENGLISH / entry["file"], folder)
    (folder / "index.json").write_text(json.dumps(index), "utf-8")
    return folder


# -- the shipped bank --------------------------------------------------------------------------------------------


def test_it_says_exactly_what_the_library_says(library: Library) -> None:
    clips, problems = check_voice(ENGLISH, every_sentence(library))
    assert problems == ()
    assert clips == len(every_sentence(library))


def test_it_stays_small(english: VoiceBank) -> None:
    assert sum(file.stat().st_size for file in ENGLISH.iterdir()) < 12_000_000


def test_speech_begins_and_ends_where_the_index_says(english: VoiceBank) -> None:
    """Ten clips spread over the bank: silence before the onset, speech from it on, silence after the end."""
    texts = sorted(english.index.clips)[:: len(english.index.clips) // 10]
    for text in texts:
        clip, entry = english.clip(text), english.index.clips[text]
        assert clip is not None
        samples = np.abs(np.frombuffer(clip.samples, np.int16).astype(np.float64)) / 32768
        end = clip.onset + entry.spoken_ms * RATE // 1000
        peak = samples.max()
        assert 0.1 < peak < 10 ** (-1.5 / 20), text
        assert samples[: clip.onset - RATE // 100].max(initial=0) < 0.03 * peak, text
        assert samples[clip.onset : clip.onset + RATE // 10].max() > 0.03 * peak, text
        assert samples[end - RATE // 10 : end].max() > 0.005 * peak, text
        assert samples[end + RATE // 50 :].max(initial=0) < 0.03 * peak, text


def test_estimates_are_near_enough_for_texts_of_ones_own(english: VoiceBank) -> None:
    """What has no clip is estimated: too long rather than too short, so that nothing is cut off."""
    estimate = CaptionVoice()
    ratios = [estimate.duration_ms(text) / entry.spoken_ms for text, entry in english.index.clips.items()]
    assert 1.0 < float(np.median(ratios)) < 1.5


def test_an_easier_form_has_time_for_its_instruction(library: Library, english: VoiceBank) -> None:
    voice = BankVoice(english)
    for exercise in library.exercises.values():
        words = [phrases.next_name(exercise), phrases.begins_on("right"), exercise.get_ready]
        assert LEAD_MS + sum(voice.duration_ms(text) + PAUSE_MS for text in words) <= EASED_SETUP_MS, exercise.id


# -- clips -------------------------------------------------------------------------------------------------------


def test_a_clip_is_decoded_once_and_let_go_again(small: Path) -> None:
    bank = VoiceBank.load(small)
    first = bank.clip("Rest.")
    assert first is not None
    assert bank.clip("Rest.") is first
    assert first.file is not None
    assert first.name == first.file.stem
    bank.forget()
    assert bank.clip("Rest.") is not first


def test_only_so_many_are_kept(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_bank, "_KEPT", 2)
    bank = VoiceBank.load(small)
    first = bank.clip(FEW[0])
    bank.clip(FEW[1])
    assert bank.clip(FEW[0]) is first
    bank.clip(FEW[2])
    assert bank.clip(FEW[0]) is first, "what was used last stays"


def test_what_comes_soon_is_decoded_in_the_background(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = VoiceBank.load(small)
    decoded: list[str] = []

    def watched(data: bytes, name: str, **how: Any) -> Any:
        decoded.append(name)
        return decode_speech(data, name, **how)

    monkeypatch.setattr("coach.sound.voice_bank.decode_speech", watched)
    bank.get_ready([*FEW, "Nobody says this."])
    wait_for(lambda: len(decoded) == 3)
    wait_for(lambda: not bank._working)
    assert all(bank.clip(text) is not None for text in FEW)
    assert len(decoded) == 3
    bank.get_ready(FEW)
    assert not bank._working


def test_an_unknown_sentence_has_an_estimate_and_no_clip(small: Path) -> None:
    voice = BankVoice(VoiceBank.load(small))
    assert voice.clip("My own exercise.") is None
    assert not voice.has_clip("My own exercise.")
    assert voice.duration_ms("My own exercise.") == CaptionVoice().duration_ms("My own exercise.")
    assert voice.has_clip("Rest.")
    entry = VoiceBank.load(small).index.clips["Rest."]
    assert voice.duration_ms("Rest.") == entry.spoken_ms


@pytest.mark.parametrize("damage", ["gone", "junk"])
def test_a_clip_that_cannot_be_read_is_a_caption(small: Path, damage: str) -> None:
    bank = VoiceBank.load(small)
    file = small / bank.index.clips["Rest."].file
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(b"no music")
    assert bank.clip("Rest.") is None
    assert bank.clip("Rest.") is None
    assert bank.clip("Half-way.") is not None


def test_without_miniaudio_a_clip_is_its_file(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    clip = VoiceBank.load(small).clip("Rest.")
    assert clip is not None
    assert len(clip.samples) == 0
    assert clip.file is not None
    assert clip.file.exists()
    assert clip.onset > 0


# -- indexes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "index.json"),
        (b"{", "index.json"),
        (b'{"format": 2, "locale": "en", "voice": "x", "clips": {}}', "format is 2, not 1"),
        (b'{"format": 1, "locale": "en", "voice": "x", "clips": {"A.": {"file": "../../a.mp3"}}}', "file"),
    ],
)
def test_an_index_that_cannot_be_used_is_one_sentence(tmp_path: Path, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / "index.json").write_bytes(content)
    with pytest.raises(SoundError, match="Captions say everything") as caught:
        VoiceBank.load(tmp_path)
    assert says in str(caught.value)
    count, problems = check_voice(tmp_path, ["A."])
    assert count == 0
    (problem,) = problems
    assert "tools/render_voice.py" in problem.remedy


def test_check_names_what_is_missing_left_over_and_damaged(small: Path) -> None:
    assert check_voice(small, FEW) == (3, ())
    index = json.loads((small / "index.json").read_text("utf-8"))["clips"]
    damaged, gone = small / index["Half-way."]["file"], small / index["Rest."]["file"]
    damaged.write_bytes(damaged.read_bytes() + b"x")
    gone.unlink()
    stray = hashlib.sha256(b"stray").hexdigest()[:16] + ".mp3"
    (small / stray).write_bytes(b"stray")
    _count, problems = check_voice(small, ["Half-way.", "Rest.", "Let go."])
    assert {(p.file, p.place, p.reason) for p in problems} == {
        ("voice/en", "“Let go.”", "No clip says this sentence."),
        ("voice/en", "“Switch sides.”", "Nobody says this sentence any more."),
        ("voice/en", "“Half-way.”", f"The file {damaged.name} is damaged."),
        ("voice/en", "“Rest.”", f"The file {gone.name} cannot be read."),
        (f"voice/en/{stray}", "", "No sentence belongs to this file."),
    }
    assert all("render_voice" in problem.remedy for problem in problems)


def test_two_sentences_may_share_a_clip(small: Path) -> None:
    index = json.loads((small / "index.json").read_text("utf-8"))
    index["clips"]["Rest now."] = index["clips"]["Rest."]
    (small / "index.json").write_text(json.dumps(index), "utf-8")
    assert check_voice(small, [*FEW, "Rest now."]) == (4, ())
