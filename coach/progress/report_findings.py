"""Tests and scores, as the report tells them."""

from __future__ import annotations

from collections.abc import Sequence

from coach.clock import training_day
from coach.happenings import Side, Tested
from coach.library.capacity import CapacityTest, Norm
from coach.pages.plan_tests import number
from coach.plan.capacity import ORDER, PAIN_DURING_AT_MOST, SIDES
from coach.plan.outcomes import activities
from coach.plan.person import of_kind
from coach.progress.report_period import Period
from coach.progress.report_views import Table
from coach.progress.report_words import day_text, enough_digits
from coach.progress.score_views import ScorePoint, ScoreSeries
from coach.progress.scores import change_words
from coach.records import History
from coach.text import _

# -- tests ---------------------------------------------------------------------------------------------------------


def tests(period: Period) -> tuple[Table, str]:
    """Every test (and side) that was tried up to the end of the period, and where the published values come from."""
    capacity = period.walked.capacity
    tried = of_kind(period.history, Tested, period.end)
    rows: list[tuple[str, ...]] = []
    sources: dict[str, None] = {}
    for test in sorted(period.library.plan.tests, key=lambda one: ORDER.index(one.id)):
        norm = next((one for one in test.norms if one.fits(capacity.age, capacity.sex) and _checked(one)), None)
        for side in SIDES if test.each_side else (None,):
            own = [one for one in tried if one.test == test.id and one.side == side]
            if own:
                rows.append(_test_row(test, side, own, norm))
                if norm is not None:
                    sources[norm.source.text] = None
    note = _("Best: without those that hurt. Targets of the plan are the app’s own.")
    if sources:
        note = _("Published: the middle half of people of this sex and age. {sources} {note}").format(
            sources=" ".join(sources), note=note
        )
    return Table(
        head=(_("Test, done alone at home"), _("First"), _("Best"), _("Newest"), _("Published, middle half")),
        rows=tuple(rows),
        none=_("No test was done so far."),
    ), (note if rows else "")


def _checked(norm: Norm) -> bool:
    """Values that nobody has looked up again do not stand before a clinician; those that were are all quartiles."""
    return norm.source.checked != "memory" and norm.low is not None and norm.high is not None


def _test_row(test: CapacityTest, side: Side | None, own: Sequence[Tested], norm: Norm | None) -> tuple[str, ...]:
    best = max((one.value for one in own if not _hurt(one)), default=None)
    named = {None: "{name}", "right": _("{name}, right"), "left": _("{name}, left")}[side]
    return (
        named.format(name=test.name),
        _tried(test, own[0]),
        _value(test, best) if best is not None else _("not known"),
        _tried(test, own[-1]),
        _("{low} to {high}").format(low=number(norm.low), high=_value(test, norm.high)) if norm is not None else "–",
    )


def _tried(test: CapacityTest, one: Tested) -> str:
    text = _("{value}, {day}").format(value=_value(test, one.value), day=day_text(training_day(one.at)))
    return _("{text}, hurt").format(text=text) if _hurt(one) else text


def _hurt(one: Tested) -> bool:
    return one.ended == "pain" or (one.pain_worst is not None and one.pain_worst > PAIN_DURING_AT_MOST)


def _value(test: CapacityTest, value: float | None) -> str:
    return _("{n} s").format(n=number(value)) if test.measure == "seconds" else number(value)


# -- scores --------------------------------------------------------------------------------------------------------


def scores(series: Sequence[ScoreSeries], history: History) -> tuple[Table, str]:
    """The person's own activities, Roland-Morris, and the change they feel: each with its scale and direction."""
    rows = []
    for one in series:
        if one.points:
            first, last = one.points[0], one.points[-1]
            newest = _scored(one, last) if len(one.points) > 1 else "–"
            rows.append((_scale(one), _scored(one, first), newest, _says(one, history)))
    note = " ".join(dict.fromkeys(one.source for one in series if one.points and one.source))
    return Table(
        head=(_("Score"), _("First"), _("Newest"), _("What it says")),
        rows=tuple(rows),
        none=_("No score was given so far."),
    ), note


def _scale(one: ScoreSeries) -> str:
    return {
        "goals": _("Own activities, of 10 (10: as before)"),
        "roland-morris": _("Roland-Morris, of 24 (higher is worse)"),
        "change": _("Change on the whole, as felt"),
    }[one.id]


def _scored(one: ScoreSeries, point: ScorePoint) -> str:
    value = change_words(round(point.value)) if one.id == "change" else number(point.value)
    return _("{value}, {day}").format(value=value, day=day_text(point.day))


def _says(one: ScoreSeries, history: History) -> str:
    """The change since the first score, in points and in which direction, and whether it reaches the line below."""
    if one.id == "change":
        if one.verdict == "same":
            return _("Since beginning with the app. Less than two steps: no change by the line below.")
        return _("Since beginning with the app. A change by the line below.")
    reading = _("One score so far.")
    if len(one.points) > 1:
        change = one.points[-1].value - one.points[0].value
        by = enough_digits(abs(change), one.real)
        better = change > 0 if one.better == "up" else change < 0
        if change == 0:
            reading = _("No change.")
        elif one.verdict == "same":
            small = _("{n} better: less than the line below.") if better else _("{n} worse: less than the line below.")
            reading = small.format(n=by)
        else:
            large = _("{n} better: reaches the line below.") if better else _("{n} worse: reaches the line below.")
            reading = large.format(n=by)
    if one.id != "goals":
        return reading
    return _("{reading} Mean of: {names}.").format(
        reading=reading, names=", ".join(own.words for own in activities(history))
    )
