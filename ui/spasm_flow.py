"""Spasm help as a flow: the safety questions, what may ease it, what happened. From every page, by F1 or the rail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

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
    from ui.pages.spasm import After, SpasmPage
    from ui.pages.spasm_form import SpasmForm


PREPARE_AFTER_MS = 300


class Sessions(Protocol):
    """What the flow needs of the sessions."""

    def get_ready(self) -> None:
        """Make ready what a session needs, before somebody waits for it."""

    def begin_now(self, session_id: str, level: str | None = None) -> None:
        """Play a session at once."""

    def leave_session(self) -> None:
        """Let go of a session that plays."""


class SpasmFlow(QObject):
    """Owned by the window. `sessions` plays what is chosen and says when it is over (`after_session`).

    `went_home`: the help is left.
    """

    went_home = Signal()

    def __init__(self, window: MainWindow, coach: Coach, sessions: Sessions) -> None:
        super().__init__(window)
        self._window, self._coach, self._sessions = window, coach, sessions
        self._again = self._in_doubt = self._made_here = False
        #: True where Welcome was left for it, until it is over.
        self.from_welcome = False
        self._spasm: Spasm | None = None
        self._gone: Spasm | None = None
        self._page: SpasmPage | None = None
        self._form: SpasmForm | None = None
        self._when: Ask | None = None
        self._same: Ask | None = None
        self.safety = SafetyFlow(window, coach)
        self.safety.told.connect(self._note)
        self.safety.passed.connect(self._passed)
        self.safety.home.connect(self._left_questions)
        window.add_page("easing", self.page, self._refresh)

    # -- the way through -------------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """Ask for signs that need help from outside; every time."""
        now = self._coach.clock.moment().wall
        helping = self._window.shown == "easing"
        telling = self._form is not None and self._form.isVisible()
        if telling or (helping and self._spasm is not None and now - self._spasm.logged < SAME_SPASM):
            return  # a second press in the hurry
        self._sessions.leave_session()
        self._window.dim_by_night(now)
        self._again = self._in_doubt = False
        self._gone = None
        flow = self._window.outer.currentWidget()
        self.from_welcome = self.from_welcome or (flow is not None and flow.objectName() == "welcome")
        if self._coach.safety().verdict == "stop":
            self.safety.advice()
            return
        why = _("Most spasms pass by themselves. First, a few signs that would need a doctor instead of an exercise.")
        self.safety.ask("flare-up", why)
        # Made while the questions are read: nobody in a spasm should wait for it afterwards.
        QTimer.singleShot(PREPARE_AFTER_MS, self, self._prepare)

    @Slot()
    def _prepare(self) -> None:
        self._window.page("easing")
        import ui.pages.picture_mover  # noqa: F401  (numpy comes with it)

    @Slot()
    def _note(self) -> None:
        """Note it, whatever the answers were: it must not depend on what the person still manages to do. It can be
        taken back.
        """
        if self._again:
            return
        recent = self._coach.journal.recent_spasm()
        try:
            self._spasm = recent or self._coach.journal.note_spasm()
            self._made_here = recent is None
        except CoachError as err:
            self._spasm = None
            self._window.notice.tell(str(err))
        now = self._coach.clock.moment().wall
        self._in_doubt = recent is not None and not recent.was_spoken_of(now, SAME_SPASM)

    @Slot()
    def _passed(self) -> None:
        if self._in_doubt and not self._again:
            self._ask_same()
        else:
            self._show()

    def _ask_same(self) -> None:
        from ui.pages.ask import Ask, Choice

        if self._same is None:
            self._same = Ask()
            self._same.setObjectName("spasm_same")
            self._same.chosen.connect(self._is_same)
        self._same.begin(
            _("Is it still the same spasm?"),
            _("One was noted earlier. What has never quite let go is the same one."),
            (
                Choice("same", _("Yes, still the same"), "primary"),
                Choice("new", _("No, it had gone: this is a new one")),
            ),
        )
        self._window.show_flow(self._same)

    @Slot(str)
    def _is_same(self, answer: str) -> None:
        self._in_doubt = False
        if answer == "new":
            try:
                self._spasm = self._coach.journal.note_spasm()
                self._made_here = True
            except CoachError as err:
                self._window.notice.tell(str(err))
        self._show()

    def after_session(self, *, hurt: bool = False) -> None:
        """A position was held or left: how is it now? `hurt`: it made things worse."""
        self._show(after="hurt" if hurt else "done")

    def _show(self, *, after: After = "") -> None:
        # The sound gets ready while the positions are read.
        self._sessions.get_ready()
        self._window.changed()
        self.page().begin(self._view(), after=after, removed=self._gone is not None)
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
            page.undo.connect(self._put_back)
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
        if self._made_here:
            self._take_out()
        else:
            # The one of earlier was one, and stays as it was told.
            self._spasm = None
            self._show()

    @Slot()
    def _take_out(self) -> None:
        if self._spasm is not None:
            try:
                self._coach.journal.remove([self._spasm.id])
                self._spasm, self._gone = None, self._spasm
            except CoachError as err:
                self._window.notice.tell(str(err))
        self._show()

    @Slot()
    def _put_back(self) -> None:
        if self._gone is not None:
            try:
                self._coach.journal.put_back([self._gone.id])
                self._spasm, self._gone = self._gone, None
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
            self._form.removed.connect(self._take_out)
            self._form.closed.connect(self._later)
        return self._form

    @Slot(object, object)
    def _told(self, onset: datetime, told: SpasmDetails) -> None:
        self._leave_form(self._keep(onset, told))

    @Slot()
    def _left_questions(self) -> None:
        # Asked again from the help, "Not now" leads back to it.
        if self._again and self._coach.safety().sessions_allowed:
            self._show()
        else:
            self._home()

    @Slot()
    def _later(self) -> None:
        """What was told so far is kept: somebody in pain should not have to tell it twice."""
        self._leave_form(self.keep_form())

    def _leave_form(self, trouble: str) -> None:
        if trouble:
            self.form().show_problem(trouble)
        else:
            self._home()

    def keep_form(self) -> str:
        """Keep what stands in the open log, where the window closes or the person goes; what is wrong, if anything."""
        form = self._form
        if form is None or not form.isVisible() or not form.dirty:
            return ""
        return self._keep(form.questions.onset(), form.questions.details())

    @Slot()
    def _home(self) -> None:
        self._spasm = self._gone = None
        self._window.changed()
        self._window.go("today")
        self.went_home.emit()
        self.from_welcome = False
