"""Figures on cards and pages: a still picture in a well, which moves where it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.text import _
from ui.figure.look import figure_look
from ui.figure.stills import stills
from ui.icons import paint_icon
from ui.pages.parts import sign_of
from ui.theme import Colours, T
from ui.widgets import IconButton, R, aa
from ui.widgets.stage import position_icon

if TYPE_CHECKING:
    from ui.pages.picture_mover import Mover

#: A figure begins to move when it has been looked at for so long: loading it must not follow a passing mouse.
MOVES_AFTER_MS = 220
#: Pictures come in few widths, so that a window that is resized does not draw all of them anew at each step.
_STEP_PX = 24
_NARROWEST, _WIDEST = 96, 264


def picture_size(well: QSize) -> QSize:
    """The size of the picture that stands in the middle of a well, px."""
    width = max(_NARROWEST, min(_WIDEST, well.width() // _STEP_PX * _STEP_PX))
    return QSize(min(width, well.width()), well.height())


def picture_rect(well: QRect) -> QRect:
    """Where the picture stands in a well."""
    rect = QRect(QPoint(0, 0), picture_size(well.size()))
    rect.moveCenter(well.center())
    return rect


def paint_well(
    p: QPainter, c: Colours, well: QRectF, *, radius: float, tone: str, picture: QPixmap | None, at: QRect, sign: str
) -> None:
    """A sunken ground and on it the picture; the sign of the start position where there is none."""
    shape = QPainterPath()
    shape.addRoundedRect(well, radius, radius)
    p.fillPath(shape, c[tone])
    if picture is not None:
        p.save()
        p.setClipPath(shape)
        size = picture.deviceIndependentSize()
        p.drawPixmap(QRectF(at).center() - QPointF(size.width() / 2, size.height() / 2), picture)
        p.restore()
    elif sign:
        side = min(well.height(), well.width()) * 0.42
        box = QRectF(0, 0, side, side)
        box.moveCenter(well.center())
        paint_icon(p, position_icon(sign_of(sign)), box, c.fig_far, 1.6)


class FigureWell(QWidget):
    """The figure of one exercise, large. It plays over and over while it is seen, and has a button to hold it still."""

    def __init__(self, parent: QWidget | None = None, *, tone: str = "accent_soft") -> None:
        super().__init__(parent)
        self._exercise = self._position = self._name = ""
        self._tone = tone
        self._height = 186
        self._wanted = True
        self._playing = False
        self._mover: Mover | None = None
        self.button = IconButton("pause", _("Hold the figure still"), size=40, icon_px=20, parent=self)
        self.button.setObjectName("figure_pause")
        self.button.clicked.connect(self._pressed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MOVES_AFTER_MS)
        self._timer.timeout.connect(self._begin)
        stills.ready.connect(self._arrived)
        figure_look.changed.connect(self._restyle)
        T.changed.connect(self._restyle)

    def show_exercise(self, exercise: str, position: str, name: str) -> None:
        """Show another exercise; it begins to move a moment later, unless motion is reduced or it was held still."""
        if exercise == self._exercise:
            return
        self._exercise, self._position, self._name = exercise, position, name
        self.setAccessibleName(_("Figure showing {name}").format(name=name))
        self._rest()
        self._wish()

    @property
    def moving(self) -> bool:
        """Whether the figure plays."""
        return self._playing

    def set_height(self, px: int) -> None:
        """Height in px."""
        if px != self._height:
            self._height = px
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(240, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._height)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        at = self._figure_rect()
        still = None if self._playing else stills.get(self._exercise, at.size(), self.devicePixelRatioF(), dark=c.dark)
        sign = "" if self._playing else self._position
        well = QRectF(self.rect())
        paint_well(p, c, well, radius=R.l, tone=self._tone, picture=still, at=at, sign=sign)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._place()

    def showEvent(self, ev: QShowEvent) -> None:
        super().showEvent(ev)
        self._wish()

    def hideEvent(self, ev: QHideEvent) -> None:
        super().hideEvent(ev)
        self._timer.stop()
        self._rest()

    def _wish(self) -> None:
        if self._wanted and not T.reduced_motion and self.isVisible() and self._exercise:
            self._timer.start()
        else:
            self._timer.stop()
        self._show_button()

    @Slot()
    def _begin(self) -> None:
        if not self.isVisible() or not self._exercise:
            return
        if self._mover is None:
            from ui.pages.picture_mover import Mover  # numpy comes with the first figure that moves

            self._mover = Mover(self)
            self.button.raise_()
        self._mover.setGeometry(self._figure_rect())
        self._mover.show_exercise(self._exercise)
        if self._mover.clip is None:
            return
        self._playing = True
        self._mover.show()
        self._mover.play()
        self._show_button()
        self.update()

    def _rest(self) -> None:
        self._playing = False
        if self._mover is not None:
            self._mover.hide()
        self._show_button()
        self.update()

    @Slot()
    def _pressed(self) -> None:
        self._wanted = not self._playing
        if self._playing:
            self._rest()
        else:
            self._begin()

    def _show_button(self) -> None:
        self.button.set_icon("pause" if self._playing else "play")
        self.button.set_name(_("Hold the figure still") if self._playing else _("Let the figure move"))

    def _figure_rect(self) -> QRect:
        return picture_rect(self.rect().adjusted(0, 6, 0, -6)) if self.width() < 330 else self._wide_rect()

    def _wide_rect(self) -> QRect:
        # The large figure has room at both sides; its width goes in steps, too.
        rect = QRect(0, 0, min(self.width(), max(_NARROWEST, self.width() // _STEP_PX * _STEP_PX)), self.height() - 12)
        rect.moveCenter(self.rect().center())
        return rect

    def _place(self) -> None:
        if self._mover is not None:
            self._mover.setGeometry(self._figure_rect())
        hint = self.button.sizeHint()
        self.button.setGeometry(self.width() - hint.width() - 4, self.height() - hint.height() - 4, *hint.toTuple())

    @Slot(str)
    def _arrived(self, exercise: str) -> None:
        if exercise == self._exercise:
            self.update()

    @Slot()
    def _restyle(self) -> None:
        if T.reduced_motion:
            self._timer.stop()
            self._rest()
        self._place()
        self.update()
