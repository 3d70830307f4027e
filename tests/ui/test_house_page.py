"""The house on Today and on its own page: it moves when it is seen, and every card tells its story by keyboard."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.journal.supports import house, house_over
from coach.pages.house import histories_view, house_view
from coach.pages.house_views import CardHistoryView, HouseView
from coach.pages.today import today_view
from tests.journal.houses import houses
from tests.plan.story import library
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.icon_paths import ICON_PATHS
from ui.pages.house import HousePage
from ui.pages.house_panel import HousePanel, Legend, blank_supports, supports_of
from ui.pages.house_rows import CardRow
from ui.pages.today import TodayPage
from ui.theme import T
from ui.widgets import Text
from ui.widgets.house import state_word

NAMES = tuple(houses())


@cache
def shown(name: str) -> tuple[HouseView, tuple[CardHistoryView, ...]]:
    one = houses()[name]
    weeks = house_over(one.history, library(), one.now)
    return house_view(house(one.history, library(), one.now), library()), histories_view(weeks, library())


def made(name: str = "08-favourites-only") -> HousePage:
    page = HousePage()
    page.show_view(*shown(name))
    return page


@pytest.fixture
def page(show: Show) -> HousePage:
    own = made()
    show(own, 1092, 760)
    settle()
    return own


# -- the panel of Today --


def test_before_anything_is_known_it_explains_itself(show: Show) -> None:
    panel = HousePanel()
    show(panel, 480, 560)
    assert panel.head.text() == "Your house of cards"
    assert panel.say.plain().startswith("Eight supports hold a back up")
    assert not panel.more.isVisible()
    assert not panel.legend.isVisible()
    assert [s.state for s in panel.house.supports] == ["unknown"] * 8


def test_it_tells_how_the_house_stands(show: Show) -> None:
    panel = HousePanel()
    panel.show_view(shown("08-favourites-only")[0])
    show(panel, 480, 560)
    assert panel.head.text() == "Standing, but not steady"
    assert panel.say.plain() == "Six cards hold, one leans, one is down.\nRestack next: back endurance."
    assert legend(panel.legend) == {"solid": "6 in place", "leaning": "1 leaning", "fallen": "1 fallen"}
    assert panel.accessibleDescription().startswith("Second stage")


def legend(own: Legend) -> dict[str, str]:
    return {entry.state: entry.accessibleName() for entry in own.entries if entry.isVisible()}


def test_the_picture_has_the_cards_of_the_file() -> None:
    supports = library().supports
    assert supports is not None
    assert [(s.key, s.label, s.icon) for s in blank_supports()] == [(c.id, c.label, c.icon) for c in supports.cards]
    assert all(card.icon in ICON_PATHS for card in supports.cards)


def test_a_card_and_all_cards_are_a_press_away(show: Show, qtbot: QtBot) -> None:
    panel = HousePanel()
    panel.show_view(shown("08-favourites-only")[0])
    show(panel, 480, 560)
    panel.more.setFocus()
    with qtbot.waitSignal(panel.all_cards):
        QTest.keyClick(panel.more, Qt.Key.Key_Return)
    panel.house.setFocus()
    for _card in range(3):
        QTest.keyClick(panel.house, Qt.Key.Key_Right)
    assert "Sitting breaks: In place. Little sitting" in panel.house.accessibleDescription()
    with qtbot.waitSignal(panel.picked) as picked:
        QTest.keyClick(panel.house, Qt.Key.Key_Return)
    assert picked.args == ["sitting"]


def test_what_changed_while_it_was_away_moves_when_it_is_seen(show: Show, qtbot: QtBot) -> None:
    panel = HousePanel()
    panel.show_view(shown("08-favourites-only")[0])
    window = show(panel, 480, 560)
    window.hide()
    panel.show_view(shown("03-all-in-place")[0])
    assert state(panel, "side_core") == "fallen"
    window.show()
    assert state(panel, "side_core") == "fallen"  # the first picture is the one that was left
    qtbot.waitUntil(panel.house.is_moving)
    assert state(panel, "side_core") == "solid"
    qtbot.waitUntil(lambda: not panel.house.is_moving(), timeout=5_000)


def test_only_the_newest_state_is_shown(show: Show, qtbot: QtBot) -> None:
    panel = HousePanel()
    panel.show_view(shown("03-all-in-place")[0])
    window = show(panel, 480, 560)
    window.hide()
    for name in ("08-favourites-only", "04-sitting-fallen"):
        panel.show_view(shown(name)[0])
    window.show()
    qtbot.waitUntil(lambda: state(panel, "sitting") == "fallen")
    assert state(panel, "side_core") == "solid"


def test_while_it_is_seen_it_moves_at_once(show: Show, qtbot: QtBot) -> None:
    panel = HousePanel()
    panel.show_view(shown("03-all-in-place")[0])
    show(panel, 480, 560)
    panel.show_view(shown("08-favourites-only")[0])
    qtbot.waitUntil(panel.house.is_moving)


def test_reduced_motion_moves_nothing(show: Show, qtbot: QtBot) -> None:
    T.apply(reduced_motion=True)
    panel = HousePanel()
    panel.show_view(shown("03-all-in-place")[0])
    show(panel, 480, 560)
    panel.show_view(shown("08-favourites-only")[0])
    qtbot.waitUntil(lambda: state(panel, "side_core") == "fallen")
    assert not panel.house.is_moving()


def test_the_first_house_comes_without_a_fall(show: Show) -> None:
    panel = HousePanel()
    show(panel, 480, 560)
    panel.show_view(shown("08-favourites-only")[0])
    settle()
    assert not panel.house.is_moving()
    assert state(panel, "side_core") == "fallen"


def state(panel: HousePanel, key: str) -> str:
    return next(s.state for s in panel.house.supports if s.key == key)


@pytest.mark.parametrize(("width", "height"), [(1092, 760), (812, 640)])
@pytest.mark.parametrize("name", NAMES)
def test_the_panel_never_makes_today_scroll(show: Show, width: int, height: int, name: str) -> None:
    """The hero may be long; what the house asks for is not more than what it had when it was blank."""
    one = houses()[name]
    view = today_view(one.history, library(), one.now)
    blank = TodayPage()
    blank.show_view(msgspec.structs.replace(view, house=None), ready=True)
    show(blank, width, height)
    settle()
    filled = TodayPage()
    filled.show_view(msgspec.structs.replace(view, house=shown(name)[0]), ready=True)
    show(filled, width, height)
    settle()
    assert filled.verticalScrollBar().maximum() <= blank.verticalScrollBar().maximum()
    assert clipped(filled) == []


# -- the page --


def test_it_opens_the_card_to_restack_next(page: HousePage) -> None:
    assert page.chosen == "back"
    assert page.story.name.text() == "Back endurance"
    assert (page.story.state.state, page.story.state.words) == ("leaning", "Leaning")
    assert page.story.why.words.plain() == "It was left out in 7 of the 9 sessions that had it."
    assert page.stage.text().startswith("Second stage of the house of cards")


def test_every_card_tells_its_story(page: HousePage) -> None:
    view, histories = shown("08-favourites-only")
    for card, history in zip(view.cards, histories, strict=True):
        page.open_card(card.id)
        assert page.story.accessibleName() == f"{card.name}: {state_word(card.state)}"
        assert page.story.why.words.plain() == card.why
        assert page.story.restack.isVisible() == page.story.go.isVisible() == (card.state != "solid")
        assert page.story.rule.words.plain() == card.decided
        assert page.story.weeks.text() == history.words
        assert page.story.ours.text() == "This rule is our own choice, not research."
        assert [row.key for row in page.list.rows if row.isChecked()] == [card.id]


def test_the_house_and_the_list_open_the_same_story(page: HousePage) -> None:
    page.house.setFocus()
    QTest.keyClick(page.house, Qt.Key.Key_Right)
    QTest.keyClick(page.house, Qt.Key.Key_Return)
    assert page.chosen == "sleep"
    row = next(row for row in page.list.rows if row.key == "side_core")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert page.chosen == "side_core"
    QTest.keyClick(row, Qt.Key.Key_Return)  # a second press keeps it
    assert page.chosen == "side_core"
    assert row.isChecked()


def test_the_chosen_card_is_outlined(page: HousePage) -> None:
    before = page.house.grab().toImage()
    page.open_card("movement")
    assert page.house.grab().toImage() != before


def test_a_card_leads_to_what_restacks_it(page: HousePage, qtbot: QtBot) -> None:
    page.open_card("side_core")
    page.story.go.setFocus()
    with qtbot.waitSignal(page.link) as got:
        QTest.keyClick(page.story.go, Qt.Key.Key_Return)
    assert got.args == ["exercise:side-plank-knees"]
    with qtbot.waitSignal(page.link) as got:
        page.story.lesson.click()
    assert got.args == ["lesson:favourites-and-dropped"]
    with qtbot.waitSignal(page.link) as got:
        page.back.click()
    assert got.args == ["page:today"]


def test_the_card_that_was_open_stays_open(page: HousePage) -> None:
    page.open_card("glutes")
    page.show_view(*shown("04-sitting-fallen"))
    assert page.chosen == "glutes"
    page.open_card("nobody")
    assert page.chosen == "glutes"


def test_the_weeks_are_read_out_by_keyboard(page: HousePage) -> None:
    page.open_card("side_core")
    strip = page.story.strip
    assert strip.places() == 12
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.readout() == "Week to 29 Mar: Fallen"
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert strip.readout().endswith("Not known yet")
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.accessibleDescription() == page.story.weeks.text()


def test_postures_are_told_apart_without_colour() -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    from ui.widgets import paint_state

    drawn = []
    for own in ("solid", "leaning", "fallen", "unknown"):
        image = QImage(40, 40, QImage.Format.Format_Alpha8)
        image.fill(0)
        p = QPainter(image)
        paint_state(p, QRectF(2, 2, 36, 36), own, T.table("light"))
        p.end()
        drawn.append(bytes(image.constBits()))
    assert drawn[0] != drawn[1] != drawn[2]
    assert len(set(drawn)) >= 3  # in place and not known are both upright: a check and an empty card
    assert len(set(drawn[1:])) == 3


def test_without_supports_there_is_only_the_blank_house(show: Show) -> None:
    empty = HouseView(
        title="Your house of cards", say="Nothing yet.", stage=0, stage_words="", in_place=0, leaning=0, fallen=0,
        unknown=0, cards=(),
    )  # fmt: skip
    page = HousePage()
    page.show_view(empty, ())
    show(page, 1092, 760)
    assert not page.story.isVisible()
    assert not page.list.isVisible()
    assert [s.state for s in page.house.supports] == ["unknown"] * 8
    assert supports_of(empty) == blank_supports()


@pytest.mark.parametrize("name", ["01-first-day", "06-five-days-after", "08-favourites-only"])
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(show: Show, width: int, height: int, scale: float, name: str) -> None:
    T.apply(text_scale=scale)
    page = made(name)
    show(page, width - round(88 * min(scale, 1.8)), height)
    for card in shown(name)[0].cards:
        page.open_card(card.id)
        settle()
        settle()  # a story that got longer moves the list below it, which may bring a scroll bar
        assert clipped(page) == []
    for row in page.findChildren(CardRow):
        assert row.height() >= row.heightForWidth(row.width())
        assert row.width() >= row.minimumSizeHint().width()
    for whole in (page.story.strip, page.story.state, *(e for e in page.legend.entries if e.isVisible())):
        assert whole.height() >= whole.sizeHint().height()
        assert whole.width() >= whole.minimumSizeHint().width()


@pytest.mark.parametrize(("width", "beside"), [(1092, True), (812, False)])
def test_the_story_goes_below_in_a_narrow_window(show: Show, width: int, beside: bool) -> None:
    page = made()
    show(page, width, 700)
    settle()
    assert (page.story.geometry().top() < page.picture.geometry().bottom()) == beside
    assert page.list.geometry().top() > page.picture.geometry().bottom()


def test_a_story_below_is_scrolled_to(show: Show) -> None:
    page = made()
    show(page, 812, 640)
    settle()
    row = page.list.rows[0]
    row.click()
    settle()
    top = page.story.name.mapTo(page.view, page.story.name.rect().topLeft()).y()
    assert 0 <= top < page.view.height()


def test_every_control_has_a_name_and_room(page: HousePage) -> None:
    assert unnamed(page) == []
    assert page.house.accessibleName()
    for own in (page.back, page.story.go, page.story.lesson, *page.list.rows):
        assert own.height() >= 40


def test_tab_walks_from_the_house_to_the_story_and_the_list(page: HousePage) -> None:
    page.back.setFocus()
    names = []
    for _step in range(7):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = ("cards_back", "cards_house", "card_go", "card_history", "card_row.sleep")
    assert [name for name in names if name in wanted] == list(wanted)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_on_the_page_are_words(show: Show, theme: str) -> None:
    T.apply(theme)
    page = made("05-spasm-yesterday")
    show(page, 1092, 760)
    assert all(text.text() for text in page.findChildren(Text) if text.isVisible())


def test_it_opens_no_window_of_its_own(qtbot: QtBot) -> None:
    """Parts that are shown before they have a place would flash up as windows."""
    before = set(QApplication.topLevelWidgets())
    page = made()
    qtbot.addWidget(page)
    settle()
    new: list[QWidget] = [w for w in QApplication.topLevelWidgets() if w not in before and w is not page]
    assert [w for w in new if w.isVisible()] == []


def test_it_is_freed(qtbot: QtBot) -> None:
    assert is_freed(made)
    assert is_freed(HousePanel)
