"""What the plan learns from the person besides sessions: where they begin, who they are, what they tried and read.

All are events: a change is a new one, the newest counts, and nothing is overwritten.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from coach.clock import training_day
from coach.library.capacity import TestId
from coach.library.kinds import Circumstance, Equipment

Pain = Annotated[int, Meta(ge=0, le=10)]
Note = Annotated[str, Meta(max_length=1_000)]
PlanPart = Literal["1A", "1B", "2", "3", "4"]
#: The two checks of the placement: five times from sitting to standing, and cat-camel, both with pain at 3 or less.
Checks = Literal["done", "failed", "not-tried"]
Direction = Literal["none", "extension", "flexion", "both"]
Side = Literal["left", "right"]


class Happening(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """`id` is a UUID, `at` the local time with its zone."""

    id: str
    at: datetime


class Placed(Happening, frozen=True, kw_only=True, tag="placed"):
    """The answers that say where to begin. `usual_pain` is the average of the last three days, 0 to 10.

    `last_spasm` is when the last spasm was, as well as the person knows; None: not in the last fourteen days.
    `begin` is where the person chose to begin, where that is lower than the answers say.
    """

    usual_pain: Annotated[float, Meta(ge=0, le=10)]
    last_spasm: datetime | None = None
    checks: Checks = "not-tried"
    begin: PlanPart | None = None


class AboutMe(Happening, frozen=True, kw_only=True, tag="about_me"):
    """What the plan needs to know of the person; every field may be left open. Times are local."""

    birth_year: Annotated[int, Meta(ge=1900, le=2100)] | None = None
    sex: Literal["female", "male"] | None = None
    wake: time | None = None
    bad_mornings: bool = False
    circumstances: tuple[Circumstance, ...] = ()
    #: Equipment that is not at hand.
    without: tuple[Equipment, ...] = ()
    #: Days for sessions, Monday 0 to Sunday 6; empty: any day.
    weekdays: tuple[Annotated[int, Meta(ge=0, le=6)], ...] = ()


class DirectionTold(Happening, frozen=True, kw_only=True, tag="direction"):
    """Which direction makes the back or the leg worse: bending back (extension), bending forward (flexion), both."""

    worse: Direction


class MovedByHand(Happening, frozen=True, kw_only=True, tag="moved"):
    """The person went to another part: back as they like, forward because their clinician told them to."""

    to: PlanPart
    because: Literal["own-choice", "clinician"]
    note: Note = ""


class MovementAnswer(msgspec.Struct, frozen=True):
    """One movement of a check: whether it was done, and with how much pain (None where it was not asked)."""

    done: bool
    pain: Pain | None = None


class MovementChecked(Happening, frozen=True, kw_only=True, tag="movements"):
    """The movements that a gate asks for, by their ids."""

    part: PlanPart
    answers: dict[str, MovementAnswer]


class Tested(Happening, frozen=True, kw_only=True, tag="tested"):
    """One capacity test: seconds held or stands counted, and how it ended."""

    test: TestId
    value: Annotated[float, Meta(ge=0, le=600)]
    side: Side | None = None
    pain_before: Pain | None = None
    pain_worst: Pain | None = None
    ended: Literal["form", "pain", "breath", "limit", "done"] = "form"


class ScoreTold(Happening, frozen=True, kw_only=True, tag="score"):
    """A Roland-Morris score, 0 to 24, taken elsewhere, on `day`; without one, on the day on which it was told."""

    score: Annotated[int, Meta(ge=0, le=24)]
    instrument: Literal["roland-morris"] = "roland-morris"
    day: date | None = None

    @property
    def taken(self) -> date:
        """The day it stands for."""
        return self.day or training_day(self.at)


class Activity(msgspec.Struct, frozen=True):
    """Something the person wants to be able to do again, in their own words. `id` is a UUID."""

    id: str
    words: Annotated[str, Meta(min_length=1, max_length=120)]


class GoalsChosen(Happening, frozen=True, kw_only=True, tag="goals_chosen"):
    """The person's own activities, up to three; an activity that was renamed keeps its id only if it is the same."""

    activities: Annotated[tuple[Activity, ...], Meta(max_length=3)]


class GoalsRated(Happening, frozen=True, kw_only=True, tag="goals_rated"):
    """How well each activity goes, by its id: 0 (not at all) to 10 (as before the trouble)."""

    ratings: dict[str, Annotated[int, Meta(ge=0, le=10)]]


class ChangeTold(Happening, frozen=True, kw_only=True, tag="change"):
    """How the back is since beginning: 3 (very much better) by way of 0 (no change) to -3 (very much worse)."""

    change: Annotated[int, Meta(ge=-3, le=3)]


class PlayedElsewhere(Happening, frozen=True, kw_only=True, tag="elsewhere"):
    """Minutes of exercise on a day, from another program's records. The plan does not count them."""

    day: date
    minutes: Annotated[int, Meta(ge=1, le=600)]
    note: Note = ""


class QuestionsNoted(Happening, frozen=True, kw_only=True, tag="questions"):
    """What the person wants to ask their clinician; it stands in the report. The newest counts."""

    text: Annotated[str, Meta(max_length=1_200)]


class Swapped(Happening, frozen=True, kw_only=True, tag="swapped"):
    """The person's one swap of a day: another exercise in the place of one."""

    day: date
    session_id: str
    out: str
    into: str


class LegTold(Happening, frozen=True, kw_only=True, tag="leg"):
    """Which exercise the leg symptoms came with; None: not known."""

    session: str
    exercise: str | None = None


class LessonRead(Happening, frozen=True, kw_only=True, tag="lesson_read"):
    """A lesson was read to its end."""

    lesson: str


#: What may be tried for two weeks: breaks from sitting, walking, sleep.
Experiment = Literal["breaks", "walking", "sleep"]


class ExperimentBegun(Happening, frozen=True, kw_only=True, tag="experiment_begun"):
    """Something is tried for two weeks, beginning today."""

    experiment: Experiment


class ExperimentEnded(Happening, frozen=True, kw_only=True, tag="experiment_ended"):
    """What was tried is over before its two weeks. `of` is the id of its beginning."""

    of: str


AnyHappening = (
    Placed
    | AboutMe
    | DirectionTold
    | MovedByHand
    | MovementChecked
    | Tested
    | ScoreTold
    | Swapped
    | LegTold
    | LessonRead
    | ExperimentBegun
    | ExperimentEnded
    | GoalsChosen
    | GoalsRated
    | ChangeTold
    | PlayedElsewhere
    | QuestionsNoted
)


def made_happening(data: dict[str, Any]) -> AnyHappening:
    """The happening that plain data describe. Raises `msgspec.ValidationError` for anything else."""
    return msgspec.convert({"happening": data}, _One).happening


class _One(msgspec.Struct):
    """Around the union, because msgspec keeps what it knows of a struct, and of a bare union works it out each time."""

    happening: AnyHappening
