"""The data part of Settings: where it lies, its backups and the way back to one, what comes and goes as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from coach.text import _, ngettext
from ui.widgets import PAD, Button, Card, Field, Flow, Line, Text, flush, hbox, plain_tip, vbox

_BACKUPS_AT_FIRST = 4
_NARROW_ROW = 260


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup file; `day` is None for those made before an update or a restore."""

    name: str
    day: date | None
    size_bytes: int
    path: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import that was made; `last`: it can be taken back."""

    id: str
    at: datetime
    source: str
    added: int
    undone: bool
    last: bool


class DataSection(QWidget):
    """Folder, backups, export, import. `restore` carries a path, and only after the person said yes; `import_file`
    carries the path of a file that was dropped here, empty where one has to be chosen; `undo_import` an import's id.
    """

    open_folder = Signal()
    backup_now = Signal()
    export = Signal()
    export_tables = Signal()
    import_file = Signal(str)
    undo_import = Signal(str)
    restore = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._backups: tuple[BackupRow, ...] | None = None
        self._all = False
        self._narrow = False
        self._asked: BackupRow | None = None
        self._lines: list[_BackupLine] = []
        self.folder = Field(name=_("Your data folder"))
        self.folder.setObjectName("settings_folder")
        if isinstance(self.folder.edit, QLineEdit):
            self.folder.edit.setReadOnly(True)
        self.open = _button(_("Open folder"), "settings_open_folder", "folder")
        self.open.clicked.connect(self.open_folder)
        self.problem = Text("", "small", "bad_ink", weight=500, wrap=True)
        self.none = Text(_("The first one is made on the first day that you use Restack."), "small", "text3", wrap=True)
        self.list = vbox(None, gap=0)
        self.more = Button("", "ghost", size="s")
        self.more.setObjectName("settings_more_backups")
        self.more.clicked.connect(self._show_all)
        self.ask = _RestoreQuestion()
        self.ask.yes.connect(self._restore)
        self.ask.no.connect(self._forget)
        self.back_up = _button(_("Back up now"), "settings_backup_now", "shield")
        self.back_up.clicked.connect(self.backup_now)
        self.export_button = _button(_("Export as JSON"), "settings_export", "download")
        self.export_button.clicked.connect(self.export)
        self.tables_button = _button(_("Export for spreadsheets"), "settings_export_tables", "download")
        self.tables_button.clicked.connect(self.export_tables)
        self.import_button = _button(_("Import …"), "settings_import", "folder")
        self.import_button.clicked.connect(self._choose_file)
        acts = Flow(gap=2, pull=PAD)
        for button in (self.back_up, self.export_button, self.tables_button):
            acts.addWidget(button)
        bring = Flow(gap=2, pull=PAD)
        bring.addWidget(self.import_button)
        self.done = Text("", "label", "accent_ink", weight=600, wrap=True)
        self.done.hide()
        self.imports = vbox(None, gap=0)
        self._import_lines: list[_ImportLine] = []
        self._imports: tuple[ImportRow, ...] = ()
        self.setAcceptDrops(True)
        self.place = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.place.setSpacing(6)
        self.place.addWidget(self.folder, 1)
        self.place.addLayout(hbox(None, self.open, None, gap=0))
        self.card = Card(pad=22, gap=8)
        self.card.add(
            Text(_("Your data folder"), "label", weight=600),
            self.place,
            Line(),
            Text(_("Backups"), "label", weight=600),
            Text(
                _("One a day is made by itself; the last seven days and four weeks before are kept."),
                "small", "text3", weight=400, wrap=True,
            ),
            self.problem, self.none, self.list,
            flush(hbox(None, self.more, None, gap=0)),
            self.ask,
            Line(),
            Text(_("Take it with you"), "label", weight=600),
            Text(
                _(
                    "A backup is a whole copy of your data. The JSON export is a document for another machine or "
                    "another program; the tables open in a spreadsheet."
                ),
                "small", "text3", weight=400, wrap=True,
            ),
            acts,
            Line(),
            Text(_("Bring it in"), "label", weight=600),
            Text(
                _(
                    "An export of another machine, or a table of days (CSV) that you kept elsewhere. You see what "
                    "would change first. A file can be dropped here, too."
                ),
                "small", "text3", weight=400, wrap=True,
            ),
            bring,
            self.done,
            self.imports,
        )  # fmt: skip
        vbox(self, Text(_("Data"), "heading"), self.card, gap=8)

    def show_data(self, folder: str, backups: tuple[BackupRow, ...], problem: str) -> None:
        """Show where the data lies and which backups there are."""
        if self.folder.text() != folder:
            self.folder.set_text(folder)
            self.folder.setToolTip(plain_tip(folder))
            if isinstance(self.folder.edit, QLineEdit):
                self.folder.edit.setCursorPosition(0)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if backups != self._backups:
            self._backups = backups
            self._forget()
            self._list()

    def show_imports(self, imports: tuple[ImportRow, ...]) -> None:
        """Show the imports that were made, newest first."""
        if imports == self._imports:
            return
        self._imports = imports
        for old in self._import_lines:
            self.imports.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._import_lines = [_ImportLine(one) for one in imports]
        for line in self._import_lines:
            line.undo.connect(self.undo_import)
            line.arrange(self._narrow)
            self.imports.addWidget(line)

    def say(self, words: str) -> None:
        """What just came of an import or of taking one back; empty: nothing."""
        self.done.setText(words)
        self.done.setVisible(bool(words))
        self.import_button.setAccessibleDescription(words)

    def dragEnterEvent(self, ev: QDragEnterEvent) -> None:
        urls = ev.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            ev.acceptProposedAction()

    def dropEvent(self, ev: QDropEvent) -> None:
        ev.acceptProposedAction()
        self.import_file.emit(ev.mimeData().urls()[0].toLocalFile())

    def arrange(self, width: int) -> None:
        """Lay out for so many px at 100 % text."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._narrow = width < _NARROW_ROW
        self.place.setDirection(down if width < _NARROW_ROW + 180 else across)
        for line in self._lines:
            line.arrange(self._narrow)
        for one in self._import_lines:
            one.arrange(self._narrow)

    @Slot()
    def _choose_file(self) -> None:
        self.import_file.emit("")

    def _list(self) -> None:
        backups = self._backups or ()
        for old in self._lines:
            self.list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [_BackupLine(b) for b in (backups if self._all else backups[:_BACKUPS_AT_FIRST])]
        for line in self._lines:
            line.chosen.connect(self._ask)
            line.arrange(self._narrow)
            self.list.addWidget(line)
        self.none.setVisible(not backups)
        left = len(backups) - len(self._lines)
        self.more.setVisible(left > 0)
        if left > 0:
            self.more.set_words(ngettext("Show {n} older", "Show {n} older", left).format(n=left))

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._list()
        self._lines[_BACKUPS_AT_FIRST].button.setFocus()

    @Slot(object)
    def _ask(self, backup: BackupRow) -> None:
        self._asked = backup
        self.ask.begin(backup)

    @Slot()
    def _forget(self) -> None:
        self._asked = None
        self.ask.hide()

    @Slot()
    def _restore(self) -> None:
        asked = self._asked
        self._forget()
        if asked is not None:
            self.restore.emit(asked.path)


