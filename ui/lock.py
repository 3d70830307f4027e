"""One Restack at a time writes to a folder. Qt's lock file recovers by itself after a crash of its owner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLockFile

from coach.errors import CoachError
from coach.paths import DataFolder, write_atomically
from coach.text import _


class FolderLock:
    """The lock on a data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._file = QLockFile(str(folder.lock))
        # A window may stay open for days: only a dead owner makes the lock stale, not its age.
        self._file.setStaleLockTime(0)

    def take(self) -> bool:
        """True when the folder is ours now."""
        return self._file.tryLock(100)

    def refuse_unwritable(self) -> None:
        """After `take` failed: raise `CoachError` unless somebody else has the folder."""
        if not self.held_by_another:
            raise _unwritable(self._folder)

    @property
    def held_by_another(self) -> bool:
        """After `take` failed: True where somebody has the folder, False where the lock file cannot be written."""
        return self._file.error() == QLockFile.LockError.LockFailedError

    def release(self) -> None:
        """Let others have the folder."""
        self._file.unlock()

    def ask_to_raise(self) -> None:
        """Ask the window that holds the folder to come forward. Raises OSError."""
        write_atomically(self._folder.raise_request, b"")


@contextmanager
def holding(folder: DataFolder) -> Iterator[None]:
    """Hold the folder while a command writes to it. Raises `CoachError` where a window has it."""
    lock = FolderLock(folder)
    if not lock.take():
        lock.refuse_unwritable()
        raise CoachError(
            _("Restack is open with this data folder."),
            _("Close its window first, or name another folder with --data-dir."),
        )
    try:
        yield
    finally:
        lock.release()


def _unwritable(folder: DataFolder) -> CoachError:
    return CoachError(
        _("The data folder {path} cannot be written to.").format(path=folder.path),
        _("Make room on the disk, change its permissions, or choose another folder with --data-dir."),
    )
