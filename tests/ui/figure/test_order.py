from __future__ import annotations

import pytest

from coach.figure.clip import Clip, Moment
from tests.figure.making import clip_of
from tests.ui.figure.clips import CALVES, FOURS, KNEE, SEATED, STAND, with_prop
from ui.figure.layers import Step
from ui.figure.look import Look
from ui.figure.painter import FigurePainter
from ui.figure.paints import paints_of
from ui.figure.shape import PARTS, shape_of

CROSSED = (
    STAND.replace("mat = false", 'view = "front"\nbase = "stand_front"\nmat = false')
    .replace("flex = 90, abd = 0", "flex = 60, rot = -60")
    .replace("elbow_r = { flex = 0 }", "elbow_r = { flex = 95 }")
)


def steps(clip: Clip, key: int, *, flip: bool = False) -> list[Step]:
    from tests.figure.making import book

    painter = FigurePainter(
        clip, shape_of(False), paints_of(False, Look().palette), book().muscles, (400, 300), flip=flip
    )
    painter.draw(clip.pose_at(Moment(key, key)))
    return painter.steps


def order(clip: Clip, key: int, *, flip: bool = False) -> list[str]:
    return [part for step in steps(clip, key, flip=flip) for part in step.parts]


def before(parts: list[str], first: str, then: str) -> bool:
    return parts.index(first) < parts.index(then)


@pytest.mark.parametrize("text", [STAND, KNEE, FOURS, SEATED, CALVES])
def test_every_part_is_drawn_once(text: str) -> None:
    clip = clip_of(text)
    for key in range(len(clip.keys)):
        assert sorted(order(clip, key)) == sorted(PARTS)


def test_the_far_side_is_drawn_first_and_the_other_way_round_from_the_other_side() -> None:
    clip = clip_of(FOURS)
    parts = order(clip, 0)
    assert before(parts, "arm_l", "torso")
    assert before(parts, "torso", "arm_r")
    assert before(parts, "thigh_l", "thigh_r")


def test_of_two_hands_round_a_thigh_the_near_one_is_in_front() -> None:
    parts = order(clip_of(KNEE), 1)
    assert before(parts, "fore_l", "thigh_r")
    assert before(parts, "thigh_r", "fore_r")
    assert before(parts, "hand_l", "hand_r")
    assert before(parts, "thigh_r", "hand_r")


def test_an_arm_across_the_chest_is_in_front_of_it() -> None:
    clip = clip_of(CROSSED)
    assert before(order(clip, 1), "torso", "fore_r")


def test_an_arm_in_front_covers_the_ring_round_the_waist() -> None:
    drawn = steps(clip_of(with_prop('kind = "ring", at = "thoracic2"', CROSSED)), 1)
    back, front = (i for i, step in enumerate(drawn) if step.draw is not None)
    where = {part: i for i, step in enumerate(drawn) for part in step.parts}
    assert back < where["torso"] < front
    assert where["pelvis"] < front < where["fore_r"]


def test_from_the_front_hips_and_legs_are_one_shape() -> None:
    together = [set(step.parts) for step in steps(clip_of(CROSSED), 0)]
    assert any({"pelvis", "thigh_l", "thigh_r", "shank_l", "shank_r"} <= parts for parts in together)


def test_a_pose_file_has_the_last_word() -> None:
    text = FOURS.replace("[[keys]]", 'order = { arm_l = "front", leg_r = "back" }\n[[keys]]', 1)
    parts = order(clip_of(text), 0)
    assert parts[-1] == "arm_l"
    assert set(parts[:2]) == {"thigh_r", "shank_r"}


def test_a_straight_leg_is_one_shape_and_a_folded_one_is_two() -> None:
    together = [step.parts for step in steps(clip_of(FOURS), 1)]
    assert any({"thigh_r", "shank_r"} <= set(parts) for parts in together)
    folded = clip_of(FOURS.replace("knee_r = { flex = 4 }", "knee_r = { flex = 150 }"))
    assert not any({"thigh_r", "shank_r"} <= set(step.parts) for step in steps(folded, 1))


def test_calves_lie_on_the_seat_and_thighs_stand_behind_its_near_legs() -> None:
    drawn = steps(clip_of(CALVES), 0)
    solids = [i for i, step in enumerate(drawn) if step.draw is not None]
    assert solids
    where = {part: i for i, step in enumerate(drawn) for part in step.parts}
    assert where["shank_r"] > min(solids)
    assert where["pelvis"] < max(solids)
