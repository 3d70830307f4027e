"""Geometry of the house of cards: pure numbers, no painting.

World units: a card is 1.0 long and W wide; x right, y up, z away from the viewer. Cards lean on each other in pairs at
THETA from the vertical; flat cards bridge neighbouring ridges and carry the next row.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

THETA = math.radians(25)  # lean of a sound card
W = 0.66
SPACING = 1.06  # distance of ridges in units of a frame's base
B, H = math.sin(THETA), math.cos(THETA)  # half the base and the height of a frame
KX, KY, DIST = 0.56, 0.215, 12.0  # where depth lines run (right and up) and how fast they converge
MOST = 12

# Frames per row, from the table up, for so many supports.
ROWS: dict[int, tuple[int, ...]] = {
    1: (1,),
    2: (1,),
    3: (2,),
    4: (2,),
    5: (2, 1),
    6: (2, 1),
    7: (3, 1),
    8: (3, 1),
    9: (3, 2),
    10: (3, 2),
    11: (3, 2, 1),
    12: (3, 2, 1),
}

Point = tuple[float, float, float]
Quad = tuple[Point, Point, Point, Point]  # foot near, foot far, top far, top near

STATES = ("solid", "leaning", "fallen", "unknown")


@dataclass(frozen=True, slots=True)
class Support:
    """One card: what holds the back up. `note` says in one sentence why it stands as it does."""

    key: str
    label: str
    icon: str
    state: str = "solid"  # solid, leaning, fallen, or unknown while there is no data
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pose:
    """How a card is drawn: `t` runs from 0 (sound) to 1 (fully in its state)."""

    state: str
    t: float


@dataclass(frozen=True, slots=True)
class Card:
    """A card in the picture; index -1 is a bridging card, which belongs to no support."""

    quad: Quad
    index: int
    in_shade: bool = False  # seen from its inner side
    ghost: bool = False  # the empty place of a fallen card
    lying: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the pip and the label of a support belong. side: -1 left, 1 right card of its frame."""

    card: Card
    row: int
    side: int
    outer: bool  # the first or last card of its row
    x: float  # middle of the sound card


@dataclass(frozen=True, slots=True)
class House:
    """All cards in drawing order: rows upwards, each from left to right, then its bridges; `fallen` comes last."""

    layers: tuple[tuple[Card, ...], ...]
    fallen: tuple[Card, ...]
    anchors: tuple[Anchor, ...]
    rows: tuple[int, ...]


def project(point: Point) -> tuple[float, float]:
    """World to picture (y down). The front plane stays level and undistorted, so a sound house looks sound."""
    x, y, z = point
    t = z / (DIST + z)
    return x + (KX * DIST - x) * t, -(y + (KY * DIST - y) * t)


def build(poses: Sequence[Pose]) -> House:
    """The house of so many supports (at most 12)."""
    poses = poses[:MOST]
    rows = ROWS[max(1, len(poses))]
    pitch = 2 * B * SPACING
    layers: list[tuple[Card, ...]] = []
    fallen: list[Card] = []
    anchors: list[Anchor] = []
    index = 0
    for r, n in enumerate(rows):
        floor = r * (H + 0.02)
        ridges = [(j - (n - 1) / 2) * pitch for j in range(n)]
        row: list[Card] = []
        for j, x in enumerate(ridges):
            for side in (-1, 1):
                if index < len(poses):
                    pose = poses[index]
                    sound = _upright(x, floor, side)
                    card = _standing(sound, pose, index, side)
                    row.append(card)
                    outer = (j == 0 and side < 0) or (j == n - 1 and side > 0)
                    anchors.append(Anchor(card, r, side, outer, x + side * B * 0.5))
                    if card.ghost:
                        fallen.append(_on_the_table(sound, pose, index, x + side * B * (0.62 if r == 0 else 1.9)))
                index += 1
        layers.append(tuple(row))
        if r + 1 < len(rows):
            layers.append(_bridges(ridges, floor + H + 0.008, pitch))
    return House(tuple(layers), tuple(fallen), tuple(anchors), rows)


def frame_points(rows: tuple[int, ...]) -> tuple[list[float], list[float]]:
    """x and y (picture) that a house with these rows may take; it does not depend on how its cards stand."""
    base = rows[0] * B * SPACING + 0.12
    corners: tuple[Point, ...] = ((-base, 0, -0.92), (base, 0, -0.92), (base, 0, W), (-base, 0, W))
    top: Point = (0, len(rows) * (H + 0.02) + 0.02, W)
    foot = (rows[0] - 1) * B * SPACING + B
    xs = [-foot - 0.06, project((foot, 0, W))[0] + 0.02]
    return xs, [project(q)[1] for q in (*corners, top)]


def _upright(ridge: float, floor: float, side: int) -> Quad:
    foot, top = ridge + side * B, ridge
    return (foot, floor, 0.0), (foot, floor, W), (top, floor + H, W), (top, floor + H, 0.0)


def _standing(sound: Quad, pose: Pose, index: int, side: int) -> Card:
    if pose.state == "leaning" and pose.t:
        return Card(_leaning(sound, pose.t, side), index, in_shade=side < 0)
    return Card(sound, index, in_shade=side < 0, ghost=pose.state == "fallen")


def _leaning(sound: Quad, t: float, side: int) -> Quad:
    """Out of line, still up.

    Left cards slide towards the viewer, right cards away, so that a partner is never hidden; both turn in their own
    plane.
    """
    (fx, fy, _), _, (tx, ty, _), _ = sound
    ux, uy = tx - fx, ty - fy  # unit vector up the card
    angle = math.radians(9.5) * t * -side
    slide = (-0.26 if side < 0 else 0.17) * t
    corners: list[Point] = []
    for a, z in ((0.0, 0.0), (0.0, W), (1.0, W), (1.0, 0.0)):
        du, dz = a - 0.5, z - W / 2
        up = 0.5 + du * math.cos(angle) - dz * math.sin(angle) + 0.03 * t
        depth = W / 2 + du * math.sin(angle) + dz * math.cos(angle) + slide
        corners.append((fx + ux * up, fy + uy * up, depth))
    return corners[0], corners[1], corners[2], corners[3]


def _on_the_table(sound: Quad, pose: Pose, index: int, x: float) -> Card:
    """A fallen card in front of the house; on its way (t < 1) straight between its two poses."""
    turn = math.radians((9, -12, 5)[index % 3])
    cos, sin = math.cos(turn), math.sin(turn)
    cx, cz, y = x + 0.34, -0.60, 0.012
    corners: list[Point] = []
    for (a, b), from_ in zip(((-0.5, -W / 2), (-0.5, W / 2), (0.5, W / 2), (0.5, -W / 2)), sound, strict=True):
        to = (cx + a * cos - b * sin, y, cz + a * sin + b * cos)
        corners.append(
            (
                from_[0] + (to[0] - from_[0]) * pose.t,
                from_[1] + (to[1] - from_[1]) * pose.t,
                from_[2] + (to[2] - from_[2]) * pose.t,
            )
        )
    return Card((corners[0], corners[1], corners[2], corners[3]), index, lying=True)


def _bridges(ridges: Sequence[float], y: float, pitch: float) -> tuple[Card, ...]:
    spans = list(itertools.pairwise(ridges)) or [(ridges[0] - pitch / 2, ridges[0] + pitch / 2)]
    out = []
    for q, (a, b) in enumerate(spans):
        h = y + 0.006 * q  # each rests a little on the one before
        left, right = a - 0.07, b + 0.07
        out.append(Card(((left, h, 0.0), (left, h, W), (right, h, W), (right, h, 0.0)), -1))
    return tuple(out)
