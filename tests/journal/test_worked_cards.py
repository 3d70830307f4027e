"""The eight cards, what is made of all eight, early signs, and trials of two weeks, at the edges of their rules."""

from __future__ import annotations

import msgspec
import pytest

from coach.diary import DayLog
from coach.happenings import ExperimentBegun, ExperimentEnded
from coach.journal.early_signs import SignResult, early_signs
from coach.journal.experiments import Outcome, Tried, experiments
from coach.journal.supports import House, house
from tests.journal.worked_cards import CARD_CASES, WORK, CardCase, diary, log, realign, somebody
from tests.plan.story import Story, library, moment


def stands(story: Story, logs: tuple[DayLog, ...], now: tuple[int, float]) -> House:
    at = moment(*now)
    written = tuple(sorted(logs, key=lambda log: log.at))
    return house(msgspec.structs.replace(story.history(at), day_logs=written), library(), at)


def good_days(sleep: str = "well") -> tuple[DayLog, ...]:
    """Four days that hold all cards of the day, but for the sleep that is told."""
    return diary(17, sleep=[sleep] * 4, walking=["plenty"] * 4, sitting=["little"] * 4)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CARD_CASES])
def test_how_a_card_stands(case: CardCase) -> None:
    cards = {card.id: card for card in stands(case.story, case.logs, case.now).cards}
    assert {own: cards[own].state for own in case.cards} == case.cards  # type: ignore[index]
    assert {own: cards[own].why.rule for own in case.rules} == case.rules  # type: ignore[index]


def test_all_eight_in_place() -> None:
    found = stands(realign(0, 8, 10, 12, 14), good_days(), (20, 22))
    assert (found.stage, found.next_card, found.count("solid")) == (1, None, 8)


def test_one_that_leans() -> None:
    found = stands(realign(0, 8, 10, 12, 14), good_days("broken"), (20, 22))
    assert (found.stage, found.next_card) == (2, "sleep")


def test_no_stage_where_not_all_is_known() -> None:
    found = stands(realign(0, 8, 10, 12, 14), diary(17, walking=["plenty"] * 4, sitting=["little"] * 4), (20, 22))
    assert (found.stage, found.count("unknown"), found.count("solid")) == (None, 1, 7)


def test_fallen_comes_before_leaning() -> None:
    """Sleep leans; of the cards that are down, hip mobility is the first of the base."""
    found = stands(realign(*range(6)), good_days("broken"), (20, 22))
    assert (found.stage, found.next_card) == (2, "hip_mobility")


def test_base_comes_before_top() -> None:
    """Sleep leans in the base and front core, by its test, in the top row."""
    weak = realign(0, 8, 10, 12, 14).tested(1, "front-plank-knees", 40).tested(12, "front-plank-knees", 20)
    assert stands(weak, good_days("broken"), (20, 22)).next_card == "sleep"
    assert stands(weak, good_days(), (20, 22)).next_card == "front_core"


def test_a_spasm_within_two_days() -> None:
    """The stage is fallen; no card asks for movement, and sleep is the only one that may be next."""
    spasm = realign(0, 8, 10, 12, 14).spasm(19, 10)
    found = stands(spasm, good_days(), (20, 22))
    assert (found.stage, found.next_card, found.acute) == (3, None, True)
    assert stands(spasm, good_days("broken"), (20, 22)).next_card == "sleep"
    settled = stands(spasm, good_days(), (21, 12))
    assert (settled.stage, settled.next_card, settled.acute) == (2, "front_core", False)


def test_held_sessions_ask_for_no_movement() -> None:
    """A sign that has to be looked at: the work that is down waits, sleep does not."""
    story = somebody().train("realign-early", range(6), "a").asks_safety().answered(0, 5)
    held = story.answered(19, 6, library().screening.questions[0].id)
    found = stands(held, good_days("broken"), (20, 22))
    assert (found.held, found.next_card) == (True, "sleep")
    waiting = [card.restack for card in found.cards if card.id in WORK]
    assert [restack.kind for restack in waiting if restack is not None] == ["wait"] * 5
    assert stands(held, good_days(), (20, 22)).next_card is None


# -- early signs --


@pytest.mark.parametrize(
    ("before", "spasms", "usual", "of_usual", "own"),
    [
        (3, 3, 0, 7, True),  # usual 1/9: (1/9)^3 = 0.001
        (3, 3, 1, 7, True),  # usual 2/9: (2/9)^3 = 0.011
        (3, 3, 2, 7, False),  # usual 3/9: 1/27 = 0.037, though always before and on 29 % of usual days
        (2, 3, 1, 7, False),  # 67 % against 14 %, but 3 * (2/9)^2 * 7/9 + (2/9)^3 = 0.126
        (2, 2, 0, 7, False),  # two spasms
        (2, 2, 0, 70, False),
        (3, 3, 0, 6, False),  # six usual days
        (2, 4, 0, 7, False),  # usual 1/9: 1 - (8/9)^4 - 4 * 1/9 * (8/9)^3 = 0.064
        (2, 4, 0, 16, True),  # half is enough: usual 1/18, 1 - (17/18)^4 - 4 * 1/18 * (17/18)^3 = 0.0172
        (2, 4, 0, 14, False),  # usual 1/16: 0.0215
        (2, 5, 0, 70, False),  # 40 %
        (5, 10, 8, 38, False),  # 50 % is more than twice 21 %; usual 9/40: 0.0523
        (5, 10, 5, 38, True),  # usual 6/40: 0.0099
        (10, 10, 20, 40, True),  # 100 % is twice 50 %; 2^-10
        (10, 10, 21, 40, False),  # 100 % is not twice 53 %
    ],
)
def test_whose_sign_it_is(before: int, spasms: int, usual: int, of_usual: int, own: bool) -> None:
    assert SignResult(sign="stiff", before=before, spasms=spasms, usual=usual, of_usual=of_usual).own is own


