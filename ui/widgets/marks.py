"""Small signs: tags, meters, the state of a card."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import AlignL, Colours, T, alpha
from ui.widgets.base import aa, width_of


class _Sign(QWidget):
    """A painted widget that follows the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        T.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self._refit()
        self.updateGeometry()
        self.update()

    def _refit(self) -> None:
        """Take the size that the theme asks for. Not the slot itself: overriding one that a base class has connected
        outlives the widget.
        """


class Pill(_Sign):
    """Status tag: a word, and maybe an icon, on a soft ground. tone: accent, warn, bad, plain, hero."""

    def __init__(
        self,
        text: str,
        *,
        tone: str = "accent",
        icon: str | None = None,
        px: float = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.text, self._tone, self._icon, self._px = text, tone, icon, px
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, text: str, *, tone: str | None = None, icon: str | None = None) -> None:
        """Change the word; tone and icon stay unless given."""
        self.text, self._tone, self._icon = text, tone or self._tone, icon or self._icon
        self.setAccessibleName(text)
        self._restyle()

    def sizeHint(self) -> QSize:
        font, k = self._font(), self._k()
        width = width_of(self.text, font) + 22 * k + (16 * k if self._icon else 0)
        return QSize(math.ceil(width), round(QFontMetricsF(font).height() + 10 * k))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect())
        ground, ink = _pill_colours(c, self._tone)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(ground)
        p.drawRoundedRect(r, r.height() / 2, r.height() / 2)
        k = self._k()
        x = 11.0 * k
        if self._icon:
            paint_icon(p, self._icon, QRectF(x - 3 * k, r.center().y() - 7.5 * k, 15 * k, 15 * k), ink, 2.2)
            x += 16 * k
        p.setFont(self._font())
        p.setPen(ink)
        p.drawText(QRectF(x, 0, r.width() - x, r.height()), AlignL, self.text)

    def _font(self) -> QFont:
        return T.font("caption", px=self._px, weight=600)

    def _k(self) -> float:
        """All lengths grow with the line: 14.4 px is that of the 12 px font."""
        return QFontMetricsF(self._font()).height() / 14.4


class Meter(_Sign):
    """A share (0 to 1) as a bar, with a notch at the target where that is below 1."""

    def __init__(
        self,
        value: float,
        target: float = 1.0,
        *,
        tone: str = "accent",
        height: int = 8,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.value, self.target = value, target
        self._tone, self._h = tone, height
        self.setAccessibleName(name)
        self.setFixedHeight(height + 8)
        self.setMinimumWidth(60)
        self.set_value(value)

    def set_value(self, value: float) -> None:
        self.value = value
        self.setAccessibleDescription(f"{round(value * 100)} %")
        self.update()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        y = (self.height() - self._h) / 2
        half = self._h / 2
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.track)
        p.drawRoundedRect(QRectF(0, y, self.width(), self._h), half, half)
        if self.value > 0:
            p.setBrush(c[self._tone])
            filled = max(float(self._h), self.width() * min(1.0, self.value))
            p.drawRoundedRect(QRectF(0, y, filled, self._h), half, half)
        if self.target < 1.0:
            p.setBrush(c.text)
            p.drawRoundedRect(QRectF(self.width() * self.target - 1, y - 3, 2, self._h + 6), 1, 1)


class StateMark(_Sign):
    """State of a card as a shape: upright (solid), tilted (leaning), dashed and flat (fallen), outline (unknown)."""

    def __init__(self, state: str, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._size = state, size
        self._restyle()

    def set_state(self, state: str) -> None:
        self._state = state
        self.update()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        paint_state(aa(self), QRectF(self.rect()), self._state, T.of(self))

    def _refit(self) -> None:
        side = round(self._size * T.icon_scale)
        self.setFixedSize(side, side)


def paint_state(p: QPainter, r: QRectF, state: str, c: Colours) -> None:
    """Draw the sign of a card's state, centred in a square."""
    k = r.height() / 20
    upright = QRectF(-5.5, -8, 11, 16)
    p.save()
    p.translate(r.center())
    p.scale(k, k)
    p.setPen(Qt.PenStyle.NoPen)
    if state == "solid":
        p.setBrush(c.accent)
        p.drawRoundedRect(upright, 2.6, 2.6)
        paint_icon(p, "check", QRectF(-4.5, -4.5, 9, 9), c.on_accent, 3.2)
    elif state == "leaning":
        p.rotate(24)
        p.setBrush(c.warn)
        p.drawRoundedRect(upright, 2.6, 2.6)
    elif state == "fallen":
        pen = QPen(c.bad, 1.8)
        pen.setDashPattern([2.2, 1.7])
        p.setPen(pen)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(QRectF(-8.6, -0.5, 17.2, 8.6), 2.4, 2.4)
    else:
        p.setPen(QPen(c.line_strong, 1.5))
        p.setBrush(c.paper_lit)
        p.drawRoundedRect(upright.adjusted(0.5, 0.5, -0.5, -0.5), 2.4, 2.4)
    p.restore()


def _pill_colours(c: Colours, tone: str) -> tuple[QColor, QColor]:
    if tone == "plain":
        return c.track, c.text2
    if tone == "hero":
        return alpha(c.on_hero, 0.14), c.on_hero
    return c[f"{tone}_soft"], c[f"{tone}_ink"]
