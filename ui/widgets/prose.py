"""Running text for reading: bold words, and links that are buttons of their own for keyboard and screen reader."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from coach.pages.lesson_body import Span, plain
from coach.text import _
from ui.theme import T, alpha
from ui.widgets.base import aa, focus_ring

#: Size at 100 % text, and the height of a line in per cent of the font's own, which is a fifth more than its size.
READING_PX, LINE_PER_CENT = 16, 126
#: Room for the focus ring of a link at both sides of the text, and above its first line, px.
RING_PX, ABOVE_PX = 4, 3
#: The width at which a line has 60 to 75 letters, px at 100 % text.
MEASURE_PX = 520 + 2 * RING_PX


class Prose(QLabel):
    """One paragraph, or one item of a list. `followed` carries kind and target of a link: exercise, page or lesson.

    A label, so that screen readers take it for text; it paints itself, because a label knows no line height.
    """

    followed = Signal(str, str)

    def __init__(self, spans: Sequence[Span], *, tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans, self._tone = tuple(spans), tone
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(plain(self._spans))
        self._heights: dict[int, int] = {}
        self.links: list[LinkInText] = []
        begin = 0
        for span in self._spans:
            if span.kind:
                link = LinkInText(span, begin, self)
                link.clicked.connect(self._clicked)
                self.links.append(link)
            begin += len(span.text)
        T.changed.connect(self._restyle)
        self._write()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask for the same few widths again and again.
        if width not in self._heights:
            self._lay_out(width)
            self._heights[width] = math.ceil(self._document.size().height()) + ABOVE_PX
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as a good measure: a page that has more room leaves it at the side."""
        width = min(T.px(MEASURE_PX), math.ceil(self._document.idealWidth()) + 1 + 2 * RING_PX)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        fm = QFontMetricsF(self._font(bold=True))
        longest = max((fm.horizontalAdvance(word) for word in self.text().split()), default=0.0)
        return QSize(math.ceil(longest) + 1 + 2 * RING_PX, math.ceil(fm.height()) + ABOVE_PX)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        self._lay_out(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, T.of(self)[self._tone])
        context.palette = palette
        p.translate(RING_PX, ABOVE_PX)
        self._document.documentLayout().draw(p, context)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._place_links()

    def event(self, ev: QEvent) -> bool:
        if ev.type() == QEvent.Type.ParentChange:
            self._restyle()
        return super().event(ev)

    def line_lengths(self) -> list[int]:
        """Letters of each line as it is laid out now."""
        layout = self._document.firstBlock().layout()
        return [layout.lineAt(i).textLength() for i in range(layout.lineCount())]

    def _write(self) -> None:
        c = T.of(self)
        self._document.clear()
        self._document.setDefaultFont(self._font())
        cursor = QTextCursor(self._document)
        block = QTextBlockFormat()
        block.setLineHeight(LINE_PER_CENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(block)
        for span in self._spans:
            look = QTextCharFormat()
            look.setFont(self._font(bold=span.bold))
            look.setForeground(c.accent_ink if span.kind else c[self._tone])
            look.setFontUnderline(bool(span.kind))
            cursor.insertText(span.text, look)
        self._heights.clear()
        self._place_links()

    def _lay_out(self, width: int) -> None:
        room = max(1, width - 2 * RING_PX)
        if room != round(self._document.textWidth()):
            self._document.setTextWidth(room)
            self._document.size()  # lays out now, not when it is next drawn

    def _place_links(self) -> None:
        if not self.links:
            return
        self._lay_out(self.width())
        for link in self.links:
            link.place(self._boxes(link.begin, link.begin + len(link.words)))

    def _boxes(self, begin: int, end: int) -> list[QRectF]:
        """Where the letters from begin to end stand, one box for each line."""
        block = self._document.firstBlock()
        layout = block.layout()
        boxes = []
        for i in range(layout.lineCount()):
            line = layout.lineAt(i)
            first, last = max(begin, line.textStart()), min(end, line.textStart() + line.textLength())
            if first >= last:
                continue
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            box = QRectF(left, line.y(), right - left, line.height())
            boxes.append(box.translated(layout.position()).translated(RING_PX, ABOVE_PX))
        return boxes

    @staticmethod
    def _font(*, bold: bool = False) -> QFont:
        return T.font("body", px=READING_PX, weight=600 if bold else 400)

    @Slot()
    def _clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkInText):
            self.followed.emit(link.kind, link.target)

    @Slot()
    def _restyle(self) -> None:
        self._write()
        self.updateGeometry()
        self.update()


class LinkInText(QAbstractButton):
    """The words of a link, which the text has painted. Enter follows it; Space and arrows stay with the page."""

    def __init__(self, span: Span, begin: int, parent: Prose) -> None:
        """`begin` counts letters from the beginning of the text."""
        super().__init__(parent)
        self.words, self.begin = span.text, begin
        self.kind, self.target = span.kind, span.target
        self._boxes: list[QRectF] = []
        self.setObjectName(f"lesson_text.{span.kind}.{span.target}")
        self.setText(span.text.replace("&", "&&"))
        self.setAccessibleName(span.text)
        self.setAccessibleDescription(_where(span.kind))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def place(self, boxes: Sequence[QRectF]) -> None:
        """Stand on these boxes of the text, px in the parent."""
        whole = QRect()
        for box in boxes:
            whole = whole.united(box.toAlignedRect().adjusted(-4, -2, 4, 2))
        self._boxes = [box.translated(-whole.topLeft()) for box in boxes]
        self.setGeometry(whole)
        # Words that go over the end of a line must not cover what stands between their pieces.
        region = QRegion()
        for box in self._boxes:
            region = region.united(box.toAlignedRect().adjusted(-4, -2, 4, 2))
        self.setMask(region)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        for box in self._boxes:
            if self.underMouse() or self.isDown():
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(alpha(c.accent_ink, 0.20 if self.isDown() else 0.10))
                p.drawRoundedRect(box.adjusted(-2, 0, 2, 0), 4, 4)
            if self.hasFocus():
                focus_ring(p, box, 3, c.focus)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ev.isAutoRepeat():
            self.click()
        else:
            ev.ignore()

    def keyReleaseEvent(self, ev: QKeyEvent) -> None:
        ev.ignore()


def _x(found: object) -> float:
    """PySide gives the place together with the letter that it belongs to."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _where(kind: str) -> str:
    return {
        "exercise": _("Opens the exercise"),
        "page": _("Opens the page"),
        "lesson": _("Opens the lesson"),
    }.get(kind, "")
