"""Opening and closing outputs on threads of their own, since some take a second, and a stuck server takes for ever."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from coach.sound.devices import OutputDevice
from coach.sound.errors import SoundError

logger = logging.getLogger(__name__)

CLOSING_S: Final = 1.0


def close_within(device: OutputDevice, seconds: float) -> None:
    """Closes the device, and stops waiting for that after a while."""
    thread = threading.Thread(target=device.close, name="close-sound", daemon=True)
    thread.start()
    thread.join(seconds)


class Opening:
    """One attempt, on one daemon thread. Whoever began it looks at `is_done` now and then, or abandons it."""

    def __init__(self, attempt: Callable[[], OutputDevice]) -> None:
        self.device: OutputDevice | None = None
        self.error: Exception | None = None
        self._attempt = attempt
        self._lock = threading.Lock()
        self._done = False
        self._abandoned = False
        threading.Thread(target=self._run, name="open-sound", daemon=True).start()

    @property
    def is_done(self) -> bool:
        """Once true, either `device` or `error` is set."""
        return self._done

    def abandon(self) -> None:
        """Nobody waits any more: whatever was opened is closed, now or when the attempt ends."""
        with self._lock:
            self._abandoned = True
            if not self._done:
                return
        if self.device is not None:
            close_within(self.device, CLOSING_S)

    def _run(self) -> None:
        device: OutputDevice | None = None
        try:
            device = self._attempt()
        except SoundError as error:
            self.error = error
        except Exception as error:  # a bug on this thread would end it unseen, and its owner would wait for ever
            logger.exception("Opening the sound output failed")
            self.error = error
        with self._lock:
            self.device = device
            self._done = True
            abandoned = self._abandoned
        if abandoned and device is not None:
            device.close()
