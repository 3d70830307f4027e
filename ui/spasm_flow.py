"""Spasm help as a flow: the safety questions, what may ease it, what happened. From every page, by F1 or the rail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot

from coach.app import FLARE_UP, Coach
from coach.diary import Spasm, SpasmDetails
from coach.errors import CoachError
from coach.journal_cases import SAME_SPASM
from coach.library.practice import PREFIX
from coach.text import _
from ui.region import region_of
from ui.safety_flow import SafetyFlow
from ui.window import MainWindow

if TYPE_CHECKING:
    from datetime import datetime

    from coach.pages.easing import EasingView
    from ui.pages.ask import Ask
    from ui.pages.spasm import SpasmPage
    from ui.pages.spasm_form import SpasmForm


class Sessions(Protocol):
    """What the flow needs of the sessions."""

    def get_ready(self) -> None:
        """Make ready what a session needs, before somebody waits for it."""

    def begin_now(self, session_id: str, level: str | None = None) -> None:
        """Play a session at once."""

    def leave_session(self) -> None:
        """Let go of a session that plays."""


class SpasmFlow(QObject):
    """Owned by the window. `sessions` plays what is chosen and says when it is over (`after_session`)."""

    def __init__(self, window: MainWindow, coach: Coach, sessions: Sessions) -> None:
        super().__init__(window)
        self._window, self._coach, self._sessions = window, coach, sessions
        self._again = False
        self._spasm: Spasm | None = None
        self._page: SpasmPage | None = None
        self._form: SpasmForm | None = None
        self._when: Ask | None = None
        self.safety = SafetyFlow(window, coach)
        self.safety.passed.connect(self._passed)
        self.safety.home.connect(self._home)
        window.add_page("easing", self.page, self._refresh)

    # -- the way through -------------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """Ask for signs that need help from outside; every time."""
        now = self._coach.clock.moment().wall
        helping = self._window.shown == "easing" or (self._form is not None and self._form.isVisible())
        if helping and self._spasm is not None and now - self._spasm.logged < SAME_SPASM:
            return  # a second press in the hurry
        self._sessions.leave_session()
        self._window.dim_by_night(now)
        if self._coach.safety().verdict in ("hold", "stop"):
            self.safety.advice()
            return
        self._again = False
        why = _("Most spasms pass by themselves. First, a few signs that would need a doctor instead of an exercise.")
        self.safety.ask("flare-up", why)

    @Slot()
    def _passed(self) -> None:
        if not self._again:
            # Noted at once: it must not depend on what the person still manages to do. It can be taken back.
            try:
                self._spasm = self._coach.journal.note_spasm()
            except CoachError as err:
                self._spasm = None
                self._window.notice.tell(str(err))
        self._show()

    def after_session(self) -> None:
        """A position was held or left: how is it now?"""
        self._show(after=True)

    def _show(self, *, after: bool = False) -> None:
        # The sound gets ready while the positions are read.
        self._sessions.get_ready()
        self._window.changed()
        self.page().begin(self._view(), after=after)
        self._window.go("easing")

    def _view(self) -> EasingView:
        region = region_of(self._coach.settings.session.region)
        return self._coach.journal.easing(self._spasm, region)

    def page(self) -> SpasmPage:
        """The help, made on first use."""
        if self._page is None:
            from ui.pages.spasm import SpasmPage

            page = self._page = SpasmPage()
            page.play.connect(self._play)
            page.first_aid.connect(self._first_aid)
            page.tell.connect(self.tell)
            page.earlier.connect(self._ask_when)
            page.no_spasm.connect(self._no_spasm)
            page.questions.connect(self._ask_again)
            page.closed.connect(self._home)
        return self._page

    def _refresh(self) -> None:
        """The page is brought up to date when it is shown: nothing to do."""

    @Slot(str, str)
    def _play(self, exercise: str, level: str) -> None:
        self._sessions.begin_now(f"{PREFIX}{exercise}", level)

    @Slot()
    def _first_aid(self) -> None:
        self._sessions.begin_now(FLARE_UP)

    @Slot()
    def _ask_again(self) -> None:
        self._again = True
        self.safety.ask("flare-up", _("If one of these has come, stop here and get help."))

    # -- what was noted --------------------------------------------------------------------------------------

    @Slot()
    def _no_spasm(self) -> None:
        if self._spasm is not None:
            try:
                self._coach.journal.remove([self._spasm.id])
                self._spasm = None
            except CoachError as err:
                self._window.notice.tell(str(err))
        self._show()

    @Slot()
    def _ask_when(self) -> None:
        from ui.pages.ask import Ask, Choice

        if self._when is None:
            self._when = Ask()
            self._when.setObjectName("spasm_began")
            self._when.chosen.connect(self._began)
        self._when.begin(
            _("When did the spasm begin?"),
            _("About will do. You can say it more exactly when you tell what happened."),
            (
                Choice("0", _("Just now"), "primary"),
                Choice("1", _("An hour ago")),
                Choice("3", _("A few hours ago")),
                Choice("24", _("Yesterday")),
            ),
        )
        self._window.show_flow(self._when)

    @Slot(str)
    def _began(self, hours: str) -> None:
        if self._spasm is not None:
            trouble = self._keep(self._spasm.logged - timedelta(hours=int(hours)), self._spasm.told)
            if trouble:
                self._window.notice.tell(trouble)
        self._show()

    def _keep(self, onset: datetime, told: SpasmDetails) -> str:
        """Keep what is told; what is wrong, where it could not be kept."""
        try:
            self._spasm = self._coach.journal.tell_spasm(self._spasm.id if self._spasm else None, onset, told)
        except CoachError as err:
            return str(err)
        self._window.changed()
        return ""

    # -- what happened ---------------------------------------------------------------------------------------

    @Slot()
    def tell(self) -> None:
        """The log of the spasm, over the whole window."""
        form = self.form()
        form.begin(self._spasm, self._coach.clock.moment().wall)
        self._window.show_flow(form)

    def form(self) -> SpasmForm:
        """The log, made on first use."""
        if self._form is None:
            from ui.pages.spasm_form import SpasmForm

            self._form = SpasmForm(whole=True, clock=self._coach.clock)
            self._form.saved.connect(self._told)
            self._form.removed.connect(self._no_spasm)
            self._form.closed.connect(self._home)
        return self._form

    @Slot(object, object)
    def _told(self, onset: datetime, told: SpasmDetails) -> None:
        trouble = self._keep(onset, told)
        if trouble:
            self.form().show_problem(trouble)
        else:
            self._home()

    @Slot()
    def _home(self) -> None:
        self._spasm = None
        self._window.changed()
        self._window.go("today")
