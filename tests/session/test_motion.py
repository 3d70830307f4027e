"""The figure is a function of the timeline and the position."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.library.read import read_library
from coach.paths import bundled
from coach.session.motion import Motion, line_moments, motion_at
from coach.session.timeline import Segment, Timeline, compile_timeline
from tests.figure.making import RAISE, book, clip_of

HOLD_MS = 4_000


def rep(side: str | None, n: int, line: int = 0, **times: int) -> list[Segment]:
    kinds = times or {"move_in": 2000, "hold": HOLD_MS, "move_out": 2000, "gap": 3000}
    return [
        Segment(start_ms=0, duration_ms=ms, kind=kind, line=line, exercise="x", side=side, set=1, rep=n)  # type: ignore[arg-type]
        for kind, ms in kinds.items()
    ]


def line_of(*parts: Segment | list[Segment]) -> Timeline:
    segments: list[Segment] = []
    at = 0
    for part in parts:
        for segment in part if isinstance(part, list) else [part]:
            made = Segment(**{f: getattr(segment, f) for f in segment.__struct_fields__} | {"start_ms": at})
            segments.append(made)
            at += made.duration_ms
    return Timeline("t", "t", tuple(segments), 1)


def setup(ms: int) -> Segment:
    return Segment(start_ms=0, duration_ms=ms, kind="setup", line=0, exercise="x")


def switch(ms: int) -> Segment:
    return Segment(start_ms=0, duration_ms=ms, kind="switch_sides", line=0, exercise="x", side="left")


EACH = RAISE.replace('"alternating"', '"each"')
HALVES = RAISE.replace('"alternating"', '"halves"')


def test_work_side_by_side_flips_the_picture_for_the_left() -> None:
    clip = clip_of(EACH)
    timeline = line_of(setup(1000), rep("right", 1), switch(5000), rep("left", 1))
    assert motion_at(timeline, 500, clip).flip is False
    assert motion_at(timeline, 4000, clip) == Motion(motion_at(timeline, 4000, clip).moment, False)
    assert motion_at(timeline, 1000 + 11_000 + 100, clip).flip is True  # the switch already shows the side to come
    assert motion_at(timeline, 1000 + 11_000 + 6000, clip).flip is True
    assert motion_at(timeline, 1000 + 11_000 + 6000, clip).moment.mirrored is False


def test_sides_that_take_turns_change_the_limbs_and_keep_the_camera() -> None:
    clip = clip_of(RAISE)
    timeline = line_of(setup(1000), rep("right", 1), rep("left", 2))
    assert motion_at(timeline, 2000, clip).moment.mirrored is False
    left = motion_at(timeline, 13_000, clip)
    assert (left.flip, left.moment.mirrored) == (False, True)


def test_a_change_half_way_is_a_movement_in_the_gap() -> None:
    clip = clip_of(HALVES)
    timeline = line_of(rep("right", 1), rep("left", 2))
    middle = motion_at(timeline, 10_000, clip).moment
    assert (middle.mirrored, middle.to_mirrored, middle.x) == (False, True, 0.5)
    assert motion_at(timeline, 21_500, clip).moment.to_mirrored is True  # nothing follows: it stays


def test_the_first_repetition_comes_from_the_start_pose() -> None:
    wave = RAISE.replace("like = 1\nmove = 1\nstay = 1", "move = 1\nlumbar = { flex = 10 }")
    clip = clip_of(wave.replace("alternating", "none"))
    timeline = line_of(setup(1000), rep(None, 1), rep(None, 2))
    assert motion_at(timeline, 1500, clip).moment.key == 0
    assert motion_at(timeline, 12_500, clip).moment.key == 2


def test_a_longer_setup_shows_the_movement_once_and_ends_still() -> None:
    clip = clip_of(EACH)
    long, short = line_of(setup(15_000), rep("right", 1)), line_of(setup(5_000), rep("right", 1))
    shown = {motion_at(long, ms, clip).moment.to for ms in range(0, 15_000, 250)}
    assert 1 in shown
    assert motion_at(long, 14_900, clip).moment.key == 0
    assert {motion_at(short, ms, clip).moment.to for ms in range(0, 5_000, 250)} == {0}


def test_what_is_drawn_ahead_is_what_comes() -> None:
    clip = clip_of(EACH)
    timeline = line_of(setup(5_000), rep("right", 1), rep("right", 2))
    ahead = list(line_moments(timeline, 0, clip, 100))
    assert ahead == [motion_at(timeline, ms, clip).moment for ms in range(5_000, 16_000, 100)]


def test_both_sides_are_drawn_ahead_where_they_take_turns() -> None:
    clip = clip_of(RAISE)
    timeline = line_of(setup(5_000), rep("right", 1), rep("left", 2), rep("right", 3))
    ahead = list(line_moments(timeline, 0, clip, 100))
    assert ahead == [motion_at(timeline, ms, clip).moment for ms in range(5_000, 27_000, 100)]


LIBRARY = read_library(bundled("data"))
TEMPLATES = [session for program in LIBRARY.programs.values() for session in program.sessions]


@given(st.sampled_from(TEMPLATES), st.floats(0, 1), st.sampled_from(["left", "right"]))
def test_every_moment_of_every_session_has_a_motion_without_a_jump(session: object, share: float, first: str) -> None:
    timeline = compile_timeline(session, LIBRARY, first)  # type: ignore[arg-type]
    ms = round(share * timeline.total_ms)
    segment = timeline.segments[timeline.index_at(ms)]
    clip = book().clip(segment.exercise)
    now = motion_at(timeline, ms, clip)
    assert now == motion_at(timeline, ms, clip)
    later_ms = min(ms + 33, timeline.total_ms)
    later = timeline.segments[timeline.index_at(later_ms)]
    then = motion_at(timeline, later_ms, clip)
    if later.line == segment.line and then.flip == now.flip:
        a, b = clip.pose_at(now.moment), clip.pose_at(then.moment)
        assert abs(a.P - b.P).max() * 170 < 15
