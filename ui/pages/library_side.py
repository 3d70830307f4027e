"""Where the Library shows one thing in full: a panel beside the grid, or the whole page with a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.pages.catalogue_views import ExerciseDetail, ProgramDetail
from coach.text import _
from ui import tokens as tk
from ui.pages.library_detail import ExercisePane
from ui.pages.library_parts import LINK, Column
from ui.pages.library_program import ProgramPane
from ui.theme import T
from ui.widgets import PAD, Card, IconButton, Text, hbox, vbox


class DetailSide(QWidget):
    """`closed` goes back to the grid, where the detail takes the page."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = ""
        self._in_a_panel = True
        self._way_back = False
        self.back = IconButton("left", _("Back (Esc)"))
        self.back.setObjectName("library_back")
        self.back.clicked.connect(self.closed)
        self.bar = QWidget()
        hbox(self.bar, self.back, Text(_("Back"), "label", "text3"), None, gap=8)
        self.exercises = ExercisePane()
        self.programs = ProgramPane()
        self.exercises.hide()
        self.programs.hide()
        self.area = Column(margins=(20 - LINK, 10, 12 - PAD, 20), gap=0)
        self.area.add(self.exercises, self.programs)
        self.foot = QWidget()
        self._foot = vbox(self.foot, gap=0, margins=(20 - LINK, 8, 18 - PAD, 14))
        self.card = Card(radius=tk.RADIUS.xl, gap=0)
        # The scroll bar keeps clear of the round corners.
        self.card.lay.setContentsMargins(1, 10, 3, 4)
        self.card.lay.addWidget(self.area, 1)
        self.card.lay.addWidget(self.foot)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, PAD, 0, 16)
        self._rows.setSpacing(10)
        self._rows.addWidget(self.bar)
        self._rows.addWidget(self.card, 1)

    def show_exercise(self, detail: ExerciseDetail) -> None:
        """Show an exercise, from its top."""
        self.exercises.show_detail(detail)
        self._show(self.exercises)

    def show_program(self, detail: ProgramDetail) -> None:
        """Show a program, from its top."""
        self.programs.show_detail(detail)
        self._show(self.programs)

    def set_way_back(self, there: bool) -> None:
        """Whether a link was followed that can be gone back."""
        self._way_back = there
        self._show_bar()

    def focus_back(self) -> None:
        """Give the focus to the way back; where there is none, to what one came for."""
        if self.bar.isVisibleTo(self):
            self.back.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to what one came for: to try the exercise, to start the session."""
        button = self.exercises.go if self.exercises.isVisibleTo(self) else self.programs.first
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def arrange(self, mode: str) -> None:
        """regular and wide: a panel with its buttons at the foot. compact: a page of two columns. stack: of one."""
        key = f"{mode} {T.text_scale}"
        if key == self._mode:
            return
        self._mode = key
        panel = mode in ("regular", "wide")
        self._in_a_panel = panel
        self._show_bar()
        if panel:
            self._foot.addWidget(self.exercises.doing)
        else:
            self.exercises.take_buttons()
        self.exercises.arrange(columns=2 if mode == "compact" else 1, figure_px=(112 if panel else 150) + T.px(36))
        self._show_foot()

    def _show(self, pane: QWidget) -> None:
        for one in (self.exercises, self.programs):
            one.setVisible(one is pane)
        self.area.verticalScrollBar().setValue(0)
        self._show_foot()

    def _show_bar(self) -> None:
        self.bar.setVisible(self._way_back or not self._in_a_panel)

    def _show_foot(self) -> None:
        has_buttons = self._foot.indexOf(self.exercises.doing) >= 0
        self.foot.setVisible(has_buttons and not self.exercises.isHidden())
