"""What is worked out from a whole history, once for all who ask."""

from __future__ import annotations

from datetime import date

from coach.library.library import Library
from coach.plan.ladder import ladder_of
from coach.plan.pain import PainDiary
from coach.plan.person import placed
from coach.plan.seen import Seen, seen_sessions
from coach.records import History, once


@once
def diary_of(history: History, last: date) -> PainDiary:
    """The ratings by day, up to and including `last`."""
    return PainDiary(history.ratings, history.spasms, placed(history), last)


def seen_of(history: History, library: Library, last: date) -> tuple[Seen, ...]:
    """All sessions that the plan looks at, in the order in which they ended, by the diary up to `last`."""
    key = ("seen", id(library), last)
    if key not in history.memo:
        diary = diary_of(history, last)
        # The library beside it, so that no other one can come to have its id.
        history.memo[key] = (library, seen_sessions(history, library, ladder_of(library), diary))
    found: tuple[Seen, ...] = history.memo[key][1]
    return found
