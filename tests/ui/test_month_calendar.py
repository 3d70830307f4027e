"""The month as a grid: weeks as in the person's country, signs, keys, and no day that has not come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from coach.pages.journal import DayMark
from tests.ui.conftest import Show
from tests.ui.page_checks import is_freed
from ui.theme import T
from ui.widgets.month_calendar import MonthCalendar

Key = Qt.Key
TODAY = date(2025, 10, 14)
OCTOBER = date(2025, 10, 1)
MARKS = (
    DayMark(day=date(2025, 10, 1), sessions=1, pain=5),
    DayMark(day=date(2025, 10, 2), pain=0),
    DayMark(day=date(2025, 10, 3), spasms=1, pain=7, sessions=2),
    DayMark(day=date(2025, 10, 6), written=True, late=True),
)


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def month(show: Show) -> MonthCalendar:
    made = MonthCalendar(TODAY)
    made.show_month(OCTOBER, TODAY, MARKS)
    show(made, 380, made.sizeHint().height())
    return made


def click(month: MonthCalendar, day: date) -> None:
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=month.cell(day).center().toPoint())


def test_a_day_is_picked_and_let_go_by_mouse(month: MonthCalendar) -> None:
    told: list[object] = []
    month.picked.connect(told.append)
    click(month, date(2025, 10, 3))
    assert month.selected == date(2025, 10, 3)
    click(month, date(2025, 10, 3))
    assert told == [date(2025, 10, 3), None]


def test_a_day_that_has_not_come_cannot_be_picked(month: MonthCalendar) -> None:
    told: list[object] = []
    month.picked.connect(told.append)
    click(month, date(2025, 10, 15))
    month.select(TODAY)
    month.setFocus()
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_End, Key.Key_PageDown):
        QTest.keyClick(month, key)
    assert (month.selected, month.month, told) == (TODAY, OCTOBER, [])
    assert month.words(date(2025, 10, 15)) == "Wednesday 15 October: not yet"


@pytest.mark.parametrize(
    ("key", "there"),
    [
        (Key.Key_Left, date(2025, 10, 7)),
        (Key.Key_Right, date(2025, 10, 9)),
        (Key.Key_Up, date(2025, 10, 1)),
        (Key.Key_Down, TODAY),
        (Key.Key_Home, date(2025, 10, 1)),
        (Key.Key_End, TODAY),
        (Key.Key_PageUp, date(2025, 9, 8)),
    ],
)
def test_keys_go_from_day_to_day(month: MonthCalendar, key: Qt.Key, there: date) -> None:
    told: list[object] = []
    month.picked.connect(told.append)
    month.select(date(2025, 10, 8))
    month.setFocus()
    QTest.keyClick(month, key)
    assert told == [there]
    assert month.here == there


def test_arrows_cross_into_the_month_before(month: MonthCalendar) -> None:
    asked: list[object] = []
    month.month_changed.connect(asked.append)
    month.select(date(2025, 10, 3))
    month.setFocus()
    QTest.keyClick(month, Key.Key_Up)
    assert asked == [date(2025, 9, 1)]
    assert month.selected == date(2025, 9, 26)
    assert month.title() == "September 2025"
    QTest.keyClick(month, Key.Key_Down)
    assert asked[-1] == OCTOBER


def test_the_month_before_has_the_last_day_where_it_is_shorter(month: MonthCalendar) -> None:
    month.show_month(date(2025, 3, 31), TODAY, ())
    month.select(date(2025, 3, 31))
    month.setFocus()
    QTest.keyClick(month, Key.Key_PageUp)
    assert month.selected == date(2025, 2, 28)
    QTest.keyClick(month, Key.Key_Escape)
    assert month.selected is None


def test_a_day_is_told_in_words(month: MonthCalendar) -> None:
    assert month.words(date(2025, 10, 3)) == "Friday 3 October: 2 sessions, pain 7, spasm"
    assert month.words(date(2025, 10, 6)) == "Monday 6 October: written, without a pain rating, added later"
    assert month.words(date(2025, 10, 2)) == "Thursday 2 October: pain 0"
    assert month.words(TODAY) == "Tuesday 14 October, today: nothing written"
    month.select(date(2025, 10, 1))
    assert month.accessibleDescription() == "Wednesday 1 October: session, pain 5, picked"
    assert month.accessibleName() == "Wednesday 1 October: session, pain 5, picked. Calendar, October 2025"


@pytest.mark.parametrize(
    ("country", "first"),
    [(QLocale.Country.UnitedKingdom, "Monday"), (QLocale.Country.UnitedStates, "Sunday")],
)
def test_weeks_begin_as_they_do_where_one_lives(show: Show, country: QLocale.Country, first: str) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, country))
    made = MonthCalendar(TODAY)
    made.show_month(OCTOBER, TODAY, ())
    show(made, 380, made.sizeHint().height())
    leftmost = [day for n in range(5, 12) if made.cell(day := date(2025, 10, n)).left() == 0]
    assert [f"{day:%A}" for day in leftmost] == [first]


def test_each_day_has_one_place(month: MonthCalendar) -> None:
    places = [month.cell(date(2025, 10, n)) for n in range(1, 32)]
    for i, one in enumerate(places):
        assert min(one.width(), one.height()) >= 40
        assert month.rect().contains(one.toRect())
        assert not any(one.adjusted(1, 1, -1, -1).intersects(other) for other in places[i + 1 :])


def colours(month: MonthCalendar, day: date) -> set[str]:
    picture = month.grab().toImage()
    box = month.cell(day).toRect()
    return {
        picture.pixelColor(x, y).name()
        for x in range(box.left(), box.right())
        for y in range(box.top() + 20, box.bottom())
    }


def bar(month: MonthCalendar, day: date, colour: QColor) -> int:
    """How many px of a colour stand in the line of the pain bar."""
    picture = month.grab().toImage()
    box = month.cell(day)
    y = round(box.bottom()) - 12
    return sum(picture.pixelColor(x, y).name() == colour.name() for x in range(round(box.left()), round(box.right())))


def test_the_bar_is_as_long_as_the_pain_is_strong(month: MonthCalendar) -> None:
    lengths = {}
    for pain in (1, 5, 10):
        month.show_month(OCTOBER, TODAY, (DayMark(day=date(2025, 10, 8), pain=pain),))
        colour = T.c.accent if pain < 4 else T.c.warn if pain < 6 else T.c.bad
        lengths[pain] = bar(month, date(2025, 10, 8), colour)
    assert 0 < lengths[1] < lengths[5] < lengths[10] <= 22


def test_each_sign_is_seen(month: MonthCalendar) -> None:
    plain = date(2025, 10, 9)
    assert T.c.bad.name() in colours(month, date(2025, 10, 3))
    assert T.c.bad.name() not in colours(month, plain)
    assert T.c.text3.name() in colours(month, date(2025, 10, 6))
    assert colours(month, date(2025, 10, 6)) != colours(month, plain)


def test_a_day_that_was_picked_stays_so_when_the_marks_come(month: MonthCalendar) -> None:
    month.select(date(2025, 10, 3))
    month.show_month(OCTOBER, TODAY, MARKS)
    assert month.selected == date(2025, 10, 3)
    month.show_month(date(2025, 8, 1), TODAY, ())
    assert month.here == date(2025, 8, 1)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_rows_grow_with_the_text(month: MonthCalendar, scale: float) -> None:
    T.apply("dark", text_scale=scale)
    assert month.sizeHint().height() >= 5 * T.px(20)
    assert not month.grab().isNull()


def test_it_goes_when_its_last_name_goes() -> None:
    assert is_freed(lambda: MonthCalendar(TODAY))
