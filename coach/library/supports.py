"""The house of cards: its eight cards, what each holds, and the rule by which its state is decided."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from coach.library.capacity import TestId
from coach.library.kinds import Frozen, Id, Locale, Name, Sentence, Source

#: The cards from the table up, each row from left to right: six at the base, two on top.
CardId = Literal[
    "sleep", "movement", "sitting", "hip_mobility", "glutes", "back", "front_core", "side_core"
]  # fmt: skip
CARDS = 8
BASE_CARDS = 6
Percent = Annotated[int, Meta(ge=1, le=100)]
Days = Annotated[int, Meta(ge=1, le=366)]
Few = Annotated[int, Meta(ge=1, le=14)]
#: `exercise:ID`, `lesson:ID` or `page:KEY`.
Link = Annotated[str, Meta(pattern=r"^(exercise|lesson|page):[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
#: A rule in words takes more room than a paragraph; its {fields} are the numbers of the file.
Decided = Annotated[str, Meta(min_length=20, max_length=1_200)]


class HouseRules(Frozen, frozen=True, kw_only=True):
    """The numbers of all rules; `data/supports.toml` says what each is for."""

    window_days: Days
    known_after_days: Days
    solid_days: Few
    goal_percent: Percent
    left_out_percent: Percent
    left_out_of: Few
    weaker_percent: Percent
    test_days: Days
    logs_of_days: Few
    logs_needed: Few
    spasm_hours: Annotated[int, Meta(ge=1, le=336)]
    spasm_sessions: Few
    spasm_days: Days
    desk_breaks_some: Few
    desk_breaks_often: Few


class DayMark(Frozen, frozen=True, kw_only=True):
    """What a logged day counts as for a card: the first mark whose boxes all stand so decides. A box that is not
    named may hold anything, also nothing.
    """

    counts: Literal["good", "between", "poor"]
    sleep: Literal["well", "broken", "badly"] | None = None
    sitting: Literal["little", "some", "long"] | None = None
    breaks: Literal["often", "some", "few"] | None = None
    walking: Literal["little", "some", "plenty"] | None = None


class LogRule(Frozen, frozen=True, kw_only=True):
    """A card of the day: in place with at least `good_percent` good and at most `poor_at_most_percent` poor days,
    fallen with at least `down_percent` poor ones.
    """

    good_percent: Percent
    poor_at_most_percent: Percent
    down_percent: Percent
    marks: Annotated[tuple[DayMark, ...], Meta(min_length=2, max_length=12)]


class WorkRule(Frozen, frozen=True, kw_only=True):
    """A card of movement work: the exercises that build it, and the tests that show it."""

    exercises: Annotated[tuple[Id, ...], Meta(min_length=3, max_length=24)]
    tests: Annotated[tuple[TestId, ...], Meta(max_length=4)] = ()


class Support(Frozen, frozen=True, kw_only=True):
    """One card. `label` is its name in the picture, with a line break where it takes two lines.

    It has either `work` or `log`. `leads_to` are places that help to restack it, the best first; `moves` says that
    restacking means to move, which waits while sessions are held.
    """

    id: CardId
    name: Name
    label: Name
    icon: Name
    holds: Sentence
    decided: Decided
    advice: Sentence
    lesson: Id
    leads_to: Annotated[tuple[Link, ...], Meta(min_length=1, max_length=4)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, max_length=6)]
    work: WorkRule | None = None
    log: LogRule | None = None
    moves: bool = False
    falls_in_spasm: bool = False


class Supports(Frozen, frozen=True, kw_only=True):
    """`data/supports.toml`."""

    locale: Locale
    rules: HouseRules
    cards: Annotated[tuple[Support, ...], Meta(min_length=CARDS, max_length=CARDS)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, max_length=6)]

    def card(self, card_id: str) -> Support:
        """The card with this id. Raises StopIteration for an id that `check` would not let pass."""
        return next(card for card in self.cards if card.id == card_id)

    def rule_words(self, card: Support) -> str:
        """The card's rule in words, with the numbers of the file."""
        numbers = {name: getattr(self.rules, name) for name in self.rules.__struct_fields__}
        return card.decided.format(**numbers)
