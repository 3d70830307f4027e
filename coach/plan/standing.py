"""Where in the plan the person stands: derived from the sessions that were played, in order, and never stored.

Levels step up by the counts of facts C2 (green sessions at a level, or twice as many that are not red); a part is
left after its last level once its least number of sessions and days is reached.
"""

from __future__ import annotations

from datetime import date

import msgspec

from coach.library.library import Library
from coach.library.plan import Part, Stage
from coach.plan.colours import colour_of, counts
from coach.records import History


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The part and level the person is at, and what was done there. `at_end`: the last level there is."""

    stage: Stage
    part: Part
    level: int
    greens: int = 0
    not_red: int = 0
    part_sessions: int = 0
    part_days: frozenset[date] = frozenset()
    at_end: bool = False
    stepped_up_on: date | None = None

    @property
    def session_id(self) -> str:
        """The session of this level."""
        return self.part.levels[self.level]

    @property
    def greens_left(self) -> int:
        """How many green sessions are left at this level."""
        return max(0, self.part.greens_per_level - self.greens)


def standing(history: History, library: Library) -> Standing:
    """Walk through the history from the first level on."""
    parts = library.plan.parts
    where = _entering(library, parts[0])
    for played in history.sessions:
        part = where.part
        if played.start.part_id != part.id or not counts(played, part):
            continue
        colour = colour_of(played, part)
        if colour in ("red", "unrated"):
            continue
        where = msgspec.structs.replace(
            where,
            part_sessions=where.part_sessions + 1,
            part_days=where.part_days | {played.day},
        )
        if played.start.session_id == where.session_id:
            where = msgspec.structs.replace(where, not_red=where.not_red + 1, greens=where.greens + (colour == "green"))
        where = _stepped(where, played.day, library)
    return where


def _stepped(where: Standing, day: date, library: Library) -> Standing:
    need = where.part.greens_per_level
    if where.greens < need and where.not_red < 2 * need:
        return where
    if where.level + 1 < len(where.part.levels):
        return msgspec.structs.replace(where, level=where.level + 1, greens=0, not_red=0, stepped_up_on=day)
    parts = library.plan.parts
    following = parts.index(where.part) + 1
    if where.part_sessions < where.part.min_sessions or len(where.part_days) < where.part.min_days:
        return where
    if following == len(parts):
        return msgspec.structs.replace(where, at_end=True)
    return msgspec.structs.replace(_entering(library, parts[following]), stepped_up_on=day)


def _entering(library: Library, part: Part) -> Standing:
    return Standing(stage=library.stage_of(part), part=part, level=0)