@pytest.mark.parametrize(
    ("spasm", "usual"),
    [
        ((11, 4), 1),  # the two days end on day 8 at four: 72 hours
        ((11, 4 - 1 / 60), 0),  # a minute less
        ((3, 4), 1),  # they begin on day 6 at four
        ((3, 4 + 1 / 60), 0),
    ],
)
def test_usual_days_are_three_days_from_a_spasm(spasm: tuple[int, float], usual: int) -> None:
    told = msgspec.structs.replace(Story().spasm(*spasm).history(moment(30)), day_logs=(log(7, signs=()),))
    assert early_signs(told, moment(30))[0].of_usual == usual


# -- trials --


def tried(story: Story, now: tuple[int, float], *, logged: int = 14) -> tuple[Tried, ...]:
    """With logs of the last days before day 14 and the first since, so many on each side."""
    logs = (*diary(14 - logged, walking=["little"] * logged), *diary(14, walking=["plenty"] * logged))
    told = msgspec.structs.replace(story.history(moment(*now)), day_logs=logs)
    return experiments(told, moment(*now))


def walking(before: tuple[int, ...], since: tuple[int, ...]) -> Story:
    """Pain of the last days before the trial, which begins on day 14, and of its first days."""
    story = Story().averages(range(14 - len(before), 14), *before).averages(range(14, 14 + len(since)), *since)
    return story._tell(ExperimentBegun, 14, 9, experiment="walking")


def ten(total: int) -> tuple[int, ...]:
    """Ten days whose ratings add up to this: their mean is a tenth of it."""
    return tuple(total // 10 + (i < total % 10) for i in range(10))


@pytest.mark.parametrize(
    ("before", "since", "outcome"),
    [
        (40, 28, "less-pain"),  # 4.0 to 2.8: 30 %
        (40, 29, "no-difference"),
        (40, 52, "more-pain"),
        (40, 51, "no-difference"),
        (80, 60, "less-pain"),  # 2 points are less than 30 % of 8
        (80, 61, "no-difference"),
        (10, 5, "less-pain"),  # 30 % of 1 is less than half a point: half a point
        (10, 6, "no-difference"),
        (0, 5, "more-pain"),
        (0, 0, "no-difference"),
    ],
)
def test_from_when_on_pain_has_changed(before: int, since: int, outcome: Outcome) -> None:
    (one,) = tried(walking(ten(before), ten(since)), (28, 12))
    assert (one.outcome, one.before.pain, one.since.pain) == (outcome, before / 10, since / 10)
    assert (one.before.done, one.since.done, one.since.logged) == (0, 14, 14)


def test_how_much_a_trial_needs() -> None:
    assert tried(walking((4,) * 7, (1,) * 7), (28, 12), logged=7)[0].outcome == "less-pain"
    assert tried(walking((4,) * 6, (1,) * 7), (28, 12), logged=7)[0].outcome == "too-little"
    assert tried(walking((4,) * 7, (1,) * 6), (28, 12), logged=7)[0].outcome == "too-little"
    assert tried(walking((4,) * 7, (1,) * 7), (28, 12), logged=6)[0].outcome == "too-little"


def test_the_days_of_a_trial() -> None:
    """Day 27 is its fourteenth; at three at night it still is, at four it is over."""
    story = walking(ten(40), ten(10))
    assert [tried(story, at)[0].day for at in ((14, 10), (27, 12), (28, 3), (28, 4))] == [1, 14, 14, None]
    assert [tried(story, at)[0].outcome for at in ((28, 3), (28, 4))] == ["running", "less-pain"]


def test_one_trial_after_another() -> None:
    first = Story()._tell(ExperimentBegun, 0, 9, experiment="sleep")
    begun = first.happenings[-1].id
    at_once = first._tell(ExperimentEnded, 0, 20, of=begun)
    assert experiments(at_once.history(moment(30)), moment(30)) == ()
    for second, overlaps in ((19, True), (20, False)):  # the fourteen days before are 5 to 18, and 6 to 19
        story = Story()._tell(ExperimentBegun, 0, 9, experiment="sleep")
        story._tell(ExperimentEnded, 5, 20, of=story.happenings[-1].id)
        story._tell(ExperimentBegun, second, 9, experiment="walking")
        one, other = experiments(story.history(moment(40)), moment(40))
        assert ((one.last - one.first).days, one.overlaps, other.overlaps) == (5, False, overlaps)
