"""The Plan, wired to the coach: the ladder and its gate, the movements, the test day, the change of pace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from coach.app import Coach
from coach.errors import CoachError
from coach.sound.player import SoundPlayer
from coach.text import _
from ui.safety_flow import SafetyFlow
from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.pages.capacity import TestDay
    from ui.pages.movements import MovementsPage
    from ui.pages.plan import PlanPage
    from ui.pages.plan_pace import PacePage


class PlanDesk(QObject):
    """Owned by the window. Makes its pages on their first visit.

    `session` carries the id of a session whose content is asked for; `morning` asks for today's morning question.
    """

    session = Signal(str)
    morning = Signal()

    def __init__(self, window: MainWindow, coach: Coach, player: SoundPlayer) -> None:
        super().__init__(window)
        self._window, self._coach, self._player = window, coach, player
        self._plan: PlanPage | None = None
        self._pace: PacePage | None = None
        self._movements: MovementsPage | None = None
        self._tests: TestDay | None = None
        self._unkept: list[dict[str, Any]] = []
        self._trouble = ""
        self._safety = SafetyFlow(window, coach)
        self._safety.passed.connect(self._show_tests)
        self._safety.home.connect(self._back)
        window.add_page("plan", self._make_plan, self._refresh_plan)

    # -- the page --------------------------------------------------------------------------------------------

    def _make_plan(self) -> PlanPage:
        from ui.pages.plan import PlanPage

        page = self._plan = PlanPage()
        page.session.connect(self.session)
        page.pace.connect(self.change_pace)
        page.movements.connect(self.try_movements)
        page.tests.connect(self.test_day)
        page.morning.connect(self.morning)
        page.safety.connect(self._show_safety)
        page.score_told.connect(self._tell_score)
        return page

    def _refresh_plan(self) -> None:
        if self._plan is not None:
            self._plan.show_view(self._coach.plan.page())

    @Slot()
    def _back(self) -> None:
        self._window.changed()
        self._window.go("plan")

    @Slot(int)
    def _tell_score(self, score: int) -> None:
        try:
            self._coach.plan.tell_score(score)
        except CoachError as err:
            self._window.notice.tell(str(err))
        self._window.changed()

    @Slot()
    def _show_safety(self) -> None:
        if self._coach.safety().verdict in ("hold", "stop"):
            self._safety.advice()
        else:
            self._safety.ask("weekly", _("Has anything of this changed?"))

    # -- the change of pace ----------------------------------------------------------------------------------

    @Slot()
    def change_pace(self) -> None:
        """Back to an earlier part, or on because a clinician said so."""
        page = self.pace_page()
        page.begin(self._coach.plan.page())
        self._window.show_flow(page)

    def pace_page(self) -> PacePage:
        """The change of pace, made on first use."""
        if self._pace is None:
            from ui.pages.plan_pace import PacePage

            self._pace = PacePage()
            self._pace.moved.connect(self._move)
            self._pace.closed.connect(self._back)
        return self._pace

    @Slot(str, str, str)
    def _move(self, part: Any, because: Any, note: str) -> None:
        try:
            self._coach.plan.move(part, because, note)
        except CoachError as err:
            self.pace_page().show_problem(str(err))
            return
        self._back()

    # -- the movements ---------------------------------------------------------------------------------------

    @Slot()
    def try_movements(self) -> None:
        """The everyday movements of the gate."""
        gate = self._coach.plan.page().gate
        if gate is None or not gate.movements:
            return
        page = self.movements_page()
        page.begin(gate)
        self._window.show_flow(page)

    def movements_page(self) -> MovementsPage:
        """The everyday movements, made on first use."""
        if self._movements is None:
            from ui.pages.movements import MovementsPage

            self._movements = MovementsPage()
            self._movements.answered.connect(self._keep_movements)
            self._movements.closed.connect(self._back)
        return self._movements

    @Slot(object)
    def _keep_movements(self, answers: dict[str, Any]) -> None:
        try:
            self._coach.plan.check_movements(answers)
        except CoachError as err:
            self.movements_page().show_problem(str(err))
            return
        self._back()

    # -- the test day ----------------------------------------------------------------------------------------

    @Slot()
    def test_day(self) -> None:
        """The tests of this part; the safety questions first where they are due and tests may be done."""
        if self._coach.plan.page().tests.not_now:
            self._show_tests()  # nothing is done there but looking
        else:
            self._safety.ask_if_due()

    def tests_page(self) -> TestDay:
        """The test day, made on first use."""
        if self._tests is None:
            from ui.pages.capacity import TestDay

            self._tests = TestDay(self._window.ticker, self._coach.clock)
            self._tests.kept.connect(self._keep_test)
            self._tests.over.connect(self._show_results)
            self._tests.again.connect(self._keep_again)
            self._tests.closed.connect(self._leave_tests)
            self._tests.sounded.connect(self._sound)
        return self._tests

    @property
    def testing(self) -> bool:
        """True while a test day is under way: the sound output is needed."""
        return self._tests is not None and self._tests.isVisible() and self._tests.running

    @Slot()
    def _show_tests(self) -> None:
        day = self._coach.plan.page().tests
        if not day.not_now:
            self._player.get_ready()
            self._coach.store.get_ready()
        page = self.tests_page()
        page.begin(day)
        self._window.show_flow(page)

    @Slot(object)
    def _keep_test(self, fields: dict[str, Any]) -> None:
        # Kept at once: a test day that is broken off has what was done in it.
        self._unkept.append(fields)
        self._keep_waiting()

    def _keep_waiting(self) -> None:
        self._trouble = ""
        try:
            while self._unkept:
                self._coach.plan.keep_test(self._unkept[:1])
                del self._unkept[0]
        except CoachError as err:
            self._trouble = str(err)

    @Slot()
    def _keep_again(self) -> None:
        self._keep_waiting()
        self._show_results()

    @Slot()
    def _show_results(self) -> None:
        self._keep_waiting()
        self.tests_page().show_results(self._coach.plan.page().tests, self._trouble, len(self._unkept))

    @Slot()
    def _leave_tests(self) -> None:
        self._keep_waiting()
        if self._trouble:
            self._window.notice.tell(self._trouble)
        self._back()

    @Slot(str)
    def _sound(self, name: str) -> None:
        # The output may have been given back during a long rest; it is opened again behind what is heard next.
        self._player.get_ready()
        self._player.poll()
        self._player.play_now(name)
