"""The looking-through side of the Library: search, chips, further filters, and the grid under them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from coach.pages.catalogue_views import CatalogueView, ExerciseEntry, Filters, Group, ProgramEntry
from coach.pages.catalogue_words import minutes_words
from coach.text import _, ngettext
from ui.pages.library_card import CardFace, LibraryCard
from ui.pages.library_filters import FilterPanel, count_words, group_title
from ui.pages.library_grid import CardGrid
from ui.pages.library_parts import Column, broad
from ui.theme import T
from ui.widgets import PAD, Button, Card, Segmented, Text, flush, hbox, vbox
from ui.widgets.filter_chips import FilterChips
from ui.widgets.search_field import SearchField

_EXERCISES = 0
_SEARCH_PX = 340
_ANY_WIDTH = 16_777_215
#: Room above and below a card that is scrolled to, px.
_AROUND = 24
#: Room at the left, so that the focus ring of the first card is not cut off by the edge of what scrolls, px.
EDGE = 6


class BrowseSide(Column):
    """The grid and what narrows it. `head` (search, tabs, chips) stands above it or scrolls with it.

    `changed`: the search or a filter; `chosen` and `opened` carry the id of a card.
    """

    changed = Signal()
    tab_changed = Signal()
    cleared = Signal()
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(EDGE, 0, 2, 20), gap=12, parent=parent)
        self._view: CatalogueView | None = None
        self._listing = False
        self._arranged = ""
        self._further = 0
        self.panel: FilterPanel | None = None
        self.title = Text(_("Library"), "display")
        self.tabs = Segmented([_("Exercises"), _("Programs")], _EXERCISES, name=_("What is listed"))
        self.tabs.setObjectName("library_tabs")
        self.tabs.changed.connect(self._tab)
        self.search = SearchField(_("Search exercises"))
        self.search.setObjectName("library_search")
        self.search.edited.connect(self._edited)
        self.search.left.connect(self.focus_current)
        self.search.entered.connect(self._open_first)
        self.filter = Button(_("Filter"), "secondary", icon="settings")
        self.filter.setObjectName("library_filter")
        self.filter.setCheckable(True)
        self.filter.clicked.connect(self._toggle_panel)
        self.topics: FilterChips | None = None
        self.head = QWidget()
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first.setSpacing(16)
        self._first.addWidget(self.title)
        self._first.addLayout(flush(hbox(None, self.tabs, gap=0)))
        self._first.addStretch(1)
        # The field grows up to its widest; what is left then stays empty before it, and the button keeps its size.
        self.filter.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._second = hbox(None, None, (self.search, 100), self.filter, gap=6)
        self._first.addLayout(self._second, 2)
        self._head = vbox(self.head, self._first, gap=12)
        self.said = Text("", "small", "text3", weight=400, wrap=True)
        self.clear = Button(_("Clear"), "ghost", size="s")
        self.clear.setObjectName("library_clear")
        self.clear.setAccessibleName(_("Clear search and filters"))
        self.clear.clicked.connect(self.cleared)
        self.summary = QWidget()
        hbox(self.summary, self.said, self.clear, None, gap=4)
        self.exercises = CardGrid(_("Exercises"))
        self.programs = CardGrid(_("Programs"))
        self.programs.hide()
        for grid in (self.exercises, self.programs):
            grid.chosen.connect(self.chosen)
            grid.opened.connect(self.opened)
            grid.reached.connect(self._reveal)
        self.empty = _Nothing()
        self.empty.clear.clicked.connect(self.cleared)
        self.empty.hide()
        grids = vbox(None, self.exercises, self.programs, gap=0)
        self.add(self.summary, self.empty, flush(hbox(None, (grids, 1), gap=0)), None)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- what is listed --------------------------------------------------------------------------------------

    def show_catalogue(self, view: CatalogueView) -> None:
        """Make cards and chips for what there is."""
        self._listing = True
        self._view = view
        self.exercises.set_faces([_exercise_face(entry) for entry in view.exercises])
        self.programs.set_faces([_program_face(entry) for entry in view.programs])
        options = [("", _("All")), *((option.id, option.word) for option in view.options["topic"])]
        old = self.topics
        self.topics = FilterChips(options, name=group_title("topic"), single=True)
        self.topics.setObjectName("library_topic")
        self.topics.changed.connect(self.changed)
        row = broad(self.topics)
        self._head.addLayout(row)
        if old is not None:
            old.deleteLater()
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None
            self.filter.setChecked(False)
        self._listing = False

    @property
    def tab(self) -> int:
        """0 exercises, 1 programs."""
        return self.tabs.index or 0

    @property
    def grid(self) -> CardGrid:
        """The grid of the tab."""
        return self.exercises if self.tab == _EXERCISES else self.programs

    @property
    def query(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    @property
    def topic(self) -> frozenset[str]:
        """The topic that is chosen, if any."""
        return self.topics.chosen() if self.topics is not None else frozenset()

    def set_tab(self, tab: int) -> None:
        """List exercises or programs."""
        self.tabs.set_index(tab)

    def set_query(self, query: str) -> None:
        """Search for something."""
        self.search.set_text(query)

    def set_topic(self, topic: frozenset[str]) -> None:
        """Choose a topic, or all of them; nothing is told."""
        if self.topics is not None:
            self.topics.set_chosen(topic)

    def show_found(self, ids: tuple[str, ...], of: int) -> None:
        """Show what fits, and say how many that are."""
        # A card that goes while it has the focus would hand it to whatever comes next.
        focused = next((card for card in self.grid.cards.values() if card.hasFocus()), None)
        self.grid.show_ids(ids)
        self.empty.setVisible(not ids)
        if focused is not None and focused.face.id not in ids:
            self.focus_current()
        words = (
            ngettext("{n} of {of} exercise", "{n} of {of} exercises", of)
            if self.tab == _EXERCISES
            else ngettext("{n} of {of} program", "{n} of {of} programs", of)
        )
        self.said.setText(words.format(n=len(ids), of=of))
        narrowed = bool(self.query) or (self.tab == _EXERCISES and len(ids) < of)
        self.summary.setVisible(narrowed and bool(ids))

    def show_filters(self, filters: Filters, counts: Mapping[Group, Mapping[str, int]]) -> None:
        """How many filters are on, and what each option would give."""
        further = self._further = filters.count - len(filters.of("topic"))
        words = _("Filter ({n})").format(n=further) if further else _("Filter")
        self.filter.set_kind("soft" if further or self.filter.isChecked() else "secondary")
        if self.filter.words != words:
            self.filter.set_words(words)
            self.filter.updateGeometry()
        if self.topics is not None:
            self.topics.set_counts(counts["topic"], count_words(counts["topic"]))
        if self.panel is not None:
            self.panel.show_filters(filters, counts)

    # -- going about -----------------------------------------------------------------------------------------

    def focus_search(self) -> None:
        """Go to the search field, with what is in it ready to be typed over."""
        self.ensureWidgetVisible(self.search)
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    @Slot()
    def focus_current(self) -> None:
        """Go to the card where one was; where nothing fits, to the way out."""
        card = self.grid.current
        if card is not None:
            self.grid.focus_on(card.face.id)
        elif self.empty.isVisible():
            self.empty.clear.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_quietly(self) -> None:
        """The same, for somebody who has just come to the page."""
        card = self.grid.current
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, mode: str, *, pinned: bool) -> None:
        """The head in one row or in two; where it is not pinned above, it is the first that scrolls."""
        if not pinned and self.body.indexOf(self.head) < 0:
            self.body.insertWidget(0, self.head)
            self.head.setContentsMargins(PAD, 0, 0, 0)
        if mode != self._arranged:
            self._arranged = mode
            stacked = mode == "stack"
            across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._first.setDirection(down if stacked else across)
            self._first.setSpacing(8 if stacked else 16)
        self.search.setMaximumWidth(_ANY_WIDTH if mode == "stack" else T.px(_SEARCH_PX))

    @Slot(object)
    def _reveal(self, card: LibraryCard) -> None:
        self.ensureWidgetVisible(card, 0, _AROUND)

    @Slot()
    def _scrolled(self) -> None:
        self.grid.scrolled()

    @Slot()
    def _edited(self) -> None:
        self.verticalScrollBar().setValue(0)
        self.changed.emit()

    @Slot()
    def _open_first(self) -> None:
        if self.query and self.grid.shown:
            self.opened.emit(self.grid.shown[0])

    @Slot()
    def _tab(self) -> None:
        exercises = self.tab == _EXERCISES
        self.exercises.setVisible(exercises)
        self.programs.setVisible(not exercises)
        self.search.set_placeholder(_("Search exercises") if exercises else _("Search programs"))
        if self.topics is not None:
            self.topics.setVisible(exercises)
        self.filter.setVisible(exercises)
        if self.panel is not None:
            self.panel.setVisible(exercises and self.filter.isChecked())
        self.verticalScrollBar().setValue(0)
        self.tab_changed.emit()

    @Slot()
    def _toggle_panel(self) -> None:
        if self.panel is None and self._view is not None:
            self.panel = FilterPanel(self._view)
            self.panel.changed.connect(self.changed)
            self.body.insertWidget(self.body.indexOf(self.summary), self.panel)
            self.changed.emit()
        self.filter.set_kind("soft" if self.filter.isChecked() or self._further else "secondary")
        if self.panel is not None:
            self.panel.setVisible(self.filter.isChecked())
            self.verticalScrollBar().setValue(0)


class _Nothing(Card):
    """Says that nothing fits, and how to go on."""

    def __init__(self) -> None:
        super().__init__(tone="sunken", pad=24, gap=8)
        self.clear = Button(_("Clear search and filters"), "secondary", size="s")
        self.clear.setObjectName("library_nothing_clear")
        words = _("Fewer words or fewer filters show more. One letter wrong in a longer word does not matter.")
        self.add(Text(_("Nothing here fits"), "heading", wrap=True), Text(words, "body", "text2", wrap=True))
        self.add(flush(hbox(None, self.clear, None, gap=0)))


def _exercise_face(entry: ExerciseEntry) -> CardFace:
    about = ", ".join((entry.kind, entry.position_word, *entry.targets))
    return CardFace(entry.id, entry.name, entry.dosage, entry.id, entry.position, about)


def _program_face(entry: ProgramEntry) -> CardFace:
    about = ", ".join((entry.kind_word, entry.length))
    minutes = minutes_words(entry.least_minutes, entry.most_minutes)
    sub = f"{entry.kind_word}, {minutes}" if entry.kind == "stage" else minutes
    return CardFace(entry.id, entry.name, sub, entry.exercise, entry.position, about)
