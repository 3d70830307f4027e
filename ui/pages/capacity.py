"""The test day: pain before, warm-up, one test after the other with rests between, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from coach.clock import Clock
from coach.happenings import Side
from coach.pages.plan_views import TestDayView, TestView
from coach.plan.capacity import PAIN_DURING_AT_MOST
from coach.text import _
from ui.pages.ask import Ask, Choice
from ui.pages.capacity_intro import IntroPage
from ui.pages.capacity_parts import side_words
from ui.pages.capacity_results import ResultsPage
from ui.pages.capacity_review import ReviewPage
from ui.pages.capacity_step import StepPage
from ui.pages.capacity_try import TryPage
from ui.ticker import Ticker

if TYPE_CHECKING:
    from ui.power import AwakeScreen

_Try = tuple[TestView, Side | None]


class TestDay(QWidget):
    """`kept` carries the fields of one `Tested`, as soon as there is one; `over` asks for the results; `closed` goes
    back; `sounded` names a sound.
    """

    __test__ = False  # not a test, whatever its name says to pytest

    kept = Signal(object)
    over = Signal()
    again = Signal()
    closed = Signal()
    sounded = Signal(str)

    def __init__(self, ticker: Ticker, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tests")
        self.setAccessibleName(_("Test day"))
        self._ticker = ticker
        self._listening = False
        self._awake: AwakeScreen | None = None
        self._day: TestDayView | None = None
        self._tries: list[_Try] = []
        self._at = 0
        self._warm = 0
        self._pain = 0
        self.done: list[dict[str, Any]] = []
        self.hurt = False
        self.intro = IntroPage()
        self.step = StepPage(clock)
        self.trying = TryPage(clock)
        self.review = ReviewPage()
        self.results = ResultsPage()
        self.ask = Ask()
        self.layers = QStackedLayout(self)
        for page in (self.intro, self.step, self.trying, self.review, self.results, self.ask):
            self.layers.addWidget(page)
        self.intro.begun.connect(self._begin)
        self.intro.closed.connect(self.closed)
        self.step.done.connect(self._step_done)
        self.step.left.connect(self._ask_to_leave)
        self.trying.ended.connect(self._tried)
        self.trying.skipped.connect(self._leave_out)
        self.trying.left.connect(self._ask_to_leave)
        self.trying.sounded.connect(self.sounded)
        self.review.kept.connect(self._keep)
        self.review.dropped.connect(self._next)
        self.results.closed.connect(self.closed)
        self.results.again.connect(self.again)
        self.ask.chosen.connect(self._answered)
        self._asked_from: QWidget = self.intro

    def begin(self, day: TestDayView) -> None:
        """Show the rules and the tests, and ask for the pain now."""
        self._day = day
        self._tries = [(test, side) for test in day.tests for side in test.sides]
        self._at = self._warm = 0
        self.done, self.hurt = [], False
        self.intro.begin(day)
        self._turn_to(self.intro)

    def show_results(self, day: TestDayView, problem: str = "", unkept: int = 0) -> None:
        """What came of it, as it is kept now. `problem` says why the last `unkept` tries could not be kept."""
        self._listen(False)
        self.results.begin(day, self.done[: len(self.done) - unkept], hurt=self.hurt)
        self.results.show_problem(problem)
        self._turn_to(self.results)

    @property
    def running(self) -> bool:
        """Whether the test day is under way."""
        return self.layers.currentWidget() in (self.step, self.trying, self.review)

    # -- the course ------------------------------------------------------------------------------------------

    @Slot(int)
    def _begin(self, pain: int) -> None:
        self._pain = pain
        self._listen(True)
        self._warm_on()

    def _warm_on(self) -> None:
        assert self._day is not None
        if self._warm < len(self._day.warm_up):
            self.step.warm_up(self._day.warm_up[self._warm])
            self._turn_to(self.step)
        else:
            self._try_on()

    @Slot()
    def _step_done(self) -> None:
        if self._day is not None and self._warm < len(self._day.warm_up):
            self._warm += 1
            self._warm_on()
        else:
            self._try_on()

    def _try_on(self) -> None:
        if self._at >= len(self._tries):
            self.over.emit()
            return
        assert self._day is not None
        test, side = self._tries[self._at]
        number = [own.id for own in self._day.tests].index(test.id) + 1
        self.trying.begin(test, side, number, len(self._day.tests))
        self._turn_to(self.trying)

    @Slot()
    def _tried(self) -> None:
        test, side = self._tries[self._at]
        self.review.begin(test, side, self.trying.watch, self._pain)
        self._turn_to(self.review)

    @Slot(object)
    def _keep(self, fields: dict[str, Any]) -> None:
        self.done.append(fields)
        self.kept.emit(fields)
        if (fields["pain_worst"] or 0) > PAIN_DURING_AT_MOST:
            # More pain than before a test may be: no more tests today.
            self.hurt = True
            self.over.emit()
        else:
            self._next()

    @Slot()
    def _leave_out(self) -> None:
        # Nothing was done, so nothing needs a rest; both sides of a test are left out together.
        left_out = self._tries[self._at][0].id
        while self._at < len(self._tries) and self._tries[self._at][0].id == left_out:
            self._at += 1
        self._try_on()

    @Slot()
    def _next(self) -> None:
        self._at += 1
        if self._at >= len(self._tries):
            self.over.emit()
            return
        test, side = self._tries[self._at]
        self.step.rest(f"{test.name}, {side_words(side).lower()}" if side else test.name)
        self._turn_to(self.step)

    # -- leaving ---------------------------------------------------------------------------------------------

    @Slot()
    def _ask_to_leave(self) -> None:
        self._asked_from = self.step if self.sender() is self.step else self.trying
        self.ask.begin(
            _("End the test day?"),
            _("What you have done so far is kept. The other tests wait for the next test day."),
            (Choice("stay", _("Go on"), "primary"), Choice("end", _("End it here"), "secondary")),
        )
        self._turn_to(self.ask)

    @Slot(str)
    def _answered(self, answer: str) -> None:
        if answer == "end":
            if self.done:
                self.over.emit()
            else:
                self._listen(False)
                self.closed.emit()
        else:
            self._turn_to(self._asked_from)

    def _turn_to(self, page: QWidget) -> None:
        self.layers.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- time ------------------------------------------------------------------------------------------------

    @Slot()
    def advance(self) -> None:
        """Follow the clock; called by the ticker."""
        current = self.layers.currentWidget()
        if current is self.step:
            self.step.tick()
        elif current is self.trying:
            self.trying.tick()

    def hideEvent(self, ev: QHideEvent) -> None:
        if not ev.spontaneous():
            self._listen(False)
        super().hideEvent(ev)

    def _listen(self, on: bool) -> None:
        if on == self._listening:
            return
        self._listening = on
        if on:
            self._ticker.tick.connect(self.advance)
        else:
            self._ticker.tick.disconnect(self.advance)
        self._ticker.set_fast(on)
        if self._awake is None:
            from ui.power import AwakeScreen

            self._awake = AwakeScreen(self)
        if on:
            self._awake.hold()
        else:
            self._awake.release()
