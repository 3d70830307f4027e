"""Text input."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from ui import tokens as tk
from ui.icons import paint_icon
from ui.theme import T
from ui.widgets.base import R, aa, hbox
from ui.widgets.surfaces import ScrollBar


class Field(QWidget):
    """A painted frame around a frameless editor, of one line or several.

    `edited` fires when the text changes by any way. In a field of several lines Tab leaves the field.
    """

    edited = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        name: str = "",
        icon: str | None = None,
        lines: int = 1,
        most: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is for screen readers (else the placeholder); `most` is the number of characters in a single line."""
        super().__init__(parent)
        self._icon, self._lines, self._most = icon, lines, most
        self.edit: _OneLine | _ManyLines = _OneLine(self) if lines == 1 else _ManyLines(self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name or placeholder)
        self.edit.textChanged.connect(self.edited)
        if most and isinstance(self.edit, QLineEdit):
            self.edit.setMaxLength(most)
        self.setFocusProxy(self.edit)
        upright = 2 if lines == 1 else 10
        hbox(self, self.edit, gap=0, margins=(42 if icon else 14, upright, 10, upright))
        T.changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        edit = self.edit
        return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()

    def set_text(self, text: str) -> None:
        edit = self.edit
        if isinstance(edit, QLineEdit):
            edit.setText(text)
        else:
            edit.setPlainText(text)

    def setObjectName(self, name: str) -> None:
        """The editor is the control, so it is findable too."""
        super().setObjectName(name)
        self.edit.setObjectName(f"{name}.edit")

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        on = self.edit.hasFocus()
        p.setPen(QPen(c.focus, 2) if on else QPen(c.line_strong, 1))
        p.setBrush(c.surface if self.isEnabled() else c.sunken)
        p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), R.m, R.m)
        k = T.icon_scale
        if self._icon:
            paint_icon(p, self._icon, QRectF(14, (self.height() - 18 * k) / 2, 18 * k, 18 * k), c.text3, 2)

    @Slot()
    def _restyle(self) -> None:
        self.edit.setPalette(T.palette(T.of(self)))
        self.edit.setFont(T.font("body"))
        line = T.px(21)
        self.setFixedHeight(max(tk.SIZE.button_m, line + 23) if self._lines == 1 else line * self._lines + 26)
        self.update()


class _OneLine(QLineEdit):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)

    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        _repaint_frame(self)

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        super().focusOutEvent(ev)
        _repaint_frame(self)


class _ManyLines(QPlainTextEdit):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ScrollBar())
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)

    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        _repaint_frame(self)

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        super().focusOutEvent(ev)
        _repaint_frame(self)


def _repaint_frame(edit: QWidget) -> None:
    frame = edit.parentWidget()
    if frame is not None:
        frame.update()
