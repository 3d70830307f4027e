"""Time is a parameter: the only place that asks the machine what time it is."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

import msgspec

#: A training day turns over at 4 am: 1 am belongs to the evening before.
DAY_TURNS_AT_HOUR = 4


class Moment(msgspec.Struct, frozen=True):
    """One reading of both clocks. `mono_ms` only measures spans; `wall` is aware, in the person's own zone."""

    mono_ms: int
    wall: datetime


class Clock(Protocol):
    """Gives the time. Tests and quick replays have their own."""

    def moment(self) -> Moment:
        """Both clocks, read together."""
        ...

    def sleep_ms(self, ms: int) -> None:
        """Wait; only commands without a window call this."""
        ...


class SystemClock:
    """The machine's clocks."""

    def moment(self) -> Moment:
        return Moment(time.monotonic_ns() // 1_000_000, datetime.now().astimezone())

    def sleep_ms(self, ms: int) -> None:
        time.sleep(ms / 1000)


def training_day(wall: datetime) -> date:
    """The day a moment belongs to, turning over at 4 am of the moment's own zone."""
    return (wall - timedelta(hours=DAY_TURNS_AT_HOUR)).date()


def utc_text(wall: datetime) -> str:
    """ISO 8601 in UTC with milliseconds, the form in which times are stored."""
    return wall.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def offset_minutes(wall: datetime) -> int:
    """The local offset from UTC that is stored beside a time."""
    offset = wall.utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0


def from_stored(utc: str, offset_min: int) -> datetime:
    """The aware local time that was stored as UTC text and offset. Raises ValueError for other text."""
    from datetime import timezone

    return datetime.fromisoformat(utc).astimezone(timezone(timedelta(minutes=offset_min)))
