"""The story of one card: how it stands and why, what moved it, what restacks it, its weeks, and its written rule."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from coach.pages.house_views import CardHistoryView, CardView
from coach.text import _
from ui import tokens as tk
from ui.pages.house_strip import HistoryStrip
from ui.widgets import Button, Card, Line, Para, Text, flush, hbox, vbox
from ui.widgets.house import state_word
from ui.widgets.house_state import StateWords
from ui.widgets.line_link import LineLink


class StoryCard(Card):
    """`link` carries where a button leads: `exercise:ID`, `lesson:ID` or `page:KEY`."""

    link = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=26, radius=tk.RADIUS.xl, gap=0)
        self.setObjectName("card_story")
        self._link = ""
        self.name = Text("", "title", wrap=True)
        self.state = StateWords("unknown", role="strong", px=22, tinted=True)
        self.holds = Para("")
        self.why = _Section(_("Why"))
        self.moved = _Section(_("What moved it"))
        self.restack = _Section(_("What would restack it"))
        self.go = Button("", "soft")
        self.go.setObjectName("card_go")
        self.go.clicked.connect(self._go)
        self.strip = HistoryStrip()
        self.weeks = Text("", "small", "text2", weight=400, wrap=True)
        self.rule = _Section(_("How this card is decided"), role="small")
        self.ours = Text(_("This rule is our own choice, not research."), "small", "text2", weight=600, wrap=True)
        self.work = _Section(_("Exercises of this card"), role="small")
        self.facts = _Section(_("What research says"), role="small")
        self.lesson = LineLink("", _("Read about this card"), icon="learn", name="card_lesson")
        self.lesson.followed.connect(self.link)
        self.add(self.name, 6, self.state, 10, self.holds, 16, self.why, 14, self.moved, 14, self.restack, 8)
        self._button = flush(hbox(None, self.go, None, gap=0))
        self.add(self._button, 18)
        self.add(Text(_("The last twelve weeks"), "label", weight=600, wrap=True), 4, self.strip, 2, self.weeks)
        self.add(18, Line(), 16, self.rule, 4, self.ours, 14, self.work, 14, self.facts, 10)
        self.add(hbox(None, -LineLink.INSET, self.lesson, None, gap=0), None)

    def show_card(self, card: CardView, history: CardHistoryView | None) -> None:
        """Tell the story of a card."""
        self.setAccessibleName(f"{card.name}: {state_word(card.state)}")
        self.name.setText(card.name)
        self.state.say(card.state, state_word(card.state))
        self.holds.set(card.holds)
        self.why.say(card.why)
        still = "" if card.state == "unknown" else _("It stands as it did a week ago.")
        self.moved.say(card.moved or still)
        self.restack.say(card.restack)
        self._link = card.link
        self.go.set_words(card.link_words)
        self.go.setVisible(bool(card.link))
        self.strip.show_history(history)
        self.weeks.setText(history.words if history is not None else "")
        self.rule.say(card.decided)
        self.work.say(", ".join(card.exercises))
        self.facts.say("\n".join(card.sources))
        lesson = f"lesson:{card.lesson}"
        self.lesson.show_words(lesson, _("Read about this card"))
        self.lesson.setVisible(lesson != card.link)

    @Slot()
    def _go(self) -> None:
        self.link.emit(self._link)


class _Section(QWidget):
    """A small heading and what is said below it; hidden where nothing is."""

    def __init__(self, title: str, *, role: str = "body") -> None:
        super().__init__()
        self.words = Para("", role, "text" if role == "body" else "text2")
        vbox(self, Text(title, "label", "text2", weight=600, wrap=True), self.words, gap=2)

    def say(self, words: str) -> None:
        """Show words, or nothing."""
        self.words.set(words)
        self.setVisible(bool(words))
