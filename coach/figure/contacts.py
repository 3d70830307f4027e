"""Contacts of a posed body: two-bone inverse kinematics, flat shins and forearms, heads above the floor."""

from __future__ import annotations

import math

import numpy as np

from coach.figure.body import Body
from coach.figure.rotation import UP, Array, cross, frame, level, spin, unit
from coach.figure.skeleton import BI, FORE, OFFSET, SHANK, THIGH, UPPER

#: Height of a joint's centre above the floor where the part lies on it.
HEIGHT = {"hand": 0.020, "foot": 0.040, "shank": 0.040, "fore": 0.023}
#: How much of the full length a limb may be pulled straight: a fully straight one has no side to bend to.
_STRAIGHT = 0.9995


def two_bone(
    r: Array, p: Array, i: int, target: Array, lengths: tuple[float, float], *, leg: bool, out: Array, floor: float
) -> None:
    """Bend bones `i` and `i + 1` (in place) so that the far end reaches `target` (3,).

    The knee or elbow keeps the side that the joint angles gave it, but swivels round (towards `out`) rather than sink
    below `floor`. A target out of reach is approached as near as the bones allow: they never stretch.
    """
    l1, l2 = lengths
    way = target - p[i]
    dist = min(max(math.sqrt(way @ way), abs(l1 - l2) + 1e-3), (l1 + l2) * _STRAIGHT)
    d = unit(way)
    hinge = unit(r[i][:, 1] - d * (r[i][:, 1] @ d))
    along = (l1 * l1 - l2 * l2 + dist * dist) / (2 * dist)
    high = math.sqrt(max(l1 * l1 - along * along, 0.0)) * (1 if leg else -1)
    bend = cross(d, hinge) * high
    low = floor - float(p[i, 2]) - float(d[2]) * along
    if bend[2] < low and abs(high) > 1e-3:
        # height of the joint = centre + amplitude * cos(angle - peak)
        side = cross(d, bend)
        amplitude, peak = math.hypot(bend[2], side[2]), math.atan2(side[2], bend[2])
        reach = math.acos(max(-1.0, min(1.0, low / max(amplitude, 1e-9))))
        sideways, outwards = float(side @ out), float(bend @ out)
        angle = max((peak - reach, peak + reach), key=lambda a: outwards * math.cos(a) + sideways * math.sin(a))
        hinge = hinge * math.cos(angle) + cross(d, hinge) * math.sin(angle)
        bend = cross(d, hinge) * high
    p[i + 1], p[i + 2] = p[i] + d * along + bend, p[i] + d * dist
    for k in (i, i + 1):
        r[k] = frame(hinge, unit(p[k] - p[k + 1]))


def palm_on(along: Array, out: Array, side: str) -> Array:
    """The rotation of a hand whose palm lies on a surface that faces `out`, fingers `along` it."""
    return frame(out if side == "l" else -out, -unit(along - out * (along @ out)))


def lift_head(r: Array, p: Array, body: Body) -> None:
    """Tip head and neck back up (in place) where they would sink into the floor."""
    i, j = BI["neck0"], BI["head"] + 1
    for _ in range(3):
        z = body.lowest(r, p, "head")[1]
        if z < -0.001:
            d = p[j - 1] + r[j - 1] @ np.array([0.01, 0.0, 0.05]) - p[i]
            h = math.hypot(d[0], d[1])
            m = spin(np.array([d[1] / h, -d[0] / h, 0.0]), -z / h)
            r[i:j], p[i:j] = m @ r[i:j], p[i] + (p[i:j] - p[i]) @ m.T


def lay_flat(r: Array, p: Array, part: str, side: str) -> None:
    """Lay a shin or forearm on the floor (in place): it drops flat and keeps its heading; no bone stretches."""
    shin = part == "shin"
    i, length = (BI[f"shank_{side}"], SHANK) if shin else (BI[f"fore_{side}"], FORE)
    _put_at_height(r, p, i, HEIGHT["shank" if shin else "fore"], THIGH if shin else UPPER)
    old, drop = r[i].copy(), (0.010 if shin else 0.003) / length
    heading = unit(-level(r[i][:, 2]))
    r[i] = frame(r[i][:, 1], -(heading * math.sqrt(1 - drop * drop) - UP * drop))
    p[i + 1] = p[i] - r[i][:, 2] * length
    r[i + 1 : i + 3] = (r[i] @ old.T) @ r[i + 1 : i + 3]
    if not shin:
        r[i + 1] = r[i + 2] = palm_on(heading, UP, side)
    p[i + 2] = p[i + 1] + r[i + 1] @ OFFSET[3 if shin else 7]


def _put_at_height(r: Array, p: Array, i: int, height: float, length: float) -> None:
    """Swing the bone above joint `i` up or down until the joint is at `height`."""
    start, end = p[i - 1], p[i]
    rise = max(-length, min(length, height - float(start[2])))
    way = level(end - start)
    across = math.sqrt(length * length - rise * rise)
    p[i] = start + (unit(way) * across if way @ way > 1e-12 else 0.0) + UP * rise
    r[i - 1] = frame(r[i - 1][:, 1], unit(start - p[i]))
