"""How deep a limb is inside another part of the body.

Soft parts may press into each other (a thigh on the belly, a calf on the thigh); what must not happen is that the
middle of a limb comes inside another part. So the points on the middle lines of the limbs are tested against the
ellipsoids of the other parts, shrunk by what flesh gives way.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from coach.figure.body import Body
from coach.figure.clip import Pose
from coach.figure.skeleton import BONES

#: The stated depth: how deep the middle of a limb may be under the skin of another part, as a share of the height.
ALLOWED = 0.010
_ARM = ("fore", "hand", "finger")
_LEG = ("thigh", "shank", "foot", "toe")
#: The part of a limb near its own joint overlaps the part it grows from.
_OWN = {
    "fore": ("upper",), "hand": ("fore", "upper"), "finger": ("hand", "fore"),
    "shank": ("thigh",), "foot": ("shank",), "toe": ("foot", "shank"), "thigh": ("trunk",),
}  # fmt: skip


@cache
def _tables(body: Body) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_], list[str], list[str]]:
    """Stations that are tested, those they are tested against, which pairs count, and the names of both."""
    names = [_part(BONES[b]) for b in body.bone]
    limbs = [i for i, name in enumerate(names) if name.rpartition("_")[0] in (*_ARM, *_LEG)]
    inner = limbs[::2]  # the points are denser than any part is thin
    outer = [i for i, name in enumerate(names) if name != "hair"]
    pairs = np.zeros((len(inner), len(outer)), bool)
    for a, i in enumerate(inner):
        for b, j in enumerate(outer):
            pairs[a, b] = _counts(names[i], names[j])
    return np.array(inner), np.array(outer), pairs, [names[i] for i in inner], [names[j] for j in outer]


def _part(bone: str) -> str:
    if bone.endswith(("_l", "_r")):
        return bone
    return "head" if bone.startswith(("head", "neck")) else "trunk"


def _counts(limb: str, other: str) -> bool:
    own, _, side = limb.rpartition("_")
    part, _, part_side = other.rpartition("_")
    part = part or other
    if limb == other or (part_side == side and (part in _OWN.get(own, ()) or own in _OWN.get(part, ()))):
        return False
    if own in _LEG and part in (*_LEG, "trunk"):
        # thighs press together and onto the belly, shanks onto their own thigh
        return own != "thigh" and not (part_side == side and part in _LEG)
    if own in ("hand", "finger") and part in ("hand", "finger"):
        return False  # clasped hands
    return not (part_side == side and part == "upper")


def deepest(body: Body, pose: Pose) -> tuple[float, str, str] | None:
    """(depth beyond what is allowed, limb, part it goes into) at its worst, or None. Depth in shares of the height."""
    inner, outer, pairs, inner_names, outer_names = _tables(body)
    at = body.stations(pose.R, pose.P)
    # For every part: the points in its own axes, in radii; (parts, points, 3).
    turn = pose.R[body.bone[outer]] / body.rad[outer][:, None, :]
    inside = (at[inner][None, :, :] - at[outer][:, None, :]) @ turn
    far = np.sqrt(np.einsum("oai,oai->ao", inside, inside))
    depth = np.where(pairs & (far < 1), (1 - far) * body.rad[outer].min(1), 0.0)
    a, b = np.unravel_index(int(depth.argmax()), depth.shape)
    worst = float(depth[a, b])
    return (worst, inner_names[a], outer_names[b]) if worst > ALLOWED else None
