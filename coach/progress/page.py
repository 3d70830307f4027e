"""The Progress page as values: every chart over one span of days, from one walk through the history."""

from __future__ import annotations

from datetime import date

from coach.clock import training_day
from coach.library.library import Library
from coach.plan.walk import Walk
from coach.progress.balance import balance_view
from coach.progress.days import days_view
from coach.progress.holds import holds_view
from coach.progress.pain import pain_view
from coach.progress.ranges import begin_of, span_of
from coach.progress.relief import relief_view
from coach.progress.score_views import ScoreSeries
from coach.progress.sessions import SessionRows
from coach.progress.spasm_free import spasm_free_view
from coach.progress.views import ProgressView, RangeKey, Span
from coach.progress.weeks import weeks_view
from coach.records import History


def progress_view(
    history: History, library: Library, walked: Walk, key: RangeKey, scores: tuple[ScoreSeries, ...] = ()
) -> ProgressView:
    """The page for one of its ranges, up to the day of the walk. `scores` are shown over their whole time."""
    begin = begin_of(history)
    return view_of(history, library, walked, span_of(key, begin, training_day(walked.now)), begin, scores)


def view_of(
    history: History,
    library: Library,
    walked: Walk,
    span: Span,
    begin: date | None,
    scores: tuple[ScoreSeries, ...] = (),
) -> ProgressView:
    """The values of any span of days, such as that of a report. `begin` is the first day with any entry."""
    own = tuple(played for played in history.sessions if span.has(played.day))
    return ProgressView(
        span=span,
        begin=begin,
        pain=pain_view(history, walked, span),
        weeks=weeks_view(history, walked, span, begin),
        days=days_view(history, span, begin, walked.now),
        balance=balance_view(history, library, span),
        holds=holds_view(history, library, walked, span),
        spasm_free=spasm_free_view(history, walked, span, begin),
        relief=relief_view(history, span),
        scores=scores,
        sessions=SessionRows(tuple(reversed(own)), library, walked.diary),
    )
