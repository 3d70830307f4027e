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
)

from coach.figure.clip import Clip, Moment, Pose
from coach.figure.skeleton import BI
from coach.figure.spec import Muscle
from ui.figure.camera import Camera
from ui.figure.digits import fingers, toes
from ui.figure.face import Face
from ui.figure.glow import Glow
from ui.figure.hair import Hair
from ui.figure.layers import Layers, Step, tones
from ui.figure.moving import Thing, room, things_of
from ui.figure.order import DepthOrder
from ui.figure.outline import Poly, fill, path_of
from ui.figure.paints import MATERIALS, Paints, tint
from ui.figure.projection import HALO, HALO_LAYER, TONE_LAYERS, Projection
from ui.figure.setting import setting_of
from ui.figure.shadow import FloorShadow
from ui.figure.shape import Shape
from ui.figure.soft import SoftLayer
from ui.figure.solids import draw_pieces
from ui.theme import mix

_MODE = QPainter.CompositionMode
#: From this many pixels for a body height on the gaps between fingers are drawn.
_FINGERS_FROM = 240
#: Small parts shade what is behind them less: a blur as wide as they are would look like dirt.
_LIGHTLY = frozenset(("arm", "fore", "hand", "neck", "head", "bun"))

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
        camera.fit(np.concatenate([setting.extent(camera.M), room(setting, clip, camera, paints)]), *size)
        self.at = Projection(shape, camera)
        #: What the last picture was drawn of, back to front.
        self.steps: list[Step] = []
        self._polys: dict[object, _Polys] = {}
        self._hair = Hair(broad=shape.broad)
        pieces = draw_pieces(camera, paints, setting.solids, *size)
        self._layers = Layers(DepthOrder(shape, clip.scene.order), pieces, camera.fwd)
        self._shadow = FloorShadow(shape, setting, camera, paints.shadow)
        self._glow_of = Glow(muscles, camera, paints)
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
        self._tone, self._warm = tones(at, pose), self._glow_of.patches(pose)
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
        cast = 2 * HALO * self.camera.scale + 3  # what a part casts reaches beyond it
        low, high = at.fine.min(0) - cast, at.fine.max(0) + cast
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
        self._glow(step.parts)
        for k, hem in enumerate(self.shape.hems):
            both = {hem.part, hem.after} - {""}
            if both <= self._done and both & set(step.parts):
                self._hem(k, self._tone[hem.part])

    def _group(self, parts: tuple[str, ...], tone: int, *, halo: bool = True) -> None:
        """Crisp colour at full size; what the parts cast behind them, their shade and light into the soft layer."""
        p, q, paints, at = self._p, self._q, self.paints, self.at
        over = parts == ("torso",) and "pelvis" in self._done
        flat, whole, casting = self._polys_of(("torso over",) if over else parts, parts)
        if halo and casting and not over:
            q.setCompositionMode(_MODE.CompositionMode_SourceOver)
            light = all(part.split("_")[0] in _LIGHTLY for part in parts)
            fill(q, paints.occlude_lightly if light else paints.occlude, casting, at.coarse[HALO_LAYER])
        for material, polys in flat:
            fill(p, paints.ramp[material][tone], polys, at.fine)
        q.setCompositionMode(_MODE.CompositionMode_Source)
        for k in TONE_LAYERS:
            fill(q, paints.tones[k], whole, at.coarse[k])
        if self.camera.scale > _FINGERS_FROM:
            for part in parts:
                if part.startswith(("hand", "shank")):
                    path, plain = (fingers if part.startswith("hand") else toes)(at, self._pose, part)
                    if plain > 0:
                        pen = QPen(paints.seam["skin"][tone], max(0.0022 * self.camera.scale, 0.6) * plain)
                        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                        p.strokePath(path, pen)

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
        near = shape.boundingRect().toAlignedRect()
        for shows, brush, box in self._warm:
            if hem.part in shows and box.intersects(near):
                p.setBrush(brush)
                p.drawPolygon(shape)
        pen = QPen(self.paints.seam[hem.cloth][tone], max(0.0030 * self.camera.scale, 0.7))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
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
        face = Face(p, camera, paints, r, at)
        p.setBrush(paints.ramp["hair"][0])
        p.drawPolygon(QPolygonF([QPointF(x, y) for x, y in self._hair.behind(r, at, camera).tolist()]))
        face.ears(edge=True)
        self._group(("head",), 0)
        cap = QPainterPath()
        cap.setFillRule(Qt.FillRule.WindingFill)
        for piece in self._hair.pieces(r, at, camera):
            cap.addPolygon(QPolygonF([QPointF(x, y) for x, y in piece.tolist()]))
        p.fillPath(cap, paints.ramp["hair"][0])
        shine, strength = self._hair.shine(r, at, camera)
        if strength > 0:
            p.setBrush(tint(paints.shine, round(100 * strength)))
            p.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shine.tolist()]))
        if knot and not behind:
            self._group(("bun",), 0)
        if front > -0.25:
            nose = QBrush(mix(paints.skin, paints["blush"], 0.03 + 0.11 * max(front, 0)))
            fill(p, nose, self.at.flat.polys["nose:skin"], self.at.fine)
        face.ears(edge=False)
        face.draw(self._pose.eyes, lambda: path_of(self.at.flat.polys["head:skin"], self.at.fine))
        p.setPen(Qt.PenStyle.NoPen)

    def _glow(self, parts: Sequence[str]) -> None:
        for shows, brush, box in self._warm:
            if lit := tuple(part for part in parts if part in shows):
                flat, _whole, _casting = self._polys_of(lit, lit)
                self._p.setClipRect(box)
                fill(self._p, brush, [poly for _material, polys in flat for poly in polys], self.at.fine)
                self._p.setClipping(False)


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
