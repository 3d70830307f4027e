"""What the history holds, as values: sessions with their events, check-ins, safety answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import Annotated, Any, Concatenate, Literal, ParamSpec, TypeVar

import msgspec
from msgspec import Meta

from coach.clock import training_day
from coach.diary import DayLog, DayRating, Spasm
from coach.happenings import AnyHappening, Pain
from coach.session.events import AnyEvent, Eased, Finished, Hurt, LineDone, LineSkipped, Stopped
from coach.session.timeline import OneSide

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
Effort = Annotated[int, Meta(ge=1, le=5)]
Flag = Literal["too_hard", "hurt"]
ScreeningContext = Literal["first-run", "flare-up", "weekly", "after-a-hurt", "after-a-break"]


class SessionStart(msgspec.Struct, frozen=True, kw_only=True):
    """How a session was set up. `template` is the JSON of the session as it was composed, so that it can go on."""

    id: str
    session_id: str
    program_id: str
    part_id: str | None
    shorter: bool
    first_side: OneSide
    lines: int
    template: str
    started: datetime
    pain_before: Pain | None = None


class CheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """Pain (0-10) before, at its worst and now, how hard it was (1-5), and what was marked per exercise.

    `settled`: whether pain of 4 or 5 was gone within the hour; asked the next morning.
    """

    session: str
    at: datetime
    pain_before: Pain | None = None
    pain_worst: Pain | None = None
    pain_now: Pain | None = None
    leg_symptoms: bool = False
    settled: bool | None = None
    effort: Effort | None = None
    flags: dict[str, Flag] = {}
    note: Annotated[str, Meta(max_length=4_000)] = ""


class PlayedSession(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A session of the history with its events and its check-in, if there is one.

    What is derived is worked out once: the plan looks at every session of a history again and again.
    """

    start: SessionStart
    events: tuple[AnyEvent, ...]
    last_at: datetime
    check_in: CheckIn | None = None

    @cached_property
    def day(self) -> date:
        """The training day it belongs to."""
        return training_day(self.start.started)

    @cached_property
    def over(self) -> bool:
        """True once it was finished or ended for good."""
        return any(type(event) in (Finished, Stopped) for event in reversed(self.events))

    @cached_property
    def finished(self) -> bool:
        """True once it was played to the end."""
        return any(type(event) is Finished for event in reversed(self.events))

    @cached_property
    def lines_done(self) -> frozenset[int]:
        """The lines that were completed, easier forms included."""
        return frozenset(event.line for event in self.events if isinstance(event, LineDone))

    @cached_property
    def skipped(self) -> frozenset[str]:
        """The exercises that were left and not taken up again."""
        done = self.lines_done
        return frozenset(e.exercise for e in self.events if isinstance(e, LineSkipped) and e.line not in done)

    @cached_property
    def eased(self) -> tuple[Eased, ...]:
        return tuple(event for event in self.events if isinstance(event, Eased))

    @cached_property
    def hurts(self) -> tuple[Hurt, ...]:
        """Each "that hurts" that was given a number."""
        return tuple(event for event in self.events if isinstance(event, Hurt) and event.pain is not None)

    @cached_property
    def stopped_for_safety(self) -> bool:
        """Ended by the stop rules or by a strong pain: it is not offered again."""
        return any(isinstance(e, Stopped) and e.reason in ("stop-rule", "spasm", "hurt") for e in self.events)

    @cached_property
    def pain_before(self) -> int | None:
        """As corrected at the check-in, else as said at the start."""
        if self.check_in is not None and self.check_in.pain_before is not None:
            return self.check_in.pain_before
        return self.start.pain_before

    @cached_property
    def pain_worst(self) -> int | None:
        """The worst during the session: at the check-in or at a "that hurts", whichever is higher."""
        said = [hurt.pain for hurt in self.hurts if hurt.pain is not None]
        if self.check_in is not None and self.check_in.pain_worst is not None:
            said.append(self.check_in.pain_worst)
        return max(said, default=None)

    @cached_property
    def leg_symptoms(self) -> bool:
        return any(hurt.leg_symptoms for hurt in self.hurts) or bool(self.check_in and self.check_in.leg_symptoms)


class ScreeningAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """The safety questions as they were answered. `yes` holds the ids answered yes, `asked` all that were asked."""

    id: str
    at: datetime
    version: int
    context: ScreeningContext
    asked: tuple[str, ...]
    yes: tuple[str, ...]


class Clearance(msgspec.Struct, frozen=True, kw_only=True):
    """The person recorded that a clinician cleared them for exercise."""

    id: str
    at: datetime
    note: Annotated[str, Meta(max_length=1_000)] = ""


class History(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Everything that happened, oldest first. Where the person stands is worked out from this and never stored."""

    sessions: tuple[PlayedSession, ...] = ()
    screenings: tuple[ScreeningAnswers, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    happenings: tuple[AnyHappening, ...] = ()
    ratings: tuple[DayRating, ...] = ()
    spasms: tuple[Spasm, ...] = ()
    #: All versions, in the order in which they were written.
    day_logs: tuple[DayLog, ...] = ()

    @cached_property
    def memo(self) -> dict[tuple[object, ...], Any]:
        """What was worked out from these values, by those who did: a history never changes, so it holds."""
        return {}


def once(work: Callable[Concatenate[History, Asked], Made]) -> Callable[Concatenate[History, Asked], Made]:
    """For a function of a history, and of little that can be a key: worked out once for all who ask the same."""

    @wraps(work)
    def known(history: History, /, *asked: Asked.args, **named: Asked.kwargs) -> Made:
        key = (work, *asked, *sorted(named.items()))
        if key not in history.memo:
            history.memo[key] = work(history, *asked, **named)
        found: Made = history.memo[key]
        return found

    return known


class Backup(msgspec.Struct, frozen=True):
    """A backup file. `day` is None for those made before a migration or a restore."""

    path: Path
    day: date | None
    bytes: int
