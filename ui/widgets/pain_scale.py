"""Pain on the 0-10 numeric rating scale."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from coach.text import _
from ui.theme import AlignC, Colours, T, mix
from ui.widgets.base import PAD, aa, fitted, focus_ring, width_of

PAIN_WORDS = (
    _("None"),
    _("Barely there"),
    _("Mild"),
    _("Mild, noticeable"),
    _("Moderate"),
    _("Moderate, hard to ignore"),
    _("Strong"),
    _("Strong, limits you"),
    _("Severe"),
    _("Very severe"),
    _("The worst you can imagine"),
)
WORST = 10
_BASE = 96.0  # y of the bars' feet
_TEN_MS = 1500  # a 0 that follows a 1 within this time makes 10


def pain_colour(c: Colours, pain: float) -> QColor:
    """The plan's traffic light: 0-3 teal, 4-5 amber, 6-10 mulberry. Always beside a height and a number."""
    return c.accent if pain < 4 else c.warn if pain < 6 else c.bad


def pain_ink(c: Colours, pain: float) -> QColor:
    """The same steps as a colour for text."""
    return c.accent_ink if pain < 4 else c.warn_ink if pain < 6 else c.bad_ink


class PainScale(QSlider):
    """Eleven rising bars: height, number, word and colour say the same. Without an answer until the user picks.

    `answered` carries the pain (0-10), or None after clearing. Keys: digits (1 then 0 for 10), arrows, Home, End;
    Backspace clears.
    """

    answered = Signal(object)

    def __init__(
        self,
        answer: int | None = None,
        before: int | None = None,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`before` marks an earlier rating, such as the one before the session."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._answer = answer
        self._before = before
        self._since_one = QElapsedTimer()  # runs while a typed 1 may still become 10
        self.setRange(0, WORST)
        self.setPageStep(1)
        self.setAccessibleName(name or _("Pain now, 0 to 10"))
        self.setMinimumWidth(11 * 40 + 2 * PAD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_answer(answer)
        T.changed.connect(self._restyle)
        self._restyle()

    def answer(self) -> int | None:
        return self._answer

    def set_answer(self, answer: int | None) -> None:
        """Show an answer without telling `answered`."""
        self._answer = None if answer is None else max(0, min(WORST, answer))
        self.setValue(self._answer or 0)
        self.setAccessibleDescription(self.value_text())
        self.update()

    def set_before(self, before: int | None) -> None:
        self._before = before
        self.setAccessibleDescription(self.value_text())
        self.update()

    def value_text(self) -> str:
        """The answer in words, for screen readers."""
        if self._answer is None:
            text = _("Not answered yet")
        else:
            text = _("{pain} of 10: {word}").format(pain=self._answer, word=PAIN_WORDS[self._answer])
        if self._before is not None:
            text += ". " + _("Before: {pain}").format(pain=self._before)
        return text

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        for i in range(WORST + 1):
            self._paint_bar(p, c, i)
        if self._before is not None:
            font = T.font("caption")
            top = self._bar(self._before).top() - (2 if self._before == self._answer else 0)  # clear of the focus ring
            p.setFont(font)
            p.setPen(c.text2)
            p.drawText(self._near(_("before"), self._before, top - T.px(17), T.px(16)), AlignC, _("before"))
        self._paint_words(p, c)
        if self._answer is None and self.hasFocus():
            ends = self._bar(0).united(self._bar(WORST))
            focus_ring(p, ends.adjusted(-1, 0, 1, 0), 9, c.focus)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        self._pick_at(ev.position().x())

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        self._pick_at(ev.position().x())

    def wheelEvent(self, ev: QWheelEvent) -> None:
        """Scrolling a page must not change an answer."""
        ev.ignore()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key = ev.key()
        if ev.text() in tuple("0123456789"):
            self._type(int(ev.text()))
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.set_answer(None)
            self.answered.emit(None)
        elif key == Qt.Key.Key_Home:
            self._pick(0)
        elif key == Qt.Key.Key_End:
            self._pick(WORST)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self._step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self._step(-1)
        else:
            super().keyPressEvent(ev)

    def _type(self, digit: int) -> None:
        ten = digit == 0 and self._answer == 1 and self._since_one.isValid() and self._since_one.elapsed() < _TEN_MS
        self._pick(WORST if ten else digit)
        if digit == 1:
            self._since_one.start()
        else:
            self._since_one.invalidate()

    def _step(self, by: int) -> None:
        if self._answer is None:
            self._pick(self._before or 0)
        else:
            self._pick(max(0, min(WORST, self._answer + by)))

    def _pick(self, pain: int) -> None:
        if pain != self._answer:
            self.set_answer(pain)
            self.answered.emit(pain)

    def _pick_at(self, x: float) -> None:
        cell = (self.width() - 2 * PAD) / (WORST + 1)
        self._pick(int(max(0, min(WORST, (x - PAD) // cell))))

    def _cell(self, i: int) -> QRectF:
        width = (self.width() - 2 * PAD) / (WORST + 1)
        return QRectF(PAD + i * width, PAD, width, self.height() - 2 * PAD)

    def _bar(self, i: int) -> QRectF:
        cell = self._cell(i)
        height = 16 + 6.2 * i
        return QRectF(cell.left() + 3, self._base() - height, cell.width() - 6, height)

    def _base(self) -> float:
        """Large text needs more room for "before" above the highest bar."""
        return _BASE + T.px(17) - 17

    def _paint_bar(self, p: QPainter, c: Colours, i: int) -> None:
        pain = self._answer
        bar = self._bar(i)
        radius = min(9.0, bar.height() / 2)
        chosen = i == pain
        p.setPen(Qt.PenStyle.NoPen)
        if pain is not None and i <= pain:
            colour = pain_colour(c, pain)
            p.setBrush(colour if chosen else mix(c.surface, colour, 0.42 if c.dark else 0.34))
        else:
            p.setBrush(c.track)
        p.drawRoundedRect(bar, radius, radius)
        if chosen and self.hasFocus():
            focus_ring(p, bar, radius, c.focus)
        cell = self._cell(i)
        digits = str(i)
        px = T.px(17 if chosen else 14)
        p.setFont(fitted("strong" if chosen else "label", digits, px, cell.width() - 2))
        p.setPen(c.text if chosen else c.text2)
        p.drawText(QRectF(cell.left(), self._base() + 6, cell.width(), T.px(24)), AlignC, digits)

    def _paint_words(self, p: QPainter, c: Colours) -> None:
        """The ends first, then what does not touch its neighbours."""
        p.setFont(T.font("caption"))
        p.setPen(c.text3)
        y, taken = self._base() + 6 + T.px(26), list[QRectF]()
        for i, word in ((0, _("None")), (10, _("Worst")), (5, _("Moderate")), (2, _("Mild")), (8, _("Severe"))):
            box = self._near(word, i, y, T.px(18))
            if not any(box.adjusted(-6, 0, 6, 0).intersects(other) for other in taken):
                p.drawText(box, AlignC, word)
                taken.append(box)

    def _near(self, word: str, i: int, y: float, height: float) -> QRectF:
        """A box for the word, centred on bar i as far as the edges allow."""
        width = width_of(word, T.font("caption")) + 2
        x = max(0.0, min(self.width() - width, self._cell(i).center().x() - width / 2))
        return QRectF(x, y, width, height)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(round(self._base()) + 8 + T.px(50))
        self.update()
