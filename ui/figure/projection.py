"""A posed body on the screen: where its stations are, and the outlines of all its parts."""

from __future__ import annotations

import math

import numpy as np

from coach.figure.clip import Pose
from coach.figure.rotation import Array
from coach.figure.skeleton import BI
from ui.figure.camera import Camera
from ui.figure.outline import Outliner
from ui.figure.shape import Shape

#: Towards the light, on the screen.
LIGHT: Array = np.array([-0.42, -0.91])
#: Sizes of the tones of a part, drawn towards the point nearest to the light.
_LOBES = (0.88, 0.70, 0.40)
#: What a part darkens round itself on the ones behind it: wider by this, shifted by this away from the light.
HALO, _HALO_SHIFT = 0.012, 0.013
#: The soft layer's outlines: tones from dark to light, then the shade that a part casts.
TONE_LAYERS, HALO_LAYER = range(len(_LOBES) + 1), len(_LOBES) + 1
#: Deeper than this something does not lie on the floor but is behind or under it.
_SINK = 0.030
_BREATH_BELLY, _BREATH_CHEST = 0.030, 0.022
_BUN_LOW, _BUN_HIGH, _BUN_STEPS = math.radians(27), math.radians(100), 8
#: The half of a ring that is seen, and how far beyond its chord a hem is filled, in pixels.
_ARC: Array = np.linspace(-math.pi / 2, math.pi / 2, 13)
_OVERLAP = 1.5
#: Of a hem: the line that is seen, two points that close its face, and whether it bulges out of the garment.
HemLine = tuple[list[list[float]], list[list[float]], bool]
#: From this many pixels for a body height on outlines get more points.
_LARGE = 620


class Projection:
    """Projects the poses of one shape through one camera.

    After `place`: `points` (n, 3) and `radii` (n,) are the stations in the world, `depth` (n,) how far into the
    picture, `centres` (n, 2) and `axes` (n, 2, 3) in pixels (an axis is a bone's unit axis), `fine` (vertices, 2) and
    `coarse` (layers, vertices, 2) the outlines for `flat` and `soft`, `hems` the visible halves of the hems.
    """

    def __init__(self, shape: Shape, camera: Camera) -> None:
        self.shape, self.camera = shape, camera
        large = camera.scale > _LARGE
        self.flat = Outliner(shape.fine, ring=34 if large else 20, small=14 if large else 8, steps=3 if large else 2)
        self.soft = Outliner(shape.coarse, ring=10, small=6, steps=1)
        self._hem_stations = np.array([hem.station for hem in shape.hems])
        self._hem_ways = np.array([hem.way for hem in shape.hems])
        #: How far a hem that opens towards the viewer runs into what comes out of it, in pixels.
        self._hem_past = np.array([0.3 if hem.within == "skin" else 0.02 * camera.scale for hem in shape.hems])
        self._turned: Array = camera.M * camera.scale
        self.points: Array = np.zeros((len(shape.bone), 3))
        self.radii: Array = np.zeros(len(shape.bone))
        self.rad: Array = shape.rad

    def place(self, pose: Pose) -> None:
        """Work out everything for a pose."""
        shape, camera, s = self.shape, self.camera, self._turned
        off, rad, bone = shape.offsets(pose.R), shape.rad.copy(), shape.bone
        rad[shape.body.belly, 0] *= 1 + _BREATH_BELLY * pose.breath
        rad[shape.body.chest, 0] *= 1 + _BREATH_CHEST * pose.breath
        turn = pose.R[bone]
        points = pose.P[bone] + (turn @ off[..., None])[..., 0]
        if not shape.broad:
            self._lift_bun(pose, points)
        axes = (s @ pose.R)[bone]
        # What lies on the floor gives way: it is pressed flat rather than drawn through the mat.
        up = turn[:, 2]
        high = np.sqrt(((up * rad) ** 2).sum(1))
        sunk = high - points[:, 2]
        i = np.flatnonzero((sunk > 0) & (sunk < _SINK) & (points[:, 2] > 0))
        if len(i):
            points[i, 2] += sunk[i] / 2
            axes[i] -= (sunk[i] / (2 * high[i]))[:, None, None] * s[:, 2][None, :, None] * up[i][:, None, :]
        self.points, self.axes, self.rad, self.radii = points, axes, rad, rad.mean(1)
        self.depth: Array = points @ camera.fwd
        c = points @ s.T + camera.origin
        m = axes * rad[:, None, :]
        q = m @ m.transpose(0, 2, 1)
        m = axes * (rad + HALO)[:, None, :]
        w = q @ LIGHT
        tip = c + 1.05 * w / np.sqrt(w @ LIGHT)[:, None]  # just past the point of each ellipse nearest the light
        self.centres = c
        self.hems: list[HemLine] = self._rings(pose)
        self.fine: Array = self.flat.vertices(c[None], q[None])[0]
        layers = [(c, q), *((tip + (c - tip) * k, q * (k * k)) for k in _LOBES)]
        layers.append((c - LIGHT * (_HALO_SHIFT * camera.scale), m @ m.transpose(0, 2, 1)))
        self.coarse: Array = self.soft.vertices(np.stack([a for a, _b in layers]), np.stack([b for _a, b in layers]))

    def _rings(self, pose: Pose) -> list[HemLine]:
        i, way = self._hem_stations, self._hem_ways
        r, rad, c = pose.R[self.shape.bone[i]], self.rad[i], self.centres[i]
        looks = np.einsum("nij,i->nj", r, self.camera.fwd)
        a = np.arctan2(-looks[:, 1] * rad[:, 0], -looks[:, 0] * rad[:, 1])[:, None] + _ARC
        u, v = self.axes[i, :, 0] * rad[:, :1], self.axes[i, :, 1] * rad[:, 1:2]
        out = np.cos(a)[..., None] * u[:, None] + np.sin(a)[..., None] * v[:, None]
        bulge = out[:, len(_ARC) // 2]
        # The chord overlaps what it joins: two edges that only touch would let a hairline show.
        outwards = (bulge * self.axes[i, :, 2]).sum(1) * way > 0
        past = np.where(outwards, _OVERLAP, self._hem_past) / np.maximum(np.hypot(bulge[:, 0], bulge[:, 1]), 1e-6)
        ends = c[:, None] + out[:, [-1, 0]] - (bulge * past[:, None])[:, None]
        return list(zip((c[:, None] + out).tolist(), ends.tolist(), outwards.tolist(), strict=True))

    def _lift_bun(self, pose: Pose, points: Array) -> None:
        """On the back a knot of hair slides up the head rather than into the floor."""
        head, i = BI["head"], self.shape.bun
        r, p = pose.R[head], pose.P[head]
        low = float(self.shape.rad[i].mean()) * 0.9
        for k in range(_BUN_STEPS + 1):
            a = _BUN_LOW + (_BUN_HIGH - _BUN_LOW) * k / _BUN_STEPS
            points[i] = p + r @ np.array([0.002 - 0.066 * math.cos(a), 0.0, 0.056 + 0.068 * math.sin(a)])
            if points[i, 2] >= low:
                return
