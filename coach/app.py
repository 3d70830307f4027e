"""The coach: the use cases. The window and the commands call these and nothing deeper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from coach.cases import whole_characters
from coach.clock import Clock, Moment, new_id, not_before, training_day
from coach.data_cases import DataCases
from coach.errors import CoachError
from coach.journal_cases import JournalCases
from coach.library.kept import read_kept
from coach.library.kinds import Level
from coach.library.library import Library
from coach.library.practice import PREFIX, PROGRAM, practice
from coach.library.programs import Session
from coach.library.read import read_library
from coach.live import LiveSession
from coach.outcome_cases import OutcomeCases
from coach.pages import today as today_page
from coach.pages.views import CheckInView, TodayView
from coach.paths import DataFolder, bundled
from coach.plan.choose import ALWAYS_ALLOWED, Choice, interrupted
from coach.plan.safety import Safety
from coach.plan_cases import PlanCases
from coach.progress_cases import ProgressCases
from coach.records import (
    CheckIn,
    Clearance,
    History,
    PlayedSession,
    ScreeningAnswers,
    ScreeningContext,
    SessionStart,
)
from coach.report_cases import ReportCases
from coach.session.compose import shorter
from coach.session.cues import Cuemaker, Cues
from coach.session.events import AnyEvent, Stopped
from coach.session.progress import replay
from coach.session.run import SessionRun
from coach.session.speaking import SpeechLength
from coach.session.timeline import OneSide, Timeline, compile_timeline
from coach.settings import Settings, SettingsFile, read_settings, write_settings
from coach.sound.errors import SoundError
from coach.sound.speech import BankVoice, CaptionVoice, Voice
from coach.store.store import Store
from coach.text import _

if TYPE_CHECKING:
    from coach.session.transcript import Passage

FLARE_UP = "flare-up-first-aid"
DESK_BREAK = "desk-break"
#: The plan's rules count in hours: for so long one question after the other is asked for the same moment.
SAME_QUESTION = timedelta(seconds=20)


class Coach:
    """One person's coach: their folder, the library, and the clock. Owned by the main thread."""

    def __init__(self, folder: DataFolder, clock: Clock, library: Library | None = None) -> None:
        self.folder = folder
        self.clock = clock
        self._library = library
        self._store: Store | None = None
        self._history: History | None = None
        self._asked: tuple[History, datetime] | None = None
        self._voice: Voice | None = None
        self._voice_notice = ""
        self.plan = PlanCases(self)
        self.journal = JournalCases(self)
        self.outcomes = OutcomeCases(self)
        self.data = DataCases(self)
        self.progress = ProgressCases(self, self.plan.walked)
        self.report = ReportCases(self)
        read: SettingsFile = read_settings(folder.settings)
        self.settings = read.settings
        self.settings_notice = read.notice
        #: A command that nobody watches may begin a session before the safety questions were answered.
        self.unattended = False
        #: How fast sessions pass; the smoke run and the demo are in a hurry.
        self.speed = 1

    # -- opening and closing ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Make the folder, open the store and read the library. Raises `CoachError`."""
        self.folder.make()
        if self._store is None:
            self._store = Store(self.folder)
        if self._library is None:
            self._library = read_kept(bundled("data"), self.folder.last_library)

    def close(self) -> None:
        """Close the store. May be opened again."""
        if self._store is not None:
            self._store.close()
            self._store = None
            self._history = None

    @property
    def is_open(self) -> bool:
        """True once the store can be used."""
        return self._store is not None and self._library is not None

    @property
    def store(self) -> Store:
        if self._store is None:
            raise CoachError(_("Your data is not open."), _("Start Restack again."))
        return self._store

    @property
    def library(self) -> Library:
        if self._library is None:
            self._library = read_library(bundled("data"))
        return self._library

    @property
    def voice(self) -> Voice:
        """The voice of the library's language; where there is none, captions and `voice_notice`."""
        if self._voice is None:
            from coach.sound.voice_bank import VoiceBank, voice_folder  # a start need not wait for it

            try:
                self._voice = BankVoice(VoiceBank.load(voice_folder(self.library.locale)))
            except SoundError as err:
                self._voice_notice = str(err)
                self._voice = CaptionVoice()
        return self._voice

    @property
    def voice_notice(self) -> str:
        """A sentence for the person where the rendered voice cannot be used, else empty."""
        _voice = self.voice  # reading it tells
        return self._voice_notice

    @property
    def history(self) -> History:
        """Everything that happened; read once and again after each change."""
        if self._history is None:
            self._history = self.store.outline()
        return self._history

    def history_changed(self) -> None:
        """Read the history anew when it is next asked for."""
        self._history = None

    def asked_at(self) -> datetime:
        """The moment that questions about the plan are asked for: that of the last question, while it is a few seconds
        old, of the same training day, and nothing was kept since. What was worked out for it then holds for all.
        """
        now, history = self.clock.moment().wall, self.history
        if self._asked is not None:
            before, then = self._asked
            same = before is history and training_day(then) == training_day(now) and then.tzinfo == now.tzinfo
            if same and timedelta(0) <= now - then < SAME_QUESTION:
                return then
        self._asked = history, now
        return now

    # -- settings --------------------------------------------------------------------------------------------

    def change_settings(self, settings: Settings) -> None:
        """Keep new settings. Raises `CoachError` where they cannot be written; they hold until the end all the same."""
        self.settings = settings
        try:
            self.folder.make()
            write_settings(self.folder.settings, settings)
        except OSError as err:
            raise CoachError(
                _("Your settings could not be saved: {reason}.").format(reason=err.strerror),
                _("They hold until you close Restack."),
            ) from err

    # -- safety ----------------------------------------------------------------------------------------------

    def safety(self) -> Safety:
        """Whether sessions may be offered now."""
        return self.plan.safety()

    def screening_context(self) -> ScreeningContext:
        """Why the questions are due: for the first time, after a spasm, after a long break, or by their rhythm."""
        if not self.history.screenings:
            return "first-run"
        return "after-a-break" if self.safety().why == "away" else "weekly"

    def answer_screening(self, context: ScreeningContext, yes: tuple[str, ...]) -> Safety:
        """Keep the answers to the safety questions; the verdict after them. At a first run all tiers are asked."""
        screening = self.library.screening
        tiers = ("stop", "hold", "advice") if context == "first-run" else ("stop", "hold")
        answers = msgspec.convert(
            {
                "id": new_id(),
                "at": self.clock.moment().wall,
                "version": screening.version,
                "context": context,
                "asked": tuple(q.id for q in screening.questions if q.tier in tiers),
                "yes": yes,
            },
            ScreeningAnswers,
        )
        self.store.save_answers(answers)
        self.history_changed()
        return self.safety()

    def record_clearance(self, note: str = "") -> Safety:
        """Keep that a clinician cleared the person for exercise."""
        self.store.save_clearance(Clearance(id=new_id(), at=self.clock.moment().wall, note=note[:1_000]))
        self.history_changed()
        return self.safety()

    # -- what is due -----------------------------------------------------------------------------------------

    def choice(self) -> Choice:
        """The due session with its reasons."""
        return self.plan.choice()

    def today(self) -> TodayView:
        """The Today page."""
        return today_page.today_view(self.history, self.library, self.asked_at())

    # -- sessions --------------------------------------------------------------------------------------------

    def template(self, session_id: str, *, short: bool = False, level: str | None = None) -> Session:
        """The session as it would be played. `level` is that of a single exercise: beginner, intermediate, advanced.

        Raises `CoachError` for an unknown name.
        """
        if session_id.startswith(PREFIX):
            single = practice(self.library.exercise(session_id.removeprefix(PREFIX)), _level(level))
            # What Today offers of it is made for the person; what they look up themselves is played as it stands.
            session = (self.plan.due(session_id) if level is None else None) or single
        else:
            session = self.plan.composed(session_id)
        if short:
            return shorter(session, self.library) or session
        return session

    def begin(
        self,
        session_id: str,
        *,
        short: bool = False,
        pain_before: int | None = None,
        speed: int | None = None,
        voice: SpeechLength | None = None,
        level: str | None = None,
    ) -> LiveSession:
        """A session that is ready to start, its record begun. Raises `CoachError` where sessions are held.

        `level` is that of a session of a single exercise.
        """
        self._refuse_unless_safe(session_id)
        if pain_before is not None and not 0 <= pain_before <= 10:
            raise CoachError(_("Pain is a number from 0 to 10; {n} is not.").format(n=pain_before))
        full = self.template(session_id, level=level)
        session = (shorter(full, self.library) or full) if short else full
        single = session_id.startswith(PREFIX)
        part = self.library.part_of(session_id)
        start = SessionStart(
            id=new_id(),
            session_id=session_id,
            program_id=PROGRAM if single else self.library.program_of(session_id).id,
            part_id=part.id if part is not None else None,
            shorter=session != full,
            first_side=self.settings.session.first_side,
            lines=len(full.lines),
            template=msgspec.json.encode(session).decode(),
            started=self.clock.moment().wall,
            pain_before=pain_before,
        )
        cues = self._cues(voice)
        timeline = cues.waited_for(compile_timeline(session, self.library, start.first_side))
        run = SessionRun(timeline, self.library, cues, first_side=start.first_side, speed=speed or self.speed)
        self.store.begin_session(start)
        self.history_changed()
        return LiveSession(start, run, self, self.clock)

    def interrupted(self) -> PlayedSession | None:
        """The session that was broken off a short while ago, if there is one."""
        return interrupted(self.history, self.clock.moment().wall)

    def resume(
        self, played: PlayedSession, *, speed: int | None = None, voice: SpeechLength | None = None
    ) -> LiveSession:
        """The interrupted session, ready to go on at the start of what was interrupted. Raises `CoachError`."""
        self._refuse_unless_safe(played.start.session_id)
        start = played.start
        try:
            session = msgspec.json.decode(start.template, type=Session)
            timeline = compile_timeline(session, self.library, start.first_side)
            begin = replay(timeline, played.events, self.library, start.first_side)
        except (msgspec.DecodeError, CoachError, IndexError) as err:
            raise CoachError(
                _("This session cannot go on: the library has changed since."),
                _("What you did is kept. Please start it anew."),
            ) from err
        run = SessionRun(
            timeline,
            self.library,
            self._cues(voice),
            first_side=start.first_side,
            speed=speed or self.speed,
            begin=begin,
        )
        return LiveSession(start, run, self, self.clock, self.store.next_seq(start.id))

    def append_events(self, session: str, seq: int, events: Sequence[tuple[AnyEvent, Moment]]) -> int:
        """Keep what happened in a session that is being played; the next free number. Raises `CoachError`."""
        following = self.store.append_events(session, seq, events)
        self.history_changed()
        return following

    def let_go(self, played: PlayedSession) -> None:
        """Close an interrupted session for good; what was done in it stays."""
        at_ms = max((event.at_ms for event in played.events), default=0)
        stopped = (Stopped(at_ms=at_ms, reason="person"), self.clock.moment())
        self.append_events(played.start.id, self.store.next_seq(played.start.id), [stopped])

    def timeline(self, session_id: str, *, as_played: bool = False) -> tuple[Timeline, Cues]:
        """A template's base timeline and its cues; or both as played now, with setups that wait for the voice."""
        first: OneSide = self.settings.session.first_side
        cues = self._cues(None)
        timeline = compile_timeline(self.library.session(session_id), self.library, first)
        if as_played:
            timeline = cues.waited_for(timeline)
        return timeline, cues(timeline)

    def transcript(self, session_id: str, *, short: bool = False, level: str | None = None) -> tuple[Passage, ...]:
        """What one will hear in a session, as it would be played now; empty passages where nothing is heard."""
        from coach.session.transcript import transcript

        cues = self._cues(None)
        session = self.template(session_id, short=short, level=level)
        base = compile_timeline(session, self.library, self.settings.session.first_side)
        timeline = cues.waited_for(base)
        return transcript(timeline, cues(timeline), self.library)

    # -- looking back ----------------------------------------------------------------------------------------

    def check_in_view(self, session: str) -> CheckInView:
        """What the check-in page shows for a session. Raises `CoachError` for an unknown one."""
        from coach.progress.sessions import check_in_view  # a start need not wait for it

        return check_in_view(self.played(session), self.library)

    def played(self, session: str) -> PlayedSession:
        """A session of the history by its UUID."""
        for one in self.history.sessions:
            if one.start.id == session:
                return one
        raise CoachError(_("This session is not in your history."))

    def save_check_in(self, check_in: CheckIn) -> None:
        """Keep a check-in or a correction of one. Raises `CoachError` for values out of range."""
        before = next((s.check_in for s in self.history.sessions if s.start.id == check_in.session), None)
        # A clock that was set back must not make the correction older than what it corrects.
        at = not_before(check_in.at, before.at if before is not None else None)
        check_in = msgspec.structs.replace(check_in, at=at, note=whole_characters(check_in.note))
        try:
            checked = msgspec.convert(msgspec.to_builtins(check_in), CheckIn)
        except msgspec.ValidationError as err:
            raise CoachError(_("The check-in cannot be kept: {reason}.").format(reason=err)) from err
        self.store.save_check_in(checked)
        self.history_changed()

    # -- inside ----------------------------------------------------------------------------------------------

    def _refuse_unless_safe(self, session_id: str) -> None:
        verdict = self.safety().verdict
        if verdict == "clear" or (verdict == "hold" and session_id == f"{PREFIX}{ALWAYS_ALLOWED}"):
            return
        if verdict == "ask" and self.unattended:
            return
        if verdict == "ask":
            raise CoachError(
                _("The safety questions come before a session."),
                _("Open Restack and answer them; it takes a minute."),
            )
        raise CoachError(
            _("Sessions wait until a clinician has cleared you."),
            _("Open Restack to see where to go, or to record that you were cleared."),
        )

    def _cues(self, voice: SpeechLength | None) -> Cuemaker:
        return Cuemaker(self.library.exercises, voice or self.voice, self.settings.sound.density)


def _level(word: str | None) -> Level:
    return "intermediate" if word == "intermediate" else "advanced" if word == "advanced" else "beginner"
