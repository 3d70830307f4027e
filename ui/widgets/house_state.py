"""How a card stands, as its posture and in words beside it."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import AlignL, T
from ui.widgets.base import aa, width_of
from ui.widgets.marks import paint_state

_TONES = {"solid": "accent_ink", "leaning": "warn_ink", "fallen": "bad_ink", "unknown": "text2"}


class StateWords(QWidget):
    """A posture and its words in one line, such as "2 leaning" in a legend. `tinted` gives the words the card's ink."""

    def __init__(
        self, state: str, words: str = "", *, role: str = "caption", px: int = 18, tinted: bool = False
    ) -> None:
        """`px` is the side of the sign at 100 % text."""
        super().__init__()
        self.state, self.words = state, words
        self._role, self._px, self._tinted = role, px, tinted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        T.changed.connect(self._restyle)
        self.say(state, words)

    def say(self, state: str, words: str) -> None:
        """Show a state with these words."""
        self.state, self.words = state, words
        self.setAccessibleName(words)
        self._restyle()

    def sizeHint(self) -> QSize:
        side = self._side()
        width = side + self._gap() + width_of(self.words, self._font()) + 1
        return QSize(math.ceil(width), math.ceil(max(side, QFontMetricsF(self._font()).height())))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        side = self._side()
        paint_state(p, QRectF(0, (self.height() - side) / 2, side, side), self.state, c)
        p.setFont(self._font())
        p.setPen(c[_TONES[self.state] if self._tinted else "text2"])
        left = side + self._gap()
        p.drawText(QRectF(left, 0, self.width() - left, self.height()), AlignL, self.words)

    def _font(self) -> QFont:
        return T.font(self._role)

    def _side(self) -> float:
        return self._px * T.icon_scale

    def _gap(self) -> float:
        return self._px / 3

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
