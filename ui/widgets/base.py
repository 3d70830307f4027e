"""Painter helpers, layouts in one line, and text that fits."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ui import tokens as tk
from ui.theme import T, alpha

S, R = tk.SPACE, tk.RADIUS
PAD = 3  # every control keeps this many px around itself for the focus ring
LEAST_TEXT_PX = 11

# What a layout takes: None is a stretch, an int is a fixed space, a tuple carries a stretch factor.
Item = QWidget | QLayout | QSpacerItem | int | None | tuple[QWidget | QLayout, int]


def vbox(
    parent: QWidget | None = None, *items: Item, gap: int = S.m, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Items from top to bottom; margins are left, top, right, bottom."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    _prepare(layout, items, gap, margins)
    return layout


def hbox(
    parent: QWidget | None = None, *items: Item, gap: int = S.m, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Items from left to right; margins are left, top, right, bottom."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    _prepare(layout, items, gap, margins)
    return layout


def add_to(layout: QBoxLayout, *items: Item) -> None:
    """Append items as `vbox` and `hbox` take them."""
    for it in items:
        if it is None:
            layout.addStretch(1)
        elif isinstance(it, int):
            layout.addSpacing(it)
        elif isinstance(it, tuple):
            what, stretch = it
            if isinstance(what, QLayout):
                layout.addLayout(what, stretch)
            else:
                layout.addWidget(what, stretch)
        elif isinstance(it, QLayout):
            layout.addLayout(it)
        elif isinstance(it, QSpacerItem):
            layout.addItem(it)
        else:
            layout.addWidget(it)


def flush(layout: QBoxLayout) -> QBoxLayout:
    """Pull a row of controls out by PAD on both sides: their painted edge, not the ring's room, meets the column."""
    layout.insertSpacing(0, -PAD)
    layout.addSpacing(-PAD)
    return layout


class Gap(QSpacerItem):
    """Fixed vertical space that a page may scale when it lays itself out anew."""

    def __init__(self, px: int) -> None:
        super().__init__(0, px, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.px = px

    def scale(self, k: float) -> None:
        self.changeSize(0, round(self.px * k), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)


def aa(widget: QWidget) -> QPainter:
    """A smooth painter on the widget."""
    p = QPainter(widget)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    return p


def focus_ring(p: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """Two px wide, one px away from the painted edge."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(colour, 2))
    p.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)


def quiet_ground(p: QPainter, rect: QRectF, radius: float, ink: QColor, *, looked_at: bool, pressed: bool) -> None:
    """The faint ground of a control that has none of its own, while the mouse is over it or presses it."""
    if looked_at or pressed:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(alpha(ink, 0.10 if pressed else 0.06))
        p.drawRoundedRect(rect, radius, radius)


def plain_tip(text: str) -> str:
    """Tooltip text that is shown as typed (Qt would take "<b>" in it for markup) and wraps where it is long."""
    return f"<span>{escape(text)}</span>" if text else ""


def width_of(text: str, font: QFont) -> float:
    """Advance of one line in px."""
    return QFontMetricsF(font).horizontalAdvance(text)


def fitted(
    role: str, text: str, px: float, room: float, *, weight: int | None = None, least: float = LEAST_TEXT_PX
) -> QFont:
    """The role's font at `px` (not scaled), smaller where one line of text would not fit into `room` px."""
    font = T.font(role, px=px, weight=weight, scaled=False)
    width = width_of(text, font)
    if width > room > 0:
        px = max(least, px * room / width)
        font = T.font(role, px=px, weight=weight, scaled=False)
        while px > least and width_of(text, font) > room:  # sizes are whole px: rounding may still be over
            px = max(least, px - 1)
            font = T.font(role, px=px, weight=weight, scaled=False)
    return font


def fitted_lines(
    role: str, text: str, px: float, room: QRectF, *, weight: int | None = None, least: float = LEAST_TEXT_PX
) -> QFont:
    """The role's font at `px` (not scaled), smaller until the wrapped text fits into `room`."""
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    while True:
        font = T.font(role, px=px, weight=weight, scaled=False)
        box = QFontMetricsF(font).boundingRect(QRectF(0, 0, room.width(), 1e5), flags, text)
        if px <= least or (box.height() <= room.height() and box.width() <= room.width() + 0.5):
            return font
        px = max(least, px - 1)


def _prepare(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: tuple[int, int, int, int]) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    add_to(layout, *items)
