"""The Insights page as values: what was more or less common before spasms, early signs, and what was tried.

Every sentence compares the person with themselves. None says "caused", and none advises to avoid an activity.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import datetime, timedelta

from coach.clock import training_day
from coach.diary import Spasm
from coach.happenings import Experiment
from coach.journal.early_signs import SPASMS_NEEDED, early_signs, looks_like_one
from coach.journal.exact import Interval
from coach.journal.experiments import experiments
from coach.journal.triggers import HINT_FROM, MEASURED_FROM, FactorId, FactorResult, Triggers, Verdict, triggers
from coach.pages.diary_words import word
from coach.pages.insights_signs import signs_view
from coach.pages.insights_trials import trials_view
from coach.pages.insights_views import (
    AfterwardsView,
    FactorView,
    GroupId,
    GroupView,
    InsightsView,
    Lean,
    Ratio,
    TalliedView,
    TeachView,
)
from coach.records import History
from coach.text import _, ngettext

#: Shares that differ by less than this are told as alike (our choice).
ALIKE_WITHIN = 0.10


def insights_view(
    history: History, now: datetime, *, resting: bool = False, without: frozenset[Experiment] = frozenset()
) -> InsightsView:
    """The page as of a moment.

    While `resting` (sessions are held, or a spasm is less than 48 hours old) nothing new is offered to be tried; what
    is in `without` is not offered at all. What runs goes on being shown.
    """
    found = triggers(history, now)
    signs = early_signs(history, now)
    return InsightsView(
        lead=_lead(found),
        groups=_groups(found),
        open_boxes=_open_boxes(found),
        reading=_reading(found),
        shared=_shared(found),
        caution=_(
            "You are compared with nobody but yourself. That cannot prove a cause, and a bad day is remembered better "
            "than a good one."
        ),
        power=_(
            "One person’s diary finds large differences only. With 18 spasms, something with eight times the odds is "
            "found in about 8 of 10 diaries, and in 7 or 8 of 100 diaries something that means nothing looks like a "
            "pattern. “No clear pattern” does not mean “no effect”."
        ),
        clinician=_(
            "If a pattern shows, talk it over with a clinician. It is no reason to stay away from an activity: backs "
            "build capacity by moving."
        ),
        teach=None if found.with_diary else _teach(history, found),
        signs=signs_view(signs, looks_like_one(history, training_day(now), signs)),
        trials=trials_view(experiments(history, now), resting=resting, without=without),
        afterwards=_afterwards(history.spasms),
    )


# -- before spasms --


def _lead(found: Triggers) -> str:
    if not found.spasms:
        return ""
    return ngettext(
        "{n} day with a spasm is in your journal; {known} of them has a diary of the day before, written in time.",
        "{n} days with a spasm are in your journal; {known} of them have a diary of the day before, written in time.",
        found.spasms,
    ).format(n=found.spasms, known=found.with_diary)  # fmt: skip


def _groups(found: Triggers) -> tuple[GroupView, ...]:
    inside: dict[GroupId, list[FactorResult]] = {
        "patterns": [],
        "hints": [],
        "protectors": [],
        "none": [],
        "little": [],
    }
    for result in found.factors:
        if result.spasms:
            inside[_group_of(result)].append(result)
    heads: dict[GroupId, tuple[str, str]] = {
        "patterns": (
            _("Possible patterns"),
            _("More common before your spasms than on usual days, by more than chance easily does."),
        ),
        "hints": (
            _("Early hints"),
            _("{few} to {some} spasms give a hint, no more. It may turn round with the next ones.").format(
                few=HINT_FROM, some=MEASURED_FROM - 1
            ),
        ),
        "protectors": (
            _("Less common before your spasms"),
            _("Less common than on usual days, by more than chance easily does. That may be chance or "
              "protection; it is no proof of either."),
        ),
        "none": (
            _("No clear pattern yet"),
            _("Measured, and it may well be chance: either 1, as on usual days, lies within the range, or the range "
              "does not stand up to twelve questions asked at once."),
        ),
        "little": (
            _("Too little to tell"),
            _("Plain counts. A hint needs {few} spasms with a diary that tells it, of the day before and of a usual "
              "day; a measurement needs {many}, and days that differ.").format(few=HINT_FROM, many=MEASURED_FROM),
        ),
    }  # fmt: skip
    return tuple(
        GroupView(own, *heads[own], tuple(_factor(one) for one in _ordered(own, results)))
        for own, results in inside.items()
        if results
    )


def _group_of(result: FactorResult) -> GroupId:
    if result.shown == "counts":
        return "little"
    if result.shown == "hint":
        return "hints"
    called: dict[Verdict, GroupId] = {"pattern": "patterns", "protector": "protectors", "none": "none"}
    return called[result.verdict]


def _ordered(group: GroupId, results: list[FactorResult]) -> list[FactorResult]:
    """What was more common first; of what was less common the strongest, by its odds ratio and then its range."""
    return sorted(results, key=_least_first if group == "protectors" else _most_first)


def _most_first(result: FactorResult) -> float:
    return result.usual - result.share


def _least_first(result: FactorResult) -> tuple[float, float]:
    limits = result.limits or Interval(0, math.inf)
    return result.ratio or 0.0, limits.high


def _factor(result: FactorResult) -> FactorView:
    lean, lean_words = _lean(result)
    followed = ngettext(
        "{n} of {all} spasm followed a day {what}.", "{n} of {all} spasms followed a day {what}.", result.spasms
    ).format(n=result.hazards, all=result.spasms, what=_day_with(result.factor))
    usual = ngettext(
        "Of {all} usual day compared, {n} had it ({share}\u00a0%).",
        "Of {all} usual days compared, {n} had it ({share}\u00a0%).",
        result.distinct_of,
    ).format(n=result.distinct_days, all=result.distinct_of, share=round(100 * result.distinct_share))  # fmt: skip
    limits = result.limits
    ratio = None
    if result.ratio is not None and limits is not None:
        ratio = Ratio(result.ratio, limits.low, limits.high)
    return FactorView(
        factor=result.factor,
        name=factor_name(result.factor),
        counts=f"{followed} {usual}",
        lean=lean,
        lean_words=lean_words,
        ratio_words=_ratio_words(ratio) if ratio is not None else "",
        ratio=ratio,
    )


def _lean(result: FactorResult) -> tuple[Lean, str]:
    """The side a factor is on, and its words. Counts alone take no side, and neither does what may be chance.

    A hint takes one where the shares differ both spasm by spasm, as they are compared, and by the plain counts that
    stand beside it (our choice): no sentence shall speak against its own numbers.
    """
    if result.shown == "counts":
        return "open", ""
    if result.limits is not None:
        if result.verdict == "pattern":
            return "more", _("more common before your spasms")
        if result.verdict == "protector":
            return "less", _("less common before your spasms")
        return "same", _("may be chance") if result.limits.without(1) else _("no clear difference")
    apart = (result.share - result.usual, result.share - result.distinct_share)
    if min(apart) >= ALIKE_WITHIN:
        return "more", _("more common so far")
    if max(apart) <= -ALIKE_WITHIN:
        return "less", _("less common so far")
    return "same", _("about as common so far")


def _ratio_words(ratio: Ratio) -> str:
    if math.isinf(ratio.value):
        return _("No spasm speaks against it, so its odds ratio has no upper end: {low} or more.").format(
            low=_limit(ratio.low)
        )
    if ratio.value == 0:
        return _("No spasm speaks for it, so its odds ratio has no lower end: {high} or less.").format(
            high=_limit(ratio.high)
        )
    return _("Odds ratio {value}; with this much data it could be anything from {low} to {high}.").format(
        value=_number(ratio.value), low=_limit(ratio.low), high=_limit(ratio.high)
    )


def _reading(found: Triggers) -> str:
    if not any(one.ratio is not None for one in found.factors):
        return ""
    return _(
        "An odds ratio of 1 means: as common before spasms as on usual days. Above 1 it was more common, below 1 less. "
        "The bar is the range in which it may well lie (95\u00a0%); the fewer spasms, the wider."
    )


def _shared(found: Triggers) -> str:
    if not any(one.shares_controls for one in found.factors):
        return ""
    return _(
        "Some of your spasms are compared with the same days; that makes a pattern look surer than it is."
    )  # fmt: skip


def _open_boxes(found: Triggers) -> str:
    names = [factor_name(one.factor) for one in found.factors if not one.spasms]
    if not names or len(names) == len(found.factors):
        return ""
    return _("Not known of enough days to compare: {names}.").format(names=", ".join(_inside(n) for n in names))


def factor_name(factor: FactorId) -> str:
    """What was asked about, as a title."""
    return {
        "long-sitting": _("Long sitting"),
        "few-breaks": _("Few breaks from sitting"),
        "long-drive": _("A long drive"),
        "heavy-lifting": _("Heavy lifting"),
        "awkward": _("Awkward posture"),
        "hard-activity": _("Hard or unusual effort"),
        "distracted": _("Distracted while moving"),
        "poor-sleep": _("A day after a bad night"),
        "high-stress": _("High stress"),
        "drank-little": _("Drinking little"),
        "walked": _("Walking over 30 minutes"),
        "session": _("A session"),
    }[factor]


def _day_with(factor: FactorId) -> str:
    """How a day with the factor is spoken of: "a day …"."""
    return {
        "long-sitting": _("with over six hours of sitting"),
        "few-breaks": _("with hardly a break from sitting"),
        "long-drive": _("with a long drive"),
        "heavy-lifting": _("with more than 10 kg to lift"),
        "awkward": _("with something handled in an awkward posture"),
        "hard-activity": _("with hard or unusual effort"),
        "distracted": _("with distraction while moving"),
        "poor-sleep": _("that had begun with a bad night"),
        "high-stress": _("with high stress"),
        "drank-little": _("with little to drink"),
        "walked": _("with more than 30 minutes of walking"),
        "session": _("with a session"),
    }[factor]


def _teach(history: History, found: Triggers) -> TeachView:
    days = len({log.day for log in history.day_logs if log.in_time})
    logged = ngettext("{n} day", "{n} days", days).format(n=days)
    spasms = ngettext("{n} day with a spasm", "{n} days with a spasm", found.spasms).format(n=found.spasms)
    return TeachView(
        title=_("What your days can tell"),
        words=_("This page compares the day before each spasm with your other days of the same month and weekday. For "
                "that it needs both: the bad days and many plain ones."),
        steps=(
            _("In the evening, fill in the day. It takes about a minute, and a box may stay open."),
            _("On quiet days, too: without them there is nothing to compare with."),
            _("Write it by the end of the next day. What is filled in later, or once a spasm is logged, is memory and "
              "is left out."),
            _("When a spasm comes, log when it began."),
            _("Early signs show from {signs} spasms on, hints from {few}, measurements from {many}.").format(
                signs=SPASMS_NEEDED, few=HINT_FROM, many=MEASURED_FROM
            ),
        ),
        so_far=_("So far: {days} written in time, {spasms}.").format(days=logged, spasms=spasms),
    )  # fmt: skip


# -- hindsight --


def _afterwards(spasms: tuple[Spasm, ...]) -> AfterwardsView | None:
    asked = (
        ("doing", _("What you were doing")),
        ("two_hours", _("In the two hours before")),
        ("day_before", _("The day before")),
        ("signs", _("Signs you remembered")),
    )
    told = [spasm for spasm in spasms if any(getattr(spasm.told, kind) for kind, _title in asked)]
    if not told:
        return None
    found = []
    for kind, title in asked:
        counts = Counter(value for spasm in told for value in getattr(spasm.told, kind) if value != "none")
        if counts:
            rows = tuple(_("{what}: {n}").format(what=word(kind, value), n=n) for value, n in counts.most_common())
            found.append(TalliedView(title, rows))
    hour, day = timedelta(hours=1), timedelta(days=1)
    soon = sum(spasm.written_after <= hour for spasm in told)
    same = sum(hour < spasm.written_after <= day for spasm in told)
    parts = (
        (soon, _("{n} within the hour")),
        (same, _("{n} within the day")),
        (len(told) - soon - same, _("{n} later")),
    )
    return AfterwardsView(
        _("Told with the spasm or after it, when one looks for reasons. It is counted here and used in no comparison."),
        ngettext("{n} spasm, written down: {when}.", "{n} spasms, written down: {when}.", len(told)).format(
            n=len(told), when=", ".join(words.format(n=n) for n, words in parts if n)
        ),
        tuple(found),
    )


def _inside(name: str) -> str:
    """A title within a sentence."""
    return name[:1].lower() + name[1:]


def _number(ratio: float) -> str:
    """An odds ratio as it is read: no more digits than it deserves."""
    if ratio >= 100:
        return _("over 100")
    if ratio < 0.1:
        return _("under 0.1")
    if ratio >= 10:
        return f"{ratio:.0f}"
    return f"{ratio:.1f}" if ratio >= 0.95 else f"{ratio:.2f}"


def _limit(ratio: float) -> str:
    """An end of the range: with so many digits that it is seen on which side of 1 it lies."""
    text = _number(ratio)
    if text != "1.0" or ratio == 1:
        return text
    for digits in (2, 3, 4):
        text = f"{ratio:.{digits}f}"
        if float(text) != 1:
            return text
    return _("just over 1") if ratio > 1 else _("just under 1")
