"""The list of sessions and the check-in as values."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from coach.diary import DayRating
from coach.errors import CoachError
from coach.library.library import Library
from coach.plan.pain import PainDiary
from coach.progress.sessions import SessionRows, check_in_view, session_row
from coach.records import CheckIn
from coach.session.compose import shorter
from coach.session.events import Hurt
from tests.making import on, played

MONDAY = date(2026, 3, 2)
#: Nobody rated a morning.
DIARY = PainDiary((), (), None, date(2026, 3, 1))


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def test_rows_are_made_when_they_are_asked_for(library: Library) -> None:
    sessions = [played("calm-early", on(day(n)), now=n, worst=n) for n in range(5)]
    rows = SessionRows(sessions, library, DIARY)
    assert len(rows) == 5
    assert rows[2].pain_now == 2
    assert [row.pain_now for row in rows[1:3]] == [1, 2]
    assert list(rows[8:]) == []


def test_a_row_tells_the_session(library: Library) -> None:
    row = session_row(played("calm-mid", on(day(0)), worst=5, now=2, before=4, lines=7, done=6), library, DIARY)
    assert (row.title, row.lines_done, row.lines, row.colour) == ("Small movements", 6, 7, "amber")
    assert (row.pain_before, row.pain_worst, row.pain_now, row.checked_in) == (4, 5, 2, True)
    unrated = session_row(played("calm-mid", on(day(0)), worst=None), library, DIARY)
    assert (unrated.colour, unrated.checked_in, unrated.pain_now) == ("unrated", False, None)


def test_the_shorter_version_has_fewer_exercises(library: Library) -> None:
    whole = library.session("unlock-early")
    short = shorter(whole, library)
    assert short is not None
    assert len(short.lines) < len(whole.lines)
    template = msgspec.json.encode(short).decode()
    n = len(short.lines)
    row = session_row(
        played("unlock-early", on(day(0)), lines=len(whole.lines), done=n, template=template), library, DIARY
    )
    assert (row.lines_done, row.lines) == (n, n)


def test_a_session_that_the_library_lost_keeps_its_id_as_title(library: Library) -> None:
    assert session_row(played("calm-2019", on(day(0))), library, DIARY).title == "calm-2019"


# -- the check-in ------------------------------------------------------------------------------------------------


def template(library: Library, session_id: str) -> str:
    return msgspec.json.encode(library.session(session_id)).decode()


def test_an_open_check_in_offers_what_was_played(library: Library) -> None:
    hurt = Hurt(at_ms=7_000, line=2, exercise="single-knee-to-chest", pain=4)
    session = played(
        "flare-up-first-aid", on(day(0)), part=None, worst=None, before=6, events=(hurt,),
        template=template(library, "flare-up-first-aid"),
    )  # fmt: skip
    view = check_in_view(session, library)
    assert (view.title, view.finished, view.played_ms) == ("Flare-up first aid", True, 10_000)
    assert (view.pain_before, view.pain_worst, view.pain_now, view.effort, view.note) == (6, 4, None, None, "")
    assert view.flags == {"single-knee-to-chest": "hurt"}
    # Constructive rest opens and closes the session and is asked about once.
    assert [line.exercise for line in view.exercises] == [
        "constructive-rest", "pelvic-tilt", "lower-trunk-rotation", "single-knee-to-chest", "prone-on-elbows",
    ]  # fmt: skip
    assert view.exercises[0].dosage == "2 min"


def test_a_check_in_that_was_given_is_shown_for_correction(library: Library) -> None:
    session = played("calm-early", on(day(0)), template=template(library, "calm-early"))
    given = CheckIn(
        session=session.start.id, at=on(day(0), 10), pain_worst=5, pain_now=2, leg_symptoms=True, effort=3,
        flags={"pelvic-tilt": "too_hard"}, note="stiff",
    )  # fmt: skip
    view = check_in_view(msgspec.structs.replace(session, check_in=given), library)
    assert (view.pain_worst, view.pain_now, view.leg_symptoms, view.effort) == (5, 2, True, 3)
    assert (view.flags, view.note) == ({"pelvic-tilt": "too_hard"}, "stiff")


def test_a_record_that_cannot_be_read_says_so(library: Library) -> None:
    with pytest.raises(CoachError, match="cannot be read"):
        check_in_view(played("calm-early", on(day(0)), template='{"id": 3}'), library)


def test_a_bad_morning_after_turns_the_row_red(library: Library) -> None:
    """And sore muscles make it amber; what was said during the session stays in the pains."""
    session = played("calm-mid", on(day(0)), worst=2, now=2, before=2)
    for sore, colour in ((False, "red"), (True, "amber")):
        usual = [rating(n, 2) for n in range(-4, 1)]
        diary = PainDiary([*usual, rating(1, 5, sore=sore)], (), None, day(2))
        row = session_row(session, library, diary)
        assert (row.colour, row.pain_worst) == (colour, 2)


def rating(n: int, pain: int, *, sore: bool = False) -> DayRating:
    return DayRating(id=str(n), day=day(n), at=on(day(n), 7), kind="morning", pain=pain, sore=sore)
