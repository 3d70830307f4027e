"""The house of cards: ten people, each rule at its edges, and what was known when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args

import msgspec
import pytest

from coach.exports import read_export
from coach.journal.support_record import Record
from coach.journal.support_rules import Rule, days_needed, person_now
from coach.journal.supports import house, house_over
from coach.plan.walk import walk
from coach.records import History
from tests.journal.houses import GOOD_DAY, houses, log, logs, look, realigning, supports, the, told, workdays
from tests.journal.make_houses import FOLDER, house_document
from tests.plan.story import Story, library, moment

TOLD = houses()
NAMES = (
    "sleep", "movement", "sitting", "hip_mobility", "glutes", "back", "front_core", "side_core",
)  # fmt: skip


# -- ten people --


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("i", range(8), ids=NAMES)
def test_each_of_eighty_cards(name: str, i: int) -> None:
    one = TOLD[name]
    card = house(one.history, library(), one.now).cards[i]
    assert card.id == NAMES[i]
    assert card.state == one.expected[i], card.why


@pytest.mark.parametrize("name", TOLD)
def test_the_export_holds_the_same_history(name: str) -> None:
    """The files are what the tool draws: they have to be the stories, and nothing else."""
    import json

    file = FOLDER / f"{name}.json"
    assert json.loads(file.read_text("utf-8")) == json.loads(json.dumps(house_document(TOLD[name])))
    export = read_export(file)
    assert export.at == TOLD[name].now
    assert export.history.day_logs == TOLD[name].logs
    cards = house(export.history, library(), export.at).cards
    assert tuple(card.state for card in cards) == TOLD[name].expected


def test_the_ten_between_them_show_most_rules() -> None:
    seen = {card.why.rule for one in TOLD.values() for card in house(one.history, library(), one.now).cards}
    assert set(get_args(Rule)) - seen == {"weaker", "not-in-sessions", "seldom"}


@pytest.mark.parametrize(
    ("name", "stage", "next_card"),
    [
        ("01-first-day", None, None),
        ("02-a-week-in", 2, "sleep"),
        ("03-all-in-place", 1, None),
        ("04-sitting-fallen", 2, "sitting"),
        ("05-spasm-yesterday", 3, None),
        ("06-five-days-after", 2, "sleep"),
        ("07-three-weeks-away", 2, "hip_mobility"),
        ("08-favourites-only", 2, "back"),
        ("09-logs-only", None, None),
        ("10-sleep-and-walking", 2, "sleep"),
    ],
)
def test_the_stage_and_what_to_restack_next(name: str, stage: int | None, next_card: str | None) -> None:
    found = house(TOLD[name].history, library(), TOLD[name].now)
    assert (found.stage, found.next_card) == (stage, next_card)


def test_the_base_comes_first_and_the_worst_of_a_row() -> None:
    """A fallen card of the top waits for a leaning one of the base; of two in the base the fallen one comes first."""
    days = range(14, 27)
    bad = logs(days, sleep=["broken", "well"], sitting="long", breaks="few")
    history = msgspec.structs.replace(TOLD["08-favourites-only"].history, day_logs=bad)
    found = look(history, (27, 8))
    assert {card.id: card.state for card in found.cards if card.state != "solid"} == {
        "sleep": "leaning", "sitting": "fallen", "back": "leaning", "side_core": "fallen",
    }  # fmt: skip
    assert found.next_card == "sitting"


# -- movement work --


@pytest.mark.parametrize(("days", "state"), [((13, 15, 17, 19), "solid"), ((15, 17, 19), "leaning"), ((), "fallen")])
def test_days_of_work_in_two_weeks(days: tuple[int, ...], state: str) -> None:
    # Before, long enough ago: the window of day 20 begins with day 6.
    card = told(realigning([0, 1, 2, *days]), (20, 8))["hip_mobility"]
    assert (card.state, card.why.days, card.why.days_needed) == (state, len(days) or 0, 4)


def test_two_sessions_on_one_day_are_one_day() -> None:
    story = realigning([0, 17, 18, 19]).train("realign-early", (17, 18, 19), "a", hour=17)
    assert told(story, (20, 8))["glutes"].why.days == 3


def test_the_window_has_fourteen_full_days_and_today() -> None:
    for day_, counted in ((6, 1), (5, 0)):
        card = told(realigning([0, day_]), (20, 8))["back"]
        assert (card.why.days or 0) == counted
    assert told(realigning([0, 20]), (20, 12))["back"].why.days == 1
    assert told(realigning([0, 20]), (20, 8))["back"].why.days == 0  # the session at 9 is still to come


def test_an_easier_form_counts() -> None:
    # Eleven lines, all of them in their easier form where there is one.
    story = realigning([0, 1, 2]).train("realign-early", (14, 15, 16, 17), "a", eased=11)
    cards = told(story, (20, 8))
    assert all(cards[own].state == "solid" for own in NAMES[3:])


def test_first_aid_and_desk_breaks_are_no_training() -> None:
    story = realigning([0, 1, 2]).train("flare-up-first-aid", range(10, 18)).train("desk-break", range(10, 18))
    cards = told(story, (20, 8))
    assert {cards[own].why.rule for own in NAMES[3:]} == {"away"}


def test_other_programs_count_and_leave_nothing_out() -> None:
    story = realigning([0, 1, 2]).train("hips-and-hamstrings", (15, 16, 17, 18), skip=("figure-4-supine",))
    card = told(story, (20, 8))["hip_mobility"]
    assert (card.state, card.why.left) == ("solid", 0)


def test_what_was_left_out_in_more_than_half_leans_though_it_was_done_often() -> None:
    for more, state in ((4, "solid"), (5, "leaning")):
        story = realigning([0, 1, *range(10, 14)])
        story.train("realign-early", range(14, 14 + more), "a", skip=("side-plank-knees",))
        card = told(story, (20, 8))["side_core"]
        assert (card.state, card.why.days, card.why.left, card.why.had) == (state, 4, more, 4 + more)
        assert card.why.rule == ("left-out" if state == "leaning" else "often")


def test_that_hurts_is_a_reason_and_no_neglect() -> None:
    story = realigning([0, 1, 10, 11, 12, 13])
    story.train("realign-early", range(14, 19), "a", skip=("side-plank-knees",), hurt="side-plank-knees")
    card = told(story, (20, 8))["side_core"]
    assert (card.state, card.why.left) == ("solid", 0)


@pytest.mark.parametrize(("newest", "state"), [(24.0, "solid"), (23.9, "leaning")])
def test_a_test_more_than_a_fifth_under_ones_best(newest: float, state: str) -> None:
    story = realigning(workdays(0, 30)).tested(2, "side-plank-knees", 30, 28).tested(25, "side-plank-knees", newest, 28)
    card = told(story, (30, 8))["side_core"]
    assert card.state == state
    if state == "leaning":
        assert (card.why.rule, card.why.test, card.why.side) == ("weaker", "side-plank-knees", "right")
        assert (card.why.value, card.why.best) == (newest, 30)


def test_a_test_does_not_make_a_card_lean_for_ever() -> None:
    for now, state in ((81, "leaning"), (82, "solid")):
        story = realigning(workdays(0, now)).tested(2, "front-plank-knees", 30).tested(25, "front-plank-knees", 10)
        assert told(story, (now, 8))["front_core"].state == state


def test_a_test_that_hurt_says_nothing() -> None:
    story = realigning(workdays(0, 30)).tested(2, "side-plank-knees", 30, 30).tested(25, "side-plank-knees", 3, 3)
    hurting = [
        msgspec.structs.replace(one, pain_worst=6) if getattr(one, "value", 0) == 3 else one for one in story.happenings
    ]
    story.happenings = hurting
    assert told(story, (30, 8))["side_core"].state == "solid"


def test_a_card_is_not_judged_in_its_first_week() -> None:
    story = realigning(range(7))
    before, after = told(story, (6, 20))["back"], told(story, (7, 8))["back"]
    assert (before.state, before.why.rule, before.why.since_days) == ("unknown", "early", 6)
    assert (after.state, after.why.rule, after.why.since_days) == ("solid", "often", 7)


def test_what_the_sessions_do_not_hold_is_not_known() -> None:
    """Calm, early: only knee to chest works on a card, the hips'."""
    story = Story().placed(7).train("calm-early", range(0, 20, 2), "a")
    cards = told(story, (20, 8))
    assert cards["hip_mobility"].state == "solid"
    assert {(cards[own].state, cards[own].why.rule) for own in NAMES[4:]} == {("unknown", "not-in-sessions")}
    restack = cards["back"].restack
    assert restack is not None
    assert restack.kind == "later"


