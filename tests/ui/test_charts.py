from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Show
from ui.charts import PainPoint, PainTrend, SessionsAWeek, Trend, TrendPoint, Week, Weeks
from ui.charts.painter import paint_trend, paint_weeks, week_slots
from ui.charts.scale import DateScale, LinearScale, date_ticks, nice_step, ticks, whole_ticks
from ui.theme import T

DAY = dt.date(2025, 9, 1)  # a Monday
days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))


def trend(n: int = 30) -> Trend:
    points = tuple(PainPoint(DAY + dt.timedelta(2 * i), i * 3 % 11, "session" if i % 2 else "day") for i in range(n))
    line = tuple(TrendPoint(p.day, 4.0, 3.0, 5.0) for p in points)
    return Trend(points, line, (DAY + dt.timedelta(7),))


def weeks(n: int = 12) -> Weeks:
    return Weeks(tuple(Week(DAY + dt.timedelta(7 * i), i % 5) for i in range(n)), 3)


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6), st.floats(-500, 500), st.floats(1, 5000), st.floats(0, 1))
def test_a_linear_scale_finds_back(low: float, span: float, start: float, length: float, share: float) -> None:
    scale = LinearScale(low, low + span, start, start - length)
    value = low + span * share
    assert scale.value(scale.at(value)) == pytest.approx(value, abs=span * 1e-5)


@given(days, st.integers(0, 4000), st.integers(0, 4000))
def test_a_date_scale_finds_back(first: dt.date, span: int, offset: int) -> None:
    last = first + dt.timedelta(span)
    day = first + dt.timedelta(min(offset, span))
    scale = DateScale(first, last, 30, 900)
    assert 30 <= scale.at(day) <= 900
    assert scale.day(scale.at(day)) == day
    assert first <= scale.day(-1e5) <= scale.day(1e5) <= last


@given(st.floats(1e-3, 1e6), st.integers(1, 12))
def test_steps_are_nice_and_few(span: float, most: int) -> None:
    step = nice_step(span, most)
    assert span / step <= most * (1 + 1e-6)
    mantissa = float(f"{step:e}".split("e")[0])
    assert round(mantissa, 6) in (1, 2, 5)


@given(st.floats(-1e4, 1e4), st.floats(0.01, 1e4), st.integers(1, 10))
def test_ticks_lie_inside(low: float, span: float, most: int) -> None:
    found = ticks(low, low + span, most)
    slack = span * 1e-6 + 1e-6
    assert len(found) <= most + 1
    assert all(low - slack <= t <= low + span + slack for t in found)
    assert list(found) == sorted(found)


@given(st.integers(0, 500), st.integers(1, 10))
def test_counts_have_whole_ticks(high: int, most: int) -> None:
    found = whole_ticks(high, most)
    assert found[0] == 0
    assert found[-1] <= max(0, high)
    assert len(found) <= most + 1


@given(days, st.integers(0, 4000), st.integers(1, 15))
def test_date_ticks_are_few_and_inside(first: dt.date, span: int, most: int) -> None:
    last = first + dt.timedelta(span)
    found = date_ticks(first, last, most)
    assert len(found) <= most
    assert all(first <= d <= last for d in found)
    assert list(found) == sorted(set(found))


def test_date_ticks_stay_where_they_are_while_the_range_moves() -> None:
    first, next_day = (date_ticks(d, d + dt.timedelta(83), 8) for d in (DAY, DAY + dt.timedelta(1)))
    assert set(next_day) >= set(first[1:])


def test_ticks_of_nothing() -> None:
    assert ticks(3.0, 3.0) == (3.0,)


def test_a_trend_without_ratings_has_no_span() -> None:
    assert Trend().span() is None
    assert Trend(first=DAY, last=DAY).span() is None
    assert Trend().shown_days() == ()


def test_one_rating_spans_a_week() -> None:
    assert Trend((PainPoint(DAY, 3),)).span() == (DAY - dt.timedelta(6), DAY)


def test_days_outside_the_range_are_not_read() -> None:
    cut = Trend(trend().points, first=DAY + dt.timedelta(10), last=DAY + dt.timedelta(20))
    assert cut.shown_days()[0] == DAY + dt.timedelta(10)
    assert cut.shown_days()[-1] == DAY + dt.timedelta(20)


