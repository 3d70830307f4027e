"""The report's values, worked out by hand: what is counted, what is compared, and what is said to be missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from coach.app import Coach
from coach.diary import DayLog, Spasm, SpasmDetails
from coach.errors import CoachError
from coach.happenings import Activity, GoalsChosen, PlayedElsewhere, QuestionsNoted, ScoreTold
from coach.progress.report import report_view
from coach.progress.report_findings import scores
from coach.progress.report_pain import change_words
from coach.progress.report_text import report_text
from coach.progress.report_views import Fact, ReportView, Table, and_more
from coach.progress.report_words import day_text, days_text, span_text
from coach.progress.score_views import ScoreSeries
from coach.records import History
from coach.report_cases import MOST_ASKED
from tests.fakes import FakeClock
from tests.journal.test_triggers import SITTING, diary
from tests.plan.story import Story, day, library, moment

NIGHT = 21.0


def told(story: Story, last: int, first: int = 0, *, now: datetime | None = None, **others: Any) -> ReportView:
    """The report on days of a story, by default at nine in the evening of the last one."""
    moment_now = now or moment(last, NIGHT)
    history = msgspec.structs.replace(story.history(moment_now), **others)
    return report_view(history, library(), day(first), day(last), moment_now)


def fact(view: ReportView, label: str) -> Fact:
    return next(one for one in (*view.glance, *view.days, *view.about) if one.label == label)


def log(n: int, *, later_days: int = 0, **boxes: Any) -> DayLog:
    return DayLog(id=f"log{n}", day=day(n), at=moment(n + later_days, 20), **boxes)


# -- words ---------------------------------------------------------------------------------------------------------


def test_days_are_written_so_that_no_country_reads_them_wrongly() -> None:
    assert day_text(date(2026, 8, 3)) == "3 Aug 2026"
    assert span_text(date(2026, 8, 3), date(2026, 11, 1)) == "3 Aug to 1 Nov 2026"
    assert span_text(date(2025, 8, 3), date(2026, 1, 1)) == "3 Aug 2025 to 1 Jan 2026"


def test_of_many_days_the_newest_are_named_and_the_rest_is_counted() -> None:
    days = [date(2026, 1, n) for n in (1, 2, 3, 4, 5, 6, 6)]
    assert days_text(days) == "6 Jan 2026, 5 Jan 2026, 4 Jan 2026, 3 Jan 2026 and 2 days more"
    assert days_text(days[:2]) == "2 Jan 2026, 1 Jan 2026"


# -- at a glance ---------------------------------------------------------------------------------------------------


def test_pain_compares_the_last_two_weeks_with_the_first() -> None:
    story = Story().placed(6).pain(range(14), 6).pain(range(14, 28), 9).pain(range(28, 42), 3)
    pain = fact(told(story, 41), "Pain, 0 to 10")
    assert pain.value == "3, was 6"
    assert "last 14 days (28 ratings of 14 days) and the first (28 ratings of 14 days)" in pain.note
    assert "−3 points: a change that matters to most people (2 points or 30\u00a0%, Ostelo 2008)." in pain.note


@pytest.mark.parametrize(
    ("was", "now", "points", "real"),
    [
        (6, 4, "−2 points", True),
        (5, 4, "−1 point", False),  # 20 %
        (3, 2, "−1 point", True),  # a third
        (10, 7, "−3 points", True),
        (4, 5, "+1 point", False),
        (0, 1, "+1 point", False),  # no share of nothing
        (5, 3.5, "−1.5 points", True),  # exactly 30 %
        (1, 0.5, "−0.5 points", False),  # half of it, and still no whole point
        (0.5, 1, "+0.5 points", False),
    ],
)
def test_a_change_that_matters_is_two_points_or_thirty_per_cent(
    was: float, now: float, points: str, real: bool
) -> None:
    words = change_words(was, now)
    assert words.startswith(f"{points}: ")
    assert ("less than a change that matters" in words) is not real


def test_no_change_is_said_as_such() -> None:
    assert change_words(4, 4) == "No change."


def test_a_period_is_not_compared_with_itself() -> None:
    label = "Pain, 0 to 10"
    # 20 days leave 6 for each end, 14 days apart: less than a week.
    short = fact(told(Story().placed(5).mornings(range(20), *[5] * 10, *[2] * 10), 19), label)
    assert short == Fact(label, "3.5", "Median of 20 ratings of 20 days; too short to compare its ends.")
    three_weeks = fact(told(Story().placed(5).mornings(range(21), *[5] * 10, *[2] * 11), 20), label)
    assert three_weeks.value == "2, was 5"
    assert "last 7 days (7 ratings of 7 days) and the first (7 ratings of 7 days)" in three_weeks.note
    few = fact(told(Story().placed(5).mornings((0, 1, 29), 5, 4, 2), 29), label)
    assert few == Fact(label, "4", "Median of 3 ratings of 3 days; too few at its ends to compare.")


def test_without_ratings_of_days_those_after_sessions_are_taken_and_it_says_so() -> None:
    story = Story().placed(5).train("calm-early", range(3), pain=(5, 5)).train("calm-early", range(25, 28), pain=(2, 2))
    pain = fact(told(story, 27), "Pain, 0 to 10")
    assert pain.value == "2, was 5"
    assert "(3 ratings after sessions on 3 days)" in pain.note
    assert fact(told(Story().placed(5), 9), "Pain, 0 to 10").value == "not rated"


def test_the_begin_of_the_records_counts_where_the_period_begins_before_them() -> None:
    view = told(Story().placed(6).pain(range(14), 6).pain(range(28, 42), 3), 41, first=-60)
    assert fact(view, "Pain, 0 to 10").value == "3, was 6"
    assert view.period == "1 Jan to 12 Apr 2026 (102 days), recorded from 2 Mar 2026"
    # Six weeks in the first part ask for a session a day; nothing is asked of the time before.
    assert fact(view, "Sessions of the plan").value == "0 of 42"


def test_spasms_are_set_against_as_many_days_before() -> None:
    story = Story().placed(5).spasm(3).spasm(9).spasm(20).spasm(40)
    whole = fact(told(story, 41, first=21), "Spasms")
    assert whole.value == "1"
    assert whole.note == "3 in the 21 days before. Last one: 11 Apr 2026."
    partly = fact(told(story, 41, first=15), "Spasms")
    assert (partly.value, partly.note) == ("2", "2 in the 15 days before that are recorded. Last one: 11 Apr 2026.")
    assert fact(told(story, 41), "Spasms").note.startswith("No records from before this period.")


def test_nothing_at_all_is_said_to_be_missing() -> None:
    now = moment(30, NIGHT)
    view = report_view(History(), library(), day(0), day(30), now)
    assert [one.value for one in view.glance] == ["not rated", "0", "0", "not begun"]
    assert [one.value for one in view.about] == ["not given", "not given"]
    assert view.safety.lead == "The safety questions were not answered in this period."
    assert view.plan.lead == "The plan has not been begun."
    for table in (view.spasms, view.tests, view.scores, view.before.factors, view.adherence.exercises):
        assert not table.rows
        assert table.none
    assert view.days_lead == "No day was logged in this period."
    assert view.questions == ""


# -- the plan ------------------------------------------------------------------------------------------------------


def test_the_gate_tells_what_is_still_open_first() -> None:
    story = Story().placed(6).pain(range(5), 3).train("calm-early", range(2)).train("calm-mid", range(2, 4))
    view = told(story, 4)
    assert view.gate.head[0] == "Gate to Unlock"
    states = [row[2] for row in view.gate.rows]
    assert states == sorted(states, key=lambda state: state == "met")
    assert ("Sessions in this part", "4 of 5", "open") in view.gate.rows
    assert "own rules, not research" in view.plan_note


def test_steps_back_are_told_with_their_days() -> None:
    story = Story().placed(3).train("unlock-early", range(3)).train("unlock-mid", (3, 4), "r")
    plan = told(story, 5).plan
    assert "6 Mar 2026: a step back, to 1B Unlock, early, after two red sessions." in plan.items
    assert plan.lead.endswith("1 step back in the period.")
    assert fact(told(story, 5), "Place in the plan").value == "1B Unlock, early"
    quiet = told(story, 30, first=20).plan
    assert quiet.items == ("No step back and no gate in this period.",)


def test_a_period_of_the_past_is_told_as_it_was_known_then() -> None:
    story = Story().placed(6).train("calm-early", range(2)).moved("1B", 10).spasm(12).pain(range(14), 2)
    now = moment(40, NIGHT)
    past = told(story, 5, now=now)
    assert fact(past, "Place in the plan").value.startswith("1A Calm")
    assert fact(past, "Spasms").value == "0"
    assert past.made == now
    assert past.last == day(5)


def test_days_that_have_not_come_are_cut_off() -> None:
    assert told(Story().placed(3), 90, now=moment(9, NIGHT)).last == day(9)


# -- spasms --------------------------------------------------------------------------------------------------------


def test_spasms_are_told_newest_first_with_how_they_felt() -> None:
    details = SpasmDetails(
        where=("low_left",), strength="severe", feel=("cramp",), doing=("lifting", "twisting"), day_before=("none",)
    )
    spasms = (
        Spasm(id="a", onset=moment(3, 9.5), logged=moment(3, 10), told=details, told_at=moment(3, 11)),
        Spasm(id="b", onset=moment(5, 22), logged=moment(8, 22)),
    )
    rows = told(Story().placed(4), 9, spasms=spasms).spasms.rows
    assert rows[0] == ("7 Mar 2026, 22:00, written 3 days later", *["not told"] * 5)
    assert rows[1] == (
        "5 Mar 2026, 09:30", "Low back, left", "Severe", "Cramp", "Lifting, Twisting", "Nothing of this",
    )  # fmt: skip


def test_a_spasm_at_night_has_one_date_everywhere() -> None:
    view = told(Story().placed(4).spasm(9, 26.5), 9)
    assert view.spasms.rows[0][0] == "night after 11 Mar 2026, 02:30"
    assert fact(view, "Spasms").note.endswith("Last one: 11 Mar 2026.")


def test_of_many_spasms_the_older_ones_are_counted() -> None:
    story = Story().placed(4)
    for n in range(0, 60, 3):
        story.spasm(n)
    table = told(story, 60).spasms
    assert (len(table.rows), table.more) == (12, 8)
    assert and_more(8) == "and 8 more"


# -- tests and scores ----------------------------------------------------------------------------------------------


def test_tests_tell_first_best_and_newest_and_what_is_published_for_such_a_person() -> None:
    story = Story().placed(1, checks="done").me(birth_year=2000, sex="female")
    story.tested(3, "front-plank-feet", 40).tested(20, "front-plank-feet", 62).tested(40, "front-plank-feet", 55)
    view = told(story, 50, first=30)
    assert view.tests.rows == (
        ("Front plank from the feet", "40 s, 5 Mar 2026", "62 s", "55 s, 11 Apr 2026", "63 to 121 s"),
    )
    assert "Strand and colleagues 2014" in view.tests_note
    nobody = told(Story().placed(1).tested(3, "front-plank-feet", 40), 9)
    assert nobody.tests.rows[0][4] == "–"
    assert "Strand" not in nobody.tests_note


def test_values_from_memory_do_not_stand_before_a_clinician() -> None:
    story = Story().placed(1, checks="done").me(birth_year=2000, sex="female").tested(3, "back-hold", 90)
    test = next(one for one in library().plan.tests if one.id == "back-hold")
    assert any(norm.fits(26, "female") and norm.source.checked == "memory" for norm in test.norms)
    view = told(story, 9)
    assert view.tests.rows[0][4] == "–"
    assert "memory" not in view.tests_note


def score_of(own: str, *values: float, real: float, verdict: str, better: str) -> ScoreSeries:
    data = {"id": own, "title": "", "lowest": 0, "highest": 24, "real": real, "verdict": verdict, "better": better}
    points = [{"day": day(28 * n), "value": value} for n, value in enumerate(values)]
    return msgspec.convert({**data, "points": points, "words": "You did well.", "source": "A, 1983."}, ScoreSeries)


def test_scores_tell_scale_direction_and_change_in_the_third_person() -> None:
    one = score_of("roland-morris", 12, 6, real=3.6, verdict="better", better="down")
    table, note = scores([one, msgspec.structs.replace(one, points=())], History())
    assert table.rows == (
        (
            "Roland-Morris, of 24 (higher is worse)", "12, 2 Mar 2026", "6, 30 Mar 2026",
            "6 better: reaches the line below.",
        ),
    )  # fmt: skip
    assert note == "A, 1983."
    assert scores([], History())[0].none == "No score was given so far."
    worse = score_of("roland-morris", 4, 5, real=5, verdict="same", better="down")
    assert scores([worse], History())[0].rows[0][3] == "1 worse: less than the line below."
    felt = score_of("change", 1, 2, real=2, verdict="better", better="up")
    assert scores([felt], History())[0].rows[0][1:3] == ("A little better, 2 Mar 2026", "Much better, 30 Mar 2026")


def test_own_activities_are_named_and_a_change_just_below_the_line_is_not_rounded_onto_it() -> None:
    chosen = GoalsChosen(id="g", at=moment(0), activities=(Activity("a", "Garden"), Activity("b", "Walk")))
    one = score_of("goals", 3.0, 4.96, real=2, verdict="same", better="up")
    row = scores([one], History(happenings=(chosen,)))[0].rows[0]
    assert row[0] == "Own activities, of 10 (10: as before)"
    assert row[3] == "1.96 better: less than the line below. Mean of: Garden, Walk."


def test_a_score_and_exercise_told_later_are_of_their_own_day() -> None:
    story = Story().placed(4)
    story.happenings += [
        ScoreTold(id="s", at=moment(90), score=12, day=day(3)),
        ScoreTold(id="t", at=moment(91), score=6, day=day(60)),
        PlayedElsewhere(id="e", at=moment(90), day=day(5), minutes=40),
    ]
    view = told(story, 30, now=moment(100, NIGHT))
    assert view.scores.rows[0][1:3] == ("12, 5 Mar 2026", "–")
    assert fact(view, "Exercise elsewhere").value == "40 min on 1 day, from other records"


# -- before spasms, and days ---------------------------------------------------------------------------------------


def test_what_was_more_common_is_told_with_counts_interval_and_reading() -> None:
    history = diary([(True, 0)] * 10 + [(False, 1)] * 2, *SITTING)
    now = datetime(2026, 3, 1, 12, tzinfo=history.spasms[0].onset.tzinfo)
    first = history.spasms[0].onset.date()
    view = report_view(history, library(), first, now.date(), now)
    row = next(row for row in view.before.factors.rows if row[0] == "Long sitting")
    assert row[1:3] == ("10 of 12", "2 of 36, 6\u00a0%")
    # Each of ten sets gives 1 (3 - 0) / 3, each of two 1 / 3 against it: 10 over 2/3.
    assert row[3].startswith("15 (")
    assert row[4] == "possible pattern"
    assert view.before.telling >= 1
    assert view.before.lead.startswith("From the whole journal: 12 days with a spasm, 12 with a diary")
    assert view.before.caution.startswith("Association, not cause:")


def test_few_spasms_are_too_little_to_tell() -> None:
    history = diary([(True, 0)] * 3, *SITTING)
    now = datetime(2026, 3, 1, 12, tzinfo=history.spasms[0].onset.tzinfo)
    view = report_view(history, library(), history.spasms[0].onset.date(), now.date(), now)
    row = next(row for row in view.before.factors.rows if row[0] == "Long sitting")
    assert row[1:] == ("3 of 3", "0 of 9, 0\u00a0%", "–", "too little to tell")


def test_days_are_told_as_shares_of_what_was_answered() -> None:
    logs = (
        log(0, sleep="well", happened=("awkward",)),
        log(1, sleep="well"),
        log(2, sleep="badly", stress="high"),
        log(3, sleep="broken", later_days=5),
    )
    elsewhere = PlayedElsewhere(id="e", at=moment(5), day=day(4), minutes=45)
    story = Story().placed(4).mornings(range(4), 2, 4, 6, 3)
    story.happenings.append(elsewhere)
    view = told(story, 9, day_logs=logs)
    assert view.days_lead == "4 of 10 days logged, 1 of them later than the next day (memory)."
    assert fact(view, "Sleep last night").value == "well 50\u00a0%, broken 25\u00a0%, badly 25\u00a0%"
    assert fact(view, "Stress").value == "high 100\u00a0% (n\u00a0=\u00a01)"
    assert fact(view, "Happened, days").value == "awkward posture 1 (n\u00a0=\u00a01)"
    assert fact(view, "Pain on waking").value == "median 3.5, middle half 2.8 to 4.5 (n\u00a0=\u00a04)"
    assert fact(view, "Exercise elsewhere").value == "45 min on 1 day, from other records"
    assert all(one.label != "Walking" for one in view.days)


# -- the questions, the text, the use cases ------------------------------------------------------------------------


def test_the_newest_questions_stand_in_a_report_on_the_past_too() -> None:
    story = Story().placed(4)
    for n, text in ((1, "Old?"), (20, " May I run again? ")):
        story.happenings.append(QuestionsNoted(id=str(n), at=moment(n, 21), text=text))
    assert told(story, 5, now=moment(30, NIGHT)).questions == "May I run again?"


def test_the_text_has_every_row_and_the_name_only_when_it_is_typed() -> None:
    story = Story().placed(6).train("calm-early", range(5), "gar").pain(range(5), 3).spasm(2)
    view = told(story, 6)
    text = report_text(view, "Ada Gröger")
    assert "Name: Ada Gröger" in text
    assert "Name:" not in report_text(view)
    for table in (view.gate, view.adherence.exercises, view.spasms):
        assert table.rows
        assert all(row[0] in text for row in table.rows)
    assert text.rstrip().endswith(view.closing)
    assert report_text(msgspec.structs.replace(view, gate=Table(head=(), none="No gate."))).count("No gate.") == 1


def test_questions_are_kept_once_and_taken_back(coach: Coach, clock: FakeClock) -> None:
    assert coach.report.note_questions("  Können wir die Hüfte ansehen? ")
    assert coach.report.questions == "Können wir die Hüfte ansehen?"
    assert not coach.report.note_questions("Können wir die Hüfte ansehen?")
    assert sum(isinstance(h, QuestionsNoted) for h in coach.history.happenings) == 1
    with pytest.raises(CoachError, match="1201 characters"):
        coach.report.note_questions("x" * (MOST_ASKED + 1))
    clock.advance_ms(1_000)
    assert coach.report.note_questions("")
    assert coach.report.view(*coach.report.usual_period()).questions == ""


def test_days_that_make_no_period_are_refused_in_words(coach: Coach) -> None:
    today = coach.report.today
    with pytest.raises(CoachError, match="ends before it begins"):
        coach.report.view(today, today - timedelta(days=1))
    with pytest.raises(CoachError, match="begins in the future"):
        coach.report.view(today + timedelta(days=1), today + timedelta(days=2))
    with pytest.raises(CoachError, match="year 1"):
        coach.report.view(date(1, 1, 1), today)
    assert coach.report.view(today, today).period.endswith("(1 day)")
    first, last = coach.report.usual_period()
    assert (last - first).days == 90
    assert coach.report.whole_period() == (first, last)
