"""A figure that is set going and held still by its owner. Importing this loads numpy and the painter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.figure.thumb import MovingThumb


class Mover(MovingThumb):
    """It takes neither mouse nor focus: it lies over a picture that does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(0, 0)
        self.hide()

    def play(self) -> None:
        """Repetition after repetition, until it is hidden."""
        self._hovered = True
        self._follow()
