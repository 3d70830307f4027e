"""Props that follow the body: strap, stick, bag, the ring round the waist and the arrow of a push."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from coach.figure.body import Body
from coach.figure.clip import Clip, Pose
from coach.figure.rotation import Array, cross, level, unit
from coach.figure.skeleton import BI, other_side
from ui.figure.camera import Camera
from ui.figure.paints import Paints, tint
from ui.figure.setting import Prop, Setting, pillow
from ui.figure.shape import grip
from ui.figure.solids import draw_soft, draw_solid, round_hull
from ui.theme import mix

_STRAP, _STICK, _STICK_PAST = 0.0150, 0.0135, 0.12
_BAG = np.array([0.085, 0.046, 0.105])  # half its width, depth, height
_HANDLE = 0.045
_HELD = ("strap", "stick", "bag")
_EDGE = 0.030  # half the width of a foot


@dataclass(frozen=True, eq=False)
class Thing:
    """One piece to be drawn among the parts of the body: balls (n, 3) and their radius say where it is."""

    points: Array
    radius: float
    held_by: tuple[str, ...]
    draw: Callable[[QPainter], None]
    #: Drawn before or after everything else, whatever the depths say.
    place: str = ""
    #: Parts of the body that it lies on for certain.
    upon: tuple[str, ...] = ()


def things_of(props: Sequence[Prop], pose: Pose, body: Body, camera: Camera, paints: Paints) -> list[Thing]:
    """The moving props of a pose."""
    made: list[Thing] = []
    for prop in props:
        match prop["kind"]:
            case "strap":
                made += _strap(prop, pose, camera, paints)
            case "stick":
                made.append(_stick(prop, pose, body, camera, paints))
            case "bag":
                made.append(_bag(prop, pose, camera, paints))
            case "pillow":
                solid = pillow(prop, body, pose)
                draw = partial(draw_solid, camera=camera, paints=paints, solid=solid)
                made.append(Thing(solid.corners(), 0.03, (), draw))
            case "ring":
                made += _ring(prop, pose, body, camera, paints)
            case "arrow":
                made.append(_arrow(prop, pose, camera, paints))
    return made


def room(setting: Setting, clip: Clip, camera: Camera, paints: Paints) -> Array:
    """Points (n, 2) in the axes of the camera's screen, at scale 1, that hold what hangs or stands out of the hands."""
    held = [prop for prop in setting.moving if prop["kind"] in _HELD]
    points = [np.zeros((0, 2))]
    for pose in setting.poses if held else ():
        for thing in things_of(held, pose, clip.body, camera, paints):
            at = thing.points
            if clip.sides in ("alternating", "halves"):
                at = np.concatenate([at, at * clip.mirror])
            points += [at @ camera.M.T - thing.radius, at @ camera.M.T + thing.radius]
    return np.concatenate(points)


def _hands(prop: Prop, pose: Pose) -> list[tuple[str, Array]]:
    """The hands that hold a prop and where it runs through them, left first."""
    ends = prop.get("ends", ())
    names = [ends] if isinstance(ends, str) else list(ends)
    if pose.mirrored:
        names = [other_side(name) for name in names]
    return [(name, pose.P[BI[name]] + pose.R[BI[name]] @ grip(1 if name[-1] == "l" else -1)) for name in sorted(names)]


def _strap(prop: Prop, pose: Pose, camera: Camera, paints: Paints) -> list[Thing]:
    """From the hands along both sides of the foot and round the sole; the ends hang out of the fists."""
    foot = str(prop["round"])
    if pose.mirrored:
        foot = other_side(foot)
    r, p = pose.R[BI[foot]], pose.P[BI[foot]]
    hands = _hands(prop, pose)
    made = []
    for sign, (name, at) in zip((1, -1), (hands[0], hands[-1]), strict=True):
        sole = [
            p + r @ np.array(v)
            for v in ((0.036, sign * _EDGE, -0.004), (0.032, sign * 0.027, -0.0400), (0.031, 0.0, -0.0455))
        ]
        slack = unit(level(at - sole[0])) if len(hands) > 1 or sign > 0 else np.zeros(3)
        tail = at + slack * 0.012 + np.array([0.0, 0.0, -0.085])
        points = np.array([tail, at, *sole])
        steps = np.linspace(0, 1, 9)[:, None]
        balls = np.concatenate([at + (sole[0] - at) * steps, sole[1:2]])
        draw = partial(_band, camera=camera, points=points, colour=paints["band"])
        made.append(Thing(balls, _STRAP / 2, (name,), draw))
    return made


