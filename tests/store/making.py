"""Rows for the store's tests."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

from hypothesis import strategies as st

from coach.clock import Moment
from coach.records import CheckIn, Clearance, ScreeningAnswers, SessionStart
from coach.session.events import (
    AnyEvent,
    Eased,
    Extended,
    Finished,
    Hurt,
    LineDone,
    LineSkipped,
    Paused,
    Resumed,
    SegmentDone,
    Sought,
    Started,
    Stopped,
)
from tests.fakes import MONDAY_AT_8


def start(own: str = "s-1", at: datetime = MONDAY_AT_8, pain_before: int | None = 3) -> SessionStart:
    return SessionStart(
        id=own,
        session_id="calm-early",
        program_id="calm",
        part_id="1A",
        shorter=False,
        first_side="right",
        lines=6,
        template="{}",
        started=at,
        pain_before=pain_before,
    )


def timed(*events: AnyEvent, at: datetime = MONDAY_AT_8) -> list[tuple[AnyEvent, Moment]]:
    return [(event, Moment(0, at + timedelta(seconds=i))) for i, event in enumerate(events)]


def tables(path: Path) -> dict[str, str]:
    """The SQL of each table of a file."""
    with closing(sqlite3.connect(path)) as conn:
        return dict(conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()


# -- anything at all ---------------------------------------------------------------------------------------------

_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
_ms = st.integers(0, 2**40)
_small = st.integers(0, 500)


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """Aware times, whole milliseconds and offsets of whole minutes, as the store keeps them."""
    zone = timezone(timedelta(minutes=draw(st.integers(-14 * 60, 14 * 60))))
    at = draw(st.datetimes(datetime(2000, 1, 3), datetime(2100, 1, 1)))
    return at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=zone)


kept_events: st.SearchStrategy[AnyEvent] = st.one_of(
    st.builds(Started, at_ms=_ms, resumed=st.booleans()),
    st.builds(SegmentDone, at_ms=_ms, index=_small),
    st.builds(LineDone, at_ms=_ms, line=_small, exercise=_words, eased=st.booleans()),
    st.builds(LineSkipped, at_ms=_ms, line=_small, exercise=_words),
    st.builds(Paused, at_ms=_ms, reason=st.sampled_from(["person", "sleep", "hurt", "left", "no-time"])),
    st.builds(Resumed, at_ms=_ms),
    st.builds(Sought, at_ms=_ms, to_ms=_ms),
    st.builds(Extended, at_ms=_ms, index=_small, ms=_ms),
    st.builds(
        Hurt,
        at_ms=_ms,
        line=_small,
        exercise=_words,
        pain=st.none() | st.integers(0, 10),
        leg_symptoms=st.booleans(),
    ),
    st.builds(Eased, at_ms=_ms, line=_small, exercise=_words, easier=_words),
    st.builds(Finished, at_ms=_ms),
    st.builds(Stopped, at_ms=_ms, reason=st.sampled_from(["person", "hurt", "stop-rule", "spasm"])),
)
_pain = st.none() | st.integers(0, 10)
starts = st.builds(
    SessionStart,
    id=st.uuids().map(str),
    session_id=_words,
    program_id=_words,
    part_id=st.none() | _words,
    shorter=st.booleans(),
    first_side=st.sampled_from(["left", "right"]),
    lines=_small,
    template=_words,
    started=moments(),
    pain_before=_pain,
)


def check_ins(session: str) -> st.SearchStrategy[CheckIn]:
    return st.builds(
        CheckIn,
        session=st.just(session),
        at=moments(),
        pain_before=_pain,
        pain_worst=_pain,
        pain_now=_pain,
        leg_symptoms=st.booleans(),
        effort=st.none() | st.integers(1, 5),
        flags=st.dictionaries(_words, st.sampled_from(["too_hard", "hurt"]), max_size=3),
        note=_words,
    )


answers = st.builds(
    ScreeningAnswers,
    id=st.uuids().map(str),
    at=moments(),
    version=st.integers(1, 99),
    context=st.sampled_from(["first-run", "flare-up", "weekly", "after-a-hurt"]),
    asked=st.lists(_words, max_size=4).map(tuple),
    yes=st.lists(_words, max_size=4).map(tuple),
)
clearances = st.builds(Clearance, id=st.uuids().map(str), at=moments(), note=_words)
