"""The use cases of looking back: the Progress page over one of its ranges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from coach.cases import Keeper
from coach.clock import training_day
from coach.plan.choose import interrupted
from coach.plan.walk import Walk
from coach.records import History

if TYPE_CHECKING:
    from coach.progress.score_views import ScoreSeries
    from coach.progress.views import ProgressView, RangeKey


class ProgressCases:
    """Owned by the coach. The walk and the views are kept while nothing is written and the day is the same."""

    def __init__(self, coach: Keeper, walked: Callable[[], Walk]) -> None:
        self._coach, self._walk = coach, walked
        self._known: tuple[History, date, bool, Walk, tuple[ScoreSeries, ...]] | None = None
        self._views: dict[RangeKey, ProgressView] = {}

    def view(self, key: RangeKey) -> ProgressView:
        """The page for a range."""
        known = self._walked()
        if key not in self._views:
            from coach.progress.page import progress_view  # a start need not wait for it

            history, _day, _waits, walked, scores = known
            self._views[key] = progress_view(history, self._coach.library, walked, key, scores)
        return self._views[key]

    def first_range(self) -> RangeKey:
        """What the page shows first."""
        from coach.progress.ranges import begin_of, first_choice

        return first_choice(begin_of(self._coach.history), self._today())

    def _walked(self) -> tuple[History, date, bool, Walk, tuple[ScoreSeries, ...]]:
        history, today = self._coach.history, self._today()
        # After some hours a session that was broken off no longer waits, and counts.
        waits = interrupted(history, self._coach.asked_at()) is not None
        known = self._known
        if known is None or known[0] is not history or known[1:3] != (today, waits):
            from coach.progress.scores import score_series

            known = self._known = history, today, waits, self._walk(), score_series(history, today)
            self._views = {}
        return known

    def _today(self) -> date:
        return training_day(self._coach.clock.moment().wall)
