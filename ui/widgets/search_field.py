"""A field to search in, with a button that clears it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coach.text import _
from ui.widgets.buttons import IconButton
from ui.widgets.fields import Field

#: More than anybody types to find something.
MOST_CHARACTERS = 60


class SearchField(Field):
    """`edited` fires with each change. `left` tells that the person wants to go on to what was found (Down), `entered`
    to open the first of it (Enter).
    """

    left = Signal()
    entered = Signal()

    def __init__(self, placeholder: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, name=name, icon="search", most=MOST_CHARACTERS, parent=parent)
        self.clear = IconButton("close", _("Clear the search (Esc)"), size=38, icon_px=16, parent=self)
        # Esc does the same; one more Tab stop before the list would help nobody.
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear.clicked.connect(self._clear)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.clear)
        self._show_clear(False)
        self.edited.connect(self._edited)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        self.clear.setObjectName(f"{name}.clear")

    def set_placeholder(self, placeholder: str) -> None:
        """Another hint, which is the name for screen readers, too."""
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        # What the editor has no use for comes here.
        if ev.key() == Qt.Key.Key_Escape and self.text():
            self._clear()
        elif ev.key() == Qt.Key.Key_Down:
            self.left.emit()
        elif ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(ev)

    @Slot()
    def _clear(self) -> None:
        self.set_text("")
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _edited(self) -> None:
        self._show_clear(bool(self.text()))

    def _show_clear(self, shown: bool) -> None:
        self.clear.setVisible(shown)
        layout = self.layout()
        if layout is not None:
            # Without the button the editor itself would paint over the frame's corners.
            layout.setContentsMargins(42, 0, 1 if shown else 10, 0)
