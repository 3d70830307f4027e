"""What opens the next part: every criterion with its value, its target and what is left (facts C7).

A criterion that cannot be told is neither met nor missed: `met` is None, and the page says what to log.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal

import msgspec

from coach.clock import training_day
from coach.happenings import MovementChecked, Placed, ScoreTold
from coach.library.plan import Gate, Part
from coach.plan.capacity import Capacity
from coach.plan.criteria import Criterion, CriterionKind, counted
from coach.plan.outcomes import first_score, scores_in_order
from coach.plan.pain import PainDiary
from coach.plan.seen import Seen

Way = Literal["usual", "long", "steady"]
#: A Roland-Morris score counts for the gate for so long: twice the rhythm in which it is asked (our choice).
SCORE_HOLDS_FOR = timedelta(weeks=8)


class GateState(msgspec.Struct, frozen=True, kw_only=True):
    """The gate of a part at a moment: its criteria, and by which way it is open, if it is.

    `steady_days` counts for how long all but tests and score has been met; `long_way` holds what that way asks for.
    """

    part: Part
    gate: Gate
    criteria: tuple[Criterion, ...]
    open_by: Way | None = None
    long_way: tuple[Criterion, ...] = ()
    steady_days: int | None = None

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(criterion.met is True for criterion in self.criteria)


class GateFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a gate looks at. `sessions` are those of the part, oldest first; `last_spasm` is an onset.

    `halved`: after a step back half of the usual number of sessions is enough.
    """

    now: datetime
    sessions: Sequence[Seen]
    diary: PainDiary
    last_spasm: datetime | None
    placed: Placed | None
    checks: Sequence[MovementChecked]
    scores: Sequence[ScoreTold]
    capacity: Capacity
    safe: bool
    halved: bool = False
    steady_days: int | None = None


def gate_state(part: Part, facts: GateFacts) -> GateState | None:
    """The gate of `part` as of `facts.now`; None where there is nothing beyond."""
    gate = part.gate
    if gate is None:
        return None
    good = [seen for seen in facts.sessions if seen.not_red_at(facts.now)]
    sessions, days, pain = _sessions(gate, good, facts), _days(gate, good, facts), _pain(gate, facts)
    rest = (
        _spasm_free(gate, facts),
        *_course(gate, facts),
        *_body(gate, part, facts),
        _safe(facts),
    )
    usual = (sessions, *days, pain, *rest)
    long_way: tuple[Criterion, ...] = ()
    if gate.long_way is not None and pain.met is False:
        long_way = (*_long_way(gate, good, facts), *rest)
    return GateState(
        part=part,
        gate=gate,
        criteria=usual,
        open_by=opened(part, facts)[0],
        long_way=long_way,
        steady_days=facts.steady_days,
    )


def opened(part: Part, facts: GateFacts) -> tuple[Way | None, bool]:
    """By which way the gate is open, and whether pain, spasms and sessions alone would open it.

    Asked on every day of a history: what is cheap and most often missing comes first, and nothing is looked at once
    the answer is known.
    """
    gate = part.gate
    if gate is None or not _enough(gate, facts):
        return None, False
    if not facts.safe or not _spasm_free(gate, facts).met:
        return None, False
    pain = _pain(gate, facts)
    if not pain.met and not _slowly(gate, facts, pain):
        return None, False
    if not _all(_movements_asked(gate, part, facts)) or not _all(_course(gate, facts)):
        return None, False
    if not pain.met:
        return ("long" if _all(_body(gate, part, facts)) else None), False
    if len(facts.capacity.passed(part, gate, facts.now)) >= (gate.tests_needed or 0) and _all(_body(gate, part, facts)):
        return "usual", True
    steady = gate.steady_days is not None and (facts.steady_days or 0) >= gate.steady_days
    allowed = gate.steady_for == "everyone" or not facts.capacity.testable(gate)
    return ("steady" if steady and allowed else None), True


def _slowly(gate: Gate, facts: GateFacts, pain: Criterion) -> bool:
    """Whether the slower way's own sessions, days and pain are met; it asks for the same of all the rest."""
    if gate.long_way is None or pain.met is None:
        return False
    good = (seen for seen in facts.sessions if seen.not_red_at(facts.now))
    return _all(_long_way(gate, list(islice(good, gate.long_way.sessions)), facts))


