"""The person's own pattern of early signs: what was there on the day of a spasm or the day before, and on usual days.

Stiffness, guarding, short sleep, tiredness, evening pain and fear of moving went before flares in daily tracking (Costa
2021). They may be the beginning of a flare, so they are no triggers, and they cannot foretell one. What makes a sign
one's own here is our choice: of at least three spasms it was there before at least half, at least twice as often as on
usual days, of which at least seven are known, and more often than chance makes it in one of fifty signs that mean
nothing.

Chance still makes some. With seven signs that mean nothing, each there in 20 % of windows, one becomes one's own in 5,
6, 7 and 8 of 100 people with 3, 4, 6 and 10 spasms (worked out for 40 usual windows that tell nothing of each other;
without the last rule in 53, 70, 47 and 18), and in 10 to 12 of 100 the whole way from a diary, where usual windows
overlap (2,000 simulated people each, a spasm every twelve days). Whoever shows a sign as one's own says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, tzinfo
from typing import Literal, get_args

import msgspec

from coach.clock import DAY_TURNS_AT_HOUR, training_day
from coach.diary import DayLog, DayRating, Sign, newest_logs
from coach.journal.windows import CLEAR_FOR, DAY, SpasmTimes, diary_days, spasm_days
from coach.plan.derived import diary_of
from coach.plan.pain import Morning
from coach.records import History

SignId = Literal["stiff", "guarding", "tired", "evening-pain", "afraid", "poor-sleep", "raised-morning"]

SPASMS_NEEDED = 3
USUAL_NEEDED = 7
BEFORE_AT_LEAST = 0.5
TIMES_AS_OFTEN = 2
#: How likely it may be at most that a sign is there before so many spasms, were they like usual days.
CHANCE_AT_MOST = 0.02


class SignResult(msgspec.Struct, frozen=True, kw_only=True):
    """One sign: of `spasms` with a known window it was there `before`; of `of_usual` usual windows in `usual`."""

    sign: SignId
    before: int
    spasms: int
    usual: int
    of_usual: int

    @property
    def own(self) -> bool:
        """Whether it belongs to the person's own pattern."""
        if self.spasms < SPASMS_NEEDED or self.of_usual < USUAL_NEEDED:
            return False
        before, usual = self.before / self.spasms, self.usual / self.of_usual
        often = before >= BEFORE_AT_LEAST and before >= TIMES_AS_OFTEN * usual
        return often and self.chance <= CHANCE_AT_MOST

    @property
    def chance(self) -> float:
        """How likely it was there before so many spasms or more, were they like usual days (one-sided binomial tail).

        One yes and one no are added to the usual days: what was never seen on a few of them may still be common.
        """
        usual = (self.usual + 1) / (self.of_usual + 2)
        return math.fsum(
            math.comb(self.spasms, k) * usual**k * (1 - usual) ** (self.spasms - k)
            for k in range(self.before, self.spasms + 1)
        )


def early_signs(history: History, now: datetime) -> tuple[SignResult, ...]:
    """All signs in a fixed order.

    The window of a spasm is the diary of its calendar day up to the onset, as it was written before the spasm began and
    before it was logged, and that of the day before, as it was written in time and before the spasm was logged; where
    there were several on one day, before the first began and before any was logged. A morning of muscle soreness says
    nothing. A usual window is a day with the one before it, at least 72 hours from any spasm. A
    window knows of a sign what was answered: one "yes" is enough. The day of a spasm is often not written by then, so
    that the windows before spasms see rather less than the usual ones; the comparison errs to the quiet side.
    """
    known = [spasm for spasm in history.spasms if spasm.onset <= now]
    days = _Days(history, training_day(now))
    before = [days.window(day.first.onset.date(), day.first.onset, day.logged) for day in spasm_days(known)]
    times = SpasmTimes(known)
    usual = [days.window(day) for day in days.logged_or_rated if _usual(day, times, now)]
    return tuple(_result(sign, before, usual) for sign in SIGNS)


def looks_like_one(history: History, today: date, results: tuple[SignResult, ...] | None = None) -> tuple[SignId, ...]:
    """Which of the person's own early signs were written down for today; none while a spasm is less than 72 h old.

    `results` are those of `early_signs`, where they are known already. It is no prediction.
    """
    logs = [log for log in history.day_logs if log.day == today]
    mornings = [rating for rating in history.ratings if rating.day == today and rating.kind == "morning"]
    if not logs and not mornings:
        return ()
    now = max([log.at for log in logs] + [morning.at for morning in mornings])
    if any(now - spasm.onset.astimezone(UTC) < CLEAR_FOR for spasm in history.spasms):
        return ()
    morning = None
    if mornings:
        morning = diary_of(history, today).morning(today)
    log = newest_logs(logs).get(today)
    there = {sign for sign in SIGNS if _there(sign, log, morning)}
    if not there:
        return ()
    known = early_signs(history, now) if results is None else results
    return tuple(result.sign for result in known if result.own and result.sign in there)


