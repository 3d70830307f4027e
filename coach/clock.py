"""Time is a parameter: the only place that asks the machine what time it is."""

from __future__ import annotations

import os
import threading
import time
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Protocol

import msgspec

#: A training day turns over at 4 am: 1 am belongs to the evening before.
DAY_TURNS_AT_HOUR = 4
_TURN = timedelta(hours=DAY_TURNS_AT_HOUR)


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


class _Ids:
    """UUIDs of version 7 (RFC 9562): 48 bits of Unix ms, 12 bits of a counter, 62 random ones.

    Those of one process rise, also where many fall into a millisecond or the clock is set back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0  # ms and counter in one number

    def next(self, unix_ms: int) -> uuid.UUID:
        chance = int.from_bytes(os.urandom(10), "big")
        with self._lock:
            # A new millisecond begins low in the counter: what does not fit into it goes on in the next millisecond.
            self._last = max(self._last + 1, unix_ms << 12 | chance >> 72)
            last = self._last
        high = (last >> 12 & (1 << 48) - 1) << 16 | 7 << 12 | last & 0xFFF
        return uuid.UUID(int=high << 64 | 0b10 << 62 | chance & (1 << 62) - 1)


_ids = _Ids()


def new_id() -> str:
    """A new UUID as text. As texts, those made one after the other sort in that order."""
    return str(_ids.next(time.time_ns() // 1_000_000))


def not_before(now: datetime, known: datetime | None) -> datetime:
    """The moment at which something is kept that comes after what was kept at `known`, also where the clock was set
    back since: the newest counts.
    """
    return now if known is None or now >= known else known + timedelta(milliseconds=1)


def training_day(wall: datetime) -> date:
    """The day a moment belongs to, turning over at 4 am of the moment's own zone."""
    return (wall - _TURN).date()


def utc_text(wall: datetime) -> str:
    """ISO 8601 in UTC with milliseconds, the form in which times are stored."""
    return wall.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def offset_minutes(wall: datetime) -> int:
    """The local offset from UTC that is stored beside a time."""
    offset = wall.utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0


def from_stored(utc: str, offset_min: int) -> datetime:
    """The aware local time that was stored as UTC text and offset. Raises ValueError for other text."""
    return datetime.fromisoformat(utc).astimezone(_zone(offset_min))


@lru_cache(maxsize=64)
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))
