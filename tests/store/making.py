"""Rows for the store's tests."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import strategies as st

from coach.clock import Moment
from coach.diary import DayLog, DayRating, Removal, Spasm, SpasmDetails
from coach.happenings import (
    AboutMe,
    Activity,
    AnyHappening,
    ChangeTold,
    DirectionTold,
    ExperimentBegun,
    ExperimentEnded,
    GoalsChosen,
    GoalsRated,
    LegTold,
    LessonRead,
    MovedByHand,
    MovementAnswer,
    MovementChecked,
    Placed,
    PlayedElsewhere,
    QuestionsNoted,
    ScoreTold,
    Swapped,
    Tested,
)
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
        settled=st.none() | st.booleans(),
        effort=st.none() | st.integers(1, 5),
        flags=st.dictionaries(_words, st.sampled_from(["too_hard", "hurt"]), max_size=3),
        note=_words,
    )


answers = st.builds(
    ScreeningAnswers,
    id=st.uuids().map(str),
    at=moments(),
    version=st.integers(1, 99),
    context=st.sampled_from(["first-run", "flare-up", "weekly", "after-a-hurt", "after-a-break"]),
    asked=st.lists(_words, max_size=4).map(tuple),
    yes=st.lists(_words, max_size=4).map(tuple),
)
_id = st.uuids().map(str)
_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_activities = st.builds(Activity, id=_id, words=_words.filter(bool))
_parts = st.sampled_from(["1A", "1B", "2", "3", "4"])
happenings: st.SearchStrategy[AnyHappening] = st.one_of(
    st.builds(
        Placed,
        id=_id,
        at=moments(),
        usual_pain=st.floats(0, 10),
        last_spasm=st.none() | moments(),
        checks=st.sampled_from(["done", "failed", "not-tried"]),
        begin=st.none() | _parts,
    ),
    st.builds(
        AboutMe,
        id=_id,
        at=moments(),
        birth_year=st.none() | st.integers(1900, 2100),
        sex=st.sampled_from([None, "female", "male"]),
        wake=st.none() | st.times().map(lambda t: t.replace(microsecond=0)),
        bad_mornings=st.booleans(),
        circumstances=st.lists(st.sampled_from(["pregnancy", "stenosis"]), max_size=2).map(tuple),
        without=st.lists(st.sampled_from(["mat", "strap"]), max_size=2).map(tuple),
        weekdays=st.lists(st.integers(0, 6), max_size=3).map(tuple),
    ),
    st.builds(DirectionTold, id=_id, at=moments(), worse=st.sampled_from(["none", "extension", "flexion", "both"])),
    st.builds(
        MovedByHand,
        id=_id,
        at=moments(),
        to=_parts,
        because=st.sampled_from(["own-choice", "clinician"]),
        note=_words,
    ),
    st.builds(
        MovementChecked,
        id=_id,
        at=moments(),
        part=_parts,
        answers=st.dictionaries(_words, st.builds(MovementAnswer, st.booleans(), _pain), max_size=3),
    ),
    st.builds(
        Tested,
        id=_id,
        at=moments(),
        test=st.sampled_from(["side-plank-feet", "chair-stand-60"]),
        value=st.floats(0, 600),
        side=st.sampled_from([None, "left", "right"]),
        pain_before=_pain,
        pain_worst=_pain,
        ended=st.sampled_from(["form", "pain", "breath", "limit", "done"]),
    ),
    st.builds(ScoreTold, id=_id, at=moments(), score=st.integers(0, 24), day=st.none() | _days),
    st.builds(Swapped, id=_id, at=moments(), day=_days, session_id=_words, out=_words, into=_words),
    st.builds(LegTold, id=_id, at=moments(), session=_words, exercise=st.none() | _words),
    st.builds(LessonRead, id=_id, at=moments(), lesson=_words),
    st.builds(ExperimentBegun, id=_id, at=moments(), experiment=st.sampled_from(["breaks", "walking", "sleep"])),
    st.builds(ExperimentEnded, id=_id, at=moments(), of=_id),
    st.builds(GoalsChosen, id=_id, at=moments(), activities=st.lists(_activities, max_size=3).map(tuple)),
    st.builds(GoalsRated, id=_id, at=moments(), ratings=st.dictionaries(_id, st.integers(0, 10), max_size=3)),
    st.builds(ChangeTold, id=_id, at=moments(), change=st.integers(-3, 3)),
    st.builds(PlayedElsewhere, id=_id, at=moments(), day=_days, minutes=st.integers(1, 600), note=_words),
    st.builds(QuestionsNoted, id=_id, at=moments(), text=_words),
)
#: Those that speak of no other entry: what a document must not do without that entry in it.
travelling = happenings.filter(lambda one: not isinstance(one, LegTold | ExperimentEnded))
ratings = st.builds(
    DayRating,
    id=_id,
    day=_days,
    at=moments(),
    kind=st.sampled_from(["morning", "average"]),
    pain=st.integers(0, 10),
    sore=st.booleans(),
)
spasms = st.builds(Spasm, id=_id, onset=moments(), logged=moments())
_boxes = {
    "sleep": st.sampled_from([None, "well", "broken", "badly"]),
    "sitting": st.sampled_from([None, "little", "some", "long"]),
    "breaks": st.sampled_from([None, "often", "some", "few"]),
    "lifting": st.sampled_from([None, "none", "light", "heavy"]),
    "walking": st.sampled_from([None, "little", "some", "plenty"]),
    "stress": st.sampled_from([None, "calm", "some", "high"]),
    "drink": st.sampled_from([None, "little", "enough", "plenty"]),
    "happened": st.sampled_from([None, (), ("awkward",), ("long-drive", "distracted")]),
    "signs": st.sampled_from([None, (), ("stiff", "tired")]),
    "note": _words,
}
day_logs = st.builds(DayLog, id=_id, day=_days, at=moments(), **_boxes)
details = st.builds(
    SpasmDetails,
    where=st.sampled_from([(), ("low_left", "low_mid")]),
    strength=st.sampled_from([None, "mild", "severe"]),
    feel=st.sampled_from([(), ("cramp",)]),
    doing=st.sampled_from([(), ("bending", "lifting")]),
    two_hours=st.sampled_from([(), ("none",), ("tired", "slip")]),
    day_before=st.sampled_from([(), ("long-sitting",)]),
    signs=st.sampled_from([(), ("stiff",)]),
    eased=st.sampled_from([(), ("warmth",)]),
    note=_words,
)
told_spasms = st.builds(Spasm, id=_id, onset=moments(), logged=moments(), told=details, told_at=moments())
removals = st.builds(Removal, id=_id, at=moments(), entries=st.lists(_id, max_size=3).map(tuple), back=st.booleans())
clearances = st.builds(Clearance, id=st.uuids().map(str), at=moments(), note=_words)
