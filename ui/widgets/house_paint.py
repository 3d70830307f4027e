"""Paints a house of cards into any rectangle of any painter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from ui.icons import paint_icon
from ui.theme import AlignC, AlignL, AlignR, Colours, T, alpha, mix
from ui.widgets.house_shape import (
    KX,
    SPACING,
    Anchor,
    B,
    Card,
    House,
    Point,
    Pose,
    Support,
    W,
    build,
    frame_points,
    project,
)

Hit = tuple[QPolygonF, int]  # outline of a standing card, index of its support

_FACE = (66.0, 100.0)  # card artwork is drawn on this canvas, then mapped onto the projected corners
_MOST_SCALE = 205.0  # px per card length
_PIP_SCALE = 84.0  # below it pips are too small: colour and posture still read
_ORDER = ("fallen", "leaning", "unknown", "solid")  # who gets its label first


def paint_house(
    p: QPainter, rect: QRectF, c: Colours, supports: Sequence[Support], poses: Sequence[Pose], *, labels: bool = True
) -> list[Hit]:
    """Draw the house centred in rect; returns where the cards stand, back to front."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    house = build(poses)
    label_room = QFontMetricsF(T.font("caption", weight=600)).height() * 2 + 16 if labels else 4.0
    view = _View.fit(house, rect.adjusted(24, 6, -14, -label_room))
    painter = _HousePainter(p, rect, c, supports, poses, view)
    painter.table(house)
    hits: list[Hit] = []
    for layer in house.layers:
        for card in layer:
            outline = painter.card(card)
            if card.index >= 0:
                hits.append((outline, card.index))
    for card in house.fallen:
        painter.card(card)
    painter.pips(house)
    if labels:
        painter.labels(house)
    return hits


@dataclass(frozen=True, slots=True)
class _View:
    """Picture to widget: `scale` px per card length, and the place of the picture's origin."""

    scale: float
    x: float
    y: float
    table_y: float  # below everything that lies on the table

    @classmethod
    def fit(cls, house: House, area: QRectF) -> _View:
        xs, ys = frame_points(house.rows)
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        scale = max(1.0, min(area.width() / width, area.height() / height, _MOST_SCALE))
        slack = max(0.0, area.height() - height * scale)
        x = area.center().x() - (min(xs) + max(xs)) / 2 * scale
        y = area.bottom() - max(ys) * scale - slack * 0.42
        return cls(scale, x, y, y + max(ys) * scale)

    def to(self, point: Point) -> QPointF:
        px, py = project(point)
        return QPointF(self.x + px * self.scale, self.y + py * self.scale)


