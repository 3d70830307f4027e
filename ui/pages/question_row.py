"""A yes/no question as a row that is marked when the answer is yes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import T
from ui.widgets import R, aa, focus_ring, plain_tip

_BOX = 24
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)


class QuestionRow(QAbstractButton):
    """Marked means yes. The whole row is the target; `means` is the tip that says why it is asked.

    `tone` colours a marked row: bad for a sign that stops, warn for one to have seen without hurry.
    """

    def __init__(
        self, question_id: str, text: str, means: str, tone: str = "bad", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.question_id = question_id
        self._tone = tone
        self._words = text
        self.setObjectName(f"question_{question_id}")
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setAccessibleDescription(means)
        self.setToolTip(plain_tip(means))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        T.changed.connect(self._restyle)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRectF(0, 0, max(60, width - self._text_left() - 18), 4_000)
        text = QFontMetricsF(T.font("body")).boundingRect(room, _WRAP, self._words)
        return max(48, round(text.height()) + 24)

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 48)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        strong, soft, on_strong = c[self._tone], c[f"{self._tone}_soft"], c[f"on_{self._tone}"]
        on = self.isChecked()
        r = QRectF(self.rect()).adjusted(3, 2, -3, -2)
        p.setPen(QPen(strong if on else c.line_strong if self.underMouse() else c.line, 1.5 if on else 1))
        p.setBrush(soft if on else c.surface)
        p.drawRoundedRect(r, R.m, R.m)
        side = _BOX * min(1.4, T.text_scale)
        box = QRectF(r.left() + 14, r.center().y() - side / 2, side, side)
        p.setPen(QPen(strong if on else c.line_strong, 1.5))
        p.setBrush(strong if on else c.surface)
        p.drawRoundedRect(box, 6, 6)
        if on:
            paint_icon(p, "check", box.adjusted(3, 3, -3, -3), on_strong, 2.4)
        p.setFont(T.font("body", weight=500 if on else 400))
        p.setPen(c.text)
        p.drawText(
            QRectF(self._text_left(), r.top(), r.right() - 12 - self._text_left(), r.height()), _WRAP, self._words
        )
        if self.hasFocus():
            focus_ring(p, r.adjusted(1, 1, -1, -1), R.m - 1, c.focus)

    @staticmethod
    def _text_left() -> float:
        return 17 + _BOX * min(1.4, T.text_scale) + 14

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
