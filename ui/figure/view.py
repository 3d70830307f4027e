"""The widget that shows the figure, and still pictures of it for lists."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.figure.body import body_of
from coach.figure.clip import Clip, Moment
from coach.text import _
from ui.figure.clips import poses
from ui.figure.frames import FrameCache, frames
from ui.figure.look import Look, figure_look
from ui.figure.painter import FigurePainter, Pieces
from ui.figure.paints import paints_of
from ui.figure.shape import shape_of
from ui.theme import T

#: Pictures of a movement for one second of it, as in a film: more of them cost more than they show.
FPS = 24.0
#: With reduced motion poses fade into each other this fast.
_POSE_FADE_MS = 120
_FADE_TICK_MS = 16
_MODE = QPainter.CompositionMode
_START = Moment(0, 0)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose frames: two views of the same picture share them."""

    clip: Clip
    size: tuple[int, int]
    flip: bool
    dark: bool
    look: Look


class FigureView(QWidget):
    """Shows a clip at the moment that the session gives; repaints only when the picture changes.

    Everything but mat, things and body is transparent: it stands on whatever its parent paints.
    """

    def __init__(self, parent: QWidget | None = None, *, cache: FrameCache = frames) -> None:
        super().__init__(parent)
        self._cache = cache
        self._clip: Clip | None = None
        self._flip = False
        self._moment = _START
        self._key: Hashable = None
        self._painter: FigurePainter | None = None
        self._owner: _Owner | None = None
        self._old: QImage | None = None
        self._fade_from, self._fade_ms = 0.0, 0
        self._timer = QTimer(self)
        self._timer.setInterval(_FADE_TICK_MS)
        self._timer.timeout.connect(self._fade_on)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 90)
        self.setAccessibleName(_("Moving figure of the exercise"))
        T.changed.connect(self._restyle)
        figure_look.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    @property
    def clip(self) -> Clip | None:
        """What is shown."""
        return self._clip

    def show_clip(self, clip: Clip | None, flip: bool = False) -> None:
        """Another exercise, or the other side of it (`flip`); the old picture fades into the new one."""
        if (clip, flip) == (self._clip, self._flip):
            return
        self._keep_for_fade(T.ms("fade"))
        self._forget()
        # The painter is made for what is shown in the end: the other side may be asked for before anything is seen.
        self._clip, self._flip, self._moment, self._key = clip, flip, _START, None
        self.update()

    def set_moment(self, moment: Moment) -> None:
        """The moment to show, as often as you like."""
        if self._clip is None:
            return
        moment = _pose_only(moment) if T.reduced_motion else moment
        key = self.key_of(moment)
        if key != self._key:
            if T.reduced_motion and self._fade_left() <= 0:
                self._keep_for_fade(_POSE_FADE_MS)
            self._moment, self._key = moment, key
            self.update()

    def draw_ahead(self, moments: Iterable[Moment], budget_ms: float) -> bool:
        """Draw frames that are not kept yet until the time is used up; True when all of them are there.

        At least one frame is drawn. Frames for which there is no room count as there: they are drawn when shown.
        Moments of an iterator are taken up where the last call left them.
        """
        painter = self._ready_painter()
        if self._clip is None or painter is None:
            return True
        end = time.perf_counter() + budget_ms / 1000
        for moment in moments:
            moment = _pose_only(moment) if T.reduced_motion else moment
            key = self._clip.frame_key(moment, FPS, painter.camera.scale)
            if self._cache.get(self._owner, key) is not None:
                continue
            if not self._cache.put(self._owner, key, painter.frame(moment)):
                return True
            if time.perf_counter() >= end:
                return False
        return True

    def picture(self) -> QImage:
        """What is shown now, in pixels of the screen, without a fade."""
        painter = self._ready_painter()
        if painter is None:
            return QImage()
        image = painter.back.copy()
        p = QPainter(image)
        _lay(p, self._pieces(painter))
        p.end()
        return image

    def paintEvent(self, _ev: QPaintEvent) -> None:
        painter = self._ready_painter()
        left = self._fade_left()
        p = QPainter(self)
        ratio = self.devicePixelRatioF()
        if ratio != 1:
            p.scale(1 / ratio, 1 / ratio)
        if self._old is not None and left > 0:
            p.drawImage(0, 0, _between(self._old, self.picture(), 1 - left))
        elif painter is not None:
            p.drawImage(0, 0, painter.back)
            _lay(p, self._pieces(painter))

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._forget()

    def hideEvent(self, ev: QHideEvent) -> None:
        super().hideEvent(ev)
        self.end_fade()
        if not ev.spontaneous():  # whoever leaves the page gets the memory back; a minimised window keeps it
            self._forget()

    def key_of(self, moment: Moment) -> Hashable:
        """What the picture of a moment is kept by at the present size."""
        painter = self._ready_painter()
        if self._clip is None or painter is None:
            return None
        return self._clip.frame_key(moment, FPS, painter.camera.scale)

    def _pieces(self, painter: FigurePainter) -> Pieces:
        if self._key is None:
            self._key = self.key_of(self._moment)
        kept = self._cache.get(self._owner, self._key)
        if kept is None:
            kept = painter.frame(self._moment)
            self._cache.put(self._owner, self._key, kept)
        return kept

    def _ready_painter(self) -> FigurePainter | None:
        """The painter for the present size, theme and look."""
        if self._clip is None or self.width() < 8 or self.height() < 8:
            return None
        ratio = self.devicePixelRatioF()
        size = round(self.width() * ratio), round(self.height() * ratio)
        owner = _Owner(self._clip, size, self._flip, T.of(self).dark, figure_look.look)
        if owner != self._owner or self._painter is None:
            self._forget()
            self._owner = owner
            self._painter = painter_of(self._clip, size, dark=owner.dark, look=owner.look, flip=self._flip)
        return self._painter

    def _forget(self) -> None:
        if self._owner is not None:
            self._cache.drop(self._owner)
        self._painter = self._owner = None

    def _keep_for_fade(self, ms: int) -> None:
        """Remember the present picture to fade from; nothing to see means nothing to fade."""
        self.end_fade()
        if ms > 0 and self._painter is not None and self.isVisible():
            self._old = self.picture()
            self._fade_from, self._fade_ms = time.monotonic(), ms
            self._timer.start()

    def _fade_left(self) -> float:
        """How much of the fade is left, 1 to 0."""
        if self._old is None:
            return 0.0
        return 1 - min((time.monotonic() - self._fade_from) * 1000 / self._fade_ms, 1.0)

    @Slot()
    def _fade_on(self) -> None:
        if self._fade_left() <= 0:
            self.end_fade()
        self.update()

    def end_fade(self) -> None:
        """Show what is shown now without fading into it."""
        self._timer.stop()
        self._old = None

    @Slot()
    def _restyle(self) -> None:
        if self._clip is not None and T.reduced_motion:
            self._moment = _pose_only(self._moment)
            self._key = self.key_of(self._moment)
        self.end_fade()
        self.update()


