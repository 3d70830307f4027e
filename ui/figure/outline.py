"""Projected ellipsoids -> outlines, all of them in a few numpy calls."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPolygonF
from shiboken6 import VoidPtr

from coach.figure.rotation import Array
from ui.figure.shape import Outline

_KINDS = ("tube", "ball", "hull", "finger", "strip")


def circle(count: int) -> Array:
    """Points (count, 2) on the unit circle."""
    a = np.arange(count) * 2 * math.pi / count
    return np.stack([np.cos(a), np.sin(a)], 1)


def catmull(count: int, steps: int) -> Array:
    """The matrix ((count - 1) * steps + 1, count) that puts points on a Catmull-Rom curve between `count` points."""
    m = np.zeros(((count - 1) * steps + 1, count))
    for row in range(len(m)):
        i = min(row // steps, count - 2)
        u = row / steps - i
        weights = (-u + 2 * u * u - u**3, 2 - 5 * u * u + 3 * u**3, u + 4 * u * u - 3 * u**3, u**3 - u * u)
        for k, w in enumerate(weights):
            m[row, min(max(i + k - 1, 0), count - 1)] += w / 2
    return m


class Poly:
    """A polygon whose memory numpy writes: making QPointFs one by one would cost milliseconds a frame."""

    __slots__ = ("end", "points", "polygon", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end, self.polygon = start, end, QPolygonF()
        self.polygon.resize(end - start)
        data: Any = self.polygon.data()  # an address, whatever its annotation says
        memory: Any = cast("Any", VoidPtr)(data, (end - start) * 16, True)
        self.points: Array = np.frombuffer(memory, np.float64).reshape(-1, 2)


def path_of(polys: Iterable[Poly], vertices: Array) -> QPainterPath:
    """The union of some outlines out of `vertices` (n, 2): all turn the same way, so a winding fill has no holes."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for poly in polys:
        poly.points[:] = vertices[poly.start : poly.end]
        path.addPolygon(poly.polygon)
    return path


def fill(painter: QPainter, brush: QBrush, polys: Sequence[Poly], vertices: Array) -> None:
    """Fill the union of some outlines."""
    painter.fillPath(path_of(polys, vertices), brush)


class Outliner:
    """Outlines of all body parts at once, out of centres and covariances of projected ellipses.

    `polys` are the outlines by key. `ring` and `small` are the points of a closed outline and of a finger's, `steps`
    the points that a curve puts between two stations.
    """

    def __init__(self, outlines: Sequence[Outline], *, ring: int, small: int, steps: int) -> None:
        self._ring, self._small = circle(ring), circle(small)
        by_kind = {kind: [o for o in outlines if o.kind == kind] for kind in _KINDS}
        self._tubes = _table(by_kind["tube"], 8)
        self._balls = _table(by_kind["ball"], 1)[:, 0]
        self._hulls = _table(by_kind["hull"], 4)
        self._fingers = _table(by_kind["finger"], 2)
        self._strips = [np.array(o.stations) for o in by_kind["strip"]]
        self._spline = {n: catmull(n, steps) for n in {8, *(len(s) for s in self._strips)}}
        self.polys: dict[str, list[Poly]] = {}
        at = 0
        for kind in _KINDS:
            for outline in by_kind[kind]:
                size = ring if kind in ("ball", "hull") else small
                if kind in ("tube", "strip"):
                    count = 8 if kind == "tube" else len(outline.stations)
                    size = 2 * ((count - 1) * steps + 1)
                poly = Poly(at, at + size)
                for key in outline.keys:
                    self.polys.setdefault(key, []).append(poly)
                if outline.shorter:  # both sides of a strip run from its ends, so that a slice of it is a shorter one
                    self.polys.setdefault(outline.shorter, []).append(Poly(at + steps, at + size - steps))
                at += size

    def vertices(self, c: Array, q: Array) -> Array:
        """Centres (layers, n, 2) and covariances (layers, n, 2, 2) -> vertices (layers, vertices, 2)."""
        layers = len(c)
        parts = [self._tube(c, q), self._ball(c, q), self._hull(c, q, self._hulls, self._ring)]
        if len(self._fingers):
            parts.append(self._hull(c, q, self._fingers, self._small))
        parts += [self._strip(c[:, i], q[:, i]) for i in self._strips]
        return np.concatenate([part.reshape(layers, -1, 2) for part in parts], 1)

    def _tube(self, c: Array, q: Array) -> Array:
        ct = c[:, self._tubes]
        d = ct[:, :, -1:] - ct[:, :, :1]
        d = d / np.maximum(np.hypot(d[..., 0], d[..., 1]), 1e-6)[..., None]
        sides = []
        for p in _sides(ct, q[:, self._tubes], np.broadcast_to(d, ct.shape)):
            along = (p * d).sum(-1)  # a foreshortened tube must not fold back on itself
            p = p + (np.maximum.accumulate(along, 2) - along)[..., None] * d
            sides.append(self._spline[8] @ p)
        return np.concatenate([sides[0], sides[1][:, :, ::-1]], 2)

    def _ball(self, c: Array, q: Array) -> Array:
        q = q[:, self._balls]
        a = np.sqrt(q[..., 0, 0])
        b = q[..., 0, 1] / a
        e = np.sqrt(np.maximum(q[..., 1, 1] - b * b, 1e-9))
        x, y = self._ring[:, 0], self._ring[:, 1]
        ball = np.stack([a[..., None] * x, b[..., None] * x + e[..., None] * y], -1)
        ball += c[:, self._balls][:, :, None]
        return ball

    @staticmethod
    def _hull(c: Array, q: Array, table: NDArray[np.intp], ring: Array) -> Array:
        """Of the support points of a few ellipses the farthest in each direction."""
        w = q[:, table] @ ring.T
        p = c[:, table][..., None] + w / np.sqrt((w * ring.T).sum(-2))[..., None, :]
        best = (p * ring.T).sum(-2).argmax(2)
        hull: Array = np.take_along_axis(p, best[:, :, None, None, :], 2)[:, :, 0].transpose(0, 1, 3, 2)
        return hull

    def _strip(self, c: Array, q: Array) -> Array:
        t = np.concatenate([c[:, 1:2] - c[:, :1], c[:, 2:] - c[:, :-2], c[:, -1:] - c[:, -2:-1]], 1)
        t /= np.maximum(np.hypot(t[..., 0], t[..., 1]), 1e-6)[..., None]
        sides = []
        for p in _sides(c, q, t):
            for _again in range(4):  # no swallow-tail on the inside of a bend
                back = ((p[:, 1:] - p[:, :-1]) * t[:, 1:]).sum(-1) < 0
                if not back.any():
                    break
                p[:, 1:] = np.where(back[..., None], p[:, :-1], p[:, 1:])
            sides.append(self._spline[p.shape[1]] @ p)
        return np.concatenate([sides[0], sides[1][:, ::-1]], 1)


def _sides(c: Array, q: Array, t: Array) -> tuple[Array, Array]:
    """Where lines along `t` touch the ellipses on either side."""
    n = np.stack([t[..., 1], -t[..., 0]], -1)
    w: Array = (q @ n[..., None])[..., 0]
    w /= np.sqrt((w * n).sum(-1))[..., None]
    return c + w, c - w


def _table(outlines: Sequence[Outline], width: int) -> NDArray[np.intp]:
    rows = [(o.stations + o.stations[-1:] * width)[:width] for o in outlines]
    return np.array(rows, np.intp).reshape(-1, width)
