"""When sessions were held by safety: from an answer or a circumstance that asks for a clinician to the clearance."""

from __future__ import annotations

from datetime import date, datetime

from coach.clock import training_day
from coach.happenings import AboutMe
from coach.library.kinds import Circumstance
from coach.library.screening import Screening
from coach.plan.person import NEEDS_CLEARANCE, of_kind, told_circumstances
from coach.records import Clearance, History, ScreeningAnswers

Told = ScreeningAnswers | Clearance | AboutMe


def held_spans(history: History, screening: Screening) -> tuple[tuple[date, date | None], ...]:
    """Training days from which, and up to which (None: still), sessions were held. The second day is not held.

    The rule is that of `coach.plan.safety.signs`, followed through time.
    """
    advice = {question.id for question in screening.questions if question.tier == "advice"}
    told: list[Told] = [*history.screenings, *history.clearances, *of_kind(history, AboutMe)]
    spans: list[tuple[date, date | None]] = []
    sign, since = False, None
    waiting: set[Circumstance] = set()
    known: frozenset[Circumstance] = frozenset()
    for one in sorted(told, key=_when):
        match one:
            case ScreeningAnswers():
                sign = sign or any(own not in advice for own in one.yes)
            case Clearance():
                sign = False
                waiting.clear()
            case AboutMe():
                own = told_circumstances(one) & NEEDS_CLEARANCE
                waiting = (waiting & own) | (own - known)
                known = own
        if (sign or waiting) and since is None:
            since = training_day(one.at)
        elif not (sign or waiting) and since is not None:
            spans.append((since, training_day(one.at)))
            since = None
    return (*spans, (since, None)) if since is not None else tuple(spans)


def _when(told: Told) -> datetime:
    return told.at
