"""Parts of the test day: the figure, the stopwatch's ring, and the person's own tries as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLineF, QLocale, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.pages.plan_tests import number
from coach.pages.plan_views import TestView, TryView
from coach.text import _
from ui.theme import AlignC, T
from ui.widgets import Ring, aa
from ui.widgets.stage import paint_spotlight

if TYPE_CHECKING:
    from ui.figure.view import FigureView

_BARS = 8  # tries that are shown, of each side


class CapacityFigure(QWidget):
    """The figure of a test in a well. It moves by the time it is given; with reduced motion it shows the pose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: FigureView | None = None
        self._height = 300
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        T.changed.connect(self.update)

    def show_exercise(self, exercise: str, name: str, *, left: bool = False) -> None:
        """Another exercise, or its left side; nothing where it has no poses."""
        # numpy and the painter are loaded with the first figure, not with the page
        from ui.figure.clips import clip_of

        clip = clip_of(exercise)
        self.setAccessibleName(_("Figure showing {name}").format(name=name))
        self.setVisible(clip is not None)
        if clip is None:
            return
        if self.view is None:
            from ui.figure.view import FigureView

            self.view = FigureView(self)
            self.view.setGeometry(self.rect().adjusted(8, 8, -8, -8))
            self.view.show()
        self.view.show_clip(clip, flip=left and clip.sides == "each")
        self.hold()

    def play(self, seconds: float) -> None:
        """The movement at natural pace, `seconds` after its start."""
        if self.view is None or self.view.clip is None:
            return
        if T.reduced_motion:
            self.hold()
            return
        from coach.figure.timing import preview_moment

        self.view.set_moment(preview_moment(self.view.clip, seconds))

    def hold(self) -> None:
        """The pose that the exercise is known by."""
        if self.view is not None and self.view.clip is not None:
            from ui.figure.view import telling_moment

            self.view.set_moment(telling_moment(self.view.clip))

    def set_height(self, px: int) -> None:
        """The height asked for, px; more is taken where there is room."""
        self._height = px
        self.setMinimumHeight(px)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(360, self._height)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        r = QRectF(self.rect())
        paint_spotlight(aa(self), T.of(self), r, r.center())

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        if self.view is not None:
            self.view.setGeometry(self.rect().adjusted(8, 8, -8, -8))


class CountRing(Ring):
    """A ring whose digits are given: time that runs up, or a count. The arc shows a share of the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._given = "0"
        self.setAccessibleName(_("Stopwatch"))

    def show_count(self, digits: str, share: float) -> None:
        """`share` fills the arc, 0 to 1."""
        changed = digits != self._given
        self._given = digits
        self.set_left(round(1000 * max(0.0, min(1.0, share))), 1000)
        if changed:
            self.update()

    def digits(self) -> str:
        return self._given


def clock_words(ms: int) -> str:
    """Whole seconds as 7, from a minute on as 1:07."""
    seconds = ms // 1000
    return str(seconds) if seconds < 60 else f"{seconds // 60}:{seconds % 60:02d}"


def value_words(value: float, test: TestView) -> str:
    """A value in the unit of its test."""
    return _("{n} s").format(n=number(value)) if test.measure == "seconds" else number(value)


def side_words(side: str | None) -> str:
    """The side by its name, empty for tests of the whole body."""
    return {"left": _("Left"), "right": _("Right")}.get(side or "", "")


def day_words(one: TryView) -> str:
    """The day of a try, short."""
    return QLocale().toString(_qdate(one), _("d MMM yyyy"))


def _qdate(one: TryView) -> QDate:
    return QDate(one.day.year, one.day.month, one.day.day)


class TryBars(QWidget):
    """One side's own tries as bars, oldest first, with the target as a line. The value stands over each bar."""

    def __init__(self, test: TestView, side: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._test, self._side = test, side
        self._tries = [one for one in test.tries if one.side == side][-_BARS:]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = "; ".join(f"{day_words(one)}: {value_words(one.value, test)}{_uncounted(one)}" for one in self._tries)
        self.setAccessibleName(_("{test} {side}, your own tries").format(test=test.name, side=side_words(side)))
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(220, T.px(40) + 76)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, T.px(40) + 76)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        font = T.font("caption", weight=600, tnum=True)
        line = QFontMetricsF(font).height()
        room = QRectF(0, line + 2, self.width(), self.height() - 2 * line - 6)
        # Both sides have one scale, so that they can be compared.
        most = max([one.value for one in self._test.tries] + [self._test.aim or 0.0, 1.0])
        cell = min(room.width() / max(1, len(self._tries)), T.px(64))
        p.setPen(QPen(c.line, 1))
        p.drawLine(room.bottomLeft(), room.bottomRight())
        if self._test.aim:
            y = room.bottom() - room.height() * self._test.aim / most
            p.setPen(QPen(c.text2, 1.4, Qt.PenStyle.DashLine))
            p.drawLine(QLineF(room.left(), y, room.right(), y))
        for i, one in enumerate(self._tries):
            x = room.left() + i * cell
            height = max(3.0, room.height() * one.value / most)
            bar = QRectF(x + cell * 0.2, room.bottom() - height, cell * 0.6, height)
            newest = i + 1 == len(self._tries)
            p.setPen(QPen(c.line_strong, 1.2, Qt.PenStyle.DashLine) if not one.counts else Qt.PenStyle.NoPen)
            p.setBrush(c.accent if newest and one.counts else c.surface if not one.counts else c.track)
            p.drawRoundedRect(bar, 4, 4)
            p.setFont(font)
            p.setPen(c.text if newest else c.text2)
            words = number(one.value)
            wide = QFontMetricsF(font).horizontalAdvance(words) + 6
            over = QRectF(bar.center().x() - wide / 2, bar.top() - line - 1, wide, line)
            p.fillRect(over, c.surface)  # the line of the target must not run through the number
            p.drawText(over, AlignC, words)
            if newest or i == 0:
                p.setFont(T.font("caption", weight=400))
                p.setPen(c.text2)
                day = QLocale().toString(_qdate(one), _("d MMM"))
                wide = QFontMetricsF(p.font()).horizontalAdvance(day) + 4
                left = max(0.0, x + cell / 2 - wide / 2)
                if i == 0 or left > cell / 2 + wide / 2 + 4:
                    p.drawText(QRectF(left, room.bottom() + 3, wide, line), AlignC, day)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _uncounted(one: TryView) -> str:
    return "" if one.counts else _(" (does not count, it hurt)")
