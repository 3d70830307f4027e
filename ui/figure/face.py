"""The face: eyes that close, brows, mouth, ears."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from coach.figure.rotation import Array
from ui.figure.camera import Camera
from ui.figure.paints import Paints, tint
from ui.theme import mix

#: An ear that looks this much at the viewer is seen in front of the head.
_EDGE = 0.60


class Face:
    """Draws the features of one head at `p` (3,) with rotation `r` (3, 3); each is left out where it looks away."""

    def __init__(self, painter: QPainter, camera: Camera, paints: Paints, r: Array, p: Array) -> None:
        self._painter, self._camera, self._paints = painter, camera, paints
        self._p = p
        self._turn: Array = camera.M @ r * camera.scale
        self._base: Array = camera.M @ p * camera.scale + camera.origin
        self._looks: list[float] = (r.T @ camera.fwd).tolist()

    def ears(self, *, edge: bool) -> None:
        """The ears; with `edge` those at the edge of the head, which stand behind it and are to be drawn before it."""
        for sign in (1, -1):
            ahead = -sign * self._looks[1]
            if (-0.5 < ahead <= _EDGE) if edge else ahead > _EDGE:
                self._ear(sign)

    def draw(self, eyes: float, outline: Callable[[], QPainterPath]) -> None:
        """`eyes`: 0 closed, 1 open. `outline` gives the outline of the head, where it cuts an eye off."""
        if self._seen(0.90, 0.0, -0.42, -0.25):
            self._mouth()
        for sign in (1, -1):
            way = (0.80, sign * 0.52, -0.30)
            if self._seen(*way, 0.36):
                self._eye(sign, eyes)
            elif self._seen(*way, 0.12):
                self._painter.save()
                self._painter.setClipPath(outline())
                self._eye(sign, eyes)
                self._painter.restore()

    def _seen(self, x: float, y: float, z: float, least: float) -> bool:
        return x * self._looks[0] + y * self._looks[1] + z * self._looks[2] < -least

    def _at(self, x: float, y: float, z: float) -> QPointF:
        u, v = (self._turn @ (x, y, z) + self._base).tolist()
        return QPointF(u, v)

    def _spot(self, at: tuple[float, float, float], radii: tuple[float, float, float], brush: QBrush | QColor) -> None:
        """The ellipse that an ellipsoid of the head covers."""
        m = self._turn * np.array(radii)
        (a, b), (_b, e) = (m @ m.T).tolist()
        c, painter = self._at(*at), self._painter
        painter.save()
        root = math.sqrt(max(a, 1e-9))
        painter.setTransform(
            QTransform(root, b / root, 0.0, math.sqrt(max(e - b * b / max(a, 1e-9), 1e-9)), c.x(), c.y())
        )
        painter.setBrush(brush)
        painter.drawEllipse(QPointF(0, 0), 1, 1)
        painter.restore()

    def _pen(self, colour: QColor, width: float, least: float = 0.8) -> QPen:
        width = max(width * self._camera.scale, least)
        return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)

    def _curve(self, points: tuple[tuple[float, float, float], ...], pen: QPen) -> None:
        path = QPainterPath(self._at(*points[0]))
        path.quadTo(self._at(*points[1]), self._at(*points[2]))
        self._painter.strokePath(path, pen)

    def _ear(self, sign: int) -> None:
        paints = self._paints
        self._spot((-0.002, sign * 0.0485, 0.030), (0.0118, 0.006, 0.0178), paints.flush)
        self._spot((-0.0008, sign * 0.0515, 0.0312), (0.0064, 0.004, 0.0105), mix(paints.skin, paints["blush"], 0.34))

    def _mouth(self) -> None:
        pen = self._pen(self._paints.lips, 0.0034)
        for sign in (1, -1):  # half a smile each side
            if self._seen(0.9, sign * 0.45, 0, 0.06):
                points = (
                    (0.0602, 0, -0.0068),
                    (0.0598, sign * 0.0070, -0.0066),
                    (0.0560, sign * 0.0122, -0.0026),
                )
                self._curve(points, pen)

    def _eye(self, sign: int, eyes: float) -> None:
        paints = self._paints
        y = sign * 0.0208
        lid = self._pen(mix(paints["eye"], paints.skin, 0.12), 0.0024, 0.75)
        if eyes > 0.25:
            self._spot((0.0588, y, 0.0388), (0.0030, 0.0047, 0.0058 * eyes), paints["eye"])
            if self._camera.scale > 300:
                self._spot((0.0622, y + 0.0012, 0.0410), (0.001, 0.0012, 0.0013), tint(QColor("#FFFFFF"), 210))
        else:
            low = 0.0362 - 0.0016 * (1 - eyes)
            outer, inner = y + sign * 0.0068, y - sign * 0.0062
            points = ((0.0566, outer, 0.0392), (0.0606, y, low - 0.0036), (0.0598, inner, 0.0384))
            self._curve(points, lid)
        lift = 0.0012 * eyes
        brow = self._pen(mix(paints.hair, paints.skin, 0.28), 0.0032, 0.8)
        points = (
            (0.0545, y + sign * 0.0085, 0.0545 + lift),
            (0.0600, y + sign * 0.001, 0.0585 + lift),
            (0.0612, y - sign * 0.0070, 0.0550 + lift),
        )
        self._curve(points, brow)
