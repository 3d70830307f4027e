"""What travels: export, backups, and imports that merge. Reached as `Coach.data`.

What takes long is a piece of work (`data_work`) that a window runs on a thread, telling the coach afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from coach.cases import Keeper
from coach.data_work import Exporting, Imported, Importing, ImportPreview, Looking, Tabling, Undoing
from coach.errors import CoachError
from coach.paths import DataFolder
from coach.records import Backup
from coach.settings import Settings
from coach.store import backup
from coach.text import _

if TYPE_CHECKING:
    from coach.exchange.table_file import TableFile
    from coach.exchange.table_in import Mapping
    from coach.store.imports import PastImport, Undone


class DataKeeper(Keeper, Protocol):
    """What these use cases need of the coach besides: its folder and settings, and that it closes and opens."""

    folder: DataFolder
    settings: Settings

    def change_settings(self, settings: Settings) -> None: ...

    def open(self) -> None: ...

    def close(self) -> None: ...


class DataCases:
    """Every method that writes raises `CoachError` with nothing half written."""

    def __init__(self, coach: DataKeeper) -> None:
        self._coach = coach

    # -- export ----------------------------------------------------------------------------------------------

    def export(self) -> dict[str, Any]:
        """Everything the person has, as one JSON-ready document (docs/export-format.md)."""
        return self._coach.store.export(self._coach.settings, self._now())

    def export_lines(self) -> Iterator[bytes]:
        """The same as UTF-8 text, piece by piece."""
        return self._coach.store.export_lines(self._coach.settings, self._now())

    def export_to(self, file: Path) -> None:
        """Write everything as a JSON document, private. Raises `CoachError`."""
        self.exporting(file).run()

    def exporting(self, file: Path) -> Exporting:
        """The same, to be run on any thread. Raises `CoachError` for a place that is none."""
        place = self._outside(file)
        if place.exists() and not place.is_file():
            raise _no_place(file)
        return Exporting(self._coach.folder, self._coach.settings, self._now(), place)

    def export_tables(self, folder: Path) -> tuple[Path, ...]:
        """Write everything as tables for spreadsheets into a folder; the files. Raises `CoachError`."""
        return self.exporting_tables(folder)()

    def exporting_tables(self, folder: Path) -> Callable[[], tuple[Path, ...]]:
        """The same, to be run on any thread. Raises `CoachError` for a place that is none."""
        from coach.exchange.folder import write_folder
        from coach.exchange.tables import tables

        place = self._outside(folder)
        found = tables(self._coach.store.outline(), self._coach.library)
        return lambda: write_folder(place, found)

    def _outside(self, file: Path) -> Path:
        own = self._coach.folder.path.resolve()
        try:
            place = file.expanduser().resolve()
            place.exists()
        except (OSError, ValueError, RuntimeError) as err:
            # A name that is too long, holds what no name can hold, or leads in a circle.
            raise _no_place(file) from err
        # The data itself is no place for a copy of it; nor is a device, or a link that would be replaced by a file.
        if place.is_relative_to(own):
            raise _no_place(file)
        return place

    # -- backups ---------------------------------------------------------------------------------------------

    def backups(self) -> list[Backup]:
        """The backups there are, newest first."""
        return backup.found(self._coach.folder.backups)

    def backup_now(self, target: Path) -> Path:
        """A verified copy of everything at `target`. Raises `CoachError`."""
        return self._coach.store.copy_to(target)

    def restore(self, chosen: Path) -> Path | None:
        """Put a backup in the place of the data; where what was there is kept. Raises `CoachError`, nothing changed."""
        backup.verify(chosen)
        stamp = _stamp(self._now())
        self._coach.close()
        try:
            return backup.restore(self._coach.folder, chosen, stamp)
        finally:
            self._coach.open()

    # -- import ----------------------------------------------------------------------------------------------

    def preview(self, file: Path) -> ImportPreview:
        """What importing an export would do. Raises `CoachError` for a file that cannot be used."""
        return self.looking(file).run()

    def looking(self, file: Path) -> Looking:
        """The same, to be run on any thread."""
        return Looking(self._coach.folder, self._coach.library, self._now(), file=file)

    def tabling(
        self, *, file: Path | None = None, table: TableFile | None = None, mapping: Mapping | None = None
    ) -> Tabling:
        """Reading a table, or planning one with another mapping, to be run on any thread."""
        return Tabling(self._now(), file=file, table=table, mapping=mapping)

    def looking_at_table(self, table: TableFile, mapping: Mapping) -> Looking:
        """What importing a table would do, to be run on any thread."""
        return Looking(self._coach.folder, self._coach.library, self._now(), table=table, mapping=mapping)

    def import_(self, preview: ImportPreview) -> Imported:
        """Bring in what the preview told, in one transaction, with a backup made before. Raises `CoachError`."""
        done = self.importing(preview).run()
        self.took(done)
        return done

    def importing(self, preview: ImportPreview) -> Importing:
        """The same, to be run on any thread; `took` tells the coach afterwards."""
        return Importing(self._coach.folder, preview.incoming, self._coach.settings, self._now())

    def took(self, done: Imported) -> None:
        """After an import: the history is another one, and settings that came along hold."""
        self._coach.store.forget()
        self._coach.history_changed()
        if done.settings is not None:
            self._coach.change_settings(done.settings)

    def imports(self) -> tuple[PastImport, ...]:
        """The imports that were made, newest first."""
        return self._coach.store.imports()

    def undo_import(self, own: str) -> Undone:
        """Take the newest import back: what it added goes, but for what something here speaks of by now.

        Raises `CoachError` for one that is not the newest.
        """
        done = self.undoing(own).run()
        self.took_back(done)
        return done

    def undoing(self, own: str) -> Undoing:
        """The same, to be run on any thread; `took_back` tells the coach afterwards."""
        return Undoing(self._coach.folder, own)

    def took_back(self, done: Undone) -> None:
        """After an import was taken back: settings that came with it go, where nobody changed them since."""
        self._coach.store.forget()
        self._coach.history_changed()
        plain = msgspec.to_builtins(self._coach.settings)
        if done.settings_before is not None and done.settings_after == plain:
            self._coach.change_settings(msgspec.convert(done.settings_before, Settings))

    def _now(self) -> datetime:
        return self._coach.clock.moment().wall


def _no_place(file: Path) -> CoachError:
    name = str(file).replace("\0", "")
    name = name if len(name) <= 200 else f"{name[:60]} … {name[-60:]}"
    return CoachError(_("{file} is not a place for an export.").format(file=name), _("Choose another name."))


def _stamp(now: datetime) -> str:
    return now.strftime("%Y%m%d-%H%M%S")
