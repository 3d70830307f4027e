"""What pain does after a session, and whether it is still lower the next morning. Only where it was rated."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median

from coach.diary import DayRating
from coach.progress.views import ReliefView, Span, Thirds
from coach.records import History, once
from coach.text import _, ngettext

#: Fewer sessions have no middle worth naming.
MEDIAN_FROM = 4
_DAY = timedelta(days=1)


def relief_view(history: History, span: Span) -> ReliefView:
    """Sessions of the span with a rating before and after; of those that lowered pain, the next morning."""
    mornings = _mornings(history)
    changes: list[int] = []
    later: dict[date, int] = {}
    eased: set[date] = set()
    for played in history.sessions:
        now = played.check_in.pain_now if played.check_in is not None else None
        before = played.pain_before
        if now is None or before is None or not span.has(played.day):
            continue
        changes.append(now - before)
        # One morning stands for its day: with several sessions the last that lowered pain.
        if now < before:
            eased.add(played.day)
            if played.day + _DAY in mornings:
                later[played.day] = mornings[played.day + _DAY].pain - before
    after, morning = _thirds(changes), _thirds(list(later.values()))
    middle = float(median(changes)) if len(changes) >= MEDIAN_FROM else None
    return ReliefView(
        span=span,
        after=after,
        morning=morning,
        eased_days=len(eased),
        median_change=middle,
        words=_words(after, middle),
        morning_words=_morning_words(morning, len(eased)),
        caution=_("Without days to compare with, this shows what goes together, not what caused it.")
        if changes
        else "",
    )


@once
def _mornings(history: History) -> dict[date, DayRating]:
    found: dict[date, DayRating] = {}
    for rating in history.ratings:
        newest = found.get(rating.day)
        if rating.kind == "morning" and (newest is None or rating.at >= newest.at):
            found[rating.day] = rating
    return found


def _thirds(changes: list[int]) -> Thirds:
    return Thirds(sum(c < 0 for c in changes), sum(c == 0 for c in changes), sum(c > 0 for c in changes))


def _words(after: Thirds, middle: float | None) -> str:
    if not after.n:
        return ""
    said = ngettext("Lower after {k} of {n} session", "Lower after {k} of {n} sessions", after.n).format(
        k=after.lower, n=after.n
    )
    if middle is None:
        return said
    if middle == 0:
        return _("{said}, typically unchanged").format(said=said)
    by = f"{abs(middle):g}"
    return (
        _("{said}, typically by\u00a0{by}").format(said=said, by=by)
        if middle < 0
        else _("{said}, typically {by} higher").format(said=said, by=by)
    )


def _morning_words(morning: Thirds, eased_days: int) -> str:
    if not morning.n:
        return ""
    said = ngettext(
        "A session lowered it on {n} day",
        "A session lowered it on {n} days",
        eased_days,
    ).format(n=eased_days)
    rated = ngettext(
        "{n} next morning was rated, {k} of them still lower",
        "{n} next mornings were rated, {k} of them still lower",
        morning.n,
    ).format(n=morning.n, k=morning.lower)
    return _("{said}; {rated}").format(said=said, rated=rated)
