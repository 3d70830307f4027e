"""The screen stays on during a session: asked of a real session bus with a screen saver of our own on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

CHILD = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer, ClassInfo, Slot
from PySide6.QtDBus import QDBusConnection
from ui.power import AwakeScreen

app = QCoreApplication([])
said = []

@ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
class Saver(QObject):
    @Slot(str, str, result="uint")
    def Inhibit(self, name, reason):
        said.append(f"inhibit {name}")
        return 42
bus = QDBusConnection.sessionBus()
assert bus.isConnected()
saver = Saver()
everything = QDBusConnection.RegisterOption.ExportAllSlots
assert bus.registerObject("/org/freedesktop/ScreenSaver", saver, everything)
assert bus.registerService("org.freedesktop.ScreenSaver")
awake = AwakeScreen()
def spin():
    for _ in range(50):
        app.processEvents()
        QTimer.singleShot(5, app.quit)
        app.exec()
def clients():
    return sum(name.startswith(":") for name in bus.interface().registeredServiceNames().value())
before = clients()
awake.hold(); awake.hold(); spin()
during = clients()
awake.release(); awake.release(); spin()
after = clients()
awake.hold(); spin()
print("|".join(said), during - before, after - before)
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs a D-Bus daemon to start")
def test_asked_once_and_given_back_once() -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(CHILD)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    # Asked through a client of its own, which leaves the bus when the session is over: that gives it back.
    assert done.stdout.strip() == "inhibit Restack|inhibit Restack 1 0", done.stderr


def test_without_a_bus_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("the desktop's bus is asked on other systems only")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    child = "from PySide6.QtCore import QCoreApplication\nfrom ui.power import AwakeScreen\n"
    child += "app = QCoreApplication([])\na = AwakeScreen()\na.hold()\na.release()\nprint('fine')\n"
    done = subprocess.run(
        [sys.executable, "-c", child], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "fine", done.stderr
