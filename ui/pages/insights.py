"""Insights: what was more common before spasms, early signs, and what was tried for two weeks."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.pages.insights_views import InsightsView
from coach.text import _
from ui.pages.insights_before import BeforeCard
from ui.pages.insights_side import AfterwardsCard, SignsCard, TrialsCard
from ui.pages.parts import mode_for
from ui.theme import T
from ui.widgets import Page, Text, hbox, vbox
from ui.widgets.lesson_link import LessonLink


class InsightsPage(Page):
    """`begin_experiment` carries breaks, walking or sleep, `end_experiment` the id of what is being tried, `link` a
    place: page:KEY or lesson:ID.
    """

    begin_experiment = Signal(str)
    end_experiment = Signal(str)
    link = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 28, 40, 28), gap=16, parent=parent)
        self.setObjectName("insights")
        self.setAccessibleName(_("Insights"))
        self._stacked: bool | None = None
        self.before = BeforeCard()
        self.before.setObjectName("insights_before")
        self.before.link.connect(self.link)
        self.signs = SignsCard()
        self.signs.setObjectName("insights_signs")
        self.signs.link.connect(self.link)
        self.trials = TrialsCard()
        self.trials.setObjectName("insights_trials")
        self.trials.begun.connect(self.begin_experiment)
        self.trials.ended.connect(self.end_experiment)
        self.afterwards = AfterwardsCard()
        self.afterwards.setObjectName("insights_afterwards")
        self.afterwards.hide()
        self.left, self.right = QWidget(), QWidget()
        self._left = vbox(self.left, self.before, None, gap=16)
        self._right = vbox(self.right, self.signs, self.trials, self.afterwards, None, gap=16)
        self.cols = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.cols.setSpacing(20)
        self.cols.addWidget(self.left, 57)
        self.cols.addWidget(self.right, 43)
        self.lesson = LessonLink()
        self.add(Text(_("Insights"), "display"), self.cols, hbox(None, self.lesson, None, gap=0), None)
        self.resized.connect(self._fit)
        T.changed.connect(self._refit)

    def show_view(self, view: InsightsView) -> None:
        """Show what the journal tells."""
        self.setAccessibleDescription(view.lead)
        self.before.show_view(view)
        self.signs.show_view(view.signs)
        self.trials.show_view(view.trials)
        if view.afterwards is not None:
            self.afterwards.show_view(view.afterwards)
        self.afterwards.setVisible(view.afterwards is not None)
        # What is made with a view would else come last for Tab, behind what stands below it.
        order: list[QWidget] = [self.before.fill, self.signs.lesson, *self.trials.controls, self.lesson]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    @Slot()
    def _refit(self) -> None:
        self._fit(self.em_width())

    @Slot(object)
    def _fit(self, em: int) -> None:
        stacked = mode_for(em) in ("stack", "compact")
        if stacked == self._stacked:
            return
        self._stacked = stacked
        # In one column the early signs, which matter on the day, come first.
        (self._left if stacked else self._right).insertWidget(0, self.signs)
        self.cols.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
