"""The Plan page as values: the ladder, the gate with what is left, the tests, the change of pace."""

from __future__ import annotations

import math

from coach.library.library import Library
from coach.library.plan import Movement, Part, Stage
from coach.pages.plan_tests import keeping, number, test_day
from coach.pages.plan_views import (
    CriterionView,
    GateView,
    LevelView,
    MovementView,
    MoveView,
    OnwardView,
    PaceView,
    PartView,
    PlaceState,
    PlanView,
    StageView,
)
from coach.pages.reasons import advice_words
from coach.plan.advice import advice
from coach.plan.criteria import Criterion
from coach.plan.gates import GateState
from coach.plan.person import direction
from coach.plan.walk import Move, Walk
from coach.records import History
from coach.text import _, ngettext


def plan_view(history: History, library: Library, walked: Walk, *, movements_today: bool) -> PlanView:
    """The page at `walked.now`."""
    worse = direction(history, library, walked.now)
    gate = walked.gate()
    part = walked.step.part
    return PlanView(
        title=_("Plan"),
        now=_("Stage {stage}, {part}").format(stage=library.stage_of(part).id, part=part.name),
        stages=tuple(_stage(stage, library, walked) for stage in library.plan.stages),
        gate=_gate(gate, library, walked, movements_today=movements_today) if gate is not None else None,
        onward=_onward(history, library, walked) if gate is None else None,
        tests=test_day(history, library, walked),
        pace=_pace(walked),
        advice=tuple(advice_words(one) for one in advice(history, walked, worse)),
        moves=tuple(_move(move, walked) for move in walked.moves if move.why != "levels"),
    )


# -- the ladder ----------------------------------------------------------------------------------------------------


def _stage(stage: Stage, library: Library, walked: Walk) -> StageView:
    parts = tuple(_part(part, library, walked) for part in stage.parts)
    states = {part.state for part in parts}
    state: PlaceState = "here" if "here" in states else "passed" if states == {"passed"} else "ahead"
    badge = {"passed": _("Passed"), "here": _("You are here")}.get(state) or parts[0].badge
    lead, stop, _rest = stage.summary.partition(". ")
    return StageView(
        id=stage.id,
        name=stage.name,
        lead=f"{lead}." if stop else lead,
        summary=stage.summary,
        state=state,
        badge=badge,
        parts=parts,
    )


def _part(part: Part, library: Library, walked: Walk) -> PartView:
    order = walked.ladder.of_part(part.id) or 0
    here = walked.step.order
    state: PlaceState = "passed" if order < here else "here" if order == here else "ahead"
    badge = {"passed": _("Passed"), "here": _("You are here")}.get(state) or part.typically
    if state == "ahead" and order <= walked.reached:
        badge = _("Open")
    levels = tuple(_level(part, level, state, library, walked) for level in range(len(part.levels)))
    return PartView(
        id=part.id,
        name=part.name,
        goal=part.goal,
        frequency=part.frequency,
        walking=part.walking,
        state=state,
        badge=badge,
        levels=levels,
    )


def _level(part: Part, level: int, state: PlaceState, library: Library, walked: Walk) -> LevelView:
    session = library.session(part.levels[level])
    minutes = max(1, round(session.total_ms / 60_000))
    if state == "here" and not part.alternate:
        mine = walked.step.level
        state = "passed" if level < mine else "here" if level == mine else "ahead"
    sub = _("{n} min").format(n=minutes)
    if state == "here" and not part.alternate and walked.greens_needed is not None and not walked.step.is_last:
        left = max(0, walked.greens_needed - walked.greens)
        more = ngettext("{n} easy session left", "{n} easy sessions left", left).format(n=left)
        sub = f"{sub}, {more}"
    return LevelView(session.id, session.name, minutes, state, sub)


# -- the gate ------------------------------------------------------------------------------------------------------


