"""A cap of hair: the part of an ellipsoid above a drawn hairline, outlined for any view."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.figure.rotation import Array, cross, unit
from ui.figure.camera import Camera
from ui.figure.outline import circle


class Hair:
    """The cap of one hair style. `broad`: short hair with the ears free; else hair that is tied up."""

    def __init__(self, *, broad: bool) -> None:
        # degrees from straight ahead, and the height of the hairline there
        self._azimuth = [0, 30, 48, 60, 72, 84, 100, 118, 150, 180]
        if broad:
            self._height = [42, 40, 33, 20, 2, -22, -3, -30, -42, -44]
            self._radii, self._middle = np.array([0.0616, 0.0502, 0.0592]), np.array([0.0066, 0.0, 0.0580])
        else:
            self._height = [43, 40, 32, 15, -10, -20, -18, -36, -50, -54]
            self._radii, self._middle = np.array([0.0615, 0.0500, 0.0577]), np.array([0.0066, 0.0, 0.0575])
        a = np.radians(np.arange(-180, 180, 6.0))
        e = np.radians(np.interp(np.abs(np.degrees(a)), self._azimuth, self._height))
        self._line: Array = np.stack([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)], -1)
        self._ring = circle(56)

    def outline(self, r: Array, p: Array, camera: Camera) -> Array:
        """The outline (n, 2) in pixels on a head with rotation `r` (3, 3) at `p` (3,)."""
        v = unit((r.T @ camera.fwd) / self._radii)
        first = unit(np.array([-v[1], v[0], 0.0]) if abs(v[2]) < 0.9 else np.array([0.0, -v[2], v[1]]))
        rim = self._ring @ np.stack([first, cross(v, first)])  # the ellipsoid's contour seen from here
        azimuth = np.abs(np.degrees(np.arctan2(rim[:, 1], rim[:, 0])))
        high = np.degrees(np.arcsin(np.clip(rim[:, 2], -1, 1)))
        rim = _run(rim, high >= np.interp(azimuth, self._azimuth, self._height))
        line = _run(self._line, self._line @ v <= 0)
        if len(rim) and len(line):
            d = ((line[[0, -1]] - rim[-1]) ** 2).sum(1)
            line = line if d[0] < d[1] else line[::-1]
        return camera.project(p + (self._middle + np.concatenate([rim, line]) * self._radii) @ r.T)

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


def _run(points: Array, keep: NDArray[np.bool_]) -> Array:
    """The kept points of a closed row, starting after a gap."""
    k = 0 if keep.all() else int(np.argmin(keep))
    out: Array = np.roll(points, -k, 0)[np.roll(keep, -k)]
    return out
