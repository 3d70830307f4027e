"""Faults of a body in motion: what no single number of a pose file shows, found by posing it all the way through."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from coach.figure.angles import clinical_angles
from coach.figure.body import Body
from coach.figure.clip import Clip, Moment, Pose
from coach.figure.collide import deepest
from coach.figure.faults import Fault
from coach.figure.keys import LIMBS
from coach.figure.rotation import Array
from coach.figure.skeleton import BI, BONES, FORE, SHANK, THIGH, UPPER, bone_lengths
from coach.figure.spec import Shared
from coach.figure.timing import transitions
from coach.text import _

#: The body that lengths are turned into centimetres for.
BODY_CM = 170.0
#: What is allowed, in cm: below the floor, sliding of what is planted, missing a place that is held.
SINK_CM, SLIDE_CM, MISS_CM = 1.0, 1.0, 2.5
#: The fastest a point of the body may move, cm in a thirtieth of a second at natural pace.
FASTEST_CM = 9.0
#: How far a solved angle may be from the one that is expected: the facts' own tolerance.
EXPECTED_DEG = 10.0
_RANGE_SLACK_DEG = 6.0
_STEPS = 10
_LENGTHS = {"thigh": THIGH, "shank": SHANK, "upper": UPPER, "fore": FORE}
_REGIONS = ("head", "trunk", "arms", "legs", "feet", "hands", "knees", "elbows")


def motion_faults(clip: Clip, shared: Shared) -> list[Fault]:
    """Every fault of a clip in motion, each named once at its worst frame. The place names the keys and the joint."""
    faults: dict[tuple[str, str], tuple[float, Fault]] = {}
    for badness, what, fault in _all(clip, shared):
        key = (what, fault.place.partition(" ")[0] if what == "expect" else fault.place.rpartition(": ")[2])
        if key not in faults or badness > faults[key][0]:
            faults[key] = (badness, fault)
    return [fault for _badness, fault in faults.values()]


def frames(clip: Clip, steps: int = _STEPS) -> Iterator[tuple[str, list[Moment]]]:
    """(name, moments) of every way between keys and every stay, as a session can show them."""
    for i in range(len(clip.keys)):
        if clip.same[i] == i:
            yield f"keys[{i + 1}]", [Moment(i, i, 0.0, breath) for breath in (-1.0, 0.0, 1.0)]
    seen = set()
    for a, b in transitions(clip):
        if (clip.same[b], clip.same[a]) in seen:
            continue  # there and back look alike
        seen.add((clip.same[a], clip.same[b]))
        seconds = max(clip.keys[b].move, 0.5)
        yield f"keys[{a + 1}→{b + 1}]", [Moment(a, b, k / steps, seconds=seconds) for k in range(steps + 1)]
    if clip.sides == "halves":
        last = len(clip.keys) - 1
        way = [Moment(last, 0, k / steps, to_mirrored=True, seconds=2.0) for k in range(steps + 1)]
        yield f"keys[{last + 1}→1 mirrored]", way


def _all(clip: Clip, shared: Shared) -> Iterator[tuple[float, str, Fault]]:
    for name, moments in frames(clip):
        before: Array | None = None
        for moment in moments:
            pose = clip.pose_at(moment)
            at = name if moment.key == moment.to else _("{keys} at {n} %").format(keys=name, n=round(moment.x * 100))
            if not (np.isfinite(pose.P).all() and np.isfinite(pose.R).all()):
                yield math.inf, "nan", Fault(at, _("The body cannot be placed."), _("Check the joints of this key."))
                return
            yield from _floor(clip.body, pose, at)
            yield from _bones(pose, at)
            yield from _ranges(pose, shared, at)
            yield from _pins(clip, moment, pose, at)
            yield from _through(clip.body, pose, at)
            if moment.key == moment.to:
                continue
            points = clip.body.stations(pose.R, pose.P)
            if before is not None:
                yield from _speed(clip, before, points, moment, len(moments) - 1, at)
            before = points
    yield from _expected(clip)
    if clip.sides == "alternating":
        yield from _symmetric(clip)


@cache
def _skin(body: Body) -> NDArray[np.intp]:
    """The stations that have a surface of their own: all but hair and nose."""
    return np.unique(np.concatenate([body.groups[region] for region in _REGIONS]))


def _floor(body: Body, pose: Pose, at: str) -> Iterator[tuple[float, str, Fault]]:
    skin = _skin(body)
    low = body.lows(pose.R, pose.P, skin) * BODY_CM
    for i in np.flatnonzero(low < -SINK_CM):
        part = BONES[body.bone[skin[i]]]
        reason = _("It is {n} cm below the floor.").format(n=f"{-low[i]:.1f}")
        remedy = _("Lift it, pin it to the floor, or mend the joint above.")
        yield -float(low[i]), "floor", Fault(f"{at}: {part}", reason, remedy)


def _bones(pose: Pose, at: str) -> Iterator[tuple[float, str, Fault]]:
    for bone, length in bone_lengths(pose.P).items():
        off = abs(length - _LENGTHS[bone[:-2]])
        if off > 1e-6:
            reason = _("The bone is {n} cm longer or shorter than it is.").format(n=f"{off * BODY_CM:.2f}")
            yield off, "bone", Fault(f"{at}: {bone}", reason, _("Bring the limb's ends nearer to each other."))


def _ranges(pose: Pose, shared: Shared, at: str) -> Iterator[tuple[float, str, Fault]]:
    """Joints that the contacts bent: what the file writes was looked at when it was read."""
    angles = clinical_angles(pose)
    for name, joint, move in (("K", "knee", "flex"), ("E", "elbow", "flex"), ("A", "ankle", "flex")):
        low, high = shared.limits.get(joint, {}).get(move, (-180.0, 180.0))
        for side in ("l", "r"):
            degrees = angles[f"{name}_{side}"]
            over = max(low - degrees, degrees - high)
            if over > _RANGE_SLACK_DEG:
                reason = _("The joint is at {n}°, outside its range ({low}° to {high}°).").format(
                    n=round(degrees), low=round(low), high=round(high)
                )
                remedy = _("Move what this limb is pinned to.")
                yield over, "range", Fault(f"{at}: {joint}_{side}.{move}", reason, remedy)


def _pins(clip: Clip, moment: Moment, pose: Pose, at: str) -> Iterator[tuple[float, str, Fault]]:
    a, b = clip.keys[moment.key], clip.keys[moment.to]
    if moment.to_mirrored != moment.mirrored:
        return
    for limb in LIMBS:
        start, end = a.pin(limb), b.pin(limb)
        if start != end or start.on == "free":
            continue
        now = pose.P[BI[limb]]
        off = float(np.linalg.norm(clip.target(pose.R, pose.P, limb, start, now) - now)) * BODY_CM
        planted = start.on in ("floor", "spot")
        if off > (SLIDE_CM if planted else MISS_CM):
            if planted:
                reason = _("It should stay where it is and is {n} cm away.").format(n=f"{off:.1f}")
            else:
                reason = _("It ends {n} cm short of “{place}”.").format(n=f"{off:.1f}", place=start.on)
            yield off, "pin", Fault(f"{at}: {limb}", reason, _("Bring it into reach, or free it."))


def _through(body: Body, pose: Pose, at: str) -> Iterator[tuple[float, str, Fault]]:
    found = deepest(body, pose)
    if found is not None:
        depth, limb, part = found
        reason = _("It goes {n} cm into the {part}.").format(n=f"{depth * BODY_CM:.1f}", part=part)
        yield depth, "through", Fault(f"{at}: {limb}", reason, _("Turn or move the limb outwards."))


def _speed(
    clip: Clip, before: Array, points: Array, moment: Moment, steps: int, at: str
) -> Iterator[tuple[float, str, Fault]]:
    step_s = moment.seconds / steps
    distances = np.linalg.norm(points - before, axis=1)
    k = int(distances.argmax())
    fastest = float(distances[k]) * BODY_CM * min(1 / 30 / step_s, 1.0)
    if fastest > FASTEST_CM:
        part = BONES[clip.body.bone[k]]
        reason = _("It moves {n} cm in one picture.").format(n=f"{fastest:.1f}")
        yield fastest, "speed", Fault(f"{at}: {part}", reason, _("Give the move more seconds, or a key between."))


def _expected(clip: Clip) -> Iterator[tuple[float, str, Fault]]:
    measured: dict[int, dict[str, float]] = {}
    for want in clip.spec.expected:
        if want.key not in measured:
            measured[want.key] = clinical_angles(clip.pose_at(Moment(want.key, want.key)))
        got = measured[want.key][want.name]
        off = abs((got - want.degrees + 180) % 360 - 180)
        if off > EXPECTED_DEG:
            reason = _("The angle is {got}°, {want}° are expected.").format(got=round(got), want=round(want.degrees))
            at = f"keys[{want.key + 1}].expect.{want.name}"
            yield off, "expect", Fault(at, reason, _("Mend the joints or what the limb is pinned to."))


def _symmetric(clip: Clip) -> Iterator[tuple[float, str, Fault]]:
    """Where the sides take turns, the pose between them must be its own mirror image, or the figure would jump."""
    last = clip.keys[-1]
    for i in {0, len(clip.keys) - 1 if last.phase in ("move_out", "gap") else 0}:
        moment = Moment(i, i)
        a, b = clip.pose_at(moment), clip.pose_at(replace(moment, mirrored=True, to_mirrored=True))
        off = np.linalg.norm(a.P - b.P, axis=1)
        k = int(off.argmax())
        jump = float(off[k]) * BODY_CM
        if jump > SLIDE_CM:
            reason = _("The sides take turns here, but the pose is not the same on both: {n} cm.").format(
                n=f"{jump:.1f}"
            )
            yield jump, "symmetry", Fault(f"keys[{i + 1}]: {BONES[k]}", reason, _("Make left and right alike."))
