"""Training days, stored times, the machine's clock."""

from __future__ import annotations

import time
import uuid
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given

from coach.clock import SystemClock, _Ids, from_stored, new_id, not_before, offset_minutes, training_day, utc_text
from tests.fakes import FakeClock
from tests.store.making import moments

BERLIN = timezone(timedelta(hours=1))
AUCKLAND = timezone(timedelta(hours=13))
MUMBAI = timezone(timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    ("wall", "day"),
    [
        (datetime(2026, 3, 3, 3, 59, 59, 999_999, tzinfo=BERLIN), date(2026, 3, 2)),
        (datetime(2026, 3, 3, 4, 0, tzinfo=BERLIN), date(2026, 3, 3)),
        (datetime(2026, 3, 3, 1, 0, tzinfo=BERLIN), date(2026, 3, 2)),
        (datetime(2026, 3, 3, 23, 59, tzinfo=BERLIN), date(2026, 3, 3)),
        (datetime(2026, 1, 1, 0, 30, tzinfo=UTC), date(2025, 12, 31)),
        # The zone is the person's own: in UTC this would be another day.
        (datetime(2026, 3, 3, 4, 30, tzinfo=AUCKLAND), date(2026, 3, 3)),
    ],
)
def test_a_training_day_turns_over_at_four(wall: datetime, day: date) -> None:
    assert training_day(wall) == day


@pytest.mark.parametrize(
    ("wall", "utc", "offset"),
    [
        (datetime(2026, 3, 2, 8, 0, tzinfo=BERLIN), "2026-03-02T07:00:00.000Z", 60),
        (datetime(2026, 3, 2, 8, 0, 0, 999_000, tzinfo=AUCKLAND), "2026-03-01T19:00:00.999Z", 780),
        (datetime(2026, 3, 2, 8, 0, tzinfo=MUMBAI), "2026-03-02T02:30:00.000Z", 330),
        (datetime(2026, 3, 2, 8, 0, tzinfo=UTC), "2026-03-02T08:00:00.000Z", 0),
    ],
)
def test_times_are_stored_in_utc_with_the_offset(wall: datetime, utc: str, offset: int) -> None:
    assert (utc_text(wall), offset_minutes(wall)) == (utc, offset)


@given(moments())
def test_stored_times_come_back(wall: datetime) -> None:
    back = from_stored(utc_text(wall), offset_minutes(wall))
    assert back == wall
    assert back.utcoffset() == wall.utcoffset()


@given(moments(), moments())
def test_stored_text_sorts_like_time(one: datetime, other: datetime) -> None:
    assert (utc_text(one) < utc_text(other)) == (one < other)


def test_other_text_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        from_stored("yesterday", 0)


def test_the_machines_clock_is_aware_and_runs() -> None:
    clock = SystemClock()
    one = clock.moment()
    clock.sleep_ms(2)
    other = clock.moment()
    assert one.wall.utcoffset() is not None
    assert other.mono_ms - one.mono_ms >= 1
    assert other.wall >= one.wall


def test_the_fake_clock_moves_when_told() -> None:
    clock = FakeClock()
    first = clock.moment()
    assert clock.moment() == first
    asleep = clock.advance_ms(10, 5_000)
    assert asleep.mono_ms - first.mono_ms == 10
    assert asleep.wall - first.wall == timedelta(seconds=5)
    assert clock.set(asleep.wall + timedelta(days=1)).mono_ms - asleep.mono_ms == 86_400_000


def test_ids_are_uuids_of_version_7_that_rise_and_never_repeat() -> None:
    made = [new_id() for _n in range(100_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    read = [uuid.UUID(own) for own in made[::1_000]]
    assert {(own.version, own.variant) for own in read} == {(7, uuid.RFC_4122)}
    assert [str(own) for own in read] == made[::1_000]
    # The first 48 bits are the time; a burst may run ahead of it by as many ms as it has thousands.
    now_ms = time.time_ns() // 1_000_000
    assert -60_000 < (read[0].int >> 80) - now_ms < 1_000
    # What is random differs between neighbours.
    assert len({uuid.UUID(own).int & (1 << 62) - 1 for own in made[:1_000]}) == 1_000


def test_ids_rise_where_the_clock_is_set_back_and_where_a_millisecond_is_full() -> None:
    ids = _Ids()
    made = [ids.next(ms) for ms in (5_000, 5_000, 4_000, 1, *[5_000] * 10_000, 5_001, 9_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert made[-1].int >> 80 == 9_000
    assert all(own.version == 7 for own in made)


def test_what_comes_after_counts_as_later_where_the_clock_was_set_back() -> None:
    known = datetime(2026, 3, 2, 8, 0, tzinfo=BERLIN)
    assert not_before(known, None) == known
    assert not_before(known + timedelta(hours=1), known) == known + timedelta(hours=1)
    assert not_before(known - timedelta(hours=1), known) == known + timedelta(milliseconds=1)
