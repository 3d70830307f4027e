"""The picture of a lesson: the figure in an exercise, or the house of cards, small for lists and large for the page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from coach.pages.lessons import PictureView
from ui.figure.stills import stills
from ui.pages.house_panel import blank_supports
from ui.pages.picture_figure import FigureWell, picture_size
from ui.theme import Colours, T
from ui.widgets import R, aa
from ui.widgets.house import HouseOfCards, Support
from ui.widgets.house_paint import paint_house
from ui.widgets.house_shape import Pose

#: Which cards of the house are not in place. A lesson shows any house, never the reader's own.
_STATES: dict[str, dict[str, str]] = {
    "aligned": {},
    "leaning": {"sleep": "leaning", "hip_mobility": "leaning", "back": "leaning", "side_core": "leaning"},
    "fallen": {
        "sleep": "leaning",
        "sitting": "fallen",
        "hip_mobility": "leaning",
        "front_core": "fallen",
        "side_core": "fallen",
    },
}
_HOUSE_ASPECT = 1.7  # width by height of the room in which the small house looks right


def supports_of(state: str) -> tuple[Support, ...]:
    """The cards of a house in a state: aligned, leaning or fallen."""
    moved = _STATES[state]
    return tuple(replace(support, state=moved.get(support.key, "solid")) for support in blank_supports())


def small_picture(view: PictureView, well: QSize, ratio: float, c: Colours) -> QPixmap | None:
    """A still picture for a well of this size, px, or None: it is not there yet (`stills.ready` will tell)."""
    if view.kind == "figure":
        return stills.get(view.exercise, picture_size(well), ratio, dark=c.dark)
    height = well.height() - 8
    size = QSize(min(well.width(), round(height * _HOUSE_ASPECT)), height)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    supports = supports_of(view.state)
    poses = [Pose(s.state, 0.0 if s.state == "solid" else 1.0) for s in supports]
    p = QPainter(picture)
    paint_house(p, QRectF(QRect(0, 0, size.width(), size.height())), c, supports, poses, labels=False)
    p.end()
    return picture


class LessonPicture(QStackedWidget):
    """The large picture. The figure plays, with a button to hold it still, unless motion is reduced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = FigureWell()
        self.figure.button.setObjectName("lesson_figure_pause")
        self.house = _HouseWell()
        self.addWidget(self.figure)
        self.addWidget(self.house)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, view: PictureView) -> None:
        """Show another picture."""
        if view.kind == "figure":
            self.figure.show_exercise(view.exercise, view.position, view.alt)
            self.figure.setAccessibleName(view.alt)
            self.setCurrentWidget(self.figure)
        else:
            self.house.show_state(view.state, view.alt)
            self.setCurrentWidget(self.house)

    def set_height(self, px: int) -> None:
        """Height in px."""
        if px != self.height():
            self.figure.set_height(px)
            self.setFixedHeight(px)


class _HouseWell(QWidget):
    """The house on the ground on which the figure stands, too."""

    def __init__(self) -> None:
        super().__init__()
        self.house = HouseOfCards(labels=False, parent=self)
        T.changed.connect(self._restyle)

    def show_state(self, state: str, alt: str) -> None:
        self.house.set_supports(supports_of(state), animate=False)
        # The house calls itself the reader's own and counts its cards; here it is a picture.
        self.house.setAccessibleName(alt)
        self.house.setAccessibleDescription("")

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(T.of(self).accent_soft)
        p.drawRoundedRect(QRectF(self.rect()), R.l, R.l)

    def resizeEvent(self, _ev: object) -> None:
        self.house.setGeometry(self.rect().adjusted(8, 8, -8, -8))

    @Slot()
    def _restyle(self) -> None:
        self.update()
