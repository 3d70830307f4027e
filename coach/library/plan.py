"""The staged plan: stages and their parts in order, each with the sessions of its levels."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from coach.library.kinds import Frozen, Id, Locale, Name, Paragraph, Sentence, Source

Count = Annotated[int, Meta(ge=1, le=200)]


class Part(Frozen, frozen=True, kw_only=True):
    """A part of a stage: its levels in order and the counts that lead on (settled in the plan's rules)."""

    id: Annotated[str, Meta(pattern=r"^[1-4][AB]?$")]
    name: Name
    goal: Paragraph
    frequency: Sentence
    walking: Sentence
    program: Id
    levels: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=4)]
    greens_per_level: Count
    min_sessions: Count
    min_days: Count
    week_goal: Annotated[int, Meta(ge=1, le=14)]
    counts_with_lines: Annotated[int, Meta(ge=1, le=40)] | None = None
    rise_decides_red: bool = False

    def lines_needed(self, lines: int) -> int:
        """How many of a session's `lines` must be completed for it to count (the plan's rules, "Words")."""
        share = -(-lines * 3 // 4)
        return share if self.counts_with_lines is None else min(self.counts_with_lines, lines)


class Stage(Frozen, frozen=True, kw_only=True):
    """A chapter of the plan."""

    id: Annotated[str, Meta(pattern=r"^[1-4]$")]
    name: Name
    summary: Paragraph
    parts: Annotated[tuple[Part, ...], Meta(min_length=1, max_length=2)]


class Plan(Frozen, frozen=True, kw_only=True):
    """`data/plan.toml`."""

    locale: Locale
    stages: Annotated[tuple[Stage, ...], Meta(min_length=1, max_length=4)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, max_length=12)]

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts, in the order in which they are walked."""
        return tuple(part for stage in self.stages for part in stage.parts)
