"""The house of cards in words: whole sentences, in our tone, and never more than the data."""

from __future__ import annotations

import re
from typing import Any, get_args

import msgspec
import pytest

from coach.journal.support_rules import Rule, Why
from coach.journal.supports import Card, House, Moved, Restack, RestackKind, house, house_over
from coach.library.supports import CardId, Supports
from coach.pages.house import histories_view, house_view
from coach.pages.house_views import CardHistoryView, HouseView
from coach.pages.house_words import moved_words, restack_words, why_words
from tests.journal.houses import houses, realigning, workdays
from tests.plan.story import library, moment

TOLD = houses()
#: What the program never says of a back, and what it never counts.
NEVER = re.compile(
    r"damage|wear and tear|out of place|slipped|weak core|protect your spine|streak|score|missed|failed|should|must|!|"
    r"\bNone\b(?! of its)|\{|\}",
)


def view(name: str) -> HouseView:
    one = TOLD[name]
    return house_view(house(one.history, library(), one.now), library())


def supports() -> Supports:
    found = library().supports
    assert found is not None
    return found


def sentences(seen: HouseView) -> list[str]:
    found = [seen.title, seen.say, seen.stage_words]
    for card in seen.cards:
        found += [card.holds, card.why, card.moved, card.restack, card.link_words, card.decided]
    return [words for words in found if words]


@pytest.mark.parametrize("name", TOLD)
def test_all_that_is_said_is_in_our_tone(name: str) -> None:
    for words in sentences(view(name)):
        assert not NEVER.search(words), words
        assert words[0].isupper() or words[0].isdigit(), words
        assert "  " not in words


@pytest.mark.parametrize("name", TOLD)
def test_every_day_of_a_history_and_the_weeks_after_it_can_be_told(name: str) -> None:
    one = TOLD[name]
    for n in range(one.at[0] + 60):
        now = moment(n, 8)
        seen = house_view(house(one.history, library(), now), library())
        assert len(seen.cards) == 8
        for words in sentences(seen):
            assert not NEVER.search(words), (n, words)
        if n > one.at[0] + 45:
            # Whatever stood once: without a session and without a log nothing is said to hold.
            assert seen.in_place == 0


@pytest.mark.parametrize(
    ("name", "title", "say", "following"),
    [
        ("02-a-week-in", "Standing, but not steady", "Three cards hold, two lean, three are not known yet.", "sleep"),
        ("03-all-in-place", "Every card in place", "All eight hold. That is your margin.", ""),
        ("04-sitting-fallen", "Standing, but not steady", "Seven cards hold, one is down.", "sitting breaks"),
        ("05-spasm-yesterday", "The top came down",
         "Relief is not recovery. Let it settle first; then the cards go back, from the base.", ""),
        ("07-three-weeks-away", "Time to restack",
         "Five cards are down, three are not known yet.", "hip mobility"),
        ("08-favourites-only", "Standing, but not steady", "Six cards hold, one leans, one is down.", "back endurance"),
        ("09-logs-only", "What is known holds", "Three cards hold, five are not known yet.", ""),
    ],
)  # fmt: skip
def test_the_house_in_a_sentence(name: str, title: str, say: str, following: str) -> None:
    seen = view(name)
    assert (seen.title, seen.say, seen.next_name) == (title, say, following)
    assert title == TOLD[name].title


def test_the_stage_is_said_in_words() -> None:
    assert {view(name).stage: view(name).stage_words for name in TOLD} == {
        0: "At which stage the house is cannot be told yet.",
        1: "First stage of the house of cards: aligned.",
        2: "Second stage of the house of cards: still standing, but not steady.",
        3: "Third stage of the house of cards: the top has fallen.",
    }


def test_on_the_first_day_it_explains_itself() -> None:
    seen = view("01-first-day")
    assert seen.title == "Your house of cards"
    assert seen.say.startswith("Eight supports hold a back up")
    assert (seen.stage, seen.unknown, seen.next_id) == (0, 8, "")


@pytest.mark.parametrize("name", TOLD)
def test_the_counts_are_those_of_the_cards(name: str) -> None:
    seen = view(name)
    states = [card.state for card in seen.cards]
    counted = (seen.in_place, seen.leaning, seen.fallen, seen.unknown)
    assert counted == tuple(states.count(own) for own in ("solid", "leaning", "fallen", "unknown"))
    assert sum(counted) == 8


@pytest.mark.parametrize("name", TOLD)
def test_a_card_in_place_asks_for_nothing_and_every_other_leads_somewhere(name: str) -> None:
    for card in view(name).cards:
        assert bool(card.link) == bool(card.restack) == bool(card.link_words) == (card.state != "solid")
        if card.link:
            assert re.fullmatch(r"(exercise|lesson|page):[a-z0-9-]+", card.link)


@pytest.mark.parametrize("name", TOLD)
def test_the_view_can_be_kept_as_json(name: str) -> None:
    seen = view(name)
    assert msgspec.json.decode(msgspec.json.encode(seen), type=HouseView) == seen


