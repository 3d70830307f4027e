"""The Progress page and the check-in: values and the sentences that say what the charts show."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from coach.diary import DayRating
from coach.errors import CoachError
from coach.library.library import Library
from coach.plan.pain import PainDiary
from coach.progress.page import check_in_view, progress_view, session_row
from coach.records import CheckIn, History, PlayedSession
from coach.session.events import Hurt
from tests.making import history, on, played

MONDAY = date(2026, 3, 2)


#: Nobody rated a morning.
DIARY = PainDiary((), (), None, date(2026, 3, 1))


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def rated(n: int, now: int, before: int | None = None) -> PlayedSession:
    return played("calm-early", on(day(n)), now=now, worst=now, before=before)


@pytest.mark.parametrize(
    ("pains", "words"),
    [
        ([], "No pain ratings in this time yet."),
        ([3], "1 rating so far. A few more show a trend."),
        ([3, 4, 3], "3 ratings so far. A few more show a trend."),
        ([3, 3, 3, 3], "Typical after a session: 3, about the same as at the start of this time."),
        ([6, 4, 2, 2], "Typical after a session: 3, down from 6 at the start of this time."),
        ([2, 4, 5, 6], "Typical after a session: 4.5, up from 2 at the start of this time."),
        ([4, 4, 3, 3], "Typical after a session: 3.5, about the same as at the start of this time."),
    ],
)
def test_pain_in_words(library: Library, pains: list[int], words: str) -> None:
    whole = history(*(rated(n, pain) for n, pain in enumerate(pains)))
    assert progress_view(whole, library, day(0), on(day(6))).pain_words == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "0 sessions this week. Goal 7."),
        ([21], "1 session this week. Goal 7."),
        ([21, 22, 23], "3 sessions this week. Goal 7."),
        ([*range(7, 14), 21], "1 session this week. Goal 7, met in 1 of 3 weeks before."),
        ([0, 7, 14, 21, 22], "2 sessions this week. Goal 7, met in 0 of 3 weeks before."),
    ],
)
def test_weeks_in_words(library: Library, days: list[int], words: str) -> None:
    # Red sessions: the person stays in part 1A, whose goal is seven a week.
    whole = history(*(rated(n, 9) for n in days))
    assert progress_view(whole, library, day(0), on(day(24))).weeks_words == words


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], "Once you note pain before and after a session, this shows how they compare."),
        ([(5, 3)], "Lower after 1 of 1 sessions, the same after 0, higher after 0."),
        ([(5, 3), (5, 5), (4, 6)], "Lower after 1 of 3 sessions, the same after 1, higher after 1."),
    ],
)
def test_relief_in_words(library: Library, pairs: list[tuple[int, int]], words: str) -> None:
    whole = history(*(rated(n, now, before) for n, (before, now) in enumerate(pairs)))
    assert progress_view(whole, library, day(0), on(day(6))).relief_words == words


@pytest.mark.parametrize(("days", "weeks"), [(1, 4), (7, 4), (28, 4), (30, 5), (56, 8), (90, 12), (365, 12)])
def test_the_page_shows_four_to_twelve_weeks(library: Library, days: int, weeks: int) -> None:
    view = progress_view(History(), library, day(0), on(day(days - 1)))
    assert len(view.weeks) == weeks


def test_the_list_has_the_newest_first_and_only_its_days(library: Library) -> None:
    whole = history(*(rated(n, n) for n in range(5)))
    view = progress_view(whole, library, day(1), on(day(3)))
    assert [row.pain_now for row in view.sessions] == [3, 2, 1]
    assert (view.first, view.last, view.week_goal) == (day(1), day(3), 7)


def test_a_row_tells_the_session(library: Library) -> None:
    row = session_row(played("calm-mid", on(day(0)), worst=5, now=2, before=4, lines=7, done=6), library, DIARY)
    assert (row.title, row.lines_done, row.lines, row.colour) == ("Small movements", 6, 7, "amber")
    assert (row.pain_before, row.pain_worst, row.pain_now, row.checked_in) == (4, 5, 2, True)
    unrated = session_row(played("calm-mid", on(day(0)), worst=None), library, DIARY)
    assert (unrated.colour, unrated.checked_in, unrated.pain_now) == ("unrated", False, None)


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
