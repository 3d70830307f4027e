"""The store as the rest of the program sees it: use cases in, one transaction each; the history out."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coach.clock import Moment, training_day
from coach.paths import DataFolder
from coach.records import CheckIn, Clearance, History, ScreeningAnswers, SessionStart
from coach.session.events import AnyEvent
from coach.store import backup, safety, sessions
from coach.store.database import integrity_problem, open_database, saving
from coach.store.sqlite import Database
from coach.text import _


class Store:
    """Owned by one thread. Every method that writes raises `CoachError` with nothing half written."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self._db: Database = open_database(folder)
        self._backed_up: date | None = None
        #: Why the last backup could not be made, for the settings page; empty where it could.
        self.backup_problem = ""

    def close(self) -> None:
        """Close the file. The store is of no use afterwards."""
        self._db.close()

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
        return sessions.next_seq(self._db, session)

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

    def history(self, *, outline: bool = False) -> History:
        """Everything that happened; the outline leaves out the single segments of sessions that are over."""
        return History(
            sessions=tuple(sessions.played(self._db, outline=outline)),
            screenings=tuple(safety.answers(self._db)),
            clearances=tuple(safety.clearances(self._db)),
        )

    def copy_to(self, target: Path) -> Path:
        """A verified copy of the whole file at `target`."""
        with saving(_("The backup")):
            return backup.make(self._db.conn, target)

    def integrity_problem(self) -> str:
        """What SQLite finds wrong with the file, or an empty string."""
        return integrity_problem(self._db)

    def _backup_once(self, today: date) -> None:
        # A backup that fails must not keep a person from their session: it is said in Settings and tried again.
        if self._backed_up == today:
            return
        try:
            backup.daily(self._db.conn, self.folder.backups, today)
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