def _band(p: QPainter, *, camera: Camera, points: Array, colour: QColor) -> None:
    at = camera.project(points).tolist()
    path = QPainterPath(QPointF(*at[1]))
    for x, y in at[2:]:
        path.lineTo(x, y)
    tail = QPainterPath(QPointF(*at[1]))
    (tx, ty), gy = at[0], at[1][1]
    tail.quadTo(QPointF(tx, (gy + ty) / 2), QPointF(tx, ty))
    width = _STRAP * camera.scale
    join, flat, rounded = Qt.PenJoinStyle.RoundJoin, Qt.PenCapStyle.FlatCap, Qt.PenCapStyle.RoundCap
    p.strokePath(tail, QPen(mix(colour, QColor("#5A3A10"), 0.18), width, Qt.PenStyle.SolidLine, flat, join))
    p.strokePath(path, QPen(mix(colour, QColor("#5A3A10"), 0.34), width, Qt.PenStyle.SolidLine, rounded, join))
    p.strokePath(path, QPen(colour, width * 0.66, Qt.PenStyle.SolidLine, rounded, join))


def _stick(prop: Prop, pose: Pose, body: Body, camera: Camera, paints: Paints) -> Thing:
    hands = _hands(prop, pose)
    if "along" in prop or len(hands) < 2:
        head, pelvis = BI["head"], BI["pelvis"]
        a = pose.P[head] + pose.R[head] @ np.array([-0.064, 0.0, 0.065])
        b = pose.P[pelvis] + pose.R[pelvis] @ np.array([-0.088, 0.0, -0.005])
    else:
        a, b = hands[0][1], hands[1][1]
    way, past = unit(b - a), _STICK_PAST
    if "length" in prop:
        past = max((float(prop["length"]) - float(np.linalg.norm(b - a))) / 2, 0.02)
    out = _out_of_the_back(a, way, pose, body)
    a, b = a - way * past + out, b + way * past + out
    balls = a + (b - a) * np.linspace(0, 1, 24)[:, None]
    draw = partial(_rod, camera=camera, a=a, b=b, light=paints["wood"], dark=paints["wood_dark"])
    return Thing(balls, _STICK / 2, tuple(name for name, _at in hands), draw)


def _out_of_the_back(a: Array, way: Array, pose: Pose, body: Body) -> Array:
    """How a stick along the back must be shifted (3,) to lie on it rather than in it."""
    trunk = np.concatenate([body.groups["trunk"], body.groups["head"]])
    bone = body.bone[trunk]
    turn = pose.R[bone]
    at = pose.P[bone] + (turn @ body.off[trunk][..., None])[..., 0]
    back = -pose.R[BI["thoracic2"]][:, 0]
    back = unit(back - way * (back @ way))
    from_stick = at - a
    reach = np.sqrt(((body.rad[trunk] * (turn.transpose(0, 2, 1) @ back)) ** 2).sum(1))
    deep = from_stick @ back + reach + _STICK / 2
    side = np.linalg.norm(from_stick - np.outer(from_stick @ way, way) - np.outer(from_stick @ back, back), axis=1)
    worst = float(np.max(np.where(side < body.rad[trunk][:, 1], deep, -1.0)))
    out: Array = back * worst if -0.02 < worst < 0.09 else np.zeros(3)
    return out


