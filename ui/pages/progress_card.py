"""A chart with its title, the sentence that says what it shows, its legend, its menu and the table behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from coach.progress.tables import Table
from coach.text import _
from ui.charts.drawing import Drawing
from ui.charts.legend import LegendBar
from ui.charts.painter import span_words
from ui.charts.picture import Sheet
from ui.charts.view import ChartView
from ui.pages.progress_menu import TABLE, ChartMenu, DotsButton
from ui.pages.progress_table import TableFold
from ui.theme import T
from ui.widgets import Card, Text, flush, hbox, vbox

#: Px from the card's corner to the button of its menu, which is no part of the columns below it.
_CORNER = 8


class ChartCard(Card):
    """`asked` carries the key of the card and what to do with its chart; `opened` a day."""

    asked = Signal(str, str)
    opened = Signal(object)

    def __init__(self, key: str, title: str, name: str) -> None:
        """`name` is what screen readers call the chart."""
        super().__init__(pad=22, gap=8)
        self.key, self.title = key, title
        self._rows: Callable[[], Table] = _no_rows
        self._span = ""
        self.setObjectName(f"progress_card_{key}")
        self.heading = Text(title, "heading", wrap=True)
        self.words = Text("", "small", "text3", weight=400, wrap=True)
        self.chart = ChartView(name)
        self.chart.setObjectName(f"progress_{key}")
        self.chart.opened.connect(self.opened)
        self.legend = LegendBar()
        self.note = Text("", "small", "text2", weight=400, wrap=True)
        self.note.hide()
        self.fold = TableFold(key)
        self.dots = DotsButton(_("More about the chart: {title}").format(title=title), self)
        self.dots.setObjectName(f"progress_{key}_menu")
        self.dots.clicked.connect(self._open_menu)
        self.menu: ChartMenu | None = None
        self.head = vbox(None, self.heading, self.words, gap=2)
        self.add(self.head, (flush(hbox(None, (self.chart, 1), gap=0)), 100), self.legend, self.note, self.fold)
        self.foot = vbox(None, gap=0)
        self.lay.addLayout(self.foot)
        self.lay.addStretch(1)
        T.changed.connect(self._make_room)
        self._make_room()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_chart(
        self, drawing: Drawing, words: str, rows: Callable[[], Table], span: tuple[date, date] | None = None
    ) -> None:
        """Show values: their drawing, their sentence, what makes the rows behind them, and the days they are about."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.chart.show_drawing(drawing, words)
        self.legend.show_items(drawing.legend())
        self._rows = rows
        self._span = span_words(*span) if span is not None else ""
        self.dots.setVisible(not drawing.is_empty())
        if drawing.is_empty():
            self.fold.hide()
        elif self.fold.isVisibleTo(self):
            self.fold.show_table(self.table())

    def show_note(self, words: str) -> None:
        """A sentence below the chart; none where it is empty."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def sheet(self) -> Sheet:
        """The chart as a picture to pass on."""
        return Sheet(self.chart.drawing, self.title, self.words.text(), self._span, note=self.note.text())

    def table(self) -> Table:
        """The numbers behind the chart."""
        return self._rows()

    def do(self, action: str) -> None:
        """What the menu offers."""
        if action == TABLE:
            shown = not self.fold.isVisibleTo(self)
            if shown:
                self.fold.show_table(self.table())
            self.fold.setVisible(shown)
        else:
            self.asked.emit(self.key, action)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._place_dots()

    def _place_dots(self) -> None:
        side = self.dots.sizeHint()
        self.dots.setGeometry(self.width() - side.width() - _CORNER, _CORNER, side.width(), side.height())

    @Slot()
    def _make_room(self) -> None:
        # The words of the head end where the dots begin.
        self.head.setContentsMargins(0, 0, self.dots.sizeHint().width() - 10, 0)
        self._place_dots()

    @Slot()
    def _open_menu(self) -> None:
        if self.menu is None:
            self.menu = ChartMenu(self.key, self)
            self.menu.chosen.connect(self._chosen)
        corner = self.dots.mapToGlobal(QPoint(self.dots.width(), self.dots.height()))
        self.menu.open_at(corner, table_shown=self.fold.isVisibleTo(self))

    @Slot(str)
    def _chosen(self, action: str) -> None:
        self.do(action)


def _no_rows() -> Table:
    return Table((), ())
