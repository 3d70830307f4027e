"""The Plan: the ladder of stages, and beside it the gate with what is left to do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.pages.plan_views import PlanView
from coach.text import _
from ui.icons import paint_icon
from ui.pages.parts import mode_for
from ui.pages.plan_gate import GateCard, TestsCard
from ui.pages.plan_ladder import Ladder, clear
from ui.theme import T
from ui.widgets import Button, Card, Page, Text, aa, hbox, vbox
from ui.widgets.lesson_link import LessonLink


class PlanPage(Page):
    """Where each signal leads: `session` to a session's content, `pace` to the change of pace, the rest by its name."""

    session = Signal(str)
    pace = Signal()
    movements = Signal()
    tests = Signal()
    morning = Signal()
    safety = Signal()
    score_told = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 28, 40, 28), gap=16, parent=parent)
        self.setObjectName("plan")
        self.setAccessibleName(_("Plan"))
        self._mode = ""
        self.title = Text(_("Plan"), "display")
        self.pace_button = Button(_("Change pace"), "secondary", icon="settings")
        self.pace_button.setObjectName("plan_pace")
        self.pace_button.clicked.connect(self.pace)
        self.pace_button.setEnabled(False)
        self._head = hbox(None, self.title, None, self.pace_button, -3, gap=0)
        self.ladder = Ladder()
        self.ladder.session.connect(self.session)
        self.gate = GateCard()
        self.gate.followed.connect(self._follow)
        self.gate.score_told.connect(self.score_told)
        self.test_card = TestsCard()
        self.test_card.opened.connect(self.tests)
        self._advice = vbox(None, gap=12)
        self.right = QWidget()
        vbox(self.right, self._advice, (self.gate, 1), self.test_card, gap=16)
        self.gate.hide()
        self.test_card.hide()
        self.cols = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.cols.setSpacing(24)
        self.cols.addWidget(self.ladder, 57)
        self.cols.addWidget(self.right, 43)
        self.add(self._head)
        self.body.addLayout(self.cols, 1)
        self.lesson = LessonLink()
        self.body.addLayout(hbox(None, self.lesson, None, gap=0))
        self.resized.connect(self._fit)
        T.changed.connect(self._refit)

    def show_view(self, view: PlanView) -> None:
        """Show the plan as it stands."""
        self.setAccessibleDescription(view.now)
        self.pace_button.setEnabled(bool(view.pace.back) or view.pace.ahead is not None)
        self.ladder.show_stages(view.stages)
        if view.gate is not None:
            self.gate.show_gate(view.gate)
        elif view.onward is not None:
            self.gate.show_onward(view.onward)
        self.gate.setVisible(view.gate is not None or view.onward is not None)
        self.test_card.show_tests(view.tests)
        clear(self._advice)
        for words in view.advice:
            self._advice.addWidget(_Advice(words))

    @Slot(str)
    def _follow(self, link: str) -> None:
        {"movements": self.movements, "tests": self.tests, "morning": self.morning, "safety": self.safety}[link].emit()

    @Slot()
    def _refit(self) -> None:
        self._fit(self.em_width())

    @Slot(object)
    def _fit(self, em: int) -> None:
        mode = mode_for(em)
        if mode == self._mode:
            return
        self._mode = mode
        stack = mode in ("stack", "compact")
        self.cols.setDirection(QBoxLayout.Direction.TopToBottom if stack else QBoxLayout.Direction.LeftToRight)
        self._head.setDirection(
            QBoxLayout.Direction.TopToBottom if em < _HEAD_STACKS else QBoxLayout.Direction.LeftToRight
        )


#: Below this width the button of the head stands under the title, px divided by the text scale.
_HEAD_STACKS = 340


class _Advice(Card):
    """Advice to see a clinician: said calmly, holding nothing up."""

    def __init__(self, words: str) -> None:
        super().__init__(tone="accent_soft", pad=18, gap=0)
        self.words = Text(words, "body", "text", wrap=True)
        self._inner = QWidget()
        self._lay = vbox(self._inner, Text(_("Worth a clinician’s eyes"), "label", "accent_ink", weight=600), gap=2)
        self._lay.addWidget(self.words)
        self.add(self._inner)
        self.setAccessibleName(words)
        T.changed.connect(self._room)
        self._room()

    def paintEvent(self, ev: QPaintEvent) -> None:
        super().paintEvent(ev)
        side = 22 * T.icon_scale
        paint_icon(aa(self), "info", QRectF(18, 18, side, side), T.of(self).accent_ink, 1.9)

    @Slot()
    def _room(self) -> None:
        self._lay.setContentsMargins(round(22 * T.icon_scale) + 12, 0, 0, 0)
