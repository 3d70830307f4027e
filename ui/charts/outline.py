"""A painter that draws text as outlines: an SVG file then looks the same where our font is not installed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTextLayout, QTextOption


class OutlinePainter(QPainter):
    """Draws text in a rectangle as filled paths, with the alignment and wrapping of `QPainter.drawText`."""

    def drawText(self, *args: Any) -> None:  # type: ignore[override]  # the forms that charts do not use
        """Only text in a rectangle, as charts draw it. Raises `TypeError` for any other form."""
        match args:
            case (QRectF() as box, flags, str() as words):
                self._draw(box, int(flags), words)
            case _:
                raise TypeError("OutlinePainter draws text in a QRectF only")

    def _draw(self, box: QRectF, flags: int, words: str) -> None:
        layout = QTextLayout(words, self.font())
        option = QTextOption()
        wraps = bool(flags & int(Qt.TextFlag.TextWordWrap))
        option.setWrapMode(QTextOption.WrapMode.WordWrap if wraps else QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(box.width() if wraps else 1e6)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        top = box.top()
        if flags & int(Qt.AlignmentFlag.AlignVCenter):
            top += (box.height() - height) / 2
        elif flags & int(Qt.AlignmentFlag.AlignBottom):
            top += box.height() - height
        for n in range(layout.lineCount()):
            line = layout.lineAt(n)
            spare = box.width() - line.naturalTextWidth()
            left = box.left()
            if flags & int(Qt.AlignmentFlag.AlignHCenter):
                left += spare / 2
            elif flags & int(Qt.AlignmentFlag.AlignRight):
                left += spare
            own = words[line.textStart() : line.textStart() + line.textLength()]
            path = QPainterPath()
            path.addText(QPointF(left, top + line.y() + line.ascent()), self.font(), own)
            self.fillPath(path, self.pen().color())