#: What a window says of each sign: whether it was there, None where nobody said.
_Window = dict[SignId, bool | None]


class _Days:
    """What was written of days in time, as of any moment."""

    def __init__(self, history: History, last: date) -> None:
        self._diary = diary_days(history)
        self._plain: dict[date, _Window] = {}
        self._pain = diary_of(history, last)
        self._mornings: dict[date, list[DayRating]] = {}
        for rating in history.ratings:
            if rating.kind == "morning" and rating.in_time:
                self._mornings.setdefault(rating.day, []).append(rating)

    @property
    def logged_or_rated(self) -> tuple[date, ...]:
        return tuple(sorted({*self._diary.days, *self._mornings}))

    def window(self, day: date, onset: datetime | None = None, logged: datetime | None = None) -> _Window:
        """A day and the one before it; with a spasm on that day, as they stood before it was logged, the day itself
        also before its onset.
        """
        if onset is None and logged is None:
            before, of_day = self._as_written(day - DAY), self._as_written(day)
            return {sign: _either(before[sign], of_day[sign]) for sign in SIGNS}
        began = min((moment for moment in (onset, logged) if moment is not None), default=None)
        days = [(self._diary.of(d, end), self._morning(d, end)) for d, end in ((day - DAY, logged), (day, began))]
        window: _Window = {}
        for sign in SIGNS:
            said = [there for log, morning in days if (there := _there(sign, log, morning)) is not None]
            window[sign] = any(said) if said else None
        return window

    def _as_written(self, day: date) -> _Window:
        """One day as it was written last in time: each stands in two windows."""
        if day not in self._plain:
            log, morning = self._diary.of(day), self._morning(day, None)
            self._plain[day] = {sign: _there(sign, log, morning) for sign in SIGNS}
        return self._plain[day]

    def _morning(self, day: date, before: datetime | None) -> Morning | None:
        told = [one for one in self._mornings.get(day, []) if before is None or one.at < before]
        return Morning(max(told, key=_rated_at), self._pain.baseline(day)) if told else None


def _result(sign: SignId, before: Iterable[_Window], usual: Iterable[_Window]) -> SignResult:
    spasms = [there for window in before if (there := window[sign]) is not None]
    days = [there for window in usual if (there := window[sign]) is not None]
    return SignResult(sign=sign, before=sum(spasms), spasms=len(spasms), usual=sum(days), of_usual=len(days))


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one is None:
        return other
    return one if other is None else one or other


def _there(sign: SignId, log: DayLog | None, morning: Morning | None) -> bool | None:
    return _ASKED[sign](log, morning)


def _sleep(log: DayLog | None, _morning: Morning | None) -> bool | None:
    return None if log is None or log.sleep is None else log.sleep == "badly"


def _raised(_log: DayLog | None, morning: Morning | None) -> bool | None:
    return None if morning is None or morning.baseline is None or morning.rating.sore else morning.raised


def _of_log(sign: Sign) -> Callable[[DayLog | None, Morning | None], bool | None]:
    def there(log: DayLog | None, _morning: Morning | None) -> bool | None:
        return None if log is None or log.signs is None else sign in log.signs

    return there


_ASKED: dict[SignId, Callable[[DayLog | None, Morning | None], bool | None]] = {
    **{sign: _of_log(sign) for sign in get_args(Sign)},
    "poor-sleep": _sleep,
    "raised-morning": _raised,
}
#: All signs, in the order in which they are shown.
SIGNS: tuple[SignId, ...] = tuple(_ASKED)


def _usual(day: date, times: SpasmTimes, now: datetime) -> bool:
    begin, end = _turn(day - DAY, now.tzinfo), _turn(day + DAY, now.tzinfo)
    return end <= now and times.clear(begin, end)


def _turn(day: date, zone: tzinfo | None) -> datetime:
    """When a training day begins."""
    return datetime.combine(day, time(DAY_TURNS_AT_HOUR), zone)


def _rated_at(rating: DayRating) -> datetime:
    return rating.at
