"""Rows in, values out: everything comes back as it went in, all of it or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.clock import Moment
from coach.diary import Removal, Spasm, SpasmDetails
from coach.errors import CoachError
from coach.happenings import LessonRead
from coach.paths import DataFolder
from coach.records import CheckIn, History, PlayedSession
from coach.session.cues import Cue
from coach.session.events import (
    CueFired,
    Finished,
    LeadIn,
    LineDone,
    Repeated,
    Resumed,
    SegmentBegan,
    SegmentDone,
    Started,
)
from coach.store.store import Store
from tests.fakes import MONDAY_AT_8
from tests.store import making
from tests.store.making import rows, start, timed


@pytest.fixture
def store(folder: DataFolder) -> Iterator[Store]:
    with Store(folder) as made:
        yield made


def test_an_empty_store_has_an_empty_history(store: Store) -> None:
    assert store.history() == History()
    assert store.integrity_problem() == ""


def test_events_come_back_in_order_with_their_numbers(store: Store) -> None:
    store.begin_session(start())
    assert store.next_seq("s-1") == 1
    assert store.append_events("s-1", 1, timed(Started(at_ms=0), Resumed(at_ms=0))) == 3
    assert store.append_events("s-1", 3, timed(SegmentDone(at_ms=9, index=0), Finished(at_ms=9))) == 5
    assert store.next_seq("s-1") == 5
    (played,) = store.history().sessions
    assert [e.at_ms for e in played.events] == [0, 0, 9, 9]
    assert played.over
    assert played.last_at == MONDAY_AT_8 + timedelta(seconds=1)


def test_what_only_passes_is_not_kept(store: Store) -> None:
    store.begin_session(start())
    passing = timed(
        SegmentBegan(at_ms=0, index=0),
        CueFired(at_ms=0, cue=Cue(0, sound="tick")),
        LeadIn(at_ms=0, left_ms=9),
        Repeated(at_ms=0, sentences=("x",)),
    )
    assert store.append_events("s-1", 1, passing) == 1
    assert store.history().sessions[0].events == ()


def test_a_number_is_never_given_twice(store: Store) -> None:
    store.begin_session(start())
    store.append_events("s-1", 1, timed(Started(at_ms=0)))
    with pytest.raises(CoachError, match="could not be saved"):
        store.append_events("s-1", 1, timed(Finished(at_ms=0)))
    assert len(store.history().sessions[0].events) == 1


def test_events_need_their_session(store: Store) -> None:
    with pytest.raises(CoachError, match="could not be saved"):
        store.append_events("nobody", 1, timed(Started(at_ms=0)))


@pytest.mark.parametrize("fails_at", [3, 4, 5, 6])
def test_a_batch_that_fails_in_the_middle_leaves_nothing(store: Store, fails_at: int) -> None:
    store.begin_session(start())
    store.append_events("s-1", 1, timed(Started(at_ms=0), Resumed(at_ms=0)))
    store._db.conn.execute(
        f"CREATE TEMP TRIGGER broken BEFORE INSERT ON session_events WHEN NEW.seq = {fails_at} "
        "BEGIN SELECT RAISE(ABORT, 'the disk went away'); END"
    )
    batch = timed(*(SegmentDone(at_ms=i, index=i) for i in range(4)))
    with pytest.raises(CoachError, match="the disk went away") as caught:
        store.append_events("s-1", 3, batch)
    assert "disk is not full" in caught.value.remedy
    assert len(store.history().sessions[0].events) == 2
    assert not store._db.conn.in_transaction
    store._db.conn.execute("DROP TRIGGER broken")
    assert store.append_events("s-1", 3, batch) == 7
    assert len(store.history().sessions[0].events) == 6


def test_a_full_disk_is_told_and_nothing_half_written(store: Store) -> None:
    store.begin_session(start())
    store.append_events("s-1", 1, timed(Started(at_ms=0)))
    pages = store._db.conn.execute("PRAGMA page_count").fetchone()[0]
    store._db.conn.execute(f"PRAGMA max_page_count = {pages}")
    many = timed(*(SegmentDone(at_ms=i, index=i) for i in range(400)))
    with pytest.raises(CoachError, match="disk is full"):
        store.append_events("s-1", 2, many)
    assert len(store.history().sessions[0].events) == 1
    store._db.conn.execute("PRAGMA max_page_count = 100000")
    assert store.append_events("s-1", 2, many) == 402
    assert store.integrity_problem() == ""


def test_a_locked_file_is_told(folder: DataFolder, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.begin_session(start())
    store._db.conn.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(folder.database)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CoachError, match="locked"):
        store.append_events("s-1", 1, timed(Started(at_ms=0)))
    other.rollback()
    other.close()
    assert store.append_events("s-1", 1, timed(Started(at_ms=0))) == 2


def test_the_outline_leaves_out_the_steps_of_what_is_over(store: Store) -> None:
    steps = (Started(at_ms=0), SegmentDone(at_ms=5, index=0), LineDone(at_ms=5, line=0, exercise="e"))
    for n, own in enumerate(("over", "broken-off", "newest")):
        store.begin_session(start(own, MONDAY_AT_8 + timedelta(hours=n)))
        store.append_events(own, 1, timed(*steps, at=MONDAY_AT_8 + timedelta(hours=n)))
    store.append_events("over", 4, timed(Finished(at_ms=9), at=MONDAY_AT_8 + timedelta(minutes=1)))
    whole, outline = store.history().sessions, store.outline().sessions
    assert [len(s.events) for s in whole] == [4, 3, 3]
    # The newest may go on: its steps are needed for that.
    assert [len(s.events) for s in outline] == [3, 2, 3]
    assert [(s.over, s.lines_done, s.last_at) for s in whole] == [(s.over, s.lines_done, s.last_at) for s in outline]
    store.append_events("newest", 4, timed(Finished(at_ms=9)))
    assert [len(s.events) for s in store.outline().sessions] == [3, 2, 3]


# -- check-ins ---------------------------------------------------------------------------------------------------


def check_in(at_min: int, worst: int, **rest: object) -> CheckIn:
    return CheckIn(session="s-1", at=MONDAY_AT_8 + timedelta(minutes=at_min), pain_worst=worst, **rest)  # type: ignore[arg-type]


def test_the_latest_check_in_counts_and_all_are_kept(folder: DataFolder, store: Store) -> None:
    store.begin_session(start())
    store.save_check_in(check_in(10, 7, note="first", flags={"pelvic-tilt": "hurt"}))
    store.save_check_in(check_in(12, 4, pain_now=2))
    # Corrected within the same millisecond: ids rise, so what was said last counts.
    store.save_check_in(check_in(12, 3))
    (played,) = store.history().sessions
    assert played.check_in == check_in(12, 3)
    assert played.pain_worst == 3
    assert [row[5] for row in rows(folder.database, "check_ins")] == [7, 4, 3]


def test_a_check_in_belongs_to_its_session(store: Store) -> None:
    store.begin_session(start("s-1"))
    store.begin_session(start("s-2", MONDAY_AT_8 + timedelta(hours=1)))
    store.save_check_in(check_in(10, 7))
    assert [s.check_in is not None for s in store.history().sessions] == [True, False]
    with pytest.raises(CoachError, match="check-in could not be saved"):
        store.save_check_in(CheckIn(session="nobody", at=MONDAY_AT_8))


# -- round trips -------------------------------------------------------------------------------------------------


@given(st.data())
def test_everything_comes_back_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = DataFolder(tmp_path_factory.mktemp("round"))
    folder.make()
    wanted = []
    with Store(folder) as store:
        for begun in data.draw(st.lists(making.starts, max_size=3, unique_by=lambda s: s.id)):
            store.begin_session(begun)
            events = data.draw(st.lists(making.kept_events, max_size=5))
            times = data.draw(st.lists(making.moments(), min_size=len(events), max_size=len(events)))
            store.append_events(begun.id, 1, [(e, Moment(0, at)) for e, at in zip(events, times, strict=True)])
            said = data.draw(st.lists(making.check_ins(begun.id), max_size=2))
            for one in said:
                store.save_check_in(one)
            wanted.append(
                PlayedSession(
                    start=begun,
                    events=tuple(events),
                    last_at=times[-1] if times else begun.started,
                    check_in=max(reversed(said), key=lambda c: c.at, default=None),
                )
            )
        rounds = data.draw(st.lists(making.answers, max_size=3))
        for one_round in rounds:
            store.save_answers(one_round)
        cleared = data.draw(st.lists(making.clearances, max_size=2))
        for clearance in cleared:
            store.save_clearance(clearance)
        happened = data.draw(st.lists(making.happenings, max_size=4))
        for happening in happened:
            store.save_happening(happening)
        rated = data.draw(st.lists(making.ratings, max_size=3))
        for rating in rated:
            store.save_rating(rating)
        spasms = data.draw(st.lists(making.spasms, max_size=2))
        for spasm in spasms:
            store.save_spasm(spasm)
        told = data.draw(st.lists(making.told_spasms, max_size=2))
        for spasm in told:
            store.save_spasm_log(f"log-{spasm.id}", spasm, new=True)
        logs = data.draw(st.lists(making.day_logs, max_size=3))
        for log in logs:
            store.save_day((), log)
    with Store(folder) as store:
        history = store.history()
    wanted.sort(key=lambda p: (p.start.started, p.start.id))
    assert history == History(
        sessions=tuple(wanted),
        screenings=tuple(sorted(rounds, key=lambda a: (a.at, a.id))),
        clearances=tuple(sorted(cleared, key=lambda c: (c.at, c.id))),
        happenings=tuple(sorted(happened, key=lambda h: (h.at, h.id))),
        ratings=tuple(sorted(rated, key=lambda r: (r.at, r.id))),
        spasms=tuple(sorted((*spasms, *told), key=lambda s: (s.onset, s.id))),
        day_logs=tuple(sorted(logs, key=lambda log: (log.at, log.id))),
    )
    offsets = [p.start.started.utcoffset() for p in history.sessions]
    assert offsets == [p.start.started.utcoffset() for p in wanted]


@given(st.lists(making.told_spasms, min_size=1, max_size=3, unique_by=lambda s: s.id), st.data())
def test_what_is_taken_out_is_gone_until_it_is_put_back(
    tmp_path_factory: pytest.TempPathFactory, kept: list[Spasm], data: st.DataObject
) -> None:
    folder = DataFolder(tmp_path_factory.mktemp("out"))
    folder.make()
    with Store(folder) as store:
        for spasm in kept:
            store.save_spasm_log(f"log-{spasm.id}", spasm, new=True)
        ids = tuple(spasm.id for spasm in kept)
        moves = data.draw(st.lists(st.tuples(st.sampled_from(ids), st.booleans()), max_size=6))
        out: set[str] = set()
        for n, (own, back) in enumerate(moves):
            at = MONDAY_AT_8 + timedelta(minutes=n)
            store.save_removal(Removal(id=f"out-{n}", at=at, entries=(own,), back=back))
            out = out - {own} if back else out | {own}
        assert {s.id for s in store.history().spasms} == set(ids) - out
    assert len(rows(folder.database, "spasms")) == len(kept)


def test_words_from_a_newer_version_are_left_out_and_kept(folder: DataFolder) -> None:
    at = ("2026-03-02T07:00:00.000Z", 60)
    with Store(folder) as store:
        store.save_spasm(Spasm(id="x", onset=MONDAY_AT_8, logged=MONDAY_AT_8))
    with closing(sqlite3.connect(folder.database)) as conn, conn:
        words = '{"sleep":"dreamless","stress":"high"}'
        conn.execute("INSERT INTO day_logs VALUES ('a', '2026-03-02', ?, ?, ?)", (*at, words))
        words = '{"where":["knee"],"strength":"mild"}'
        conn.execute("INSERT INTO spasm_logs VALUES ('b', 'x', ?, ?, ?, ?, ?)", (*at, *at, words))
    with Store(folder) as store:
        history = store.history()
        assert [(log.sleep, log.stress) for log in history.day_logs] == [(None, "high")]
        assert [s.told for s in history.spasms] == [SpasmDetails(strength="mild")]
    assert len(rows(folder.database, "day_logs")) == 1


def test_a_kind_of_happening_from_a_newer_version_is_left_out_and_kept(folder: DataFolder) -> None:
    with Store(folder) as store:
        store.save_happening(LessonRead(id="a", at=MONDAY_AT_8, lesson="house-of-cards"))
    with closing(sqlite3.connect(folder.database)) as conn, conn:
        conn.execute("INSERT INTO happenings VALUES ('b', 'dreamt', '2026-03-02T07:00:00.000Z', 60, '{}')")
    with Store(folder) as store:
        assert [h.id for h in store.history().happenings] == ["a"]
    assert len(rows(folder.database, "happenings")) == 2
