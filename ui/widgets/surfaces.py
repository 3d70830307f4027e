"""Cards, hairlines, and scrolling pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from ui import tokens as tk
from ui.theme import T, alpha, mix
from ui.widgets.base import Item, R, S, aa, add_to

_SHADOW = 3  # px below the painted edge of a card


class Card(QFrame):
    """Rounded surface with a hairline and a painted shadow.

    tone: surface, sunken, accent_soft, warn_soft, bad_soft, or hero (gradient; at most one per screen).
    """

    def __init__(
        self, parent: QWidget | None = None, *, tone: str = "surface", pad: int = S.l, radius: int = R.l, gap: int = S.m
    ) -> None:
        super().__init__(parent)
        self.tone, self.radius = tone, radius
        self.lay = QVBoxLayout(self)
        self.set_pad(pad)
        self.lay.setSpacing(gap)
        T.changed.connect(self._restyle)

    def add(self, *items: Item) -> Card:
        add_to(self.lay, *items)
        return self

    def set_pad(self, pad: int) -> None:
        self.lay.setContentsMargins(pad, pad, pad, pad + _SHADOW)

    def set_tone(self, tone: str) -> None:
        self.tone = tone
        self.update()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5 - _SHADOW)
        p.setPen(Qt.PenStyle.NoPen)
        if self.tone == "hero":
            gradient = QLinearGradient(r.topLeft(), r.bottomRight())
            gradient.setColorAt(0, c.hero_a)
            gradient.setColorAt(1, c.hero_b)
            p.setBrush(alpha(c.shadow, 0.10))
            p.drawRoundedRect(r.translated(0, 2.5), self.radius, self.radius)
            p.setBrush(gradient)
            p.drawRoundedRect(r, self.radius, self.radius)
            return
        if self.tone == "surface":
            for dy, strength in ((2.5, 0.022), (1.2, 0.03)):
                p.setBrush(alpha(c.shadow, strength * (4 if c.dark else 1)))
                p.drawRoundedRect(r.translated(0, dy), self.radius, self.radius)
            p.setPen(QPen(c.line, 1))
        p.setBrush(c[self.tone])
        p.drawRoundedRect(r, self.radius, self.radius)

    @Slot()
    def _restyle(self) -> None:
        self.update()


class Line(QWidget):
    """A hairline across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        T.changed.connect(self._restyle)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), T.of(self).line)

    @Slot()
    def _restyle(self) -> None:
        self.update()


class _Scroll(QScrollArea):
    """Scrolls up and down only, without a frame or a ground of its own."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ScrollBar())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # keys scroll after a click, without an own Tab stop
        # Asking for the viewport that Qt makes costs 30 ms once: PySide then builds every enum of Qt. Ours is known.
        self.view = QWidget()
        self.setViewport(self.view)
        self.view.setAutoFillBackground(False)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)  # setWidget switches it on


class Page(_Scroll):
    """Scrolling page body with a centred column and the page margins.

    `resized` carries the width divided by the text scale in px, which layouts compare with the breakpoints.
    """

    resized = Signal(object)

    def __init__(
        self,
        *,
        max_width: int = tk.SIZE.content_max,
        margins: tuple[int, int, int, int] = (40, 28, 40, 28),
        gap: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        host = QWidget()
        self.col = QWidget(host)
        self.col.setMaximumWidth(max_width)
        self._widest = max_width
        self.body = QVBoxLayout(self.col)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(gap)
        self._row = QHBoxLayout(host)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(0)
        self._row.addWidget(self.col, 100)
        self._row.addStretch(0)
        self._margins = margins
        self._begins_at: QWidget | None = None
        super().__init__(host, parent)

    def add(self, *items: Item) -> Page:
        add_to(self.body, *items)
        return self

    def setFocusProxy(self, first: QWidget | None) -> None:
        """Give on the focus to the control where the page begins.

        Not by a proxy of Qt's: with one on a scrolling page, Tab leaves out everything that stands before it.
        """
        self._begins_at = first

    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        if self._begins_at is not None and ev.reason() != Qt.FocusReason.MouseFocusReason:
            self._begins_at.setFocus(ev.reason())

    def em_width(self) -> int:
        """Width of the viewport divided by the text scale."""
        return int(self.view.width() / T.text_scale)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        em = self.em_width()
        tight = em < tk.BREAK.compact
        self._keep_column((24, 24, 24, 24) if tight else self._margins)
        self.resized.emit(em)

    def _keep_column(self, margins: tuple[int, int, int, int]) -> None:
        """The column stands where it would stand without a scroll bar: it does not jump from page to page, and is in
        line with what stands above and below the page.
        """
        bar = max(0, self.width() - self.view.width())
        beside = max(0, (self.width() - self._widest) // 2)
        self._row.setContentsMargins(min(bar, beside), 0, 0, 0)
        left, top, right, bottom = margins
        self.body.setContentsMargins(left, top, max(0, right - max(0, bar - beside)), bottom)


class ClosablePage(Page):
    """A page that is left by a button or by Esc: both say `closed`."""

    closed = Signal()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(ev)


class ScrollBox(_Scroll):
    """Scrolling list inside a card: transparent, and content with little height."""

    def __init__(self, inner: QWidget, min_height: int = 140, parent: QWidget | None = None) -> None:
        super().__init__(inner, parent)
        self.setMinimumHeight(min_height)
        self._hint = QSize(200, min_height)

    def sizeHint(self) -> QSize:
        return self._hint


class ScrollBar(QScrollBar):
    """12 px wide, one rounded thumb, no arrows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._grab = 0.0  # px from the thumb's top to where it was taken
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(12, 40)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        if self.maximum() <= self.minimum():
            return
        p = aa(self)
        c = T.of(self)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.text3 if self.underMouse() or self.isSliderDown() else mix(c.bg, c.text3, 0.42))
        p.drawRoundedRect(self._thumb(), 3, 3)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        y = ev.position().y()
        thumb = self._thumb()
        if not thumb.adjusted(-6, -2, 6, 2).contains(ev.position()):
            self._move_to(y - thumb.height() / 2)
            thumb = self._thumb()
        self._grab = y - thumb.top()
        self.setSliderDown(True)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        if self.isSliderDown():
            self._move_to(ev.position().y() - self._grab)

    def mouseReleaseEvent(self, _ev: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.update()

    def _thumb(self) -> QRectF:
        total = self.maximum() - self.minimum() + self.pageStep()
        height = min(float(self.height()), max(44.0, self.height() * self.pageStep() / max(1, total)))
        room = self.height() - height
        y = room * (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        return QRectF(3, y + 2, 6, height - 4)

    def _move_to(self, top: float) -> None:
        room = self.height() - self._thumb().height() - 4
        share = max(0.0, min(1.0, top / max(1.0, room)))
        self.setValue(round(self.minimum() + (self.maximum() - self.minimum()) * share))

    @Slot()
    def _restyle(self) -> None:
        self.update()
