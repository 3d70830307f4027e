"""The back from behind, to mark where it hurts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.pages.diary_words import where_words, words
from coach.text import _
from ui.icons import paint_icon
from ui.theme import AlignC, Colours, T, alpha, mix
from ui.widgets.base import aa, fitted, plain_tip

Point = tuple[float, float]

# Outlines lie on a canvas that is mirrored about x = 100. Head, trunk and thighs are shown; arms and legs fade out, so
# that the low back gets cells that a sore person can hit.
_MIDDLE = 100.0
_LEFT, _RIGHT, _BOTTOM = 24.0, 176.0, 322.0
#: At this size the low back has cells of 34 px.
_LEAST = QSize(194, 412)

_SIDE: list[Point] = [
    (109.5, 34), (110, 48), (112.5, 58), (121, 65.5), (137, 71.5), (151, 77.5), (160, 88), (160, 104), (151, 124),
    (145, 146), (141, 166), (140.5, 180), (143.5, 198), (149, 217), (151.5, 238), (150, 262), (146, 290), (141.5, 316),
    (138, 340), (137, 384),
]  # fmt: skip
_LEG: list[Point] = [(107, 384), (107.5, 352), (106.5, 320), (104, 292), (101.2, 266)]
_ARM: list[Point] = [
    (136, 86), (144, 77), (155, 79), (164, 86), (168.5, 98), (170, 118), (172.5, 140), (176, 158), (180, 178),
    (182, 198), (166, 193), (161, 175), (157, 157), (153, 136), (148, 116), (138, 104),
]  # fmt: skip
#: Cells as left, top, width, height on the half with x > 100, which is the person's own right.
_CELLS: dict[str, tuple[float, float, float, float]] = {
    "upper": (100, 60, 70, 67),
    "mid": (100, 127, 70, 36),
    "low": (113.5, 163, 56.5, 37),
    "glute": (100, 200, 70, 62),
    "thigh": (100, 262, 70, 46),
}
_CENTRE = ("low_mid", QRectF(86.5, 163, 27, 37))
_ARROWS: dict[int, Point] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CHOOSE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BackMap(QWidget):
    """Cells to tap, keys as in `coach.diary.Region`. Arrow keys go to the neighbour on that side, Space or Enter marks.

    A tap just beside the body still counts: what is hit are the whole cells, not what of them lies on the body.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: set[str] = set()
        self._hot = ""
        self._here = "low_mid"
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        T.changed.connect(self._restyle)
        self._say()

    # -- what is marked --------------------------------------------------------------------------------------

    def regions(self) -> tuple[str, ...]:
        """The marked cells, from top to bottom and left to right."""
        return tuple(key for key in words("where") if key in self._chosen)

    def set_regions(self, regions: Collection[str]) -> None:
        """Mark cells without telling `changed`. Raises KeyError for one that is not there."""
        for key in regions:
            cells()[key]
        self._chosen = set(regions)
        self._here = next(iter(self.regions()), "low_mid")
        self._say()

    @property
    def here(self) -> str:
        """The cell that the keyboard is on."""
        return self._here

    def cell(self, key: str) -> QRectF:
        """Where a cell can be hit, in px of the widget."""
        return self._transform().mapRect(cells()[key])

    # -- looks -----------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return _LEAST

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        to_px = self._transform()
        k = to_px.m11()
        p.setTransform(to_px, True)
        skin = mix(c.surface, c.text, 0.11) if c.dark else c.track
        _paint_body(p, skin)
        p.setPen(Qt.PenStyle.NoPen)
        for key, path in _shapes().items():
            if key in self._chosen:
                p.fillPath(path, c.bad)
            elif key == self._hot or (self.hasFocus() and key == self._here):
                p.fillPath(path, alpha(c.bad, 0.22))
        _paint_seams(p, mix(c.surface, c.text, 0.02) if c.dark else mix(skin, c.surface, 0.85), 2.4 / k)
        p.resetTransform()
        for key in self._chosen:
            middle = to_px.map(_shapes()[key].boundingRect().center())
            paint_icon(p, "check", QRectF(middle.x() - 8, middle.y() - 8, 16, 16), c.on_bad, 2.8)
        self._paint_sides(p, c)
        if self.hasFocus():
            p.setBrush(Qt.BrushStyle.NoBrush)
            # A pale line inside the ring parts it from a marked cell.
            for colour, width in ((c.surface, 5), (c.focus, 2.4)):
                p.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
                p.drawPath(to_px.map(_shapes()[self._here]))

    def _paint_sides(self, p: QPainter, c: Colours) -> None:
        p.setPen(c.text2)
        to_px = self._transform()
        for x, outwards, word in ((_MIDDLE - 24, -1, _("Left")), (_MIDDLE + 24, 1, _("Right"))):
            # Beside the head, and inside the widget.
            inner = to_px.map(QPointF(x, 0)).x()
            room = inner if outwards < 0 else self.width() - inner
            font = fitted("caption", word, T.px(13), room - 2)
            width = min(room, max(QFontMetricsF(font).horizontalAdvance(word) + 4, 52 * to_px.m11()))
            p.setFont(font)
            p.drawText(QRectF(inner - width if outwards < 0 else inner, 2, width, T.px(20)), AlignC, word)

    def _transform(self) -> QTransform:
        k = min(self.width() / (_RIGHT - _LEFT), (self.height() - 4) / _BOTTOM)
        left = self.width() / 2 - _MIDDLE * k
        return QTransform(k, 0, 0, k, left, 2 + max(0.0, (self.height() - 4 - _BOTTOM * k) * 0.3))

    # -- what the person does --------------------------------------------------------------------------------

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        key = self._at(ev.position())
        if key and ev.button() == Qt.MouseButton.LeftButton:
            self._here = key
            self._toggle()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        hot = self._at(ev.position())
        if hot != self._hot:
            self._hot = hot
            self.setToolTip(plain_tip(words("where")[hot]) if hot else "")
            self.update()

    def leaveEvent(self, _ev: QEvent) -> None:
        self._hot = ""
        self.update()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in _ARROWS:
            self._here = neighbour(self._here, _ARROWS[ev.key()])
            self._say()
        elif ev.key() in _CHOOSE and not ev.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._toggle()
        else:
            super().keyPressEvent(ev)

    def _at(self, pos: QPointF) -> str:
        to_canvas, _ok = self._transform().inverted()
        at = to_canvas.map(pos)
        return next((key for key, cell in cells().items() if cell.contains(at)), "")

    def _toggle(self) -> None:
        self._chosen ^= {self._here}
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        here = words("where")[self._here]
        here = _("{place}, marked").format(place=here) if self._here in self._chosen else here
        marked = where_words(self._chosen)
        said = _("Marked: {places}").format(places=marked) if marked else _("Nothing marked")
        # Many readers speak a change of the name, few one of the description.
        self.setAccessibleName(f"{here}. {_('Where does it hurt? Your back, seen from behind')}")
        self.setAccessibleDescription(f"{here}. {said}")
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.update()


