"""The report for a clinician: two pages of values and sentences about a period, in the order in which one reads them.

What was not recorded is said to be missing and never filled in. Nothing here is a diagnosis.
"""

from __future__ import annotations

from datetime import date, datetime

from coach.happenings import QuestionsNoted
from coach.library.library import Library
from coach.plan.person import about, of_kind
from coach.progress.pain import pain_view
from coach.progress.report_days import before, days
from coach.progress.report_findings import scores, tests
from coach.progress.report_pain import chart_words, pain_fact, spasm_fact, spasm_table
from coach.progress.report_period import Period, period_of
from coach.progress.report_plan import gate_table, plan_fact, plan_note, plan_notes
from coach.progress.report_safety import safety_notes
from coach.progress.report_views import Fact, ReportView
from coach.progress.report_words import day_text, days_count, span_text
from coach.progress.report_work import adherence, sessions_fact
from coach.progress.score_views import ScoreSeries
from coach.progress.scores import score_series
from coach.progress.views import Span
from coach.records import History
from coach.text import _


def report_view(
    history: History, library: Library, first: date, last: date, now: datetime, *, version: str = ""
) -> ReportView:
    """Both pages for the days from `first` to `last`, as they were known at the end of the last one.

    The questions to the clinician and what safety holds are those of `now`. `version` is Restack's own.
    """
    period = period_of(history, library, first, last, now)
    span = Span(period.first, period.last)
    pain = pain_view(period.history, period.walked, span)
    test_table, test_note = tests(period)
    score_table, score_note = scores(_series(period), period.history)
    days_lead, day_facts = days(period)
    asked = of_kind(history, QuestionsNoted, now)
    return ReportView(
        title=_("Report for a clinician"),
        subtitle=_("Back pain and exercise, as recorded by the person with Restack"),
        first=period.first,
        last=period.last,
        made=now,
        period=_span(period),
        made_on=day_text(now.date()),
        about=_about(period),
        questions=asked[-1].text.strip() if asked else "",
        glance=(pain_fact(period), spasm_fact(period), sessions_fact(period), plan_fact(period)),
        safety=safety_notes(period),
        plan=plan_notes(period),
        gate=gate_table(period),
        plan_note=plan_note(),
        adherence=adherence(period),
        pain=pain,
        pain_words=chart_words(pain, period),
        spasms=spasm_table(period),
        tests=test_table,
        tests_note=test_note,
        scores=score_table,
        scores_note=score_note,
        before=before(period),
        days_lead=days_lead,
        days=day_facts,
        closing=_closing(version),
        foot=_("Restack report, {span}").format(span=span_text(period.first, period.last)),
    )


def _span(period: Period) -> str:
    text = _("{span} ({days})").format(span=span_text(period.first, period.last), days=days_count(period.days))
    if period.recorded_from == period.first:
        return text
    return _("{span}, recorded from {day}").format(span=text, day=day_text(period.recorded_from))


def _about(period: Period) -> tuple[Fact, ...]:
    told = about(period.history, period.end)
    sex = {"female": _("female"), "male": _("male")}.get(told.sex or "") if told is not None else None
    year = str(told.birth_year) if told is not None and told.birth_year is not None else None
    return (Fact(_("Born"), year or _("not given")), Fact(_("Sex"), sex or _("not given")))


def _closing(version: str) -> str:
    named = _("Restack {version}").format(version=version) if version else "Restack"
    return _(
        "{restack} is a free program that leads through exercises and keeps a diary on the person’s own computer. All"
        " of this is self-reported. It is not a diagnosis and does not replace an examination."
    ).format(restack=named)


def _series(period: Period) -> tuple[ScoreSeries, ...]:
    return tuple(score_series(period.history, period.last))
