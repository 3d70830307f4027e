"""Two weeks of trying something, beside the two weeks before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from coach.diary import DayLog, DayRating
from coach.happenings import AnyHappening, ExperimentBegun, ExperimentEnded, Placed
from coach.journal.experiments import Tried, experiments, running
from coach.records import History
from tests.journal.test_windows import at, log, spasm
from tests.plan.story import Story

FIRST = date(2026, 3, 2)
#: The experiment begins on this day.
START = 20


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def begun(n: int = START, what: Any = "breaks", own_id: str = "e1", hour: float = 9) -> ExperimentBegun:
    return ExperimentBegun(id=own_id, at=at(day(n), hour), experiment=what)


def ended(n: int, of: str = "e1") -> ExperimentEnded:
    return ExperimentEnded(id=f"end-{of}", at=at(day(n), 20), of=of)


def rated(n: int, pain: int) -> DayRating:
    return DayRating(id=f"r{n}", day=day(n), at=at(day(n), 20), kind="average", pain=pain)


def history(*happenings: AnyHappening, before: int = 5, since: int = 3, logs: Any = None, spasms: Any = ()) -> History:
    """Every day from 0 to 59 is logged and rated; from the start on there are breaks."""
    own = tuple(log(day(n), breaks="often" if n >= START else "few") for n in range(60)) if logs is None else logs
    ratings = tuple(rated(n, before if n < START else since) for n in range(60))
    return History(happenings=happenings, day_logs=own, ratings=ratings, spasms=tuple(spasm(day(n)) for n in spasms))


def tried(history: History, n: int = START + 20) -> Tried:
    (one,) = experiments(history, at(day(n), 12))
    return one


def test_fourteen_days_before_against_fourteen_from_the_start() -> None:
    one = tried(history(begun(), spasms=(5, 6, 8, 25)))
    assert (one.first, one.last, one.day) == (day(20), day(33), None)
    assert (one.before.days, one.before.logged, one.before.done, one.before.pain) == (14, 14, 0, 5)
    assert (one.since.days, one.since.logged, one.since.done, one.since.pain) == (14, 14, 14, 3)
    assert (one.before.spasm_days, one.since.spasm_days) == (2, 1)  # day 5 lies before the two weeks
    assert one.outcome == "less-pain"


def test_two_spasms_of_a_day_are_one_spasm_day() -> None:
    whole = history(begun(), spasms=(8,))
    twice = History(happenings=whole.happenings, day_logs=whole.day_logs, spasms=(*whole.spasms, spasm(day(8), 20)))
    assert tried(twice).before.spasm_days == 1


@pytest.mark.parametrize(
    ("what", "box", "yes", "no"),
    [
        ("breaks", "breaks", "often", "some"),
        ("walking", "walking", "plenty", "some"),
        ("sleep", "sleep", "well", "broken"),
    ],
)
def test_each_looks_at_its_own_box(what: str, box: str, yes: str, no: str) -> None:
    logs: tuple[DayLog, ...] = tuple(replace(log(day(n)), **{box: yes if n % 2 else no}) for n in range(60))
    one = tried(history(begun(what=what), logs=logs))
    assert (one.since.logged, one.since.done) == (14, 7)
    others = {"breaks", "walking", "sleep"} - {what}
    assert [tried(history(begun(what=other), logs=logs)).since.logged for other in sorted(others)] == [0, 0]


def test_while_it_runs_it_counts_its_days() -> None:
    whole = history(begun())
    for n in (0, 6, 13):
        now = at(day(START + n), 12)
        one = running(whole, now)
        assert one is not None
        assert (one.day, one.outcome, one.since.days) == (n + 1, "running", n + 1)
    assert running(whole, at(day(START + 14), 12)) is None
    assert running(whole, at(day(START), 8)) is None


def test_ended_early_it_counts_to_that_day() -> None:
    one = tried(history(begun(), ended(START + 8)))
    assert (one.last, one.since.days, one.outcome) == (day(START + 8), 9, "less-pain")
    assert running(history(begun(), ended(START + 8)), at(day(START + 8), 21)) is None


def test_ended_on_the_first_day_it_was_not_tried() -> None:
    assert experiments(history(begun(), ended(START)), at(day(40), 12)) == ()


def test_ended_after_its_two_weeks_changes_nothing() -> None:
    assert tried(history(begun(), ended(START + 18))) == tried(history(begun()))


def test_one_at_a_time() -> None:
    whole = history(begun(), begun(START + 5, "walking", "e2"))
    first, second = experiments(whole, at(day(START + 6), 12))
    assert (first.last, first.day, first.since.days) == (day(START + 4), None, 5)
    assert (second.experiment, second.day) == ("walking", 2)
    assert (first.overlaps, second.overlaps) == (False, True)


def test_of_two_begun_on_one_day_the_last_counts() -> None:
    whole = history(begun(), begun(START, "sleep", "e2", hour=10))
    assert [one.experiment for one in experiments(whole, at(day(40), 12))] == ["sleep"]


@pytest.mark.parametrize(("logged", "outcome"), [(6, "too-little"), (7, "less-pain")])
def test_each_half_needs_seven_logged_days(logged: int, outcome: str) -> None:
    for gap in ("before", "since"):
        kept = range(START - logged, START) if gap == "before" else range(START, START + logged)
        other = range(START, START + 14) if gap == "before" else range(START - 14, START)
        logs = tuple(log(day(n), breaks="some") for n in (*kept, *other))
        assert tried(history(begun(), logs=logs)).outcome == outcome


def test_pain_has_to_be_known_on_seven_days_too() -> None:
    whole = history(begun())
    unrated = History(happenings=whole.happenings, day_logs=whole.day_logs, ratings=whole.ratings[: START + 6])
    assert tried(unrated).outcome == "too-little"


def rate(days: range, kind: Any, pain: int, *, late_days: int = 0) -> tuple[DayRating, ...]:
    return tuple(
        DayRating(id=f"{kind}{n}", day=day(n), at=at(day(n + late_days), 20), kind=kind, pain=pain) for n in days
    )


BEFORE, SINCE = range(START - 14, START), range(START, START + 14)


def with_ratings(*told: tuple[DayRating, ...]) -> Tried:
    whole = history(begun())
    return tried(replace(whole, ratings=tuple(one for some in told for one in some)))


def test_mornings_are_not_compared_with_whole_days() -> None:
    """Mornings at 6 before, whole days at 3 since: no kind of rating is on both sides."""
    one = with_ratings(rate(BEFORE, "morning", 6), rate(SINCE, "average", 3))
    assert (one.outcome, one.rated) == ("too-little", "average")
    assert (one.before.rated, one.since.rated) == (0, 14)


def test_whole_days_first_then_mornings() -> None:
    mornings = (rate(BEFORE, "morning", 6), rate(SINCE, "morning", 3))
    both = with_ratings(*mornings, rate(BEFORE, "average", 4), rate(SINCE, "average", 4))
    assert (both.outcome, both.rated, both.before.pain) == ("no-difference", "average", 4)
    alone = with_ratings(*mornings)
    assert (alone.outcome, alone.rated, alone.before.pain, alone.since.pain) == ("less-pain", "morning", 6, 3)


@pytest.mark.parametrize(("days", "rated", "outcome"), [(7, "average", "no-difference"), (6, "morning", "less-pain")])
def test_seven_whole_days_on_each_side_go_before_mornings(days: int, rated: str, outcome: str) -> None:
    mornings = (rate(BEFORE, "morning", 6), rate(SINCE, "morning", 3))
    one = with_ratings(*mornings, rate(BEFORE[:days], "average", 4), rate(SINCE, "average", 4))
    assert (one.rated, one.outcome) == (rated, outcome)


def test_of_too_few_ratings_the_kind_with_more_is_told() -> None:
    one = with_ratings(rate(BEFORE[:6], "morning", 6), rate(SINCE[:5], "morning", 6), rate(SINCE, "average", 3))
    assert (one.outcome, one.rated, one.before.rated, one.since.rated) == ("too-little", "morning", 6, 5)


def test_pain_rated_days_later_is_memory_and_the_newest_in_time_counts() -> None:
    late = with_ratings(rate(BEFORE, "average", 5), rate(SINCE, "average", 2, late_days=4))
    assert (late.outcome, late.since.rated) == ("too-little", 0)
    corrected = with_ratings(
        rate(BEFORE, "average", 5), rate(SINCE, "average", 2), rate(SINCE, "average", 5, late_days=1)
    )
    assert (corrected.outcome, corrected.since.pain) == ("no-difference", 5)


def young(**told: Any) -> Tried:
    """A trial of days 20 to 33 in a journal that holds nothing but this."""
    return tried(History(happenings=(begun(),), **told))


def test_days_before_the_journal_are_not_days_without_a_spasm() -> None:
    one = young(day_logs=(log(day(15)),), spasms=(spasm(day(17)), spasm(day(10), logged_after_h=24 * 12)))
    # The spasm of day 10 was told on day 22: the journal begins on day 15, and covers five of the fourteen days.
    assert (one.before.days, one.before.covered, one.before.spasm_days) == (14, 5, 1)
    assert (one.since.days, one.since.covered) == (14, 14)


@pytest.mark.parametrize(
    "told",
    [
        {"day_logs": (log(day(15)),)},
        {"ratings": rate(range(15, 16), "morning", 3)},
        {"spasms": (spasm(day(15)),)},
        {"sessions": tuple(Story().train("calm-early", 15).sessions)},
        {"happenings": (Placed(id="p", at=at(day(15), 9), usual_pain=4), begun())},
    ],
)
def test_whatever_was_written_first_begins_the_journal(told: dict[str, Any]) -> None:
    assert tried(History(**({"happenings": (begun(),)} | told))).before.covered == 5


def test_a_trial_alone_begins_the_journal() -> None:
    assert (young().before.covered, young().since.covered) == (0, 14)
    filled = young(day_logs=tuple(log(day(n), 24 * (40 - n)) for n in range(40)))
    assert filled.before.covered == 0  # days that were filled in much later


def test_a_log_written_days_later_is_memory() -> None:
    logs = tuple(log(day(n), 24 * 4 if n >= START else 20, breaks="often") for n in range(60))
    assert tried(history(begun(), logs=logs)).since.logged == 0


@pytest.mark.parametrize(
    ("before", "since", "outcome"),
    [
        (8, 6, "less-pain"),  # 2 points
        (8, 7, "no-difference"),  # 1 point of 8
        (3, 2, "less-pain"),  # 33 %
        (4, 3, "no-difference"),  # 25 %
        (4, 6, "more-pain"),
        (3, 4, "more-pain"),
        (5, 5, "no-difference"),
        (0, 0, "no-difference"),
        (0, 1, "more-pain"),
    ],
)
def test_a_change_counts_from_two_points_or_thirty_per_cent(before: int, since: int, outcome: str) -> None:
    assert tried(history(begun(), before=before, since=since)).outcome == outcome


def test_where_pain_is_low_a_trifle_is_no_change() -> None:
    """Before it is 1 on every day, after it 0 on six of fourteen: 43 % less, and less than half a point."""
    whole = history(begun(), before=1, since=1)
    ratings = (*whole.ratings, *(rated(START + n, 0) for n in range(6)))
    lower = History(happenings=whole.happenings, day_logs=whole.day_logs, ratings=ratings)
    assert tried(lower).since.pain == pytest.approx(8 / 14)
    assert tried(lower).outcome == "no-difference"
