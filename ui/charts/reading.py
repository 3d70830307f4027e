"""What a chart widget shares: keyboard and pointer move a read-out, and words stand for the picture."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts.drawing import Way
from ui.theme import AlignC, T
from ui.widgets.base import aa, focus_ring

_WAYS: dict[Qt.Key, Way] = {
    Qt.Key.Key_Right: "on",
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_PageDown: "page_on",
    Qt.Key.Key_PageUp: "page_back",
}


class ReadableChart(QWidget):
    """Arrows, Home, End, Page keys and the pointer move along the chart; Escape leaves; Return and a double click open
    the day. `read` carries the read-out or "", `opened` a date.

    A subclass tells how many places there are, where they lie, what they say, and paints itself; this one is empty.
    """

    read = Signal(str)
    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hot: int | None = None
        self._summary = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        T.changed.connect(self._restyle)

    def set_summary(self, summary: str) -> None:
        """One or two sentences that stand for the picture, for screen readers."""
        self._summary = summary
        self.setAccessibleDescription(summary)

    def hot(self) -> int | None:
        """The place that is read out."""
        return self._hot

    def readout(self) -> str:
        """What is said about the present place; empty without one."""
        return "" if self._hot is None else self.words(self._hot)

    def places(self) -> int:
        """How many places can be read."""
        return 0

    def nearest(self, _pos: QPointF) -> int | None:
        """The place at a point of the widget."""
        return None

    def mark(self, _i: int) -> QRectF:
        """What the read-out of a place stands above or below, without covering it."""
        return QRectF()

    def words(self, _i: int) -> str:
        """What is said about a place."""
        return ""

    def day_of(self, _i: int) -> dt.date | None:
        """The day of a place, where it is one."""
        return None

    def step(self, i: int, way: Way) -> int:
        """Where a key leads from a place; it is held within the places afterwards."""
        return i + {"on": 1, "back": -1, "up": 0, "down": 0, "page_on": 7, "page_back": -7}[way]

    def paint_chart(self, _p: QPainter, _rect: QRectF) -> None:
        """Draw the chart, the present place marked."""

    def chart_rect(self) -> QRectF:
        """The chart without the room of the focus ring."""
        return QRectF(self.rect()).adjusted(3, 3, -3, -3)

    def sizeHint(self) -> QSize:
        return QSize(320, T.px(40) + 140)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, T.px(40) + 90)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        self.paint_chart(p, self.chart_rect())
        if self._hot is not None:
            self._paint_readout(p, self._hot)
        if self.hasFocus():
            focus_ring(p, QRectF(self.rect()).adjusted(3, 3, -3, -3), 8, T.of(self).focus)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        n, key = self.places(), Qt.Key(ev.key())
        if n and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._point(0 if key == Qt.Key.Key_Home else n - 1)
        elif n and key in _WAYS and self._hot is None:
            self._point(0 if _WAYS[key] in ("on", "down", "page_on") else n - 1)
        elif n and key in _WAYS and self._hot is not None:
            self._point(max(0, min(n - 1, self.step(self._hot, _WAYS[key]))))
        elif self._hot is not None and key == Qt.Key.Key_Escape:
            self._point(None)
        elif self._hot is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(ev)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        self._point(self.nearest(ev.position()))

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        self._point(self.nearest(ev.position()))
        self._open()

    def leaveEvent(self, _ev: QEvent) -> None:
        if not self.hasFocus():
            self._point(None)

    def _open(self) -> None:
        day = self.day_of(self._hot) if self._hot is not None else None
        if day is not None:
            self.opened.emit(day)

    def _point(self, i: int | None) -> None:
        if i == self._hot:
            return
        self._hot = i
        self.setAccessibleDescription(self.readout() or self._summary)
        self.read.emit(self.readout())
        self.update()

    def _forget(self) -> None:
        """The data changed: places mean something else now."""
        self._point(None)
        self.updateGeometry()
        self.update()

    def _paint_readout(self, p: QPainter, i: int) -> None:
        """A small label above (or below) the place, always inside the widget; long words take several lines."""
        c = T.of(self)
        font = T.font("caption", weight=600)
        flags = int(AlignC) | int(Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, self.width() - 28.0, self.height())
        text = self.words(i)
        lines = QFontMetricsF(font).boundingRect(room, flags, text)
        mark = self.mark(i)
        box = QRectF(0, 0, lines.width() + 20, lines.height() + 10)
        y = mark.top() - box.height() - 4
        if y < 2:
            y = max(2.0, min(self.height() - box.height() - 2, mark.bottom() + 4))
        x = max(4.0, min(self.width() - box.width() - 4, mark.center().x() - box.width() / 2))
        box.moveTo(x, y)
        p.setPen(QPen(c.line_strong, 1))
        p.setBrush(c.raised)
        p.drawRoundedRect(box, 8, 8)
        p.setFont(font)
        p.setPen(c.text)
        p.drawText(box.adjusted(8, 4, -8, -4), flags, text)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
