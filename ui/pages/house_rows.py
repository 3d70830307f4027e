"""All cards as a list: the house for those who prefer words, and for the keyboard."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.pages.house_views import CardView
from coach.text import _
from ui import tokens as tk
from ui.theme import T, mix
from ui.widgets import Card, Pressable, Text, vbox
from ui.widgets.base import PAD, aa, focus_ring
from ui.widgets.house import state_word
from ui.widgets.marks import paint_state

_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_SIGN = 24
_INSET = 12  # px between the painted edge and what is in it
_RADIUS = 14


class CardList(Card):
    """Eight rows. `picked` carries the card whose row was pressed."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=18, radius=tk.RADIUS.xl, gap=8)
        self.setAccessibleName(_("All cards"))
        self.rows: list[CardRow] = []
        self._list = vbox(None, gap=2)
        self.add(vbox(None, Text(_("All cards"), "heading"), margins=(8, 4, 8, 0)), self._list)

    def show_cards(self, cards: tuple[CardView, ...], chosen: str) -> None:
        """Take over the cards; the rows stay, so that the keyboard keeps its place."""
        while len(self.rows) < len(cards):
            row = CardRow()
            row.chosen.connect(self.picked)
            self.rows.append(row)
            self._list.addWidget(row)
        for row, card in zip(self.rows, cards, strict=False):
            row.show_card(card)
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Mark the row of a card."""
        for row in self.rows:
            row.setChecked(row.key == key)


class CardRow(Pressable):
    """Posture, name, and in a sentence how the card stands and why."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.key, self._state, self._name, self._said = "", "unknown", "", ""
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._choose)

    def show_card(self, card: CardView) -> None:
        """Take over a card."""
        self.key, self._state, self._name = card.id, card.state, card.name
        self._said = f"{state_word(card.state)}. {card.why}"
        self.setObjectName(f"card_row.{card.id}")
        self.setAccessibleName(card.name)
        self.setAccessibleDescription(self._said)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(T.px(260), self.heightForWidth(T.px(260)))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        fm = QFontMetricsF(T.font("strong"))
        longest = max((fm.horizontalAdvance(word) for word in f"{self._name} {self._said}".split()), default=0.0)
        width = math.ceil(longest + self._left() + _INSET + PAD)
        return QSize(width, tk.SIZE.hit_min + 2 * PAD)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        name, said = self._heights(width)
        return max(tk.SIZE.hit_min, math.ceil(name + said) + 20) + 2 * PAD

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        ground = c.accent_soft if self.isChecked() else c.surface
        if self.isDown() or self.underMouse():
            ground = mix(ground, c.text, 0.08 if self.isDown() else 0.04)
        p.setPen(QPen(c.accent, 1.5) if self.isChecked() else Qt.PenStyle.NoPen)
        p.setBrush(ground)
        p.drawRoundedRect(r.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)
        name, said = self._heights(self.width())
        top = r.center().y() - (name + said) / 2
        side = _SIGN * T.icon_scale
        paint_state(p, QRectF(r.left() + _INSET, top + (name - side) / 2, side, side), self._state, c)
        room = self.width() - self._left() - _INSET - PAD
        p.setFont(T.font("strong"))
        p.setPen(c.text)
        p.drawText(QRectF(self._left(), top, room, name + 1), _WRAP, self._name)
        p.setFont(T.font("small", weight=400))
        p.setPen(c.text2)
        p.drawText(QRectF(self._left(), top + name, room, said + 1), _WRAP, self._said)
        if self.hasFocus():
            focus_ring(p, r, _RADIUS, c.focus)

    @staticmethod
    def _left() -> float:
        return PAD + _INSET + _SIGN * T.icon_scale + 12

    def _heights(self, width: float) -> tuple[float, float]:
        """Heights of the wrapped name and sentence in px."""
        box = QRectF(0, 0, max(1.0, width - self._left() - _INSET - PAD), 1e5)
        name = QFontMetricsF(T.font("strong")).boundingRect(box, _WRAP, self._name).height()
        said = QFontMetricsF(T.font("small", weight=400)).boundingRect(box, _WRAP, self._said).height()
        return name, said

    @Slot()
    def _choose(self) -> None:
        # The page marks the row of the card it shows: a second press does not take the choice away.
        self.chosen.emit(self.key)
