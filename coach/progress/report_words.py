"""Days, spans and numbers in the sentences of the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from coach.clock import training_day
from coach.text import _, ngettext

#: So many days are named one by one; of more the rest is counted.
NAMED_DAYS = 4


def day_text(day: date) -> str:
    """A day that no country reads wrongly: "3 Aug 2026"."""
    return _("{day} {month} {year}").format(day=day.day, month=_months()[day.month - 1], year=day.year)


def short_day(day: date) -> str:
    """A day of a year that is known: "3 Aug"."""
    return _("{day} {month}").format(day=day.day, month=_months()[day.month - 1])


def moment_text(at: datetime) -> str:
    """A training day with the time: "3 Aug 2026, 14:05"; before it turns over, "night after 3 Aug 2026, 02:10"."""
    day, time = training_day(at), f"{at:%H:%M}"
    if day != at.date():
        return _("night after {day}, {time}").format(day=day_text(day), time=time)
    return _("{day}, {time}").format(day=day_text(day), time=time)


def enough_digits(value: float, limit: float, *, usual: int = 1) -> str:
    """A number with its usual decimals, or so many that it stands on the same side of a limit as it does exactly."""
    for digits in range(usual, 6):
        text = f"{value:.{digits}f}"
        if float(text) != limit or value == limit:
            break
    return text.rstrip("0").rstrip(".") if "." in text else text


def span_text(first: date, last: date) -> str:
    """Both ends of a span; one day alone is named once."""
    if first == last:
        return day_text(first)
    if first.year == last.year:
        return _("{first} to {last}").format(first=short_day(first), last=day_text(last))
    return _("{first} to {last}").format(first=day_text(first), last=day_text(last))


def days_count(n: int) -> str:
    """A number of days."""
    return ngettext("{n} day", "{n} days", n).format(n=n)


def days_text(days: Sequence[date]) -> str:
    """Days by name, the newest first; of many the rest is counted."""
    own = sorted(set(days), reverse=True)
    named = ", ".join(day_text(day) for day in own[:NAMED_DAYS])
    left = len(own) - NAMED_DAYS
    if left <= 0:
        return named
    return ngettext("{days} and {n} day more", "{days} and {n} days more", left).format(days=named, n=left)


def _months() -> tuple[str, ...]:
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
