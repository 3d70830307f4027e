"""The body as it is drawn: its parts, their outlines, and hands with fingers that close.

The stations of `coach.figure.body` carry the figure; here they are sorted into parts that can be drawn in any order
(a leg in thigh and shank, an arm in upper arm, forearm and hand), and the plain hands are replaced by finer ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coach.figure.body import WAIST, Body, body_of
from coach.figure.rotation import Array
from coach.figure.skeleton import BI, BONES, SIDES

Kind = Literal["tube", "ball", "hull", "finger", "strip"]
Point = tuple[float, float, float]

PARTS: tuple[str, ...] = (
    "torso",
    "pelvis",
    "neck",
    "head",
    *(f"{part}_{side}" for part in ("arm", "fore", "hand", "thigh", "shank") for side in SIDES),
)
#: Parts that grow out of each other; drawn together they show no seam.
BONDS: frozenset[frozenset[str]] = frozenset(
    frozenset(pair)
    for s in SIDES
    for pair in (
        ("pelvis", f"thigh_{s}"),
        (f"thigh_{s}", f"shank_{s}"),
        (f"arm_{s}", f"fore_{s}"),
        (f"fore_{s}", f"hand_{s}"),
    )
)
#: Knuckles of index to little finger: thumbwards, down the hand, thickness, lengths to the middle joint and the tip.
_FINGERS = (
    (0.0162, -0.0510, 0.0076, 0.0220, 0.0195),
    (0.0056, -0.0535, 0.0078, 0.0245, 0.0215),
    (-0.0052, -0.0520, 0.0075, 0.0225, 0.0200),
    (-0.0152, -0.0480, 0.0066, 0.0175, 0.0155),
)
#: The fingers' outer joints bend this much more than the knuckles.
_CURL = 1.35
#: Thumb joints, thumbwards, palmwards, down: of an open hand and of a fist; thickness.
_THUMB = (
    ((0.0120, 0.0040, -0.0200), (0.0120, 0.0070, -0.0220), 0.0112),
    ((0.0265, 0.0080, -0.0380), (0.0215, 0.0230, -0.0400), 0.0086),
    ((0.0340, 0.0095, -0.0570), (0.0000, 0.0360, -0.0490), 0.0068),
)
_SHOULDER = 0.45
_FIST = math.radians(75)
#: Where a strap or stick runs through the closed hand: thumbwards, palmwards, down.
GRIP = (0.0, 0.0180, -0.0490)


@dataclass(frozen=True, slots=True)
class Outline:
    """One closed line round some stations; it is drawn with whatever asks for one of its keys.

    A strip without its first station is drawn for the key `shorter`.
    """

    keys: tuple[str, ...]
    kind: Kind
    stations: tuple[int, ...]
    shorter: str = ""


@dataclass(frozen=True, slots=True)
class Hem:
    """Where a garment ends: a ring at a station. `way` 1 opens towards the station's own up, -1 downwards."""

    part: str
    after: str
    station: int
    way: int
    cloth: str
    within: str


@dataclass(frozen=True, slots=True)
class _Hand:
    side: str
    sign: int
    bone: int
    finger: int
    rows: slice
    fingers: tuple[tuple[int, int, int], ...]


