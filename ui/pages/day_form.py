"""A day written down in twenty seconds: pain, seven circumstances, what happened, signs, a note."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from coach.diary import DayLog
from coach.pages.diary_words import DAY_BOXES, nothing_of_this, words
from coach.text import _
from ui import tokens as tk
from ui.pages.journal_parts import NoteField, Question, Roll, day_words
from ui.pages.journal_rows import BoxOfDay, ListOfDay, PainOfDay
from ui.theme import T
from ui.widgets import PAD, Button, Card, Flow, Line, Text, hbox, vbox

#: Below this width in em the controls stand below their titles.
_BESIDE_FROM = 520
_MOST_NOTE = 1_000
_IN_TIME_DAYS = 1


class DayForm(QWidget):
    """`saved` carries "day", "morning", "average", which of both was "cleared", and every field of a `DayLog` that the
    person answers, by its name.

    Nothing is chosen beforehand for a new day. What "as yesterday" fills in is marked until it is touched, and nothing
    is kept before Save. Ctrl+Enter saves, Esc closes.
    """

    saved = Signal(object)
    closed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("day_form")
        self.day = date.min
        self._yesterday: DayLog | None = None
        self._start: dict[str, Any] = {}
        self._plain_sub = ""
        self.title = Text("", "title", wrap=True)
        self.sub = Text("", "small", "text2", weight=400, wrap=True)
        self.problem = Text("", "label", "bad_ink", wrap=True)
        self.problem.hide()
        self.as_yesterday = Button(_("As yesterday"), "soft", icon="repeat", size="s")
        self.as_yesterday.setObjectName("day_as_yesterday")
        self.as_yesterday.clicked.connect(self._fill)
        self.morning = PainOfDay(_("Pain on waking"), _("Pain on waking, 0 to 10"), "day_morning")
        self.average = PainOfDay(_("Pain on the whole"), _("Pain on the whole, 0 to 10"), "day_average")
        self.boxes = {box: BoxOfDay(box) for box in DAY_BOXES}
        self.neither = Button(_("Nothing of either"), "ghost", size="s")
        self.neither.setObjectName("day_neither")
        self.neither.setToolTip(_("Answers this list and the next with “Nothing of this”"))
        self.neither.clicked.connect(self._say_neither)
        self.happened = ListOfDay("happened", words("happened"), nothing_of_this(), self.neither)
        self.signs = ListOfDay("signs", words("signs"), nothing_of_this())
        self.note = NoteField(_("Anything you want to remember"), name=_("Note"), most=_MOST_NOTE)
        self.note.setObjectName("day_note")
        self.save = Button(_("Save day"), "primary")
        self.close_button = Button(_("Close"), "ghost")
        self.remove = Button(_("Take it out"), "ghost", icon="trash")
        for name, button, told in (
            ("save", self.save, self._save),
            ("close", self.close_button, self.closed),
            ("remove", self.remove, self.removed),
        ):
            button.setObjectName(f"day_{name}")
            button.clicked.connect(told)
        self._lay_out()
        for row in (self.morning, self.average, *self.boxes.values()):
            row.changed.connect(self._changed)
        for listed in (self.happened, self.signs):
            listed.changed.connect(self._changed)
        self.note.edited.connect(self._changed)
        for keys, act in (("Ctrl+Return", self._save), ("Ctrl+Enter", self._save), ("Esc", self._escape)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.setFocusProxy(self.average.scale)
        T.changed.connect(self._refit)

    def begin(
        self,
        day: date,
        today: date,
        log: DayLog | None,
        yesterday: DayLog | None,
        morning: int | None,
        average: int | None,
    ) -> None:
        """Ask about a day. `yesterday` is the log of the day before `day`; pain is 0 to 10."""
        self.day, self._yesterday = day, yesterday
        self.problem.hide()
        self.set_today(today)
        self.morning.show_answer(morning)
        self.average.show_answer(average)
        for box, row in self.boxes.items():
            row.show_answer(getattr(log, box) if log is not None else None)
        self.happened.show_answer(log.happened if log is not None else None)
        self.signs.show_answer(log.signs if log is not None else None)
        self.note.set_text(log.note if log is not None else "")
        self.as_yesterday.setVisible(log is None and _says_something(yesterday))
        self.remove.setVisible(log is not None or morning is not None or average is not None)
        self._start = self.answers()
        self._changed()
        self.roll.verticalScrollBar().setValue(0)

    def answers(self) -> dict[str, Any]:
        """What would be saved; None for what was not answered, and () for "nothing of this"."""
        return {
            "day": self.day,
            "morning": self.morning.answer(),
            "average": self.average.answer(),
            "cleared": tuple(kind for kind, row in self._pains.items() if row.cleared),
            **{box: row.answer() for box, row in self.boxes.items()},
            "happened": self.happened.answer(),
            "signs": self.signs.answer(),
            "note": self.note.text().strip(),
        }

    @property
    def _pains(self) -> dict[str, PainOfDay]:
        return {"morning": self.morning, "average": self.average}

    @property
    def dirty(self) -> bool:
        """True while something was answered that is not saved."""
        return bool(self._start) and self.answers() != self._start

    def settle(self) -> None:
        """What is answered is saved, or no longer wanted."""
        self._start = self.answers()
        self._changed()

    def show_problem(self, words: str) -> None:
        """Say why it could not be saved; the answers stay."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.roll.verticalScrollBar().setValue(0)

    def open_roll(self, opened: bool) -> None:
        """Show all questions at once (the page scrolls), or scroll inside the card."""
        self.roll.open(opened)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._refit()

    def _lay_out(self) -> None:
        self.inner = QWidget()
        pains = vbox(None, self.morning, self.average, gap=2)
        boxes = vbox(None, *self.boxes.values(), gap=0)
        vbox(
            self.inner,
            pains,
            Line(),
            boxes,
            Line(),
            self.happened,
            self.signs,
            Question(_("Note"), self.note),
            gap=10,
            margins=(0, 0, 4, 4),
        )
        self.roll = Roll(self.inner, 300)
        head = hbox(None, (vbox(None, self.title, self.sub, gap=2), 1), gap=8)
        head.addWidget(self.as_yesterday, 0, Qt.AlignmentFlag.AlignTop)
        foot = Flow(gap=4, pull=PAD)
        for button in (self.save, self.close_button, self.remove):
            foot.addWidget(button)
        card = Card(pad=24, radius=tk.RADIUS.xl, gap=0)
        card.add(head, self.problem, 10, (self.roll, 1), 10, foot)
        card.lay.setContentsMargins(24, 20, 16, 19)
        vbox(self, card, gap=0)

    def set_today(self, today: date) -> None:
        """Say which day it is, seen from `today`; the answers stay."""
        late = (today - self.day).days > _IN_TIME_DAYS
        title = _("Today") if self.day == today else day_words(self.day)
        self.title.setText(_("{day}, added later").format(day=title) if late else title)
        self.setAccessibleName(self.title.text())
        self._plain_sub = (
            _("Written this late it counts as remembered: it stands in your journal and is left out of comparisons.")
            if late
            else _("Leave open what you do not want to say.")
        )
        self.sub.setText(self._plain_sub)

    @Slot()
    def _fill(self) -> None:
        before = self._yesterday
        if before is None:
            return
        for box, row in self.boxes.items():
            row.show_answer(getattr(before, box), filled=True)
        self.happened.show_answer(before.happened, filled=True)
        self._changed()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _say_neither(self) -> None:
        self.happened.show_answer(())
        self.signs.show_answer(())
        self._changed()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _changed(self) -> None:
        filled = self.happened.filled or any(row.filled for row in self.boxes.values())
        self.sub.setText(
            _("Filled in from yesterday. Please look through it; nothing is saved yet.") if filled else self._plain_sub
        )
        self.sub.tone("warn_ink" if filled else "text2")
        self.neither.setVisible(self.happened.answer() is None and self.signs.answer() is None)
        self.save.setEnabled(self.dirty)

    @Slot()
    def _escape(self) -> None:
        self.closed.emit()

    @Slot()
    def _save(self) -> None:
        if self.dirty:
            self.saved.emit(self.answers())

    @Slot()
    def _refit(self) -> None:
        narrow = self.width() < _BESIDE_FROM * T.text_scale
        for row in (self.morning, self.average, *self.boxes.values()):
            row.arrange(narrow)


def _says_something(log: DayLog | None) -> bool:
    return log is not None and any(getattr(log, box) is not None for box in (*DAY_BOXES, "happened"))
