"""A session that is being played and kept: the engine's events go to the store as they happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from coach.clock import Clock, Moment
from coach.errors import CoachError
from coach.records import SessionStart
from coach.session.events import PASSING, AnyEvent, StopReason
from coach.session.run import SessionRun


class EventStore(Protocol):
    """The part of the store that a session needs."""

    def append_events(self, session: str, seq: int, events: Sequence[tuple[AnyEvent, Moment]]) -> int:
        """Append events; the next free number. Raises `CoachError` with nothing half written."""
        ...


class LiveSession:
    """Plays and records. A write that fails does not stop the session: the events wait and are tried again.

    `trouble` holds the sentence for the person while something waits to be saved.
    """

    def __init__(self, start: SessionStart, run: SessionRun, store: EventStore, clock: Clock, seq: int = 1) -> None:
        self.start_record = start
        self.run = run
        self.trouble = ""
        self._store = store
        self._clock = clock
        self._seq = seq
        self._waiting: list[tuple[AnyEvent, Moment]] = []

    @property
    def id(self) -> str:
        """The session's UUID in the store."""
        return self.start_record.id

    @property
    def unsaved(self) -> int:
        """How many events wait to be saved."""
        return len(self._waiting)

    def start(self, *, lead_in: bool = False) -> list[AnyEvent]:
        return self._do(lambda now: self.run.start(now, lead_in=lead_in))

    def advance(self) -> list[AnyEvent]:
        return self._do(self.run.advance)

    def pause(self) -> list[AnyEvent]:
        return self._do(self.run.pause)

    def resume(self, *, lead_in: bool = False) -> list[AnyEvent]:
        return self._do(lambda now: self.run.resume(now, lead_in=lead_in))

    def back(self) -> list[AnyEvent]:
        return self._do(self.run.back)

    def skip(self) -> list[AnyEvent]:
        return self._do(self.run.skip)

    def more_time(self) -> list[AnyEvent]:
        return self._do(self.run.more_time)

    def repeat(self) -> list[AnyEvent]:
        return self._do(self.run.repeat)

    def hurt(self) -> list[AnyEvent]:
        return self._do(self.run.hurt)

    def rate_hurt(self, pain: int, *, leg_symptoms: bool) -> list[AnyEvent]:
        return self._do(lambda _now: self.run.rate_hurt(pain, leg_symptoms))

    def ease(self) -> list[AnyEvent]:
        return self._do(self.run.ease)

    def stop(self, reason: StopReason = "person") -> list[AnyEvent]:
        return self._do(lambda now: self.run.stop(now, reason))

    def save_waiting(self) -> bool:
        """Try once more to save what waits; True when nothing waits any more."""
        if not self._waiting:
            return True
        try:
            self._seq = self._store.append_events(self.id, self._seq, self._waiting)
        except CoachError as err:
            self.trouble = str(err)
            return False
        self._waiting.clear()
        self.trouble = ""
        return True

    def _do(self, act: Callable[[Moment], list[AnyEvent]]) -> list[AnyEvent]:
        now = self._clock.moment()
        events = act(now)
        kept = [(event, now) for event in events if not isinstance(event, PASSING)]
        if kept:
            self._waiting += kept
            self.save_waiting()
        return events