def _enough(gate: Gate, facts: GateFacts) -> bool:
    """Sessions and days; looked through only as far as needed."""
    need = math.ceil(gate.sessions / 2) if facts.halved else gate.sessions
    first: Seen | None = None
    count, days = 0, set()
    for seen in facts.sessions:
        if seen.not_red_at(facts.now):
            first = first or seen
            count += 1
            days.add(seen.day)
            if count >= need and len(days) >= (gate.on_days or 0):
                break
    if first is None or count < need or len(days) < (gate.on_days or 0):
        return False
    return gate.over_days is None or (training_day(facts.now) - first.day).days + 1 >= gate.over_days


def _movements_asked(gate: Gate, part: Part, facts: GateFacts) -> tuple[Criterion, ...]:
    return (_movements(gate, part, facts),) if gate.movements else ()


def _all(criteria: Sequence[Criterion]) -> bool:
    return all(criterion.met for criterion in criteria)


def _sessions(gate: Gate, good: Sequence[Seen], facts: GateFacts) -> Criterion:
    return counted("sessions", len(good), math.ceil(gate.sessions / 2) if facts.halved else gate.sessions)


def _span(good: Sequence[Seen], now: datetime) -> int:
    return (training_day(now) - good[0].day).days + 1 if good else 0


def _days(gate: Gate, good: Sequence[Seen], facts: GateFacts) -> tuple[Criterion, ...]:
    made = []
    if gate.on_days is not None:
        made.append(counted("days", len({seen.day for seen in good}), gate.on_days))
    if gate.over_days is not None:
        made.append(counted("span", _span(good, facts.now), gate.over_days))
    return tuple(made)


def _pain(gate: Gate, facts: GateFacts, limit: float | None = None) -> Criterion:
    limit = gate.pain_at_most if limit is None else limit
    average, rated = facts.diary.average(training_day(facts.now), gate.pain_days)
    left = max(0, math.ceil(gate.pain_days / 2) - rated) if average is None else 0
    met = None if average is None else average <= limit
    return Criterion(kind="pain", met=met, value=average, target=limit, of=gate.pain_days, left=left)


def _long_way(gate: Gate, good: Sequence[Seen], facts: GateFacts) -> tuple[Criterion, ...]:
    assert gate.long_way is not None
    start = facts.placed.usual_pain if facts.placed is not None else None
    sessions = counted("sessions", len(good), gate.long_way.sessions)
    days = counted("span", _span(good, facts.now), gate.long_way.days)
    if start is None:
        return sessions, days, Criterion(kind="pain", met=None, of=gate.pain_days)
    return sessions, days, _pain(gate, facts, start - gate.long_way.below_start)


def _spasm_free(gate: Gate, facts: GateFacts) -> Criterion:
    target = gate.spasm_free_hours
    if facts.last_spasm is None:
        return Criterion(kind="spasm_free", met=True, target=target)
    hours = (facts.now - facts.last_spasm) / timedelta(hours=1)
    return Criterion(
        kind="spasm_free", met=hours > target, value=hours, target=target, left=max(0, math.ceil(target - hours))
    )


def _course(gate: Gate, facts: GateFacts) -> tuple[Criterion, ...]:
    """How the last sessions went."""
    made = []
    now = facts.now
    if gate.mornings_after is not None:
        newest = (seen for seen in reversed(facts.sessions) if seen.counts)
        last = list(islice(newest, gate.mornings_after))[::-1]
        # A morning that nobody told stands for the sessions before; the last one has to be told.
        told = bool(last) and _morning(last[-1], now) != "unknown"
        criterion = counted("mornings", _quiet_mornings(last, now), gate.mornings_after)
        made.append(criterion if told or not last else msgspec.structs.replace(criterion, met=None))
    coloured = _last_colours(facts, max(gate.last_not_red or 0, gate.last_green or 0, gate.not_red_of_last or 0))
    if gate.last_not_red is not None:
        made.append(_run("last_not_red", coloured, gate.last_not_red, ("green", "amber")))
    if gate.last_green is not None:
        made.append(_run("last_green", coloured, gate.last_green, ("green",)))
    if gate.not_red_percent is not None and gate.not_red_of_last is not None:
        last_colours = coloured[-gate.not_red_of_last :]
        fine = sum(colour != "red" for colour in last_colours)
        share = 100 * fine / len(last_colours) if last_colours else 0
        made.append(
            Criterion(
                kind="share",
                met=bool(last_colours) and share >= gate.not_red_percent,
                value=fine,
                target=math.ceil(len(last_colours) * gate.not_red_percent / 100),
                of=len(last_colours),
            )
        )
    return tuple(made)


