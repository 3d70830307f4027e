"""The safety questions: two short lists, none of it pre-ticked, and what to do after a yes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coach.library.screening import Question, Screening, Tier
from coach.text import _
from ui import tokens as tk
from ui.pages.parts import button_row
from ui.pages.question_row import QuestionRow
from ui.widgets import Button, Card, Line, Page, Para, Text, hbox, vbox


class ScreeningPage(QWidget):
    """`answered` carries the ids answered yes; `closed` goes back to Today; `cleared` records a clearance."""

    answered = Signal(object)
    closed = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screening")
        self.setAccessibleName(_("Safety questions"))
        self._screening: Screening | None = None
        self._region: str | None = None
        self._yes: dict[str, bool] = {}
        self.stop_list = _TierList("stop", _("Is any of this new?"), _("These signs need help today."))
        self.hold_list = _TierList("hold", _("And any of this?"), _("These signs need a clinician before exercise."))
        self.advice = AdvicePage()
        self.stop_list.done.connect(self._stop_done)
        self.stop_list.closed.connect(self.closed)
        self.hold_list.done.connect(self._hold_done)
        self.hold_list.back.connect(self._back)
        self.hold_list.closed.connect(self.closed)
        self.advice.closed.connect(self.closed)
        self.advice.cleared.connect(self.cleared)
        self.steps = QStackedWidget()
        for step in (self.stop_list, self.hold_list, self.advice):
            self.steps.addWidget(step)
        vbox(self, (self.steps, 1), gap=0)

    def begin(self, screening: Screening, region: str | None, why: str = "") -> None:
        """Ask anew. `why` says why they are asked now."""
        self._screening, self._region = screening, region
        self.stop_list.ask(screening.of_tier("stop"), why or screening.intro)
        self.hold_list.ask(screening.of_tier("hold"), "")
        self._turn_to(self.stop_list)

    def show_second(self) -> None:
        """Go to the second list of questions."""
        self._turn_to(self.hold_list)

    def show_advice(self, screening: Screening, region: str | None, tier: Tier, yes: tuple[str, ...]) -> None:
        """What to do after a yes in `tier`."""
        self._screening, self._region = screening, region
        self.advice.show_advice(screening, region, tier, yes)
        self._turn_to(self.advice)

    def _turn_to(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)
        # Whoever shows this page gives it the focus: it belongs to the step's own first button.
        self.setFocusProxy(step)
        step.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _stop_done(self) -> None:
        # A yes here needs no more questions: where to go is what matters now.
        yes = self.stop_list.yes()
        if yes:
            self.answered.emit(yes)
        else:
            self.show_second()

    @Slot()
    def _hold_done(self) -> None:
        self.answered.emit(self.hold_list.yes())

    @Slot()
    def _back(self) -> None:
        self._turn_to(self.stop_list)


class _TierList(QWidget):
    """One tier's questions as rows that can be marked, and one button for "none of these"."""

    done = Signal()
    back = Signal()
    closed = Signal()

    def __init__(self, tier: Tier, title: str, sub: str) -> None:
        super().__init__()
        self._rows: list[QuestionRow] = []
        self.page = Page(max_width=820, margins=(40, 24, 40, 12), gap=10)
        self.step = Text(
            _("Safety questions, 1 of 2") if tier == "stop" else _("Safety questions, 2 of 2"), "label", "text3"
        )
        self.why = Para("")
        self.sub = Text(sub, "body", "text2", wrap=True)
        self.list = vbox(None, gap=6)
        self.page.add(self.step, Text(title, "display", wrap=True), self.sub, self.why, 4, self.list, None)
        self.none = Button(_("None of these"), "primary", size="l")
        self.none.setObjectName(f"screening_{tier}_next")
        self.none.clicked.connect(self._on)
        bar = self.page.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._marked)
        self._seen_all = False
        self.backwards = Button(_("Back"), "ghost")
        if tier == "stop":
            self.backwards.hide()
        self.backwards.clicked.connect(self.back)
        self.later = Button(_("Not now"), "ghost")
        self.later.clicked.connect(self.closed)
        foot = QWidget()
        hbox(foot, self.later, None, self.backwards, self.none, gap=8, margins=(40, 10, 37, 12))
        vbox(self, (self.page, 1), Line(), foot, gap=0)
        self.setFocusProxy(self.none)

    def ask(self, questions: tuple[Question, ...], why: str) -> None:
        """Show the questions, none marked."""
        for row in self._rows:
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [QuestionRow(q.id, q.text, q.means) for q in questions]
        for row in self._rows:
            row.toggled.connect(self._marked)
            self.list.addWidget(row)
        self.why.set(why)
        self.why.setVisible(bool(why))
        self._seen_all = False
        self.page.verticalScrollBar().setValue(0)
        self._marked()

    def yes(self) -> tuple[str, ...]:
        """The ids that were marked."""
        return tuple(row.question_id for row in self._rows if row.isChecked())

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(ev)

    @Slot()
    def _on(self) -> None:
        # "None of these" must not be said of questions that were never on the screen.
        bar = self.page.verticalScrollBar()
        if self.yes() or self._read_to_the_end():
            self.done.emit()
        else:
            bar.setValue(bar.value() + max(40, round(bar.pageStep() * 0.8)))

    def _read_to_the_end(self) -> bool:
        # A quick press may come before the list is laid out, when nothing seems to be below.
        for _round in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return self._at_end()

    def _at_end(self) -> bool:
        bar = self.page.verticalScrollBar()
        return self._seen_all or bar.value() >= bar.maximum() - 4

    @Slot()
    def _scrolled(self) -> None:
        # Remembered: who has read to the end may go up again and look.
        self._seen_all = self._seen_all or (self.page.verticalScrollBar().value() > 0 and self._at_end())
        self._marked()

    @Slot()
    def _marked(self) -> None:
        if self.yes():
            self.none.set_words(_("Continue"))
        else:
            self.none.set_words(_("None of these") if self._at_end() else _("Show the rest"))


