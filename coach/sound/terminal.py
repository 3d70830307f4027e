"""Keeping native libraries from writing to the user's terminal."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keeps what native libraries write to the terminal off it: ALSA has some 35 lines to say about a missing card.

    The whole process is quiet meanwhile, so use it around the opening of a device only.
    """
    with _stderr_lock:
        try:
            kept = os.dup(2)
        except OSError:  # no standard error, as in a windowed program on Windows
            yield
            return
        try:
            with open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


_stderr_lock = threading.Lock()