def _last_colours(facts: GateFacts, wanted: int) -> Sequence[str]:
    """The newest colours, oldest first; sessions without a check-in are passed over."""
    found = (seen.colour_at(facts.now) for seen in reversed(facts.sessions))
    return list(islice((colour for colour in found if colour != "unrated"), wanted))[::-1]


def _run(kind: CriterionKind, colours: Sequence[str], target: int, wanted: tuple[str, ...]) -> Criterion:
    run = 0
    for colour in reversed(colours):
        if colour not in wanted or run == target:
            break
        run += 1
    return counted(kind, run, target)


def _quiet_mornings(last: Sequence[Seen], now: datetime) -> int:
    run = 0
    for seen in reversed(last):
        if _morning(seen, now) == "raised":
            break
        run += 1
    return run


def _morning(seen: Seen, now: datetime) -> str:
    at = seen.light.morning_at
    return seen.light.morning if at is not None and at <= now else "unknown"


def _body(gate: Gate, part: Part, facts: GateFacts) -> tuple[Criterion, ...]:
    """What the body can do, and what a questionnaire says."""
    made = []
    if gate.movements:
        made.append(_movements(gate, part, facts))
    if gate.tests_needed is not None:
        passed = facts.capacity.passed(part, gate, facts.now)
        unknown = len(passed) < gate.tests_needed and not facts.capacity.judged(part, gate, facts.now)
        criterion = counted("tests", len(passed), gate.tests_needed)
        made.append(msgspec.structs.replace(criterion, met=None) if unknown else criterion)
    if gate.side_ratio is not None:
        made.append(facts.capacity.ratio_criterion(gate, facts.now))
    if gate.score_at_most is not None:
        made.append(_score(gate, facts))
    return tuple(made)


def _movements(gate: Gate, part: Part, facts: GateFacts) -> Criterion:
    """The newest check of the part: all of its movements, within their pain."""
    newest = next((c for c in reversed(facts.checks) if c.part == part.id and c.at <= facts.now), None)
    target = len(gate.movements)
    if newest is None:
        return Criterion(kind="movements", met=None, target=target, left=target)
    answers = newest.answers
    fine = 0
    for movement in gate.movements:
        answer = answers.get(movement.id)
        limit = movement.pain_at_most
        painless = limit is None or (answer is not None and answer.pain is not None and answer.pain <= limit)
        fine += answer is not None and answer.done and painless
    return counted("movements", fine, target)


def _score(gate: Gate, facts: GateFacts) -> Criterion:
    assert gate.score_at_most is not None
    scores = scores_in_order([told for told in facts.scores if told.at <= facts.now])
    if not scores:
        return Criterion(kind="score", met=None, target=gate.score_at_most)
    if training_day(facts.now) - scores[-1].taken > SCORE_HOLDS_FOR:
        # It tells of another time: open again until there is a new one.
        return Criterion(kind="score", met=None, target=gate.score_at_most)
    began = training_day(facts.placed.at) if facts.placed is not None else None
    first, last = first_score(scores, began).score, scores[-1].score
    dropped = len(scores) > 1 and first > 0 and 100 * (first - last) / first >= (gate.score_drop_percent or 100)
    return Criterion(
        kind="score",
        met=last <= gate.score_at_most or dropped,
        value=last,
        target=gate.score_at_most,
        of=first,
        left=max(0, last - gate.score_at_most),
    )


def _safe(facts: GateFacts) -> Criterion:
    return Criterion(kind="safety", met=facts.safe)
