"""The clinical angles of a posed body, in the signs of the facts that the poses were written from (section 0).

Trunk: the slope of the trunk line, 0 lying and 90 upright. H hip flexion relative to the pelvis, K knee flexion,
A dorsiflexion, S shoulder flexion relative to the trunk, S_abd the arm's angle from the side however it got there,
E elbow flexion.
L, T and N: lumbar, thoracic and neck curve from neutral, flexion positive. Pelvis: anterior tilt of the pelvis in the
root. Degrees. The rig's own angles differ in one thing: its legs hang from the root, so that the hip flexion of the
facts is the rig's hip flexion plus the anterior tilt (less the posterior one).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from coach.figure.clip import Pose
from coach.figure.rotation import Array, cross, unit
from coach.figure.skeleton import BI, SACRAL_SLOPE, SIDES, SPINE

#: Region of the spine -> its last bone and its flexion at rest.
_REGIONS = {name: (BI[f"{name}{count - 1}"], count * rest) for name, count, _step, rest in SPINE}


def clinical_angles(pose: Pose) -> dict[str, float]:
    """All angles of a body by name: `trunk`, `pelvis`, `L`, `T`, `N`, and `H_l`, `H_r`, `K_l`, ... for both sides."""
    r, p = pose.R, pose.P
    line = p[BI["neck0"]] - p[BI["root"]]
    angles = {
        "trunk": math.degrees(math.asin(min(1.0, abs(float(unit(line)[2]))))),
        "pelvis": _flexion(r[BI["root"]].T @ r[BI["pelvis"]]),
        "L": _curve(r, "pelvis", "lumbar") - SACRAL_SLOPE,
        "T": _curve(r, "lumbar4", "thoracic"),
        "N": _curve(r, "thoracic5", "neck"),
    }
    for side in SIDES:
        for name, measure in _LIMB_ANGLES.items():
            angles[f"{name}_{side}"] = measure(r, p, side)
    return angles


def _flexion(m: Array) -> float:
    """The turn about the y axis, the first of Ry Rx Rz."""
    return math.degrees(math.atan2(float(m[0, 2]), float(m[2, 2])))


def _curve(r: Array, before: str, region: str) -> float:
    """The flexion from the bone before a region to the region's last one, beyond what it is at rest."""
    last, rest = _REGIONS[region]
    return _flexion(r[BI[before]].T @ r[last]) - rest


def _thorax(r: Array, p: Array) -> Array:
    """Axes of the trunk line: front, left, up."""
    z = unit(p[BI["neck0"]] - p[BI["lumbar4"]])
    y = r[BI["thoracic3"]][:, 1]
    y = unit(y - z * (y @ z))
    return np.stack([cross(y, z), y, z], 1)


def _hip(r: Array, p: Array, s: str) -> float:
    d = r[BI["pelvis"]].T @ (p[BI[f"shank_{s}"]] - p[BI[f"thigh_{s}"]])
    return math.degrees(math.atan2(float(d[0]), float(-d[2])))


def _knee(r: Array, p: Array, s: str) -> float:
    return _between(p[BI[f"shank_{s}"]] - p[BI[f"thigh_{s}"]], p[BI[f"foot_{s}"]] - p[BI[f"shank_{s}"]])


def _ankle(r: Array, _p: Array, s: str) -> float:
    f = r[BI[f"shank_{s}"]].T @ r[BI[f"foot_{s}"]][:, 0]
    return math.degrees(math.atan2(float(f[2]), float(f[0])))


def _shoulder(r: Array, p: Array, s: str) -> float:
    d = _thorax(r, p).T @ (p[BI[f"fore_{s}"]] - p[BI[f"upper_{s}"]])
    angle = math.degrees(math.atan2(float(d[0]), float(-d[2])))
    return angle + 360 if angle < -90 else angle  # an arm past overhead goes on counting


def _shoulder_elevation(r: Array, p: Array, s: str) -> float:
    return _between(-_thorax(r, p)[:, 2], p[BI[f"fore_{s}"]] - p[BI[f"upper_{s}"]])


def _elbow(r: Array, p: Array, s: str) -> float:
    return _between(p[BI[f"fore_{s}"]] - p[BI[f"upper_{s}"]], p[BI[f"hand_{s}"]] - p[BI[f"fore_{s}"]])


def _between(a: Array, b: Array) -> float:
    return math.degrees(math.acos(max(-1.0, min(1.0, float(unit(a) @ unit(b))))))


#: The clinical name -> how it is measured.
_LIMB_ANGLES: dict[str, Callable[[Array, Array, str], float]] = {
    "H": _hip,
    "K": _knee,
    "A": _ankle,
    "S": _shoulder,
    "S_abd": _shoulder_elevation,
    "E": _elbow,
}
#: Those that there is one of, and all of them.
TRUNK_ANGLES = ("trunk", "pelvis", "L", "T", "N")
ANGLE_NAMES = (*TRUNK_ANGLES, *_LIMB_ANGLES)
