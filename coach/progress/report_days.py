"""What was more common before spasms, and everyday circumstances, as the report tells them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from coach.diary import DayLog, newest_logs
from coach.happenings import PlayedElsewhere
from coach.journal.triggers import HINT_FROM, MEASURED_FROM, FactorResult, triggers
from coach.pages.diary_words import DAY_BOXES, question, word, words
from coach.pages.insights import factor_name
from coach.pages.plan_tests import number
from coach.plan.person import of_kind
from coach.progress.pain import quantile
from coach.progress.report_pain import newest_ratings
from coach.progress.report_period import Period
from coach.progress.report_views import Before, Fact, Table
from coach.progress.report_words import days_count
from coach.text import _, ngettext

# -- before spasms -------------------------------------------------------------------------------------------------


def before(period: Period) -> Before:
    """The comparison of Insights over the whole journal up to the end of the period, factor by factor."""
    found = triggers(period.history, period.end)
    known = sorted((one for one in found.factors if one.spasms), key=_order)
    lead = ngettext(
        "From the whole journal: {n} day with a spasm, {known} with a diary of the day before, written in time."
        " A row counts those with other days to compare.",
        "From the whole journal: {n} days with a spasm, {known} with a diary of the day before, written in time."
        " A row counts those with other days to compare.",
        found.spasms,
    ).format(n=found.spasms, known=found.with_diary)
    return Before(
        lead=lead if found.spasms else "",
        factors=Table(
            head=(_("The day before"), _("Spasms"), _("Usual days"), _("Odds ratio, 95\u00a0% range"), _("Reading")),
            rows=tuple(_factor_row(one) for one in known),
            none=_("Not enough to compare: it needs spasms, and a diary of plain days."),
        ),
        caution=_(
            "Association, not cause: each spasm against days of the same weekday and month (case-crossover, exact"
            " intervals). A pattern stands a correction for twelve questions; a hint rests on {few} to {some} spasms."
            " One diary finds large differences only: “no clear pattern” is not “none”."
        ).format(few=HINT_FROM, some=MEASURED_FROM - 1)
        if known
        else "",
        telling=sum(one.shown != "counts" for one in known),
    )


def _order(one: FactorResult) -> tuple[int, float]:
    group = {"pattern": 0, "protector": 2}.get(one.verdict)
    if group is None:
        group = {"hint": 1, "measured": 3, "counts": 4}[one.shown]
    return group, one.usual - one.share


def _factor_row(one: FactorResult) -> tuple[str, ...]:
    ratio = "–"
    if one.ratio is not None and one.limits is not None:
        ratio = _("{ratio} ({low} to {high})").format(
            ratio=_ratio(one.ratio), low=_ratio(one.limits.low), high=_ratio(one.limits.high)
        )
    return (
        factor_name(one.factor),
        _("{n} of {all}").format(n=one.hazards, all=one.spasms),
        _("{n} of {all}, {share}\u00a0%").format(
            n=one.distinct_days, all=one.distinct_of, share=round(100 * one.distinct_share)
        ),
        ratio,
        _reading(one),
    )


def _reading(one: FactorResult) -> str:
    if one.shown == "counts":
        return _("too little to tell")
    if one.shown == "hint":
        return _("early hint only")
    if one.verdict == "pattern":
        return _("possible pattern")
    if one.verdict == "protector":
        return _("less common before")
    if one.limits is not None and one.limits.without(1):
        return _("may be chance")
    return _("no clear pattern")


def _ratio(value: float) -> str:
    """No more digits than it deserves, and so many that it is seen on which side of 1 it lies."""
    if math.isinf(value):
        return "∞"
    if value >= 100:
        return _("over 100")
    if value >= 10:
        return f"{value:.0f}"
    for digits in (1, 2, 3):
        text = f"{value:.{digits}f}"
        if float(text) != 1 and (value >= 1 or digits > 1):
            return text
    return f"{value:.1f}" if value == 1 else f"{value:.4f}"


# -- everyday ------------------------------------------------------------------------------------------------------


def days(period: Period) -> tuple[str, tuple[Fact, ...]]:
    """What was logged of the days of the period, a line for each question that was answered."""
    logs = [log for day, log in newest_logs(period.history.day_logs).items() if period.holds(day)]
    late = sum(not log.in_time for log in logs)
    facts = [*_pains(period)]
    for box in DAY_BOXES:
        counts = Counter(value for log in logs if (value := getattr(log, box)) is not None)
        if counts:
            facts.append(Fact(question(box), _shares(box, counts, len(logs))))
    facts += [fact for kind in ("happened", "signs") if (fact := _lists(kind, logs)) is not None]
    elsewhere = [h for h in of_kind(period.history, PlayedElsewhere) if period.holds(h.day)]
    if elsewhere:
        text = _("{minutes} min on {days}, from other records").format(
            minutes=sum(h.minutes for h in elsewhere), days=days_count(len({h.day for h in elsewhere}))
        )
        facts.append(Fact(_("Exercise elsewhere"), text))
    if not logs:
        return _("No day was logged in this period."), tuple(facts)
    lead = ngettext("{n} of {days} logged", "{n} of {days} logged", len(logs)).format(
        n=len(logs), days=days_count(period.recorded_days)
    )
    if late:
        lead = _("{lead}, {n} of them later than the next day (memory)").format(lead=lead, n=late)
    return f"{lead}.", tuple(facts)


def _pains(period: Period) -> list[Fact]:
    newest = newest_ratings(period.history.ratings, period.first, period.last)
    found = []
    for kind, label in (("morning", _("Pain on waking")), ("average", _("Pain of the day"))):
        own = sorted(float(rating.pain) for (_day, of), rating in newest.items() if of == kind)
        if own:
            text = _("median {median}, middle half {low} to {high} (n\u00a0=\u00a0{n})").format(
                median=number(quantile(own, 0.5)),
                low=number(quantile(own, 0.25)),
                high=number(quantile(own, 0.75)),
                n=len(own),
            )
            found.append(Fact(label, text))
    return found


def _shares(box: str, counts: Counter[str], logs: int) -> str:
    n = counts.total()
    shares = [
        _("{what} {share}\u00a0%").format(share=round(100 * counts[value] / n), what=_inside(word(box, value)))
        for value in words(box)
        if counts[value]
    ]
    return _of(", ".join(shares), n, logs)


def _lists(kind: str, logs: Sequence[DayLog]) -> Fact | None:
    told = [getattr(log, kind) for log in logs if getattr(log, kind) is not None]
    counts = Counter(value for values in told for value in values)
    if not counts:
        return None
    label = _("Happened, days") if kind == "happened" else _("Body signs, days")
    text = ", ".join(_("{what} {n}").format(what=_inside(word(kind, value)), n=n) for value, n in counts.most_common())
    return Fact(label, _of(text, len(told), len(logs)))


def _of(text: str, n: int, logs: int) -> str:
    """On how many days it was answered, where that is not every day that was logged."""
    return text if n == logs else _("{text} (n\u00a0=\u00a0{n})").format(text=text, n=n)


def _inside(text: str) -> str:
    """A title within a line."""
    return text[:1].lower() + text[1:]