def still(clip: Clip, size: QSize, ratio: float, *, dark: bool, look: Look, moment: Moment | None = None) -> QImage:
    """A picture of a clip for lists, `size` in px at `ratio` pixels each, transparent round the figure.

    Without a `moment` it shows the pose that the exercise is known by.
    """
    pixels = max(round(size.width() * ratio), 8), max(round(size.height() * ratio), 8)
    painter = painter_of(clip, pixels, dark=dark, look=look, flip=False)
    image = painter.back.copy()
    p = QPainter(image)
    p.drawImage(0, 0, painter.draw(clip.pose_at(moment or telling_moment(clip))))
    p.end()
    image.setDevicePixelRatio(ratio)
    return image


def telling_moment(clip: Clip) -> Moment:
    """The key that tells most of an exercise: the last one of the way in or of the hold, where it differs from the
    start."""
    keys = [i for i, key in enumerate(clip.keys) if key.phase in ("move_in", "hold") and clip.same[i] != clip.same[0]]
    moved = [i for i in keys if clip.keys[i].phase == "move_in"]
    best = (moved or keys or [0])[-1]
    return Moment(best, best)


def painter_of(clip: Clip, size: tuple[int, int], *, dark: bool, look: Look, flip: bool) -> FigurePainter:
    """The painter of a clip at a size in pixels."""
    broad = clip.body is body_of("broad")
    return FigurePainter(clip, shape_of(broad), paints_of(dark, look.palette), poses().muscles, size, flip=flip)


def _pose_only(moment: Moment) -> Moment:
    """With reduced motion a way to a key shows the key."""
    if moment.key == moment.to and moment.mirrored == moment.to_mirrored:
        return replace(moment, x=0.0, breath=-1.0)
    return Moment(moment.to, moment.to, 0.0, -1.0, moment.to_mirrored, moment.to_mirrored)


def _lay(p: QPainter, pieces: Pieces) -> None:
    for image, at in pieces:
        p.drawImage(at, image)


def _between(old: QImage, new: QImage, share: float) -> QImage:
    """`old` at share 0, `new` at 1: mixed so that what is in both does not become transparent on the way."""
    size = old.size() if new.isNull() else new.size()
    image = _faded(old, 1 - share, size)
    p = QPainter(image)
    p.setCompositionMode(_MODE.CompositionMode_Plus)
    p.drawImage(0, 0, _faded(new, share, size))
    p.end()
    return image


def _faded(picture: QImage, opacity: float, size: QSize) -> QImage:
    # `Plus` with a painter's opacity would saturate before it fades: each picture is faded by itself.
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    p.setOpacity(opacity)
    p.drawImage(0, 0, picture)
    p.end()
    return image
