"""The running program: window, coach, sound, ticker; what is not needed for the first picture comes after it."""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from coach.clock import Clock, SystemClock, training_day
from coach.errors import CoachError
from coach.paths import DataFolder, bundled
from coach.remembered import read_today
from coach.settings import read_settings
from ui import crash
from ui.figure.stills import stills
from ui.ticker import Ticker
from ui.window import MainWindow, apply_look

if TYPE_CHECKING:
    from coach.app import Coach
    from coach.sound.player import SoundPlayer
    from ui.flows import Flows
    from ui.welcome_desk import WelcomeDesk

log = logging.getLogger(__name__)

WARM_UP_AFTER_MS = 600
#: With so many sessions the first look at Progress is worked out ahead: below, it is not felt.
LONG_HISTORY_SESSIONS = 500
WARM_UP_NEXT_MS = 3_000
SOUND_RESTS_AFTER_MS = 20_000


class Desk(QObject):
    """Owns everything that lives as long as the window."""

    def __init__(self, folder: DataFolder, app: QApplication, clock: Clock | None = None) -> None:
        super().__init__()
        self._app = app
        self.folder = folder
        self._clock = clock or SystemClock()
        self.coach: Coach | None = None
        self.player: SoundPlayer | None = None
        self.flows: Flows | None = None
        self.welcome_desk: WelcomeDesk | None = None
        self._sound_idle_since_ms: int | None = None
        apply_look(read_settings(folder.settings).settings)
        stills.keep_in(folder.pictures)
        self.ticker = Ticker(self)
        self.window = MainWindow(read_today(folder), self.ticker)
        self.window.resize(1180, 760)
        self.window.closing.connect(self._closing)
        crash.install(self.window.notice.tell)

    def run(self) -> int:
        """Show the window and stay until it is closed."""
        # Queued behind the first paint: a timer of 0 ms would fire before X11 exposes the window.
        self.window.painted.connect(self.open, Qt.ConnectionType.QueuedConnection)
        self.window.show()
        code = self._app.exec()
        self.close()
        return code

    @Slot()
    def open(self) -> None:
        """After the first picture: library, store, sound, and the pages behind the rail."""
        from coach.app import Coach

        coach = Coach(self.folder, self._clock)
        try:
            coach.open()
        except CoachError as err:
            log.warning("not opened: %s", err)
            self._cannot_open(coach, err)
            return
        self._take(coach)

    def _take(self, coach: Coach) -> None:
        from coach.sound.player import SoundPlayer
        from ui.flows import Flows

        self.coach = coach
        if self.player is None:
            self.player = SoundPlayer(bundled("assets") / "sounds")
        self.player.follow(coach.settings.sound)
        self.flows = Flows(self.window, coach, self.player)
        from ui.backstage import Backstage

        self.backstage = Backstage(self.window, coach, self.player, self.flows)
        from ui.progress_desk import ProgressDesk

        self.progress_desk = ProgressDesk(self.window, coach, self.flows)
        from ui.library_desk import LibraryDesk

        self.library_desk = LibraryDesk(self.window, coach, self.flows)
        from ui.plan_desk import PlanDesk

        self.plan_desk = PlanDesk(self.window, coach, self.player)
        self.plan_desk.session.connect(self.library_desk.open_session)
        from ui.today_desk import TodayDesk

        self.today_desk = TodayDesk(self.window, coach, self.flows, self.library_desk.follow, self.plan_desk.test_day)
        self.plan_desk.morning.connect(self.today_desk.ask_morning)
        from ui.journal_desk import JournalDesk

        self.journal_desk = JournalDesk(self.window, coach, self.flows, self.library_desk.follow)
        from ui.outcome_desk import OutcomeDesk

        self.outcome_desk = OutcomeDesk(self.window, coach)
        self.progress_desk.rate_scores.connect(self.outcome_desk.open)
        from ui.report_desk import ReportDesk

        self.report_desk = ReportDesk(self.window, coach)
        self.progress_desk.report_asked.connect(self.report_desk.open)
        self.window.take(coach, self.flows)
        from ui.welcome_desk import WelcomeDesk, is_first_start

        if is_first_start(coach):
            self.welcome_desk = WelcomeDesk(self.window, coach, self.player, self.flows)
            self.welcome_desk.begin()
            self.flows.spasm_help.went_home.connect(self._welcome_again)
        if coach.settings_notice:
            self.window.notice.tell(coach.settings_notice)
        self.ticker.tick.connect(self._slow_tick)
        # What a start has made stays for good: it need not be looked through again and again.
        gc.freeze()
        gc.enable()
        QTimer.singleShot(WARM_UP_AFTER_MS, self, self._warm_up)

    @Slot()
    def _warm_up(self) -> None:
        # Once the person looks at Today, what the first write needs is imported: 100 ms that no button waits for.
        if self.coach is not None and self.coach.is_open:
            self.coach.store.get_ready()
            self.coach.store.back_up_soon(training_day(self._clock.moment().wall))
            if len(self.coach.history.sessions) >= LONG_HISTORY_SESSIONS:
                QTimer.singleShot(WARM_UP_NEXT_MS, self, self.progress_desk.get_ready)

    def _cannot_open(self, coach: Coach, error: CoachError) -> None:
        from ui.pages.rescue import RescuePage

        self.rescue = RescuePage()
        self.rescue.begin(str(error), coach.data.backups())
        self.rescue.retry.connect(self._retry)
        self.rescue.restore.connect(self._restore)
        self._rescued = coach
        self.window.show_flow(self.rescue)

    @Slot()
    def _retry(self) -> None:
        try:
            self._rescued.open()
        except CoachError as err:
            self.rescue.begin(str(err), self._rescued.data.backups())
            return
        self._take(self._rescued)
        self.window.go("today")

    @Slot(str)
    def _restore(self, path: str) -> None:
        from pathlib import Path

        try:
            self._rescued.data.restore(Path(path))
        except CoachError as err:
            self.rescue.begin(str(err), self._rescued.data.backups())
            return
        self._take(self._rescued)
        self.window.go("today")

    @Slot()
    def _slow_tick(self) -> None:
        """Every two seconds, and during a session oftener: another start's wish, the turn of the day, the sound."""
        if self.folder.raise_request.exists():
            self.folder.raise_request.unlink(missing_ok=True)
            self.window.come_forward()
        now = self._clock.moment()
        if self.flows is not None and (self.flows.playing or self.plan_desk.testing):
            self._sound_idle_since_ms = now.mono_ms
            return
        self.window.day_turned(training_day(now.wall))
        self.window.follow_daylight(now.wall)
        self._rest_sound(now.mono_ms)

    def _rest_sound(self, now_ms: int) -> None:
        """Give the sound output back a while after it was last needed: an open stream costs power all day."""
        if self.player is None:
            return
        if self.player.is_opening:
            self.player.poll()
        elif self.player.device_name == "silent":
            self._sound_idle_since_ms = None
        elif self._sound_idle_since_ms is None:
            self._sound_idle_since_ms = now_ms
        elif now_ms - self._sound_idle_since_ms >= SOUND_RESTS_AFTER_MS:
            self.player.close()
            self._sound_idle_since_ms = None

    @Slot()
    def _welcome_again(self) -> None:
        """Who needed help in a spasm before anything else is welcomed afterwards."""
        from ui.welcome_desk import is_first_start

        if self.flows is None or self.welcome_desk is None or self.coach is None:
            return
        if self.flows.spasm_help.from_welcome and is_first_start(self.coach):
            self.welcome_desk.begin()

    @Slot()
    def _closing(self) -> None:
        if self.flows is not None:
            self.flows.leave_session()
            self.flows.spasm_help.keep_form()

    def close(self) -> None:
        """Stop the timer, the sound and the store."""
        self.ticker.stop()
        if self.player is not None:
            self.player.close()
        if self.coach is not None:
            self.coach.close()
