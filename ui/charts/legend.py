"""The signs of a chart with their words, on the screen, in pictures and on paper."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts.drawing import LegendItem, Sign
from ui.charts.look import ChartLook, screen_look
from ui.charts.painter import dashed, paint_bar, paint_diamond, paint_hatched
from ui.theme import AlignL, T, alpha, mix
from ui.widgets.base import aa

_SIGN_WIDE = 20.0
_GAP = 16.0


def paint_legend(p: QPainter, rect: QRectF, look: ChartLook, items: Sequence[LegendItem]) -> None:
    """The items from left to right, then on the next line."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item, box in _placed(rect, look, items):
        paint_sign(p, QRectF(box.left(), box.top(), look.line(_SIGN_WIDE), box.height()), look, item.sign)
        p.setFont(look.font())
        p.setPen(look.colours.text2)
        left = look.line(_SIGN_WIDE + 6)
        words = look.metrics().elidedText(item.words, Qt.TextElideMode.ElideRight, max(10.0, rect.width() - left))
        p.drawText(box.adjusted(left, 0, look.line(4), 0), AlignL, words)
    p.restore()


def legend_height(width: float, look: ChartLook, items: Sequence[LegendItem]) -> float:
    """What the items need at a width; nothing without items."""
    boxes = [box for _item, box in _placed(QRectF(0, 0, width, 0), look, items)]
    return max((box.bottom() for box in boxes), default=0.0)


def _placed(rect: QRectF, look: ChartLook, items: Sequence[LegendItem]) -> Iterator[tuple[LegendItem, QRectF]]:
    x, y = rect.left(), rect.top()
    high = look.px(20)
    for item in items:
        width = look.line(_SIGN_WIDE + 6) + look.width(item.words)
        if x > rect.left() and x + width > rect.right():
            x, y = rect.left(), y + high
        yield item, QRectF(x, y, width, high)
        x += width + look.line(_GAP)


def paint_sign(p: QPainter, box: QRectF, look: ChartLook, sign: Sign) -> None:
    """One sign, in the middle of a box."""
    c, centre = look.colours, box.center()
    bar = QRectF(box.left(), centre.y() - look.line(5), box.width() - look.line(2), look.line(10))
    match sign:
        case "median":
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(alpha(c.accent, 0.20 if c.dark else 0.14))
            p.drawRoundedRect(bar.adjusted(0, -look.line(1), 0, look.line(1)), look.line(3), look.line(3))
            _paint_stroke(p, bar, QPen(c.accent, look.line(2.6)))
        case "line":
            _paint_stroke(p, bar, QPen(c.accent, look.line(2)))
        case "goal":
            _paint_stroke(p, bar, dashed(c.text2, look.line(1.4)))
        case "dot" | "ring":
            p.setPen(QPen(mix(look.back, c.accent, 0.75), look.line(1.4)))
            p.setBrush(mix(look.back, c.accent, 0.8) if sign == "dot" else look.back)
            p.drawEllipse(centre, look.line(4.2), look.line(4.2))
        case "spasm":
            paint_diamond(p, centre, look.line(6), c.bad, look.back)
        case "stage":
            paint_bar(p, bar.adjusted(0, -look.line(2), 0, look.line(2)), c.accent_soft, radius=look.line(4))
            p.setPen(QPen(c.text3, look.line(1.2)))
            p.drawLine(QPointF(bar.left(), bar.top() - look.line(2)), QPointF(bar.left(), bar.bottom() + look.line(4)))
        case "higher" | "dropped":
            edge = c.warn_ink if sign == "dropped" else None
            paint_hatched(p, look, bar, mix(look.back, c.warn, 0.55), mix(c.warn, c.warn_ink, 0.6), edge=edge)
        case "elsewhere":
            paint_hatched(p, look, _square(look, centre), c.track, mix(c.track, c.accent, 0.6))
        case "today":
            p.setPen(QPen(c.text, look.line(1.6)))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(_square(look, centre), look.line(3), look.line(3))
        case "day":
            part = bar.width() / 4
            for i, share in enumerate((0.26, 0.46, 0.70, 1.0)):
                own = QRectF(bar.left() + i * part, bar.top(), part - look.line(1), bar.height())
                paint_bar(p, own, look.tint(share), radius=look.line(2))
        case "marker":
            paint_bar(
                p, QRectF(centre.x() - look.line(3), bar.top() - look.line(2), look.line(6), look.line(14)), c.text
            )
        case "tick":
            p.setPen(QPen(mix(look.back, c.text, 0.55), look.line(1.4)))
            p.drawLine(QPointF(centre.x(), bar.top()), QPointF(centre.x(), bar.bottom()))
        case "running":
            paint_bar(p, bar, mix(look.back, c.accent, 0.30), radius=look.line(2))
            p.setPen(QPen(c.accent, look.line(2)))
            p.drawLine(bar.topLeft(), bar.topRight())
        case _:
            fill = {
                "bar": c.accent, "done": c.accent, "lower": c.accent, "pale": mix(look.back, c.accent, 0.42),
                "same": mix(look.back, c.line_strong, 0.4), "norm": mix(look.back, c.accent, 0.34),
                "stretch": mix(look.back, c.accent, 0.62), "band": mix(look.back, c.track, 0.8),
                "range": mix(look.back, c.accent, 0.16),
            }.get(sign, c.track)  # fmt: skip
            paint_bar(p, bar, fill, c.line_strong if sign in ("skipped", "band") else None, radius=look.line(3))


def _square(look: ChartLook, centre: QPointF) -> QRectF:
    r = look.line(6)
    return QRectF(centre.x() - r, centre.y() - r, 2 * r, 2 * r)


def _paint_stroke(p: QPainter, bar: QRectF, pen: QPen) -> None:
    p.setPen(pen)
    p.drawLine(QPointF(bar.left() + 1, bar.center().y()), QPointF(bar.right() - 1, bar.center().y()))


class LegendBar(QWidget):
    """The legend below a chart, on as many lines as it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[LegendItem, ...] = ()
        self._heights: dict[tuple[int, float], int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        T.changed.connect(self._restyle)

    def show_items(self, items: tuple[LegendItem, ...]) -> None:
        """Other signs; without any it takes no room."""
        self.setVisible(bool(items))
        if items == self.items:
            return
        self.items = items
        self.setAccessibleName(", ".join(item.words for item in items))
        self._restyle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = screen_look(self)
        key = width, look.text
        if key not in self._heights:
            self._heights[key] = math.ceil(legend_height(width, look, self.items))
        return self._heights[key]

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, round(screen_look(self).px(20)) if self.items else 0)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        paint_legend(aa(self), QRectF(self.rect()), screen_look(self), self.items)

    @Slot()
    def _restyle(self) -> None:
        self._heights.clear()
        self.updateGeometry()
        self.update()
