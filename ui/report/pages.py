"""The report laid out: always two pages. What does not fit is cut by rule, the cheapest first, and it says so."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from coach.progress.report_views import Fact, ReportView, Table
from coach.text import _
from ui.charts.pain import Pain
from ui.report.bars import WeekBars
from ui.report.blocks import (
    ASKED,
    CELL_LINES,
    FOLD,
    NEVER,
    Beside,
    Block,
    Bullets,
    Column,
    Legend,
    Para,
    Picture,
    Rows,
    Stack,
)
from ui.report.glance import Glance
from ui.report.paper import (
    BODY,
    LABEL,
    MM,
    POINT,
    SOFT,
    STRONG,
    TITLE,
    Paper,
    draw_line,
    lines_of,
    metrics_of,
    rule,
)

SECTION_GAP = 9 * POINT
FOOT = 7 * MM
_QUESTION_LINES = 16
#: The first page ends after the pain, the adherence, the spasms, the plan, or safety.
_BREAKS = (7, 6, 8, 5, 4)
#: So many times as much to cut is far more.
_FAR = 1.5
_HEAD_LINES, _HEAD_GAP = 2, 12 * POINT


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its sections from top to bottom, and what stands at its foot."""

    paper: Paper
    sections: tuple[Block, ...]
    foot: tuple[str, str]


def sheets(view: ReportView, paper: Paper, name: str = "") -> tuple[Sheet, Sheet]:
    """Both pages. `name` stands in the head of the first one; empty: no name."""
    width, room = paper.inner.width(), paper.inner.height() - FOOT
    sections = _sections(view, name)

    # Where the first page ends is chosen so that least is lost, of those places at which the cutting is enough. Places
    # that begin with far more to cut than others are not tried, unless nothing else is enough.
    over = {place: sum(_over(own, width, room) for own in (sections[:place], sections[place:])) for place in _BREAKS}
    likely = [place for place in _BREAKS if over[place] <= _FAR * min(over.values())]
    tried = [_tried(sections, place, width, room) for place in likely]
    if min(tried)[0] > 0:
        tried += [_tried(sections, place, width, room) for place in _BREAKS if place not in likely]
    place = min(tried)[-1]
    pages = [_fitted(own, width, room)[0] for own in (sections[:place], sections[place:])]
    first, last = (
        Sheet(paper, own, (view.foot, _("Page {n} of 2").format(n=i))) for i, own in enumerate(pages, start=1)
    )
    return first, last


def paint_sheet(p: QPainter, sheet: Sheet) -> None:
    """Paint a page; a unit of the painter is a unit of paper, its origin the corner of the sheet."""
    inner = sheet.paper.inner
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    y = inner.top()
    for section in sheet.sections:
        section.paint(p, inner.left(), y, inner.width())
        y += section.height(inner.width()) + SECTION_GAP
    top = inner.bottom() - SOFT.leading
    rule(p, inner.left(), top - 1.5 * POINT, inner.width())
    words, number = sheet.foot
    draw_line(p, lines_of(words, SOFT, inner.width() * 0.75, 1)[0], SOFT, inner.left(), top)
    draw_line(p, number, SOFT, inner.left(), top, width=inner.width(), right=True)


# -- fitting -------------------------------------------------------------------------------------------------------


def height_of(sections: tuple[Block, ...], width: float) -> float:
    """How high sections are with the gaps between them."""
    return sum(section.height(width) for section in sections) + SECTION_GAP * max(0, len(sections) - 1)


def _over(sections: tuple[Block, ...], width: float, room: float) -> float:
    return max(0.0, height_of(sections, width) - room)


def _tried(sections: tuple[Block, ...], place: int, width: float, room: float) -> tuple[float, float, float, int]:
    """By how much the pages are still too full with the break at `place`, the dearest cut, all cuts, and the place."""
    fits = [_fitted(own, width, room) for own in (sections[:place], sections[place:])]
    cuts = [cut for _own, own in fits for cut in own]
    return sum(_over(own, width, room) for own, _cuts in fits), max(cuts, default=0.0), sum(cuts), place


