"""Pain over time: the ratings, their moving median with its middle half, spasms and the parts of the plan."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from coach.clock import training_day
from coach.diary import DayRating
from coach.plan.walk import Walk
from coach.progress.views import MedianPoint, PainView, Rating, Span, StageMark
from coach.records import History, once
from coach.text import _, ngettext

WINDOW_DAYS = 7
#: Beyond two years a median over four weeks is drawn instead: seven days are less than a pixel there.
LONG_WINDOW_DAYS = 28
LONG_FROM_DAYS = 2 * 366
#: There the line has one point in four weeks: the median of the four weeks up to it.
LONG_STEP_DAYS = 28
#: The line is cut where nobody rated anything for longer.
GAP_DAYS = 14
#: Fewer ratings in the window have no middle half, and no trend begins or ends there.
BAND_FROM = 4
#: Medians closer than this share ratings, or are a mood: nothing is said of a trend before (our choice).
TREND_DAYS = 14
#: A smaller difference of the medians is not called a change. Ostelo 2008 calls 2 points or 30 % meaningful; a median
#: of whole numbers moves in halves, so anything below 0.75 is its own wobble (our choice).
SAME_WITHIN = 0.75


def pain_view(history: History, walked: Walk, span: Span) -> PainView:
    """The pain of a span of days."""
    window = LONG_WINDOW_DAYS if span.days > LONG_FROM_DAYS else WINDOW_DAYS
    step = LONG_STEP_DAYS if window == LONG_WINDOW_DAYS else 1
    # The window of the first days reaches back before the span: a day's median is the same in every span.
    ratings = all_ratings(history)
    begin = bisect_left(ratings, span.first - timedelta(days=window - 1), key=_day)
    ratings = ratings[begin : bisect_right(ratings, span.last, key=_day)]
    line = tuple(point for point in medians(ratings, window, step, span.last) if span.has(point.day))
    shown = ratings[bisect_left(ratings, span.first, key=_day) :]
    gap = GAP_DAYS if window == WINDOW_DAYS else GAP_DAYS + LONG_STEP_DAYS
    begun, ended = _ends(line, span, gap)
    view = PainView(
        span=span,
        ratings=shown,
        line=line,
        spasms=tuple(day for day in spasm_days(history) if span.has(day)),
        stages=stage_marks(walked, span),
        window_days=window,
        gap_days=gap,
        then=begun.median if begun is not None else None,
        now=ended.median if ended is not None else None,
    )
    return msgspec.structs.replace(view, words=_words(view, begun))


def _ends(
    line: Sequence[MedianPoint], span: Span, gap_days: int
) -> tuple[MedianPoint, MedianPoint] | tuple[None, None]:
    """The medians at both ends of a span, where both rest on enough ratings and the later one is of late."""
    begun = next((point for point in line if point.low is not None), None)
    ended = line[-1] if line else None
    if begun is None or ended is None or ended.low is None:
        return None, None
    if (ended.day - begun.day).days < TREND_DAYS or (span.last - ended.day).days > gap_days:
        return None, None
    return begun, ended


def _day(rating: Rating) -> date:
    return rating.day


@once
def all_ratings(history: History) -> tuple[Rating, ...]:
    """What was said after each session; of other days the average, else the morning, else before a session."""
    found: list[Rating] = []
    rated: set[date] = set()
    before: dict[date, int] = {}
    for played in history.sessions:
        now = played.check_in.pain_now if played.check_in is not None else None
        if now is not None:
            found.append(Rating(played.day, now, "session"))
            rated.add(played.day)
        elif played.pain_before is not None:
            before[played.day] = played.pain_before
    other = {**before, **_day_ratings(history)}
    found += [Rating(day, pain, "day") for day, pain in other.items() if day not in rated]
    return tuple(sorted(found, key=lambda rating: rating.day))


def medians(
    ratings: Sequence[Rating], window_days: int, step_days: int = 1, last: date | None = None
) -> tuple[MedianPoint, ...]:
    """Of each rated day the median of the ratings of the `window_days` days up to it. `ratings` are oldest first.

    With `step_days` only of the newest rated day in each stretch of so many, counted back from `last`.
    """
    days = [rating.day.toordinal() for rating in ratings]
    end = last.toordinal() if last is not None else max(days, default=0)
    line: list[MedianPoint] = []
    for i, rating in enumerate(ratings):
        if i + 1 < len(days) and (end - days[i]) // step_days == (end - days[i + 1]) // step_days:
            continue
        begin = bisect_right(days, days[i] - window_days)
        window = sorted([one.pain for one in ratings[begin : i + 1]])
        band = len(window) >= BAND_FROM
        line.append(
            MedianPoint(
                rating.day,
                quantile(window, 0.5),
                quantile(window, 0.25) if band else None,
                quantile(window, 0.75) if band else None,
            )
        )
    return tuple(line)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which a share (0 to 1) of the ordered values lies, between neighbours in proportion."""
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def stage_marks(walked: Walk, span: Span) -> tuple[StageMark, ...]:
    """The days of the span on which the person came to another part; of several on a day the last."""
    marks: dict[date, StageMark] = {}
    before: int | None = None
    for move in walked.moves:
        step = walked.ladder.steps[move.to]
        day = training_day(move.at)
        if before is not None and step.order != before and span.has(day):
            marks[day] = StageMark(day, step.part.id, step.order > before)
        before = step.order
    return tuple(marks[day] for day in sorted(marks))


