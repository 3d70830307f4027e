"""What was sent to be saved, and whether it is: until then a form keeps what was typed into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from coach.diary import SpasmDetails
from coach.pages.diary_words import DAY_BOXES
from coach.pages.journal import JournalView

#: Times are stored in whole milliseconds.
_SAME = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class SentSpasm:
    """A spasm; `own_id` is None for a new one."""

    own_id: str | None
    onset: datetime
    details: SpasmDetails

    def kept_in(self, view: JournalView) -> bool:
        """Whether the journal holds it."""
        return any(
            _without_note(spasm.told) == _without_note(self.details)
            and (spasm.id == self.own_id or self.own_id is None)
            and abs(spasm.onset - self.onset) < _SAME
            for spasm in view.spasms
        )


@dataclass(frozen=True, slots=True)
class SentDay:
    """A day, as `DayForm.saved` carries it."""

    answers: dict[str, Any]

    def kept_in(self, view: JournalView) -> bool:
        """Whether the journal holds it."""
        values = view.values_of(self.answers["day"])
        cleared = self.answers["cleared"]
        pains = all(
            self.answers[kind] == getattr(values, kind) or (self.answers[kind] is None and kind not in cleared)
            for kind in ("morning", "average")
        )
        boxes = (*DAY_BOXES, "happened", "signs")
        return pains and all(getattr(values.log, box, None) == self.answers[box] for box in boxes)


def _without_note(told: SpasmDetails) -> SpasmDetails:
    # A note is stored as text that can be written to a file, which may differ in a sign.
    return msgspec.structs.replace(told, note="")
