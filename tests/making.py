"""Small libraries, sessions and histories for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st

from coach.library.exercises import Exercise
from coach.library.kinds import Dosage
from coach.library.library import Library
from coach.library.programs import Line, Program, Session
from coach.library.read import read_library
from coach.paths import bundled
from coach.records import CheckIn, History, PlayedSession, ScreeningAnswers, SessionStart
from coach.session.events import AnyEvent, Finished, LineDone
from tests.fakes import MONDAY_AT_8

SOURCE = {"text": "A source.", "confidence": "low"}
ZONE = MONDAY_AT_8.tzinfo


def raw_exercise(own_id: str = "reach", **changes: Any) -> dict[str, Any]:
    """An exercise as tomllib would read it, faultless unless changed. A change to None takes the field out."""
    dosage = {"sets": [2], "move_in_ms": 1_000, "hold_ms": 2_000, "move_out_ms": 1_000}
    data: dict[str, Any] = {
        "id": own_id,
        "locale": "en",
        "name": own_id.capitalize(),
        "kind": "mobility",
        "position": "standing",
        "sides": "none",
        "targets": ["lower-back"],
        "why": "Because.",
        "get_ready": f"Get ready for {own_id}.",
        "reminders": ["Stay long.", "Stay easy."],
        "breathing": "Breathe.",
        "technique": ["Do this.", "Then that."],
        "faults": ["Too fast."],
        "dosages": {"beginner": dosage, "intermediate": dosage, "advanced": dosage},
        "phases": [{"part": "hold", "name": "Hold"}],
        "sources": [SOURCE],
    }
    data.update(changes)
    return {key: value for key, value in data.items() if value is not None}


def exercise(own_id: str = "reach", **changes: Any) -> Exercise:
    return msgspec.convert(raw_exercise(own_id, **changes), Exercise)


def dosage(sets: Iterable[int] = (1,), **times: int) -> Dosage:
    return Dosage(sets=tuple(sets), **times)


def line(of: str, setup_ms: int = 5_000, *, sets: Iterable[int] = (1,), optional: bool = False, **times: int) -> Line:
    return Line(exercise=of, setup_ms=setup_ms, dosage=dosage(sets, **times), optional=optional)


def session(*lines: Line, own_id: str = "small") -> Session:
    return Session(id=own_id, name="Small", summary="A small one.", total_ms=1_000, lines=lines)


def library_with(*exercises: Exercise, sessions: Iterable[Session] = ()) -> Library:
    """A library of these exercises; plan and safety questions are the bundled ones."""
    made = tuple(sessions)
    program = Program(
        id="own", locale="en", kind="extra", name="Own", summary="Own ones.", sessions=made, sources=()
    )  # fmt: skip
    whole = _bundled()
    return Library({e.id: e for e in exercises}, {"own": program} if made else {}, whole.plan, whole.screening)


@cache
def _bundled() -> Library:
    return read_library(bundled("data"))


# -- histories ---------------------------------------------------------------------------------------------------


def on(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of the day, in the tests' zone."""
    return datetime.combine(day, time(hour, minute), ZONE)


def played(
    session_id: str,
    at: datetime,
    *,
    part: str | None = "1A",
    worst: int | None = 2,
    before: int | None = None,
    now: int | None = None,
    leg: bool = False,
    lines: int = 6,
    done: int | None = None,
    over: bool = True,
    events: tuple[AnyEvent, ...] = (),
    template: str = "{}",
) -> PlayedSession:
    """A session of the history with `done` of its `lines` completed, checked in where `worst` or `now` is given."""
    own = f"{session_id}-{at.isoformat()}"
    all_done = lines if done is None else done
    happened: list[AnyEvent] = [LineDone(at_ms=1_000 * (i + 1), line=i, exercise=f"e{i}") for i in range(all_done)]
    happened += events
    if over:
        happened.append(Finished(at_ms=10_000))
    start = SessionStart(
        id=own,
        session_id=session_id,
        program_id="calm",
        part_id=part,
        shorter=False,
        first_side="right",
        lines=lines,
        template=template,
        started=at,
        pain_before=before,
    )
    check_in = None
    if worst is not None or now is not None:
        check_in = CheckIn(session=own, at=at + timedelta(minutes=10), pain_worst=worst, pain_now=now, leg_symptoms=leg)
    return PlayedSession(
        start=start, events=tuple(happened), last_at=at + timedelta(minutes=9), check_in=check_in
    )  # fmt: skip


def history(*sessions: PlayedSession, **rest: Any) -> History:
    return History(sessions=sessions, **rest)


def answers(at: datetime, *yes: str) -> ScreeningAnswers:
    return ScreeningAnswers(id=at.isoformat(), at=at, version=1, context="weekly", asked=("a", "b"), yes=yes)


# -- anything at all ---------------------------------------------------------------------------------------------

SIDES = ("none", "each", "alternating", "within", "halves", "chosen")
_ms = st.sampled_from([0, 1, 500, 1_000, 2_500, 4_000])
_hold_ms = st.sampled_from([0, 1, 999, 2_000, 3_000, 5_000, 7_999, 8_000, 10_000, 19_999, 20_000, 45_000, 90_000])
_rest_ms = st.sampled_from([0, 500, 3_000, 5_000, 12_000])


@st.composite
def dosages(draw: st.DrawFn) -> Dosage:
    """Any dosage in which a repetition takes time."""
    sets = tuple(draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)))
    parts = {name: draw(_ms) for name in ("move_in_ms", "move_out_ms", "gap_ms")}
    hold_ms = draw(_hold_ms)
    if hold_ms + parts["move_in_ms"] + parts["move_out_ms"] == 0:
        hold_ms = 1_500
    return Dosage(sets=sets, hold_ms=hold_ms, set_rest_ms=draw(_rest_ms), switch_ms=draw(_rest_ms), **parts)


@st.composite
def small_sessions(draw: st.DrawFn) -> tuple[Session, Library]:
    """A session of one to four lines of any kind, with its library; some exercises have an easier form."""
    made: dict[str, Exercise] = {}
    lines = []
    for i in range(draw(st.integers(1, 4))):
        easier = f"easier-{i}" if draw(st.booleans()) else None
        for own_id, link in ((f"easier-{i}", None), (f"e-{i}", easier)):
            levels: Mapping[str, Any] = dict.fromkeys(
                ("beginner", "intermediate", "advanced"), msgspec.to_builtins(draw(dosages()))
            )
            made[own_id] = exercise(own_id, sides=draw(st.sampled_from(SIDES)), easier=link, dosages=levels)
        lines.append(Line(exercise=f"e-{i}", setup_ms=draw(_rest_ms), dosage=draw(dosages())))
    whole = session(*lines)
    return whole, library_with(*made.values(), sessions=(whole,))
