"""Small pictures of exercises kept on disk, so that a start needs neither numpy nor the painter to show them.

They can be thrown away at any time: what is missing, damaged or older than what it was drawn from is drawn again.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from coach.paths import bundled, write_atomically

#: The newest ones that are kept; a theme, a look and a window size need a few dozen.
MOST_FILES = 400


class KeptPictures:
    """Pictures by name in a private folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn_from: dict[str, int] = {}
        self._tidied = False

    def get(self, exercise_id: str, wanted: str) -> QImage | None:
        """The picture, None where there is none that still holds. `wanted` tells size, theme and look."""
        image = QImage(str(self._file(exercise_id, wanted)))
        return None if image.isNull() else image

    def put(self, exercise_id: str, wanted: str, image: QImage) -> None:
        """Keep a picture; a disk that is full or closed is no trouble to anybody."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._file(exercise_id, wanted), bytes(data.data()))
            if not self._tidied:  # once a start is enough: what is drawn in one is a few dozen
                self._tidied = True
                self._tidy()

    def _file(self, exercise_id: str, wanted: str) -> Path:
        if exercise_id not in self._drawn_from:
            self._drawn_from[exercise_id] = _state(exercise_id)
        name = hashlib.sha256(f"{exercise_id} {wanted} {self._drawn_from[exercise_id]}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.png"

    def _tidy(self) -> None:
        files = sorted(self._folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
        for path in files[:-MOST_FILES]:
            path.unlink()


def _state(exercise_id: str) -> int:
    """Tells whether what a picture is drawn from has changed: poses, colours and painter."""
    return max(_newest([bundled("data") / "poses" / f"{exercise_id}.toml"]), _common_state())


@cache
def _common_state() -> int:
    shared = [bundled("data") / "figure.toml", bundled("assets") / "tokens.toml"]
    return _newest([*shared, *Path(__file__).parent.glob("*.py")])


def _newest(paths: Iterable[Path]) -> int:
    newest = 0
    for path in paths:
        with contextlib.suppress(OSError):
            newest = max(newest, path.stat().st_mtime_ns)
    return newest