def test_what_is_closed_to_the_person_is_not_held_against_them() -> None:
    """Shoulder pain closes every side plank of the present level: the plan gives them something else."""
    closed = library().exercise("side-plank-knees")
    when = next(c.when for c in closed.cautions if c.measure == "avoid")
    story = realigning(workdays(0, 20), instead={"side-plank-knees": "open-book"})
    assert told(story, (20, 8))["side_core"].state == "fallen"
    story = realigning(workdays(0, 20), instead={"side-plank-knees": "open-book"}).me(circumstances=(when,))
    card = told(story, (20, 8))["side_core"]
    assert (card.state, card.why.rule) == ("unknown", "not-in-sessions")


def test_what_was_never_reached_was_not_left_out() -> None:
    story = realigning([0, 1, *range(10, 15)])
    for n in range(15, 20):
        story.broke_off("realign-early", n, 9)
    card = told(story, (20, 8))["side_core"]
    assert (card.state, card.why.had, card.why.left) == ("solid", 5, 0)


@pytest.mark.parametrize(
    ("closed", "open_"),
    [
        ({}, ("quadruped-rock-back", "hip-flexor-half-kneeling", "hamstring-supine-strap", "figure-4-supine")),
        ({"without": ("strap",)}, ("quadruped-rock-back", "hip-flexor-half-kneeling", "figure-4-supine")),
    ],
)
def test_equipment_that_is_not_at_hand_closes_exercises(closed: dict[str, Any], open_: tuple[str, ...]) -> None:
    record = recorded(realigning([0]).me(**closed))
    hips = supports().card("hip_mobility")
    assert record.open_exercises(hips, "realign-early", record.person(moment(20, 8))) == open_


