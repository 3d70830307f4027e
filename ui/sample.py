"""A made-up history for pictures and measurements, written the way a real one is: by playing sessions."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta, timezone

from coach.app import Coach
from coach.clock import Moment, SystemClock
from coach.diary import SpasmDetails
from coach.happenings import MovementAnswer
from coach.paths import DataFolder
from coach.records import CheckIn
from coach.text import _

MONTHS = 6
SPEED = 60
_ZONE = timezone(timedelta(hours=1))


class _Days:
    """A clock that is set to a day and moved by hand."""

    def __init__(self, now: datetime) -> None:
        self._wall = now
        self._mono = 0

    def moment(self) -> Moment:
        return Moment(self._mono, self._wall)

    def sleep_ms(self, ms: int) -> None:
        self._mono += ms
        self._wall += timedelta(milliseconds=ms)

    def set(self, wall: datetime) -> None:
        self._wall = wall


def make_sample(folder: DataFolder, today: datetime | None = None, months: int = MONTHS) -> None:
    """Fill an empty folder with months of sessions by somebody who gets better, with a bad week in between."""
    chance, scoring = random.Random(7), random.Random(17)
    end = today or SystemClock().moment().wall
    first = (end - timedelta(days=30 * months)).astimezone(_ZONE).replace(hour=8, minute=5, second=0, microsecond=0)
    clock = _Days(first)
    coach = Coach(folder, clock)
    coach.open()
    coach.answer_screening("first-run", ())
    coach.plan.place(5, clock.moment().wall - timedelta(days=5))
    coach.plan.tell_about(birth_year=1978, sex="female", wake=time(6, 45))
    diary = _Diary(coach, clock, random.Random(11), 30 * months)
    day = next_day = 0
    while first + timedelta(days=day) < end - timedelta(days=1):
        clock.set(first + timedelta(days=day, minutes=chance.randrange(-40, 90)))
        if diary.spasm_today(day):
            diary.spasm()
        elif day == next_day:
            next_day += _a_session_day(coach, clock, chance, day, 30 * months)
        elif day > next_day:
            next_day = day + 1
        diary.evening(day)
        if day % 14 == 9:
            _scores(coach, scoring, day, 30 * months)
        day += 1
    clock.set(end.astimezone(UTC))
    if coach.safety().verdict == "ask":
        coach.answer_screening("weekly", ())
    coach.close()


def _a_session_day(coach: Coach, clock: _Days, chance: random.Random, day: int, days: int) -> int:
    """The morning and the session of a day; after how many days the next one comes."""
    if coach.safety().verdict == "ask":
        coach.answer_screening("weekly", ())
    usual = _usual_pain(day, days)
    coach.plan.rate_day(_pain(usual + chance.choice((-1, 0, 0, 0, 1))))
    _at_the_gate(coach, usual)
    if coach.choice().kind == "test":
        _tests(coach, chance, day)
    else:
        _one_session(coach, clock, chance, usual)
    return chance.choice((1, 1, 1, 2, 2, 3) if day > 30 else (1, 1, 1, 2))


class _Diary:
    """The evenings and the spasms of somebody whose back dislikes long days on a chair."""

    def __init__(self, coach: Coach, clock: _Days, chance: random.Random, days: int) -> None:
        self._coach, self._clock, self._chance, self._days = coach, clock, chance, days
        self._long_day = False
        self._last_spasm = -99

    def spasm_today(self, day: int) -> bool:
        """More likely after a long day on a chair, and rarer as the months go by."""
        calmer = 1 - day / self._days
        likely = (0.34 if self._long_day else 0.02) * calmer
        if day < 4 or day - self._last_spasm < 7 or self._chance.random() > likely:
            return False
        self._last_spasm = day
        return True

    def spasm(self) -> None:
        """A spasm, the questions, and what was told of it."""
        if self._coach.safety().verdict == "ask":
            self._coach.answer_screening("weekly", ())
        now = self._clock.moment().wall
        self._coach.answer_screening("flare-up", ())
        pick = self._chance.choice
        told = SpasmDetails(
            where=pick((("low_left",), ("low_left", "low_mid"), ("low_mid",))),
            strength=pick(("mild", "moderate", "moderate", "severe")),
            feel=("cramp",),
            doing=pick((("bending",), ("getting-up",), ("lifting", "twisting"))),
            day_before=("long-sitting",) if self._long_day else (),
            eased=pick((("position", "warmth"), ("walking",), ("position",))),
        )
        self._coach.journal.tell_spasm(None, now - timedelta(minutes=self._chance.randrange(5, 90)), told)

    def evening(self, day: int) -> None:
        """The log of a day, on most evenings."""
        chance = self._chance
        self._long_day = chance.random() < 0.28
        if chance.random() > 0.82:
            return
        tired = chance.random()
        self._clock.set(self._clock.moment().wall.replace(hour=20, minute=chance.randrange(60)))
        self._coach.journal.log_day(
            {
                "day": self._coach.journal.today,
                "average": _pain(_usual_pain(day, self._days) + chance.choice((-1, 0, 0, 1))),
                "sleep": "badly" if tired < 0.15 else "broken" if tired < 0.4 else "well",
                "sitting": "long" if self._long_day else chance.choice(("some", "some", "little")),
                "breaks": chance.choice(("few", "some", "often")),
                "lifting": chance.choice(("none", "none", "light", "heavy")),
                "walking": chance.choice(("little", "some", "some", "plenty")),
                "stress": chance.choice(("calm", "calm", "some", "high")),
                "drink": chance.choice(("enough", "enough", "little")),
                "happened": ("long-drive",) if chance.random() < 0.1 else (),
                "signs": ("stiff",) if chance.random() < 0.2 else (),
            }
        )


def _scores(coach: Coach, chance: random.Random, day: int, days: int) -> None:
    """Every two weeks own activities; every four the back on the whole, and a score that the clinician took."""
    if day == 9:
        coach.outcomes.keep([("", _("Lift my daughter"), None), ("", _("Sit through a film"), None)])
    easier = 3 + 5 * day / days
    mine = coach.outcomes.page().activities
    coach.outcomes.keep([(own.id, own.words, _pain(easier + chance.choice((-1, 0, 0, 1)))) for own in mine])
    if day % 28 == 9:
        change = min(3, round(3 * day / days))
        coach.outcomes.keep(change=change, score=(max(1, round(12 - 9 * day / days)), coach.journal.today))


def _at_the_gate(coach: Coach, usual: float) -> None:
    """Try the movements where they are all that is missing."""
    gate = coach.choice().standing.gate
    missing = {c.kind for c in gate.criteria if not c.met} if gate is not None else set()
    if gate is not None and missing == {"movements"} and not coach.plan.movements_checked_today():
        answers = {m.id: MovementAnswer(True, _pain(usual)) for m in gate.gate.movements}
        coach.plan.check_movements(answers)


def _tests(coach: Coach, chance: random.Random, day: int) -> None:
    """A test day of somebody who gets stronger."""
    plan = coach.library.plan
    for own in coach.plan.tests_open():
        test = plan.test(own)
        for side in ("right", "left") if test.each_side else (None,):
            usual = 24 + day / 7 if test.measure == "seconds" else 5 if test.limit == 5 else 24 + day / 14
            value = min(float(test.limit), round(usual * chance.uniform(0.9, 1.1)))
            coach.plan.keep_test([{"test": own, "value": value, "side": side, "pain_worst": 2}])


def _usual_pain(day: int, days: int) -> float:
    flare = 3.0 * max(0.0, 1 - abs(day - days * 0.42) / 9)
    return 5.6 - 3.8 * day / days + flare


def _one_session(coach: Coach, clock: _Days, chance: random.Random, usual: float) -> None:
    before = _pain(usual + chance.uniform(-1, 1))
    live = coach.begin(coach.choice().session_id, short=chance.random() < 0.15, pain_before=before, speed=SPEED)
    live.start()
    skip_at = chance.randrange(2, 7) if chance.random() < 0.25 else -1
    for minute in range(90):
        clock.sleep_ms(60_000 // SPEED)
        live.advance()
        if live.run.over:
            break
        if minute == skip_at:
            live.skip()
    now = _pain(before - chance.choice((0, 1, 1, 2)))
    worst = _pain(max(before, now) + chance.choice((-1, 0, 0, 1)))
    if chance.random() < 0.93:
        coach.save_check_in(
            CheckIn(
                session=live.id,
                at=clock.moment().wall,
                pain_worst=max(worst, now),
                pain_now=now,
                effort=chance.choice((2, 3, 3, 3, 4)),
            )
        )


def _pain(value: float) -> int:
    return max(0, min(10, round(value)))
