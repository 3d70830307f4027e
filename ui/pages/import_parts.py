"""Parts of the import pages: a painted list to choose from, and lines of words that come and go."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens as tk
from ui.icons import paint_icon
from ui.theme import AlignL, T
from ui.widgets import PAD, R, Text, aa, focus_ring

_SIDE = 14
_SIGN = 18


class Choice(QComboBox):
    """One of several values. Arrow keys and letters choose; the wheel scrolls the page, it changes nothing.

    `chose` carries the value once the person has chosen one.
    """

    chose = Signal(object)

    def __init__(self, options: Mapping[str, str], *, name: str, key: str) -> None:
        """`options`: value and words; `name` is for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(key)
        for value, words in options.items():
            self.addItem(words, value)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._activated)
        T.changed.connect(self._restyle)
        self._restyle()

    @property
    def value(self) -> str:
        return str(self.currentData())

    def show_value(self, value: str) -> None:
        """Show a value without telling `chose`."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def sizeHint(self) -> QSize:
        fm = QFontMetricsF(T.font("label"))
        words = max((fm.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        side = _SIGN * T.icon_scale
        height = max(tk.SIZE.button_s, round(fm.height() + 20))
        return QSize(math.ceil(words + side) + 3 * _SIDE + 2 * PAD, height + 2 * PAD)

    def minimumSizeHint(self) -> QSize:
        """Where there is no room for all words, those that do not fit are cut; the list shows them whole."""
        return QSize(min(self.sizeHint().width(), T.px(150)), self.sizeHint().height())

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD + 0.5, PAD + 0.5, -PAD - 0.5, -PAD - 0.5)
        p.setPen(QPen(c.line_strong, 1))
        p.setBrush(c.surface)
        p.drawRoundedRect(r, R.m, R.m)
        side = _SIGN * T.icon_scale
        p.setFont(T.font("label"))
        p.setPen(c.text if self.currentIndex() > 0 else c.text3)
        room = r.adjusted(_SIDE, 0, -side - _SIDE, 0)
        fm = QFontMetricsF(T.font("label"))
        p.drawText(room, AlignL, fm.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width()))
        paint_icon(p, "down", QRectF(r.right() - side - _SIDE / 2, r.center().y() - side / 2, side, side), c.text3, 2)
        if self.hasFocus():
            focus_ring(p, r, R.m, c.focus)

    def wheelEvent(self, ev: QWheelEvent) -> None:
        ev.ignore()

    @Slot(int)
    def _activated(self, _index: int) -> None:
        self.chose.emit(self.value)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(T.font("label"))
        self.view().setFont(T.font("label"))
        palette = T.palette(T.of(self))
        self.setPalette(palette)
        self.view().setPalette(palette)
        self.updateGeometry()
        self.update()


class Lines(QWidget):
    """Sentences below each other, as many as there are."""

    def __init__(self, role: str = "body", tone: str = "text2", gap: int = 4) -> None:
        super().__init__()
        self._role, self._tone = role, tone
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._lines: list[Text] = []

    def show_lines(self, lines: Iterable[str]) -> None:
        """Show these sentences; without any the part is hidden."""
        for old in self._lines:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [Text(words, self._role, self._tone, weight=400, wrap=True) for words in lines]
        for line in self._lines:
            self._box.addWidget(line)
        self.setVisible(bool(self._lines))

    @property
    def words(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(line.text() for line in self._lines)
