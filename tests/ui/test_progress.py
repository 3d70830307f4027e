"""The Progress page: charts, the list behind them, the way to a check-in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coach.app import Coach
from coach.clock import training_day
from coach.pages.views import BalanceRow, PainPoint, PainTrend, ProgressView, Relief, SessionRow, WeekCount
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.charts.reading import ReadableChart
from ui.pages.progress import RANGES, ProgressPage
from ui.pages.progress_parts import pain_arrows, pain_words
from ui.theme import T

LAST = date(2026, 10, 13)


def row(n: int, **changes: Any) -> SessionRow:
    values: dict[str, Any] = {
        "session": f"s{n}",
        "title": "Calm, early",
        "started": datetime(2026, 10, 13, 9) - timedelta(days=n),
        "lines_done": 5,
        "lines": 6,
        "colour": "amber",
        "pain_before": 4,
        "pain_worst": 5,
        "pain_now": 3,
        "checked_in": True,
    }
    values |= changes
    return SessionRow(**{"day": training_day(values["started"]), **values})


def view(days: int = 91, rows: int = 20) -> ProgressView:
    monday = LAST - timedelta(days=LAST.weekday())
    listed = [row(n) for n in range(rows)]
    if rows > 1:
        listed[1] = row(1, colour="unrated", pain_worst=None, pain_now=None, checked_in=False)
        listed[2] = row(2, title="Half-kneeling hip flexor stretch and a long name", colour="red", pain_worst=10)
    points = tuple(PainPoint(r.started.date(), 3, "after" if n % 3 else "before") for n, r in enumerate(listed[::-1]))
    return ProgressView(
        first=LAST - timedelta(days=days - 1),
        last=LAST,
        pain=PainTrend(points, tuple((p.day, 3.0) for p in points), 3.0 if rows else None, 3.0 if rows else None),
        pain_words="Typical after a session: 3, about the same as at the start of this time.",
        weeks=tuple(WeekCount(monday - timedelta(weeks=n), min(rows, n)) for n in reversed(range(12))),
        week_goal=7,
        weeks_words="0 sessions this week. Goal 7, met in 5 of 11 weeks before.",
        relief=Relief(rows, rows - rows // 3, rows // 3, 0) if rows else Relief(0, 0, 0, 0),
        relief_words="Lower after 14 of 20 sessions, the same after 6, higher after 0.",
        sessions=tuple(listed),
        balance=(
            BalanceRow("side-plank-knees", "Side plank from knees", 1, 5, "Comes back as Wall side plank."),
            BalanceRow("cat-camel", "Cat-camel", 4, 5),
        )
        if rows
        else (),
        balance_words="2 exercises were not always done. No blame: what is often left out comes back easier.",
    )


@pytest.fixture
def page(show: Show) -> ProgressPage:
    made = ProgressPage()
    made.show_view(view())
    show(made, 1092, 760)
    return made


def test_it_says_in_words_what_the_charts_show(page: ProgressPage) -> None:
    shown = view()
    assert page.pain.words.text() == shown.pain_words == page.pain.chart.accessibleDescription()
    assert page.weeks.words.text() == shown.weeks_words == page.weeks.chart.accessibleDescription()
    assert page.relief.bar.accessibleDescription() == shown.relief_words
    assert [item.accessibleName() for item in page.relief.items] == ["lower 14", "the same 6", "higher 0"]


def test_the_charts_are_read_by_keyboard(page: ProgressPage) -> None:
    for chart in page.findChildren(ReadableChart):
        chart.setFocus()
        QTest.keyClick(chart, Qt.Key.Key_End)
        assert chart.readout()


@pytest.mark.parametrize("i", range(3))
def test_a_span_is_shown_without_asking_for_it(page: ProgressPage, i: int) -> None:
    told: list[object] = []
    page.range_changed.connect(told.append)
    page.show_view(view(days=RANGES[i]))
    assert page.span.index == i
    assert told == []


def test_a_span_is_chosen_by_keyboard(page: ProgressPage, qtbot: QtBot) -> None:
    page.setFocus()
    page.span.cells[1].setFocus()
    with qtbot.waitSignal(page.range_changed) as got:
        QTest.keyClick(page.span.cells[1], Qt.Key.Key_Left)
    assert got.args == [28]


def test_the_list_says_colour_pain_and_lines(page: ProgressPage) -> None:
    line = page.list._lines[0]
    assert line.pain.text() == "4 → 5 → 3"
    assert line.colour.text() == "Amber"
    assert "5 of 6 exercises" in line.facts.text()
    assert "before 4, worst 5, after 3" in line.accessibleName()
    assert page.list._lines[1].colour.text() == "Not rated"


def test_ratings_that_were_not_given_are_dashes() -> None:
    assert pain_arrows(row(0, pain_worst=None)) == "4 → – → 3"
    assert pain_words(row(0, pain_worst=None)) == "Pain: before 4, after 3"
    assert pain_words(row(0, pain_before=None, pain_worst=None, pain_now=None)) == "No pain ratings"


def test_each_session_leads_to_its_check_in(page: ProgressPage, qtbot: QtBot) -> None:
    change, first = page.list._lines[0].button, page.list._lines[1].button
    assert (change.words, first.words) == ("Change", "Check in")
    first.setFocus()
    with qtbot.waitSignal(page.edit_check_in) as got:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert got.args == ["s1"]
    assert "Calm, early" in first.accessibleName()


def test_older_sessions_come_on_demand(page: ProgressPage) -> None:
    assert len(page.list._lines) == 8
    assert page.list.more.words == "Show 8 older"
    page.list.more.click()
    assert page.list.more.words == "Show 4 older"
    assert page.list._lines[8].button.hasFocus()
    page.list.more.click()
    assert len(page.list._lines) == 20
    assert not page.list.more.isVisible()


def test_a_new_person_sees_what_will_appear(show: Show, coach: Coach) -> None:
    page = ProgressPage()
    page.show_view(coach.progress(91))
    show(page, 1092, 760)
    assert "listed here" in page.list.words.text()
    assert page.list._lines == []
    assert not page.legend.isVisible()
    assert not page.relief.legend.isVisible()
    assert page.relief.words.text()
    assert clipped(page) == []


def test_a_new_view_replaces_the_old_rows(page: ProgressPage) -> None:
    page.show_view(view(rows=1))
    settle()
    assert [line.objectName() for line in page.list._lines] == [""]
    assert len(page.findChildren(type(page.list._lines[0]))) == 1


@pytest.mark.parametrize("rows", [0, 20])
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(show: Show, width: int, height: int, scale: float, rows: int) -> None:
    T.apply(text_scale=scale)
    page = ProgressPage()
    page.show_view(view(rows=rows))
    rail = round(88 * min(scale, 1.8))
    show(page, width - rail, height)
    settle()
    assert clipped(page) == []


@pytest.mark.parametrize(("width", "mode"), [(1092, "regular"), (812, "compact"), (640, "stack")])
def test_the_layout_follows_the_width(show: Show, width: int, mode: str) -> None:
    page = ProgressPage()
    page.show_view(view())
    show(page, width, 700)
    settle()
    assert page._mode == mode
    beside = page.weeks.geometry().top() < page.pain.geometry().bottom()
    assert beside == (mode == "regular")
    assert (page.beside.geometry().top() == page.weeks.geometry().top()) == (mode == "compact")


def test_every_control_has_a_name(page: ProgressPage) -> None:
    assert unnamed(page) == []


def test_it_is_freed(qtbot: QtBot) -> None:
    def make() -> ProgressPage:
        page = ProgressPage()
        page.show_view(view())
        return page

    assert is_freed(make)


def test_the_balance_names_what_was_left_out(page: ProgressPage) -> None:
    page.show_view(view(rows=20))
    names = [row.accessibleName() for row in page.balance.rows]
    assert names == [
        "Side plank from knees: 1 of 5. Comes back as Wall side plank.",
        "Cat-camel: 4 of 5.",
    ]
    page.show_view(view(rows=0))
    assert page.balance.rows == []
