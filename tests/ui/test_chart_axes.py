"""Honest axes: whole scales, counts from zero, gaps that stay gaps, extremes that stay."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from coach.progress.pain import medians
from coach.progress.views import (
    DayCell,
    DaysView,
    PainView,
    Rating,
    Span,
    StageMark,
)
from tests.ui import chart_views as made
from ui.charts.balance import balance_frame
from ui.charts.days import Days, day_grid, strength
from ui.charts.look import ChartLook, paper_look, screen_look
from ui.charts.pain import Pain, extremes, is_dense, pain_frame, paint_pain, runs
from ui.charts.painter import paint_hatched
from ui.charts.scale import DateScale
from ui.charts.scores import Scores
from ui.charts.view import ChartView
from ui.charts.weeks import goal_lines, week_slots
from ui.theme import T

BOX = QRectF(0, 0, 420, 220)
SPAN = made.span()


# -- honest axes -------------------------------------------------------------------------------------------------


def test_the_axis_of_pain_is_whole_whatever_was_rated() -> None:
    low = PainView(span=SPAN, ratings=tuple(Rating(made.ago(n), 1) for n in range(9)))
    frame = pain_frame(BOX, paper_look(), low)
    assert (frame.y.low, frame.y.high) == (0, 10)
    assert frame.y.at(0) == frame.plot.bottom()
    assert frame.y.at(10) == frame.plot.top()


def test_days_are_in_proportion_and_a_silence_is_not_bridged() -> None:
    ratings = [Rating(made.ago(n), 4) for n in (60, 59, 58, 30, 29, 15)]
    view = PainView(span=SPAN, ratings=tuple(ratings), line=medians(ratings, 7))
    assert [len(run) for run in runs(view)] == [3, 3]
    x = pain_frame(BOX, paper_look(), view).x
    assert x.at(made.ago(40)) - x.at(made.ago(60)) == pytest.approx(2 * (x.at(made.ago(20)) - x.at(made.ago(30))))


def test_long_spans_keep_every_extreme() -> None:
    ratings = [Rating(made.ago(n), 9 if n == 700 else 0 if n == 701 else 3) for n in range(3650)]
    x = DateScale(made.ago(3649), made.LAST, 0, 200)
    columns = extremes(ratings, x, 2.0)
    assert len(columns) <= 101
    assert (0, 9) in {(low, high) for low, high in columns.values()}
    assert is_dense(made.pain(3650, 1))
    assert not is_dense(made.pain(365))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("n", [1, 3, 12, 26])
def test_bars_begin_at_zero_and_stand_in_their_slots(n: int, scale: float) -> None:
    T.apply(text_scale=scale)
    look = screen_look()
    view = made.weeks(n)
    slots = week_slots(BOX, look, view)
    foot = slots[0].bar.bottom()
    most = max(view.blocks, key=lambda block: block.sessions)
    for block, slot in zip(view.blocks, slots, strict=True):
        assert slot.slot.left() <= slot.bar.left() < slot.bar.right() <= slot.slot.right()
        assert slot.bar.bottom() == foot
        assert BOX.top() + look.px(15) <= slot.bar.top()
        if block.sessions and most.sessions:
            whole = slots[view.blocks.index(most)].bar.height()
            assert slot.bar.height() == pytest.approx(max(4.0, whole * block.sessions / most.sessions))


def test_done_and_skipped_have_one_measure() -> None:
    view = made.balance()
    frame = balance_frame(QRectF(0, 0, 330, 200), paper_look(), view)
    assert frame.axis + 22 * frame.unit <= 330
    assert frame.axis - 13 * frame.unit >= frame.names


def test_longer_days_are_stronger_and_an_unknown_day_is_not_lighter_than_nothing() -> None:
    shares = [strength(minutes) for minutes in (0, 1, 8, 14, 20, 60)]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_a_narrow_grid_shows_the_newest_weeks() -> None:
    view = made.days(365)
    wide = day_grid(QRectF(0, 0, 900, 240), paper_look(), view)
    narrow = day_grid(QRectF(0, 0, 160, 240), paper_look(), view)
    assert wide.places > narrow.places
    for grid in (wide, narrow):
        assert grid.start(grid.places - 1) == made.LAST
        assert grid.cell(grid.places - 1).right() <= 900


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 10)), max_size=25),
    st.lists(st.integers(0, 900), max_size=4),
    st.integers(7, 900),
)
def test_any_history_paints(ratings: list[tuple[int, int]], spasms: list[int], many: int) -> None:
    own = Span(made.ago(many), made.LAST)
    shown = sorted((Rating(made.ago(n), v) for n, v in ratings if n <= many), key=lambda r: r.day)
    view = PainView(
        span=own,
        ratings=tuple(shown),
        line=medians(shown, 7),
        spasms=tuple(sorted({made.ago(n) for n in spasms if n <= many})),
    )
    cells = tuple(DayCell(day, 10, 0, 1) for day in sorted({r.day for r in shown}))
    grid = DaysView(span=own, cells=cells, begin=own.first, long=many > 374)
    for drawing in (Pain(view), Days(grid)):
        chart = ChartView("a", drawing)
        chart.resize(300, 180)
        for i in {0, chart.places() - 1} if chart.places() else set():
            chart._point(i)
            assert chart.readout()
            assert not chart.grab().isNull()


def test_a_long_name_does_not_push_the_bars_out() -> None:
    view = msgspec.structs.replace(
        made.balance(),
        rows=(msgspec.structs.replace(made.balance().rows[2], name="A very long name of an exercise " * 3),),
    )
    for width in (160, 330, 900):
        frame = balance_frame(QRectF(0, 0, width, 60), paper_look(), view)
        assert 0 < frame.axis < width
        assert frame.unit > 0


def test_no_stripe_leaves_its_box() -> None:
    image = QImage(120, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    box = QRectF(30, 20, 50, 18)
    paint_hatched(p, paper_look(), box, QColor("yellow"), QColor("black"))
    p.end()
    colours = {
        (x, y): image.pixelColor(x, y).name()
        for x in range(120)
        for y in range(60)
        if not box.contains(x + 0.5, y + 0.5)
    }
    assert set(colours.values()) == {"#ffffff"}
    inside = {image.pixelColor(x, 29).name() for x in range(32, 78)}
    assert "#000000" in inside or len(inside) > 4


def test_of_flags_that_touch_the_last_has_words() -> None:
    """The others are short: only the flagged day has a line down to the axis."""
    close = tuple(StageMark(made.ago(n), part) for n, part in ((42, "1B"), (41, "2"), (40, "3")))
    view = PainView(span=SPAN, ratings=(Rating(made.LAST, 3),), stages=close)
    image = QImage(420, 220, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    look = paper_look()
    paint_pain(p, BOX, look, view)
    p.end()
    frame = pain_frame(BOX, look, view)
    low = round(frame.y.at(3.5))
    lined = [
        mark.part
        for mark in close
        if any(image.pixelColor(round(frame.x.at(mark.day)) + dx, low) != QColor("white") for dx in (-1, 0))
    ]
    assert lined == ["3"]


def test_the_goal_is_one_line_that_steps_and_is_cut_where_none_is_asked() -> None:
    goals = (0, 3, 3, 5, 5, 0, 4, 4)
    whole = made.weeks(len(goals))
    blocks = tuple(msgspec.structs.replace(b, goal=g) for b, g in zip(whole.blocks, goals, strict=True))
    view = msgspec.structs.replace(whole, blocks=blocks)
    lines = goal_lines(BOX, paper_look(), view)
    assert [len(line) for line in lines] == [8, 4]
    assert lines[0][3].x() == lines[0][4].x()  # the step stands upright
    assert lines[0][4].y() < lines[0][3].y()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_newest_score_fits_beside_its_line(scale: float) -> None:
    look = ChartLook(paper_look().colours, 1.0, scale)
    drawing = Scores(made.scores())
    rect = QRectF(0, 0, 300, drawing.wish(300, look))
    for i, words in ((2, "6"), (4, "9")):  # the last point of each line
        at = drawing.mark(rect, look, i).center()
        assert at.x() + look.line(6) + look.width(words, "caption", 700, tnum=True) <= rect.right()
