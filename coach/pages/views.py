"""What the pages show, as plain values: composed once from history, library and today."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from coach.pages.house_views import HouseView

HeroKind = Literal["session", "hold", "stop", "interrupted", "rest", "mobility", "test"]


class LineView(msgspec.Struct, frozen=True):
    """One exercise of a session, for a list."""

    exercise: str
    name: str
    position: str
    dosage: str
    optional: bool = False


class WhyView(msgspec.Struct, frozen=True):
    """A reason as a sentence. `link` says where it leads: `page:KEY`, `exercise:ID`, `lesson:ID`, or nowhere."""

    text: str
    link: str = ""


class MorningView(msgspec.Struct, frozen=True, kw_only=True):
    """The question of the morning: how the back is, and what yesterday's session left open.

    `usual` is the usual morning pain, where it is known; `settled_of` the session whose pain of 4 or 5 may or may not
    have settled within the hour.
    """

    usual: float | None = None
    after_session: bool = False
    settled_of: str | None = None


class DayView(msgspec.Struct, frozen=True):
    """One day of the week strip."""

    day: date
    sessions: int
    state: Literal["done", "today", "today_done", "past", "planned"]


class TodayView(msgspec.Struct, frozen=True, kw_only=True):
    """The Today page. `kind` says what the hero card offers."""

    day: date
    kind: HeroKind
    session_id: str
    title: str
    summary: str
    stage: str
    minutes: int
    total_ms: int
    lines: tuple[LineView, ...]
    why: tuple[WhyView, ...]
    advice: tuple[str, ...] = ()
    later_id: str | None = None
    later_title: str = ""
    first_aid: bool = False
    morning: MorningView | None = None
    leg_of: str | None = None
    placed: bool = True
    shorter_ms: int | None
    equipment: tuple[str, ...]
    week: tuple[DayView, ...]
    week_done: int
    week_goal: int
    done_today: int
    sessions_ever: int
    needs_screening: bool
    interrupted_id: str | None = None
    interrupted_left_ms: int | None = None
    unrated_id: str | None = None
    house: HouseView | None = None
    logged_today: bool = False
    #: Early signs of the person's own that are there today, in a sentence; empty where there are none.
    signs: str = ""
    #: What may be answered about how it goes on the whole, in a sentence; empty where nothing is due.
    outcomes: str = ""


class CheckInView(msgspec.Struct, frozen=True, kw_only=True):
    """What the check-in page needs to know of a session. `rise_decides`: stage 1A, where the rise of pain makes red."""

    session: str
    title: str
    played_ms: int
    finished: bool
    pain_before: int | None
    pain_worst: int | None
    pain_now: int | None
    leg_symptoms: bool
    effort: int | None
    flags: dict[str, str]
    note: str
    exercises: tuple[LineView, ...]
    rise_decides: bool = False
