"""After a test day: each test beside the person's own last one, then the target, then published values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coach.pages.plan_tests import number
from coach.pages.plan_views import TestDayView, TestView, TryView
from coach.text import _
from ui.pages.capacity_intro import TestCard, ratio_words
from ui.pages.capacity_parts import day_words, side_words, value_words
from ui.pages.foot import Foot, button_flow
from ui.pages.plan_ladder import clear
from ui.widgets import Button, Card, Page, Para, Text, vbox


class ResultsPage(QWidget):
    """`closed` goes back to the Plan; `again` tries once more to keep what could not be kept."""

    closed = Signal()
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = Page(max_width=860, margins=(40, 28, 40, 16), gap=14)
        self.intro = Para("")
        self.problem = Card(tone="warn_soft", pad=18, gap=8)
        self.problem_words = Text("", "body", "text", wrap=True)
        self.retry = Button(_("Try to keep it again"), "secondary")
        self.retry.setObjectName("results_again")
        self.retry.clicked.connect(self.again)
        self.problem.add(self.problem_words, button_flow(self.retry))
        self.ratio = Text("", "body", "text2", wrap=True)
        self._cards = vbox(None, gap=10)
        self.notes: list[str] = []
        self.page.add(Text(_("You and your last time"), "display", wrap=True), self.intro, self.problem)
        self.page.add(self.ratio, self._cards, None)
        self.close_button = Button(_("Back to the plan"), "primary", size="l")
        self.close_button.setObjectName("results_close")
        self.close_button.clicked.connect(self.closed)
        vbox(self, (self.page, 1), Foot(self.page, self.close_button), gap=0)
        self.setFocusProxy(self.close_button)

    def begin(self, day: TestDayView, today: Sequence[dict[str, Any]], *, hurt: bool) -> None:
        """Show the tests that were done today, as they are kept. `hurt`: one hurt more than a test may."""
        done = [one["test"] for one in today]
        words = _("One number says little. Over months they show where there is a margin again.")
        if hurt:
            words = _(
                "One test hurt more than it should, so the day ended there. Rest in the position that eases it most;"
                " how your back is tomorrow morning counts."
            )
        elif not done:
            words = _("Nothing was measured today, and nothing is lost.")
        self.intro.set(words)
        self.ratio.setText(ratio_words(day))
        planks = any(own.startswith("side-plank") for own in done)
        self.ratio.setVisible(planks and bool(day.ratio))
        clear(self._cards)
        self.notes = []
        for test in day.tests:
            if test.id in done:
                note = compared(test, len([own for own in done if own == test.id]))
                self.notes.append(note)
                self._cards.addWidget(TestCard(test, note))
        self.problem.hide()
        self.page.verticalScrollBar().setValue(0)

    def show_problem(self, words: str) -> None:
        """Something could not be kept: say so; empty where it is kept now."""
        self.problem_words.setText(words)
        self.problem.setVisible(bool(words))

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.closed.emit()
        else:
            super().keyPressEvent(ev)


def compared(test: TestView, tries: int) -> str:
    """Today's tries, the last `tries` of the test, each beside the one of its side before it."""
    newest = test.tries[-tries:] if tries else ()
    return "\n".join(_beside(test, one) for one in newest)


def _beside(test: TestView, one: TryView) -> str:
    side = side_words(one.side)
    value = value_words(one.value, test)
    head = f"{side}: {value}" if side else value
    if not one.counts:
        return _("{value}. It hurt, so it is not compared.").format(value=head)
    # The newest of its side is `one` itself; what counts before it is what it is compared with.
    before = [t for t in test.tries if t.side == one.side and t.counts and t is not one]
    if not before:
        return _("{value}, your first.").format(value=head)
    last = before[-1]
    change = one.value - last.value
    if abs(change) < 0.05:
        return _("{value}, the same as on {day}.").format(value=head, day=day_words(last))
    by = value_words(abs(change), test) if test.measure == "seconds" else number(abs(change))
    words = _("{value}, {by} more than on {day}.") if change > 0 else _("{value}, {by} less than on {day}.")
    return words.format(value=head, by=by, day=day_words(last))
