"""A chart as a picture to pass on: title, what it says, the days it shows, legend, and where it comes from."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator

from coach.text import _
from ui.charts.drawing import Drawing
from ui.charts.legend import legend_height, paint_legend
from ui.charts.look import ChartLook, paper_look
from ui.charts.outline import OutlinePainter
from ui.theme import AlignL, AlignR

_WIDE = 720.0
_MARGIN = 28.0
_SVG_DPI = 96  # as browsers have it: the file is as wide as the sheet
_PATHS, _DIGITS = re.compile(rb' d="[^"]*"'), re.compile(rb"(\.\d\d)\d+")
_TIMES = 2  # px of the image to a px of the drawing


class Sheet:
    """A drawing with its words, on white, `width` px wide. It is the same whatever the theme and text size are."""

    def __init__(
        self, drawing: Drawing, title: str, words: str, span: str, width: float = _WIDE, note: str = ""
    ) -> None:
        self._drawing, self._title, self._words, self._span, self._note = drawing, title, words, span, note
        self._look: ChartLook = paper_look()
        self._room = width - 2 * _MARGIN
        self._chart = max(120.0, drawing.wish(self._room, self._look) * 1.15)
        self._legend = legend_height(self._room, self._look, drawing.legend())
        self._said, self._noted = self._words_height(words), self._words_height(note)
        below = self._legend + (self._noted + 8 if note else 0) + 16 + 18
        high = _MARGIN + 24 + self._said + 12 + self._chart + 10 + below + _MARGIN * 0.7
        self.size = QSizeF(width, math.ceil(high))

    def image(self) -> QImage:
        """The sheet at twice its size, so that it is sharp on any screen."""
        image = QImage((self.size * _TIMES).toSize(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        p = QPainter(image)
        p.scale(_TIMES, _TIMES)
        self.paint(p)
        p.end()
        return image

    def png(self) -> bytes:
        """The image as a PNG file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(self.image())
        return bytes(buffer.data().data())

    def svg(self) -> bytes:
        """The sheet as an SVG file."""
        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(_SVG_DPI)
        generator.setSize(self.size.toSize())
        generator.setViewBox(QRectF(QPointF(0, 0), self.size))
        generator.setTitle(self._title)
        generator.setDescription(" ".join(words for words in (self._words, self._note, self._span) if words))
        p = OutlinePainter(generator)
        p.fillRect(QRectF(QPointF(0, 0), self.size), Qt.GlobalColor.white)
        self.paint(p)
        p.end()
        # A hundredth of a px is seen by nobody, and outlines of letters are many numbers.
        return _PATHS.sub(_rounded, bytes(buffer.data().data()))

    def paint(self, p: QPainter) -> None:
        """Draw the sheet with its corner at 0, 0."""
        look, c = self._look, self._look.colours
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = _MARGIN
        p.setFont(look.font("heading"))
        p.setPen(c.text)
        p.drawText(QRectF(_MARGIN, y, self._room, 24), AlignL, self._title)
        y += 24
        if self._words:
            p.setFont(look.font("small", 400))
            p.setPen(c.text2)
            p.drawText(QRectF(_MARGIN, y, self._room, self._said), int(Qt.TextFlag.TextWordWrap), self._words)
        y += self._said + 12
        self._drawing.paint(p, QRectF(_MARGIN, y, self._room, self._chart), look)
        y += self._chart + 10
        paint_legend(p, QRectF(_MARGIN, y, self._room, self._legend), look, self._drawing.legend())
        y += self._legend
        if self._note:
            p.setFont(look.font("small", 400))
            p.setPen(c.text2)
            p.drawText(QRectF(_MARGIN, y + 8, self._room, self._noted), int(Qt.TextFlag.TextWordWrap), self._note)
            y += self._noted + 8
        y += 10
        p.setPen(QPen(c.line, 1))
        p.drawLine(QPointF(_MARGIN, y), QPointF(_MARGIN + self._room, y))
        p.setFont(look.font())
        p.setPen(c.text3)
        foot = QRectF(_MARGIN, y + 6, self._room, 18)
        p.drawText(foot, AlignL, self._span)
        p.drawText(foot, AlignR, _("Restack"))

    def _words_height(self, words: str) -> float:
        if not words:
            return 0.0
        metrics = self._look.metrics("small", 400)
        flags = int(Qt.TextFlag.TextWordWrap)
        return float(metrics.boundingRect(QRectF(0, 0, self._room, 1e5), flags, words).height()) + 2


def _rounded(path: re.Match[bytes]) -> bytes:
    return _DIGITS.sub(rb"\1", path.group())
