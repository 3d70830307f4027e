"""The player's large area: the figure where an exercise has poses, the circle where it has none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPixmap
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from coach.library.read import read_library
from coach.paths import bundled
from coach.session.motion import motion_at
from coach.session.timeline import Timeline, compile_timeline
from ui.figure.look import figure_look
from ui.figure.stills import Stills
from ui.pages.session_stage import SessionStage
from ui.theme import T


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(bundled("data"))


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[SessionStage]:
    T.apply("dark", text_scale=1, reduced_motion=False)
    stage = SessionStage()
    qtbot.addWidget(stage)
    stage.resize(480, 360)
    stage.show()
    yield stage
    T.apply("light", text_scale=1, reduced_motion=False)


def line_of(library: Library, exercise: str) -> Timeline:
    for program in library.programs.values():
        for session in program.sessions:
            if exercise in [line.exercise for line in session.lines]:
                return compile_timeline(session, library)
    raise AssertionError(exercise)


def start_of(timeline: Timeline, exercise: str, kind: str, side: str | None = None) -> int:
    return next(
        s.start_ms for s in timeline.segments if (s.exercise, s.kind) == (exercise, kind) and side in (None, s.side)
    )


def opaque(image: QImage) -> NDArray[np.bool_]:
    """Where a picture shows something solid: (height, width)."""
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[..., 3] > 128


def test_an_exercise_with_poses_is_shown_by_the_figure(stage: SessionStage, library: Library) -> None:
    stage.show_exercise(library.exercise("single-knee-to-chest"))
    assert stage.has_figure
    assert stage.layers.currentWidget() is stage.figure
    stage.set_phase("move_in", 0.2, "Move")
    stage.set_caption("Breathe out as the knee comes in.")
    assert stage.accessibleName() == "Single knee to chest"
    assert stage.accessibleDescription().startswith("Move. Lie on your back")
    assert stage.accessibleDescription().endswith("Breathe out as the knee comes in")


def test_one_without_poses_keeps_the_circle(stage: SessionStage, library: Library) -> None:
    own = msgspec.structs.replace(library.exercise("pelvic-tilt"), id="my-own-exercise", name="My own")
    stage.show_exercise(own)
    assert not stage.has_figure
    assert stage.layers.currentWidget() is stage.circle
    stage.set_phase("hold", 0.5, "Hold")
    assert stage.circle.accessibleName() == "My own"


def test_the_figure_follows_the_position_and_flips_for_the_other_side(stage: SessionStage, library: Library) -> None:
    exercise = "single-knee-to-chest"
    timeline = line_of(library, exercise)
    stage.show_exercise(library.exercise(exercise))
    view = stage.figure.view
    assert view is not None
    pictures = []
    for side in ("right", "left"):
        stage.show_motion(timeline, start_of(timeline, exercise, "hold", side) + 2_000)
        pictures.append(view.picture())
    right, left = pictures
    assert right != left
    turned, seen = (opaque(image) for image in (right, left))
    assert (turned[:, ::-1] != seen).mean() < 0.01  # the same outline, seen from the other side
    stage.show_motion(timeline, start_of(timeline, exercise, "hold", "right") + 2_000)
    assert view.picture() == right  # seeking back shows what was there


def test_a_seek_shows_what_playing_up_to_there_shows(stage: SessionStage, library: Library) -> None:
    exercise = "lower-trunk-rotation"
    timeline = line_of(library, exercise)
    stage.show_exercise(library.exercise(exercise))
    view = stage.figure.view
    assert view is not None
    start = start_of(timeline, exercise, "move_in")
    for ms in range(start, start + 1_500, 100):
        stage.show_motion(timeline, ms)
    stage.show_motion(timeline, start + 1_500)
    played = view.picture()
    stage.show_motion(timeline, 0)
    stage.show_motion(timeline, start + 1_500)
    assert view.picture() == played


def test_the_coming_repetition_is_drawn_ahead(stage: SessionStage, library: Library) -> None:
    from ui.figure.frames import frames

    exercise = "pelvic-tilt"
    timeline = line_of(library, exercise)
    stage.show_exercise(library.exercise(exercise))
    view = stage.figure.view
    assert view is not None
    at = start_of(timeline, exercise, "setup")
    stage.show_motion(timeline, at)
    before = frames.used
    for _n in range(2_000):
        stage.draw_ahead(timeline, at)
    kept = frames.used
    assert kept > before
    clip = view.clip
    assert clip is not None
    rep = start_of(timeline, exercise, "move_in")
    for ms in range(rep, rep + 5_000, 33):
        assert frames.get(view._owner, view.key_of(motion_at(timeline, ms, clip).moment)) is not None
        stage.show_motion(timeline, ms)
        view.picture()
    assert frames.used == kept  # nothing new had to be drawn


def test_the_figure_is_the_one_the_person_chose(stage: SessionStage, library: Library) -> None:
    from coach.figure.body import body_of

    try:
        figure_look.set(build="broad")
        stage.show_exercise(library.exercise("cat-camel"))
        view = stage.figure.view
        assert view is not None
        assert view.clip is not None
        assert view.clip.body is body_of("broad")
    finally:
        figure_look.set(build="slight")


def test_small_pictures_come_after_the_page_and_are_kept(qtbot: QtBot) -> None:
    from PySide6.QtCore import QSize

    # Of its own: what other tests had drawn must not be there yet.
    stills = Stills()
    size = QSize(55, 44)
    assert stills.get("cat-camel", size, 1.0, dark=False) is None
    with qtbot.waitSignal(stills.ready, timeout=8_000) as told:
        pass
    assert told.args == ["cat-camel"]
    picture = stills.get("cat-camel", size, 1.0, dark=False)
    assert picture is not None
    assert picture.size() == size
    assert stills.get("no-such-exercise", size, 1.0, dark=False) is None
    stills.draw_all()
    assert stills.get("no-such-exercise", size, 1.0, dark=False) is None


def test_pictures_stay_on_disk_for_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QSize

    size, folder = QSize(44, 36), tmp_path / "pictures"

    def shown(some: Stills) -> QPixmap | None:
        some.keep_in(folder)
        some.get("pelvic-tilt", size, 2.0, dark=True)
        some.draw_all()
        return some.get("pelvic-tilt", size, 2.0, dark=True)

    first = shown(Stills())
    (file,) = folder.iterdir()
    if os.name == "posix":
        assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    with monkeypatch.context() as patched:
        patched.setattr("ui.figure.stills._drawn", lambda _wanted: pytest.fail("it was drawn again"))
        again = shown(Stills())
    assert first is not None
    assert again is not None
    assert again.toImage() == first.toImage()
    assert (again.devicePixelRatio(), again.deviceIndependentSize().toSize()) == (2.0, size)
    file.write_bytes(b"not a picture")
    mended = shown(Stills())
    assert mended is not None
    assert mended.toImage() == first.toImage()


def test_nothing_of_numpy_is_loaded_by_the_pages_of_a_start() -> None:
    import subprocess
    import sys

    code = "import sys, ui.window, ui.pages.today, ui.pages.hero; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0
