"""Which output is chosen, and what keeps native libraries off the terminal."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from coach.sound import devices
from coach.sound.devices import OutputDevice, open_device
from coach.sound.errors import SoundError
from coach.sound.terminal import quiet_stderr
from tests.sound.fakes import PretendedOutput


def opening(name: str, tried: list[str], error: Exception | None = None) -> Callable[[], OutputDevice]:
    def attempt() -> OutputDevice:
        tried.append(name)
        if error is not None:
            raise error
        device = PretendedOutput()
        device.name = name
        return device

    return attempt


@pytest.mark.parametrize(
    ("prefer", "order"),
    [
        ("auto", ["miniaudio", "playsound3"]),
        ("miniaudio", ["miniaudio", "playsound3"]),
        ("playsound3", ["playsound3", "miniaudio"]),
        ("nonsense", ["miniaudio", "playsound3"]),
    ],
)
@pytest.mark.parametrize("error", [SoundError("no"), ImportError("no wheel"), OSError("no library")])
def test_the_second_is_tried_when_the_first_does_not_open(
    monkeypatch: pytest.MonkeyPatch, prefer: str, order: list[str], error: Exception
) -> None:
    tried: list[str] = []
    openers = {"miniaudio": "_open_miniaudio", "playsound3": "_open_playsound"}
    for name, opener in openers.items():
        failing = error if name == order[0] else None
        monkeypatch.setattr(devices, opener, opening(name, tried, failing))
    assert open_device(prefer).name == order[1]
    assert tried == order


def test_silence_is_the_third_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    for opener in ("_open_miniaudio", "_open_playsound"):
        monkeypatch.setattr(devices, opener, opening("none", [], SoundError("no")))
    device = open_device()
    assert device.name == "silent"
    assert device.why_silent == device.detail != ""


def test_chosen_silence_tries_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    for opener in ("_open_miniaudio", "_open_playsound"):
        monkeypatch.setattr(devices, opener, opening("none", tried))
    assert open_device("silent").why_silent == ""
    assert tried == []


def test_what_native_code_writes_is_kept_off_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet_stderr():
        os.write(2, b"ALSA lib confmisc.c: cannot find card\n")
    os.write(2, b"ours\n")
    assert capfd.readouterr().err == "ours\n"


def test_the_terminal_comes_back_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SoundError), quiet_stderr():
        raise SoundError("no")
    os.write(2, b"ours\n")
    assert capfd.readouterr().err == "ours\n"
