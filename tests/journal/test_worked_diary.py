"""The comparison of the days before spasms with other days, case by case, worked out by hand."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import isinf
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from coach.diary import Removal, Sign, removed
from coach.journal.early_signs import early_signs
from coach.journal.exact import MatchedSet, interval, odds_ratio, p_value, survivors
from coach.journal.triggers import FactorId, FactorResult, Shown, Verdict, triggers
from coach.journal.windows import Diary, spasm_windows
from coach.pages.insights import insights_view
from coach.records import History
from tests.journal.worked_diary import WINDOW_CASES, Set, Told, WindowCase, at, on, wednesday
from tests.plan.story import Story

INF = float("inf")


def the(history: History, factor: FactorId, now: str) -> FactorResult:
    return next(found for found in triggers(history, at(now)).factors if found.factor == factor)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in WINDOW_CASES])
def test_which_days_are_compared(case: WindowCase) -> None:
    history, now = case.told.history(), at(case.now)
    found = {
        w.spasm.onset.strftime("%Y-%m-%d %H:%M"): w for w in spasm_windows(history.spasms, Diary(history.day_logs), now)
    }
    for onset, hazard, controls in case.windows or ():
        window = found[f"{on(onset.split()[0])} {onset.split()[1]}"]
        days = sorted(log.day for log in window.controls)
        assert (window.hazard.day if window.hazard else None, days) == (
            on(hazard) if hazard is not None else None,
            [on(day) for day in controls],
        )
    result = triggers(history, now)
    if case.spasms is not None:
        assert (result.spasms, len(found)) == (case.spasms, case.spasms)
    if case.with_diary is not None:
        assert result.with_diary == case.with_diary
    if case.sets is not None:
        factor = the(history, case.factor, case.now)
        told = (
            len(case.sets),
            sum(x for x, _, _ in case.sets),
            sum(k for _, k, _ in case.sets),
            sum(m for _, _, m in case.sets),
            sum(0 < x + k < m + 1 for x, k, m in case.sets),
        )
        assert (factor.spasms, factor.hazards, factor.usual_days, factor.usual_of, factor.informative) == told


# -- sums: one spasm a month, and what is made of its sets --

#: What a box says where a factor is there, and where it is not.
BOXES: Mapping[str, tuple[str, Any, Any]] = {
    "long-sitting": ("sitting", "long", "little"),
    "few-breaks": ("breaks", "few", "often"),
    "heavy-lifting": ("lifting", "heavy", "none"),
    "poor-sleep": ("sleep", "badly", "well"),
    "high-stress": ("stress", "high", "calm"),
    "drank-little": ("drink", "little", "enough"),
    "walked": ("walking", "plenty", "little"),
    "awkward": ("happened", ("awkward",), ()),
}


def months(factors: Mapping[str, Sequence[Set | None]]) -> Told:
    """A spasm a month from March 2023 on, each with the sets that the factors want; None leaves the hazard box open.

    With up to three controls the spasm is on the 11th (controls on 4, 18, 25: in no month is there a fifth); with four
    on the 15th (1, 8, 22, 29). February is left out. Diaries are those of the days before.
    """
    told = Told()
    month = 2023 * 12 + 2
    count = max(len(sets) for sets in factors.values())
    for i in range(count):
        while month % 12 == 1:
            month += 1
        first = date(month // 12, month % 12 + 1, 1)
        month += 1
        mine = {factor: sets[i] for factor, sets in factors.items() if i < len(sets)}
        four = any(one is not None and one[2] == 4 for one in mine.values())
        spasm, controls = (15, (1, 8, 22, 29)) if four else (11, (4, 18, 25))
        boxes: dict[date, dict[str, Any]] = {}
        hazard = first + timedelta(days=spasm - 2)
        for factor, one in mine.items():
            field, there, absent = BOXES[factor]
            if one is None:
                boxes.setdefault(hazard, {})
                continue
            x, k, m = one
            boxes.setdefault(hazard, {})[field] = there if x else absent
            for j, control in enumerate(controls[:m]):
                day = first + timedelta(days=control - 2)
                boxes.setdefault(day, {})[field] = there if j < k else absent
        for day, own in boxes.items():
            told.wrote(str(day), f"{day} 21:00", **own)
        told.spasm(f"{first + timedelta(days=spasm - 1)} 10:00")
    return told


@dataclass(frozen=True)
class SumCase:
    """A factor over all spasms. `ratio` and `limits` are what is shown: None below the third state."""

    id: str
    says: str
    factors: Mapping[str, Sequence[Set | None]]
    p: float
    shown: Shown
    ratio: float | None = None
    limits: tuple[float, float] | None = None
    verdict: Verdict = "none"
    stands: bool | None = None
    spasms: int | None = None
    informative: int | None = None
    hazards: int | None = None
    usual: tuple[int, int] | None = None
    usual_share: float | None = None
    factor: FactorId = "long-sitting"


ONLY: Set = (1, 0, 4)  # exposed before, on none of four others: the chance of it is 1/5
NONE: Set = (0, 0, 4)
#: Of six sets that tell something, five have the spasm exposed: the chance of five or more is 16/3125.
TIED: tuple[Set, ...] = ((1, 0, 4),) * 3 + ((1, 1, 4),) * 2 + ((0, 1, 4),) + ((0, 0, 4),) * 4
#: The worked example of E2.
WORKED: tuple[Set, ...] = ((1, 1, 4),) * 4 + ((1, 0, 4),) * 3 + ((0, 1, 4),) * 2 + ((0, 2, 4),) + ((0, 0, 4),) * 2
#: num = 3 * 2/3 + 4 * 1 = 6, den = 2 * 1/3 + 1 * 2/4 = 7/6, ratio 36/7.
MIXED: tuple[Set, ...] = (
    ((1, 1, 3),) * 3 + ((1, 0, 4),) * 4 + ((0, 1, 3),) * 2 + ((0, 2, 4),) + ((0, 0, 3),) * 2
)  # fmt: skip
TWENTY: tuple[Set, ...] = ((1, 1, 4),) * 8 + ((1, 0, 4),) * 4 + ((0, 1, 4),) * 6 + ((0, 2, 4),) * 2
SIX = ("few-breaks", "heavy-lifting", "poor-sleep", "high-stress", "drank-little", "walked")

SUM_CASES = (
    SumCase("five", "under six: counts, whatever the numbers. p = 2 / 5^5", {"long-sitting": [ONLY] * 5}, 2 / 3125,
            "counts", stands=True, spasms=5, informative=5, hazards=5, usual=(0, 20), usual_share=0.0),
    SumCase("six", "six: a hint, no odds ratio. p = 2 / 5^6", {"long-sitting": [ONLY] * 6}, 2 / 15625, "hint",
            spasms=6, informative=6),
    SumCase("nine", "nine: still a hint", {"long-sitting": [ONLY] * 9}, 2 / 1953125, "hint", spasms=9),
    SumCase("ten", "ten, all one way: infinite; the lower limit solves (psi / (psi + 4))^10 = 0.025",
            {"long-sitting": [ONLY] * 10}, 2 / 9765625, "measured", INF, (8.96609, INF), "pattern", True, 10, 10),
    SumCase("five-informative", "ten spasms with five that tell something: counts only",
            {"long-sitting": [ONLY] * 5 + [NONE] * 5}, 2 / 3125, "counts", spasms=10, informative=5, stands=True),
    SumCase("six-informative", "one more: measured. (psi / (psi + 4))^6 = 0.025",
            {"long-sitting": [ONLY] * 6 + [NONE] * 4}, 2 / 15625, "measured", INF, (4.70970, INF), "pattern", True,
            10, 6, 6, (0, 40), 0.0),
    SumCase("all-exposed-tells-nothing", "five sets with five of five exposed are no more informative than with none",
            {"long-sitting": [ONLY] * 5 + [(1, 4, 4)] * 5}, 2 / 3125, "counts", spasms=10, informative=5, hazards=10,
            usual=(20, 40), usual_share=0.5),
    SumCase("always", "there before every spasm, and on every other day", {"long-sitting": [(1, 4, 4)] * 10}, 1.0,
            "counts", stands=False, spasms=10, informative=0, hazards=10, usual_share=1.0),
    SumCase("never", "never there", {"long-sitting": [NONE] * 10}, 1.0, "counts", stands=False, spasms=10,
            informative=0, hazards=0, usual_share=0.0),
    SumCase("worked-example", "E2: 6.0, 1.3 to 37, p 0.018; 12 * 0.018 is over 0.1, so that alone it is no pattern",
            {"long-sitting": WORKED}, 0.0175947776, "measured", 6.0, (1.30795, 37.2764), "none", False, 12, 10, 7,
            (8, 48), 8 / 48),
    SumCase("mixed-numbers", "three and four controls, each with its own M: (3 * 2/3 + 4) / (2 * 1/3 + 2/4) = 36/7",
            {"long-sitting": MIXED}, 0.02386, "measured", 36 / 7, (1.21695, 35.7000), "none", False, 12, 10, 7,
            (7, 41), 13 / 72),
    SumCase("pairs-8-1", "E2, one control each: 8.0, 1.07 to 355, p 0.039",
            {"long-sitting": [(1, 0, 1)] * 8 + [(0, 1, 1), (0, 0, 1)]}, 5 / 128, "measured", 8.0, (1.07255, 354.981),
            "none", False, 10, 9),
    SumCase("pairs-8-2", "E2: 4.0, 0.80 to 38.7, p 0.109", {"long-sitting": [(1, 0, 1)] * 8 + [(0, 1, 1)] * 2},
            7 / 64, "measured", 4.0, (0.798252, 38.6657), "none", False, 10, 10),
    SumCase("pairs-10-2", "E2: 5.0, 1.07 to 46.9, p 0.039", {"long-sitting": [(1, 0, 1)] * 10 + [(0, 1, 1)] * 2},
            79 / 2048, "measured", 5.0, (1.06553, 46.9328), "none", False, 12, 12),
    SumCase("pairs-6-0", "the smallest picture with an interval beside 1: p = 1/32, not enough behind the correction",
            {"long-sitting": [(1, 0, 1)] * 6 + [(0, 0, 1)] * 4}, 1 / 32, "measured", INF, (1.17742, INF), "none",
            False, 10, 6),
    SumCase("pairs-12-0", "p = 2 / 2^12", {"long-sitting": [(1, 0, 1)] * 12}, 2 / 4096, "measured", INF,
            (2.77860, INF), "pattern", True, 12, 12),
    SumCase("two-controls", "num = 4 * 1/2 + 4 = 6, den = 1/2 + 1 = 3/2: 4.0",
            {"long-sitting": [(1, 1, 2)] * 4 + [(1, 0, 2)] * 4 + [(0, 1, 2), (0, 2, 2)]}, 64 / 729, "measured", 4.0,
            (0.845393, 47.1290), "none", False, 10, 10, 8, (7, 20), 0.35),
    SumCase("less-common", "never before a spasm, on three of four other days: 0, p = 2 * (2/5)^10",
            {"walked": [(0, 3, 4)] * 10}, 2048 / 9765625, "measured", 0.0, (0.0, 0.297417), "protector", True, 10, 10,
            0, (30, 40), 0.75, "walked"),
    SumCase("less-common-but-rare", "never before, on one of four other days: the interval holds 1",
            {"walked": [(0, 1, 4)] * 10}, 0.2147483648, "measured", 0.0, (0.0, 1.78450), "none", False, 10, 10,
            factor="walked"),
    SumCase("less-common-once", "num = 1 * 2/4, den = 9 * 3/4: 2/27",
            {"walked": [(0, 3, 4)] * 9 + [(1, 2, 4)]}, 0.0033554432, "measured", 2 / 27, (0.00168999, 0.534569),
            "protector", True, 10, 10, 1, (29, 40), 0.725, "walked"),
    SumCase("even", "num = 4 * 3/4 = 3, den = 6 * 1/4 = 3/2: 2.0, and nothing to see",
            {"long-sitting": [(1, 1, 4)] * 4 + [(0, 1, 4)] * 6}, 0.5888264192, "measured", 2.0, (0.351367, 7.78281),
            "none", False, 10, 10, 4, (10, 40), 0.25),
    SumCase("both-tails", "5 of 10 where 6.25 are to be expected of 2 and 3 of 4",
            {"long-sitting": [(1, 2, 3)] * 5 + [(0, 2, 3)] * 5}, 4915 / 8192, "measured", 0.5, (0.125664, 2.65258),
            "none", False, 10, 10),
    SumCase("usual-is-a-mean-of-shares", "1/1 and 0/4: the shares' mean is 1/2, the plain count 1 of 5",
            {"long-sitting": [(1, 1, 1), (1, 0, 4)]}, 2 / 5, "counts", spasms=2, informative=1, hazards=2,
            usual=(1, 5), usual_share=0.5),
    SumCase("just-survives-alone", "p 0.0083042 is just under 0.1 / 12 = 0.0083333", {"long-sitting": TWENTY},
            791953610536 / 95367431640625, "measured", 4.0, (1.37145, 10.9279), "pattern", True, 20, 20, 12, (18, 80),
            0.225),
    SumCase("eleven-idle-factors", "p 0.01024 alone: over 0.1 / 12, the other eleven have p = 1",
            {"long-sitting": TIED}, 0.01024, "measured", 18.0, (1.65055, 748.659), "none", False, 10, 6),
    SumCase("tied", "two of the same p: the second rank has 0.2 / 12 = 0.0167, and both stand",
            {"long-sitting": TIED, "few-breaks": TIED}, 0.01024, "measured", 18.0, (1.65055, 748.659), "pattern",
            True, 10, 6),
    SumCase("helped-by-a-hint", "a factor with nine spasms is asked about, too, and takes the first rank",
            {"long-sitting": TIED, "few-breaks": [None, *[ONLY] * 9]}, 0.01024, "measured", 18.0, (1.65055, 748.659),
            "pattern", True, 10, 6),
    SumCase("hint-beside-measured", "the other side of it: the nine are no more than a hint, though they stand",
            {"long-sitting": TIED, "few-breaks": [None, *[ONLY] * 9]}, 2 / 1953125, "hint", stands=True, spasms=9,
            informative=9, factor="few-breaks"),
    SumCase("carried-by-higher-ranks", "six like the worked example: 0.0176 is under 0.6 / 12 = 0.05",
            dict.fromkeys(SIX, WORKED), 0.0175947776, "measured", 6.0, (1.30795, 37.2764), "pattern", True,
            12, 10, factor="poor-sleep"),
    SumCase("stands-but-holds-one", "carried by seven strong ones: 0.0546 is under 0.8 / 12; but its interval holds 1",
            {"long-sitting": [(1, 0, 3)] * 5 + [(0, 1, 3)] * 3 + [(0, 0, 3)] * 2,
             **{factor: [(1, 0, 2)] * 10 for factor in SIX}, "awkward": [(1, 0, 2)] * 10},
            1789 / 32768, "measured", 5.0, (0.972790, 32.1975), "none", True, 10, 8),
)  # fmt: skip

#: p values, and which of them stand at 10 %, worked out rank by rank.
SURVIVORS = (
    ((), ()),
    ((0.1,), (True,)),  # 0.1 <= 1/1 * 0.1
    ((0.11,), (False,)),
    ((1.0, 1.0, 1.0), (False, False, False)),
    ((0.05, 1.0), (True, False)),  # 0.05 <= 1/2 * 0.1
    ((0.051, 1.0), (False, False)),
    ((0.06, 0.06), (True, True)),  # a tie takes the higher rank: 0.06 <= 2/2 * 0.1
    ((0.06, 0.06, 1.0, 1.0), (False, False, False, False)),  # 0.06 > 2/4 * 0.1
    ((0.04, 1.0, 0.04, 1.0), (True, False, True, False)),  # 0.04 <= 0.05, though 0.04 > 0.025
    ((0.07, 0.03, 0.5, 0.04), (True, True, False, True)),  # 0.07 <= 0.075 carries 0.03 > 0.025 with it
    ((0.08, 0.03, 0.5, 0.04), (False, True, False, True)),  # 0.08 > 0.075; 0.04 <= 0.05 carries 0.03
    ((0.001, 0.09, 0.09, 0.09), (True, True, True, True)),  # 0.09 <= 4/4 * 0.1
)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in SUM_CASES])
def test_what_is_made_of_them(case: SumCase) -> None:
    found = the(months(case.factors).history(), case.factor, "06-30 12:00")
    assert (found.shown, found.verdict) == (case.shown, case.verdict)
    assert found.p == pytest.approx(case.p, rel=1e-9)
    assert found.ratio == (case.ratio if case.ratio is None else pytest.approx(case.ratio, rel=1e-9))
    limits = found.limits and (found.limits.low, found.limits.high)
    assert limits == (case.limits if case.limits is None else pytest.approx(case.limits, rel=2e-5))
    for seen, told in (
        (found.stands, case.stands),
        (found.spasms, case.spasms),
        (found.informative, case.informative),
        (found.hazards, case.hazards),
        ((found.usual_days, found.usual_of), case.usual),
    ):
        assert told is None or seen == told
    assert case.usual_share is None or found.usual == pytest.approx(case.usual_share)


def test_signs_are_no_factors() -> None:
    every = get_args(Sign)
    told = wednesday(without=("03-10",)).wrote("03-10", "03-10 21:00", sitting="little", signs=every)
    found = triggers(told.history(), at("05-20 12:00"))
    assert not {factor.factor for factor in found.factors} & set(every)
    assert len(found.factors) == len(get_args(FactorId)) == 12
    assert sum(factor.hazards for factor in found.factors) == 0


def test_a_log_that_was_taken_out_and_put_back() -> None:
    told = wednesday(long=("03-17",))
    own = next(log.id for log in told.logs if log.day == date(2026, 3, 17))
    out = Removal(id="a", at=at("04-01 12:00"), entries=(own,))
    back = Removal(id="b", at=at("04-02 12:00"), entries=(own,), back=True)
    without = the(told.history(without=removed((out,))), "long-sitting", "05-20 12:00")
    assert (without.usual_days, without.usual_of) == (0, 2)
    again = the(told.history(without=removed((out, back))), "long-sitting", "05-20 12:00")
    assert (again.usual_days, again.usual_of) == (1, 3)


def test_a_spasm_that_was_taken_out_frees_its_days() -> None:
    told = wednesday().spasm("03-18 10:00")
    assert the(told.history(), "long-sitting", "05-20 12:00").usual_of == 4  # 3 and 24 for each
    assert the(told.history(without=("spasm-1",)), "long-sitting", "05-20 12:00").usual_of == 3


@pytest.mark.parametrize(("p_values", "stand"), SURVIVORS)
def test_which_p_values_stand(p_values: tuple[float, ...], stand: tuple[bool, ...]) -> None:
    assert survivors(p_values, 0.1) == stand


def test_no_more_stand_than_were_asked() -> None:
    assert survivors([0.1 * rank / 12 * 0.999 for rank in range(1, 13)], 0.1) == (True,) * 12


# -- an independent sum: every outcome one by one --


def outcomes(sets: tuple[Set, ...], psi: Fraction = Fraction(1)) -> dict[int, Fraction]:
    """The chance of each number of exposed hazard windows, by going through every outcome."""
    chance: dict[int, Fraction] = {}
    some = [(Fraction(x + k), Fraction(m + 1)) for x, k, m in sets if 0 < x + k < m + 1]
    for outcome in itertools.product((0, 1), repeat=len(some)):
        one = Fraction(1)
        for exposed, (m, n) in zip(outcome, some, strict=True):
            here = m * psi / (m * psi + n - m)
            one *= here if exposed else 1 - here
        chance[sum(outcome)] = chance.get(sum(outcome), Fraction(0)) + one
    return chance


def drawn(seed: int) -> tuple[Set, ...]:
    draw = random.Random(seed)
    sizes = [draw.randint(1, 4) for _ in range(draw.randint(1, 8))]
    return tuple((draw.randint(0, 1), draw.randint(0, m), m) for m in sizes)


def matched(sets: tuple[Set, ...]) -> list[MatchedSet]:
    return [MatchedSet(hazard=bool(x), exposed=k, of=m) for x, k, m in sets]


@pytest.mark.parametrize("seed", range(40))
def test_against_every_outcome(seed: int) -> None:
    sets = drawn(seed)
    seen = sum(x for x, k, m in sets if 0 < x + k < m + 1)
    chance = outcomes(sets)
    lower = sum((c for t, c in chance.items() if t <= seen), Fraction(0))
    upper = sum((c for t, c in chance.items() if t >= seen), Fraction(0))
    assert p_value(matched(sets)) == pytest.approx(float(min(Fraction(1), 2 * min(lower, upper))))
    top = sum((Fraction(x * (m - k), m) for x, k, m in sets), Fraction(0))
    bottom = sum((Fraction((1 - x) * k, m) for x, k, m in sets), Fraction(0))
    ratio = odds_ratio(matched(sets))
    if bottom:
        assert ratio == pytest.approx(float(top / bottom))
    else:
        assert ratio is None if not top else ratio is not None and isinf(ratio)
    limits, some = interval(matched(sets)), max(chance)
    if some == 0:
        assert limits is None
        return
    assert limits is not None
    assert (limits.low == 0, isinf(limits.high)) == (seen == 0, seen == some)
    if seen > 0:
        at_low = outcomes(sets, Fraction(limits.low))
        assert float(sum(c for t, c in at_low.items() if t >= seen)) == pytest.approx(0.025, rel=1e-6)
    if seen < some:
        at_high = outcomes(sets, Fraction(limits.high))
        assert float(sum(c for t, c in at_high.items() if t <= seen)) == pytest.approx(0.025, rel=1e-6)


# -- what the first hand-worked cases found --


@pytest.mark.parametrize(("onset", "logged"), [("03-11 10:00", "03-12 09:00"), ("03-11 02:00", "03-11 23:00")])
def test_signs_of_the_day_end_with_the_onset(onset: str, logged: str) -> None:
    """E2: the same day up to onset. In the evening after a spasm everybody guards; that is no sign before it."""
    told = Told().wrote("03-10", "03-10 21:00", signs=()).wrote("03-11", "03-11 21:00", signs=("guarding",))
    found = next(s for s in early_signs(told.spasm(onset, logged).history(), at("05-20 12:00")) if s.sign == "guarding")
    assert (found.before, found.spasms) == (0, 1)


def test_first_aid_is_no_session_before_a_spasm() -> None:
    """First aid at a first spasm was no session before the second; E2 keeps out what the flare itself brings."""
    for beside in ("flare-up-first-aid", "desk-break"):
        told = wednesday()
        told.sessions = tuple(Story().train(beside, 8).sessions)
        assert the(told.history(), "session", "05-20 12:00").hazards == 0


def test_a_single_exercise_is_no_session_before_a_spasm() -> None:
    """Positions that ease a spasm are played as single exercises."""
    told = wednesday().trained(8)
    assert the(told.history(), "session", "05-20 12:00").hazards == 1
    (played,) = told.sessions
    told.sessions = (replace(played, start=replace(played.start, session_id="practice-rest", program_id="practice")),)
    assert the(told.history(), "session", "05-20 12:00").hazards == 0


def test_the_share_of_usual_days_is_that_of_these_days() -> None:
    """One control of one with it, none of four: one of five usual days is 20 %."""
    view = insights_view(months({"long-sitting": [(1, 1, 1), (1, 0, 4)]}).history(), at("06-30 12:00"))
    words = next(one.counts for group in view.groups for one in group.factors if one.factor == "long-sitting")
    assert "Of 5 usual days compared, 1 had it (20\u00a0%)." in words


def test_a_day_that_two_spasms_are_compared_with_is_one_day() -> None:
    """Two Wednesdays of March share 4 and 18 March; long sitting on the day before the 4th is one day of two."""
    told = wednesday(long=("03-03",)).spasm("03-25 10:00")
    found = the(told.history(), "long-sitting", "05-20 12:00")
    assert (found.usual_days, found.usual_of, found.distinct_days, found.distinct_of) == (2, 4, 1, 2)
    assert found.shares_controls
    assert not the(wednesday().history(), "long-sitting", "05-20 12:00").shares_controls
    view = insights_view(told.history(), at("05-20 12:00"))
    words = next(one.counts for group in view.groups for one in group.factors if one.factor == "long-sitting")
    assert "Of 2 usual days compared, 1 had it (50\u00a0%)." in words
    assert view.shared == (
        "Some of your spasms are compared with the same days; that makes a pattern look surer than it is."
    )
    assert insights_view(wednesday().history(), at("05-20 12:00")).shared == ""
