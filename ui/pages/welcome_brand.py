"""The green side of the first start, and the marks that say how far one has come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QLinearGradient, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.text import _
from ui.pages.house_panel import blank_supports
from ui.theme import T
from ui.widgets import Para, Text, aa, vbox
from ui.widgets.house import HouseOfCards, shown_as


class BrandPanel(QWidget):
    """The house of cards on the hero's ground, with what it stands for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = "dark"  # the cards are lit on a deep ground in either theme
        self.house = HouseOfCards(shown_as(blank_supports(), "solid"), labels=False)
        self.house.setObjectName("welcome_house")
        self.house.setMaximumHeight(360)
        self.title = Text(_("Your back is a house of cards"), "display", "on_hero", wrap=True)
        self.text = Para(
            _(
                "Each card is a support. With all in place you hardly notice your back. When some lean, one small"
                " thing more can bring it down. Restack puts every card back, not only the last one."
            ),
            tone="on_hero2",
        )
        vbox(self, None, (self.house, 3), 12, self.title, self.text, None, gap=10, margins=(30, 24, 30, 24))
        T.changed.connect(self.update)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.c
        gradient = QLinearGradient(0, 0, self.width(), self.height())
        gradient.setColorAt(0, c.hero_a)
        gradient.setColorAt(1, c.hero_b)
        p.fillRect(self.rect(), gradient)


class StepMarks(QWidget):
    """One mark a step, those behind and the present one filled; the count is its accessible name."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._at = count, 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        T.changed.connect(self._restyle)
        self.set_at(0)

    def set_at(self, at: int) -> None:
        """The present step, from 0."""
        self._at = at
        self.setAccessibleName(_("Step {n} of {all}").format(n=at + 1, all=self._count))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._count * 40, 10)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        p.setPen(Qt.PenStyle.NoPen)
        width = min(34.0, (self.width() - 6.0 * (self._count - 1)) / self._count)
        for i in range(self._count):
            here = i == self._at
            p.setBrush(c.accent if i <= self._at else c.track)
            height = 8.0 if here else 6.0
            box = QRectF(i * (width + 6), (self.height() - height) / 2, width, height)
            p.drawRoundedRect(box, height / 2, height / 2)

    @Slot()
    def _restyle(self) -> None:
        self.update()
