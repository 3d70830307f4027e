"""A spasm that is written down late completes the record; only what is recent, and newest, changes the plan."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from coach.diary import Spasm
from coach.library.library import Library
from coach.plan.choose import Choice, choose
from coach.plan.safety import safety
from coach.records import History
from tests.plan.story import Story, moment


def told(story: Story, onset: datetime, logged: datetime) -> Story:
    story.spasms.append(Spasm(id=f"late-{onset.isoformat()}", onset=onset, logged=logged))
    return story


def in_stage_3(days: int = 30) -> Story:
    story = Story().placed(1, checks="done").moved("3").pain(range(days), 1)
    return story.train("recondition-early", range(0, days, 3))


def offered(story: Story, now: datetime, library: Library) -> Choice:
    return choose(story.history(now), library, now)


@pytest.mark.parametrize("days_ago", [8, 60, 700])
def test_an_old_spasm_alone_changes_nothing(library: Library, days_ago: int) -> None:
    now = moment(30, 9)
    before = offered(in_stage_3(), now, library)
    late = told(in_stage_3(), now - timedelta(days=days_ago), now - timedelta(hours=1))
    after = offered(late, now, library)
    assert after.session_id == before.session_id
    assert after.reasons == before.reasons


@pytest.mark.parametrize("days_ago", [0.1, 1, 6.9])
def test_a_recent_one_counts_however_late_it_was_told(library: Library, days_ago: float) -> None:
    now = moment(30, 9)
    late = told(in_stage_3(), now - timedelta(days=days_ago), now - timedelta(minutes=5))
    kinds = {reason.kind for reason in offered(late, now, library).reasons}
    assert kinds & {"spasm_rest", "spasm_wait", "spasm_bridge"}


@pytest.mark.parametrize("days_ago", [2, 6, 30])
def test_an_older_one_told_after_a_fresh_one_does_not_end_its_rest(library: Library, days_ago: int) -> None:
    now = moment(30, 9)
    fresh = told(in_stage_3(), now - timedelta(hours=1), now - timedelta(hours=1))
    before = offered(fresh, now, library)
    assert before.reasons[0].kind == "spasm_rest"
    both = told(fresh, now - timedelta(days=days_ago), now - timedelta(minutes=20))
    after = offered(both, now, library)
    assert (after.session_id, after.reasons[0]) == (before.session_id, before.reasons[0])


def test_the_questions_are_asked_after_a_recent_spasm_and_not_after_an_old_one(library: Library) -> None:
    asked, now = moment(0, 8), moment(2, 8)
    answers = Story().asks_safety().answered(0, 8).history(now).screenings

    def why(onset: datetime) -> str | None:
        spasm = Spasm(id="x", onset=onset, logged=now - timedelta(minutes=5))
        return safety(History(screenings=answers, spasms=(spasm,)), library.screening, now).why

    assert why(now - timedelta(days=5)) == "spasm"
    assert why(asked - timedelta(days=400)) is None
