"""The journal's use cases: what is written down, corrected, taken out and put back, and what of it travels."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coach.app import Coach
from coach.diary import DayLog, SpasmDetails, newest_logs
from coach.errors import CoachError
from coach.exports import export_of
from tests.fakes import MONDAY_AT_8, FakeClock

TODAY = MONDAY_AT_8.date()
ALL_BOXES: dict[str, Any] = {
    "sleep": "broken",
    "sitting": "long",
    "breaks": "few",
    "lifting": "light",
    "walking": "some",
    "stress": "high",
    "drink": "enough",
    "happened": ("long-drive",),
    "signs": (),
    "note": "A long way home.",
}


def later(clock: FakeClock, **time: float) -> None:
    clock.set(clock.wall + timedelta(**time))


# -- spasms ------------------------------------------------------------------------------------------------------


def test_when_a_spasm_was_first_written_down_stays_when_more_is_told(coach: Coach, clock: FakeClock) -> None:
    noted = coach.journal.note_spasm()
    later(clock, hours=5)
    told = SpasmDetails(where=("low_left", "low_mid"), strength="severe", doing=("bending",), note="A sock.")
    coach.journal.tell_spasm(noted.id, MONDAY_AT_8 - timedelta(minutes=10), told)
    (spasm,) = coach.history.spasms
    assert (spasm.onset, spasm.logged) == (MONDAY_AT_8 - timedelta(minutes=10), MONDAY_AT_8)
    assert (spasm.told, spasm.told_at) == (told, MONDAY_AT_8 + timedelta(hours=5))
    assert spasm.written_after == timedelta(minutes=10)


def test_a_spasm_of_the_past_is_told_at_once(coach: Coach) -> None:
    coach.journal.tell_spasm(None, MONDAY_AT_8 - timedelta(days=3), SpasmDetails(strength="mild"))
    (spasm,) = coach.history.spasms
    assert spasm.written_after == timedelta(days=3)


def test_what_is_told_of_a_spasm_that_was_just_noted_belongs_to_it(coach: Coach, clock: FakeClock) -> None:
    noted = coach.journal.note_spasm()
    later(clock, minutes=20)
    told = coach.journal.tell_spasm(None, clock.wall, SpasmDetails(strength="mild"))
    assert told.id == noted.id
    another = coach.journal.tell_spasm(None, clock.wall, SpasmDetails(strength="severe"))
    assert another.id != noted.id  # what was told is not written over
    assert len(coach.history.spasms) == 2


def test_no_spasm_begins_in_the_future(coach: Coach) -> None:
    assert coach.journal.note_spasm(MONDAY_AT_8 + timedelta(hours=2)).onset == MONDAY_AT_8
    spasm = coach.journal.tell_spasm(None, MONDAY_AT_8 + timedelta(days=2), SpasmDetails())
    assert spasm.onset == MONDAY_AT_8


def test_what_is_told_of_a_spasm_is_checked(coach: Coach) -> None:
    wrong: Any = ("knee",)
    with pytest.raises(CoachError, match="knee"):
        coach.journal.tell_spasm(None, MONDAY_AT_8, SpasmDetails(where=wrong))
    with pytest.raises(CoachError, match="not in your journal"):
        coach.journal.tell_spasm("nobody", MONDAY_AT_8, SpasmDetails())
    with pytest.raises(CoachError, match="length <= 4000"):
        coach.journal.tell_spasm(None, MONDAY_AT_8, SpasmDetails(note="x" * 4_001))
    coach.journal.tell_spasm(None, MONDAY_AT_8, SpasmDetails(note="half \ud83d"))
    assert [s.told.note for s in coach.history.spasms] == ["half ?"]


# -- days --------------------------------------------------------------------------------------------------------


def test_a_day_is_kept_with_pain_and_boxes(coach: Coach) -> None:
    coach.journal.log_day({"day": TODAY, "morning": 5, "average": 4, **ALL_BOXES})
    log = coach.journal.log(TODAY)
    assert log is not None
    assert {name: getattr(log, name) for name in ALL_BOXES} == ALL_BOXES
    assert {r.kind: r.pain for r in coach.history.ratings} == {"morning": 5, "average": 4}


def test_what_says_nothing_new_is_not_written_again(coach: Coach, clock: FakeClock) -> None:
    coach.journal.log_day({"day": TODAY, "morning": 5, "sleep": "well"})
    later(clock, hours=1)
    coach.journal.log_day({"day": TODAY, "morning": 5, "sleep": "well"})
    assert (len(coach.history.ratings), len(coach.history.day_logs)) == (1, 1)
    coach.journal.log_day({"day": TODAY, "morning": 5, "sleep": "badly"})
    assert (len(coach.history.ratings), len(coach.history.day_logs)) == (1, 2)
    coach.journal.log_day({"day": TODAY})
    log = coach.journal.log(TODAY)
    assert log is not None
    assert log.sleep is None  # taken back: the boxes of the form are all of them
    coach.journal.log_day({"day": TODAY - timedelta(days=1)})
    assert TODAY - timedelta(days=1) not in newest_logs(coach.history.day_logs)


def test_soreness_stays_with_a_corrected_morning(coach: Coach) -> None:
    coach.plan.rate_day(5, sore=True)
    coach.journal.log_day({"day": TODAY, "morning": 6})
    rating = coach.journal.rating(TODAY, "morning")
    assert rating is not None
    assert (rating.pain, rating.sore) == (6, True)


def test_a_clock_that_was_set_back_loses_no_correction(coach: Coach, clock: FakeClock) -> None:
    coach.journal.log_day({"day": TODAY, "morning": 5, "sleep": "well"})
    spasm = coach.journal.tell_spasm(None, MONDAY_AT_8, SpasmDetails(strength="mild"))
    clock.wall -= timedelta(hours=2)
    coach.journal.log_day({"day": TODAY, "morning": 3, "sleep": "badly"})
    coach.journal.tell_spasm(spasm.id, MONDAY_AT_8 - timedelta(hours=3), SpasmDetails(strength="severe"))
    log, rating = coach.journal.log(TODAY), coach.journal.rating(TODAY, "morning")
    assert log is not None
    assert rating is not None
    assert (log.sleep, rating.pain) == ("badly", 3)
    assert [s.told.strength for s in coach.history.spasms] == ["severe"]


def test_a_press_within_the_hour_of_anything_said_is_the_same_spasm(coach: Coach, clock: FakeClock) -> None:
    spasm = coach.journal.note_spasm()
    coach.journal.tell_spasm(spasm.id, MONDAY_AT_8 - timedelta(hours=3), SpasmDetails())
    later(clock, minutes=40)
    assert coach.journal.note_spasm().id == spasm.id
    later(clock, minutes=40)
    recent = coach.journal.recent_spasm()
    assert recent is not None
    assert recent.id == spasm.id
    later(clock, hours=11)
    assert coach.journal.recent_spasm() is None


def test_a_pain_can_be_taken_back(coach: Coach) -> None:
    coach.journal.log_day({"day": TODAY, "morning": 5, "average": 4})
    coach.journal.log_day({"day": TODAY, "morning": 6, "average": 4})
    coach.journal.log_day({"day": TODAY, "morning": None, "average": 4})
    assert coach.journal.rating(TODAY, "morning") is not None  # not asked is not taken back
    coach.journal.log_day({"day": TODAY, "morning": None, "average": 4, "cleared": ("morning",)})
    assert coach.journal.rating(TODAY, "morning") is None
    assert coach.plan.morning() is None
    coach.journal.log_day({"day": TODAY, "morning": 3})
    assert [r.pain for r in coach.history.ratings if r.kind == "morning"] == [3]


def test_muscle_soreness_stays_with_an_unchanged_morning(coach: Coach) -> None:
    coach.plan.rate_day(6, sore=True)
    coach.journal.log_day({"day": TODAY, "morning": 6, "stress": "calm"})
    rating = coach.journal.rating(TODAY, "morning")
    assert rating is not None
    assert rating.sore


def test_a_day_to_come_is_refused(coach: Coach) -> None:
    with pytest.raises(CoachError, match="not come yet"):
        coach.journal.log_day({"day": TODAY + timedelta(days=1), "average": 3})
    with pytest.raises(CoachError, match="cannot be kept"):
        coach.journal.log_day({"day": TODAY, "average": 11})
    assert coach.history.ratings == ()


def test_a_day_is_in_time_until_the_following_day_ends(coach: Coach, clock: FakeClock) -> None:
    end = MONDAY_AT_8.replace(hour=4) + timedelta(days=2)
    assert DayLog(id="a", day=TODAY, at=end).in_time
    assert not DayLog(id="a", day=TODAY, at=end + timedelta(minutes=1)).in_time
    clock.set(end + timedelta(hours=3))
    coach.journal.log_day({"day": TODAY, "sleep": "well"})
    assert [log.in_time for log in coach.history.day_logs] == [False]


def test_the_log_of_a_day_as_it_stood_before_a_moment() -> None:
    at = MONDAY_AT_8
    logs = [
        DayLog(id="a", day=TODAY, at=at, sleep="well"),
        DayLog(id="b", day=TODAY, at=at + timedelta(hours=2), sleep="badly"),
    ]
    assert newest_logs(logs)[TODAY].id == "b"
    assert newest_logs(logs, before=at + timedelta(hours=2))[TODAY].id == "a"
    assert newest_logs(logs, before=at) == {}


# -- taking out --------------------------------------------------------------------------------------------------


def test_an_entry_is_taken_out_and_put_back(coach: Coach, clock: FakeClock) -> None:
    spasm = coach.journal.note_spasm()
    coach.journal.log_day({"day": TODAY, "average": 4, "sleep": "well"})
    day = [log.id for log in coach.history.day_logs] + [rating.id for rating in coach.history.ratings]
    before = coach.history
    coach.journal.remove([spasm.id, *day])
    assert (coach.history.spasms, coach.history.day_logs, coach.history.ratings) == ((), (), ())
    later(clock, seconds=5)
    coach.journal.put_back([spasm.id, *day])
    assert coach.history == before
    coach.journal.remove([])
    assert coach.history == before


def test_a_spasm_that_is_taken_out_no_longer_holds_the_plan(coach: Coach) -> None:
    coach.answer_screening("first-run", ())
    spasm = coach.journal.note_spasm()
    assert "After a spasm" in coach.today().why[0].text
    coach.journal.remove([spasm.id])
    assert not any("spasm" in why.text for why in coach.today().why)


# -- what is tried -----------------------------------------------------------------------------------------------


def test_one_thing_is_tried_at_a_time(coach: Coach, clock: FakeClock) -> None:
    coach.journal.begin_experiment("walking")
    with pytest.raises(CoachError, match="One thing at a time"):
        coach.journal.begin_experiment("sleep")
    with pytest.raises(CoachError, match="not being tried"):
        coach.journal.end_experiment("nobody")
    later(clock, days=3)
    coach.journal.end_experiment(coach.history.happenings[0].id)
    later(clock, days=1)
    coach.journal.begin_experiment("sleep")
    later(clock, days=20)
    coach.journal.begin_experiment("breaks")  # two weeks are over by themselves


def test_nothing_new_is_tried_while_the_back_has_to_settle(coach: Coach, clock: FakeClock) -> None:
    def offered() -> list[str]:
        return [offer.experiment for offer in coach.journal.insights().trials.offers]

    assert offered() == ["breaks", "sleep"]  # in the first part a walk takes minutes
    coach.plan.place(1, None, "done")
    assert offered() == ["breaks", "walking", "sleep"]
    coach.journal.note_spasm()
    assert offered() == []
    later(clock, hours=49)
    assert "breaks" in offered()
    coach.answer_screening("weekly", (coach.library.screening.of_tier("hold")[0].id,))
    assert offered() == []


# -- the export --------------------------------------------------------------------------------------------------


def test_the_journal_travels_in_the_export(coach: Coach, clock: FakeClock) -> None:
    kept = coach.journal.note_spasm()
    later(clock, hours=2)
    coach.journal.tell_spasm(kept.id, MONDAY_AT_8, SpasmDetails(feel=("cramp",), eased=("warmth", "walking")))
    gone = coach.journal.tell_spasm(None, MONDAY_AT_8 - timedelta(days=9), SpasmDetails())
    coach.journal.log_day({"day": TODAY, "morning": 5, **ALL_BOXES})
    later(clock, hours=2)
    coach.journal.log_day({"day": TODAY, "morning": 3, "sleep": "well"})
    coach.journal.remove([gone.id])
    coach.journal.begin_experiment("breaks")
    document = coach.data.export()
    assert export_of(document, "here").history == coach.history
    assert len(document["spasms"]) == 2  # what was taken out stays in the export, marked


def test_a_reader_leaves_out_words_it_does_not_know(coach: Coach) -> None:
    coach.journal.log_day({"day": TODAY, "sleep": "well", "stress": "high"})
    coach.journal.tell_spasm(None, MONDAY_AT_8, SpasmDetails(where=("low_mid",), strength="mild"))
    document: Any = coach.data.export()
    document["day_logs"][0]["sleep"] = "dreamless"
    document["spasms"][0]["told"][0]["where"] = ["knee"]
    history = export_of(document, "here").history
    assert [(log.sleep, log.stress) for log in history.day_logs] == [(None, "high")]
    assert [s.told for s in history.spasms] == [SpasmDetails(strength="mild")]
