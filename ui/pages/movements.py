"""The everyday movements that a gate asks for: tried today or not yet, and with how much pain."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.happenings import MovementAnswer
from coach.pages.plan_views import GateView, MovementView
from coach.text import _
from ui import tokens as tk
from ui.pages.foot import Foot
from ui.pages.parts import ExercisePicture
from ui.pages.plan_ladder import clear
from ui.theme import T
from ui.widgets import Button, Card, Page, PainScale, Para, Segmented, Text, flush, hbox, vbox

_PICTURE = 92
#: Below this width the picture stands above the question, px divided by the text scale.
_STACKS = 520


class MovementsPage(QWidget):
    """`answered` carries a dict of `MovementAnswer` by id; `closed` goes back to the Plan."""

    answered = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("movements")
        self.setAccessibleName(_("Everyday movements"))
        self.cards: list[MovementCard] = []
        self.page = Page(max_width=820, margins=(40, 28, 40, 16), gap=14)
        self.intro = Para("")
        self._list = vbox(None, gap=12)
        self.problem = Text("", "body", "warn_ink", weight=600, wrap=True)
        self.page.add(Text(_("Everyday movements"), "display", wrap=True), self.intro, self._list, self.problem, None)
        self.close_button = Button(_("Not today"), "ghost", hint=_("Esc"))
        self.close_button.setObjectName("movements_close")
        self.close_button.clicked.connect(self.closed)
        self.save = Button(_("Keep the answers"), "primary", size="l")
        self.save.setObjectName("movements_save")
        self.save.clicked.connect(self._save)
        vbox(self, (self.page, 1), Foot(self.page, self.save, self.close_button), gap=0)

    def begin(self, gate: GateView) -> None:
        """Ask about each movement, none answered; nothing to answer where it was done today."""
        again = gate.movements_today
        self.intro.set(
            _("You said how they went today. Once a day is enough; try them again tomorrow.")
            if again
            else _("Try each one slowly, once. Stop where it gets too much: “not yet” is an answer, too.")
        )
        clear(self._list)
        self.cards = []
        for movement in () if again else gate.movements:
            card = MovementCard(movement)
            card.changed.connect(self._changed)
            self.cards.append(card)
            self._list.addWidget(card)
        self.problem.hide()
        self.save.setVisible(not again)
        self.close_button.set_words(_("Back to the plan") if again else _("Not today"))
        self.page.verticalScrollBar().setValue(0)
        self.setFocusProxy(self.cards[0].done if self.cards else self.close_button)
        self._changed()

    def show_problem(self, words: str) -> None:
        """Say why the answers could not be kept; they stay on the page."""
        self.problem.setText(words)
        self.problem.show()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(ev)

    @Slot()
    def _changed(self) -> None:
        self.save.setEnabled(bool(self.cards) and all(card.answer() is not None for card in self.cards))

    @Slot()
    def _save(self) -> None:
        answers = {card.movement.id: card.answer() for card in self.cards}
        if all(answer is not None for answer in answers.values()):
            self.answered.emit(answers)


class MovementCard(Card):
    """One movement with its figure, Done or Not yet, and the pain where it is asked."""

    changed = Signal()

    def __init__(self, movement: MovementView) -> None:
        super().__init__(pad=20, radius=tk.RADIUS.l, gap=0)
        self.movement = movement
        self.done = Segmented([_("Done"), _("Not yet")], None, name=movement.text)
        self.done.setObjectName(f"movement.{movement.id}")
        self.done.changed.connect(self._answered)
        self.pain_head = Text(_("With how much pain?"), "label", wrap=True)
        self.pain = PainScale(name=_("Pain at: {movement}").format(movement=movement.text))
        self.pain.setObjectName(f"movement_pain.{movement.id}")
        self.pain.answered.connect(self.changed)
        words = vbox(None, Text(movement.text, "heading", wrap=True), flush(hbox(None, (self.done, 1), gap=0)), gap=10)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        if movement.exercise:
            picture = ExercisePicture(movement.exercise, movement.position, _PICTURE)
            self._row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._row.addLayout(words, 1)
        self.pain_part = QWidget()
        vbox(self.pain_part, 12, self.pain_head, 6, self.pain, gap=0)
        self.add(self._row, self.pain_part)
        self.pain_part.hide()
        T.changed.connect(self._turn)

    def answer(self) -> MovementAnswer | None:
        """What was said; None while something is open."""
        if self.done.index is None:
            return None
        if self.done.index == 1:
            return MovementAnswer(done=False)
        if not self.movement.asks_pain:
            return MovementAnswer(done=True)
        pain = self.pain.answer()
        return MovementAnswer(done=True, pain=pain) if pain is not None else None

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._turn()

    @Slot()
    def _turn(self) -> None:
        stack = self.width() / T.text_scale < _STACKS
        way = QBoxLayout.Direction.TopToBottom if stack else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._row.setDirection(way)

    @Slot(object)
    def _answered(self, index: int) -> None:
        self.pain_part.setVisible(index == 0 and self.movement.asks_pain)
        self.changed.emit()
