"""Keeping the screen awake while a session plays: a person on the floor has no hand for the mouse.

Linux asks the desktop's screen saver over D-Bus, Windows the system, macOS runs `caffeinate` for as long as it lasts.
Where none of these answers the screen behaves as it always does; nothing is said, since nothing is lost.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from coach.text import _

log = logging.getLogger(__name__)

_CONNECTION = "restack-awake-screen"
_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
# winbase.h: ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002


class AwakeScreen(QObject):
    """`hold` and `release` may be called in any order and oftener than needed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = False
        self._let_go: Callable[[], None] | None = None

    def hold(self) -> None:
        """Keep the screen on from now."""
        if self._held:
            return
        self._held = True
        if sys.platform == "win32":
            self._hold_windows()
        elif sys.platform == "darwin":
            self._hold_macos()
        else:
            self._hold_desktop()

    def release(self) -> None:
        """Let the screen go off as it would."""
        self._held = False
        if self._let_go is not None:
            self._let_go()
            self._let_go = None

    def _hold_desktop(self) -> None:
        # A connection of its own: a screen saver drops what a client asked for when the client leaves the bus. (To give
        # it back by its number needs an unsigned integer, which PySide cannot send.)
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
        if not bus.isConnected():
            return
        ask = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
        ask.setArguments(["Restack", _("A session is being played")])
        # Not waited for: a desktop that is slow to answer must not hold up the first exercise.
        bus.asyncCall(ask)
        self._let_go = _leave_bus

    def _hold_windows(self) -> None:
        import ctypes

        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # ctypes has it on Windows only
        kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM | _DISPLAY)

        def let_go() -> None:
            kernel.SetThreadExecutionState(_CONTINUOUS)

        self._let_go = let_go

    def _hold_macos(self) -> None:
        try:
            # Ends with us (-w) even where we are killed.
            child = subprocess.Popen(["/usr/bin/caffeinate", "-d", "-w", str(os.getpid())])
        except OSError as err:
            log.info("caffeinate cannot be run: %s", err)
            return

        def let_go() -> None:
            child.terminate()
            child.wait(2)

        self._let_go = let_go


def _leave_bus() -> None:
    QDBusConnection.disconnectFromBus(_CONNECTION)
