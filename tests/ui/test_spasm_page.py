"""What spasm help offers, and the page that shows it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coach.app import Coach
from coach.library.library import Library
from coach.pages.easing import EasingView, easing_view
from coach.plan.choose import wishes_of
from coach.plan.easing import easing
from coach.records import History
from tests.fakes import MONDAY_AT_8
from tests.plan.story import Story, moment
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.spasm import After, SpasmPage
from ui.theme import T


def view_of(library: Library, *, noted: bool = True) -> EasingView:
    history = Story().placed(3).spasm(1, 3.2).history(moment(1, 3.5))
    spasm = history.spasms[0] if noted else None
    return easing_view(history, library, spasm, "GB", moment(1, 3.5))


# -- what is offered ---------------------------------------------------------------------------------------------


def offered(story: Story, library: Library) -> list[str]:
    now = moment(1, 12)
    return [own.exercise for own in easing(library, wishes_of(story.history(now), library, now))]


def test_rest_comes_first_and_plays_long(library: Library) -> None:
    now = moment(1, 12)
    found = easing(library, wishes_of(Story().placed(3).history(now), library, now))
    assert [(own.exercise, own.level) for own in found[:3]] == [
        ("constructive-rest", "advanced"),
        ("breathing-90-90", "advanced"),
        ("side-lying-rest", "advanced"),
    ]
    assert {own.level for own in found[3:]} == {"beginner"}


def test_what_makes_it_worse_is_not_offered(library: Library) -> None:
    assert "prone-on-elbows" not in offered(Story().placed(3).worse("extension"), library)
    flexion = offered(Story().placed(3).worse("flexion"), library)
    assert "single-knee-to-chest" not in flexion
    assert "prone-on-elbows" in flexion
    assert "breathing-90-90" not in offered(Story().placed(3).me(without=("chair",)), library)
    both = offered(Story().placed(3).worse("both"), library)
    assert both[:3] == ["constructive-rest", "breathing-90-90", "side-lying-rest"]
    assert len(both) >= 3


def test_everybody_is_offered_something(library: Library) -> None:
    pregnant = Story().placed(3).me(circumstances=("late-pregnancy",), without=("chair", "pillow")).worse("both")
    assert offered(pregnant, library)


# -- the page ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("after", ["", "done", "hurt"])
def test_nothing_is_clipped(show: Show, library: Library, width: int, height: int, scale: float, after: After) -> None:
    T.apply(text_scale=scale)
    page = SpasmPage()
    page.begin(view_of(library), after=after)
    show(page, width - 90, height)
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []


def test_the_page_is_freed(qtbot: QtBot) -> None:
    assert is_freed(SpasmPage)


def test_it_is_seen_whole_in_the_window_of_a_first_start(show: Show, library: Library) -> None:
    page = SpasmPage()
    page.begin(view_of(library))
    show(page, 1092, 760)
    settle()
    assert page.verticalScrollBar().maximum() == 0


def test_targets_are_large(show: Show, library: Library) -> None:
    page = SpasmPage()
    page.begin(view_of(library))
    show(page, 1092, 760)
    settle()
    for button in (*(card.start for card in page.cards), page.tell_button, page.done):
        assert button.height() >= 56
    for button in (page.was_earlier, page.was_none, page.others, page.whole, page.again):
        assert button.height() >= 40


def test_other_positions_come_round(show: Show, library: Library) -> None:
    page = SpasmPage()
    view = view_of(library)
    page.begin(view)
    show(page, 1092, 760)
    seen: list[str] = []
    while page.cards[0].name.text() not in seen:
        seen += [card.name.text() for card in page.cards if card.isVisible()]
        page.others.click()
    assert seen == [position.name for position in view.positions]


def test_without_a_spasm_there_is_nothing_to_tell(show: Show, library: Library) -> None:
    page = SpasmPage()
    page.begin(view_of(library, noted=False), removed=True)
    show(page, 1092, 760)
    assert page.noted.text().startswith("The spasm is taken out.")
    assert page.was_none.words == "Undo"
    assert not page.was_earlier.isVisible()
    assert not page.tell_button.isVisible()
    assert page.done.words == "Done"


def test_the_coach_offers_the_same(coach: Coach) -> None:
    coach.answer_screening("flare-up", ())
    view = coach.journal.easing(coach.journal.note_spasm(), "US")
    assert view.number == "911"
    assert view.spasm is not None
    assert coach.journal.easing(None, None).number == "112"
    assert easing_view(History(), coach.library, None, None, MONDAY_AT_8).positions == view.positions
