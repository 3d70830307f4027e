"""Where in the plan the person stands, as values for the pages: derived from the history and never stored."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coach.library.library import Library
from coach.library.plan import Part, Stage
from coach.plan.gates import GateState
from coach.plan.walk import Move, Walk, walk
from coach.records import History


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The part and level the person is at, and what was done there.

    `greens_needed` is None where a level has no end. `again`: a gate that was passed lies ahead, and greens lead on.
    `reached` is the highest part so far. `moves` are all changes of step, oldest first.
    """

    stage: Stage
    part: Part
    level: int
    session_id: str
    greens: int = 0
    not_red: int = 0
    greens_needed: int | None = None
    part_sessions: int = 0
    again: bool = False
    reached: str = "1A"
    gate: GateState | None = None
    stepped_up_on: date | None = None
    moves: tuple[Move, ...] = ()

    @property
    def greens_left(self) -> int:
        """How many green sessions are left at this level."""
        return max(0, (self.greens_needed or 0) - self.greens)

    @property
    def at_last_level(self) -> bool:
        """True where only the gate leads on."""
        return self.level + 1 == len(self.part.levels) or self.part.alternate


def standing(history: History, library: Library, now: datetime) -> Standing:
    """Where the person stands at `now`."""
    return standing_of(walk(history, library, now))


def standing_of(walked: Walk) -> Standing:
    """The values of a walk."""
    step = walked.step
    up = [m for m in walked.moves if m.why in ("levels", "gate", "again")]
    last = walked.moves[-1] if walked.moves else None
    return Standing(
        stage=walked.library.stage_of(step.part),
        part=step.part,
        level=step.level,
        session_id=step.session_id,
        greens=walked.greens,
        not_red=walked.not_red,
        greens_needed=walked.greens_needed,
        part_sessions=sum(seen.not_red_at(walked.now) for seen in walked.sessions_in(step.part.id)),
        again=walked.behind_gate,
        reached=walked.ladder.parts[walked.reached].id,
        gate=walked.gate(),
        stepped_up_on=last.at.date() if last is not None and last in up else None,
        moves=tuple(walked.moves),
    )
