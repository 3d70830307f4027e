"""What the report is about: its period, what the person wants to ask, the name, the paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QWidget

from coach.report_cases import MOST_ASKED
from coach.text import _
from ui.pages.journal_parts import ValueChips
from ui.report.paper import PAPERS
from ui.widgets import Button, Card, Field, Flow, Segmented, Text, vbox

_LINES = 6
_MOST_NAME = 80


class PeriodField(QWidget):
    """Chips for the usual periods, and two days for any other.

    `chosen` carries the key of a period: 4w, 3m, 1y or all; `days` carries the first and the last day of one's own.
    """

    chosen = Signal(str)
    days = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.chips = ValueChips(
            {
                "4w": _("4 weeks"),
                "3m": _("3 months"),
                "1y": _("1 year"),
                "all": _("All"),
                "own": _("Own dates"),
            },
            name=_("Period"),
            needed=True,
        )
        self.chips.setObjectName("report_period")
        self.chips.changed.connect(self._picked)
        self.first = Field(_("2026-05-01"), name=_("First day, such as 2026-05-01"), most=10)
        self.first.setObjectName("report_first")
        self.last = Field(_("2026-11-01"), name=_("Last day, such as 2026-11-01"), most=10)
        self.last.setObjectName("report_last")
        self.take = Button(_("Show"), "soft", size="m")
        self.take.setObjectName("report_take")
        self.take.clicked.connect(self.take_days)
        for field in (self.first, self.last):
            field.setMinimumWidth(130)
            edit = field.edit
            if not isinstance(edit, QPlainTextEdit):
                edit.returnPressed.connect(self.take_days)
        self.problem = Text("", "small", "bad_ink", weight=500, wrap=True)
        self.problem.hide()
        self.own = QWidget()
        row = QWidget()
        flow = Flow(row, gap=8)
        for label, field in ((_("From"), self.first), (_("to"), self.last)):
            beside = QWidget()
            vbox(beside, Text(label, "small", "text2"), field, gap=2)
            flow.addWidget(beside)
        flow.addWidget(self.take)
        vbox(self.own, row, self.problem, gap=4)
        self.own.hide()
        vbox(self, Text(_("Period"), "label", weight=600), self.chips, self.own, gap=4)

    def show_period(self, key: str, first: date, last: date) -> None:
        """Show what is chosen. Own days that are being typed are left alone."""
        self.chips.set_answer((key,))
        self.own.setVisible(key == "own")
        if key != "own":
            self.first.set_text(first.isoformat())
            self.last.set_text(last.isoformat())
        self.say("")

    def say(self, problem: str) -> None:
        """What is wrong with the days; empty for nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    @Slot()
    def take_days(self) -> None:
        """Take the days that were typed."""
        found: list[date] = []
        for field in (self.first, self.last):
            try:
                found.append(date.fromisoformat(field.text().strip()))
            except ValueError:
                words = _("“{text}” is no day. Write it as year, month, day: 2026-05-01.")
                self.say(words.format(text=field.text().strip()))
                field.setFocus()
                return
        self.say("")
        self.days.emit(found[0], found[1])

    @Slot()
    def _picked(self) -> None:
        key = self.chips.one() or "3m"
        self.own.setVisible(key == "own")
        if key == "own":
            self.first.setFocus()
        else:
            self.chosen.emit(key)


class AskedField(QWidget):
    """What the person wants to ask. `typed` fires while they write, `left` when they have gone on to something else."""

    typed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = Field(
            _("Such as: may I lift again? What about the tingling in my foot?"),
            name=_("What I want to ask"),
            lines=_LINES,
        )
        self.field.setObjectName("report_asked")
        self.field.edited.connect(self._edited)
        self.field.edit.installEventFilter(self)
        self.room = Text("", "small", "text3", weight=400, wrap=True)
        label = Text(_("What I want to ask"), "label", weight=600)
        vbox(self, label, self.field, self.room, gap=4)
        self._tell_room()

    def text(self) -> str:
        return self.field.text().strip()

    def set_text(self, text: str) -> None:
        """Show what was kept. What is being written is left alone."""
        if not self.field.edit.hasFocus() and text != self.text():
            self.field.set_text(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    @Slot()
    def _edited(self) -> None:
        edit = self.field.edit
        text = self.field.text()
        if len(text) > MOST_ASKED and isinstance(edit, QPlainTextEdit):
            # What is beyond the room of the report goes as it is typed; Undo of the field brings back what stood there.
            cursor = edit.textCursor()
            place = min(cursor.position(), MOST_ASKED)
            edit.setPlainText(text[:MOST_ASKED])
            cursor = edit.textCursor()
            cursor.setPosition(place)
            edit.setTextCursor(cursor)
            return
        self._tell_room()
        self.typed.emit()

    def _tell_room(self) -> None:
        left = MOST_ASKED - len(self.field.text())
        self.room.setText(_("Kept with your entries. Room for {n} more characters.").format(n=left))


class ReportOptions(Card):
    """All of it in a card, in two columns where there is room."""

    def __init__(self) -> None:
        super().__init__(pad=22, gap=12)
        self.period = PeriodField()
        self.asked = AskedField()
        self.name = Field(_("Not kept: for this report only"), name=_("Name on the report (not kept)"), most=_MOST_NAME)
        self.name.setObjectName("report_name")
        self.paper = Segmented(["A4", "Letter"], 0, name=_("Paper"))
        self.paper.setObjectName("report_paper")
        left, right = QWidget(), QWidget()
        name = vbox(None, Text(_("Name on the report (not kept)"), "label", weight=600, wrap=True), self.name, gap=4)
        paper = vbox(None, Text(_("Paper"), "label", weight=600), self.paper, gap=4)
        vbox(left, self.period, name, paper, None, gap=14)
        vbox(right, self.asked, None, gap=4)
        self.cols = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.cols.setSpacing(28)
        self.cols.addWidget(left, 1)
        self.cols.addWidget(right, 1)
        self.lay.addLayout(self.cols)

    def arrange(self, stacked: bool) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.cols.setDirection(down if stacked else across)

    def paper_key(self) -> str:
        """a4 or letter."""
        return tuple(PAPERS)[self.paper.index or 0]