WORDS: dict[Rule, tuple[CardId, dict[str, Any], str]] = {
    "often": ("back", {"days": 5, "days_needed": 4}, "Worked on in 5 of the last 14 days; it takes 4."),
    "seldom": ("back", {"days": 0, "days_needed": 4}, "Not worked on in the last 14 days yet; it takes 4."),
    "left-out": ("back", {"left": 5, "had": 8}, "It was left out in 5 of the 8 sessions that had it."),
    "weaker": (
        "side_core",
        {"test": "side-plank-knees", "side": "left", "value": 20.0, "best": 30.0},
        "Side plank from the knees, left: 20 s in your newest test, 30 s at your best.",
    ),
    "none": ("back", {"had": 1}, "None of its exercises in the last 14 days, though 1 session had it."),
    "away": ("back", {}, "No session in the last 14 days."),
    "spasm": ("side_core", {"hours": 1}, "A spasm 1 hour ago brought the top row down."),
    "after-spasm": (
        "side_core",
        {"good": 1, "good_needed": 2},
        "After the spasm it waits for 2 sessions without strong pain; 1 so far.",
    ),
    "early": ("back", {"since_days": 6}, "New in your sessions. In 1 day it can be told."),
    "not-in-sessions": ("back", {}, "Your sessions do not hold it at the moment."),
    "few-logs": (
        "sleep",
        {"logs": 1, "logs_needed": 4},
        "1 log of the last 14 days says how it was; 4 are needed.",
    ),
    "mostly-good": ("sleep", {"logs": 7, "good": 6, "poor": 0}, "You slept well in 6 of your newest 7 logs."),
    "mixed": (
        "sleep",
        {"logs": 7, "good": 3, "poor": 2},
        "You slept well in 3 of your newest 7 logs, and badly in 2.",
    ),
    "mostly-poor": (
        "sitting",
        {"logs": 7, "good": 0, "poor": 6},
        "Long sitting without breaks on 6 of your newest 7 logged days; none held.",
    ),
}


@pytest.mark.parametrize("rule", get_args(Rule))
def test_every_rule_has_its_words_with_its_numbers(rule: Rule) -> None:
    card_id, numbers, words = WORDS[rule]
    why = Why(state="leaning", rule=rule, **numbers)
    assert why_words(card_id, why, supports().rules, library()) == words


def test_counted_tests_are_no_seconds() -> None:
    why = Why(state="leaning", rule="weaker", test="chair-stand-30", value=8, best=12)
    said = why_words("glutes", why, supports().rules, library())
    assert said == "Chair stand, half a minute: 8 in your newest test, 12 at your best."


@pytest.mark.parametrize("kind", get_args(RestackKind))
def test_everything_that_restacks_has_words_and_a_button(kind: RestackKind) -> None:
    link = {"exercise": "exercise:bird-dog", "log": "page:journal", "later": "page:plan"}.get(kind, "page:today")
    why = Why(state="leaning", rule="seldom", days=1, days_needed=4, logs=1, logs_needed=4)
    card = Card("back", why, None, Restack(kind, link))
    said, button = restack_words(card, supports().card("back"), library())
    assert said.endswith(".")
    assert button
    assert not NEVER.search(said)


def test_held_sessions_are_never_asked_for() -> None:
    found = house(TOLD["07-three-weeks-away"].history, library(), TOLD["07-three-weeks-away"].now)
    waiting = tuple(
        msgspec.structs.replace(card, restack=Restack("wait", "page:today")) if card.state == "fallen" else card
        for card in found.cards
    )
    seen = house_view(msgspec.structs.replace(found, cards=waiting, held=True, next_card=None), library())
    assert seen.say.endswith("Movement waits until a clinician has cleared you.")
    assert {card.restack for card in seen.cards if card.state == "fallen"} == {
        "It waits until a clinician has cleared you."
    }


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (Why(state="unknown", rule="early"), Why(state="solid", rule="often"), "A week ago it was not known yet."),
        (
            Why(state="leaning", rule="seldom", days=2),
            Why(state="solid", rule="often", days=5),
            "A week ago it was leaning, with 2 days of work in two weeks; now there are 5.",
        ),
        (
            Why(state="solid", rule="often", days=5),
            Why(state="fallen", rule="spasm", days=5),
            "A week ago it was in place. The spasm moved it.",
        ),
        (
            Why(state="fallen", rule="spasm", days=5),
            Why(state="solid", rule="often", days=6),
            "A week ago it was down, after the spasm.",
        ),
        (
            Why(state="leaning", rule="seldom", days=1),
            Why(state="fallen", rule="away", days=0),
            "A week ago it was leaning. Its last work is more than 14 days back.",
        ),
        (
            Why(state="solid", rule="mostly-good", good=5, logs=7),
            Why(state="leaning", rule="mixed", good=3, logs=6),
            "A week ago it was in place, with 5 good days in 7; now there are 3 in 6.",
        ),
        (
            Why(state="leaning", rule="left-out", days=4),
            Why(state="solid", rule="often", days=4),
            "A week ago it was leaning.",
        ),
    ],
)
def test_what_moved_a_card(before: Why, now: Why, words: str) -> None:
    assert moved_words(Card("front_core", now, Moved(before), None), supports().rules) == words


def test_the_weeks_are_told_in_a_sentence() -> None:
    story = realigning(workdays(0, 21))
    now = moment(21, 8)
    histories = histories_view(house_over(story.history(now), library(), now), library())
    assert [history.id for history in histories] == [card.id for card in supports().cards]
    hips = next(history for history in histories if history.id == "hip_mobility")
    assert isinstance(hips, CardHistoryView)
    assert len(hips.weeks) == 12
    assert hips.words == "Of the last 12 weeks: in place in 3, not known in 9."


def test_a_library_without_supports_shows_the_blank_house() -> None:
    bare = msgspec.structs.replace(library(), supports=None)
    seen = house_view(House((), None, None, held=False, acute=False), bare)
    assert seen.cards == ()
    assert seen.title == "Your house of cards"
    assert histories_view((), bare) == ()
