"""What is done now, by everything that lowers it: spasm, reds, flare, gap (the plan's rules, precedence 4 to 8).

The lowest step and the smallest volume of all that apply win; the first in the order of precedence gives the reason.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec

from coach.clock import training_day
from coach.plan.walk import GAP_BACK_AFTER, GAP_EARLY_AFTER, GAP_LATE_AFTER, SPASM_REST, Walk

LowerKind = Literal["spasm_rest", "spasm_wait", "spasm_bridge", "two_reds", "one_red", "halving", "flare", "gap"]

GAP_FROM = 4
GAP_FROM_IN_KEEP = 10
#: Where stage 4 is done in its short form it lies between stage 3 and Keep.
SHORT = 0.5


class Lower(msgspec.Struct, frozen=True):
    """One thing that lowers what is done. `at` is a step, half a step below for the short session of stage 4.

    `count` is the number it speaks of: days away, green sessions left, hours left.
    """

    kind: LowerKind
    at: float
    halved: bool = False
    count: int = 0


class Prescription(msgspec.Struct, frozen=True):
    """The step that is done and at what volume, with everything that lowered it in the order of precedence."""

    index: int
    short: bool
    halved: bool
    lowered: tuple[Lower, ...]


def prescribe(walk: Walk) -> Prescription:
    """What applies at `walk.now`."""
    found = tuple(_all(walk))
    lowest = min([one.at for one in found], default=float(walk.base))
    lowest = min(lowest, float(walk.base))
    return Prescription(
        index=int(lowest + SHORT),
        short=lowest != int(lowest),
        halved=any(one.halved for one in found),
        lowered=found,
    )


def _all(walk: Walk) -> list[Lower]:
    found = [*_spasm(walk), *_reds(walk)]
    if walk.flare_greens is not None:
        found.append(Lower("flare", _below(walk), halved=True, count=2 - walk.flare_greens))
    return found + _gap(walk)


def _below(walk: Walk) -> float:
    """One sub-stage below for a while: in stage 4 the short session; nothing is below the first."""
    step = walk.ladder.steps[walk.base]
    if step.part.alternate:
        return walk.base - SHORT
    return max(0, walk.base - 1)


def _spasm(walk: Walk) -> list[Lower]:
    course = walk.spasm
    if course is None:
        return []
    if course.bridge is not None:
        return [Lower("spasm_bridge", course.bridge, count=max(0, 2 - course.greens))]
    left = SPASM_REST - (walk.now - course.onset)
    if left > timedelta(0):
        return [Lower("spasm_rest", 0, count=-(-int(left.total_seconds()) // 3600))]
    return [Lower("spasm_wait", 0)]


def _reds(walk: Walk) -> list[Lower]:
    found = []
    stepped = walk.moves[-1] if walk.moves else None
    if stepped is not None and stepped.why == "two_reds" and not walk.greens:
        found.append(Lower("two_reds", walk.base, halved=walk.red_halved, count=walk.greens_needed or 0))
    elif walk.reds_at_bottom:
        found.append(Lower("two_reds", walk.base, halved=True))
    elif walk.red_back:
        found.append(Lower("one_red", walk.base - 1))
    elif walk.red_halved:
        kind: LowerKind = "one_red" if walk.reds else "halving"
        found.append(Lower(kind, walk.base, halved=True))
    return found


def _gap(walk: Walk) -> list[Lower]:
    if walk.last is None:
        return []
    away = days_away(walk, training_day(walk.now))
    step = walk.ladder.steps[walk.base]
    if step.part.alternate:
        if away > GAP_LATE_AFTER:
            return [Lower("gap", walk.ladder.below(walk.base), count=away)]
        return [Lower("gap", walk.base - SHORT, count=away)] if away >= GAP_FROM_IN_KEEP else []
    if away > GAP_LATE_AFTER:
        at = walk.ladder.late(step.order - 1).index if step.order else 0
        return [Lower("gap", at, count=away)]
    if away >= GAP_EARLY_AFTER:
        return [Lower("gap", walk.ladder.early(step.order).index, count=away)]
    if away >= GAP_BACK_AFTER or walk.gap_back:
        return [Lower("gap", max(0, walk.base - 1), count=away)]
    if away >= GAP_FROM:
        repeated = walk.last.step if walk.last.step is not None else walk.base
        return [Lower("gap", min(walk.base, repeated), count=away)]
    return []


def days_away(walk: Walk, today: date) -> int:
    """Days since the last session with at least half of its lines."""
    return (today - walk.last.day).days if walk.last is not None else 0
