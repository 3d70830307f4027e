from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPaintEvent
from pytestqt.qtbot import QtBot

from coach.figure.clip import Moment
from tests.figure.making import clip_of
from tests.ui.conftest import Show
from tests.ui.figure.clips import FOURS, KNEE, STAND
from ui.figure.frames import FrameCache
from ui.figure.look import Look, figure_look
from ui.figure.view import FigureView, still, telling_moment
from ui.theme import T


class Counting(FigureView):
    """Counts what it paints."""

    def __init__(self) -> None:
        self.painted = 0
        super().__init__(cache=FrameCache())

    def paintEvent(self, ev: QPaintEvent) -> None:
        self.painted += 1
        super().paintEvent(ev)


@pytest.fixture(autouse=True)
def plain_look() -> Iterator[None]:
    yield
    figure_look.set(build="slight", palette="light_brown")


@pytest.fixture
def view(show: Show, qtbot: QtBot) -> Counting:
    view = Counting()
    view.show_clip(clip_of(KNEE))
    show(view, 320, 240)
    qtbot.waitUntil(lambda: view.painted > 0)
    qtbot.wait(30)
    view.painted = 0
    return view


def same(a: QImage, b: QImage) -> bool:
    return a == b


def settled(view: Counting, qtbot: QtBot) -> int:
    """How often it painted once nothing more is waiting."""
    qtbot.wait(40)
    painted, view.painted = view.painted, 0
    return painted


def test_it_paints_only_when_the_picture_changes(view: Counting, qtbot: QtBot) -> None:
    view.set_moment(Moment(0, 1, 0.5, seconds=2.0))
    assert settled(view, qtbot) == 1
    view.set_moment(Moment(0, 1, 0.5001, seconds=2.0))
    view.set_moment(Moment(0, 1, 0.4999, seconds=2.0))
    assert settled(view, qtbot) == 0
    view.set_moment(Moment(0, 1, 0.6, seconds=2.0))
    assert settled(view, qtbot) == 1


def test_a_movement_is_drawn_once_and_then_kept(view: Counting, qtbot: QtBot) -> None:
    way = [Moment(0, 1, k / 10, seconds=1.0) for k in range(11)]
    back = [Moment(1, 0, k / 10, seconds=1.0) for k in range(11)]
    assert view.draw_ahead(way, budget_ms=10_000)
    used = view._cache.used
    assert used > 0
    for moment in (*way, *back):
        view.set_moment(moment)
        settled(view, qtbot)
    assert view._cache.used == used


def test_drawing_ahead_stops_when_its_time_is_up(view: Counting) -> None:
    way = [Moment(0, 1, k / 20, seconds=1.0) for k in range(21)]
    calls = 0
    while not view.draw_ahead(way, budget_ms=0):
        calls += 1
        assert calls < 60
    assert calls >= 10


def test_another_exercise_gives_the_memory_back(view: Counting) -> None:
    view.draw_ahead([Moment(0, 1, k / 10, seconds=1.0) for k in range(11)], budget_ms=10_000)
    before = view._cache.used
    view.show_clip(clip_of(FOURS))
    assert view._cache.used < before / 5
    view.hide()
    assert view._cache.used == 0


def test_the_other_side_fades_in(view: Counting, qtbot: QtBot) -> None:
    clip = view.clip
    first = view.picture()
    view.show_clip(clip, flip=True)
    qtbot.waitUntil(lambda: view.painted > 0, timeout=5_000)  # on the way
    assert view.grab().toImage() != first
    qtbot.wait(300)
    view.painted = 0
    assert settled(view, qtbot) == 0  # and then still
    assert view.picture() != first


def test_a_fade_never_makes_what_stays_transparent() -> None:
    from ui.figure.view import _between

    image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0xFF336699)
    for share in (0.0, 0.3, 0.5, 1.0):
        mixed = _between(image, image, share).pixelColor(4, 4)
        assert mixed.alpha() >= 253
        assert abs(mixed.red() - 0x33) <= 2


def test_with_reduced_motion_only_key_poses_are_shown(view: Counting, qtbot: QtBot) -> None:
    T.apply(reduced_motion=True)
    settled(view, qtbot)
    view.set_moment(Moment(0, 1, 0.3, seconds=2.0))
    end = view.picture()
    qtbot.wait(200)
    settled(view, qtbot)
    for x in (0.5, 0.8, 1.0):
        view.set_moment(Moment(0, 1, x, seconds=2.0))
        view.set_moment(Moment(1, 1, breath=x))
    assert settled(view, qtbot) == 0
    assert same(view.picture(), end)


def test_it_follows_theme_and_palette(view: Counting, qtbot: QtBot) -> None:
    light = view.picture()
    T.apply("dark")
    assert settled(view, qtbot) >= 1
    dark = view.picture()
    assert dark != light
    figure_look.set(palette="dark_black")
    assert settled(view, qtbot) >= 1
    assert view.picture() != dark
    T.apply("light")
    figure_look.set(palette="light_brown")
    assert same(view.picture(), light)


def test_it_fills_whatever_size_it_gets(view: Counting, qtbot: QtBot) -> None:
    window = view.window()
    window.resize(500, 200)
    settled(view, qtbot)
    picture = view.picture()
    assert picture.size() == view.size() * view.devicePixelRatioF()
    alpha = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), picture.width()) >> 24
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    assert rows[-1] - rows[0] > 0.6 * picture.height() or columns[-1] - columns[0] > 0.6 * picture.width()


def test_an_empty_view_paints_nothing(show: Show, qtbot: QtBot) -> None:
    view = Counting()
    show(view, 200, 150)
    view.set_moment(Moment(0, 0))
    assert view.draw_ahead([Moment(0, 0)], 5)
    settled(view, qtbot)
    assert view.picture().isNull()
    assert view.accessibleName()


def test_a_still_has_the_size_and_shows_the_telling_pose() -> None:
    clip = clip_of(STAND)
    image = still(clip, QSize(96, 72), 2.0, dark=False, look=Look())
    assert image.size() == QSize(192, 144)
    assert image.devicePixelRatio() == 2.0
    assert telling_moment(clip).key == 1
    start = still(clip, QSize(96, 72), 2.0, dark=False, look=Look(), moment=Moment(0, 0))
    assert image != start
