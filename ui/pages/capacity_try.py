"""One try of a test: the figure, how it is done and how it ends, and a large stopwatch that Space starts and stops."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.clock import Clock
from coach.happenings import Side
from coach.pages.plan_views import TestView
from coach.text import _, ngettext
from ui.pages.capacity_clock import TestClock
from ui.pages.capacity_parts import CapacityFigure, CountRing, clock_words, side_words
from ui.pages.foot import button_flow
from ui.pages.parts import mode_for
from ui.widgets import Button, Page, Text, vbox


class TryPage(Page):
    """`ended` when there is something to look at, `skipped` leaves the test out, `left` asks for the way out.

    `sounded` names a sound of the bank: tick, start, rep, end.
    """

    ended = Signal()
    skipped = Signal()
    left = Signal()
    sounded = Signal(str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(max_width=1180, margins=(40, 24, 40, 24), gap=16, parent=parent)
        self._clock = clock
        self.watch = TestClock(clock, holds=True, seconds=None, limit=1)
        self._test: TestView | None = None
        self._shown_ms = 0
        self._lead = 0
        self.over = Text("", "label", "text2", wrap=True)
        self.title = Text("", "display", wrap=True)
        self.notice = Text("", "body", "warn_ink", weight=600, wrap=True)
        self.ring = CountRing()
        self.ring.setMinimumSize(230, 230)
        self.go = Button("", "primary", size="l", hint=_("Space"))
        self.go.setObjectName("test_go")
        self.go.clicked.connect(self.press)
        self.back_one = Button(_("One less"), "secondary", icon="minus")
        self.back_one.setObjectName("test_less")
        self.back_one.clicked.connect(self._less)
        self.stop = Button(_("Stop"), "secondary", hint=_("S"))
        self.stop.setObjectName("test_stop")
        self.stop.clicked.connect(self.stop_now)
        self.skip = Button(_("Leave this one out"), "ghost")
        self.skip.setObjectName("test_skip")
        self.skip.clicked.connect(self.skipped)
        self.leave = Button(_("End the test day"), "ghost", hint=_("Esc"))
        self.leave.setObjectName("test_leave")
        self.leave.clicked.connect(self._leave)
        for quiet in (self.skip, self.leave):
            # Their room stays while the watch runs: nothing jumps when it starts.
            policy = quiet.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            quiet.setSizePolicy(policy)
        self.steps = vbox(None, gap=6)
        self._lines: list[Text] = []
        self.figure = CapacityFigure()
        side = QWidget()
        vbox(side, self.over, self.title, self.notice, (self.ring, 1), gap=10)
        words = QWidget()
        self.buttons = button_flow(self.go, self.back_one, self.stop, self.skip, self.leave)
        vbox(words, (self.figure, 1), self.steps, gap=14)
        vbox_right = vbox(None, (side, 1), self.buttons, gap=12)
        self.cols = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.cols.setSpacing(28)
        self.cols.addWidget(words, 50)
        self.cols.addLayout(vbox_right, 50)
        self.body.addLayout(self.cols, 1)
        self.resized.connect(self._fit)
        self.setFocusProxy(self.go)

    def begin(self, test: TestView, side: Side | None, number: int, total: int) -> None:
        """Show a test, its stopwatch at rest. `number` of `total` counts the tests of the day."""
        self._test = test
        self.watch = TestClock(
            self._clock, holds=test.measure == "seconds", seconds=test.seconds, limit=test.limit
        )  # fmt: skip
        self._shown_ms = self._clock.moment().mono_ms
        where = _("Test {n} of {all}").format(n=number, all=total)
        self.over.setText(f"{where}  ·  {side_words(side)}" if side else where)
        self.title.setText(test.name)
        self.setAccessibleName(f"{test.name} {side_words(side)}".strip())
        self.notice.hide()
        for old in self._lines:
            self.steps.removeWidget(old)
            old.hide()
            old.deleteLater()
        lines = [Text(f"{i + 1}.  {step}", "body", "text", wrap=True) for i, step in enumerate(test.steps)]
        last = Text(test.ends, "small", "text2", weight=400, wrap=True)
        self._lines = [*lines, last]
        if side is not None:
            lying = test.position == "side-lying"
            told = (
                _("This side: {side}, the one you lie on.") if lying else _("This side: {side}, the leg that reaches.")
            )
            self._lines.insert(0, Text(told.format(side=side_words(side).lower()), "label", "accent_ink", wrap=True))
        for line in self._lines:
            self.steps.addWidget(line)
        self.figure.show_exercise(test.exercise, test.name, left=side == "left")
        self.verticalScrollBar().setValue(0)
        self._show()

    def tick(self) -> None:
        """Follow the clock."""
        before = self.watch.state
        self.watch.tick()
        if self.watch.slept:
            self.watch.slept = False
            self.notice.setText(_("The computer was asleep, so this try was not measured. Start anew when you like."))
            self.notice.show()
        if before != self.watch.state or self.watch.state != "ready":
            self._show()
        after = self.watch.state
        if before == "lead" and after == "running":
            self.sounded.emit("start")
        self._move_figure()
        if before == "running" and after == "over":
            self.sounded.emit("end")
            self.ended.emit()

    @Slot()
    def press(self) -> None:
        """Space: begin; then stop a hold, or count one more."""
        match self.watch.state:
            case "ready":
                self.notice.hide()
                self.watch.start()
                self._show()
            case "lead":
                self.watch.stop()
                self._show()
            case "running":
                if self.watch.holds:
                    self.stop_now()
                    return
                self.watch.add()
                self.sounded.emit("rep")
                self._show()
                if self._over():
                    self.sounded.emit("end")
                    self.ended.emit()

    @Slot()
    def stop_now(self) -> None:
        """End the try; before it began nothing happens."""
        if self.watch.state == "lead":
            self.watch.stop()
            self._show()
        elif self.watch.state == "running":
            self.watch.stop()
            self._show()
            if self._over():
                self.sounded.emit("end")
                self.ended.emit()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.isAutoRepeat():
            return
        match ev.key():
            case Qt.Key.Key_Space:
                self.press()
            case Qt.Key.Key_S:
                self.stop_now()
            case Qt.Key.Key_Minus | Qt.Key.Key_Backspace:
                self._less()
            case Qt.Key.Key_Escape:
                self._leave()
            case _:
                super().keyPressEvent(ev)

    @Slot()
    def _less(self) -> None:
        self.watch.add(-1)
        self._show()

    @Slot()
    def _leave(self) -> None:
        # A try that runs ends first: what was measured is looked at before anything is left.
        if self.watch.state in ("lead", "running"):
            self.stop_now()
        else:
            self.left.emit()

    def _show(self) -> None:
        watch = self.watch
        running, lead, holds = watch.state == "running", watch.state == "lead", watch.holds
        lead_s = -(-watch.lead_left_ms // 1000)
        if lead and lead_s != self._lead:
            self.sounded.emit("tick")
        self._lead = lead_s if lead else 0
        if lead:
            self.ring.set_phase(_("Get into position"))
            self.ring.set_below("")
            self.ring.show_count(str(max(1, lead_s)), watch.lead_left_ms / 3_000)
        elif holds:
            self.ring.set_phase(_("Hold") if running else _("Seconds"))
            self.ring.set_below(_("Ends by itself at {limit}").format(limit=clock_words(1000 * watch.limit)))
            self.ring.show_count(clock_words(watch.elapsed_ms), watch.elapsed_ms / (1000 * watch.limit))
        else:
            self.ring.set_phase(_("Count"))
            total = watch.seconds
            left_s = -(-(1000 * total - watch.elapsed_ms) // 1000) if total else 0
            words = (
                ngettext("{n} second left", "{n} seconds left", left_s).format(n=left_s)
                if total
                else _("Up to {n}").format(n=watch.limit)
            )
            self.ring.set_below(words)
            share = 1 - watch.elapsed_ms / (1000 * total) if total else watch.count / watch.limit
            self.ring.show_count(str(watch.count), share)
        self.go.set_words(
            _("Start, after 3 seconds")
            if watch.state in ("ready", "over")
            else _("Not yet")
            if lead
            else _("Stop")
            if holds
            else _("Count one")
        )
        self.stop.setVisible(running and not holds)
        self.back_one.setVisible(running and not holds)
        self.skip.setVisible(not running and not lead)
        self.leave.setVisible(not running and not lead)

    def _over(self) -> bool:
        return self.watch.state == "over"

    def _move_figure(self) -> None:
        if self.watch.state == "running" and self.watch.holds:
            self.figure.hold()
        else:
            self.figure.play((self._clock.moment().mono_ms - self._shown_ms) / 1000)

    @Slot(object)
    def _fit(self, em: int) -> None:
        stack = mode_for(em) in ("stack", "compact") and em < 700
        # In one column the stopwatch comes first: nobody scrolls in a plank.
        self.cols.setDirection(QBoxLayout.Direction.BottomToTop if stack else QBoxLayout.Direction.LeftToRight)
        self.figure.set_height(180 if em < 860 else 280)
