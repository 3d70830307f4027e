"""What all use cases share: what they need of the coach, and how an answer is checked before it is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol, TypeVar

import msgspec

from coach.clock import Clock, new_id
from coach.errors import CoachError
from coach.library.library import Library
from coach.records import History
from coach.store.store import Store
from coach.text import _

__all__ = ["Keeper", "made", "new_id", "whole_characters"]

Kind = TypeVar("Kind", bound=msgspec.Struct)


class Keeper(Protocol):
    """What the use cases need of the coach: its clock, library, history and store."""

    clock: Clock

    @property
    def library(self) -> Library: ...

    @property
    def history(self) -> History: ...

    @property
    def store(self) -> Store: ...

    def history_changed(self) -> None:
        """Read the history anew when it is next asked for."""

    def asked_at(self) -> datetime:
        """The moment that questions about the plan are asked for; not for what is kept."""
        ...


def made(kind: type[Kind], fields: dict[str, Any]) -> Kind:
    """A value of its kind, with every field checked. Raises `CoachError`."""
    try:
        # Built from Python values, a struct checks nothing; read back from plain ones, everything.
        return msgspec.convert(msgspec.to_builtins(kind(**fields)), kind)
    except (TypeError, msgspec.ValidationError) as err:
        raise CoachError(_("This answer cannot be kept: {reason}.").format(reason=err)) from err


def whole_characters(text: str) -> str:
    """The text without half characters, as a broken input method may leave them: they cannot be stored."""
    return text.encode("utf-8", "replace").decode("utf-8")
