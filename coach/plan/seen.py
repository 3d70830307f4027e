"""A played session as the plan sees it: where on the ladder it stands, its light, whether it counts."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coach.library.library import Library
from coach.plan.colours import Colour, Light, counts, light_of
from coach.plan.ladder import Ladder
from coach.plan.pain import PainDiary
from coach.records import History, PlayedSession

#: Extra programs that say nothing about how training goes: they are done in pain, or in passing.
BESIDE_THE_PLAN = frozenset({"flare-up-first-aid", "desk-break"})


class Seen(msgspec.Struct, frozen=True):
    """`step` is its step of the ladder, None for extra programs; `half` says that half of its lines were done."""

    played: PlayedSession
    step: int | None
    part_id: str | None
    light: Light
    counts: bool
    half: bool
    day: date

    @property
    def at(self) -> datetime:
        """When it ended."""
        return self.played.last_at

    def not_red_at(self, moment: datetime) -> bool:
        """Counted, and neither red nor without a check-in, as far as was known then."""
        if not self.counts or self.light.during in ("red", "unrated"):
            return False
        raised = self.light.morning == "raised"
        return not raised or self.light.morning_at is None or self.light.morning_at > moment

    def colour_at(self, moment: datetime) -> Colour:
        """The colour as it was known then."""
        return self.light.at(moment)


def seen_sessions(history: History, library: Library, ladder: Ladder, diary: PainDiary) -> tuple[Seen, ...]:
    """All sessions that the plan looks at, in the order in which they ended."""
    found = []
    for played in history.sessions:
        lines = played.lines_done
        own = played.start.session_id
        known = library.has_session(own)
        if not lines or own in BESIDE_THE_PLAN or (not known and played.start.part_id is None):
            continue
        step = ladder.of_session(own) if played.start.part_id is not None else None
        part = library.part_of(own)
        light = light_of(played, part, diary)
        half = 2 * len(lines) >= played.start.lines
        found.append(Seen(played, step, played.start.part_id, light, counts(played, part), half, played.day))
    return tuple(sorted(found, key=lambda seen: seen.at))
