"""Furniture and cushions as pictures that can be laid between the parts of the body."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from coach.figure.rotation import Array
from ui.figure.camera import Camera
from ui.figure.outline import circle
from ui.figure.paints import Paints, tint
from ui.figure.setting import Solid
from ui.theme import mix

#: material -> its colours in the light and in the shade.
MATERIALS = {
    "wood": ("wood", "wood_dark"),
    "wall": ("wall", "wall_dark"),
    "card": ("wood", "wood_dark"),
    "linen": ("cushion", "cushion_dark"),
    "cushion": ("cushion", "cushion_dark"),
    "bag": ("bag", "bag_dark"),
}
_RING = circle(48)
#: The outline of a cushion seen from above: a square with round sides.
_SQUARE: Array = np.sign(circle(48)) * np.abs(circle(48)) ** 0.5
_SQUARE = np.column_stack([np.concatenate([_SQUARE, _SQUARE[:1]]), np.zeros(49)])


@dataclass(frozen=True, eq=False)
class Piece:
    """A solid as it is seen: its picture and where that goes."""

    solid: Solid
    image: QImage
    at: QPoint

    def draw(self, p: QPainter) -> None:
        """Lay it on what is painted already."""
        p.drawImage(self.at, self.image)


def draw_pieces(camera: Camera, paints: Paints, solids: Sequence[Solid], width: int, height: int) -> list[Piece]:
    """The pictures of all solids, back to front."""
    pieces = []
    for solid in back_to_front(solids, camera.fwd):
        past = 3 + (round(0.05 * camera.scale) if solid.kind == "cushion" else 0)
        rect = _outline(camera, solid).boundingRect().toAlignedRect().adjusted(-past, -past, past, past)
        rect &= QRect(0, 0, width, height)
        if rect.isEmpty():
            continue
        image = QImage(rect.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        p = QPainter(image)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.translate(-rect.topLeft())
        draw_solid(p, camera, paints, solid)
        p.end()
        pieces.append(Piece(solid, image, rect.topLeft()))
    return pieces


def back_to_front(solids: Sequence[Solid], fwd: Array) -> list[Solid]:
    """Solids sorted for the painter: where a plane of one of two boxes parts them, it decides; else the depth of their
    middles."""
    left = sorted(solids, key=lambda s: -float(s.corners().mean(0) @ fwd))
    out: list[Solid] = []
    while left:
        k = next((i for i, s in enumerate(left) if not any(_covers(s, o, fwd) for o in left if o is not s)), 0)
        out.append(left.pop(k))
    return out


def _covers(a: Solid, b: Solid, fwd: Array) -> bool:
    """True where `a` is in front of `b` for certain: a plane along a face parts them, `a` on the viewer's side."""
    for own, other, sign in ((a, b, 1.0), (b, a, -1.0)):
        local = (other.corners() - own.origin) @ own.axes
        low, high = local.min(0), local.max(0)
        towards = own.axes.T @ fwd * sign
        for k in range(3):
            if abs(towards[k]) > 1e-6:
                if low[k] >= own.high[k] - 1e-6:
                    return bool(towards[k] > 0)
                if high[k] <= own.low[k] + 1e-6:
                    return bool(towards[k] < 0)
    return False


def draw_solid(p: QPainter, camera: Camera, paints: Paints, solid: Solid) -> None:
    """Draw one solid with an antialiasing painter."""
    light, dark = (paints[name] for name in MATERIALS[solid.material])
    if solid.kind == "cushion":
        if float(solid.low[2] + solid.origin[2]) < 0.02:
            _foot(p, camera, paints, solid)
        draw_soft(p, camera, soft_outline(camera, solid), light, dark)
        _piping(p, camera, solid, dark)
    elif solid.kind == "roll":
        _roll(p, camera, solid, light, dark)
    else:
        _box(p, camera, paints, solid, light, dark)