class Shape:
    """Everything that is drawn of one body.

    `bone` (n,), `off` (n, 3), `rad` (n, 3) as in `Body`, with more stations. `fine` are the outlines of the flat layer
    with keys "part:material", `coarse` those of the soft one with keys "part" and "part/limb" (without the end that
    joins the next part). `touch` names for each part the stations that tell which part is in front.
    """

    def __init__(self, body: Body, *, broad: bool) -> None:
        self.body, self.broad = body, broad
        self._bones = body.bone.tolist()
        self._offs: list[Sequence[float]] = body.off.tolist()
        self._rads: list[Sequence[float]] = body.rad.tolist()
        self.fine: list[Outline] = []
        self.coarse: list[Outline] = []
        self.hems: list[Hem] = []
        self.touch: dict[str, list[int]] = {part: [] for part in PARTS}
        self.hands: list[_Hand] = []
        self._trunk()
        for side in SIDES:
            self._leg(side)
            self._arm(side)
        for k, side in enumerate(SIDES):
            self._hand(side, 1 - 2 * k)
        self.bone: NDArray[np.intp] = np.array(self._bones)
        self.off: Array = np.array(self._offs, float)
        self.rad: Array = np.array(self._rads, float)
        self.bun = next(i for part, _m, i in body.balls if part == "bun")

    def offsets(self, r: Array) -> Array:
        """The stations' points (n, 3) in the axes of their bones, fingers bent as in rotations `r`."""
        off = self.off.copy()
        for hand in self.hands:
            off[hand.rows] = _hand_points(self.bend(r, hand), hand.sign)
        return off

    @staticmethod
    def bend(r: Array, hand: _Hand) -> float:
        """How far the knuckles of a hand are bent towards the palm, in radians."""
        tip = -(r[hand.bone].T @ r[hand.finger][:, 2])
        return math.atan2(-hand.sign * float(tip[1]), float(-tip[2]))

    def _station(self, bone: str, off: Point, rad: Point) -> int:
        self._bones.append(BI[bone])
        self._offs.append(off)
        self._rads.append(rad)
        return len(self._bones) - 1

    def _flat(self, part: str, material: str, kind: Kind, ids: Sequence[int]) -> None:
        self.fine.append(Outline((f"{part}:{material}",), kind, tuple(ids)))

    def _soft(self, part: str, kind: Kind, ids: Sequence[int], *, limb: bool = True) -> None:
        self.coarse.append(Outline((part, f"{part}/limb") if limb else (part,), kind, tuple(ids)))

    def _limb(self, part: str, kind: Kind, ids: Sequence[int]) -> None:
        self.coarse.append(Outline((f"{part}/limb",), kind, tuple(ids)))

    def _trunk(self) -> None:
        body = self.body
        spine, neck = body.spine, body.neck
        self.fine.append(Outline(("torso:top",), "strip", tuple(spine[WAIST - 2 :]), "torso over:top"))
        self._soft("torso", "strip", spine[WAIST - 2 :])
        for part, material, ids in (("pelvis", "bottom", spine[:WAIST]), ("neck", "skin", neck)):
            self._flat(part, material, "tube", ids)
            self._soft(part, "tube", ids)
        # The ends are rounded; but the waistband is cut straight, its ring is drawn as a hem.
        torso, pelvis = spine[WAIST - 2 :], spine[:WAIST]
        for part, material, flat, soft in (
            ("torso", "top", (torso[0], torso[-1]), (torso[0], torso[-1])),
            ("pelvis", "bottom", (pelvis[0],), (pelvis[0], pelvis[-1])),
            ("neck", "skin", (neck[0],), (neck[0],)),
        ):
            for end in flat:
                self._flat(part, material, "ball", [end])
            for end in soft:
                self._soft(part, "ball", [end])
        for part, material, hull in body.hulls:
            if part in ("torso", "head"):
                self._flat(part, material, "hull", hull)
                self.touch[part] += hull
                if part == "head" or BONES[self._bones[hull[0]]] == "thoracic4":
                    self._soft(part, "hull", hull)
            elif part == "nose":
                self._flat("nose", material, "hull", hull)
        for part, material, ball in body.balls:
            if part == "bun":
                self._flat("bun", material, "ball", [ball])
                self._soft("bun", "ball", [ball])
        self.touch["torso"] += spine[WAIST + 1 :: 2]
        self.touch["pelvis"] += spine[: WAIST + 1 : 2]
        self.touch["neck"] += neck[1:4]
        for sign in (1, -1):  # from the neck to the shoulder
            slope = self._station("thoracic5", (0.002, sign * 0.034, 0.018), (0.030, 0.026, 0.018))
            edge = self._station("thoracic5", (0.006, sign * 0.074, 0.000), (0.034, 0.024, 0.026))
            for key in ("torso", "torso over"):
                self._flat(key, "top", "hull", (slope, edge))
        self._flat("torso over", "top", "ball", [spine[-1]])
        for _part, _material, hull in [h for h in body.hulls if h[0] == "torso"]:
            self._flat("torso over", "top", "hull", hull)
        self.hems.append(Hem("pelvis", "torso", spine[WAIST - 1], 1, "bottom", "top"))

    def _leg(self, s: str) -> None:
        body, thigh, shank = self.body, f"thigh_{s}", f"shank_{s}"
        upper, legging, calf = (ids for part, _m, ids in body.tubes if part == f"leg_{s}")
        for material, part, ids in (("bottom", thigh, upper), ("bottom", shank, legging), ("skin", shank, calf)):
            self._flat(part, material, "tube", ids)
        self._soft(thigh, "tube", upper, limb=False)
        self._limb(thigh, "tube", [*upper[2:], upper[-1], upper[-1]])
        self._soft(shank, "tube", [*legging[:7:2], *calf[1::2]], limb=False)
        self._limb(shank, "tube", [*legging[3:6], legging[7], calf[2], *calf[3::2]])
        for part, material, ball in body.balls:
            if part != f"leg_{s}":
                continue
            own = BONES[self._bones[ball]]
            if own == thigh:  # the hip
                self._flat(thigh, material, "ball", [ball])
                self._soft(thigh, "ball", [ball], limb=False)
            elif own == shank:  # the knee rounds both
                for one in (thigh, shank):
                    self._flat(one, material, "ball", [ball])
                    self._soft(one, "ball", [ball], limb=False)
            else:
                self._flat(shank, material, "ball", [ball])
        hulls = [hull for part, _m, hull in body.hulls if part == f"leg_{s}"]
        seat, (heel, ankle, _instep), (_heel, _mid, ball_of_foot), (_ball, toe) = hulls
        self._flat(thigh, "bottom", "hull", seat)
        self._soft(thigh, "hull", seat, limb=False)
        inner = -1 if s == "l" else 1
        big = self._station(f"toe_{s}", (0.0290, inner * 0.0120, 0.0015), (0.0150, 0.0100, 0.0095))
        for hull in (*hulls[1:], (ball_of_foot, big)):
            self._flat(shank, "skin", "hull", hull)
        self._soft(shank, "hull", (heel, ankle, ball_of_foot, toe))
        self.touch[thigh] += [*upper[::2], upper[-1]]
        self.touch[shank] += [*legging[1::3], *calf[2::3], calf[-1], heel, toe]
        self.hems.append(Hem(shank, "", legging[-1], -1, "bottom", "skin"))

    def _arm(self, s: str) -> None:
        body, arm, fore = self.body, f"arm_{s}", f"fore_{s}"
        skin, sleeve = (ids for part, _m, ids in body.tubes if part == arm)
        (lower,) = (ids for part, _m, ids in body.tubes if part == fore)
        for material, part, ids in (("skin", arm, skin), ("top", arm, sleeve), ("skin", fore, lower)):
            self._flat(part, material, "tube", ids)
        self._soft(arm, "tube", [*sleeve[:7:2], *skin[1::2]], limb=False)
        self._limb(arm, "tube", [*sleeve[3:7:2], *skin[1::2]])
        self._soft(fore, "tube", lower, limb=False)
        self._limb(fore, "tube", [*lower[2:], lower[-1], lower[-1]])
        for part, material, ball in body.balls:
            if part == arm:
                # A wide shoulder must not stand off from its sleeve, nor higher than the shirt.
                x, y, z = self._offs[ball]
                self._offs[ball] = (x, y * _SHOULDER, z - 0.004)
                deep, wide, high = self._rads[ball]
                self._rads[ball] = (deep, wide, min(high * 0.9, 0.036))
                self._flat(arm, material, "ball", [ball])
                self._soft(arm, "ball", [ball], limb=False)
            elif part == fore:
                elbow = BONES[self._bones[ball]] == fore
                for one in (arm, fore) if elbow else (fore, f"hand_{s}"):
                    self._flat(one, material, "ball", [ball])
                    self._soft(one, "ball", [ball], limb=False)
        self.touch[arm] += [*sleeve[1::3], *skin[2::3], skin[-1]]
        self.touch[fore] += [*lower[::2], lower[-1]]
        self.hems.append(Hem(arm, "", sleeve[-1], -1, "top", "skin"))

    def _hand(self, s: str, sign: int) -> None:
        part, bone = f"hand_{s}", f"hand_{s}"
        start = len(self._bones)
        radii: list[Point] = [(0.0158, 0.0118, 0.0135), (0.0222, 0.0102, 0.0110)]
        radii += [(r, r, r) for *_at, r in _THUMB]
        for _x, _z, r, _first, _second in _FINGERS:
            radii += [(r, r, r), (r * 0.95, r * 0.95, r * 0.95), (r * 0.82, r * 0.82, r * 0.82)]
        points = _hand_points(0.0, sign)
        ids = [self._station(bone, (x, y, z), rad) for (x, y, z), rad in zip(points.tolist(), radii, strict=True)]
        wrist, knuckles, thenar, thumb, thumb_tip = ids[:5]
        fingers = tuple((ids[k], ids[k + 1], ids[k + 2]) for k in range(5, 17, 3))
        self.hands.append(_Hand(s, sign, BI[bone], BI[f"finger_{s}"], slice(start, start + len(ids)), fingers))
        self._flat(part, "skin", "hull", (wrist, knuckles, thenar))
        self._flat(part, "skin", "finger", (thenar, thumb))
        self._flat(part, "skin", "finger", (thumb, thumb_tip))
        for base, middle, tip in fingers:
            self._flat(part, "skin", "finger", (base, middle))
            self._flat(part, "skin", "finger", (middle, tip))
        (i0, i1, i2), *_between, (l0, l1, l2) = fingers
        self._soft(part, "hull", (wrist, knuckles, i1, l1), limb=False)
        self._limb(part, "hull", (i0, l0, i1, l1))
        self._soft(part, "hull", (i1, l1, i2, l2))
        self.touch[part] += [knuckles, thumb, fingers[1][1], fingers[1][2]]


