"""Before a test day: what it is, the rules, the pain now, and every test with the person's own tries."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coach.pages.plan_views import TestDayView, TestView
from coach.plan.capacity import PAIN_BEFORE_AT_MOST
from coach.text import _
from ui import tokens as tk
from ui.pages.capacity_parts import TryBars, side_words
from ui.pages.foot import Foot
from ui.pages.parts import bullet
from ui.pages.plan_ladder import clear
from ui.widgets import Button, Card, Flow, Page, PainScale, Para, Text, vbox


class IntroPage(QWidget):
    """`begun` carries the pain before, 0 to 3; `closed` goes back."""

    begun = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = Page(max_width=860, margins=(40, 28, 40, 16), gap=14)
        self.not_now = Card(tone="warn_soft", pad=18, gap=4)
        self.not_now_words = Text("", "body", "text", wrap=True)
        self.not_now.add(Text(_("No tests today"), "label", "warn_ink", weight=600), self.not_now_words)
        self.rules = Card(pad=24, radius=tk.RADIUS.xl, gap=8)
        self.rules.add(Text(_("How it goes"), "heading"))
        for rule in _rules():
            self.rules.add(bullet(rule, "text2"))
        self.ask = Card(pad=24, radius=tk.RADIUS.xl, gap=8)
        self.pain = PainScale(name=_("Pain now"))
        self.pain.setObjectName("tests_pain")
        self.pain.answered.connect(self._answered)
        self.ask.add(Text(_("How is your back right now?"), "heading", wrap=True), self.pain)
        self.tests_head = Text(_("The tests"), "heading")
        self.ratio = Text("", "body", "text2", wrap=True)
        self._tests = vbox(None, gap=10)
        self.page.add(Text(_("What your back can do"), "display", wrap=True))
        self.page.add(
            Para(
                _(
                    "A few positions, held as long as they stay tidy. They show you what you can load. They say little"
                    " about how soon a back calms down: for that your pain and your days count more."
                )
            )
        )
        self.page.add(self.not_now, self.ask, self.rules, self.tests_head, self.ratio, self._tests, None)
        self.close_button = Button(_("Back to the plan"), "ghost", hint=_("Esc"))
        self.close_button.setObjectName("tests_close")
        self.close_button.clicked.connect(self.closed)
        self.start = Button(_("Begin with the warm-up"), "primary", size="l")
        self.start.setObjectName("tests_start")
        self.start.clicked.connect(self._start)
        vbox(self, (self.page, 1), Foot(self.page, self.start, self.close_button), gap=0)
        self._may = False

    def begin(self, day: TestDayView) -> None:
        """Show the tests of the part; pain is asked where they may be done now."""
        self._may = bool(day.tests) and not day.not_now
        self._why = day.not_now
        self.pain.set_answer(None)
        self.ask.setVisible(self._may)
        self.rules.setVisible(self._may)
        self.start.setVisible(self._may)
        self.ratio.setText(ratio_words(day))
        self.ratio.setVisible(bool(day.ratio) or bool(day.intro))
        self.tests_head.setVisible(bool(day.tests))
        clear(self._tests)
        for test in day.tests:
            self._tests.addWidget(TestCard(test))
        self._answered()
        self.page.verticalScrollBar().setValue(0)
        self.setFocusProxy(self.pain if self._may else self.close_button)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
        else:
            super().keyPressEvent(ev)

    @Slot()
    def _answered(self) -> None:
        pain = self.pain.answer()
        much = pain is not None and pain > PAIN_BEFORE_AT_MOST
        self.start.setEnabled(self._may and pain is not None and not much)
        if much:
            self.not_now_words.setText(
                _(
                    "With pain above 3 a test would only show the pain. It waits for a quieter day, and nothing is"
                    " lost. A gentle session or a rest is a good choice now."
                )
            )
        else:
            self.not_now_words.setText(self._why)
        self.not_now.setVisible(much or bool(self._why))

    @Slot()
    def _start(self) -> None:
        pain = self.pain.answer()
        if self.start.isEnabled() and pain is not None:
            self.begun.emit(pain)


def ratio_words(day: TestDayView) -> str:
    """The sides beside each other, and what that may mean; what is missing to know the targets."""
    if not day.ratio:
        return day.intro
    honest = _("A few per cent come and go from day to day. The plan looks only at more than a tenth.")
    return " ".join(part for part in (f"{day.ratio}.", honest, day.intro) if part)


class TestCard(Card):
    """One test: the person's own tries first, then the target, then what was published, with its source."""

    __test__ = False  # not a test, whatever its name says to pytest

    def __init__(self, test: TestView, note: str = "") -> None:
        super().__init__(pad=20, gap=6)
        self.setAccessibleName(test.name)
        self.add(Text(test.name, "heading", wrap=True))
        self.note = Text(note, "body", "text", wrap=True)
        self.add(self.note)
        self.note.setVisible(bool(note))
        sides = [side for side in test.sides if any(one.side == side for one in test.tries)]
        if sides:
            host = QWidget()
            flow = Flow(host, gap=20)
            for side in sides:
                one = QWidget()
                one.setMinimumWidth(230)
                head = Text(side_words(side) or _("Your tries"), "caption", "text2")
                vbox(one, head, TryBars(test, side), gap=2)
                flow.addWidget(one)
            self.add(host)
        else:
            self.add(Text(_("Not tried yet."), "body", "text2", wrap=True))
        if test.target:
            state = _("Target reached: {target}.") if test.passed else _("Target: {target}.")
            self.target = Text(state.format(target=test.target), "label", "text", wrap=True)
            self.add(self.target)
        if test.norm:
            self.add(Text(test.norm, "small", "text2", weight=400, wrap=True))
        if test.sources:
            self.add(Text(_("Source: {text}").format(text=" ".join(test.sources)), "caption", "text2", wrap=True))


def _rules() -> tuple[str, ...]:
    return (
        _("One try each. A second one would only measure how tired you are."),
        _("It is over when the position slips, when pain goes above 5, or when you hold your breath."),
        _("Between two tests you rest three to five minutes. You can leave out any of them."),
        _("It takes the place of today’s session. What you have done is kept, whenever you stop."),
    )
