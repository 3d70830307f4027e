"""The whole session as one line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from coach.text import _
from ui.theme import T, mix
from ui.widgets.base import aa

_GAP, _GROUP_GAP = 3.0, 10.0  # px between segments, between groups
_THIN, _THICK = 5.0, 8.0  # px; the present group is the thicker one


class ProgressSegments(QWidget):
    """One group per exercise, one segment per set or side, as wide as it is long; the present group is thicker."""

    def __init__(self, groups_ms: tuple[tuple[int, ...], ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[tuple[int, ...], ...] = ()
        self._done_ms = 0
        self._here = -1  # index of the present group, as spoken last
        self.setFixedHeight(14)
        self.setMinimumWidth(120)
        self.setAccessibleName(_("Session progress"))
        self.set_groups(groups_ms)
        T.changed.connect(self._restyle)

    def set_groups(self, groups_ms: tuple[tuple[int, ...], ...]) -> None:
        """Durations in ms; empty groups and segments without length are left out."""
        groups = (tuple(ms for ms in group if ms > 0) for group in groups_ms)
        self._groups = tuple(group for group in groups if group)
        self._here = -1
        self.set_done(self._done_ms)
        self.update()

    def set_done(self, done_ms: int) -> None:
        before = self._pixel()
        self._done_ms = done_ms
        here = self._present()
        if here != self._here:
            self._here = here
            part = _("Exercise {number} of {total}").format(number=here + 1, total=len(self._groups))
            self.setAccessibleDescription(part if self._groups else "")
            self.update()
        elif self._pixel() != before:
            self.update()

    def _pixel(self) -> int:
        total = sum(map(sum, self._groups))
        return self._done_ms * self.width() // total if total else 0

    def paintEvent(self, _ev: QPaintEvent) -> None:
        if not self._groups:
            return
        p = aa(self)
        c = T.of(self)
        p.setPen(Qt.PenStyle.NoPen)
        rest = mix(c.bg, c.text, 0.18)
        # Many segments on a narrow line: gaps give way before segments do.
        gaps = _GAP * sum(len(g) - 1 for g in self._groups) + _GROUP_GAP * (len(self._groups) - 1)
        squeeze = min(1.0, self.width() * 0.4 / gaps) if gaps else 1.0
        per_ms = (self.width() - gaps * squeeze) / sum(map(sum, self._groups))
        x, at_ms = 0.0, 0
        for i, group in enumerate(self._groups):
            here = i == self._here
            height = _THICK if here else _THIN
            filled = c.accent if here else mix(c.bg, c.accent, 0.62)
            for ms in group:
                box = QRectF(x, (self.height() - height) / 2, ms * per_ms, height)
                share = max(0.0, min(1.0, (self._done_ms - at_ms) / ms))
                _paint_segment(p, box, share, filled, rest)
                x += box.width() + _GAP * squeeze
                at_ms += ms
            x += (_GROUP_GAP - _GAP) * squeeze

    def _present(self) -> int:
        end_ms = 0
        for i, group in enumerate(self._groups):
            end_ms += sum(group)
            if self._done_ms < end_ms:
                return i
        return len(self._groups) - 1

    @Slot()
    def _restyle(self) -> None:
        self.update()


def _paint_segment(p: QPainter, box: QRectF, share: float, filled: QColor, rest: QColor) -> None:
    radius = min(box.height(), box.width()) / 2
    if share < 1:
        p.setBrush(rest)
        p.drawRoundedRect(box, radius, radius)
    if share <= 0:
        return
    p.setBrush(filled)
    if share >= 1:
        p.drawRoundedRect(box, radius, radius)
        return
    shape = QPainterPath()
    shape.addRoundedRect(box, radius, radius)
    p.save()
    p.setClipPath(shape)
    p.drawRect(QRectF(box.left(), box.top(), box.width() * share, box.height()))
    p.restore()
