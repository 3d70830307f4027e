"""Every page as a picture, drawn from a folder's data without writing to it beyond what showing needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from coach.app import Coach
from coach.clock import Moment, SystemClock
from coach.library.programs import Session
from coach.live import LiveSession
from coach.pages.views import CheckInView
from coach.paths import DataFolder, bundled
from coach.records import SessionStart
from coach.session.cues import Cuemaker
from coach.session.run import SessionRun
from coach.session.timeline import compile_timeline
from coach.sound.player import SoundPlayer
from coach.text import _
from ui.app import make_application
from ui.backstage import Backstage
from ui.figure.stills import stills
from ui.figure.view import FigureView
from ui.flows import Flows
from ui.library_desk import LibraryDesk
from ui.outcome_desk import OutcomeDesk
from ui.pages.rescue import RescuePage
from ui.pictures_journal import journal_pages
from ui.pictures_plan import plan_pages
from ui.progress_desk import ProgressDesk
from ui.report_desk import ReportDesk
from ui.theme import T
from ui.ticker import Ticker
from ui.window import MainWindow


class _Unkept:
    """A store for sessions that are only shown."""

    def append_events(self, session: str, seq: int, events: object) -> int:
        del session, events
        return seq


class _Studio:
    """The real window and pages on a folder, with the clock of a session in our hand."""

    def __init__(self, folder: DataFolder, size: tuple[int, int]) -> None:
        folder.make()
        self.app = make_application()
        self.coach = Coach(folder, SystemClock())
        self.coach.open()
        self.ticker = Ticker()
        self.ticker.stop()
        self.window = MainWindow(None, self.ticker)
        self.window.resize(*size)
        self.player = SoundPlayer(bundled("assets") / "sounds")
        self.flows = Flows(self.window, self.coach, self.player)
        self.backstage = Backstage(self.window, self.coach, self.player, self.flows)
        self.window.take(self.coach, self.flows)
        self.window.show()

    def settle(self) -> None:
        for _round in range(4):
            self.app.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self.app.processEvents()
        self.window.grab()  # asks for the small pictures of what is seen
        stills.draw_all()
        for view in self.window.findChildren(FigureView):
            view.end_fade()

    def close(self) -> None:
        self.window.close()
        self.coach.close()
        self.player.close()


def draw_screens(
    folder: DataFolder, out: Path, theme: str, size: tuple[int, int], text_scale: float, *, marked: bool
) -> Iterator[Path]:
    """Draw and save every page; the path of each picture as it is written. `marked`: stamped as made up."""
    make_application()
    T.apply(theme, text_scale=text_scale, reduced_motion=True)
    studio = _Studio(folder, size)
    try:
        for name, show in _pages(studio):
            show()
            studio.settle()
            file = out / f"{name}_{theme}_{size[0]}x{size[1]}_{round(text_scale * 100)}.png"
            yield save_picture(studio.window, file, marked=marked)
    finally:
        studio.close()


def save_picture(widget: QWidget, file: Path, *, marked: bool = False) -> Path:
    """Save what a widget shows. Raises OSError where the file cannot be written."""
    pixmap = widget.grab()
    if marked:
        p = QPainter(pixmap)
        p.setFont(T.font("caption", weight=600))
        words = _("Sample data, made up")
        box = QRect(QPoint(0, 0), p.fontMetrics().size(0, words)).adjusted(0, 0, 16, 6)
        box.moveBottomRight(QPoint(widget.width() - 6, widget.height() - 4))
        p.fillRect(box, T.c.warn_soft)
        p.setPen(T.c.warn_ink)
        p.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        p.end()
    if not pixmap.save(str(file)):
        raise OSError(f"{file} could not be written")
    return file


def _pages(studio: _Studio) -> list[tuple[str, Callable[[], None]]]:
    window, flows, coach = studio.window, studio.flows, studio.coach
    screening = coach.library.screening
    questions = flows.safety.page()

    def open_page(key: str) -> None:
        window.page(key)  # raises where nobody makes the page: `go` would leave the one before
        window.go(key)

    def today() -> None:
        window.go("today")

    def first_questions() -> None:
        questions.begin(screening, "GB")
        window.show_flow(questions)

    def second_questions() -> None:
        questions.show_second()
        window.show_flow(questions)

    def advice_stop() -> None:
        questions.show_advice(screening, "GB", "stop", (screening.of_tier("stop")[0].id,))
        window.show_flow(questions)

    def advice_hold() -> None:
        questions.show_advice(screening, "GB", "hold", (screening.of_tier("hold")[0].id,))
        window.show_flow(questions)

    def ready() -> None:
        page = flows.ready_page()
        template = coach.template(coach.choice().session_id)
        page.begin(template.name, template.total_ms)
        window.show_flow(page)

    def transcript() -> None:
        page = flows.transcript_page()
        chosen = coach.choice().session_id
        page.begin(coach.template(chosen).name, coach.transcript(chosen))
        window.show_flow(page)

    def rescue() -> None:
        page = RescuePage()
        page.begin(_("The database restack.db cannot be opened: file is not a database."), coach.data.backups())
        window.show_flow(page)

    def check_in() -> None:
        sessions = coach.history.sessions
        page = flows.check_in_page()
        if sessions:
            page.begin(coach.check_in_view(sessions[-1].start.id))
        else:
            page.begin(_blank_check_in(coach))
        window.show_flow(page)

    def progress() -> None:
        open_page("progress")

    def outcomes() -> None:
        open_page("outcomes")

    def report() -> None:
        open_page("report")

    def settings() -> None:
        open_page("settings")

    pages: list[tuple[str, Callable[[], None]]] = [
        ("today", today), ("progress", progress), ("outcomes", outcomes), ("report", report), ("settings", settings),
        ("screening_1", first_questions), ("screening_2", second_questions), ("advice_stop", advice_stop),
        ("advice_hold", advice_hold),
        ("ready", ready), ("transcript", transcript), ("check_in", check_in), ("rescue", rescue),
    ]  # fmt: skip
    ProgressDesk(window, coach, flows)
    OutcomeDesk(window, coach)
    ReportDesk(window, coach)
    library = LibraryDesk(window, coach, flows)
    more = plan_pages(window, coach, studio.player, flows, library)
    return pages + more + journal_pages(window, coach, flows, library) + _session_pages(studio)


def _blank_check_in(coach: Coach) -> CheckInView:
    view = coach.today()
    return CheckInView(
        session="picture",
        title=view.title,
        played_ms=view.total_ms,
        finished=True,
        pain_before=4,
        pain_worst=None,
        pain_now=None,
        leg_symptoms=False,
        effort=None,
        flags={},
        note="",
        exercises=view.lines,
    )


def _session_pages(studio: _Studio) -> list[tuple[str, Callable[[], None]]]:
    """The session page at telling moments of a session that is not recorded."""
    page = studio.flows.session_page()
    library = studio.coach.library
    template = library.session("calm-early")
    maker = Cuemaker(library.exercises, studio.coach.voice)
    timeline = maker.waited_for(compile_timeline(template, library))
    cues = maker(timeline)

    def at(position_ms: int) -> LiveSession:
        page.close_session()
        clock = _Still()
        run = SessionRun(timeline, library, lambda _timeline: cues, speed=500)
        live = LiveSession(_start(template), run, _Unkept(), clock)
        studio.window.show_flow(page)
        page.play(live, template.name, _("Stage 1, Calm"))
        while run.position_ms < position_ms:
            clock.ms += 1
            page.advance()
        return live

    def moment(exercise: str, kind: str, rep: int, into_ms: int) -> int:
        own = (s for s in timeline.segments if (s.exercise, s.kind, s.rep) == (exercise, kind, rep))
        return next(own).start_ms + into_ms

    knee_held = moment("single-knee-to-chest", "hold", 1, 6_000)

    def setup() -> None:
        at(4_000)

    def breathe() -> None:
        at(60_500)

    def rep() -> None:
        at(moment("pelvic-tilt", "hold", 4, 500))

    def hold() -> None:
        at(knee_held)

    def paused() -> None:
        at(knee_held)
        page.toggle()

    def hurt() -> None:
        at(knee_held)
        page.hurt()

    def hurt_mild() -> None:
        hurt()
        page.hurt_panel.scale.set_answer(4)
        page.hurt_panel.show_answer()

    def hurt_strong() -> None:
        hurt()
        page.hurt_panel.scale.set_answer(7)
        page.hurt_panel.show_answer()

    def leave() -> None:
        at(knee_held)
        page.ask_to_leave()

    def away() -> None:
        page.close_session()
        studio.window.go("today")

    return [
        ("session_setup", setup), ("session_breathe", breathe), ("session_rep", rep), ("session_hold", hold),
        ("session_paused", paused), ("session_hurt", hurt), ("session_hurt_mild", hurt_mild),
        ("session_hurt_strong", hurt_strong), ("session_leave", leave), ("today_again", away),
    ]  # fmt: skip


def _start(template: Session) -> SessionStart:
    return SessionStart(
        id="picture",
        session_id=template.id,
        program_id="calm",
        part_id="1A",
        shorter=False,
        first_side="right",
        lines=len(template.lines),
        template="{}",
        started=SystemClock().moment().wall,
        pain_before=4,
    )


class _Still:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.ms = 0
        self._begun = SystemClock().moment().wall

    def moment(self) -> Moment:
        return Moment(self.ms, self._begun + timedelta(milliseconds=self.ms))

    def sleep_ms(self, ms: int) -> None:
        self.ms += ms
