"""A cap of hair: the part of an ellipsoid above a drawn hairline, outlined for any view."""

from __future__ import annotations

import math

import numpy as np

from coach.figure.rotation import Array, cross, unit
from ui.figure.camera import Camera
from ui.figure.outline import circle

#: How far the front of the hairline comes down when it is seen from the chin, in degrees.
_LOWER = 13.0
#: How much the hair stands out behind the head, along its edge and at the nape; how round it is.
_FULL, _CLOSE, _NAPE, _ROUND = 1.05, 0.97, 0.84, 0.016
#: Below this height (radians) hair at a grazing angle is covered by a head that looks at the viewer, more or less.
_LOW, _GRAZING, _LOOKING = -0.05, 0.40, 0.35
#: Rows of the cap, from the hairline (0) to the crown (1).
_ROWS: Array = np.array([0.0, 0.10, 0.28, 0.55, 1.0])


class Hair:
    """The cap of one hair style. `broad`: short hair with the ears free; else hair that is tied up."""

    def __init__(self, *, broad: bool) -> None:
        # degrees from straight ahead, and the height of the hairline there
        self._azimuth = [0, 30, 48, 60, 72, 84, 100, 118, 150, 180]
        if broad:
            self._height = [34, 32, 26, 14, -2, -22, -5, -30, -42, -44]
            self._radii, self._middle = np.array([0.0620, 0.0512, 0.0600]), np.array([0.0066, 0.0, 0.0582])
        else:
            self._height = [35, 32, 25, 10, -10, -20, -18, -36, -50, -54]
            self._radii, self._middle = np.array([0.0620, 0.0510, 0.0592]), np.array([0.0066, 0.0, 0.0580])
        a = np.radians(np.arange(-180, 180, 4.0))
        e = np.radians(np.interp(np.abs(np.degrees(a)), self._azimuth, self._height))
        self._line: Array = np.stack([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)], -1)
        self._ring = circle(56)
        self._turns: Array = np.radians(np.arange(-180.0, 181.0, 6.0))
        turn, high = (v.ravel() for v in np.meshgrid(a[::4], np.radians([15, 40, 62, 90])))
        upper = np.stack([np.cos(high) * np.cos(turn), np.cos(high) * np.sin(turn), np.sin(high)], -1)
        free = np.degrees(high) >= np.interp(np.abs(np.degrees(turn)), self._azimuth, self._height)
        #: Points all over the cap, a little fuller than the head.
        self._all: Array = np.concatenate(
            [self._line * np.where(self._line[:, 2:] < -0.4, _NAPE, _CLOSE), upper[free] * _FULL]
        )

    def behind(self, r: Array, p: Array, camera: Camera) -> Array:
        """The outline (n, 2) in pixels of all the hair as one body: drawn before the head, it stands out round it."""
        at = camera.project(p + (self._middle + self._all * (self._radii - _ROUND)) @ r.T)
        out: Array = at[(at @ self._ring.T).argmax(0)] + self._ring * (_ROUND * camera.scale)
        return out

    def pieces(self, r: Array, p: Array, camera: Camera) -> list[Array]:
        """What is seen of the cap on a head with rotation `r` (3, 3) at `p` (3,): outlines (n, 2) in pixels that lie
        side by side and turn the same way, so that their winding fill is the cap, however the head is seen."""
        v = unit((r.T @ camera.fwd) / self._radii)
        edge = np.radians(self._lowered(float(v[2])))
        high = edge + (math.pi / 2 - edge) * _ROWS[:, None]
        turn = np.broadcast_to(self._turns, high.shape)
        grid = np.stack([np.cos(high) * np.cos(turn), np.cos(high) * np.sin(turn), np.sin(high)], -1)
        hidden = grid @ v
        # What is behind the contour moves out to it, so that the pieces end there.
        out = grid - np.maximum(hidden, 0)[..., None] * v
        out /= np.maximum(np.sqrt((out * out).sum(-1)), 1e-9)[..., None]
        points = camera.project(p + (self._middle + out * self._radii).reshape(-1, 3) @ r.T).reshape(*high.shape, 2)
        # Where she looks at the viewer, jaw, ear and neck are before what is low down at the contour.
        before = high < _LOW if -float(v[0]) > _LOOKING else np.zeros(high.shape, bool)
        seen = hidden <= np.where(before, -_GRAZING, 0.0)
        corners = np.stack([seen[:-1, :-1], seen[1:, :-1], seen[:-1, 1:], seen[1:, 1:]])
        quads = np.where(before[:-1, :-1], corners.all(0), corners.any(0))
        pieces: list[Array] = []
        for row, shown in enumerate(quads):
            ends = np.flatnonzero(np.diff(np.concatenate([[0], shown.astype(np.int8), [0]]))).tolist()
            for first, last in zip(ends[::2], ends[1::2], strict=True):
                low, up = points[row, first : last + 1], points[row + 1, first : last + 1]
                pieces.append(np.concatenate([low, up[::-1]]))
        return pieces

    def _lowered(self, up: float) -> Array:
        """The heights of the hairline at each turn as it is drawn, in degrees. Seen from the chin (`up` > 0) the front
        comes down: foreshortened as it is, it would vanish behind the forehead and leave her bald."""
        k = min(max((up - 0.25) / 0.35, 0.0), 1.0)
        front = np.clip((78.0 - np.array(self._azimuth)) / 30.0, 0.0, 1.0)
        height = np.array(self._height) - _LOWER * k * front
        lowered: Array = np.interp(np.abs(np.degrees(self._turns)), self._azimuth, height)
        return lowered

    def shine(self, r: Array, p: Array, camera: Camera) -> tuple[Array, float]:
        """A band of light (n, 2) in pixels across the crown, and how strong it is: 0 near the hairline, up to 1."""
        # It lies where the ellipsoid looks half-way between the viewer and the light.
        n = unit((r.T @ unit(camera.light - 0.9 * camera.fwd)) * self._radii)
        side = unit(cross(np.array([0.0, 0.0, 1.0]) if abs(n[2]) < 0.95 else np.array([1.0, 0.0, 0.0]), n))
        up = cross(n, side)
        x = np.linspace(-0.60, 0.60, 9)
        bow, half = -0.16 * x * x, 0.085 * np.cos(2.6 * x)
        along = np.concatenate([x, x[::-1]])[:, None]
        across = np.concatenate([bow + half, (bow - half)[::-1]])[:, None]
        band = n + side * along + up * across
        band /= np.sqrt((band * band).sum(1))[:, None]
        azimuth = np.abs(np.degrees(np.arctan2(band[:, 1], band[:, 0])))
        high = np.degrees(np.arcsin(np.clip(band[:, 2], -1, 1)))
        clear = float((high - np.interp(azimuth, self._azimuth, self._height)).min())
        seen = -float((band @ (r.T @ camera.fwd / self._radii)).max()) * 0.05
        strength = min(max(min(clear / 12, seen / 0.15), 0.0), 1.0)
        return camera.project(p + (self._middle + band * self._radii) @ r.T), strength
