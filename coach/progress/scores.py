"""Scores over time: own activities, Roland-Morris, change on the whole; whether they changed more than they wobble."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import fmean

from coach.clock import training_day
from coach.happenings import ChangeTold, GoalsRated, ScoreTold
from coach.pages.plan_tests import number
from coach.plan.outcomes import activities, first_score, scores_in_order
from coach.plan.person import of_kind, placed
from coach.progress.score_views import ScorePoint, ScoreSeries, Verdict
from coach.records import History
from coach.text import _, ngettext

#: Smallest changes that are more than the wobble of a measure, in its points. Own activities, by how many there are:
#: 3 for one and 2 for the mean of three are Stratford's; two stand between.
REAL_GOALS = {1: 3.0, 2: 2.5, 3: 2.0}
REAL_SCORE, REAL_SCORE_SHARE, LEAST_SCORE = 5.0, 0.3, 2.0
REAL_CHANGE = 2.0
#: A Roland-Morris score up to here is what most people call recovered; below and above these it tells less.
RECOVERED = 2
TELLS_FROM, TELLS_TO = 4, 20


def score_series(history: History, last: date) -> tuple[ScoreSeries, ...]:
    """What was scored up to a day, each measure from its first score on; those that were never scored are left out."""
    made = (_goals(history, last), _roland_morris(history, last), _change(history, last))
    return tuple(series for series in made if series is not None)


def _goals(history: History, last: date) -> ScoreSeries | None:
    """The mean of the activities as they are chosen now, from where all of them were rated: others do not compare."""
    mine = activities(history)
    days: dict[date, dict[str, int]] = {}
    for told in of_kind(history, GoalsRated):
        if training_day(told.at) <= last:
            days.setdefault(training_day(told.at), {}).update(told.ratings)
    wanted = {own.id for own in mine}
    found = {day: fmean(said[own] for own in wanted) for day, said in days.items() if wanted and wanted <= said.keys()}
    points = _points(found)
    if not points:
        return None
    real = REAL_GOALS[len(mine)]
    names = ", ".join(own.words for own in mine)
    words = ngettext(
        "{names}: {value} of 10, where 10 is as before.",
        "{names}: {value} of 10 on average, where 10 is as before.",
        len(mine),
    )
    verdict = _verdict(points[0].value, points, real, better_up=True)
    said = words.format(names=names, value=number(points[-1].value))
    return ScoreSeries(
        id="goals",
        title=_("Your own activities"),
        lowest=0,
        highest=10,
        better="up",
        points=points,
        real=real,
        verdict=verdict,
        words=f"{said} {_since_first(points[0], verdict, _('that is no more than such a score wobbles.'))}",
        source=_source_of_goals(len(mine)),
    )


def _source_of_goals(n: int) -> str:
    if n == 1:
        return _("Three points are more than the score of one activity wobbles (Stratford 1995).")
    if n == 2:
        return _("2.5 points: between the 3 of one activity and the 2 of a mean of three (Stratford 1995).")
    return _("Two points are more than the mean of three activities wobbles (Stratford 1995).")


def _roland_morris(history: History, last: date) -> ScoreSeries | None:
    scores = [score for score in scores_in_order(of_kind(history, ScoreTold)) if score.taken <= last]
    if not scores:
        return None
    began = placed(history)
    first = first_score(scores, training_day(began.at) if began is not None else None)
    points = tuple(ScorePoint(score.taken, float(score.score)) for score in scores if score.taken >= first.taken)
    # Five points or 30 %, whichever is reached first, but never a single point; from 0 only upwards can be told.
    real = min(REAL_SCORE, max(LEAST_SCORE, REAL_SCORE_SHARE * first.score)) if first.score else REAL_SCORE
    verdict = _verdict(float(first.score), points, real, better_up=False)
    words = [
        _("{n} of 24, where more is worse.").format(n=scores[-1].score),
        _since_first(points[0], verdict, _("that is less than people usually notice.")),
    ]
    if scores[-1].score <= RECOVERED:
        words.append(_("Most people with 2 or less call themselves recovered."))
    if not TELLS_FROM <= first.score <= TELLS_TO:
        words.append(_("Below 4 and above 20 changes tell less."))
    return ScoreSeries(
        id="roland-morris",
        title=_("Roland-Morris"),
        lowest=0,
        highest=24,
        better="down",
        points=points,
        real=real,
        verdict=verdict,
        words=" ".join(words),
        source=_("A change of 5 points or 30 % is one that people notice (Ostelo 2008); 2 or less: Kamper 2010."),
    )


def _change(history: History, last: date) -> ScoreSeries | None:
    told = {training_day(one.at): float(one.change) for one in of_kind(history, ChangeTold)}
    points = _points({day: value for day, value in told.items() if day <= last})
    if not points:
        return None
    now = points[-1].value
    verdict: Verdict = "better" if now >= REAL_CHANGE else "worse" if now <= -REAL_CHANGE else "same"
    return ScoreSeries(
        id="change",
        title=_("On the whole"),
        lowest=-3,
        highest=3,
        better="up",
        points=points,
        real=REAL_CHANGE,
        band_low=-REAL_CHANGE,
        band_high=REAL_CHANGE,
        verdict=verdict,
        words=_("Since you began: {words}.").format(words=change_words(round(now)).lower()),
        source=_("Two steps or more count as a change: the app’s own line."),
    )


def change_words(change: int) -> str:
    """A change on the whole, -3 to 3, in words."""
    return {
        3: _("Very much better"),
        2: _("Much better"),
        1: _("A little better"),
        0: _("About the same"),
        -1: _("A little worse"),
        -2: _("Much worse"),
        -3: _("Very much worse"),
    }[change]


def _points(found: dict[date, float]) -> tuple[ScorePoint, ...]:
    return tuple(ScorePoint(day, found[day]) for day in sorted(found))


def _verdict(first: float, points: Sequence[ScorePoint], real: float, *, better_up: bool) -> Verdict:
    if len(points) < 2:
        return "unknown"
    gain = points[-1].value - first if better_up else first - points[-1].value
    # A mean of three whole numbers is not exact in binary: 2 points must stay 2.
    if abs(gain) < real - 1e-9:
        return "same"
    return "better" if gain > 0 else "worse"


def _since_first(first: ScorePoint, verdict: Verdict, little: str) -> str:
    """`little` says of which kind a change is that is too small."""
    if verdict == "unknown":
        return _("The next score shows whether it changes.")
    at_first = _("It was {first} at first:").format(first=number(first.value))
    if verdict == "same":
        return f"{at_first} {little}"
    return f"{at_first} " + (_("a change for the better.") if verdict == "better" else _("a change for the worse."))
