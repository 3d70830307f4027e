"""Before a session: how much does it hurt now? One key answers and starts."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from coach.text import _
from ui.pages.foot import button_flow
from ui.pages.parts import minutes_text
from ui.widgets import Button, Card, Page, PainScale, Text, hbox

#: Long enough to make 10 out of 1 and 0, or to correct a slip.
STARTS_AFTER_MS = 900


class ReadyPage(Page):
    """`go` carries the pain before (0-10, or None where it was left out); `cancelled` goes back, `transcript` asks what
    one will hear.
    """

    go = Signal(object)
    cancelled = Signal()
    transcript = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_width=760, margins=(32, 24, 32, 24), gap=16, parent=parent)
        self.setObjectName("ready")
        self.setAccessibleName(_("Before the session"))
        self.over = Text("", "label", "text3", wrap=True)
        self.title = Text(_("How is your back right now?"), "display", wrap=True)
        self.scale = PainScale(name=_("Pain now"))
        self.scale.setObjectName("ready_pain")
        self.scale.answered.connect(self._answered)
        self.hint = Text("", "small", "text2", weight=400, wrap=True)
        card = Card(pad=24, gap=8)
        card.add(self.scale, self.hint)
        self.start = Button(_("Start"), "primary", icon="play", size="l", hint=_("Enter"))
        self.start.setObjectName("ready_start")
        self.start.clicked.connect(self._start)
        self.skip = Button(_("Start without an answer"), "ghost")
        self.skip.setObjectName("ready_skip")
        self.skip.clicked.connect(self._skip)
        self.cancel = Button(_("Not now"), "ghost", hint=_("Esc"))
        self.cancel.setObjectName("ready_cancel")
        self.cancel.clicked.connect(self.cancelled)
        self.hear = Button(_("What you will hear"), "ghost", icon="volume", size="s")
        self.hear.setObjectName("ready_hear")
        self.hear.clicked.connect(self._hear)
        self.add(None, hbox(None, (self.over, 1), self.hear, gap=10), self.title, card)
        self.add(button_flow(self.start, self.skip, self.cancel), None)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STARTS_AFTER_MS)
        self._timer.timeout.connect(self._start)
        self.setFocusProxy(self.scale)

    def begin(self, title: str, total_ms: int) -> None:
        """Ask before the session called `title`."""
        self.over.setText(f"{title}  ·  {minutes_text(total_ms)}")
        self.hint.setText(_("0 is no pain, 10 the worst you can imagine. Press a digit, and the session starts."))
        self.scale.set_answer(None)
        self.start.setEnabled(False)
        self._timer.stop()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
        elif ev.key() == Qt.Key.Key_Escape:
            self._timer.stop()
            self.cancelled.emit()
        else:
            super().keyPressEvent(ev)

    def hideEvent(self, ev: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(ev)

    @Slot()
    def _answered(self) -> None:
        self.start.setEnabled(True)
        self.hint.setText(_("{pain}. Starting …").format(pain=self.scale.value_text()))
        self._timer.start()

    @Slot()
    def _start(self) -> None:
        pain = self.scale.answer()
        if pain is not None and self.isVisible():
            self._timer.stop()
            self.go.emit(pain)

    @Slot()
    def _hear(self) -> None:
        self._timer.stop()
        self.transcript.emit()

    @Slot()
    def _skip(self) -> None:
        self._timer.stop()
        self.go.emit(None)
