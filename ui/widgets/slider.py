"""Slider for a level between two ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QMouseEvent, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from ui.theme import T, mix
from ui.widgets.base import aa


class Slider(QSlider):
    """0 to 100 on a thin track with a round thumb; the hit area is 40 px high."""

    def __init__(self, value: int = 60, *, name: str = "", thumb: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(10)
        self.setValue(value)
        self.setAccessibleName(name)
        self._thumb = thumb
        self.setFixedHeight(40)
        self.setMinimumWidth(110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        T.changed.connect(self._restyle)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        ends = self._thumb / 2 + 4
        y = self.height() / 2
        x0, x1 = ends, self.width() - ends
        x = x0 + (x1 - x0) * (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        fill = c.accent if self.isEnabled() else c.line_strong
        for end, colour in ((x1, mix(c.track, c.line_strong, 0.4)), (x, fill)):
            p.setPen(QPen(colour, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.drawLine(QPointF(x0, y), QPointF(end, y))
        p.setPen(QPen(c.surface, 2))
        p.setBrush(fill)
        p.drawEllipse(QPointF(x, y), self._thumb / 2, self._thumb / 2)
        if self.hasFocus():
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(c.focus, 2))
            p.drawEllipse(QPointF(x, y), self._thumb / 2 + 3, self._thumb / 2 + 3)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        self._go_to(ev.position().x())

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        self._go_to(ev.position().x())

    def mouseReleaseEvent(self, _ev: QMouseEvent) -> None:
        self.sliderReleased.emit()

    def wheelEvent(self, ev: QWheelEvent) -> None:
        """Scrolling a page must not change what the pointer passes."""
        ev.ignore()

    def _go_to(self, x: float) -> None:
        ends = self._thumb / 2 + 4
        share = max(0.0, min(1.0, (x - ends) / max(1.0, self.width() - 2 * ends)))
        self.setValue(round(self.minimum() + share * (self.maximum() - self.minimum())))

    @Slot()
    def _restyle(self) -> None:
        self.update()
