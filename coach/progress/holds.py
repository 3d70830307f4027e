"""The tests over time: each against the person's own earlier values, then beside published ones where there are any.

Only values of the same test and side are compared; no ratio of unlike tests is made (facts C8).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from coach.clock import training_day
from coach.happenings import Tested
from coach.library.capacity import CapacityTest
from coach.library.library import Library
from coach.pages.plan_tests import number
from coach.plan.capacity import ORDER, PAIN_DURING_AT_MOST, SIDES
from coach.plan.person import of_kind
from coach.plan.walk import Walk
from coach.progress.views import HoldPoint, HoldRow, HoldsView, NormView, Span
from coach.records import History
from coach.text import _

#: Seconds: two values closer than this say the same.
SAME_WITHIN = 0.05
RECENT = timedelta(weeks=26)


def holds_view(history: History, library: Library, walked: Walk, span: Span) -> HoldsView:
    """Every test that was done in the span, and those that are recent: a test day comes every few weeks at most."""
    by_test: dict[tuple[str, str | None], list[HoldPoint]] = {}
    for one in of_kind(history, Tested, walked.now):
        day = training_day(one.at)
        if day <= span.last and one.ended != "pain" and (one.pain_worst or 0) <= PAIN_DURING_AT_MOST:
            by_test.setdefault((one.test, one.side), []).append(HoldPoint(day, one.value))
    rows: list[HoldRow] = []
    known = {test.id: test for test in library.plan.tests}
    for own in ORDER:
        for side in (*SIDES, None):
            points = by_test.get((own, side))
            if points and own in known and points[-1].day >= min(span.first, span.last - RECENT):
                rows.append(_row(known[own], side, points, walked, span))
    return HoldsView(span=span, rows=tuple(rows), words=_words(rows))


def value_words(value: float, seconds: bool) -> str:
    """ "30 s", or a count."""
    return _("{n}\u00a0s").format(n=number(value)) if seconds else number(value)


def _row(test: CapacityTest, side: str | None, points: Sequence[HoldPoint], walked: Walk, span: Span) -> HoldRow:
    seconds = test.measure == "seconds"
    earlier = [p for p in points[:-1] if p.day >= span.first] or list(points[:-1][-1:])
    change = points[-1].value - earlier[0].value if earlier else None
    since = earlier[0].day if earlier else None
    norm = None
    fitting = [n for n in test.norms if n.fits(walked.capacity.age, walked.capacity.sex)]
    if fitting and fitting[0].low is not None and fitting[0].high is not None:
        low, high = fitting[0].low, fitting[0].high
        words = _("middle range {low} to {high}").format(low=number(low), high=value_words(high, seconds))
        norm = NormView(low, high, fitting[0].middle, words, fitting[0].source.text)
    return HoldRow(
        test=test.id,
        side="left" if side == "left" else "right" if side == "right" else None,
        name=_named(test, side),
        seconds=seconds,
        points=tuple(points),
        limit=float(test.limit),
        change=change,
        since=since,
        change_words=_change(change, since, span, seconds),
        norm=norm,
    )


def _named(test: CapacityTest, side: str | None) -> str:
    if side is None:
        return test.name
    return _("{test}, left").format(test=test.name) if side == "left" else _("{test}, right").format(test=test.name)


def _change(change: float | None, since: date | None, span: Span, seconds: bool) -> str:
    if change is None or since is None:
        return _("your first")
    when = (
        _month(since)
        if since.year == span.last.year
        else _("{month} {year}").format(month=_month(since), year=since.year)
    )
    if abs(change) < SAME_WITHIN:
        return _("as in {when}").format(when=when)
    by = value_words(abs(change), seconds)
    sign = "+" if change > 0 else "\N{MINUS SIGN}"
    return _("{sign}{by} since {when}").format(sign=sign, by=by, when=when)


def _month(day: date) -> str:
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )[day.month - 1]  # fmt: skip


def _words(rows: Sequence[HoldRow]) -> str:
    if not rows:
        return ""
    first = _("Your own values over time")
    if any(row.norm is not None for row in rows):
        first = _("You over time; shaded: the middle range published for your age and sex")
    sides = _sides(rows)
    return f"{first}. {sides}" if sides else first


def _sides(rows: Sequence[HoldRow]) -> str:
    """How far the sides lie apart, of the test in which they do most: for information, never as a verdict.

    Only values of the same test and day are compared, and none that the end of the test cut off.
    """
    pairs = [(row, other) for row in rows for other in rows if row.side == "right" and _comparable(row, other)]
    if not pairs:
        return ""
    row, other = max(pairs, key=_share_apart)
    name = row.name.removesuffix(_named_side(row))
    by = abs(row.newest.value - other.newest.value)
    if by >= SAME_WITHIN:
        return _("{test}: sides differ by {by}").format(test=name, by=value_words(by, row.seconds))
    if len(pairs) > 1:
        return _("Sides are level in each test of both")
    return _("{test}: sides are level").format(test=name)


def _comparable(row: HoldRow, other: HoldRow) -> bool:
    if other.test != row.test or other.side != "left" or row.newest.day != other.newest.day:
        return False
    return row.limit is None or max(row.newest.value, other.newest.value) < row.limit - SAME_WITHIN


def _share_apart(pair: tuple[HoldRow, HoldRow]) -> float:
    one, other = (row.newest.value for row in pair)
    return abs(one - other) / max(one, other, 1.0)


def _named_side(row: HoldRow) -> str:
    return _("{test}, right").format(test="") if row.side == "right" else ""
