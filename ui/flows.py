"""What leads from page to page: safety questions, pain before, the session, the check-in, and back to Today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Slot

from coach.app import DESK_BREAK, Coach
from coach.errors import CoachError
from coach.library.practice import PREFIX, PROGRAM
from coach.plan.choose import ALWAYS_ALLOWED
from coach.records import CheckIn
from coach.text import _
from ui.safety_flow import SafetyFlow
from ui.spasm_flow import SpasmFlow
from ui.window import MainWindow

if TYPE_CHECKING:
    from coach.sound.player import SoundPlayer
    from ui.pages.checkin import CheckInPage
    from ui.pages.ready import ReadyPage
    from ui.pages.session import SessionPage
    from ui.pages.transcript import TranscriptPage


class Flows(QObject):
    """Owned by the window. Every slot reads, asks the coach, and shows. Pages are imported and made on first use."""

    def __init__(self, window: MainWindow, coach: Coach, player: SoundPlayer) -> None:
        super().__init__(window)
        self._window, self._coach, self._player = window, coach, player
        self._wanted: tuple[str, bool, str | None] | None = None
        self._easing = False
        self._heard_from = ""
        self.safety = SafetyFlow(window, coach)
        self.safety.passed.connect(self._passed)
        self.safety.home.connect(self._home)
        self._ready: ReadyPage | None = None
        self._session: SessionPage | None = None
        self._transcript: TranscriptPage | None = None
        self._check_in: CheckInPage | None = None
        self._checked_in = ""
        self.spasm_help = SpasmFlow(window, coach, self)
        today = window.today
        today.start.connect(self.start_due)
        today.resume.connect(self.resume)
        today.let_go.connect(self.let_go)
        today.advice.connect(self.safety.advice)
        today.cleared.connect(self.safety.ask_cleared)
        today.spasm.connect(self.spasm)
        today.desk_break.connect(self.desk_break)
        today.check_in.connect(self.check_in)

    # -- wishes ----------------------------------------------------------------------------------------------

    @Slot(bool)
    def start_due(self, short: bool) -> None:
        """The session that is due, or its shorter version."""
        self._want(self._coach.today().session_id, short)

    @Slot()
    def desk_break(self) -> None:
        """Three minutes away from the desk."""
        self._want(DESK_BREAK, False)

    @Slot(str)
    def play(self, session_id: str) -> None:
        """Any session of the library, or a single exercise."""
        self._want(session_id, False)

    @Slot(str, str)
    def practise(self, exercise: str, level: str) -> None:
        """One exercise of the library at a level."""
        self._want(f"{PREFIX}{exercise}", False, level)

    @Slot()
    def spasm(self) -> None:
        """Help in a spasm."""
        self.spasm_help.begin()

    def begin_now(self, session_id: str, level: str | None = None) -> None:
        """What may ease a spasm, begun without asking anything; it leads back to the help."""
        self._wanted = (session_id, False, level)
        self._easing = True
        self._player.get_ready()
        self._begin(None)

    def _want(self, session_id: str, short: bool, level: str | None = None) -> None:
        self._wanted = (session_id, short, level)
        self._easing = False
        if session_id == f"{PREFIX}{ALWAYS_ALLOWED}" and self._coach.safety().verdict == "hold":
            self._show_ready()
        else:
            self.safety.ask_if_due()

    @Slot()
    def _passed(self) -> None:
        if self._easing:
            self.spasm_help.after_session(hurt=True)
        elif self._wanted is None:
            self._home()
        else:
            self._show_ready()

    # -- the session -----------------------------------------------------------------------------------------

    def _show_ready(self) -> None:
        if self._wanted is None:
            return
        self.get_ready()
        session_id, short, level = self._wanted
        template = self._coach.template(session_id, short=short, level=level)
        page = self.ready_page()
        page.begin(template.name, template.total_ms)
        self._window.show_flow(page)

    def get_ready(self) -> None:
        """While the person reads or says how the back is, the sound gets ready; an open window need not pay for it."""
        self._coach.store.get_ready()
        self._player.get_ready()

    def ready_page(self) -> ReadyPage:
        """The page that asks for the pain before, made on first use."""
        if self._ready is None:
            from ui.pages.ready import ReadyPage

            self._ready = ReadyPage()
            self._ready.go.connect(self._begin)
            self._ready.cancelled.connect(self._home)
            self._ready.transcript.connect(self.transcript)
        return self._ready

    @Slot(str)
    def hear(self, session_id: str) -> None:
        """What one will hear in a session of the Library; closing it leads back there."""
        page = self.transcript_page()
        self._heard_from = "library"
        page.begin(self._coach.template(session_id).name, self._coach.transcript(session_id))
        self._window.show_flow(page)

    @Slot()
    def _heard(self) -> None:
        if self._heard_from:
            self._window.go(self._heard_from)
        else:
            self._show_ready()

    @Slot()
    def transcript(self) -> None:
        """What one will hear in the session that is about to begin."""
        if self._wanted is None:
            return
        session_id, short, level = self._wanted
        page = self.transcript_page()
        self._heard_from = ""
        name = self._coach.template(session_id, level=level).name
        page.begin(name, self._coach.transcript(session_id, short=short, level=level))
        self._window.show_flow(page)

    def transcript_page(self) -> TranscriptPage:
        """The page with all that is said, made on first use."""
        if self._transcript is None:
            from ui.pages.transcript import TranscriptPage

            self._transcript = TranscriptPage()
            self._transcript.closed.connect(self._heard)
        return self._transcript

    @Slot(object)
    def _begin(self, pain_before: int | None) -> None:
        if self._wanted is None:
            return
        session_id, short, level = self._wanted
        try:
            live = self._coach.begin(session_id, short=short, pain_before=pain_before, level=level)
        except CoachError as err:
            self._window.notice.tell(str(err))
            self._home()
            return
        # Ready by now as a rule; where the person thought about the pain for long, the output was given back.
        self._player.get_ready()
        page = self.session_page()
        self._window.show_flow(page)
        name = live.run.timeline.name
        page.play(live, name, self._part_of(session_id), checks_in=not self._easing and session_id != DESK_BREAK)

    @Slot()
    def resume(self) -> None:
        """Go on with the interrupted session."""
        broken_off = self._coach.interrupted()
        if broken_off is None:
            self._window.changed()
            return
        try:
            self._player.get_ready()
            live = self._coach.resume(broken_off)
        except CoachError as err:
            self._window.notice.tell(str(err))
            self._window.changed()
            return
        page = self.session_page()
        self._window.show_flow(page)
        page.play(live, live.run.timeline.name, self._part_of(broken_off.start.session_id), resumed=True)

    @Slot()
    def let_go(self) -> None:
        """Close the interrupted session; what was done in it stays."""
        broken_off = self._coach.interrupted()
        if broken_off is not None:
            self._coach.let_go(broken_off)
        self._window.changed()

    def session_page(self) -> SessionPage:
        """The session page, made on first use."""
        if self._session is None:
            from coach.session.announcer import Announcer
            from ui.pages.session import SessionPage
            from ui.system_speech import SystemSpeech

            self._own_voice = SystemSpeech(self._coach.library.locale, self)
            self._announcer = Announcer(self._player, self._coach.voice, self._coach.clock, self._own_voice)
            self._session = SessionPage(self._window.ticker, self._player, self._announcer)
            self._session.ended.connect(self._ended)
            self._session.left.connect(self._left)
            self._session.questions.connect(self._after_stop_rule)
            self._session.volume_changed.connect(self._volume)
            self._session.full_screen.connect(self._window.toggle_full_screen)
            self._session.spasm.connect(self.spasm)
            self._session.trouble.connect(self._not_saved)
            self.settings_changed()
        return self._session

    @property
    def playing(self) -> bool:
        """True while a session is on the page."""
        return self._session is not None and self._session.live is not None

    def leave_session(self) -> None:
        """Let go of a session that plays, so that it can be taken up again: the window closes."""
        if self._session is not None:
            self._session.close_session()

    def settings_changed(self) -> None:
        """Take over what a session follows of the settings."""
        if self._session is not None:
            sound = self._coach.settings.sound
            self._own_voice.follow(sound)
            self._announcer.speaks = sound.density in ("full", "brief")
            self._session.show_volume(sound.volume, sound.muted)
            self._session.set_bright(self._coach.settings.look.bright_player)

    @Slot(str)
    def _ended(self, session: str) -> None:
        self._window.changed()
        played = self._coach.played(session)
        if self._easing:
            self.spasm_help.after_session(hurt=bool(played.hurts))
            return
        passing = played.start.session_id == DESK_BREAK or played.start.program_id == PROGRAM
        if passing or not played.lines_done:
            self._home()
        else:
            self.check_in(session)

    @Slot()
    def _left(self) -> None:
        self._window.changed()
        if self._easing:
            self.spasm_help.after_session()
        else:
            self._home()

    @Slot(str)
    def _after_stop_rule(self, _session: str) -> None:
        self._wanted = None
        self.safety.ask("after-a-hurt", _("The session is over for today. Please go through these signs once."))

    @Slot(str)
    def _not_saved(self, trouble: str) -> None:
        self._window.notice.tell(f"{trouble} {_('Restack keeps it in memory and tries again.')}")

    @Slot(object, object)
    def _volume(self, per_cent: int, muted: bool) -> None:
        sound = msgspec.structs.replace(self._coach.settings.sound, volume=per_cent, muted=muted)
        try:
            self._coach.change_settings(msgspec.structs.replace(self._coach.settings, sound=sound))
        except CoachError as err:
            self._window.notice.tell(str(err))
        self._player.follow(sound)
        self._own_voice.follow(sound)

    # -- the check-in ----------------------------------------------------------------------------------------

    @Slot(str)
    def check_in(self, session: str) -> None:
        """Ask how the session was, or change what was said."""
        page = self.check_in_page()
        try:
            view = self._coach.check_in_view(session)
        except CoachError as err:
            self._window.notice.tell(str(err))
            self._home()
            return
        page.begin(view, in_calm=view.rise_decides)
        self._checked_in = session
        self._window.show_flow(page)

    def check_in_page(self) -> CheckInPage:
        """The check-in, made on first use."""
        if self._check_in is None:
            from ui.pages.checkin import CheckInPage

            self._check_in = CheckInPage()
            self._check_in.saved.connect(self._save_check_in)
            self._check_in.skipped.connect(self._home)
        return self._check_in

    @Slot(object)
    def _save_check_in(self, answers: dict[str, Any]) -> None:
        check_in = CheckIn(session=self._checked_in, at=self._coach.clock.moment().wall, **answers)
        try:
            self._coach.save_check_in(check_in)
        except CoachError as err:
            self._window.notice.tell(str(err))
            self._home()
            return
        self._window.changed()
        self._window.go("progress")

    # -- inside ----------------------------------------------------------------------------------------------

    @Slot()
    def _home(self) -> None:
        self._window.changed()
        self._window.go("today")

    def _part_of(self, session_id: str) -> str:
        part = self._coach.library.part_of(session_id)
        if part is None:
            return ""
        return _("Stage {stage}, {part}").format(stage=self._coach.library.stage_of(part).id, part=part.name)
