"""The safety questions, in tiers.

`stop` is an emergency, `hold` means no sessions until a clinician has cleared them, `advice` means that one should see
a clinician, and nothing waits for it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from coach.library.kinds import Frozen, Id, Locale, Name, Paragraph, Sentence, Source

Tier = Literal["stop", "hold", "advice"]


class Question(Frozen, frozen=True, kw_only=True):
    """A yes/no question about a warning sign. `means` says in plain words why it is asked."""

    id: Id
    tier: Tier
    text: Sentence
    means: Sentence
    source: Source


class Advice(Frozen, frozen=True, kw_only=True):
    """What is said after a yes in a tier. `{number}` stands for the region's emergency number."""

    tier: Tier
    title: Name
    text: Paragraph
    steps: Annotated[tuple[Sentence, ...], Meta(min_length=1, max_length=8)]


class EmergencyNumber(Frozen, frozen=True, kw_only=True):
    """The number to call, by ISO 3166 region."""

    regions: Annotated[tuple[Annotated[str, Meta(pattern=r"^[A-Z]{2}$")], ...], Meta(min_length=1, max_length=80)]
    number: Annotated[str, Meta(pattern=r"^[0-9]{3,5}$")]


class Screening(Frozen, frozen=True, kw_only=True):
    """`data/screening.toml`."""

    locale: Locale
    version: Annotated[int, Meta(ge=1, le=10_000)]
    intro: Paragraph
    questions: Annotated[tuple[Question, ...], Meta(min_length=2, max_length=40)]
    advice: Annotated[tuple[Advice, ...], Meta(min_length=2, max_length=4)]
    emergency: Annotated[tuple[EmergencyNumber, ...], Meta(min_length=1, max_length=40)]
    fallback_number: Annotated[str, Meta(pattern=r"^[0-9]{3,5}$")] = "112"

    def of_tier(self, tier: Tier) -> tuple[Question, ...]:
        """The questions of one tier, in the order in which they are asked."""
        return tuple(q for q in self.questions if q.tier == tier)

    def advice_for(self, tier: Tier) -> Advice:
        """What to say after a yes in `tier`."""
        return next(a for a in self.advice if a.tier == tier)

    def emergency_number(self, region: str | None) -> str:
        """The number for an ISO 3166 region; 112 where the region is unknown."""
        for entry in self.emergency:
            if region in entry.regions:
                return entry.number
        return self.fallback_number
