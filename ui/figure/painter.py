"""Draws one posed body: crisp flat colours at full size, soft shade from a small blurred layer on top of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QBrush,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from coach.figure.clip import Clip, Moment, Pose
from coach.figure.skeleton import BI
from coach.figure.spec import Muscle
from ui.figure.camera import Camera
from ui.figure.face import Face
from ui.figure.hair import Hair
from ui.figure.layers import Layers, Step, tones
from ui.figure.moving import Thing, things_of
from ui.figure.order import DepthOrder
from ui.figure.outline import Poly, fill
from ui.figure.paints import MATERIALS, Paints, tint
from ui.figure.projection import HALO_LAYER, TONE_LAYERS, Projection
from ui.figure.setting import setting_of
from ui.figure.shadow import FloorShadow
from ui.figure.shape import Shape
from ui.figure.soft import SoftLayer
from ui.figure.solids import draw_pieces
from ui.theme import mix

_MODE = QPainter.CompositionMode
#: From this many pixels for a body height on the gaps between fingers are drawn.
_FINGERS_FROM = 240

_Polys = tuple[list[tuple[str, list[Poly]]], list[Poly], list[Poly]]
Pieces = list[tuple[QImage, QPoint]]


class FigurePainter:
    """One clip at one size in one look. `back` is the still picture, `frame` gives the moving one to lay over it.

    Both are transparent where nothing is. `size` is in pixels; `flip` shows the body from its other side.
    """

    def __init__(
        self,
        clip: Clip,
        shape: Shape,
        paints: Paints,
        muscles: Mapping[str, Muscle],
        size: tuple[int, int],
        *,
        flip: bool = False,
    ) -> None:
        self.clip, self.shape, self.paints = clip, shape, paints
        self._setting = setting = setting_of(clip)
        self.camera = camera = Camera(clip.view, flip=flip)
        camera.fit(setting.extent(camera.M), *size)
        self.at = Projection(shape, camera)
        #: What the last picture was drawn of, back to front.
        self.steps: list[Step] = []
        self._polys: dict[object, _Polys] = {}
        self._hair = Hair(broad=shape.broad)
        pieces = draw_pieces(camera, paints, setting.solids, *size)
        self._layers = Layers(DepthOrder(shape, clip.scene.order), pieces, camera.fwd)
        self._shadow = FloorShadow(shape, setting, camera, paints.shadow)
        self._glows = _glows(clip.scene.muscles, muscles)
        self._flat = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
        self._soft = SoftLayer(size, camera.scale)
        self.back = _still(size, camera, paints, setting.mat)

    def frame(self, moment: Moment) -> Pieces:
        """The painted parts of the moving picture at a moment and where each goes, in pixels."""
        return cut(self.draw(self.clip.pose_at(moment)))

    def draw(self, pose: Pose) -> QImage:
        """The moving picture of a pose: the same image each time, valid until the next call."""
        self._pose, at = pose, self.at
        at.place(pose)
        self._tone = tones(at, pose)
        things = things_of(self._setting.moving, pose, self.shape.body, self.camera, self.paints)
        self._flat.fill(0)
        self._p = p = QPainter(self._flat)
        self._q = self._soft.begin()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        self._done: set[str] = set()
        try:
            self._paint(things)
        finally:  # an image must not go while it is painted on
            self._soft.end()
            p.end()
        return self._flat

    def _paint(self, things: Sequence[Thing]) -> None:
        p, at = self._p, self.at
        among = [thing for thing in things if thing.place != "front"]
        self.steps = self._layers.steps(at, self._tone, among)
        for step in self.steps:
            self._step(step)
        low, high = at.fine.min(0) - 3, at.fine.max(0) + 3
        box = QRect(QPoint(*map(int, low.tolist())), QPoint(*map(int, high.tolist()))) & self._flat.rect()
        self._soft.lay_on(p, box)
        for thing in things:
            if thing.place == "front":
                thing.draw(p)
        p.setCompositionMode(_MODE.CompositionMode_DestinationOver)
        self._shadow.draw(p, at.points, at.radii)

    def _step(self, step: Step) -> None:
        if step.draw is not None:
            step.draw(self._p)
            if self._done:  # the shade of what is behind must not fall on it
                self._q.setCompositionMode(_MODE.CompositionMode_DestinationOut)
                step.draw(self._q)
                self._q.setPen(Qt.PenStyle.NoPen)
            self._p.setPen(Qt.PenStyle.NoPen)
            return
        if step.parts == ("head",):
            self._head()
        else:
            self._group(step.parts, self._tone[step.parts[0]], halo=bool(self._done))
        self._done.update(step.parts)
        for k, hem in enumerate(self.shape.hems):
            both = {hem.part, hem.after} - {""}
            if both <= self._done and both & set(step.parts):
                self._hem(k, self._tone[hem.part])
        self._glow(step.parts)

    def _group(self, parts: tuple[str, ...], tone: int, *, halo: bool = True) -> None:
        """Crisp colour at full size; what the parts cast behind them, their shade and light into the soft layer."""
        p, q, paints, at = self._p, self._q, self.paints, self.at
        over = parts == ("torso",) and "pelvis" in self._done
        flat, whole, casting = self._polys_of(("torso over",) if over else parts, parts)
        if halo and casting and not over:
            q.setCompositionMode(_MODE.CompositionMode_SourceOver)
            fill(q, paints.occlude, casting, at.coarse[HALO_LAYER])
        for material, polys in flat:
            fill(p, paints.ramp[material][tone], polys, at.fine)
        q.setCompositionMode(_MODE.CompositionMode_Source)
        for k in TONE_LAYERS:
            fill(q, paints.tones[k], whole, at.coarse[k])
        if self.camera.scale > _FINGERS_FROM:
            for part in parts:
                if part.startswith("hand"):
                    self._fingers(part, tone)

    def _polys_of(self, flat_parts: tuple[str, ...], parts: tuple[str, ...]) -> _Polys:
        """The outlines of parts that are filled as one: by material, of the soft layer, of what they cast."""
        key = flat_parts, parts
        if key not in self._polys:
            flat, soft = self.at.flat.polys, self.at.soft.polys
            by_material = [
                (m, [poly for part in flat_parts for poly in flat.get(f"{part}:{m}", ())]) for m in MATERIALS
            ]
            self._polys[key] = (
                [(m, polys) for m, polys in by_material if polys],
                [poly for part in parts for poly in soft[part]],
                [poly for part in parts if part != "pelvis" for poly in soft.get(f"{part}/limb", ())],
            )
        return self._polys[key]

    def _fingers(self, part: str, tone: int) -> None:
        """Lines between the fingers, where the hand shows its back or its palm."""
        hand = next(h for h in self.shape.hands if h.side == part[-1])
        flat_on = abs(float(self._pose.R[hand.bone][:, 1] @ self.camera.fwd))
        if flat_on < 0.25:
            return
        c, path = self.at.centres, QPainterPath()
        for one, other in zip(hand.fingers, hand.fingers[1:], strict=False):
            (ax, ay), (bx, by), (ex, ey) = ((c[i] + c[j]) / 2 for i, j in zip(one, other, strict=True))
            path.moveTo(ax * 0.35 + bx * 0.65, ay * 0.35 + by * 0.65)
            path.lineTo(bx, by)
            path.lineTo(ex, ey)
        pen = QPen(self.paints.seam["skin"][tone], max(0.0022 * self.camera.scale, 0.6) * min(flat_on * 1.6, 1))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._p.strokePath(path, pen)

    def _hem(self, k: int, tone: int) -> None:
        """The edge of a garment, bent as the ring round the limb is seen."""
        p, hem = self._p, self.shape.hems[k]
        arc, over, outwards = self.at.hems[k]
        line = QPolygonF([QPointF(x, y) for x, y in arc])
        shape = QPolygonF(line)
        for x, y in over:
            shape.append(QPointF(x, y))
        ramp = self.paints.ramp[hem.cloth if outwards else hem.within]
        p.setBrush(ramp[tone if outwards or hem.within == "skin" else 0])
        p.drawPolygon(shape)
        pen = QPen(self.paints.seam[hem.cloth][tone], max(0.0030 * self.camera.scale, 0.7))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        p.setPen(pen)
        p.drawPolyline(line)
        p.setPen(Qt.PenStyle.NoPen)

    def _head(self) -> None:
        p, paints, camera = self._p, self.paints, self.camera
        r, at = self._pose.R[BI["head"]], self._pose.P[BI["head"]]
        front = -float(r[:, 0] @ camera.fwd)  # 1 where it looks at the viewer
        knot = not self.shape.broad
        behind = float(self.at.depth[self.shape.bun]) > float((at + r @ np.array([0, 0, 0.05])) @ camera.fwd)
        if knot and behind:
            self._group(("bun",), 0)
        self._group(("head",), 0)
        cap = QPolygonF([QPointF(x, y) for x, y in self._hair.outline(r, at, camera).tolist()])
        p.setBrush(paints.ramp["hair"][0])
        p.drawPolygon(cap, Qt.FillRule.WindingFill)
        shine, strength = self._hair.shine(r, at, camera)
        if strength > 0:
            p.setBrush(tint(paints.shine, round(100 * strength)))
            p.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shine.tolist()]))
        if knot and not behind:
            self._group(("bun",), 0)
        if front > -0.25:
            nose = QBrush(mix(paints.skin, paints["blush"], 0.03 + 0.11 * max(front, 0)))
            fill(p, nose, self.at.flat.polys["nose:skin"], self.at.fine)
        Face(p, camera, paints, r, at).draw(self._pose.eyes)
        p.setPen(Qt.PenStyle.NoPen)

    def _glow(self, parts: Sequence[str]) -> None:
        """Warm patches over working muscles, in the soft layer; parts that are drawn later cover them."""
        q, camera, pose = self._q, self.camera, self._pose
        for muscle, side in self._glows:
            if pose.mirrored and side:
                side = "l" if side == "r" else "r"
            bone = muscle.bone if muscle.bone in BI else f"{muscle.bone}_{side}"
            if not self._glows_now(bone, side, parts):
                continue
            r = pose.R[BI[bone]]
            local = np.array(muscle.at) * (1, -1 if side == "r" else 1, 1)
            out = r @ (local * (1, 1, 0)) / max(math.hypot(local[0], local[1]), 1e-6)
            face = min(max(0.55 - float(out @ camera.fwd), 0.25), 1.0)  # weaker on the hidden side
            ax = camera.M @ r[:, 2]
            n = max(math.hypot(*ax.tolist()), 1e-6)
            wide = muscle.size[1] * camera.scale
            long = max(muscle.size[0] * n * camera.scale, wide)
            c = camera.at(pose.P[BI[bone]] + r @ local)
            g = QRadialGradient(QPointF(0, 0), 1)
            alpha = face * (0.42 + 0.50 * pose.effort + 0.05 * pose.breath)
            for stop, share in ((0.0, 0.95), (0.4, 0.75), (0.75, 0.25), (1.0, 0.0)):
                g.setColorAt(stop, tint(self.paints.glow, round(min(max(alpha * share, 0), 1) * 255)))
            u, v = ax[0] / n, ax[1] / n
            q.save()
            q.setCompositionMode(_MODE.CompositionMode_SourceOver)
            q.setTransform(QTransform(u * long, v * long, -v * wide, u * wide, c.x(), c.y()), True)
            q.setBrush(g)
            q.drawEllipse(QPointF(0, 0), 1, 1)
            q.restore()

    def _glows_now(self, bone: str, side: str, parts: Sequence[str]) -> bool:
        """A muscle of a limb glows when the limb is drawn, one of the trunk when nothing drawn later lies over it."""
        name, _, own = bone.partition("_")
        if own:
            return (f"arm_{own}" if name == "upper" else bone) in parts
        over = {"torso", "pelvis", f"thigh_{side}"} if name == "pelvis" and side else {"torso", "pelvis"}
        return over <= self._done and bool(over & set(parts))


def cut(image: QImage, band: int = 32, gap: int = 24) -> Pieces:
    """The painted parts of an image, cut into bands and runs so that empty space costs no memory."""
    height, width = image.height(), image.width()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(height, width)
    out: Pieces = []
    for y in range(0, height, band):
        x = np.flatnonzero(np.bitwise_or.reduce(pixels[y : y + band], 0))
        if not len(x):
            continue
        breaks = np.flatnonzero(np.diff(x) > gap)
        for i, j in zip([0, *(breaks + 1).tolist()], [*breaks.tolist(), len(x) - 1], strict=True):
            rect = QRect(int(x[i]), y, int(x[j] - x[i]) + 1, min(band, height - y))
            out.append((image.copy(rect), rect.topLeft()))
    return out


def _glows(names: Sequence[str], muscles: Mapping[str, Muscle]) -> list[tuple[Muscle, str]]:
    out = []
    for name in names:
        plain, _, side = name.rpartition("_")
        if side in ("l", "r") and plain in muscles:
            out.append((muscles[plain], side))
        else:
            out.append((muscles[name], ""))
    return out


def _still(
    size: tuple[int, int], camera: Camera, paints: Paints, mat: tuple[float, float, float, float] | None
) -> QImage:
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    if mat is not None:
        p = QPainter(image)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        _mat(p, camera, paints, mat)
        p.end()
    return image


def _mat(p: QPainter, camera: Camera, paints: Paints, mat: tuple[float, float, float, float]) -> None:
    x0, x1, y0, y1 = mat
    r = 0.03
    corners = ((x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180), (x1 - r, y0 + r, 270))
    turns = [(cx, cy, a) for cx, cy, q in corners for a in np.radians(q + np.arange(0, 91, 10)).tolist()]
    rim = np.array([(cx + r * math.cos(a), cy + r * math.sin(a), 0.0) for cx, cy, a in turns])
    surface, edge = paints["mat"], paints["mat_edge"]
    for z, k in ((-0.020, 0.5), (-0.017, 1.0)):
        p.setBrush(tint(paints["shade"], round((70 if paints.dark else 22) * k)))
        p.drawPolygon(camera.polygon(rim + np.array([0.006, 0, z])))
    p.setBrush(edge)
    for z in np.linspace(-0.013, -0.002, 7):
        p.drawPolygon(camera.polygon(rim + np.array([0, 0, z])))
    far, near = (QPointF(0, camera.at(np.array([0, y, 0])).y()) for y in (y1, y0))
    g = QLinearGradient(far, near)
    g.setColorAt(0, mix(surface, paints["lit"], 0.05 if paints.dark else 0.30))
    g.setColorAt(1, surface)
    p.setBrush(g)
    p.drawPolygon(camera.polygon(rim))
    inner = rim.copy()
    inner[:, 0] = (rim[:, 0] - (x0 + x1) / 2) * (1 - 0.028 / (x1 - x0)) + (x0 + x1) / 2
    inner[:, 1] = (rim[:, 1] - (y0 + y1) / 2) * (1 - 0.028 / (y1 - y0)) + (y0 + y1) / 2
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(tint(edge, 120), max(0.0022 * camera.scale, 0.6)))
    p.drawPolygon(camera.polygon(inner))
