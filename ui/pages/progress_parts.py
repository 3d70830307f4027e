"""What the Progress page is made of: legend, three-part bar, the rows of the list behind the charts."""

from __future__ import annotations

import math

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from coach.pages.views import Relief, SessionRow
from coach.text import _, ngettext
from ui.pages.traffic import ColourMark, colour_word
from ui.theme import AlignL, Colours, T, mix
from ui.widgets import Button, Flow, Text, aa, hbox, vbox

_PARTS = ("lower", "same", "higher")


class LegendItem(QWidget):
    """A sign and its word. sign: line, dot, ring, lower, same, higher."""

    def __init__(self, sign: str, words: str) -> None:
        super().__init__()
        self._sign, self._words = sign, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(words)
        T.changed.connect(self._restyle)

    def set_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self._restyle()

    def sizeHint(self) -> QSize:
        fm = QFontMetricsF(T.font("caption"))
        return QSize(math.ceil(self._room() + fm.horizontalAdvance(self._words) + 14), round(fm.height() + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        y = self.height() / 2
        if self._sign == "line":
            p.setPen(QPen(c.accent, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.drawLine(QPointF(2, y), QPointF(18, y))
        elif self._sign in _PARTS:
            _paint_part(p, c, QRectF(1, y - 6, 16, 12), self._sign)
        else:
            filled = self._sign == "dot"
            p.setPen(QPen(mix(c.surface, c.accent, 0.75), 1.4))
            p.setBrush(mix(c.surface, c.accent, 0.8) if filled else c.surface)
            p.drawEllipse(QPointF(8, y), 4.2, 4.2)
        p.setFont(T.font("caption"))
        p.setPen(c.text2)
        p.drawText(QRectF(self._room(), 0, self.width(), self.height()), AlignL, self._words)

    def _room(self) -> float:
        return 18 if self._sign in ("dot", "ring") else 25

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Legend(QWidget):
    """Legend items that wrap."""

    def __init__(self, *items: LegendItem) -> None:
        super().__init__()
        flow = Flow(self, gap=2)
        for item in items:
            flow.addWidget(item)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)


class ReliefBar(QWidget):
    """Sessions after which pain was lower, the same, higher, as lengths of one bar."""

    def __init__(self) -> None:
        super().__init__()
        self._relief = Relief(0, 0, 0, 0)
        self.setFixedHeight(22)
        self.setMinimumWidth(80)
        self.setAccessibleName(_("Pain after sessions"))
        T.changed.connect(self._restyle)

    def show_relief(self, relief: Relief, words: str) -> None:
        self._relief = relief
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        shares = [(key, getattr(self._relief, key)) for key in _PARTS if getattr(self._relief, key)]
        if not shares:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(c.track)
            p.drawRoundedRect(QRectF(0, 1, self.width(), 20), 6, 6)
            return
        gap = 3.0
        room = self.width() - gap * (len(shares) - 1)
        x = 0.0
        for key, n in shares:
            width = room * n / self._relief.sessions
            _paint_part(p, c, QRectF(x, 1, width, 20), key)
            x += width + gap

    @Slot()
    def _restyle(self) -> None:
        self.update()


class SessionLine(QWidget):
    """One session: colour, name, day, exercises done, pain, and the way to its check-in."""

    edit = Signal(str)

    def __init__(self, row: SessionRow) -> None:
        super().__init__()
        self._session = row.session
        day = day_words(row)
        done = ngettext("{done} of {n} exercise", "{done} of {n} exercises", row.lines).format(
            done=row.lines_done, n=row.lines
        )
        self.name = Text(row.title, "label", weight=600, wrap=True)
        self.facts = Text(f"{day}  ·  {done}", "caption", "text3", weight=400, wrap=True)
        self.pain = Text(pain_arrows(row), "label", "text", weight=600, tnum=True)
        self.pain.setAccessibleName(pain_words(row))
        self.pain.setToolTip(pain_words(row))
        self.colour = Text(colour_word(row.colour), "caption", "text2")
        self.button = Button(_("Change") if row.checked_in else _("Check in"), "ghost" if row.checked_in else "soft")
        self.button.set_size("s")
        self.button.setObjectName(f"progress_edit.{row.session}")
        self.button.setAccessibleName(
            (_("Change the check-in: {title}, {day}") if row.checked_in else _("Check in: {title}, {day}")).format(
                title=row.title, day=day
            )
        )
        self.button.clicked.connect(self._edit)
        self.setAccessibleName(f"{row.title}, {day}, {done}, {colour_word(row.colour)}, {pain_words(row)}")
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setContentsMargins(0, 6, 0, 6)
        self.row.setSpacing(8)
        words = vbox(None, None, self.name, self.facts, None, gap=1)
        self.row.addLayout(words, 1)
        self.rating = QWidget()
        mark = hbox(None, ColourMark(row.colour, 18), self.colour, None, gap=6)
        vbox(self.rating, None, self.pain, mark, None, gap=2)
        self.tail = hbox(None, self.rating, self.button, gap=8)
        self.row.addLayout(self.tail)
        self.setLayout(self.row)
        T.changed.connect(self._restyle)
        self._restyle()

    def arrange(self, narrow: bool) -> None:
        """Narrow: pain and button below the name."""
        self.row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    @Slot()
    def _edit(self) -> None:
        self.edit.emit(self._session)

    @Slot()
    def _restyle(self) -> None:
        # Columns of equal width from row to row, whatever the row holds.
        label = QFontMetricsF(T.font("label", weight=600, tnum=True))
        caption = QFontMetricsF(T.font("caption"))
        widest = max(caption.horizontalAdvance(colour_word(key)) for key in ("green", "amber", "red", ""))
        self.rating.setMinimumWidth(
            math.ceil(max(label.horizontalAdvance("10 → 10 → 10"), widest + 18 * T.icon_scale + 6) + 4)
        )
        button = QFontMetricsF(T.font("button", px=14))
        least = max(button.horizontalAdvance(words) for words in (_("Change"), _("Check in")))
        self.button.setMinimumWidth(math.ceil(least) + 36)


def day_words(row: SessionRow) -> str:
    """The day of a session, "Mon 2 Mar", in the user's language."""
    return QLocale().toString(QDate(row.day.year, row.day.month, row.day.day), _("ddd d MMM"))


def pain_arrows(row: SessionRow) -> str:
    """Pain before, at its worst and after: "4 → 5 → 3", a dash for what was not given."""
    given = (row.pain_before, row.pain_worst, row.pain_now)
    return " → ".join("–" if pain is None else str(pain) for pain in given)


def pain_words(row: SessionRow) -> str:
    """The same in words, for tips and screen readers."""
    named = (
        (_("before {pain}"), row.pain_before),
        (_("worst {pain}"), row.pain_worst),
        (_("after {pain}"), row.pain_now),
    )
    given = [words.format(pain=pain) for words, pain in named if pain is not None]
    return _("Pain: {ratings}").format(ratings=", ".join(given)) if given else _("No pain ratings")


def _paint_part(p: QPainter, c: Colours, box: QRectF, key: str) -> None:
    """A part of the bar: lower filled, same pale, higher hatched, so that colour is not the only difference."""
    radius = min(6.0, box.width() / 2, box.height() / 3)
    ground = {"lower": c.accent, "same": mix(c.surface, c.line_strong, 0.45), "higher": c.warn}[key]
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(ground)
    p.drawRoundedRect(box, radius, radius)
    if key == "higher":
        p.setBrush(QBrush(mix(c.warn, c.on_warn, 0.45), Qt.BrushStyle.BDiagPattern))
        p.drawRoundedRect(box, radius, radius)
