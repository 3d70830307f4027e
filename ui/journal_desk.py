"""The Journal, Insights and the cards, wired to the coach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from coach.app import Coach
from coach.diary import SpasmDetails
from coach.errors import CoachError
from coach.text import _
from ui.flows import Flows
from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.pages.house import HousePage
    from ui.pages.insights import InsightsPage
    from ui.pages.journal import JournalPage


class JournalDesk(QObject):
    """Owned by the window. Makes its pages on their first visit. `follow` goes where a link leads."""

    def __init__(self, window: MainWindow, coach: Coach, flows: Flows, follow: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._coach, self._flows, self._follow = window, coach, flows, follow
        self._journal: JournalPage | None = None
        self._insights: InsightsPage | None = None
        self._cards: HousePage | None = None
        self._month: date = coach.journal.today
        self._query = ""
        window.add_page("journal", self._make_journal, self._refresh_journal)
        window.add_page("insights", self._make_insights, self._refresh_insights)
        window.add_page("cards", self._make_cards, self._refresh_cards)
        window.today.log_today.connect(self.log_today)
        window.today.signs_asked.connect(self._open_insights)
        window.today.panel.picked.connect(self.open_card)
        window.today.panel.all_cards.connect(self.open_cards)

    # -- the journal -----------------------------------------------------------------------------------------

    def _make_journal(self) -> JournalPage:
        from ui.pages.journal import JournalPage

        page = self._journal = JournalPage(self._coach.clock)
        self._month = self._coach.journal.today
        page.month.connect(self._turn_to)
        page.searched.connect(self._search)
        page.spasm_saved.connect(self._keep_spasm)
        page.day_saved.connect(self._keep_day)
        page.remove.connect(self._remove)
        page.undo.connect(self._put_back)
        page.ease.connect(self._flows.spasm)
        page.check_in.connect(self._flows.check_in)
        page.insights.connect(self._open_insights)
        return page

    def journal_page(self) -> JournalPage:
        """The Journal, made on first use."""
        self._window.page("journal")
        assert self._journal is not None
        return self._journal

    def _refresh_journal(self) -> None:
        if self._journal is not None:
            self._journal.show_view(self._coach.journal.page(self._month, self._query))

    @Slot()
    def log_today(self) -> None:
        """The log of today, with the focus in it."""
        self._window.go("journal")
        self.journal_page().log_today()

    @Slot(object)
    def _turn_to(self, month: date) -> None:
        self._month = month
        self._window.refresh("journal")

    @Slot(str)
    def _search(self, query: str) -> None:
        self._query = query
        self._window.refresh("journal")

    @Slot(object, object, object)
    def _keep_spasm(self, spasm: str | None, onset: datetime, told: SpasmDetails) -> None:
        self._keep(lambda: self._coach.journal.tell_spasm(spasm, onset, told))

    @Slot(object)
    def _keep_day(self, fields: dict[str, Any]) -> None:
        self._keep(lambda: self._coach.journal.log_day(fields))

    @Slot(object)
    def _remove(self, entries: Sequence[str]) -> None:
        held = self._coach.journal.holds_the_plan(entries)
        if self._keep(lambda: self._coach.journal.remove(entries)) and held:
            self._window.notice.tell(_("The plan goes on as if this spasm had not been. Undo brings it back."))

    @Slot(object)
    def _put_back(self, entries: Sequence[str]) -> None:
        self._keep(lambda: self._coach.journal.put_back(entries))

    def _keep(self, act: Callable[[], object]) -> bool:
        """Write in the journal; whether it worked. What could not be kept stays on the page, with the reason."""
        try:
            act()
        except CoachError as err:
            self.journal_page().show_problem(str(err))
            return False
        self._window.changed()
        return True

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except CoachError as err:
            self._window.notice.tell(str(err))
        self._window.changed()

    # -- insights --------------------------------------------------------------------------------------------

    @Slot()
    def _open_insights(self) -> None:
        self._window.go("insights")

    def _make_insights(self) -> InsightsPage:
        from ui.pages.insights import InsightsPage

        page = self._insights = InsightsPage()
        page.begin_experiment.connect(self._begin_experiment)
        page.end_experiment.connect(self._end_experiment)
        page.link.connect(self._go)
        return page

    def _refresh_insights(self) -> None:
        if self._insights is not None:
            self._insights.show_view(self._coach.journal.insights())

    @Slot(str)
    def _begin_experiment(self, experiment: Any) -> None:
        self._attempt(lambda: self._coach.journal.begin_experiment(experiment))

    @Slot(str)
    def _end_experiment(self, begun: str) -> None:
        self._attempt(lambda: self._coach.journal.end_experiment(begun))

    @Slot(str)
    def _go(self, link: str) -> None:
        self._follow(link)

    # -- the cards -------------------------------------------------------------------------------------------

    def cards_page(self) -> HousePage:
        """The cards, made on first use."""
        self._window.page("cards")
        assert self._cards is not None
        return self._cards

    def _make_cards(self) -> HousePage:
        from ui.pages.house import HousePage

        page = self._cards = HousePage()
        page.link.connect(self._go)
        return page

    def _refresh_cards(self) -> None:
        if self._cards is not None:
            self._cards.show_view(*self._coach.journal.house())

    @Slot(str)
    def open_card(self, card: str) -> None:
        """The story of a card."""
        self._window.go("cards")
        self.cards_page().open_card(card)

    @Slot()
    def open_cards(self) -> None:
        """All cards."""
        self._window.go("cards")
