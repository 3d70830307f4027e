"""A quiet line that leads somewhere: a sign, words that wrap, and an arrow."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import tokens as tk
from ui.icons import paint_icon
from ui.theme import T
from ui.widgets.base import PAD, aa, focus_ring, quiet_ground
from ui.widgets.buttons import Pressable

_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
_SIDE = 8  # px between the painted edge and the sign
_GAP = 8  # px between sign, words and arrow
_RADIUS = 12


class LineLink(Pressable):
    """`followed` carries the id. Its words stand in line with the text above it when it is pulled out by `INSET`."""

    INSET = PAD + _SIDE

    followed = Signal(str)

    def __init__(
        self, own_id: str, words: str, *, icon: str = "", name: str = "line_link", parent: QWidget | None = None
    ) -> None:
        """`name` begins the object name, which ends in the id."""
        super().__init__(words, parent)
        self._id, self._icon, self._name = own_id, icon, name
        self.setObjectName(f"{name}.{own_id}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._follow)

    @property
    def own_id(self) -> str:
        """What `followed` carries."""
        return self._id

    def show_words(self, own_id: str, words: str) -> None:
        """Lead somewhere else."""
        self._id = own_id
        self.setObjectName(f"{self._name}.{own_id}")
        self.set_words(words)

    def sizeHint(self) -> QSize:
        width = math.ceil(QFontMetricsF(self._font()).horizontalAdvance(self.words) + self._beside() + 1)
        return QSize(width, self._least_height())

    def minimumSizeHint(self) -> QSize:
        fm = QFontMetricsF(self._font())
        longest = max((fm.horizontalAdvance(word) for word in self.words.split()), default=0.0)
        return QSize(math.ceil(longest + self._beside() + 1), self._least_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        box = QRectF(0, 0, max(1.0, width - self._beside()), 1e5)
        words = QFontMetricsF(self._font()).boundingRect(box, _WRAP, self.words).height()
        return max(self._least_height(), math.ceil(words) + 14 + 2 * PAD)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        quiet_ground(p, r, _RADIUS, c.text, looked_at=self.underMouse(), pressed=self.isDown())
        side = self._sign()
        x = r.left() + _SIDE
        if self._icon:
            paint_icon(p, self._icon, QRectF(x, r.center().y() - side / 2, side, side), c.accent_ink, 1.9)
            x += side + _GAP
        room = QRectF(x, r.top(), self.width() - self._beside() + 1, r.height())
        p.setFont(self._font())
        p.setPen(c.accent_ink)
        p.drawText(room, _WRAP, self.words)
        lines = QFontMetricsF(self._font()).boundingRect(QRectF(0, 0, room.width(), 1e5), _WRAP, self.words)
        arrow = QRectF(x + min(lines.width(), room.width()) + _GAP / 2, r.center().y() - side / 2, side, side)
        paint_icon(p, "right", arrow, c.accent_ink, 2.0)
        if self.hasFocus():
            focus_ring(p, r, _RADIUS, c.focus)

    @staticmethod
    def _font() -> QFont:
        return T.font("label", weight=600)

    @staticmethod
    def _sign() -> float:
        return 18 * T.icon_scale

    def _beside(self) -> float:
        """Room that the words do not have, px."""
        icon = self._sign() + _GAP if self._icon else 0.0
        return 2 * (PAD + _SIDE) + icon + _GAP / 2 + self._sign()

    @staticmethod
    def _least_height() -> int:
        return max(tk.SIZE.hit_min, T.px(20) + 14) + 2 * PAD

    @Slot()
    def _follow(self) -> None:
        self.followed.emit(self._id)
