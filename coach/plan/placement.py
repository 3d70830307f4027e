"""Where a person begins (facts C11, settled in the plan's rules, "Placement")."""

from __future__ import annotations

import math
from datetime import timedelta

from coach.happenings import Placed
from coach.plan.ladder import Ladder

FRESH_SPASM = timedelta(hours=72)
RECENT_SPASM = timedelta(days=14)
CALM_FROM = 6
UNLOCK_FROM = 4


def begin_part(told: Placed, ladder: Ladder) -> int:
    """The part to begin with, as its place in the plan: 1A, 1B or 2, never higher; lower where the person chose so."""
    by_answers = _by_answers(told)
    chosen = ladder.of_part(told.begin) if told.begin is not None else None
    order = ladder.of_part(by_answers) or 0
    return order if chosen is None else min(order, chosen)


def _by_answers(told: Placed) -> str:
    usual = math.floor(told.usual_pain + 0.5)
    since = told.at - told.last_spasm if told.last_spasm is not None else None
    if usual >= CALM_FROM or (since is not None and since <= FRESH_SPASM):
        return "1A"
    if usual >= UNLOCK_FROM or (since is not None and since <= RECENT_SPASM):
        return "1B"
    return "2" if told.checks == "done" else "1B"
