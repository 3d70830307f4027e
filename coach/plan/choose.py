"""What now, and why: the order of precedence of the plan's rules, with every reason as data."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from coach.clock import training_day
from coach.happenings import Swapped
from coach.library.kinds import Circumstance
from coach.library.library import Library
from coach.library.practice import practice
from coach.library.programs import Session
from coach.plan.advice import Advice, advice
from coach.plan.broken_off import left_ms
from coach.plan.capacity import TESTS_APART
from coach.plan.ladder import Step
from coach.plan.neglect import LOOK_AT_SESSIONS, appearances, hurting, neglected
from coach.plan.person import about, circumstances, closing, direction, leg_unasked, of_kind
from coach.plan.prescribe import Prescription, prescribe
from coach.plan.safety import Safety, safety, signs
from coach.plan.standing import Standing, standing_of
from coach.plan.swaps import Composed, Swap, Wishes, composed
from coach.plan.walk import Walk, walk
from coach.records import History, PlayedSession
from coach.session.volume import halved

ChoiceKind = Literal["stop", "hold", "interrupted", "session", "rest", "mobility", "test"]
ReasonKind = Literal[
    "stop", "hold", "interrupted",
    "spasm_rest", "spasm_wait", "spasm_bridge", "two_reds", "one_red", "halving", "flare", "gap",
    "done_today", "rest_after_strength", "own_rest_day", "test_due",
    "gate_passed", "stepped_up", "placed", "first", "unrated", "greens_left", "waits_for_gate", "again", "in_turn",
    "below_keep",
    "neglect", "hurt", "direction", "circumstance", "equipment", "morning", "own", "nothing_left",
]  # fmt: skip

#: An interrupted session is offered for this long.
OFFER_INTERRUPTED_FOR = timedelta(hours=4)
#: A "that hurts" above this closes an interrupted session for good.
STRONG_PAIN = 5
REST = "constructive-rest"
AWAY_FROM_THE_LEVEL = frozenset({"spasm_rest", "spasm_wait", "spasm_bridge", "flare", "gap"})
ALWAYS_ALLOWED = "breathing-90-90"
#: What stands in where nothing else of a session is left, the first that suits the person.
RESTS = (ALWAYS_ALLOWED, REST, "side-lying-rest")
MOBILITY, EVENING = "hips-and-hamstrings", "evening-wind-down"
EVENING_FROM_HOUR = 18
FIRST_AID = "flare-up-first-aid"
#: How often tests are due: in stages 2 and 3, and in stage 4 (our choice within "every two to four weeks"; facts C7).
TESTS_DUE_AFTER = timedelta(days=28)
TESTS_DUE_IN_KEEP = timedelta(days=56)
#: Fewer sessions in four weeks than this are too few to keep what was built.
KEEP_SESSIONS_IN_FOUR_WEEKS = 8


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One reason of a choice. `count` is the number it speaks of; `exercise` and `into` are what was swapped."""

    kind: ReasonKind
    count: int = 0
    exercise: str | None = None
    into: str | None = None
    part: str | None = None
    circumstance: Circumstance | None = None


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What is offered now. The first reason is the main one.

    `session` is composed for the person; with `stop` it is None. `kind` rest, mobility or test says what is suggested
    in place of the plan's session; that one is in `later` where something else is in `session`. `first_aid`: the
    first-aid session is offered, too.
    """

    kind: ChoiceKind
    session: Session | None
    standing: Standing
    reasons: tuple[Reason, ...]
    swaps: tuple[Swap, ...] = ()
    advice: tuple[Advice, ...] = ()
    later: Session | None = None
    done_today: int = 0
    halved: bool = False
    first_aid: bool = False
    ask_safety: bool = False
    ask_leg: str | None = None

    @property
    def session_id(self) -> str:
        """The session's id; empty where nothing may be done."""
        return self.session.id if self.session is not None else ""


