"""Countdown ring of the player."""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.text import _
from ui.theme import AlignC, Colours, T, alpha, mix
from ui.widgets.base import aa, fitted

FLASH_GAP_MS = 400  # at most 2.5 flashes a second; WCAG 2.3.1 allows three
_FLASH_MS, _STILL_FLASH_MS = 320, 700


class Ring(QWidget):
    """Digits fill the ring; the arc empties clockwise; the phase word stands above, a line such as "Rep 2 of 3" below.

    Driven by the session's clock through `set_left`, never eased.
    """

    def __init__(self, phase: str = "", below: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_ms, self._total_ms = 0, 0
        self._phase, self._below = phase, below
        self._shown = ""
        self._pulse = 0.0  # 1 at the start of a flash, 0 after it
        self._since_flash = QElapsedTimer()
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.valueChanged.connect(self._flashing)
        self._flash.finished.connect(self._flashed)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Time left"))
        T.changed.connect(self._restyle)

    def set_left(self, left_ms: int, total_ms: int) -> None:
        before = self._degrees()
        self._left_ms, self._total_ms = max(0, left_ms), total_ms
        digits = self.digits()
        if digits != self._shown:
            self._shown = digits
            self._describe()
            self.update()
        elif self._degrees() != before:  # less would not be seen, and a long hold would be painted 30 times a second
            self.update()

    def _degrees(self) -> int:
        return round(360 * self._left_ms / self._total_ms) if self._total_ms else 0

    def set_phase(self, phase: str) -> None:
        if phase != self._phase:
            self._phase = phase
            self._describe()
            self.update()

    def set_below(self, below: str) -> None:
        if below != self._below:
            self._below = below
            self._describe()
            self.update()

    def flash(self) -> bool:
        """Make a cue visible. False where the last flash is too near; with reduced motion a plain border shows."""
        if self._since_flash.isValid() and self._since_flash.elapsed() < FLASH_GAP_MS:
            return False
        self._since_flash.start()
        self._flash.stop()
        self._flash.setDuration(_STILL_FLASH_MS if T.reduced_motion else _FLASH_MS)
        self._flash.start()
        self._pulse = 1.0  # an animation does not tell its first value
        self.update()
        return True

    def is_flashing(self) -> bool:
        return self._pulse > 0

    def digits(self) -> str:
        """What stands in the ring: whole seconds, or minutes and seconds from 100 s on. Never 0 before the end."""
        seconds = math.ceil(self._left_ms / 1000)
        return str(seconds) if self._total_ms < 100_000 else f"{seconds // 60}:{seconds % 60:02d}"

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        d = min(self.width(), self.height()) - 12.0
        width = max(9.0, d * 0.034)
        r = QRectF(0, 0, d - width, d - width)
        r.moveCenter(QRectF(self.rect()).center())
        if self._pulse > 0:
            self._paint_flash(p, c, r, width)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(mix(c.bg, c.text, 0.11), width))
        p.drawEllipse(r)
        share = max(0.0, min(1.0, self._left_ms / self._total_ms)) if self._total_ms > 0 else 0.0
        if share > 0:
            p.setPen(QPen(c.accent, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.drawArc(r, 90 * 16, round(360 * 16 * share))
        self._paint_words(p, c, r.center(), d, (d - 2 * width) / 2)

    def _paint_words(self, p: QPainter, c: Colours, centre: QPointF, d: float, inner: float) -> None:
        """Digits in the middle, a line above and below: as large as the circle of radius `inner` lets them be."""
        digits = self.digits()
        share = (0.50 if len(digits) <= 2 else 0.36) * (1.18 - 0.18 * T.text_scale)  # large text takes some of the room
        font = fitted("digits", digits, d * share, inner * 1.72)
        fm = QFontMetricsF(font)
        cap = fm.capHeight()
        cy = centre.y() + d * 0.012
        p.setFont(font)
        p.setPen(c.text)
        p.drawText(QPointF(centre.x() - fm.horizontalAdvance(digits) / 2, cy + cap / 2), digits)
        for text, up, px, weight, colour in (
            (self._phase, True, d * 0.062, 600, c.accent_ink if c.dark else c.accent),
            (self._below, False, d * 0.052, 500, c.text2),
        ):
            if not text:
                continue
            px = max(px, T.px(14))
            gap = d * 0.05  # between digits and line
            far = cap / 2 + gap + px * 1.1  # the line's far edge, where the circle is narrowest
            if far > inner * 0.93:
                px = max(11.0, (inner * 0.93 - cap / 2 - gap) / 1.1)
                far = cap / 2 + gap + px * 1.1
            room = 2 * math.sqrt(max(1.0, inner * inner - far * far)) * 0.96
            font = fitted("strong", text, px, room, weight=weight)
            height = QFontMetricsF(font).height()
            mid = cap / 2 + gap + px * 0.5
            y = cy - mid if up else cy + mid
            p.setFont(font)
            p.setPen(colour)
            p.drawText(QRectF(centre.x() - inner, y - height / 2, 2 * inner, height), AlignC, text)

    def _paint_flash(self, p: QPainter, c: Colours, r: QRectF, width: float) -> None:
        if T.reduced_motion:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(c.accent_ink, 2))
            p.drawEllipse(r.adjusted(width, width, -width, -width))
            return
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(alpha(c.accent, 0.34 * self._pulse))
        p.drawEllipse(r)

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(part for part in (self._phase, self._shown, self._below) if part))

    @Slot(object)
    def _flashing(self, value: float) -> None:
        self._pulse = max(0.001, value)
        self.update()

    @Slot()
    def _flashed(self) -> None:
        self._pulse = 0.0
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.update()
