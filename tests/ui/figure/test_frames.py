from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from ui.figure.frames import FrameCache
from ui.figure.painter import Pieces


def frame(kb: int) -> Pieces:
    return [(QImage(256, kb, QImage.Format.Format_ARGB32_Premultiplied), QPoint(0, 0))]


def test_it_never_holds_more_than_it_may() -> None:
    cache = FrameCache(100 << 10)
    kept = [cache.put("a", k, frame(30)) for k in range(6)]
    assert kept == [True, True, True, False, False, False]
    assert cache.used <= cache.most
    assert cache.get("a", 0) is not None  # a loop keeps what it has
    assert cache.get("a", 5) is None


def test_whoever_was_shown_longest_ago_makes_room() -> None:
    cache = FrameCache(100 << 10)
    for owner in ("old", "older", "old"):
        cache.put(owner, 0, frame(30))
    assert cache.put("new", 0, frame(50))
    assert cache.get("older", 0) is None
    assert cache.get("old", 0) is not None


def test_dropping_gives_all_memory_back() -> None:
    cache = FrameCache()
    cache.put("a", 0, frame(30))
    cache.put("a", 0, frame(10))
    cache.put("b", 0, frame(20))
    cache.drop("a")
    cache.drop("a")
    assert cache.get("a", 0) is None
    assert 20 << 10 <= cache.used < 21 << 10
    cache.drop("b")
    assert cache.used == 0


def test_a_frame_that_is_larger_than_everything_is_refused() -> None:
    cache = FrameCache(100 << 10)
    cache.put("a", 0, frame(30))
    assert not cache.put("b", 0, frame(200))
    assert cache.used <= cache.most
