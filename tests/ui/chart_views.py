"""Values of every chart, made up, for tests of what is painted and read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from coach.progress.pain import medians
from coach.progress.score_views import ScorePoint, ScoreSeries
from coach.progress.spasm_free import stretches
from coach.progress.views import (
    BalanceRow,
    BalanceView,
    DayCell,
    DaysView,
    HoldPoint,
    HoldRow,
    HoldsView,
    NormView,
    PainView,
    ProgressView,
    Rating,
    ReliefView,
    SessionRow,
    Span,
    SpasmFreeView,
    StageMark,
    Thirds,
    WeekBlock,
    WeeksView,
)

LAST = dt.date(2026, 10, 13)  # a Tuesday
_RANGES: dict[int, Any] = {28: "4w", 91: "3m", 365: "1y"}


def ago(days: int) -> dt.date:
    return LAST - dt.timedelta(days)


def span(days: int = 91) -> Span:
    return Span(ago(days - 1), LAST, _RANGES.get(days, "all"))


def pain(days: int = 91, every: int = 2) -> PainView:
    """A rating on each second day, every other one after a session; a spasm 50 and 20 days ago; a step on and back."""
    ratings = [
        Rating(ago(n), n * 3 % 11, "session" if i % 2 else "day") for i, n in enumerate(range(days - 1, -1, -every))
    ]
    own = span(days)
    return PainView(
        span=own,
        ratings=tuple(ratings),
        line=medians(ratings, 7),
        spasms=tuple(day for day in (ago(50), ago(20)) if own.has(day)),
        stages=tuple(mark for mark in (StageMark(ago(40), "2"), StageMark(ago(15), "1B", False)) if own.has(mark.day)),
        words="Typical lately: 3.",
    )


def weeks(n: int = 12, goal: int = 3) -> WeeksView:
    """Sessions 0 to 4 a week in turn."""
    monday = LAST - dt.timedelta(days=LAST.weekday())
    blocks = []
    for i in range(n):
        first = monday - dt.timedelta(weeks=n - 1 - i)
        done = i % 5
        blocks.append(
            WeekBlock(
                first=first, last=first + dt.timedelta(6), sessions=done, a_week=done, goal=goal, running=i + 1 == n
            )
        )
    return WeeksView(span=span(), blocks=tuple(blocks), goal=goal, met=4, of=n - 1, words="Goal 3.")


def days(many: int = 91) -> DaysView:
    """A session on each third day, minutes elsewhere on some, a spasm 20 days ago."""
    cells = [
        DayCell(ago(n), 5 + n % 25 if n % 3 == 0 else 0, 30 if n % 9 == 1 else 0, int(n % 3 == 0), n == 20)
        for n in range(many - 1, -1, -1)
        if n % 3 == 0 or n % 9 == 1 or n == 20
    ]
    return DaysView(span=span(many), cells=tuple(cells), begin=ago(many - 1), long=many > 374, words="Many days.")


def balance() -> BalanceView:
    rows = (
        BalanceRow("cat-camel", "Cat-camel", 22, 0),
        BalanceRow("curl-up", "Curl-up", 19, 3),
        BalanceRow("hip", "Half-kneeling hip flexor stretch", 9, 13, True, "comes back as Standing hip flexor stretch"),
    )
    return BalanceView(span=span(), rows=rows, sessions=22, words="Half-kneeling hip flexor stretch gets dropped")


def holds() -> HoldsView:
    norm = NormView(77, 128.5, 106, "middle range 77 to 128.5 s", "Strand and colleagues 2014")
    rows = (
        HoldRow(
            test="front-plank-feet", side=None, name="Front plank from the feet", seconds=True,
            points=(HoldPoint(ago(80), 30), HoldPoint(ago(40), 42), HoldPoint(ago(10), 48)),
            change=18, since=ago(80), change_words="+18 s since Jul", norm=norm,
        ),
        HoldRow(
            test="bird-dog-holds", side="left", name="Bird dog, five holds each side, left", seconds=False,
            points=(HoldPoint(ago(10), 5),), change_words="your first",
        ),
    )  # fmt: skip
    return HoldsView(span=span(), rows=rows, words="Your own values over time.")


def spasm_free() -> SpasmFreeView:
    found = stretches([ago(50), ago(20)], ago(90), LAST)
    days = ago(50), ago(20)
    return SpasmFreeView(span=span(), stretches=found, longest=found[0], spasm_days=days, words="20 days.")


def relief() -> ReliefView:
    return ReliefView(
        span=span(), after=Thirds(14, 6, 2), morning=Thirds(5, 3, 1), eased_days=12, median_change=-1.0,
        words="Lower after 14 of 22 sessions", morning_words="9 next mornings were rated, 5 of them still lower",
        caution="Without days to compare with, this shows what goes together, not what caused it.",
    )  # fmt: skip


def scores() -> tuple[ScoreSeries, ...]:
    return (
        ScoreSeries(
            id="goals", title="Your own activities", lowest=0, highest=10, better="up",
            points=tuple(ScorePoint(ago(n), v) for n, v in ((80, 3.0), (40, 4.5), (5, 6.0))),
            real=2.0, verdict="better", words="6 of 10 on average.", source="Stratford 1995",
        ),
        ScoreSeries(
            id="roland-morris", title="Roland-Morris", lowest=0, highest=24, better="down",
            points=(ScorePoint(ago(60), 11.0), ScorePoint(ago(3), 9.0)),
            real=5.0, verdict="same", words="9 of 24.", source="Ostelo 2008",
        ),
    )  # fmt: skip


def row(n: int, **changes: Any) -> SessionRow:
    started = dt.datetime(2026, 10, 13, 9) - dt.timedelta(days=n)
    values: dict[str, Any] = {
        "session": f"s{n}", "title": "Calm, early", "day": started.date(), "started": started, "lines_done": 5,
        "lines": 6, "colour": "amber", "pain_before": 4, "pain_worst": 5, "pain_now": 3, "checked_in": True,
    }  # fmt: skip
    return SessionRow(**{**values, **changes})


def view(many: int = 91, rows: int = 20) -> ProgressView:
    """A page that is full, or empty with `rows` 0."""
    own = span(many)
    if rows == 0:
        return ProgressView(
            span=own, begin=None, pain=PainView(span=own), weeks=WeeksView(span=own, words="0 sessions this week."),
            days=DaysView(span=own), balance=BalanceView(span=own), holds=HoldsView(span=own),
            spasm_free=SpasmFreeView(span=own), relief=ReliefView(span=own),
        )  # fmt: skip
    listed = [row(n) for n in range(rows)]
    if rows > 2:
        listed[1] = row(1, colour="unrated", pain_worst=None, pain_now=None, checked_in=False)
        listed[2] = row(2, title="Half-kneeling hip flexor stretch and a long name", colour="red", pain_worst=10)
    return ProgressView(
        span=own, begin=ago(90), pain=pain(many), weeks=weeks(), days=days(many), balance=balance(), holds=holds(),
        spasm_free=spasm_free(), relief=relief(), scores=scores(), sessions=listed,
    )  # fmt: skip
