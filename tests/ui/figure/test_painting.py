from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QImage, QPainter

from coach.figure.clip import Moment
from coach.figure.props import KINDS
from tests.figure.making import book, clip_of
from tests.ui.figure.clips import CALVES, FOURS, KNEE, SEATED, STAND, with_prop
from ui.figure.look import PALETTES
from ui.figure.moving import things_of
from ui.figure.outline import fill
from ui.figure.painter import FigurePainter, cut
from ui.figure.paints import paints_of
from ui.figure.shape import shape_of

SIZE = (320, 240)
Pixels = NDArray[np.int32]

PROPS = {
    "chair": 'kind = "chair", at = [0.1, 0, 0.26], turn = 180, back = true',
    "table": 'kind = "table", at = [0.34, 0, 0.5], size = [0.24, 0.5]',
    "wall": 'kind = "wall", at = [0.4, 0, 0], turn = 0, width = 0.7, height = 1.05',
    "step": 'kind = "step", at = [0.2, 0, 0.1], size = [0.26, 0.34]',
    "strap": 'kind = "strap", ends = ["hand_l", "hand_r"], round = "foot_r"',
    "stick": 'kind = "stick", along = "spine"',
    "pillow": 'kind = "pillow", at = "foot_r", by = [-0.3, 0, 0], size = [0.24, 0.1]',
    "towel": 'kind = "towel", at = "foot_r", by = [0.3, 0, 0], radius = 0.03',
    "bag": 'kind = "bag", ends = ["hand_r"]',
    "box": 'kind = "box", at = [0.25, 0, 0], size = [0.16, 0.24, 0.13]',
    "ring": 'kind = "ring", at = "lumbar2"',
    "arrow": 'kind = "arrow", at = "hand_r", way = [1, 0, 0]',
}


def painter(text: str, *, flip: bool = False, dark: bool = False, broad: bool = False) -> FigurePainter:
    clip = clip_of(text, "broad" if broad else "slight")
    return FigurePainter(clip, shape_of(broad), paints_of(dark, PALETTES[0]), book().muscles, SIZE, flip=flip)


def pixels(image: QImage) -> Pixels:
    """Blue, green, red, opacity; (height, width, 4)."""
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).astype(np.int32)


def shown(figure: FigurePainter, moment: Moment) -> Pixels:
    return pixels(figure.draw(figure.clip.pose_at(moment)))


def warmth(image: Pixels) -> Pixels:
    """Where the glow is: red over green cloth."""
    warm: Pixels = np.maximum(image[..., 2] - image[..., 1], 0) * (image[..., 3] > 200)
    return warm


def test_the_picture_is_transparent_round_the_figure() -> None:
    figure = painter(STAND)
    assert pixels(figure.back).max() == 0  # no mat, nothing that stands still
    image = shown(figure, Moment(0, 0))
    assert image[:4].max() == 0
    assert (image[..., 3] == 255).mean() > 0.03
    assert pixels(painter(FOURS).back)[..., 3].max() == 255


def test_a_still_figure_is_drawn_the_same_twice() -> None:
    figure = painter(KNEE)
    first = shown(figure, Moment(0, 1, 0.5)).copy()
    shown(figure, Moment(0, 1, 1.0))
    assert np.array_equal(first, shown(figure, Moment(0, 1, 0.5)))


def test_every_kind_of_prop_has_its_picture() -> None:
    assert set(PROPS) == set(KINDS)


@pytest.mark.parametrize("kind", PROPS)
@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_prop_paints_something(kind: str, dark: bool) -> None:
    clip = clip_of(with_prop(PROPS[kind]))
    plain = clip_of(STAND)
    looks = (shape_of(False), paints_of(dark, PALETTES[0]), book().muscles, SIZE)
    own, bare = FigurePainter(clip, *looks), FigurePainter(plain, *looks)
    # the same camera for both, so that only the prop differs
    bare.camera.scale, bare.camera.origin = own.camera.scale, own.camera.origin
    bare.at = type(own.at)(bare.shape, bare.camera)
    a, b = shown(own, Moment(1, 1)).copy(), shown(bare, Moment(1, 1))
    changed = (np.abs(a - b).sum(2) > 40) & (a[..., 3] > 60)
    assert changed.sum() > 40


def test_a_pillow_that_follows_moves_with_its_part() -> None:
    clip = clip_of(with_prop('kind = "pillow", at = "hand_r", by = [0, 0, 0.08], size = [0.2, 0.1], follow = true'))
    figure = FigurePainter(clip, shape_of(False), paints_of(False, PALETTES[0]), book().muscles, SIZE)
    low, high = (np.flatnonzero((shown(figure, Moment(k, k))[..., 3] > 200).any(0)) for k in (0, 1))
    assert high.max() > low.max() + 15


def test_the_glow_of_the_mirror_image_is_on_the_other_side() -> None:
    text = STAND.replace("sides", 'view = "front"\nbase = "stand_back"\nsides')
    figure = painter(text)
    plain = warmth(shown(figure, Moment(0, 0))).sum(0)
    mirror = warmth(shown(figure, Moment(0, 0, mirrored=True, to_mirrored=True))).sum(0)
    none = warmth(shown(painter(text.replace('muscles = ["glute_r"]', "")), Moment(0, 0))).sum(0)
    a, b = plain - none, mirror - none
    x = np.arange(SIZE[0])
    middle = SIZE[0] / 2
    assert (a * x).sum() / a.sum() > middle + 3  # seen from behind, right is right
    assert (b * x).sum() / b.sum() < middle - 3


