"""The stopwatch of a capacity test: a lead-in, then time that is held or a count, and an end by itself at the limit."""

from __future__ import annotations

from typing import Literal

from coach.clock import Clock

State = Literal["ready", "lead", "running", "over"]
#: Why a try ended by itself: the limit was reached, or the time of a counted test was up.
EndedBy = Literal["limit", "done"]
LEAD_MS = 3_000
#: Two looks at the clock this far apart mean that the computer slept: what was measured means nothing.
ASLEEP_MS = 4_000


class TestClock:
    """One try. `limit` is in seconds for a hold, else a count; `seconds` is the time one counts in, if it is limited.

    Driven by `tick`, called as often as one likes; reads nothing but the clock's monotonic side.
    """

    __test__ = False  # not a test, whatever its name says to pytest

    def __init__(self, clock: Clock, *, holds: bool, seconds: int | None, limit: int) -> None:
        self._clock = clock
        self.holds, self.seconds, self.limit = holds, seconds, limit
        self.reset()

    def reset(self) -> None:
        """Back to the start, with nothing measured."""
        self.state: State = "ready"
        self.count = 0
        self.ended_by: EndedBy | None = None
        self.slept = False
        self._from_ms = self._seen_ms = self._now()
        self._held_ms = 0

    def start(self) -> None:
        """Begin the lead-in."""
        if self.state == "ready":
            self.reset()
            self.state = "lead"

    def tick(self) -> None:
        """Follow the clock."""
        if self.state not in ("lead", "running"):
            return
        now = self._now()
        if now - self._seen_ms > ASLEEP_MS:
            self.reset()
            self.slept = True
            return
        self._seen_ms = now
        if self.state == "lead" and now - self._from_ms >= LEAD_MS:
            self.state = "running"
            self._from_ms += LEAD_MS
        if self.state == "running":
            self._run(now - self._from_ms)

    def stop(self) -> None:
        """End by hand; during the lead-in it is as if nothing had begun."""
        self.tick()
        if self.state == "lead":
            self.reset()
        elif self.state == "running":
            self.state = "over"

    def add(self, n: int = 1) -> None:
        """Count one more, or take one back; after the end, too: the last one may have been missed."""
        if self.holds or self.state not in ("running", "over"):
            return
        self.count = max(0, min(self.limit, self.count + n))
        if self.state == "running" and self.count >= self.limit:
            self._end("limit")

    @property
    def value(self) -> float:
        """Seconds held, to a tenth, or the count."""
        return round(self._held_ms / 1000, 1) if self.holds else float(self.count)

    @property
    def elapsed_ms(self) -> int:
        """Since the try began; 0 before it."""
        return self._held_ms

    @property
    def lead_left_ms(self) -> int:
        """What is left of the lead-in."""
        return max(0, LEAD_MS - (self._seen_ms - self._from_ms)) if self.state == "lead" else 0

    def _run(self, elapsed_ms: int) -> None:
        end_s = self.limit if self.holds else self.seconds
        if end_s is not None and elapsed_ms >= 1000 * end_s:
            self._held_ms = 1000 * end_s
            self._end("limit" if self.holds else "done")
        else:
            self._held_ms = elapsed_ms

    def _end(self, by: EndedBy) -> None:
        self.state, self.ended_by = "over", by

    def _now(self) -> int:
        return self._clock.moment().mono_ms
