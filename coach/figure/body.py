"""The shape of the body: ellipsoid stations on the bones, joined to tubes, balls and hulls.

Lengths are shares of the body height; a station's point and radii are told in the axes of its bone (front, left, up).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coach.figure.rotation import Array
from coach.figure.skeleton import BI, FORE, SHANK, SIDES, THIGH, UPPER

BuildName = Literal["slight", "broad"]
BUILDS: tuple[BuildName, ...] = ("slight", "broad")
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Build:
    """Widths as multiples of the slight build's."""

    hips: float = 1.0
    waist: float = 1.0
    chest: float = 1.0
    chest_depth: float = 1.0
    shoulders_out: float = 0.0
    arm: float = 1.0
    leg: float = 1.0
    neck: float = 1.0
    jaw: float = 1.0


_BUILDS: dict[BuildName, _Build] = {
    "slight": _Build(),
    "broad": _Build(
        hips=0.95,
        waist=1.10,
        chest=1.10,
        chest_depth=1.05,
        shoulders_out=0.010,
        arm=1.14,
        leg=1.03,
        neck=1.16,
        jaw=1.14,
    ),
}

# share of the bone, centre to the front, centre outwards, half width, half depth
_Profile = list[tuple[float, float, float, float, float]]
_THIGH: _Profile = [
    (0.00, -0.004, 0.006, 0.060, 0.066),
    (0.15, -0.002, 0.008, 0.061, 0.067),
    (0.35, 0.004, 0.005, 0.054, 0.060),
    (0.60, 0.006, 0.001, 0.046, 0.050),
    (0.85, 0.002, 0.000, 0.0385, 0.0405),
    (1.00, 0.001, 0.000, 0.0360, 0.0390),
]
_SHANK: _Profile = [
    (0.00, 0.001, 0.000, 0.0360, 0.0390),
    (0.10, -0.002, 0.000, 0.0348, 0.0385),
    (0.27, -0.010, 0.001, 0.0375, 0.0395),
    (0.45, -0.009, 0.001, 0.0335, 0.0350),
    (0.70, -0.003, 0.000, 0.0250, 0.0262),
    (0.90, 0.000, 0.000, 0.0195, 0.0210),
    (1.00, 0.000, 0.000, 0.0200, 0.0215),
]
_UPPER: _Profile = [
    (0.00, 0.000, 0.002, 0.0350, 0.0380),
    (0.18, 0.000, 0.003, 0.0345, 0.0370),
    (0.45, 0.002, 0.000, 0.0285, 0.0320),
    (0.75, 0.001, 0.000, 0.0240, 0.0260),
    (1.00, 0.000, 0.000, 0.0215, 0.0225),
]
_FORE: _Profile = [
    (0.00, 0.000, 0.000, 0.0215, 0.0225),
    (0.20, 0.001, 0.001, 0.0240, 0.0250),
    (0.45, 0.001, 0.000, 0.0215, 0.0225),
    (0.80, 0.000, 0.000, 0.0160, 0.0160),
    (1.00, 0.000, 0.000, 0.0145, 0.0150),
]
# bone, height on the bone, centre to the front, half width, half depth, half height; from the seat to the neck
_TRUNK: list[tuple[str, float, float, float, float, float]] = [
    ("pelvis", -0.048, 0.0000, 0.0660, 0.0500, 0.022),
    ("pelvis", -0.022, -0.0030, 0.0860, 0.0640, 0.030),
    ("pelvis", 0.004, -0.0060, 0.0955, 0.0690, 0.030),
    ("pelvis", 0.032, -0.0040, 0.0945, 0.0660, 0.030),
    ("lumbar0", 0.004, 0.0165, 0.0885, 0.0605, 0.030),
    ("lumbar1", 0.004, 0.0165, 0.0815, 0.0565, 0.030),
    ("lumbar2", 0.004, 0.0155, 0.0765, 0.0535, 0.030),
    ("lumbar3", 0.004, 0.0150, 0.0755, 0.0530, 0.030),
    ("lumbar4", 0.008, 0.0150, 0.0770, 0.0540, 0.030),
    ("thoracic0", 0.010, 0.0170, 0.0805, 0.0570, 0.030),
    ("thoracic1", 0.010, 0.0200, 0.0845, 0.0605, 0.030),
    ("thoracic2", 0.010, 0.0230, 0.0885, 0.0640, 0.030),
    ("thoracic3", 0.010, 0.0240, 0.0915, 0.0650, 0.030),
    ("thoracic4", 0.008, 0.0220, 0.0920, 0.0615, 0.030),
    ("thoracic5", 0.000, 0.0170, 0.0860, 0.0530, 0.028),
    ("thoracic5", 0.018, 0.0130, 0.0660, 0.0430, 0.024),
    ("thoracic5", 0.030, 0.0090, 0.0500, 0.0380, 0.020),
]
#: The leggings reach up to this station of the trunk; the top starts two below it.
WAIST = 7
#: Where the leggings and the sleeves end along their bone.
HEM, SLEEVE = 0.60, 0.50
#: Stations of a limb's tube: the same for all, so that all are outlined in one batch.
TUBE_STATIONS = 8


