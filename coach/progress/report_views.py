"""What the report for a clinician says, as values: ready sentences, tables of text, and the numbers of its charts."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coach.progress.views import PainView
from coach.text import ngettext


class Fact(msgspec.Struct, frozen=True):
    """A label, what is known of it, and a line that says on what it rests (may be empty)."""

    label: str
    value: str
    note: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of text under a heading, the most telling first. `more` rows were left out by rule; 0 for none.

    `none` is said where there is no row.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    more: int = 0
    none: str = ""


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that leads, and lines below it. `grave`: it has to catch the eye, as have the first `strong` items.

    `short` says the same with less wording, for where there is no room; there the first `short_strong` have to catch
    the eye. `more` lines were left out.
    """

    lead: str
    items: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    grave: bool = False
    strong: int = 0
    short_strong: int = 0
    more: int = 0


class WeekBar(msgspec.Struct, frozen=True):
    """The days from `first` to `last`: `a_week` sessions of the plan a week against the `goal` a week (0: none).

    Of a week that lies only partly in the period both are those of its days in the period.
    """

    first: date
    last: date
    sessions: int
    a_week: float
    goal: float

    @property
    def asked(self) -> int:
        """The goal in whole sessions."""
        return round(self.goal)

    @property
    def met(self) -> bool:
        """Whether as many sessions were done as were asked for."""
        return self.sessions > 0 and self.a_week >= self.asked


class Adherence(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions against the goal, and the exercises by what happened with them. `weeks_a_bar` is 1 or more."""

    words: str
    weeks: tuple[WeekBar, ...]
    weeks_a_bar: int
    chart_words: str
    exercises: Table
    note: str


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What was more or less common before spasms: how it was compared, the factors, and what it cannot show.

    The first `telling` rows say something; for the others there is too little.
    """

    lead: str
    factors: Table
    caution: str
    telling: int = 0


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """Both pages. `about` has no name: that is typed for one report and kept nowhere."""

    title: str
    subtitle: str
    first: date
    last: date
    made: datetime
    period: str
    made_on: str
    about: tuple[Fact, ...]
    questions: str
    glance: tuple[Fact, ...]
    safety: Notes
    plan: Notes
    gate: Table
    plan_note: str
    adherence: Adherence
    pain: PainView
    pain_words: str
    spasms: Table
    tests: Table
    tests_note: str
    scores: Table
    scores_note: str
    before: Before
    days_lead: str
    days: tuple[Fact, ...]
    closing: str
    foot: str


def and_more(n: int) -> str:
    """What stands in the place of what was left out."""
    return ngettext("and {n} more", "and {n} more", n).format(n=n)
