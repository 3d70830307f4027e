"""The player: what it hands to the output, and how it bears the loss of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from coach.settings import SoundSettings
from coach.sound.devices import OutputDevice, SilentDevice
from coach.sound.player import SoundPlayer
from tests.sound.fakes import ASSETS, Clock, PretendedOutput, clip, wait_for

RETURNED = "Sound is back."


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def output() -> PretendedOutput:
    return PretendedOutput()


@pytest.fixture
def player(output: PretendedOutput, clock: Clock) -> Iterator[SoundPlayer]:
    made = SoundPlayer(ASSETS, open_output=lambda _prefer: output, clock=clock)
    made.open()
    yield made
    made.close()


def settle(player: SoundPlayer) -> list[str]:
    """Polls until no attempt is under way; returns what was said."""
    said: list[str | None] = []

    def resting() -> bool:
        said.append(player.poll())
        return player._reopening is None and player._opening is None

    wait_for(resting)
    said.append(player.poll())
    return [sentence for sentence in said if sentence]


def pass_time(player: SoundPlayer, clock: Clock, seconds: float) -> list[str]:
    """Five polls a second for so long; each attempt to open ends before the clock goes on."""
    said = []
    for _ in range(round(seconds * 5)):
        clock.now_s += 0.2
        said += settle(player)
    return said


def test_cues_reach_the_output_with_their_moment_and_bus(player: SoundPlayer, output: PretendedOutput) -> None:
    player.schedule("tick", 101.0)
    player.play_now("tap")
    player.schedule_clip(clip("hello"), 102.0)
    player.play_clip_now(clip("stop"))
    player.drop_pending()
    assert output.calls == [
        ("tick", 101.0, "sounds"),
        ("tap", "now", "sounds"),
        ("hello", 102.0, "voice"),
        ("stop", "now", "voice"),
        ("drop",),
    ]


def test_a_cue_that_is_too_late_is_dropped(player: SoundPlayer, output: PretendedOutput) -> None:
    player.schedule("tick", 99.76)
    player.schedule("rep", 99.74)
    assert output.calls == [("tick", 99.76, "sounds")]


def test_an_unknown_sound_is_silent_and_logged(
    player: SoundPlayer, output: PretendedOutput, caplog: pytest.LogCaptureFixture
) -> None:
    player.play_now("gong")
    assert output.calls == []
    assert "gong" in caplog.text


def test_volumes_survive_muting_and_reach_a_device_opened_later(player: SoundPlayer, output: PretendedOutput) -> None:
    player.set_volume(0.5, 1.5)
    assert output.levels == {"sounds": 0.25, "voice": 1.0}
    player.mute(True)
    player.set_volume(1.0, 0.1)
    assert output.levels == {"sounds": 0.0, "voice": 0.0}
    player.mute(False)
    assert output.levels == pytest.approx({"sounds": 1.0, "voice": 0.01})
    output.levels.clear()
    player.open()
    assert output.levels == pytest.approx({"sounds": 1.0, "voice": 0.01})


def test_no_output_is_silence_said_once() -> None:
    player = SoundPlayer(ASSETS, open_output=lambda _prefer: SilentDevice("No output."))
    player.open()
    player.schedule("tick", 0.0)
    player.play_now("tap")
    assert [player.poll() for _ in range(4)] == ["No output.", None, None, None]
    assert (player.device_name, player.why_silent) == ("silent", "No output.")


def test_chosen_silence_needs_no_words() -> None:
    player = SoundPlayer(ASSETS)
    player.open("silent")
    assert player.poll() is None
    assert (player.device_name, player.why_silent) == ("silent", "")


def test_before_opening_and_after_closing_everything_is_silence(player: SoundPlayer, output: PretendedOutput) -> None:
    player.close()
    player.play_now("tap")
    player.drop_pending()
    assert player.poll() is None
    assert output.calls == []
    assert output.closed == 1
    player.close()
    assert output.closed == 1


def test_cues_wait_for_a_device_that_opens_in_the_background(output: PretendedOutput, clock: Clock) -> None:
    gate = threading.Event()

    def slow(_prefer: str) -> OutputDevice:
        gate.wait(5)
        return output

    player = SoundPlayer(ASSETS, open_output=slow, clock=clock)
    player.open_in_background()
    player.schedule("start", 103.0)
    player.schedule("rep", 100.1)
    player.play_now("tap")
    assert (player.is_opening, player.poll()) == (True, None)
    assert output.calls == []
    clock.now_s += 1.0
    gate.set()
    assert (settle(player), player.is_opening) == ([], False)
    assert output.calls == [("start", 103.0, "sounds")]
    player.close()


def test_dropping_reaches_the_cues_that_wait_for_the_device(output: PretendedOutput, clock: Clock) -> None:
    gate = threading.Event()
    player = SoundPlayer(ASSETS, open_output=lambda _prefer: (gate.wait(5), output)[1], clock=clock)
    player.open_in_background()
    player.schedule("start", 103.0)
    player.drop_pending()
    gate.set()
    settle(player)
    assert output.calls == []
    player.close()


def test_a_device_that_opens_after_closing_is_given_back(output: PretendedOutput, clock: Clock) -> None:
    gate = threading.Event()
    player = SoundPlayer(ASSETS, open_output=lambda _prefer: (gate.wait(5), output)[1], clock=clock)
    player.open_in_background()
    player.close()
    gate.set()
    wait_for(lambda: output.closed)
    assert player.device_name == "silent"


def test_a_bug_while_opening_in_the_background_is_silence_said_once(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_prefer: str) -> OutputDevice:
        raise ZeroDivisionError

    player = SoundPlayer(ASSETS, open_output=broken)
    player.open_in_background()
    said = settle(player)
    assert len(said) == 1
    assert player.why_silent == said[0]
    assert "ZeroDivisionError" in caplog.text


def test_a_device_that_comes_back_at_once_is_mentioned_once(
    player: SoundPlayer, output: PretendedOutput, clock: Clock
) -> None:
    assert pass_time(player, clock, 1) == []
    said = []
    for _ in range(3):
        output.dead_since_s = clock.now_s
        said += pass_time(player, clock, 5)
    assert len(said) == 1
    assert said[0].endswith(RETURNED)
    assert output.reopened == 3
    assert player.why_silent == ""


def test_a_device_that_is_gone_is_tried_every_two_seconds_and_its_return_is_said(
    player: SoundPlayer, output: PretendedOutput, clock: Clock
) -> None:
    output.dead_since_s, output.refuses = clock.now_s, True
    said = pass_time(player, clock, 12)
    assert len(said) == 1
    assert player.why_silent == said[0]
    assert 5 <= output.reopened <= 6
    player.schedule("start", clock.now_s + 30)
    assert output.calls == [("start", clock.now_s + 30, "sounds")]
    output.refuses = False
    output.levels.clear()
    assert pass_time(player, clock, 5) == [RETURNED]
    assert player.why_silent == ""
    assert output.levels == {"sounds": 1.0, "voice": 1.0}


def test_headphones_that_are_put_in_later_are_found(output: PretendedOutput, clock: Clock) -> None:
    there: list[OutputDevice] = []
    player = SoundPlayer(
        ASSETS, open_output=lambda _prefer: there[0] if there else SilentDevice("No output."), clock=clock
    )
    player.open()
    assert pass_time(player, clock, 60) == ["No output."]
    there.append(output)
    assert pass_time(player, clock, 20) == ["Sound is back."]
    assert (player.device_name, player.why_silent) == ("pretended", "")
    assert output.levels == {"sounds": 1.0, "voice": 1.0}
    player.schedule("start", clock.now_s + 1)
    assert len(output.calls) == 1
    player.close()


def test_silence_by_choice_is_left_alone(clock: Clock) -> None:
    asked: list[str] = []

    def opened(prefer: str) -> OutputDevice:
        asked.append(prefer)
        return SilentDevice("")

    player = SoundPlayer(ASSETS, open_output=opened, clock=clock)
    player.open("silent")
    assert pass_time(player, clock, 60) == []
    assert asked == ["silent"]


def test_dropping_one_bus_reaches_device_and_what_waits(output: PretendedOutput, clock: Clock) -> None:
    gate = threading.Event()
    player = SoundPlayer(ASSETS, open_output=lambda _prefer: (gate.wait(5), output)[1], clock=clock)
    player.open_in_background()
    player.schedule("start", 103.0)
    player.schedule_clip(clip("hello"), 103.5)
    player.drop_pending("voice")
    gate.set()
    settle(player)
    assert output.calls == [("start", 103.0, "sounds")]
    player.drop_pending("sounds")
    assert output.calls[-1] == ("drop", "sounds")
    player.close()


def test_the_volume_of_everything_and_of_each(player: SoundPlayer, output: PretendedOutput) -> None:
    player.follow(SoundSettings(volume=50, sounds_volume=100, voice_volume=40))
    assert output.levels == pytest.approx({"sounds": 0.25, "voice": 0.04})
    player.follow(SoundSettings(volume=50, sounds_volume=100, voice_volume=40, muted=True))
    assert output.levels == {"sounds": 0.0, "voice": 0.0}


def test_a_program_that_was_stopped_for_a_while_does_not_blame_the_device(
    player: SoundPlayer, output: PretendedOutput, clock: Clock
) -> None:
    pass_time(player, clock, 1)
    output.dead_since_s = clock.now_s
    clock.now_s += 60
    player.poll()  # the first look after waking: the device's thread has not had its turn
    output.dead_since_s = None
    pass_time(player, clock, 3)
    assert output.reopened == 0


def test_a_server_that_neither_answers_nor_refuses_does_not_hold_the_window_up(
    player: SoundPlayer, output: PretendedOutput, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    monkeypatch.setattr(output, "reopen", lambda: gate.wait(5))
    output.dead_since_s = clock.now_s - 2
    said = []
    for _ in range(20):
        clock.now_s += 0.2
        said += [player.poll()]
    assert len([sentence for sentence in said if sentence]) == 1
    player.close()
    assert output.closed == 0
    gate.set()
    wait_for(lambda: output.closed)
