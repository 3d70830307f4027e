"""What you will hear: everything that a session says and sounds, to be read before it or instead of hearing it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from coach.session.transcript import Heard, Passage
from coach.session.words import clock_text
from coach.text import _
from ui.widgets import Button, Card, ClosablePage, IconButton, Text, hbox, vbox


class TranscriptPage(ClosablePage):
    """`closed` goes back to where it was opened from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_width=820, margins=(32, 24, 32, 32), gap=14, parent=parent)
        self.setObjectName("transcript")
        self.setAccessibleName(_("What you will hear"))
        self.back = IconButton("left", _("Back (Esc)"))
        self.back.setObjectName("transcript_back")
        self.back.clicked.connect(self.closed)
        self.over = Text("", "label", "text3", wrap=True)
        self.title = Text(_("What you will hear"), "display", wrap=True)
        self.sub = Text("", "body", "text2", wrap=True)
        self.add(hbox(None, self.back, self.over, None, gap=10), self.title, self.sub)
        self.passages = QWidget()
        self.add(self.passages)
        self.end = Button(_("Back"), "secondary", hint=_("Esc"))
        self.end.setObjectName("transcript_end")
        self.end.clicked.connect(self.closed)
        self.add(hbox(None, self.end, None, gap=0), None)
        self.setFocusProxy(self.back)

    def begin(self, name: str, passages: tuple[Passage, ...]) -> None:
        """Show the transcript of the session called `name`."""
        self.over.setText(name)
        heard = any(passage.heard for passage in passages)
        self.sub.setText(
            _("As it is set now. The same words are captions in the session. How much is said is in Settings, Sound.")
            if heard
            else _("Nothing: sound is set to silent. All of it is on the screen. Settings, Sound changes it.")
        )
        old = self.passages
        self.passages = _Passages([p for p in passages if p.heard])
        self.body.replaceWidget(old, self.passages)
        old.hide()
        old.deleteLater()
        self.verticalScrollBar().setValue(0)


class _Passages(QWidget):
    """A card for each exercise: its name, then what is heard, each with its moment."""

    def __init__(self, passages: list[Passage]) -> None:
        super().__init__()
        column = vbox(self, gap=12)
        for passage in passages:
            column.addWidget(_card(passage))


def _card(passage: Passage) -> Card:
    card = Card(pad=18, gap=8)
    head = Text(passage.name or _("At the end"), "strong", wrap=True)
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for row, heard in enumerate(passage.heard):
        at = Text(clock_text(heard.at_ms), "small", "text3", weight=400, tnum=True)
        grid.addWidget(at, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(_words(heard), row, 1)
    card.add(head, grid)
    return card


def _words(heard: Heard) -> Text:
    if not heard.is_sound:
        return Text(_("“{sentence}”").format(sentence=heard.text), "body", wrap=True)
    often = _("{sound}, {n} times").format(sound=heard.text, n=heard.times) if heard.times > 1 else heard.text
    return Text(often, "small", "text3", weight=400, wrap=True)
