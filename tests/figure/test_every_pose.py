"""What holds for every bundled exercise, both builds, both sides, at any time of a session."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.figure.body import BUILDS, BuildName
from coach.figure.check import BODY_CM, SINK_CM, SLIDE_CM, motion_faults
from coach.figure.clip import Clip, Moment, Pose
from coach.figure.collide import deepest
from coach.figure.keys import LIMBS, REP_PHASES, Phase
from coach.figure.skeleton import BI, BONES, FORE, SHANK, THIGH, TWIN, UPPER, bone_lengths
from coach.figure.timing import phase_moment, preview_moment, preview_seconds, transitions
from tests.figure.making import book

IDS = book().ids
_LENGTHS = {"thigh": THIGH, "shank": SHANK, "upper": UPPER, "fore": FORE}
#: Seconds that the dosages give a phase, from the shortest to the longest.
_PHASE_S = st.floats(0.5, 60)
#: Of each exercise; there are 68 of them.
A_FEW = max(4, settings.default.max_examples // 25) if settings.default else 4
#: A picture of a session at 30 a second.
_STEP_S = 1 / 30


def across(clip: Clip) -> tuple[int, int, int]:
    """What a point is multiplied with in the mirror image."""
    return (-1, 1, 1) if clip.grounding.base in ("stand_front", "stand_back") else (1, -1, 1)


def lowest_cm(clip: Clip, pose: Pose) -> float:
    heights = [clip.body.heights(pose.R, pose.P, region).min() for region in ("trunk", "arms", "legs", "feet", "head")]
    return float(min(heights)) * BODY_CM


@pytest.mark.parametrize("exercise", IDS)
def test_no_faults_in_motion_with_the_broad_build(exercise: str) -> None:
    # The slight one is checked by the test of `main.py check`.
    clip = book().clip(exercise, "broad")
    assert [str(fault) for fault in motion_faults(clip, book().shared)] == []


@pytest.mark.parametrize("exercise", IDS)
@settings(max_examples=A_FEW)
@given(
    phase=st.sampled_from(REP_PHASES), share=st.floats(0, 1), length=_PHASE_S, first=st.booleans(),
    mirrored=st.booleans(), build=st.sampled_from(BUILDS),
)  # fmt: skip
def test_the_body_holds_at_any_moment(
    exercise: str, phase: Phase, share: float, length: float, first: bool, mirrored: bool, build: BuildName
) -> None:
    clip = book().clip(exercise, build)
    moment = phase_moment(clip, phase, share * length, length, first=first, mirrored=mirrored)
    pose = clip.pose_at(moment)
    assert np.isfinite(pose.P).all()
    assert np.isfinite(pose.R).all()
    assert lowest_cm(clip, pose) >= -SINK_CM
    for bone, real in bone_lengths(pose.P).items():
        assert real == pytest.approx(_LENGTHS[bone[:-2]], abs=1e-6)
    assert pose.R @ pose.R.transpose(0, 2, 1) == pytest.approx(np.broadcast_to(np.eye(3), pose.R.shape), abs=1e-6)
    assert deepest(clip.body, pose) is None
    assert_planted(clip, moment, pose)


def assert_planted(clip: Clip, moment: Moment, pose: Pose) -> None:
    """Hands and feet that both keys fix to the same spot are on it."""
    a, b = clip.keys[moment.key], clip.keys[moment.to]
    for limb in LIMBS:
        pin = a.pin(limb)
        if pin != b.pin(limb) or pin.on not in ("floor", "spot"):
            continue
        # Neither floor nor spot depends on the pose.
        want = clip.target(pose.R, pose.P, limb, pin, pose.P[BI[limb]])
        real = pose.P[BI[limb]]
        if pose.mirrored:
            want, real = want * across(clip), pose.P[TWIN[BI[limb]]]
        assert np.linalg.norm(want - real) * BODY_CM <= SLIDE_CM


@pytest.mark.parametrize("exercise", IDS)
def test_nothing_flips_over_from_picture_to_picture(exercise: str) -> None:
    """No point of the body moves much further in one picture than in the ones beside it."""
    clip = book().clip(exercise)
    for a, b in transitions(clip):
        seconds = max(clip.keys[b].move, 0.3)
        count = round(seconds / _STEP_S)
        poses = [clip.pose_at(Moment(a, b, k / count, seconds=seconds)) for k in range(count + 1)]
        points = np.array([clip.body.stations(pose.R, pose.P) for pose in poses])
        steps = np.linalg.norm(np.diff(points, axis=0), axis=2) * BODY_CM
        beside = np.maximum(np.pad(steps, ((1, 0), (0, 0)))[:-1], np.pad(steps, ((0, 1), (0, 0)))[1:])
        over = steps - (2.2 * beside + 2.0)
        worst = np.unravel_index(int(over.argmax()), over.shape)
        assert over.max() <= 0, (a + 1, b + 1, int(worst[0]), BONES[clip.body.bone[worst[1]]], steps[worst])


@pytest.mark.parametrize("exercise", IDS)
def test_the_same_moment_is_the_same_body(exercise: str) -> None:
    clip = book().clip(exercise)
    moment = preview_moment(clip, preview_seconds(clip) * 0.37)
    first = clip.pose_at(moment)
    clip.pose_at(preview_moment(clip, 0.5))  # nothing is remembered from one call to the next
    again = clip.pose_at(moment)
    assert np.array_equal(first.P, again.P)
    assert np.array_equal(first.R, again.R)


@pytest.mark.parametrize("exercise", [i for i in IDS if book().spec(i).sides in ("alternating", "halves")])
def test_the_other_side_is_the_mirror_image(exercise: str) -> None:
    clip = book().clip(exercise)
    for key in range(len(clip.keys)):
        one, other = clip.pose_at(Moment(key, key)), clip.pose_at(Moment(key, key, mirrored=True, to_mirrored=True))
        assert np.abs(other.P - (one.P * across(clip))[TWIN]).max() < 1e-9


def test_every_exercise_of_the_facts_has_poses() -> None:
    assert len(IDS) == 68


def test_the_poses_know_the_sides_of_the_library() -> None:
    from coach.library.read import read_library
    from coach.paths import bundled

    for exercise in read_library(bundled("data")).exercises.values():
        assert book().spec(exercise.id).sides == exercise.sides
