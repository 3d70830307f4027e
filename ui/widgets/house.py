"""The house of cards: the signature picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from coach.text import _, ngettext
from ui import tokens as tk
from ui.theme import T
from ui.widgets.base import plain_tip
from ui.widgets.house_paint import Hit, paint_house
from ui.widgets.house_shape import MOST, STATES, Pose, Support

__all__ = ["STATES", "HouseOfCards", "Support", "describe", "shown_as", "state_word"]

_UPRIGHT = ("solid", "unknown")
#: The least height in px, which the house takes where it is asked to be low.
LOW_PX = 150


def state_word(state: str) -> str:
    """A card's state in the user's language."""
    return {
        "solid": _("In place"),
        "leaning": _("Leaning"),
        "fallen": _("Fallen"),
        "unknown": _("Not known yet"),
    }[state]


def describe(supports: Sequence[Support]) -> str:
    """The house in sentences: for screen readers, and for those who prefer words."""
    if not supports:
        return ""
    count = {state: sum(s.state == state for s in supports) for state in STATES}
    if count["unknown"] == len(supports):
        return _("Nothing is known about your cards yet. Your first sessions and check-ins show how they stand.")
    parts = [
        ngettext("{n} of {total} cards is in place.", "{n} of {total} cards are in place.", count["solid"]).format(
            n=count["solid"], total=len(supports)
        )
    ]
    for state in ("leaning", "fallen", "unknown"):
        names = [_one_line(s.label) for s in supports if s.state == state]
        if names:
            parts.append(f"{state_word(state)}: {', '.join(names)}.")
    return " ".join(parts)


class HouseOfCards(QWidget):
    """Shows up to 12 supports (best 8). `set_supports` lets cards settle or topple into their new state.

    `picked` carries the key of a card that was clicked or chosen by Enter; `pointed` that of the card under the
    pointer or the arrow keys ("" for none).
    """

    picked = Signal(str)
    pointed = Signal(str)

    def __init__(self, supports: Sequence[Support] = (), *, labels: bool = True, parent: QWidget | None = None) -> None:
        """Without labels the house is a picture: it takes no focus and no clicks."""
        super().__init__(parent)
        self._low = False
        self._labels = labels
        self._supports: tuple[Support, ...] = ()
        self._poses: list[Pose] = []
        self._moves: list[_Move] = []
        self._hot: int | None = None
        self._chosen = ""
        self._hits: list[Hit] = []
        self._picture: QPixmap | None = None
        self._picture_of: object = None
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(self._moving)
        self._motion.finished.connect(self._moved)
        self.setMouseTracking(labels)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if labels else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Your house of cards"))
        self.set_supports(supports, animate=False)
        T.changed.connect(self._restyle)

    @property
    def supports(self) -> tuple[Support, ...]:
        return self._supports

    def set_supports(self, supports: Sequence[Support], *, animate: bool = True) -> None:
        """Show new states. Cards move where the same keys stood before, unless motion is reduced."""
        self._motion.stop()
        self._moves = []
        old, self._supports = self._supports, tuple(supports[:MOST])
        same_cards = [s.key for s in old] == [s.key for s in self._supports]
        self._poses = [Pose(s.state, 0.0 if s.state in _UPRIGHT else 1.0) for s in self._supports]
        if self._hot is not None and self._hot >= len(self._supports):
            self._hot = None
        if animate and same_cards and self.isVisible() and T.ms("topple"):
            self._moves = [
                _Move(i, before.state, now.state)
                for i, (before, now) in enumerate(zip(old, self._supports, strict=True))
                # A card that was or is blank changes at once: on its way it would look as if it had been in place.
                if before.state != now.state and "unknown" not in (before.state, now.state)
            ]
        if self._moves:
            settles = all(m.rises for m in self._moves)
            self._motion.setDuration(T.ms("settle") if settles else T.ms("topple"))
            self._moving(0.0)
            self._motion.start()
        self.setAccessibleDescription(describe(self._supports))
        self.update()

    def is_moving(self) -> bool:
        return bool(self._moves)

    def describe(self) -> str:
        return describe(self._supports)

    def sizeHint(self) -> QSize:
        """Small on purpose: in a page with wrapped text the hint acts as a minimum."""
        return QSize(320, LOW_PX if self._low else 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, LOW_PX if self._low else 190)

    def set_chosen(self, key: str) -> None:
        """Outline the card whose story is told beside the house; "" for none."""
        if key != self._chosen:
            self._chosen = key
            self.update()

    def set_low(self, low: bool) -> None:
        """Ask for less height, where something else needs it."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        """A standing house is one cached picture; it is painted live only while a card moves."""
        if not self._supports:
            return
        c = T.of(self)
        p = QPainter(self)
        if self._moves:
            self._hits = paint_house(p, QRectF(self.rect()), c, self._supports, self._poses, labels=self._labels)
        else:
            p.drawPixmap(0, 0, self._cached())
        if self._chosen:
            self._outline_chosen(p)
        if self.hasFocus():
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(c.focus, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            if self._hot is None:
                p.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), tk.RADIUS.m, tk.RADIUS.m)
            for outline, i in self._hits:
                if i == self._hot:
                    p.drawPolygon(outline)

    def _outline_chosen(self, p: QPainter) -> None:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(T.of(self).text, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        for outline, i in self._hits:
            if self._supports[i].key == self._chosen:
                p.drawPolygon(outline)

    def event(self, ev: QEvent) -> bool:
        if isinstance(ev, QHelpEvent) and ev.type() == QEvent.Type.ToolTip:
            i = self._at(QPointF(ev.pos())) if self._labels else None
            if i is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(ev.globalPos(), plain_tip(self._sentence(i)), self)
            return True
        return super().event(ev)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        i = self._at(ev.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if i is None else Qt.CursorShape.PointingHandCursor)
        self._point(i)

    def leaveEvent(self, _ev: QEvent) -> None:
        if not self.hasFocus():
            self._point(None)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        i = self._at(ev.position()) if self._labels else None
        if i is None:
            ev.ignore()
            return
        self._point(i)
        self.picked.emit(self._supports[i].key)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key = ev.key()
        if not self._supports:
            super().keyPressEvent(ev)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._step(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._hot is not None:
            self.picked.emit(self._supports[self._hot].key)
        else:
            super().keyPressEvent(ev)

    def _cached(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        wanted = (self.size(), ratio, T.of(self).name, T.text_scale, self._supports)
        if self._picture is None or wanted != self._picture_of:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            p = QPainter(picture)
            rect = QRectF(self.rect())
            self._hits = paint_house(p, rect, T.of(self), self._supports, self._poses, labels=self._labels)
            p.end()
            self._picture, self._picture_of = picture, wanted
        return self._picture

    def _at(self, pos: QPointF) -> int | None:
        for outline, i in reversed(self._hits):
            if outline.containsPoint(pos, Qt.FillRule.OddEvenFill):
                return i
        return None

    def _sentence(self, i: int) -> str:
        s = self._supports[i]
        return f"{_one_line(s.label)}: {state_word(s.state)}. {s.note}".rstrip()

    def _step(self, by: int) -> None:
        n = len(self._supports)
        start = -1 if by > 0 else 0
        self._point(((start if self._hot is None else self._hot) + by) % n)

    def _point(self, i: int | None) -> None:
        if i == self._hot:
            return
        self._hot = i
        self.setAccessibleDescription(self.describe() if i is None else self._sentence(i))
        self.pointed.emit("" if i is None else self._supports[i].key)
        self.update()

    @Slot(object)
    def _moving(self, value: float) -> None:
        for move in self._moves:
            self._poses[move.index] = move.pose(value)
        self.update()

    @Slot()
    def _moved(self) -> None:
        self._moves = []
        self._poses = [Pose(s.state, 0.0 if s.state in _UPRIGHT else 1.0) for s in self._supports]
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.update()


@dataclass(frozen=True, slots=True)
class _Move:
    """A card on its way from one state to another."""

    index: int
    before: str
    now: str

    @property
    def rises(self) -> bool:
        return self.now in _UPRIGHT

    def pose(self, progress: float) -> Pose:
        """The card at 0 to 1 of its way: a rising card overshoots a little, a falling one does not."""
        if self.rises:
            eased = QEasingCurve(QEasingCurve.Type.OutBack).valueForProgress(progress)
            return Pose(self.before, 1.0 - eased)
        eased = QEasingCurve(QEasingCurve.Type.InOutCubic).valueForProgress(progress)
        return Pose(self.now, eased)


def shown_as(supports: Sequence[Support], state: str) -> tuple[Support, ...]:
    """The same cards, all in one state: "unknown" before there is data, "solid" to show the goal."""
    return tuple(replace(s, state=state) for s in supports)


def _one_line(label: str) -> str:
    return " ".join(label.split())
