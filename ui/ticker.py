"""The one repeating timer. Fast while a session plays, slow otherwise: an idle window costs next to nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FAST_MS = 33
SLOW_MS = 2_000


class Ticker(QObject):
    """Emits `tick`; whoever needs time listens with a bound method."""

    tick = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self.set_fast(False)

    def set_fast(self, fast: bool) -> None:
        """Pace of a session, or of a window that waits."""
        self._timer.setTimerType(Qt.TimerType.PreciseTimer if fast else Qt.TimerType.VeryCoarseTimer)
        self._timer.start(FAST_MS if fast else SLOW_MS)

    def stop(self) -> None:
        """No more ticks."""
        self._timer.stop()