@cache
def cells() -> dict[str, QRectF]:
    """Each cell on the canvas; the centre lies between its neighbours."""
    found = {}
    for band, (x, y, width, height) in _CELLS.items():
        right = QRectF(x, y, width, height)
        found[f"{band}_left"] = QRectF(2 * _MIDDLE - right.right(), y, width, height)
        found[f"{band}_right"] = right
    found[_CENTRE[0]] = _CENTRE[1]
    return found


def neighbour(key: str, towards: Point) -> str:
    """The cell next to `key` on a side (a unit vector); `key` itself at the edge."""
    own = cells()[key]
    best, least = key, float("inf")
    for other, cell in cells().items():
        # What touches this side and lies beside it; of two, the one whose middle is nearer to ours.
        ahead = _beyond(own, cell, towards)
        if ahead and (across := _across(own, cell, towards)) < least:
            best, least = other, across
    return best


def _beyond(own: QRectF, cell: QRectF, towards: Point) -> bool:
    dx, dy = towards
    if dx:
        touches = abs((cell.left() - own.right()) if dx > 0 else (own.left() - cell.right())) < 1
        return touches and cell.top() < own.bottom() and cell.bottom() > own.top()
    touches = abs((cell.top() - own.bottom()) if dy > 0 else (own.top() - cell.bottom())) < 1
    return touches and cell.left() < own.right() and cell.right() > own.left()


def _across(own: QRectF, cell: QRectF, towards: Point) -> float:
    gap = cell.center() - own.center()
    return abs(gap.y() if towards[0] else gap.x())


@cache
def _outlines() -> dict[str, QPainterPath]:
    head = QPainterPath()
    head.addEllipse(QPointF(_MIDDLE, 27), 17, 21)
    return {
        "head": head,
        "torso": _smooth(_SIDE + _LEG + _mirrored(_LEG) + _mirrored(_SIDE)),
        "arm_right": _smooth(_ARM),
        "arm_left": _smooth(_mirrored(_ARM)),
    }


@cache
def _shapes() -> dict[str, QPainterPath]:
    """What of each cell lies on the body."""
    torso = _outlines()["torso"]
    found = {}
    for key, cell in cells().items():
        path = QPainterPath()
        path.addPolygon(QPolygonF(cell))
        path.closeSubpath()
        on_body = QPainterPath()
        # As a polygon its outline is closed, which the ring needs.
        on_body.addPolygon(path.intersected(torso).toFillPolygon())
        on_body.closeSubpath()
        found[key] = on_body
    return found


def _paint_body(p: QPainter, skin: QColor) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    for top, bottom, names in ((112, 164, ("arm_left", "arm_right")), (276, _BOTTOM, ("torso", "head"))):
        fade = QLinearGradient(0, top, 0, bottom)
        fade.setColorAt(0, skin)
        fade.setColorAt(1, alpha(skin, 0))
        p.setBrush(fade)
        for name in names:
            p.drawPath(_outlines()[name])


def _paint_seams(p: QPainter, colour: QColor, width: float) -> None:
    p.save()
    p.setClipPath(_outlines()["torso"])
    p.setPen(QPen(colour, width))
    for y in (127, 163, 200, 262):
        p.drawLine(QPointF(40, y), QPointF(160, y))
    for x, top, bottom in ((100, 60, 163), (86.5, 163, 200), (113.5, 163, 200), (100, 200, 262)):
        p.drawLine(QPointF(x, top), QPointF(x, bottom))
    p.restore()


def _mirrored(points: Sequence[Point]) -> list[Point]:
    return [(2 * _MIDDLE - x, y) for x, y in reversed(points)]


def _smooth(points: Sequence[Point], tension: float = 0.5) -> QPainterPath:
    """A closed curve through the points (Catmull-Rom)."""
    n = len(points)
    path = QPainterPath(QPointF(*points[0]))
    for i in range(n):
        before, here, there, after = (points[(i + step) % n] for step in (-1, 0, 1, 2))
        path.cubicTo(
            QPointF(here[0] + (there[0] - before[0]) * tension / 3, here[1] + (there[1] - before[1]) * tension / 3),
            QPointF(there[0] - (after[0] - here[0]) * tension / 3, there[1] - (after[1] - here[1]) * tension / 3),
            QPointF(*there),
        )
    path.closeSubpath()
    return path
