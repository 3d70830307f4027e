"""Quick actions."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import T, mix
from ui.widgets.base import PAD, R, aa, focus_ring
from ui.widgets.buttons import Pressable

_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class ActionTile(Pressable):
    """Wide quick action: icon disc, title, a line of help; words wrap in a narrow tile. tone: accent, warn, bad."""

    def __init__(self, icon: str, title: str, sub: str, *, tone: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._icon, self._title, self._sub, self._tone = icon, title, sub, tone
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sub)

    def set_sub(self, sub: str) -> None:
        self._sub = sub
        self.setAccessibleDescription(sub)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(T.px(170) + 60, self.heightForWidth(T.px(170) + 60))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        fm = QFontMetricsF(T.font("strong"))
        longest = max((fm.horizontalAdvance(w) for w in f"{self._title} {self._sub}".split()), default=0.0)
        width = math.ceil(longest + self._text_left() + 12 + PAD)
        return QSize(width, self._least_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, sub = self._heights(width - self._text_left() - 12 - PAD)
        return max(self._least_height(), math.ceil(title + sub + 1) + 24 + 2 * PAD)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        if not self.isEnabled():
            p.setOpacity(0.45)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD + 0.5, PAD + 0.5, -PAD - 0.5, -PAD - 0.5)
        soft, ink = c[f"{self._tone}_soft"], c[f"{self._tone}_ink"]
        bad = self._tone == "bad"
        p.setPen(QPen(mix(soft, ink, 0.18) if bad else c.line, 1))
        p.setBrush(
            mix(soft if bad else c.surface, c.text, 0.08 if self.isDown() else 0.035 if self.underMouse() else 0)
        )
        p.drawRoundedRect(r, R.m + 4, R.m + 4)
        d = 40.0 * T.icon_scale
        disc = QRectF(r.left() + 16, r.center().y() - d / 2, d, d)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.bad if bad else soft)
        p.drawEllipse(disc)
        inset = d * 0.225
        paint_icon(p, self._icon, disc.adjusted(inset, inset, -inset, -inset), c.on_bad if bad else ink, 1.9)
        x = self._text_left()
        room = self.width() - x - 12 - PAD
        title, sub = self._heights(room)
        y = r.center().y() - (title + 1 + sub) / 2
        p.setFont(T.font("strong"))
        p.setPen(c.bad_ink if bad else c.text)
        p.drawText(QRectF(x, y, room, title + 1), _WRAP, self._title)
        p.setFont(T.font("small", weight=400))
        p.setPen(c.text2)
        p.drawText(QRectF(x, y + title + 1, room, sub + 1), _WRAP, self._sub)
        if self.hasFocus():
            focus_ring(p, r, R.m + 4, c.focus)

    @staticmethod
    def _text_left() -> float:
        return PAD + 16 + 40 * T.icon_scale + 14

    @staticmethod
    def _least_height() -> int:
        return max(72, T.px(44) + 28) + 2 * PAD

    def _heights(self, room: float) -> tuple[float, float]:
        """Heights of the wrapped title and help line in px."""
        box = QRectF(0, 0, max(1.0, room), 1e5)
        title = QFontMetricsF(T.font("strong")).boundingRect(box, _WRAP, self._title).height()
        sub = QFontMetricsF(T.font("small", weight=400)).boundingRect(box, _WRAP, self._sub).height()
        return title, sub if self._sub else 0.0