@cache
def body_of(build: BuildName = "slight") -> Body:
    """The body of a build; there is one of each."""
    return Body(_BUILDS[build])


class Body:
    """All stations of one build.

    `bone` (n,) is the bone of each station, `off` (n, 3) its centre and `rad` (n, 3) its radii in the bone's axes.
    `tubes`, `balls` and `hulls` say for each outline (part, material, stations); `groups` names stations by region.
    """

    def __init__(self, build: _Build) -> None:
        self._build = build
        self._bones: list[int] = []
        self._offsets: list[Point] = []
        self._radii: list[Point] = []
        self._named: dict[str, list[int]] = {}
        self.tubes: list[tuple[str, str, list[int]]] = []
        self.balls: list[tuple[str, str, int]] = []
        self.hulls: list[tuple[str, str, list[int]]] = []
        self.spine = self._trunk()
        self.belly, self.chest = self.spine[5:10], self.spine[9:15]
        for side, sign in zip(SIDES, (1, -1), strict=True):
            self._leg(side, sign)
            self._arm(side, sign)
        self.neck = self._head()
        self.bone: NDArray[np.intp] = np.array(self._bones)
        self.off: Array = np.array(self._offsets, float)
        self.rad: Array = np.array(self._radii, float)
        self.groups: dict[str, NDArray[np.intp]] = {name: np.array(ids) for name, ids in self._named.items()}

    def stations(self, r: Array, p: Array) -> Array:
        """The centres of all stations in the world, (n, 3), of a body with rotations `r` and positions `p`."""
        turned: Array = (r[self.bone] @ self.off[..., None])[..., 0]
        return p[self.bone] + turned

    def lows(self, r: Array, p: Array, stations: NDArray[np.intp]) -> Array:
        """The height of the lowest surface point of each of the given stations."""
        b = self.bone[stations]
        row = r[b][:, 2]
        centres = p[b, 2] + (row * self.off[stations]).sum(1)
        heights: Array = centres - np.sqrt(((row * self.rad[stations]) ** 2).sum(1))
        return heights

    def heights(self, r: Array, p: Array, group: str) -> Array:
        """The height of the lowest surface point of each station of a group."""
        return self.lows(r, p, self.groups[group])

    def lowest(self, r: Array, p: Array, group: str) -> tuple[float, float]:
        """(x, z) of the lowest surface point of a group."""
        z = self.heights(r, p, group)
        k = int(z.argmin())
        station = self.groups[group][k]
        b = self.bone[station]
        return float(p[b, 0] + r[b][0] @ self.off[station]), float(z[k])

    def _add(self, bone: str, off: Point, rad: Point, groups: str = "") -> int:
        self._bones.append(BI[bone])
        self._offsets.append(off)
        self._radii.append(rad)
        for name in groups.split():
            self._named.setdefault(name, []).append(len(self._bones) - 1)
        return len(self._bones) - 1

    def _tube(
        self, part: str, material: str, bone: str, sign: int, profile: _Profile, span: tuple[float, float, float],
        groups: str, grow: float = 0.0, thick: float = 1.0,
    ) -> list[int]:  # fmt: skip
        """Stations along a bone of length span[0], from share span[1] to share span[2]."""
        length, start, end = span
        ids = [
            self._add(
                bone,
                (front, sign * out, -t * length),
                (deep * thick + grow, wide * thick + grow, min(wide, deep) * 0.55),
                groups,
            )
            for t, front, out, wide, deep in _resampled(profile, TUBE_STATIONS, start, end)
        ]
        self.tubes.append((part, material, ids))
        return ids

    def _ball(self, part: str, material: str, bone: str, off: Point, rad: Point, groups: str) -> int:
        i = self._add(bone, off, rad, groups)
        self.balls.append((part, material, i))
        return i

    def _hull(self, part: str, material: str, ids: Iterable[int]) -> None:
        self.hulls.append((part, material, list(ids)))

    def _trunk(self) -> list[int]:
        b = self._build
        spine = []
        for i, (bone, z, front, wide, deep, high) in enumerate(_TRUNK):
            region = " buttocks" if i < 4 else " low_back" if i < 8 else " upper_back" if 9 < i < 14 else ""
            k = b.hips if i < 4 else b.waist if i < 9 else b.chest
            d = b.chest_depth if i > 8 else 1.0
            spine.append(self._add(bone, (front, 0.0, z), (deep * d, wide * k, high), "trunk" + region))
        return spine

    def _leg(self, s: str, sign: int) -> None:
        part, thigh, shank, foot = f"leg_{s}", f"thigh_{s}", f"shank_{s}", f"foot_{s}"
        k = self._build.leg
        top = self._tube(part, "bottom", thigh, sign, _THIGH, (THIGH, 0, 1), f"legs {thigh}", 0.002, k)
        self._tube(part, "bottom", shank, sign, _SHANK, (SHANK, 0, HEM), f"legs {shank}", 0.002, k)
        self._tube(part, "skin", shank, sign, _SHANK, (SHANK, HEM - 0.06, 1), f"legs {shank}", 0.0, k)
        knee = (0.0420 * k, 0.0380 * k, 0.0420 * k)
        self._ball(part, "bottom", shank, (0, 0, 0), knee, f"legs knees knee_{s}")
        hip = (0.068 * k, 0.061 * k, 0.060 * k)
        self._ball(part, "bottom", thigh, (-0.006, sign * 0.006, -0.012), hip, f"legs {thigh} hipball")
        seat = (0.057, 0.052, 0.058)
        glute = self._add("pelvis", (-0.020, sign * 0.046, -0.020), seat, "trunk buttocks hipball")
        self._hull(part, "bottom", (glute, top[2]))
        heel = self._add(foot, (-0.026, 0, -0.020), (0.020, 0.0205, 0.019), f"feet {foot}")
        ankle = self._ball(part, "skin", foot, (0, 0, -0.002), (0.0225, 0.0205, 0.022), f"feet {foot}")
        instep = self._add(foot, (0.026, sign * -0.002, -0.0165), (0.026, 0.0215, 0.0200), f"feet {foot}")
        groups = f"feet {foot} toes toes_{s}"
        ball = self._add(foot, (0.064, 0, -0.0268), (0.019, 0.0270, 0.0125), groups)
        toe = self._add(f"toe_{s}", (0.024, sign * -0.002, 0.001), (0.016, 0.0240, 0.0095), groups)
        for ids in ((heel, ankle, instep), (heel, instep, ball), (ball, toe)):
            self._hull(part, "skin", ids)

    def _arm(self, s: str, sign: int) -> None:
        part, fore_part, upper, fore, hand, finger = (
            f"{n}_{s}" for n in ("arm", "fore", "upper", "fore", "hand", "finger")
        )
        k, out = self._build.arm, sign * self._build.shoulders_out
        self._tube(part, "skin", upper, sign, _UPPER, (UPPER, SLEEVE - 0.08, 1), f"arms {part}", 0.0, k)
        self._tube(part, "top", upper, sign, _UPPER, (UPPER, 0, SLEEVE), f"arms {part}", 0.003, k)
        self._tube(fore_part, "skin", fore, sign, _FORE, (FORE, 0, 1), f"arms {part} {fore}", 0.0, k)
        self._ball(fore_part, "skin", fore, (0, 0, 0), (0.0225 * k, 0.0215 * k, 0.022), f"arms elbows elbow_{s}")
        self._ball(fore_part, "skin", hand, (0, 0, 0), (0.0150, 0.0140, 0.0150), f"arms hand_{s}")
        deltoid = (0.0405 * k, 0.0375 * k, 0.038 * k)
        shoulder = self._ball(part, "top", upper, (0, sign * 0.001 + out, 0), deltoid, f"arms shoulder_{s}")
        yokes: tuple[tuple[str, Point, Point], ...] = (
            ("thoracic5", (0.012, 0.050, -0.010), (0.046, 0.040, 0.036)),
            ("thoracic4", (0.018, 0.062, -0.004), (0.048, 0.030, 0.036)),
        )
        for bone, off, rad in yokes:
            yoke = self._add(bone, (off[0], sign * off[1], off[2]), rad, "trunk upper_back")
            self._hull("torso", "top", (yoke, shoulder))
        groups = f"arms hands hand_{s}"
        pieces: tuple[tuple[str, Point, Point, Point, Point], ...] = (
            (hand, (0, 0, -0.010), (0.0165, 0.0120, 0.014), (0.001, 0, -0.048), (0.0220, 0.0105, 0.012)),
            (
                hand,
                (0.012, 0, -0.018),
                (0.0095, 0.0090, 0.010),
                (0.030, sign * -0.006, -0.046),
                (0.0075, 0.0070, 0.008),
            ),
            (finger, (0, 0, -0.002), (0.0205, 0.0090, 0.009), (0, 0, -0.040), (0.0140, 0.0065, 0.009)),
        )
        for bone, at, rad, end, end_rad in pieces:
            self._hull(fore_part, "skin", (self._add(bone, at, rad, groups), self._add(bone, end, end_rad, groups)))

    def _head(self) -> list[int]:
        """The head and its hair; returns the stations of the neck."""
        jaw, neck = self._build.jaw, self._build.neck
        skull: tuple[tuple[Point, Point], ...] = (
            ((0.010, 0, 0.056), (0.0575, 0.0480, 0.0550)),
            ((0.000, 0, 0.040), (0.0500, 0.0450, 0.0460)),
            ((0.027, 0, 0.002), (0.0310, 0.0375 * jaw, 0.0310)),
            ((0.045, 0, -0.0215), (0.0145, 0.0200 * jaw, 0.0130)),
        )
        self._hull("head", "skin", [self._add("head", off, rad, "head") for off, rad in skull])
        nose: tuple[tuple[Point, Point], ...] = (
            ((0.060, 0, 0.036), (0.006, 0.0055, 0.006)),
            ((0.0715, 0, 0.017), (0.0065, 0.0075, 0.0060)),
            ((0.058, 0, 0.013), (0.006, 0.0085, 0.006)),
        )
        self._hull("nose", "skin", [self._add("head", off, rad) for off, rad in nose])
        self.balls.append(("bun", "hair", self._add("head", (-0.058, 0, 0.085), (0.026, 0.026, 0.025))))
        rings: tuple[tuple[str, Point, Point], ...] = (
            ("thoracic5", (0.002, 0, 0.018), (0.032, 0.041, 0.020)),
            ("neck0", (0.004, 0, 0.004), (0.034, 0.034, 0.020)),
            ("neck1", (0.004, 0, 0.006), (0.0325, 0.0315, 0.020)),
            ("neck2", (0.005, 0, 0.008), (0.0325, 0.0310, 0.020)),
            ("head", (0.004, 0, 0.012), (0.033, 0.0310, 0.020)),
        )
        return [self._add(bone, off, (rad[0] * neck, rad[1] * neck, rad[2])) for bone, off, rad in rings]


def _resampled(profile: Sequence[tuple[float, ...]], count: int, start: float, end: float) -> list[list[float]]:
    """`count` rows of the profile between two values of its first column, on a monotone cubic through its rows."""
    rows = np.array(profile, float)
    x, y = rows[:, 0], rows[:, 1:]
    step = np.diff(x)[:, None]
    slope = np.diff(y, axis=0) / step
    tangent = np.zeros_like(y)
    same = slope[:-1] * slope[1:] > 0
    total = np.where(same, slope[:-1] + slope[1:], 1.0)
    tangent[1:-1] = np.where(same, 2 * slope[:-1] * slope[1:] / total, 0)
    tangent[0], tangent[-1] = slope[0], slope[-1]
    t = np.linspace(start, end, count)
    i = np.clip(np.searchsorted(x, t, side="right") - 1, 0, len(x) - 2)
    u, h = ((t - x[i]) / step[i, 0])[:, None], step[i]
    out = (1 + 2 * u) * (1 - u) ** 2 * y[i] + u * (1 - u) ** 2 * h * tangent[i]
    out += u * u * (3 - 2 * u) * y[i + 1] + u * u * (u - 1) * h * tangent[i + 1]
    table: list[list[float]] = np.column_stack([t, out]).tolist()
    return table
