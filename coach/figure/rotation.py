"""Small rotation maths on 3-vectors and 3x3 matrices (columns are the turned axes)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RAD = math.pi / 180
UP: Array = np.array([0.0, 0.0, 1.0])
_LEVEL: Array = np.array([1.0, 1.0, 0.0])


def unit(v: Array) -> Array:
    """`v` (3,) at length 1; a vector of length 0 stays what it is."""
    return v / max(math.sqrt(v @ v), 1e-9)


def cross(a: Array, b: Array) -> Array:
    """The cross product of two 3-vectors: `numpy.cross` costs ten times as much for one pair."""
    ax, ay, az = a.tolist()
    bx, by, bz = b.tolist()
    return np.array([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])


def level(v: Array) -> Array:
    """`v` (3,) without its height."""
    return v * _LEVEL


def frame(y: Array, z: Array) -> Array:
    """The rotation (3, 3) whose z axis is `z` (length 1) and whose y axis comes as near to `y` as it can."""
    y = unit(y - z * (y @ z))
    return np.stack([cross(y, z), y, z], 1)


def spin(axis: Array, angle: float) -> Array:
    """The rotation (3, 3) by `angle` radians about `axis` (length 1)."""
    x, y, z = axis.tolist()
    k = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turn: Array = np.eye(3) + math.sin(angle) * k + (1 - math.cos(angle)) * (k @ k)
    return turn


def blend(a: Array, b: Array, share: float) -> Array:
    """Rotation `a` turned `share` (0 to 1) of the way to `b` along the shortest way."""
    m = a.T @ b
    axis = np.array([m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]])
    s, c = math.sqrt(axis @ axis) / 2, (float(m[0, 0] + m[1, 1] + m[2, 2]) - 1) / 2
    if share <= 0 or share >= 1 or s < 1e-4:
        return b if share >= 0.5 else a
    turned: Array = a @ spin(axis / (2 * s), math.atan2(s, c) * share)
    return turned
