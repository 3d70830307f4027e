"""Ten people and their houses of cards, told in the story language with logs of their days.

Day 0 is a Monday. A log is written at 9 in the evening of its day; `expected` holds the states worked out by hand from
the rules of data/supports.toml, in the order of the house.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from coach.diary import DayLog
from coach.journal.supports import Card, House, house
from coach.library.supports import Supports
from coach.records import History
from tests.plan.story import Story, day, days_of, library, moment

#: What a log says where a story does not say otherwise: a day that holds all three cards of the day.
GOOD_DAY: dict[str, Any] = {"sleep": "well", "sitting": "some", "breaks": "some", "walking": "plenty"}
S, L, F, U = "solid", "leaning", "fallen", "unknown"


class Told(msgspec.Struct, frozen=True):
    """A story with its logs, the moment at which it is looked at, and what the house has to show."""

    story: Story
    logs: tuple[DayLog, ...]
    at: tuple[int, float]
    title: str
    #: sleep, movement, sitting, hip mobility, glutes, back, front core, side core
    expected: tuple[str, ...]

    @property
    def now(self) -> datetime:
        return moment(*self.at)

    @property
    def history(self) -> History:
        return msgspec.structs.replace(self.story.history(self.now), day_logs=self.logs)


def log(n: int, hour: float = 21, *, written: int | None = None, **boxes: Any) -> DayLog:
    """The log of a day with just these boxes, written on that day or on the day `written`."""
    at = moment(n if written is None else written, hour)
    return DayLog(id=f"{n:016x}{int(at.timestamp()):016x}", day=day(n), at=at, **boxes)


def logs(days: int | Iterable[int], **boxes: Any) -> tuple[DayLog, ...]:
    """Good days, but for these boxes. A list of values is taken in turn."""
    found = []
    for i, n in enumerate(days_of(days)):
        own = {name: value[i % len(value)] if isinstance(value, list) else value for name, value in boxes.items()}
        found.append(log(n, **(GOOD_DAY | own)))
    return tuple(found)


def realigning(days: Iterable[int], **rest: Any) -> Story:
    """Somebody at the beginning of stage 2 who stays there: amber sessions lead to no further level."""
    return Story().placed(2, checks="done").weak_test().train("realign-early", days, "a", **rest)


def workdays(first: int, last: int) -> list[int]:
    """Five days of each week."""
    return [n for n in range(first, last) if n % 7 not in (2, 6)]


def houses() -> dict[str, Told]:
    """By the name of the file."""
    week_in = Story().placed(4).train("unlock-early", range(3)).train("unlock-mid", range(3, 7)).mornings(range(8), 3)
    keep = Story().placed(2, checks="done").moved("3").moved("4", hour=6.7).weak_test()
    keep = keep.train("keep-a", range(0, 28, 7)).train("keep-b", range(3, 28, 7)).mornings(range(28), 1)
    spasm = realigning(workdays(0, 20)).spasm(20, 10).mornings((21,), 5)
    back = realigning(workdays(0, 16)).spasm(16, 10).mornings(range(17, 22), 5, 4, 3, 3, 3)
    back = back.train("calm-early", (19,))
    favourites = realigning(range(0, 27, 2), skip=("side-plank-knees", "bird-dog-leg"))
    favourites = favourites.train("realign-early", (17, 23), "a", skip=("side-plank-knees",))
    stronger = Story().placed(2, checks="done").moved("3").weak_test()
    stronger = stronger.train("recondition-early", range(0, 26, 2), "a").mornings(range(26), 2)
    return {
        "01-first-day": Told(Story().placed(5), (), (0, 8), "Your house of cards", (U,) * 8),
        # Known after a week: what the first sessions held. Bridge and fallout came on day 3, bird dog is still to come.
        "02-a-week-in": Told(
            week_in,
            logs(
                range(6),
                sleep=["well", "broken", "well", "badly", "broken", "well"],
                sitting=["long", "some", "some", "long", "some", "some"],
                breaks=["few", "some", "some", "few", "some", "some"],
                walking="some",
            ),
            (7, 8),
            "Standing, but not steady",
            (L, S, L, S, U, U, S, U),
        ),
        # Two sessions a week in turn is the goal of Keep: three days are enough for a card, two for the back.
        "03-all-in-place": Told(keep, logs(range(14, 28)), (28, 8), "Every card in place", (S,) * 8),
        "04-sitting-fallen": Told(
            realigning(workdays(0, 21)).mornings(range(21), 2),
            logs(range(7, 21), sitting="long", breaks="few"),
            (21, 8),
            "Standing, but not steady",
            (S, S, F, S, S, S, S, S),
        ),
        "05-spasm-yesterday": Told(
            spasm, logs(range(8, 20)), (21, 8), "The top came down", (S, S, S, S, S, S, F, F)
        ),
        # One session since then: one more, and the top row follows the usual rule again.
        "06-five-days-after": Told(
            back, logs(range(9, 21), sleep=["well", "broken", "badly"]), (21, 12), "Standing, but not steady",
            (L, S, S, S, S, S, L, L),
        ),
        "07-three-weeks-away": Told(
            realigning(range(8)), logs(range(6)), (28, 8), "Time to restack", (U, U, U, F, F, F, F, F)
        ),
        # The side plank was left each time. The bird dog was done on two days, and left in seven of nine sessions.
        "08-favourites-only": Told(
            favourites, logs(range(14, 27)), (27, 8), "Standing, but not steady", (S, S, S, S, S, L, S, F)
        ),
        "09-logs-only": Told(
            Story().placed(4), logs(range(10)), (10, 8), "What is known holds", (S, S, S, U, U, U, U, U)
        ),
        "10-sleep-and-walking": Told(
            stronger,
            logs(range(12, 26), sleep=["well", "broken"], walking=["some", "little"]),
            (26, 8),
            "Standing, but not steady",
            (L, L, S, S, S, S, S, S),
        ),
    }  # fmt: skip


# -- asking --


def the(history: History, at: tuple[int, float]) -> dict[str, Card]:
    """The cards of a history by their ids."""
    return {card.id: card for card in look(history, at).cards}


def look(history: History, at: tuple[int, float]) -> House:
    """The house of a history."""
    return house(history, library(), moment(*at))


def told(story: Story, at: tuple[int, float], *own: tuple[DayLog, ...]) -> dict[str, Card]:
    """The cards of a story with these logs."""
    history = msgspec.structs.replace(story.history(moment(*at)), day_logs=tuple(log_ for some in own for log_ in some))
    return the(history, at)


def supports() -> Supports:
    """The cards of the bundled library."""
    found = library().supports
    assert found is not None
    return found
