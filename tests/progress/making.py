"""Small histories for the values behind the charts: days from Monday 2 March 2026 on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from coach.diary import DayRating, Spasm
from coach.library.library import Library
from coach.plan.walk import Walk, walk
from coach.progress.views import Span
from coach.records import History, PlayedSession
from tests.making import on, played

MONDAY = date(2026, 3, 2)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def span(first: int, last: int) -> Span:
    return Span(day(first), day(last))


def rated(n: int, now: int | None = None, before: int | None = None, hour: int = 9) -> PlayedSession:
    return played("calm-early", on(day(n), hour), now=now, worst=now, before=before)


def said(n: int, pain: int, kind: Literal["morning", "average"] = "morning", hour: int = 7) -> DayRating:
    return DayRating(id=f"{n}-{kind}-{hour}", day=day(n), at=on(day(n), hour), kind=kind, pain=pain)


def spasm(n: int, hour: int = 10) -> Spasm:
    return Spasm(id=f"s{n}-{hour}", onset=on(day(n), hour), logged=on(day(n), hour))


def walked(whole: History, library: Library, last: int) -> Walk:
    return walk(whole, library, on(day(last), 20))
