"""A guided step of the test day: the warm-up and the rests, with a figure or a countdown and one way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.clock import Clock
from coach.pages.plan_views import WarmUpView
from coach.text import _, ngettext
from ui.pages.capacity_parts import CapacityFigure
from ui.pages.foot import button_flow
from ui.pages.parts import mode_for
from ui.widgets import Button, Page, Ring, Text, vbox

#: A rest lasts this long, and may be stretched so much further (facts C8: three to five minutes).
REST_MS, LONGER_MS = 180_000, 120_000


class StepPage(Page):
    """`done` goes on, `left` ends the test day here."""

    done = Signal()
    left = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(max_width=1100, margins=(40, 24, 40, 24), gap=16, parent=parent)
        self._clock = clock
        self._from_ms: int | None = None
        self._length_ms = 0
        self._rest = False
        self.figure = CapacityFigure()
        self.ring = Ring()
        self.ring.setMinimumSize(180, 180)
        self.over = Text("", "label", "text2", wrap=True)
        self.title = Text("", "display", wrap=True)
        self.words = vbox(None, gap=6)
        self.lines: list[Text] = []
        self.go = Button("", "primary", size="l", hint=_("Space"))
        self.go.setObjectName("step_go")
        self.go.clicked.connect(self._go)
        self.skip = Button(_("Leave this out"), "ghost")
        self.skip.setObjectName("step_skip")
        self.skip.clicked.connect(self.done)
        self.end = Button(_("End the test day"), "ghost", hint=_("Esc"))
        self.end.setObjectName("step_end")
        self.end.clicked.connect(self.left)
        side = vbox(
            None, self.over, self.title, self.words, (self.ring, 1), button_flow(self.go, self.skip, self.end), gap=12
        )
        self.cols = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.cols.setSpacing(24)
        self.cols.addWidget(self.figure, 52)
        self.cols.addLayout(side, 48)
        self.body.addLayout(self.cols, 1)
        self.resized.connect(self._fit)
        self.setFocusProxy(self.go)

    @property
    def running(self) -> bool:
        """Whether a countdown runs."""
        return self._from_ms is not None

    def warm_up(self, step: WarmUpView) -> None:
        """An exercise before the tests."""
        self._rest = False
        self._from_ms = None
        self._length_ms = 1000 * (step.seconds or 0)
        self._shown_ms = self._now()
        self.over.setText(_("Warm-up"))
        self.title.setText(step.name)
        amount = ""
        if step.seconds:
            amount = ngettext("For {n} second.", "For {n} seconds.", step.seconds).format(n=step.seconds)
        elif step.reps:
            amount = ngettext("{n} time, slowly.", "{n} times, slowly.", step.reps).format(n=step.reps)
        self._say((amount, *step.steps))
        self.figure.show_exercise(step.exercise, step.name)
        self.ring.setVisible(bool(step.seconds))
        self.ring.set_phase("")
        self.ring.set_left(self._length_ms, self._length_ms)
        self.go.set_words(_("Start") if step.seconds else _("Done"))
        self.go.set_kind("primary")
        self.skip.show()
        self.verticalScrollBar().setValue(0)

    def rest(self, following: str) -> None:
        """A rest before the next try; it can be ended at any time."""
        self._rest = True
        self._from_ms = self._now()
        self._length_ms = REST_MS
        self.over.setText(_("Rest"))
        self.title.setText(_("Three minutes of quiet"))
        self._say((_("Lie or walk as you like. Next: {test}.").format(test=following),))
        self.figure.hide()
        self.ring.show()
        self.ring.set_phase(_("Rest"))
        self.ring.set_left(REST_MS, REST_MS)
        self.go.set_words(_("Go on now"))
        self.go.set_kind("secondary")
        self.skip.hide()
        self.verticalScrollBar().setValue(0)

    def tick(self) -> None:
        """Follow the clock."""
        if not self._rest:
            self.figure.play((self._now() - self._shown_ms) / 1000)
        if self._from_ms is None:
            return
        left = self._length_ms - (self._now() - self._from_ms)
        self.ring.set_left(max(0, left), self._length_ms)
        if left > 0:
            return
        if not self._rest:
            self._from_ms = None
            self.done.emit()
        elif self._length_ms == REST_MS:
            # The rest is long enough; who wants more has two more minutes counted.
            self._from_ms += REST_MS
            self._length_ms = LONGER_MS
            self.title.setText(_("Ready when you are"))
            self.ring.set_phase(_("A little longer, if you like"))
            self.go.set_words(_("Go on"))
            self.go.set_kind("primary")
        else:
            self._from_ms = None

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif ev.key() == Qt.Key.Key_Space and not ev.isAutoRepeat():
            self._go()
        else:
            super().keyPressEvent(ev)

    @Slot()
    def _go(self) -> None:
        if not self._rest and self._length_ms and self._from_ms is None:
            self._from_ms = self._now()
            self.go.set_words(_("Warm enough: go on"))
            self.go.set_kind("secondary")
            self.ensureWidgetVisible(self.ring, 0, 10)  # with large text it may stand below the edge
        else:
            self._from_ms = None
            self.done.emit()

    def _say(self, lines: tuple[str, ...]) -> None:
        for old in self.lines:
            self.words.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [Text(line, "body", "text2", wrap=True) for line in lines if line]
        for line in self.lines:
            self.words.addWidget(line)

    @Slot(object)
    def _fit(self, em: int) -> None:
        stack = mode_for(em) in ("stack", "compact")
        self.cols.setDirection(QBoxLayout.Direction.BottomToTop if stack else QBoxLayout.Direction.LeftToRight)
        self.figure.set_height(200 if stack else 300)

    def _now(self) -> int:
        return self._clock.moment().mono_ms
