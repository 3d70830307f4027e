"""The house of cards in small: it grows with the stages of the plan."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

#: Half the foot and the height of a frame, in units of its card; distance of two frames in half feet.
_HALF, _HIGH, _APART = 0.46, 0.92, 2.12
_LARGEST_PX = 30.0


def paint_stage_sign(p: QPainter, box: QRectF, stage: int, ink: QColor) -> None:
    """Draw the sign of stage 1 to 4 in a box: one frame, two, two with a card across, and one more on top."""
    wide = 1 if stage <= 1 else 2
    rows = 2 if stage >= 4 else 1
    unit = min(box.width() / (wide * 1.04 + 0.1), box.height() / (rows + 0.12), _LARGEST_PX * box.height() / 38)
    half, high = unit * _HALF, unit * _HIGH
    middle, foot = box.center().x(), box.bottom() - (box.height() - rows * high) / 2
    p.setPen(QPen(ink, max(2.6, unit * 0.12), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    ridges = [middle + (i - (wide - 1) / 2) * _APART * half for i in range(wide)]
    for x in ridges:
        _frame(p, x, foot, half, high)
    if stage >= 3:
        y = foot - high - unit * 0.12
        p.drawLine(QLineF(ridges[0] - half * 0.2, y, ridges[-1] + half * 0.2, y))
    if rows == 2:
        _frame(p, middle, foot - high - unit * 0.26, half, high)


def _frame(p: QPainter, x: float, foot: float, half: float, high: float) -> None:
    p.drawLine(QLineF(x - half, foot, x, foot - high))
    p.drawLine(QLineF(x + half, foot, x, foot - high))
