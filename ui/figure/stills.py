"""Small still pictures of exercises for lists: fetched or drawn one at a time when nothing else waits, and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from ui.figure.look import Look, figure_look

if TYPE_CHECKING:
    from ui.figure.kept import KeptPictures

#: A list is on the screen before its pictures come: what the person came for is never kept waiting.
FIRST_AFTER_MS = 400
#: Pause between two pictures, so that a hand on the mouse does not feel them.
NEXT_AFTER_MS = 15
#: Pictures that are kept; a page shows a dozen.
MOST = 200

_Wanted = tuple[str, int, int, float, bool, Look]


class Stills(QObject):
    """Pictures by exercise, size and look. `ready` carries the id of an exercise whose picture has come."""

    ready = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[_Wanted, QPixmap | None] = {}
        self._waiting: list[_Wanted] = []
        self._folder: Path | None = None
        self._disk: KeptPictures | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_next)

    def get(self, exercise_id: str, size: QSize, ratio: float, *, dark: bool) -> QPixmap | None:
        """The picture in px of the screen, or None: it is not there yet (`ready` will tell) or there are no poses."""
        wanted = (exercise_id, size.width(), size.height(), ratio, dark, figure_look.look)
        if wanted in self._kept:
            return self._kept[wanted]
        if exercise_id and wanted not in self._waiting and size.width() > 0 and size.height() > 0:
            self._waiting.append(wanted)
            if not self._timer.isActive():
                self._timer.start(FIRST_AFTER_MS)
        return None

    def keep_in(self, folder: Path | None) -> None:
        """Keep pictures in a folder from one start to the next."""
        self._folder, self._disk = folder, None

    def draw_all(self) -> None:
        """Draw all that is waiting now, for pictures of pages."""
        while self._waiting:
            self._draw_next()

    @Slot()
    def _draw_next(self) -> None:
        if not self._waiting:
            return
        wanted = self._waiting.pop(0)
        if len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[wanted] = self._fetched(wanted)
        self.ready.emit(wanted[0])
        if self._waiting:
            self._timer.start(NEXT_AFTER_MS)

    def _fetched(self, wanted: _Wanted) -> QPixmap | None:
        exercise_id, *rest = wanted
        name = " ".join(str(part) for part in rest)
        if self._folder is not None and self._disk is None:
            from ui.figure.kept import KeptPictures

            self._disk = KeptPictures(self._folder)
        image = self._disk.get(exercise_id, name) if self._disk is not None else None
        if image is None:
            image = _drawn(wanted)
            if image is not None and self._disk is not None:
                self._disk.put(exercise_id, name, image)
        if image is None:
            return None
        image.setDevicePixelRatio(wanted[3])
        return QPixmap.fromImage(image)


def _drawn(wanted: _Wanted) -> QImage | None:
    # numpy comes with the first picture that has to be drawn
    from ui.figure.clips import clip_of
    from ui.figure.view import still

    exercise_id, width, height, ratio, dark, look = wanted
    clip = clip_of(exercise_id)
    return None if clip is None else still(clip, QSize(width, height), ratio, dark=dark, look=look)


stills = Stills()
