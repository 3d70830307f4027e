"""The session: figure area, name, side, countdown, caption, what is next; everything by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from coach.live import LiveSession
from coach.session.events import AnyEvent, CueFired, Finished, LeadIn, Paused, Repeated, SegmentBegan, Stopped
from coach.session.words import count_word
from coach.sound.player import SoundPlayer
from coach.text import _
from ui.pages.ask import Ask, Choice
from ui.pages.hurt import HurtPanel
from ui.pages.parts import clock_text, sign_of
from ui.pages.session_bar import SessionBar
from ui.pages.session_view import NextUp, groups_of, next_line, phase_of, rep_words, ring_span, side_words
from ui.theme import T
from ui.ticker import Ticker
from ui.widgets import IconButton, Pill, Text, hbox, vbox
from ui.widgets.ring import Ring
from ui.widgets.segments import ProgressSegments
from ui.widgets.stage import Stage

HAND_OVER_MS = 1_000
CAPTION_STAYS_MS = 2_500


class SessionPage(QWidget):
    """Plays a `LiveSession`. `ended` carries its id, `left` says that it waits to be taken up again."""

    ended = Signal(str)
    left = Signal()
    questions = Signal(str)  # the safety questions are due: the session ended by the stop rules
    volume_changed = Signal(object, object)  # per cent, muted
    full_screen = Signal()
    trouble = Signal(str)

    def __init__(self, ticker: Ticker, player: SoundPlayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("session")
        self._theme = "focus"
        self._ticker, self._player = ticker, player
        self._live: LiveSession | None = None
        self._caption_until_ms = 0
        self._told_trouble = ""
        self._listening = False
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        T.changed.connect(self._restyle)
        self._restyle()

    # -- building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.close_button = IconButton("close", _("Leave the session (Esc)"))
        self.close_button.setObjectName("session_leave")
        self.close_button.clicked.connect(self.ask_to_leave)
        self.title = Text("", "strong")
        self.part = Text("", "small", "text3", weight=400)
        self.left_text = Text("", "strong", "text2", tnum=True)
        top = hbox(None, self.close_button, 4, self.title, self.part, None, self.left_text, gap=10)
        self.segments = ProgressSegments()
        self.stage = Stage()
        self.side = Pill("", tone="accent", icon="swap", px=17)
        self.sets = Text("", "heading", "text2", px=17, weight=500)
        self.ring = Ring()
        self.next = NextUp()
        self.right = QWidget()
        column = vbox(self.right, hbox(None, self.side, self.sets, None, gap=12), (self.ring, 1), 6, self.next, gap=6)
        column.setContentsMargins(0, 6, 0, 0)
        self.mid = QHBoxLayout()
        self.mid.setSpacing(36)
        self.mid.addWidget(self.stage, 60)
        self.mid.addWidget(self.right, 40)
        self.bar = SessionBar()
        self.bar.pause.clicked.connect(self.toggle)
        self.bar.back.clicked.connect(self.back)
        self.bar.skip.clicked.connect(self.skip)
        self.bar.more.clicked.connect(self.more_time)
        self.bar.again.clicked.connect(self.repeat)
        self.bar.hurts.clicked.connect(self.hurt)
        self.bar.mute.clicked.connect(self.toggle_mute)
        self.bar.volume.valueChanged.connect(self._volume_moved)
        for control in self.bar.controls:
            control.installEventFilter(self)
        body = QWidget()
        self.outer = vbox(body, top, self.segments, 14, gap=8, margins=(32, 18, 32, 14))
        self.outer.addLayout(self.mid, 1)
        self.outer.addSpacing(8)
        self.outer.addWidget(self.bar)
        self.ask = Ask()
        self.ask.chosen.connect(self._answered)
        self.hurt_panel = HurtPanel()
        self.hurt_panel.rated.connect(self._hurt_rated)
        self.hurt_panel.chosen.connect(self._hurt_answered)
        self.layers = QStackedLayout(self)
        self.layers.addWidget(body)
        self.layers.addWidget(self.ask)
        self.layers.addWidget(self.hurt_panel)

    # -- the course ------------------------------------------------------------------------------------------

    def play(self, live: LiveSession, title: str, part: str, *, resumed: bool = False) -> None:
        """Begin, or go on after an interruption."""
        self._live = live
        self._told_trouble = ""
        self.title.setText(title)
        self.part.setText(part)
        self.layers.setCurrentIndex(0)
        self._lay_groups()
        self.stage.set_caption("")
        self._listen(True)
        self._show(live.start(lead_in=resumed))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def live(self) -> LiveSession | None:
        """The session on the page, None when there is none."""
        return self._live

    @Slot()
    def advance(self) -> None:
        """Follow the clock; called by the ticker."""
        live = self._live
        if live is None:
            return
        self._show(live.advance())
        self._hand_over()
        notice = self._player.poll()
        if notice:
            self.stage.set_caption(notice)
            self._caption_until_ms = live.run.position_ms + 6_000
        if live.unsaved:
            live.save_waiting()
        if live.trouble != self._told_trouble:
            self._told_trouble = live.trouble
            if live.trouble:
                self.trouble.emit(live.trouble)

    @Slot()
    def toggle(self) -> None:
        """Pause or go on."""
        live = self._live
        if live is None:
            return
        if live.run.state == "paused":
            self._show(live.resume())
        else:
            self._player.drop_pending()
            self._show(live.pause())

    @Slot()
    def back(self) -> None:
        if self._live is not None:
            self._player.drop_pending()
            self._show(self._live.back())

    @Slot()
    def skip(self) -> None:
        if self._live is not None:
            self._player.drop_pending()
            self._show(self._live.skip())

    @Slot()
    def more_time(self) -> None:
        if self._live is not None:
            self._player.drop_pending()
            self._show(self._live.more_time())
            self._lay_groups()
            self._caption(_("15 seconds more."))

    @Slot()
    def repeat(self) -> None:
        if self._live is not None:
            self._show(self._live.repeat())

    @Slot()
    def hurt(self) -> None:
        """It hurts: everything stops at once, then the questions come."""
        live = self._live
        if live is None or live.run.over or self.layers.currentIndex() != 0:
            return
        self._player.drop_pending()
        self._show(live.hurt())
        easier = live.run.easier()
        self.hurt_panel.begin(live.run.exercise.name, easier.name if easier is not None else "")
        self.layers.setCurrentWidget(self.hurt_panel)
        self.hurt_panel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, object)
    def _hurt_rated(self, pain: int, leg: bool) -> None:
        if self._live is not None:
            self._show(self._live.rate_hurt(pain, leg_symptoms=leg))

    @Slot(str)
    def _hurt_answered(self, what: str) -> None:
        live = self._live
        if live is None:
            return
        self.layers.setCurrentIndex(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if what == "ease":
            self._show(live.ease())
            self._lay_groups()
        elif what == "skip":
            self._show(live.skip())
            self._show(live.resume())
        elif what == "go-on":
            self._show(live.resume(lead_in=True))
        elif what == "questions":
            self._stop("stop-rule")
        else:
            self._stop("hurt")

    @Slot()
    def ask_to_leave(self) -> None:
        """Esc: pause, and ask what leaving means."""
        live = self._live
        if live is None or live.run.over:
            return
        if self.layers.currentIndex() != 0:
            return
        self._player.drop_pending()
        self._show(live.pause())
        self.ask.begin(
            _("Leave the session?"),
            _("What you did so far is kept."),
            (
                Choice("stay", _("Go on"), "primary"),
                Choice("end", _("End here and check in"), "secondary"),
                Choice("later", _("Leave, and go on later"), "ghost"),
            ),
        )
        self.layers.setCurrentWidget(self.ask)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _answered(self, what: str) -> None:
        live = self._live
        self.layers.setCurrentIndex(0)
        if live is None:
            return
        if what == "end":
            self._stop("person")
        elif what == "later":
            self.close_session()
            self.left.emit()
        else:
            self._show(live.resume())
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self, reason: str) -> None:
        live = self._live
        if live is None:
            return
        match reason:
            case "stop-rule":
                events = live.stop("stop-rule")
            case "hurt":
                events = live.stop("hurt")
            case _:
                events = live.stop("person")
        self._show(events)

    def close_session(self) -> None:
        """Let go of the session: it is kept as far as it came, and can be taken up again."""
        if self._live is not None:
            self._live.pause()
            self._live.save_waiting()
        self._live = None
        self._player.drop_pending()
        self._listen(False)

    # -- showing ---------------------------------------------------------------------------------------------

    def _show(self, events: list[AnyEvent]) -> None:
        live = self._live
        if live is None:
            return
        for event in events:
            match event:
                case SegmentBegan():
                    self._show_segment()
                case CueFired():
                    self._cue(event)
                case Repeated():
                    self._caption(event.text)
                case LeadIn():
                    self._caption(_("Starting again in {n}.").format(n=count_word(-(-event.left_ms // 1000)).lower()))
                case Paused() if event.reason == "sleep":
                    self._player.drop_pending()
                    self._caption(_("The computer was asleep. Press Space to go on where you were."))
                case Finished() | Stopped():
                    self._over(event)
                    return
                case _:
                    pass
        self._show_position()

    def _over(self, event: Finished | Stopped) -> None:
        live = self._live
        assert live is not None
        if isinstance(event, Stopped):
            self._player.drop_pending()
        live.save_waiting()
        session, by_rule = live.id, isinstance(event, Stopped) and event.reason == "stop-rule"
        # The closing sound may ring out: nothing is dropped here.
        self._live = None
        self._listen(False)
        if by_rule:
            self.questions.emit(session)
        else:
            self.ended.emit(session)

    def _listen(self, on: bool) -> None:
        if on != self._listening:
            self._listening = on
            if on:
                self._ticker.tick.connect(self.advance)
            else:
                self._ticker.tick.disconnect(self.advance)
            self._ticker.set_fast(on)

    def _cue(self, event: CueFired) -> None:
        live = self._live
        if event.cue.text is not None:
            self._caption(event.cue.text, event.cue.spoken_ms)
        if event.cue.sound in ("start", "end", "switch", "half"):
            self.ring.flash()
        if event.cue.sound is not None and live is not None and live.run.state == "lead_in":
            self._player.play_now(event.cue.sound)

    def _caption(self, text: str, spoken_ms: int = 0) -> None:
        self.stage.set_caption(text)
        at = self._live.run.position_ms if self._live is not None else 0
        self._caption_until_ms = at + spoken_ms + CAPTION_STAYS_MS

    def _show_segment(self) -> None:
        live = self._live
        assert live is not None
        run = live.run
        segment, exercise = run.segment, run.exercise
        side = side_words(segment, exercise)
        self.side.setVisible(bool(side))
        self.side.set(side)
        sets = _("Set {n} of {sets}").format(n=segment.set or 1, sets=segment.sets) if segment.sets > 1 else ""
        self.sets.setText(sets)
        self.stage.show_exercise(exercise.name, sign_of(exercise.position), exercise.get_ready)
        self.ring.set_below(rep_words(segment))
        self.next.show_line(next_line(run.timeline, segment, run.library))

    def _show_position(self) -> None:
        live = self._live
        if live is None:
            return
        run = live.run
        position = run.position_ms
        paused = run.state == "paused"
        kind, fraction, word = phase_of(run.segment, run.exercise, position)
        if run.state == "lead_in":
            self.ring.set_left(run.lead_in_left_ms, 3_000)
            self.ring.set_phase(_("Get ready"))
        else:
            span_start, span_end = ring_span(run.timeline, run.timeline.index_at(position))
            self.ring.set_left(span_end - position, span_end - span_start)
            self.ring.set_phase(_("Paused") if paused else word)
        self.stage.set_phase(kind, fraction, _("Paused") if paused else word)
        self.segments.set_done(position)
        left = max(0, run.timeline.total_ms - position)
        self.left_text.setText(_("{left} left").format(left=clock_text(left + 999)))
        self.bar.show_paused(paused)
        if position > self._caption_until_ms and not paused:
            self.stage.set_caption("")

    def _hand_over(self) -> None:
        live = self._live
        if live is None:
            return
        for cue, mono_ms in live.run.cues_ahead(HAND_OVER_MS):
            if cue.sound is not None:
                self._player.schedule(cue.sound, mono_ms / 1000)

    def _lay_groups(self) -> None:
        if self._live is not None:
            self.segments.set_groups(groups_of(self._live.run.timeline))

    # -- volume and keys -------------------------------------------------------------------------------------

    def show_volume(self, per_cent: int, muted: bool) -> None:
        """The volume as settings have it."""
        self.bar.show_volume(per_cent, muted)

    @Slot()
    def toggle_mute(self) -> None:
        self._set_volume(self.bar.volume.value(), not self.bar.muted)

    @Slot(int)
    def _volume_moved(self, per_cent: int) -> None:
        self._set_volume(per_cent, False)

    def _set_volume(self, per_cent: int, muted: bool) -> None:
        self.bar.show_volume(per_cent, muted)
        self._player.set_volume(per_cent / 100, per_cent / 100)
        self._player.mute(muted)
        self.volume_changed.emit(per_cent, muted)

    def eventFilter(self, watched: QObject, ev: QEvent) -> bool:
        # A focused button would take the arrows to move the focus. Space and Enter press the button that has it.
        pressing = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if isinstance(ev, QKeyEvent) and ev.type() == QEvent.Type.KeyPress and ev.key() not in pressing:
            self.keyPressEvent(ev)
            return True
        return super().eventFilter(watched, ev)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if self.layers.currentIndex() != 0 or self._live is None:
            super().keyPressEvent(ev)
            return
        act = {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_Left: self.back,
            Qt.Key.Key_Right: self.skip,
            Qt.Key.Key_Plus: self.more_time,
            Qt.Key.Key_Equal: self.more_time,  # the same key without Shift
            Qt.Key.Key_R: self.repeat,
            Qt.Key.Key_H: self.hurt,
            Qt.Key.Key_M: self.toggle_mute,
            Qt.Key.Key_F: self.full_screen.emit,
            Qt.Key.Key_Escape: self.ask_to_leave,
        }.get(Qt.Key(ev.key()))
        if act is not None:
            if not ev.isAutoRepeat():
                act()
        elif ev.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 5 if ev.key() == Qt.Key.Key_Up else -5
            self._volume_moved(max(0, min(100, self.bar.volume.value() + step)))
        else:
            super().keyPressEvent(ev)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        em = self.width() / T.text_scale
        tight = em < 1000
        self.outer.setContentsMargins(*((20, 12, 20, 10) if tight else (32, 18, 32, 14)))
        self.mid.setSpacing(20 if tight else 36)
        self.next.setVisible(self.height() / T.text_scale >= 560)
        self.part.setVisible(em >= 620)
        self.bar.arrange(int(em))

    def hideEvent(self, ev: QHideEvent) -> None:
        # Whatever takes the page away (another page, closing the window), nobody is led by a session unseen.
        if self._live is not None and self._live.run.state in ("playing", "lead_in"):
            QTimer.singleShot(0, self.toggle_if_hidden)
        super().hideEvent(ev)

    @Slot()
    def toggle_if_hidden(self) -> None:
        """Pause once the page is really gone; minimising the window alone hides nothing from Qt's view."""
        if not self.isVisible() and self._live is not None and self._live.run.state in ("playing", "lead_in"):
            self._player.drop_pending()
            self._show(self._live.pause())

    @Slot()
    def _restyle(self) -> None:
        self.setPalette(T.palette(T.table(self._theme if self._theme else T.name)))

    def set_bright(self, bright: bool) -> None:
        """A bright player follows the window's theme."""
        self._theme = "" if bright else "focus"
        self._restyle()
        T.changed.emit()
