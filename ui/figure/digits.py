"""Lines between fingers and between toes."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtGui import QPainterPath

from coach.figure.clip import Pose
from coach.figure.rotation import Array
from coach.figure.skeleton import BI
from ui.figure.projection import Projection

#: Where toes meet, from the big one outwards, and of each gap the top, the front edge and the foot, at `x` of the tip.
_GAPS = (0.0030, -0.0052, -0.0122, -0.0182)
_TOE_AT, _TOE_DEEP, _TOE_WIDE = 0.024, 0.016, 0.0245
_LINE = ((0.15, 0.0098), (0.80, 0.0068), (1.02, -0.0010))


def fingers(at: Projection, pose: Pose, part: str) -> tuple[QPainterPath, float]:
    """The lines of a hand, and how flat it shows its back or its palm: 0 to 1, below which nothing need be drawn."""
    hand = next(h for h in at.shape.hands if h.side == part[-1])
    flat_on = abs(float(pose.R[hand.bone][:, 1] @ at.camera.fwd))
    c, path = at.centres, QPainterPath()
    if flat_on < 0.25:
        return path, 0.0
    for one, other in zip(hand.fingers, hand.fingers[1:], strict=False):
        (ax, ay), (bx, by), (ex, ey) = ((c[i] + c[j]) / 2 for i, j in zip(one, other, strict=True))
        path.moveTo(ax * 0.35 + bx * 0.65, ay * 0.35 + by * 0.65)
        path.lineTo(bx, by)
        path.lineTo(ex, ey)
    return path, min(flat_on * 1.6, 1.0)


def toes(at: Projection, pose: Pose, part: str) -> tuple[QPainterPath, float]:
    """The lines of the foot of a shank, and how much the toes look at the viewer: 0 to 1."""
    side, path = part[-1], QPainterPath()
    bone = BI[f"toe_{side}"]
    r, p = pose.R[bone], pose.P[bone]
    facing = -float(r @ (0.75, 0.0, 0.66) @ at.camera.fwd)
    if facing < 0.3:
        return path, 0.0
    inner = -1 if side == "l" else 1
    points: list[tuple[float, float, float]] = []
    for y in _GAPS:
        deep = _TOE_DEEP * math.sqrt(1 - (y / _TOE_WIDE) ** 2)
        points += [(_TOE_AT + deep * k, inner * y, z) for k, z in _LINE]
    xy: Array = at.camera.project(p + np.array(points) @ r.T)
    for k in range(0, len(xy), len(_LINE)):
        (ax, ay), (bx, by), (ex, ey) = xy[k : k + 3].tolist()
        path.moveTo(ax, ay)
        path.quadTo(bx, by, ex, ey)
    return path, min((facing - 0.3) * 2.5, 1.0)
