"""What Progress, its pictures and the report show, as plain values: days, counts, pain 0 to 10, seconds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

import msgspec

from coach.progress.score_views import ScoreSeries

RangeKey = Literal["4w", "3m", "1y", "all"]
RANGE_KEYS: tuple[RangeKey, ...] = ("4w", "3m", "1y", "all")


class Span(msgspec.Struct, frozen=True):
    """The days `first` to `last`, both included. `key` says which choice they came from, "" for any others."""

    first: date
    last: date
    key: RangeKey | Literal[""] = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last


class Rating(msgspec.Struct, frozen=True):
    """Pain on a day, 0 to 10: said after a session, or of a day without such a rating."""

    day: date
    pain: float
    kind: Literal["session", "day"] = "day"


class MedianPoint(msgspec.Struct, frozen=True):
    """The median of the ratings of the days up to a rated day; `low` to `high` is their middle half, where known."""

    day: date
    median: float
    low: float | None = None
    high: float | None = None


class StageMark(msgspec.Struct, frozen=True):
    """The person came to a part of the plan, "1B", from the one before it (`forward`) or back from a later one."""

    day: date
    part: str
    forward: bool = True


class PainView(msgspec.Struct, frozen=True, kw_only=True):
    """Pain over time. A jump of more than `gap_days` in `line` is a silence and is not bridged.

    `then` and `now` are the medians at both ends of the span, where there are enough ratings to speak of a trend.
    """

    span: Span
    ratings: tuple[Rating, ...] = ()
    line: tuple[MedianPoint, ...] = ()
    spasms: tuple[date, ...] = ()
    stages: tuple[StageMark, ...] = ()
    window_days: int = 7
    gap_days: int = 14
    then: float | None = None
    now: float | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.ratings and not self.spasms


class WeekBlock(msgspec.Struct, frozen=True, kw_only=True):
    """So many weeks as one bar. `a_week` is sessions a week in it, `goal` the mean of what was asked (0: nothing).

    `first` and `last` are days; days before the first entry, and after today, are not counted as weeks.
    """

    first: date
    last: date
    sessions: int
    a_week: float
    goal: int
    running: bool = False


class WeeksView(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions a week, oldest first, in blocks of `weeks_a_block`; `met` of `of` full weeks reached their goal.

    `goal` is what is asked now, `note` what is counted.
    """

    span: Span
    blocks: tuple[WeekBlock, ...] = ()
    weeks_a_block: int = 1
    goal: int = 0
    met: int = 0
    of: int = 0
    words: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(block.sessions for block in self.blocks)


class DayCell(msgspec.Struct, frozen=True):
    """A day on which something was: minutes of sessions, minutes played elsewhere, a spasm."""

    day: date
    minutes: int = 0
    elsewhere: int = 0
    sessions: int = 0
    spasm: bool = False


class DaysView(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which something was, oldest first. `begin` is the first day with any entry at all, if there is one.

    `long` says that the span is too long for single days, and a week is the smallest part that is drawn.
    """

    span: Span
    cells: tuple[DayCell, ...] = ()
    begin: date | None = None
    long: bool = False
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.cells


class BalanceRow(msgspec.Struct, frozen=True):
    """An exercise: how often it was completed and how often left when a session had it. `note`: how it comes back.

    Lines that hurt or were made easier, and were not completed, are neither: there was a reason.
    """

    exercise: str
    name: str
    done: int
    skipped: int
    dropped: bool = False
    note: str = ""


class BalanceView(msgspec.Struct, frozen=True, kw_only=True):
    """Half of the rows for what is favoured, first, and half for what is left out, the most dropped last."""

    span: Span
    rows: tuple[BalanceRow, ...] = ()
    sessions: int = 0
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.rows


class HoldPoint(msgspec.Struct, frozen=True):
    """One value of a test: seconds, or a count."""

    day: date
    value: float


class NormView(msgspec.Struct, frozen=True):
    """A published middle range for people of this age and sex, with where it comes from."""

    low: float
    high: float
    middle: float | None
    words: str
    source: str


class HoldRow(msgspec.Struct, frozen=True, kw_only=True):
    """One test (of one side) over time. `change` is the newest value less that of `since`, where there is one.

    `limit` is where the test ends by itself, None where it is not known.
    """

    test: str
    side: Literal["left", "right"] | None
    name: str
    seconds: bool
    points: tuple[HoldPoint, ...]
    limit: float | None = None
    change: float | None = None
    since: date | None = None
    change_words: str = ""
    norm: NormView | None = None

    @property
    def newest(self) -> HoldPoint:
        return self.points[-1]


class HoldsView(msgspec.Struct, frozen=True, kw_only=True):
    """The hold tests with a value up to the end of the span: the person's own history, then published values."""

    span: Span
    rows: tuple[HoldRow, ...] = ()
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.rows


class Stretch(msgspec.Struct, frozen=True):
    """Days without a spasm, from the day after one (`after_spasm`) or the first entry, to the day before the next.

    The running one goes on to today; where the spasm was today, it has no day yet and `first` is tomorrow.
    """

    first: date
    last: date
    after_spasm: bool = True
    running: bool = False

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class SpasmFreeView(msgspec.Struct, frozen=True, kw_only=True):
    """The stretches that touch the span, oldest first, whole also where they began before it."""

    span: Span
    stretches: tuple[Stretch, ...] = ()
    longest: Stretch | None = None
    spasm_days: tuple[date, ...] = ()
    words: str = ""

    @property
    def spasms(self) -> int:
        """How many days of the span had a spasm."""
        return len(self.spasm_days)

    @property
    def is_empty(self) -> bool:
        return not self.stretches


class Thirds(msgspec.Struct, frozen=True):
    """How often pain was lower, the same or higher than before a session."""

    lower: int = 0
    same: int = 0
    higher: int = 0

    @property
    def n(self) -> int:
        return self.lower + self.same + self.higher


class ReliefView(msgspec.Struct, frozen=True, kw_only=True):
    """Pain after sessions, and the morning after those that lowered it, both against the pain before the session.

    `eased_days`: days with a session that lowered it, whether or not the next morning was rated.
    """

    span: Span
    after: Thirds = Thirds()
    morning: Thirds = Thirds()
    eased_days: int = 0
    median_change: float | None = None
    words: str = ""
    morning_words: str = ""
    caution: str = ""

    @property
    def is_empty(self) -> bool:
        return self.after.n == 0


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One session in the list behind the charts."""

    session: str
    title: str
    day: date
    started: datetime
    lines_done: int
    lines: int
    colour: str
    pain_before: int | None
    pain_worst: int | None
    pain_now: int | None
    checked_in: bool


class ProgressView(msgspec.Struct, frozen=True, kw_only=True):
    """The Progress page over a span of days, with the sentences that say what the charts show.

    `sessions` makes its rows, the newest first, when they are asked for.
    """

    span: Span
    begin: date | None
    pain: PainView
    weeks: WeeksView
    days: DaysView
    balance: BalanceView
    holds: HoldsView
    spasm_free: SpasmFreeView
    relief: ReliefView
    scores: tuple[ScoreSeries, ...] = ()
    sessions: Sequence[SessionRow] = ()
