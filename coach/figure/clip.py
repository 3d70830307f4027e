"""One exercise in motion: key poses -> the posed body at any moment between two of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from coach.figure.body import Body
from coach.figure.contacts import HEIGHT, lay_flat, lift_head, palm_on, two_bone
from coach.figure.keys import FREE, LIMBS, PHASES, Key, Phase, Pin
from coach.figure.rotation import RAD, UP, Array, blend, cross, frame, level, spin, unit
from coach.figure.skeleton import (
    BI,
    FORE,
    OFFSET,
    SHANK,
    SHOULDER_REACH,
    SIDES,
    SLOT,
    THIGH,
    TOP,
    TWIN,
    UPPER,
    forward,
)
from coach.figure.spec import Place, PoseSpec

#: Start rotations: yaw, pitch, roll in degrees.
BASES = {
    "stand": (0, 0, 0),
    "supine": (0, -90, 0),
    "prone": (0, 90, 0),
    "lie_right": (-90, 0, 90),
    "lie_left": (-90, 0, -90),
    "stand_front": (-90, 0, 0),
    "stand_back": (90, 0, 0),
}
#: What stays where it is -> its bones.
ANCHORS: dict[str, list[str]] = {
    "feet": ["foot_l", "foot_r"],
    "knees": ["shank_l", "shank_r"],
    "elbows": ["fore_l", "fore_r"],
    "pelvis": ["pelvis"],
    "upper_back": ["thoracic3"],
}
for _part, _bone in (("foot", "foot"), ("knee", "shank"), ("elbow", "fore")):
    ANCHORS.update({f"{_part}_{s}": [f"{_bone}_{s}"] for s in SIDES})

#: The bases that face the viewer or turn the back on him: their left and right are those of the picture.
_FACING = ("stand_front", "stand_back")
#: Pictures of one breath, from out to in.
BREATH_STEPS = 20
#: A picture for each so many pixels of movement; the ease makes the fastest of them twice as far.
_STEP_PX, _LEAST_STEPS = 1.8, 12
_BREATH_PX, _LEAST_BREATHS = 40.0, 4
#: How far below its resting height a free hand or foot is let before it is lifted.
_SINK = 0.003


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the way from one key to another: `x` 0 to 1, `breath` -1 (out) to 1 (in), `seconds` of the whole way.

    `mirrored` and `to_mirrored` say for each key whether its mirror image is meant.
    """

    key: int
    to: int
    x: float = 0.0
    breath: float = -1.0
    mirrored: bool = False
    to_mirrored: bool = False
    seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Pose:
    """A posed body: rotations `R` (bones, 3, 3), positions `P` (bones, 3), breath -1 to 1, effort and eyes 0 to 1.

    `muscles` are those that glow; in a mirrored pose they are on the other side.
    """

    R: Array
    P: Array
    breath: float
    effort: float
    eyes: float
    mirrored: bool = False
    muscles: tuple[str, ...] = ()


