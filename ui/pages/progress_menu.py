"""The small menu of a chart: copy it, save it, see its numbers."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.text import _
from ui.theme import T, alpha
from ui.widgets import PAD, Button, Card, Pressable, aa, focus_ring, plain_tip, vbox

COPY, SAVE_PNG, SAVE_SVG, SAVE_CSV, TABLE = "copy", "png", "svg", "csv", "table"


class DotsButton(Pressable):
    """Three dots that open a menu; `name` says whose."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(40 * T.icon_scale) + 2 * PAD
        return QSize(side, side)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        p.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.isDown():
            p.setBrush(alpha(c.text, 0.12 if self.isDown() else 0.07))
            p.drawEllipse(r)
        p.setBrush(c.text2)
        k = T.icon_scale
        for dx in (-6.0, 0.0, 6.0):
            p.drawEllipse(r.center() + QPointF(dx * k, 0), 1.9 * k, 1.9 * k)
        if self.hasFocus():
            focus_ring(p, r.adjusted(1, 1, -1, -1), r.height() / 2, c.focus)


class ChartMenu(QWidget):
    """What can be done with a chart, in a small window of its own. `chosen` carries which; Esc closes it."""

    chosen = Signal(str)

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.card = Card(pad=8, gap=0, radius=14)
        words = {
            TABLE: _("Show as table"),
            COPY: _("Copy picture"),
            SAVE_PNG: _("Save picture (PNG)…"),
            SAVE_SVG: _("Save drawing (SVG)…"),
            SAVE_CSV: _("Save numbers (CSV)…"),
        }
        self.buttons: dict[str, Button] = {}
        for action, word in words.items():
            button = Button(word, "ghost", size="s")
            button.setObjectName(f"progress_{key}_{action}")
            button.setProperty("action", action)
            button.clicked.connect(self._clicked)
            self.buttons[action] = button
            self.card.add(button)
        vbox(self, self.card, gap=0, margins=(4, 4, 4, 8))

    def open_at(self, corner: QPoint, *, table_shown: bool) -> None:
        """Show it with its upper right corner at a point of the screen, within the screen."""
        self.buttons[TABLE].set_words(_("Hide the table") if table_shown else _("Show as table"))
        self.adjustSize()
        place = corner - QPoint(self.width(), 0)
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(place.x(), screen.right() - self.width()))
        y = max(screen.top(), min(place.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.buttons[TABLE].setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        own = list(self.buttons.values())
        here = next((i for i, button in enumerate(own) if button.hasFocus()), 0)
        if ev.key() == Qt.Key.Key_Escape:
            self.hide()
        elif ev.key() == Qt.Key.Key_Down:
            own[(here + 1) % len(own)].setFocus()
        elif ev.key() == Qt.Key.Key_Up:
            own[here - 1].setFocus()
        else:
            super().keyPressEvent(ev)

    @Slot()
    def _clicked(self) -> None:
        sender: QObject | None = self.sender()
        action = sender.property("action") if sender is not None else None
        self.hide()
        if isinstance(action, str):
            self.chosen.emit(action)