class _BackupLine(QWidget):
    """A backup and its button."""

    chosen = Signal(object)

    def __init__(self, backup: BackupRow) -> None:
        super().__init__()
        self._backup = backup
        digits = 0 if backup.size_bytes < 1_000_000 else 1
        size = QLocale().formattedDataSize(backup.size_bytes, digits, QLocale.DataSizeFormat.DataSizeSIFormat)
        words = backup_words(backup)
        kind = (
            size
            if backup.day is not None
            else _("Kept before an update, an import or a restore  ·  {size}").format(size=size)
        )
        self.button = Button(_("Restore"), "ghost", size="s")
        self.button.setObjectName(f"settings_restore.{backup.name}")
        self.button.setAccessibleName(_("Restore the backup {name}").format(name=words))
        self.button.clicked.connect(self._choose)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        title = Text(words, "label", wrap=True)
        self.row.addLayout(vbox(None, None, title, Text(kind, "caption", "text3", wrap=True), None, gap=0), 1)
        self.row.addLayout(hbox(None, self.button, None, gap=0))
        self.setLayout(self.row)
        self.setToolTip(plain_tip(backup.name))

    def arrange(self, narrow: bool) -> None:
        """Narrow: the button below the words."""
        self.row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._backup)


class _ImportLine(QWidget):
    """An import that was made, and the way back where there is one. `undo` carries its id."""

    undo = Signal(str)

    def __init__(self, one: ImportRow) -> None:
        super().__init__()
        self._id = one.id
        day = QLocale().toString(QDate(one.at.year, one.at.month, one.at.day), _("d MMMM yyyy"))
        title = _("{file}, {day}").format(file=one.source, day=day)
        words = ngettext("{n} entry added", "{n} entries added", one.added).format(n=f"{one.added:,}")
        if one.undone:
            words = _("Taken back")
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        tone = "text3" if one.undone else "text"
        told = vbox(
            None, None, Text(title, "label", tone, wrap=True), Text(words, "caption", "text3", wrap=True), None, gap=0
        )
        self.row.addLayout(told, 1)
        if one.last:
            self.button = Button(_("Undo"), "ghost", icon="undo", size="s")
            self.button.setObjectName(f"settings_undo_import.{one.id}")
            self.button.setAccessibleName(_("Take back the import of {file}").format(file=one.source))
            self.button.clicked.connect(self._undo)
            self.row.addLayout(hbox(None, self.button, None, gap=0))
        self.setLayout(self.row)

    def arrange(self, narrow: bool) -> None:
        """Narrow: the button below the words."""
        self.row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    @Slot()
    def _undo(self) -> None:
        self.undo.emit(self._id)


