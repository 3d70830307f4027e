"""The sign of a factor, and its odds ratio as a bar on a logarithmic axis."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.pages.insights_views import Lean, Ratio
from ui.theme import AlignC, Colours, T, alpha
from ui.widgets import aa

#: The ends of the axis; what lies beyond is drawn with an arrow at the edge.
_LOWEST, _HIGHEST = 0.1, 100.0
_TICKS = (0.1, 1.0, 10.0, 100.0)
_MARK = 18


def lean_ink(c: Colours, lean: Lean) -> QColor:
    """The colour of a side; the sign's shape and the words beside it say the same."""
    return {"more": c.warn_ink, "less": c.accent}.get(lean, c.text3)


class LeanMark(QWidget):
    """A triangle up (more common), down (less common), two lines (about as common), or a ring with nothing in it."""

    def __init__(self, lean: Lean) -> None:
        super().__init__()
        self._lean = lean
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        side = round(_MARK * T.icon_scale)
        # As high as the line of words beside it.
        return QSize(side, max(side, math.ceil(QFontMetricsF(T.font("label")).height())))

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        side = _MARK * T.icon_scale
        r = QRectF(0, (self.height() - side) / 2, side, side)
        if self._lean == "open":
            p.setPen(QPen(c.line_strong, 1.6))
            p.drawEllipse(r.adjusted(2.5, 2.5, -2.5, -2.5))
            return
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush({"more": c.warn_soft, "less": c.accent_soft}.get(self._lean, c.track))
        p.drawEllipse(r)
        paint_lean(p, r, self._lean, lean_ink(c, self._lean))

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def paint_lean(p: QPainter, r: QRectF, lean: Lean, ink: QColor) -> None:
    """The shape of a side in the middle of a disc."""
    m, k = r.center(), r.width() / _MARK
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(ink)
    if lean == "same":
        for dy in (-2.4, 2.4):
            p.drawRoundedRect(QRectF(m.x() - 4 * k, m.y() + (dy - 0.9) * k, 8 * k, 1.8 * k), 0.9 * k, 0.9 * k)
        return
    up = -1 if lean == "more" else 1
    tip, foot = 4.0 * k * up, -2.8 * k * up
    p.drawPolygon(
        QPolygonF([m + QPointF(0, tip), m + QPointF(4.6 * k, foot), m + QPointF(-4.6 * k, foot)])
    )  # fmt: skip


class RatioBar(QWidget):
    """The interval as a bar and the ratio as a diamond, with 1 as a line across. Its words are its accessible name."""

    def __init__(self, ratio: Ratio, lean: Lean, words: str) -> None:
        super().__init__()
        self._ratio, self._lean = ratio, lean
        self.setObjectName("insights_ratio")
        self.setAccessibleName(words)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(240, round(22 + QFontMetricsF(T.font("caption")).height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def x_of(self, ratio: float) -> float:
        """Where a ratio lies, px from the left; what is beyond the axis lies on its end."""
        left, right = self._ends()
        within = min(max(ratio, _LOWEST), _HIGHEST)
        return left + (right - left) * math.log(within / _LOWEST) / math.log(_HIGHEST / _LOWEST)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        left, right = self._ends()
        y = 10.0
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.track)
        p.drawRoundedRect(QRectF(left, y - 3, right - left, 6), 3, 3)
        self._paint_ticks(p, c)
        ink = lean_ink(c, self._lean)
        low, high = self.x_of(self._ratio.low), self.x_of(self._ratio.high)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(alpha(ink, 0.45))
        p.drawRoundedRect(QRectF(low, y - 5, max(6.0, high - low), 10), 5, 5)
        p.setPen(QPen(c.text, 2))
        one = self.x_of(1)
        p.drawLine(QPointF(one, y - 9), QPointF(one, y + 9))
        p.setPen(QPen(c.surface, 1.6))
        p.setBrush(ink)
        if self._ratio.low < _LOWEST:
            p.drawPolygon(_arrow(left, y, -1))
        if self._ratio.high > _HIGHEST:
            p.drawPolygon(_arrow(right, y, 1))
        if _LOWEST <= self._ratio.value <= _HIGHEST:
            x = self.x_of(self._ratio.value)
            p.drawPolygon(
                QPolygonF([QPointF(x, y - 8), QPointF(x + 8, y), QPointF(x, y + 8), QPointF(x - 8, y)])
            )  # fmt: skip

    def _paint_ticks(self, p: QPainter, c: Colours) -> None:
        font = T.font("caption", tnum=True)
        height = QFontMetricsF(font).height()
        p.setFont(font)
        for tick in _TICKS:
            p.setPen(c.text2 if tick == 1 else c.text3)
            p.drawText(QRectF(self.x_of(tick) - 60, self.height() - height, 120, height), AlignC, f"{tick:g}")

    def _ends(self) -> tuple[float, float]:
        # Half of the widest label stands beyond the axis on each side.
        side = max(12.0, QFontMetricsF(T.font("caption", tnum=True)).horizontalAdvance("100") / 2)
        return side, self.width() - side

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _arrow(x: float, y: float, to: int) -> QPolygonF:
    return QPolygonF([QPointF(x + 7 * to, y), QPointF(x - 5 * to, y - 8), QPointF(x - 5 * to, y + 8)])
