"""The mixer under a pretended device and clock: what is in the blocks it hands out."""

from __future__ import annotations

import logging
from array import array

import numpy as np
import pytest

from coach.sound import mixer as mixer_module
from coach.sound.clips import RATE, Clip
from coach.sound.mixer import Mixer
from coach.sound.mixing import RAMP

BLOCK = 4800
BUFFER_S = 0.2


def clip(milliseconds: int = 100, level: int = 8000, *, onset: int = 0, yields: bool = False) -> Clip:
    return Clip("test", array("h", [level]) * (milliseconds * RATE // 1000), onset, yields)


class Played:
    """Asks for blocks at the right moments and keeps what came."""

    def __init__(self) -> None:
        self.mixer = Mixer()
        self.mixer.restart(BUFFER_S)
        self.samples = np.zeros(0, np.int16)
        self.began_s = 500.0

    @property
    def now_s(self) -> float:
        return self.began_s + len(self.samples) / RATE

    def heard_at(self, sample: int) -> float:
        return self.began_s + (sample - BLOCK) / RATE + BUFFER_S

    def run(self, seconds: float) -> None:
        until = len(self.samples) + round(seconds * RATE)
        while len(self.samples) < until:
            block = self.mixer.render(BLOCK, self.now_s)
            self.samples = np.concatenate((self.samples, np.frombuffer(bytes(block), np.int16)))

    def onsets(self) -> list[int]:
        loud = np.concatenate(([False], self.samples != 0))
        return np.flatnonzero(loud[1:] & ~loud[:-1]).tolist()


@pytest.fixture
def played() -> Played:
    return Played()


def test_a_cue_is_heard_at_its_moment_to_the_sample(played: Played) -> None:
    played.run(2)
    moments = [played.now_s + 0.5 + number * 0.3217 for number in range(5)]
    for moment in moments:
        played.mixer.schedule(clip(), moment, "sounds")
    played.run(3)
    assert [played.heard_at(sample) for sample in played.onsets()] == pytest.approx(moments, abs=1.5 / RATE)
    assert set(played.samples.tolist()) == {0, 8000}


def test_the_onset_and_not_the_decoder_delay_is_at_the_moment(played: Played) -> None:
    played.run(2)
    delayed = Clip("voice", array("h", [0] * 1200 + [5000] * 4800), onset=1200)
    moment = played.now_s + 0.6
    played.mixer.schedule(delayed, moment, "voice")
    played.run(1.5)
    assert played.heard_at(played.onsets()[0]) == pytest.approx(moment, abs=1.5 / RATE)


def test_a_cue_for_now_begins_with_the_next_block(played: Played) -> None:
    played.run(1)
    played.mixer.play_now(clip(), "sounds")
    at = len(played.samples)
    played.run(0.5)
    assert played.onsets() == [at]


def test_a_slightly_late_cue_plays_at_once_and_a_late_one_not_at_all(played: Played) -> None:
    played.run(1)
    at = len(played.samples)
    played.mixer.schedule(clip(level=1000), played.now_s - 0.2, "sounds")
    played.mixer.schedule(clip(level=3000), played.now_s - 0.3, "sounds")
    played.run(0.5)
    assert played.onsets() == [at]
    assert played.samples.max() == 1000


def test_dropping_forgets_what_waits_and_ramps_out_what_sounds(played: Played) -> None:
    played.run(2)
    played.mixer.play_now(clip(2000), "sounds")
    played.mixer.schedule(clip(), played.now_s + 1.0, "sounds")
    played.run(0.3)
    at = len(played.samples)
    played.mixer.drop_pending()
    played.run(2)
    after = played.samples[at - 1 :].astype(int)
    assert after[0] == after[1] == 8000
    assert not after[RAMP + 1 :].any()
    assert np.abs(np.diff(after)).max() <= 8000 // RAMP + 1


def test_dropping_the_voice_leaves_the_sounds(played: Played) -> None:
    played.run(2)
    played.mixer.play_now(clip(2000, 1000), "sounds")
    played.mixer.play_now(clip(2000, 3000), "voice")
    played.mixer.schedule(clip(100, 500), played.now_s + 1.0, "sounds")
    played.mixer.schedule(clip(100, 7000), played.now_s + 1.0, "voice")
    played.run(0.3)
    assert played.samples[-1] == 4000
    at = len(played.samples)
    played.mixer.drop_pending("voice")
    played.run(1.2)
    after = played.samples[at + RAMP + 1 :]
    assert set(after.tolist()) == {1000, 1500}


def test_what_is_handed_over_after_dropping_is_kept(played: Played) -> None:
    played.run(2)
    played.mixer.schedule(clip(), played.now_s + 0.6, "sounds")
    played.mixer.drop_pending()
    played.mixer.schedule(clip(), played.now_s + 0.9, "sounds")
    played.run(2)
    assert len(played.onsets()) == 1


def test_a_volume_changes_without_a_click(played: Played) -> None:
    played.run(1)
    played.mixer.play_now(clip(1000), "sounds")
    played.run(0.3)
    at = len(played.samples)
    played.mixer.set_gain("sounds", 0.25)
    played.run(0.3)
    after = played.samples[at - 1 :].astype(int)
    assert after[RAMP + 1] == 2000
    assert np.abs(np.diff(after)).max() <= 6000 // RAMP + 1


def test_a_crowd_of_loud_clips_does_not_clip(played: Played) -> None:
    played.run(1)
    for level in (32767, 32767, 30000):
        played.mixer.play_now(clip(level=level), "voice")
        played.mixer.play_now(clip(level=-level), "sounds")
        played.mixer.play_now(clip(level=level), "sounds")
    played.run(0.5)
    assert 32000 < played.samples.max() <= 32767
    assert played.samples.min() == 0


def test_a_restart_keeps_what_waits_and_goes_on_at_the_right_place(played: Played) -> None:
    played.run(2)
    moment = played.now_s + 4.0
    played.mixer.schedule(clip(), moment, "sounds")
    played.mixer.schedule(clip(), played.now_s + 1.0, "sounds")  # falls into the time without a device
    played.mixer.restart(BUFFER_S)
    played.began_s += 2.5
    played.run(3)
    assert [played.heard_at(sample) for sample in played.onsets()] == pytest.approx([moment], abs=2 / RATE)


def test_a_bug_is_silence_and_one_line_in_the_log(
    played: Played, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    played.run(0.5)
    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
        patched.setattr(mixer_module, "mix", broken)
        for _ in range(3):
            played.mixer.play_now(clip(), "sounds")
            played.run(0.3)
    assert not played.samples.any()
    assert len(caplog.records) == 1
    played.mixer.play_now(clip(), "sounds")
    played.run(0.3)
    assert len(played.onsets()) == 1


def test_a_device_may_ask_for_any_number_of_samples() -> None:
    mixer = Mixer()
    for count in (1, 480, RATE * 3, 7):
        assert len(mixer.render(count, 10.0)) == 2 * count
