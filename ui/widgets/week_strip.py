"""The seven days of a week in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.text import _
from ui.icons import paint_icon
from ui.theme import AlignC, Colours, T
from ui.widgets.base import aa

_RADIUS = 14.0


@dataclass(frozen=True, slots=True)
class WeekDay:
    """state: done, planned, today (planned for today), rest, missed (shown without blame), spasm.

    `letter` is the weekday's initial in the user's language, `spoken` what a screen reader says ("Monday: done").
    """

    letter: str
    state: str
    is_today: bool = False
    spoken: str = ""


class WeekStrip(QWidget):
    """Done: disc with a check. Planned: ring. Today: bold letter and strong ring. Rest: dash. Missed: dashed ring."""

    def __init__(self, days: Sequence[WeekDay], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[WeekDay, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_days(days)
        T.changed.connect(self._restyle)

    def set_days(self, days: Sequence[WeekDay]) -> None:
        self.days = tuple(days)
        said = ", ".join(day.spoken for day in self.days if day.spoken)
        self.setAccessibleName(_("This week"))
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(7 * max(42, T.px(38)), 34 + round(4 * T.icon_scale) + T.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * 36, self.sizeHint().height())

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        width = self.width() / max(1, len(self.days))
        top = T.px(20)
        for i, day in enumerate(self.days):
            cx = width * (i + 0.5)
            now = day.is_today or day.state == "today"
            p.setFont(T.font("caption", weight=700 if now else 500))
            p.setPen(c.text if now else c.text3)
            p.drawText(QRectF(cx - width / 2, 0, width, top), AlignC, day.letter)
            _paint_day(p, c, QPointF(cx, top + 19), day.state, now)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _paint_day(p: QPainter, c: Colours, at: QPointF, state: str, now: bool) -> None:
    r = _RADIUS
    p.setBrush(Qt.BrushStyle.NoBrush)
    if state == "done":
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.accent)
        p.drawEllipse(at, r, r)
        paint_icon(p, "check", QRectF(at.x() - 8, at.y() - 8, 16, 16), c.on_accent, 2.4)
    elif state in ("planned", "today"):
        p.setPen(QPen(c.accent if now else c.line_strong, 2 if now else 1.5))
        p.drawEllipse(at, r - 1, r - 1)
    elif state == "spasm":
        paint_icon(p, "diamond", QRectF(at.x() - 12, at.y() - 12, 24, 24), c.bad)
    elif state == "missed":
        pen = QPen(c.line_strong, 1.5)
        pen.setDashPattern([2.4, 2.4])
        p.setPen(pen)
        p.drawEllipse(at, r - 1, r - 1)
    else:
        p.setPen(QPen(c.line_strong, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawLine(at - QPointF(4, 0), at + QPointF(4, 0))