def _hand_points(bend: float, sign: int) -> Array:
    """The points (17, 3) of a hand in its axes: wrist, knuckles, thumb (3), fingers (4 x 3)."""
    closed = min(max(bend / _FIST, 0.0), 1.0)
    rows = [(0.0, 0.001, -0.010), (0.0, 0.004, -0.044)]
    rows += [
        (a[0] + (b[0] - a[0]) * closed, a[1] + (b[1] - a[1]) * closed, a[2] + (b[2] - a[2]) * closed)
        for a, b, _r in _THUMB
    ]
    fan = 0.16 * (1 - closed)
    outer = min(bend * (1 + _CURL), math.radians(192)) if bend > 0 else bend
    for x, z, _r, first, second in _FINGERS:
        y0 = 0.005
        x1, y1, z1 = x * (1 + fan), y0 + first * math.sin(bend), z - first * math.cos(bend)
        x2, y2, z2 = x1 * (1 + fan * 0.8), y1 + second * math.sin(outer), z1 - second * math.cos(outer)
        rows += [(x, y0, z), (x1, y1, z1), (x2, y2, z2)]
    points = np.array(rows)
    points[:, 1] *= -sign  # the palm faces inwards
    return points


def grip(sign: int) -> Array:
    """Where a strap or stick runs through a closed hand, in the axes of the hand: (3,)."""
    return np.array([GRIP[0], -sign * GRIP[1], GRIP[2]])


@cache
def shape_of(broad: bool) -> Shape:
    """The shape of a build; there is one of each."""
    return Shape(body_of("broad" if broad else "slight"), broad=broad)
