"""The data part of Settings, wired to the coach: backups, exports, imports and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from coach.app import Coach
from coach.data_work import Imported, ImportPreview, Tabled
from coach.errors import CoachError
from coach.text import _, ngettext
from ui.background import Work
from ui.pages.settings_data import DataSection, ImportRow
from ui.window import MainWindow, apply_look

if TYPE_CHECKING:
    from coach.exchange.table_file import TableFile
    from coach.exchange.table_in import Mapping
    from ui.pages.import_preview import ImportPage

_TABLES = (".csv", ".tsv", ".txt")
#: A table of so many rows takes longer to work out than a person should wait without seeing anything.
_MANY_ROWS = 5_000


class DataDesk(QObject):
    """Owned by the window; loaded with Settings. What takes long is done on a thread, and the page says so."""

    def __init__(self, window: MainWindow, coach: Coach, section: DataSection, refresh: Callable[[], None]) -> None:
        """`refresh` brings Settings up to date."""
        super().__init__(window)
        self._window, self._coach, self._section, self._refresh = window, coach, section, refresh
        self._page: ImportPage | None = None
        self._table: TableFile | None = None
        self._mapping: Mapping | None = None
        self._preview: ImportPreview | None = None
        self._name = ""
        self._writing_to = Path()
        self._work = Work(self)
        self._work.done.connect(self._worked)
        self._writing = Work(self)
        self._writing.done.connect(self._written)
        #: An import or its way back. What is written here is always told to the coach: this is never dropped.
        self._changing = Work(self)
        self._changing.done.connect(self._changed)
        section.open_folder.connect(self._open_folder)
        section.backup_now.connect(self._backup_now)
        section.export.connect(self._export)
        section.export_tables.connect(self._export_tables)
        section.restore.connect(self._restore)
        section.import_file.connect(self.import_file)
        section.undo_import.connect(self._undo)
        window.add_page("import", self._make_page)
        self.refresh()

    def refresh(self) -> None:
        """Show the imports that were made."""
        rows = (ImportRow(i.id, i.at, i.source, i.added, i.undone, i.last) for i in self._coach.data.imports())
        self._section.show_imports(tuple(rows))

    # -- out -------------------------------------------------------------------------------------------------

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._coach.folder.path)))

    @Slot()
    def _backup_now(self) -> None:
        if self._is_held():
            return
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("Back up your data"), f"restack-{self._stamp()}.db", _("Restack backup (*.db)")
        )
        if name:
            self._attempt(lambda: self._coach.data.backup_now(Path(name)), _("Backed up to {file}.").format(file=name))

    @Slot()
    def _export(self) -> None:
        if self._is_held():
            return
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("Export everything"), "restack-export.json", _("JSON document (*.json)")
        )
        if not name:
            return
        try:
            exporting = self._coach.data.exporting(Path(name))
        except CoachError as err:
            self._window.notice.tell(str(err))
            return
        self._write(Path(name), exporting.run)

    def _write(self, file: Path, act: Callable[[], object]) -> None:
        for button in (self._section.export_button, self._section.tables_button):
            button.setEnabled(False)
        self._section.say(_("Writing {file} …").format(file=file.name))
        self._writing_to = file
        self._writing.start(act)

    @Slot(object)
    def _written(self, result: Any) -> None:
        for button in (self._section.export_button, self._section.tables_button):
            button.setEnabled(True)
        self._section.say("")
        if isinstance(result, CoachError):
            self._window.notice.tell(str(result))
        elif isinstance(result, Exception):
            raise result
        else:
            self._window.notice.tell(_("Written to {file}.").format(file=self._writing_to))

    @Slot()
    def _export_tables(self) -> None:
        if self._is_held():
            return
        chosen = QFileDialog.getExistingDirectory(self._window, _("Where to put the folder of tables"))
        if chosen:
            folder = Path(chosen) / f"restack-tables-{self._stamp()}"
            try:
                exporting = self._coach.data.exporting_tables(folder)
            except CoachError as err:
                self._window.notice.tell(str(err))
                return
            self._write(folder, exporting)

    @Slot(str)
    def _restore(self, path: str) -> None:
        if self._is_held():
            return
        # What was looked at was compared with other data.
        self._work.drop()
        self._table = self._preview = None
        done = _("The backup is restored. What was there before is kept beside the backups.")
        self._attempt(lambda: self._coach.data.restore(Path(path)), done)
        self._window.changed()

    # -- in --------------------------------------------------------------------------------------------------

    def import_page(self) -> ImportPage:
        """The page that shows what an import would change, made on first use."""
        self._window.page("import")
        assert self._page is not None
        return self._page

    def _make_page(self) -> ImportPage:
        from ui.pages.import_preview import ImportPage

        page = self._page = ImportPage()
        page.mapped.connect(self._mapped)
        page.checked.connect(self._check_table)
        page.agreed.connect(self._agreed)
        page.closed.connect(self._closed)
        return page

    @Slot(str)
    def import_file(self, name: str) -> None:
        """Show what a file would change; with an empty name it is chosen first."""
        if self._changing.busy:
            if self._page is not None and self._page.is_writing:
                self._window.go("import")
            else:
                self._is_held()
            return
        if not name:
            kinds = _("Export or table (*.json *.csv *.tsv *.txt);;All files (*)")
            name, _kind = QFileDialog.getOpenFileName(self._window, _("Import"), "", kinds)
        if not name:
            return
        file = Path(name)
        self._name, self._table, self._preview = file.name, None, None
        self._section.say("")
        page = self.import_page()
        self._window.go("import")
        page.show_working(_("Reading {file} …").format(file=file.name))
        if file.suffix.lower() in _TABLES:
            self._work.start(self._coach.data.tabling(file=file).run)
        else:
            self._work.start(self._coach.data.looking(file).run)

    @Slot(object)
    def _worked(self, result: Any) -> None:
        page = self.import_page()
        if isinstance(result, CoachError):
            page.show_problem(self._name, str(result))
        elif isinstance(result, Exception):
            self._closed()
            raise result
        elif isinstance(result, Tabled):
            again = result.table is self._table
            self._table, self._mapping = result.table, result.mapping
            if again:
                page.show_table_again(result.mapping, result.plan)
            else:
                page.show_table(result.table, result.mapping, result.plan)
        elif isinstance(result, ImportPreview):
            self._preview = result
            page.show_preview(result)

    @Slot(object)
    def _mapped(self, mapping: Mapping) -> None:
        if self._table is None:
            return
        tabling = self._coach.data.tabling(table=self._table, mapping=mapping)
        if len(self._table.rows) > _MANY_ROWS:
            self.import_page().show_working(_("Reading {file} …").format(file=self._name))
            self._work.start(tabling.run)
            return
        found = tabling.run()
        self._mapping = found.mapping
        self.import_page().show_plan(found.mapping, found.plan)

    @Slot()
    def _check_table(self) -> None:
        if self._table is not None and self._mapping is not None:
            looking = self._coach.data.looking_at_table(self._table, self._mapping)
            self.import_page().show_working(_("Comparing it with what is here …"))
            self._work.start(looking.run)

    @Slot()
    def _agreed(self) -> None:
        if self._preview is not None:
            importing = self._coach.data.importing(self._preview)
            self.import_page().show_writing(_("Making a backup and importing …"))
            self._preview = None
            self._changing.start(importing.run)

    @Slot(object)
    def _changed(self, result: Any) -> None:
        """An import or its way back is written, or could not be. The person may be anywhere by now."""
        if isinstance(result, CoachError):
            self._section.say("")
            if self._window.shown == "import":
                self.import_page().show_problem(self._name, str(result))
            else:
                self._told(str(result))
        elif isinstance(result, Exception):
            self._told("")
            raise result
        elif isinstance(result, Imported):
            words = ngettext("{n} entry was imported.", "{n} entries were imported.", result.added)
            words = words.format(n=f"{result.added:,}") if result.id else _("There was nothing new to import.")
            self._take(lambda: self._coach.data.took(result), words)
        else:
            self._take(lambda: self._coach.data.took_back(result), _undone_words(result.removed, result.kept))

    def _take(self, tell_coach: Callable[[], None], words: str) -> None:
        try:
            tell_coach()
        except CoachError as err:
            self._window.notice.tell(str(err))
        apply_look(self._coach.settings)
        self._section.say(words)
        self._window.changed()
        self._told("" if self._window.shown in ("import", "settings") else words)

    def _told(self, words: str) -> None:
        """The import page has nothing to show any more; who is elsewhere stays there and is told."""
        if self._page is not None:
            self._page.is_writing = False
        if words:
            self._window.notice.tell(words)
        if self._window.shown in ("import", "settings"):
            self._window.go("settings")
            self._section.import_button.setFocus()

    @Slot()
    def _closed(self) -> None:
        if self._page is not None and self._page.is_writing:
            return
        self._work.drop()
        self._table = self._preview = None
        self._window.go("settings")
        self._section.import_button.setFocus()

    @Slot(str)
    def _undo(self, own: str) -> None:
        if self._is_held():
            return
        self._section.say(_("Taking the import back …"))
        self._changing.start(self._coach.data.undoing(own).run)

    # -- inside ----------------------------------------------------------------------------------------------

    def _is_held(self) -> bool:
        """Whether something is being written that nothing else may run into; it is said."""
        held = self._changing.busy or self._writing.busy
        if held:
            self._window.notice.tell(_("Something is still being written. Try again in a moment."))
        return held

    def _stamp(self) -> str:
        return self._coach.clock.moment().wall.strftime("%Y-%m-%d")

    def _attempt(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except CoachError as err:
            self._window.notice.tell(str(err))
        else:
            self._window.notice.tell(done)
        self._refresh()


def _undone_words(removed: int, kept: int) -> str:
    words = ngettext("{n} entry was taken away again.", "{n} entries were taken away again.", removed)
    told = words.format(n=f"{removed:,}")
    if kept:
        told += " " + ngettext(
            "{n} stays, since something you wrote later speaks of it.",
            "{n} stay, since something you wrote later speaks of them.",
            kept,
        ).format(n=kept)
    return told