def test_the_worse_direction_closes_exercises() -> None:
    front = supports().card("front_core")
    usual, bent = recorded(realigning([0])), recorded(realigning([0]).worse("flexion"))
    assert usual.open_exercises(front, "realign-late", usual.person(moment(20, 8))) == ("mcgill-curl-up",)
    assert bent.open_exercises(front, "realign-late", bent.person(moment(20, 8))) == ()


def test_what_a_recent_spasm_closes_is_not_named() -> None:
    at = moment(20, 12)
    record = recorded(realigning([0]).spasm(20, 10))
    side = supports().card("side_core")
    assert record.restacking(side, record.step(at), record.person(at)) == "side-plank-knees"
    assert record.restacking(side, record.step(at), person_now(record, at)) is None


def recorded(story: Story) -> Record:
    now = moment(20, 12)
    history = story.history(now)
    return Record(history, library(), supports(), walk(history, library(), now).moves, now)


def test_keep_asks_for_less_because_its_week_does() -> None:
    rules = supports().rules
    goals = {part.id: part.week_goal for part in library().plan.parts}
    assert {part: days_needed(rules, goal, 1.0) for part, goal in goals.items()} == {
        "1A": 4, "1B": 4, "2": 4, "3": 4, "4": 3,
    }  # fmt: skip
    assert days_needed(rules, goals["4"], 0.5) == 2
    assert days_needed(rules, 2, 0.0) == rules.solid_days


def test_two_sessions_a_week_hold_every_card_of_keep_on_every_day() -> None:
    story = Story().placed(2, checks="done").moved("3").moved("4", hour=6.7).weak_test()
    story.train("keep-a", range(0, 70, 7)).train("keep-b", range(3, 70, 7))
    for now in range(21, 70):
        for hour in (8, 20):
            at = (now, hour)
            assert {card.state for card in told(story, at).values() if card.why.days is not None} == {"solid"}, at


# -- over time --


def test_what_moved_is_told_against_a_week_ago() -> None:
    cards = the(TOLD["05-spasm-yesterday"].history, TOLD["05-spasm-yesterday"].at)
    front = cards["front_core"].moved
    assert front is not None
    assert (front.before.state, front.before.rule) == ("solid", "often")
    assert cards["back"].moved is None


def test_the_weeks_are_what_the_house_said_then() -> None:
    one = TOLD["10-sleep-and-walking"]
    weeks = house_over(one.history, library(), one.now, weeks=4)
    assert [week.day for week in weeks] == sorted(week.day for week in weeks)
    for n, week in enumerate(reversed(weeks)):
        then = one.now - timedelta(days=7 * n)
        until = History(
            sessions=tuple(s for s in one.history.sessions if s.last_at <= then),
            screenings=one.history.screenings,
            happenings=tuple(h for h in one.history.happenings if h.at <= then),
            ratings=tuple(r for r in one.history.ratings if r.at <= then),
            day_logs=tuple(log_ for log_ in one.history.day_logs if log_.at <= then),
        )
        assert week.states == tuple(card.state for card in house(until, library(), then).cards), n


def test_what_was_written_later_does_not_change_a_week_that_is_over() -> None:
    story = realigning(workdays(0, 30))
    before = house_over(story.history(moment(30, 8)), library(), moment(30, 8), weeks=3)
    # On day 30 a spasm of day 15 and logs of days 10 to 15 are written down.
    story.spasm(15, 10)
    story.spasms[0] = msgspec.structs.replace(story.spasms[0], logged=moment(30, 7))
    late = tuple(log(n, 7, written=30, **GOOD_DAY) for n in range(10, 16))
    history = msgspec.structs.replace(story.history(moment(30, 8)), day_logs=late)
    after = house_over(history, library(), moment(30, 8), weeks=3)
    assert [week.states for week in after][:2] == [week.states for week in before][:2]


def test_moves_that_were_walked_already_give_the_same_house() -> None:
    for one in TOLD.values():
        moves = walk(one.history, library(), one.now).moves
        assert house(one.history, library(), one.now, moves) == house(one.history, library(), one.now)


def test_a_library_without_supports_has_no_house() -> None:
    bare = msgspec.structs.replace(library(), supports=None)
    assert house(History(), bare, moment(0, 8)).cards == ()
    assert house_over(History(), bare, moment(0, 8)) == ()
