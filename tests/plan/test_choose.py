"""What is due, with its reasons; what may go on; what a week holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from coach.library.library import Library
from coach.plan.choose import choose, interrupted, week_of
from coach.records import PlayedSession
from coach.session.events import AnyEvent, Hurt, Paused, SegmentDone, Stopped
from tests.fakes import MONDAY_AT_8
from tests.making import history, on, played

MONDAY = date(2026, 3, 2)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def done(n: int, session_id: str = "calm-early", **rest: object) -> PlayedSession:
    return played(session_id, on(day(n)), **rest)  # type: ignore[arg-type]


def reasons(library: Library, today: int, *sessions: PlayedSession) -> list[tuple[str, int]]:
    return [(r.kind, r.count) for r in choose(history(*sessions), library, day(today)).reasons]


@pytest.mark.parametrize(
    ("today", "sessions", "wanted"),
    [
        (0, [], [("first", 0)]),
        (1, [done(0)], [("greens_left", 1)]),
        (0, [done(0)], [("done_today", 1), ("greens_left", 1)]),
        (0, [done(0), done(0)], [("done_today", 2), ("stepped_up", 2), ("greens_left", 2)]),
        (2, [done(0), done(1)], [("stepped_up", 2), ("greens_left", 2)]),
        (3, [done(0), done(1), done(2, "calm-mid")], [("greens_left", 1)]),
        (1, [done(0, worst=8)], [("after_red", 0)]),
        (1, [done(0, worst=None)], [("unrated", 0)]),
        (1, [done(0, worst=5)], [("greens_left", 2)]),
        (3, [done(0)], [("greens_left", 1)]),
        (4, [done(0)], [("gap", 4), ("greens_left", 1)]),
        (9, [done(0, worst=8)], [("gap", 9), ("after_red", 0)]),
        # Extra programs are no session of the plan.
        (1, [done(0, "desk-break", part=None)], [("first", 0)]),
        # Begun without completing anything is nothing done.
        (0, [done(0, done=0)], [("first", 0)]),
        # One that is not over is not "done today".
        (0, [done(0, over=False)], [("greens_left", 1)]),
    ],
)
def test_reasons(library: Library, today: int, sessions: list[PlayedSession], wanted: list[tuple[str, int]]) -> None:
    assert reasons(library, today, *sessions) == wanted


def test_the_last_session_is_judged_by_its_own_part(library: Library) -> None:
    """A person who lives at 6: amber in 1A; the step into 1B does not turn it red in looking back."""
    order = ["calm-early"] * 4 + ["calm-mid"] * 4 + ["calm-late"] * 4
    sessions = [done(n, own, worst=6, before=6) for n, own in enumerate(order)]
    choice = choose(history(*sessions), library, day(12))
    assert choice.session_id == "unlock-early"
    assert [r.kind for r in choice.reasons] == ["stepped_up", "greens_left"]


def test_there_is_always_a_reason(library: Library) -> None:
    order = ["calm-early"] * 2 + ["calm-mid"] * 2 + ["calm-late"] * 2
    order += ["unlock-early"] * 3 + ["unlock-mid"] * 3 + ["unlock-late"] * 4
    sessions = [done(n, own, part="1A" if n < 6 else "1B", lines=8) for n, own in enumerate(order)]
    choice = choose(history(*sessions), library, day(len(order)))
    assert choice.standing.at_end
    assert [(r.kind, r.count) for r in choice.reasons] == [("next", 0)]


def test_one_in_the_morning_belongs_to_the_evening_before(library: Library) -> None:
    late = played("calm-early", on(day(1), 1))
    assert reasons(library, 0, late) == [("done_today", 1), ("greens_left", 1)]
    assert reasons(library, 1, late) == [("greens_left", 1)]


# -- what may go on ----------------------------------------------------------------------------------------------


def broken_off(*events: AnyEvent, over: bool = False) -> PlayedSession:
    return played("calm-early", MONDAY_AT_8, worst=None, done=2, events=events, over=over)


LAST = MONDAY_AT_8 + timedelta(minutes=9)


def hurt(pain: int | None, leg: bool = False) -> Hurt:
    return Hurt(at_ms=9, line=0, exercise="e", pain=pain, leg_symptoms=leg)


@pytest.mark.parametrize(
    ("session", "after", "offered"),
    [
        (broken_off(SegmentDone(at_ms=9, index=0)), timedelta(minutes=1), True),
        (broken_off(), timedelta(hours=3, minutes=59, seconds=59), True),
        (broken_off(), timedelta(hours=4), False),
        (broken_off(Paused(at_ms=9, reason="person")), timedelta(hours=1), True),
        (broken_off(over=True), timedelta(hours=1), False),
        (broken_off(Stopped(at_ms=9, reason="person")), timedelta(hours=1), False),
        (broken_off(Stopped(at_ms=9, reason="stop-rule")), timedelta(hours=1), False),
        (broken_off(Stopped(at_ms=9, reason="spasm")), timedelta(hours=1), False),
        (broken_off(hurt(5)), timedelta(hours=1), True),
        (broken_off(hurt(6)), timedelta(hours=1), False),
        (broken_off(hurt(None)), timedelta(hours=1), True),
    ],
)
def test_an_interrupted_session_is_offered_for_four_hours(
    session: PlayedSession, after: timedelta, offered: bool
) -> None:
    found = interrupted(history(session), LAST + after)
    assert found is (session if offered else None)


def test_only_the_newest_is_offered() -> None:
    newer = played("calm-early", MONDAY_AT_8 + timedelta(hours=1))
    assert interrupted(history(broken_off(), newer), LAST + timedelta(hours=1)) is None
    assert interrupted(history(), LAST) is None


# -- the week ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("now", [on(day(0)), on(day(3), 23), on(day(7), 3)])
def test_the_week_runs_from_monday_to_sunday_night(now: datetime) -> None:
    late = played("calm-early", on(day(7), 3))
    sessions = [done(-1), done(0), done(0), done(2, over=False), done(3, done=0), done(6), late]
    week = week_of(history(*sessions), now)
    assert [d for d, _n in week] == [day(n) for n in range(7)]
    # Sunday's second one began at three on Monday morning; Wednesday's was broken off for good.
    assert [n for _d, n in week] == [2, 0, 1, 0, 0, 0, 2]


def test_at_four_a_new_week_begins() -> None:
    assert week_of(history(done(6)), on(day(7), 4))[0] == (day(7), 0)
