"""The head of the journal: its name, the search, and the buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.text import _
from ui.theme import T
from ui.widgets import PAD, Button, Flow, Text, hbox, vbox
from ui.widgets.search_field import SearchField

_SEARCH_PX = 240


class JournalHead(QWidget):
    """One of the two log buttons is shown: that of the form which is not."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Text(_("Journal"), "display")
        self.search = SearchField(_("Search the journal"))
        self.search.setObjectName("journal_search")
        self.insights = Button(_("Insights"), "ghost", icon="eye")
        self.log_today = Button(_("Log today"), "secondary", icon="pencil")
        self.log_spasm = Button(_("Log a spasm"), "secondary", icon="diamond")
        flow = Flow(gap=4)
        for name, button in (
            ("insights", self.insights),
            ("log_today", self.log_today),
            ("log_spasm", self.log_spasm),
        ):
            button.setObjectName(f"journal_{name}")
            flow.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addWidget(self.title, 1)
        self._row.addWidget(self.search)
        # The painted edge of the last button meets the column.
        self._row.addLayout(hbox(None, (flow, 1), -PAD, gap=0))
        vbox(self, hbox(None, (self._row, 1), gap=0), gap=0)
        self.show_buttons(day_is_open=False)

    def show_buttons(self, *, day_is_open: bool) -> None:
        """Offer the other form."""
        self.log_today.setVisible(not day_is_open)
        self.log_spasm.setVisible(day_is_open)

    def arrange(self, em: int) -> None:
        """`em` is the width in px divided by the text scale."""
        across = em >= 760
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)
        self.search.setMinimumWidth(T.px(_SEARCH_PX) if across else 0)
        self.search.setMaximumWidth(T.px(_SEARCH_PX) if across else 16_777_215)
