"""The soft layer: a small picture of shade and light that is blurred, enlarged and laid on the crisp one."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

#: Pixels of the soft layer for one body height: the blur is as wide on a large picture as on a small one.
_FINENESS = 96
_MODE = QPainter.CompositionMode


class SoftLayer:
    """Shade for a picture of `size` pixels in which the body is `scale` pixels high."""

    def __init__(self, size: tuple[int, int], scale: float) -> None:
        width, height = size
        self.ratio = min(_FINENESS / scale, 1.0)
        self._small = _blank(max(round(width * self.ratio), 8), max(round(height * self.ratio), 8))
        self._large = _blank(self._small.width() * 2, self._small.height() * 2)
        self._kx, self._ky = self._small.width() / width, self._small.height() / height
        self._painter: QPainter | None = None

    def begin(self) -> QPainter:
        """A painter on the empty layer, in the coordinates of the full picture."""
        self._small.fill(0)
        self._painter = QPainter(self._small)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.scale(self._kx, self._ky)
        return self._painter

    def end(self) -> None:
        """Stop painting on the layer."""
        if self._painter is not None:
            self._painter.end()
            self._painter = None

    def lay_on(self, painter: QPainter, box: QRect) -> None:
        """Blur the layer and lay it on what is painted already, within `box`."""
        self.end()
        image = self._small
        a = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.width(), 4)
        w = a.astype(np.uint16)
        w[:, 1:-1] = w[:, :-2] + 2 * w[:, 1:-1] + w[:, 2:]
        a[1:-1, 1:-1] = (w[:-2, 1:-1] + 2 * w[1:-1, 1:-1] + w[2:, 1:-1]) >> 4
        step = QPainter(self._large)
        step.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        step.setCompositionMode(_MODE.CompositionMode_Source)
        step.drawImage(QRectF(self._large.rect()), image)
        step.end()
        kx, ky = 2 * self._kx, 2 * self._ky
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setCompositionMode(_MODE.CompositionMode_SourceAtop)
        source = QRectF(box.x() * kx, box.y() * ky, box.width() * kx, box.height() * ky)
        painter.drawImage(QRectF(box), self._large, source)
        painter.setCompositionMode(_MODE.CompositionMode_SourceOver)


def _blank(width: int, height: int) -> QImage:
    return QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
