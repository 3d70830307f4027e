"""The entries of the journal: those of a picked day on top, then the others, newest first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from coach.pages.journal import EntryView, JournalView
from coach.text import _, ngettext
from ui.icons import paint_icon
from ui.pages.journal_parts import NoticeRow, Roll, day_words, time_words
from ui.theme import AlignC, AlignL, AlignR, Colours, T, mix
from ui.widgets import PAD, Button, Card, Flow, IconButton, Line, Pressable, Text, aa, flush, focus_ring, hbox, vbox
from ui.widgets.base import quiet_ground
from ui.widgets.lesson_link import LessonLink
from ui.widgets.pain_scale import pain_colour

ROWS_AT_ONCE = 30
_MARK = 28  # px at 100 % text
_LEAST_ROLL_PX = 96
_RADIUS = 12
#: Role, weight and tone of the parts of an entry: its line, what else was said, the note, when it was added.
_LOOKS = (("label", 600, "text"), ("small", 400, "text2"), ("small", 400, "text2"), ("caption", 500, "text3"))
#: On how many lines each may stand: in a list, and where a day was picked.
_MOST, _MOST_ROOMY = (2, 1, 2, 1), (2, 4, 6, 1)


class EntryRow(Pressable):
    """Day, mark, and what was written. Pressing it opens the form."""

    def __init__(self, entry: EntryView, *, dated: bool, roomy: bool) -> None:
        """`dated`: the first of its day in the list; `roomy`: more of it is shown."""
        super().__init__()
        self.entry, self._dated, self._roomy = entry, dated, roomy
        self._heights: dict[int, int] = {}
        T.changed.connect(self._forget_heights)
        note = _("“{note}”").format(note=" ".join(entry.note.split())) if entry.note else ""
        self._parts = (entry.line, entry.detail, note, entry.late)
        self.setAccessibleName(self._spoken(note))
        self.setToolTip(_("Open to change it"))
        # Not "fixed": a layout would hold it to the height that another width asked for.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(max(self.width(), 260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._left()) + 90, 48)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask for it again and again; breaking text into lines is what costs.
        if width not in self._heights:
            high = sum(
                len(lines) * QFontMetricsF(T.font(role, weight=weight)).height()
                for (role, weight, _tone), lines in zip(_LOOKS, self._lines(width), strict=True)
            )
            self._heights[width] = max(46, math.ceil(high) + 18)
        return self._heights[width]

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        ground = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        quiet_ground(p, ground, _RADIUS, c.text, looked_at=self.underMouse(), pressed=self.isDown())
        high, side = T.px(22), self._side()
        if self._dated:
            self._paint_day(p, c, high)
        self._paint_mark(p, c, QRectF(self._day_width() + 6, 8 + (high - side) / 2, side, side))
        y = 8.0
        for (role, weight, tone), lines in zip(_LOOKS, self._lines(self.width()), strict=True):
            font = T.font(role, weight=weight)
            p.setFont(font)
            p.setPen(c.bad_ink if role == "label" and self.entry.kind == "spasm" else c[tone])
            step = QFontMetricsF(font).height()
            for line in lines:
                p.drawText(QRectF(self._left(), y, self.width(), step), AlignL, line)
                y += step
        if self.hasFocus():
            focus_ring(p, ground, _RADIUS, c.focus)

    @Slot()
    def _forget_heights(self) -> None:
        self._heights.clear()
        self.updateGeometry()

    def _paint_day(self, p: QPainter, c: Colours, high: float) -> None:
        width = self._day_width()
        day, month = day_words(self.entry.day, "d"), day_words(self.entry.day, "MMM")
        small = T.font("caption")
        month_width = QFontMetricsF(small).horizontalAdvance(month)
        p.setFont(small)
        p.setPen(c.text3)
        p.drawText(QRectF(width - month_width, 9, month_width + 2, high), AlignL, month)
        p.setFont(T.font("strong", tnum=True))
        p.setPen(c.text)
        p.drawText(QRectF(0, 8, width - month_width - 5, high), AlignR, day)

    def _paint_mark(self, p: QPainter, c: Colours, box: QRectF) -> None:
        entry = self.entry
        if entry.kind == "spasm":
            paint_icon(p, "diamond", box.adjusted(2, 2, -2, -2), c.bad)
            return
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(mix(c.surface, pain_colour(c, entry.pain), 0.26) if entry.pain is not None else c.sunken)
        p.drawRoundedRect(box, 8, 8)
        if entry.pain is None:
            paint_icon(p, "pencil", box.adjusted(6, 6, -6, -6), c.text3)
            return
        p.setFont(T.font("small", px=box.height() / 2, weight=700, tnum=True, scaled=False))
        p.setPen(c.text)
        p.drawText(box, AlignC, str(entry.pain))

    def _lines(self, width: int) -> list[list[str]]:
        room = max(60.0, width - self._left() - 8)
        most = _MOST_ROOMY if self._roomy else _MOST
        return [
            broken(text, role, weight, room, lines)
            for text, (role, weight, _tone), lines in zip(self._parts, _LOOKS, most, strict=True)
        ]

    def _left(self) -> float:
        return self._day_width() + self._side() + 16

    @staticmethod
    def _side() -> float:
        return _MARK * T.icon_scale

    @staticmethod
    def _day_width() -> float:
        return T.px(22) + T.px(32)

    def _spoken(self, note: str) -> str:
        entry = self.entry
        when = day_words(entry.day)
        if entry.kind in ("spasm", "check-in"):
            when = f"{when}, {time_words(entry.at)}"
        said = [when, entry.line, entry.detail, note, entry.late]
        return ". ".join(part for part in said if part)


class EntryList(Card):
    """`opened` and `taken_out` carry an `EntryView`, `add_day` and `add_spasm` the picked day; `let_go` forgets it."""

    opened = Signal(object)
    taken_out = Signal(object)
    add_day = Signal(object)
    add_spasm = Signal(object)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__(pad=20, gap=0)
        self.lay.setContentsMargins(17, 14, 8, 9)
        self._entries: Sequence[EntryView] = ()
        self._own = 0
        self._made: list[QWidget] = []
        self._picked: date | None = None
        self.rows: list[EntryRow] = []
        self.notice = NoticeRow()
        self.title = Text("", "heading", wrap=True)
        self.words = Text("", "small", "text2", weight=400, wrap=True)
        self.day_button = Button("", "soft", size="s")
        self.spasm_button = Button(_("Add a spasm"), "ghost", size="s")
        self.all_button = IconButton("close", _("Show the whole month"), icon_px=16)
        self.more = Button("", "ghost", size="s")
        for name, button, told in (
            ("add_day", self.day_button, self._add_day),
            ("add_spasm", self.spasm_button, self._add_spasm),
            ("whole_month", self.all_button, self.let_go),
            ("more", self.more, self._show_more),
        ):
            button.setObjectName(f"journal_{name}")
            button.clicked.connect(told)
        self.offers = QWidget()
        flow = Flow(self.offers, gap=2)
        for button in (self.day_button, self.spasm_button):
            flow.addWidget(button)
        self.lesson = LessonLink()
        inner = QWidget()
        self.list = vbox(None, gap=0)
        # Below the last entry: quiet, and at no cost of room for the entries.
        link = hbox(None, self.lesson, None, gap=0)
        vbox(inner, self.list, flush(hbox(None, self.more, None, gap=0)), link, gap=0)
        self.roll = Roll(inner, _LEAST_ROLL_PX)
        line = hbox(None, (self.title, 1), self.all_button, gap=4, margins=(3, 0, 0, 0))
        head = vbox(None, line, hbox(None, self.words, margins=(3, 0, 12, 0)), gap=0)
        self.add(self.notice, head, self.offers, 2, (self.roll, 1))

    def show_view(self, view: JournalView, picked: date | None) -> None:
        """Show what the view holds, with the entries of the picked day first."""
        held = self._held()
        self._picked = picked
        own = [entry for entry in view.entries if entry.day == picked]
        self._entries = [*own, *(entry for entry in view.entries if entry.day != picked)]
        self._own = len(own)
        self._say(view, picked)
        self._clear()
        self._append(max(ROWS_AT_ONCE, self._own))
        if held:
            # Not among all children: the old rows go only when their own event is over.
            found = [one for made in self._made for one in made.findChildren(QWidget, held)]
            for control in found[:1]:
                control.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_height(self, px: int) -> None:
        """Entries scroll in a window of this height at 100 % text; 0: as high as there is room."""
        self.roll.keep_height(T.px(px))

    def focus_first(self) -> None:
        """From the search on to what it found."""
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def open_first(self) -> None:
        """Open what the search found first."""
        if self.rows:
            self.opened.emit(self.rows[0].entry)

    def _say(self, view: JournalView, picked: date | None) -> None:
        self.title.setText(day_words(picked) if picked is not None else _("Found") if view.found else _("Entries"))
        words = view.found
        if picked is not None and not self._own:
            words = _("Nothing is written on this day.")
        elif not words and not view.entries:
            words = _("Nothing is written in this month yet. A day takes twenty seconds.")
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.offers.setVisible(picked is not None)
        self.all_button.setVisible(picked is not None)
        if picked is not None:
            day = day_words(picked, _("d MMMM"))
            written = view.values_of(picked).written
            self.day_button.set_words(_("Change this day") if written else _("Add for {day}").format(day=day))
            spoken = _("Change the day {day}") if written else _("Add the day {day}")
            self.day_button.setAccessibleName(spoken.format(day=day))
            self.spasm_button.setAccessibleName(_("Add a spasm for {day}").format(day=day))

    def _held(self) -> str:
        """The object name of the control of an entry that has the focus."""
        focused = QApplication.focusWidget()
        inside = focused is not None and any(made.isAncestorOf(focused) for made in self._made)
        return focused.objectName() if focused is not None and inside else ""

    def _clear(self) -> None:
        for made in self._made:
            self.list.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._made, self.rows = [], []

    def _append(self, n: int) -> None:
        begin = len(self.rows)
        for i, entry in enumerate(self._entries[begin : begin + n], begin):
            above = self._entries[i - 1] if i else None
            if self._picked is not None and i == self._own:
                rest = Text(_("Other entries"), "label", "text2", weight=600)
                rest.setContentsMargins(3, 10, 0, 2)
                self._put(rest)
            elif i:
                self._put(_Rule())
            dated = above is None or above.day != entry.day
            self._put(self._row(EntryRow(entry, dated=dated, roomy=i < self._own)))
        left = len(self._entries) - len(self.rows)
        self.more.setVisible(left > 0)
        if left > 0:
            shown = min(left, ROWS_AT_ONCE)
            self.more.set_words(ngettext("Show {n} more", "Show {n} more", shown).format(n=shown))

    def _row(self, row: EntryRow) -> QWidget:
        entry = row.entry
        row.setObjectName(f"entry.{entry_key(entry)}")
        row.clicked.connect(self._open)
        self.rows.append(row)
        host = QWidget()
        line = hbox(host, (row, 1), gap=0)
        if entry.removable:
            name = _("Take out: {entry}, {day}").format(entry=entry.line, day=day_words(entry.day))
            out = IconButton("trash", name, icon_px=18)
            out.setObjectName(f"take_out.{entry_key(entry)}")
            out.clicked.connect(self._take_out)
            line.addWidget(out, 0, Qt.AlignmentFlag.AlignTop)
        return host

    def _put(self, widget: QWidget) -> None:
        self._made.append(widget)
        self.list.addWidget(widget)

    def _sent(self) -> EntryView | None:
        key = self.sender().objectName().partition(".")[2]
        return next((row.entry for row in self.rows if entry_key(row.entry) == key), None)

    @Slot()
    def _open(self) -> None:
        entry = self._sent()
        if entry is not None:
            self.opened.emit(entry)

    @Slot()
    def _take_out(self) -> None:
        entry = self._sent()
        if entry is not None:
            self.taken_out.emit(entry)

    @Slot()
    def _add_day(self) -> None:
        self.add_day.emit(self._picked)

    @Slot()
    def _add_spasm(self) -> None:
        self.add_spasm.emit(self._picked)

    @Slot()
    def _show_more(self) -> None:
        begin = len(self.rows)
        self._append(ROWS_AT_ONCE)
        self.rows[begin].setFocus(Qt.FocusReason.OtherFocusReason)


class _Rule(QWidget):
    """A hairline below what is written, not below the day."""

    def __init__(self) -> None:
        super().__init__()
        hbox(self, T.px(54) + 6, (Line(), 1), gap=0, margins=(0, 1, 12, 1))


def entry_key(entry: EntryView) -> str:
    """What tells an entry from every other one."""
    own = entry.session or (entry.spasm.id if entry.spasm is not None else entry.day.isoformat())
    return f"{entry.kind}.{own}"


def broken(text: str, role: str, weight: int, room: float, most: int) -> list[str]:
    """The text on up to `most` lines of `room` px; the last one ends in an ellipsis where there was more."""
    if not text:
        return []
    font = T.font(role, weight=weight)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[str] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room)
        begin = line.textStart()
        if len(lines) == most - 1:
            lines.append(QFontMetricsF(font).elidedText(text[begin:], Qt.TextElideMode.ElideRight, room))
            break
        lines.append(text[begin : begin + line.textLength()].rstrip())
    layout.endLayout()
    return lines