class Clip:
    """One exercise with one body shape. Everything is a function of the moment: nothing is remembered between calls."""

    def __init__(self, spec: PoseSpec, places: Mapping[str, Place], body: Body) -> None:
        self.spec, self.body, self._places = spec, body, places
        self.id, self.keys, self.scene, self.grounding = spec.id, spec.keys, spec.scene, spec.grounding
        self.sides, self.cycle, self.breathing = spec.sides, spec.cycle, spec.breathing
        #: The numbers of the keys of each phase.
        self.keys_of: dict[Phase, list[int]] = {
            phase: [i for i, key in enumerate(self.keys) if key.phase == phase] for phase in PHASES
        }
        facing = self.grounding.base in _FACING
        #: What a point (3,) of the world is multiplied with in the mirror image.
        self.mirror: Array = np.array([-1.0, 1.0, 1.0] if facing else [1.0, -1.0, 1.0])
        self._travels: dict[tuple[int, int, bool], float] = {}
        self._mirrors = [k.mirrored(0 if facing else 1) for k in self.keys]
        #: For each key the first one that shows the same body.
        self.same = [next(j for j, o in enumerate(self.keys) if k.alike(o)) for k in self.keys]
        yaw, pitch, roll = (a * RAD for a in BASES[self.grounding.base])
        y, z = np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0])
        self._base = spin(z, yaw) @ spin(y, pitch) @ spin(np.array([1.0, 0.0, 0.0]), roll)
        self._anchor = [BI[b] for b in ANCHORS[self.grounding.anchor]]
        self._anchor_part = ANCHORS[self.grounding.anchor][0][:-2]
        #: Whether all of the anchor is laid flat on the floor after the body was set on it.
        self._laid = {
            f"{'shin' if b[:-2] == 'shank' else b[:-2]}_{b[-1]}" for b in ANCHORS[self.grounding.anchor]
        } <= set(self.grounding.flat)
        r, p = forward(spec.stance.vec, self._base)
        self._tilt, self._home = 0.0, None
        self._tilt = self._settle(r, p, rise=float(spec.stance.vec[SLOT["rise"]]))
        #: Where the stance put every bone: what is on the floor stays there.
        self._home = p

    @property
    def moves(self) -> bool:
        """Whether it has more than one pose."""
        return any(self.same)

    @property
    def view(self) -> str | tuple[float, float]:
        """The camera that shows the exercise best."""
        return self.scene.view

    def home(self, limb: str) -> Array:
        """Where the stance put a hand or foot, at its height on the floor: (3,)."""
        assert self._home is not None
        at: Array = level(self._home[BI[limb]]) + UP * HEIGHT[limb[:-2]]
        return at

    def pose_at(self, moment: Moment) -> Pose:
        """The posed body at a moment."""
        reflect = moment.mirrored and moment.to_mirrored
        a = self.keys[moment.key] if reflect or not moment.mirrored else self._mirrors[moment.key]
        b = self.keys[moment.to] if reflect or not moment.to_mirrored else self._mirrors[moment.to]
        pose = self._solve(a, b, moment.x, moment.breath)
        return _reflected(pose, self.mirror) if reflect else pose

    def frame_key(self, moment: Moment, fps: float = 30.0, px: float = 1e6) -> tuple[int, int, int, bool, bool]:
        """Equal for moments that look alike: there-and-back moves and both halves of a breath share their pictures.

        `fps` is the most pictures a second and `px` how many pixels the height of the body takes: where little moves,
        fewer pictures show all of it.
        """
        i, j = self.same[moment.key], self.same[moment.to]
        a, b = moment.mirrored, moment.to_mirrored
        most = max(round(moment.seconds * fps), 2)
        stays = (i, a) == (j, b)
        travel_px = 0.0 if stays else self._travel(i, j, a != b) * px
        steps = min(most, max(_LEAST_STEPS, round(travel_px / _STEP_PX)))
        k = round(moment.x * steps)
        if stays or k in (0, steps):
            end, side = (j, b) if k else (i, a)
            breaths = min(BREATH_STEPS, max(_LEAST_BREATHS, round(px / _BREATH_PX)))
            return end, end, round((moment.breath + 1) / 2 * breaths), side, side
        return (i, j, k, a, b) if (i, a) < (j, b) else (j, i, steps - k, b, a)

    def _travel(self, i: int, j: int, swap: bool) -> float:
        """The longest way that a point of the body takes between two keys, in shares of the height."""
        way = (min(i, j), max(i, j), swap)
        if way not in self._travels:
            samples = [self.pose_at(Moment(i, j, x / 8, to_mirrored=swap)) for x in range(9)]
            points = np.array([self.body.stations(pose.R, pose.P) for pose in samples])
            self._travels[way] = float(np.linalg.norm(np.diff(points, axis=0), axis=2).sum(0).max())
        return self._travels[way]

    def target(self, r: Array, p: Array, limb: str, pin: Pin, free: Array) -> Array:
        """Where a pin wants a wrist or ankle in the given pose; `free` is where the joint angles put it: all (3,)."""
        if pin.on == "free":
            return free
        by = np.array(pin.by)
        if pin.on == "floor":
            by += self.home(limb)
            return by
        if pin.on == "spot":
            by += pin.at
            return by
        bone, at, _out, _fingers = self._place(pin.on, limb[-1])
        point: Array = p[bone] + r[bone] @ (at + by * np.array([1.0, -1.0 if limb[-1] == "r" else 1.0, 1.0]))
        return point

    def _solve(self, a: Key, b: Key, x: float, breath: float) -> Pose:
        x = x if b.linear else x * x * x * (x * (6 * x - 15) + 10)
        v = a.vec + (b.vec - a.vec) * x
        breath_now = breath * (0.6 + float(v[SLOT["breath"]]))
        v[SLOT["thoracic.flex"]] -= 0.8 * breath_now
        v[SLOT["neck.flex"]] += 0.7 * breath_now
        r, p = forward(v, self._base)
        self._settle(r, p, a.level + (b.level - a.level) * x, float(v[SLOT["rise"]]))
        lift_head(r, p, self.body)
        for name in self.grounding.flat:
            lay_flat(r, p, *name.split("_"))
        if self._home is not None and self._laid:
            # laying a steep limb flat moves its knee or elbow a little: what carries the body stays where it is
            p += level(self._home[self._anchor].mean(0) - p[self._anchor].mean(0))
        for limb in LIMBS:  # feet before hands, which may rest on a leg
            self._pin(r, p, limb, (a.pin(limb), b.pin(limb)), x, v)
        # What is worked glows from the first of it to the last.
        effort = SLOT["effort"]
        key = a if (x < 0.5 if a.vec[effort] == b.vec[effort] else a.vec[effort] > b.vec[effort]) else b
        muscles = self.scene.muscles if key.muscles is None else key.muscles
        return Pose(r, p, breath_now, float(v[effort]), float(v[SLOT["eyes"]]), muscles=muscles)

    def _settle(self, r: Array, p: Array, share: float = 1.0, rise: float = 0.0) -> float:
        """Tip the body (in place) until both contact groups touch, set it on the floor, bring the anchor home.

        `share` is how much of the tipping is done; the rest keeps the stance's. `rise` is the height of what carries
        the body. Returns the tilt in radians.
        """
        low, groups = self.body.lowest, self.grounding.level
        total = 0.0
        if groups:
            y = np.array([0.0, 1.0, 0.0])
            for _ in range(3 if share > 0 else 0):
                m = spin(y, total)
                (xa, za), (xb, zb) = (low(m @ r, p @ m.T, g) for g in groups)
                total += math.atan((zb - za) / (xb - xa))
            m = spin(y, total * share + self._tilt * (1 - share))
            r[:], p[:] = m @ r, p @ m.T
        shift = -p[self._anchor].mean(0)
        if self._home is not None:
            shift += self._home[self._anchor].mean(0)
        if self._anchor_part in HEIGHT and not groups:
            shift[2] = HEIGHT[self._anchor_part] - p[self._anchor, 2].min()
        else:
            shift[2] = -min(low(r, p, g)[1] for g in self.grounding.rest)
        shift[2] += rise
        p += shift
        return total

    def _place(self, name: str, side: str) -> tuple[int, Array, Array, Array | None]:
        """(bone, point, way the surface faces, way of the fingers); a place without a suffix is on the limb's side."""
        own, _, suffix = name.rpartition("_")
        if own in self._places and suffix in SIDES:
            place, side = self._places[own], suffix
        else:
            place = self._places[name]
        flip = np.array([1.0, -1.0 if side == "r" else 1.0, 1.0])
        at = np.array(place.at) * flip
        out = np.array(place.out) * flip if place.out else level(at)
        bone = place.bone if place.bone in BI else f"{place.bone}_{side}"
        return BI[bone], at, unit(out), np.array(place.fingers) * flip if place.fingers else None

    def _pin(self, r: Array, p: Array, limb: str, pins: tuple[Pin, Pin], x: float, v: Array) -> None:
        """Pull one hand or foot (in place) to what it is fixed to, or from one thing to the next."""
        part, side = limb.split("_")
        leg = part == "foot"
        i = BI[("thigh_" if leg else "upper_") + side]
        if pins == (FREE, FREE):
            self._keep_above_floor(r, p, limb, i)
            return
        e = i + 2
        free, own = p[e].copy(), r[e].copy()
        tip, toe = r[i + 1].T @ own, own.T @ r[e + 1]
        start, end = (self.target(r, p, limb, pin, free) for pin in pins)
        goal = start + (end - start) * x
        if "free" in (pins[0].on, pins[1].on) or pins[0].by != pins[1].by:
            goal[2] = max(goal[2], min(start[2], end[2], HEIGHT[part]))
        if not leg:
            # the shoulder blade gives a little reach
            far = float(np.linalg.norm(goal - p[i]))
            p[i] += (goal - p[i]) / far * min(max(far - 0.998 * (UPPER + FORE), 0.0), SHOULDER_REACH)
        lengths = (THIGH, SHANK) if leg else (UPPER, FORE)
        out = r[TOP][:, 1] * (1 if side == "l" else -1)
        two_bone(r, p, i, goal, lengths, leg=leg, out=out, floor=0.024)
        if not leg:
            turn = float(v[SLOT[f"elbow_{side}.pron"]]) * RAD * (-1 if side == "l" else 1)
            r[i + 1] = r[i + 1] @ spin(UP, turn)
        carried = r[i + 1] @ tip
        ends = [self._facing(r, i, limb, pin, own, carried) for pin in pins]
        if leg or pins[0].on == pins[1].on:
            r[e] = blend(ends[0], ends[1], x)
        else:  # from grip to grip the hand relaxes half-way
            r[e] = blend(blend(ends[0], carried, min(2 * x, 1)), ends[1], max(2 * x - 1, 0))
        r[e + 1] = r[e] @ toe
        p[e + 1] = p[e] + r[e] @ OFFSET[3 if leg else 7]
        if pins[0].on == "free" or pins[1].on == "free":
            self._keep_above_floor(r, p, limb, i)

    def _facing(self, r: Array, i: int, limb: str, pin: Pin, own: Array, carried: Array) -> Array:
        """The rotation (3, 3) that a pin wants of a hand or foot."""
        part, side = limb.split("_")
        leg = part == "foot"
        if pin.on == "free":
            # A hand goes with its forearm: turning it back against the forearm's new way could flip it over.
            return own if leg else carried
        if pin.loose or (pin.on == "spot" and pin.palm is None) or (leg and pin.on not in ("floor", "spot")):
            return carried  # keeps the angle of the ankle or wrist
        if leg:
            up = UP if pin.on == "floor" else -unit(np.array(pin.palm))
            forward_ = own[:, 0] - up * (own[:, 0] @ up)
            return frame(cross(up, unit(forward_)), up)
        if pin.on == "floor":
            way = -level(own[:, 2])
            return palm_on(way if way @ way > 0.02 else np.array([1.0, 0.0, 0.0]), UP, side)
        if pin.on == "spot":
            return palm_on(-r[i + 1][:, 2], -unit(np.array(pin.palm)), side)
        bone, _at, out, fingers = self._place(pin.on, side)
        return palm_on(-r[i + 1][:, 2] if fingers is None else r[bone] @ fingers, r[bone] @ out, side)

    def _keep_above_floor(self, r: Array, p: Array, limb: str, i: int) -> None:
        """Lift a free hand or foot (in place) that the joint angles would push through the floor."""
        part, side = limb.split("_")
        leg = part == "foot"
        low = self.body.lowest(r, p, limb)[1]
        if low >= -_SINK:
            return
        e = i + 2
        hand, toe = r[e].copy(), r[e].T @ r[e + 1]
        out = r[TOP][:, 1] * (1 if side == "l" else -1)
        lengths = (THIGH, SHANK) if leg else (UPPER, FORE)
        two_bone(r, p, i, p[e] - UP * low, lengths, leg=leg, out=out, floor=0.024)
        r[e], r[e + 1] = hand, hand @ toe
        p[e + 1] = p[e] + r[e] @ OFFSET[3 if leg else 7]


def _reflected(pose: Pose, mirror: Array) -> Pose:
    """The mirror image: what the right side did, the left does."""
    # A mirrored rotation is no rotation any more unless the bone's own left and right change, too.
    own = np.array([1.0, -1.0, 1.0])
    r = (pose.R * mirror[:, None] * own[None, :])[TWIN]
    p = (pose.P * mirror)[TWIN]
    return replace(pose, R=r, P=p, mirrored=True)
