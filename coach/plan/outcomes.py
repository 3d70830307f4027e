"""Own activities, change on the whole, Roland-Morris: what tells whether life gets easier, and when each is due.

Rhythms: own activities every two weeks, the others every four (library facts, section D).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from coach.clock import training_day
from coach.happenings import Activity, ChangeTold, GoalsChosen, GoalsRated, ScoreTold
from coach.plan.person import of_kind, placed
from coach.records import History

Asked = Literal["choose", "goals", "change", "score"]
GOALS_EVERY = timedelta(weeks=2)
CHANGE_EVERY = timedelta(weeks=4)
SCORE_EVERY = timedelta(weeks=4)
#: Own activities are asked for after the first sessions, for so many days: who does not want them is left in peace.
CHOOSE_AFTER_SESSIONS = 2
CHOOSE_WITHIN = timedelta(days=14)


def activities(history: History) -> tuple[Activity, ...]:
    """The person's own activities as they were chosen last."""
    chosen = of_kind(history, GoalsChosen)
    return chosen[-1].activities if chosen else ()


def scores_in_order(scores: tuple[ScoreTold, ...] | list[ScoreTold]) -> list[ScoreTold]:
    """By the day on which they were taken, not told; of a day the one that was told last."""
    by_day = {score.taken: score for score in sorted(scores, key=lambda score: score.at)}
    return [by_day[day] for day in sorted(by_day)]


def first_score(scores: list[ScoreTold], began: date | None) -> ScoreTold:
    """What later scores are compared with: the last before the plan began, else the first. Needs one at least."""
    before = [score for score in scores if began is not None and score.taken <= began]
    return before[-1] if before else scores[0]


def due(history: History, today: date) -> tuple[Asked, ...]:
    """What may be asked on a day, the likeliest to help first."""
    asked: list[Asked] = []
    mine = activities(history)
    if mine:
        rated = {own: training_day(told.at) for told in of_kind(history, GoalsRated) for own in told.ratings}
        if any(_over(today, rated.get(activity.id), GOALS_EVERY) for activity in mine):
            asked.append("goals")
    elif not of_kind(history, GoalsChosen) and _chooses_now(history, today):
        asked.append("choose")
    began = placed(history)
    told = of_kind(history, ChangeTold)
    since = training_day(told[-1].at) if told else training_day(began.at) if began is not None else None
    if since is not None and history.sessions and today - since >= CHANGE_EVERY:
        asked.append("change")
    scores = scores_in_order(of_kind(history, ScoreTold))
    # Only who has had one taken knows where to get the next.
    if scores and today - scores[-1].taken >= SCORE_EVERY:
        asked.append("score")
    return tuple(asked)


def _over(today: date, last: date | None, rhythm: timedelta) -> bool:
    return last is None or today - last >= rhythm


def _chooses_now(history: History, today: date) -> bool:
    days = [played.day for played in history.sessions if played.lines_done][:CHOOSE_AFTER_SESSIONS]
    return len(days) == CHOOSE_AFTER_SESSIONS and today - days[-1] < CHOOSE_WITHIN
