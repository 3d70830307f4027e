"""The first start: hello, safety, where to begin, your back, your days, ready. All but the safety can be skipped."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from coach.library.screening import Screening, Tier
from coach.pages.views import LineView, TodayView
from coach.text import _
from ui import tokens as tk
from ui.pages.screening import ScreeningPage
from ui.pages.welcome_back import DirectionForm, GroupsForm
from ui.pages.welcome_brand import BrandPanel, StepMarks
from ui.pages.welcome_days import EquipmentForm, PersonForm, TimesForm
from ui.pages.welcome_placing import PlaceView, PlacingForm
from ui.pages.welcome_steps import WIDEST, HelloStep, ReadyStep, Step
from ui.theme import T
from ui.widgets import PAD, Button, Line, hbox, vbox

STEPS = ("hello", "safety", "placing", "back", "days", "ready")
LAID_OUT_AFTER_MS = 50


class WelcomePage(QWidget):
    """Asks step by step and tells each answer when the person goes on; what is skipped is not told.

    `safe` carries the ids answered yes; whoever keeps them goes on by `go_on`, or shows `show_advice`.
    `placed` carries a `Placing`, `back_told` a direction and circumstances, `days_told` fields of `AboutMe`.
    `wants_place` asks for `show_place`, `wants_first` for `show_first`; `start` begins the session, `left` goes home.
    """

    safe = Signal(object)
    cleared = Signal()
    placed = Signal(object)
    wants_place = Signal(object)
    back_told = Signal(object, object)
    days_told = Signal(object)
    wants_first = Signal()
    start = Signal()
    left = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName(_("Welcome"))
        self.brand = BrandPanel()
        self.marks = StepMarks(len(STEPS))
        self.hello = HelloStep()
        self.safety = ScreeningPage(within=True)
        self.placing = PlacingForm()
        self.direction = DirectionForm()
        self.groups = GroupsForm()
        self.person = PersonForm(today.year)
        self.times = TimesForm()
        self.equipment = EquipmentForm()
        self.ready = ReadyStep()
        self.steps: dict[str, QWidget] = {
            "hello": self.hello,
            "safety": self.safety,
            "placing": Step(
                "placing", _("How is your back these days?"), _("This decides where the plan begins."), self.placing
            ),
            "back": Step(
                "back", _("What should sessions respect?"), _("Tell what you know. It can all be changed later."),
                self.direction, self.groups,
            ),
            "days": Step(
                "days", _("You and your days"), _("All of this is optional."),
                self.times, self.equipment, self.person,
            ),
            "ready": self.ready,
        }  # fmt: skip
        self.stack = QStackedWidget()
        for step in self.steps.values():
            self.stack.addWidget(step)
        self._make_foot()
        right = QWidget()
        self._head = hbox(None, self.marks, None, gap=0)
        vbox(right, self._head, (self.stack, 1), self.foot, gap=0)
        hbox(self, self.brand, (right, 1), gap=0)
        self.safety.answered.connect(self.safe)
        self.safety.closed.connect(self._safety_closed)
        self.safety.cleared.connect(self.cleared)
        self.placing.changed.connect(self._placing_changed)
        self.groups.waits.connect(self._groups_wait)
        self._today = today
        self._ended = False
        self._turn_to("hello")

    def begin(self, screening: Screening, region: str | None, checks: tuple[LineView, ...]) -> None:
        """From the beginning. `checks` are the two movements of the placement."""
        self._ended = False
        self.safety.begin(screening, region, with_advice=True)
        self.placing.begin(self._today, checks)
        self._turn_to("hello")

    @property
    def step(self) -> str:
        """The key of the step that is shown."""
        return next(key for key, page in self.steps.items() if page is self.stack.currentWidget())

    def go_on(self) -> None:
        """To the next step."""
        at = STEPS.index(self.step)
        if at + 1 < len(STEPS):
            self.show_step(STEPS[at + 1])

    def show_advice(self, screening: Screening, region: str | None, tier: Tier, yes: tuple[str, ...]) -> None:
        """A yes that ends the questions: what to do now, and nothing more is asked."""
        self._ended = True
        self.safety.show_advice(screening, region, tier, yes)

    def show_place(self, view: PlaceView | None) -> None:
        """Where the answers lead."""
        known = self.placing.place_card.isVisible()
        self.placing.show_place(view)
        if view is not None and not known:
            # It lies below the questions; what an answer does should be seen. Layouts come first.
            QTimer.singleShot(LAID_OUT_AFTER_MS, self, self._show_place_card)

    def show_first(self, view: TodayView) -> None:
        """What there is to start."""
        self.ready.show_first(view)
        self._may_start = view.kind in ("session", "rest", "mobility")

    def show_step(self, key: str) -> None:
        """Go straight to a step."""
        if key == "ready":
            self.wants_first.emit()
        self._turn_to(key)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._fit()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.foot.isVisible():
            self._next()
        elif ev.key() == Qt.Key.Key_Escape and self.backwards.isVisible():
            self._back()
        else:
            super().keyPressEvent(ev)

    # -- inside ----------------------------------------------------------------------------------------------

    def _make_foot(self) -> None:
        self.backwards = Button(_("Back"), "ghost")
        self.backwards.setObjectName("welcome_back_button")
        self.backwards.clicked.connect(self._back)
        self.skip = Button("", "ghost")
        self.skip.setObjectName("welcome_skip")
        self.skip.clicked.connect(self._skip)
        self.next = Button("", "primary", size="l", trailing="arrow")
        self.next.setObjectName("welcome_next")
        self.next.clicked.connect(self._next)
        self.foot = QWidget()
        self._foot_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot_row.setSpacing(6)
        self._foot_row.addLayout(hbox(None, self.backwards, None, self.skip, gap=6), 1)
        self._foot_row.addWidget(self.next)
        self._foot_box = hbox(None, (self._foot_row, 1), gap=0)
        vbox(self.foot, Line(), self._foot_box, gap=0)
        self._may_start = True

    def _turn_to(self, key: str) -> None:
        page = self.steps[key]
        self.stack.setCurrentWidget(page)
        self.marks.set_at(STEPS.index(key))
        self.foot.setVisible(key != "safety")
        self.backwards.setVisible(key != "hello")
        last = key == "ready"
        self.skip.set_words(_("Look around first") if key == "hello" or last else _("Skip, I can tell later"))
        words = {"hello": _("Begin"), "ready": _("Start the session")}.get(key, _("Continue"))
        if last and not self._may_start:
            words = _("Go to Today")
        self.skip.setVisible(not last or self._may_start)
        self.next.set_words(words)
        if isinstance(page, Step):
            page.verticalScrollBar().setValue(0)
        self._enable()
        self._fit()
        first: QWidget = {"placing": self.placing.scale, "back": self.direction.worse, "days": self.times.wake}.get(
            key, self.next if key != "safety" else self.safety
        )
        self.setFocusProxy(first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable(self) -> None:
        self.next.setEnabled(self.step != "placing" or self.placing.answers() is not None)

    def _fit(self) -> None:
        wide = self.width() / T.text_scale >= tk.BREAK.compact
        self.brand.setVisible(wide)
        self.brand.setFixedWidth(round(self.width() * 0.33))
        room = self.width() - (self.brand.width() if wide else 0)
        # Head and foot stand in line with the column between them.
        column = min(room, WIDEST)
        side = (24 if room / T.text_scale < tk.BREAK.compact else 40) + (room - column) // 2
        self._head.setContentsMargins(side, 20, side, 6)
        self._foot_box.setContentsMargins(side - PAD, 10, side - PAD, 12)
        self.next.set_size("m" if T.text_scale > 1.5 else "l")
        asked = sum(button.sizeHint().width() + 6 for button in (self.backwards, self.skip, self.next))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._foot_row.setDirection(across if asked <= room - 2 * side else down)
        card = column - 80
        for form in (self.person, self.times, self.equipment):
            form.arrange(card)

    @Slot()
    def _next(self) -> None:
        if not self.next.isEnabled():
            return
        match self.step:
            case "placing":
                placing = self.placing.answers()
                if placing is not None:
                    self.placed.emit(placing)
            case "back":
                self.back_told.emit(self.direction.answer(), self.groups.answer())
            case "days":
                told = self._days()
                if told is None:
                    return
                self.days_told.emit(told)
            case "ready":
                (self.start if self._may_start else self.left).emit()
                return
            case _:
                pass
        self.go_on()

    def _days(self) -> dict[str, Any] | None:
        """All fields of the step; None where one must be mended first, which then has the focus."""
        told: dict[str, Any] = {}
        for form in (self.times, self.equipment, self.person):
            fields = form.answers()
            if fields is None:
                form.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
            told |= fields
        return told

    @Slot()
    def _skip(self) -> None:
        if self.step in ("hello", "ready"):
            self.left.emit()
        else:
            self.go_on()

    @Slot()
    def _back(self) -> None:
        at = STEPS.index(self.step)
        if at > 0:
            if STEPS[at - 1] == "safety":
                self.safety.show_first()
            self._turn_to(STEPS[at - 1])

    @Slot()
    def _safety_closed(self) -> None:
        if self._ended:
            self.left.emit()
        else:
            self._turn_to("hello")

    @Slot()
    def _groups_wait(self) -> None:
        QTimer.singleShot(LAID_OUT_AFTER_MS, self, self._show_note)

    @Slot()
    def _show_note(self) -> None:
        page = self.steps["back"]
        if isinstance(page, Step):
            page.ensureWidgetVisible(self.groups.note_card, 0, 16)

    @Slot()
    def _show_place_card(self) -> None:
        page = self.steps["placing"]
        if isinstance(page, Step):
            page.ensureWidgetVisible(self.placing.place_card, 0, 16)

    @Slot()
    def _placing_changed(self) -> None:
        self._enable()
        self.wants_place.emit(self.placing.answers())
