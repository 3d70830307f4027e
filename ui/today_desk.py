"""What Today asks and explains, wired to the coach: reasons, the swap, the morning, the leg."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Slot

from coach.app import FLARE_UP, Coach
from coach.errors import CoachError
from coach.happenings import Swapped
from coach.pages.views import LineView
from coach.plan.person import of_kind
from coach.text import _
from ui.flows import Flows
from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.pages.ask import Ask
    from ui.pages.why import WhyPage


class TodayDesk(QObject):
    """Owned by the window. `follow` goes where a link leads, `tests` shows the test day."""

    def __init__(
        self,
        window: MainWindow,
        coach: Coach,
        flows: Flows,
        follow: Callable[[str], None],
        tests: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window, self._coach, self._flows = window, coach, flows
        self._follow, self._tests = follow, tests
        self._why: WhyPage | None = None
        self._leg: Ask | None = None
        self._leg_of = ""
        today = window.today
        today.play.connect(flows.play)
        today.tests.connect(self._go_to_tests)
        today.first_aid.connect(self._first_aid)
        today.why_asked.connect(self.explain)
        today.rated.connect(self._rate)
        today.settled.connect(self._settle)
        today.leg_asked.connect(self.ask_leg)

    # -- why -------------------------------------------------------------------------------------------------

    @Slot()
    def explain(self) -> None:
        """All reasons of today's choice."""
        page = self.why_page()
        page.begin(self._coach.today(), self._gate_words(), self._swapped_today())
        self._window.show_flow(page)

    def why_page(self) -> WhyPage:
        """The reasons, made on first use."""
        if self._why is None:
            from ui.pages.why import WhyPage

            page = self._why = WhyPage()
            page.link.connect(self._go)
            page.closed.connect(self._home)
            page.swap.asked.connect(self._offer)
            page.swap.swapped.connect(self._swap)
        return self._why

    @Slot(str)
    def _go(self, link: str) -> None:
        self._follow(link)

    @Slot()
    def _go_to_tests(self) -> None:
        self._tests()

    @Slot()
    def _first_aid(self) -> None:
        self._flows.play(FLARE_UP)

    def _gate_words(self) -> str:
        gate = self._coach.plan.page().gate
        return (
            "" if gate is None else _("{title}: {met}. {left}").format(title=gate.title, met=gate.met, left=gate.left)
        )

    # -- the swap --------------------------------------------------------------------------------------------

    @Slot(str)
    def _offer(self, exercise: str) -> None:
        plan = self._coach.plan
        found = plan.swaps_for(self._coach.today().session_id, exercise)
        self.why_page().swap.offer(self._line(exercise), tuple(self._line(own) for own in found))

    @Slot(str, str)
    def _swap(self, out: str, into: str) -> None:
        try:
            self._coach.plan.swap(self._coach.today().session_id, out, into)
        except CoachError as err:
            self._window.notice.tell(str(err))
        self._home()

    def _swapped_today(self) -> str:
        plan = self._coach.plan
        today = [one for one in of_kind(self._coach.history, Swapped) if one.day == plan.today]
        if not today:
            return ""
        return _("Today {into} stands in for {out}. Tomorrow you can swap again.").format(
            into=self._line(today[-1].into).name, out=self._line(today[-1].out).name
        )

    def _line(self, exercise: str) -> LineView:
        known = self._coach.library.exercise(exercise)
        return LineView(known.id, known.name, known.position, known.why)

    # -- the morning and the leg -----------------------------------------------------------------------------

    @Slot()
    def ask_morning(self) -> None:
        """Today, with the question of the morning."""
        self._window.go("today")
        self._window.today.ask_morning()

    @Slot(int, bool)
    def _rate(self, pain: int, sore: bool) -> None:
        try:
            self._coach.plan.rate_day(pain, sore=sore)
        except CoachError as err:
            self._window.notice.tell(str(err))
        self._window.changed()

    @Slot(str, bool)
    def _settle(self, session: str, settled: bool) -> None:
        try:
            told = self._coach.played(session).check_in
            if told is not None:
                self._coach.save_check_in(msgspec.structs.replace(told, settled=settled))
        except CoachError as err:
            self._window.notice.tell(str(err))
        self._window.changed()

    @Slot(str)
    def ask_leg(self, session: str) -> None:
        """Which exercise of a session brought symptoms into the leg."""
        from ui.pages.ask import Ask, Choice

        try:
            lines = self._coach.check_in_view(session).exercises
        except CoachError as err:
            self._window.notice.tell(str(err))
            return
        if self._leg is None:
            self._leg = Ask()
            self._leg.chosen.connect(self._tell_leg)
        self._leg_of = session
        # "I don't know" leaves out the most, so it is no slip of Esc: the first answer is to ask another time.
        self._leg.begin(
            _("Which exercise brought it into the leg?"),
            _("Where it is not known, sessions keep to breathing and the smallest movements for now."),
            (
                Choice("later", _("Ask me another time"), "ghost"),
                *(Choice(f"x.{line.exercise}", line.name, "secondary") for line in lines),
                Choice("unknown", _("I don’t know"), "secondary"),
            ),
        )
        self._window.show_flow(self._leg)

    @Slot(str)
    def _tell_leg(self, answer: str) -> None:
        if answer != "later":
            try:
                self._coach.plan.tell_leg(self._leg_of, None if answer == "unknown" else answer.removeprefix("x."))
            except CoachError as err:
                self._window.notice.tell(str(err))
        self._home()

    @Slot()
    def _home(self) -> None:
        self._window.changed()
        self._window.go("today")
