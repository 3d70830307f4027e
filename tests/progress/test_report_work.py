"""What the report counts of sessions: as the plan does, with what hurt in those that were broken off."""

from __future__ import annotations

from datetime import timedelta, timezone
from itertools import pairwise

import msgspec
import pytest

from coach.happenings import ScoreTold
from coach.progress.report_period import period_of
from coach.progress.report_text import report_text
from coach.progress.report_weeks import week_bars
from coach.progress.report_words import enough_digits
from coach.session.events import Eased, Hurt, LineDone, LineSkipped
from tests.plan.story import Story, day, library, moment
from tests.progress.test_report import NIGHT, fact, told

SESSIONS = "Sessions of the plan"


# -- against the goal ----------------------------------------------------------------------------------------------


def test_sessions_are_counted_as_the_plan_counts_and_others_apart() -> None:
    story = Story().placed(6).train("calm-early", (0, 1, 2)).train("calm-early", 3, done=1)
    story.train("desk-break", 2, "u", hour=15).train("morning-unlock", (4, 5), hour=7)
    sessions = fact(told(story, 13), SESSIONS)
    assert sessions.value == "3 of 14"
    assert "1 more was too short to count." in sessions.note
    assert "Beside it 3 others:" in sessions.note
    moved = Story().placed(6).moved("1B", 7, hour=6)
    # A week at seven, a week at six.
    assert fact(told(moved, 13), SESSIONS).value == "0 of 13"


def test_glance_and_chart_count_the_same_sessions_and_the_same_goal() -> None:
    story = Story().placed(6).train("calm-early", range(0, 40, 2)).train("desk-break", range(40), hour=15)
    now = moment(60, NIGHT)
    for first, last in ((0, 40), (3, 38), (10, 12), (17, 17)):
        view = told(story, last, first, now=now)
        bars = view.adherence.weeks
        sessions, of, goal = fact(view, SESSIONS).value.partition(" of ")
        assert of
        assert sum(bar.sessions for bar in bars) == int(sessions)
        assert round(sum(bar.goal for bar in bars)) == int(goal)
        # Nothing outside the period, and no gap in it.
        assert (bars[0].first, bars[-1].last) == (day(first), day(last))
        assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(bars))


def test_bars_of_several_weeks_are_averages_a_week() -> None:
    story = Story().placed(6).train("calm-early", range(0, 400, 2))
    now = moment(399, NIGHT)
    bars, size = week_bars(period_of(story.history(now), library(), day(0), day(399), now))
    assert size == 4
    # The newest bar: 4 whole weeks less what is to come of the last one.
    assert bars[-1].a_week == pytest.approx(7 * bars[-1].sessions / ((bars[-1].last - bars[-1].first).days + 1))
    assert bars[1].sessions == 14
    assert bars[1].a_week == 3.5


def test_the_plan_is_not_begun_before_it_is_begun() -> None:
    free = told(Story().train("mcgill-big-3", range(5)).pain(range(5), 3), 9)
    assert fact(free, "Place in the plan").value == "not begun"
    assert fact(free, SESSIONS).note.startswith("No goal: the plan was not begun")
    assert free.plan.lead == "The plan has not been begun."
    # Ratings alone come first here; the plan begins with its first session.
    rated = told(Story().pain(range(5), 3).train("calm-early", 7), 9)
    assert "In this part since 9 Mar 2026" in fact(rated, "Place in the plan").note
    assert rated.plan.items == ("9 Mar 2026: began with 1A Calm, early.",)
    assert fact(rated, SESSIONS).value == "1 of 3"


def test_a_day_that_asks_for_less_than_a_session_has_a_plan_all_the_same() -> None:
    story = Story().placed(1, checks="done").moved("3", 1).moved("4", 2).train("keep-a", range(3, 30, 3))
    note = fact(told(story, 26, first=26), SESSIONS).note
    assert note == "The plan asks for less than one session in so few days."


# -- what hurt -----------------------------------------------------------------------------------------------------


def test_exercises_that_hurt_come_first_then_those_that_were_skipped() -> None:
    session = library().session("calm-early")
    skipped, hurt = session.lines[1].exercise, session.lines[2].exercise
    story = Story().placed(6).train("calm-early", range(3), skip=[skipped]).train("calm-early", (3, 4), hurt=hurt)
    story.train("calm-early", 5)
    rows = {row[0]: row for row in told(story, 6).adherence.exercises.rows}
    known = library().exercises
    assert list(rows)[:2] == [known[hurt].name, known[skipped].name]
    assert rows[known[skipped].name][2:] == ("6", "3", "0", "3", "0")
    assert rows[known[hurt].name][2:] == ("6", "6", "0", "0", "2")
    assert rows[known[hurt].name][1]  # the dosage as it stood in the session


def test_what_hurt_in_a_session_that_was_never_closed_counts() -> None:
    story = Story().placed(6).broke_off("calm-early", 0, 9, hurt=8).train("calm-early", 1)
    view = told(story, 2)
    first = library().exercise(library().session("calm-early").lines[0].exercise).name
    row = next(row for row in view.adherence.exercises.rows if row[0] == first)
    assert row[2:] == ("2", "1", "0", "1", "1")
    assert view.adherence.exercises.rows[0] == row
    assert "1 green, 0 amber, 1 red, 0 not rated" in view.adherence.words
    assert "“That hurts” was pressed in 1 session: 2 Mar 2026. At most 8 of 10." in view.safety.items
    # Lines that were never reached are not counted: nobody avoided them.
    last = library().exercise(library().session("calm-early").lines[-1].exercise).name
    assert next(row for row in view.adherence.exercises.rows if row[0] == last)[2] == "1"


