"""Pain and spasms in the report: both ends of the period compared, what the chart shows, and the table of spasms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from coach.clock import training_day
from coach.diary import DayRating, Spasm
from coach.pages.diary_words import later_words, where_words, word
from coach.pages.plan_tests import number
from coach.progress.report_period import Period
from coach.progress.report_views import Fact, Table
from coach.progress.report_words import day_text, days_count, moment_text
from coach.progress.views import PainView
from coach.text import _, ngettext

#: Both ends of a period: two weeks, or less where it is shorter, but no less than a week each.
END_DAYS, LEAST_END_DAYS = 14, 7
#: The two ends do not overlap, and begin at least so many days apart (our choice): closer together they share a mood.
APART_DAYS = 14
#: Fewer ratings at an end say nothing.
END_NEEDS = 3
#: A change that matters to most people (Ostelo and colleagues 2008): two points, or this share of where it began. The
#: share alone would call half a point of a pain of 1 a change: it is a whole point at least (our choice).
REAL_POINTS, REAL_SHARE, REAL_AT_LEAST = 2.0, 0.30, 1.0
SPASM_ROWS = 12
#: Fewer days with records before the period are no ground to count spasms on, where the period is longer.
RECORDED_NEEDS = 14
#: A spasm that is written down later than this is told from memory, and it says so.
LATE_HOURS = 36

Rated = list[tuple[date, int]]


def newest_ratings(ratings: Sequence[DayRating], first: date, last: date) -> dict[tuple[date, str], DayRating]:
    """The rating that counts of each day and kind."""
    found: dict[tuple[date, str], DayRating] = {}
    for rating in ratings:
        known = found.get((rating.day, rating.kind))
        if first <= rating.day <= last and (known is None or rating.at >= known.at):
            found[rating.day, rating.kind] = rating
    return found


def pain_fact(period: Period) -> Fact:
    """Pain at the end of the period against its beginning."""
    label = _("Pain, 0 to 10")
    day_ratings = newest_ratings(period.history.ratings, period.first, period.last)
    ratings: Rated = sorted((day, rating.pain) for (day, _kind), rating in day_ratings.items())
    after = _after_sessions(period)
    by_sessions = False
    length = _end_days(period)
    ends = _ends(ratings, period, length)
    if length and min(map(len, ends)) < END_NEEDS:
        other = _ends(after, period, length)
        by_sessions = min(map(len, other)) > min(map(len, ends))
        ends = other if by_sessions else ends
    by_sessions = by_sessions or not ratings
    ratings = after if by_sessions else ratings
    if not ratings:
        return Fact(label, _("not rated"), _("No rating in this period."))
    begin, now = ends
    if min(len(begin), len(now)) < END_NEEDS:
        own = float(median(pain for _day, pain in ratings))
        why = _("too few at its ends to compare") if length else _("too short to compare its ends")
        note = _("Median of {rated}; {why}.").format(rated=_rated(ratings, by_sessions), why=why)
        return Fact(label, number(own), note)
    was, is_now = (float(median(pain for _day, pain in end)) for end in ends)
    note = _("Medians of the last {days} ({now}) and the first ({then}). {change}").format(
        now=_rated(now, by_sessions),
        then=_rated(begin, by_sessions),
        days=days_count(length),
        change=change_words(was, is_now),
    )
    return Fact(label, _("{now}, was {then}").format(now=number(is_now), then=number(was)), note)


def _rated(ratings: Rated, by_sessions: bool) -> str:
    """How many ratings there are, of what, and on how many days."""
    n, days = len(ratings), len({day for day, _pain in ratings})
    if by_sessions:
        return ngettext("{n} rating after a session on {days}", "{n} ratings after sessions on {days}", n).format(
            n=n, days=days_count(days)
        )
    return ngettext("{n} rating of {days}", "{n} ratings of {days}", n).format(n=n, days=days_count(days))


def change_words(was: float, is_now: float) -> str:
    """What a change of the median means by the line of Ostelo 2008."""
    change = is_now - was
    if change == 0:
        return _("No change.")
    size = abs(change)
    real = size >= REAL_AT_LEAST and (size >= REAL_POINTS or (was > 0 and size / was >= REAL_SHARE))
    text = (
        ngettext("{change} point:", "{change} points:", 1 if size == 1 else 2)
        + " "
        + (
            _("a change that matters to most people (2 points or 30\u00a0%, Ostelo 2008).")
            if real
            else _("less than a change that matters to most people (2 points or 30\u00a0%, Ostelo 2008).")
        )
    )
    sign = "+" if change > 0 else "−"
    return text.format(change=f"{sign}{number(size)}")


def spasm_fact(period: Period) -> Fact:
    """Spasms in the period, and in as many days before it."""
    n, label = len(period.spasms), _("Spasms")
    earlier_from = period.first - timedelta(days=period.days)
    since = max(earlier_from, period.began) if period.began is not None else period.first
    before = sum(since <= training_day(s.onset) < period.first for s in period.history.spasms)
    if since >= period.first:
        note = _("No records from before this period.")
    elif since > earlier_from and (period.first - since).days < RECORDED_NEEDS:
        note = _("Records begin {days} before this period.").format(days=days_count((period.first - since).days))
    elif since == earlier_from:
        note = _("{n} in the {days} before.").format(n=before, days=days_count(period.days))
    else:
        recorded = days_count((period.first - since).days)
        note = _("{n} in the {days} before that are recorded.").format(n=before, days=recorded)
    if period.spasms:
        last = max(training_day(s.onset) for s in period.spasms)
        note += " " + _("Last one: {day}.").format(day=day_text(last))
    return Fact(label, str(n), note)


def _after_sessions(period: Period) -> Rated:
    return [
        (played.day, played.check_in.pain_now)
        for played in period.started
        if played.check_in is not None and played.check_in.pain_now is not None
    ]


def _end_days(period: Period) -> int:
    """How long the two ends of the period are that are compared; 0 where it is too short for two of them."""
    length = min(END_DAYS, period.recorded_days - APART_DAYS)
    return length if length >= LEAST_END_DAYS else 0


def _ends(ratings: Rated, period: Period, length: int) -> tuple[Rated, Rated]:
    days = timedelta(days=length)
    begin = [one for one in ratings if one[0] < period.recorded_from + days]
    end = [one for one in ratings if one[0] > period.last - days]
    return begin, end


def chart_words(view: PainView, period: Period) -> str:
    """What stands above the chart of pain: which of the two ratings its dots are, and on how many days."""
    n = len(view.ratings)
    if not n:
        return _("No pain was rated in this period.")
    sessions = sum(rating.kind == "session" for rating in view.ratings)
    words = _("Rated on {rated} of {days}: {sessions} after a session, {others} of a day without one.").format(
        rated=len({rating.day for rating in view.ratings}),
        days=days_count(period.recorded_days),
        sessions=ngettext("{n} rating", "{n} ratings", sessions).format(n=sessions),
        others=n - sessions,
    )
    return words + " " + _("The line is a median of {n} days, cut where nothing was rated.").format(n=view.window_days)


# -- the table of spasms -------------------------------------------------------------------------------------------


def spasm_table(period: Period) -> Table:
    """The spasms of the period, the newest first."""
    own = sorted(period.spasms, key=lambda spasm: spasm.onset, reverse=True)
    return Table(
        head=(_("Began"), _("Where"), _("Strength"), _("Felt"), _("Doing"), _("Day before, as told")),
        rows=tuple(_spasm_row(spasm) for spasm in own[:SPASM_ROWS]),
        more=max(0, len(own) - SPASM_ROWS),
        none=_("No spasm was recorded in this period."),
    )


def _spasm_row(spasm: Spasm) -> tuple[str, ...]:
    told, hours = spasm.told, spasm.written_after / timedelta(hours=1)
    began = moment_text(spasm.onset)
    if hours >= LATE_HOURS:
        began = _("{began}, written {later}").format(began=began, later=later_words(hours))
    return (
        began,
        where_words(told.where) or _("not told"),
        word("strength", told.strength) if told.strength is not None else _("not told"),
        _told("feel", told.feel),
        _told("doing", told.doing),
        _told("day_before", told.day_before),
    )


def _told(kind: str, values: Sequence[str]) -> str:
    return ", ".join(word(kind, value) for value in values) or _("not told")