class AdvicePage(Page):
    """What to do now. It offers no exercise."""

    closed = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_width=820, margins=(40, 32, 40, 28), gap=16, parent=parent)
        self.title = Text("", "display", wrap=True)
        self.text = Para("", tone="text")
        self.card = Card(tone="bad_soft", pad=26, radius=tk.RADIUS.xl, gap=10)
        self.number = Text("", "figure", "bad_ink", tnum=True)
        self.number_label = Text(_("Emergency number"), "label", "bad_ink")
        self.steps = vbox(None, gap=8)
        self.card.add(self.title, self.text, vbox(None, self.number_label, self.number, gap=0), self.steps)
        self.marked_head = Text(_("You answered yes to"), "heading")
        self.marked = vbox(None, gap=6)
        marked_card = Card(pad=22, gap=8).add(self.marked_head, self.marked)
        self.clear = Button(_("A clinician has cleared me for exercise"), "secondary")
        self.clear.setObjectName("advice_cleared")
        self.clear.clicked.connect(self.cleared)
        self.close_button = Button(_("Close"), "primary", size="m")
        self.close_button.setObjectName("advice_close")
        self.close_button.clicked.connect(self.closed)
        self.add(self.card, marked_card, button_row(self.close_button, self.clear), None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.close_button)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(ev)

    def show_advice(self, screening: Screening, region: str | None, tier: Tier, yes: tuple[str, ...]) -> None:
        """The advice of a tier with the region's emergency number."""
        advice = screening.advice_for(tier)
        number = screening.emergency_number(region)
        self.card.set_tone("bad_soft" if tier == "stop" else "warn_soft")
        ink = "bad_ink" if tier == "stop" else "warn_ink"
        self.title.setText(advice.title)
        self.title.tone(ink)
        self.text.set(advice.text.replace("{number}", number))
        self.number.setText(number)
        for part in (self.number, self.number_label):
            part.setVisible(tier == "stop")
        _refill(
            self.steps, [Text(f"•  {s.replace('{number}', number)}", "body", "text", wrap=True) for s in advice.steps]
        )
        asked = [q for q in screening.questions if q.id in yes]
        _refill(self.marked, [Text(q.text, "body", "text2", wrap=True) for q in asked])


def _refill(layout: QVBoxLayout, widgets: list[Text]) -> None:
    while layout.count():
        item = layout.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            # It stays where it was until the event loop comes round: out of sight with it.
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