def _fitted(sections: tuple[Block, ...], width: float, room: float) -> tuple[tuple[Block, ...], list[float]]:
    """The sections as far as they have to be cut for the room, and what each cut cost."""
    own, cuts = list(sections), []
    while height_of(tuple(own), width) > room:
        worths = [section.worth(width) for section in own]
        cheapest = min(worths)
        if cheapest == NEVER:
            break
        # Of equals the tallest gives way: it has most to say.
        at = max((i for i, worth in enumerate(worths) if worth == cheapest), key=lambda i: own[i].height(width))
        own[at] = own[at].shorter(width)
        cuts.append(cheapest)
    return tuple(own), cuts


# -- sections ------------------------------------------------------------------------------------------------------


def _sections(view: ReportView, name: str) -> tuple[Block, ...]:
    """In the order in which a clinician reads."""
    return (
        _head(view, name),
        _asked(view),
        Stack((Glance(view.glance),), _("At a glance")),
        _safety(view),
        _plan(view),
        _adherence(view),
        _pain(view),
        _spasms(view),
        _tests(view),
        _before(view),
        _days(view),
        Para(view.closing, SOFT),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """The title, and who and when beside each other."""

    title: str
    subtitle: str
    facts: tuple[Fact, ...]

    def height(self, width: float) -> float:
        lines = max(
            len(lines_of(fact.value, STRONG, room, _HEAD_LINES))
            for fact, room in zip(self.facts, self._rooms(width), strict=True)
        )
        return TITLE.leading + BODY.leading + 5 * POINT + LABEL.leading + lines * STRONG.leading

    def paint(self, p: QPainter, x: float, y: float, width: float) -> None:
        draw_line(p, lines_of(self.title, TITLE, width, 1)[0], TITLE, x, y)
        y += TITLE.leading
        draw_line(p, lines_of(self.subtitle, BODY, width, 1)[0], BODY, x, y)
        y += BODY.leading + 5 * POINT
        for fact, room in zip(self.facts, self._rooms(width), strict=True):
            draw_line(p, lines_of(fact.label, LABEL, room, 1)[0], LABEL, x, y)
            for i, line in enumerate(lines_of(fact.value, STRONG, room, _HEAD_LINES)):
                draw_line(p, line, STRONG, x, y + LABEL.leading + i * STRONG.leading)
            x += room + _HEAD_GAP

    def _rooms(self, width: float) -> list[float]:
        """Each fact as wide as its words ask for; where that is too much, the widest gives way and gets two lines."""
        rooms = [_asked_width(fact) for fact in self.facts]
        over = sum(rooms) + _HEAD_GAP * (len(rooms) - 1) - width
        if over <= 0:
            return [room - over / len(rooms) for room in rooms]
        # No fact has to be wider than this for all of them to fit.
        while over > 1:
            widest = max(range(len(rooms)), key=lambda i: rooms[i])
            others = max((room for i, room in enumerate(rooms) if i != widest), default=0.0)
            less = min(over, max(rooms[widest] - others, 0.02 * rooms[widest]))
            rooms[widest] -= less
            over -= less
        return rooms

    def worth(self, _width: float) -> float:
        return NEVER

    def shorter(self, _width: float) -> _Head:
        return self


def _asked_width(fact: Fact) -> float:
    words = (metrics_of(LABEL).horizontalAdvance(fact.label), metrics_of(STRONG).horizontalAdvance(fact.value))
    return max(words) + POINT


def _head(view: ReportView, name: str) -> Block:
    facts = [Fact(_("Period"), view.period), *view.about, Fact(_("Made on"), view.made_on)]
    if name.strip():
        facts.insert(0, Fact(_("Name"), " ".join(name.split())))
    return _Head(view.title, view.subtitle, tuple(facts))


def _asked(view: ReportView) -> Block:
    if not view.questions:
        return Stack((Para(_("Nothing was noted."), SOFT),), _("What I want to ask"))
    own = Para(view.questions, BODY, most=_QUESTION_LINES, least=3, cost=ASKED)
    return Stack((own,), _("What I want to ask"))


def _safety(view: ReportView) -> Block:
    lead = Para(view.safety.lead, STRONG if view.safety.grave else BODY)
    own = view.safety
    items = Bullets(
        own.items, own.more, lines=0, strong=own.strong, short=own.short, short_strong=own.short_strong, whole=True
    )
    return Stack((lead, items), _("Safety"))


def _plan(view: ReportView) -> Block:
    lead = Para(view.plan.lead, BODY, most=3)
    moves = Bullets(view.plan.items, view.plan.more, lines=2, few=2)
    note = Para(view.plan_note, SOFT)
    if not view.gate.rows:
        return Stack((lead, Para(view.gate.none, BODY), moves, note), _("Place in the plan"))
    columns = (Column(62, strong=True), Column(24), Column(18, right=True))
    gate = Rows(columns, view.gate.head, view.gate.rows, view.gate.more, keep=2, few=3)
    return Stack((lead, Beside(moves, gate), note), _("Place in the plan"))


def _adherence(view: ReportView) -> Block:
    own = view.adherence
    lead = Para(own.words, BODY)
    right = (False, False, True, True, True, True, True)
    shares = (42, 31, 17, 11, 12, 16, 10)
    columns = tuple(Column(s, r, strong=i == 0) for i, (s, r) in enumerate(zip(shares, right, strict=True)))
    table = _table(own.exercises, columns, keep=3)
    if not any(bar.sessions for bar in own.weeks):
        return Stack((lead, table, Para(own.note, SOFT)), _("Adherence"))
    drawing = WeekBars(own.weeks, own.weeks_a_bar)
    chart = Stack((Para(own.chart_words, LABEL), Picture(drawing, 128 * POINT, 88 * POINT), Legend(drawing)))
    blocks = (lead, Beside(chart, table, 0.28), Para(own.note, SOFT))
    return Stack(blocks, _("Adherence"), folded=_folded(), cost=FOLD + 2)


def _pain(view: ReportView) -> Block:
    if view.pain.is_empty:
        return Stack((Para(view.pain_words, SOFT),), _("Pain and spasms"))
    drawing = Pain(view.pain)
    chart = Picture(drawing, best=150 * POINT, least=106 * POINT)
    return Stack((Para(view.pain_words, BODY), chart, Legend(drawing)), _("Pain and spasms"))


def _spasms(view: ReportView) -> Block:
    shares = (24, 25, 12, 20, 22, 22)
    columns = tuple(Column(share, strong=i == 0) for i, share in enumerate(shares))
    return Stack((_table(view.spasms, columns, keep=2),), _("Spasms in the period"))


def _tests(view: ReportView) -> Block:
    columns = (Column(40, strong=True), Column(24), Column(12), Column(24), Column(20))
    tests = Stack((_table(view.tests, columns, keep=2), Para(view.tests_note, SOFT)))
    scored = (Column(38, strong=True), Column(22), Column(22), Column(40))
    scores = Stack((_table(view.scores, scored, keep=3), Para(view.scores_note, SOFT)))
    return Stack((tests, scores), _("Tests and scores"), folded=_folded(), leads=0, cost=FOLD + 3)


def _before(view: ReportView) -> Block:
    columns = (Column(34, strong=True), Column(16), Column(24), Column(28), Column(24))
    own = view.before
    # Rows that tell nothing go before the everyday facts below, and those before rows that tell something.
    table = _table(own.factors, columns, keep=3, few=max(3, own.telling))
    blocks = (Para(own.lead, BODY), table, Para(own.caution, SOFT))
    return Stack(blocks, _("More or less common on the day before a spasm"), folded=_folded(), cost=FOLD + 1)


def _days(view: ReportView) -> Block:
    lead = Para(view.days_lead, BODY)
    half = (len(view.days) + 1) // 2
    columns = (Column(30), Column(70))
    sides = [
        Rows(columns, ("", ""), tuple((fact.label, fact.value) for fact in own), keep=1, few=len(own))
        for own in (view.days[:half], view.days[half:])
    ]
    if not view.days:
        return Stack((lead,), _("Everyday circumstances"))
    return Stack((lead, Beside(sides[0], sides[1])), _("Everyday circumstances"), folded=_folded())


def _folded() -> str:
    return _("Left out for want of room. The report copied as text has it.")


def _table(
    table: Table, columns: tuple[Column, ...], *, keep: int = 1, few: int = 6, cell_lines: int = CELL_LINES
) -> Block:
    if not table.rows:
        return Para(table.none, SOFT)
    return Rows(columns, table.head, table.rows, table.more, keep=keep, few=few, cell_lines=cell_lines)


def bounds(sheet: Sheet) -> QRectF:
    """The room that the sections of a page take."""
    inner = sheet.paper.inner
    return QRectF(inner.left(), inner.top(), inner.width(), height_of(sheet.sections, inner.width()))
