"""A layout that wraps."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Left to right, then the next line: chips, tiles, buttons that may not fit in one row. Each stands in the middle
    of its line.

    `pull` moves lines out to the left by so many px, so that painted edges meet the column (see `flush`).
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4, pull: int = 0) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._pull = gap, pull
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, i: int) -> QLayoutItem | None:
        return self._items[i] if 0 <= i < len(self._items) else None

    def takeAt(self, i: int) -> QLayoutItem | None:
        return self._items.pop(i) if 0 <= i < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, None)

    def sizeHint(self) -> QSize:
        """Everything in one line: a parent that can give the room shall."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(h.width() for h in hints) + self._gap * max(0, len(hints) - 1) - 2 * self._pull
        return QSize(max(0, width), max((h.height() for h in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size - QSize(min(size.width(), 2 * self._pull), 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect.width(), rect)

    def _arrange(self, width: int, rect: QRect | None) -> int:
        """The height that `width` asks for; places the items where rect is given."""
        left, right = -self._pull, width + self._pull
        x, y, line = left, 0, 0
        placed: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > left and x + size.width() > right:
                _place(placed, line)
                placed = []
                x, y, line = left, y + line + self._gap, 0
            if rect is not None:
                placed.append((item, QRect(rect.x() + x, rect.y() + y, min(size.width(), right - left), size.height())))
            x += size.width() + self._gap
            line = max(line, size.height())
        _place(placed, line)
        return y + line


def _place(items: list[tuple[QLayoutItem, QRect]], line: int) -> None:
    for item, rect in items:
        item.setGeometry(rect.translated(0, (line - rect.height()) // 2))
