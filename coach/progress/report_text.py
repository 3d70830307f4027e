"""The report as plain text, for a mail: the same words in the same order, a line for each row."""

from __future__ import annotations

from collections.abc import Iterator

from coach.pages.plan_tests import number
from coach.progress.report_views import Adherence, Fact, Notes, ReportView, Table, and_more
from coach.progress.report_words import span_text
from coach.text import _


def report_text(view: ReportView, name: str = "") -> str:
    """All of it. `name`, where one was typed, stands at the top."""
    lines = [view.title, view.subtitle, ""]
    if name.strip():
        lines.append(_line(Fact(_("Name"), name.strip())))
    lines += [_line(Fact(_("Period"), view.period)), *map(_line, view.about), _line(Fact(_("Made on"), view.made_on))]
    for title, body in _sections(view):
        lines += ["", title.upper(), *body]
    return "\n".join([*lines, "", view.closing, ""])


def _sections(view: ReportView) -> Iterator[tuple[str, list[str]]]:
    yield _("What I want to ask"), [view.questions or _("Nothing was noted.")]
    yield _("At a glance"), [_line(fact) for fact in view.glance]
    yield _("Safety"), _notes(view.safety)
    yield _("Place in the plan"), [*_notes(view.plan), *_gate(view.gate), view.plan_note]
    own = view.adherence
    yield _("Adherence"), [*filter(None, [own.words]), *_weeks(own), *_table(own.exercises), *filter(None, [own.note])]
    yield _("Pain and spasms"), [view.pain_words]
    yield _("Spasms in the period"), _table(view.spasms)
    tests = [*_table(view.tests), *filter(None, [view.tests_note])]
    yield _("Tests and scores"), [*tests, *_table(view.scores), *filter(None, [view.scores_note])]
    before = view.before
    common = [*filter(None, [before.lead]), *_table(before.factors), *filter(None, [before.caution])]
    yield _("More or less common on the day before a spasm"), common
    yield _("Everyday circumstances"), [view.days_lead, *map(_line, view.days)]


def _gate(gate: Table) -> list[str]:
    """The name of the gate, then each criterion: "Sessions in this part: 3 of 8, met"."""
    if not gate.rows:
        return _table(gate)
    return [_("{gate}: {met}").format(gate=gate.head[0], met=gate.head[1]), *map(_criterion, gate.rows)]


def _criterion(row: tuple[str, ...]) -> str:
    return f"- {row[0]}: " + ", ".join(cell for cell in row[1:] if cell)


def _weeks(own: Adherence) -> list[str]:
    """The bars of the chart in words; none where there was no session."""
    if not any(bar.sessions for bar in own.weeks):
        return []
    bars = (
        _("{span}: {n} of {goal}").format(span=span_text(bar.first, bar.last), n=number(bar.a_week), goal=bar.asked)
        for bar in own.weeks
    )
    return [_("{chart}, of what was asked:").format(chart=own.chart_words), *(f"- {bar}" for bar in bars)]


def _line(fact: Fact) -> str:
    text = f"{fact.label}: {fact.value}"
    return f"{text}. {fact.note}" if fact.note else text


def _notes(notes: Notes) -> list[str]:
    more = [f"- {and_more(notes.more)}"] if notes.more else []
    return [notes.lead, *(f"- {item}" for item in notes.items), *more]


def _table(table: Table) -> list[str]:
    if not table.rows:
        return [table.none] if table.none else []
    found = []
    for row in table.rows:
        cells = zip(table.head[1:], row[1:], strict=True)
        found.append(f"- {row[0]}: " + "; ".join(_cell(head, cell) for head, cell in cells if cell))
    return found + ([f"- {and_more(table.more)}"] if table.more else [])


def _cell(head: str, cell: str) -> str:
    return f"{head} {cell}" if head else cell
