"""The rules of the cards: from what was done and told to a state, with the rule that decided and its numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from coach.clock import training_day
from coach.diary import Breaks, DayLog
from coach.happenings import Side, Tested
from coach.journal.support_record import Person, Record, window
from coach.library.supports import DayMark, HouseRules, LogRule, Support, WorkRule
from coach.plan.person import circumstances

State = Literal["solid", "leaning", "fallen", "unknown"]
#: Movement work: too early to tell; not in the sessions; done often enough, too seldom, left out too often; a test
#: under one's own best; none although it was there; no session at all; a spasm, and the way back from it.
#: Logs: too few; mostly good, mostly poor, neither.
Rule = Literal[
    "early", "not-in-sessions", "often", "seldom", "left-out", "weaker", "none", "away", "spasm", "after-spasm",
    "few-logs", "mostly-good", "mostly-poor", "mixed",
]  # fmt: skip
_RANK = {"fallen": 0, "leaning": 1, "unknown": 2, "solid": 3}
_WEEK = 7


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a card, the rule that decided it, and the numbers the rule had. What it did not look at is None.

    `days` of `days_needed` with the card's work in the window; `had` sessions that had it, `left` of them left it out;
    `since_days` it has been in reach; `value` of a test against the person's `best`; `hours` since the onset of a
    spasm, `good` of `good_needed` sessions since then. For logs `good`, `between` and `poor` of `logs` days,
    `logs_needed` to tell, `good_needed` for in place, `breaks` desk breaks played in the window.
    """

    state: State
    rule: Rule
    days: int | None = None
    days_needed: int | None = None
    had: int | None = None
    left: int | None = None
    since_days: int | None = None
    test: str | None = None
    side: Side | None = None
    value: float | None = None
    best: float | None = None
    hours: int | None = None
    good: int | None = None
    good_needed: int | None = None
    between: int | None = None
    poor: int | None = None
    logs: int | None = None
    logs_needed: int | None = None
    breaks: int | None = None


def decide(card: Support, record: Record, at: datetime) -> Why:
    """The state of a card at a moment."""
    if card.log is not None:
        return _by_logs(card.log, record, at)
    assert card.work is not None  # a card has one or the other
    usual = _by_work(card, card.work, record, at)
    return _with_spasm(usual, record, at) if card.falls_in_spasm else usual


def acute(record: Record, at: datetime) -> bool:
    """Whether a spasm is so recent that the top row is down."""
    onset = record.last_spasm(at)
    return onset is not None and at - onset < timedelta(hours=record.supports.rules.spasm_hours)


def returning(record: Record, at: datetime) -> bool:
    """Whether the way back from a spasm is not over: too few sessions since then, and not too long ago."""
    onset = record.last_spasm(at)
    rules = record.supports.rules
    if onset is None or at - onset >= timedelta(days=rules.spasm_days):
        return False
    return acute(record, at) or record.good_since(onset, at) < rules.spasm_sessions


# -- movement work ---------------------------------------------------------------------------------------------------


def _by_work(card: Support, work: WorkRule, record: Record, at: datetime) -> Why:
    rules = record.supports.rules
    person = record.person(at)
    step = record.step(at)
    share = record.share(card, step, person)
    begun, reach = record.first_work, record.in_reach_since(card, at, person)
    today = training_day(at)
    if begun is None or begun > today:
        return Why(state="unknown", rule="early")
    if reach is None:
        return Why(state="unknown", rule="not-in-sessions")
    since_days = (today - max(begun, reach)).days
    worked = [record.worked(played) for played in record.between(*window(at, rules.window_days), at)]
    days = len({one.day for one in worked if card.id in one.done})
    had = sum(card.id in one.had for one in worked)
    left = sum(card.id in one.left for one in worked)
    goal = step.part.week_goal if step is not None else 0
    needed = days_needed(rules, goal, share)

    def why(state: State, rule: Rule) -> Why:
        return Why(state=state, rule=rule, days=days, days_needed=needed, had=had, left=left, since_days=since_days)

    if since_days < rules.known_after_days:
        return why("unknown", "early")
    if days == 0:
        if not any(one.trained for one in worked):
            return why("fallen", "away") if since_days >= rules.window_days else why("leaning", "seldom")
        if not had and not share:
            return why("unknown", "not-in-sessions")
        return why("fallen", "none") if since_days >= rules.window_days else why("leaning", "seldom")
    weaker = _weaker(work, record, at)
    if weaker is not None:
        return msgspec.structs.replace(
            why("leaning", "weaker"), test=weaker[0].test, side=weaker[0].side, value=weaker[0].value, best=weaker[1]
        )
    if had >= rules.left_out_of and 100 * left > rules.left_out_percent * had:
        return why("leaning", "left-out")
    return why("solid", "often") if days >= needed else why("leaning", "seldom")


