"""Which diary days are compared: in time, before the spasm was logged, same weekday and month, 72 hours clear."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from coach.diary import DayLog, Spasm
from coach.journal.windows import Diary, SpasmTimes, SpasmWindows, control_moments, spasm_windows
from tests.making import ZONE

#: Wednesday; the other Wednesdays of the month are 4, 11 and 25 March.
SPASM_DAY = date(2026, 3, 18)
END = datetime(2026, 6, 1, 12, tzinfo=ZONE)


def at(day: date, hour: float, zone: timezone | ZoneInfo | None = None) -> datetime:
    return datetime.combine(day, time(0), zone or ZONE) + timedelta(hours=hour)


def march(n: int) -> date:
    return date(2026, 3, n)


def spasm(day: date = SPASM_DAY, hour: float = 10, *, logged_after_h: float = 0.5, own_id: str = "") -> Spasm:
    onset = at(day, hour)
    return Spasm(id=own_id or f"{day}-{hour}", onset=onset, logged=onset + timedelta(hours=logged_after_h))


def log(day: date, written_after_h: float = 20, **boxes: object) -> DayLog:
    """Written so many hours after midnight of its day, unless told otherwise in the evening."""
    written = at(day, written_after_h)
    return DayLog(id=f"{day}-{written_after_h}", day=day, at=written, **boxes)  # type: ignore[arg-type]


def every_day(first: date = date(2026, 2, 1), days: int = 100) -> list[DayLog]:
    return [log(first + timedelta(days=n)) for n in range(days)]


def windows(spasms: list[Spasm], logs: list[DayLog], now: datetime = END) -> tuple[SpasmWindows, ...]:
    return spasm_windows(spasms, Diary(logs), now)


def control_days(spasms: list[Spasm], logs: list[DayLog], now: datetime = END) -> list[date]:
    """The days whose diaries are the controls of the last spasm."""
    return [one.day for one in windows(spasms, logs, now)[-1].controls]


def test_the_day_before_and_the_days_before_the_same_weekdays() -> None:
    (window,) = windows([spasm()], every_day())
    assert window.hazard is not None
    assert window.hazard.day == march(17)
    assert [one.day for one in window.controls] == [march(3), march(10), march(24)]


def test_a_month_may_give_four_controls() -> None:
    assert control_days([spasm(march(30))], every_day()) == [march(n - 1) for n in (2, 9, 16, 23)]


def test_the_first_of_a_month_takes_its_diaries_from_the_month_before() -> None:
    (window,) = windows([spasm(date(2026, 4, 8))], every_day())
    assert window.controls[0].day == march(31)


def test_shortly_after_midnight_it_is_still_the_calendar_day_before() -> None:
    (window,) = windows([spasm(hour=1)], every_day())
    assert window.hazard is not None
    assert window.hazard.day == march(17)


def test_the_hazard_diary_was_written_before_the_spasm_was_logged() -> None:
    told = [log(march(17), 20, sitting="little"), log(march(17), 34.25, sitting="some")]
    afterwards = log(march(17), 36, sitting="long")
    (window,) = windows([spasm(logged_after_h=0.5)], [afterwards, *told])
    assert window.hazard is not None
    assert window.hazard.sitting == "some"  # written at 10:15, the spasm at 10:30
    assert windows([spasm()], [afterwards])[0].hazard is None
    on_the_minute = windows([spasm(logged_after_h=0.5)], [log(march(17), 34.5)])
    assert on_the_minute[0].hazard is None


def test_a_diary_written_too_late_counts_nowhere() -> None:
    # A training day ends at 4 o'clock; the following day has to be over by then.
    assert Diary([log(march(10), 52)]).of(march(10)) is not None
    assert Diary([log(march(10), 52.01)]).of(march(10)) is None
    late_hazard = [log(march(17), 53)]
    assert windows([spasm(logged_after_h=96)], late_hazard)[0].hazard is None
    assert control_days([spasm()], [log(march(3), 60), log(march(10)), log(march(24))]) == [march(10), march(24)]


def test_the_newest_version_in_time_is_the_control() -> None:
    logs = [
        log(march(10), 21, sitting="long"),
        log(march(10), 30, sitting="little"),
        log(march(10), 90, sitting="some"),
    ]
    (window,) = windows([spasm()], logs)
    assert [one.sitting for one in window.controls] == ["little"]


def test_missing_days_are_dropped() -> None:
    assert control_days([spasm()], [log(march(10))]) == [march(10)]
    assert control_days([spasm()], []) == []


def test_72_hours_are_enough_and_a_minute_less_is_not() -> None:
    minute = 1 / 60
    for other, clear in (
        (spasm(march(8), 10), True),
        (spasm(march(8), 10 + minute), False),
        (spasm(march(14), 10), True),
        (spasm(march(14), 10 - minute), False),
        (spasm(march(11), 10), False),
    ):
        both = sorted([other, spasm()], key=lambda one: one.onset)
        assert (march(10) in control_days(both, every_day())) == clear


def test_a_spasm_near_the_hazard_day_takes_no_control_away() -> None:
    assert control_days([spasm(march(17)), spasm()], every_day()) == [march(3), march(10), march(24)]


def test_a_day_that_is_not_over_is_no_control() -> None:
    assert march(24) not in control_days([spasm()], every_day(), at(march(25), 9.9))
    assert march(24) in control_days([spasm()], every_day(), at(march(25), 10))


def test_a_spasm_that_is_still_to_come_is_none() -> None:
    assert windows([spasm()], every_day(), at(march(17), 12)) == ()


def test_several_spasms_of_one_day_are_one_observation() -> None:
    first, second = spasm(hour=8), spasm(hour=15, logged_after_h=0)
    between = log(march(17), 24 + 9, sitting="long")
    found = windows([second, first], [log(march(17), 20, sitting="little"), between])
    assert [one.spasm for one in found] == [first]
    assert found[0].hazard is not None
    assert found[0].hazard.sitting == "little"


def test_the_offset_of_the_onset_holds_where_summer_time_begins() -> None:
    """Berlin: summer time begins on 29 March 2026. The clock of the onset goes on as it was, in exact hours."""
    berlin = ZoneInfo("Europe/Berlin")
    winter = datetime(2026, 3, 22, 10, tzinfo=berlin)
    assert [moment.astimezone(UTC).hour for moment in control_moments(winter)] == [9, 9, 9, 9]
    summer = datetime(2026, 3, 29, 10, tzinfo=berlin)
    assert [moment.astimezone(UTC).hour for moment in control_moments(summer)] == [8, 8, 8, 8]
    fixed = winter.replace(tzinfo=timezone(timedelta(hours=1)))
    assert control_moments(winter) == control_moments(fixed)


def test_72_hours_are_hours_not_clock_days() -> None:
    """From Thursday 10:00 to Sunday 10:00 over the change of clocks it is 71 hours."""
    berlin = ZoneInfo("Europe/Berlin")
    thursday = Spasm(
        id="a", onset=datetime(2026, 3, 26, 10, tzinfo=berlin), logged=datetime(2026, 3, 26, 11, tzinfo=berlin)
    )
    sunday = datetime(2026, 3, 29, 10, tzinfo=berlin)
    assert not SpasmTimes([thursday]).clear(sunday, sunday)
    assert SpasmTimes([thursday]).clear(sunday + timedelta(hours=1), sunday + timedelta(hours=1))


def by_hand(spasms: list[Spasm], logs: list[DayLog], now: datetime) -> list[tuple[str, date | None, list[date]]]:
    """The rule word by word: through all days of the month, and all spasms for each."""
    found: dict[date, tuple[str, date | None, list[date]]] = {}
    for one in sorted(spasms, key=lambda s: s.onset):
        if one.onset > now or one.onset.date() in found:
            continue
        before = one.onset.date() - timedelta(days=1)
        # Whichever spasm of the day was logged first: what was written later knew of it.
        logged = min(s.logged for s in spasms if s.onset <= now and s.onset.date() == one.onset.date())
        hazard = [entry for entry in logs if entry.day == before and entry.in_time and entry.at < logged]
        controls = []
        for n in range(1, calendar.monthrange(one.onset.year, one.onset.month)[1] + 1):
            day = one.onset.date().replace(day=n)
            moment = datetime.combine(day, one.onset.timetz())
            far = all(abs(other.onset - moment) >= timedelta(hours=72) for other in spasms if other.onset <= now)
            if day != one.onset.date() and day.weekday() == one.onset.weekday() and far and moment <= now:
                diary = [e for e in logs if e.day == day - timedelta(days=1) and e.in_time]
                controls += [e.day for e in diary[:1]]
        found[one.onset.date()] = (one.id, hazard[0].day if hazard else None, controls)
    return list(found.values())


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 23), st.sampled_from([0.1, 5, 30])), max_size=12),
    st.lists(st.tuples(st.integers(-2, 60), st.sampled_from([20, 26, 33, 52, 53])), max_size=60),
    st.integers(10, 70),
)
def test_as_the_rule_says_word_by_word(
    onsets: list[tuple[int, int, float]], written: list[tuple[int, float]], last: int
) -> None:
    first = date(2026, 3, 1)
    spasms = [
        spasm(first + timedelta(days=n), hour, logged_after_h=late, own_id=str(i))
        for i, (n, hour, late) in enumerate(onsets)
    ]
    spasms = list({one.onset: one for one in spasms}.values())
    logs = [log(first + timedelta(days=n), hours) for n, hours in written]
    now = at(first, 24 * last)
    found = [
        (one.spasm.id, one.hazard.day if one.hazard else None, [c.day for c in one.controls])
        for one in windows(spasms, logs, now)
    ]
    assert found == by_hand(spasms, logs, now)
