"""An exercise as a small picture that shows its movement while the mouse is on it or it has the focus."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent
from PySide6.QtWidgets import QWidget

from coach.figure.timing import preview_moment
from ui.figure.clips import clip_of
from ui.figure.look import figure_look
from ui.figure.view import FPS, FigureView, telling_moment


class MovingThumb(FigureView):
    """Still at the height of the exercise; repetition after repetition at natural pace under the mouse or the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exercise = ""
        self._hovered = self._focused = False
        self._began = QElapsedTimer()
        self._pace = QTimer(self)
        self._pace.setInterval(round(1000 / FPS))
        self._pace.timeout.connect(self._on)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        figure_look.changed.connect(self._look_changed)

    @property
    def moving(self) -> bool:
        """Whether it plays."""
        return self._pace.isActive()

    def show_exercise(self, exercise_id: str) -> None:
        """Show another exercise; nothing where it has no poses."""
        self._exercise = exercise_id
        self.show_clip(clip_of(exercise_id))
        self._rest()

    def enterEvent(self, ev: QEnterEvent) -> None:
        super().enterEvent(ev)
        self._hovered = True
        self._follow()

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self._hovered = False
        self._follow()

    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        self._focused = True
        self._follow()

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        super().focusOutEvent(ev)
        self._focused = False
        self._follow()

    def hideEvent(self, ev: QHideEvent) -> None:
        super().hideEvent(ev)
        self._pace.stop()

    def _follow(self) -> None:
        if not (self._hovered or self._focused):
            self._rest()
        elif self.clip is not None and not self.moving:
            self._began.start()
            self._pace.start()

    def _rest(self) -> None:
        self._pace.stop()
        if self.clip is not None:
            self.set_moment(telling_moment(self.clip))

    @Slot()
    def _on(self) -> None:
        if self.clip is not None:
            self.set_moment(preview_moment(self.clip, self._began.elapsed() / 1000))

    @Slot()
    def _look_changed(self) -> None:
        if self._exercise:
            self.show_exercise(self._exercise)
