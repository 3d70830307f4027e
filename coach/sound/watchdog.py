"""Noticing that a sound output has died: a stream whose server is gone says that it runs, and stays silent."""

from __future__ import annotations

from typing import Final

DEAD_AFTER_S: Final = 1.0
RETRY_S: Final = 2.0
_CONFIRM_S: Final = 0.15


class Watchdog:
    """Decides from the age of the device's last sign of life when to open it again: at most every 2 s."""

    def __init__(self) -> None:
        self._suspect_since_s: float | None = None
        self._next_try_s = 0.0

    def is_dead(self, silent_for_s: float, now_s: float) -> bool:
        """Whether the device is dead. Two looks a moment apart must agree: after the whole program was stopped for a
        while (suspended, debugged) the first look comes before the device's thread has had its turn.
        """
        if silent_for_s <= DEAD_AFTER_S:
            self._suspect_since_s = None
            return False
        if self._suspect_since_s is None:
            self._suspect_since_s = now_s
        return now_s - self._suspect_since_s >= _CONFIRM_S

    def may_try(self, now_s: float) -> bool:
        """Whether it is time to open the device again; if so the next time is 2 s away."""
        if now_s < self._next_try_s:
            return False
        self._next_try_s = now_s + RETRY_S
        return True
