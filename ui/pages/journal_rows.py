"""The rows of a day: what is asked at the left, a line of chips or numbers at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.pages.diary_words import question, words
from coach.text import _
from ui.pages.journal_parts import ValueChips
from ui.pages.morning import PainRow
from ui.theme import AlignC, Colours, T, mix
from ui.widgets import PAIN_WORDS, Text, aa, focus_ring, hbox, vbox
from ui.widgets.base import fitted
from ui.widgets.pain_scale import WORST, pain_colour

_LABEL_PX = 132


class DayPain(PainRow):
    """Eleven numbers; pressing the chosen one again takes it back, and so does Backspace."""

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        answer = self.answer()
        for pain in range(WORST + 1):
            box = self._cell(pain).adjusted(1.5, 1, -1.5, -1)
            chosen = pain == answer
            p.setPen(Qt.PenStyle.NoPen)
            strength = (0.34 if c.dark else 0.26) if answer is not None and pain < answer else 0.0
            colour = self.colour(c, answer or 0)
            p.setBrush(colour if chosen else mix(c.track, colour, strength))
            p.drawRoundedRect(box, 9, 9)
            weight = 700 if chosen else 500
            p.setFont(fitted("label", str(pain), T.px(15), box.width() - 6, weight=weight))
            p.setPen(self.ink(c, pain) if chosen else c.text)
            p.drawText(box, AlignC, str(pain))
            if chosen and self.hasFocus():
                focus_ring(p, box.adjusted(1.5, 1.5, -1.5, -1.5), 8, c.focus)
        if self.hasFocus() and answer is None:
            focus_ring(p, QRectF(self.rect()).adjusted(3, 3, -3, -3), 9, c.focus)

    def colour(self, c: Colours, answer: int) -> QColor:
        """What an answer is filled with."""
        return pain_colour(c, answer)

    def ink(self, c: Colours, answer: int) -> QColor:
        """The number on it."""
        return on_pain(c, answer)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if ev.button() != Qt.MouseButton.LeftButton:
            return
        before = self.answer()
        picked = next((i for i in range(WORST + 1) if self._cell(i).contains(ev.position())), None)
        if picked is None:
            return
        self.set_answer(None if picked == before else picked)
        self.answered.emit(self.answer())

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        """A hand that shakes while it presses does not choose the neighbour."""
        ev.accept()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            ev.ignore()  # Ctrl+Enter saves the day
        else:
            super().keyPressEvent(ev)


class DayRow(QWidget):
    """What is asked, a word about the answer under it, and the control beside it; below it where there is little room.

    `changed` fires when the person answers.
    """

    changed = Signal()

    def __init__(self, title: str, control: QWidget) -> None:
        super().__init__()
        self.title = Text(title, "label", weight=600, wrap=True)
        self.word = Text("", "caption", "text2", wrap=True)
        self.word.hide()
        self.label = QWidget()
        vbox(self.label, None, self.title, self.word, None, gap=0)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.label)
        self.row.addWidget(control, 1)
        self.setLayout(self.row)
        self._narrow = False
        T.changed.connect(self._refit)
        self._refit()

    def arrange(self, narrow: bool) -> None:
        """Narrow: the control below its title."""
        self._narrow = narrow
        self.row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.row.setSpacing(2 if narrow else 8)
        self._refit()

    def say(self, words: str) -> None:
        """A word about the answer, under the title."""
        self.word.setText(words)
        self.word.setVisible(bool(words))

    @Slot()
    def _refit(self) -> None:
        # Titles of one width: the controls stand in a column.
        self.label.setMinimumWidth(0 if self._narrow else T.px(_LABEL_PX))
        self.label.setMaximumWidth(16_777_215 if self._narrow else T.px(_LABEL_PX))


class PainOfDay(DayRow):
    """Pain of a day, 0 to 10, with its word."""

    def __init__(self, title: str, name: str, key: str) -> None:
        self.scale = DayPain(name)
        self.scale.setObjectName(key)
        super().__init__(title, self.scale)
        self._stored: int | None = None
        self.scale.answered.connect(self._answered)

    def answer(self) -> int | None:
        return self.scale.answer()

    @property
    def cleared(self) -> bool:
        """Whether a rating that is kept was taken back."""
        return self._stored is not None and self.answer() is None

    def show_answer(self, pain: int | None) -> None:
        """Show the rating that is kept, if any, without telling `changed`."""
        self._stored = pain
        self.scale.set_answer(pain)
        self._say_word()

    def _say_word(self) -> None:
        pain = self.answer()
        if pain is not None:
            self.say(PAIN_WORDS[pain])
        else:
            self.say(_("goes out when you save") if self.cleared else "")

    @Slot()
    def _answered(self) -> None:
        self._say_word()
        self.changed.emit()


class BoxOfDay(DayRow):
    """One circumstance of a day: at most one answer, and none is an answer that was not given."""

    def __init__(self, box: str) -> None:
        self.chips = ValueChips(words(box), name=question(box), single=True)
        self.chips.setObjectName(f"day_{box}")
        super().__init__(question(box), self.chips)
        self.filled = False
        self.chips.changed.connect(self._answered)

    def answer(self) -> str | None:
        return self.chips.one()

    def show_answer(self, value: str | None, *, filled: bool = False) -> None:
        """Show an answer without telling `changed`; `filled`: it was taken over from yesterday."""
        self.chips.set_answer(() if value is None else (value,))
        self.mark(filled and value is not None)

    def mark(self, filled: bool) -> None:
        """Say that it was taken over, or no longer."""
        self.filled = filled
        self.say(_("from yesterday") if filled else "")

    @Slot()
    def _answered(self) -> None:
        self.mark(False)
        self.changed.emit()


class ListOfDay(QWidget):
    """Things that a day may have had, as many as there were, or "nothing of this". None: not answered."""

    changed = Signal()

    def __init__(self, kind: str, options: dict[str, str], none_words: str, beside: QWidget | None = None) -> None:
        """`beside` stands at the end of the title's line."""
        super().__init__()
        self.filled = False
        self.title = Text(question(kind), "label", weight=600, wrap=True)
        self.word = Text("", "caption", "text2", wrap=True)
        self.word.hide()
        self.chips = ValueChips({**options, _NONE: none_words}, name=question(kind), alone=_NONE)
        self.chips.setObjectName(f"day_{kind}")
        self.chips.changed.connect(self._answered)
        head = hbox(None, (vbox(None, None, self.title, self.word, None, gap=0), 1), gap=8)
        if beside is not None:
            head.addWidget(beside)
        vbox(self, head, self.chips, gap=4)

    def answer(self) -> tuple[str, ...] | None:
        chosen = self.chips.answer()
        if not chosen:
            return None
        return tuple(value for value in chosen if value != _NONE)

    def show_answer(self, values: tuple[str, ...] | None, *, filled: bool = False) -> None:
        """Show an answer without telling `changed`."""
        self.chips.set_answer(() if values is None else values or (_NONE,))
        self.mark(filled and values is not None)

    def mark(self, filled: bool) -> None:
        """Say that it was taken over from yesterday, or no longer."""
        self.filled = filled
        self.word.setText(_("from yesterday") if filled else "")
        self.word.setVisible(filled)

    @Slot()
    def _answered(self) -> None:
        self.mark(False)
        self.changed.emit()


_NONE = "none"


def on_pain(c: Colours, pain: int) -> QColor:
    """The colour of words on `pain_colour`."""
    return c.on_accent if pain < 4 else c.on_warn if pain < 6 else c.on_bad
