"""The traffic light of a session (facts C3; settled in the plan's rules, "Words")."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from coach.library.plan import Part
from coach.plan.pain import PainDiary
from coach.records import PlayedSession

Colour = Literal["green", "amber", "red", "unrated"]
#: How the next morning was: at most one above the usual, well above it, well above it by sore muscles, not said.
NextMorning = Literal["usual", "raised", "sore", "unknown"]

GREEN_UP_TO = 3
AMBER_UP_TO = 5
RISE_FOR_RED = 2


class Light(msgspec.Struct, frozen=True):
    """The colour during a session, what the next morning said, and when it was said."""

    during: Colour
    morning: NextMorning = "unknown"
    morning_at: datetime | None = None

    @property
    def colour(self) -> Colour:
        """The worst of both."""
        return self._with(self.morning)

    def at(self, moment: datetime) -> Colour:
        """The colour as it was known at a moment."""
        known = self.morning_at is not None and self.morning_at <= moment
        return self._with(self.morning if known else "unknown")

    def _with(self, morning: NextMorning) -> Colour:
        if self.during in ("red", "unrated"):
            return self.during
        if morning == "raised":
            return "red"
        return "amber" if morning == "sore" else self.during


def colour_of(played: PlayedSession, part: Part | None) -> Colour:
    """During: green to 3, amber to 5, red above; leg symptoms that spread are red, as is amber that did not settle.

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
        return "red" if played.check_in is not None and played.check_in.settled is False else "amber"
    before = played.pain_before
    if part is not None and part.rise_decides_red and before is not None and worst - before < RISE_FOR_RED:
        return "amber"
    return "red"


def light_of(played: PlayedSession, part: Part | None, diary: PainDiary) -> Light:
    """The whole light: during, and the morning after."""
    during = colour_of(played, part)
    morning = diary.morning(played.day + timedelta(days=1))
    if morning is None:
        return Light(during)
    if not morning.raised:
        return Light(during, "usual", morning.rating.at)
    return Light(during, "sore" if morning.rating.sore else "raised", morning.rating.at)


def counts(played: PlayedSession, part: Part | None) -> bool:
    """Whether enough of the session's lines were completed for it to count."""
    needed = part.lines_needed(played.start.lines) if part is not None else -(-played.start.lines * 3 // 4)
    return len(played.lines_done) >= needed
