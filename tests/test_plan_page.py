"""The Plan page as values: ladder, gate, what stands in its place, tests, pace."""

from __future__ import annotations

from datetime import datetime

import pytest

from coach.library.library import Library
from coach.pages.plan import plan_view
from coach.pages.plan_tests import number
from coach.pages.plan_views import CriterionView, PlanView
from coach.plan.walk import walk
from tests.plan.story import Story, day, moment


def view_of(story: Story, now: datetime, library: Library, *, safe: bool = True) -> PlanView:
    history = story.history(now)
    return plan_view(history, library, walk(history, library, now, safe=safe), movements_today=False)


def criterion(view: PlanView, kind: str) -> CriterionView:
    shown = view.gate.criteria if view.gate is not None else view.onward.criteria if view.onward is not None else ()
    return next(c for c in shown if c.kind == kind)


def in_unlock() -> Story:
    story = Story().placed(5, spasm_hours_ago=100).pain(range(8), 5, 4, 4, 3)
    return story.train("unlock-early", [0, 1, 2]).train("unlock-mid", [3, 4, 5])


def in_keep() -> Story:
    story = Story().placed(2, checks="done").me(birth_year=1970, sex="male")
    story.moved("2", 0, hour=7.1).moved("3", 0, hour=7.2).moved("4", 0, hour=7.3)
    return story.pain(range(60), 1)


# -- the ladder --


def test_a_new_person_stands_at_the_first_level(library: Library) -> None:
    view = view_of(Story(), moment(0), library)
    assert [stage.state for stage in view.stages] == ["here", "ahead", "ahead", "ahead"]
    assert [part.state for part in view.stages[0].parts] == ["here", "ahead"]
    assert [level.state for level in view.stages[0].parts[0].levels] == ["here", "ahead", "ahead"]
    assert view.now == "Stage 1, Calm"
    assert [move.text for move in view.moves] == ["Began with Calm."]


def test_badges_say_passed_here_how_long_and_open(library: Library) -> None:
    view = view_of(in_unlock().moved("1A", 7, "own-choice"), moment(8), library)
    assert [part.badge for part in view.stages[0].parts] == ["You are here", "Open"]
    assert view.stages[1].badge == "2 to 4 weeks"
    before = view_of(in_unlock(), moment(8), library)
    assert [part.badge for part in before.stages[0].parts] == ["Passed", "You are here"]


def test_a_level_says_how_long_and_what_is_left_of_it(library: Library) -> None:
    view = view_of(in_unlock(), moment(8), library)
    part = view.stages[0].parts[1]
    assert [level.state for level in part.levels] == ["passed", "passed", "here"]
    assert all(level.minutes > 5 and f"{level.minutes} min" in level.sub for level in part.levels)
    mid = view_of(Story().placed(5, spasm_hours_ago=100).train("unlock-early", [0, 1]), moment(2), library)
    assert "1 easy session left" in mid.stages[0].parts[1].levels[0].sub


def test_a_stage_says_its_first_sentence_alone(library: Library) -> None:
    for stage in view_of(Story(), moment(0), library).stages:
        assert stage.summary.startswith(stage.lead)
        assert stage.lead.endswith(".")
        assert len(stage.lead) < len(stage.summary)


# -- the gate --


def test_each_criterion_has_value_share_and_what_is_left(library: Library) -> None:
    view = view_of(in_unlock(), moment(8), library)
    assert view.gate is not None
    sessions = criterion(view, "sessions")
    assert (sessions.value, sessions.met, sessions.hint) == ("6 of 7", False, "1 more session without strong pain")
    assert sessions.share == pytest.approx(6 / 7)
    assert criterion(view, "last_not_red").met
    assert criterion(view, "last_not_red").hint == ""
    assert all(c.share < 1 for c in view.gate.criteria if not c.met)
    assert all(c.share == 1 for c in view.gate.criteria if c.met)


def test_what_cannot_be_told_is_not_what_is_missed(library: Library) -> None:
    view = view_of(in_unlock(), moment(8), library)
    movements = criterion(view, "movements")
    assert movements.met is None
    assert movements.link == "movements"
    tried = view_of(in_unlock().can("1B", 7, walk_ten=False), moment(8), library)
    assert criterion(tried, "movements").met is False
    assert criterion(tried, "movements").value == "3 of 4"


def test_the_gate_sums_up_what_is_left(library: Library) -> None:
    view = view_of(in_unlock(), moment(8), library)
    assert view.gate is not None
    missing = [c for c in view.gate.criteria if not c.met]
    assert view.gate.left == f"1 more session without strong pain, and {len(missing) - 1} other things"


def test_after_a_spasm_the_gate_waits(library: Library) -> None:
    view = view_of(in_unlock().spasm(7), moment(8), library)
    assert view.gate is not None
    assert "spasm" in view.gate.left
    assert criterion(view, "spasm_free").met is False


def test_an_open_safety_sign_is_a_criterion(library: Library) -> None:
    view = view_of(in_unlock(), moment(8), library, safe=False)
    assert criterion(view, "safety").met is False
    assert criterion(view, "safety").link == "safety"


