"""What the house of cards shows, as plain values: made in `coach.pages.house`, and cheap to import at a start."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from coach.text import _

CardState = Literal["solid", "leaning", "fallen", "unknown"]


class CardView(msgspec.Struct, frozen=True, kw_only=True):
    """One card and its story. `label` is the name in the picture, with a line break where it takes two lines.

    `why` is the rule that decided, with its numbers; `moved` what changed within a week, or empty; `restack` what would
    put it back and `link` where that leads (`exercise:ID`, `lesson:ID`, `page:KEY`; `link_words` for the button), both
    empty for a card in place. `decided` is the written rule, `sources` whole sentences, `exercises` their names.
    """

    id: str
    name: str
    label: str
    icon: str
    state: CardState
    holds: str
    why: str
    moved: str = ""
    restack: str = ""
    link: str = ""
    link_words: str = ""
    decided: str
    lesson: str
    exercises: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class HouseView(msgspec.Struct, frozen=True, kw_only=True):
    """The house. `next_id` and `next_name` are the card to restack first, or empty; `stage` is 1 to 3, or 0 where it
    cannot be told, and `stage_words` says it. The counts are of cards by state.
    """

    title: str
    say: str
    stage: int
    stage_words: str
    next_id: str = ""
    next_name: str = ""
    in_place: int
    leaning: int
    fallen: int
    unknown: int
    cards: tuple[CardView, ...]

    def card(self, card_id: str) -> CardView | None:
        """The card with this id, if the house has it."""
        return next((card for card in self.cards if card.id == card_id), None)


class WeekMark(msgspec.Struct, frozen=True):
    """How a card stood on the day that ends a week."""

    day: date
    state: CardState


class CardHistoryView(msgspec.Struct, frozen=True):
    """A card over the last weeks, oldest first, and the same in a sentence."""

    id: str
    weeks: tuple[WeekMark, ...]
    words: str


def nothing_known() -> str:
    """What the house is, for as long as nothing can be said about it."""
    return _(
        "Eight supports hold a back up, each a card. When some have gone, one small thing brings the house "
        "down. Restack puts them back, from the base."
    )
