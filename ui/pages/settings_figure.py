"""Whom the figure shows: build, skin and hair, with the figure itself beside the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import msgspec
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.settings import FigureBuild, LookSettings
from coach.text import _
from ui.figure.look import PALETTES, build_title, palette_title
from ui.pages.settings_parts import Section, SettingRow
from ui.theme import T
from ui.widgets import R, Segmented, aa, focus_ring

if TYPE_CHECKING:
    from ui.figure.thumb import MovingThumb

BUILDS: tuple[FigureBuild, ...] = get_args(FigureBuild)
#: An exercise that shows the whole person, from the side.
SHOWN = "bird-dog"


class FigureSection(Section):
    """`edited` tells that the person chose something."""

    edited = Signal()

    def __init__(self) -> None:
        self.build = Segmented([build_title(build) for build in BUILDS], 0, name=_("Build of the figure"))
        self.build.setObjectName("settings_build")
        self.people = Segmented([palette_title(palette) for palette in PALETTES], 0, name=_("Skin and hair"))
        self.people.setObjectName("settings_palette")
        self.picture = _Portrait()
        super().__init__(
            _("Figure"),
            SettingRow(_("Build"), _("The figure that shows the exercises"), self.build),
            SettingRow(_("Skin and hair"), "", self.people),
            self.picture,
        )
        self.build.changed.connect(self._changed)
        self.people.changed.connect(self._changed)

    def show_settings(self, look: LookSettings) -> None:
        """What holds now."""
        self.build.set_index(BUILDS.index(look.figure_build))
        self.people.set_index(PALETTES.index(look.figure_palette))

    def settings(self, look: LookSettings) -> LookSettings:
        """`look` with the figure as it is chosen here."""
        build, palette = BUILDS[self.build.index or 0], PALETTES[self.people.index or 0]
        return msgspec.structs.replace(look, figure_build=build, figure_palette=palette)

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()


class _Portrait(QWidget):
    """The figure as it is chosen; it moves under the mouse and the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.figure: MovingThumb | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(T.px(300), T.px(220))

    def showEvent(self, ev: QShowEvent) -> None:
        super().showEvent(ev)
        if self.figure is None:
            # numpy and the painter come with the first figure
            from ui.figure.thumb import MovingThumb

            self.figure = MovingThumb(self)
            self.figure.setAccessibleName(_("The figure as it is chosen"))
            self.figure.show_exercise(SHOWN)
            self._place()
            self.figure.show()

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._place()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(T.of(self).sunken)
        p.drawRoundedRect(self._well(), R.l, R.l)
        if self.figure is not None and self.figure.hasFocus():
            focus_ring(p, QRectF(self._well()), R.l, T.of(self).focus)

    def _well(self) -> QRect:
        return self.rect().adjusted(0, T.px(8), -3, -T.px(8))

    def _place(self) -> None:
        if self.figure is not None:
            self.figure.setGeometry(self._well().adjusted(6, 4, -6, -4))

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()
