"""The camera: orthographic, so that a limb keeps its length and every outline is an ellipse."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

from coach.figure.rotation import Array

#: Names of views: degrees walked round the figure from its right side, degrees looking down.
VIEWS = {
    "side": (10.0, 13.0),
    "threequarter": (34.0, 20.0),
    "front": (0.0, 12.0),
    "feet": (30.0, 44.0),
    "top": (0.0, 60.0),
}
View = str | tuple[float, float]


class Camera:
    """Where the picture is taken from.

    `fwd` (3,) looks into the picture, `M` (2, 3) turns the world into the screen (x right, y down) at one pixel for one
    body height; `scale` and `origin` (2,) fit it into the picture. `flip` shows the other side of the body.
    """

    def __init__(self, view: View = "side", *, flip: bool = False) -> None:
        turn, tilt = (math.radians(v) for v in (VIEWS[view] if isinstance(view, str) else view))
        right = np.array([math.cos(turn), math.sin(turn), 0.0])
        self.fwd: Array = np.array([-math.sin(turn) * math.cos(tilt), math.cos(turn) * math.cos(tilt), -math.sin(tilt)])
        down = -np.cross(right, self.fwd)
        self.M: Array = np.stack([-right if flip else right, down])
        #: Towards the light in the world: upper left, in front of the picture.
        light = -0.50 * self.M[0] - 0.72 * down - 0.48 * self.fwd
        self.light: Array = light / np.linalg.norm(light)
        self.scale = 1.0
        self.origin: Array = np.zeros(2)

    def fit(self, screen: Array, width: float, height: float, margin: float = 0.045) -> None:
        """Scale and shift so that points `screen` (n, 2), given at scale 1, fill the picture but for a margin."""
        low, high = screen.min(0), screen.max(0)
        room = 1 - 2 * margin
        self.scale = float(min(width * room / (high - low)[0], height * room / (high - low)[1]))
        self.origin = np.array([width, height]) / 2 - (low + high) / 2 * self.scale

    def project(self, points: Array) -> Array:
        """World points (..., 3) -> pixels (..., 2)."""
        out: Array = points @ self.M.T * self.scale + self.origin
        return out

    def at(self, point: Array) -> QPointF:
        """One world point (3,) in pixels."""
        x, y = (self.M @ point * self.scale + self.origin).tolist()
        return QPointF(x, y)

    def polygon(self, points: Array) -> QPolygonF:
        """World points (n, 3) as a polygon in pixels."""
        return QPolygonF([QPointF(x, y) for x, y in self.project(points).tolist()])
