"""The Today page as values: what the hero card offers, why, and the week."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coach.clock import training_day
from coach.journal.supports import house
from coach.library.kinds import Equipment
from coach.library.library import Library
from coach.library.programs import Session
from coach.pages.house import house_view
from coach.pages.reasons import advice_words, why_views
from coach.pages.views import DayView, LineView, MorningView, TodayView
from coach.plan.broken_off import left_ms
from coach.plan.choose import Choice, choose, ended, interrupted, week_of
from coach.plan.derived import diary_of
from coach.plan.outcomes import Asked, due
from coach.plan.person import placed
from coach.records import History, PlayedSession
from coach.session.compose import base_ms, dosage_words, shorter
from coach.text import _

#: From then on a morning is no longer asked about: it would be remembered, not told.
EVENING_FROM_HOUR = 18


def today_view(history: History, library: Library, now: datetime) -> TodayView:
    """The page for this moment."""
    today = training_day(now)
    choice = choose(history, library, now)
    session = choice.session
    broken_off = interrupted(history, now) if choice.kind == "interrupted" else None
    short = shorter(session, library) if session is not None and choice.kind in ("session", "rest") else None
    where = choice.standing
    week = week_of(history, now)
    unrated = _unrated(history, now)
    return TodayView(
        day=today,
        kind=choice.kind,
        session_id=choice.session_id,
        title=session.name if session is not None else "",
        summary=session.summary if session is not None else "",
        stage=_stage_words(choice),
        minutes=max(1, round(session.total_ms / 60_000)) if session is not None else 0,
        total_ms=session.total_ms if session is not None else 0,
        lines=line_views(session, library) if session is not None else (),
        why=why_views(choice, library),
        advice=tuple(advice_words(advice) for advice in choice.advice),
        later_id=choice.later.id if choice.later is not None else None,
        later_title=choice.later.name if choice.later is not None else "",
        first_aid=choice.first_aid,
        morning=_morning(history, today, now),
        leg_of=choice.ask_leg,
        placed=placed(history) is not None or bool(history.sessions),
        shorter_ms=base_ms(short, library) if short is not None else None,
        equipment=tuple(equipment_word(e) for e in _equipment(session, library)) if session is not None else (),
        week=tuple(_day(day, n, today) for day, n in week),
        week_done=sum(n for _day_, n in week),
        week_goal=where.part.week_goal,
        done_today=choice.done_today,
        sessions_ever=len(history.sessions),
        needs_screening=choice.ask_safety,
        interrupted_id=broken_off.start.id if broken_off else None,
        interrupted_left_ms=left_ms(broken_off, library) if broken_off else None,
        unrated_id=unrated.start.id if unrated else None,
        house=house_view(house(history, library, now, where.moves), library),
        logged_today=any(log.day == today for log in history.day_logs),
        signs=_signs(history, today),
        outcomes=_outcomes(due(history, today)),
    )


def _outcomes(asked: tuple[Asked, ...]) -> str:
    match asked:
        case ():
            return ""
        case ("choose", *_rest):
            return _("What do you want to be able to do again? Name up to three things, and see them change.")
        case ("goals", *_rest):
            return _("Two weeks on: how do your own activities go? It takes a minute.")
        case ("change", *_rest):
            return _("Four weeks on: how is your back on the whole?")
        case _:
            return _("Has your Roland-Morris score been taken again? You can write it down.")


def _signs(history: History, today: date) -> str:
    written = any(log.day == today for log in history.day_logs)
    if not history.spasms or not (written or any(rating.day == today for rating in history.ratings)):
        return ""
    from coach.pages.insights_signs import quiet_line  # rarely needed, and a start need not wait for it

    line = quiet_line(history, today)
    return line.words if line is not None else ""


def _stage_words(choice: Choice) -> str:
    where = choice.standing
    if where.part.alternate:
        return _("Stage {stage}  ·  {part}").format(stage=where.stage.id, part=where.part.name)
    return _("Stage {stage}  ·  {part}, level {level} of {levels}").format(
        stage=where.stage.id, part=where.part.name, level=where.level + 1, levels=len(where.part.levels)
    )


def _morning(history: History, today: date, now: datetime) -> MorningView | None:
    """The question of the morning, until it is answered; only once something was begun, and until the evening."""
    if any(r.day == today and r.kind == "morning" for r in history.ratings) or now.hour >= EVENING_FROM_HOUR:
        return None
    told = placed(history)
    if told is None and not history.sessions:
        return None
    if told is not None and training_day(told.at) == today and not history.ratings:
        return None  # the usual pain was asked a minute ago
    usual = diary_of(history, today).baseline(today)
    before = [s for s in history.sessions if s.day == today - timedelta(days=1) and s.lines_done]
    amber = [s for s in before if s.check_in is not None and s.pain_worst in (4, 5) and s.check_in.settled is None]
    return MorningView(usual=usual, after_session=bool(before), settled_of=amber[-1].start.id if amber else None)


def line_views(session: Session, library: Library) -> tuple[LineView, ...]:
    """The exercises of a session for a list."""
    views = []
    for line in session.lines:
        exercise = library.exercise(line.exercise)
        words = dosage_words(line.dosage, exercise)
        views.append(LineView(exercise.id, exercise.name, exercise.position, words, line.optional))
    return tuple(views)


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
