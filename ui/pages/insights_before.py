"""What was more or less common before spasms: groups of factors, or what to log where there is nothing to compare."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coach.pages.insights_views import FactorView, GroupView, InsightsView, TeachView
from coach.text import _
from ui.pages.insights_bar import LeanMark, RatioBar
from ui.pages.parts import bullet
from ui.pages.plan_ladder import clear
from ui.widgets import Card, Line, Text, hbox, vbox
from ui.widgets.line_link import LineLink


class BeforeCard(Card):
    """`link` carries where to log: page:journal."""

    link = Signal(str)

    def __init__(self) -> None:
        super().__init__(pad=26, gap=0)
        self.setAccessibleName(_("Before your spasms"))
        self.words = Text("", "small", "text2", weight=400, wrap=True)
        self.groups: list[Group] = []
        self.fill = LineLink("page:journal", _("Fill in today"), icon="journal", name="insights_link")
        self.fill.followed.connect(self.link)
        self._list = vbox(None, gap=18)
        self.reading = Text("", "small", "text2", weight=400, wrap=True)
        self.open_boxes = Text("", "small", "text3", weight=400, wrap=True)
        self.shared = Text("", "small", "text2", weight=400, wrap=True)
        self.fair = [Text("", "small", "text2", weight=400, wrap=True) for _n in range(3)]
        self._about = QWidget()
        vbox(
            self._about,
            Line(),
            4,
            Text(_("How far this goes"), "label", weight=600, wrap=True),
            self.shared,
            *self.fair,
            gap=8,
        )
        self.add(
            vbox(
                None, Text(_("More common before your spasms?"), "heading", wrap=True), self.words, self.reading, gap=6
            ),
            18,
            self._list,
            6,
            hbox(None, -LineLink.INSET, self.fill, None, gap=0),
            6,
            self.open_boxes,
            12,
            self._about,
        )

    def show_view(self, view: InsightsView) -> None:
        """Show the groups, or what to log."""
        clear(self._list)
        self.groups = []
        if view.teach is not None:
            self.words.setText(view.teach.words)
            self._list.addWidget(self._teach(view.teach))
        else:
            self.words.setText(view.lead)
            for group in view.groups:
                if self.groups:
                    self._list.addWidget(Line())
                made = Group(group)
                self.groups.append(made)
                self._list.addWidget(made)
        self.fill.setVisible(view.teach is not None)
        self.reading.setText(view.reading)
        self.reading.setVisible(bool(view.reading))
        self.open_boxes.setText(view.open_boxes)
        self.open_boxes.setVisible(bool(view.open_boxes))
        self.shared.setText(view.shared)
        self.shared.setVisible(bool(view.shared))
        for text, words in zip(self.fair, (view.caution, view.power, view.clinician), strict=True):
            text.setText(words)

    def _teach(self, teach: TeachView) -> QWidget:
        host = QWidget()
        vbox(
            host,
            Text(teach.title, "label", weight=600, wrap=True),
            *(bullet(step, "text2") for step in teach.steps),
            Text(teach.so_far, "label", weight=600, wrap=True),
            gap=8,
        )
        return host


class Group(QWidget):
    """A title with a word of explanation, and its factors."""

    def __init__(self, view: GroupView) -> None:
        super().__init__()
        self.setObjectName(f"insights_group.{view.id}")
        self.setAccessibleName(view.title)
        self.rows = [FactorRow(factor) for factor in view.factors]
        head = vbox(
            None,
            Text(view.title, "strong", "text", wrap=True),
            Text(view.words, "small", "text3", weight=400, wrap=True),
            gap=1,
        )
        vbox(self, head, *self.rows, gap=16)


class FactorRow(QWidget):
    """One factor: sign and name, which side it is on, its counts, and its odds ratio where it is measured."""

    def __init__(self, view: FactorView) -> None:
        super().__init__()
        self.setObjectName(f"insights_factor.{view.factor}")
        title = f"{view.name}, {view.lean_words}" if view.lean_words else view.name
        self.setAccessibleName(f"{title}. {view.counts} {view.ratio_words}".strip())
        name = Text(view.name, "label", weight=600, wrap=True)
        side = Text(view.lean_words, "caption", "text2", wrap=True)
        if not view.lean_words:
            side.hide()  # shown without a parent it would flash up as a window of its own
        self.bar = (
            RatioBar(view.ratio, view.lean, f"{view.name}. {view.ratio_words}") if view.ratio is not None else None
        )
        words = vbox(None, name, side, Text(view.counts, "small", "text2", weight=400, wrap=True), gap=2)
        if self.bar is not None:
            words.addSpacing(6)
            words.addWidget(self.bar)
            words.addWidget(Text(view.ratio_words, "small", "text", weight=500, wrap=True))
        mark = LeanMark(view.lean)
        row = hbox(self, mark, (words, 1), gap=12)
        row.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
