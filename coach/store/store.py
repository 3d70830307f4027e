"""The store as the rest of the program sees it: use cases in, one transaction each; the history out."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.clock import Moment, training_day
from coach.diary import DayLog, DayRating, Removal, Spasm, removed
from coach.errors import CoachError
from coach.happenings import AnyHappening
from coach.paths import DataFolder
from coach.records import CheckIn, Clearance, History, ScreeningAnswers, SessionStart
from coach.session.events import AnyEvent
from coach.settings import Settings
from coach.store import backup, journal, plan, played, safety, sessions
from coach.store.database import connection, integrity_problem, open_connection, saving, wrapped
from coach.store.known import Known
from coach.text import _

if TYPE_CHECKING:
    from coach.store.imports import PastImport, Undone
    from coach.store.sqlite import Database


#: A database of so many bytes takes longer to copy than a person notices.
LONG_BACKUP = 8_000_000


class Store:
    """Owned by one thread. Every method that writes raises `CoachError` with nothing half written."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self._conn = open_connection(folder)
        self._known = Known(self._conn)
        self._wrapped: Database | None = None
        self._backed_up: date | None = None
        self._backing_up: threading.Thread | None = None
        #: Why the last backup could not be made, for the settings page; empty where it could.
        self.backup_problem = ""

    def close(self) -> None:
        """Close the file. The store is of no use afterwards."""
        if self._backing_up is not None:
            self._backing_up.join()
        self._conn.close()

    def get_ready(self) -> None:
        """Import what writing needs, before somebody waits for it."""
        self._wrapped = self._wrapped or wrapped(self._conn)

    @property
    def _db(self) -> Database:
        self.get_ready()
        assert self._wrapped is not None
        return self._wrapped

    def begin_session(self, start: SessionStart) -> None:
        """Begin the record of a session."""
        self._backup_once(training_day(start.started))
        with saving(_("The session")), self._db.atomic():
            sessions.insert_start(self._db, start)

    def append_events(self, session: str, seq: int, events: Sequence[tuple[AnyEvent, Moment]]) -> int:
        """Append what happened, all or nothing, flushed to the disk; the next free number."""
        with saving(_("The session")), self._db.atomic():
            return sessions.insert_events(self._db, session, seq, events)

    def next_seq(self, session: str) -> int:
        """The number that the next event of a session gets."""
        return sessions.next_seq(self._conn, session)

    def save_check_in(self, check_in: CheckIn) -> None:
        """Keep a check-in, or a correction of one."""
        self._backup_once(training_day(check_in.at))
        with saving(_("The check-in")), self._db.atomic():
            sessions.insert_check_in(self._db, check_in)

    def save_answers(self, answers: ScreeningAnswers) -> None:
        """Keep one round of safety answers."""
        self._backup_once(training_day(answers.at))
        with saving(_("Your answers")), self._db.atomic():
            safety.insert_answers(self._db, answers)

    def save_clearance(self, clearance: Clearance) -> None:
        """Keep that a clinician cleared the person."""
        self._backup_once(training_day(clearance.at))
        with saving(_("The clearance")), self._db.atomic():
            safety.insert_clearance(self._db, clearance)

    def save_happening(self, happening: AnyHappening) -> None:
        """Keep something the plan learned."""
        self._backup_once(training_day(happening.at))
        with saving(_("Your answer")), self._db.atomic():
            plan.insert_happening(self._db, happening)

    def save_happenings(self, happenings: Sequence[AnyHappening]) -> None:
        """Keep several things that were said together, all or nothing."""
        for happening in happenings:
            self._backup_once(training_day(happening.at))
        with saving(_("Your answers")), self._db.atomic():
            for happening in happenings:
                plan.insert_happening(self._db, happening)

    def save_rating(self, rating: DayRating) -> None:
        """Keep the pain of a day."""
        self._backup_once(training_day(rating.at))
        with saving(_("Your answer")), self._db.atomic():
            journal.insert_rating(self._db, rating)

    def save_spasm(self, spasm: Spasm) -> None:
        """Keep a spasm."""
        self._backup_once(training_day(spasm.logged))
        with saving(_("The spasm")), self._db.atomic():
            journal.insert_spasm(self._db, spasm)

    def save_spasm_log(self, row_id: str, spasm: Spasm, *, new: bool) -> None:
        """Keep what is told of a spasm at its `told_at`; with `new`, the spasm itself as well."""
        assert spasm.told_at is not None
        self._backup_once(training_day(spasm.told_at))
        with saving(_("The spasm")), self._db.atomic():
            if new:
                journal.insert_spasm(self._db, spasm)
            journal.insert_spasm_log(self._db, row_id, spasm)

    def save_day(self, ratings: Sequence[DayRating], log: DayLog | None, removal: Removal | None = None) -> None:
        """Keep the pain and the circumstances of a day and what was taken back of them, all or nothing."""
        for one in (*ratings, log, removal):
            if one is not None:
                self._backup_once(training_day(one.at))
        with saving(_("The day")), self._db.atomic():
            for rating in ratings:
                journal.insert_rating(self._db, rating)
            if log is not None:
                journal.insert_log(self._db, log)
            if removal is not None:
                journal.insert_removal(self._db, removal)

    def save_removal(self, removal: Removal) -> None:
        """Keep that entries were taken out of the journal, or put back."""
        self._backup_once(training_day(removal.at))
        with saving(_("The change")), self._db.atomic():
            journal.insert_removal(self._db, removal)

    def outline(self) -> History:
        """Everything that happened but what was taken out; without the single segments of sessions, but for the newest
        if it is not over. The same values again where nothing changed since it was last asked for.
        """
        return self._known.history()

    def history(self) -> History:
        """Everything that happened but what was taken out, with each segment of each session, read anew."""
        out = removed(journal.removals(self._conn))
        return History(
            sessions=tuple(played.played(self._conn)),
            screenings=tuple(safety.answers(self._conn)),
            clearances=tuple(safety.clearances(self._conn)),
            happenings=tuple(one for one in plan.happenings(self._conn) if one.id not in out),
            ratings=tuple(one for one in journal.ratings(self._conn) if one.id not in out),
            spasms=tuple(one for one in journal.spasms(self._conn) if one.id not in out),
            day_logs=tuple(one for one in journal.logs(self._conn) if one.id not in out),
        )

    def export(self, settings: Settings, now: datetime) -> dict[str, object]:
        """Everything as one JSON-ready document."""
        from coach.store.exchange import export_document  # a start need not wait for what travels

        return export_document(self._conn, settings, now)

    def export_lines(self, settings: Settings, now: datetime) -> Iterator[bytes]:
        """The same as UTF-8 text, piece by piece, of one moment."""
        with self._db.atomic():
            from coach.store.exchange import export_lines

            yield from export_lines(self._conn, settings, now)

    def imports(self) -> tuple[PastImport, ...]:
        """The imports that were made, newest first."""
        from coach.store.imports import past

        return past(self._conn)

    def undo_import(self, own: str) -> Undone:
        """Take the newest import back. Raises `CoachError` for any other one."""
        try:
            with saving(_("The change")), self._db.atomic():
                from coach.store.imports import undo

                done = undo(self._conn, own)
        except KeyError as err:
            raise CoachError(
                _("This import cannot be taken back."), _("Only the newest one can, and only once.")
            ) from err
        self.forget()
        return done

    def forget(self) -> None:
        """Rows were added by others, taken out or replaced: the history is read anew."""
        self._known.forget()

    def copy_to(self, target: Path) -> Path:
        """A verified copy of the whole file at `target`."""
        with saving(_("The backup")):
            return backup.make(self._conn, target)

    def integrity_problem(self) -> str:
        """What SQLite finds wrong with the file, or an empty string."""
        return integrity_problem(self._conn)

    def back_up_soon(self, today: date) -> None:
        """Begin the backup of the day, where it takes long enough to be noticed, before somebody waits for a write."""
        short = self.folder.database.stat().st_size < LONG_BACKUP
        if short or self._backed_up == today or self._backing_up is not None:
            return
        self._backing_up = threading.Thread(target=self._back_up_apart, args=(today,), name="back-up", daemon=True)
        self._backing_up.start()

    def _back_up_apart(self, today: date) -> None:
        # Where it fails the first write tries again, and tells.
        with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(connection(self.folder.database)) as conn:
            backup.daily(conn, self.folder.backups, today)

    def _backup_once(self, today: date) -> None:
        if self._backing_up is not None:
            self._backing_up.join()
            self._backing_up = None
        # A backup that fails must not keep a person from their session: it is said in Settings and tried again.
        if self._backed_up == today:
            return
        try:
            backup.daily(self._conn, self.folder.backups, today)
        except (sqlite3.Error, OSError) as err:
            self.backup_problem = _("Today's backup could not be made: {reason}.").format(reason=err)
        else:
            self.backup_problem = ""
            self._backed_up = today

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_exc: object) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.close()
