"""Pretended outputs, players and clocks."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from pathlib import Path

from coach.sound.clips import Bus, Clip
from coach.sound.errors import SoundError

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "sounds"


def clip(name: str = "beep", level: int = 8000, milliseconds: int = 50) -> Clip:
    return Clip(name, array("h", [level]) * (48 * milliseconds))


def wait_for(condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Waits until the condition holds; fails the test if it never does."""
    give_up_s = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up_s, "waited in vain"
        time.sleep(0.005)


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class PretendedOutput:
    """Notes what it is asked for; `dead_since_s` and `refuses` make it fail."""

    name = "pretended"
    detail = "pretended output"
    why_silent = ""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.levels: dict[Bus, float] = {}
        self.dead_since_s: float | None = None
        self.refuses = False
        self.reopened = 0
        self.closed = 0

    def schedule(self, clip: Clip, at_monotonic_s: float, bus: Bus) -> None:
        self.calls.append((clip.name, at_monotonic_s, bus))

    def play_now(self, clip: Clip, bus: Bus) -> None:
        self.calls.append((clip.name, "now", bus))

    def drop_pending(self, bus: Bus | None = None) -> None:
        self.calls.append(("drop",) if bus is None else ("drop", bus))

    def set_gain(self, bus: Bus, gain: float) -> None:
        self.levels[bus] = gain

    def silent_for_s(self, now_s: float) -> float:
        return 0.0 if self.dead_since_s is None else now_s - self.dead_since_s

    def reopen(self) -> None:
        self.reopened += 1
        if self.refuses:
            raise SoundError("refused")
        self.dead_since_s = None

    def close(self) -> None:
        self.closed += 1
