"""The Plan page: the ladder opens, the gate tells what is left, everything leads somewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from coach.pages.plan_views import PlanView
from tests.ui import plan_stories as stories
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.plan import PlanPage
from ui.pages.plan_gate import CriterionRow, paint_mark
from ui.pages.plan_ladder import Rung
from ui.theme import T
from ui.widgets.level_tile import LevelTile


@pytest.fixture
def page(show: Show, library: Library) -> PlanPage:
    made = PlanPage()
    made.show_view(stories.unlocking(library))
    show(made, 1092, 760)
    settle()
    return made


def rung(page: PlanPage, i: int) -> Rung:
    return page.ladder.rungs[i]


def row(page: PlanPage, label: str) -> CriterionRow:
    return next(row for row in page.gate.rows if label in row.accessibleName())


# -- the ladder --


def test_only_the_present_part_is_open(page: PlanPage) -> None:
    assert [one.open for one in page.ladder.rungs] == [True, False, False, False]
    calm, unlock = rung(page, 0).parts
    assert calm.detail.isHidden()
    assert unlock.detail.isVisible()
    assert [tile.session_id for tile in unlock.levels] == ["unlock-early", "unlock-mid", "unlock-late"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_any_other_part_opens_and_closes_by_keyboard(page: PlanPage, key: Qt.Key) -> None:
    head = rung(page, 2).head
    head.setFocus()
    QTest.keyClick(head, key)
    settle()
    assert rung(page, 2).open
    assert rung(page, 2).parts[0].levels[0].isVisible()
    QTest.keyClick(head, key)
    assert not rung(page, 2).open
    passed = rung(page, 0).parts[0]
    assert passed.head is not None
    QTest.keyClick(passed.head, key)
    assert passed.detail.isVisible()


def test_the_present_part_cannot_be_closed(page: PlanPage) -> None:
    head = rung(page, 0).head
    assert not head.isCheckable()
    assert head.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_level_leads_to_its_session(page: PlanPage, qtbot: QtBot) -> None:
    tile = rung(page, 0).parts[1].levels[1]
    tile.setFocus()
    with qtbot.waitSignal(page.session) as got:
        QTest.keyClick(tile, Qt.Key.Key_Return)
    assert got.args == ["unlock-mid"]
    assert tile.accessibleName() == "Wake up your hips, Done"


def test_what_was_opened_stays_open_until_the_plan_changes(page: PlanPage, library: Library) -> None:
    rung(page, 3).head.click()
    page.show_view(stories.unlocking(library))
    assert rung(page, 3).open
    page.show_view(stories.fresh(library))
    assert not rung(page, 3).open


def test_levels_of_keep_take_turns(show: Show, library: Library) -> None:
    page = PlanPage()
    page.show_view(stories.keeping(library))
    show(page, 1092, 760)
    tiles = rung(page, 3).parts[0].levels
    assert ["In turn" in tile.accessibleName() for tile in tiles] == [True, True]


# -- the gate --


def test_the_gate_says_how_much_is_met_and_what_is_left(page: PlanPage) -> None:
    assert page.gate.over.text() == "Gate to Realign"
    assert page.gate.title.text() == "4 of 7 met"
    assert page.gate.left_words.text().startswith("1 more session without strong pain")
    sessions = row(page, "Sessions in this part")
    assert sessions.accessibleName() == "Sessions in this part: 6 of 7. not yet. 1 more session without strong pain"
    assert sessions.meter.value == pytest.approx(6 / 7)


def test_unknown_is_told_apart_from_unmet_without_colour(page: PlanPage) -> None:
    assert "not known yet" in row(page, "Everyday movements").accessibleName()
    assert "not yet" in row(page, "Days with a session").accessibleName()
    drawn = [_mark(met) for met in (True, False, None)]
    assert len(set(drawn)) == 3


def _mark(met: bool | None) -> bytes:
    """The shape alone: which points are painted, not in which colour."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    image = QImage(40, 40, QImage.Format.Format_Alpha8)
    image.fill(0)
    p = QPainter(image)
    paint_mark(p, QRectF(2, 2, 36, 36), met, QWidget())
    p.end()
    return bytes(image.constBits())


@pytest.mark.parametrize(
    ("label", "signal"),
    [("Everyday movements", "movements"), ("Any 2 of the tests", "tests"), ("Average pain", "morning")],
)
def test_a_criterion_leads_to_where_it_is_done(
    show: Show, library: Library, qtbot: QtBot, label: str, signal: str
) -> None:
    page = PlanPage()
    view = {"movements": stories.unlocking, "tests": stories.third, "morning": stories.fresh}[signal](library)
    page.show_view(view)
    show(page, 1092, 760)
    link = row(page, label).link
    assert link is not None
    link.setFocus()
    with qtbot.waitSignal(getattr(page, signal)):
        QTest.keyClick(link, Qt.Key.Key_Return)


