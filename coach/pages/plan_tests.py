"""The capacity tests of a part as values: the person's own tries, targets, published values, what stays in Keep."""

from __future__ import annotations

from datetime import timedelta

from coach.clock import training_day
from coach.happenings import Side, Tested
from coach.library.capacity import CapacityTest, Sex
from coach.library.library import Library
from coach.library.plan import Part
from coach.pages.plan_views import CriterionView, OnwardView, TestDayView, TestView, TryView, WarmUpView
from coach.plan.capacity import PAIN_DURING_AT_MOST, SIDES, Capacity
from coach.plan.choose import (
    KEEP_SESSIONS_IN_FOUR_WEEKS,
    TESTS_DUE_IN_KEEP,
    tests_due,
)
from coach.plan.person import of_kind
from coach.plan.walk import Walk
from coach.records import History
from coach.text import _, ngettext

#: The warm-up of a test day (facts C11): for so many seconds, or so many times.
WARM_UP: tuple[tuple[str, int | None, int | None], ...] = (("march-in-place", 60, None), ("cat-camel", None, 6))
#: In Keep a test should not fall below this share of the best (facts C7).
KEEP_SHARE = 0.8


def test_day(history: History, library: Library, walked: Walk) -> TestDayView:
    """The tests of the present part; in Keep those of the part before, which keep what it built in view."""
    capacity = walked.capacity
    part, asks = walked.step.part, _asking(walked)
    tested = of_kind(history, Tested, walked.now)
    views = tuple(_test(test, asks, library, capacity, tested, walked) for test in capacity.tests_of(asks))
    why = {
        None: "",
        "spasm": _("Not now: tests wait until a spasm is well past."),
        "too_soon": _("The last tests are less than two weeks ago. A little more time shows more."),
    }[capacity.not_now(part, walked.now)]
    ratio = capacity.ratio(walked.now)
    asked = asks.gate is not None and bool(asks.gate.tests)
    none = (
        _("None of the tests suits what you told about yourself.") if asked else _("There are no tests in this part.")
    )
    return TestDayView(
        tests=views,
        due=tests_due(walked),
        not_now=why if views else none,
        intro=_("Tell your year of birth in Settings: some targets depend on age.")
        if asked and capacity.age is None
        else "",
        ratio=_("Weaker side plank over the stronger one: {n} %").format(n=round(100 * ratio))
        if ratio is not None
        else "",
        warm_up=tuple(_warm_up(library, *one) for one in WARM_UP if one[0] in library.exercises),
    )


def keeping(history: History, library: Library, walked: Walk) -> OnwardView:
    """What keeps somebody in the last part. Nobody is moved by it; it is said."""
    weeks = training_day(walked.now) - timedelta(days=28)
    done = sum(seen.counts and seen.day > weeks for seen in walked.sessions_in(walked.step.part.id))
    goal = KEEP_SESSIONS_IN_FOUR_WEEKS
    missing = max(0, goal - done)
    sessions = CriterionView(
        kind="sessions",
        label=_("Sessions in the last four weeks"),
        value=_("{n} of {all}").format(n=done, all=goal),
        met=missing == 0,
        share=min(1.0, done / goal),
        hint=ngettext("{n} more; the short one counts, too", "{n} more; the short one counts, too", missing).format(
            n=missing
        )
        if missing
        else "",
    )
    tests, when = _kept_tests(history, library, walked)
    return OnwardView(
        title=_("Stay in {part}").format(part=walked.step.part.name),
        heading=_("No more gates"),
        text=_("This part has no end. Two sessions a week and a look at your tests now and then keep what you built."),
        criteria=(sessions, tests) if tests is not None else (sessions,),
        left=sessions.hint or when,
    )


def number(value: float | None) -> str:
    """A number with at most one decimal, "" for None."""
    if value is None:
        return ""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def _asking(walked: Walk) -> Part:
    part = walked.step.part
    return walked.ladder.parts[walked.step.order - 1] if part.alternate and walked.step.order else part


