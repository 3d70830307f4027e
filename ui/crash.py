"""Bugs: logged with their trace, said once in plain words; the session goes on where it can."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from coach.errors import CoachError
from coach.text import _

log = logging.getLogger(__name__)


def install(tell: Callable[[str], None]) -> None:
    """PySide hands an exception of a slot to `sys.excepthook` and runs on; without this nobody would see it."""
    told: set[str] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("uncaught", exc_info=(kind, error, trace))
        if isinstance(error, CoachError):
            words = str(error)
        else:
            words = _(
                "Something in Restack went wrong ({kind}). What you did is kept; the log has the details."
            ).format(kind=kind.__name__)
        if words not in told:
            told.add(words)
            tell(words)

    sys.excepthook = hook
