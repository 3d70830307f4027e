"""Diaries with spasms, and what the comparison has to make of them, worked out by hand from the written rules.

Times are "month-day hour:minute" of 2026 (March begins on a Sunday) at one hour from UTC; a year before it and `SUMMER`
say otherwise. `windows` names the diary days: that of the hazard, and those of the controls. `sets` are the matched
sets of one factor: exposed before the spasm (1 or 0), exposed controls k, controls M.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Self

from coach.diary import DayLog, Spasm, SpasmDetails
from coach.journal.triggers import FactorId
from coach.records import History, PlayedSession
from tests.plan.story import Story

WINTER = timezone(timedelta(hours=1))
SUMMER = timezone(timedelta(hours=2))
Set = tuple[int, int, int]


def on(text: str) -> date:
    """A day, "03-10" or "2028-02-29"."""
    return date.fromisoformat(text if text.count("-") == 2 else f"2026-{text}")


def at(text: str, zone: timezone = WINTER) -> datetime:
    day, clock = text.split()
    hour, minute = clock.split(":")
    midnight = datetime.combine(on(day), datetime.min.time(), zone)
    return midnight + timedelta(hours=int(hour), minutes=int(minute))


class Told:
    """A diary: day logs and spasms as they were written."""

    def __init__(self) -> None:
        self.logs: list[DayLog] = []
        self.spasms: list[Spasm] = []
        self.sessions: tuple[PlayedSession, ...] = ()

    def every(self, first: str, last: str, *, long: Sequence[str] = (), without: Sequence[str] = ()) -> Self:
        """A log of each day at nine in its evening: sat long on these days, little on the others."""
        exposed, left = {on(d) for d in long}, {on(d) for d in without}
        day = on(first)
        while day <= on(last):
            if day not in left:
                self._write(day, at(f"{day} 21:00"), sitting="long" if day in exposed else "little")
            day += timedelta(days=1)
        return self

    def wrote(self, day: str, when: str, zone: timezone = WINTER, **boxes: Any) -> Self:
        """One version of the log of a day."""
        self._write(on(day), at(when, zone), **boxes)
        return self

    def _write(self, day: date, when: datetime, **boxes: Any) -> None:
        self.logs.append(DayLog(id=f"log-{day}-{len(self.logs)}", day=day, at=when, **boxes))

    def spasm(self, onset: str, logged: str | None = None, zone: timezone = WINTER, told: str | None = None) -> Self:
        """A spasm, written down ten minutes after it began unless `logged` says when; `told` adds details later."""
        began = at(onset, zone)
        written = at(logged, zone) if logged is not None else began + timedelta(minutes=10)
        later = at(told, zone) if told is not None else None
        details = SpasmDetails(strength="severe", day_before=("long-sitting",)) if told is not None else SpasmDetails()
        self.spasms.append(
            Spasm(id=f"spasm-{len(self.spasms)}", onset=began, logged=written, told=details, told_at=later)
        )
        return self

    def trained(self, *days: int, hour: float = 9) -> Self:
        """Finished sessions, on days counted from Monday, 2 March."""
        self.sessions += tuple(Story().train("calm-early", days, hour=hour).sessions)
        return self

    def history(self, *, without: Iterable[str] = ()) -> History:
        """In the order of writing; `without` are ids that were taken out."""
        out = set(without)
        return History(
            day_logs=tuple(sorted((log for log in self.logs if log.id not in out), key=lambda log: log.at)),
            spasms=tuple(sorted((s for s in self.spasms if s.id not in out), key=lambda s: s.onset)),
            sessions=self.sessions,
        )


@dataclass(frozen=True)
class WindowCase:
    """`windows`: onset day and time, hazard day or None, control days; `spasms` and `with_diary` of the whole."""

    id: str
    says: str
    told: Told
    windows: tuple[tuple[str, str | None, tuple[str, ...]], ...] | None = None
    sets: tuple[Set, ...] | None = None
    factor: FactorId = "long-sitting"
    now: str = "05-20 12:00"
    spasms: int | None = None
    with_diary: int | None = None


def spring(*, long: Sequence[str] = (), without: Sequence[str] = ()) -> Told:
    """A diary without a gap from 25 January to 10 May."""
    return Told().every("01-25", "05-10", long=long, without=without)


#: The plain one: Wednesday, 11 March at ten. Its Wednesdays are 4, 18 and 25, with the diaries of 3, 17 and 24.
WEDNESDAY = ("03-11 10:00", "03-10", ("03-03", "03-17", "03-24"))


def wednesday(*, long: Sequence[str] = (), without: Sequence[str] = ()) -> Told:
    return spring(long=long, without=without).spasm("03-11 10:00")


MONTHS_AND_HOURS = (
    WindowCase("plain", "the day before it, and the days before the other Wednesdays of March",
               wednesday(long=("03-10", "03-17")), (WEDNESDAY,), ((1, 1, 3),), spasms=1, with_diary=1),
    WindowCase("five-sundays", "March 2026 has five Sundays: four controls; that of the 1st reaches into February",
               spring(long=("02-28", "03-28")).spasm("03-15 10:00"),
               (("03-15 10:00", "03-14", ("02-28", "03-07", "03-21", "03-28")),), ((0, 2, 4),)),
    WindowCase("four-in-february", "February 2026 has four of each weekday: three controls",
               spring(long=("02-10",)).spasm("02-11 10:00"),
               (("02-11 10:00", "02-10", ("02-03", "02-17", "02-24")),), ((1, 0, 3),)),
    WindowCase("on-the-first", "the diary of 31 March is the hazard of 1 April; the controls are those of April",
               spring(long=("03-31", "04-07")).spasm("04-01 10:00", zone=SUMMER),
               (("04-01 10:00", "03-31", ("04-07", "04-14", "04-21", "04-28")),), ((1, 1, 4),)),
    WindowCase("on-the-31st", "the fifth Tuesday: the four before it are its controls",
               spring(long=("03-02",)).spasm("03-31 10:00", zone=SUMMER),
               (("03-31 10:00", "03-30", ("03-02", "03-09", "03-16", "03-23")),), ((0, 1, 4),)),
    WindowCase("control-on-the-31st", "the 31st is a Tuesday like the 17th",
               spring(long=("03-30",)).spasm("03-17 10:00"),
               (("03-17 10:00", "03-16", ("03-02", "03-09", "03-23", "03-30")),), ((0, 1, 4),)),
    WindowCase("leap-day", "29 February 2028 is the fifth Tuesday; the diary before the 1st is that of 31 January",
               Told().every("2028-01-20", "2028-03-05", long=("2028-01-31",)).spasm("2028-02-29 10:00"),
               (("2028-02-29 10:00", "2028-02-28", ("2028-01-31", "2028-02-07", "2028-02-14", "2028-02-21")),),
               ((0, 1, 4),), now="2028-04-01 12:00"),
    WindowCase("new-year", "Friday, 1 January 2027: its hazard lies in the year before",
               Told().every("2026-12-20", "2027-02-05", long=("2026-12-31",)).spasm("2027-01-01 10:00"),
               (("2027-01-01 10:00", "2026-12-31", ("2027-01-07", "2027-01-14", "2027-01-21", "2027-01-28")),),
               ((1, 0, 4),), now="2027-03-01 12:00"),
    WindowCase("one-at-night", "at one on Wednesday: the 24 hours before it are most of Tuesday",
               spring(long=("03-10",)).spasm("03-11 01:00"),
               (("03-11 01:00", "03-10", ("03-03", "03-17", "03-24")),), ((1, 0, 3),)),
    WindowCase("a-minute-before-four", "Thursday by the calendar, though the training day is still Wednesday's",
               spring(long=("03-11",)).spasm("03-12 03:59"),
               (("03-12 03:59", "03-11", ("03-04", "03-18", "03-25")),), ((1, 0, 3),)),
    WindowCase("late-in-the-evening", "at 23:30 it is still the day before that counts, not the day itself",
               spring(long=("03-11",)).spasm("03-11 23:30"),
               (("03-11 23:30", "03-10", ("03-03", "03-17", "03-24")),), ((0, 0, 3),)),
    WindowCase("first-of-april-at-one", "weekday and month are those of the onset's calendar day: April",
               spring().spasm("04-01 01:00", zone=SUMMER),
               (("04-01 01:00", "03-31", ("04-07", "04-14", "04-21", "04-28")),), ((0, 0, 4),)),
    WindowCase("last-of-march-at-night", "half an hour before April it is March",
               spring().spasm("03-31 23:30", zone=SUMMER),
               (("03-31 23:30", "03-30", ("03-02", "03-09", "03-16", "03-23")),), ((0, 0, 4),)),
    WindowCase("not-the-day-itself", "long sitting on the day of the spasm is neither before it nor a control",
               wednesday(long=("03-11", "03-04")), (WEDNESDAY,), ((0, 0, 3),)),
)  # fmt: skip

NEAR_OTHER_SPASMS = (
    WindowCase("after-72-hours", "the control of 18 March at ten, and a spasm on the 21st at ten: just clear",
               wednesday().spasm("03-21 10:00"), (WEDNESDAY,)),
    WindowCase("after-a-minute-less", "71 hours and 59 minutes after the control: that Wednesday is out",
               wednesday().spasm("03-21 09:59"), (("03-11 10:00", "03-10", ("03-03", "03-24")),)),
    WindowCase("before-96-hours", "72 hours before the control's window begins: clear however it is read",
               wednesday().spasm("03-14 10:00"), (WEDNESDAY,)),
    WindowCase("before-72-hours", "exactly 72 hours before the clock time of the control, from which they are counted",
               wednesday().spasm("03-15 10:00"), (WEDNESDAY,)),
    WindowCase("before-a-minute-less", "71 hours and 59 minutes before the control: that Wednesday is out",
               wednesday().spasm("03-15 10:01"), (("03-11 10:00", "03-10", ("03-03", "03-24")),)),
    WindowCase("same-weekday-twice", "each of two Wednesdays with a spasm is no control of the other",
               wednesday(long=("03-03", "03-24")).spasm("03-25 10:00"),
               (("03-11 10:00", "03-10", ("03-03", "03-17")), ("03-25 10:00", "03-24", ("03-03", "03-17"))),
               ((0, 1, 2), (1, 1, 2))),
    WindowCase("two-in-a-week", "both are used; the hazard day of the second follows the first, as E2 does not say no",
               spring(long=("03-11", "03-16")).spasm("03-10 10:00").spasm("03-12 10:00"),
               (("03-10 10:00", "03-09", ("03-02", "03-16", "03-23", "03-30")),
                ("03-12 10:00", "03-11", ("03-04", "03-18", "03-25"))),
               ((0, 1, 4), (1, 0, 3)), spasms=2, with_diary=2),
    WindowCase("two-on-a-day", "one observation, by the first", wednesday(long=("03-10",)).spasm("03-11 18:00"),
               (WEDNESDAY,), ((1, 0, 3),), spasms=1, with_diary=1),
    WindowCase("two-in-a-night", "23:30 and one o'clock are two calendar days with two diaries",
               spring(long=("03-11",)).spasm("03-11 23:30").spasm("03-12 01:00"),
               (("03-11 23:30", "03-10", ("03-03", "03-17", "03-24")),
                ("03-12 01:00", "03-11", ("03-04", "03-18", "03-25"))),
               ((0, 0, 3), (1, 0, 3)), spasms=2),
    WindowCase("both-ends-of-a-day", "one o'clock and 23:30 of one date are one day",
               spring(long=("03-10",)).spasm("03-11 01:00").spasm("03-11 23:30"),
               (("03-11 01:00", "03-10", ("03-03", "03-17", "03-24")),), ((1, 0, 3),), spasms=1),
    WindowCase("second-of-a-day-is-near", "09:00 on Sunday is 73 h before Wednesday's control, 11:00 is 71: out",
               wednesday().spasm("03-15 09:00").spasm("03-15 11:00"),
               (("03-11 10:00", "03-10", ("03-03", "03-24")),
                ("03-15 09:00", "03-14", ("02-28", "03-07", "03-21", "03-28")))),
    WindowCase("every-wednesday", "no Wednesday without a spasm is left: not one of the four can be used",
               wednesday(long=("03-03", "03-10")).spasm("03-04 10:00").spasm("03-18 10:00").spasm("03-25 10:00"),
               (("03-04 10:00", "03-03", ()), (*WEDNESDAY[:2], ()), ("03-18 10:00", "03-17", ()),
                ("03-25 10:00", "03-24", ())), (), spasms=4, with_diary=4),
    WindowCase("summer-time-clear", "31 March 10:00 to 3 April 11:00, both summer time: 73 hours",
               spring().spasm("03-24 10:00").spasm("04-03 11:00", zone=SUMMER),
               (("03-24 10:00", "03-23", ("03-02", "03-09", "03-16", "03-30")),)),
    WindowCase("summer-time-near", "31 March 10:00 to 3 April 09:59, both summer time: 71 h 59 min",
               spring().spasm("03-24 10:00").spasm("04-03 09:59", zone=SUMMER),
               (("03-24 10:00", "03-23", ("03-02", "03-09", "03-16")),)),
    WindowCase("hours-not-clocks", "Sunday 01:00 to Wednesday 01:00 lack the hour of the switch: 71 hours, not clear",
               spring().spasm("03-29 01:00").spasm("04-08 01:00", zone=SUMMER),
               (("03-29 01:00", "03-28", ("02-28", "03-07", "03-14", "03-21")),
                ("04-08 01:00", "04-07", ("04-14", "04-21", "04-28")))),
    WindowCase("an-hour-more", "Sunday 00:00 to Wednesday 01:00 are 72 hours: clear",
               spring().spasm("03-29 00:00").spasm("04-08 01:00", zone=SUMMER),
               (("04-08 01:00", "04-07", ("03-31", "04-14", "04-21", "04-28")),)),
)  # fmt: skip

WHEN_WRITTEN = (
    WindowCase("corrected-after", "what was added two hours after the spasm was logged is hindsight",
               wednesday().wrote("03-10", "03-11 12:00", sitting="long"), (WEDNESDAY,), ((0, 0, 3),)),
    WindowCase("corrected-before", "corrected on the morning of the spasm, before it: the correction counts",
               wednesday().wrote("03-10", "03-11 09:00", sitting="long"), (WEDNESDAY,), ((1, 0, 3),)),
    WindowCase("between-onset-and-logging", "the rule asks for written before it was logged, not before it began",
               spring().spasm("03-11 10:00", "03-11 20:00").wrote("03-10", "03-11 12:00", sitting="long"),
               (WEDNESDAY,), ((1, 0, 3),)),
    WindowCase("at-the-same-moment", "written in the very minute of the logging is not before it",
               wednesday().wrote("03-10", "03-11 10:10", sitting="long"), (WEDNESDAY,), ((0, 0, 3),)),
    WindowCase("only-after", "the hazard day was first written after the logging: no hazard, spasm not used",
               wednesday(without=("03-10",)).wrote("03-10", "03-11 12:00", sitting="long"),
               (("03-11 10:00", None, WEDNESDAY[2]),), (), spasms=1, with_diary=0),
    WindowCase("told-later", "details told the next evening do not move when the spasm was logged",
               spring(long=("03-10",)).spasm("03-11 10:00", told="03-12 21:00"), (WEDNESDAY,), ((1, 0, 3),)),
    WindowCase("hazard-late-but-before", "before a late logging, but after the end of the following day: no",
               spring(without=("03-10",)).spasm("03-11 10:00", "03-13 20:00")
               .wrote("03-10", "03-12 04:01", sitting="long"), (("03-11 10:00", None, WEDNESDAY[2]),), ()),
    WindowCase("hazard-at-the-last-minute", "at four the following training day ends: still in time",
               spring(without=("03-10",)).spasm("03-11 10:00", "03-13 20:00")
               .wrote("03-10", "03-12 04:00", sitting="long"), (WEDNESDAY,), ((1, 0, 3),)),
    WindowCase("control-late", "a control written a minute too late is none",
               wednesday(without=("03-17",)).wrote("03-17", "03-19 04:01", sitting="long"),
               (("03-11 10:00", "03-10", ("03-03", "03-24")),), ((0, 0, 2),)),
    WindowCase("control-in-time", "at the last minute it is one",
               wednesday(without=("03-17",)).wrote("03-17", "03-19 04:00", sitting="long"),
               (WEDNESDAY,), ((0, 1, 3),)),
    WindowCase("control-corrected", "a control may be corrected until it is late: the newest in time counts",
               wednesday().wrote("03-17", "03-18 12:00", sitting="long"), (WEDNESDAY,), ((0, 1, 3),)),
    WindowCase("control-corrected-late", "a late correction leaves the one in time standing",
               wednesday().wrote("03-17", "03-20 12:00", sitting="long"), (WEDNESDAY,), ((0, 0, 3),)),
    WindowCase("control-box-emptied", "the newest version has no answer: not known, and not the older answer",
               wednesday(long=("03-17",)).wrote("03-17", "03-18 12:00", breaks="few"), None, ((0, 0, 2),)),
    WindowCase("hazard-box-emptied", "the same before a spasm: not used for this factor, though a diary is there",
               wednesday(long=("03-10",)).wrote("03-10", "03-11 09:00", breaks="few"), (WEDNESDAY,), (),
               spasms=1, with_diary=1),
    WindowCase("two-of-a-day-logged-backwards",
               "the second spasm of the day was logged at 18:05; what was written at 19:00 knew of a spasm",
               spring(without=("03-10",)).spasm("03-11 10:00", "03-11 20:00").spasm("03-11 18:00", "03-11 18:05")
               .wrote("03-10", "03-11 19:00", sitting="long"), None, ()),
)  # fmt: skip

MISSING = (
    WindowCase("no-hazard-day", "a missing day is not a day without it",
               wednesday(without=("03-10",)), (("03-11 10:00", None, WEDNESDAY[2]),), (), spasms=1, with_diary=0),
    WindowCase("one-control-missing", "dropped: M is 2",
               wednesday(long=("03-10", "03-24"), without=("03-17",)),
               (("03-11 10:00", "03-10", ("03-03", "03-24")),), ((1, 1, 2),)),
    WindowCase("one-control-left", "one is enough",
               wednesday(long=("03-10",), without=("03-03", "03-17")),
               (("03-11 10:00", "03-10", ("03-24",)),), ((1, 0, 1),)),
    WindowCase("no-control-left", "fewer than one: the spasm is not used",
               wednesday(long=("03-10",), without=("03-03", "03-17", "03-24")),
               (("03-11 10:00", "03-10", ()),), (), spasms=1, with_diary=1),
    WindowCase("other-box-of-hazard", "complete means the box that is asked about: sitting is open",
               wednesday(without=("03-10",)).wrote("03-10", "03-10 21:00", breaks="few"), (WEDNESDAY,), ()),
    WindowCase("box-of-hazard", "the breaks are known, and on the control of the 17th",
               wednesday(without=("03-10", "03-17")).wrote("03-10", "03-10 21:00", breaks="few")
               .wrote("03-17", "03-17 21:00", breaks="some"), (WEDNESDAY,), ((1, 0, 1),), "few-breaks"),
    WindowCase("box-of-control", "a control without this box is no control of this factor",
               wednesday(long=("03-03",), without=("03-17",)).wrote("03-17", "03-17 21:00", breaks="few"),
               None, ((0, 1, 2),)),
    WindowCase("nothing-happened", "an empty answer is a no, an open one is none: two of three controls know",
               Told().spasm("03-11 10:00").wrote("03-10", "03-10 21:00", happened=("awkward", "long-drive"))
               .wrote("03-03", "03-03 21:00", happened=()).wrote("03-17", "03-17 21:00", sitting="long")
               .wrote("03-24", "03-24 21:00", happened=("long-drive",)), (WEDNESDAY,), ((1, 1, 2),), "long-drive"),
    WindowCase("between-answers", "up to six hours is not long; broken sleep is not bad; light is not heavy",
               Told().spasm("03-11 10:00").wrote("03-10", "03-10 21:00", sitting="some", lifting="light")
               .wrote("03-03", "03-03 21:00", sitting="long"), None, ((0, 1, 1),)),
    WindowCase("not-reached-yet", "at 09:59 on the 25th its window is not over, though the diary of the 24th is there",
               wednesday(), (("03-11 10:00", "03-10", ("03-03", "03-17")),), ((0, 0, 2),), now="03-25 09:59"),
    WindowCase("long-over", "72 hours later it is known to be clear", wednesday(), (WEDNESDAY,), ((0, 0, 3),),
               now="03-28 10:00"),
    WindowCase("later-spasm", "a spasm after the moment that is asked about is not there yet",
               wednesday().spasm("03-27 10:00"), (("03-11 10:00", "03-10", ("03-03", "03-17")),), spasms=1,
               now="03-20 12:00"),
    WindowCase("sessions", "trained on the 10th and the 17th: recorded by themselves, known on each day with a log",
               wednesday(without=("03-24",)).trained(8, 15), None, ((1, 1, 2),), "session"),
    WindowCase("session-after-midnight", "a session at one on the 11th belongs to the training day of the 10th",
               wednesday().trained(9, hour=1), None, ((1, 0, 3),), "session"),
)  # fmt: skip

WINDOW_CASES = (*MONTHS_AND_HOURS, *NEAR_OTHER_SPASMS, *WHEN_WRITTEN, *MISSING)