def test_a_met_criterion_leads_nowhere(page: PlanPage) -> None:
    assert row(page, "No safety sign").link is None


def test_a_score_is_a_whole_number_to_24(show: Show, library: Library, qtbot: QtBot) -> None:
    page = PlanPage()
    page.show_view(stories.third(library))
    show(page, 1092, 760)
    told: list[int] = []
    page.score_told.connect(told.append)
    link = row(page, "Roland-Morris").link
    assert link is not None
    link.click()
    entry = page.gate.score
    assert entry.isVisible()
    assert "not part of Restack" in entry.about.plain()
    for wrong in ("", "25", "x", "-1"):
        entry.field.set_text(wrong)
        QTest.keyClick(entry.field.edit, Qt.Key.Key_Return)
        assert entry.problem.isVisible()
    entry.field.set_text("7")
    assert not entry.problem.isVisible()
    QTest.keyClick(entry.field.edit, Qt.Key.Key_Return)
    assert told == [7]
    assert not entry.isVisible()


# -- beside the gate --


def test_advice_and_tests_stand_beside_the_gate(show: Show, library: Library, qtbot: QtBot) -> None:
    page = PlanPage()
    page.show_view(stories.third(library))
    show(page, 1092, 760)
    settle()
    view = stories.third(library)
    assert any("clinician" in words for words in view.advice)
    shown = [w.accessibleName() for w in page.right.findChildren(QWidget)]
    assert all(words in shown for words in view.advice)
    assert page.test_card.isVisible()
    page.test_card.button.setFocus()
    with qtbot.waitSignal(page.tests):
        QTest.keyClick(page.test_card.button, Qt.Key.Key_Return)


def test_a_part_without_tests_has_no_card_for_them(page: PlanPage) -> None:
    assert not page.test_card.isVisible()


def test_the_last_part_says_what_keeps_one_there(show: Show, library: Library) -> None:
    page = PlanPage()
    page.show_view(stories.keeping(library))
    show(page, 1092, 760)
    assert page.gate.title.text() == "No more gates"
    assert next(row.accessibleName().split(":")[0] for row in page.gate.rows) == "Sessions in the last four weeks"


def test_the_pace_is_one_press_away(page: PlanPage, qtbot: QtBot) -> None:
    page.pace_button.setFocus()
    with qtbot.waitSignal(page.pace):
        QTest.keyClick(page.pace_button, Qt.Key.Key_Space)


# -- looks --


@pytest.mark.parametrize("story", stories.ALL)
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(
    show: Show, library: Library, width: int, height: int, scale: float, story: Callable[[Library], PlanView]
) -> None:
    T.apply(text_scale=scale)
    page = PlanPage()
    page.show_view(story(library))
    show(page, width - round(88 * min(scale, 1.8)), height)
    for one in page.ladder.rungs:
        if one.head.isCheckable():
            one.head.setChecked(True)
    settle()
    assert clipped(page) == []
    for tile in page.findChildren(LevelTile):
        if tile.isVisible():
            assert tile.height() >= tile.heightForWidth(tile.width())
            assert tile.width() >= tile.minimumSizeHint().width()


@pytest.mark.parametrize(("width", "beside"), [(1092, True), (812, False)])
def test_the_gate_goes_below_in_a_narrow_window(show: Show, library: Library, width: int, beside: bool) -> None:
    page = PlanPage()
    page.show_view(stories.unlocking(library))
    show(page, width, 700)
    settle()
    assert (page.right.geometry().top() < page.ladder.geometry().bottom()) == beside


def test_every_control_has_a_name_and_room(page: PlanPage) -> None:
    assert unnamed(page) == []
    for tile in page.findChildren(LevelTile):
        assert tile.height() >= 44


def test_it_is_reached_by_tab_from_top_to_bottom(page: PlanPage) -> None:
    page.pace_button.setFocus()
    names = []
    for _step in range(9):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = ["plan_pace", "plan_part.1A", "plan_level.unlock-early", "plan_stage.2", "plan_link.movements"]
    assert [name for name in names if name in wanted] == wanted


def test_it_is_freed(qtbot: QtBot, library: Library) -> None:
    def make() -> PlanPage:
        page = PlanPage()
        page.show_view(stories.third(library))
        return page

    assert is_freed(make)
