"""The session: figure area, name, side, countdown, caption, what is next; everything by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from coach.live import LiveSession
from coach.session import phrases
from coach.session.announcer import Announcer
from coach.session.events import AnyEvent, CueFired, Finished, LeadIn, Paused, Repeated, SegmentBegan, Stopped
from coach.session.words import count_word
from coach.sound.player import SoundPlayer
from coach.text import _
from ui.pages.ask import Ask, Choice
from ui.pages.hurt import HurtPanel
from ui.pages.session_screen import SessionScreen
from ui.theme import T
from ui.ticker import Ticker

if TYPE_CHECKING:
    from ui.power import AwakeScreen


class SessionPage(QWidget):
    """Plays a `LiveSession`. `ended` carries its id, `left` says that it waits to be taken up again."""

    ended = Signal(str)
    left = Signal()
    questions = Signal(str)  # the safety questions are due: the session ended by the stop rules
    volume_changed = Signal(object, object)  # per cent, muted
    full_screen = Signal()
    spasm = Signal()
    trouble = Signal(str)

    def __init__(
        self, ticker: Ticker, player: SoundPlayer, announcer: Announcer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("session")
        self._theme = "focus"
        self._ticker, self._player, self._announcer = ticker, player, announcer
        self._live: LiveSession | None = None
        self._told_trouble = ""
        self._checks_in = True
        self._told_silence = ""
        self._listening = False
        self._awake: AwakeScreen | None = None
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        T.changed.connect(self._restyle)
        self._restyle()

    # -- building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.view = SessionScreen()
        self.bar = self.view.bar
        self.view.close_button.clicked.connect(self.ask_to_leave)
        self.view.help_button.clicked.connect(self.spasm)
        self.bar.pause.clicked.connect(self.toggle)
        self.bar.back.clicked.connect(self.back)
        self.bar.skip.clicked.connect(self.skip)
        self.bar.more.clicked.connect(self.more_time)
        self.bar.again.clicked.connect(self.repeat)
        self.bar.hurts.clicked.connect(self.hurt)
        self.bar.mute.clicked.connect(self.toggle_mute)
        self.bar.volume.valueChanged.connect(self._volume_moved)
        for control in (*self.bar.controls, self.view.close_button, self.view.help_button):
            control.installEventFilter(self)
        self.ask = Ask()
        self.ask.chosen.connect(self._answered)
        self.hurt_panel = HurtPanel()
        self.hurt_panel.rated.connect(self._hurt_rated)
        self.hurt_panel.chosen.connect(self._hurt_answered)
        self.layers = QStackedLayout(self)
        self.layers.addWidget(self.view)
        self.layers.addWidget(self.ask)
        self.layers.addWidget(self.hurt_panel)

    # -- the course ------------------------------------------------------------------------------------------

    def play(self, live: LiveSession, title: str, part: str, *, resumed: bool = False, checks_in: bool = True) -> None:
        """Begin, or go on after an interruption. `checks_in`: the end leads to the check-in."""
        self._checks_in = checks_in
        self._live = live
        self._told_trouble = ""
        self.layers.setCurrentIndex(0)
        self.view.begin(title, part, live.run)
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
        events = live.advance()
        if events or live.run.state != "paused":  # a paused session is a still picture
            self._show(events)
        self._announcer.follow(live.run)
        self._look_after_sound()
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
            self._announcer.drop()
            self._show(live.pause())

    @Slot()
    def back(self) -> None:
        if self._live is not None:
            self._announcer.drop()
            self._show(self._live.back())

    @Slot()
    def skip(self) -> None:
        if self._live is not None:
            self._announcer.drop()
            self._show(self._live.skip())

    @Slot()
    def more_time(self) -> None:
        live = self._live
        if live is not None:
            self._announcer.drop()
            self._show(live.more_time())
            self.view.show_timeline(live.run.timeline)
            self._say([phrases.more_time()])

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
        self._announcer.drop()
        self._show(live.hurt())
        self._say([phrases.stop_there()])
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
        self._announcer.drop()  # what was said meanwhile must not stand in the way of what comes
        if what == "ease":
            self._show(live.ease())
            self.view.show_timeline(live.run.timeline)
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
        self._announcer.drop()
        self._show(live.pause())
        self.ask.begin(
            _("Leave the session?"),
            _("What you did so far is kept."),
            (
                Choice("stay", _("Go on"), "primary"),
                Choice("end", _("End here and check in") if self._checks_in else _("End here"), "secondary"),
                *((Choice("later", _("Leave, and go on later"), "ghost"),) if self._checks_in else ()),
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
        self._announcer.drop()
        self._listen(False)

    # -- showing ---------------------------------------------------------------------------------------------

    def _show(self, events: list[AnyEvent]) -> None:
        live = self._live
        if live is None:
            return
        for event in events:
            match event:
                case SegmentBegan():
                    self.view.show_segment(live.run)
                case CueFired():
                    self._cue(event)
                case Repeated():
                    self._say(event.sentences, asked=True)
                case LeadIn():
                    count = count_word(-(-event.left_ms // 1000)).lower() if event.left_ms <= 3_000 else ""
                    words = _("Starting again in {n}.").format(n=count) if count else _("Starting again.")
                    self.view.count_in(words, live.run.position_ms)
                case Paused() if event.reason == "sleep":
                    self._announcer.drop()
                    self._caption(_("The computer was asleep. Press Space to go on where you were."))
                case Finished() | Stopped():
                    self._over(event)
                    return
                case _:
                    pass
        self.view.show_position(live.run)

    def _over(self, event: Finished | Stopped) -> None:
        live = self._live
        assert live is not None
        if isinstance(event, Stopped):
            self._announcer.drop()
        else:
            self._announcer.follow(live.run)
        live.save_waiting()
        session, by_rule = live.id, isinstance(event, Stopped) and event.reason == "stop-rule"
        # The closing sound and words may ring out: nothing is dropped here.
        self._live = None
        self._listen(False)
        self._announcer.done()
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
            self._keep_awake(on)

    def _keep_awake(self, on: bool) -> None:
        if self._awake is None:
            from ui.power import AwakeScreen

            self._awake = AwakeScreen(self)
        if on:
            self._awake.hold()
        else:
            self._awake.release()

    def _cue(self, event: CueFired) -> None:
        leading_in = self._live is not None and self._live.run.state == "lead_in"
        if event.cue.text is not None and self._announcer.due(event.cue) and not leading_in:
            self._caption(event.cue.text, event.cue.spoken_ms)
        if event.cue.sound in ("start", "end", "switch", "half"):
            self.view.ring.flash()

    def _look_after_sound(self) -> None:
        notice = self._player.poll()
        silence = self._player.why_silent
        if silence and silence != self._told_silence:
            # The player says it once, and that may have been before this page came on.
            self._told_silence = notice = silence
        if notice:
            self.view.say_when_free(notice)

    def _caption(self, text: str, spoken_ms: int = 0) -> None:
        at = self._live.run.position_ms if self._live is not None else 0
        self.view.say(text, at, spoken_ms)

    def _say(self, sentences: Sequence[str], *, asked: bool = False) -> None:
        self._caption(" ".join(sentences), self._announcer.say(sentences, asked=asked))

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

    def hideEvent(self, ev: QHideEvent) -> None:
        # Whatever takes the page away (another page, closing the window), nobody is led by a session unseen.
        if self._live is not None and self._live.run.state in ("playing", "lead_in"):
            QTimer.singleShot(0, self.toggle_if_hidden)
        super().hideEvent(ev)

    @Slot()
    def toggle_if_hidden(self) -> None:
        """Pause once the page is really gone; minimising the window alone hides nothing from Qt's view."""
        if not self.isVisible() and self._live is not None and self._live.run.state in ("playing", "lead_in"):
            self._announcer.drop()
            self._show(self._live.pause())

    @Slot()
    def _restyle(self) -> None:
        self.setPalette(T.palette(T.table(self._theme if self._theme else T.name)))

    def set_bright(self, bright: bool) -> None:
        """A bright player follows the window's theme."""
        self._theme = "" if bright else "focus"
        self._restyle()
        T.changed.emit()
