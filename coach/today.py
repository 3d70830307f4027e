"""The Today page as values: what the hero card offers, why, and the week."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coach.clock import training_day
from coach.library.kinds import Equipment
from coach.library.library import Library
from coach.library.programs import Session
from coach.plan.choose import Choice, Reason, choose, ended, interrupted, week_of
from coach.plan.safety import safety
from coach.records import History, PlayedSession
from coach.session.compose import base_ms, dosage_words, shorter
from coach.session.progress import replay
from coach.session.timeline import compile_timeline
from coach.text import _, ngettext
from coach.views import DayView, HeroKind, LineView, TodayView


def today_view(history: History, library: Library, now: datetime) -> TodayView:
    """The page for this moment."""
    today = training_day(now)
    choice = choose(history, library, today)
    broken_off = interrupted(history, now)
    if broken_off is not None and not library.has_session(broken_off.start.session_id):
        broken_off = None  # an update took the session away; what was done in it stays in the history
    verdict = safety(history, library.screening, now).verdict
    kind: HeroKind = "session"
    if verdict in ("stop", "hold"):
        kind = verdict
    elif broken_off is not None:
        kind = "interrupted"
    session = library.session(broken_off.start.session_id if broken_off else choice.session_id)
    short = shorter(session, library)
    where = choice.standing
    week = week_of(history, now)
    unrated = _unrated(history, now)
    return TodayView(
        day=today,
        kind=kind,
        session_id=session.id,
        title=session.name,
        summary=session.summary,
        stage=_("Stage {stage}  ·  {part}, session {level} of {levels}").format(
            stage=where.stage.id, part=where.part.name, level=where.level + 1, levels=len(where.part.levels)
        ),
        minutes=max(1, round(session.total_ms / 60_000)),
        total_ms=session.total_ms,
        lines=line_views(session, library),
        why=tuple(reason_words(reason, choice) for reason in choice.reasons),
        shorter_ms=base_ms(short, library) if short is not None else None,
        equipment=tuple(equipment_word(e) for e in _equipment(session, library)),
        week=tuple(_day(day, n, today) for day, n in week),
        week_done=sum(n for _day_, n in week),
        week_goal=where.part.week_goal,
        done_today=choice.done_today,
        sessions_ever=len(history.sessions),
        needs_screening=verdict == "ask",
        interrupted_id=broken_off.start.id if broken_off else None,
        interrupted_left_ms=_left_ms(broken_off, library) if broken_off else None,
        unrated_id=unrated.start.id if unrated else None,
    )


def line_views(session: Session, library: Library) -> tuple[LineView, ...]:
    """The exercises of a session for a list."""
    views = []
    for line in session.lines:
        exercise = library.exercise(line.exercise)
        words = dosage_words(line.dosage, exercise)
        views.append(LineView(exercise.id, exercise.name, exercise.position, words, line.optional))
    return tuple(views)


def reason_words(reason: Reason, choice: Choice) -> str:
    """A reason as a sentence."""
    part = choice.standing.part.name
    match reason.kind:
        case "first":
            return _("This is where everyone begins: small, easy movements, and time to breathe.")
        case "done_today":
            return _("You have done today's session. Another one is welcome if it feels good; so is a walk.")
        case "stepped_up":
            return _("The last sessions went well, so this one goes a small step further.")
        case "after_red":
            return _("The last session hurt more than it should. Take this one gently, and stop when you need to.")
        case "unrated":
            return _("The last session has no check-in yet, so the plan stays where it is.")
        case "gap":
            return _("It has been {n} days. Pick up where you left off.").format(n=reason.count)
        case "greens_left":
            return ngettext(
                "{n} more session with pain at 3 or less, and {part} moves on.",
                "{n} more sessions with pain at 3 or less, and {part} moves on.",
                reason.count,
            ).format(n=reason.count, part=part)
        case "next":
            return _("It is the next session of {part}.").format(part=part)


def equipment_word(equipment: Equipment) -> str:
    """A piece of equipment in plain words."""
    return {
        "mat": _("mat"),
        "chair": _("chair"),
        "wall": _("wall"),
        "pillow": _("pillow"),
        "two-pillows": _("two pillows"),
        "towel": _("towel"),
        "strap": _("strap"),
        "stick": _("stick"),
        "step": _("step"),
        "bag": _("bag"),
        "backpack": _("backpack"),
        "doorway": _("doorway"),
        "table": _("table"),
    }[equipment]


def _equipment(session: Session, library: Library) -> tuple[Equipment, ...]:
    named = (e for line in session.lines for e in library.exercise(line.exercise).equipment)
    return tuple(dict.fromkeys(named))


def _day(day: date, sessions: int, today: date) -> DayView:
    if day == today:
        return DayView(day, sessions, "today_done" if sessions else "today")
    if sessions:
        return DayView(day, sessions, "done")
    return DayView(day, sessions, "past" if day < today else "planned")


def _unrated(history: History, now: datetime) -> PlayedSession | None:
    """The newest session, where it ended without a check-in."""
    newest = ended(history, now)[-1:]
    return newest[0] if newest and newest[0].check_in is None else None


def _left_ms(played: PlayedSession, library: Library) -> int:
    session = msgspec.json.decode(played.start.template, type=Session)
    first = compile_timeline(session, library, played.start.first_side)
    begin = replay(first, played.events, library, played.start.first_side)
    return max(0, begin.timeline.total_ms - begin.position_ms)
