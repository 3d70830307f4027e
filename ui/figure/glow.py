"""The glow of working muscles: a warm patch on the parts of the body that a muscle shows on."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QBrush, QRadialGradient, QTransform

from coach.figure.clip import Pose
from coach.figure.skeleton import BI
from coach.figure.spec import Muscle
from ui.figure.camera import Camera
from ui.figure.paints import Paints, tint

#: How the glow falls off: distance from its middle, opacity, and how much of it is light rather than warmth (where
#: warmth thins out on cool cloth it would turn to brown).
_FALL = ((0.0, 1.0, 0.0), (0.42, 0.88, 0.0), (0.66, 0.52, 0.25), (0.84, 0.17, 0.55), (1.0, 0.0, 0.7))
#: How opaque a glow is at rest, and how much more with full effort and a full breath.
_AT_REST, _WITH_EFFORT, _WITH_BREATH = 0.56, 0.40, 0.04

#: The parts that a muscle shows on, its patch, and the box in pixels that holds it.
Patch = tuple[tuple[str, ...], QBrush, QRect]


class Glow:
    """The glow of a pose's muscles, seen by one camera: each a name of `muscles`, or such a name with a side."""

    def __init__(self, muscles: Mapping[str, Muscle], camera: Camera, paints: Paints) -> None:
        self._camera, self._paints, self._muscles = camera, paints, muscles

    def patches(self, pose: Pose) -> list[Patch]:
        """The patches of a pose: each is to be filled on its parts as soon as these are drawn; later ones cover it."""
        camera, out = self._camera, list[Patch]()
        for name in pose.muscles:
            plain, _, side = name.rpartition("_")
            sided = side in ("l", "r") and plain in self._muscles
            muscle, side = (self._muscles[plain], side) if sided else (self._muscles[name], "")
            if pose.mirrored and side:
                side = "l" if side == "r" else "r"
            bone = muscle.bone if muscle.bone in BI else f"{muscle.bone}_{side}"
            r = pose.R[BI[bone]]
            local = np.array(muscle.at) * (1, -1 if side == "r" else 1, 1)
            outwards = r @ (local * (1, 1, 0)) / max(math.hypot(local[0], local[1]), 1e-6)
            # Weaker and smaller on the hidden side.
            face = min(max(0.75 - 0.5 * float(outwards @ camera.fwd), 0.4), 1.0)
            ax = camera.M @ r[:, 2]
            n = max(math.hypot(*ax.tolist()), 1e-6)
            wide = muscle.size[1] * camera.scale * (0.3 + 0.7 * face)
            long = max(muscle.size[0] * n * camera.scale, wide)
            c = camera.at(pose.P[BI[bone]] + r @ local)
            alpha = (0.7 + 0.3 * face) * (_AT_REST + _WITH_EFFORT * pose.effort + _WITH_BREATH * pose.breath)
            g = QRadialGradient(QPointF(0, 0), 1)
            for stop, share, light in _FALL:
                g.setColorAt(stop, tint(self._paints.glows[light], round(min(max(alpha * share, 0), 1) * 255)))
            brush = QBrush(g)
            u, v = ax[0] / n, ax[1] / n
            brush.setTransform(QTransform(u * long, v * long, -v * wide, u * wide, c.x(), c.y()))
            x, y = math.hypot(u * long, v * wide), math.hypot(v * long, u * wide)
            box = QRectF(c.x() - x, c.y() - y, 2 * x, 2 * y).toAlignedRect()
            out.append((_glowing(bone, side), brush, box))
        return out


def _glowing(bone: str, side: str) -> tuple[str, ...]:
    """The parts that a muscle of a bone shows on."""
    name, _, own = bone.partition("_")
    if own:
        return (f"arm_{own}",) if name == "upper" else (bone,)
    return ("torso", "pelvis", f"thigh_{side}") if name == "pelvis" and side else ("torso", "pelvis")
