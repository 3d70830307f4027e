"""The days: minutes of exercise, minutes played elsewhere, spasms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from coach.happenings import PlayedElsewhere
from coach.plan.choose import ended
from coach.progress.pain import spasm_days
from coach.progress.views import DayCell, DaysView, Span
from coach.records import History, PlayedSession
from coach.session.played_time import played_ms
from coach.text import _, ngettext

#: A longer span shows weeks: no day could be told from its neighbour.
LONG_FROM_DAYS = 374


def days_view(history: History, span: Span, begin: date | None, now: datetime) -> DaysView:
    """Every day of the span on which something was. A session that waits to be taken up again does not count yet."""
    cells = tuple(cell for cell in all_days(history, now) if span.has(cell.day))
    return DaysView(span=span, cells=cells, begin=begin, long=span.days > LONG_FROM_DAYS, words=_words(cells))


def all_days(history: History, now: datetime) -> tuple[DayCell, ...]:
    """Every day of the history on which something was, oldest first."""
    counted = ended(history, now)
    # With the hours only the newest session changes: it waits, or it counts.
    key = "progress days", len(counted)
    if key not in history.memo:
        history.memo[key] = _cells(history, counted)
    known: tuple[DayCell, ...] = history.memo[key]
    return known


def _cells(history: History, counted: Iterable[PlayedSession]) -> tuple[DayCell, ...]:
    minutes: Counter[date] = Counter()
    sessions: Counter[date] = Counter()
    elsewhere: Counter[date] = Counter()
    for played in counted:
        minutes[played.day] += minutes_of(played)
        sessions[played.day] += 1
    for one in history.happenings:
        if isinstance(one, PlayedElsewhere):
            elsewhere[one.day] += one.minutes
    spasms = set(spasm_days(history))
    return tuple(
        DayCell(day, minutes[day], elsewhere[day], sessions[day], day in spasms)
        for day in sorted(sessions.keys() | elsewhere.keys() | spasms)
    )


def minutes_of(played: PlayedSession) -> int:
    """How long a session was really played, in minutes, at least one."""
    return max(1, round(played_ms(played.events) / 60_000))


def _words(cells: tuple[DayCell, ...]) -> str:
    active = sum(cell.sessions > 0 or cell.elsewhere > 0 for cell in cells)
    if not active:
        return ""
    minutes = sum(cell.minutes + cell.elsewhere for cell in cells)
    days = ngettext("{n} day with exercise", "{n} days with exercise", active).format(n=active)
    if minutes < 120:
        return _("{days}, {n} min in all").format(days=days, n=minutes)
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("{days}, {n} h in all").format(days=days, n=hours)
    return _("{days}, {h} h {n} min in all").format(days=days, h=hours, n=rest)