def days_needed(rules: HouseRules, week_goal: int, share: float) -> int:
    """On how many days of the window a card wants its work: `solid_days`, or the share of the part's goal where that
    is less. `share` is how many of the part's sessions have the card; without one the goal says nothing.
    """
    asked = rules.goal_percent * week_goal * rules.window_days * share / (100 * _WEEK)
    return max(1, min(rules.solid_days, math.ceil(asked - 1e-9))) if asked else rules.solid_days


def _weaker(work: WorkRule, record: Record, at: datetime) -> tuple[Tested, float] | None:
    """The result of the newest test day that is furthest under the person's best before, where it is far enough."""
    rules = record.supports.rules
    tests = record.tests(work.tests, at)
    newest = training_day(tests[-1].at) if tests else None
    if newest is None or (training_day(at) - newest).days > rules.test_days:
        return None
    before = [t for t in tests if training_day(t.at) < newest]
    found: list[tuple[float, Tested, float]] = []
    for test in (t for t in tests if training_day(t.at) == newest):
        best = max((t.value for t in before if (t.test, t.side) == (test.test, test.side)), default=0.0)
        if 100 * test.value < (100 - rules.weaker_percent) * best:
            found.append((test.value / best, test, best))
    if not found:
        return None
    _ratio, lowest, best = min(found, key=lambda one: one[0])
    return lowest, best


def _with_spasm(usual: Why, record: Record, at: datetime) -> Why:
    rules = record.supports.rules
    onset = record.last_spasm(at)
    if onset is None or at - onset >= timedelta(days=rules.spasm_days):
        return usual
    hours = int((at - onset) / timedelta(hours=1))
    if acute(record, at):
        return msgspec.structs.replace(usual, state="fallen", rule="spasm", hours=hours)
    good = record.good_since(onset, at)
    if good >= rules.spasm_sessions or usual.state == "fallen":
        return usual
    return msgspec.structs.replace(
        usual, state="leaning", rule="after-spasm", hours=hours, good=good, good_needed=rules.spasm_sessions
    )


# -- logs ------------------------------------------------------------------------------------------------------------


def _by_logs(rule: LogRule, record: Record, at: datetime) -> Why:
    rules = record.supports.rules
    first, last = window(at, rules.window_days)
    asks_breaks = any(mark.breaks is not None for mark in rule.marks)
    played = record.desk_breaks(first, last, at) if asks_breaks else {}
    marks = [mark_of(log, rule.marks, rules, played.get(log.day, 0)) for log in record.logs(first, last, at)]
    told = [mark.counts for mark in marks if mark is not None][: rules.logs_of_days]
    good, poor, logs = told.count("good"), told.count("poor"), len(told)
    state: State
    key: Rule
    if logs < rules.logs_needed:
        state, key = "unknown", "few-logs"
    elif 100 * poor >= rule.down_percent * logs:
        state, key = "fallen", "mostly-poor"
    elif 100 * good >= rule.good_percent * logs and 100 * poor <= rule.poor_at_most_percent * logs:
        state, key = "solid", "mostly-good"
    else:
        state, key = "leaning", "mixed"
    return Why(
        state=state,
        rule=key,
        good=good,
        good_needed=math.ceil(rule.good_percent * logs / 100),
        between=logs - good - poor,
        poor=poor,
        logs=logs,
        logs_needed=rules.logs_needed,
        breaks=sum(played.values()) if asks_breaks else None,
    )


def mark_of(log: DayLog, marks: Sequence[DayMark], rules: HouseRules, desk_breaks: int) -> DayMark | None:
    """What a day counts as; None where its boxes do not say. Desk breaks that were played are breaks."""
    breaks = _more_breaks(log.breaks, rules, desk_breaks)
    for mark in marks:
        pairs = (
            (mark.sleep, log.sleep),
            (mark.sitting, log.sitting),
            (mark.breaks, breaks),
            (mark.walking, log.walking),
        )
        if all(wanted is None or wanted == told for wanted, told in pairs):
            return mark
    return None


def _more_breaks(told: Breaks | None, rules: HouseRules, desk_breaks: int) -> Breaks | None:
    if told == "often" or desk_breaks >= rules.desk_breaks_often:
        return "often"
    return "some" if desk_breaks >= rules.desk_breaks_some else told


def worse(why: Why) -> int:
    """For sorting: the worst state first."""
    return _RANK[why.state]


def person_now(record: Record, at: datetime) -> Person:
    """Who the person is at a moment, with what a recent spasm closes."""
    return record.person(at, circumstances(record.history, at))
