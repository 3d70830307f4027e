"""The Today page as it was last known, kept so that the window has something to show before the store is open."""

from __future__ import annotations

import contextlib

import msgspec

from coach.pages.views import TodayView
from coach.paths import DataFolder, write_atomically


def read_today(folder: DataFolder) -> TodayView | None:
    """The remembered page; None where there is none or it has another form."""
    try:
        return msgspec.json.decode(folder.last_today.read_bytes(), type=TodayView)
    except (OSError, msgspec.DecodeError):
        return None


def remember_today(folder: DataFolder, view: TodayView) -> None:
    """Keep the page for the next start."""
    # Only a convenience: that a folder cannot be written to is told where the data itself is saved.
    with contextlib.suppress(OSError):
        write_atomically(folder.last_today, msgspec.json.encode(view))
