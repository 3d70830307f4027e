"""How it goes on the whole: own activities, the change since beginning, a Roland-Morris score from elsewhere."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coach.progress.score_views import OutcomesView
from coach.progress.scores import change_words
from coach.text import _
from ui import tokens as tk
from ui.pages.foot import button_flow
from ui.pages.journal_parts import ValueChips
from ui.pages.outcome_rows import ActivityRow, ScoresTold, day_text
from ui.widgets import Button, Card, ClosablePage, Field, Para, Text, hbox, vbox

MOST_SCORE = 24
_ROWS = 3
_CHANGES = (3, 2, 1, 0, -1, -2, -3)
_BESIDE_FROM = 620
#: Qt reads a day from the beginning of a text and does not mind what follows.
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


class OutcomesPage(ClosablePage):
    """Shows an `OutcomesView`. `saved` carries what was answered: activities as (id, words, rating), change or None,
    and score with its day or None; `score_out` the day whose score was a mistake. Ctrl+Enter saves, Esc closes.
    """

    saved = Signal(object, object, object)
    score_out = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 28, 40, 28), gap=16, parent=parent)
        self.setObjectName("outcomes")
        self.setAccessibleName(_("How it goes"))
        self._today = date.min
        self._start: tuple[object, ...] = ()
        self.problem = Text("", "label", "bad_ink", wrap=True)
        self.problem.hide()
        self.due = Text("", "body", "text2", wrap=True)
        self.rows = [ActivityRow(n) for n in range(_ROWS)]
        self.change = ValueChips(
            {str(n): change_words(n) for n in _CHANGES}, name=_("My back, since I began"), single=True
        )
        self.change.setObjectName("outcomes_change")
        self.score = Field(_("0 to 24"), name=_("Roland-Morris score, 0 to 24"), most=2)
        self.score.setObjectName("outcomes_score")
        self.day = Field("", name=_("Day on which the score was taken"), most=20)
        self.day.setObjectName("outcomes_day")
        self.scores = ScoresTold()
        self.scores.taken_out.connect(self.score_out)
        self.save = Button(_("Save"), "primary")
        self.save.setObjectName("outcomes_save")
        self.save.clicked.connect(self._save)
        self.close_button = Button(_("Close"), "ghost")
        self.close_button.setObjectName("outcomes_close")
        self.close_button.clicked.connect(self.closed)
        self._lay_out()
        for row in self.rows:
            row.changed.connect(self._changed)
        self.change.changed.connect(self._changed)
        for field in (self.score, self.day):
            field.edited.connect(self._changed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._save)
        self.resized.connect(self._fit)
        self.setFocusProxy(self.rows[0].field)

    def show_view(self, view: OutcomesView) -> None:
        """Show the questions; what was answered and not saved yet stays."""
        if self.dirty and self._today == view.today:
            return
        self._today = view.today
        self.problem.hide()
        for n, row in enumerate(self.rows):
            own = view.activities[n] if n < len(view.activities) else None
            row.show_activity(own, view.rated.get(own.id) if own is not None else None)
        # Each answer is one of today: nothing is chosen beforehand.
        self.change.set_answer(())
        before = view.change
        self.said.setVisible(before is not None)
        if before is not None:
            self.said.setText(_("Last time you said: {words}.").format(words=change_words(before).lower()))
        self.score.set_text("")
        self.day.set_text(day_text(view.today))
        self.scores.show_scores(view.scores)
        self.due.setText(_due_words(view))
        self._start = self._answers()
        self._changed()

    @property
    def dirty(self) -> bool:
        """True while something was answered that is not saved."""
        return bool(self._start) and self._answers() != self._start

    def settle(self) -> None:
        """What is answered is saved, or no longer wanted."""
        self._start = ()

    def show_problem(self, words: str) -> None:
        """Say why it could not be saved; the answers stay."""
        self.problem.setText(words)
        self.problem.show()
        self.ensureWidgetVisible(self.problem)

    def _lay_out(self) -> None:
        self.said = Text("", "small", "text2", weight=400, wrap=True)
        title = vbox(None, Text(_("How it goes"), "display", wrap=True), self.due, gap=4)
        mine = Card(pad=24, radius=tk.RADIUS.xl, gap=14)
        about = _(
            "What does your back keep you from? Name up to three things in your own words, such as “lift my daughter”"
            " or “sit through a film”, and say how well each goes now. Other words begin a new line in the chart."
        )
        heading = Text(_("Your own activities"), "heading", wrap=True)
        mine.add(vbox(None, heading, Para(about, "small"), gap=4), *self.rows)
        whole = Card(pad=24, radius=tk.RADIUS.xl, gap=10)
        whole.add(Text(_("Since I began, my back is …"), "heading", wrap=True), self.said, self.change)
        taken = Card(pad=24, radius=tk.RADIUS.xl, gap=10)
        about = _(
            "If your clinician had you fill in the Roland-Morris questionnaire, write its score down here, 0 to 24. Its"
            " statements are not part of Restack. The way into stage 4 looks at it where there is one."
        )
        self.fields = hbox(None, (self.score, 1), (self.day, 1), gap=12)
        taken.add(Text(_("Roland-Morris score"), "heading", wrap=True), Para(about, "small"), self.fields, self.scores)
        self.add(title, self.problem, mine, whole, taken, button_flow(self.save, self.close_button), None)

    def _answers(self) -> tuple[object, ...]:
        return (*(row.answers() for row in self.rows), self.change.one(), self.score.text(), self.day.text())

    @Slot()
    def _changed(self) -> None:
        self.save.setEnabled(self.dirty)

    @Slot()
    def _save(self) -> None:
        if not self.dirty:
            return
        self.problem.hide()
        readable, score = self._score()
        if not readable:
            return
        change = self.change.one()
        rows = [row.answers() for row in self.rows]
        self.saved.emit(rows, int(change) if change is not None else None, score)

    def _score(self) -> tuple[bool, tuple[int, date] | None]:
        """Whether it can be read, which is said where not, and the score with its day; None where none was given."""
        text = self.score.text().strip()
        if not text:
            return True, None
        if not (text.isascii() and text.isdigit() and int(text) <= MOST_SCORE):
            self.show_problem(_("The score is a whole number from 0 to 24."))
            self.score.setFocus(Qt.FocusReason.OtherFocusReason)
            return False, None
        day = _read_day(self.day.text())
        if day is None:
            words = _("The day of the score is written like {day}.").format(day=day_text(self._today))
            self.show_problem(words)
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return False, None
        return True, (int(text), day)

    @Slot(object)
    def _fit(self, em: int) -> None:
        for row in self.rows:
            row.arrange(em < _BESIDE_FROM)


def _due_words(view: OutcomesView) -> str:
    if "goals" in view.due and any(own.id in view.rated for own in view.activities):
        return _("Two weeks have passed: how well do your activities go now?")
    if "change" in view.due:
        return _("Four weeks have passed: how is it on the whole?")
    return _("Once in a while, so that small steps show. Leave open what you do not want to say.")


def _read_day(text: str) -> date | None:
    """A day as the locale writes it, or as ISO 8601 does."""
    text = text.strip()
    found = QDate.fromString(text, Qt.DateFormat.ISODate) if _ISO.fullmatch(text) else QDate()
    if not found.isValid():
        found = QLocale().toDate(text, QLocale.FormatType.ShortFormat)
        # A short form has two digits for the year, which Qt takes for the last century.
        if found.isValid() and found.year() < 1950:
            found = found.addYears(100)
    return date(found.year(), found.month(), found.day()) if found.isValid() else None
