"""What a pose file says, as values: an exercise's keys, what carries the body, the picture's set-up; shared places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from coach.figure.keys import Key

Vector = tuple[float, float, float]
Sides = Literal["none", "each", "alternating", "within", "halves", "chosen"]
SIDES_WORDS: tuple[Sides, ...] = ("none", "each", "alternating", "within", "halves", "chosen")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the body where a hand or foot can rest; `at` and `out` are told for the left side."""

    bone: str
    at: Vector
    out: Vector | None = None
    fingers: Vector | None = None


@dataclass(frozen=True, slots=True)
class Muscle:
    """A glow: the bone it is on, its centre (for the left side), half length and half width."""

    bone: str
    at: Vector
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grounding:
    """What carries the body: what stays put, the groups that are brought level, those that may touch the floor first,
    and the shins and forearms that lie flat."""

    base: str = "stand"
    anchor: str = "pelvis"
    level: tuple[str, ...] = ()
    rest: tuple[str, ...] = ("trunk",)
    flat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """How the picture is set up: camera (name, or turn and tilt in degrees), props, glowing muscles, drawing order."""

    view: str | tuple[float, float] = "side"
    mat: bool = True
    muscles: tuple[str, ...] = ()
    props: tuple[Mapping[str, Any], ...] = ()
    order: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expected:
    """An angle that the solved body should have at a key: name as in `angles.py`, degrees."""

    key: int
    name: str
    degrees: float


@dataclass(frozen=True)
class PoseSpec:
    """One exercise: the stance it starts from, its keys, and how it is seen.

    `cycle`: the keys of the hold repeat at their own pace. `breathing`: seconds in and out of a guided breath.
    """

    id: str
    stance: Key
    keys: tuple[Key, ...]
    grounding: Grounding = Grounding()
    scene: Scene = Scene()
    sides: Sides = "none"
    cycle: bool = False
    breathing: tuple[float, float] | None = None
    expected: tuple[Expected, ...] = ()


@dataclass(frozen=True)
class Shared:
    """What all poses share: ranges of the joints in degrees, places, muscles and the raw tables of the stances."""

    limits: Mapping[str, Mapping[str, tuple[float, float]]]
    places: Mapping[str, Place]
    muscles: Mapping[str, Muscle]
    stances: Mapping[str, Mapping[str, Any]]
