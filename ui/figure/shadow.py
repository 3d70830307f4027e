"""The soft shadow on the floor: a sum of Gaussians on a small grid, laid down by an affine map."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QTransform

from coach.figure.rotation import Array
from ui.figure.camera import Camera
from ui.figure.setting import Setting
from ui.figure.shape import Shape

_ACROSS = 56
_PAST = 0.12
#: How far a part can be above the floor and still shade it; how soft it then is.
_REACH, _SPREAD, _WIDEST = 0.06, 0.30, 0.09


class FloorShadow:
    """Shadow of one shape in one setting. `strength` is the darkest it gets, 0 to 255."""

    def __init__(self, shape: Shape, setting: Setting, camera: Camera, strength: int) -> None:
        body = shape.body
        tubes = np.array([ids[::3] for _part, _material, ids in body.tubes]).ravel()
        groups = [body.groups[name] for name in ("feet", "head")]
        self._stations = np.unique(np.concatenate([np.array(body.spine[::2]), tubes, *groups]))
        (x0, y0), (x1, y1) = (setting.low[:2] - _PAST).tolist(), (setting.high[:2] + _PAST).tolist()
        across = _ACROSS
        deep = max(16, round(across * (y1 - y0) / (x1 - x0)))
        self._x, self._y = (np.linspace(a, b, n, dtype=np.float32) for a, b, n in ((x0, x1, across), (y0, y1, deep)))
        self._buffer = np.zeros((deep, across, 4), np.uint8)
        self._strength = np.float32(strength * 1.6)
        self._mask = self._behind_walls(setting)
        self._image = QImage(self._buffer.data, across, deep, across * 4, QImage.Format.Format_ARGB32_Premultiplied)
        m = camera.M[:, :2] * camera.scale * ((x1 - x0) / across, (y1 - y0) / deep)
        o = camera.at(np.array([x0, y0, 0.0]))
        self._map = QTransform(m[0, 0], m[1, 0], m[0, 1], m[1, 1], o.x(), o.y())

    def draw(self, painter: QPainter, points: Array, radii: Array) -> None:
        """Draw the shadow of stations at `points` (n, 3) with mean radii (n,), with the painter's composition mode."""
        p, r = points[self._stations].astype(np.float32), radii[self._stations].astype(np.float32)
        gap = np.maximum(p[:, 2] - r, 0)
        s = -0.5 / np.minimum(r * 0.48 + _SPREAD * gap + 0.006, _WIDEST)[:, None] ** 2
        gx = np.exp(s * (self._x - p[:, :1]) ** 2) * (np.exp(-gap / _REACH) * np.minimum(r / 0.03, 1))[:, None]
        gy = np.exp(s * (self._y - p[:, 1:2]) ** 2)
        a = self._strength * (1 - np.exp(-0.8 * (gy.T @ gx))) - 2
        if self._mask is not None:
            a *= self._mask
        dark = np.maximum(a, 0).astype(np.uint8)
        self._buffer[..., 3] = dark
        rows, columns = (np.flatnonzero(dark.any(axis)) for axis in (1, 0))
        if not len(rows):
            return
        x, y = int(columns[0]), int(rows[0])
        part = QRect(x, y, int(columns[-1]) - x + 1, int(rows[-1]) - y + 1)
        painter.setTransform(self._map)
        painter.drawImage(part.topLeft(), self._image, part)
        painter.resetTransform()

    def _behind_walls(self, setting: Setting) -> Array | None:
        """0 behind walls, else 1; None without walls."""
        mask = None
        for wall in (s for s in setting.solids if s.kind == "wall"):
            x, y = np.meshgrid(self._x, self._y)
            local = np.stack([x, y, 0 * x], -1) - wall.origin
            behind = (local @ wall.axes[:, 1] > 0) & (np.abs(local @ wall.axes[:, 0]) < wall.high[0])
            mask = (
                np.where(behind, np.float32(0), np.float32(1))
                if mask is None
                else np.where(behind, np.float32(0), mask)
            )
        return mask
