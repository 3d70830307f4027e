"""Opening the file: made privately, migrated with a copy kept, and what is not ours or damaged left as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from coach.clock import from_stored
from coach.diary import DayRating, SpasmDetails
from coach.errors import CoachError
from coach.paths import DataFolder
from coach.session.events import Finished, LineDone, SegmentDone
from coach.store import backup
from coach.store.database import connection, open_connection, wrapped
from coach.store.schema import APPLICATION_ID, STEPS
from coach.store.steps import event_rows
from coach.store.store import Store
from tests.fakes import MONDAY_AT_8
from tests.store.making import rows, start, tables, timed

TABLES = {
    "sessions",
    "session_events",
    "check_ins",
    "screenings",
    "clearances",
    "happenings",
    "day_ratings",
    "spasms",
    "day_logs",
    "spasm_logs",
    "removals",
    "imports",
}


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute(f"PRAGMA {name}").fetchone()[0]


def everything(folder: DataFolder) -> dict[str, bytes]:
    return {str(p.relative_to(folder.path)): p.read_bytes() for p in folder.path.rglob("*") if p.is_file()}


def old_database(folder: DataFolder, number: str = "001") -> None:
    """The released schema after a step, with data."""
    with closing(sqlite3.connect(folder.database)) as conn:
        conn.executescript((Path(__file__).parent / f"schema_{number}.sql").read_text("utf-8"))


def test_a_fresh_file_has_strict_tables_and_our_mark(folder: DataFolder) -> None:
    Store(folder).close()
    made = tables(folder.database)
    assert made.keys() >= TABLES
    assert all(sql.rstrip().endswith("STRICT") for name, sql in made.items() if name in TABLES)
    assert pragma(folder.database, "application_id") == APPLICATION_ID
    assert pragma(folder.database, "journal_mode") == "wal"
    assert pragma(folder.database, "integrity_check") == "ok"
    assert {row[2] for row in rows(folder.database, "_sqlite_migrations")} == set(STEPS)
    assert not list(folder.backups.iterdir())


def test_the_connection_is_careful(folder: DataFolder) -> None:
    conn = open_connection(folder)
    assert conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert conn.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        conn.execute("INSERT INTO session_events VALUES ('nobody', 1, 'started', 0, '{}', '', 0)")
    conn.rollback()
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        conn.execute("INSERT INTO screenings VALUES ('i', 'now', 'soon', 1, 'weekly', '[]', '[]')")
    conn.rollback()
    conn.close()


def test_the_names_of_the_steps_are_those_of_the_migrations(tmp_path: Path) -> None:
    from coach.store.migrations import steps

    conn = connection(tmp_path / "empty.db")
    assert tuple(step.name for step in steps.pending(wrapped(conn))) == STEPS
    conn.close()


def test_opening_again_changes_nothing(folder: DataFolder) -> None:
    with Store(folder) as store:
        store.begin_session(start())
    before = rows(folder.database, "_sqlite_migrations")
    with Store(folder) as store:
        assert len(store.history().sessions) == 1
    assert rows(folder.database, "_sqlite_migrations") == before


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_files_are_private(tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        folder = DataFolder(tmp_path / "new" / "restack")
        folder.make()
        store = Store(folder)
        store.begin_session(start())
        files = [p for p in folder.path.rglob("*") if p.is_file()]
        assert {p.name for p in files} >= {"restack.db", "restack.db-wal", "restack.db-shm", "restack-2026-03-02.db"}
        assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}
        assert {stat.S_IMODE(p.stat().st_mode) for p in (folder.path, folder.backups)} == {0o700}
        store.close()
    finally:
        os.umask(previous)


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_a_file_that_was_open_to_others_is_closed_to_them(folder: DataFolder) -> None:
    Store(folder).close()
    folder.database.chmod(0o644)
    Store(folder).close()
    assert stat.S_IMODE(folder.database.stat().st_mode) == 0o600


# -- what is not opened ------------------------------------------------------------------------------------------


def refused(folder: DataFolder) -> CoachError:
    with pytest.raises(CoachError) as caught:
        Store(folder)
    return caught.value


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("INSERT INTO _sqlite_migrations VALUES (99, 'restack', 'm099_from_tomorrow', 'then')")
        conn.commit()


def test_a_newer_schema_is_refused_and_untouched(folder: DataFolder) -> None:
    Store(folder).close()
    newer(folder.database)
    before = folder.database.read_bytes()
    error = refused(folder)
    assert "newer Restack" in error.happened
    assert "Nothing in it was changed" in error.remedy
    assert folder.database.read_bytes() == before


def test_a_newer_schema_that_was_not_closed_is_untouched(folder: DataFolder, tmp_path: Path) -> None:
    """What a crashed newer version left in its log beside the file stays there, too."""
    store = Store(folder)
    with closing(sqlite3.connect(folder.database)) as conn:
        conn.execute("INSERT INTO _sqlite_migrations VALUES (99, 'restack', 'm099_from_tomorrow', 'then')")
        conn.commit()
        crashed = DataFolder(tmp_path / "crashed")
        crashed.make()
        for suffix in ("", "-wal"):
            shutil.copy(f"{folder.database}{suffix}", f"{crashed.database}{suffix}")
    store.close()
    before = {name: data for name, data in everything(crashed).items() if not name.endswith("-shm")}
    assert "newer Restack" in refused(crashed).happened
    assert {name: data for name, data in everything(crashed).items() if not name.endswith("-shm")} == before


def test_another_programs_file_is_refused_and_untouched(folder: DataFolder) -> None:
    with closing(sqlite3.connect(folder.database)) as conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")
        conn.execute("INSERT INTO recipes VALUES ('bread')")
        conn.commit()
    before = everything(folder)
    assert "is not a Restack database" in refused(folder).happened
    assert everything(folder) == before


@pytest.mark.parametrize(
    "content", [b"this is not a database at all, only text " * 50, b"SQLite format 3\x00" + b"\x00" * 4_000]
)
def test_a_damaged_file_is_kept_and_the_newest_backup_named(folder: DataFolder, content: bytes) -> None:
    with Store(folder) as store:
        for day in (1, 2, 3):
            backup.daily(store._db.conn, folder.backups, date(2026, 3, day))
    for suffix in ("-wal", "-shm"):
        Path(f"{folder.database}{suffix}").unlink(missing_ok=True)
    folder.database.write_bytes(content)
    error = refused(folder)
    assert "cannot be opened" in error.happened
    assert "restack-2026-03-03.db" in error.remedy
    assert folder.database.read_bytes() == content


def test_a_damaged_file_without_a_backup_says_so(folder: DataFolder) -> None:
    folder.database.write_bytes(b"rubbish" * 1_000)
    error = refused(folder)
    assert "no backup yet" in error.remedy
    assert folder.database.read_bytes() == b"rubbish" * 1_000


def test_a_folder_in_the_files_place_is_refused(folder: DataFolder) -> None:
    folder.database.mkdir()
    assert "cannot be opened" in refused(folder).happened


def test_an_empty_file_is_made_anew(folder: DataFolder) -> None:
    folder.database.touch()
    with Store(folder) as store:
        assert store.history().sessions == ()


def test_a_torn_page_is_found(folder: DataFolder) -> None:
    with Store(folder) as store:
        for n in range(40):
            store.begin_session(start(f"s-{n}"))
            store.append_events(f"s-{n}", 1, timed(*(Finished(at_ms=i) for i in range(20))))
    data = bytearray(folder.database.read_bytes())
    data[4096 * 5 : 4096 * 5 + 2_000] = b"\xff" * 2_000
    folder.database.write_bytes(bytes(data))
    with Store(folder) as store:
        assert store.integrity_problem()


# -- migrations --------------------------------------------------------------------------------------------------


def test_an_old_database_is_brought_up_to_date_with_a_copy_kept(folder: DataFolder) -> None:
    old_database(folder)
    with Store(folder) as store:
        (played,) = store.history().sessions
        assert store.integrity_problem() == ""
    assert played.start.id == "0b6f3b2e-0001"
    assert played.start.started == from_stored("2026-03-01T07:00:00.000Z", 60)
    assert played.start.pain_before == 4
    assert [type(e) for e in played.events][-2:] == [LineDone, Finished]
    assert played.last_at == from_stored("2026-03-01T07:08:36.000Z", 60)
    assert played.check_in is not None
    assert (played.check_in.pain_worst, played.check_in.note) == (4, "it was less than I thought")
    assert played.check_in.settled is None
    assert tables(folder.database).keys() >= TABLES
    (kept,) = folder.backups.iterdir()
    assert kept.name == "restack-before-m002_safety.db"
    assert "screenings" not in tables(kept)
    assert len(rows(kept, "session_events")) == 5
    backup.verify(kept)


def test_the_old_schema_is_the_one_that_the_first_step_makes(tmp_path: Path) -> None:
    """The released form and the step that made it must not drift apart."""
    from coach.store.migrations import steps

    folder = DataFolder(tmp_path / "old")
    folder.make()
    old_database(folder)
    fresh = tmp_path / "fresh.db"
    conn = connection(fresh)
    steps.apply(wrapped(conn), stop_before="m002_safety")
    conn.close()
    squeezed = {name: " ".join(sql.split()) for name, sql in tables(folder.database).items()}
    assert {name: " ".join(sql.split()) for name, sql in tables(fresh).items()} == squeezed


def test_the_schema_before_the_plan_is_brought_up_to_date(folder: DataFolder) -> None:
    """From the second step on: what the plan needs comes beside what is there."""
    from coach.store.migrations import steps

    folder.make()
    conn = connection(folder.database)
    database = wrapped(conn)
    steps.apply(database, stop_before="m003_plan")
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.table("clearances").insert(
        {"id": "c", "at_utc": "2026-03-01T07:00:00.000Z", "offset_min": 60, "note": "x"}
    )
    conn.close()
    with Store(folder) as store:
        history = store.history()
        assert [c.note for c in history.clearances] == ["x"]
        assert (history.happenings, history.ratings, history.spasms) == ((), (), ())
        store.save_rating(DayRating(id="r", day=MONDAY_AT_8.date(), at=MONDAY_AT_8, kind="morning", pain=4))
        assert [r.pain for r in store.history().ratings] == [4]
    assert [kept.name for kept in folder.backups.iterdir() if "before" in kept.name] == ["restack-before-m003_plan.db"]


def test_the_schema_before_the_journal_is_brought_up_to_date(folder: DataFolder) -> None:
    old_database(folder, "003")
    with Store(folder) as store:
        history = store.history()
        assert [s.start.id for s in history.sessions] == ["s-1"]
        assert [r.pain for r in history.ratings] == [5]
        (spasm,) = history.spasms
        assert (spasm.onset, spasm.logged) == (MONDAY_AT_8 - timedelta(hours=20), MONDAY_AT_8 - timedelta(hours=19))
        assert (spasm.told, spasm.told_at, history.day_logs) == (SpasmDetails(), None, ())
        told = structs.replace(spasm, told=SpasmDetails(where=("low_left",)), told_at=MONDAY_AT_8)
        store.save_spasm_log("row", told, new=False)
        assert store.history().spasms == (told,)
    kept = [kept.name for kept in folder.backups.iterdir() if "before" in kept.name]
    assert kept == ["restack-before-m004_journal.db"]


def test_the_schema_before_the_journal_is_the_one_that_the_steps_make(tmp_path: Path) -> None:
    from coach.store.migrations import steps

    folder = DataFolder(tmp_path / "old")
    folder.make()
    old_database(folder, "003")
    fresh = tmp_path / "fresh.db"
    conn = connection(fresh)
    steps.apply(wrapped(conn), stop_before="m004_journal")
    conn.close()
    squeezed = {name: " ".join(sql.split()) for name, sql in tables(folder.database).items()}
    assert {name: " ".join(sql.split()) for name, sql in tables(fresh).items()} == squeezed


def test_the_schema_before_travel_is_brought_up_to_date(folder: DataFolder) -> None:
    old_database(folder, "004")
    before = {name: rows(folder.database, name) for name in TABLES - {"imports"}}
    assert all(before[name] for name in ("sessions", "spasms", "spasm_logs", "day_logs", "day_ratings", "removals"))
    with Store(folder) as store:
        events = {session.start.id: session.events for session in store.history().sessions}
        assert [len(events[own]) for own in ("s-1", "s-2", "s-3")] == [2, 11, 10]
        assert [one.index for one in events["s-2"] if isinstance(one, SegmentDone)] == list(range(6))
        # The segments of what is over are one row; what may go on is as it was. Unfolded, every row is as it was.
        kept = rows(folder.database, "session_events")
        assert [sum(row[0] == own for row in kept) for own in ("s-1", "s-2", "s-3")] == [2, 6, 10]
        assert [tuple(row.values()) for row in event_rows(store._db.conn)] == sorted(before.pop("session_events"))
    assert {name: rows(folder.database, name) for name in before} == before
    assert rows(folder.database, "imports") == []
    copies = [copy.name for copy in folder.backups.iterdir() if "before" in copy.name]
    assert copies == ["restack-before-m005_travel.db"]


def test_a_migration_that_fails_leaves_the_old_data(folder: DataFolder) -> None:
    old_database(folder)
    with closing(sqlite3.connect(folder.database)) as conn:
        conn.execute("CREATE TABLE clearances (x TEXT)")  # in the way of the second step
        conn.commit()
    error = refused(folder)
    assert "could not be brought up to date" in error.happened
    assert "restack-before-m002_safety.db" in error.remedy
    assert len(rows(folder.database, "session_events")) == 5
    assert "screenings" not in tables(folder.database)
