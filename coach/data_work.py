"""Work on data that travels and takes long, each piece to be run on any thread, with a connection of its own.

It knows its folder, not the coach, which is told afterwards (`data_cases`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from coach.clock import new_id, training_day
from coach.errors import CoachError
from coach.library.library import Library
from coach.paths import DataFolder
from coach.records import History
from coach.settings import Settings
from coach.text import _

if TYPE_CHECKING:
    from coach.exchange.reading import Incoming
    from coach.exchange.table_file import TableFile
    from coach.exchange.table_in import Mapping, TablePlan
    from coach.store.imports import Undone
    from coach.store.merge import Tally

#: The lists of a preview, in the order in which they are told: tables of the store.
KINDS_TOLD = (
    "sessions", "check_ins", "happenings", "day_ratings", "day_logs", "spasms", "spasm_logs", "screenings",
    "clearances", "removals",
)  # fmt: skip


class KindCount(msgspec.Struct, frozen=True, kw_only=True):
    """Of one kind of entry: how many are new, are here already, and differ from those here, which stay."""

    kind: str
    added: int
    there: int
    differs: int


class ImportPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would do. Nothing is written yet.

    `first` and `last` are the days of what is new, None where nothing is. `longer`: sessions that got further there.
    `settings`: they come along. `before` and `after`: where the plan stands, in words; empty for nothing yet.
    `notes`: sentences for the person. `unusable`: so many lines of a table say something that cannot be used.
    """

    source: str
    made: datetime | None
    counts: tuple[KindCount, ...]
    first: date | None
    last: date | None
    longer: int
    settings: bool
    before: str
    after: str
    notes: tuple[str, ...] = ()
    unusable: int = 0
    incoming: Incoming

    @property
    def added(self) -> int:
        return sum(one.added for one in self.counts)

    @property
    def changes(self) -> bool:
        """Whether there is anything to import."""
        return self.added > 0 or self.longer > 0

    @property
    def all_here(self) -> bool:
        """Whether whatever the file says is here already, just as it says it."""
        differs = any(one.differs for one in self.counts)
        return bool(self.counts) and not (self.changes or differs or self.unusable)


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """An import that was made; `id` empty: there was nothing new, and nothing was written."""

    id: str
    added: int
    longer: int
    backup: Path | None = None
    settings: Settings | None = None


class Tabled(msgspec.Struct, frozen=True, kw_only=True):
    """A table from elsewhere, what its columns are taken for, and what comes of it with that."""

    table: TableFile
    mapping: Mapping
    plan: TablePlan


class Tabling:
    """Reads a table and guesses what it means, or plans a table anew with another mapping."""

    def __init__(
        self,
        now: datetime,
        *,
        file: Path | None = None,
        table: TableFile | None = None,
        mapping: Mapping | None = None,
    ) -> None:
        """`file` or `table`; without a mapping it is guessed."""
        self._today = training_day(now)
        self._file, self._table, self._mapping = file, table, mapping

    def run(self) -> Tabled:
        """Raises `CoachError` for a file that is no table."""
        from coach.exchange.table_file import read_table
        from coach.exchange.table_in import guess, plan_table, settled

        table = self._table
        if table is None:
            assert self._file is not None
            table = read_table(self._file)
        mapping = guess(table) if self._mapping is None else settled(table, self._mapping)
        return Tabled(table=table, mapping=mapping, plan=plan_table(table, mapping, self._today))


class Exporting:
    """Writes the export."""

    def __init__(self, folder: DataFolder, settings: Settings, now: datetime, file: Path) -> None:
        self._folder, self._settings, self._now, self._file = folder, settings, now, file

    def run(self) -> Path:
        """The file. Raises `CoachError`."""
        from coach.store.travel import write

        try:
            write(self._folder, self._settings, self._now, self._file)
        except OSError as err:
            raise CoachError(
                _("{file} could not be written: {reason}.").format(file=self._file, reason=err.strerror or err),
                _("Choose another place."),
            ) from err
        return self._file


