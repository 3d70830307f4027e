"""Small parts that several pages share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.pages.views import LineView
from coach.text import _
from ui import tokens as tk
from ui.figure.look import figure_look
from ui.figure.stills import stills
from ui.icons import paint_icon
from ui.theme import T
from ui.widgets import Elide, Text, aa, hbox, vbox
from ui.widgets.stage import position_icon

#: Two ways of lying and of kneeling share a sign.
_SIGNS = {"hook-lying": "supine", "half-kneeling": "kneeling"}


def sign_of(position: str) -> str:
    """The key of the sign that shows a start position."""
    return _SIGNS.get(position, position)


def mode_for(em: int) -> str:
    """The layout for a width in px divided by the text scale: stack, compact, regular or wide."""
    if em < tk.BREAK.stack:
        return "stack"
    if em < tk.BREAK.compact:
        return "compact"
    return "wide" if em >= tk.BREAK.wide else "regular"


def minutes_text(ms: int) -> str:
    """A length as it is spoken of, "9 min"."""
    return _("{n} min").format(n=max(1, round(ms / 60_000)))


def bullet(words: str, tone: str = "text") -> QWidget:
    """A sentence with a dot before it; its further lines stand under its first."""
    host = QWidget()
    hbox(host, vbox(None, Text("•", "body", tone), None), (Text(words, "body", tone, wrap=True), 1), gap=8)
    return host


class PositionSign(QWidget):
    """The start position of an exercise as a small picture in a well."""

    def __init__(self, position: str, size: int = 44, well: str = "sunken", ink: str = "accent") -> None:
        super().__init__()
        self._icon = position_icon(sign_of(position))
        self._size, self._well, self._ink = size, well, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(T.px(self._size * 1.25), T.px(self._size))

    def set_position(self, position: str) -> None:
        """Show another start position."""
        self._icon = position_icon(sign_of(position))
        self.update()

    def set_size(self, size: int) -> None:
        """Height at 100 % text."""
        if size != self._size:
            self._size = size
            self._restyle()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        box = QRectF(self.rect())
        p.setPen(c[self._well])
        p.setBrush(c[self._well])
        p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), tk.RADIUS.s + 2, tk.RADIUS.s + 2)
        side = box.height() * 0.66
        paint_icon(
            p, self._icon, QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side), c[self._ink]
        )

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class ExercisePicture(PositionSign):
    """The figure at the height of an exercise; until it is drawn, and without poses, the sign of the start position."""

    def __init__(
        self, exercise: str, position: str, size: int = 44, well: str = "sunken", ink: str = "accent", ground: str = ""
    ) -> None:
        """`ground` is the colour behind the figure, where it differs from the well of the sign."""
        super().__init__(position, size, well, ink)
        self._exercise, self._ground = exercise, ground or well
        stills.ready.connect(self._arrived)
        figure_look.changed.connect(self.update)

    def show_exercise(self, exercise: str, position: str) -> None:
        """Show another exercise."""
        self._exercise = exercise
        self.set_position(position)

    def paintEvent(self, ev: QPaintEvent) -> None:
        c = T.of(self)
        picture = stills.get(self._exercise, self.size(), self.devicePixelRatioF(), dark=c.dark)
        if picture is None:
            super().paintEvent(ev)
            return
        p = aa(self)
        box = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(box, tk.RADIUS.s + 2, tk.RADIUS.s + 2)
        p.fillPath(shape, c[self._ground])
        p.setClipPath(shape)
        p.drawPixmap(0, 0, picture)

    @Slot(str)
    def _arrived(self, exercise: str) -> None:
        if exercise == self._exercise:
            self.update()


class ExerciseLine(QWidget):
    """Picture, name and dosage of one exercise, on the hero card or on plain surfaces."""

    def __init__(self, line: LineView, *, hero: bool = False, size: int = 44) -> None:
        super().__init__()
        well, ink = ("hero_well", "on_hero") if hero else ("sunken", "accent")
        ground = "surface" if hero else well
        self.sign = ExercisePicture(line.exercise, line.position, size, well, ink, ground)
        self.name = Elide(line.name, "label", "on_hero" if hero else "text", weight=600)
        self.dosage = Elide(line.dosage, "caption", "on_hero2" if hero else "text3", weight=400)
        self.words = QWidget()
        vbox(self.words, None, self.name, self.dosage, None, gap=1)
        hbox(self, self.sign, (self.words, 1), gap=12)
        self.setToolTip(f"{line.name}: {line.dosage}")
