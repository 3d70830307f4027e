"""What is drawn when: the parts of the body in their order, with furniture and props between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QPainter

from coach.figure.clip import Pose
from coach.figure.rotation import Array
from coach.figure.skeleton import BI, SIDES
from ui.figure.moving import Thing
from ui.figure.order import INDEX, DepthOrder, Overlap
from ui.figure.paints import TONES
from ui.figure.projection import Projection
from ui.figure.shape import BONDS, PARTS
from ui.figure.solids import Piece, SolidDepths

#: Limbs this far behind the middle of the body begin to darken, and are at their darkest.
_ARM_TONE, _LEG_TONE = (0.01, 0.08), (0.03, 0.09)
#: Parts that grow out of each other are filled as one shape unless they lie on each other by more than this.
_APART = 0.30
#: What it costs to part a shape in order to lay a thing between: a small error of depth is seen less.
_CUT = 0.03
_HELD = 5.0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of drawing: parts that are filled as one, or something else that is drawn."""

    parts: tuple[str, ...] = ()
    draw: Callable[[QPainter], None] | None = None


class Layers:
    """Orders one clip's parts, pieces and things."""

    def __init__(self, order: DepthOrder, pieces: Sequence[Piece], fwd: Array) -> None:
        self._order, self._pieces, self._fwd = order, pieces, fwd
        self._depths = SolidDepths([piece.solid for piece in pieces], fwd)

    def steps(self, at: Projection, tone: dict[str, int], things: Sequence[Thing]) -> list[Step]:
        """Everything to draw, from back to front."""
        overlap = self._order.overlap(at.points @ at.camera.M.T, at.depth, at.radii)
        order = self._order.sort(overlap, at.depth)
        joined = _joined(order, overlap, tone)
        rank = [INDEX[part] for part in order]
        places: list[tuple[int, Callable[[QPainter], None]]] = []
        if self._pieces:
            in_front, behind = self._against_solids(at)
            for i, piece in enumerate(self._pieces):
                places.append((_cheapest(in_front[i][rank], behind[i][rank], joined), piece.draw))
        for thing in things:
            places.append((self._where(thing, at, order, rank, joined), thing.draw))
        cuts = {where for where, _draw in places}
        out: list[Step] = []
        for k in range(len(order) + 1):
            out += [Step(draw=draw) for where, draw in places if where == k]
            if k < len(order):
                if out and out[-1].parts and joined[k] and k not in cuts:
                    out[-1] = Step((*out[-1].parts, order[k]))
                else:
                    out.append(Step((order[k],)))
        return out

    def _against_solids(self, at: Projection) -> tuple[Array, Array]:
        """For each solid and part: how much of the part is in front of it, how much behind; (solids, parts) each."""
        i = self._order.stations
        nearer, hit = self._depths.nearer(at.points[i], at.radii[i])
        nearer = np.clip(nearer, -0.1, 0.1) * hit
        return np.maximum(nearer, 0) @ self._order.owner, np.maximum(-nearer, 0) @ self._order.owner

    def _where(self, thing: Thing, at: Projection, order: list[str], rank: list[int], joined: list[bool]) -> int:
        if thing.place:
            return 0 if thing.place == "back" else len(order)
        i = self._order.stations
        d = (at.points[i] @ at.camera.M.T)[:, None] - (thing.points @ at.camera.M.T)[None]
        w = np.maximum(1 - np.sqrt((d * d).sum(-1)) / (at.radii[i][:, None] + thing.radius), 0)
        deeper = np.clip((thing.points @ self._fwd)[None] - at.depth[i][:, None], -0.1, 0.1) * w
        in_front = np.maximum(deeper, 0).sum(1) @ self._order.owner
        behind = np.maximum(-deeper, 0).sum(1) @ self._order.owner
        for hand in thing.held_by:
            in_front[INDEX[hand]], behind[INDEX[hand]] = _HELD, 0.0
        for part in thing.upon:
            in_front[INDEX[part]], behind[INDEX[part]] = 0.0, _HELD
        return _cheapest(in_front[rank], behind[rank], joined)


def _cheapest(in_front: Array, behind: Array, joined: Sequence[bool]) -> int:
    """Before which of the parts, given in their order, a thing is drawn with the least wrong: parts drawn earlier
    should not be in front of it, later ones not behind."""
    cost = np.concatenate([[0.0], np.cumsum(in_front)]) + np.concatenate([np.cumsum(behind[::-1])[::-1], [0.0]])
    cost[:-1] += np.where(joined, _CUT, 0.0)
    return int(np.round(cost, 4).argmin())


def _joined(order: Sequence[str], overlap: Overlap, tone: dict[str, int]) -> list[bool]:
    """For each part whether it is filled as one shape with the ones before it: grown together, of one tone, and not
    lying on each other."""
    out: list[bool] = []
    group: list[str] = []
    for part in order:
        amounts = overlap.amount[INDEX[part]]
        grown = any(frozenset((part, other)) in BONDS for other in group)
        if grown and all(tone[part] == tone[o] and amounts[INDEX[o]] < _APART for o in group):
            group.append(part)
            out.append(True)
        else:
            group = [part]
            out.append(False)
    return out


def tones(at: Projection, pose: Pose) -> dict[str, int]:
    """How dark each part is, 0 to TONES - 1: limbs on the far side stand back."""
    groups = at.shape.body.groups
    middle = float(at.depth[groups["trunk"]].mean())
    tone = dict.fromkeys(PARTS, 0)
    for s in SIDES:
        shade = _tone(float(at.depth[groups[f"arm_{s}"]].mean()) - middle, _ARM_TONE)
        tone.update({f"{part}_{s}": shade for part in ("arm", "fore", "hand")})
    hips = {s: float(pose.P[BI[f"thigh_{s}"]] @ at.camera.fwd) for s in SIDES}
    far = max(SIDES, key=hips.__getitem__)
    shade = _tone(abs(hips["l"] - hips["r"]), _LEG_TONE)
    tone.update({f"{part}_{far}": shade for part in ("thigh", "shank")})
    return tone


def _tone(deep: float, span: tuple[float, float]) -> int:
    return round(min(max((deep - span[0]) / (span[1] - span[0]), 0.0), 1.0) * (TONES - 1))
