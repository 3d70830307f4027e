"""The stopwatch of a test: it counts what was held, no more and no less."""

from __future__ import annotations

import pytest

from tests.fakes import FakeClock
from ui.pages.capacity_clock import ASLEEP_MS, LEAD_MS, TestClock


def held(clock: FakeClock, *, limit: int = 45) -> TestClock:
    watch = TestClock(clock, holds=True, seconds=None, limit=limit)
    watch.start()
    pass_time(clock, watch, LEAD_MS)
    assert watch.state == "running"
    return watch


def pass_time(clock: FakeClock, watch: TestClock, ms: int, step: int = 100) -> None:
    for _once in range(0, ms, step):
        clock.advance_ms(step)
        watch.tick()


def test_a_lead_in_comes_before_the_time_that_counts(clock: FakeClock) -> None:
    watch = TestClock(clock, holds=True, seconds=None, limit=45)
    watch.start()
    pass_time(clock, watch, LEAD_MS - 100)
    assert (watch.state, watch.lead_left_ms, watch.elapsed_ms) == ("lead", 100, 0)
    pass_time(clock, watch, 100)
    assert watch.state == "running"
    pass_time(clock, watch, 12_300)
    watch.stop()
    assert (watch.state, watch.value, watch.ended_by) == ("over", 12.3, None)


def test_late_ticks_lose_no_time(clock: FakeClock) -> None:
    watch = TestClock(clock, holds=True, seconds=None, limit=45)
    watch.start()
    pass_time(clock, watch, LEAD_MS + 700, step=1_850)
    pass_time(clock, watch, 3_000, step=1_500)
    clock.advance_ms(450)
    watch.stop()
    assert watch.value == pytest.approx((2 * 1_850 - LEAD_MS + 3_000 + 450) / 1000, abs=0.05)


def test_a_hold_ends_by_itself_at_its_limit(clock: FakeClock) -> None:
    watch = held(clock, limit=45)
    pass_time(clock, watch, 60_000, step=700)
    assert (watch.state, watch.value, watch.ended_by) == ("over", 45.0, "limit")


def test_stopped_during_the_lead_in_nothing_began(clock: FakeClock) -> None:
    watch = TestClock(clock, holds=True, seconds=None, limit=45)
    watch.start()
    pass_time(clock, watch, 1_000)
    watch.stop()
    assert watch.state == "ready"


def test_a_computer_that_slept_measured_nothing(clock: FakeClock) -> None:
    watch = held(clock)
    pass_time(clock, watch, 5_000)
    clock.advance_ms(ASLEEP_MS + 1)
    watch.tick()
    assert (watch.state, watch.slept, watch.value) == ("ready", True, 0)


def test_a_count_ends_with_its_time_or_its_limit(clock: FakeClock) -> None:
    watch = TestClock(clock, holds=False, seconds=60, limit=90)
    watch.start()
    watch.add()
    assert watch.count == 0, "nothing counts before it began"
    pass_time(clock, watch, LEAD_MS)
    for _once in range(20):
        watch.add()
    watch.add(-1)
    pass_time(clock, watch, 60_000)
    assert (watch.state, watch.value, watch.ended_by) == ("over", 19, "done")
    watch.add()
    assert watch.value == 20, "the last one may have been missed"
    few = TestClock(clock, holds=False, seconds=None, limit=5)
    few.start()
    pass_time(clock, few, LEAD_MS)
    for _once in range(9):
        few.add()
    assert (few.state, few.value, few.ended_by) == ("over", 5, "limit")
