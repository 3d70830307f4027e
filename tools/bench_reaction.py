"""How soon pause, mute and volume are heard: acts at random moments of a steady tone, on a recorded null sink."""

from __future__ import annotations

import os
import random
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from coach.paths import bundled
from coach.sound.clips import RATE, Clip
from coach.sound.player import SoundPlayer
from tools.sound_rig import Recording, Rig

AIM_MS: Final = 250.0
_TONE_S: Final = 2.4
_ACT_AFTER_S: Final = 1.2
_GAP_S: Final = 3.0
_WINDOW: Final = RATE // 200


@dataclass(frozen=True, slots=True)
class Row:
    """An act and how long it took to be heard, ms; the recorder's own delay of some hundredths is part of it."""

    act: str
    times_ms: tuple[float, ...]

    @property
    def met(self) -> bool:
        """True where even the slowest came in time."""
        return max(self.times_ms) <= AIM_MS


def measure(runs: int, seed: int = 1) -> Iterator[Row]:
    """Each act so many times, through the player and the miniaudio device. Raises RigError."""
    acts: tuple[tuple[str, Callable[[SoundPlayer], None], Callable[[SoundPlayer], None]], ...] = (
        ("pause, seek, skip", lambda player: player.drop_pending(), lambda _player: None),
        ("mute", lambda player: player.mute(True), lambda player: player.mute(False)),
        ("half the volume", lambda player: player.set_volume(0.5, 0.5), lambda player: player.set_volume(1.0, 1.0)),
    )
    chance = random.Random(seed)
    samples = np.rint(8_000 * np.sin(2 * np.pi * 440 * np.arange(round(_TONE_S * RATE)) / RATE)).astype(np.int16)
    tone = Clip("tone", array("h", samples.tobytes()))
    with Rig() as rig:
        os.environ.update(rig.env)
        player = SoundPlayer(bundled("assets") / "sounds")
        player.open("miniaudio")
        player.set_volume(1.0, 1.0)
        try:
            for name, act, undo in acts:
                with rig.record() as recorder:
                    moments = [_once(player, tone, act, undo, chance) for _run in range(runs)]
                    recorded = recorder.stop()
                yield Row(name, tuple(_heard_after_ms(recorded, moment) for moment in moments))
        finally:
            player.close()


def table_text(row: Row) -> str:
    """A row for people."""
    verdict = "as aimed at" if row.met else "NOT AS AIMED AT"
    return (
        f"{row.act:18} median {float(np.median(row.times_ms)):5.0f}  max {max(row.times_ms):5.0f} ms of {AIM_MS:.0f}: "
        f"{verdict}"
    )


def _once(
    player: SoundPlayer,
    tone: Clip,
    act: Callable[[SoundPlayer], None],
    undo: Callable[[SoundPlayer], None],
    chance: random.Random,
) -> float:
    begin_s = time.monotonic() + 0.6
    player.schedule_clip(tone, begin_s)
    time.sleep(0.6 + _ACT_AFTER_S + chance.uniform(0, 0.25))
    moment_s = time.monotonic()
    act(player)
    time.sleep(max(0.0, begin_s + _GAP_S - time.monotonic()))
    undo(player)
    time.sleep(0.4)
    return moment_s


def _heard_after_ms(recorded: Recording, moment_s: float) -> float:
    """From the act to the first 5 ms whose level is below 70 % of what it was before."""
    at = round((moment_s - recorded.began_s) * RATE)
    windows = recorded.samples[at - RATE // 2 : at + RATE].astype(np.float64)
    levels = np.sqrt((windows[: len(windows) // _WINDOW * _WINDOW].reshape(-1, _WINDOW) ** 2).mean(axis=1))
    before = float(np.median(levels[:80]))
    lower = np.flatnonzero(levels[100:] < 0.7 * before)
    return float(lower[0] * 5) if len(lower) else float("inf")
