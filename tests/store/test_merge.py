"""Two histories become one: the same whoever imports from whom, nothing lost, nothing twice, and taken back whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.clock import Moment, new_id, utc_text
from coach.diary import DayRating, Removal, Spasm
from coach.errors import CoachError
from coach.exchange.reading import Incoming, document_of
from coach.happenings import Activity, ExperimentBegun, ExperimentEnded, GoalsChosen, GoalsRated, LegTold, LessonRead
from coach.paths import DataFolder
from coach.records import CheckIn, SessionStart
from coach.session.events import AnyEvent, Finished, SegmentDone, Started, Stopped
from coach.settings import Settings
from coach.store.merge import Merge
from coach.store.store import Store
from coach.store.travel import bring, look
from tests.fakes import MONDAY_AT_8
from tests.store import making
from tests.store.making import rows, start, timed

NOW = MONDAY_AT_8 + timedelta(days=400)
Write = Callable[[Store], None]
FEW = settings(max_examples=12)


def exported(folder: DataFolder) -> bytes:
    with Store(folder) as store:
        return b"".join(store.export_lines(Settings(), NOW))


def read(folder: DataFolder) -> Incoming:
    return document_of(exported(folder), "export.json")


def made(path: Path, *writes: Write) -> DataFolder:
    folder = DataFolder(path)
    folder.make()
    with Store(folder) as store:
        for write in writes:
            write(store)
    return folder


def take(into: DataFolder, incoming: Incoming, at: datetime = NOW) -> str:
    """Import; the id of the import, empty where nothing was new."""
    own = new_id()
    return own if bring(into, incoming, own, at, None) is not None else ""


def histories(folder: DataFolder) -> Any:
    with Store(folder) as store:
        return store.history(), store.outline()


# -- any two lives -------------------------------------------------------------------------------------------------


@st.composite
def writes(draw: st.DrawFn, known: tuple[tuple[SessionStart, int], ...] = ()) -> tuple[list[Write], list[Any]]:
    """A stretch of a life as what is written to a store, and the sessions begun in it with their numbers of events.

    `known` are sessions begun before, that may go on, be checked in or be spoken of.
    """
    done: list[Write] = []
    begun: list[tuple[SessionStart, int]] = []
    for one in draw(st.lists(making.starts, max_size=2, unique_by=lambda s: s.id)):
        whole = msgspec.structs.replace(one, template='{"id":"x","lines":[]}')
        events = draw(st.lists(making.kept_events, max_size=4))
        times = draw(st.lists(making.moments(), min_size=len(events), max_size=len(events)))
        done.append(_begin(whole, [(e, Moment(0, at)) for e, at in zip(events, times, strict=True)]))
        begun.append((whole, len(events)))
    for session, count in known:
        further = draw(st.lists(making.kept_events, max_size=3))
        at = draw(making.moments())
        done.append(_go_on(session.id, count, [(e, Moment(0, at)) for e in further]))
    for session, _count in (*known, *begun):
        done += [_kept("save_check_in", one) for one in draw(st.lists(making.check_ins(session.id), max_size=2))]
    ratings = draw(st.lists(making.ratings, max_size=3))
    logs = draw(st.lists(making.day_logs, max_size=2))
    told = draw(st.lists(making.told_spasms, max_size=2))
    done += [_kept("save_rating", one) for one in ratings]
    done += [_day(one) for one in logs]
    done += [_told(one, new_id()) for one in told]
    done += [_kept("save_answers", one) for one in draw(st.lists(making.answers, max_size=2))]
    done += [_kept("save_clearance", one) for one in draw(st.lists(making.clearances, max_size=1))]
    done += [_kept("save_happening", one) for one in draw(st.lists(making.travelling, max_size=4))]
    ids = [*(one.id for one in ratings), *(one.id for one in logs), *(one.id for one in told)]
    if ids:
        entries = st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple)
        out = st.builds(Removal, id=st.uuids().map(str), at=making.moments(), entries=entries, back=st.booleans())
        done += [_kept("save_removal", one) for one in draw(st.lists(out, max_size=2))]
    return done, begun


def _begin(session: SessionStart, events: list[tuple[AnyEvent, Moment]]) -> Write:
    def write(store: Store) -> None:
        store.begin_session(session)
        store.append_events(session.id, 1, events)

    return write


def _go_on(session: str, count: int, events: list[tuple[AnyEvent, Moment]]) -> Write:
    return lambda store: _nothing(store.append_events(session, count + 1, events))


def _kept(how: str, value: object) -> Write:
    return lambda store: _nothing(getattr(store, how)(value))


def _day(log: Any) -> Write:
    return lambda store: store.save_day((), log)


def _told(spasm: Spasm, own: str) -> Write:
    return lambda store: store.save_spasm_log(own, spasm, new=True)


def _nothing(_result: object) -> None:
    """A write has no result."""


@st.composite
def two_lives(draw: st.DrawFn) -> tuple[list[Write], list[Write], list[Write]]:
    """A past, and what came after it on two machines."""
    past, begun = draw(writes())
    # Ids of check-ins are made by the store: a past with some would not be the same past twice. Those of the two lives
    # that follow are each made once.
    past = [one for one in past if one.__closure__ is None or not _is_check_in(one)]
    known = tuple(begun)
    return past, draw(writes(known))[0], draw(writes(known))[0]


def _is_check_in(write: Write) -> bool:
    return any(cell.cell_contents == "save_check_in" for cell in write.__closure__ or ())


@FEW
@given(two_lives())
def test_it_does_not_matter_who_imports_from_whom(
    tmp_path_factory: pytest.TempPathFactory, lives: tuple[list[Write], list[Write], list[Write]]
) -> None:
    past, one, other = lives
    where = tmp_path_factory.mktemp("two")
    a, b = made(where / "a", *past, *one), made(where / "b", *past, *other)
    from_a, from_b = read(a), read(b)
    before_a, before_b = exported(a), exported(b)
    foreseen = look(a, from_b).after
    undo_a, undo_b = take(a, from_b), take(b, from_a)
    assert exported(a) == exported(b)
    assert histories(a) == histories(b)
    assert histories(a)[1] == foreseen
    # Again: nothing is new.
    assert take(a, from_b) == ""
    assert take(b, read(a)) == ""
    # And back, each to the byte.
    for folder, own, before in ((a, undo_a, before_a), (b, undo_b, before_b)):
        if own:
            with Store(folder) as store:
                assert store.undo_import(own).kept == 0
        assert exported(folder) == before


@FEW
@given(writes())
def test_an_export_into_an_empty_folder_and_out_again_is_the_same_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, life: tuple[list[Write], list[Any]]
) -> None:
    where = tmp_path_factory.mktemp("again")
    a = made(where / "a", *life[0])
    b = made(where / "b")
    own = take(b, read(a))
    assert exported(b) == exported(a)
    assert histories(a) == histories(b)
    if own:
        with Store(b) as store:
            store.undo_import(own)
        assert exported(b) == exported(made(where / "c"))


# -- one thing at a time -------------------------------------------------------------------------------------------

A, B, C = (f"0192f000-0000-7000-8000-00000000000{n}" for n in "abc")


def test_a_session_that_got_further_there_replaces_ours_and_comes_back(tmp_path: Path) -> None:
    begin = _begin(start(A), STEPS[:2])
    a = made(tmp_path / "a", begin)
    b = made(tmp_path / "b", begin, lambda store: _nothing(store.append_events(A, 3, STEPS[2:])))
    looked = look(a, read(b))
    assert (len(looked.brought.replaced_events), looked.brought.count) == (1, 0)
    before = exported(a)
    own = take(a, read(b))
    assert histories(a)[0].sessions[0].finished
    # The other way there is nothing to bring.
    assert take(b, read(a)) == ""
    with Store(a) as store:
        assert store.undo_import(own).removed == 0
        assert not store.outline().sessions[0].finished
    assert exported(a) == before


STEPS = timed(Started(at_ms=0), *(SegmentDone(at_ms=5_000 * n, index=n) for n in range(1, 4)), Finished(at_ms=20_000))


def test_of_two_equally_long_ways_on_both_machines_choose_the_same(tmp_path: Path) -> None:
    begin = _begin(start(A), STEPS[:2])
    ends = (Stopped(at_ms=6_000, reason="person"), Stopped(at_ms=6_000, reason="hurt"))
    a, b = (
        made(tmp_path / name, begin, lambda store, end=end: _nothing(store.append_events(A, 3, timed(end))))
        for name, end in zip("ab", ends, strict=True)
    )
    from_a, from_b = read(a), read(b)
    took = [take(a, from_b), take(b, from_a)]
    assert sum(map(bool, took)) == 1
    assert exported(a) == exported(b)


def test_what_somebody_edited_stays_as_it_is_here(tmp_path: Path) -> None:
    rating = DayRating(id=A, day=NOW.date(), at=NOW, kind="average", pain=3)
    a = made(tmp_path / "a", _kept("save_rating", rating))
    document = json.loads(exported(a))
    document["day_ratings"][0]["pain"] = 9
    edited = document_of(json.dumps(document).encode(), "edited.json")
    looked = look(a, edited)
    tally = looked.brought.tallies["day_ratings"]
    assert (tally.added, tally.there, tally.differs) == (0, 0, 1)
    assert take(a, edited) == ""
    assert [one.pain for one in histories(a)[0].ratings] == [3]
    assert list(a.backups.glob("*before-import*")) == []


def test_what_a_newer_version_wrote_into_an_entry_travels_along(tmp_path: Path) -> None:
    a = made(tmp_path / "a", _kept("save_happening", LessonRead(id=A, at=NOW, lesson="house-of-cards")))
    document = json.loads(exported(a))
    document["happenings"][0]["mood"] = {"of": ["the", "day", 7, 7.5, None]}
    b = made(tmp_path / "b")
    assert take(b, document_of(json.dumps(document).encode(), "newer.json"))
    assert json.loads(exported(b))["happenings"] == document["happenings"]


def test_an_import_leaves_a_backup_and_its_record(tmp_path: Path) -> None:
    a = made(tmp_path / "a", _kept("save_rating", DayRating(id=A, day=NOW.date(), at=NOW, kind="average", pain=3)))
    b = made(tmp_path / "b", _kept("save_rating", DayRating(id=B, day=NOW.date(), at=NOW, kind="morning", pain=4)))
    own = take(b, read(a))
    (kept,) = b.backups.glob("restack-before-import-*.db")
    assert [row[0] for row in rows(kept, "day_ratings")] == [B]
    with Store(b) as store:
        (past,) = store.imports()
        assert (past.id, past.source, past.added, past.undone, past.last) == (own, "export.json", 1, False, True)
        store.undo_import(own)
        assert [(one.undone, one.last) for one in store.imports()] == [(True, False)]
        with pytest.raises(CoachError, match="cannot be taken back"):
            store.undo_import(own)


def test_an_import_that_fails_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a = made(tmp_path / "a", _kept("save_rating", DayRating(id=A, day=NOW.date(), at=NOW, kind="average", pain=3)))
    b = made(tmp_path / "b")
    before = exported(b)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.store.travel.record", full)
    with pytest.raises(CoachError, match="could not be saved"):
        take(b, read(a))
    assert exported(b) == before
    assert list(b.backups.glob("*before-import*")) == []


def test_only_the_newest_import_can_be_taken_back(tmp_path: Path) -> None:
    b = made(tmp_path / "b")
    first, second = (
        take(b, read(made(tmp_path / name, _kept("save_happening", LessonRead(id=own, at=NOW, lesson="x")))))
        for name, own in (("a", A), ("c", B))
    )
    with Store(b) as store:
        with pytest.raises(CoachError):
            store.undo_import(first)
        store.undo_import(second)
        store.undo_import(first)
        assert store.outline().happenings == ()


@pytest.mark.parametrize("how", ["check-in", "went on", "leg", "spasm", "removal", "experiment", "goals"])
def test_what_something_newer_speaks_of_stays(tmp_path: Path, how: str) -> None:
    spasm = Spasm(id=B, onset=NOW, logged=NOW)
    a = made(
        tmp_path / "a",
        _begin(start(A, NOW), STEPS[:2]),
        _kept("save_spasm", spasm),
        _kept("save_happening", ExperimentBegun(id=C, at=NOW, experiment="sleep")),
        _kept("save_happening", GoalsChosen(id=new_id(), at=NOW, activities=(Activity(A.replace("f", "e"), "Dig"),))),
        _kept("save_rating", DayRating(id=new_id(), day=NOW.date(), at=NOW, kind="average", pain=3)),
    )
    b = made(tmp_path / "b")
    own = take(b, read(a))
    later = NOW + timedelta(hours=1)
    since: dict[str, Write] = {
        "check-in": _kept("save_check_in", CheckIn(session=A, at=later, pain_now=2)),
        "went on": lambda store: _nothing(store.append_events(A, 3, STEPS[2:])),
        "leg": _kept("save_happening", LegTold(id=new_id(), at=later, session=A)),
        "spasm": _told_again(msgspec.structs.replace(spasm, told_at=later)),
        "removal": _kept("save_removal", Removal(id=new_id(), at=later, entries=(B,))),
        "experiment": _kept("save_happening", ExperimentEnded(id=new_id(), at=later, of=C)),
        "goals": _kept("save_happening", GoalsRated(id=new_id(), at=later, ratings={A.replace("f", "e"): 4})),
    }
    with Store(b) as store:
        since[how](store)
        done = store.undo_import(own)
    assert (done.kept, done.removed) == (1, 4)
    # What is left can be read, exported and brought elsewhere.
    assert take(made(tmp_path / "c"), read(b))


def _told_again(spasm: Spasm) -> Write:
    return lambda store: store.save_spasm_log(new_id(), spasm, new=False)


def test_a_number_read_from_the_same_table_twice_counts_from_the_earlier_reading(tmp_path: Path) -> None:
    own = "b1d6c1a4-3f0e-5a55-9f7b-2f4bb0a9a6d3"
    early, late = (
        made(tmp_path / name, _kept("save_rating", DayRating(id=own, day=NOW.date(), at=at, kind="average", pain=3)))
        for name, at in (("a", NOW), ("b", NOW + timedelta(days=3)))
    )
    before = exported(late)
    from_early, from_late = read(early), read(late)
    took = take(late, from_early)
    assert take(early, from_late) == ""
    assert exported(late) == exported(early)
    assert utc_text(NOW).encode() in exported(late).split(b'"day_ratings"')[1]
    with Store(late) as store:
        store.undo_import(took)
    assert exported(late) == before


def test_what_is_written_while_an_import_is_worked_out_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a = made(tmp_path / "a", _begin(start(A), STEPS))
    b = made(tmp_path / "b", _begin(start(A), STEPS[:2]))
    tries: list[int] = []

    class Interrupted(Merge):
        def __init__(self, conn: sqlite3.Connection, incoming: Incoming) -> None:
            super().__init__(conn, incoming)
            tries.append(len(tries))
            if len(tries) == 1:
                with Store(b) as store:
                    store.save_spasm(Spasm(id=B, onset=NOW, logged=NOW))

    monkeypatch.setattr("coach.store.travel.Merge", Interrupted)
    own = take(b, read(a))
    assert tries == [0, 1]
    assert [one.id for one in histories(b)[0].spasms] == [B]
    assert histories(b)[0].sessions[0].finished
    with Store(b) as store:
        store.undo_import(own)
    assert [one.id for one in histories(b)[0].spasms] == [B]
    assert not histories(b)[0].sessions[0].finished
