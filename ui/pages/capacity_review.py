"""After a try: what was measured, why it ended, and the worst pain during it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coach.happenings import Side
from coach.pages.plan_views import TestView
from coach.plan.capacity import PAIN_DURING_AT_MOST
from coach.text import _
from ui import tokens as tk
from ui.pages.capacity_clock import TestClock
from ui.pages.capacity_parts import side_words, value_words
from ui.pages.foot import Foot, button_flow
from ui.widgets import PAD, Button, Card, Chip, Flow, Page, PainScale, Text, vbox

_REASONS = (
    ("form", _("The position slipped, or I was done")),
    ("pain", _("It hurt")),
    ("breath", _("I held my breath")),
)


class ReviewPage(QWidget):
    """`kept` carries the fields of `Tested`; `dropped` leaves the try out."""

    kept = Signal(object)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._test: TestView | None = None
        self._side: Side | None = None
        self._watch: TestClock | None = None
        self._pain_before = 0
        self._ended = ""
        self.page = Page(max_width=760, margins=(40, 28, 40, 16), gap=14)
        self.over = Text("", "label", "text2", wrap=True)
        self.value = Text("", "figure", "text", tnum=True)
        self.less = Button(_("One less"), "secondary", icon="minus", size="m")
        self.less.setObjectName("review_less")
        self.less.clicked.connect(self._less)
        self.more = Button(_("One more"), "secondary", icon="plus", size="m")
        self.more.setObjectName("review_more")
        self.more.clicked.connect(self._more)
        self.why = Card(pad=24, radius=tk.RADIUS.xl, gap=8)
        self.why_title = Text(_("Why did you stop?"), "heading", wrap=True)
        flow = Flow(gap=4, pull=PAD)
        self.reasons: dict[str, Chip] = {}
        for key, words in (*_REASONS, ("limit", _("The limit of the test")), ("done", _("The time was up"))):
            chip = Chip(words)
            chip.setObjectName(f"review_why.{key}")
            chip.setCheckable(True)
            chip.clicked.connect(self._chosen)
            self.reasons[key] = chip
            flow.addWidget(chip)
        self.why.add(self.why_title, flow)
        self.ask = Card(pad=24, radius=tk.RADIUS.xl, gap=8)
        self.pain = PainScale(name=_("Worst pain during the test"))
        self.pain.setObjectName("review_pain")
        self.pain.answered.connect(self._changed)
        self.much = Text("", "body", "warn_ink", wrap=True)
        self.ask.add(Text(_("The worst pain during it?"), "heading", wrap=True), self.pain, self.much)
        self.page.add(
            vbox(None, self.over, self.value, gap=0), button_flow(self.less, self.more), self.why, self.ask, None
        )
        self.keep = Button(_("Keep it and go on"), "primary", size="l")
        self.keep.setObjectName("review_keep")
        self.keep.clicked.connect(self._keep)
        self.drop = Button(_("Leave this one out"), "ghost")
        self.drop.setObjectName("review_drop")
        self.drop.clicked.connect(self.dropped)
        vbox(self, (self.page, 1), Foot(self.page, self.keep, self.drop), gap=0)

    def begin(self, test: TestView, side: Side | None, watch: TestClock, pain_before: int) -> None:
        """Look at a try that is over."""
        self._test, self._side, self._watch, self._pain_before = test, side, watch, pain_before
        self.over.setText(f"{test.name}, {side_words(side).lower()}" if side else test.name)
        for button in (self.less, self.more):
            button.setVisible(not watch.holds)
        self.pain.set_answer(None)
        self.pain.set_before(pain_before)
        self._choose(watch.ended_by or "")
        self.reasons["limit"].setVisible(watch.ended_by == "limit")
        self.reasons["done"].setVisible(watch.ended_by == "done")
        self.page.verticalScrollBar().setValue(0)
        self.setFocusProxy(self.pain if self._ended else self.reasons["form"])
        self._changed()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        else:
            super().keyPressEvent(ev)

    @Slot()
    def _chosen(self) -> None:
        sender = self.sender()
        self._choose(next(key for key, chip in self.reasons.items() if chip is sender))
        self._changed()

    def _choose(self, ended: str) -> None:
        self._ended = ended
        for key, chip in self.reasons.items():
            chip.setChecked(key == ended)

    @Slot()
    def _changed(self) -> None:
        if self._watch is None or self._test is None:
            return
        self.value.setText(value_words(self._watch.value, self._test))
        pain = self.pain.answer()
        hurt = pain is not None and pain > PAIN_DURING_AT_MOST
        self.much.setText(
            _("More than 5 is more than a test may bring. The test day ends here, and this try is not compared.")
            if hurt
            else _("A try that ended by pain is kept, and not compared.")
        )
        self.much.setVisible(hurt or self._ended == "pain")
        self.keep.setEnabled(bool(self._ended) and pain is not None)

    @Slot()
    def _less(self) -> None:
        self._add(-1)

    @Slot()
    def _more(self) -> None:
        self._add(1)

    def _add(self, n: int) -> None:
        if self._watch is not None:
            self._watch.add(n)
            self._changed()

    @Slot()
    def _keep(self) -> None:
        if not self.keep.isEnabled() or self._watch is None or self._test is None:
            return
        fields: dict[str, Any] = {
            "test": self._test.id,
            "value": self._watch.value,
            "side": self._side,
            "pain_before": self._pain_before,
            "pain_worst": self.pain.answer(),
            "ended": self._ended,
        }
        self.kept.emit(fields)
