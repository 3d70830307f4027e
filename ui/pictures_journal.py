"""The pictures of the journal and of spasm help."""

from __future__ import annotations

from collections.abc import Callable

from coach.app import Coach
from coach.diary import Spasm, SpasmDetails
from coach.pages.easing import EasingView
from coach.text import _
from ui.flows import Flows
from ui.journal_desk import JournalDesk
from ui.library_desk import LibraryDesk
from ui.pages.spasm import After
from ui.region import region_of
from ui.window import MainWindow

Shown = tuple[str, Callable[[], None]]


def journal_pages(window: MainWindow, coach: Coach, flows: Flows, library: LibraryDesk) -> list[Shown]:
    """Each page with its name. Nothing is written: the spasm of the pictures is in no history."""
    desk = JournalDesk(window, coach, flows, library.follow)
    now = coach.clock.moment().wall
    spasm = Spasm(id="picture", onset=now, logged=now)

    def help_page(after: After = "") -> Callable[[], None]:
        def show() -> None:
            view: EasingView = coach.journal.easing(spasm, region_of(coach.settings.session.region))
            flows.spasm_help.page().begin(view, after=after)
            window.go("easing")

        return show

    def told() -> None:
        form = flows.spasm_help.form()
        marked = SpasmDetails(
            where=("low_left", "low_mid"),
            strength="moderate",
            doing=("bending",),
            day_before=("long-sitting",),
            note=_("Bent down for a sock."),
        )
        form.begin(Spasm(id="picture", onset=now, logged=now, told=marked, told_at=now), now)
        window.show_flow(form)

    def go(key: str) -> Callable[[], None]:
        return lambda: window.go(key)

    def fallen_first() -> None:
        house, _histories = coach.journal.house()
        desk.open_card(house.next_id or house.cards[0].id)

    return [
        ("spasm_help", help_page()),
        ("spasm_help_after", help_page("done")),
        ("spasm_told", told),
        ("journal", go("journal")),
        ("journal_today", desk.log_today),
        ("insights", go("insights")),
        ("cards", fallen_first),
    ]
