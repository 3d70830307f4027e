"""The calendar of the journal: the month with its name, the way to other months, and what the signs mean."""

from __future__ import annotations

import math
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QSize, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.pages.journal import JournalView
from coach.text import _
from ui.theme import AlignL, T
from ui.widgets import Card, Flow, IconButton, Text, aa, hbox
from ui.widgets.month_calendar import (
    MonthCalendar,
    paint_late,
    paint_pain,
    paint_session,
    paint_spasm,
    paint_written,
)

_EXAMPLE_PAIN = 5
#: From the left edge to the word, px at 100 % text.
_ROOM = {"session": 13, "pain": 28, "spasm": 20, "written": 14, "late": 13}


class MonthCard(Card):
    """`picked` carries a day or None, `month` the first of another month that is asked for."""

    picked = Signal(object)
    month = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__(pad=20, gap=4)
        self.lay.setContentsMargins(20, 12, 20, 15)
        self.calendar = MonthCalendar(today)
        self.calendar.setObjectName("journal_calendar")
        self.calendar.picked.connect(self.picked)
        self.calendar.month_changed.connect(self.month)
        self.title = Text("", "heading", wrap=True)
        self.before = IconButton("left", _("Earlier month"), icon_px=20)
        self.before.setObjectName("journal_earlier")
        self.before.clicked.connect(self._earlier)
        self.after = IconButton("right", _("Later month"), icon_px=20)
        self.after.setObjectName("journal_later")
        self.after.clicked.connect(self._later)
        self.signs = {
            "session": _Sign("session", _("session")),
            "pain": _Sign("pain", _("pain")),
            "spasm": _Sign("spasm", _("spasm")),
            "written": _Sign("written", _("log")),
            "late": _Sign("late", _("added later")),
        }
        legend = QWidget()
        flow = Flow(legend, gap=2)
        for sign in self.signs.values():
            flow.addWidget(sign)
        self.add(hbox(None, (self.title, 1), self.before, self.after, gap=0), self.calendar, legend)

    def show_view(self, view: JournalView, picked: date | None) -> None:
        """Show the month of the view."""
        self.calendar.select(picked)
        self.calendar.show_month(view.month, view.today, view.marks)
        self.title.setText(self.calendar.title())
        self.after.setEnabled(view.month < view.today.replace(day=1))
        # The rarer signs are explained where they are.
        self.signs["written"].setVisible(any(mark.written and mark.pain is None for mark in view.marks))
        self.signs["late"].setVisible(any(mark.late for mark in view.marks))

    @Slot()
    def _earlier(self) -> None:
        self.month.emit((self.calendar.month - timedelta(days=1)).replace(day=1))

    @Slot()
    def _later(self) -> None:
        self.month.emit((self.calendar.month + timedelta(days=31)).replace(day=1))


class _Sign(QWidget):
    """A sign of the calendar and its word."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__()
        self._key, self._words = key, words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        fm = QFontMetricsF(T.font("caption"))
        return QSize(math.ceil(self._room() + fm.horizontalAdvance(self._words) + 8), round(fm.height() + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        middle = QPointF(5 * T.icon_scale, self.height() / 2)
        match self._key:
            case "session":
                paint_session(p, c, middle)
            case "pain":
                paint_pain(p, c, 1, middle.y(), _EXAMPLE_PAIN)
            case "spasm":
                paint_spasm(p, c, middle + QPointF(3 * T.icon_scale, 0))
            case "written":
                paint_written(p, c, middle)
            case _:
                paint_late(p, c, middle)
        p.setFont(T.font("caption"))
        p.setPen(c.text3)
        p.drawText(self.rect().adjusted(round(self._room()), 0, 0, 0), AlignL, self._words)

    def _room(self) -> float:
        return _ROOM[self._key] * T.icon_scale

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
