"""The time without spasms. A spasm is where a stretch begins; nothing that was before it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from coach.clock import training_day
from coach.plan.walk import Walk
from coach.progress.pain import spasm_days
from coach.progress.views import Span, SpasmFreeView, Stretch
from coach.records import History
from coach.text import _, ngettext

_DAY = timedelta(days=1)


def spasm_free_view(history: History, walked: Walk, span: Span, begin: date | None) -> SpasmFreeView:
    """The stretches that touch the span; the first begins with the spasm told at the placement, or the first entry."""
    if begin is None:
        return SpasmFreeView(span=span)
    days = [day for day in spasm_days(history) if day <= span.last]
    told = walked.placed.last_spasm if walked.placed is not None else None
    if told is not None and (not days or training_day(told) < days[0]) and training_day(told) <= span.last:
        days.insert(0, training_day(told))
    # After a clock was set back, the first entry may lie ahead.
    whole = stretches(days, min(begin, span.last), span.last)
    shown = tuple(one for one in whole if one.last >= span.first)
    longest = max(shown, key=lambda one: one.days, default=None)
    return SpasmFreeView(
        span=span,
        stretches=shown,
        longest=longest,
        spasm_days=tuple(day for day in days if span.has(day)),
        words=_words(shown, longest),
    )


def stretches(spasms: Sequence[date], begin: date, today: date) -> tuple[Stretch, ...]:
    """From spasm days, oldest first, each once. The last one is running."""
    found: list[Stretch] = []
    if not spasms or begin < spasms[0]:
        end = spasms[0] - _DAY if spasms else today
        found.append(Stretch(begin, end, after_spasm=False, running=not spasms))
    for i, day in enumerate(spasms):
        running = i + 1 == len(spasms)
        end = today if running else spasms[i + 1] - _DAY
        # Between spasms on two days in a row there is no stretch.
        if end > day or running:
            found.append(Stretch(day + _DAY, end, True, running))
    return tuple(found)


def _words(shown: Sequence[Stretch], longest: Stretch | None) -> str:
    if not shown or longest is None:
        return ""
    now = shown[-1]
    if not now.after_spasm:
        return ngettext("No spasm noted in {n} day", "No spasm noted in {n} days", now.days).format(n=now.days)
    if now.days == 0:
        said = _("A new stretch begins tomorrow")
    else:
        said = ngettext("{n} day since the last spasm", "{n} days since the last spasm", now.days).format(n=now.days)
    if longest is now:
        return said + (_(", the longest in this time") if len(shown) > 1 else "")
    return _("{said}; the longest was {n}").format(said=said, n=longest.days)