def _rod(p: QPainter, *, camera: Camera, a: Array, b: Array, light: QColor, dark: QColor) -> None:
    (ax, ay), (bx, by) = camera.project(np.array([a, b])).tolist()
    width = _STICK * camera.scale
    for k, colour, shift in ((1.0, dark, 0.0), (0.72, mix(dark, light, 0.75), 0.10), (0.30, light, 0.16)):
        p.setPen(QPen(colour, width * k, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(QPointF(ax - shift * width, ay - shift * width), QPointF(bx - shift * width, by - shift * width))
    p.setPen(Qt.PenStyle.NoPen)


def _bag(prop: Prop, pose: Pose, camera: Camera, paints: Paints) -> Thing:
    """It hangs from the hands, and stands on the floor where it would sink into it."""
    hands = _hands(prop, pose)
    at = np.mean([point for _name, point in hands], 0)
    front = unit(level(pose.R[0][:, 0]) + 1e-9)
    along = cross(np.array([0.0, 0.0, 1.0]), front) if len(hands) > 1 else front
    axes = np.stack([along, cross(np.array([0.0, 0.0, 1.0]), along), (0.0, 0.0, 1.0)], 1)
    middle = at - np.array([0.0, 0.0, _HANDLE + _BAG[2]])
    middle[2] = max(float(middle[2]), _BAG[2])
    k = np.array([[i, j, h] for i in (-1, 1) for j in (-1, 1) for h in (-1, 1)])
    corners = middle + (k * (_BAG - 0.028)) @ axes.T
    draw = partial(_sack, camera=camera, corners=corners, axes=axes, middle=middle, at=at, paints=paints)
    return Thing(np.concatenate([corners, middle[None]]), 0.035, tuple(name for name, _at in hands), draw)


def _sack(
    p: QPainter, *, camera: Camera, corners: Array, axes: Array, middle: Array, at: Array, paints: Paints
) -> None:
    light, dark = paints["bag"], paints["bag_dark"]
    width = max(0.010 * camera.scale, 1.2)
    top = middle + axes @ np.array([0, 0, _BAG[2] - 0.006])
    ends = [camera.at(top + axes[:, 0] * x) for x in (-0.036, 0.036)]
    hold = camera.at(at)
    handle = QPainterPath(ends[0])
    handle.cubicTo(QPointF(ends[0].x(), hold.y()), QPointF(ends[0].x(), hold.y()), hold)
    handle.cubicTo(QPointF(ends[1].x(), hold.y()), QPointF(ends[1].x(), hold.y()), ends[1])
    p.strokePath(handle, QPen(dark, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    shape = round_hull(camera.project(corners), np.full(len(corners), 0.028 * camera.scale))
    draw_soft(p, camera, shape, light, dark)
    side = 1 if float(axes[:, 1] @ camera.fwd) < 0 else -1
    flap = np.array([(-0.7, 0.30), (0.7, 0.30), (0.62, -0.62), (-0.62, -0.62)]) * (_BAG[0], _BAG[2])
    pocket = middle + np.stack([flap[:, 0], np.full(4, side * _BAG[1]), flap[:, 1]], 1) @ axes.T
    if abs(float(axes[:, 1] @ camera.fwd)) > 0.3:
        pen = QPen(tint(dark, 150), max(0.004 * camera.scale, 0.8))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        p.setPen(pen)
        p.setBrush(tint(mix(light, QColor("#FFFFFF"), 0.2), 60))
        p.drawPolygon(camera.polygon(pocket))
    p.setPen(Qt.PenStyle.NoPen)


def _ring(prop: Prop, pose: Pose, body: Body, camera: Camera, paints: Paints) -> list[Thing]:
    """A ring round the trunk, drawn in two halves; it tightens with the effort."""
    bone = BI[str(prop["at"])]
    near = min(body.spine, key=lambda i: abs(int(body.bone[i]) - bone))
    tight = 1.34 - 0.16 * pose.effort
    r, p = pose.R[int(body.bone[near])], pose.P[int(body.bone[near])]
    a = np.linspace(0, 2 * np.pi, 61)
    out = np.stack([np.cos(a) * body.rad[near, 0], np.sin(a) * body.rad[near, 1], 0 * a], 1) * tight
    points = p + (body.off[near] + out) @ r.T
    depth = points @ camera.fwd
    seen = depth <= depth[:-1].mean()
    halves = []
    for half, place in ((~seen, "back"), (seen, "")):
        draw = partial(_arc, camera=camera, points=points, show=half, paints=paints, effort=pose.effort)
        faint = place == "back"
        draw = partial(draw, faint=faint)
        halves.append(Thing(points[half], 0.01, (), draw, place, () if faint else ("torso", "pelvis")))
    return halves


def _arc(
    p: QPainter, *, camera: Camera, points: Array, show: Array, paints: Paints, effort: float, faint: bool
) -> None:
    path, pen_down = QPainterPath(), False
    for (x, y), here in zip(camera.project(points).tolist(), show.tolist(), strict=True):
        if here and pen_down:
            path.lineTo(x, y)
        elif here:
            path.moveTo(x, y)
        pen_down = here
    alpha = (70 if faint else 130) + 100 * effort
    width = (0.009 if faint else 0.012) * camera.scale
    for k, share in ((2.2, 0.22), (1.0, 1.0)):
        pen = QPen(tint(paints.glow, round(min(alpha * share, 255))), width * k, Qt.PenStyle.SolidLine)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        p.strokePath(path, pen)


def _arrow(prop: Prop, pose: Pose, camera: Camera, paints: Paints) -> Thing:
    bone = BI[str(prop["at"])]
    start = pose.P[bone] + pose.R[bone] @ np.array(prop.get("by", (0, 0, 0)), float)
    way = unit(np.array(prop["way"], float))
    end = start + way * 0.15
    draw = partial(_pointer, camera=camera, start=start, end=end, colour=paints.glow, effort=pose.effort)
    return Thing(np.array([start, end]), 0.01, (), draw, "front")


def _pointer(p: QPainter, *, camera: Camera, start: Array, end: Array, colour: QColor, effort: float) -> None:
    a, b = camera.project(np.array([start, end]))
    d = b - a
    size = 0.034 * camera.scale
    u = d / max(float(np.hypot(*d)), 1e-6)
    side = np.array([-u[1], u[0]])
    body = tint(colour, round(120 + 135 * min(effort, 1)))
    p.setPen(QPen(body, 0.016 * camera.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    neck = b - u * size
    p.drawLine(QPointF(*a.tolist()), QPointF(*neck.tolist()))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(body)
    p.drawPolygon(QPolygonF([QPointF(*v.tolist()) for v in (b, neck + side * size * 0.72, neck - side * size * 0.72)]))
