"""The data part of Settings: where it lies, its backups, and the way back to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
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


class DataSection(QWidget):
    """Folder, backups, export. `restore` carries a path, and only after the person said yes."""

    open_folder = Signal()
    backup_now = Signal()
    export = Signal()
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
        acts = Flow(gap=2, pull=PAD)
        for button in (self.back_up, self.export_button):
            acts.addWidget(button)
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
                _("A backup is a whole copy of your data. The export is a document that other programs can read."),
                "small", "text3", weight=400, wrap=True,
            ),
            acts,
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

    def arrange(self, width: int) -> None:
        """Lay out for so many px at 100 % text."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._narrow = width < _NARROW_ROW
        self.place.setDirection(down if width < _NARROW_ROW + 180 else across)
        for line in self._lines:
            line.arrange(self._narrow)

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
        kind = size if backup.day is not None else _("Kept before an update or a restore  ·  {size}").format(size=size)
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
