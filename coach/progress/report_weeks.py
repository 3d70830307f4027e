"""The bars of the report: sessions of the plan a week against what the plan asked for, within the period alone."""

from __future__ import annotations

from datetime import timedelta

from coach.progress.report_period import DAY, Period
from coach.progress.report_views import WeekBar
from coach.progress.weeks import BLOCKS, MOST_BARS, monday_of


def week_bars(period: Period) -> tuple[tuple[WeekBar, ...], int]:
    """Bars from Monday to Sunday, oldest first, cut at both ends of the period, and how many weeks one stands for.

    The sums over all bars are those of the glance: the same sessions, the same days without held ones.
    """
    weeks = ((monday_of(period.last) - monday_of(period.first)).days // 7) + 1
    size = next((n for n in BLOCKS if weeks <= n * MOST_BARS), BLOCKS[-1])
    counts = [0] * period.days
    for seen in period.done:
        counts[(seen.day - period.first).days] += 1
    bars: list[WeekBar] = []
    end, begin = period.last, monday_of(period.last) - (size - 1) * timedelta(weeks=1)
    while end >= period.first:
        first = max(begin, period.first)
        days = slice((first - period.first).days, (end - period.first).days + 1)
        sessions, asked, n = sum(counts[days]), sum(period.asks[days]), (end - first).days + 1
        share = 1.0 if size == 1 else 7 / n
        bars.append(WeekBar(first, end, sessions, sessions * share, asked * share))
        end, begin = begin - DAY, begin - size * timedelta(weeks=1)
    return tuple(reversed(bars)), size
