"""A question over a page: a title, a sentence, two or three answers. The first is the default, Esc takes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui import tokens as tk
from ui.widgets import Button, Card, Page, Text, vbox


class Choice:
    """One answer: its key, its words, the kind of its button."""

    def __init__(self, key: str, words: str, kind: str = "secondary", hint: str = "") -> None:
        self.key, self.words, self.kind, self.hint = key, words, kind, hint


class Ask(Page):
    """Emits `chosen` with the key of the answer."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_width=640, margins=(24, 24, 24, 24), gap=0, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = Text("", "title", wrap=True)
        self.text = Text("", "body", "text2", wrap=True)
        self.card = Card(pad=28, radius=tk.RADIUS.xl, gap=0)
        self.answers = vbox(None, gap=6)
        self.card.add(self.title, 6, self.text, 18, self.answers)
        self.add(None, self.card, None)
        self._buttons: dict[str, Button] = {}
        self._default = ""

    def begin(self, title: str, text: str, choices: tuple[Choice, ...]) -> None:
        """Ask; the first choice has the focus."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}")
        for button in self._buttons.values():
            self.answers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for choice in choices:
            button = Button(choice.words, choice.kind, size="l" if choice.kind == "primary" else "m", hint=choice.hint)
            button.setObjectName(f"answer_{choice.key}")
            button.clicked.connect(self._clicked)
            self._buttons[choice.key] = button
            self.answers.addWidget(button)
        self._default = choices[0].key
        self.setFocusProxy(self._buttons[self._default])

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.chosen.emit(self._default)
        else:
            super().keyPressEvent(ev)

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        for key, button in self._buttons.items():
            if button is sender:
                self.chosen.emit(key)
                return
