"""The skeleton: bones, their lengths, the movements of the joints and forward kinematics.

World: x to the right of the side view, y away from the viewer, z up. Body: x to its front, y to its left, z towards
its head. The unit of length is the height of the body. The resting figure stands upright, arms by its sides.

Movements are named as the field names them: flexion is forward (ankle: toes up, pelvis: anterior tilt), abduction and
rotation are outward, the spine bends sideways and turns to the left. Angles are degrees. The legs hang
from the root and the spine from the pelvis, so that a pelvic tilt rolls between still thighs.
"""

from __future__ import annotations

import math

import numpy as np

from coach.figure.rotation import RAD, Array

SIDES = ("l", "r")
#: Lengths as shares of the height of the body: hip to knee, knee to ankle, shoulder to elbow, elbow to wrist.
THIGH, SHANK, UPPER, FORE = 0.245, 0.240, 0.172, 0.145
HIP_Y, SHOULDER_Y = 0.050, 0.094
SACRUM: Array = np.array([-0.018, 0.0, 0.055])
#: How far the shoulder blade lets the shoulder follow a hand that is out of reach.
SHOULDER_REACH = 0.034

#: Regions of the spine: name, joints, step between joints, flexion of a joint at rest (degrees).
SPINE = (("lumbar", 5, 0.020, -6.0), ("thoracic", 6, 0.0255, 4.0), ("neck", 3, 0.0175, -3.0))
SACRAL_SLOPE = 21.0
_LIMB = ("thigh", "shank", "foot", "toe", "upper", "fore", "hand", "finger")

BONES: tuple[str, ...] = (
    "root",
    "pelvis",
    *(f"{name}{i}" for name, count, *_ in SPINE for i in range(count)),
    "head",
    *(f"{bone}_{side}" for side in SIDES for bone in _LIMB),
)
#: The row of a bone in every array of bones.
BI: dict[str, int] = {name: i for i, name in enumerate(BONES)}
TOP = BI["thoracic5"]


def other_side(name: str) -> str:
    """The name with `_l` and `_r` exchanged; one without a side stays what it is."""
    return name[:-1] + ("r" if name.endswith("_l") else "l") if name.endswith(("_l", "_r")) else name


#: For each bone its twin on the other side (itself in the trunk).
TWIN: Array = np.array([BI[other_side(bone)] for bone in BONES])


def _down(d: float) -> Array:
    return np.array([0.0, 0.0, -d])


#: From each bone of a limb to the next, counted from the thigh: shank, foot, toe; fore, hand, finger.
OFFSET: dict[int, Array] = {
    1: _down(THIGH),
    2: _down(SHANK),
    3: np.array([0.068, 0.0, -0.0275]),
    5: _down(UPPER),
    6: _down(FORE),
    7: _down(0.056),
}

# movement -> (axis, sign): 1 = y flexion, 0 = x sideways, 2 = z turn; signs of x and z change on the right limb
_TRUNK_MOVES = {"flex": (1, 1), "side": (0, -1), "turn": (2, 1)}
_LIMB_MOVES: dict[str, tuple[str, dict[str, tuple[int, int]]]] = {
    "hip": ("thigh", {"flex": (1, -1), "abd": (0, 1), "rot": (2, 1)}),
    "knee": ("shank", {"flex": (1, 1)}),
    "ankle": ("foot", {"flex": (1, -1), "inv": (0, -1), "turn": (2, 1)}),
    "toes": ("toe", {"ext": (1, -1)}),
    "shoulder": ("upper", {"flex": (1, -1), "abd": (0, 1), "rot": (2, 1)}),
    "elbow": ("fore", {"flex": (1, -1), "pron": (2, -1)}),
    "wrist": ("hand", {"flex": (0, -1), "dev": (1, -1)}),
    "fingers": ("finger", {"flex": (0, -1)}),
}
#: Joints and their movements, as poses name them; limb joints take `_l` and `_r`.
MOVEMENTS: dict[str, tuple[str, ...]] = {
    **{name: tuple(_TRUNK_MOVES) for name in ("root", "pelvis", *(n for n, *_ in SPINE), "head")},
    **{name: tuple(moves) for name, (_bone, moves) in _LIMB_MOVES.items()},
}
LIMB_JOINTS = tuple(_LIMB_MOVES)


def _channels() -> tuple[dict[str, int], list[list[tuple[int, float]]]]:
    """Channel name -> its place in the pose vector, and for each the angles it turns with their share."""
    slot: dict[str, int] = {}
    rows: list[list[tuple[int, float]]] = []
    trunk = [(n, [n]) for n in ("root", "pelvis", "head")]
    trunk += [(name, [f"{name}{i}" for i in range(count)]) for name, count, *_ in SPINE]
    for move, (axis, sign) in _TRUNK_MOVES.items():
        for name, bones in trunk:
            slot[f"{name}.{move}"] = len(slot)
            rows.append([(BI[b] * 3 + axis, sign / len(bones)) for b in bones])
    for joint, (bone, moves) in _LIMB_MOVES.items():
        for move, (axis, sign) in moves.items():
            for side in SIDES:
                slot[f"{joint}_{side}.{move}"] = len(slot)
                rows.append([(BI[f"{bone}_{side}"] * 3 + axis, -sign if side == "r" and axis != 1 else sign)])
    return slot, rows