def choose(history: History, library: Library, now: datetime) -> Choice:
    """The answer to "what now, and why?" at a moment."""
    known = signs(history, library.screening)
    walked = walk(history, library, now, safe=known.verdict == "clear")
    verdict = safety_of(history, library, walked)
    wishes = wishes_of(history, library, now)
    choice = _choice(history, library, walked, verdict, wishes)
    return msgspec.structs.replace(
        choice,
        advice=advice(history, walked, wishes.direction),
        ask_safety=verdict.verdict == "ask",
        ask_leg=leg_unasked(history, now),
    )


def safety_of(history: History, library: Library, walked: Walk) -> Safety:
    """The verdict with the rhythm of the stage where the person stands."""
    last = walked.last.at if walked.last is not None else None
    stage = library.stage_of(walked.step.part).id
    return safety(history, library.screening, walked.now, stage=stage, last_session=last)


def wishes_of(history: History, library: Library, now: datetime) -> Wishes:
    """What the composition of a session has to respect now."""
    told = about(history, now)
    easier = {own: exercise.easier for own, exercise in library.exercises.items()}
    found = appearances([s for s in history.sessions if s.start.part_id is not None][-LOOK_AT_SESSIONS:])
    today = training_day(now)
    return Wishes(
        direction=direction(history, library, now),
        closed_by=closing(history, now),
        circumstances=circumstances(history, now),
        without=frozenset(told.without) if told is not None else frozenset(),
        neglected=neglected(found, easier),
        hurting=hurting(found, easier),
        own=tuple((s.session_id, s.out, s.into) for s in of_kind(history, Swapped, now) if s.day == today),
    )


def compose(session: Session, library: Library, wishes: Wishes, *, half: bool = False) -> Composed:
    """A session as this person should do it now. Where nothing allowed is left it is a rest."""
    made = composed(halved(session, library) if half else session, library, wishes)
    if made.session.lines:
        return made
    for own in RESTS:
        rest = composed(practice(library.exercise(own)), library, wishes).session
        if rest.lines:
            return Composed(msgspec.structs.replace(rest, id=session.id, name=session.name), made.swaps)
    # Lying on the side with a pillow is the last resort: whoever cannot do that rests as they like.
    return Composed(practice(library.exercise(RESTS[-1])), made.swaps)


def _choice(history: History, library: Library, walked: Walk, verdict: Safety, wishes: Wishes) -> Choice:
    now = walked.now
    where = standing_of(walked)
    if verdict.verdict == "stop":
        return Choice(kind="stop", session=None, standing=where, reasons=(Reason(kind="stop"),))
    if verdict.verdict == "hold":
        why = verdict.circumstances[0] if verdict.circumstances else None
        reason = Reason(kind="hold", circumstance=why)
        breathe = compose(practice(library.exercise(ALWAYS_ALLOWED)), library, wishes).session
        return Choice(kind="hold", session=breathe, standing=where, reasons=(reason,))
    prescribed = prescribe(walked)
    step = walked.ladder.steps[prescribed.index]
    template = session_at(step, prescribed, walked, library)
    made = compose(template, library, wishes, half=prescribed.halved)
    lowered = tuple(_lowered(prescribed))
    changed = tuple(_changed(made))
    done_today = _done_today(walked, step)
    first_aid = any(one.kind in ("spasm_rest", "spasm_wait", "flare") for one in prescribed.lowered)

    def choice(kind: ChoiceKind, session: Session, *reasons: Reason, later: Session | None = None) -> Choice:
        return Choice(
            kind=kind,
            session=session,
            standing=where,
            reasons=(*reasons, *changed),
            swaps=made.swaps,
            later=later,
            done_today=done_today,
            halved=prescribed.halved,
            first_aid=first_aid,
        )

    broken_off = interrupted(history, now)
    here = broken_off is not None and library.has_session(broken_off.start.session_id)
    if broken_off is not None and here and left_ms(broken_off, library) is not None:
        again = _as_it_was(broken_off, library)
        return choice("interrupted", again, Reason(kind="interrupted"), *lowered, later=made.session)
    if done_today:
        reasons = (*lowered, Reason(kind="done_today", count=done_today))
        if step.part.id == walked.ladder.parts[0].id:
            rest = compose(practice(library.exercise(REST)), library, wishes).session
            return choice("rest", rest, *reasons, later=made.session)
        return choice("rest", made.session, *reasons)
    if not lowered:
        other = _instead(history, library, walked, wishes)
        if other is not None:
            kind, session, reason = other
            return choice(kind, session or made.session, reason, later=made.session)
    # How the plan goes on is of no help to somebody who is, for now, elsewhere.
    onward = () if any(reason.kind in AWAY_FROM_THE_LEVEL for reason in lowered) else _onward(walked, where)
    return choice("session", made.session, *lowered, *onward)


