"""A line above the page for what the person must know once: sound lost, settings reset, something not saved."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from coach.text import _
from ui.theme import T
from ui.widgets import Card, IconButton, Text, hbox, vbox


class NoticeBar(QWidget):
    """Hidden until it has something to say; the person closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.text = Text("", "small", "warn_ink", wrap=True)
        self.close_button = IconButton("close", _("Close this notice"))
        self.close_button.setObjectName("notice_close")
        self.close_button.clicked.connect(self.dismiss)
        card = Card(tone="warn_soft", pad=10, gap=0)
        card.add(hbox(None, 8, (self.text, 1), self.close_button, gap=6))
        vbox(self, card, gap=0, margins=(24, 12, 24, 0))
        self.setVisible(False)
        T.changed.connect(self.update)

    def tell(self, words: str) -> None:
        """Show a sentence; several that wait are shown together."""
        shown = self.text.text() if self.isVisible() else ""
        if words in shown:
            return
        self.text.setText(f"{shown}\n{words}" if shown else words)
        self.setAccessibleName(self.text.text())
        self.setVisible(True)

    @Slot()
    def dismiss(self) -> None:
        """Close the line."""
        self.text.setText("")
        self.setVisible(False)
