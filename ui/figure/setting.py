"""What stands round the body: where chairs, walls and cushions go, how large the mat is, how far the body reaches."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from coach.figure.body import Body
from coach.figure.clip import Clip, Moment, Pose
from coach.figure.rotation import Array, level, unit
from coach.figure.skeleton import BI
from coach.figure.timing import transitions

Prop = Mapping[str, Any]
SolidKind = Literal["box", "wall", "cushion", "roll"]

#: Things that are drawn anew with every pose; the others stand still unless they are told to follow.
_MOVING = ("strap", "stick", "bag", "ring", "arrow")
_SEAT = (0.27, 0.30)  # depth and width of a chair's seat
_BACK = 0.30  # its back above the seat
_LEG, _BOARD = 0.022, 0.022
_MAT_HALF, _MAT_PAST = 0.18, 0.06
_STEPS = 6


@dataclass(frozen=True, eq=False)
class Solid:
    """A thing with a place: a box from `low` to `high` (3,) at `origin` along `axes` (3, 3), whose columns are across,
    deep and up."""

    kind: SolidKind
    material: str
    origin: Array
    axes: Array
    low: Array
    high: Array

    def corners(self) -> Array:
        """The eight corners in the world, (8, 3)."""
        k = np.array([[(i >> b) & 1 for b in range(3)] for i in range(8)], bool)
        out: Array = self.origin + np.where(k, self.high, self.low) @ self.axes.T
        return out


class Setting:
    """The still surroundings of one clip, and the room that it needs.

    `low`, `high` (3,) bound the body in every pose; `reach` (n, 3) and `reach_radius` (n,) are balls that hold it, for
    the camera, in all `poses`; `mat` is (x0, x1, y0, y1) or None; `solids` stand still, `moving` props follow the body.
    """

    def __init__(self, clip: Clip) -> None:
        body = clip.body
        self.poses = sample_poses(clip)
        points = np.array([body.stations(pose.R, pose.P) for pose in self.poses])
        if clip.sides in ("alternating", "halves"):
            points = np.concatenate([points, points * clip.mirror])
        r = body.rad.max(1)
        self.low: Array = (points - r[:, None]).min((0, 1))
        self.high: Array = (points + r[:, None]).max((0, 1))
        self.reach: Array = points.reshape(-1, 3)
        self.reach_radius: Array = np.tile(r, len(points))
        self.mat: tuple[float, float, float, float] | None = None
        if clip.scene.mat:
            core = np.setdiff1d(np.arange(len(body.bone)), body.groups["arms"])
            low = (points - r[:, None])[:, core].min((0, 1))
            high = (points + r[:, None])[:, core].max((0, 1))
            y = float(low[1] + high[1]) / 2
            half = max(_MAT_HALF, min(float(high[1] - low[1]) / 2 + 0.02, 0.30))
            self.mat = (float(low[0]) - _MAT_PAST, float(high[0]) + _MAT_PAST, y - half, y + half)
        self.solids: list[Solid] = []
        self.moving = [prop for prop in clip.scene.props if follows(prop)]
        for prop in clip.scene.props:
            if not follows(prop):
                key = int(prop.get("key", 1)) - 1
                self._place(prop, clip, clip.pose_at(Moment(key, key)))

    def extent(self, matrix: Array) -> Array:
        """Everything that must be seen, as points (n, 2) in the axes of a screen `matrix` (2, 3)."""
        at = self.reach @ matrix.T
        r = self.reach_radius[:, None]
        points = [at - r, at + r]
        points += [solid.corners() @ matrix.T for solid in self.solids]
        if self.mat:
            x0, x1, y0, y1 = self.mat
            points.append(np.array([(x, y, 0.0) for x in (x0, x1) for y in (y0, y1)]) @ matrix.T)
        return np.concatenate(points)

    def _place(self, prop: Prop, clip: Clip, pose: Pose) -> None:
        match prop["kind"]:
            case "chair":
                self._chair(prop, clip, pose)
            case "table":
                at, size = np.array(prop["at"], float), prop.get("size", (0.5, 0.36))
                self._table(at, float(size[0]), float(size[1]))
            case "step":
                at, size = np.array(prop["at"], float), prop.get("size", (0.26, 0.34))
                half = np.array([size[0] / 2, size[1] / 2, 0.0])
                self._box("wood", at, np.eye(3), -half - (0, 0, at[2]), half)
            case "box":
                at, size = np.array(prop["at"], float), prop["size"]
                half = np.array([size[0] / 2, size[1] / 2, 0.0])
                self._box("card", at, np.eye(3), -half, half + np.array([0, 0, size[2]]))
            case "wall":
                self._wall(prop)
            case "towel":
                self._roll(prop, pose)
            case "pillow":
                self.solids.append(pillow(prop, clip.body, pose))

    def _box(self, material: str, origin: Array, axes: Array, low: Array, high: Array, kind: SolidKind = "box") -> None:
        self.solids.append(Solid(kind, material, origin, axes, np.asarray(low, float), np.asarray(high, float)))

    def _chair(self, prop: Prop, clip: Clip, pose: Pose) -> None:
        r, p = pose.R, pose.P
        back = bool(prop.get("back", False))
        if "at" in prop:
            edge, faces = np.array(prop["at"], float), facing(float(prop.get("turn", 0)))
        elif prop["under"] == "calves":
            knees, feet = ((p[BI[f"{b}_l"]] + p[BI[f"{b}_r"]]) / 2 for b in ("shank", "foot"))
            along = unit(level(feet - knees))
            edge, faces = knees + along * 0.045, -along
            edge[2] = self._lowest(clip, pose, ("shank_l", "shank_r"))
        else:
            faces = unit(level(r[0][:, 0]))
            edge = p[1] + faces * 0.14
            edge[2] = self._lowest(clip, pose, ("buttocks", "thigh_l", "thigh_r"))
        axes = np.stack([np.cross(-faces, (0, 0, 1)), -faces, (0, 0, 1)], 1)  # across, away from the front, up
        floor = edge * (1, 1, 0)
        deep, half, top = _SEAT[0], _SEAT[1] / 2, float(edge[2])
        post = top + _BACK if back else top - _BOARD
        for x in (-half, half - _LEG):
            self._box("wood", floor, axes, np.array([x, 0.012, 0]), np.array([x + _LEG, 0.012 + _LEG, top - _BOARD]))
            self._box("wood", floor, axes, np.array([x, deep - _LEG, 0]), np.array([x + _LEG, deep, post]))
        if back:
            for low, high in ((0.05, 0.10), (0.155, 0.205), (0.255, 0.305)):
                rail = np.array([-half + _LEG, deep - _LEG * 0.85, top + low])
                self._box("wood", floor, axes, rail, np.array([half - _LEG, deep - _LEG * 0.15, top + high]))
        seat = np.array([-half - 0.006, -0.004, top - _BOARD])
        far = deep - _LEG if back else deep + 0.004
        self._box("wood", floor, axes, seat, np.array([half + 0.006, far, top]))

    @staticmethod
    def _lowest(clip: Clip, pose: Pose, groups: tuple[str, ...]) -> float:
        return 0.003 + min(clip.body.lowest(pose.R, pose.P, group)[1] for group in groups)

    def _table(self, at: Array, length: float, width: float) -> None:
        floor, top = at * (1, 1, 0), float(at[2])
        for x in (-length / 2 + 0.012, length / 2 - 0.012 - _LEG):
            for y in (-width / 2 + 0.012, width / 2 - 0.012 - _LEG):
                low = np.array([x, y, 0.0])
                self._box("wood", floor, np.eye(3), low, low + np.array([_LEG, _LEG, top - _BOARD]))
        half = np.array([length / 2, width / 2, top])
        self._box("wood", floor, np.eye(3), -half * (1, 1, -1) - (0, 0, _BOARD), half)

    def _wall(self, prop: Prop) -> None:
        at, faces = np.array(prop["at"], float) * (1, 1, 0), facing(float(prop.get("turn", 0)))
        width, height = float(prop.get("width", 0.66)), float(prop.get("height", 1.1))
        axes = np.stack([np.cross(-faces, (0, 0, 1)), -faces, (0, 0, 1)], 1)
        thick = 0.030 if width > 0.16 else 0.050
        low, high = np.array([-width / 2, 0.0, 0.0]), np.array([width / 2, thick, height])
        self._box("wall", at, axes, low, high, "wall")

    def _roll(self, prop: Prop, pose: Pose) -> None:
        at, r = pose.P[BI[prop["at"]]] + np.array(prop.get("by", (0, 0, 0)), float), float(prop.get("radius", 0.03))
        self._box("linen", at * (1, 1, 0), np.eye(3), np.array([-r, -0.11, 0]), np.array([r, 0.11, 2 * r]), "roll")


_settings: weakref.WeakKeyDictionary[Clip, Setting] = weakref.WeakKeyDictionary()


def setting_of(clip: Clip) -> Setting:
    """The surroundings of a clip; worked out once, kept as long as the clip is."""
    if clip not in _settings:
        _settings[clip] = Setting(clip)
    return _settings[clip]


def pillow(prop: Prop, body: Body, pose: Pose) -> Solid:
    """A cushion at a part of the body. Without a thickness it fills the room under it, without a shift it lies on the
    floor."""
    bone = str(prop["at"])
    at = pose.P[BI[bone]] + np.array(prop.get("by", (0, 0, 0)), float)
    limb = bone[-2:] in ("_l", "_r")
    length, thick = (float(v) for v in prop.get("size", (0.20 if limb else 0.26, 0.0)))
    along = level(pose.R[BI[bone]][:, 2])
    along = unit(along) if along @ along > 0.2 else np.array([1.0, 0.0, 0.0])
    axes = np.stack([along, np.cross((0, 0, 1), along), (0, 0, 1)], 1)
    if not thick:
        room = body.lowest(pose.R, pose.P, bone)[1] if limb else float(at[2])
        thick = min(max(room, 0.05), 0.16)
    bottom = float(at[2]) - thick / 2
    if bottom < 0.04 or "by" not in prop:
        bottom = 0.0
    half = np.array([length / 2, 0.085 if limb else 0.13, thick / 2])
    at[2] = bottom + thick / 2
    return Solid("cushion", "cushion", at, axes, -half, half)


def follows(prop: Prop) -> bool:
    """Whether a prop is drawn anew with every pose."""
    return prop["kind"] in _MOVING or bool(prop.get("follow", False))


def sample_poses(clip: Clip) -> list[Pose]:
    """Poses enough to see how far the body goes: every key, and steps of every way between two."""
    moments = [Moment(i, i) for i in range(len(clip.keys)) if clip.same[i] == i]
    moments += [Moment(a, b, k / _STEPS) for a, b in transitions(clip) for k in range(1, _STEPS)]
    return [clip.pose_at(moment) for moment in moments]


def facing(turn: float) -> Array:
    """The way (3,) that a wall or chair faces: 0 degrees to the left, 90 to the viewer, 180 to the right."""
    a = np.radians(turn)
    return np.array([-np.cos(a), -np.sin(a), 0.0])
