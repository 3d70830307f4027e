"""A chart on the screen: painted once for its size and theme, with only the read place drawn anew."""

from __future__ import annotations

import datetime as dt
import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.charts.drawing import Drawing, Way
from ui.charts.look import ChartLook, screen_look
from ui.charts.reading import ReadableChart
from ui.theme import T

_MOST_STRETCH = 1.4


class ChartView(ReadableChart):
    """Shows a `Drawing`."""

    def __init__(self, name: str, drawing: Drawing | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.drawing = drawing or Drawing()
        self._painted: tuple[tuple[object, ...], QPixmap] | None = None
        self._wished = 0
        T.changed.connect(self._look_changed)

    def show_drawing(self, drawing: Drawing, summary: str) -> None:
        """Other values; `summary` says in words what they are. Of an empty chart its hint is read."""
        self.drawing, self._painted = drawing, None
        self.set_summary(f"{summary} {drawing.hint()}".strip() if drawing.is_empty() else summary)
        self._forget()
        self._wish()

    def places(self) -> int:
        return self.drawing.places()

    def nearest(self, pos: QPointF) -> int | None:
        return self.drawing.nearest(self.chart_rect(), self._look(), pos)

    def mark(self, i: int) -> QRectF:
        return self.drawing.mark(self.chart_rect(), self._look(), i)

    def words(self, i: int) -> str:
        return self.drawing.words(i)

    def day_of(self, i: int) -> dt.date | None:
        return self.drawing.day(i)

    def step(self, i: int, way: Way) -> int:
        return self.drawing.step(i, way)

    def paint_chart(self, p: QPainter, rect: QRectF) -> None:
        look = self._look()
        ratio = self.devicePixelRatioF()
        key = self.width(), self.height(), ratio, look.colours.name, look.text
        if self._painted is None or self._painted[0] != key:
            picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            into = QPainter(picture)
            self.drawing.paint(into, rect, look)
            into.end()
            self._painted = key, picture
        p.drawPixmap(QPointF(0, 0), self._painted[1])
        hot = self.hot()
        if hot is not None:
            self.drawing.paint_hot(p, rect, look, hot)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._wish()

    def sizeHint(self) -> QSize:
        return QSize(320, max(40, self._wished))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, max(40, self._wished))

    def _look(self) -> ChartLook:
        return screen_look(self)

    def _wish(self) -> None:
        """The height that the values ask for at this width."""
        wished = math.ceil(self.drawing.wish(max(160, self.width()) - 6, self._look())) + 6
        if wished != self._wished:
            self._wished = wished
            self.setMinimumHeight(wished)
            # Beside a card that has grown much higher, a chart need not be stretched out of its shape.
            self.setMaximumHeight(round(wished * _MOST_STRETCH))
            self.updateGeometry()

    @Slot()
    def _look_changed(self) -> None:
        self._painted = None
        self._wish()
