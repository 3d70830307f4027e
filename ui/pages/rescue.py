"""When the data cannot be opened: what happened, what is kept, and the backups that can take its place."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from coach.records import Backup
from coach.text import _
from ui import tokens as tk
from ui.pages.foot import button_flow
from ui.widgets import Button, Card, Page, Para, Text


class RescuePage(Page):
    """`retry` tries once more; `restore` carries the path of a backup that was chosen."""

    retry = Signal()
    restore = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_width=760, margins=(32, 32, 32, 32), gap=16, parent=parent)
        self.setObjectName("rescue")
        self._newest = ""
        self.text = Para("", tone="text")
        self.again = Button(_("Try again"), "secondary")
        self.again.setObjectName("rescue_retry")
        self.again.clicked.connect(self.retry)
        self.newest = Button("", "primary")
        self.newest.setObjectName("rescue_restore")
        self.newest.clicked.connect(self._restore)
        card = Card(pad=28, radius=tk.RADIUS.xl, gap=14)
        card.add(
            Text(_("Your data could not be opened"), "title", wrap=True),
            self.text,
            button_flow(self.newest, self.again),
        )
        self.add(None, card, None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.again)

    def begin(self, trouble: str, backups: list[Backup]) -> None:
        """Say what is wrong, and offer the newest backup where there is one."""
        kept = _("Restoring keeps the present file beside the backups, so that nothing is lost.")
        self.text.set(f"{trouble} {kept}" if backups else trouble)
        self._newest = str(backups[0].path) if backups else ""
        self.newest.setVisible(bool(backups))
        if backups:
            day = backups[0].day
            name = backups[0].path.name
            if day is not None:
                name = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
            self.newest.set_words(_("Restore the backup of {day}").format(day=name))

    @Slot()
    def _restore(self) -> None:
        self.restore.emit(self._newest)
