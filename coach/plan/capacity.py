"""The capacity tests: who may do them and when, what was reached, and against which target (facts C8, C11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from coach.clock import training_day
from coach.diary import Spasm
from coach.happenings import AboutMe, Side, Tested
from coach.library.capacity import CapacityTest, Sex, Target
from coach.library.library import Library
from coach.library.plan import Gate, Part
from coach.plan.criteria import Criterion, counted

SIDES: tuple[Side, Side] = ("right", "left")
#: Tests are not done again sooner (facts C8: every two to four weeks).
TESTS_APART = timedelta(days=14)
#: After a spasm: in stages 1 and 2, and in 3 and 4.
AFTER_SPASM_EARLY = timedelta(hours=72)
AFTER_SPASM_LATER = timedelta(days=7)
#: Nobody is tested with more pain than this, and a test that hurt more than this does not count.
PAIN_BEFORE_AT_MOST = 3
PAIN_DURING_AT_MOST = 5
#: Why no test may be done now: a spasm a short while ago, or the last tests were.
NotNow = Literal["spasm", "too_soon"]
#: The order of a test day (facts C11): no two tests of the same muscles in a row.
ORDER = (
    "chair-stand-30", "chair-stand-60", "side-plank-knees", "side-plank-feet", "front-plank-knees",
    "front-plank-feet", "bird-dog-holds", "back-hold",
)  # fmt: skip


class Reached(msgspec.Struct, frozen=True):
    """A test beside its target: the best value of each side (None: not tested), and what is asked for, if known."""

    test: CapacityTest
    values: tuple[tuple[Side | None, float | None], ...]
    target: float | None
    passed: bool

    @property
    def tried(self) -> bool:
        """Each side has a value."""
        return all(value is not None for _side, value in self.values)


class Capacity:
    """One person's tests. `entered` says since when they have been in each part."""

    def __init__(
        self,
        library: Library,
        about: AboutMe | None,
        tested: Sequence[Tested],
        spasms: Sequence[Spasm],
        entered: Mapping[str, datetime],
        today: date,
    ) -> None:
        self._library, self._spasms, self._entered = library, spasms, entered
        self._circumstances = frozenset(about.circumstances) if about is not None else frozenset()
        self.age = today.year - about.birth_year if about is not None and about.birth_year is not None else None
        self.sex: Sex | None = about.sex if about is not None else None
        # What hurt too much, or was broken off for pain, says nothing about capacity.
        self._tested = [
            t for t in tested if t.ended != "pain" and (t.pain_worst is None or t.pain_worst <= PAIN_DURING_AT_MOST)
        ]
        self._passed: dict[tuple[str, int, bool], frozenset[str]] = {}
        self._days = sorted({training_day(t.at) for t in tested})

    # -- who and when ----------------------------------------------------------------------------------------

    def allowed(self, test: CapacityTest) -> bool:
        """False where the person has a circumstance in which the position is left out."""
        exercise = self._library.exercises.get(test.exercise)
        cautions = exercise.cautions if exercise is not None else ()
        return not any(c.measure == "avoid" and c.when in self._circumstances for c in cautions)

    def tests_of(self, part: Part) -> tuple[CapacityTest, ...]:
        """The tests of a part that this person may do and whose target fits, in the order of a test day."""
        gate = part.gate
        if gate is None:
            return ()
        wanted = [self._library.plan.test(own) for own in sorted(gate.tests, key=ORDER.index)]
        fitting = [test for test in wanted if self.allowed(test) and self._targets(test, part)]
        return tuple(fitting)

    def testable(self, gate: Gate) -> bool:
        """Whether enough of a gate's tests are open to this person at all."""
        tests = [self._library.plan.test(own) for own in gate.tests]
        kinds = {_kind(test) for test in tests if self.allowed(test)}
        return len(kinds) >= (gate.tests_needed or 0)

    def not_now(self, part: Part, now: datetime) -> NotNow | None:
        """Why no test may be done now."""
        wait = AFTER_SPASM_LATER if part.id in ("3", "4") else AFTER_SPASM_EARLY
        if any(timedelta(0) <= now - spasm.onset < wait for spasm in self._spasms):
            return "spasm"
        today = training_day(now)
        # A test day that was broken off may be finished on the same day.
        if self._days and self._days[-1] != today and today - self._days[-1] < TESTS_APART:
            return "too_soon"
        return None

    def last_day(self, until: date) -> date | None:
        """The newest day with a test."""
        return max((day for day in self._days if day <= until), default=None)

    # -- what was reached ------------------------------------------------------------------------------------

    def reached(self, test: CapacityTest, part: Part, now: datetime) -> Reached:
        """The best values beside the target that fits the person."""
        sides: tuple[Side | None, ...] = SIDES if test.each_side else (None,)
        values = tuple((side, self.best(test, side, now)) for side in sides)
        fixed = [t.at_least for t in self._targets(test, part) if t.at_least is not None]
        target = max(fixed, default=None)
        passed = target is not None and all(value is not None and value >= target for _side, value in values)
        for grown in (t.own_plus_percent for t in self._targets(test, part) if t.own_plus_percent is not None):
            passed = passed or all(self._grown(test, side, part, now, grown) for side in sides)
        return Reached(test, values, target, passed)

    def best(self, test: CapacityTest, side: Side | None, now: datetime) -> float | None:
        """The best value of one side."""
        return max((t.value for t in self._of(test, side, now)), default=None)

    def passed(self, part: Part, gate: Gate, now: datetime) -> frozenset[str]:
        """The kinds of test that were passed: a side plank counts once, in whichever form."""
        # Asked on every day of a history: only a new test, or having entered the part, changes the answer.
        known = sum(t.at <= now for t in self._tested), part.id in self._entered
        if (part.id, *known) not in self._passed:
            tests = [self._library.plan.test(own) for own in gate.tests] if known[0] else []
            passed = frozenset(_kind(test) for test in tests if self.reached(test, part, now).passed)
            self._passed[part.id, *known] = passed
        return self._passed[part.id, *known]

    def judged(self, part: Part, gate: Gate, now: datetime) -> bool:
        """Whether enough tests were tried to say that they are not passed yet."""
        tests = (self._library.plan.test(own) for own in gate.tests)
        tried = {_kind(test) for test in tests if self.reached(test, part, now).tried and self._targets(test, part)}
        return len(tried) >= (gate.tests_needed or 0)

    def ratio(self, now: datetime) -> float | None:
        """The weaker side of the newest side plank over the stronger one."""
        for own in ("side-plank-feet", "side-plank-knees"):
            test = self._library.plan.test(own)
            newest = [t[-1].value for side in SIDES if (t := self._of(test, side, now))]
            if len(newest) == len(SIDES) and max(newest) > 0:
                return min(newest) / max(newest)
        return None

    def ratio_criterion(self, gate: Gate, now: datetime) -> Criterion:
        """The sides as one line of a gate; waived where the side plank may not be tested."""
        assert gate.side_ratio is not None
        planks = [self._library.plan.test(own) for own in gate.tests if own.startswith("side-plank")]
        if not any(self.allowed(test) for test in planks):
            return Criterion(kind="ratio", met=True, target=gate.side_ratio)
        ratio = self.ratio(now)
        if ratio is None:
            return Criterion(kind="ratio", met=None, target=gate.side_ratio)
        return msgspec.structs.replace(counted("ratio", ratio, gate.side_ratio), left=0)

    def _of(self, test: CapacityTest, side: Side | None, now: datetime) -> list[Tested]:
        return [t for t in self._tested if t.test == test.id and t.side == side and t.at <= now]

    def _grown(self, test: CapacityTest, side: Side | None, part: Part, now: datetime, percent: int) -> bool:
        since = self._entered.get(part.id)
        values = [t.value for t in self._of(test, side, now) if since is not None and t.at >= since]
        return len(values) > 1 and values[0] > 0 and 100 * max(values[1:]) >= (100 + percent) * values[0]

    def _targets(self, test: CapacityTest, part: Part) -> list[Target]:
        if self.sex is not None:
            return [t for t in test.targets if t.fits(part.id, self.age, self.sex)]
        # Where the sex was left open, both targets have to be reached: the higher one.
        return [t for t in test.targets if any(t.fits(part.id, self.age, sex) for sex in ("female", "male"))]


def _kind(test: CapacityTest) -> str:
    """Knees or feet, half a minute or a whole one: forms of one kind of test."""
    for kind in ("side-plank", "front-plank", "chair-stand"):
        if test.id.startswith(kind):
            return kind
    return test.id
