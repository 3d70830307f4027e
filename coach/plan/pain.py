"""The person's own usual pain: day averages, the morning baseline, and flares (the plan's rules, "Words")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from statistics import fmean, median

import msgspec

from coach.clock import training_day
from coach.diary import DayRating, Spasm
from coach.happenings import Placed

BASELINE_OF = 7
BASELINE_NEEDS = 3
#: Mornings that are this much above the baseline are raised.
RAISED_BY = 2
#: Mornings this long after a spasm tell nothing about what is usual.
AFTER_SPASM = timedelta(days=7)
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
#: What has lasted longer is no flare any more but what is usual now. Without this end a usual pain that rose for good
#: would keep every morning out of the baseline, and every session red, for ever (our choice).
FLARE_LASTS_AT_MOST = timedelta(days=14)


class Morning(msgspec.Struct, frozen=True):
    """A morning's rating beside the baseline of that day (None: not known yet)."""

    rating: DayRating
    baseline: float | None

    @property
    def raised(self) -> bool:
        """Two or more above the usual."""
        return self.baseline is not None and self.rating.pain >= self.baseline + RAISED_BY

    @property
    def within_one(self) -> bool:
        """At most one above the usual; where the usual is not known, nothing speaks against it."""
        return self.baseline is None or self.rating.pain <= self.baseline + 1


class PainDiary:
    """Ratings by day, up to and including `last`."""

    def __init__(
        self, ratings: Iterable[DayRating], spasms: Iterable[Spasm], placed: Placed | None, last: date
    ) -> None:
        self._newest: dict[tuple[date, str], DayRating] = {}
        for rating in ratings:
            known = self._newest.get((rating.day, rating.kind))
            if rating.day <= last and (known is None or rating.at >= known.at):
                self._newest[rating.day, rating.kind] = rating
        self._spasm_days = sorted(training_day(spasm.onset) for spasm in spasms)
        self._usual = float(placed.usual_pain) if placed is not None else None
        self._baselines: dict[date, float | None] = {}
        #: The second of two raised mornings in a row: the day on which a flare is known.
        self.flares: frozenset[date] = frozenset()
        self._mornings = sorted(day for day, kind in self._newest if kind == "morning")
        self._means: dict[date, float] = {}
        for (day, _kind), _rating in self._newest.items():
            both = [self._newest[day, kind].pain for kind in ("morning", "average") if (day, kind) in self._newest]
            self._means[day] = fmean(both)
        self._walk(last)

    def morning(self, day: date) -> Morning | None:
        """The morning of a day, if it was rated."""
        rating = self._newest.get((day, "morning"))
        return Morning(rating, self.baseline(day)) if rating is not None else None

    def ratings_of(self, day: date) -> tuple[DayRating, ...]:
        """What was said of a day."""
        kinds = ("morning", "average")
        return tuple(self._newest[day, kind] for kind in kinds if (day, kind) in self._newest)

    def last_morning(self, until: date, since: date | None = None) -> Morning | None:
        """The newest rated morning up to a day."""
        at = bisect_right(self._mornings, until)
        if at == 0 or (since is not None and self._mornings[at - 1] < since):
            return None
        return self.morning(self._mornings[at - 1])

    def baseline(self, day: date) -> float | None:
        """The usual morning pain before that day: the median of the last seven mornings that count."""
        return self._baselines.get(day, self._usual)

    def mean(self, day: date) -> float | None:
        """The mean of a day's morning and whole-day rating."""
        return self._means.get(day)

    def average(self, today: date, days: int) -> tuple[float | None, int]:
        """The average pain over the full days before today, and on how many of them it was rated.

        None where fewer than half of the days have a rating.
        """
        means = [mean for n in range(1, days + 1) if (mean := self.mean(today - n * DAY)) is not None]
        return (fmean(means) if 2 * len(means) >= days else None), len(means)

    def _walk(self, last: date) -> None:
        flares: set[date] = set()
        accepted: list[tuple[date, int]] = []
        before: date | None = None
        flare_began: date | None = None
        day = self._mornings[0] if self._mornings else last + DAY
        while day <= last:
            self._baselines[day] = base = self._limited(day, accepted[-BASELINE_OF:])
            rating = self._newest.get((day, "morning"))
            if rating is not None:
                raised = base is not None and rating.pain >= base + RAISED_BY and not rating.sore
                if not raised:
                    before = flare_began = None
                elif before == day - DAY and flare_began is None:
                    flare_began = before
                    flares.add(day)
                    accepted = [one for one in accepted if one[0] != before]
                if raised:
                    before = day
                flaring = flare_began is not None and day - flare_began < FLARE_LASTS_AT_MOST
                if not flaring and not self._after_spasm(day):
                    accepted.append((day, rating.pain))
            day += DAY
        self.flares = frozenset(flares)

    def _limited(self, day: date, accepted: list[tuple[date, int]]) -> float | None:
        last = [pain for _day, pain in accepted]
        base = float(median(last)) if len(last) >= BASELINE_NEEDS else self._usual
        week_ago = self._baselines.get(day - WEEK, self._usual)
        if base is None or week_ago is None:
            return base
        return min(base, week_ago + 1)

    def _after_spasm(self, day: date) -> bool:
        at = bisect_right(self._spasm_days, day)
        return at > 0 and day - self._spasm_days[at - 1] <= AFTER_SPASM
