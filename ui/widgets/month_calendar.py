"""A month as one painted grid: what was done, how much it hurt, spasms."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import QDate, QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.text import _, ngettext
from ui.icons import paint_icon
from ui.theme import AlignC, Colours, T, alpha, mix
from ui.widgets.base import aa, fitted, focus_ring, plain_tip
from ui.widgets.pain_scale import WORST, pain_colour

_DAY = timedelta(days=1)
_BAR = QSize(22, 5)  # px at 100 % text
_RADIUS = 10
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_PAGES: dict[int, int] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class Mark(Protocol):
    """What is known of a day: counts of sessions and spasms, pain 0 to 10, a log, something added late."""

    @property
    def day(self) -> date: ...
    @property
    def sessions(self) -> int: ...
    @property
    def pain(self) -> int | None: ...
    @property
    def spasms(self) -> int: ...
    @property
    def written(self) -> bool: ...
    @property
    def late(self) -> bool: ...


class MonthCalendar(QWidget):
    """One day can be picked; later days than today cannot. Weeks begin as they do where the person lives.

    `picked` carries the day, or None when it was let go; `month_changed` the first of a month that the keyboard went
    to. Keys: arrows, Home and End for the first and last day, Page Up and Page Down for months, Escape to let go.
    """

    picked = Signal(object)
    month_changed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.month = today.replace(day=1)
        self.selected: date | None = None
        self._here = today
        self._hot: date | None = None
        self._marks: dict[date, Mark] = {}
        self._weeks: list[list[date]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        T.changed.connect(self._restyle)
        self._lay_out()

    # -- what is shown ---------------------------------------------------------------------------------------

    def show_month(self, month: date, today: date, marks: Iterable[Mark]) -> None:
        """Show the month that holds the day `month`. A day that is picked stays so."""
        self.today = today
        self.month = month.replace(day=1)
        self._marks = {mark.day: mark for mark in marks}
        if self._here.replace(day=1) != self.month:
            self._here = self._nearest(self.month)
        self._lay_out()

    def select(self, day: date | None) -> None:
        """Pick a day, or none, without telling `picked`."""
        self.selected = day
        if day is not None:
            self._here = day
        self._say()

    @property
    def here(self) -> date:
        """The day that the keyboard is on."""
        return self._here

    def title(self) -> str:
        """The month in words, "October 2026"."""
        name = QLocale().standaloneMonthName(self.month.month, QLocale.FormatType.LongFormat)
        return _("{month} {year}").format(month=name, year=self.month.year)

    def words(self, day: date) -> str:
        """A day as it is read out, "Tuesday 14 October: session, pain 3, spasm"."""
        name = QLocale().toString(_qdate(day), _("dddd d MMMM"))
        if day > self.today:
            return _("{day}: not yet").format(day=name)
        said = self._mark_words(self._marks.get(day))
        name = _("{day}, today").format(day=name) if day == self.today else name
        return _("{day}: {what}").format(day=name, what=", ".join(said) or _("nothing written"))

    def cell(self, day: date) -> QRectF:
        """Where a day of the month is, px."""
        for row, week in enumerate(self._weeks):
            if day in week:
                width = self.width() / 7
                return QRectF(week.index(day) * width, self._head() + row * self._row(), width, self._row())
        return QRectF()

    def sizeHint(self) -> QSize:
        return QSize(380, self._head() + len(self._weeks) * self._row() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * 40, self.sizeHint().height())

    # -- looks -----------------------------------------------------------------------------------------------

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        width = self.width() / 7
        p.setPen(c.text3)
        for i, day in enumerate(self._weeks[0]):
            name = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.NarrowFormat)
            p.setFont(fitted("caption", name, T.px(13), width - 4))
            p.drawText(QRectF(i * width, 0, width, self._head() - 4), AlignC, name)
        for week in self._weeks:
            for day in week:
                if day.replace(day=1) == self.month:
                    self._paint_day(p, c, day)

    def _paint_day(self, p: QPainter, c: Colours, day: date) -> None:
        box = self.cell(day).adjusted(2, 2, -2, -2)
        later, picked = day > self.today, day == self.selected
        p.setPen(Qt.PenStyle.NoPen)
        if picked:
            p.setBrush(c.accent_soft)
            p.drawRoundedRect(box, _RADIUS, _RADIUS)
        elif day == self._hot and not later:
            p.setBrush(alpha(c.text, 0.05))
            p.drawRoundedRect(box, _RADIUS, _RADIUS)
        if day == self.today:
            p.setPen(QPen(c.accent, 1.5))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
        number = QRectF(box.left(), box.top() + 4, box.width(), T.px(19))
        p.setFont(T.font("small", weight=700 if day == self.today or picked else 500, tnum=True))
        p.setPen(c.text3 if later else c.accent_ink if picked else c.text)
        p.drawText(number, AlignC, str(day.day))
        mark = self._marks.get(day)
        if mark is not None:
            _paint_mark(p, c, mark, box, number)
        if self.hasFocus() and day == self._here:
            focus_ring(p, box.adjusted(2, 2, -2, -2), _RADIUS - 2, c.focus)

    def _head(self) -> int:
        return T.px(20) + 4

    @staticmethod
    def _row() -> int:
        return max(46, T.px(20) + 26)

    # -- what the person does --------------------------------------------------------------------------------

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        day = self._at(ev.position())
        if day is not None and day <= self.today and ev.button() == Qt.MouseButton.LeftButton:
            self._pick(None if day == self.selected else day, day)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        hot = self._at(ev.position())
        if hot != self._hot:
            self._hot = hot
            self.setToolTip(plain_tip(self.words(hot)) if hot is not None else "")
            can = hot is not None and hot <= self.today
            self.setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, _ev: QEvent) -> None:
        self._hot = None
        self.update()

    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        self.update()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key = ev.key()
        if key in _STEPS:
            self._go(self._here + _STEPS[key] * _DAY)
        elif key in _PAGES:
            self._go(_month_on(self._here, _PAGES[key]))
        elif key == Qt.Key.Key_Home:
            self._go(self.month)
        elif key == Qt.Key.Key_End:
            self._go(_month_on(self.month, 1) - _DAY)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self._here, self._here)
        elif key == Qt.Key.Key_Escape and self.selected is not None:
            self._pick(None, self._here)
        else:
            super().keyPressEvent(ev)

    def _go(self, day: date) -> None:
        day = min(day, self.today)
        if day.replace(day=1) != self.month:
            self.month = day.replace(day=1)
            self._marks = {}
            self._here = day
            self._lay_out()
            self.month_changed.emit(self.month)
        self._pick(day, day)

    def _pick(self, day: date | None, here: date) -> None:
        self._here = here
        if day != self.selected:
            self.selected = day
            self.picked.emit(day)
        self._say()

    def _at(self, pos: QPointF) -> date | None:
        days = (day for week in self._weeks for day in week if day.replace(day=1) == self.month)
        return next((day for day in days if self.cell(day).contains(pos)), None)

    def _nearest(self, month: date) -> date:
        """Where the keyboard is when a month is first shown."""
        for day in (self.selected, self.today):
            if day is not None and day.replace(day=1) == month:
                return day
        return month

    def _lay_out(self) -> None:
        first = QLocale().firstDayOfWeek().value - 1  # Qt counts from 1, the calendar from 0, both from Monday
        self._weeks = calendar.Calendar(first).monthdatescalendar(self.month.year, self.month.month)
        self.updateGeometry()
        self._say()

    def _say(self) -> None:
        said = self.words(self._here)
        said = _("{day}, picked").format(day=said) if self._here == self.selected else said
        # Many readers speak a change of the name, few one of the description.
        self.setAccessibleName(f"{said}. {_('Calendar, {month}').format(month=self.title())}")
        self.setAccessibleDescription(said)
        self.update()

    @staticmethod
    def _mark_words(mark: Mark | None) -> list[str]:
        if mark is None:
            return []
        said = []
        if mark.sessions:
            said.append(ngettext("session", "{n} sessions", mark.sessions).format(n=mark.sessions))
        if mark.pain is not None:
            said.append(_("pain {pain}").format(pain=mark.pain))
        elif mark.written:
            said.append(_("written, without a pain rating"))
        if mark.spasms:
            said.append(ngettext("spasm", "{n} spasms", mark.spasms).format(n=mark.spasms))
        if mark.late:
            said.append(_("added later"))
        return said

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def paint_session(p: QPainter, c: Colours, at: QPointF) -> None:
    """The sign of a session."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(c.accent)
    p.drawEllipse(at, 2.8 * T.icon_scale, 2.8 * T.icon_scale)


