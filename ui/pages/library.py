"""Library: every exercise and program, to search, filter, look at and play."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coach.library.library import Library
from coach.pages.catalogue import NO_FILTERS, catalogue, counts, matches, matching_programs
from coach.pages.catalogue_details import exercise_detail, program_detail
from coach.pages.catalogue_views import CatalogueView, Filters
from coach.text import _
from ui import tokens as tk
from ui.pages.library_browse import EDGE, BrowseSide
from ui.pages.library_side import DetailSide
from ui.pages.parts import mode_for
from ui.theme import T

EXERCISES, PROGRAMS = range(2)
_PANEL_PX = 348
#: From this height divided by the text scale on, search and chips stay in view while the grid scrolls.
_PINS_FROM = 600
#: Links that can be followed back.
MOST_STEPS_BACK = 12


class LibraryPage(QWidget):
    """Shows a `Library`.

    `practise` carries an exercise and the level of its dosage, `play` and `transcript` a session, `lesson` a lesson.
    `exercise_shown` tells whose detail is on the page, so that its lessons can be given to `show_lessons`.
    """

    practise = Signal(str, str)
    play = Signal(str)
    transcript = Signal(str)
    lesson = Signal(str)
    exercise_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setAccessibleName(_("Library"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._library: Library | None = None
        self._view: CatalogueView | None = None
        self._filters = NO_FILTERS
        self._chosen = {EXERCISES: "", PROGRAMS: ""}
        self._trail: list[tuple[int, str]] = []
        self._opened = False
        self._beside = True
        self.browse = BrowseSide()
        self.browse.changed.connect(self._search)
        self.browse.tab_changed.connect(self._show_tab)
        self.browse.cleared.connect(self.clear)
        self.browse.chosen.connect(self._choose)
        self.browse.opened.connect(self._open)
        self.side = DetailSide()
        self.side.closed.connect(self.close_detail)
        self.side.exercises.practise.connect(self.practise)
        self.side.exercises.lesson.connect(self.lesson)
        self.side.exercises.exercise.connect(self.open_exercise)
        self.side.exercises.program.connect(self.open_program)
        self.side.programs.play.connect(self.play)
        self.side.programs.transcript.connect(self.transcript)
        self.side.programs.exercise.connect(self.open_exercise)
        self.column = QWidget()
        self.column.setMaximumWidth(tk.SIZE.content_max)
        self._row = QHBoxLayout()
        self._row.setSpacing(18)
        self._row.addWidget(self.browse, 1)
        self._row.addWidget(self.side)
        self._rows = QVBoxLayout(self.column)
        self._rows.setSpacing(14)
        self._rows.addWidget(self.browse.head)
        self._rows.addLayout(self._row, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(0)
        across.addWidget(self.column, 100)
        across.addStretch(0)
        # The grid is on the screen before anything stands beside it.
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(0)
        self._first.timeout.connect(self._show_first)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.focus_search)
        T.changed.connect(self._fit)
        self._fit()

    # -- what is shown ---------------------------------------------------------------------------------------

    def show_library(self, library: Library) -> None:
        """Show what there is. The same library again changes nothing: search, filters and place stay."""
        if library is self._library:
            return
        self._library = library
        self._view = catalogue(library)
        self._filters = NO_FILTERS
        self._trail.clear()
        self._chosen = {EXERCISES: "", PROGRAMS: ""}
        self.browse.show_catalogue(self._view)
        self._search()
        self._first.start()

    def show_lessons(self, lessons: Sequence[tuple[str, str]]) -> None:
        """Lessons that have to do with the exercise that is shown, as (id, title)."""
        self.side.exercises.show_lessons(lessons)

    @Slot(str)
    def open_exercise(self, exercise_id: str) -> None:
        """Show an exercise in full, from wherever one is on the page."""
        self._come_to(EXERCISES, exercise_id)

    @Slot(str)
    def open_program(self, program_id: str) -> None:
        """Show a program in full, from wherever one is on the page."""
        self._come_to(PROGRAMS, program_id)

    @Slot()
    def close_detail(self) -> None:
        """Back to what a link was followed from, else to the grid, to the card one came from."""
        if self._trail:
            tab, own_id = self._trail.pop()
            self._switch(tab, own_id)
            self.side.focus_back()
        elif not self._beside:
            self._opened = False
            self._fit()
            self.browse.focus_current()
        else:
            self.browse.focus_current()

    @Slot()
    def clear(self) -> None:
        """No search and no filters."""
        self._filters = NO_FILTERS
        self.browse.set_query("")
        self.browse.set_topic(frozenset())
        if self.browse.panel is not None:
            self.browse.panel.clear_chips()
        self._search()

    @Slot()
    def focus_search(self) -> None:
        """Go to the search field."""
        if self._opened and not self._beside:
            self._opened = False
            self._trail.clear()
            self._fit()
        self.browse.focus_search()

    @property
    def view(self) -> CatalogueView:
        """What is listed; nothing before `show_library`."""
        return self._view or CatalogueView(exercises=(), programs=(), options={})

    @property
    def filters(self) -> Filters:
        """What is chosen in all groups."""
        return self._filters

    @property
    def beside(self) -> bool:
        """Whether the detail stands beside the grid; otherwise it takes the page."""
        return self._beside

    # -- slots -----------------------------------------------------------------------------------------------

    @Slot()
    def _search(self) -> None:
        query = self.browse.query
        if self.browse.tab == PROGRAMS:
            self.browse.show_found(tuple(p.id for p in matching_programs(self.view, query)), len(self.view.programs))
            return
        panel = self.browse.panel
        filters = self._filters if panel is None else panel.chosen_into(self._filters)
        self._filters = filters.setting("topic", self.browse.topic)
        found = matches(self.view, query, self._filters)
        self.browse.show_found(tuple(e.id for e in found), len(self.view.exercises))
        self.browse.show_filters(self._filters, counts(self.view, query, self._filters))

    @Slot()
    def _show_tab(self) -> None:
        self._search()
        chosen = self._chosen[self.browse.tab]
        if chosen:
            self._show_detail(chosen)
        else:
            self._show_first()

    @Slot()
    def _show_first(self) -> None:
        """Beside the grid something always stands; where the detail takes the page, nothing until it is asked for."""
        grid = self.browse.grid
        if self._beside and grid.shown and not self._chosen[self.browse.tab]:
            self._chosen[self.browse.tab] = grid.shown[0]
            self._show_detail(grid.shown[0])

    @Slot(str)
    def _choose(self, own_id: str) -> None:
        self._trail.clear()
        self._switch(self.browse.tab, own_id)
        if not self._beside:
            self.side.focus_back()

    @Slot(str)
    def _open(self, own_id: str) -> None:
        self._choose(own_id)
        if self._beside:
            self.side.focus_first()

    def _come_to(self, tab: int, own_id: str) -> None:
        """Show something from wherever one is; from elsewhere the focus comes along, as the grid may be hidden now."""
        inside = self.side.isAncestorOf(self._focused())
        self._follow(tab, own_id)
        self.browse.grid.stand_on(own_id)
        if not inside and self._beside:
            self.browse.focus_quietly()
        elif not inside:
            self.side.focus_back()

    def _follow(self, tab: int, own_id: str) -> None:
        """Go where a link leads. Climbing from an exercise to an easier or harder one is no way that leads back."""
        ladder = self.side.exercises.ladder
        climbs = ladder.isAncestorOf(self._focused()) and tab == self.browse.tab == EXERCISES
        from_here = self.side.isAncestorOf(self._focused())
        if not climbs:
            shown = (self.browse.tab, self._chosen[self.browse.tab])
            self._trail = [*self._trail, shown][-MOST_STEPS_BACK:] if from_here else []
        self._switch(tab, own_id)
        if from_here and not climbs:
            self.side.focus_back()

    def _switch(self, tab: int, own_id: str) -> None:
        self._chosen[tab] = own_id
        self._opened = True
        if tab == self.browse.tab:
            self._show_detail(own_id)
        else:
            self.browse.set_tab(tab)
        self.side.set_way_back(bool(self._trail))
        self._fit()

    def _show_detail(self, own_id: str) -> None:
        self._first.stop()
        if self._library is None:
            return
        self.browse.grid.mark(own_id)
        if self.browse.tab == EXERCISES:
            self.side.show_exercise(exercise_detail(self._library, own_id))
            self.exercise_shown.emit(own_id)
        else:
            self.side.show_program(program_detail(self._library, own_id))

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self

    # -- keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key = ev.key()
        if key == Qt.Key.Key_Slash:
            self.focus_search()
        elif key == Qt.Key.Key_Escape and self.side.isAncestorOf(self._focused()):
            self.close_detail()
        elif key == Qt.Key.Key_Escape and self.browse.query:
            self.browse.set_query("")
        else:
            super().keyPressEvent(ev)

    def focusInEvent(self, ev: QFocusEvent) -> None:
        # Given to the whole page: to the card where one was, without setting its figure going.
        super().focusInEvent(ev)
        if self._opened and not self._beside:
            self.side.focus_back()
        else:
            self.browse.focus_quietly()

    # -- layout ----------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        em = int(self.width() / T.text_scale)
        mode = mode_for(em)
        self._beside = mode in ("regular", "wide")
        tight = not self._beside
        side, top = (24, 20) if tight else (40, 28)
        self._rows.setContentsMargins(side - EDGE, top, side, 0)
        detail_only = self._opened and not self._beside
        pinned = self.height() / T.text_scale >= _PINS_FROM or not self.height()
        self.browse.arrange(mode, pinned=pinned)
        if pinned and self._rows.indexOf(self.browse.head) < 0:
            self._rows.insertWidget(0, self.browse.head)
            self.browse.head.setContentsMargins(EDGE, 0, 0, 0)
        self.browse.head.setVisible(not detail_only)
        self.browse.setVisible(not detail_only)
        self.side.setVisible(self._beside or detail_only)
        if self._beside:
            self.side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            self.side.setFixedWidth(min(T.px(_PANEL_PX), int(self.width() * 0.4)))
        else:
            self.side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(tk.SIZE.content_max)
        self.side.arrange(mode)
        if self._beside and not self._chosen[self.browse.tab]:
            self._first.start()
