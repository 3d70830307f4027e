"""The line of buttons below a page that scrolls, in the column of the page."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLayout, QWidget

from ui import tokens as tk
from ui.widgets import PAD, Flow, Line, Page, hbox, vbox


def button_flow(*buttons: QWidget) -> Flow:
    """Buttons side by side, on more lines where there is little room; their painted edge meets the column.

    A layout, not a widget: in a parent of its own the first button would be cut off at the parent's edge.
    """
    flow = Flow(gap=6, pull=PAD)
    for button in buttons:
        flow.addWidget(button)
    return flow


class Foot(QWidget):
    """A line, and below it the buttons."""

    def __init__(self, page: Page, *buttons: QWidget, row: QLayout | None = None) -> None:
        """`row` takes the place of the buttons, where they do not just follow each other."""
        super().__init__()
        self._page = page
        column = QWidget()
        column.setMaximumWidth(page.col.maximumWidth())
        self._inner = hbox(column, (row if row is not None else button_flow(*buttons), 1), gap=0)
        line = hbox(None, gap=0)
        line.addStretch(0)
        line.addWidget(column, 100)
        line.addStretch(0)
        vbox(self, Line(), line, gap=0)
        page.resized.connect(self._fit)
        self._fit(tk.BREAK.wide)

    @Slot(object)
    def _fit(self, em: int) -> None:
        side = 24 if em < tk.BREAK.compact else 40
        self._inner.setContentsMargins(side, 10, side, 12)
