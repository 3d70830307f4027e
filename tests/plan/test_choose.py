"""What is due, with its reasons; what may go on; what a week holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec
import pytest

from coach.library.library import Library
from coach.plan.choose import Choice, choose, interrupted, week_of
from coach.records import PlayedSession
from coach.session.events import AnyEvent, Hurt, Paused, SegmentDone, Stopped
from tests.fakes import MONDAY_AT_8
from tests.making import answers, history, on, played

MONDAY = date(2026, 3, 2)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def done(n: int, session_id: str = "calm-early", **rest: object) -> PlayedSession:
    return played(session_id, on(day(n)), **rest)  # type: ignore[arg-type]


def reasons(library: Library, today: int, *sessions: PlayedSession) -> list[tuple[str, int]]:
    return [(r.kind, r.count) for r in chosen(library, today, *sessions).reasons]


def chosen(library: Library, today: int, *sessions: PlayedSession) -> Choice:
    whole = history(*sessions, screenings=(answers(on(day(today), 7)),))
    return choose(whole, library, on(day(today), 20))


@pytest.mark.parametrize(
    ("today", "sessions", "wanted"),
    [
        (0, [], [("first", 0), ("greens_left", 2)]),
        (1, [done(0)], [("greens_left", 1)]),
        (0, [done(0)], [("done_today", 1)]),
        (2, [done(0), done(1)], [("stepped_up", 2), ("greens_left", 2)]),
        (3, [done(0), done(1), done(2, "calm-mid")], [("greens_left", 1)]),
        (1, [done(0, worst=8)], [("one_red", 0), ("greens_left", 2)]),
        (0, [done(0, worst=8)], [("one_red", 0), ("done_today", 1)]),
        (1, [done(0, worst=None)], [("unrated", 0), ("greens_left", 2)]),
        (1, [done(0, worst=5)], [("greens_left", 2)]),
        (3, [done(0)], [("greens_left", 1)]),
        (4, [done(0)], [("gap", 4)]),
        (9, [done(0, worst=8)], [("one_red", 0), ("gap", 9)]),
        # Extra programs are no session of the plan.
        (1, [done(0, "desk-break", part=None)], [("first", 0), ("greens_left", 2)]),
        # Begun without completing anything is nothing done.
        (0, [done(0, done=0)], [("first", 0), ("greens_left", 2)]),
        # One that is not over is not "done today".
        (0, [done(0, over=False)], [("greens_left", 1)]),
    ],
)
def test_reasons(library: Library, today: int, sessions: list[PlayedSession], wanted: list[tuple[str, int]]) -> None:
    assert reasons(library, today, *sessions) == wanted


def test_the_day_after_its_session_is_offered_and_today_a_rest(library: Library) -> None:
    choice = chosen(library, 0, done(0))
    assert (choice.kind, choice.session_id) == ("rest", "practice-constructive-rest")
    assert choice.later is not None
    assert choice.later.id == "calm-early"
    assert chosen(library, 1, done(0)).session_id == "calm-early"


def test_a_red_at_the_first_level_halves_until_a_green(library: Library) -> None:
    red = done(0, worst=8)
    first = chosen(library, 1, red)
    assert first.halved
    assert first.session is not None
    assert [sum(line.dosage.sets) for line in first.session.lines] == [1, 4, 2, 3, 1, 1]
    assert [line.dosage.hold_ms for line in first.session.lines] == [45_000, 1_000, 5_000, 0, 30_000, 45_000]
    assert chosen(library, 2, red, done(1, worst=5)).halved
    assert not chosen(library, 2, red, done(1)).halved


def test_one_in_the_morning_belongs_to_the_evening_before(library: Library) -> None:
    late = played("calm-early", on(day(1), 1))
    assert reasons(library, 0, late) == [("first", 0), ("greens_left", 2)]  # it is still to come
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


@pytest.mark.parametrize(
    ("template", "events", "kind"),
    [
        (None, (SegmentDone(at_ms=9, index=0),), "interrupted"),
        (None, (SegmentDone(at_ms=9, index=9_999),), "session"),
        ("{}", (), "session"),
        ("rubbish", (), "session"),
    ],
)
def test_what_cannot_go_on_here_is_not_offered(
    library: Library, template: str | None, events: tuple[AnyEvent, ...], kind: str
) -> None:
    own = library.session("calm-early")
    text = msgspec.json.encode(own).decode() if template is None else template
    start = msgspec.structs.replace(broken_off().start, template=text)
    session = msgspec.structs.replace(broken_off(*events), start=start)
    assert interrupted(history(session), LAST + timedelta(minutes=1)) is session
    offered = choose(history(session), library, LAST + timedelta(minutes=1))
    assert (offered.kind == "interrupted") == (kind == "interrupted"), offered.kind
