"""Pictures that were drawn once and are kept: a movement shows the same ones again with every repetition."""

from __future__ import annotations

from collections.abc import Hashable

from ui.figure.painter import Pieces

MOST_BYTES = 64 << 20
#: What keeping a picture costs besides its pixels.
_EACH = 512


class FrameCache:
    """Frames by owner and key, at most `most` bytes of them.

    A loop is best served by keeping what is there: when it is full, the frames of owners that were not shown for
    longest make room, and one owner alone that fills it keeps what it has.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.used = most, 0
        self._frames: dict[Hashable, dict[Hashable, Pieces]] = {}

    def get(self, owner: Hashable, key: Hashable) -> Pieces | None:
        """The frame, or None if it is not kept."""
        own = self._frames.get(owner)
        return None if own is None else own.get(key)

    def put(self, owner: Hashable, key: Hashable, frame: Pieces) -> bool:
        """Keep a frame; False where there is no room for it."""
        size = _bytes(frame)
        own = self._frames.pop(owner, {})
        self._frames[owner] = own  # the last owner is the one in use
        if key in own:
            self.used -= _bytes(own.pop(key))
        while self.used + size > self.most and len(self._frames) > 1:
            self.drop(next(iter(self._frames)))
        if self.used + size > self.most:
            return False
        own[key] = frame
        self.used += size
        return True

    def drop(self, owner: Hashable) -> None:
        """Forget all frames of an owner."""
        self.used -= sum(_bytes(frame) for frame in self._frames.pop(owner, {}).values())


def _bytes(frame: Pieces) -> int:
    return _EACH + sum(image.sizeInBytes() for image, _at in frame)


frames = FrameCache()
