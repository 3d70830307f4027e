"""The balance of favoured and dropped exercises, as bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from coach.pages.views import BalanceRow
from coach.text import _
from ui.theme import T
from ui.widgets import Card, Text, aa, hbox, vbox


class BalanceCard(Card):
    """Each exercise that was left out at times: how often it was done, and how it comes back."""

    def __init__(self) -> None:
        super().__init__(pad=22, gap=8)
        self.words = Text("", "small", "text3", weight=400, wrap=True)
        self.rows: list[QWidget] = []
        self.list = vbox(None, gap=10)
        self.add(vbox(None, Text(_("What gets its turn"), "heading", wrap=True), self.words, gap=2), self.list)

    def show_rows(self, rows: tuple[BalanceRow, ...], words: str) -> None:
        """Show the sentence and a bar for each row."""
        self.words.setText(words)
        for old in self.rows:
            self.list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [_Row(row) for row in rows]
        for row in self.rows:
            self.list.addWidget(row)


class _Row(QWidget):
    def __init__(self, row: BalanceRow) -> None:
        super().__init__()
        share = _("{n} of {all}").format(n=row.done, all=row.of)
        self.setAccessibleName(f"{row.name}: {share}. {row.note}".strip())
        name = Text(row.name, "small", wrap=True)
        count = Text(share, "small", "text3", weight=400)
        note = Text(row.note, "caption", "text3", wrap=True)
        note.setVisible(bool(row.note))
        vbox(self, hbox(None, (name, 1), count, gap=8), _Bar(row.done / row.of), note, gap=4)


class _Bar(QWidget):
    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setFixedHeight(8)
        T.changed.connect(self._restyle)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.track)
        p.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self._share > 0:
            p.setBrush(c.accent)
            p.drawRoundedRect(QRectF(0, 0, max(8.0, self.width() * self._share), 8), 4, 4)

    @Slot()
    def _restyle(self) -> None:
        self.update()
