"""A level of the plan as a tile that leads to its session."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.text import _
from ui.icons import paint_icon
from ui.theme import T, mix
from ui.widgets.base import aa, focus_ring
from ui.widgets.buttons import Pressable

_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_SIDE, _TOP, _RADIUS = 12, 10, 12


class LevelTile(Pressable):
    """Caption, name, a line, and "What you will do". `opened` carries the session's id; `here` stands out."""

    opened = Signal(str)

    def __init__(
        self,
        session_id: str,
        caption: str,
        name: str,
        sub: str,
        *,
        here: bool,
        done: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.session_id = session_id
        self._here, self._done = here, done
        self._lines = (caption, name, sub, _("What you will do"))
        self.setObjectName(f"plan_level.{session_id}")
        self.setAccessibleName(f"{name}, {caption}")
        self.setAccessibleDescription(f"{sub}. {self._lines[3]}")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        width = T.px(150)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        longest = 0.0
        for text, font in zip(self._lines, _fonts(), strict=True):
            fm = QFontMetricsF(font)
            longest = max(longest, *(fm.horizontalAdvance(word) for word in text.split()), 0.0)
        return QSize(math.ceil(longest) + 2 * _SIDE + 2, 60)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(sum(self._heights(width))) + 6 + 2 * _TOP

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect())
        ground = c.accent_soft if self._here else mix(c.sunken, c.surface, 0.25)
        ground = mix(ground, c.text, 0.10 if self.isDown() else 0.05 if self.underMouse() else 0)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(ground)
        p.drawRoundedRect(r, _RADIUS, _RADIUS)
        room = r.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        heights = self._heights(self.width())
        inks = (c.accent_ink if self._here else c.text2, c.text, c.text2, c.accent_ink)
        y = room.top()
        for i, (text, font) in enumerate(zip(self._lines, _fonts(), strict=True)):
            box = QRectF(room.left(), y, room.width(), heights[i] + 1)
            if i == 3:
                box.moveBottom(room.bottom() + 1)  # tiles of a row are as high as the highest: links stand in line
            if i == 0 and self._done:
                side = 12 * T.icon_scale
                paint_icon(p, "check", QRectF(box.left(), box.center().y() - side / 2, side, side), inks[0], 3)
                box.setLeft(box.left() + side + 4)
            p.setFont(font)
            p.setPen(inks[i])
            p.drawText(box, _WRAP, text)
            y += heights[i]
        if self.hasFocus():
            focus_ring(p, r.adjusted(4, 4, -4, -4), _RADIUS - 4, c.focus)

    def _heights(self, width: int) -> list[float]:
        box = QRectF(0, 0, max(1.0, width - 2 * _SIDE), 1e5)
        return [
            QFontMetricsF(font).boundingRect(box, _WRAP, text).height() + 1 if text else 0.0
            for text, font in zip(self._lines, _fonts(), strict=True)
        ]

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.session_id)


def _fonts() -> tuple[QFont, QFont, QFont, QFont]:
    return (
        T.font("caption", weight=600),
        T.font("label", weight=600),
        T.font("caption", weight=400),
        T.font("caption", weight=600),
    )
