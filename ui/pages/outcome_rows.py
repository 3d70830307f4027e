"""An activity of the person's own: its words, and how well it goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.happenings import Activity
from coach.text import _
from ui.pages.journal_rows import DayPain
from ui.theme import Colours
from ui.widgets import Button, Field, Text, hbox, vbox

_MOST_WORDS = 120
_SHOWN_SCORES = 6


class AbilityScale(DayPain):
    """Eleven numbers, 0 not at all to 10 as before: more is better, so there is no traffic light in it."""

    def colour(self, c: Colours, _answer: int) -> QColor:
        return c.accent

    def ink(self, c: Colours, _answer: int) -> QColor:
        return c.on_accent

    def value_text(self) -> str:
        """The answer in words, for screen readers."""
        answer = self.answer()
        if answer is None:
            return _("Not answered yet")
        return _("{n} of 10: {word}").format(n=answer, word=ability_word(answer))


class ActivityRow(QWidget):
    """`changed` fires when the person writes or rates."""

    changed = Signal()

    def __init__(self, n: int) -> None:
        super().__init__()
        self._id, self._stored = "", ""
        self._rated_last: int | None = None
        examples = (_("Such as: lift my daughter"), _("A second one, if you like"), _("A third one, if you like"))
        self.field = Field(examples[n], name=_("Activity {n}").format(n=n + 1), most=_MOST_WORDS)
        self.field.setObjectName(f"outcomes_activity_{n + 1}")
        self.scale = AbilityScale(_("How well it goes, 0 to 10"))
        self.scale.setObjectName(f"outcomes_rating_{n + 1}")
        self.word = Text("", "small", "text2", weight=400, wrap=True)
        self.rating = QWidget()
        vbox(self.rating, self.scale, self.word, gap=2)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(16)
        left = vbox(None, self.field, None, gap=0)
        self.row.addLayout(left, 2)
        self.row.addWidget(self.rating, 3)
        self.setLayout(self.row)
        self.field.edited.connect(self._edited)
        self.scale.answered.connect(self._rated)

    def show_activity(self, own: Activity | None, rated: int | None) -> None:
        """An activity and how it was rated last; None for an empty row."""
        self._id, self._stored = (own.id, own.words) if own is not None else ("", "")
        self._rated_last = rated
        self.field.set_text(self._stored)
        self.scale.set_answer(None)
        self.scale.set_before(rated)
        self._say()

    def answers(self) -> tuple[str, str, int | None]:
        """Id (empty for a new one), words, rating."""
        return self._id, self.field.text().strip(), self.scale.answer()

    def arrange(self, narrow: bool) -> None:
        """Narrow: the rating below the words."""
        self.row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        # Beside each other the words stand in a column, also where there is nothing to rate yet.
        policy = self.rating.sizePolicy()
        policy.setRetainSizeWhenHidden(not narrow)
        self.rating.setSizePolicy(policy)

    @Slot()
    def _edited(self) -> None:
        self._say()
        self.changed.emit()

    @Slot(object)
    def _rated(self, _answer: int | None) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        said = self.field.text().strip()
        self.rating.setVisible(bool(said))
        name = _("How well it goes, 0 to 10: {activity}").format(activity=said)
        self.scale.setAccessibleName(name)
        answer = self.scale.answer()
        if answer is not None:
            self.word.setText(ability_word(answer))
        elif self._rated_last is not None:
            self.word.setText(_("0 is not at all, 10 as well as before. Last time: {n}.").format(n=self._rated_last))
        else:
            self.word.setText(_("0 is not at all, 10 as well as before."))


class ScoresTold(QWidget):
    """The newest Roland-Morris scores that were written down. `taken_out` carries the day of one that was a mistake."""

    taken_out = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._days: dict[str, date] = {}
        self._rows: list[QWidget] = []
        self.list = vbox(self, gap=2)

    def show_scores(self, scores: Sequence[tuple[date, int]]) -> None:
        """Scores by day, oldest first; the newest are listed, newest first."""
        for old in self._rows:
            self.list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows, self._days = [], {}
        for day, score in reversed(scores[-_SHOWN_SCORES:]):
            words = _("{n} on {day}").format(n=score, day=day_text(day))
            button = Button(_("Take out"), "ghost", size="s")
            button.setObjectName(f"outcomes_score_out.{day.isoformat()}")
            button.setAccessibleName(_("Take out the score {score}").format(score=words))
            button.clicked.connect(self._take_out)
            self._days[button.objectName()] = day
            row = QWidget()
            hbox(row, Text(words, "small", "text2", weight=400), button, None, gap=8)
            self._rows.append(row)
            self.list.addWidget(row)
        self.setVisible(bool(scores))

    @Slot()
    def _take_out(self) -> None:
        sender: QObject | None = self.sender()
        if sender is not None:
            self.taken_out.emit(self._days[sender.objectName()])


def day_text(day: date) -> str:
    """A day in short, as the locale writes it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def ability_word(n: int) -> str:
    """How well something goes, 0 to 10, in words."""
    if n == 0:
        return _("Not at all")
    if n == 10:
        return _("As well as before")
    return _("Hardly") if n <= 3 else _("Partly") if n <= 6 else _("Mostly")
