"""Backups: one a day, verified, thinned; a restore keeps what was there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.app import Coach
from coach.diary import DayRating
from coach.errors import CoachError
from coach.paths import DataFolder
from coach.session.events import Started
from coach.store import backup
from coach.store.store import Store
from tests.fakes import MONDAY_AT_8
from tests.making import on
from tests.store.making import rows, start, tables, timed

D = date(2026, 3, 2)  # a Monday


def names(folder: DataFolder) -> list[str]:
    return sorted(p.name for p in folder.backups.iterdir())


def test_one_a_day_on_the_first_write(folder: DataFolder) -> None:
    with Store(folder) as store:
        assert names(folder) == []
        store.begin_session(start("a", on(D, 8)))
        store.begin_session(start("b", on(D, 20)))
        # One in the morning belongs to the evening before.
        store.begin_session(start("c", on(D + timedelta(days=1), 1)))
        assert names(folder) == ["restack-2026-03-02.db"]
        store.begin_session(start("d", on(D + timedelta(days=1), 9)))
    assert names(folder) == ["restack-2026-03-02.db", "restack-2026-03-03.db"]
    # Each holds what was there before that day's first write.
    assert len(rows(folder.backups / "restack-2026-03-02.db", "sessions")) == 0
    assert len(rows(folder.backups / "restack-2026-03-03.db", "sessions")) == 3


def test_the_day_is_not_backed_up_twice_by_a_second_start(folder: DataFolder) -> None:
    with Store(folder) as store:
        store.begin_session(start("a"))
    made = (folder.backups / "restack-2026-03-02.db").read_bytes()
    with Store(folder) as store:
        store.begin_session(start("b"))
    assert (folder.backups / "restack-2026-03-02.db").read_bytes() == made


def test_a_backup_is_one_sound_file(folder: DataFolder) -> None:
    with Store(folder) as store:
        store.begin_session(start())
        store.append_events("s-1", 1, timed(Started(at_ms=0)))
        target = store.copy_to(folder.path / "copy.db")
    assert sorted(p.name for p in folder.path.glob("*copy*")) == ["copy.db"]
    backup.verify(target)
    assert len(rows(target, "session_events")) == 1


def test_a_backup_that_fails_does_not_keep_the_session_from_starting(folder: DataFolder) -> None:
    shutil.rmtree(folder.backups)
    folder.backups.write_text("in the way")
    with Store(folder) as store:
        store.begin_session(start("a"))
        assert "Today's backup could not be made" in store.backup_problem
        folder.backups.unlink()
        store.begin_session(start("b"))
        assert store.backup_problem == ""
        assert len(store.history().sessions) == 2
    assert names(folder) == ["restack-2026-03-02.db"]


def test_a_copy_that_fails_its_check_leaves_no_file(folder: DataFolder, tmp_path: Path) -> None:
    class Damaged:
        def backup(self, target: sqlite3.Connection) -> None:
            target.executescript(
                "PRAGMA ignore_check_constraints = ON; CREATE TABLE t (x CHECK (x > 0)); INSERT INTO t VALUES (-1);"
                "PRAGMA ignore_check_constraints = OFF;"
            )

    with pytest.raises(sqlite3.DatabaseError, match="did not pass its check"):
        backup.make(Damaged(), tmp_path / "bad.db")  # type: ignore[arg-type]
    assert list(tmp_path.glob("*bad*")) == []


# -- thinning ----------------------------------------------------------------------------------------------------


def days(*ago: int) -> list[date]:
    return [D - timedelta(days=n) for n in ago]


@pytest.mark.parametrize(
    ("there", "goes"),
    [
        ([], []),
        (days(0, 1, 2, 3, 4, 5, 6), []),
        # The eighth is the newest of its week: kept as a weekly one.
        (days(*range(8)), []),
        # Two of one week beyond the seven: the older goes. D-7 is a Monday, D-8 the Sunday of the week before.
        (days(*range(7), 8, 9), days(9)),
        # Daily for six weeks: 7 daily, then the newest of each of four weeks.
        (days(*range(42)), [d for d in days(*range(42)) if d not in days(0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 22)]),
        # Once a week for ten weeks: seven of them are the newest seven, four more are weekly.
        (days(*range(0, 91, 7)), days(77, 84)),
        # The same day twice is one day; the year's turn does not disturb.
        ([date(2026, 1, 1), date(2026, 1, 1), date(2025, 12, 31)], []),
    ],
)
def test_seven_daily_and_four_weekly_stay(there: list[date], goes: list[date]) -> None:
    assert backup.thinned(there) == set(goes)


@given(st.lists(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=60))
def test_thinning_keeps_the_newest_and_at_most_eleven(there: list[date]) -> None:
    goes = backup.thinned(there)
    stays = sorted(set(there) - goes, reverse=True)
    assert stays[:7] == sorted(set(there), reverse=True)[:7]
    assert len(stays) <= 11
    weeks = [d.isocalendar()[:2] for d in stays[7:]]
    assert len(weeks) == len(set(weeks))
    assert backup.thinned(stays) == set()


def test_three_months_of_use_leave_eleven_at_most(folder: DataFolder) -> None:
    other = folder.backups / "restack-before-m002_safety.db"
    other.write_bytes(b"kept")
    with Store(folder) as store:
        for n in range(60):
            backup.daily(store._db.conn, folder.backups, D + timedelta(days=n))
    dated = [b for b in backup.found(folder.backups) if b.day]
    assert len(dated) == 11
    assert dated[0].day == D + timedelta(days=59)
    # Those made before a migration or a restore are not thinned.
    assert other.exists()


def test_found_names_the_newest_first_and_only_backups(folder: DataFolder) -> None:
    for name in ("restack-2026-03-01.db", "restack-2026-03-02.db", "restack-2026-99-99.db", "other.db", "restack.txt"):
        (folder.backups / name).write_bytes(b"x")
    found = [(b.path.name, b.day) for b in backup.found(folder.backups)]
    assert found == [
        ("restack-2026-03-02.db", date(2026, 3, 2)),
        ("restack-2026-03-01.db", date(2026, 3, 1)),
        ("restack-2026-99-99.db", None),
    ]


# -- restoring ---------------------------------------------------------------------------------------------------


def test_restoring_brings_back_the_day_and_keeps_what_was_there(coach: Coach) -> None:
    coach.store.begin_session(start("a", on(D, 9)))
    coach.store.begin_session(start("b", on(D + timedelta(days=1), 9)))
    coach.history_changed()
    chosen = coach.data.backups()[0].path
    assert chosen.name == "restack-2026-03-03.db"
    kept = coach.data.restore(chosen)
    assert [s.start.id for s in coach.history.sessions] == ["a"]
    assert coach.store.integrity_problem() == ""
    assert kept is not None
    assert kept.name == "restack-before-restore-20260302-080000.db"
    assert [row[0] for row in rows(kept, "sessions")] == ["a", "b"]
    # And the way back is open, even within the same second.
    kept_now = coach.data.restore(kept)
    assert [s.start.id for s in coach.history.sessions] == ["a", "b"]
    assert kept_now is not None
    assert [row[0] for row in rows(kept_now, "sessions")] == ["a"]
    assert [row[0] for row in rows(kept, "sessions")] == ["a", "b"]


def damaged(good: Path, bad: Path) -> None:
    data = bytearray(good.read_bytes())
    data[4096 * 2 : 4096 * 4] = b"\x5a" * (4096 * 2)
    bad.write_bytes(bytes(data))


def not_ours(_good: Path, bad: Path) -> None:
    with closing(sqlite3.connect(bad)) as conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")
        conn.commit()


def newer(good: Path, bad: Path) -> None:
    shutil.copy(good, bad)
    with closing(sqlite3.connect(bad)) as conn:
        conn.execute("INSERT INTO _sqlite_migrations VALUES (99, 'restack', 'm099_from_tomorrow', 'then')")
        conn.commit()


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (damaged, "damaged|cannot be read"),
        (not_ours, "not a Restack database"),
        (newer, "newer Restack"),
        (lambda _good, bad: bad.write_bytes(b"rubbish" * 2_000), "cannot be read"),
        (lambda good, bad: bad.write_bytes(good.read_bytes()[:6_000]), "damaged|cannot be read"),
        (lambda _good, _bad: None, "There is no file"),
    ],
    ids=["damaged", "not ours", "newer", "rubbish", "cut off", "gone"],
)
def test_an_unsound_backup_is_refused_and_nothing_changed(coach: Coach, break_it: object, says: str) -> None:
    assert callable(break_it)
    coach.store.begin_session(start("a", MONDAY_AT_8))
    coach.history_changed()
    bad = coach.folder.backups / "restack-2026-02-01.db"
    break_it(coach.data.backups()[0].path, bad)
    before = names(coach.folder)
    with pytest.raises(CoachError, match=says):
        coach.data.restore(bad)
    assert coach.is_open
    assert [s.start.id for s in coach.history.sessions] == ["a"]
    assert names(coach.folder) == before


def test_restoring_in_the_place_of_a_damaged_file_keeps_the_bytes(coach: Coach) -> None:
    coach.store.begin_session(start("a", on(D, 9)))
    coach.store.begin_session(start("b", on(D + timedelta(days=1), 9)))
    good = coach.data.backups()[0].path
    coach.close()
    coach.folder.database.write_bytes(b"rubbish" * 3_000)
    with pytest.raises(CoachError, match="cannot be opened"):
        coach.open()
    kept = coach.data.restore(good)
    assert [s.start.id for s in coach.history.sessions] == ["a"]
    assert kept is not None
    assert kept.read_bytes() == b"rubbish" * 3_000


def test_restoring_where_nothing_is_keeps_nothing(folder: DataFolder, coach: Coach) -> None:
    coach.store.begin_session(start("a", on(D, 9)))
    good = coach.data.backups()[0].path
    empty = DataFolder(folder.path / "other")
    empty.make()
    assert backup.restore(empty, good, "now") is None
    assert "sessions" in tables(empty.database)


def test_a_restore_that_cannot_keep_what_is_there_changes_nothing(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach.store.begin_session(start("a", on(D, 9)))
    coach.store.begin_session(start("b", on(D + timedelta(days=1), 9)))

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_keep", full)
    with pytest.raises(CoachError, match="No space left"):
        coach.data.restore(coach.data.backups()[0].path)
    assert [s.start.id for s in coach.history.sessions] == ["a", "b"]


def test_a_long_backup_is_made_before_it_is_waited_for(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.store.store.LONG_BACKUP", 1)
    day = date(2026, 3, 2)
    with Store(folder) as store:
        store.back_up_soon(day)
        store.back_up_soon(day)  # one is enough
        store.save_rating(DayRating(id="r", day=day, at=MONDAY_AT_8, kind="morning", pain=3))
        (made,) = folder.backups.iterdir()
        assert made.name == "restack-2026-03-02.db"
        backup.verify(made)
        assert store.backup_problem == ""
        assert [one.pain for one in store.outline().ratings] == [3]


def test_a_short_backup_waits_for_the_first_write(folder: DataFolder) -> None:
    with Store(folder) as store:
        store.back_up_soon(date(2026, 3, 2))
    assert not folder.backups.exists() or not list(folder.backups.iterdir())


def test_a_backup_that_fails_apart_is_tried_again_and_told(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.store.store.LONG_BACKUP", 1)
    monkeypatch.setattr(backup, "make", full)
    with Store(folder) as store:
        store.back_up_soon(date(2026, 3, 2))
        store.save_rating(DayRating(id="r", day=date(2026, 3, 2), at=MONDAY_AT_8, kind="morning", pain=3))
        assert "No space left" in store.backup_problem