def _box(p: QPainter, camera: Camera, paints: Paints, solid: Solid, light: QColor, dark: QColor) -> None:
    corners = solid.corners()
    faces = []
    for axis in range(3):
        outwards = solid.axes[:, axis]
        for end in (0, 1):
            n = outwards * (1 if end else -1)
            if float(n @ camera.fwd) < -1e-3:
                a, b = (k for k in range(3) if k != axis)
                ids = [(end << axis) | (i << a) | (j << b) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))]
                faces.append((n, corners[ids]))
    faces.sort(key=lambda f: float(f[0] @ camera.light))  # the lit faces' edges lie over the others'
    round_px = max(0.006 * camera.scale, 0.8)
    for n, points in faces:
        lit = max(float(n @ camera.light), 0.0)
        near, far = mix(dark, light, 0.22 + 0.86 * lit), mix(dark, light, max(0.05 + 0.86 * lit, 0.0))
        near = mix(near, QColor("#FFFFFF"), 0.10 * max(lit - 0.6, 0)) if lit > 0.6 else near
        shape = camera.polygon(points)
        box = shape.boundingRect()
        g = QLinearGradient(box.topLeft(), box.bottomLeft() if box.height() > box.width() * 0.6 else box.bottomRight())
        g.setColorAt(0, near)
        g.setColorAt(1, far)
        brush = QBrush(g)
        p.setBrush(brush)
        join = Qt.PenJoinStyle.RoundJoin
        p.setPen(QPen(brush, round_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, join))
        p.drawPolygon(shape)
        if solid.kind == "wall" and abs(float(n[2])) < 0.1 and box.width() > 0.2 * camera.scale:
            _skirting(p, camera, points, far)
    if faces and solid.kind != "wall":
        n, points = faces[-1]
        if n[2] > 0.5:  # a bright edge where the top turns towards the viewer
            edge = min(range(4), key=lambda k: float(-(points[k] + points[(k + 1) % 4]) @ camera.fwd) * -1)
            p.setPen(QPen(tint(QColor("#FFFFFF"), 46 if paints.dark else 90), max(0.0035 * camera.scale, 0.7)))
            p.drawLine(camera.at(points[edge]), camera.at(points[(edge + 1) % 4]))
    p.setPen(Qt.PenStyle.NoPen)


def _skirting(p: QPainter, camera: Camera, face: Array, colour: QColor) -> None:
    low = face[face[:, 2] < face[:, 2].mean()]
    if len(low) == 2:
        up = low + np.array([0, 0, 0.045])
        p.setPen(QPen(mix(colour, QColor("#000000"), 0.10), max(0.003 * camera.scale, 0.8)))
        p.drawLine(camera.at(up[0]), camera.at(up[1]))


def soft_outline(camera: Camera, solid: Solid) -> QPolygonF:
    """The outline of a stuffed thing: round everywhere, fuller in the middle than at its corners."""
    half, middle = (solid.high - solid.low) / 2, (solid.high + solid.low) / 2
    full = float(half.min())
    thin = full * 0.62
    rim = middle + _SQUARE * (half - thin)
    core = middle + _SQUARE * (half - full) * 0.72
    at = camera.project(solid.origin + np.concatenate([rim, core]) @ solid.axes.T)
    return round_hull(at, np.repeat([thin, full], len(_SQUARE)) * camera.scale)


def round_hull(at: Array, radii: Array, ring: Array = _RING) -> QPolygonF:
    """The outline round discs at `at` (n, 2) with `radii` (n,)."""
    best: NDArray[np.intp] = (at @ ring.T + radii[:, None]).argmax(0)
    points = at[best] + ring * radii[best][:, None]
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])


def draw_soft(p: QPainter, camera: Camera, shape: QPolygonF, light: QColor, dark: QColor) -> None:
    """Fill a stuffed thing: light from the upper left, a soft dark foot."""
    box = shape.boundingRect()
    g = QLinearGradient(box.left(), box.top(), box.left() + box.width() * 0.25, box.bottom())
    g.setColorAt(0, mix(light, QColor("#FFFFFF"), 0.30))
    g.setColorAt(0.35, light)
    g.setColorAt(0.75, mix(light, dark, 0.72))
    g.setColorAt(1, dark)
    p.setBrush(g)
    p.setPen(QPen(mix(dark, QColor("#3A3020"), 0.22), max(0.0026 * camera.scale, 0.7)))
    p.drawPolygon(shape)
    p.setPen(Qt.PenStyle.NoPen)


def _foot(p: QPainter, camera: Camera, paints: Paints, solid: Solid) -> None:
    """The shadow on the floor close round a cushion."""
    half, middle = (solid.high - solid.low) / 2, (solid.high + solid.low) / 2
    rim = middle + _SQUARE * (half - 0.02) - (0, 0, half[2])
    at = camera.project(solid.origin + rim @ solid.axes.T)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(tint(paints["shade"], 13 if paints.dark else 6))
    for wide in np.linspace(0.034, 0.016, 9).tolist():
        p.drawPolygon(round_hull(at, np.full(len(at), wide * camera.scale)))


