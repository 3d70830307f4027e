"""Start: lock, application, the last known Today, and only then the library and the store."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.paths import DataFolder
from coach.text import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.lock import FolderLock

log = logging.getLogger(__name__)

LOG_BYTES = 256 * 1024


def run(folder: DataFolder) -> int:
    """Open the window on a folder and stay until it is closed; the exit code."""
    if not has_display():
        sys.stderr.write(
            _("There is no screen here to open a window on. Try “make demo”: it needs none and leaves pictures.") + "\n"
        )
        return 1
    folder.make()
    start_log(folder)
    from ui.lock import FolderLock

    lock = FolderLock(folder)
    if not lock.take():
        lock.refuse_unwritable()
        return _raise_first(lock)
    try:
        from ui.desk import Desk

        return Desk(folder, make_application()).run()
    finally:
        lock.release()


def has_display() -> bool:
    """Whether a window can be opened: always but on a Unix without X11 or Wayland."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application() -> QApplication:
    """The one QApplication with our names and style."""
    from PySide6.QtWidgets import QApplication

    from ui.theme import T

    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # The style as an argument: asking the application for its style and changing it would make two.
    app = QApplication([sys.argv[0], "-style", "fusion"])
    T.styled = True
    app.setApplicationName("restack")
    app.setApplicationDisplayName("Restack")
    app.setDesktopFileName("restack")
    return app


def start_log(folder: DataFolder) -> None:
    """Log into the folder, private, of bounded size; crashes of the interpreter go there, too."""
    try:
        folder.log.touch(mode=0o600)
        # Turned over at the start only: logging.handlers would bring sockets and 14 ms.
        if folder.log.stat().st_size > LOG_BYTES:
            os.replace(folder.log, folder.log.with_suffix(".log.1"))
            folder.log.touch(mode=0o600)
        handler = logging.FileHandler(folder.log, encoding="utf-8")
    except OSError as err:
        raise CoachError(
            _("The data folder {path} cannot be written to: {reason}.").format(path=folder.path, reason=err.strerror)
        ) from err
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    faulthandler.enable(os.open(folder.log, os.O_WRONLY | os.O_APPEND))


def _raise_first(lock: FolderLock) -> int:
    try:
        lock.ask_to_raise()
    except OSError:
        log.warning("the first window could not be asked to come forward")
    sys.stderr.write(_("Restack is open already; its window comes forward.") + "\n")
    return 0
