"""The two pages of the report as they will be printed: white paper in any theme, sharp at any size."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.text import _
from ui.report.pages import Sheet, paint_sheet
from ui.report.paper import A4, ink
from ui.theme import T

_GAP_PX = 16
_EDGE_PX = 1
#: Beside each other a page is at least this wide; below that they stand one below the other.
_LEAST_BESIDE_PX = 360


class ReportPreview(QWidget):
    """Paints sheets into its width. `beside`: both next to each other where there is room, else as wide as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: tuple[Sheet, ...] = ()
        self._beside = True
        self._pictures: list[QPixmap] = []
        self.setAccessibleName(_("The report, two pages"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        T.changed.connect(self._restyle)

    def show_sheets(self, sheets: tuple[Sheet, ...], words: str) -> None:
        """Show pages. `words` stand for them for who does not see them."""
        self._sheets = sheets
        self._pictures.clear()
        self.setAccessibleDescription(words)
        self._arrange()

    def set_beside(self, beside: bool) -> None:
        self._beside = beside
        self._pictures.clear()
        self._arrange()

    def page_rects(self) -> tuple[QRectF, ...]:
        """Where the pages lie, px."""
        if not self._sheets:
            return ()
        paper = self._sheets[0].paper
        beside = self._is_beside(self.width())
        wide = (self.width() - _GAP_PX) / 2 if beside else float(self.width())
        tall = wide * paper.height / paper.width
        across, down = (wide + _GAP_PX, 0.0) if beside else (0.0, tall + _GAP_PX)
        return tuple(QRectF(i * across, i * down, wide, tall) for i in range(len(self._sheets)))

    def sizeHint(self) -> QSize:
        return QSize(720, self.heightForWidth(720))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        paper = self._sheets[0].paper if self._sheets else A4
        share = paper.height / paper.width
        if self._is_beside(width):
            return round((width - _GAP_PX) / 2 * share)
        return round(2 * width * share + _GAP_PX)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        if ev.size().width() != ev.oldSize().width():
            self._pictures.clear()
            self._arrange()

    def paintEvent(self, ev: QPaintEvent) -> None:
        rects = self.page_rects()
        if not self._pictures:
            self._pictures = [self._drawn(sheet, rect) for sheet, rect in zip(self._sheets, rects, strict=True)]
        p = QPainter(self)
        for picture, rect in zip(self._pictures, rects, strict=True):
            if rect.intersects(QRectF(ev.rect())):
                p.drawPixmap(rect.topLeft(), picture)
                p.setPen(QPen(T.of(self).line_strong, _EDGE_PX))
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    def _drawn(self, sheet: Sheet, rect: QRectF) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(max(1, round(rect.width() * ratio)), max(1, round(rect.height() * ratio))))
        picture.setDevicePixelRatio(ratio)
        picture.fill(ink(0.0))
        p = QPainter(picture)
        scale = rect.width() / sheet.paper.width
        p.scale(scale, scale)
        paint_sheet(p, sheet)
        p.end()
        return picture

    def _is_beside(self, width: int) -> bool:
        return self._beside and (width - _GAP_PX) / 2 >= _LEAST_BESIDE_PX

    def _arrange(self) -> None:
        # Layouts hold a fixed-policy widget to its hint, so the height for this width is set outright.
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.update()
