"""How it goes on the whole, wired to the coach."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coach.app import Coach
from coach.errors import CoachError
from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.pages.outcomes import OutcomesPage


class OutcomeDesk(QObject):
    """Owned by the window. Makes its page on the first visit."""

    def __init__(self, window: MainWindow, coach: Coach) -> None:
        super().__init__(window)
        self._window, self._coach = window, coach
        self._page: OutcomesPage | None = None
        self._came_from = "progress"
        window.add_page("outcomes", self._make, self._refresh)
        window.today.outcomes_asked.connect(self.open)

    @Slot()
    def open(self) -> None:
        """The questions, from wherever they were asked for; leaving them leads back there."""
        self._came_from = self._window.shown or "progress"
        self._window.go("outcomes")

    def _make(self) -> OutcomesPage:
        from ui.pages.outcomes import OutcomesPage

        page = self._page = OutcomesPage()
        page.saved.connect(self._keep)
        page.closed.connect(self._leave)
        page.score_out.connect(self._score_out)
        return page

    def _refresh(self) -> None:
        if self._page is not None:
            self._page.show_view(self._coach.outcomes.page())

    @Slot(object)
    def _score_out(self, day: date) -> None:
        assert self._page is not None
        try:
            self._coach.outcomes.take_out(day)
        except CoachError as err:
            self._page.show_problem(str(err))
            return
        # What is being answered stays; only the list of scores is shown anew.
        self._page.scores.show_scores(self._coach.outcomes.page().scores)
        self._window.changed()

    @Slot(object, object, object)
    def _keep(
        self, rows: list[tuple[str, str, int | None]], change: int | None, score: tuple[int, date] | None
    ) -> None:
        assert self._page is not None
        try:
            self._coach.outcomes.keep(rows, change, score)
        except CoachError as err:
            self._page.show_problem(str(err))
            return
        self._page.settle()
        self._window.changed()
        self._window.go(self._came_from)

    @Slot()
    def _leave(self) -> None:
        assert self._page is not None
        self._page.settle()
        self._window.refresh("outcomes")
        self._window.go(self._came_from)
