"""When the plan says: see a clinician (facts A4, C9, settled in the plan's rules). It holds nothing; it is said."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from coach.happenings import AboutMe, Direction, DirectionTold
from coach.plan.person import CLOSES_EXTENSION, of_kind, told_circumstances
from coach.plan.safety import EARLY_STAGES
from coach.plan.walk import Walk
from coach.records import History

AdviceKind = Literal["three_spasms", "no_green", "six_weeks", "long_way", "both_worse"]

SPASMS, SPASMS_IN = 3, timedelta(days=28)
NO_GREEN_FOR = timedelta(days=14)
NO_GATE_FOR = timedelta(days=42)
BOTH_WORSE_FOR = timedelta(days=5)


class Advice(msgspec.Struct, frozen=True):
    """Why one should see a clinician. `count` is the number it speaks of."""

    kind: AdviceKind
    count: int = 0


def advice(history: History, walked: Walk, worse: Direction) -> tuple[Advice, ...]:
    """Everything that holds now, the graver first."""
    now = walked.now
    found = []
    spasms = [s for s in history.spasms if timedelta(0) <= now - s.onset <= SPASMS_IN]
    if len(spasms) >= SPASMS:
        found.append(Advice("three_spasms", len(spasms)))
    back = [m for m in walked.moves if m.why in ("two_reds", "spasm")]
    if back and now - back[-1].at >= NO_GREEN_FOR and not _green_since(walked, back[-1].at):
        found.append(Advice("no_green", (now - back[-1].at).days))
    started = walked.gates[-1].at if walked.gates else (walked.moves[0].at if walked.moves else now)
    early = walked.library.stage_of(walked.step.part).id in EARLY_STAGES
    if early and not walked.behind_gate and walked.last is not None and now - started >= NO_GATE_FOR:
        found.append(Advice("six_weeks", (now - started).days // 7))
    if worse == "both" and _both_for(history, now) >= BOTH_WORSE_FOR:
        found.append(Advice("both_worse", _both_for(history, now).days))
    gate = walked.gate()
    if (gate is not None and gate.long_way) or _came_the_long_way(walked):
        found.append(Advice("long_way"))
    return tuple(found)


def _green_since(walked: Walk, moment: datetime) -> bool:
    return any(
        seen.at > moment and seen.light.colour == "green"
        for part in walked.ladder.parts
        for seen in walked.sessions_in(part.id)
    )


def _both_for(history: History, now: datetime) -> timedelta:
    """Since when both directions are closed: by what was told, by leg symptoms, or by a circumstance."""
    since = [told.at for told in of_kind(history, DirectionTold, now)[-1:] if told.worse != "none"]
    since += [played.last_at for played in history.sessions if played.leg_symptoms and played.last_at <= now][-1:]
    closed = [told.at for told in of_kind(history, AboutMe, now) if told_circumstances(told) & CLOSES_EXTENSION]
    since += closed[:1]
    return now - max(since) if since else timedelta(0)


def _came_the_long_way(walked: Walk) -> bool:
    """Two weeks long after the gate opened by the long way."""
    return walked.long_way_at is not None and walked.now - walked.long_way_at < timedelta(days=14)
