"""The traffic light of a session (facts C3; settled in the plan's rules, "Words")."""

from __future__ import annotations

from typing import Literal

from coach.library.plan import Part
from coach.records import PlayedSession

Colour = Literal["green", "amber", "red", "unrated"]

GREEN_UP_TO = 3
AMBER_UP_TO = 5
RISE_FOR_RED = 2


def colour_of(played: PlayedSession, part: Part | None) -> Colour:
    """Green to 3, amber to 5, red above; leg symptoms that spread are red.

    Where the rise decides (stage 1A) a peak above 5 is red only at 2 or more above the pain before the session.
    """
    if played.leg_symptoms:
        return "red"
    worst = played.pain_worst
    if worst is None:
        return "unrated"
    if worst <= GREEN_UP_TO:
        return "green"
    if worst <= AMBER_UP_TO:
        return "amber"
    before = played.pain_before
    if part is not None and part.rise_decides_red and before is not None and worst - before < RISE_FOR_RED:
        return "amber"
    return "red"


def counts(played: PlayedSession, part: Part | None) -> bool:
    """Whether enough of the session's lines were completed for it to count."""
    needed = part.lines_needed(played.start.lines) if part is not None else -(-played.start.lines * 3 // 4)
    return len(played.lines_done) >= needed