class Looking:
    """Reads a file, merges it with a copy of the history in memory, and tells what came of it."""

    def __init__(
        self,
        folder: DataFolder,
        library: Library,
        now: datetime,
        *,
        file: Path | None = None,
        table: TableFile | None = None,
        mapping: Mapping | None = None,
    ) -> None:
        """`file` is an export; or `table` and its `mapping`."""
        self._folder, self._library, self._now = folder, library, now
        self._file, self._table, self._mapping = file, table, mapping

    def run(self) -> ImportPreview:
        """Raises `CoachError`."""
        from coach.store.travel import look

        incoming, plan = self._read()
        looked = look(self._folder, incoming)
        brought = looked.brought
        before = self._stands(looked.before)
        return ImportPreview(
            source=incoming.source,
            made=incoming.at,
            counts=tuple(_counts(brought.tallies)),
            first=brought.first,
            last=brought.last,
            longer=len(brought.replaced_events),
            settings=looked.fresh and usable_settings(incoming.settings) is not None,
            before=before,
            after=self._stands(looked.after) if brought.changes else before,
            notes=plan.notes if plan is not None else (),
            unusable=len({one.line for one in plan.troubles}) if plan is not None else 0,
            incoming=incoming,
        )

    def _read(self) -> tuple[Incoming, TablePlan | None]:
        if self._table is None:
            from coach.exchange.reading import read_document

            assert self._file is not None
            return read_document(self._file), None
        from coach.exchange.table_in import incoming_of, plan_table

        assert self._mapping is not None
        plan = plan_table(self._table, self._mapping, training_day(self._now))
        return incoming_of(plan, self._table.name, self._now), plan

    def _stands(self, history: History) -> str:
        from coach.plan.standing import standing

        if history == History():
            return ""
        at = standing(history, self._library, self._now)
        level = _("level {n}").format(n=at.level + 1) if len(at.part.levels) > 1 and not at.part.alternate else ""
        place = _("Stage {stage}, {part}").format(stage=at.stage.id, part=at.part.name)
        return ", ".join(part for part in (place, level) if part)


class Importing:
    """Writes an import: backup, merge and its record."""

    def __init__(self, folder: DataFolder, incoming: Incoming, settings: Settings, now: datetime) -> None:
        self._folder, self._incoming, self._settings, self._now = folder, incoming, settings, now

    def run(self) -> Imported:
        """Raises `CoachError` with nothing written."""
        from coach.store.travel import bring

        own, settings = new_id(), usable_settings(self._incoming.settings)
        both = None
        if settings is not None:
            both = (msgspec.to_builtins(self._settings), msgspec.to_builtins(settings))
        done = bring(self._folder, self._incoming, own, self._now, both)
        if done is None:
            return Imported(id="", added=0, longer=0)
        brought, kept = done
        return Imported(
            id=own,
            added=brought.count,
            longer=len(brought.replaced_events),
            backup=kept,
            settings=settings if brought.settings_after is not None else None,
        )


class Undoing:
    """Takes the newest import back."""

    def __init__(self, folder: DataFolder, own: str) -> None:
        self._folder, self._own = folder, own

    def run(self) -> Undone:
        """Raises `CoachError` for one that is not the newest, with nothing changed."""
        from coach.store.store import Store

        with Store(self._folder) as store:
            return store.undo_import(self._own)


def usable_settings(plain: dict[str, Any] | None) -> Settings | None:
    """Settings of an export, without fields that this version does not know; None where they cannot be used."""
    if not plain:
        return None
    known: dict[str, Any] = msgspec.to_builtins(Settings())
    kept = {
        section: {name: value for name, value in plain[section].items() if name in fields}
        for section, fields in known.items()
        if isinstance(plain.get(section), dict)
    }
    try:
        return msgspec.convert(kept, Settings)
    except msgspec.ValidationError:
        return None


def _counts(tallies: dict[str, Tally]) -> Iterator[KindCount]:
    for table in KINDS_TOLD:
        tally = tallies[table]
        if tally.added or tally.there or tally.differs:
            yield KindCount(kind=table, added=tally.added, there=tally.there, differs=tally.differs)
