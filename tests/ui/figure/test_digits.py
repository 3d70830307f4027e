from __future__ import annotations

from coach.figure.clip import Moment
from tests.figure.making import clip_of
from tests.ui.figure.clips import STAND
from ui.figure.camera import Camera
from ui.figure.digits import fingers, toes
from ui.figure.projection import Projection
from ui.figure.shape import shape_of


def test_toes_are_parted_where_they_look_at_the_viewer() -> None:
    clip = clip_of(STAND)
    pose = clip.pose_at(Moment(0, 0))
    ahead = float(abs(pose.R[0][0, 0])) > 0.9
    assert ahead  # it faces along x: a walk of a quarter round it shows its toes
    shown = {}
    for turn in (90.0, -90.0):
        camera = Camera((turn, 12.0))
        at = Projection(shape_of(False), camera)
        at.place(pose)
        path, strength = toes(at, pose, "shank_r")
        shown[strength > 0] = path
        assert (path.elementCount() > 0) == (strength > 0)
    assert set(shown) == {True, False}
    box, feet = shown[True].boundingRect(), shape_of(False).touch["shank_r"]
    assert 0 < box.width() < 0.06
    assert len(feet) > 0


def test_gaps_between_fingers_are_seen_on_the_flat_of_a_hand_only() -> None:
    clip = clip_of(STAND)
    pose = clip.pose_at(Moment(1, 1))
    strengths = []
    for view in ((0.0, 0.0), (0.0, 89.0), (90.0, 0.0)):
        at = Projection(shape_of(False), Camera(view))
        at.place(pose)
        strengths.append(fingers(at, pose, "hand_r")[1])
    assert max(strengths) > 0.8
    assert min(strengths) == 0.0