def _as_it_was(broken_off: PlayedSession, library: Library) -> Session:
    try:
        return msgspec.json.decode(broken_off.start.template, type=Session)
    except msgspec.DecodeError:
        return library.session(broken_off.start.session_id)


def session_at(step: Step, prescribed: Prescription, walked: Walk, library: Library) -> Session:
    """The template of a step: its session, the short one, or the one whose turn it is."""
    if prescribed.short and step.part.short is not None:
        return library.session(step.part.short)
    return library.session(in_turn(step, walked))


def in_turn(step: Step, walked: Walk) -> str:
    """Of alternating sessions the one that was not done last."""
    if not step.part.alternate:
        return step.session_id
    done = [seen.played.start.session_id for seen in walked.sessions_in(step.part.id)]
    done = [own for own in done if own in step.part.levels]
    if not done:
        return step.part.levels[0]
    return step.part.levels[(step.part.levels.index(done[-1]) + 1) % len(step.part.levels)]


def tests_due(walked: Walk) -> bool:
    """Whether today is a day for tests: allowed, not done for long, or all that is missing at the gate."""
    part, now = walked.step.part, walked.now
    capacity = walked.capacity
    asks = part if part.gate is not None and part.gate.tests_needed is not None else None
    if part.alternate:
        asks = walked.ladder.parts[walked.step.order - 1]
    if asks is None or not capacity.tests_of(asks) or capacity.not_now(part, now) is not None:
        return False
    if walked.behind_gate:
        return False
    last = capacity.last_day(training_day(now))
    since = training_day(now) - last if last is not None else None
    if part.alternate:
        return since is None or since >= TESTS_DUE_IN_KEEP
    state = walked.gate()
    if state is None:
        return False
    missing = {c.kind for c in state.criteria if not c.met}
    if missing and missing <= {"tests", "ratio", "score"} and missing & {"tests", "ratio"}:
        return since is None or since >= TESTS_APART
    sessions = len(walked.sessions_in(part.id))
    return sessions >= state.gate.sessions // 2 and (since is None or since >= TESTS_DUE_AFTER)


def _instead(
    history: History, library: Library, walked: Walk, wishes: Wishes
) -> tuple[ChoiceKind, Session | None, Reason] | None:
    """A day of rest, of mobility or of tests in place of the session."""
    now, today = walked.now, training_day(walked.now)
    part = walked.step.part
    strength = walked.ladder.of_part("3")
    yesterday = today - timedelta(days=1)
    if walked.step.order == strength and any(s.day == yesterday and s.counts for s in walked.sessions_in(part.id)):
        if any(s.start.program_id in (MOBILITY, EVENING) and s.day == today and s.over for s in history.sessions):
            return "rest", None, Reason(kind="rest_after_strength")
        own = EVENING if now.hour >= EVENING_FROM_HOUR else MOBILITY
        easy = compose(library.session(own), library, wishes).session
        return "mobility", easy, Reason(kind="rest_after_strength")
    if tests_due(walked):
        return "test", None, Reason(kind="test_due")
    told = about(history, now)
    if told is not None and told.weekdays and today.weekday() not in told.weekdays and not _daily(walked):
        return "rest", None, Reason(kind="own_rest_day")
    return None


