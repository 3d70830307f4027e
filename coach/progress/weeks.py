"""Sessions a week against the goal that held in each week; over long spans several weeks to a bar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from coach.clock import training_day
from coach.plan.choose import ended
from coach.plan.walk import Walk
from coach.progress.pain import spasm_days
from coach.progress.views import Span, WeekBlock, WeeksView
from coach.records import History, once
from coach.text import _, ngettext

#: At most so many bars; beyond, a bar stands for more weeks.
MOST_BARS = 26
BLOCKS = (1, 4, 13, 26, 52)
#: A first bar of fewer days would be an average of too little: it becomes part of the second.
LEAST_BLOCK_DAYS = 28
#: After so many days without an entry no goal is held against the weeks until the return (our choice).
SILENT_DAYS = 14
_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


def weeks_view(history: History, walked: Walk, span: Span, begin: date | None) -> WeeksView:
    """The weeks of the span, Monday to Sunday, the running one last. `begin` is the first day of all.

    What counts is what the week on Today counts. No bar reaches before the span, other than into days before `begin`.
    """
    weeks = _Weeks(history, walked, begin if begin is not None else span.last, span.last)
    this = monday_of(span.last)
    low = span.first if span.days <= 7 * MOST_BARS else max(span.first, min(weeks.begun, span.last))
    size = next((n for n in BLOCKS if (span.last - low).days // 7 + 1 <= n * MOST_BARS), BLOCKS[-1])
    # The week in which one begins is whole as far as it can be; one that the span cuts is left out.
    begins = weeks.begun >= low and monday_of(weeks.begun) == monday_of(low)
    first = monday_of(low) if begins else monday_of(low + 6 * _DAY)
    cuts = _weekly(min(first, this), span.last) if size == 1 else _long(low, span.last, size)
    blocks = tuple(weeks.block(a, b, weekly=size == 1) for a, b in cuts)
    full = [monday for monday in _mondays(monday_of(span.first + 6 * _DAY), this) if weeks.is_asked(monday)]
    met = sum(weeks.count(monday, monday + 6 * _DAY) >= weeks.goal(monday) for monday in full)
    same = all(weeks.goal(monday) == weeks.goal_now for monday in full)
    some = any(block.sessions for block in blocks)
    return WeeksView(
        span=span,
        blocks=blocks,
        weeks_a_block=size,
        goal=weeks.goal_now,
        met=met,
        of=len(full),
        words=_words(weeks.count(this, span.last), weeks.goal_now, met, len(full), size, same=same) if some else "",
        note=_("Every session with a finished exercise counts, desk breaks too, as on Today.") if some else "",
    )


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


class _Weeks:
    """The sessions by day, the goals of the parts through time, and the days on which anything was written."""

    def __init__(self, history: History, walked: Walk, begun: date, last: date) -> None:
        self.begun, self._last = begun, last
        self._days = sorted(played.day for played in ended(history, walked.now))
        self._entries = _entry_days(history)
        self._moved = [training_day(move.at) for move in walked.moves]
        self._goals = [walked.ladder.steps[move.to].part.week_goal for move in walked.moves]
        self.goal_now = self._on(last)

    def count(self, first: date, last: date) -> int:
        """The sessions from one day to another, both included."""
        return bisect_right(self._days, min(last, self._last)) - bisect_left(self._days, first)

    def goal(self, monday: date) -> int:
        """The rounded mean of what the seven days of a week ask for."""
        if self._at(monday) == self._at(monday + 6 * _DAY):
            return self._on(monday)
        return round(sum(self._on(monday + n * _DAY) for n in range(7)) / 7)

    def is_asked(self, monday: date) -> bool:
        """Whether a goal is held against a week: not where one began in it or later, or was away; a goal that was
        reached in spite of it counts.
        """
        if monday < self.begun:
            return False
        return not self._away(monday) or self.count(monday, monday + 6 * _DAY) >= self.goal(monday)

    def block(self, first: date, last: date, *, weekly: bool) -> WeekBlock:
        """A bar. The average leaves out days before the beginning and days to come."""
        sessions = self.count(first, last)
        days = max(7, (last - max(first, self.begun)).days + 1)
        goals = [self.goal(monday) for monday in _mondays(monday_of(first), last + _DAY) if self._has_goal(monday)]
        return WeekBlock(
            first=first,
            last=last,
            sessions=sessions,
            a_week=float(sessions) if weekly else 7 * sessions / days,
            goal=round(sum(goals) / len(goals)) if goals else 0,
            running=last >= self._last,
        )

    def _has_goal(self, monday: date) -> bool:
        sunday = monday + 6 * _DAY
        return sunday >= self.begun and (not self._away(monday) or self._entered(monday, sunday))

    def _away(self, monday: date) -> bool:
        at = bisect_left(self._entries, monday)
        return at > 0 and (monday - self._entries[at - 1]).days > SILENT_DAYS

    def _entered(self, first: date, last: date) -> bool:
        return bisect_left(self._entries, first) < bisect_right(self._entries, last)

    def _at(self, day: date) -> int:
        return max(0, bisect_right(self._moved, day) - 1)

    def _on(self, day: date) -> int:
        """The goal of the part in which the person was on a day; before the first move, that of the first."""
        return self._goals[self._at(day)] if self._goals else 0


@once
def _entry_days(history: History) -> list[date]:
    days = {played.day for played in history.sessions} | set(spasm_days(history))
    days |= {rating.day for rating in history.ratings} | {log.day for log in history.day_logs}
    return sorted(days)


def _mondays(first: date, before: date) -> list[date]:
    return [first + n * _WEEK for n in range(((before - first).days + 6) // 7)]


def _weekly(first: date, today: date) -> list[tuple[date, date]]:
    return [(monday, min(monday + 6 * _DAY, today)) for monday in _mondays(first, today + _DAY)]


def _long(low: date, today: date, size: int) -> list[tuple[date, date]]:
    """From today backwards, so that the newest bars stay where they are; the first begins at `low`."""
    cuts: list[tuple[date, date]] = []
    first, last = monday_of(today) - (size - 1) * _WEEK, today
    while last >= low:
        cuts.append((max(first, low), last))
        first, last = first - size * _WEEK, first - _DAY
    if len(cuts) > 1 and (cuts[-1][1] - cuts[-1][0]).days + 1 < LEAST_BLOCK_DAYS:
        begin = cuts.pop()[0]
        cuts[-1] = begin, cuts[-1][1]
    return cuts[::-1]


def _words(this: int, goal: int, met: int, of: int, size: int, *, same: bool) -> str:
    if size > 1:
        bars = _("Each bar: {n} weeks, sessions a week on average").format(n=size)
        return (
            _("{bars}. The goal of the week was met in {met} of {n} full weeks").format(bars=bars, met=met, n=of)
            if of
            else bars
        )
    if not of:
        said = ngettext("{n} session this week", "{n} sessions this week", this).format(n=this)
        return _("{said}. Goal {goal}").format(said=said, goal=goal)
    words = (
        ngettext("Goal {goal}. Met in {met} of {n} full week", "Goal {goal}. Met in {met} of {n} full weeks", of)
        if same
        else ngettext(
            "Goal now {goal}; the goal of its week met in {met} of {n} full week",
            "Goal now {goal}; the goal of its week met in {met} of {n} full weeks",
            of,
        )
    )
    return words.format(goal=goal, met=met, n=of)
