"""What a chart widget shares: keyboard and pointer move a read-out, and words stand for the picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import AlignC, T
from ui.widgets.base import aa, focus_ring


class ReadableChart(QWidget):
    """Left, Right, Home, End and the pointer move along the chart; Escape leaves. `read` carries the read-out or "".

    A subclass tells how many places there are, where they lie, what they say, and paints itself; this one is empty.
    """

    read = Signal(str)

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
        n = self.places()
        key = ev.key()
        if n and key == Qt.Key.Key_Right:
            self._point(0 if self._hot is None else min(n - 1, self._hot + 1))
        elif n and key == Qt.Key.Key_Left:
            self._point(n - 1 if self._hot is None else max(0, self._hot - 1))
        elif n and key == Qt.Key.Key_Home:
            self._point(0)
        elif n and key == Qt.Key.Key_End:
            self._point(n - 1)
        elif self._hot is not None and key == Qt.Key.Key_Escape:
            self._point(None)
        else:
            super().keyPressEvent(ev)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        self._point(self.nearest(ev.position()))

    def leaveEvent(self, _ev: QEvent) -> None:
        if not self.hasFocus():
            self._point(None)

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
        """A small label above (or below) the place, always inside the widget."""
        c = T.of(self)
        font = T.font("caption", weight=600)
        fm = QFontMetricsF(font)
        text = self.words(i)
        room = self.width() - 8.0
        text = fm.elidedText(text, Qt.TextElideMode.ElideRight, room - 20)
        mark = self.mark(i)
        box = QRectF(0, 0, fm.horizontalAdvance(text) + 20, fm.height() + 10)
        y = mark.top() - box.height() - 4
        if y < 2:
            y = min(self.height() - box.height() - 2, mark.bottom() + 4)
        x = max(4.0, min(self.width() - box.width() - 4, mark.center().x() - box.width() / 2))
        box.moveTo(x, y)
        p.setPen(QPen(c.line_strong, 1))
        p.setBrush(c.raised)
        p.drawRoundedRect(box, 8, 8)
        p.setFont(font)
        p.setPen(c.text)
        p.drawText(box, AlignC, text)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
