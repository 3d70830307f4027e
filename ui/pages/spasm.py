"""Spasm help: positions that may ease it, what comes then, and when help from outside is needed.

It is made for three at night and one hand: few large buttons, nothing to type, and what was noted can be taken back.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QDate, QLocale, QTime, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.diary import Spasm
from coach.pages.easing import EasingView, PositionView
from coach.text import _
from ui import tokens as tk
from ui.pages.foot import button_flow
from ui.pages.parts import minutes_text
from ui.pages.picture_figure import FigureWell
from ui.theme import T
from ui.widgets import Button, Card, ClosablePage, Para, Text, flush, hbox, vbox
from ui.widgets.buttons import ButtonSize
from ui.widgets.lesson_link import LessonLink

#: What came before: nothing, a position that was held or left, or one that hurt.
After = Literal["", "done", "hurt"]
#: Positions side by side; the others come in their place.
SHOWN = 3


class SpasmPage(ClosablePage):
    """Shows an `EasingView`. `play` carries an exercise and its level."""

    play = Signal(str, str)
    first_aid = Signal()
    tell = Signal()  # what happened
    earlier = Signal()
    no_spasm = Signal()
    undo = Signal()  # it was one after all
    questions = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 18, 40, 18), gap=12, parent=parent)
        self.setObjectName("spasm")
        self.setAccessibleName(_("Spasm help"))
        self._view: EasingView | None = None
        self._from = 0
        self._after: After = ""
        self._removed = False
        self.title = Text("", "display", wrap=True)
        self.say = Para("")
        self.noted = Text("", "label", "text", weight=600, wrap=True)
        self.was_earlier = self._button("spasm_earlier", _("It began earlier"), "secondary", "s")
        self.was_none = self._button("spasm_none", _("It was no spasm"), "ghost", "s")
        self.was_earlier.clicked.connect(self.earlier)
        self.was_none.clicked.connect(self._take_back)
        self.note = Card(tone="accent_soft", pad=6, radius=tk.RADIUS.l, gap=0)
        self.note_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.note_row.setSpacing(8)
        self.note_row.setContentsMargins(12, 0, 4, 0)
        self.note_row.addWidget(self.noted, 1)
        self.note_row.addLayout(button_flow(self.was_earlier, self.was_none))
        self.note.lay.addLayout(self.note_row)
        self.cards = tuple(_Position(n) for n in range(SHOWN))
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setSpacing(14)
        for card in self.cards:
            card.play.connect(self.play)
            self.row.addWidget(card, 1)
        self.others = self._button("spasm_others", _("Other positions"), "secondary", "m", "repeat")
        self.others.clicked.connect(self._turn)
        self.whole = self._button("spasm_first_aid", "", "secondary", "m", "play")
        self.whole.clicked.connect(self.first_aid)
        self.tell_button = self._button("spasm_tell", _("Tell what happened"), "secondary", "l", "pencil")
        self.tell_button.clicked.connect(self.tell)
        self.done = self._button("spasm_done", _("Later"), "ghost", "l")
        self.done.clicked.connect(self.closed)
        self.then_words = Para("", tone="text")
        then = Card(pad=18, gap=6).add(
            Text(_("Then"), "heading"),
            self.then_words,
            None,
            button_flow(self.tell_button, self.done),
        )
        self.help_words = Para("", tone="text")
        self.again = self._button("spasm_questions", _("Ask me the signs again"), "secondary", "m")
        self.again.clicked.connect(self.questions)
        stop = Card(tone="bad_soft", pad=18, gap=6).add(
            Text(_("Get help now if"), "heading", "bad_ink"), self.help_words, None, button_flow(self.again)
        )
        self.low = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.low.setSpacing(14)
        self.low.addWidget(then, 1)
        self.low.addWidget(stop, 1)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(12)
        self.head.addWidget(self.title, 1)
        self.head.addLayout(button_flow(self.others, self.whole))
        self.body.addLayout(vbox(None, self.head, self.say, gap=2))
        self.add(self.note)
        self.body.addLayout(self.row, 8)
        self.body.addLayout(self.low)
        self.add(hbox(None, (LessonLink(), 1), gap=0))
        self.resized.connect(self._fit)

    def begin(self, view: EasingView, *, after: After = "", removed: bool = False) -> None:
        """Show the help. `after`: something was done for it, and the log is what comes next; or it hurt. `removed`: the
        person said that it was no spasm.
        """
        self._view, self._after, self._from, self._removed = view, after, 0, removed
        title, words = _head_words(after)
        self.title.setText(title)
        self.say.set(words)
        self.note.setVisible(view.spasm is not None or removed)
        self.was_earlier.setVisible(not removed)
        self.was_none.set_words(_("Undo") if removed else _("It was no spasm"))
        if removed:
            self.noted.setText(_("The spasm is taken out. Your plan goes on as if it had not been."))
        elif view.spasm is not None:
            self.noted.setText(noted_words(view.spasm))
        self.whole.set_words(_("The whole first aid, {time}").format(time=minutes_text(view.first_aid_ms)))
        self.then_words.set(
            _("Walk a few steps every half hour, as far as it lets you. Warmth often helps. Your session waits.")
        )
        self.help_words.set(
            _(
                "you go numb between the legs, cannot pass or hold water or stool, a leg turns weak or both hurt or go "
                "numb, you shiver with a high fever, your chest hurts, or another sign has come. Call {number}."
            ).format(number=view.number)
        )
        self.tell_button.set_kind("primary" if after == "done" else "secondary")
        self.tell_button.setVisible(not removed)
        self.done.set_words(_("Done") if removed else _("Later"))
        self.others.setVisible(len(view.positions) > SHOWN)
        self._show_positions()
        self.setFocusProxy(self.tell_button if after == "done" and not removed else self.cards[0].start)
        self.verticalScrollBar().setValue(0)

    def _show_positions(self) -> None:
        assert self._view is not None
        positions = self._view.positions
        for n, card in enumerate(self.cards):
            at = self._from + n
            card.setVisible(at < len(positions))
            if at < len(positions):
                card.show_position(positions[at], first=n == 0 and self._after != "done")

    @Slot()
    def _take_back(self) -> None:
        (self.undo if self._removed else self.no_spasm).emit()

    @Slot()
    def _turn(self) -> None:
        if self._view is not None:
            self._from = self._from + SHOWN if self._from + SHOWN < len(self._view.positions) else 0
            self._show_positions()

    def _button(self, name: str, words: str, kind: str, size: ButtonSize, icon: str = "") -> Button:
        button = Button(words, kind, size=size, icon=icon or None)
        button.setObjectName(name)
        return button

    @Slot(object)
    def _fit(self, em: int) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for layout in (self.row, self.low):
            layout.setDirection(down if em < 760 else across)
        self.note_row.setDirection(down if em < 780 else across)
        self.head.setDirection(down if em < 780 else across)
        room = self.view.height() - T.px(590)
        for card in self.cards:
            card.figure.set_height(max(124, min(300, room)))


class _Position(Card):
    """One way to ease it: the figure, how to get there, and one large button."""

    play = Signal(str, str)

    def __init__(self, n: int) -> None:
        super().__init__(pad=10, radius=tk.RADIUS.xl, gap=0)
        self.figure = FigureWell(tone="accent_soft" if n == 0 else "sunken")
        self.name = Text("", "heading", wrap=True)
        self.how = Para("", "small")
        self.start = Button("", "secondary", icon="play", size="l")
        self.start.setObjectName(f"spasm_start_{n}")
        self.start.clicked.connect(self._start)
        self._position: PositionView | None = None
        words = vbox(None, self.name, self.how, None, gap=6, margins=(12, 10, 12, 8))
        words.addLayout(flush(hbox(None, (self.start, 1), gap=0)))
        self.add(self.figure, words)
        self.lay.setStretch(1, 1)

    def show_position(self, position: PositionView, *, first: bool) -> None:
        """Show another position; the first is the one that is offered."""
        self._position = position
        self.figure.show_exercise(position.exercise, position.position, position.name)
        self.name.setText(position.name)
        self.how.set(position.how)
        self.start.set_kind("primary" if first else "secondary")
        words = _("Start, {time}").format(time=minutes_text(position.total_ms))
        self.start.set_words(words)
        self.start.setAccessibleName(f"{position.name}: {words}")

    @Slot()
    def _start(self) -> None:
        if self._position is not None:
            self.play.emit(self._position.exercise, self._position.level)


def _head_words(after: After) -> tuple[str, str]:
    """Title and first sentence."""
    if after == "hurt":
        return _("Then this was not the one"), _(
            "Stop where it hurts. Another position may suit better; lying still in the easiest one is enough for now."
        )
    if after == "done":
        return _("Is it easier?"), _(
            "Take another position if you like. When you are ready, tell what happened: it is soon forgotten."
        )
    return _("Let’s ease it first"), _(
        "A spasm is your back guarding itself. It is strong, it is rarely harm, and it passes. Choose the position "
        "that feels least bad; a voice leads you."
    )


def noted_words(spasm: Spasm) -> str:
    """What was noted: "A spasm is noted. It began at 03:12."."""
    locale = QLocale()
    at = locale.toString(QTime(spasm.onset.hour, spasm.onset.minute), QLocale.FormatType.ShortFormat)
    if spasm.onset.date() == spasm.logged.date():
        return _("A spasm is noted. It began at {time}.").format(time=at)
    day = locale.toString(QDate(spasm.onset.year, spasm.onset.month, spasm.onset.day), _("d MMMM"))
    return _("A spasm is noted. It began on {day} at {time}.").format(day=day, time=at)
