"""Own activities, change on the whole, Roland-Morris: when each is due, and what a score is compared with."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from coach.happenings import Activity, AnyHappening, ChangeTold, GoalsChosen, GoalsRated, ScoreTold
from coach.plan.outcomes import Asked, due, first_score, scores_in_order
from coach.records import History
from tests.plan.story import Story, day, moment

LIFT, SIT = Activity("g-1", "Lift my daughter"), Activity("g-2", "Sit through a film")


def chosen(n: int, *mine: Activity) -> GoalsChosen:
    return GoalsChosen(id=f"c-{n}", at=moment(n, 19), activities=mine)


def rated(n: int, **ratings: int) -> GoalsRated:
    return GoalsRated(id=f"r-{n}", at=moment(n, 19), ratings={key.replace("_", "-"): n for key, n in ratings.items()})


def change(n: int, to: int) -> ChangeTold:
    return ChangeTold(id=f"w-{n}", at=moment(n, 19), change=to)


def score(n: int, points: int, taken: date | None = None) -> ScoreTold:
    return ScoreTold(id=f"s-{n}-{points}", at=moment(n, 19), score=points, day=taken)


def person(*told: AnyHappening, sessions: int = 3) -> History:
    """Placed on day 0, a session on each of the first days."""
    history = Story().placed(5).train("calm-early", range(sessions)).history(moment(200, 8))
    happenings = sorted([*history.happenings, *told], key=lambda one: one.at)
    return msgspec.structs.replace(history, happenings=tuple(happenings))


@pytest.mark.parametrize(
    ("told", "today", "asked"),
    [
        # Activities are asked for after the second session, for two weeks, and never again once they were left empty.
        ((), 1, ("choose",)),
        ((), 14, ("choose",)),
        ((), 15, ()),
        ((chosen(2),), 3, ()),
        # Chosen and not rated yet; rated; two weeks later.
        ((chosen(2, LIFT),), 3, ("goals",)),
        ((chosen(2, LIFT), rated(2, g_1=4)), 15, ()),
        ((chosen(2, LIFT), rated(2, g_1=4)), 16, ("goals",)),
        # Another activity has not been rated, whatever the one before was.
        ((chosen(2, LIFT), rated(2, g_1=4), chosen(5, SIT)), 6, ("goals",)),
        ((chosen(2, LIFT, SIT), rated(2, g_1=4, g_2=4), rated(10, g_1=5)), 16, ("goals",)),
        # The change on the whole: four weeks after the beginning, then every four weeks.
        ((chosen(2),), 27, ()),
        ((chosen(2),), 28, ("change",)),
        ((chosen(2), change(28, 1)), 55, ()),
        ((chosen(2), change(28, 1)), 56, ("change",)),
        # A score only where there was one, by the day on which it was taken.
        ((chosen(2), change(60, 1), score(60, 9, day(40))), 67, ()),
        ((chosen(2), change(60, 1), score(60, 9, day(40))), 68, ("score",)),
        ((chosen(2, LIFT), score(3, 9)), 40, ("goals", "change", "score")),
    ],
)  # fmt: skip
def test_what_is_due(told: tuple[AnyHappening, ...], today: int, asked: tuple[Asked, ...]) -> None:
    assert due(person(*told), day(today)) == asked


def test_nothing_is_asked_before_there_was_anything() -> None:
    assert due(History(), day(0)) == ()
    assert due(person(sessions=1), day(3)) == ()


def test_scores_count_by_the_day_on_which_they_were_taken() -> None:
    late, early, again = score(9, 4, day(8)), score(10, 14, day(-30)), score(11, 5, day(8))
    assert scores_in_order([late, early, again]) == [early, again]
    assert score(9, 4).taken == day(9)


def test_the_first_score_is_the_last_before_the_plan_began() -> None:
    scores = [score(n, points, day(n)) for n, points in ((-90, 16), (-7, 11), (0, 10), (30, 8))]
    assert first_score(scores, day(0)).score == 10
    assert first_score(scores[:2], day(0)).score == 11
    assert first_score(scores[3:], day(0)).score == 8
    assert first_score(scores, None).score == 16


@pytest.mark.parametrize(
    ("scores", "met", "of"),
    [
        ([], None, 0),
        ([(50, 9, None)], False, 9),
        ([(50, 9, None), (60, 4, None)], True, 9),
        # Down by 30 % from 15 is 10.5: 10 is enough, 11 is not.
        ([(50, 10, None), (51, 15, -3)], True, 15),
        ([(50, 11, None), (51, 15, -3)], False, 15),
        # A score of long ago is not the beginning where there is one from just before.
        ([(50, 10, None), (51, 20, -400), (52, 12, -3)], False, 12),
        # Nor does one of long ago open the gate.
        ([(50, 3, -900)], None, 0),
        ([(50, 3, 4)], None, 0),
        ([(50, 3, 5)], True, 3),
    ],
)  # fmt: skip
def test_the_gate_into_stage_4_compares_with_the_beginning(
    scores: list[tuple[int, int, int | None]], met: bool | None, of: int
) -> None:
    from coach.plan.walk import walk
    from tests.plan.story import library

    story = Story().placed(2, checks="done").weak_test().moved("3", n=1)
    history = story.train("recondition-early", range(2, 40)).pain(range(60), 1).history(moment(61, 8))
    told = [score(n, points, None if taken is None else day(taken)) for n, points, taken in scores]
    happenings = sorted([*history.happenings, *told], key=lambda one: one.at)
    history = msgspec.structs.replace(history, happenings=tuple(happenings))
    walked = walk(history, library(), moment(61, 8))
    gate = walked.gate()
    assert gate is not None, walked.step
    (criterion,) = (c for c in gate.criteria if c.kind == "score")
    assert (criterion.met, criterion.of) == (met, of)