def paint_pain(p: QPainter, c: Colours, left: float, middle: float, pain: int) -> None:
    """Pain, 0 to 10, as a length."""
    width, height = _BAR.width() * T.icon_scale, _BAR.height() * T.icon_scale
    box = QRectF(left, middle - height / 2, width, height)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(alpha(c.text, 0.13))  # a tint, for it may stand on the colour of a picked day
    p.drawRoundedRect(box, height / 2, height / 2)
    if pain:
        p.setBrush(pain_colour(c, pain))
        box.setWidth(max(height, width * pain / WORST))
        p.drawRoundedRect(box, height / 2, height / 2)


def paint_written(p: QPainter, c: Colours, at: QPointF) -> None:
    """The sign of a log without a pain rating."""
    p.setPen(QPen(c.text3, 1.5 * T.icon_scale))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(at, 3 * T.icon_scale, 3 * T.icon_scale)


def paint_late(p: QPainter, c: Colours, at: QPointF) -> None:
    """The sign of something that was added later: a short slanted stroke, as of a pencil."""
    k = T.icon_scale
    p.setPen(QPen(mix(c.surface, c.text, 0.62), 1.8 * k, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    p.drawLine(at + QPointF(-2.4, 3) * k, at + QPointF(2.4, -3) * k)


def paint_spasm(p: QPainter, c: Colours, at: QPointF) -> None:
    """The sign of a spasm."""
    side = 18 * T.icon_scale
    paint_icon(p, "diamond", QRectF(at.x() - side / 2, at.y() - side / 2, side, side), c.bad)


def _paint_mark(p: QPainter, c: Colours, mark: Mark, box: QRectF, number: QRectF) -> None:
    k = T.icon_scale
    beside = min(T.px(14), box.width() / 2 - 5)
    if mark.sessions:
        paint_session(p, c, QPointF(number.center().x() + beside, number.center().y() - 3))
    if mark.late:
        paint_late(p, c, QPointF(number.center().x() - beside, number.center().y() - 2))
    x, y = box.center().x(), box.bottom() - 10 * k
    if mark.spasms and mark.pain is not None:
        paint_spasm(p, c, QPointF(x - 13 * k, y))
        paint_pain(p, c, x - 4 * k, y, mark.pain)
    elif mark.spasms:
        paint_spasm(p, c, QPointF(x, y))
    elif mark.pain is not None:
        paint_pain(p, c, x - _BAR.width() * k / 2, y, mark.pain)
    elif mark.written:
        paint_written(p, c, QPointF(x, y))


def _month_on(day: date, by: int) -> date:
    """The same day of another month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
