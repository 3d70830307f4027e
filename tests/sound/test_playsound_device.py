"""The second choice, with a pretended playsound3."""

from __future__ import annotations

import logging
import sys
import threading
import time
import types
import wave
from array import array
from pathlib import Path

import pytest

from coach.sound import playsound_device
from coach.sound.clips import Clip
from coach.sound.errors import SoundError
from coach.sound.playsound_device import PlaysoundDevice
from tests.sound.fakes import clip, wait_for


class PretendedSound:
    """What `playsound` returns: done at once, with an exit code."""

    def __init__(self, returncode: int, lasting: bool = False) -> None:
        self.subprocess = types.SimpleNamespace(returncode=returncode)
        self.lasting = lasting
        self.stopped = False

    def is_alive(self) -> bool:
        return self.lasting and not self.stopped

    def stop(self) -> None:
        self.stopped = True


class PretendedPlaysound(types.ModuleType):
    """Notes what it plays, when, on which thread and through which backend."""

    def __init__(self) -> None:
        super().__init__("playsound3")
        self.AVAILABLE_BACKENDS = ["gstreamer", "ffplay", "alsa"]
        self.played: list[tuple[float, str, list[int]]] = []
        self.sounds: list[PretendedSound] = []
        self.threads: set[int | None] = set()
        self.backends: set[str] = set()
        self.returncode = 0
        self.lasting = False
        self.error: Exception | None = None

    def playsound(self, path: str, block: bool, backend: str) -> PretendedSound:
        assert not block
        if self.error is not None:
            raise self.error
        with wave.open(path) as file:
            samples = array("h", file.readframes(file.getnframes()))
        sound = PretendedSound(self.returncode, self.lasting)
        self.backends.add(backend)
        if set(samples) != {0}:  # not the probe
            self.threads.add(threading.get_ident())
            self.played.append((time.monotonic(), path, sorted(set(samples))))
            self.sounds.append(sound)
        return sound


@pytest.fixture
def playsound3(monkeypatch: pytest.MonkeyPatch) -> PretendedPlaysound:
    module = PretendedPlaysound()
    monkeypatch.setitem(sys.modules, "playsound3", module)
    monkeypatch.setattr(sys, "platform", "linux")
    return module


def test_sounds_begin_at_their_moment_on_one_thread_of_the_device(playsound3: PretendedPlaysound) -> None:
    device = PlaysoundDevice()
    now_s = time.monotonic()
    beep = clip()
    for after_s in (0.2, 0.1, 0.3):
        device.schedule(beep, now_s + after_s, "sounds")
    wait_for(lambda: len(playsound3.played) == 3)
    device.close()
    late = [at_s - now_s - due for (at_s, _, _), due in zip(playsound3.played, (0.1, 0.2, 0.3), strict=True)]
    assert min(late) >= 0
    assert max(late) < 0.25
    assert playsound3.backends == {"alsa"}
    assert len(playsound3.threads) == 1
    assert threading.get_ident() not in playsound3.threads


