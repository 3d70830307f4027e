"""The house of cards: eight supports of a back, each with its state, why, what moved it and what would restack it.

Pure: from the history, the library and the moment. A card never says more than its data: "unknown" is a state.
The rules and their numbers are our own choice and stand in `data/supports.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from coach.clock import training_day
from coach.journal.support_record import Record
from coach.journal.support_rules import State, Why, acute, decide, person_now, returning, worse
from coach.library.library import Library
from coach.library.supports import BASE_CARDS, CardId, Support
from coach.plan.safety import signs
from coach.plan.walk import Move, walk
from coach.records import History

#: What would put a card back: an exercise of the present sessions, the sessions themselves, what its file advises, the
#: first session after a break, missing logs, a part still to come; or it has to settle, or a clinician to agree.
RestackKind = Literal["exercise", "session", "advice", "resume", "log", "later", "begin", "settle", "wait"]
#: The stages of the house: 1 aligned, 2 standing but not steady, 3 fallen.
HouseStage = Literal[1, 2, 3]
#: A card's change is told against this long ago.
COMPARED_WITH = timedelta(days=7)


class Moved(msgspec.Struct, frozen=True):
    """A card that stood otherwise a week ago: how it stood then, and why."""

    before: Why


class Restack(msgspec.Struct, frozen=True):
    """What would put a card back, and where that leads: `exercise:ID`, `lesson:ID` or `page:KEY`."""

    kind: RestackKind
    link: str


class Card(msgspec.Struct, frozen=True):
    """One support as it stands. `moved` is None where it stands as a week ago, `restack` where it is in place."""

    id: CardId
    why: Why
    moved: Moved | None
    restack: Restack | None

    @property
    def state(self) -> State:
        """How it stands."""
        return self.why.state


class House(msgspec.Struct, frozen=True):
    """All cards, from the table up. `stage` is None where nothing leans and not every card is known.

    `next_card` is the one to restack first. `held`: sessions are held for a safety sign; `acute`: a spasm is recent.
    """

    cards: tuple[Card, ...]
    stage: HouseStage | None
    next_card: CardId | None
    held: bool
    acute: bool

    def count(self, state: State) -> int:
        """How many cards are in a state."""
        return sum(card.state == state for card in self.cards)


class WeekOfCards(msgspec.Struct, frozen=True):
    """How the cards stood on a day, in the order of the house."""

    day: date
    states: tuple[State, ...]


def house(history: History, library: Library, now: datetime, moves: Sequence[Move] | None = None) -> House:
    """The house at a moment. `moves` are those of a walk up to `now` that was done already (`Walk.moves` or
    `Standing.moves`); without them it walks itself. A library without supports has a house without cards.
    """
    record = _record(history, library, now, moves)
    if record is None:
        return House((), None, None, held=False, acute=False)
    held = signs(history, library.screening).verdict != "clear"
    down = acute(record, now)
    cards = tuple(_card(card, record, now, held=held, down=down) for card in record.supports.cards)
    return House(cards, _stage(cards, down), _next(cards, record, resting=held or down), held, down)


def house_over(
    history: History, library: Library, now: datetime, weeks: int = 12, moves: Sequence[Move] | None = None
) -> tuple[WeekOfCards, ...]:
    """The states week by week, oldest first, the last of them now: each as it was worked out on that day.

    Looked at is only what was known then: sessions that were over, logs, spasms and tests that were written down. One
    thing is taken as it turned out: the step of the plan, which a morning told later may have moved.
    """
    record = _record(history, library, now, moves)
    if record is None:
        return ()
    moments = [now - n * COMPARED_WITH for n in range(weeks - 1, -1, -1)]
    return tuple(
        WeekOfCards(training_day(at), tuple(decide(card, record, at).state for card in record.supports.cards))
        for at in moments
    )


def _record(history: History, library: Library, now: datetime, moves: Sequence[Move] | None) -> Record | None:
    if library.supports is None:
        return None
    if moves is None:
        moves = walk(history, library, now).moves
    return Record(history, library, library.supports, moves, now)


def _card(card: Support, record: Record, now: datetime, *, held: bool, down: bool) -> Card:
    why = decide(card, record, now)
    before = decide(card, record, now - COMPARED_WITH)
    moved = Moved(before) if before.state != why.state else None
    return Card(card.id, why, moved, _restack(card, why, record, now, held=held, down=down))


def _restack(card: Support, why: Why, record: Record, now: datetime, *, held: bool, down: bool) -> Restack | None:
    if why.state == "solid":
        return None
    if why.rule == "few-logs":
        return Restack("log", "page:journal")
    if held and card.moves:
        return Restack("wait", "page:today")
    if down and card.moves:
        return Restack("settle", "lesson:last-card-is-not-recovery")
    if card.work is None:
        return Restack("advice", card.leads_to[0])
    if why.rule == "early":
        return Restack("begin", "page:today")
    if why.rule == "not-in-sessions":
        return Restack("later", "page:plan")
    if why.rule == "away":
        return Restack("resume", "page:today")
    found = record.restacking(card, record.step(now), person_now(record, now))
    # On the way back from a spasm other sessions are offered than those of the step.
    if found is None or returning(record, now):
        return Restack("session", card.leads_to[0])
    return Restack("exercise", f"exercise:{found}")


def _stage(cards: Sequence[Card], down: bool) -> HouseStage | None:
    if down:
        return 3
    if any(card.state in ("leaning", "fallen") for card in cards):
        return 2
    return 1 if all(card.state == "solid" for card in cards) else None


def _next(cards: Sequence[Card], record: Record, *, resting: bool) -> CardId | None:
    """The lowest card that is not in place, base first, worst first; while movement has to wait only one without it."""
    waiting = [
        (i >= BASE_CARDS, worse(card.why), i)
        for i, card in enumerate(cards)
        if card.state in ("leaning", "fallen") and not (resting and record.supports.cards[i].moves)
    ]
    return cards[min(waiting)[2]].id if waiting else None
