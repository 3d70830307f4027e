"""The measured side of `bench.py startup`: a bare window, or ours, in a process of its own that tells what it cost.

Imports nothing at the top that a bare PySide6 window does not need: whatever stands here is charged to both.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

SETTLE_MS = 1_000
IDLE_SETTLE_MS = 4_000
GIVE_UP_MS = 30_000


def bare() -> None:
    """A window with one label: what Python and Qt cost without us."""
    app = QApplication(sys.argv[:1])
    window = QWidget()
    QVBoxLayout(window).addWidget(QLabel("Bare window"))
    window.resize(1180, 760)
    probe = Probe(window, None)
    window.show()
    app.exec()
    probe.report()


def ours(folder: str) -> None:
    """Restack by its own door, `main.main`; only the window that it makes is watched."""
    import main

    probes: list[Probe] = []

    def watch_next_desk() -> QApplication:
        # By now main and ui.app have imported what they import; Desk is made right after this returns.
        from ui import desk

        made = make_application()
        run = desk.Desk.run

        def watched(self: desk.Desk) -> int:
            probes.append(Probe(self.window, self.window.today.hero.go, lambda: _opened(self)))
            return run(self)

        desk.Desk.run = watched  # type: ignore[method-assign]
        return made

    import ui.app

    make_application = ui.app.make_application
    ui.app.make_application = watch_next_desk
    code = main.main(["--data-dir", folder])
    if code or not probes:
        sys.exit(code or 1)
    probes[0].report()


def _opened(own: Any) -> bool:
    return own.coach is not None and bool(own.coach.is_open)


class Probe(QObject):
    """Watches a window (and, if given, the button that must become usable), then reads memory and ends the program.

    A moment is taken when the event loop is reached again after what was waited for: after the paint, not before it.
    """

    def __init__(
        self, window: QWidget, button: QWidget | None, opened: Callable[[], bool] = lambda: True, parent: Any = None
    ) -> None:
        super().__init__(parent)
        self._window, self._button, self._opened = window, button, opened
        self._idle_s = float(os.environ.get("RESTACK_BENCH_IDLE", "0"))
        self._result: dict[str, float] = {}
        self._wanted: set[str] = set()
        window.installEventFilter(self)
        if button is not None:
            button.installEventFilter(self)
        QTimer.singleShot(GIVE_UP_MS, self, self._give_up)

    def eventFilter(self, watched: QObject, ev: QEvent) -> bool:
        if ev.type() == QEvent.Type.Paint and watched is self._window:
            self._window.removeEventFilter(self)
            self._note_soon("paint")
        elif (
            ev.type() == QEvent.Type.EnabledChange
            and self._button is not None
            and watched is self._button
            and self._button.isEnabled()
        ):
            self._button.removeEventFilter(self)
            self._note_soon("usable")
        return False

    def customEvent(self, _ev: QEvent) -> None:
        now, cpu = time.monotonic(), _cpu_s()
        for what in self._wanted:
            self._result[f"{what}_at"] = now
            self._result[f"{what}_cpu_s"] = cpu
        self._wanted.clear()
        if "paint_at" not in self._result or (self._button is not None and "usable_at" not in self._result):
            return
        if self._button is not None and not self._opened():
            return
        QTimer.singleShot(IDLE_SETTLE_MS if self._idle_s else SETTLE_MS, self, self._settled)

    def report(self) -> None:
        """Print what was measured, as one line of JSON."""
        import json

        print(json.dumps(self._result), flush=True)

    def _note_soon(self, what: str) -> None:
        self._wanted.add(what)
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)

    @Slot()
    def _settled(self) -> None:
        self._result["pss_kib"] = _pss_kib()
        if self._idle_s:
            self._result["idle_cpu_s"] = -_cpu_s()
            self._result["idle_s"] = -time.monotonic()
            QTimer.singleShot(round(self._idle_s * 1000), self, self._idled)
        else:
            self._window.close()

    @Slot()
    def _idled(self) -> None:
        self._result["idle_cpu_s"] += _cpu_s()
        self._result["idle_s"] += time.monotonic()
        self._window.close()

    @Slot()
    def _give_up(self) -> None:
        if "usable_at" in self._result or (self._button is None and "paint_at" in self._result):
            return
        missing = "the window was not painted" if "paint_at" not in self._result else "the store did not open"
        sys.stderr.write(f"{missing} within {GIVE_UP_MS // 1000} s\n")
        os._exit(1)  # whatever keeps the window from opening may keep it from closing


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _pss_kib() -> int:
    """Proportional set size: memory of our own, and our share of what is shared with other programs."""
    with open("/proc/self/smaps_rollup", encoding="ascii") as stream:
        for line in stream:
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
