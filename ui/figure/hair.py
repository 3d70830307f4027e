"""A cap of hair: the part of an ellipsoid above a drawn hairline, outlined for any view."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.figure.rotation import Array, cross, unit
from ui.figure.camera import Camera
from ui.figure.outline import circle

#: How far the front of the hairline comes down when it is seen from the chin, in degrees.
_LOWER = 13.0
#: How much the hair stands out behind the head, along its edge and at the nape; how round it is.
_FULL, _CLOSE, _NAPE, _ROUND = 1.05, 0.97, 0.84, 0.016


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

    def outline(self, r: Array, p: Array, camera: Camera) -> Array:
        """The outline (n, 2) in pixels on a head with rotation `r` (3, 3) at `p` (3,)."""
        v = unit((r.T @ camera.fwd) / self._radii)
        line, height = self._lowered(float(v[2]))
        if float(np.degrees(np.arcsin(v[2]))) < np.interp(
            abs(float(np.degrees(np.arctan2(v[1], v[0])))), self._azimuth, height
        ):
            # Nothing of it is at the very back: what is hidden of its edge moves out to the contour.
            hidden = line @ v
            edge = line - np.maximum(hidden, 0)[:, None] * v
            edge = np.where((hidden > 0)[:, None], edge / np.sqrt((edge * edge).sum(1))[:, None], line)
            return camera.project(p + (self._middle + edge * self._radii) @ r.T)
        first = unit(np.array([-v[1], v[0], 0.0]) if abs(v[2]) < 0.9 else np.array([0.0, -v[2], v[1]]))
        rim = self._ring @ np.stack([first, cross(v, first)])  # the ellipsoid's contour seen from here
        azimuth = np.abs(np.degrees(np.arctan2(rim[:, 1], rim[:, 0])))
        high = np.degrees(np.arcsin(np.clip(rim[:, 2], -1, 1)))
        if (line @ v <= 0).all():  # seen from the chin there is hair all round the face
            inner, outer = (camera.project(p + (self._middle + one * self._radii) @ r.T) for one in (line, rim))
            if _turns_right(inner) == _turns_right(outer):
                inner = inner[::-1]
            return np.concatenate([outer, outer[:1], inner, inner[:1]])
        above = _runs(rim, high >= np.interp(azimuth, self._azimuth, height))
        seen = _runs(line, line @ v <= 0)
        rim = above[0] if above else rim[:0]
        line = min(seen, key=lambda run: _apart(rim, run)) if above and seen else (seen or [line[:0]])[0]
        if len(rim) and len(line) and ((rim[-1] - line[0]) ** 2).sum() > ((rim[-1] - line[-1]) ** 2).sum():
            line = line[::-1]
        return camera.project(p + (self._middle + np.concatenate([rim, line]) * self._radii) @ r.T)

    def _lowered(self, up: float) -> tuple[Array, Array]:
        """The hairline and its heights as drawn. Seen from the chin (`up` > 0) the front comes down: foreshortened as
        it is, it would vanish behind the forehead and leave her bald."""
        k = min(max((up - 0.25) / 0.35, 0.0), 1.0)
        if not k:
            return self._line, np.array(self._height)
        front = np.clip((78.0 - np.array(self._azimuth)) / 30.0, 0.0, 1.0)
        height = np.array(self._height) - _LOWER * k * front
        azimuth = np.arctan2(self._line[:, 1], self._line[:, 0])
        e = np.radians(np.interp(np.abs(np.degrees(azimuth)), self._azimuth, height))
        return np.stack([np.cos(e) * np.cos(azimuth), np.cos(e) * np.sin(azimuth), np.sin(e)], -1), height

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


def _runs(points: Array, keep: NDArray[np.bool_]) -> list[Array]:
    """The runs of kept points of a closed row, the longest first."""
    k = 0 if keep.all() else int(np.argmin(keep))
    points, keep = np.roll(points, -k, 0), np.roll(keep, -k)
    ends = np.flatnonzero(np.diff(np.concatenate([[0], keep.astype(np.int8), [0]]))).tolist()
    return sorted((points[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)), key=len, reverse=True)


def _turns_right(outline: Array) -> bool:
    x, y = outline.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) > 0


def _apart(rim: Array, line: Array) -> float:
    """How far the ends of two lines are from each other, squared."""
    a, b = rim[[0, -1]], line[[0, -1]]
    return float(min(((a - b) ** 2).sum(), ((a - b[::-1]) ** 2).sum()))
