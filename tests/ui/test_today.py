"""Today: every kind of hero, one question in passing, the reasons, and the one swap."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coach.app import Coach
from coach.happenings import LegTold, Swapped
from coach.pages.views import MorningView, TodayView, WhyView
from coach.plan.person import of_kind
from coach.records import CheckIn
from tests.fakes import FakeClock
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from tests.ui.rooms import Rooms, rooms
from ui.pages.today import TodayPage
from ui.pages.why import WhyPage
from ui.theme import T
from ui.today_desk import TodayDesk

__all__ = ["rooms"]
Key = Qt.Key
WHY = (WhyView("Because."), WhyView("And so.", "page:plan"), WhyView("Again.", "page:plan"))


@pytest.fixture
def view(coach: Coach) -> TodayView:
    coach.answer_screening("first-run", ())
    coach.plan.place(4.0, None)
    return coach.today()


def changed(view: TodayView, **changes: Any) -> TodayView:
    return msgspec.structs.replace(view, **changes)


# -- the hero ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "primary", "secondary"),
    [
        ({}, ("start", [False]), ("start", [True])),
        ({"first_aid": True}, ("start", [False]), ("first_aid", [])),
        ({"kind": "mobility", "later_id": "full"}, ("start", [False]), ("play", ["full"])),
        ({"kind": "rest", "later_id": "full"}, ("start", [False]), ("play", ["full"])),
        ({"kind": "test", "later_id": "full"}, ("tests", []), ("play", ["full"])),
        ({"kind": "hold"}, ("advice", []), ("cleared", [])),
        ({"kind": "stop", "session_id": ""}, ("advice", []), ("cleared", [])),
        ({"kind": "interrupted", "interrupted_left_ms": 60_000}, ("resume", []), ("let_go", [])),
    ],
)
def test_what_the_hero_offers(
    qtbot: QtBot, show: Show, view: TodayView, changes: dict[str, Any], primary: Any, secondary: Any
) -> None:
    page = TodayPage()
    page.show_view(changed(view, why=WHY, **changes), ready=True)
    show(page, 1100, 760)
    for button, (name, args) in ((page.hero.go, primary), (page.hero.other, secondary)):
        assert button.isVisible()
        with qtbot.waitSignal(getattr(page, name), timeout=500) as told:
            button.click()
        assert told.args == args


def test_a_free_day_puts_the_session_second(show: Show, view: TodayView) -> None:
    page = TodayPage()
    page.show_view(changed(view, kind="rest", why=WHY, later_id=view.session_id), ready=True)
    show(page, 1100, 760)
    assert page.hero.title.text() == "Rest today"
    assert page.hero.go.kind == "hero_ghost"
    assert not page.hero.other.isVisible()


def test_the_button_is_itself_again_on_the_next_day(show: Show, view: TodayView) -> None:
    page = TodayPage()
    show(page, 1100, 760)
    for kind, looks in (("rest", "hero_ghost"), ("session", "hero")):
        page.show_view(changed(view, kind=kind, why=WHY, later_id=view.session_id), ready=True)
        assert page.hero.go.kind == looks


def test_breathing_is_there_while_sessions_wait(qtbot: QtBot, show: Show, view: TodayView) -> None:
    page = TodayPage()
    show(page, 1100, 760)
    found = []
    for kind in ("hold", "session", "stop"):
        page.show_view(changed(view, kind=kind, session_id="" if kind == "stop" else "x"), ready=True)
        found.append(page.hero.breathe.isVisible())
    assert found == [True, False, False]
    page.show_view(changed(view, kind="hold"), ready=True)
    with qtbot.waitSignal(page.start, timeout=500) as told:
        page.hero.breathe.click()
    assert told.args == [False]


def test_large_text_shows_the_button_before_the_list(show: Show, view: TodayView) -> None:
    T.apply(text_scale=2.0)
    page = TodayPage()
    page.show_view(view, ready=True)
    show(page, 800, 640)
    settle()
    assert page.hero.go.mapTo(page.hero, page.hero.go.rect().topLeft()).y() < page.hero.grid_host.y()


# -- one question at a time --------------------------------------------------------------------------------------

SIGNS = "Today has something of the days before your spasms: a bad night."
MORNING = MorningView(usual=3.0, after_session=True, settled_of="s")


def test_one_question_the_gravest_first(show: Show, view: TodayView) -> None:
    page = TodayPage()
    show(page, 1100, 760)
    page.show_view(changed(view, leg_of="s", morning=MORNING, advice=("See somebody.",), signs=SIGNS), ready=True)
    assert page.leg is not None
    assert page.leg.isVisible()
    seen: list[str] = []
    while page.cards.isVisible() and len(seen) < 5:
        cards = [
            card for card in (page.leg, page.morning, page.advised, page.signs) if card is not None and card.isVisible()
        ]
        assert len(cards) == 1
        seen.append(cards[0].objectName())
        cards[0].close_button.click()
    assert seen == ["leg", "morning", "advised", "signs"]
    # Put away is put away for the day, and no longer.
    page.show_view(changed(view, leg_of="s", morning=MORNING), ready=True)
    assert not page.cards.isVisible()
    page.show_view(changed(view, morning=MORNING, day=view.day + timedelta(days=1)), ready=True)
    assert page.morning is not None
    assert page.morning.isVisible()


@pytest.mark.parametrize(
    ("morning", "pain", "asked"),
    [
        (MorningView(usual=3.0), 4, []),
        (MorningView(usual=3.0), 5, ["sore"]),
        (MorningView(), 9, []),
        (MorningView(usual=3.0, settled_of="s"), 4, ["settled"]),
        (MORNING, 6, ["sore", "settled"]),
    ],
)
def test_what_a_morning_asks(
    qtbot: QtBot, show: Show, view: TodayView, morning: MorningView, pain: int, asked: list[str]
) -> None:
    page = TodayPage()
    page.show_view(changed(view, morning=morning), ready=True)
    show(page, 1100, 760)
    card = page.morning
    assert card is not None
    with qtbot.waitSignal(page.rated, timeout=500) as told:
        cell = card.scale._cell(pain).center().toPoint()
        QTest.mouseClick(card.scale, Qt.MouseButton.LeftButton, pos=cell)
    assert told.args == [pain, False]
    # What the coach answers to it: there is no question of the morning any more.
    page.show_view(changed(view, morning=None), ready=True)
    seen: list[str] = []
    while card.asks and len(seen) < 4:
        seen.append(card.asks)
        card.yes.click()
    assert seen == asked
    assert not page.cards.isVisible()


def test_keys_mark_first_and_return_tells(show: Show, view: TodayView) -> None:
    page = TodayPage()
    page.show_view(changed(view, morning=MorningView(usual=2.0)), ready=True)
    show(page, 1100, 760)
    told: list[tuple[int, bool]] = []
    page.rated.connect(lambda pain, sore: told.append((pain, sore)))
    assert page.morning is not None
    page.morning.scale.setFocus()
    QTest.keyClick(page.morning.scale, Key.Key_2)
    QTest.keyClick(page.morning.scale, Key.Key_Right)
    assert told == []
    QTest.keyClick(page.morning.scale, Key.Key_Return)
    assert told == [(3, False)]


# -- wired -------------------------------------------------------------------------------------------------------


@pytest.fixture
def gone() -> list[str]:
    """Where links led to."""
    return []


@pytest.fixture
def desk(rooms: Rooms, view: TodayView, gone: list[str]) -> TodayDesk:
    assert view.kind == "session"
    rooms.window.changed()
    return TodayDesk(rooms.window, rooms.coach, rooms.flows, gone.append, lambda: gone.append("tests"))


def test_a_raised_morning_of_soreness_is_kept(desk: TodayDesk, rooms: Rooms, clock: FakeClock) -> None:
    clock.set(clock.wall + timedelta(days=1))
    rooms.window.changed()
    card = rooms.window.today.morning
    assert card is not None
    assert card.isVisible()
    card.scale.chosen.emit(7)
    assert card.asks == "sore"
    assert card.isVisible()
    card.yes.click()
    morning = rooms.coach.plan.morning()
    assert morning is not None
    assert (morning.rating.pain, morning.rating.sore) == (7, True)
    assert not rooms.window.today.cards.isVisible()


def _play(coach: Coach, clock: FakeClock, **check_in: Any) -> str:
    live = coach.begin(coach.today().session_id, pain_before=2, speed=60)
    live.start()
    while not live.run.over:
        clock.sleep_ms(1_000)
        live.advance()
    coach.save_check_in(CheckIn(session=live.id, at=clock.wall, **check_in))
    return live.id


def test_whether_yesterday_settled_is_kept(desk: TodayDesk, rooms: Rooms, clock: FakeClock) -> None:
    session = _play(rooms.coach, clock, pain_worst=5, pain_now=2)
    clock.set(clock.wall.replace(hour=8) + timedelta(days=1))
    rooms.window.changed()
    card = rooms.window.today.morning
    assert card is not None
    card.scale.chosen.emit(3)
    assert card.asks == "settled"
    card.yes.click()
    told = rooms.coach.played(session).check_in
    assert told is not None
    assert (told.settled, told.pain_worst) == (True, 5)


def test_the_leg_is_asked_and_kept(desk: TodayDesk, rooms: Rooms, clock: FakeClock) -> None:
    session = _play(rooms.coach, clock, pain_worst=3, pain_now=2, leg_symptoms=True)
    rooms.window.changed()
    today = rooms.window.today
    assert today.leg is not None
    today.leg.button.click()
    ask = desk._leg
    assert ask is not None
    exercises = [line.exercise for line in rooms.coach.check_in_view(session).exercises]
    assert list(ask._buttons) == ["later", *(f"x.{own}" for own in exercises), "unknown"]
    ask._buttons["later"].click()
    assert not of_kind(rooms.coach.history, LegTold)
    desk.ask_leg(session)
    ask._buttons[f"x.{exercises[0]}"].click()
    assert of_kind(rooms.coach.history, LegTold)[-1].exercise == exercises[0]
    assert rooms.shown == "today"
    assert not today.leg.isVisible()


def test_one_swap_a_day(desk: TodayDesk, rooms: Rooms, clock: FakeClock) -> None:
    rooms.window.today.hero.ask.click()
    assert rooms.shown == "why"
    page = desk.why_page()
    out = rooms.coach.today().lines[0].exercise
    page.swap._buttons[0].click()
    offered = rooms.coach.plan.swaps_for(rooms.coach.today().session_id, out)
    assert [b.objectName() for b in page.swap._buttons] == [f"swap.{own}" for own in offered]
    page.swap._buttons[0].click()
    assert rooms.shown == "today"
    assert of_kind(rooms.coach.history, Swapped)[-1].into == offered[0]
    assert offered[0] in [line.exercise for line in rooms.coach.today().lines]
    desk.explain()
    assert page.swap._buttons == []
    clock.set(clock.wall + timedelta(days=1))
    desk.explain()
    assert len(page.swap._buttons) == len(rooms.coach.today().lines)


def test_reasons_lead_on_and_escape_leads_back(desk: TodayDesk, rooms: Rooms, gone: list[str]) -> None:
    desk.explain()
    page = desk.why_page()
    assert page.gate.text()
    page.gate_link.click()
    assert gone == ["page:plan"]
    QTest.keyClick(page, Key.Key_Escape)
    assert rooms.shown == "today"


def test_a_link_is_shown_once(show: Show, view: TodayView) -> None:
    page = WhyPage()
    page.begin(changed(view, why=WHY, advice=("See somebody.",)), "")
    show(page, 900, 700)
    from ui.widgets.line_link import LineLink

    links = [link.own_id for link in page.findChildren(LineLink) if link.isVisible()]
    assert links == ["page:plan", "lesson:when-to-seek-help"]


@pytest.mark.parametrize("asking", [False, True])
@pytest.mark.parametrize("size", [(812, 640), (1092, 760)])
def test_today_is_seen_whole_also_while_it_asks(
    show: Show, view: TodayView, size: tuple[int, int], asking: bool
) -> None:
    page = TodayPage()
    lines = (view.lines * 2)[:8]
    morning = MORNING if asking else None
    why = (WhyView("Yesterday was a full session. Strength grows on the day between: move easily today."),)
    page.show_view(
        changed(view, kind="mobility", later_id="full", lines=lines, morning=morning, sessions_ever=9, why=why),
        ready=True,
    )
    show(page, *size)
    settle()
    assert page.cards.isVisible() == asking
    assert page.verticalScrollBar().maximum() == 0


# -- at every size -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize(
    "changes",
    [
        {"morning": MORNING},
        {"signs": SIGNS},
        {"leg_of": "s", "first_aid": True},
        {"advice": ("Three spasms in four weeks are worth a clinician’s eyes.",), "kind": "hold"},
        {"kind": "rest", "later_id": "full", "later_title": "Bend and turn"},
        {"kind": "test", "later_id": "full"},
    ],
)
def test_nothing_is_clipped(
    show: Show, view: TodayView, changes: dict[str, Any], width: int, height: int, scale: float
) -> None:
    T.apply(text_scale=scale)
    page = TodayPage()
    show(page, width - 100, height)
    page.show_view(changed(view, **changes), ready=True)
    settle()
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_no_reason_is_clipped(show: Show, view: TodayView, width: int, height: int, scale: float) -> None:
    T.apply(text_scale=scale)
    page = WhyPage()
    page.begin(changed(view, advice=("Three spasms in four weeks are worth a clinician’s eyes.",)), "The gate: 2 of 7.")
    show(page, width, height)
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []


@pytest.mark.parametrize("width", range(640, 1200, 40))
@pytest.mark.parametrize("kind", ["stop", "hold"])
def test_what_to_do_after_a_sign_is_whole_at_every_width(show: Show, view: TodayView, width: int, kind: str) -> None:
    page = TodayPage()
    show(page, width - 88, 800)
    page.show_view(changed(view, kind=kind, session_id="", lines=()), ready=True)
    settle()
    settle()
    assert clipped(page) == []


def test_early_signs_lead_to_what_they_mean(qtbot: QtBot, show: Show, view: TodayView) -> None:
    page = TodayPage()
    page.show_view(changed(view, signs=SIGNS), ready=True)
    show(page, 1092, 760)
    assert page.signs is not None
    with qtbot.waitSignal(page.signs_asked, timeout=500):
        page.signs.button.click()


def test_three_tiles_whatever_waits(show: Show, view: TodayView) -> None:
    page = TodayPage()
    show(page, 1092, 760)
    for unrated, third in ((None, page.desk_tile), ("s", page.check_tile)):
        page.show_view(changed(view, unrated_id=unrated), ready=True)
        tiles = (page.spasm_tile, page.log_tile, page.check_tile, page.desk_tile)
        assert [tile for tile in tiles if tile.isVisible()] == [page.spasm_tile, page.log_tile, third]


def test_pages_are_freed(view: TodayView) -> None:
    def today() -> TodayPage:
        page = TodayPage()
        page.show_view(changed(view, morning=MORNING), ready=True)
        return page

    def why() -> WhyPage:
        page = WhyPage()
        page.begin(view, "")
        return page

    assert is_freed(today)
    assert is_freed(why)