def _day_ratings(history: History) -> dict[date, int]:
    newest: dict[tuple[date, str], DayRating] = {}
    for rating in history.ratings:
        known = newest.get((rating.day, rating.kind))
        if known is None or rating.at >= known.at:
            newest[rating.day, rating.kind] = rating
    # The average of a whole day takes the place of its morning.
    return {day: newest[day, kind].pain for kind in ("morning", "average") for day, own in newest if own == kind}


def _words(view: PainView, begun: MedianPoint | None) -> str:
    n = len(view.ratings)
    if n == 0:
        return _("No pain ratings in this time yet.") if view.spasms or view.stages else ""
    newest = view.ratings[-1].day
    if (view.span.last - newest).days > view.gap_days:
        return _("Last rated on {day}").format(day=_date(newest, view.span.last))
    if view.now is None or view.then is None or begun is None:
        return _too_few(view)
    now, then = f"{view.now:g}", f"{view.then:g}"
    ago = _ago((view.span.last - begun.day).days)
    if abs(view.now - view.then) < SAME_WITHIN:
        return _("Typical lately: {now}, about the same as {ago}").format(now=now, ago=ago)
    words = (
        _("Typical lately: {now}, down from {then} {ago}")
        if view.now < view.then
        else _("Typical lately: {now}, up from {then} {ago}")
    )
    return words.format(now=now, then=then, ago=ago)


def _too_few(view: PainView) -> str:
    """What is missing for a trend."""
    n = len(view.ratings)
    if n < BAND_FROM:
        return ngettext(
            "{n} rating so far. A few more show a trend.", "{n} ratings so far. A few more show a trend.", n
        ).format(n=n)
    if (view.ratings[-1].day - view.ratings[0].day).days < TREND_DAYS + WINDOW_DAYS:
        return _("{n} ratings so far. After two to three weeks they show a trend.").format(n=n)
    return _("{n} ratings in this time. For a trend, four within {days} days are needed at both ends.").format(
        n=n, days=view.window_days
    )


def _date(day: date, today: date) -> str:
    """Such as "5 Mar", with its year where that is another one."""
    months = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
    words = _("{day} {month}") if day.year == today.year else _("{day} {month} {year}")
    return words.format(day=day.day, month=months[day.month - 1], year=day.year)


def _ago(days: int) -> str:
    """How long ago a span of days began, in round numbers."""
    months = round(days / 30.4)
    if months >= 24:
        return _("{n} years ago").format(n=_number(round(days / 365.25)))
    if months == 12:
        return _("a year ago")
    if days >= 45:
        return _("{n} months ago").format(n=_number(months))
    if days >= 13:
        return _("{n} weeks ago").format(n=_number(round(days / 7)))
    return ngettext("a day ago", "{n} days ago", days).format(n=_number(days))


def _number(n: int) -> str:
    """Small numbers as words: beside a rating they are not taken for one."""
    words = (
        _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"), _("ten"),
        _("eleven"), _("twelve"), _("thirteen"), _("fourteen"), _("fifteen"), _("sixteen"), _("seventeen"),
        _("eighteen"), _("nineteen"), _("twenty"), _("twenty-one"), _("twenty-two"), _("twenty-three"),
    )  # fmt: skip
    return words[n - 1] if 1 <= n <= len(words) else str(n)


def spasm_days(history: History) -> list[date]:
    """The training days with a spasm, oldest first, each once."""
    return sorted({training_day(spasm.onset) for spasm in history.spasms})