def test_eased_counts_what_was_completed_in_the_easier_form() -> None:
    eased = Story().placed(6).train("calm-early", range(2), eased=1)
    assert [row[4] for row in told(eased, 2).adherence.exercises.rows].count("2") == 1
    played = eased.sessions[0]
    line = next(event for event in played.events if isinstance(event, Eased))
    left = tuple(
        LineSkipped(at_ms=event.at_ms, line=event.line, exercise=line.exercise)
        if isinstance(event, LineDone) and event.eased
        else event
        for event in played.events
    )
    eased.sessions[:] = [msgspec.structs.replace(played, events=left)]
    rows = {row[0]: row for row in told(eased, 2).adherence.exercises.rows}
    assert rows[library().exercise(line.exercise).name][2:] == ("1", "0", "0", "1", "0")


def test_a_hurt_without_a_number_counts_too() -> None:
    story = Story().placed(6).train("calm-early", 0)
    played = story.sessions[0]
    exercise = library().session("calm-early").lines[0].exercise
    pressed = Hurt(at_ms=1, line=0, exercise=exercise)
    story.sessions[:] = [msgspec.structs.replace(played, events=(pressed, *played.events))]
    view = told(story, 2)
    assert view.adherence.exercises.rows[0][0] == library().exercise(exercise).name
    assert "“That hurts” was pressed in 1 session: 2 Mar 2026." in view.safety.items


def test_sessions_are_told_by_colour_and_the_rest_of_the_exercises_is_counted() -> None:
    story = Story().placed(1, checks="done").train("realign-early", range(4), "garu").train("unlock-early", 4)
    view = told(story, 6)
    assert "5 training sessions begun" in view.adherence.words
    assert "2 green, 1 amber, 1 red, 1 not rated." in view.adherence.words
    table = view.adherence.exercises
    assert len(table.rows) == 6  # nothing happened with any of them
    different = {line.exercise for own in ("realign-early", "unlock-early") for line in library().session(own).lines}
    assert len(table.rows) + table.more == len(different)


# -- the period ----------------------------------------------------------------------------------------------------


def test_what_is_told_of_long_ago_does_not_begin_the_records() -> None:
    story = Story().placed(4).train("unlock-early", range(0, 30, 2)).spasm(3).spasm(20)
    story.happenings.append(ScoreTold(id="s", at=moment(5), score=14, day=day(-400)))
    early = msgspec.structs.replace(story.spasms[0], id="e", onset=moment(-200, 9), logged=moment(6, 9))
    story.spasms.insert(0, early)
    assert fact(told(story, 40), "Spasms").note.startswith("No records from before this period.")
    assert fact(told(story, 40, first=15), "Spasms").note.startswith("1 in the 15 days before that are recorded.")
    late = fact(told(story, 40, first=5), "Spasms").note
    assert late.startswith("Records begin 5 days before this period.")


def test_the_period_ends_with_each_entry_s_own_training_day() -> None:
    """Day 30 in the evening is day 31 for a clock ten hours farther east."""
    story = Story().placed(4).train("unlock-early", (0, 2)).train("unlock-early", 30, hour=21).spasm(30, 20)
    here = moment(120, 12)
    east = here.astimezone(timezone(timedelta(hours=10)))
    history = story.history(here)
    for now in (here, east):
        period = period_of(history, library(), day(0), day(30), now)
        assert [seen.day for seen in period.done] == [day(0), day(2), day(30)]
        assert len(period.spasms) == 1


def test_days_before_the_records_are_no_denominator() -> None:
    view = told(Story().placed(6).mornings(range(10), 4), 9, first=-20)
    assert "Rated on 10 of 10 days" in view.pain_words


# -- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [(3.04, 3, "3.04"), (3.0, 3, "3"), (2.96, 3, "2.96"), (2.4, 3, "2.4"), (3.0004, 3, "3.0004"), (12, 3, "12")],
)
def test_a_number_stands_on_its_side_of_the_limit(value: float, limit: float, text: str) -> None:
    assert enough_digits(value, limit) == text


def test_the_gate_shows_an_average_that_does_not_contradict_its_verdict() -> None:
    story = Story().placed(1, checks="done").moved("2", 0).moved("3", 1)
    story.pain(range(2, 30), 2)
    # The day before counts last. It was 2 in the morning and 3 on the whole: 13 days of 2 and one of 2.5.
    story.ratings[-2] = msgspec.structs.replace(story.ratings[-2], pain=3)
    row = next(row for row in told(story, 29).gate.rows if row[0].startswith("Average pain"))
    assert row == ("Average pain 2 or less over 14 days", "2.04", "open")


def test_the_copied_text_names_the_gate_the_weeks_and_every_section() -> None:
    story = Story().placed(6).pain(range(5), 3).train("calm-early", range(2)).train("calm-mid", range(2, 4)).spasm(3)
    text = report_text(told(story, 4))
    assert "\n- Sessions in this part: 4 of 5, open\n" in text
    assert "\nGate to Unlock: " in text
    assert "\nSPASMS IN THE PERIOD\n- 5 Mar 2026, 10:00: " in text
    assert "\nSessions of the plan a week, of what was asked:\n- 2 Mar to 6 Mar 2026: 4 of 5\n" in text
