"""The plan's use cases: what the person tells it is kept, what does not fit is refused, and links lead somewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from coach.app import Coach
from coach.errors import CoachError
from coach.happenings import MovementAnswer
from coach.library.kinds import Circumstance
from coach.library.library import Library
from coach.library.practice import practice
from coach.pages.reasons import advice_words, circumstance_words, why_views
from coach.plan.advice import Advice, AdviceKind
from coach.plan.choose import Choice, Reason, ReasonKind, compose
from coach.plan.standing import standing
from coach.plan.swaps import Wishes
from coach.records import History
from tests.fakes import MONDAY_AT_8, FakeClock

NEEDS_EXERCISE = {"neglect", "hurt", "direction", "circumstance", "equipment", "morning", "own"}
PAGES = {"today", "plan", "progress", "library", "learn", "settings"}


@pytest.fixture
def cleared(coach: Coach) -> Coach:
    coach.answer_screening("first-run", ())
    return coach


# -- told and kept -----------------------------------------------------------------------------------------------


def test_answers_are_kept_across_a_restart(cleared: Coach, clock: FakeClock, library: Library) -> None:
    plan = cleared.plan
    plan.place(2.5, clock.wall - timedelta(days=20), "done")
    plan.tell_about(birth_year=1970, sex="female", circumstances=("osteoporosis",))
    plan.tell_about(bad_mornings=True)
    plan.tell_direction("flexion")
    plan.rate_day(3)
    plan.rate_day(2, "average")
    plan.tell_score(7)
    plan.keep_test([{"test": "front-plank-knees", "value": 31.5, "pain_worst": 2}])
    cleared.close()
    again = Coach(cleared.folder, clock, library)
    again.open()
    told = again.plan.about
    assert told is not None
    assert (told.birth_year, told.sex, told.bad_mornings, told.circumstances) == (
        1970,
        "female",
        True,
        ("osteoporosis",),
    )
    assert again.plan.placed is not None
    assert again.plan.placed.checks == "done"
    assert again.plan.direction is not None
    assert again.plan.direction.worse == "flexion"
    assert [r.pain for r in again.history.ratings] == [3, 2]
    assert again.plan.walked().step.part.id == "2"  # 2.5 is 3, the checks were done, the spasm is long ago
    again.close()


@pytest.mark.parametrize(
    ("usual", "days", "checks", "part"),
    [(2.4, None, "done", "2"), (2.4, None, "not-tried", "1B"), (3.5, None, "done", "1B"), (2, 1, "done", "1A")],
)
def test_placement_shows_at_once(
    cleared: Coach, clock: FakeClock, usual: float, days: int | None, checks: str, part: str
) -> None:
    last = clock.wall - timedelta(days=days) if days is not None else None
    cleared.plan.place(usual, last, checks)  # type: ignore[arg-type]
    assert cleared.plan.walked().step.part.id == part
    assert cleared.plan.may_be_placed


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda c: c.plan.place(11, None), "cannot be kept"),
        (lambda c: c.plan.rate_day(11), "cannot be kept"),
        (lambda c: c.plan.tell_about(birth_year=1500), "cannot be kept"),
        (lambda c: c.plan.tell_about(hat="red"), "cannot be kept"),
        (lambda c: c.plan.tell_score(25), "cannot be kept"),
        (lambda c: c.plan.keep_test([{"test": "hopping", "value": 3}]), "cannot be kept"),
        (lambda c: c.plan.move("3", "clinician"), "one after the other"),
        (lambda c: c.plan.move("1B", "own-choice"), "one after the other"),
        (lambda c: c.plan.move("1A", "own-choice"), "at this part already"),
        (lambda c: c.plan.read_lesson("magic"), "no lesson"),
        (lambda c: c.plan.swap("calm-early", "pelvic-tilt", "front-plank"), "cannot stand in"),
        (lambda c: c.plan.swaps_for("nothing", "pelvic-tilt"), "no session"),
        (lambda c: c.begin("practice-nothing"), "no exercise"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_kept(cleared: Coach, call: object, words: str) -> None:
    with pytest.raises(CoachError, match=words):
        call(cleared)  # type: ignore[operator]
    history = cleared.history
    assert (history.happenings, history.ratings, history.sessions) == ((), (), ())


def test_forward_by_a_clinician_is_one_part_and_recorded(cleared: Coach) -> None:
    cleared.plan.move("1B", "clinician", "Dr. Meyer, on the phone.")
    assert cleared.plan.walked().step.part.id == "1B"
    cleared.plan.move("1A", "own-choice")
    assert cleared.plan.walked().step.part.id == "1A"
    cleared.plan.move("1B", "own-choice")  # it was open before
    assert cleared.plan.walked().step.part.id == "1B"
    words = [move.text for move in cleared.plan.page().moves]
    assert words[1:] == [
        "Went on to Unlock, as your clinician said.",
        "Went back to Calm, as you chose.",
        "Went back to Unlock, as you chose.",
    ]


def test_movements_are_asked_once_a_day(cleared: Coach, clock: FakeClock) -> None:
    answers = {"roll-rise-walk": MovementAnswer(done=True, pain=4)}
    cleared.plan.check_movements(answers)
    with pytest.raises(CoachError, match="were checked today"):
        cleared.plan.check_movements(answers)
    clock.set(clock.wall + timedelta(days=1))
    cleared.plan.check_movements(answers)
    gate = cleared.plan.page().gate
    assert gate is not None
    assert [c.value for c in gate.criteria if c.kind == "movements"] == ["1 of 1"]


def test_a_spasm_within_the_hour_is_the_same_one(cleared: Coach, clock: FakeClock) -> None:
    cleared.journal.note_spasm()
    clock.set(clock.wall + timedelta(minutes=40))
    cleared.journal.note_spasm()
    assert [spasm.onset for spasm in cleared.history.spasms] == [MONDAY_AT_8]
    assert cleared.today().why[0].text == "After a spasm only the smallest movements, for 48 more hours."
    assert cleared.safety().sessions_allowed  # the questions were answered a moment before
    clock.set(clock.wall + timedelta(hours=3))
    cleared.journal.note_spasm(clock.wall - timedelta(hours=2))
    assert [spasm.onset.hour for spasm in cleared.history.spasms] == [8, 9]
    assert cleared.safety().why == "spasm"


def test_a_swap_holds_for_its_day(cleared: Coach, clock: FakeClock) -> None:
    offered = cleared.plan.swaps_for("calm-early", "crocodile-breathing")
    assert "side-lying-rest" in offered
    cleared.plan.swap("calm-early", "crocodile-breathing", "side-lying-rest")
    assert [line.exercise for line in cleared.template("calm-early").lines][4] == "side-lying-rest"
    assert any("you chose so" in why.text for why in cleared.today().why)
    clock.set(clock.wall + timedelta(days=1))
    assert [line.exercise for line in cleared.template("calm-early").lines][4] == "crocodile-breathing"


def test_lessons_are_read_once(cleared: Coach) -> None:
    cleared.plan.read_lesson("house-of-cards")
    cleared.plan.read_lesson("house-of-cards")
    assert cleared.plan.lessons_read == {"house-of-cards"}
    assert len(cleared.history.happenings) == 1


# -- single exercises --------------------------------------------------------------------------------------------


def test_a_single_exercise_is_played_at_a_level(cleared: Coach, library: Library) -> None:
    live = cleared.begin("practice-bird-dog", level="advanced")
    assert live.run.timeline.name == "Bird dog"
    usual = library.exercise("bird-dog").dosages
    assert cleared.template("practice-bird-dog", level="advanced").lines[0].dosage == usual.advanced
    assert cleared.template("practice-bird-dog").lines[0].dosage == usual.beginner
    (played,) = cleared.history.sessions
    assert (played.start.program_id, played.start.part_id, played.start.lines) == ("practice", None, 1)
    assert cleared.progress.view("4w").sessions[0].title == "Bird dog"


def test_while_sessions_wait_only_breathing_is_offered(coach: Coach) -> None:
    coach.answer_screening("first-run", ("fever-or-infection",))
    today = coach.today()
    assert (today.kind, today.session_id) == ("hold", "practice-breathing-90-90")
    with pytest.raises(CoachError, match="Sessions wait"):
        coach.begin("practice-bird-dog")
    assert coach.begin("practice-breathing-90-90").run.timeline.name == "90/90 rest breathing"


def test_what_is_offered_while_sessions_wait_suits_the_person(coach: Coach) -> None:
    """Late in a pregnancy nobody rests flat on the back."""
    coach.plan.tell_about(circumstances=("late-pregnancy",))
    coach.answer_screening("first-run", ("fever-or-infection",))
    assert [line.exercise for line in coach.today().lines] == ["side-lying-rest"]
    live = coach.begin("practice-breathing-90-90")
    assert {segment.exercise for segment in live.run.timeline.segments} == {"side-lying-rest"}


def test_with_an_emergency_sign_nothing_is_offered(coach: Coach) -> None:
    coach.answer_screening("first-run", ("numb-between-the-legs",))
    today = coach.today()
    assert (today.kind, today.session_id, today.lines) == ("stop", "", ())
    with pytest.raises(CoachError, match="Sessions wait"):
        coach.begin("practice-breathing-90-90")


def test_pregnancy_waits_for_a_yes(cleared: Coach, clock: FakeClock) -> None:
    cleared.plan.tell_about(circumstances=("pregnancy",))
    assert cleared.today().kind == "hold"
    assert "pregnancy" in cleared.today().why[0].text
    clock.set(clock.wall + timedelta(minutes=1))
    cleared.record_clearance("My midwife said yes.")
    assert cleared.today().kind == "session"


# -- in words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", get_args(ReasonKind))
@pytest.mark.parametrize("n", [0, 1, 5])
def test_every_reason_is_a_sentence_with_a_link_that_leads_somewhere(
    library: Library, kind: ReasonKind, n: int
) -> None:
    exercise = "side-plank-knees" if kind in NEEDS_EXERCISE else None
    into = "side-plank-wall" if exercise else None
    where = standing(History(), library, MONDAY_AT_8)
    for reason in (
        Reason(kind=kind, count=n, exercise=exercise, into=into, part="1A"),
        Reason(kind=kind, count=n, exercise=exercise, into=None, circumstance="pregnancy"),
        Reason(kind=kind, count=n, exercise=exercise, into=exercise),
    ):
        (why,) = why_views(Choice(kind="session", session=None, standing=where, reasons=(reason,)), library)
        assert why.text.endswith(".")
        assert "{" not in why.text
        assert "None" not in why.text
        link, _colon, own = why.link.partition(":")
        known = {"": {""}, "page": PAGES, "exercise": set(library.exercises), "lesson": set(library.lessons)}
        assert own in known[link]


@pytest.mark.parametrize("kind", get_args(AdviceKind))
def test_every_advice_is_a_sentence(kind: AdviceKind) -> None:
    words = advice_words(Advice(kind, 7))
    assert words.endswith(".")
    assert "{" not in words


def test_every_circumstance_has_its_words() -> None:
    assert len({circumstance_words(one) for one in get_args(Circumstance)}) == len(get_args(Circumstance))


def test_nobody_needs_a_mat(cleared: Coach) -> None:
    """A carpet will do: without a mat the session stays what it is; without a chair it does not."""
    usual = [line.exercise for line in cleared.template("calm-early").lines]
    cleared.plan.tell_about(without=("mat",))
    assert [line.exercise for line in cleared.template("calm-early").lines] == usual
    cleared.plan.tell_about(without=("chair",))
    without = [line.exercise for line in cleared.template("calm-early").lines]
    assert "breathing-90-90" not in without
    assert any("not at hand" in why.text for why in cleared.today().why)


def test_where_nothing_of_a_session_suits_a_rest_that_does_stands_in(library: Library) -> None:
    """Both directions closed, and late in a pregnancy: the calf stretch has no easier form."""
    wishes = Wishes(direction="both", circumstances=frozenset({"pregnancy", "late-pregnancy"}))
    made = compose(practice(library.exercise("calf-wall")), library, wishes)
    assert [line.exercise for line in made.session.lines] == ["side-lying-rest"]
    assert made.session.id == "practice-calf-wall"
    assert [(swap.out, swap.into) for swap in made.swaps] == [("calf-wall", None)]
    without = Wishes(direction="both", without=frozenset({"chair"}))
    made = compose(practice(library.exercise("calf-wall")), library, without)
    assert [line.exercise for line in made.session.lines] == ["constructive-rest"]
