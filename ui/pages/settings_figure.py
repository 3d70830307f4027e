"""Whom the figure shows: build, skin and hair, with the figure itself beside the choice."""

from __future__ import annotations

from typing import get_args

import msgspec
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.settings import FigureBuild, FigurePalette, LookSettings
from coach.text import _
from ui.figure.look import build_title, figure_look, palette_title
from ui.figure.stills import stills
from ui.pages.settings_parts import Section, SettingRow
from ui.theme import T
from ui.widgets import R, Segmented, aa

BUILDS: tuple[FigureBuild, ...] = get_args(FigureBuild)
PALETTES: tuple[FigurePalette, ...] = get_args(FigurePalette)
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
    """The figure as it is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("The figure as it is chosen"))
        stills.ready.connect(self._arrived)
        figure_look.changed.connect(self.update)
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(T.px(300), T.px(210))

    def paintEvent(self, _ev: QPaintEvent) -> None:
        c = T.of(self)
        p = aa(self)
        box = self.rect().adjusted(0, T.px(8), -3, -T.px(8))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.sunken)
        p.drawRoundedRect(box, R.l, R.l)
        picture = stills.get(SHOWN, box.size(), self.devicePixelRatioF(), dark=c.dark)
        if picture is not None:
            p.drawPixmap(box.topLeft(), picture)

    @Slot(str)
    def _arrived(self, exercise: str) -> None:
        if exercise == SHOWN:
            self.update()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
