"""What every page must hold to: nothing clipped, nothing sideways, freed when it goes, every control named."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QScrollArea, QScrollBar, QWidget

from ui.charts.reading import ReadableChart
from ui.widgets import Button, Chip, Elide, Field, IconButton, Pill, Text

#: Window width, height, text scale.
SIZES = ((1180, 760, 1.0), (900, 640, 1.0), (800, 600, 1.0), (900, 640, 2.0), (1180, 760, 2.0), (640, 480, 1.5))


def settle() -> None:
    """Let layouts and deferred deletions happen."""
    for _ in range(4):
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def clipped(root: QWidget) -> list[str]:
    """What is smaller than its words, or sticks out of its parent or of the page."""
    found = []
    wordy: tuple[type[QWidget], ...] = (Text, Button, Chip, Pill)
    for kind in wordy:
        for widget in root.findChildren(kind):
            if isinstance(widget, Elide) or not widget.isVisible() or not _words(widget):
                continue
            least = widget.minimumSizeHint()
            height = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else least.height()
            if widget.width() < least.width() or widget.height() < min(height, 10_000):
                found.append(f"{_words(widget)!r} has {widget.size()} and needs {least}, {height}")
    whole: tuple[type[QWidget], ...] = (Text, Field, Chip, ReadableChart)
    for kind in whole:
        for widget in root.findChildren(kind):
            parent = widget.parentWidget()
            if widget.isVisible() and parent is not None and not parent.rect().contains(widget.geometry()):
                found.append(f"{_words(widget)!r} {widget.objectName()} sticks out of its parent")
    for area in root.findChildren(QScrollArea) + ([root] if isinstance(root, QScrollArea) else []):
        inner = area.widget()
        if area.isVisible() and inner is not None and inner.width() > area.viewport().width():
            found.append(f"{inner.width()} px wide in {area.viewport().width()}")
    return found


def unnamed(root: QWidget) -> list[str]:
    """Controls that a test or a screen reader cannot name."""
    controls: list[QWidget] = []
    for kind in (QAbstractButton, QAbstractSlider, ReadableChart):
        controls += [w for w in root.findChildren(kind) if not isinstance(w, QScrollBar | IconButton)]
    controls += [field.edit for field in root.findChildren(Field)]
    return [str(w) for w in controls if w.isVisibleTo(root) and not (w.objectName() and w.accessibleName())]


def is_freed(make: Callable[[], QWidget]) -> bool:
    """Whether a page goes when its last name goes."""
    page = make()
    gone = weakref.ref(page)
    del page
    gc.collect()
    settle()
    return gone() is None


def _words(widget: QWidget) -> str:
    if isinstance(widget, Button | Chip):
        return widget.words
    if isinstance(widget, Pill):
        return widget.text
    return widget.text() if isinstance(widget, Text | Field) else ""
