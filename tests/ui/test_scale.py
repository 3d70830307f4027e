"""Scales and ticks of charts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts.scale import DateScale, LinearScale, date_ticks, nice_step, ticks, whole_ticks

DAY = dt.date(2025, 9, 1)  # a Monday
days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))


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