def _gate(state: GateState, library: Library, walked: Walk, *, movements_today: bool) -> GateView:
    following = walked.ladder.parts[walked.step.order + 1]
    views = tuple(_criterion(criterion, state, movements_today) for criterion in state.criteria)
    left = [view.hint for view in views if not view.met and view.hint]
    other = ""
    if state.long_way:
        pain = state.long_way[2]
        other = _(
            "Your pain is above this. The gate opens all the same after {n} sessions over {days} days, with an average"
            " of {pain} or less. Let a clinician look at it, too."
        ).format(
            n=int(state.long_way[0].target or 0),
            days=int(state.long_way[1].target or 0),
            pain=number(pain.target) if pain.target is not None else _("your first days"),
        )
    elif state.gate.steady_days is not None and (state.steady_days or 0) > 0:
        other = _("Everything but the tests has been met for {n} of {days} days; then it opens without them.").format(
            n=min(state.steady_days or 0, state.gate.steady_days), days=state.gate.steady_days
        )
    return GateView(
        title=_("Gate to {part}").format(part=following.name),
        met=_("{n} of {all} met").format(n=state.met, all=len(views)),
        intro=_("Gates open on what your back can do, not on a date. There is no falling behind."),
        criteria=views,
        left=_left(left, walked),
        other_way=other,
        movements=tuple(_movement(movement, library) for movement in state.gate.movements),
        movements_today=movements_today,
    )


def _left(hints: list[str], walked: Walk) -> str:
    """What is still to do: the first thing, and how many more there are."""
    if walked.spasm is not None:
        return _("First the days after the spasm. The gate waits, and keeps what you have.")
    if not hints:
        return _("It opens with your next session without strong pain.")
    if len(hints) == 1:
        return hints[0]
    more = len(hints) - 1
    return ngettext("{first}, and {n} other thing", "{first}, and {n} other things", more).format(
        first=hints[0], n=more
    )


def _movement(movement: Movement, library: Library) -> MovementView:
    shown = library.exercises.get(movement.id)
    return MovementView(
        id=movement.id,
        text=movement.text,
        asks_pain=movement.pain_at_most is not None,
        exercise=shown.id if shown is not None else "",
        position=shown.position if shown is not None else "",
    )


def _onward(history: History, library: Library, walked: Walk) -> OnwardView:
    """In the last part, what keeps one there; below a gate that was passed before, what leads up to it again."""
    if walked.step.part.gate is None:
        return keeping(history, library, walked)
    following = walked.ladder.parts[walked.step.order + 1].name
    need = walked.greens_needed or 0
    levels = len(walked.step.part.levels) - walked.step.level - 1
    left = max(0, need - walked.greens)
    easy = CriterionView(
        kind="greens",
        label=_("Easy sessions at this level"),
        value=_("{n} of {all}").format(n=min(walked.greens, need), all=need),
        met=left == 0,
        share=min(1.0, walked.greens / need) if need else 1.0,
        hint=ngettext("{n} more with pain at 3 or less", "{n} more with pain at 3 or less", left).format(n=left),
    )
    return OnwardView(
        title=_("Back to {part}").format(part=following),
        heading=_("The gate is open already"),
        text=_("You have been through it before, so it asks nothing again. Easy sessions lead you up, level by level."),
        criteria=(easy,),
        left=easy.hint
        if levels == 0
        else ngettext("{first}, then {n} more level", "{first}, then {n} more levels", levels).format(
            first=easy.hint, n=levels
        ),
    )


def _criterion(c: Criterion, state: GateState, movements_today: bool) -> CriterionView:
    label, value, hint, link = _words(c, state, movements_today)
    share = 1.0 if c.met else 0.0
    if not c.met and c.value is not None and c.target:
        share = min(0.97, max(0.0, c.value / c.target))
        if c.kind in ("pain", "score"):
            share = min(0.97, max(0.0, c.target / c.value)) if c.value else 1.0
    return CriterionView(
        kind=c.kind, label=label, value=value, met=c.met, share=share, hint="" if c.met else hint, link=link
    )


