"""The stream itself, on miniaudio's null backend, which asks for samples in real time."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import miniaudio
import numpy as np
import pytest

from coach.sound.clips import RATE
from coach.sound.errors import SoundError
from coach.sound.miniaudio_device import MiniaudioDevice
from coach.sound.mixer import Mixer
from coach.sound.player import SoundPlayer
from tests.sound.fakes import ASSETS, clip, wait_for


@pytest.fixture
def blocks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, bytes]]:
    """Every block that any mixer hands out, with its moment."""
    seen: list[tuple[float, bytes]] = []
    render = Mixer.render

    def noting(self: Mixer, count: int, now_s: float) -> memoryview:
        block = render(self, count, now_s)
        seen.append((now_s, bytes(block)))
        return block

    monkeypatch.setattr(Mixer, "render", noting)
    return seen


@pytest.fixture
def device(blocks: list[tuple[float, bytes]]) -> Iterator[MiniaudioDevice]:
    del blocks
    made = MiniaudioDevice(["NULL"])
    yield made
    made.close()


def test_cues_keep_their_interval_to_the_millisecond(
    device: MiniaudioDevice, blocks: list[tuple[float, bytes]]
) -> None:
    assert device.detail.startswith("Null")
    began_s = time.monotonic()
    for number in range(4):
        device.schedule(clip(), began_s + 0.5 + number * 0.25, "sounds")
    wait_for(lambda: time.monotonic() > began_s + 1.5)
    device.close()
    samples = np.frombuffer(b"".join(block for _, block in blocks), np.int16)
    onsets = np.flatnonzero(np.diff((samples != 0).astype(int)) == 1)
    assert len(onsets) == 4
    assert np.diff(onsets) / RATE == pytest.approx(0.25, abs=0.002)
    assert device.silent_for_s(time.monotonic() + 5) > 2


def test_a_closed_device_can_be_opened_again(device: MiniaudioDevice, blocks: list[tuple[float, bytes]]) -> None:
    wait_for(lambda: len(blocks) >= 2)
    device.reopen()
    before = len(blocks)
    wait_for(lambda: len(blocks) >= before + 2)
    assert device.silent_for_s(time.monotonic()) < 1


def test_a_forgotten_device_stops_asking(blocks: list[tuple[float, bytes]]) -> None:
    device: MiniaudioDevice | None = MiniaudioDevice(["NULL"])
    wait_for(lambda: len(blocks) >= 1)
    assert device is not None
    device = None
    gc.collect()
    before = len(blocks)
    time.sleep(0.3)
    assert len(blocks) == before


def test_a_null_device_that_nobody_asked_for_is_no_device(monkeypatch: pytest.MonkeyPatch) -> None:
    real = miniaudio.PlaybackDevice

    def only_null(**options: object) -> object:
        return real(**{**options, "backends": [miniaudio.Backend.NULL]})

    monkeypatch.setattr(miniaudio, "PlaybackDevice", only_null)
    with pytest.raises(SoundError):
        MiniaudioDevice()


def test_no_device_is_an_error_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(**_options: object) -> object:
        raise miniaudio.MiniaudioError("failed to init device", -103)

    monkeypatch.setattr(miniaudio, "PlaybackDevice", refusing)
    with pytest.raises(SoundError, match="could not be opened"):
        MiniaudioDevice()


def test_a_player_whose_stream_dies_gets_it_back(blocks: list[tuple[float, bytes]]) -> None:
    device = MiniaudioDevice(["NULL"])
    player = SoundPlayer(ASSETS, open_output=lambda _prefer: device)
    player.open()
    wait_for(lambda: len(blocks) >= 5)
    assert device._stream is not None
    device._stream.close()
    said: list[str] = []

    def recovered() -> bool:
        sentence = player.poll()
        said.extend([sentence] if sentence else [])
        return bool(said)

    wait_for(recovered)
    before = len(blocks)
    wait_for(lambda: len(blocks) >= before + 2)
    player.close()
    assert said == ["The sound output stopped for a moment. Sound is back."]
