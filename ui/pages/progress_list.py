"""The sessions, newest first: what is behind the charts, and the way to correct a check-in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy

from coach.progress.views import SessionRow
from coach.text import _, ngettext
from ui.pages.progress_parts import SessionLine
from ui.widgets import Button, Card, Line, Text, flush, hbox, vbox

_ROWS_AT_ONCE = 8


class SessionList(Card):
    """Shows a few rows and makes others on demand: ten years have thousands. `edit` carries the id of a session."""

    edit = Signal(str)

    def __init__(self) -> None:
        super().__init__(pad=22, gap=0)
        self._rows: Sequence[SessionRow] = ()
        self.lines: list[SessionLine] = []
        self._rules: list[Line] = []
        self._narrow = False
        self.words = Text("", "small", "text3", weight=400, wrap=True)
        self.list = vbox(None, gap=0)
        self.more = Button("", "ghost", size="s")
        self.more.setObjectName("progress_more")
        self.more.clicked.connect(self._show_more)
        self.add(
            vbox(None, Text(_("Sessions"), "heading", wrap=True), self.words, gap=2),
            6,
            self.list,
            flush(hbox(None, self.more, None, gap=0)),
            None,
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """Show the newest ones; the others on demand."""
        shown = [line.row_shown for line in self.lines]
        if shown and list(rows[: len(shown)]) == shown:
            # Another span mostly begins with the same sessions.
            self._rows = rows
            self._say_more()
            return
        for old in (*self.lines, *self._rules):
            self.list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines, self._rules, self._rows = [], [], rows
        self.words.setText(
            _("Pain before → at its worst → after")
            if rows
            else _("Each session is listed here, newest first, with the pain before it, at its worst and after.")
        )
        self._append()

    def arrange(self, narrow: bool) -> None:
        """Narrow: the pain and the button stand below the name."""
        self._narrow = narrow
        for line in self.lines:
            line.arrange(narrow)

    def _append(self) -> None:
        begin = len(self.lines)
        for row in self._rows[begin : begin + _ROWS_AT_ONCE]:
            if self.lines:
                rule = Line()
                self._rules.append(rule)
                self.list.addWidget(rule)
            # Of another year than the newest one, the year is said.
            line = SessionLine(row, with_year=row.day.year != self._rows[0].day.year)
            line.edit.connect(self.edit)
            line.arrange(self._narrow)
            self.lines.append(line)
            self.list.addWidget(line)
        self._say_more()

    def _say_more(self) -> None:
        left = len(self._rows) - len(self.lines)
        self.more.setVisible(left > 0)
        if left > 0:
            n = min(left, _ROWS_AT_ONCE)
            self.more.set_words(ngettext("Show {n} older", "Show {n} older", n).format(n=n))

    @Slot()
    def _show_more(self) -> None:
        begin = len(self.lines)
        self._append()
        self.lines[begin].button.setFocus()
