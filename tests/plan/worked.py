"""What a worked case of the plan says: the rule, what happened, and the answer worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.plan.advice import AdviceKind
from coach.plan.choose import ChoiceKind, ReasonKind
from coach.plan.criteria import CriterionKind
from tests.plan.story import Story


@dataclass(frozen=True)
class Case:
    """One line of the table. `now` is day and hour. What is None the rule leaves open, and is not looked at.

    `session` is what is offered, or one of what the rule allows; `later` is the plan's session where the `kind`
    puts rest, mobility or tests before it. `why` is the main reason, `also` further reasons that have to be named.
    `swaps` are all that are made; `only` and `never` say what the session may hold. `dosage` gives sets and hold (ms)
    of single lines.
    """

    id: str
    rule: str
    says: str
    story: Story
    now: tuple[int, float]
    session: str | tuple[str, ...] | None = None
    why: ReasonKind | None = None
    also: tuple[ReasonKind, ...] = ()
    unnamed: tuple[ReasonKind, ...] = ()
    kind: ChoiceKind = "session"
    halved: bool | None = False
    count: int | None = None
    later: str | None = None
    first_aid: bool | None = None
    ask: bool | None = None
    gate: Mapping[CriterionKind, bool | None] = field(default_factory=dict)
    target: Mapping[CriterionKind, float] = field(default_factory=dict)
    swaps: frozenset[tuple[str, str | None]] | None = None
    only: frozenset[str] | None = None
    never: frozenset[str] = frozenset()
    advice: tuple[AdviceKind, ...] = ()
    no_advice: tuple[AdviceKind, ...] = ()
    dosage: Mapping[str, tuple[tuple[int, ...], int]] = field(default_factory=dict)


def calm() -> Story:
    """Placed at 1A."""
    return Story().placed(6)


def unlock() -> Story:
    """Placed at 1B."""
    return Story().placed(4)


def realign() -> Story:
    """Placed at 2, tested on the first day: no tests are due for a while."""
    return Story().placed(2, checks="done").weak_test()


def recondition() -> Story:
    """Moved to 3 on the first day."""
    return realign().moved("3")


def keep() -> Story:
    """Moved to 4 on the first day, part by part."""
    return recondition().moved("4", hour=6.6)


def realign_mid() -> Story:
    """Four greens at 2 early, one at 2 mid on day 4."""
    return realign().train("realign-early", range(4)).train("realign-mid", 4)


def realign_late() -> Story:
    """Four greens at 2 early and 2 mid each, one at 2 late on day 8."""
    return realign().train("realign-early", range(4)).train("realign-mid", range(4, 8)).train("realign-late", 8)


def unlock_mid() -> Story:
    """Three greens at 1B early: day 3 begins at 1B mid."""
    return unlock().train("unlock-early", range(3))
