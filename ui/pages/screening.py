"""The safety questions: short lists, none of it pre-ticked, and what to do after a yes.

The third list is for a first start only. A yes in it holds nothing: it is advice to see a clinician.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coach.library.screening import Question, Screening, Tier
from coach.text import _
from ui import tokens as tk
from ui.pages.foot import Foot, button_flow
from ui.pages.parts import bullet
from ui.pages.question_row import QuestionRow
from ui.widgets import Button, Card, ClosablePage, Page, Para, Text, flush, hbox, vbox


class ScreeningPage(QWidget):
    """`answered` carries the ids answered yes; `closed` goes back to Today; `cleared` records a clearance."""

    answered = Signal(object)
    closed = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None, *, within: bool = False) -> None:
        """`within` a longer way of questions the first list has a way back, which is `closed`, none has "Not now"."""
        super().__init__(parent)
        self.setObjectName("screening")
        self.setAccessibleName(_("Safety questions"))
        self._screening: Screening | None = None
        self._region: str | None = None
        self._with_advice = False
        self.stop_list = _TierList("stop", _("Is any of this new?"), _("These signs need help today."), within)
        self.hold_list = _TierList(
            "hold", _("And any of this?"), _("These signs need a clinician before exercise."), within
        )
        self.advice_list = _TierList(
            "advice", _("And is any of this true?"), _("You can begin all the same; a clinician should know."), within
        )
        self.advice = AdvicePage()
        self.stop_list.done.connect(self._stop_done)
        self.stop_list.back.connect(self.closed)
        self.hold_list.done.connect(self._hold_done)
        self.hold_list.back.connect(self._back)
        self.advice_list.done.connect(self._advice_done)
        self.advice_list.back.connect(self.show_second)
        self.advice.closed.connect(self.closed)
        self.advice.cleared.connect(self.cleared)
        self.advice.gone_on.connect(self._gone_on)
        self.steps = QStackedWidget()
        for step in (self.stop_list, self.hold_list, self.advice_list):
            step.closed.connect(self.closed)
            self.steps.addWidget(step)
        self.steps.addWidget(self.advice)
        vbox(self, (self.steps, 1), gap=0)

    def begin(self, screening: Screening, region: str | None, why: str = "", *, with_advice: bool = False) -> None:
        """Ask anew. `why` says why they are asked now; `with_advice` asks the third list, too."""
        self._screening, self._region, self._with_advice = screening, region, with_advice
        number = screening.emergency_number(region)
        self.stop_list.ask(screening.of_tier("stop"), why or screening.intro, number, 3 if with_advice else 2)
        self.hold_list.ask(screening.of_tier("hold"), "", number, 3 if with_advice else 2)
        self.advice_list.ask(screening.of_tier("advice") if with_advice else (), "", number, 3)
        self._turn_to(self.stop_list)

    def show_first(self) -> None:
        """Go back to the first list of questions, marked as it was left."""
        self._turn_to(self.stop_list)

    @Slot()
    def show_second(self) -> None:
        """Go to the second list of questions."""
        self._turn_to(self.hold_list)

    def show_third(self) -> None:
        """Go to the third list of questions, which `begin` was asked for."""
        self._turn_to(self.advice_list)

    def show_advice(
        self,
        screening: Screening,
        region: str | None,
        tier: Tier,
        yes: tuple[str, ...],
        waits_for: tuple[str, ...] = (),
    ) -> None:
        """What to do after a yes in `tier`. `waits_for` names circumstances in which a clinician says yes first."""
        self._screening, self._region = screening, region
        self.advice.show_advice(screening, region, tier, yes, waits_for)
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
        yes = self.hold_list.yes()
        if yes or not self._with_advice:
            self.answered.emit(yes)
        else:
            self.show_third()

    @Slot()
    def _advice_done(self) -> None:
        yes = self.advice_list.yes()
        if yes and self._screening is not None:
            self.show_advice(self._screening, self._region, "advice", yes)
        else:
            self.answered.emit(())

    @Slot()
    def _gone_on(self) -> None:
        self.answered.emit(self.advice_list.yes())

    @Slot()
    def _back(self) -> None:
        self._turn_to(self.stop_list)


class _TierList(QWidget):
    """One tier's questions as rows that can be marked, and one button for "none of these"."""

    done = Signal()
    back = Signal()
    closed = Signal()

    def __init__(self, tier: Tier, title: str, sub: str, within: bool) -> None:
        super().__init__()
        self._tier = tier
        self._rows: list[QuestionRow] = []
        self.page = Page(max_width=800, margins=(40, 24, 40, 12), gap=10)
        self.step = Text("", "label", "text3")
        self.why = Para("")
        self.sub = Text(sub, "body", "text2", wrap=True)
        self.list = vbox(None, gap=6)
        self.page.add(self.step, Text(title, "display", wrap=True), self.sub, self.why, 4)
        self.page.add(flush(hbox(None, (self.list, 1), gap=0)), None)
        self.none = Button(_("None of these"), "primary", size="l")
        self.none.setObjectName(f"screening_{tier}_next")
        self.none.clicked.connect(self._on)
        bar = self.page.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._marked)
        self._seen_all = False
        self.backwards = Button(_("Back"), "ghost")
        self.backwards.setObjectName(f"screening_{tier}_back")
        self.backwards.clicked.connect(self.back)
        self.later = Button(_("Not now"), "ghost")
        self.later.setObjectName(f"screening_{tier}_later")
        self.later.clicked.connect(self.closed)
        buttons = flush(hbox(None, self.later, None, self.backwards, self.none, gap=8))
        vbox(self, (self.page, 1), Foot(self.page, row=buttons), gap=0)
        self.backwards.setVisible(within or tier != "stop")
        self.later.setVisible(not within)
        self.setFocusProxy(self.none)

    def ask(self, questions: tuple[Question, ...], why: str, number: str, lists: int) -> None:
        """Show the questions, none marked. `number` is the region's emergency number, `lists` how many there are."""
        here = {"stop": 1, "hold": 2, "advice": 3}[self._tier]
        self.step.setText(_("Safety questions, {n} of {all}").format(n=here, all=lists))
        for row in self._rows:
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        tone = "warn" if self._tier == "advice" else "bad"
        self._rows = [QuestionRow(q.id, q.text, q.means.replace("{number}", number), tone) for q in questions]
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


