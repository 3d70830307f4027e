"""Work that takes longer than a person should wait without seeing anything: on a thread, looked at by a timer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

log = logging.getLogger(__name__)

_LOOKS_EVERY_MS = 30


class Work(QObject):
    """One piece of work at a time. `done` carries what came of it or the exception; what is dropped is never told."""

    done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running: _Run | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether something is being worked on."""
        return self._running is not None

    def start(self, act: Callable[[], Any]) -> None:
        """Begin. What was begun before is dropped: it ends by itself, and nobody hears of it."""
        self._running = _Run(act)
        self._timer.start()

    def drop(self) -> None:
        """Nobody waits any more."""
        self._running = None
        self._timer.stop()

    @Slot()
    def _look(self) -> None:
        run = self._running
        if run is not None and run.is_done:
            self.drop()
            self.done.emit(run.result)


class _Run:
    def __init__(self, act: Callable[[], Any]) -> None:
        self._act = act
        self.is_done = False
        self.result: Any = None
        threading.Thread(target=self._run, name="work", daemon=True).start()

    def _run(self) -> None:
        try:
            self.result = self._act()
        except Exception as error:  # noqa: BLE001 - told where it was asked for; a thread has nobody to tell
            self.result = error
        self.is_done = True
