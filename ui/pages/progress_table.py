"""The numbers behind a chart as lines that can be read one by one, a few at a time."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from coach.progress.tables import Cell, Table
from coach.text import _, ngettext
from ui.charts.painter import full_date
from ui.widgets import Button, Line, Text, hbox, vbox

_AT_ONCE = 8


class TableFold(QWidget):
    """A line a row: its first cell, and the others with the names of their columns. The newest come first."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._rows: tuple[tuple[Cell, ...], ...] = ()
        self._columns: tuple[str, ...] = ()
        self.lines: list[QWidget] = []
        self._rules: list[QWidget] = []
        self.list = vbox(None, gap=0)
        self.more = Button("", "ghost", size="s")
        self.more.setObjectName(f"progress_{key}_more_rows")
        self.more.clicked.connect(self._append)
        vbox(self, self.list, hbox(None, self.more, None, gap=0), gap=2)
        self.hide()

    def show_table(self, table: Table) -> None:
        """Show the first lines; the others on demand."""
        for old in (*self.lines, *self._rules):
            self.list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines, self._rules = [], []
        self._columns = table.columns
        self._rows = tuple(reversed(table.rows)) if table.newest_last else table.rows
        self._append()

    @Slot()
    def _append(self) -> None:
        begin = len(self.lines)
        for row in self._rows[begin : begin + _AT_ONCE]:
            if self.lines:
                rule = Line()
                self._rules.append(rule)
                self.list.addWidget(rule)
            line = self._line(row)
            self.lines.append(line)
            self.list.addWidget(line)
        left = len(self._rows) - len(self.lines)
        self.more.setVisible(left > 0)
        if left > 0:
            n = min(left, _AT_ONCE)
            self.more.set_words(
                ngettext("Show {n} more of {left}", "Show {n} more of {left}", n).format(n=n, left=left)
            )

    def _line(self, row: tuple[Cell, ...]) -> QWidget:
        line = QWidget()
        said = [
            _("{column} {value}").format(column=column, value=cell_words(cell))
            for column, cell in zip(self._columns[1:], row[1:], strict=True)
            if cell not in (None, "")
        ]
        line.setAccessibleName(f"{cell_words(row[0])}: {', '.join(said)}")
        head = Text(cell_words(row[0]), "small", weight=600, wrap=True)
        rest = Text("  ·  ".join(said), "small", "text2", weight=400, wrap=True)
        vbox(line, head, rest, gap=0, margins=(0, 5, 0, 5))
        return line


def cell_words(cell: Cell) -> str:
    """A cell as it is read."""
    if isinstance(cell, date):
        return full_date(cell)
    if isinstance(cell, float):
        return f"{round(cell, 2):g}"
    return "" if cell is None else str(cell)