class AdvicePage(ClosablePage):
    """What to do now. It offers no exercise. After an `advice` one may go on, which is `gone_on`."""

    cleared = Signal()
    gone_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_width=800, margins=(40, 32, 40, 28), gap=16, parent=parent)
        self.title = Text("", "display", wrap=True)
        self.text = Para("", tone="text")
        self.card = Card(tone="bad_soft", pad=26, radius=tk.RADIUS.xl, gap=10)
        self.number = Text("", "figure", "bad_ink", tnum=True)
        self.number_label = Text(_("Emergency number"), "label", "bad_ink")
        self.steps = vbox(None, gap=8)
        self.card.add(self.title, self.text, vbox(None, self.number_label, self.number, gap=0), self.steps)
        self.urgent = Para("", "strong", "bad_ink")
        self.urgent_card = Card(tone="bad_soft", pad=22, gap=8).add(self.urgent)
        self.marked_head = Text(_("You answered yes to"), "heading")
        self.marked = vbox(None, gap=6)
        self.marked_card = Card(pad=22, gap=8).add(self.marked_head, self.marked)
        self.clear = Button(_("A clinician has cleared me for exercise"), "secondary")
        self.clear.setObjectName("advice_cleared")
        self.clear.clicked.connect(self.cleared)
        self.close_button = Button(_("Close"), "primary", size="m")
        self.close_button.setObjectName("advice_close")
        self.close_button.clicked.connect(self.closed)
        self.go_on = Button(_("Go on"), "primary", size="m", trailing="arrow")
        self.go_on.setObjectName("advice_go_on")
        self.go_on.clicked.connect(self.gone_on)
        self.add(self.urgent_card, self.card, self.marked_card)
        self.add(button_flow(self.go_on, self.close_button, self.clear), None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.close_button)

    def show_advice(
        self,
        screening: Screening,
        region: str | None,
        tier: Tier,
        yes: tuple[str, ...],
        waits_for: tuple[str, ...] = (),
    ) -> None:
        """The advice of a tier with the region's emergency number."""
        advice = screening.advice_for(tier)
        number = screening.emergency_number(region)
        only_advice = tier == "advice"
        self.go_on.setVisible(only_advice)
        self.close_button.setVisible(not only_advice)
        self.clear.setVisible(not only_advice)
        self.setFocusProxy(self.go_on if only_advice else self.close_button)
        self.card.set_tone("bad_soft" if tier == "stop" else "warn_soft")
        ink = "bad_ink" if tier == "stop" else "warn_ink"
        self.title.setText(advice.title)
        self.title.tone(ink)
        self.text.set(advice.text.replace("{number}", number))
        if waits_for and not yes:
            self.title.setText(_("A yes from your clinician comes first"))
            self.text.set(
                _(
                    "You told Restack of: {what}. Somebody who knows you and your back then says yes before the first"
                    " session. Your plan waits, and nothing in it is lost."
                ).format(what=", ".join(waits_for))
            )
        self.number.setText(number)
        for part in (self.number, self.number_label):
            part.setVisible(tier == "stop")
        steps = _waiting_steps() if waits_for and not yes else advice.steps
        _refill(self.steps, [bullet(s.replace("{number}", number)) for s in steps])
        asked = [q for q in screening.questions if q.id in yes]
        self.marked_card.setVisible(bool(asked))
        _refill(self.marked, [Text(q.text, "body", "text2", wrap=True) for q in asked])
        # Advice may wait, but not where the question itself says to call somebody now.
        now = [q.means.replace("{number}", number) for q in asked if "{number}" in q.means]
        self.urgent.set("\n".join(now))
        self.urgent_card.setVisible(bool(now))
        self.verticalScrollBar().setValue(0)


def _waiting_steps() -> tuple[str, ...]:
    return (
        _("Ask your doctor, midwife or surgeon which movements are fine for you now."),
        _("Until then a quiet rest with slow breathing is there for you on Today."),
        _("Once they have said yes, note it here, and sessions open."),
    )


def _refill(layout: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    while layout.count():
        item = layout.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            # It stays where it was until the event loop comes round: out of sight with it.
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
