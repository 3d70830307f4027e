"""The safety questions as a flow: ask, keep the answers, and say where to go after a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal, Slot

from coach.app import Coach
from coach.errors import CoachError
from coach.pages.reasons import circumstance_words
from coach.records import ScreeningContext
from coach.text import _
from ui.region import region_of
from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.pages.ask import Ask
    from ui.pages.screening import ScreeningPage


class SafetyFlow(QObject):
    """`told`: answers were kept, before anything follows from them. `passed`: no answer speaks against sessions.
    `home`: back to Today, whatever was asked for.
    """

    told = Signal()
    passed = Signal()
    home = Signal()

    def __init__(self, window: MainWindow, coach: Coach) -> None:
        super().__init__(window)
        self._window, self._coach = window, coach
        self._context: ScreeningContext = "first-run"
        self._screening: ScreeningPage | None = None
        self._ask: Ask | None = None

    def ask_if_due(self) -> None:
        """`passed` at once where nothing speaks against a session; else the questions, or what to do."""
        safety = self._coach.safety()
        if safety.verdict == "clear":
            self.passed.emit()
        elif safety.verdict == "ask":
            why = {
                "rhythm": _("Some time has passed since you were last asked. Has anything changed?"),
                "away": _("You have been away for a while. Has anything changed?"),
                "spasm": _("There was a spasm since you were last asked. Please look at these signs once more."),
            }.get(safety.why or "", "")
            self.ask(self._coach.screening_context(), why)
        else:
            self.advice()

    def ask(self, context: ScreeningContext, why: str) -> None:
        """Ask all questions now."""
        self._context = context
        first = context == "first-run"
        page = self.page()
        page.begin(
            self._coach.library.screening, region_of(self._coach.settings.session.region), why, with_advice=first
        )
        self._window.show_flow(page)

    def page(self) -> ScreeningPage:
        """The questions, made on first use."""
        if self._screening is None:
            from ui.pages.screening import ScreeningPage

            self._screening = ScreeningPage()
            self._screening.answered.connect(self._answered)
            self._screening.closed.connect(self.home)
            self._screening.cleared.connect(self.ask_cleared)
        return self._screening

    @Slot(object)
    def _answered(self, yes: tuple[str, ...]) -> None:
        try:
            safety = self._coach.answer_screening(self._context, yes)
        except CoachError as err:
            # An answer that could not be kept must not open a session.
            self._window.notice.tell(str(err))
            self.home.emit()
            return
        self.told.emit()
        self._window.changed()
        if safety.verdict == "clear":
            self.passed.emit()
        else:
            self.advice()

    @Slot()
    def advice(self) -> None:
        """Where to go now, after a yes."""
        safety = self._coach.safety()
        tier: Literal["stop", "hold"] = "stop" if safety.verdict == "stop" else "hold"
        page = self.page()
        region = region_of(self._coach.settings.session.region)
        waits_for = tuple(circumstance_words(circumstance) for circumstance in safety.circumstances)
        page.show_advice(self._coach.library.screening, region, tier, safety.yes, waits_for)
        self._window.show_flow(page)

    @Slot()
    def ask_cleared(self) -> None:
        """Was it really a clinician?"""
        from ui.pages.ask import Ask, Choice

        if self._ask is None:
            self._ask = Ask()
            self._ask.chosen.connect(self._cleared)
        self._ask.begin(
            _("Did a clinician clear you?"),
            _("Restack keeps the day. Sessions go on from where the plan stands, after the safety questions."),
            (
                Choice("no", _("Not yet"), "primary"),
                Choice("yes", _("Yes, a clinician has cleared me for exercise"), "secondary"),
            ),
        )
        self._window.show_flow(self._ask)

    @Slot(str)
    def _cleared(self, answer: str) -> None:
        if answer == "yes":
            try:
                self._coach.record_clearance()
            except CoachError as err:
                self._window.notice.tell(str(err))
        self.home.emit()