@pytest.mark.parametrize(
    ("platform", "available", "chosen"),
    [
        ("linux", ["gstreamer", "ffplay"], "gstreamer"),
        ("linux", ["ffplay"], "ffplay"),
        ("darwin", ["afplay", "ffplay"], "afplay"),
        ("win32", ["winmm"], "winmm"),
    ],
)
def test_the_backend_that_starts_soonest_is_chosen(
    playsound3: PretendedPlaysound, monkeypatch: pytest.MonkeyPatch, platform: str, available: list[str], chosen: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    playsound3.AVAILABLE_BACKENDS = available
    device = PlaysoundDevice()
    assert device.detail == chosen
    device.close()


def test_the_volume_is_in_the_file_and_zero_plays_nothing(playsound3: PretendedPlaysound) -> None:
    device = PlaysoundDevice()
    beep = clip(level=8000)
    for gain in (1.0, 0.5, 0.51, 0.0, 1.0):
        before = len(playsound3.played)
        device.set_gain("sounds", gain)
        device.play_now(beep, "sounds")
        if gain:
            wait_for(lambda before=before: len(playsound3.played) > before)
        else:
            time.sleep(0.05)
    device.close()
    assert [levels for _, _, levels in playsound3.played] == [[8000], [4000], [4000], [8000]]
    assert len({path for _, path, _ in playsound3.played}) == 2


def test_the_files_are_private_and_go_with_the_device(playsound3: PretendedPlaysound) -> None:
    device = PlaysoundDevice()
    device.play_now(clip("../../odd name"), "voice")
    wait_for(lambda: playsound3.played)
    folder = Path(playsound3.played[0][1]).parent
    assert folder.stat().st_mode & 0o077 == 0
    device.close()
    assert not folder.exists()


def test_dropping_forgets_what_waits_and_stops_what_sounds(playsound3: PretendedPlaysound) -> None:
    device = PlaysoundDevice()
    playsound3.lasting = True
    device.play_now(clip(), "sounds")
    device.schedule(clip(), time.monotonic() + 0.15, "sounds")
    wait_for(lambda: device._sounding)
    device.drop_pending()
    time.sleep(0.25)
    assert [sound.stopped for sound in playsound3.sounds] == [True]
    device.close()


def test_dropping_the_voice_leaves_the_sounds(playsound3: PretendedPlaysound) -> None:
    device = PlaysoundDevice()
    playsound3.lasting = True
    device.play_now(clip("sound", 1000), "sounds")
    device.play_now(clip("voice", 3000), "voice")
    soon_s = time.monotonic() + 0.15
    device.schedule(clip("later sound", 500), soon_s, "sounds")
    device.schedule(clip("later voice", 7000), soon_s, "voice")
    wait_for(lambda: len(playsound3.sounds) == 2)
    device.drop_pending("voice")
    wait_for(lambda: len(playsound3.sounds) == 3)
    time.sleep(0.1)
    levels = [levels[0] for _at, _path, levels in playsound3.played]
    assert sorted(levels) == [500, 1000, 3000]
    assert {level for level, sound in zip(levels, playsound3.sounds, strict=True) if sound.stopped} == {3000}
    device.close()


def test_muting_ends_what_sounds(playsound3: PretendedPlaysound) -> None:
    device = PlaysoundDevice()
    playsound3.lasting = True
    device.play_now(clip("sound", 1000), "sounds")
    device.play_now(clip("voice", 3000), "voice")
    wait_for(lambda: len(device._sounding) == 2)
    device.set_gain("voice", 0.4)
    assert not any(sound.stopped for sound in playsound3.sounds)
    device.set_gain("voice", 0.0)
    levels = [levels[0] for _at, _path, levels in playsound3.played]
    assert {level for level, sound in zip(levels, playsound3.sounds, strict=True) if sound.stopped} == {3000}
    device.close()


def test_files_are_written_before_their_moment_and_old_ones_go(
    playsound3: PretendedPlaysound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playsound_device, "_FILES", 4)
    device = PlaysoundDevice()
    begin_s = time.monotonic() + 0.4
    device.schedule(clip("a"), begin_s, "sounds")
    wait_for(lambda: len(list(device._folder.glob("*.wav"))) == 2)  # with the probe's
    assert time.monotonic() < begin_s
    assert playsound3.played == []
    for number in range(8):
        device.schedule(clip(f"more {number}"), begin_s + 0.01 * number, "sounds")
    wait_for(lambda: len(playsound3.played) == 9)
    assert len(list(device._folder.glob("*.wav"))) <= 4
    device.close()


def test_a_clip_that_cannot_be_decoded_here_is_played_as_the_file_it_is(
    playsound3: PretendedPlaysound, tmp_path: Path
) -> None:
    file = tmp_path / "speech.wav"  # any file: the player program decodes it
    with wave.open(str(file), "wb") as written:
        written.setparams((1, 2, 48_000, 4, "NONE", ""))
        written.writeframes(array("h", [5] * 4).tobytes())
    device = PlaysoundDevice()
    device.set_gain("voice", 0.3)
    device.play_now(Clip("speech", array("h"), file=file), "voice")
    wait_for(lambda: playsound3.played)
    assert playsound3.played[0][1:] == (str(file), [5])
    device.set_gain("voice", 0.0)
    device.play_now(Clip("speech", array("h"), file=file), "voice")
    time.sleep(0.1)
    assert len(playsound3.played) == 1
    device.close()


def test_a_cue_that_is_too_late_is_not_played(playsound3: PretendedPlaysound) -> None:
    device = PlaysoundDevice()
    device.schedule(clip(), time.monotonic() - 0.4, "sounds")
    device.schedule(clip("soon"), time.monotonic() - 0.1, "sounds")
    wait_for(lambda: playsound3.played)
    device.close()
    assert len(playsound3.played) == 1


def test_without_a_player_there_is_no_device(playsound3: PretendedPlaysound) -> None:
    playsound3.AVAILABLE_BACKENDS = []
    with pytest.raises(SoundError, match="No program"):
        PlaysoundDevice()


def test_a_player_that_cannot_play_is_no_device(playsound3: PretendedPlaysound) -> None:
    playsound3.returncode = 1
    with pytest.raises(SoundError, match="could not be opened"):
        PlaysoundDevice()


def test_a_player_that_hangs_is_stopped_and_is_no_device(
    playsound3: PretendedPlaysound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playsound_device, "_PROBE_S", 0.05)
    playsound3.lasting = True
    with pytest.raises(SoundError, match="does not answer"):
        PlaysoundDevice()


def test_three_failures_in_a_row_count_as_a_lost_output(
    playsound3: PretendedPlaysound, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    device = PlaysoundDevice()
    assert device.silent_for_s(0.0) == 0.0
    playsound3.error = RuntimeError("no player")
    for _ in range(3):
        device.play_now(clip(), "sounds")
    wait_for(lambda: device.silent_for_s(0.0) > 1)
    with pytest.raises(SoundError):
        device.reopen()
    playsound3.error = None
    device.reopen()
    assert device.silent_for_s(0.0) == 0.0
    device.close()


def test_players_that_end_with_an_error_count_too(playsound3: PretendedPlaysound) -> None:
    device = PlaysoundDevice()
    playsound3.returncode = 1
    for number in range(5):
        device.play_now(clip(), "sounds")
        wait_for(lambda number=number: len(playsound3.played) == number + 1)
    wait_for(lambda: device.silent_for_s(0.0) > 1)
    device.close()