def _daily(walked: Walk) -> bool:
    # Stage 1 wants a little every day; its sessions are short for that.
    return walked.library.stage_of(walked.step.part).id == "1"


def _done_today(walked: Walk, step: Step) -> int:
    today = training_day(walked.now)
    return sum(s.day == today and s.counts and s.played.over for s in walked.sessions_in(step.part.id))


def _lowered(prescribed: Prescription) -> list[Reason]:
    return [Reason(kind=one.kind, count=one.count) for one in prescribed.lowered]


def _changed(made: Composed) -> list[Reason]:
    reasons = []
    for swap in made.swaps:
        kind: ReasonKind = swap.kind
        reasons.append(
            Reason(kind=kind, count=swap.count, exercise=swap.out, into=swap.into, circumstance=swap.circumstance)
        )
    if made.swaps and all(line.exercise in RESTS for line in made.session.lines):
        reasons.append(Reason(kind="nothing_left"))
    return reasons


def _onward(walked: Walk, where: Standing) -> list[Reason]:
    """How the plan goes on: what was just reached, and what is left at this level."""
    reasons = []
    move = walked.moves[-1]
    fresh = walked.last is None or walked.last.at <= move.at
    if walked.last is None:
        reasons.append(Reason(kind="placed" if walked.placed is not None else "first", part=where.part.id))
    elif fresh and move.why == "gate":
        reasons.append(Reason(kind="gate_passed", part=where.part.id))
    elif fresh and move.why in ("levels", "again"):
        before = walked.ladder.steps[max(0, move.to - 1)].part.greens_per_level
        reasons.append(Reason(kind="stepped_up", count=before or 0))
    elif walked.last.light.colour == "unrated":
        reasons.append(Reason(kind="unrated"))
    if where.part.alternate:
        weeks = training_day(walked.now) - timedelta(days=28)
        done = sum(s.counts and s.day > weeks for s in walked.sessions_in(where.part.id))
        long_here = training_day(walked.now) - training_day(walked.entered[where.part.id]) >= timedelta(days=28)
        if long_here and done < KEEP_SESSIONS_IN_FOUR_WEEKS:
            reasons.append(Reason(kind="below_keep", count=done))
        reasons.append(Reason(kind="in_turn"))
    elif where.greens_left and not where.at_last_level:
        reasons.append(Reason(kind="greens_left", count=where.greens_left))
    elif where.again:
        reasons.append(Reason(kind="again", count=where.greens_left))
    else:
        reasons.append(Reason(kind="waits_for_gate", part=where.part.id))
    return reasons


def interrupted(history: History, now: datetime) -> PlayedSession | None:
    """The newest session, if it was broken off less than four hours ago and nothing closed it for good."""
    if not history.sessions:
        return None
    newest = history.sessions[-1]
    # A clock that was set back puts the session ahead of now; by days, nobody can tell how long ago it was.
    if newest.over or abs(now - newest.last_at) >= OFFER_INTERRUPTED_FOR:
        return None
    if newest.stopped_for_safety or any((hurt.pain or 0) > STRONG_PAIN for hurt in newest.hurts):
        return None
    if any(spasm.logged >= newest.start.started for spasm in history.spasms):
        return None
    return newest


def ended(history: History, now: datetime) -> tuple[PlayedSession, ...]:
    """The sessions in which something was completed and that do not wait to be taken up again."""
    waiting = interrupted(history, now)
    return tuple(s for s in history.sessions if s.lines_done and s is not waiting)


def week_of(history: History, now: datetime) -> tuple[tuple[date, int], ...]:
    """Monday to Sunday of this week: each day with its number of sessions."""
    today = training_day(now)
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=n) for n in range(7)]
    done = [s.day for s in ended(history, now)]
    return tuple((day, done.count(day)) for day in days)
