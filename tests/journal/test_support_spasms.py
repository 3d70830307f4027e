"""The top row in a spasm and on the way back, and what waits while sessions are held."""

from __future__ import annotations

import msgspec
import pytest

from coach.plan.walk import walk
from tests.journal.houses import houses, logs, look, realigning, supports, told, workdays
from tests.plan.story import Story, library, moment

TOLD = houses()
NAMES = tuple(card.id for card in supports().cards)


@pytest.mark.parametrize(("hours", "state"), [(1, "fallen"), (47.9, "fallen"), (48, "leaning"), (100, "leaning")])
def test_a_spasm_brings_the_top_row_down_for_two_days(hours: float, state: str) -> None:
    story = realigning(workdays(0, 20)).spasm(20, 10)
    at = (20, 10 + hours)
    found = look(story.history(moment(*at)), at)
    assert {card.state for card in found.cards[6:]} == {state}
    assert {card.state for card in found.cards[3:6]} == {"solid"}
    assert found.stage == (3 if state == "fallen" else 2)


def test_the_way_back_from_a_spasm_raises_no_card_that_was_down() -> None:
    story = realigning(workdays(0, 20), skip=("side-plank-knees",)).spasm(20, 10).train("calm-early", (23,))
    cards = told(story, (24, 8))
    assert (cards["side_core"].state, cards["side_core"].why.rule) == ("fallen", "none")
    assert (cards["front_core"].state, cards["front_core"].why.rule) == ("leaning", "after-spasm")


def test_two_sessions_that_are_not_red_put_it_back() -> None:
    for colours, state in (("gr", "leaning"), ("ga", "solid"), ("gu", "leaning")):
        story = realigning(workdays(0, 20)).spasm(20, 10).train("calm-early", (23, 24), colours)
        card = told(story, (25, 8))["front_core"]
        assert card.state == state, colours
        if state == "leaning":
            assert (card.why.rule, card.why.good, card.why.good_needed) == ("after-spasm", 1, 2)


def test_the_mornings_of_years_ago_change_no_colour() -> None:
    """A red morning after is seen alike with the whole diary and with the newest year of it."""
    story = realigning(workdays(0, 490)).mornings(range(120), 6).mornings(range(120, 500), 2).spasm(490, 10)
    story.train("calm-early", (493, 495)).mornings((494,), 4)
    card = told(story, (497, 8))["front_core"]
    seen = walk(story.history(moment(497, 8)), library(), moment(497, 8)).sessions_in("1A")
    assert [one.not_red_at(moment(497, 8)) for one in seen[-2:]] == [False, True]
    assert (card.why.rule, card.why.good) == ("after-spasm", 1)


def test_after_two_weeks_the_usual_rule_holds_again() -> None:
    for now, rule in ((33, "after-spasm"), (35, "away")):
        story = realigning(workdays(0, 20)).spasm(20, 10)
        assert told(story, (now, 8))["side_core"].why.rule == rule


def test_a_spasm_told_at_the_placement_counts() -> None:
    story = Story().placed(6, spasm_hours_ago=20)
    found = look(story.history(moment(0, 8)), (0, 8))
    assert found.stage == 3
    assert [card.state for card in found.cards] == ["unknown"] * 6 + ["fallen"] * 2


def test_after_a_spasm_nothing_but_settling_is_asked() -> None:
    found = look(TOLD["05-spasm-yesterday"].history, TOLD["05-spasm-yesterday"].at)
    kinds = {card.restack.kind for card in found.cards if card.restack is not None}
    assert kinds == {"settle"}
    assert found.next_card is None


def test_while_sessions_are_held_movement_waits() -> None:
    question = next(q.id for q in library().screening.questions if q.tier == "stop")
    story = realigning([0, 1, 2]).answered(19, 6, question)
    bad = logs(range(8, 19), sleep="badly", walking="little", sitting="long", breaks="few")
    history = msgspec.structs.replace(story.history(moment(20, 8)), day_logs=bad)
    found = look(history, (20, 8))
    assert found.held
    kinds: dict[str, str] = {card.id: card.restack.kind for card in found.cards if card.restack is not None}
    assert {kinds[own] for own in NAMES[1:]} == {"wait"}
    assert (kinds["sleep"], found.next_card) == ("advice", "sleep")
    rested = logs(range(8, 19), walking="little", sitting="long", breaks="few")
    slept = msgspec.structs.replace(history, day_logs=rested)
    assert look(slept, (20, 8)).next_card is None


@pytest.mark.parametrize("name", TOLD)
def test_an_exercise_that_restacks_is_open_and_in_the_session(name: str) -> None:
    one = TOLD[name]
    step = walk(one.history, library(), one.now).step
    offered = {line.exercise for own in step.part.levels for line in library().session(own).lines}
    for card in look(one.history, one.at).cards:
        if card.restack is not None and card.restack.kind == "exercise":
            own = card.restack.link.removeprefix("exercise:")
            rule = supports().card(card.id).work
            assert rule is not None
            assert own in offered.intersection(rule.exercises)
