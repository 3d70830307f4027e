"""The line of buttons below a page that scrolls, in the column of the page."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

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

    def __init__(self, page: Page, *buttons: QWidget) -> None:
        super().__init__()
        self._page = page
        column = QWidget()
        column.setMaximumWidth(page.col.maximumWidth())
        self._inner = hbox(column, (button_flow(*buttons), 1), gap=0)
        row = hbox(None, gap=0)
        row.addStretch(0)
        row.addWidget(column, 100)
        row.addStretch(0)
        vbox(self, Line(), row, gap=0)
        page.resized.connect(self._fit)
        self._fit(tk.BREAK.wide)

    @Slot(object)
    def _fit(self, em: int) -> None:
        side = 24 if em < tk.BREAK.compact else 40
        self._inner.setContentsMargins(side, 10, side, 12)
