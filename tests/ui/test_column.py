"""The column of a page stands still: a scroll bar beside it moves nothing, and the foot below is in line with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Show
from tests.ui.page_checks import settle
from ui.pages.foot import Foot
from ui.widgets import Button, Card, Page, Text, vbox

WIDTHS = (640, 830, 842, 850, 1180, 1600)


def edges(within: QWidget, widget: QWidget) -> tuple[int, int]:
    """Left and right edge of a widget, px from the left of the window."""
    left = widget.mapTo(within, QPoint(0, 0)).x()
    return left, left + widget.width()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_scroll_bar_moves_no_column(show: Show, width: int) -> None:
    page = Page(max_width=820)
    card = Card().add(Text("Some words."))
    page.add(card, None)
    window = show(page, width, 400)
    before = edges(window, card)
    assert page.verticalScrollBar().maximum() == 0
    card.setMinimumHeight(900)
    settle()
    assert page.verticalScrollBar().maximum() > 0
    assert edges(window, card) == before


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("high", [20, 900])
def test_the_foot_is_in_line_with_the_column(show: Show, width: int, high: int) -> None:
    page = Page(max_width=820)
    card = Card().add(Text("Some words."))
    card.setMinimumHeight(high)
    page.add(card, None)
    host = QWidget()
    button = Button("Go on", "primary")
    vbox(host, (page, 1), Foot(page, button), gap=0)
    window = show(host, width, 400)
    settle()
    # A button keeps 3 px around itself for the focus ring.
    assert edges(window, button)[0] + 3 == edges(window, card)[0]
