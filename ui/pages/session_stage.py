"""The large area of the player: the figure doing the exercise, or a circle that moves where there is none to show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from coach.library.exercises import Exercise
from coach.session.timeline import Timeline
from coach.text import _
from ui.pages.parts import sign_of
from ui.theme import AlignC, T
from ui.widgets.base import aa, fitted_lines
from ui.widgets.stage import Stage, paint_spotlight

if TYPE_CHECKING:
    from coach.figure.clip import Clip, Moment
    from ui.figure.view import FigureView

#: Frames that are drawn ahead are looked for at this distance, finer than the figure's own pace.
AHEAD_STEP_MS = 20
#: One frame ahead every so many ticks: what is to come must not cost what is on.
AHEAD_EVERY = 3
_CAPTION_PX = 21.0
_CAPTION_LINES = 2.3


class FigureStage(QWidget):
    """The figure on a soft spotlight, and below it what is being said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: FigureView | None = None
        self._caption = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        T.changed.connect(self._restyle)

    def show_clip(self, clip: Clip, *, flip: bool) -> None:
        """Another exercise, or the other side of it."""
        if self.view is None:
            # numpy and the painter are loaded with the first figure, not with the window
            from ui.figure.view import FigureView

            self.view = FigureView(self)
            self.view.setGeometry(self._figure_rect().toRect())
            self.view.show()
        self.view.show_clip(clip, flip=flip)

    def set_caption(self, text: str) -> None:
        """The sentence that is being said."""
        if text != self._caption:
            self._caption = text
            self.update(self._caption_rect().toAlignedRect())

    def paintEvent(self, ev: QPaintEvent) -> None:
        c = T.of(self)
        p = aa(self)
        paint_spotlight(p, c, QRectF(self.rect()), self._figure_rect().center())
        room = self._caption_rect()
        # Each picture of the figure repaints what is above.
        if self._caption and ev.rect().intersects(room.toAlignedRect()):
            p.setFont(fitted_lines("heading", self._caption, self._caption_px(), room, weight=500, least=12))
            p.setPen(c.text)
            p.drawText(room, int(AlignC) | int(Qt.TextFlag.TextWordWrap), self._caption)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._place()

    def _place(self) -> None:
        if self.view is not None:
            self.view.setGeometry(self._figure_rect().toRect())

    def _caption_px(self) -> float:
        return _CAPTION_PX * max(0.8, min(1.5, self.height() / 480)) * T.text_scale

    def _caption_rect(self) -> QRectF:
        """The same room for every sentence, so that the figure does not move when one comes."""
        pad = max(16.0, min(36.0, self.width() * 0.05))
        height = min(self._caption_px() * 1.3 * _CAPTION_LINES, self.height() * 0.3)
        return QRectF(pad, self.height() - pad * 0.7 - height, self.width() - 2 * pad, height)

    def _figure_rect(self) -> QRectF:
        below = self._caption_rect().top()
        return QRectF(6, 10, self.width() - 12, max(10.0, below - 14))

    @Slot()
    def _restyle(self) -> None:
        self._place()
        self.update()


class SessionStage(QWidget):
    """Shows an exercise of the session: with the figure where it has poses, else with the circle of `Stage`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.circle = Stage()
        self.figure = FigureStage()
        self.caption = ""
        self._name = self._word = self._ready = ""
        self._clip: Clip | None = None
        self._ahead: Iterator[Moment] | None = None
        self._ahead_of: object = None
        self._ticks = 0
        layers = QStackedLayout(self)
        layers.addWidget(self.circle)
        layers.addWidget(self.figure)
        self.layers = layers
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def has_figure(self) -> bool:
        """Whether the exercise on show is drawn by the figure."""
        return self._clip is not None

    def show_exercise(self, exercise: Exercise) -> None:
        """Another exercise comes on."""
        from ui.figure.clips import clip_of

        self._name, self._ready = exercise.name, exercise.get_ready
        clip = clip_of(exercise.id)
        if clip is not None and clip is not self._clip:
            self.figure.show_clip(clip, flip=False)
        self._clip = clip
        self.layers.setCurrentWidget(self.circle if clip is None else self.figure)
        self.circle.show_exercise(exercise.name, sign_of(exercise.position), exercise.get_ready)
        self._describe()

    def set_phase(self, kind: str, fraction: float, word: str) -> None:
        """Where the present phase is: moves the circle and tells screen readers."""
        if not self.has_figure:
            self.circle.set_phase(kind, fraction, word)
        if word != self._word:
            self._word = word
            self._describe()

    def show_motion(self, timeline: Timeline, position_ms: int) -> None:
        """The figure at a position of the timeline."""
        clip, view = self._clip, self.figure.view
        if clip is None or view is None:
            return
        from coach.session.motion import motion_at

        motion = motion_at(timeline, position_ms, clip)
        view.show_clip(clip, flip=motion.flip)
        view.set_moment(motion.moment)

    def draw_ahead(self, timeline: Timeline, position_ms: int) -> None:
        """A picture of the repetition to come, now and then, while nothing much moves."""
        clip, view = self._clip, self.figure.view
        self._ticks += 1
        if clip is None or view is None or self._ticks % AHEAD_EVERY:
            return
        here = timeline.segments[timeline.index_at(position_ms)]
        of = (timeline, here.line, here.side, here.set)
        if of != self._ahead_of:
            from coach.session.motion import line_moments

            self._ahead_of, self._ahead = of, line_moments(timeline, position_ms, clip, AHEAD_STEP_MS)
        if self._ahead is not None and view.draw_ahead(self._ahead, budget_ms=1):
            self._ahead = None

    def set_caption(self, text: str) -> None:
        """The sentence that is being said."""
        if text != self.caption:
            self.caption = text
            self.figure.set_caption(text)
            self.circle.set_caption(text)
            self._describe()

    def _describe(self) -> None:
        self.setAccessibleName(self._name or _("Exercise"))
        self.setAccessibleDescription(". ".join(s.rstrip(".") for s in (self._word, self._ready, self.caption) if s))
