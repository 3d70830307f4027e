"""What is skipped, and what hurts: exercises that come back in an easier form (the plan's rules, "Neglect")."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import msgspec

from coach.library.programs import Session
from coach.records import PlayedSession
from coach.session.events import Eased, Hurt, LineDone

LOOK_BACK = 4
#: Four appearances of an exercise lie well within so many sessions of the plan.
LOOK_AT_SESSIONS = 60
NEEDED = 3
TO_RETURN = 2
HURT_DAYS = 2


class Appearance(msgspec.Struct, frozen=True):
    """An exercise in a played session: on which day, whether it was completed, and whether it hurt.

    `form` is what was done; it differs from the exercise where an easier form stood in.
    """

    day: date
    form: str
    done: bool
    hurt: bool


def appearances(sessions: Sequence[PlayedSession]) -> dict[str, list[Appearance]]:
    """By exercise, oldest first. Lines that were never reached are left out: nobody avoided them."""
    found: dict[str, list[Appearance]] = {}
    for played in sessions:
        exercises = planned(played)
        done = {event.line: event for event in played.events if isinstance(event, LineDone)}
        hurt = {event.line for event in played.events if isinstance(event, Hurt | Eased)}
        reached = {event.line for event in played.events if hasattr(event, "line")}
        last = max(reached, default=-1)
        for index, exercise in enumerate(exercises):
            if index > last and not played.finished:
                break
            found.setdefault(exercise, []).append(Appearance(played.day, exercise, index in done, index in hurt))
    return found


def neglected(found: dict[str, list[Appearance]], easier: dict[str, str | None]) -> tuple[tuple[str, int], ...]:
    """Exercises skipped or cut short in three of their last four appearances and not yet back, the most often left
    first, each with how often.

    Back: its easier form (or itself, at the beginner dosage) was completed twice since then.
    """
    left = []
    for exercise, own in found.items():
        since = _neglected_since(own)
        if since is None:
            continue
        form = easier.get(exercise)
        again = [a for a in (*(found.get(form, ()) if form else ()), *own[since:]) if a.done]
        marked = own[since - 1].day
        if sum(a.day > marked for a in again) < TO_RETURN:
            left.append((exercise, sum(_dodged(a) for a in own[:since][-LOOK_BACK:])))
    return tuple(sorted(left, key=lambda one: (-one[1], one[0])))


def hurting(found: dict[str, list[Appearance]], easier: dict[str, str | None]) -> frozenset[str]:
    """Exercises that hurt on two different days since they were last done twice without, in their easier form."""
    sore = set()
    for exercise, own in found.items():
        days = sorted({a.day for a in own if a.hurt})
        form = easier.get(exercise)
        if len(days) < HURT_DAYS or form is None:
            continue
        calm = [a for a in (*found.get(form, ()), *own) if a.day > days[-1] and a.done and not a.hurt]
        if len(calm) < TO_RETURN:
            sore.add(exercise)
    return frozenset(sore)


def _neglected_since(own: Sequence[Appearance]) -> int | None:
    """After how many appearances the exercise last counted as neglected."""
    for end in range(len(own), NEEDED - 1, -1):
        if sum(_dodged(a) for a in own[:end][-LOOK_BACK:]) >= NEEDED and _dodged(own[end - 1]):
            return end
    return None


def _dodged(appearance: Appearance) -> bool:
    # "That hurts" is a reason, not neglect.
    return not appearance.done and not appearance.hurt


def planned(played: PlayedSession) -> tuple[str, ...]:
    """The exercises a session was composed of, in order; none where its record cannot be read."""
    return _planned(played.start.template)


@lru_cache(maxsize=4_096)
def _planned(template: str) -> tuple[str, ...]:
    try:
        return tuple(line.exercise for line in msgspec.json.decode(template, type=Session).lines)
    except msgspec.DecodeError:
        return ()