def _piping(p: QPainter, camera: Camera, solid: Solid, dark: QColor) -> None:
    """The seam that runs round the middle, where it is seen."""
    half, middle = (solid.high - solid.low) / 2, (solid.high + solid.low) / 2
    a = np.linspace(0, 2 * math.pi, 49)
    points = solid.origin + (middle + _SQUARE * half * 0.97) @ solid.axes.T
    outwards = np.stack([np.cos(a) / half[0], np.sin(a) / half[1], np.zeros(49)], 1) @ solid.axes.T
    seen = outwards @ camera.fwd < 0
    pen = QPen(tint(dark, 150), max(0.0028 * camera.scale, 0.7), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    path, pen_down = QPainterPath(), False
    for point, show in zip(points, seen.tolist(), strict=True):
        if show and pen_down:
            path.lineTo(camera.at(point))
        elif show:
            path.moveTo(camera.at(point))
        pen_down = show
    p.strokePath(path, pen)


def _roll(p: QPainter, camera: Camera, solid: Solid, light: QColor, dark: QColor) -> None:
    """A rolled towel, its end towards the viewer."""
    r = float(solid.high[0])
    ends = [solid.origin + solid.axes @ np.array([0, y, r]) for y in (solid.low[1], solid.high[1])]
    far, near = sorted(ends, key=lambda e: -float(e @ camera.fwd))
    at = camera.project(np.array([far, near]))
    draw_soft(p, camera, round_hull(at, np.array([r, r]) * camera.scale), light, dark)
    a = np.linspace(0, 2 * math.pi, 29)
    for k, turn in ((0.98, 0.0), (0.66, 0.5), (0.34, 1.1)):
        ring = near + r * k * (
            np.cos(a + turn)[:, None] * solid.axes[:, 0] + np.sin(a + turn)[:, None] * solid.axes[:, 2]
        )
        p.setBrush(mix(light, QColor("#FFFFFF"), 0.2) if k > 0.9 else Qt.BrushStyle.NoBrush)
        p.setPen(QPen(mix(light, dark, 0.75), max(0.0026 * camera.scale, 0.6)))
        p.drawPolygon(camera.polygon(ring))
    p.setPen(Qt.PenStyle.NoPen)


def _outline(camera: Camera, solid: Solid) -> QPolygonF:
    if solid.kind == "cushion":
        return soft_outline(camera, solid)
    at = camera.project(solid.corners())
    return round_hull(at, np.full(len(at), max(0.003 * camera.scale, 0.4)))


class SolidDepths:
    """Tells of boxes whether a part of the body is in front of them: along the line of sight, ball against box."""

    def __init__(self, solids: Sequence[Solid], fwd: Array) -> None:
        self._axes = np.array([s.axes for s in solids]).reshape(-1, 3, 3)
        self._origin = np.array([s.origin for s in solids]).reshape(-1, 3)
        self._soft = np.array([s.kind in ("cushion", "roll") for s in solids], bool)
        shrink = np.array([0.3 if s.kind in ("cushion", "roll") else 0.0 for s in solids])[:, None]
        low, high = (np.array([getattr(s, name) for s in solids]).reshape(-1, 3) for name in ("low", "high"))
        half = (high - low) / 2 * shrink
        self._low, self._high = low + half, high - half
        way = np.einsum("mji,j->mi", self._axes, fwd)
        self._way = np.where(np.abs(way) < 1e-6, 1e-6, way)

    def nearer(self, points: Array, radii: Array) -> tuple[Array, NDArray[np.bool_]]:
        """Balls (n, 3), (n,) against boxes (m): how far each ball is in front of each box (negative: behind), and
        whether one hides a part of the other at all; both (m, n). What lies on a cushion sank in: it is in front."""
        local = np.einsum("mni,mij->mnj", points[None] - self._origin[:, None], self._axes)
        grow = radii[None, :, None] * 0.7
        a = (self._low[:, None] - grow - local) / self._way[:, None]
        b = (self._high[:, None] + grow - local) / self._way[:, None]
        enter, leave = np.minimum(a, b).max(2), np.maximum(a, b).min(2)
        nearer = (enter + leave) / 2
        half = (self._high - self._low)[:, None, :2] / 2 + 0.02
        middle = (self._high + self._low)[:, None] / 2
        sunk = (np.abs(local - middle)[..., :2] < half).all(-1) & (local[..., 2] > middle[..., 2]) & self._soft[:, None]
        return np.where(sunk, 0.1, nearer), (enter < leave) | sunk
