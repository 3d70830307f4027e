"""The place in the plan, as the report tells it."""

from __future__ import annotations

from datetime import date

from coach.clock import training_day
from coach.pages.plan import plan_view
from coach.plan.criteria import Criterion
from coach.plan.ladder import Step
from coach.plan.walk import Move
from coach.progress.report_period import Period
from coach.progress.report_views import Fact, Notes, Table
from coach.progress.report_words import day_text, enough_digits
from coach.text import _, ngettext

#: At most so many changes of place are told, the newest.
MOVES = 6


def plan_fact(period: Period) -> Fact:
    """The place in the plan at the end of the period."""
    label = _("Place in the plan")
    if period.plan_began is None:
        return Fact(label, _("not begun"), "")
    # Without a placement the walk begins with the first entry of any kind; the plan begins with its first session.
    since = day_text(max(period.plan_began, training_day(_entered(period).at)))
    return Fact(
        label,
        _place(period.walked.step),
        _("In this part since {day}. The plan has {n} stages.").format(day=since, n=len(period.library.plan.stages)),
    )


def plan_notes(period: Period) -> Notes:
    """Where the person stands, and how they came there."""
    if period.plan_began is None:
        return Notes(lead=_("The plan has not been begun."))
    walked, steps = period.walked, period.walked.ladder.steps
    step = walked.step
    stage = period.library.stage_of(step.part)
    lead = _("Stage {stage}, {name}.").format(stage=stage.id, name=stage.name)
    if len(stage.parts) > 1:
        lead += " " + _("Part {part}, {name}.").format(part=step.part.id, name=step.part.name)
    lead += " " + step.part.goal
    moves: list[str] = []
    back, before = 0, None
    for move in walked.moves:
        if move.why != "levels" and period.holds(max(period.plan_began, training_day(move.at))):
            moves.append(_move(move, steps[move.to], period.plan_began))
            back += before is not None and move.to < before
        before = move.to
    if back:
        lead += " " + ngettext("{n} step back in the period.", "{n} steps back in the period.", back).format(n=back)
    more = max(0, len(moves) - MOVES)
    items = tuple(reversed(moves[more:]))
    if not items:
        items = (_("No step back and no gate in this period."),)
    return Notes(lead=lead, items=items, more=more)


def gate_table(period: Period) -> Table:
    """What the next gate waits for at the end of the period; no row where no gate is ahead."""
    if period.plan_began is None:
        return Table(head=())
    view = plan_view(period.history, period.library, period.walked, movements_today=False)
    gate = view.gate
    if gate is None:
        none = _("Below a gate that was passed before: it opens again with easy sessions.")
        if view.onward is not None and not period.walked.behind_gate:
            none = _("The last part: no gate is ahead.")
        return Table(head=(), none=none)
    marks = {True: _("met"), False: _("open"), None: _("not known")}
    state = period.walked.gate()
    exact: dict[str, Criterion] = {c.kind: c for c in state.criteria} if state is not None else {}
    criteria = sorted(gate.criteria, key=lambda c: c.met is True)
    rows = tuple((c.label, _exact(c.value, exact.get(c.kind)), marks[c.met]) for c in criteria)
    return Table(head=(gate.title, gate.met, ""), rows=rows)


def _exact(shown: str, criterion: Criterion | None) -> str:
    """An average with as many decimals as its verdict needs: “3” does not stand beside “open” where 3 is the limit."""
    if criterion is None or criterion.value is None or criterion.target is None:
        return shown
    if criterion.kind == "pain":
        return enough_digits(criterion.value, criterion.target)
    if criterion.kind == "ratio":
        return _("{n} %").format(n=enough_digits(100 * criterion.value, 100 * criterion.target, usual=0))
    return shown


def plan_note() -> str:
    """Whose rules these are."""
    return _("Stages, gates and limits are the app’s own rules, not research; no trial has tested the plan as a whole.")


def _entered(period: Period) -> Move:
    """The move that led into the present part."""
    steps = period.walked.ladder.steps
    moves = period.walked.moves
    found = moves[-1]
    for move in reversed(moves):
        if steps[move.to].order != period.walked.step.order:
            break
        found = move
    return found


def _move(move: Move, step: Step, began: date) -> str:
    words = {
        "placed": _("{day}: began with {part}."),
        "gate": _("{day}: the gate to {part} opened."),
        "again": _("{day}: back in {part}."),
        "two_reds": _("{day}: a step back, to {part}, after two red sessions."),
        "spasm": _("{day}: after a spasm on again with {part}."),
        "gap": _("{day}: after a break on again with {part}."),
        "own-choice": _("{day}: to {part}, by own choice."),
        "clinician": _("{day}: on to {part}, as told by a clinician."),
    }[move.why]
    # A gate and what lies behind it are of a whole part; only what goes on within one has a level.
    whole = move.why in ("gate", "again")
    part = f"{step.part.id} {step.part.name}" if whole else _place(step)
    return words.format(day=day_text(max(began, training_day(move.at))), part=part)


def _place(step: Step) -> str:
    """A step of the ladder: "2 Realign, late"."""
    part, level = f"{step.part.id} {step.part.name}", _level(step)
    return _("{part}, {level}").format(part=part, level=level) if level else part


def _level(step: Step) -> str:
    if step.part.alternate or len(step.part.levels) == 1:
        return ""
    return (_("early"), _("middle"), _("late"), _("last"))[min(step.level, 3)]
