"""The spans of days that Progress can show."""

from __future__ import annotations

from datetime import date, timedelta

from coach.clock import training_day
from coach.happenings import PlayedElsewhere, ScoreTold
from coach.progress.views import RangeKey, Span
from coach.records import History, once

RANGE_DAYS: dict[RangeKey, int] = {"4w": 28, "3m": 91, "1y": 365}
#: A span of "all" is never shorter: one dot alone would have no axis.
LEAST_DAYS = 7


@once
def begin_of(history: History) -> date | None:
    """The first day with an entry of any kind; None for an empty history."""
    # Each kind is oldest first by when it was written; what may tell of an earlier day is looked through.
    days = [played.day for played in history.sessions[:1]]
    days += [training_day(one.at) for one in (*history.screenings[:1], *history.happenings[:1])]
    days += [one.day for one in history.happenings if isinstance(one, PlayedElsewhere)]
    days += [one.taken for one in history.happenings if isinstance(one, ScoreTold)]
    days += [rating.day for rating in history.ratings]
    days += [log.day for log in history.day_logs]
    days += [training_day(spasm.onset) for spasm in history.spasms]
    return min(days, default=None)


def span_of(key: RangeKey, begin: date | None, today: date) -> Span:
    """The days of a choice up to today; "all" goes back to `begin`."""
    if key != "all":
        return Span(today - timedelta(days=RANGE_DAYS[key] - 1), today, key)
    least = today - timedelta(days=LEAST_DAYS - 1)
    return Span(min(begin or least, least), today, key)


def first_choice(begin: date | None, today: date) -> RangeKey:
    """What is shown first: three months, or four weeks to somebody who began in them."""
    return "4w" if begin is None or (today - begin).days < RANGE_DAYS["4w"] else "3m"
