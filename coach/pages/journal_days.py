"""What was written of each day: the values that the form of a day begins with, and the words for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from coach.diary import DayLog, DayRating, newest_logs, written_in_time
from coach.pages.diary_words import DAY_BOXES, phrase
from coach.records import History
from coach.text import _

_DAY = timedelta(days=1)


class DayValues(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a training day: its newest log, that of the day before, and both ratings, 0 to 10.

    `ids` are those of all versions, so that taking the day out leaves no older one to come back. `late` says whether
    the day was written later than a comparison may use: not at all (""), first ("added"), last ("changed").
    """

    day: date
    log: DayLog | None = None
    yesterday: DayLog | None = None
    morning: int | None = None
    average: int | None = None
    at: datetime | None = None
    late: str = ""
    ids: tuple[str, ...] = ()

    @property
    def written(self) -> bool:
        """True where anything was written of the day."""
        return self.at is not None


def day_values(history: History, day: date) -> DayValues:
    """What is known of one day."""
    before = day - _DAY
    logs = [log for log in history.day_logs if log.day in (day, before)]
    ratings = [rating for rating in history.ratings if rating.day == day]
    return days_of(logs, ratings).get(day, DayValues(day=day))


def days_of(logs: Iterable[DayLog], ratings: Iterable[DayRating]) -> dict[date, DayValues]:
    """Every day with a log or a rating, and the day after each log."""
    logs = tuple(logs)
    newest = newest_logs(logs)
    written: dict[date, list[DayLog | DayRating]] = {}
    rated: dict[tuple[date, str], DayRating] = {}
    for log in logs:
        written.setdefault(log.day, []).append(log)
    for rating in ratings:
        written.setdefault(rating.day, []).append(rating)
        known = rated.get((rating.day, rating.kind))
        if known is None or rating.at >= known.at:
            rated[rating.day, rating.kind] = rating
    found = {}
    for day in written.keys() | {log.day + _DAY for log in logs}:
        versions = written.get(day, [])
        morning, average = rated.get((day, "morning")), rated.get((day, "average"))
        found[day] = DayValues(
            day=day,
            log=newest.get(day),
            yesterday=newest.get(day - _DAY),
            morning=morning.pain if morning is not None else None,
            average=average.pain if average is not None else None,
            at=max((one.at for one in versions), default=None),
            late=_late(day, [one.at for one in versions]),
            ids=tuple(one.id for one in versions),
        )
    return found


def pain_words(values: DayValues) -> str:
    """The pain of a day, "pain 4, 3 on waking"; empty without a rating."""
    morning, average = values.morning, values.average
    if average is not None and morning is not None:
        return _("pain {average}, {morning} on waking").format(average=average, morning=morning)
    if average is not None:
        return _("pain {average}").format(average=average)
    return _("pain {morning} on waking").format(morning=morning) if morning is not None else ""


def circumstances(log: DayLog | None) -> list[str]:
    """What was said of a day, each as a part of a sentence. "Nothing of this" to a whole list says nothing here."""
    if log is None:
        return []
    parts = [phrase(box, value) for box in DAY_BOXES if (value := getattr(log, box)) is not None]
    parts += [phrase("happened", value) for value in log.happened or ()]
    return parts + [phrase("signs", value) for value in log.signs or ()]


def answers(log: DayLog) -> int:
    """How many boxes have an answer."""
    return sum(getattr(log, box) is not None for box in (*DAY_BOXES, "happened", "signs"))


def _late(day: date, written: list[datetime]) -> str:
    in_time = [written_in_time(day, at) for at in written]
    if all(in_time):
        return ""
    return "changed" if any(in_time) else "added"
