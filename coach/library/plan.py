"""The staged plan: stages and their parts in order, each with the sessions of its levels and the gate to the next."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from coach.library.capacity import CapacityTest, TestId
from coach.library.kinds import Frozen, Id, Locale, Name, Paragraph, Sentence, Source

Count = Annotated[int, Meta(ge=1, le=200)]
PainLimit = Annotated[float, Meta(ge=0, le=10)]


class Movement(Frozen, frozen=True, kw_only=True):
    """A movement a gate asks about: done, and with pain at `pain_at_most` or less (None: pain is not asked)."""

    id: Id
    text: Sentence
    pain_at_most: Annotated[int, Meta(ge=0, le=10)] | None = None


class LongWay(Frozen, frozen=True, kw_only=True):
    """The way on for people who live above the gate's pain limit: more sessions over more days, and the average
    pain at least `below_start` under what it was at the placement. The other criteria stay.
    """

    sessions: Count
    days: Count
    below_start: PainLimit = 0


class Gate(Frozen, frozen=True, kw_only=True):
    """What opens the next part (facts C7, settled in the plan's rules). Sessions are those that are not red.

    `on_days` counts days with a session, `over_days` the days from the first session to today, both counted.
    `steady_days`: with everything but tests and score met today and on each of these days before it, the gate opens
    without them; `steady_for` says for whom.
    """

    sessions: Count
    on_days: Count | None = None
    over_days: Count | None = None
    pain_days: Count
    pain_at_most: PainLimit
    spasm_free_hours: Annotated[int, Meta(ge=1, le=2_000)]
    mornings_after: Annotated[int, Meta(ge=1, le=10)] | None = None
    last_not_red: Annotated[int, Meta(ge=1, le=20)] | None = None
    last_green: Annotated[int, Meta(ge=1, le=20)] | None = None
    not_red_percent: Annotated[int, Meta(ge=1, le=100)] | None = None
    not_red_of_last: Annotated[int, Meta(ge=1, le=50)] | None = None
    movements: Annotated[tuple[Movement, ...], Meta(max_length=8)] = ()
    tests: tuple[TestId, ...] = ()
    tests_needed: Annotated[int, Meta(ge=1, le=4)] | None = None
    side_ratio: Annotated[float, Meta(ge=0, le=1)] | None = None
    score_at_most: Annotated[int, Meta(ge=0, le=24)] | None = None
    score_drop_percent: Annotated[int, Meta(ge=1, le=100)] | None = None
    steady_days: Count | None = None
    steady_for: Literal["everyone", "untestable"] = "untestable"
    long_way: LongWay | None = None


class Part(Frozen, frozen=True, kw_only=True):
    """A part of a stage: its levels in order and what leads on (settled in the plan's rules).

    Where the levels `alternate` they are taken in turn, whatever their colour; `short` is the session for a busy day.
    """

    id: Annotated[str, Meta(pattern=r"^[1-4][AB]?$")]
    name: Name
    goal: Paragraph
    frequency: Sentence
    walking: Sentence
    program: Id
    levels: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=4)]
    greens_per_level: Count | None = None
    alternate: bool = False
    short: Id | None = None
    gate: Gate | None = None
    typically: Name
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
    tests: Annotated[tuple[CapacityTest, ...], Meta(max_length=20)] = ()
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, max_length=12)]

    def test(self, test_id: str) -> CapacityTest:
        """The capacity test with this id. Raises StopIteration for an id that `check` would not let pass."""
        return next(test for test in self.tests if test.id == test_id)

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts, in the order in which they are walked."""
        return tuple(part for stage in self.stages for part in stage.parts)