def _words(c: Criterion, state: GateState, movements_today: bool) -> tuple[str, str, str, str]:
    """Label, value, what is left, and where it is done."""
    gate, left = state.gate, int(c.left)
    of = _("{n} of {all}").format(n=int(c.value or 0), all=int(c.target or 0))
    match c.kind:
        case "sessions":
            hint = ngettext("{n} more session without strong pain", "{n} more sessions without strong pain", left)
            return _("Sessions in this part"), of, hint.format(n=left), ""
        case "days":
            hint = ngettext("A session on {n} more day", "Sessions on {n} more days", left)
            return _("Days with a session"), of, hint.format(n=left), ""
        case "span":
            hint = ngettext("{n} more day in this part", "{n} more days in this part", left)
            return _("Days in this part"), of, hint.format(n=left), ""
        case "pain":
            label = _("Average pain {limit} or less over {n} days").format(limit=number(c.target), n=c.of)
            if c.value is None:
                hint = ngettext(
                    "Say how your back is on {n} more morning",
                    "Say how your back is on {n} more mornings",
                    max(1, left),
                ).format(n=max(1, left))
                return label, _("not known yet"), hint, "morning"
            return label, number(c.value), _("A calmer few days"), ""
        case "spasm_free":
            days = math.ceil(gate.spasm_free_hours / 24)
            label = ngettext("No spasm for {n} day", "No spasm for {n} days", days).format(n=days)
            if c.value is None:
                return label, _("none"), "", ""
            since = int(c.value // 24)
            hint = ngettext("{n} more hour without a spasm", "{n} more hours without a spasm", left)
            if left > 48:
                hint, left = _("{n} more days without a spasm"), math.ceil(left / 24)
            return label, ngettext("{n} day", "{n} days", since).format(n=since), hint.format(n=left), ""
        case "mornings":
            label = _("Quiet mornings after the last {n} sessions").format(n=int(c.target or 0))
            if c.met is None:
                return label, _("not known yet"), _("Say how your back is on the morning after a session"), "morning"
            return label, of, _("A session with a quiet morning after it"), "morning"
        case "last_not_red":
            label = _("The last {n} sessions without strong pain").format(n=int(c.target or 0))
            return label, of, ngettext("{n} more in a row", "{n} more in a row", left).format(n=left), ""
        case "last_green":
            label = _("The last {n} sessions at pain 3 or less").format(n=int(c.target or 0))
            return label, of, ngettext("{n} more in a row", "{n} more in a row", left).format(n=left), ""
        case "share":
            label = _("{percent} % of the last {n} sessions without strong pain").format(
                percent=gate.not_red_percent, n=gate.not_red_of_last
            )
            return label, _("{n} of {all}").format(n=int(c.value or 0), all=c.of), _("Calmer sessions"), ""
        case "movements":
            hint = _("Try them again tomorrow") if movements_today else _("Try the movements and say how they went")
            value = of if c.value is not None else _("not tried yet")
            return _("Everyday movements"), value, hint, "" if movements_today else "movements"
        case "tests":
            label = _("Any {n} of the tests").format(n=int(c.target or 0))
            return label, of if c.value else _("not tried yet"), _("Do the tests when they are due"), "tests"
        case "ratio":
            value = _("{n} %").format(n=round(100 * c.value)) if c.value is not None else _("not known yet")
            if c.met and c.value is None:
                value = _("not asked of you")
            label = _("Left and right side plank within {n} %").format(n=round(100 * (1 - (c.target or 1))))
            return label, value, _("Test both sides; give the weaker one its time"), "tests"
        case "score":
            label = _("Roland-Morris score {n} or less, or {p} % lower").format(
                n=int(c.target or 0), p=gate.score_drop_percent
            )
            value = number(c.value) if c.value is not None else _("not known yet")
            return label, value, _("Bring a score from your clinician, or wait: 28 steady days open it, too"), "score"
        case "safety":
            return (
                _("No safety sign"),
                _("none") if c.met else _("open"),
                _("See what the safety answers say"),
                "safety",
            )


# -- pace and course -----------------------------------------------------------------------------------------------


def _pace(walked: Walk) -> PaceView:
    here = walked.step.order
    parts = walked.ladder.parts
    back = tuple((part.id, part.name) for part in parts[:here])
    ahead = (parts[here + 1].id, parts[here + 1].name) if here + 1 < len(parts) else None
    return PaceView(back=back, ahead=ahead)


def _move(move: Move, walked: Walk) -> MoveView:
    step = walked.ladder.steps[move.to]
    words = {
        "placed": _("Began with {part}."),
        "gate": _("The gate to {part} opened."),
        "again": _("Back in {part}."),
        "two_reds": _("Two sessions hurt too much: a step back, to {part}."),
        "spasm": _("After the spasm on again with {part}."),
        "gap": _("After a break on again with {part}."),
        "own-choice": _("Went back to {part}, as you chose."),
        "clinician": _("Went on to {part}, as your clinician said."),
    }[move.why]
    return MoveView(move.at.date(), words.format(part=step.part.name))