class _RestoreQuestion(Card):
    """What a restore does, and whether to do it. The safe answer has the focus; Esc takes it."""

    yes = Signal()
    no = Signal()

    def __init__(self) -> None:
        super().__init__(tone="warn_soft", pad=16, gap=8)
        self.setObjectName("settings_restore_question")
        self.title = Text("", "heading", wrap=True)
        self.words = Text("", "body", "text2", wrap=True)
        self.keep = Button(_("Keep what I have"), "secondary", hint=_("Esc"))
        self.keep.setObjectName("settings_restore_no")
        self.keep.clicked.connect(self.no)
        self.go = Button(_("Restore this backup"), "primary")
        self.go.setObjectName("settings_restore_yes")
        self.go.clicked.connect(self.yes)
        answers = Flow(gap=2, pull=PAD)
        answers.addWidget(self.keep)
        answers.addWidget(self.go)
        self.add(self.title, self.words, answers)
        self.hide()

    def begin(self, backup: BackupRow) -> None:
        self.title.setText(_("Go back to the backup of {name}?").format(name=backup_words(backup)))
        self.words.setText(
            _(
                "Your sessions, check-ins and answers will be as they were then. What you have now is kept as one more "
                "backup in this list, so that you can return to it."
            )
        )
        self.setAccessibleName(f"{self.title.text()} {self.words.text()}")
        self.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.no.emit()
        else:
            super().keyPressEvent(ev)


def backup_words(backup: BackupRow) -> str:
    """A backup's day in the user's language, else the words of its file name."""
    if backup.day is None:
        return backup.name.removesuffix(".db").removeprefix("restack-").replace("-", " ")
    day = QDate(backup.day.year, backup.day.month, backup.day.day)
    return QLocale().toString(day, _("d MMMM yyyy"))


def _button(words: str, key: str, icon: str) -> Button:
    button = Button(words, "secondary", icon=icon, size="s")
    button.setObjectName(key)
    return button
