"""Pain over time and sessions a week, from the history: what the charts draw and what they say in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from coach.pages.views import PainPoint, PainTrend, Relief, WeekCount
from coach.records import History

MEDIAN_DAYS = 7
#: Fewer ratings than this say nothing about a trend.
TREND_FROM = 4


def pain_trend(history: History, first: date, last: date) -> PainTrend:
    """The pain after sessions from `first` to `last`; "worst" and "before" where "now" was not given."""
    points = []
    for played in history.sessions:
        if not first <= played.day <= last:
            continue
        now = played.check_in.pain_now if played.check_in is not None else None
        if now is not None:
            points.append(PainPoint(played.day, now, "after"))
        elif played.pain_worst is not None:
            points.append(PainPoint(played.day, played.pain_worst, "worst"))
        elif played.pain_before is not None:
            points.append(PainPoint(played.day, played.pain_before, "before"))
    line = _medians(points)
    enough = len(points) >= TREND_FROM and len(line) >= 2
    return PainTrend(tuple(points), line, line[-1][1] if enough else None, line[0][1] if enough else None)


def sessions_a_week(history: History, today: date, weeks: int) -> tuple[WeekCount, ...]:
    """The number of sessions in each of the last `weeks` weeks, the running one last. Monday begins a week."""
    this_monday = today - timedelta(days=today.weekday())
    counts = {this_monday - timedelta(weeks=n): 0 for n in range(weeks)}
    for played in history.sessions:
        monday = played.day - timedelta(days=played.day.weekday())
        if monday in counts and played.over and played.lines_done:
            counts[monday] += 1
    return tuple(WeekCount(monday, counts[monday]) for monday in sorted(counts))


def relief(history: History, first: date, last: date) -> Relief:
    """How often pain was lower, the same or higher after a session than before it."""
    lower = same = higher = 0
    for played in history.sessions:
        after = played.check_in.pain_now if played.check_in is not None else None
        before = played.pain_before
        if after is None or before is None or not first <= played.day <= last:
            continue
        lower += after < before
        same += after == before
        higher += after > before
    return Relief(lower + same + higher, lower, same, higher)


def _medians(points: Sequence[PainPoint]) -> tuple[tuple[date, float], ...]:
    line = []
    for day in sorted({p.day for p in points}):
        window = [p.pain for p in points if timedelta(0) <= day - p.day < timedelta(days=MEDIAN_DAYS)]
        line.append((day, float(median(window))))
    return tuple(line)