def test_movements_show_their_exercise_where_there_is_one(library: Library) -> None:
    gate = view_of(in_unlock(), moment(8), library).gate
    assert gate is not None
    assert {m.id: m.exercise for m in gate.movements} == {
        "sit-to-stand": "sit-to-stand",
        "cat-camel": "cat-camel",
        "glute-bridge": "glute-bridge",
        "walk-ten": "",
    }
    assert [m.asks_pain for m in gate.movements] == [True, True, True, False]


# -- what stands in the place of a gate --


def test_below_a_passed_gate_easy_sessions_lead_on(library: Library) -> None:
    view = view_of(in_unlock().moved("1A", 7, "own-choice"), moment(8), library)
    assert view.gate is None
    assert view.onward is not None
    assert view.onward.title == "Back to Unlock"
    assert criterion(view, "greens").value == "0 of 2"
    assert view.onward.left == "2 more with pain at 3 or less, then 2 more levels"


def test_keep_counts_four_weeks_and_compares_tests(library: Library) -> None:
    story = in_keep().train("keep-a", range(40, 60, 4)).tested(3, "front-plank-feet", 70)
    view = view_of(story.tested(20, "front-plank-feet", 50), moment(60), library)
    assert view.gate is None
    assert (criterion(view, "sessions").value, criterion(view, "sessions").met) == ("5 of 8", False)
    tests = criterion(view, "tests")
    assert (tests.value, tests.met) == ("71 %", False)
    assert tests.hint == "The next tests are due in 16 days"


def test_keep_without_a_test_has_nothing_to_compare(library: Library) -> None:
    assert criterion(view_of(in_keep(), moment(60), library), "tests").met is None


# -- the tests --


def test_a_part_without_tests_says_so(library: Library) -> None:
    tests = view_of(Story(), moment(0), library).tests
    assert tests.tests == ()
    assert tests.not_now == "There are no tests in this part."


def test_a_test_has_own_tries_a_target_and_what_was_published(library: Library) -> None:
    story = Story().placed(2, checks="done").me(birth_year=2000, sex="female").moved("3")
    story.tested(3, "side-plank-feet", 30, 33).tested(20, "side-plank-feet", 40, 38)
    shown = {test.id: test for test in view_of(story, moment(40), library).tests.tests}
    plank = shown["side-plank-feet"]
    assert plank.sides == ("right", "left")
    assert [(one.day, one.side, one.value) for one in plank.tries] == [
        (day(3), "right", 30),
        (day(3), "left", 33),
        (day(20), "right", 40),
        (day(20), "left", 38),
    ]
    assert (plank.aim, plank.passed, plank.best) == (35, True, "40 s right, 38 s left")
    assert plank.target == "35 s on each side, or 25 % more than your first value in this part"
    assert "42 s to 108 s" in plank.norm
    assert "McGill" in plank.sources[0]
    assert len(set(plank.sources)) == len(plank.sources)


def test_a_try_that_hurt_is_kept_and_does_not_count(library: Library) -> None:
    from coach.happenings import Tested

    story = Story().placed(2, checks="done").me(birth_year=1990, sex="male").moved("3")
    story.happenings.append(
        Tested(id="x", at=moment(3), test="front-plank-feet", value=90, pain_before=1, pain_worst=7, ended="form")
    )
    tests = view_of(story, moment(20), library).tests
    plank = next(test for test in tests.tests if test.id == "front-plank-feet")
    assert [one.counts for one in plank.tries] == [False]
    assert (plank.best, plank.passed) == ("", False)


def test_tests_wait_after_a_spasm_and_after_tests(library: Library) -> None:
    story = Story().placed(2, checks="done").moved("2")
    assert view_of(story, moment(3), library).tests.not_now == ""
    assert "two weeks" in view_of(story.weak_test(3), moment(6), library).tests.not_now
    assert "spasm" in view_of(story.spasm(19), moment(20), library).tests.not_now


def test_the_warm_up_is_timed_or_counted(library: Library) -> None:
    first, second = view_of(Story(), moment(0), library).tests.warm_up
    assert (first.exercise, first.seconds, first.reps) == ("march-in-place", 60, None)
    assert (second.exercise, second.seconds, second.reps) == ("cat-camel", None, 6)
    assert first.steps
    assert second.steps


# -- the pace --


def test_the_pace_goes_back_freely_and_on_by_one_part(library: Library) -> None:
    view = view_of(Story().placed(2, checks="done"), moment(1), library)
    assert view.pace.back == (("1A", "Calm"), ("1B", "Unlock"))
    assert view.pace.ahead == ("3", "Recondition")
    assert view_of(in_keep(), moment(1), library).pace.ahead is None


def test_a_move_by_hand_is_told(library: Library) -> None:
    moves = view_of(in_unlock().moved("1A", 7, "own-choice"), moment(8), library).moves
    assert (moves[-1].day, moves[-1].text) == (day(7), "Went back to Calm, as you chose.")


@pytest.mark.parametrize(("value", "shown"), [(10.0, "10"), (2.5, "2.5"), (3.333, "3.3"), (0, "0"), (None, "")])
def test_numbers_are_short(value: float | None, shown: str) -> None:
    assert number(value) == shown