class _HousePainter:
    def __init__(
        self,
        p: QPainter,
        rect: QRectF,
        c: Colours,
        supports: Sequence[Support],
        poses: Sequence[Pose],
        view: _View,
    ) -> None:
        self.p, self.rect, self.c = p, rect, c
        self.supports, self.poses, self.view = supports, poses, view

    def table(self, house: House) -> None:
        """A soft shadow under the house."""
        base = house.rows[0] * B * SPACING + 0.12
        a, b = self.view.to((-base - 0.04, 0, W * 0.35)), self.view.to((base - 0.02, 0, W * 0.35))
        radius = (b.x() - a.x()) / 2
        gradient = QRadialGradient(QPointF(0, 0), radius)
        for stop, strength in ((0.0, 0.20), (0.55, 0.12), (0.85, 0.04), (1.0, 0.0)):
            gradient.setColorAt(stop, alpha(self.c.shadow, strength * (2.2 if self.c.dark else 1)))
        self.p.save()
        self.p.translate((a.x() + b.x()) / 2, (a.y() + b.y()) / 2 + 6)
        self.p.scale(1, 0.17)
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(gradient)
        self.p.drawEllipse(QPointF(0, 0), radius, radius)
        self.p.restore()

    def card(self, card: Card) -> QPolygonF:
        """Draw one card; returns its outline."""
        p, c = self.p, self.c
        corners = [self.view.to(v) for v in card.quad]
        outline = QPolygonF(corners)
        transform = QTransform.quadToQuad(_CANVAS, outline)
        if not isinstance(transform, QTransform):  # corners in one line, such as a card seen edge-on
            return outline
        shape, inner = transform.map(_OUTER), transform.map(_INNER)
        if card.ghost:
            self._ghost(shape, self.poses[card.index].t)
            return outline
        face = _face(c, self.poses[card.index] if card.index >= 0 else None)
        gradient = QLinearGradient((corners[2] + corners[3]) / 2, (corners[0] + corners[1]) / 2)
        if card.in_shade:
            gradient.setColorAt(0, mix(face.shade, c.dusk, face.depth))
            gradient.setColorAt(1, face.shade)
        else:
            gradient.setColorAt(0, mix(face.lit, c.glint, 0.10))
            gradient.setColorAt(1, mix(face.lit, face.shade, 0.45))
        if card.lying:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(alpha(c.shadow, 0.45 if c.dark else 0.16))
            p.drawPath(shape.translated(2.5, 4))
        p.setPen(QPen(face.edge, face.edge_px))
        p.setBrush(gradient)
        p.drawPath(shape)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(alpha(face.inner, 0.5 * face.inner.alphaF()) if card.in_shade else face.inner, 1.0))
        p.drawPath(inner)
        # The near edge catches the light: this line draws the triangle that everybody recognises.
        along = (corners[3] - corners[0]) * 0.045
        pen = QPen(face.near, max(2.0, self.view.scale * 0.018), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        p.setPen(pen)
        p.drawLine(corners[0] + along, corners[3] - along)
        return outline

    def pips(self, house: House) -> None:
        """Upright signs: disc (solid, unknown), tilted square (leaning), open ring (fallen)."""
        if self.view.scale < _PIP_SCALE:
            return
        p, c = self.p, self.c
        r = max(10.0, min(15.5, self.view.scale * 0.098))
        for anchor in house.anchors:
            support, pose = self.supports[anchor.card.index], self.poses[anchor.card.index]
            at = _middle(anchor.card, self.view)
            p.setPen(Qt.PenStyle.NoPen)
            if anchor.card.ghost:
                if pose.t < 0.6:
                    continue
                p.setBrush(c.surface)
                p.setPen(QPen(c.bad, 1.6))
                p.drawEllipse(at, r, r)
                ink = c.bad
            elif pose.state == "leaning":
                p.save()
                p.translate(at)
                p.rotate(12 * pose.t)
                p.setBrush(c.pip_lean)
                p.drawRoundedRect(QRectF(-r * 0.94, -r * 0.94, r * 1.88, r * 1.88), r * 0.34, r * 0.34)
                p.restore()
                ink = c.warn_ink
            elif pose.state == "unknown":
                p.setBrush(c.surface)
                p.setPen(QPen(c.line_strong, 1.2))
                p.drawEllipse(at, r, r)
                ink = c.text2
            else:
                p.setBrush(c.pip)
                p.drawEllipse(at, r, r)
                ink = c.accent_ink if c.dark else c.card_solid_shade
            paint_icon(p, support.icon, QRectF(at.x() - r * 0.72, at.y() - r * 0.72, r * 1.44, r * 1.44), ink, 1.9)

    def labels(self, house: House) -> None:
        """Base row: below the card. Higher rows: beside the outer cards.

        Where words do not fit, cards that need attention are named first; the page lists all of them in words anyway.
        """
        px: float | None = None
        step = B * SPACING * self.view.scale
        base = [self.supports[a.card.index].label for a in house.anchors if a.row == 0]
        fm = QFontMetricsF(T.font("caption", weight=600))
        widest = max((fm.horizontalAdvance(line) for label in base for line in _two_lines(label)), default=0.0)
        if widest > step - 4 and T.text_scale <= 1.0:
            px = 11
            widest *= 11 / 12
        font = T.font("caption", px=px, weight=600)
        self.p.setFont(font)
        fm = QFontMetricsF(font)
        all_fit = widest <= step + 2
        taken: list[QRectF] = []
        for anchor in sorted(house.anchors, key=self._urgency):
            support = self.supports[anchor.card.index]
            self.p.setPen(self._label_ink(support.state))
            lines = _two_lines(support.label)
            width = max(fm.horizontalAdvance(line) for line in lines) + 2
            urgent = support.state in ("leaning", "fallen")
            if anchor.row == 0:
                if not all_fit and not urgent:
                    continue
                place = self._below(anchor, width, fm.height() * len(lines))
                flags = AlignC
            elif anchor.outer:
                place = self._beside(anchor, width, fm.height() * len(lines))
                flags = AlignR if anchor.side < 0 else AlignL
            else:
                continue
            if not (self.rect.contains(place) and not any(place.intersects(o) for o in taken)):
                continue
            taken.append(place)
            for i, line in enumerate(lines):
                self.p.drawText(QRectF(place.x(), place.y() + i * fm.height(), place.width(), fm.height()), flags, line)

    def _below(self, anchor: Anchor, width: float, height: float) -> QRectF:
        x = self.view.to((anchor.x, 0, 0)).x() + KX * W * self.view.scale * 0.46 - width / 2
        x = max(self.rect.left(), min(self.rect.right() - width, x))
        return QRectF(x, self.view.table_y + 4, width, height)

    def _beside(self, anchor: Anchor, width: float, height: float) -> QRectF:
        xs = [self.view.to(v).x() for v in anchor.card.quad]
        at = _middle(anchor.card, self.view)
        if anchor.side < 0:
            x = min(xs) + (at.x() - min(xs)) * 0.30 - 8 - width
        else:
            x = max(xs) - (max(xs) - at.x()) * 0.30 + 8
        return QRectF(x, at.y() - height / 2, width, height)

    def _urgency(self, anchor: Anchor) -> int:
        return _ORDER.index(self.supports[anchor.card.index].state)

    def _label_ink(self, state: str) -> QColor:
        if state == "leaning":
            return self.c.warn_ink
        return self.c.bad_ink if state == "fallen" else self.c.text2

    def _ghost(self, shape: QPainterPath, t: float) -> None:
        c = self.c
        t = max(0.0, min(1.0, t))
        pen = QPen(alpha(c.bad, t), 1.6)
        pen.setDashPattern([3.2, 2.8])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.p.setBrush(alpha(c.bad, (0.12 if c.dark else 0.07) * t))
        self.p.setPen(pen)
        self.p.drawPath(shape)


@dataclass(frozen=True, slots=True)
class _Face:
    """Colours of a card."""

    lit: QColor
    shade: QColor
    edge: QColor
    inner: QColor
    near: QColor
    edge_px: float = 1.1
    depth: float = 0.20  # how much darker the inner side is towards the ridge


def _face(c: Colours, pose: Pose | None) -> _Face:
    if pose is None:
        edge = mix(c.paper_shade, c.text, 0.30)
        return _Face(c.paper_lit, c.paper_shade, edge, alpha(edge, 0.35), c.paper_edge)
    if pose.state == "unknown":
        return _Face(c.paper_lit, c.paper_shade, c.line_strong, alpha(c.line_strong, 0.30), c.paper_edge, 1.3, 0.05)
    lit, shade = c.card_solid_lit, c.card_solid_shade
    if pose.state in ("leaning", "fallen"):
        name = "lean" if pose.state == "leaning" else "flat"
        # Teal and mulberry mix to grey, so the change is short and in the middle of the fall.
        t = max(0.0, min(1.0, (pose.t - 0.4) / 0.2 if name == "flat" else pose.t))
        lit, shade = mix(lit, c[f"card_{name}_lit"], t), mix(shade, c[f"card_{name}_shade"], t)
    edge = mix(shade, c.dusk, 0.35 if c.dark else 0.22)
    return _Face(lit, shade, edge, alpha(c.glint, 0.34), mix(lit, c.glint, 0.45 if c.dark else 0.62))


def _middle(card: Card, view: _View) -> QPointF:
    corners = [view.to(v) for v in card.quad]
    return (corners[0] + corners[1] + corners[2] + corners[3]) / 4


def _two_lines(label: str) -> list[str]:
    words = label.split()
    return [label] if len(words) < 2 else [" ".join(words[:-1]), words[-1]]


def _round_card(width: float, height: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, width, height), radius, radius)
    return path


_CANVAS = QPolygonF([QPointF(0, _FACE[1]), QPointF(*_FACE), QPointF(_FACE[0], 0), QPointF(0, 0)])
_OUTER = _round_card(*_FACE, 7)
_INNER = _round_card(_FACE[0] - 10, _FACE[1] - 10, 4).translated(5, 5)