def _kept_tests(history: History, library: Library, walked: Walk) -> tuple[CriterionView | None, str]:
    """How the newest tests stand to the best ones, and when the next are due."""
    capacity = walked.capacity
    tests = capacity.tests_of(_asking(walked))
    if not tests:
        return None, ""
    last = capacity.last_day(training_day(walked.now))
    label = _("Tests at {percent} % of your best or more").format(percent=round(100 * KEEP_SHARE))
    if last is None:
        hint = _("Do the tests once, and there is something to compare with")
        return CriterionView(
            kind="tests", label=label, value=_("not tried yet"), met=None, share=0.0, hint=hint, link="tests"
        ), hint
    shares = []
    tested = [one for one in of_kind(history, Tested, walked.now) if _counts(one)]
    for test in tests:
        for side in SIDES if test.each_side else (None,):
            own = [one for one in tested if one.test == test.id and one.side == side]
            best = max((one.value for one in own), default=0.0)
            if best > 0:
                shares.append(own[-1].value / best)
    least = min(shares, default=None)
    due = last + TESTS_DUE_IN_KEEP
    days = (due - training_day(walked.now)).days
    when = (
        ngettext("The next tests are due in {n} day", "The next tests are due in {n} days", days).format(n=days)
        if days > 0
        else _("The tests are due")
    )
    met = None if least is None else least >= KEEP_SHARE
    return CriterionView(
        kind="tests",
        label=label,
        value=_("{n} %").format(n=round(100 * least)) if least is not None else _("not known yet"),
        met=met,
        share=min(1.0, least / KEEP_SHARE) if least is not None else 0.0,
        hint=when if not met or days <= 0 else "",
        link="tests",
    ), when


def _warm_up(library: Library, exercise: str, seconds: int | None, reps: int | None) -> WarmUpView:
    own = library.exercise(exercise)
    return WarmUpView(
        exercise=exercise, name=own.name, position=own.position, steps=own.technique, seconds=seconds, reps=reps
    )


def _counts(one: Tested) -> bool:
    return one.ended != "pain" and (one.pain_worst is None or one.pain_worst <= PAIN_DURING_AT_MOST)


def _test(
    test: CapacityTest, part: Part, library: Library, capacity: Capacity, tested: tuple[Tested, ...], walked: Walk
) -> TestView:
    reached = capacity.reached(test, part, walked.now)
    sides: tuple[Side | None, ...] = SIDES if test.each_side else (None,)
    tries = tuple(
        TryView(training_day(one.at), one.side, one.value, _counts(one)) for one in tested if one.test == test.id
    )
    best = ", ".join(_sided(value, side, test) for side, value in reached.values if value is not None)
    norms = [norm for norm in test.norms if norm.fits(capacity.age, capacity.sex)]
    norm = ""
    if norms:
        span = _("{low} to {high}").format(low=_value(norms[0].low, test), high=_value(norms[0].high, test))
        norm = _("Published for your age and sex: the middle range is {span}.").format(span=span)
    exercise = library.exercises.get(test.exercise)
    sources = dict.fromkeys(source.text for source in (*(one.source for one in norms[:1]), *test.sources))
    return TestView(
        id=test.id,
        name=test.name,
        exercise=test.exercise,
        position=exercise.position if exercise is not None else "",
        measure=test.measure,
        seconds=test.seconds,
        limit=test.limit,
        sides=sides,
        steps=test.steps,
        ends=test.ends,
        best=best,
        aim=reached.target,
        target=_target(test, part, reached.target, capacity),
        passed=reached.passed,
        tries=tries,
        norm=norm,
        sources=tuple(sources),
    )


def _target(test: CapacityTest, part: Part, aim: float | None, capacity: Capacity) -> str:
    """What passes the test: a value, growth over one's own first value in this part, or either."""
    sexes: tuple[Sex, ...] = (capacity.sex,) if capacity.sex is not None else ("female", "male")
    grown = [
        one.own_plus_percent
        for one in test.targets
        if one.own_plus_percent is not None and any(one.fits(part.id, capacity.age, sex) for sex in sexes)
    ]
    fixed = _value(aim, test)
    if fixed and test.each_side:
        fixed = _("{value} on each side").format(value=fixed)
    if not grown:
        return fixed
    own = _("{percent} % more than your first value in this part").format(percent=min(grown))
    return _("{value}, or {own}").format(value=fixed, own=own) if fixed else own


def _sided(value: float, side: Side | None, test: CapacityTest) -> str:
    shown = _value(value, test)
    if side is None:
        return shown
    return _("{value} right").format(value=shown) if side == "right" else _("{value} left").format(value=shown)


def _value(value: float | None, test: CapacityTest) -> str:
    if value is None:
        return ""
    return _("{n} s").format(n=number(value)) if test.measure == "seconds" else number(value)