def test_keys_read_the_trend(show: Show, qtbot: QtBot) -> None:
    chart = PainTrend(trend(), summary="Typical day: 4.")
    show(chart, 600, 260)
    chart.setFocus()
    assert (chart.accessibleName(), chart.accessibleDescription()) == ("Pain over time", "Typical day: 4.")
    with qtbot.waitSignal(chart.read) as read:
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert read.args == ["1 Sep: pain 0"]
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.readout() == chart.accessibleDescription() == "3 Sep: pain 3 after a session"
    chart.grab()
    for _i in range(3):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.readout() == "8 Sep: spasm"
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.hot() == chart.places() - 1
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.hot() == 0
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.hot() is None
    assert chart.accessibleDescription() == "Typical day: 4."


def test_the_pointer_reads_the_trend(show: Show) -> None:
    chart = PainTrend(trend())
    show(chart, 600, 260)
    for i in (0, 7, chart.places() - 1):
        assert chart.nearest(chart.mark(i).center()) == i
    QTest.mouseMove(chart, chart.mark(3).center().toPoint())
    assert chart.hot() == 3
    assert PainTrend().nearest(QPointF(50, 50)) is None


def test_keys_and_pointer_read_the_weeks(show: Show) -> None:
    chart = SessionsAWeek(weeks(), summary="Goal 3.")
    show(chart, 500, 240)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.readout() == "Week of 17 Nov: 1 session"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.readout() == "Week of 1 Sep: 0 sessions"
    assert chart.nearest(chart.mark(5).center()) == 5
    chart.set_weeks(Weeks(), "Nothing yet.")
    assert (chart.hot(), chart.places(), chart.readout()) == (None, 0, "")
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.hot() is None
    assert chart.accessibleDescription() == "Nothing yet."


def test_new_data_forgets_the_old_place(show: Show) -> None:
    chart = PainTrend(trend())
    show(chart, 500, 240)
    QTest.keyClick(chart, Qt.Key.Key_End)
    chart.set_trend(trend(2), "Two days.")
    assert chart.hot() is None
    chart.grab()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("n", [1, 3, 12, 52])
def test_bars_stand_in_their_slots(n: int, scale: float) -> None:
    T.apply(text_scale=scale)
    rect = QRectF(0, 0, 420, 220)
    for week, slot in zip(weeks(n).weeks, week_slots(rect, weeks(n)), strict=True):
        assert slot.slot.left() <= slot.bar.left() < slot.bar.right() <= slot.slot.right()
        assert rect.top() + T.px(15) <= slot.bar.top() < slot.bar.bottom() <= rect.bottom()
        assert slot.bar.height() >= (4 if week.done else 2) - 1e-9


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("data", [Trend(), Trend((PainPoint(DAY, 10.0),)), trend(), trend(400)])
def test_the_trend_paints_on_screen_svg_and_pdf(show: Show, data: Trend, scale: float) -> None:
    T.apply("dark", text_scale=scale)
    chart = PainTrend(data)
    show(chart, 320, 200)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert not chart.grab().isNull()
    for written in (as_svg(data), as_pdf(data)):
        assert written.size() > 500


def as_svg(data: Trend) -> QByteArray:
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setViewBox(QRectF(0, 0, 600, 250))
    p = QPainter(generator)
    paint_trend(p, QRectF(0, 0, 600, 250), T.table("light"), data)
    p.end()
    return buffer.data()


def as_pdf(data: Trend) -> QByteArray:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(96)
    p = QPainter(writer)
    paint_trend(p, QRectF(0, 0, 600, 250), T.table("light"), data)
    paint_weeks(p, QRectF(0, 300, 600, 250), T.table("light"), weeks())
    p.end()
    return buffer.data()


@given(
    st.lists(st.tuples(st.integers(0, 900), st.floats(0, 10)), max_size=25), st.lists(st.integers(0, 900), max_size=4)
)
def test_any_history_paints(ratings: list[tuple[int, float]], spasms: list[int]) -> None:
    points = tuple(PainPoint(DAY + dt.timedelta(n), value) for n, value in sorted(ratings))
    data = Trend(
        points,
        tuple(TrendPoint(p.day, p.value) for p in points),
        tuple(DAY + dt.timedelta(n) for n in spasms),
    )
    chart = PainTrend(data)
    chart.resize(300, 180)
    for i in (0, chart.places() - 1):
        if chart.places():
            chart._point(i)
            assert chart.readout()
            assert not chart.grab().isNull()