SLOT, _ROWS = _channels()
#: Channels that are not angles: extra movement of the breath, strength of the muscle's glow, how far the eyes are open,
#: and how much higher than on the floor what carries the body stands (on a step).
for _extra in ("breath", "effort", "eyes", "rise"):
    SLOT[_extra] = len(SLOT)
#: Pose vector -> Euler angles (radians), three a bone.
_MIX: Array = np.zeros((len(BONES) * 3, len(SLOT)))
_BIAS: Array = np.zeros(len(BONES) * 3)
for _channel, _row in enumerate(_ROWS):
    for _angle, _share in _row:
        _MIX[_angle, _channel] = _share * RAD
for _name, _count, _step, _rest in SPINE:
    for _i in range(_count):
        _slope = SACRAL_SLOPE if (_name, _i) == ("lumbar", 0) else 0.0
        _BIAS[BI[f"{_name}{_i}"] * 3 + 1] = (_rest + _slope) * RAD


def neutral() -> Array:
    """The pose vector of the resting figure: all angles 0, eyes open."""
    v = np.zeros(len(SLOT))
    v[SLOT["eyes"]] = 1.0
    return v


def mirrored(v: Array) -> Array:
    """The pose vector of the mirror image: left and right change places, the trunk bends and turns the other way."""
    out = v.copy()
    for name, i in SLOT.items():
        joint, _dot, move = name.partition(".")
        if joint.endswith(("_l", "_r")):
            out[i] = v[SLOT[f"{other_side(joint)}.{move}"]]
        elif move in ("side", "turn"):
            out[i] = -v[i]
    return out


def _local(v: Array) -> Array:
    """The rotation of every bone in its parent, Ry(flex) Rx(side) Rz(turn): (bones, 3, 3)."""
    e = (_MIX @ v + _BIAS).reshape(-1, 3)
    (sx, sy, sz), (cx, cy, cz) = np.sin(e).T, np.cos(e).T
    parts = [
        cy * cz + sy * sx * sz, sy * sx * cz - cy * sz, sy * cx,
        cx * sz, cx * cz, -sx,
        cy * sx * sz - sy * cz, sy * sz + cy * sx * cz, cy * cx,
    ]  # fmt: skip
    return np.stack(parts, 1).reshape(-1, 3, 3)


_SPINE_STEPS: list[Array] = [SACRUM, *(np.array([0.0, 0.0, d]) for _n, n, d, _r in SPINE for _i in range(n))]


def forward(v: Array, base: Array) -> tuple[Array, Array]:
    """Forward kinematics: pose vector (channels,) and start rotation (3, 3) -> rotations (bones, 3, 3) and positions
    (bones, 3) in the world, with the root at the origin."""
    turns = _local(v)
    r, p = np.empty_like(turns), np.zeros((len(turns), 3))
    r[0] = base @ turns[0]
    r[1] = r[0] @ turns[1]
    for k, step in enumerate(_SPINE_STEPS, 2):
        r[k] = r[k - 1] @ turns[k]
        p[k] = p[k - 1] + r[k - 1] @ step
    for side, sign in zip(SIDES, (1, -1), strict=True):
        t = BI[f"thigh_{side}"]
        r[t], p[t] = r[0] @ turns[t], p[1] + r[1] @ np.array([0.0, sign * HIP_Y, 0.0])
        raised = max(0.0, 0.35 - float(turns[t + 4][2, 2])) / 1.35  # the shoulder rides up and in with the raised arm
        r[t + 4] = r[TOP] @ turns[t + 4]
        p[t + 4] = p[TOP] + r[TOP] @ np.array([0.010, sign * (SHOULDER_Y - 0.022 * raised), -0.014 + 0.040 * raised])
        for j, offset in OFFSET.items():
            r[t + j] = r[t + j - 1] @ turns[t + j]
            p[t + j] = p[t + j - 1] + r[t + j - 1] @ offset
    return r, p


def bone_lengths(p: Array) -> dict[str, float]:
    """The lengths of thigh, shank, upper arm and forearm in positions (bones, 3), for the check that none stretches."""
    ends = {"thigh": "shank", "shank": "foot", "upper": "fore", "fore": "hand"}
    return {
        f"{bone}_{side}": math.dist(p[BI[f"{bone}_{side}"]].tolist(), p[BI[f"{end}_{side}"]].tolist())
        for bone, end in ends.items()
        for side in SIDES
    }
