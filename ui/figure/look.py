"""Whom the figure shows: build, skin and hair. Light enough for the settings page: nothing here loads numpy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, Signal

from coach.settings import FigurePalette
from coach.text import _

if TYPE_CHECKING:
    from coach.figure.body import BuildName

PaletteName = FigurePalette
PALETTES: tuple[PaletteName, ...] = get_args(PaletteName)


def palette_title(palette: PaletteName) -> str:
    """What a palette is called in the settings."""
    return {
        "light_brown": _("Light skin, brown hair"),
        "light_silver": _("Light skin, silver hair"),
        "tan_black": _("Tan skin, black hair"),
        "dark_black": _("Dark skin, black hair"),
    }[palette]


def build_title(build: BuildName) -> str:
    """What a build is called in the settings."""
    return {"slight": _("Slight build, hair up"), "broad": _("Broad build, short hair")}[build]


@dataclass(frozen=True, slots=True)
class Look:
    """Whom the figure shows. The build also decides which body a clip has: ask the pose book for it by this name."""

    build: BuildName = "slight"
    palette: PaletteName = "light_brown"


class FigureLook(QObject):
    """The look that every figure of the window takes; the application sets it from the settings."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.look = Look()

    def set(self, *, build: BuildName | None = None, palette: PaletteName | None = None) -> None:
        """Change what is given, keep the rest, tell all figures if anything is new."""
        new = replace(self.look, build=build or self.look.build, palette=palette or self.look.palette)
        if new != self.look:
            self.look = new
            self.changed.emit()


figure_look = FigureLook()
