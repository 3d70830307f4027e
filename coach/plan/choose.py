"""What is due now, and why: the session of the level the person stands at, with its reasons as data."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from coach.clock import training_day
from coach.library.library import Library
from coach.plan.colours import colour_of, counts
from coach.plan.standing import Standing, standing
from coach.records import History, PlayedSession

ReasonKind = Literal["first", "next", "stepped_up", "after_red", "greens_left", "gap", "done_today", "unrated"]

#: An interrupted session is offered for this long.
OFFER_INTERRUPTED_FOR = timedelta(hours=4)
#: A "that hurts" above this closes an interrupted session for good.
STRONG_PAIN = 5


class Reason(msgspec.Struct, frozen=True):
    """One reason for a choice. `count` is the number it speaks of."""

    kind: ReasonKind
    count: int = 0


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The session that is due and where the person stands."""

    session_id: str
    standing: Standing
    reasons: tuple[Reason, ...]
    done_today: int = 0


def choose(history: History, library: Library, today: date) -> Choice:
    """The due session. The first reason is the main one."""
    where = standing(history, library)
    own = [s for s in history.sessions if s.start.part_id is not None and s.lines_done]
    done_today = sum(s.day == today and s.over and counts(s, library.part_of(s.start.session_id)) for s in own)
    reasons: list[Reason] = []
    if done_today:
        reasons.append(Reason("done_today", done_today))
    if not own:
        reasons.append(Reason("first"))
    else:
        last = own[-1]
        away = (today - last.day).days
        colour = colour_of(last, library.part_of(last.start.session_id))
        if away > 3:
            reasons.append(Reason("gap", away))
        if colour == "red":
            reasons.append(Reason("after_red"))
        elif colour == "unrated":
            reasons.append(Reason("unrated"))
        elif where.stepped_up_on == last.day and where.greens == 0 and where.not_red == 0:
            reasons.append(Reason("stepped_up", where.part.greens_per_level))
        if not where.at_end and where.greens_left and colour not in ("red", "unrated"):
            reasons.append(Reason("greens_left", where.greens_left))
    if not reasons:
        reasons.append(Reason("next"))
    return Choice(session_id=where.session_id, standing=where, reasons=tuple(reasons), done_today=done_today)


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