def test_effort_makes_the_glow_stronger() -> None:
    texts = [STAND, STAND.replace("effort = 1", "effort = 0"), STAND.replace('muscles = ["glute_r"]', "")]
    strong, weak, none = (int(warmth(shown(painter(text), Moment(0, 0))).sum()) for text in texts)
    assert strong - none > 1.5 * (weak - none) > 0


def test_a_folded_thigh_does_not_hide_the_glow_of_its_glute() -> None:
    glowing, plain = (
        int(warmth(shown(painter(text), Moment(1, 1))).sum())
        for text in (KNEE, KNEE.replace('muscles = ["glute_r"]', ""))
    )
    assert glowing > plain + 12_000


@pytest.mark.parametrize(
    "text", [STAND, SEATED.replace("mat = false", 'mat = false\nmuscles = ["oblique_r", "low_back"]')]
)
def test_the_glow_stays_on_the_body(text: str) -> None:
    """Neither what stands behind it nor an arm beside it is stained."""
    figure, plain = painter(text), painter("\n".join(line for line in text.split("\n") if "muscles" not in line))
    glowing, cold = shown(figure, Moment(0, 0)).copy(), shown(plain, Moment(0, 0)).copy()
    stained = np.abs(glowing - cold).sum(2) > 6
    body = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    body.fill(0)
    p = QPainter(body)
    for key, polys in figure.at.flat.polys.items():
        if key.split(":")[0] in ("torso", "torso over", "pelvis", "thigh_l", "thigh_r"):
            fill(p, QBrush(Qt.GlobalColor.black), polys, figure.at.fine)
    p.end()
    on = pixels(body)[..., 3] > 0
    near = on.copy()
    for dy, dx in ((0, 2), (0, -2), (2, 0), (-2, 0)):
        near |= np.roll(on, (dy, dx), (0, 1))
    assert stained.sum() > 60
    assert not (stained & ~near).any()


@pytest.mark.parametrize("kind", ["stick", "bag", "strap"])
def test_what_the_hands_hold_is_in_the_picture(kind: str) -> None:
    figure = painter(with_prop(PROPS[kind]))
    for key in (0, 1):
        pose = figure.clip.pose_at(Moment(key, key))
        paints = paints_of(False, PALETTES[0])
        for thing in things_of(figure.clip.scene.props, pose, figure.clip.body, figure.camera, paints):
            at = figure.camera.project(thing.points)
            assert (at > 0).all()
            assert (at < SIZE).all()


def test_eyes_close() -> None:
    front = SEATED.replace("threequarter", "front").replace("mat", 'base = "stand_front"\nmat')
    closed, opened = (shown(painter(t), Moment(0, 0)).copy() for t in (front, front.replace("eyes = 0", "eyes = 1")))
    dark = [(image[..., :3].max(2) < 70) & (image[..., 3] == 255) for image in (closed, opened)]
    assert np.abs(closed - opened).sum(2).astype(bool).sum() < 400  # only in the face
    assert dark[1].sum() > dark[0].sum()


def test_the_other_side_shows_the_mirror_image() -> None:
    one, other = (shown(painter(KNEE, flip=flip), Moment(1, 1))[..., 3].copy() for flip in (False, True))
    assert np.abs(one - other[:, ::-1]).mean() < 3
    assert np.abs(one - other).mean() > 10


def test_nothing_is_drawn_through_the_mat() -> None:
    """On the floor the outline stays above where the floor is: what would sink in is pressed flat."""
    figure = painter(CALVES.replace('props = [{ kind = "chair", under = "calves" }]', ""))
    figure.draw(figure.clip.pose_at(Moment(0, 0)))
    at = figure.at
    high = np.sqrt(((at.axes * at.rad[:, None, :]) ** 2).sum(2))[:, 1] / figure.camera.scale
    up = figure.camera.M[1, 2]
    flat_low = at.points[:, 2] - high / abs(up)
    lying = (at.points[:, 2] < 0.08) & (at.points[:, 2] > 0)
    assert lying.any()
    assert at.points[lying, 2].min() > 0.002
    assert np.isfinite(flat_low).all()


def test_builds_differ() -> None:
    slight, broad = (shown(painter(STAND, broad=b), Moment(0, 0))[..., 3] == 255 for b in (False, True))
    assert (slight != broad).sum() > 100


@pytest.mark.parametrize("text", [STAND, FOURS])
def test_cut_pieces_make_up_the_whole_picture(text: str) -> None:
    figure = painter(text)
    image = figure.draw(figure.clip.pose_at(Moment(0, 1, 0.4)))
    whole, built = pixels(image), np.zeros((SIZE[1], SIZE[0], 4), np.int32)
    pieces = cut(image)
    for piece, at in pieces:
        built[at.y() : at.y() + piece.height(), at.x() : at.x() + piece.width()] = pixels(piece)
    assert np.array_equal(whole, built)
    assert sum(piece.sizeInBytes() for piece, _at in pieces) < 0.8 * image.sizeInBytes()
