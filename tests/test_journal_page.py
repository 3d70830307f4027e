"""The Journal as values: marks, entries, searching, and the words of every value of the diary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest

from coach.diary import DayLog, DayRating, Region, Spasm, SpasmDetails
from coach.pages import diary_words as dw
from coach.pages.journal import EntryView, JournalView, journal_view, remembered_words
from coach.pages.journal_days import DayValues, day_values
from coach.records import History
from tests.plan.story import Story, day, library, moment

NOW = moment(13, 20)
SEVERE = SpasmDetails(
    where=("low_left", "low_mid"),
    strength="severe",
    feel=("cramp",),
    doing=("lifting", "twisting"),
    two_hours=("none",),
    day_before=("long-drive",),
    note="The laundry basket, à la légère.",
)


def a_log(n: int, at: datetime, own: str = "", **boxes: Any) -> DayLog:
    return DayLog(id=own or f"{5000 + n:032x}", day=day(n), at=at, **boxes)


def written() -> History:
    """Two weeks: sessions, mornings, logs (one late, one of nothing but a note), and two spasms."""
    story = Story().placed(4).train("calm-early", (0, 1, 3), "g").train("calm-early", 9, "u")
    story.mornings((0, 1), 5, 4).averages(0, 3)
    logs = (
        a_log(0, moment(0, 21), sleep="badly", sitting="long", breaks="few", signs=("stiff",), happened=()),
        a_log(1, moment(1, 21), sleep="well"),
        a_log(1, moment(4, 21), "c" * 32, sleep="broken"),
        a_log(5, moment(13, 19), lifting="heavy", note="Moved house."),
        a_log(7, moment(7, 22), note="A quiet Monday."),
    )
    spasms = (
        Spasm(id="a" * 32, onset=moment(4, 15), logged=moment(4, 15.5), told_at=moment(4, 16), told=SEVERE),
        Spasm(id="b" * 32, onset=moment(9, 1.5), logged=moment(11, 12)),
    )
    return msgspec.structs.replace(story.history(NOW), day_logs=logs, spasms=spasms)


def shown(query: str = "", month: date | None = None, history: History | None = None) -> JournalView:
    return journal_view(history or written(), library(), month or day(13), query, NOW)


def entry(view: JournalView, kind: str, n: int) -> EntryView:
    return next(one for one in view.entries if one.kind == kind and one.day == day(n))


# -- words -------------------------------------------------------------------------------------------------------


def values_in(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    else:
        for part in get_args(hint):
            yield from values_in(part)


@pytest.mark.parametrize("struct", [DayLog, SpasmDetails])
def test_every_value_has_a_word_and_a_question(struct: type[msgspec.Struct]) -> None:
    for field, hint in get_type_hints(struct).items():
        known = set(values_in(hint))
        if known:
            assert set(dw.words(field)) == known
            assert all(dw.word(field, value).strip() for value in known)
            assert len(set(dw.words(field).values())) == len(known), "two values with one word"
            assert dw.question(field)


def test_every_box_of_a_day_makes_a_part_of_a_sentence() -> None:
    for box in (*dw.DAY_BOXES, "happened", "signs"):
        for value in dw.words(box):
            assert dw.phrase(box, value)[0].islower() or dw.phrase(box, value)[0].isdigit()


def test_words_that_were_handed_out_are_not_ours_any_more() -> None:
    dw.words("sleep").clear()
    assert dw.word("sleep", "well") == "Well"


@pytest.mark.parametrize(
    ("regions", "said"),
    [
        ((), ""),
        (("low_left", "low_mid"), "Low back, left and centre"),
        (("low_mid",), "Low back, centre"),
        (("low_right", "low_mid", "low_left"), "Low back, left, centre and right"),
        (("glute_left", "glute_right"), "Buttock, both sides"),
        (("glute_left", "low_left"), "Low back, left; buttock, left"),
    ],
)
def test_places_are_said_as_one_would(regions: tuple[Region, ...], said: str) -> None:
    assert dw.where_words(regions) == said


def test_each_place_has_its_own_words() -> None:
    assert len(set(dw.words("where").values())) == len(get_args(Region)) == 11


# -- marks -------------------------------------------------------------------------------------------------------


def test_the_calendar_has_sessions_pain_spasms_logs_and_what_came_late() -> None:
    marks = {mark.day: mark for mark in shown().marks}
    assert (marks[day(0)].sessions, marks[day(0)].pain, marks[day(0)].late) == (1, 3, False)
    assert marks[day(1)].pain == 4
    assert marks[day(1)].late, "changed three days later"
    assert marks[day(3)].pain == 2, "from the check-in of the session"
    assert (marks[day(4)].spasms, marks[day(4)].late) == (1, False)
    assert (marks[day(5)].written, marks[day(5)].pain, marks[day(5)].late) == (True, None, True)
    assert day(2) not in marks


def test_a_spasm_after_midnight_belongs_to_the_evening_before() -> None:
    assert {mark.day for mark in shown().marks if mark.spasms} == {day(4), day(8)}


def test_a_session_that_was_broken_off_is_no_session() -> None:
    history = Story().placed(3).broke_off("calm-early", 2, 9).history(NOW)
    assert shown(history=history).marks == ()


def test_marks_and_entries_are_those_of_the_month() -> None:
    view = shown(month=date(2026, 2, 11))
    assert (view.month, view.marks, view.entries) == (date(2026, 2, 1), (), ())


# -- entries -----------------------------------------------------------------------------------------------------


def test_entries_are_newest_first() -> None:
    view = shown()
    days = [one.day for one in view.entries]
    assert days == sorted(days, reverse=True)
    assert len(view.entries) == 4 + 4 + 2


def test_a_day_unites_ratings_and_log_and_goes_out_as_a_whole() -> None:
    history = written()
    one = entry(shown(history=history), "day", 0)
    assert one.line == "Day: pain 3, 5 on waking"
    assert one.detail == "Slept badly, sat over 6 h, hardly got up, stiffer than usual"
    assert (one.pain, one.late) == (3, "")
    rated = {rating.id for rating in history.ratings if rating.day == day(0)}
    assert set(one.ids) == rated | {f"{5000:032x}"}
    changed = entry(shown(history=history), "day", 1)
    assert len(changed.ids) == 3, "the rating and both versions"
    assert (changed.detail, changed.late) == ("Broken sleep", "Changed later")


def test_a_late_day_and_a_mere_note_say_so() -> None:
    view = shown()
    late = entry(view, "day", 5)
    assert (late.line, late.late, late.note) == ("Day without a pain rating", "Added later", "Moved house.")
    assert (entry(view, "note", 7).line, entry(view, "note", 7).note) == ("Note", "A quiet Monday.")


def test_a_spasm_tells_where_how_and_when_it_was_written() -> None:
    view = shown()
    told = entry(view, "spasm", 4)
    assert told.line == "Spasm: severe"
    assert told.detail == "Low back, left and centre. Cramp. Lifting, twisting. Long drive"
    assert (told.late, told.ids, told.note) == ("", ("a" * 32,), SEVERE.note)
    late = entry(view, "spasm", 8)
    assert (late.line, late.late) == ("Spasm", "Written 2 days later")


def test_check_ins_are_corrected_and_never_taken_out() -> None:
    view = shown()
    checked, open_one = entry(view, "check-in", 0), entry(view, "check-in", 9)
    assert checked.line == "Check-in: pain 2"
    assert open_one.line == "Session, not checked in yet"
    assert not checked.removable
    assert checked.session
    assert checked.detail == library().session("calm-early").name


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(0), ""),
        (timedelta(hours=1), ""),
        (timedelta(hours=1, seconds=1), "Written 1 hour later"),
        (timedelta(hours=5), "Written 5 hours later"),
        (timedelta(days=3), "Written 3 days later"),
    ],
)
def test_memory_is_told_from_diary_after_an_hour(after: timedelta, words: str) -> None:
    assert remembered_words(NOW - after, NOW) == words


# -- searching ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("TWISTING", 1),
        ("laundry legere", 1),
        ("severe   lift", 1),
        ("aundr", 1),
        ("xyzzy", 0),
        ("added later", 1),
    ],
)
def test_a_search_looks_through_lines_notes_and_chips(query: str, found: int) -> None:
    view = shown(query, month=date(2020, 1, 1))
    assert len(view.entries) == found
    assert str(found or "Nothing") in view.found
    assert query.strip() in view.found


def test_an_empty_search_is_none() -> None:
    assert shown("   ").found == ""
    assert shown("  -  ").entries == shown().entries


# -- days --------------------------------------------------------------------------------------------------------


def test_the_form_of_a_day_begins_with_the_newest_and_with_yesterday() -> None:
    history = written()
    first = day_values(history, day(1))
    assert first.log is not None
    assert (first.log.sleep, first.morning, first.average) == ("broken", 4, None)
    assert first.yesterday is not None
    assert first.yesterday.sleep == "badly"
    after = day_values(history, day(8))
    assert not after.written
    assert after.yesterday is not None
    assert after.yesterday.note == "A quiet Monday."
    assert day_values(history, day(3)) == DayValues(day=day(3))


def test_the_view_knows_every_day_as_the_history_does() -> None:
    history = written()
    view = shown(history=history)
    for n in range(-2, 16):
        assert view.values_of(day(n)) == day_values(history, day(n))


def test_a_day_is_in_time_until_the_next_one_ends() -> None:
    in_time = a_log(2, moment(4, 3.9), sleep="well")
    late = a_log(2, moment(4, 4.1), sleep="well")
    for log, expected in ((in_time, ""), (late, "added")):
        assert log.in_time is (expected == "")
        assert day_values(History(day_logs=(log,)), day(2)).late == expected


def test_the_newest_rating_counts() -> None:
    ratings = tuple(
        DayRating(id=f"{n}" * 32, day=day(0), at=moment(0, hour), kind="average", pain=pain)
        for n, (hour, pain) in enumerate(((20, 7), (21, 2)))
    )
    values = day_values(History(ratings=ratings), day(0))
    assert (values.average, len(values.ids)) == (2, 2)
