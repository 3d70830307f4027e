"""A made-up history for pictures and measurements, written the way a real one is: by playing sessions."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta, timezone

from coach.app import Coach
from coach.clock import Moment, SystemClock
from coach.happenings import MovementAnswer
from coach.paths import DataFolder
from coach.records import CheckIn

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
    chance = random.Random(7)
    end = today or SystemClock().moment().wall
    first = (end - timedelta(days=30 * months)).astimezone(_ZONE).replace(hour=8, minute=5, second=0, microsecond=0)
    clock = _Days(first)
    coach = Coach(folder, clock)
    coach.open()
    coach.answer_screening("first-run", ())
    coach.plan.place(5, clock.moment().wall - timedelta(days=5))
    coach.plan.tell_about(birth_year=1978, sex="female", wake=time(6, 45))
    day = 0
    while first + timedelta(days=day) < end - timedelta(days=1):
        clock.set(first + timedelta(days=day, minutes=chance.randrange(-40, 90)))
        if coach.safety().verdict == "ask":
            coach.answer_screening("weekly", ())
        usual = _usual_pain(day, 30 * months)
        coach.plan.rate_day(_pain(usual + chance.choice((-1, 0, 0, 0, 1))))
        _at_the_gate(coach, usual)
        if coach.choice().kind == "test":
            _tests(coach, chance, day)
        else:
            _one_session(coach, clock, chance, usual)
        day += chance.choice((1, 1, 1, 2, 2, 3) if day > 30 else (1, 1, 1, 2))
    clock.set(end.astimezone(UTC))
    if coach.safety().verdict == "ask":
        coach.answer_screening("weekly", ())
    coach.close()


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
