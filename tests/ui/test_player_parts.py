"""Ring, session progress, and stage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Show
from ui.theme import T
from ui.widgets import ProgressSegments, Ring, Stage, breath_fraction, phase_word
from ui.widgets.ring import FLASH_GAP_MS
from ui.widgets.stage import circle_level


@pytest.mark.parametrize(
    ("left_ms", "total_ms", "digits"),
    [
        (10_000, 10_000, "10"),
        (9_001, 10_000, "10"),
        (1, 10_000, "1"),
        (0, 10_000, "0"),
        (99_000, 99_000, "99"),
        (120_000, 120_000, "2:00"),
        (5_200, 120_000, "0:06"),
        (-50, 10_000, "0"),
        (0, 0, "0"),
    ],
)
def test_ring_digits(qtbot: QtBot, left_ms: int, total_ms: int, digits: str) -> None:
    ring = Ring()
    qtbot.addWidget(ring)
    ring.set_left(left_ms, total_ms)
    assert ring.digits() == digits
    assert ring.accessibleDescription() == digits


def test_ring_speaks_phase_and_rep(qtbot: QtBot) -> None:
    ring = Ring("Hold")
    qtbot.addWidget(ring)
    ring.set_left(6_000, 10_000)
    ring.set_below("Rep 2 of 3")
    ring.set_phase("Rest")
    assert ring.accessibleDescription() == "Rest, 6, Rep 2 of 3"


def pixels(image: QImage) -> bytes:
    return bytes(image.constBits())


def test_a_flash_is_seen_and_ends(show: Show, qtbot: QtBot) -> None:
    ring = Ring("Hold")
    ring.set_left(5_000, 10_000)
    show(ring, 220, 220)
    calm = pixels(ring.grab().toImage())
    assert ring.flash()
    assert ring.is_flashing()
    assert pixels(ring.grab().toImage()) != calm
    qtbot.waitUntil(lambda: not ring.is_flashing(), timeout=3000)
    assert pixels(ring.grab().toImage()) == calm


def test_flashes_keep_their_distance(show: Show) -> None:
    ring = Ring("Hold")
    show(ring, 220, 220)
    assert 1000 / FLASH_GAP_MS < 3
    assert ring.flash()
    assert not ring.flash()


def test_with_reduced_motion_a_flash_is_a_still_border(show: Show) -> None:
    T.apply(reduced_motion=True)
    ring = Ring("Hold")
    ring.set_left(5_000, 10_000)
    show(ring, 220, 220)
    ring.flash()
    first = pixels(ring.grab().toImage())
    ring._flashing(0.3)
    assert pixels(ring.grab().toImage()) == first


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("side", [160, 240, 540])
def test_ring_words_stay_inside_the_circle(show: Show, side: int, scale: float) -> None:
    """Nothing but ground may be painted between the arc and the corners of the widget."""
    T.apply(text_scale=scale)
    ring = Ring("Breathe out slowly", "Set 1 of 3, right side")
    ring.set_left(119_000, 120_000)
    show(ring, side, side)
    image = ring.grab().toImage()
    ground, middle, outer = image.pixelColor(0, 0), side / 2, (side - 12) / 2
    for x in range(0, side, 3):
        for y in range(0, side, 3):
            if (x - middle) ** 2 + (y - middle) ** 2 > (outer + 2) ** 2:
                assert image.pixelColor(x, y) == ground


def test_progress_leaves_out_what_has_no_length(show: Show) -> None:
    bar = ProgressSegments(((10_000, 0, 5_000), (), (0,), (20_000,)))
    show(bar, 300, 14)
    assert bar.accessibleDescription() == "Exercise 1 of 2"
    bar.set_done(15_000)
    assert bar.accessibleDescription() == "Exercise 2 of 2"
    bar.set_done(99_000)
    assert bar.accessibleDescription() == "Exercise 2 of 2"


def test_progress_without_a_session_is_empty(show: Show) -> None:
    bar = ProgressSegments()
    show(bar, 300, 14)
    bar.set_done(5)
    assert bar.accessibleDescription() == ""
    assert not bar.grab().isNull()


@given(
    st.lists(st.lists(st.integers(0, 60_000), max_size=12).map(tuple), max_size=15).map(tuple), st.integers(0, 10**6)
)
def test_progress_paints_any_session(groups_ms: tuple[tuple[int, ...], ...], done_ms: int) -> None:
    bar = ProgressSegments(groups_ms)
    bar.resize(200, 14)
    bar.set_done(done_ms)
    assert not bar.grab().isNull()


@given(
    st.sampled_from(["ready", "move_in", "hold", "move_out", "breathe", "rest", "paused", "other"]), st.floats(-1, 2)
)
def test_the_circle_stays_within_its_bounds(kind: str, fraction: float) -> None:
    assert 0 <= circle_level(kind, fraction) <= 1


def test_the_circle_is_smooth_across_phases() -> None:
    assert circle_level("move_in", 0) == circle_level("move_out", 1) == circle_level("rest", 0.5) == 0
    assert circle_level("move_in", 1) == circle_level("hold", 0.5) == circle_level("move_out", 0) == 1


def test_a_breath_takes_four_seconds_in_and_six_out() -> None:
    levels = [circle_level("breathe", breath_fraction(ms)) for ms in range(0, 10_000, 500)]
    assert max(levels) == levels[8] == 1
    assert levels[:9] == sorted(levels[:9])
    assert levels[8:] == sorted(levels[8:], reverse=True)
    assert phase_word("breathe", breath_fraction(13_900)) == "Breathe in"
    assert phase_word("breathe", breath_fraction(14_000)) == "Breathe out"


@pytest.fixture
def stage(show: Show) -> Stage:
    stage = Stage()
    stage.show_exercise("Side plank, knees", "side-lying", "On your side, knees bent.", "Right side")
    show(stage, 600, 460)
    return stage


def test_stage_speaks(stage: Stage) -> None:
    stage.set_phase("hold", 0.2)
    stage.set_caption("Push the floor away.")
    assert stage.accessibleName() == "Side plank, knees, Right side"
    assert stage.accessibleDescription() == "Hold. On your side, knees bent. Push the floor away"


def test_stage_moves_with_the_session_alone(stage: Stage) -> None:
    stage.set_phase("move_in", 0.2)
    small = pixels(stage.grab().toImage())
    stage.set_phase("move_in", 0.8)
    assert pixels(stage.grab().toImage()) != small
    stage.set_phase("move_in", 0.2)
    assert pixels(stage.grab().toImage()) == small


def test_stage_is_still_with_reduced_motion(stage: Stage) -> None:
    T.apply(reduced_motion=True)
    stage.set_phase("move_in", 0.2)
    first = pixels(stage.grab().toImage())
    stage.set_phase("move_in", 0.8)
    assert pixels(stage.grab().toImage()) == first


def test_stage_takes_its_own_word(stage: Stage) -> None:
    stage.set_phase("hold", 0.1, "Keep breathing")
    assert stage.accessibleDescription().startswith("Keep breathing")
    stage.set_phase("unheard of", 0.1)
    assert stage.accessibleDescription().startswith("On your side")


LONG = "Tuck your tailbone a little and move your hips forward until you feel a gentle stretch. " * 2


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(320, 240), (520, 370), (660, 480), (960, 760)])
@pytest.mark.parametrize("caption", ["", "Slowly back.", LONG])
def test_stage_words_do_not_meet(show: Show, size: tuple[int, int], caption: str, scale: float) -> None:
    T.apply(text_scale=scale)
    stage = Stage()
    stage.show_exercise(
        "Half-kneeling hip flexor stretch", "kneeling", "One knee down, the other foot in front", "Left"
    )
    stage.set_caption(caption)
    stage.set_phase("breathe", 0.7)
    show(stage, *size)
    plan = stage._lay_out()
    assert plan.name.bottom() <= plan.position.top()
    assert plan.position.bottom() <= plan.word.top() + 1
    assert plan.word.bottom() <= plan.caption.top()
    assert plan.caption.bottom() <= size[1]
    assert plan.name.right() <= plan.pill.left()
    assert plan.circle.top() >= plan.position.bottom() - 1
    assert plan.circle.bottom() <= plan.word.top() + 1
