"""Pretended parts: a clock that moves when it is told to, and a voice whose speed is known."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from coach.clock import Moment

#: Monday, 2 March 2026, eight in the morning, an hour ahead of UTC.
MONDAY_AT_8 = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=1)))


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, wall: datetime = MONDAY_AT_8, mono_ms: int = 5_000_000) -> None:
        self.wall = wall
        self.mono_ms = mono_ms

    def moment(self) -> Moment:
        return Moment(self.mono_ms, self.wall)

    def sleep_ms(self, ms: int) -> None:
        self.advance_ms(ms)

    def advance_ms(self, mono: int, wall: int | None = None) -> Moment:
        """Let time pass, on both clocks unless `wall` says otherwise, and read it."""
        self.mono_ms += mono
        self.wall += timedelta(milliseconds=mono if wall is None else wall)
        return self.moment()

    def set(self, wall: datetime) -> Moment:
        """Put the wall clock to a time, as on another day; the monotonic clock goes along where it can."""
        self.mono_ms += max(0, round((wall - self.wall).total_seconds() * 1000))
        self.wall = wall
        return self.moment()


class EvenVoice:
    """Every sentence takes the same time, or a time for each of its characters."""

    def __init__(self, sentence_ms: int = 1_000, character_ms: int = 0) -> None:
        self.sentence_ms = sentence_ms
        self.character_ms = character_ms

    def duration_ms(self, text: str) -> int:
        return self.sentence_ms + self.character_ms * len(text)
