"""Key poses as values: what each hand and foot is fixed to, and the pose vector of a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from coach.figure.rotation import Array
from coach.figure.skeleton import SIDES, mirrored, other_side

Phase = Literal["start", "move_in", "hold", "move_out", "gap"]
#: The phases of one repetition in order; `start` is the pose before the first one.
REP_PHASES: tuple[Phase, ...] = ("move_in", "hold", "move_out", "gap")
PHASES: tuple[Phase, ...] = ("start", *REP_PHASES)
LIMBS = tuple(f"{part}_{side}" for part in ("foot", "hand") for side in SIDES)


@dataclass(frozen=True, slots=True)
class Pin:
    """What a hand or foot is fixed to.

    `on`: "free" (follows the joint angles), "floor" (where the stance put it), "spot" (the point `at` of the world) or
    the name of a place on the body. `by` shifts it (lengths of the body height). `loose`: it may turn freely there.
    `palm`: the way the palm or sole faces at a spot; without it the hand or foot keeps the angle it has.
    """

    on: str = "free"
    by: tuple[float, float, float] = (0.0, 0.0, 0.0)
    at: tuple[float, float, float] = (0.0, 0.0, 0.0)
    palm: tuple[float, float, float] | None = None
    loose: bool = False


FREE = Pin()


@dataclass(frozen=True, eq=False)
class Key:
    """One pose: angles, fixed hands and feet, and how it is reached. `move` and `stay` are seconds at natural pace.

    `muscles` glow at this key; None leaves it to the exercise.
    """

    vec: Array
    pins: Mapping[str, Pin]
    phase: Phase = "start"
    move: float = 1.5
    stay: float = 0.0
    linear: bool = False
    level: float = 1.0
    muscles: tuple[str, ...] | None = None

    def pin(self, limb: str) -> Pin:
        """What a limb such as `hand_l` is fixed to."""
        return self.pins.get(limb, FREE)

    def alike(self, other: Key) -> bool:
        """True where both show the same body; how they are reached does not count."""
        same = (dict(self.pins), self.level, self.muscles) == (dict(other.pins), other.level, other.muscles)
        return same and np.array_equal(self.vec, other.vec)

    def mirrored(self, across: int = 1) -> Key:
        """The mirror image: left and right change places. `across` is the world's axis across the body's middle."""
        pins = {other_side(limb): _mirrored_pin(pin, across) for limb, pin in self.pins.items()}
        return replace(self, vec=mirrored(self.vec), pins=pins)


def _mirrored_pin(pin: Pin, across: int) -> Pin:
    on = other_side(pin.on)
    # Shifts on the body are told from the limb's own side outwards already; those in the world are not.
    if on not in ("floor", "spot"):
        return replace(pin, on=on)
    palm = None if pin.palm is None else _flipped(pin.palm, across)
    return replace(pin, on=on, by=_flipped(pin.by, across), at=_flipped(pin.at, across), palm=palm)


def _flipped(v: tuple[float, float, float], across: int) -> tuple[float, float, float]:
    x, y, z = (-c if axis == across else c for axis, c in enumerate(v))
    return x, y, z
