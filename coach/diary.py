"""What the journal holds: pain and circumstances of a day, spasms with what led up to them, and what was taken out.

A correction is a new value, the newest counts, and nothing is overwritten. What was not answered is None, never "no".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from coach.clock import DAY_TURNS_AT_HOUR
from coach.happenings import Note, Pain

Sleep = Literal["well", "broken", "badly"]
#: Hours on a chair: up to 4, up to 6, more than 6 (the line of Suri and colleagues 2018).
Sitting = Literal["little", "some", "long"]
#: Getting up from it: at least every hour, now and then, hardly ever.
Breaks = Literal["often", "some", "few"]
#: Nothing, up to 10 kg, more than 10 kg.
Lifting = Literal["none", "light", "heavy"]
#: Minutes on one's feet for a walk: under 10, 10 to 30, more than 30.
Walking = Literal["little", "some", "plenty"]
Stress = Literal["calm", "some", "high"]
Drink = Literal["little", "enough", "plenty"]
#: What may have happened in a day: handling something in an awkward posture, doing so while distracted, a long drive,
#: hard or unusual exertion.
Happened = Literal["awkward", "distracted", "long-drive", "hard-activity"]
#: What may be the beginning of a flare, not its cause: it is shown as an early sign and never tested as a trigger.
Sign = Literal["stiff", "guarding", "tired", "evening-pain", "afraid"]

#: The back as the map shows it, from behind: x_left is the person's own left.
Region = Literal[
    "upper_left", "upper_right", "mid_left", "mid_right", "low_left", "low_mid", "low_right",
    "glute_left", "glute_right", "thigh_left", "thigh_right",
]  # fmt: skip
Strength = Literal["mild", "moderate", "severe"]
Feel = Literal["cramp", "sharp", "dull", "burning", "shooting", "locked"]
Doing = Literal[
    "lifting", "bending", "twisting", "reaching", "sitting", "getting-up", "standing", "walking", "coughing", "sport",
    "lying", "nothing",
]  # fmt: skip
Shortly = Literal[
    "awkward", "heavy-load", "unstable-load", "person-or-animal", "distracted", "tired", "hard-activity", "slip", "none"
]
DayBefore = Literal["long-sitting", "long-drive", "hard-activity", "stress", "poor-sleep", "no-session", "none"]
EasedBy = Literal["position", "breathing", "walking", "warmth", "rest", "medicine", "nothing"]

Kind = TypeVar("Kind", bound=msgspec.Struct)


class DayRating(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Pain of a day, 0 to 10: on waking (`morning`) or on the whole (`average`). The newest of a day counts.

    `sore` is asked where the morning is well above the usual: muscle soreness that eases when moving.
    """

    id: str
    day: date
    at: datetime
    kind: Literal["morning", "average"]
    pain: Pain
    sore: bool = False

    @property
    def in_time(self) -> bool:
        """Given by the end of the following training day, as a log that is no memory."""
        return written_in_time(self.day, self.at)


class DayLog(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances of a training day, written at `at`. Each box may be left open (None).

    For `happened` and `signs` an empty tuple means that the person said "nothing of this". `sleep` is the night before
    the day.
    """

    id: str
    day: date
    at: datetime
    sleep: Sleep | None = None
    sitting: Sitting | None = None
    breaks: Breaks | None = None
    lifting: Lifting | None = None
    walking: Walking | None = None
    stress: Stress | None = None
    drink: Drink | None = None
    happened: tuple[Happened, ...] | None = None
    signs: tuple[Sign, ...] | None = None
    note: Note = ""

    @property
    def in_time(self) -> bool:
        """Written by the end of the following training day: later it is memory, and no comparison uses it."""
        return written_in_time(self.day, self.at)


class SpasmDetails(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances of a spasm, as far as they were told. Empty means: not told."""

    where: tuple[Region, ...] = ()
    strength: Strength | None = None
    feel: tuple[Feel, ...] = ()
    doing: tuple[Doing, ...] = ()
    two_hours: tuple[Shortly, ...] = ()
    day_before: tuple[DayBefore, ...] = ()
    signs: tuple[Sign, ...] = ()
    eased: tuple[EasedBy, ...] = ()
    note: Annotated[str, Meta(max_length=4_000)] = ""


class Spasm(msgspec.Struct, frozen=True, kw_only=True):
    """A spasm: when it began, when that was first written down, and what was told about it, last at `told_at`."""

    id: str
    onset: datetime
    logged: datetime
    told: SpasmDetails = SpasmDetails()
    told_at: datetime | None = None

    def was_spoken_of(self, at: datetime, within: timedelta) -> bool:
        """Whether it began, was first written down or was told of, less than `within` from a moment."""
        return any(abs(at - moment) < within for moment in (self.onset, self.logged, self.told_at or self.logged))

    @property
    def written_after(self) -> timedelta:
        """How long after its beginning it was written down."""
        return max(timedelta(0), self.logged - self.onset)


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """Entries that were taken out of the journal, or put `back`. The newest word on an entry counts."""

    id: str
    at: datetime
    entries: tuple[str, ...]
    back: bool = False


def read_day_log(fields: dict[str, Any]) -> DayLog:
    """A day log from plain data. A box with words that this version does not know is left open."""
    return _known(DayLog, fields)


def read_details(fields: dict[str, Any]) -> SpasmDetails:
    """What was told of a spasm, from plain data. What has words that this version does not know is left out."""
    return _known(SpasmDetails, fields)


def _known(kind: type[Kind], fields: dict[str, Any]) -> Kind:
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError:
        needed: dict[str, Any] = {name: fields[name] for name in ("id", "day", "at") if name in fields}
        for name in set(fields) - set(needed):
            try:
                msgspec.convert({**needed, name: fields[name]}, kind)
            except msgspec.ValidationError:
                continue
            needed[name] = fields[name]
        return msgspec.convert(needed, kind)


def removed(removals: Iterable[Removal]) -> frozenset[str]:
    """The ids of all entries that are out, from removals oldest first."""
    out: set[str] = set()
    for removal in removals:
        if removal.back:
            out.difference_update(removal.entries)
        else:
            out.update(removal.entries)
    return frozenset(out)


def written_in_time(day: date, at: datetime) -> bool:
    """Whether what is written of a training day at a moment is diary: until the following one ends. Later is memory."""
    # The training day after `day` ends two calendar days later, in the zone of the writing.
    return at <= datetime.combine(day + timedelta(days=2), time(DAY_TURNS_AT_HOUR), at.tzinfo)


def newest_logs(logs: Iterable[DayLog], before: datetime | None = None) -> dict[date, DayLog]:
    """The log that counts of each day; with `before`, as it stood before that moment."""
    found: dict[date, DayLog] = {}
    for log in logs:
        known = found.get(log.day)
        if (before is None or log.at < before) and (known is None or log.at >= known.at):
            found[log.day] = log
    return found
