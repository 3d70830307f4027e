"""Own activities, change on the whole, Roland-Morris: what the person says of them. Reached as `Coach.outcomes`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from coach.cases import Keeper, made, new_id, whole_characters
from coach.clock import training_day
from coach.diary import Removal
from coach.errors import CoachError
from coach.happenings import Activity, AnyHappening, ChangeTold, GoalsChosen, GoalsRated, ScoreTold
from coach.plan.outcomes import activities, due
from coach.plan.person import of_kind
from coach.text import _

if TYPE_CHECKING:
    from coach.progress.score_views import OutcomesView

MOST_ACTIVITIES = 3
#: Words that share this much with those from before mean the same activity.
SAME_WORDS = 0.9
_NUMBERS = re.compile(r"\d+")
#: Scores from before this year are a slip of the pen.
OLDEST_SCORE = date(1990, 1, 1)


class OutcomeCases:
    """Every method that writes raises `CoachError` with nothing half written."""

    def __init__(self, coach: Keeper) -> None:
        self._coach = coach

    def page(self) -> OutcomesView:
        """What is asked, with the answers that were given last."""
        from coach.progress.score_views import OutcomesView  # a start need not wait for it
        from coach.progress.scores import score_series

        history, today = self._coach.history, self._today()
        rated = of_kind(history, GoalsRated)
        last: dict[str, int] = {}
        for told in rated:
            last |= told.ratings
        changes, scores = of_kind(history, ChangeTold), of_kind(history, ScoreTold)
        return OutcomesView(
            today=today,
            activities=activities(history),
            rated=last,
            change=changes[-1].change if changes else None,
            scores=tuple((score.taken, score.score) for score in sorted(scores, key=lambda one: one.taken)),
            due=due(history, today),
            series=score_series(history, today),
        )

    def keep(
        self,
        rows: Sequence[tuple[str, str, int | None]] | None = None,
        change: int | None = None,
        score: tuple[int, date] | None = None,
    ) -> None:
        """Keep all that was answered, or nothing of it.

        `rows`: of each own activity its id (empty for a new one), its words and how well it goes, 0 to 10, or None;
        `change`: -3 to 3; `score`: a Roland-Morris score and the day on which it was taken.
        """
        now = self._now()
        happenings: list[AnyHappening] = []
        if rows is not None:
            given = [(self._activity(own, said), rating) for own, said, rating in rows if said.strip()]
            chosen = tuple(own for own, _rating in given)
            if len(chosen) > MOST_ACTIVITIES:
                raise CoachError(_("Three activities at most: choose those that matter most."))
            if len({own.words.casefold() for own in chosen}) < len(chosen):
                raise CoachError(_("Two of your activities are the same."), _("Change or empty one of them."))
            if chosen != activities(self._coach.history):
                happenings.append(made(GoalsChosen, {"id": new_id(), "at": now, "activities": chosen}))
            ratings = {own.id: rating for own, rating in given if rating is not None}
            if ratings:
                happenings.append(made(GoalsRated, {"id": new_id(), "at": now, "ratings": ratings}))
        if change is not None:
            happenings.append(made(ChangeTold, {"id": new_id(), "at": now, "change": change}))
        if score is not None:
            happenings.append(self._score(*score))
        if happenings:
            self._coach.store.save_happenings(happenings)
            self._coach.history_changed()

    def take_out(self, day: date) -> None:
        """Take out the Roland-Morris scores of a day, as those that were written down by mistake."""
        out = tuple(told.id for told in of_kind(self._coach.history, ScoreTold) if told.taken == day)
        if out:
            self._coach.store.save_removal(Removal(id=new_id(), at=self._now(), entries=out))
            self._coach.history_changed()

    def _score(self, score: int, day: date) -> ScoreTold:
        # In the small hours the training day is yesterday's, and the calendar's day is no future.
        if not OLDEST_SCORE <= day <= max(self._today(), self._now().date()):
            raise CoachError(_("The day of a score lies in the past."), _("Please look at the day again."))
        return made(ScoreTold, {"id": new_id(), "at": self._now(), "score": score, "day": day})

    def _activity(self, own: str, said: str) -> Activity:
        words = " ".join(normalize("NFC", whole_characters(said)).split())
        before = next((one.words for one in activities(self._coach.history) if one.id == own), None)
        same = before is not None and _means_the_same(before, words)
        fields: dict[str, Any] = {"id": own if same else new_id(), "words": words}
        return made(Activity, fields)

    def _now(self) -> datetime:
        return self._coach.clock.moment().wall

    def _today(self) -> date:
        return training_day(self._now())


def _means_the_same(before: str, words: str) -> bool:
    """A slip of the pen that is put right; other words or other numbers mean another activity."""
    from difflib import SequenceMatcher  # rarely needed, and a start need not wait for it

    alike = SequenceMatcher(None, before.casefold(), words.casefold()).ratio()
    return alike >= SAME_WORDS and _NUMBERS.findall(before) == _NUMBERS.findall(words)
