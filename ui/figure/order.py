"""Which part of the body is in front of which: painter's order from depths, part against part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from coach.figure.rotation import Array
from coach.figure.skeleton import SIDES
from ui.figure.shape import BONDS, PARTS, Shape

INDEX = {part: i for i, part in enumerate(PARTS)}
_GROWN = {INDEX[p]: [INDEX[q] for q in PARTS if frozenset((p, q)) in BONDS] for p in PARTS}
_STEM = {
    INDEX[f"{part}_{s}"]: INDEX[f"{stem}_{s}" if stem != "pelvis" else stem]
    for s in SIDES
    for part, stem in (("thigh", "pelvis"), ("shank", "thigh"), ("fore", "arm"), ("hand", "fore"))
}
#: So much nearer is beyond doubt, so much is nothing.
_CLEARLY, _NOTHING = 0.02, 0.005
#: Parts seen over one another by less than this say nothing about their order.
_TOUCHING = 0.12
#: In doubt a sleeve lies on the shirt, a hand on its forearm, and hands and forearms are in front of legs.
_BIAS = {
    ("arm", "torso"): 0.022,
    ("hand", "fore"): 0.006,
    ("fore", "arm"): 0.003,
    **{(part, leg): 0.02 for part in ("fore", "hand") for leg in ("thigh", "shank")},
}
#: Hips that are nearer to each other than this (in depth) belong to the pelvis alike.
_HIP_GAP = 0.035
#: How far a hand counts as being where its forearm is: one that is laid round a leg belongs to the side it came from.
_WITH_FOREARM = 0.4
#: How much nearer than the pelvis the torso must be to be drawn over it.
_OVER_HIPS = 0.075
#: Words of pose files that mean several parts.
_WORDS = {f"leg_{s}": (f"thigh_{s}", f"shank_{s}") for s in SIDES}


@dataclass(frozen=True, slots=True)
class Overlap:
    """For all pairs of parts: how much nearer the first one is where both are seen (body heights), and how much they
    overlap there at all, each (parts, parts)."""

    nearer: list[list[float]]
    amount: list[list[float]]


class DepthOrder:
    """Sorts the parts of one shape. `forced` are the words of a pose file: part -> "front" or "back".

    `stations` (n,) tell where the parts are, `owner` (n, parts) is 1 where a station belongs to a part.
    """

    def __init__(self, shape: Shape, forced: Mapping[str, str]) -> None:
        self._forced = {p: where for word, where in forced.items() for p in _WORDS.get(word, (word,)) if p in INDEX}
        self._hips = {s: shape.touch[f"thigh_{s}"][0] for s in SIDES}
        rows = [(station, INDEX[part]) for part in PARTS for station in shape.touch[part]]
        self.stations = np.array([station for station, _part in rows])
        owner = np.array([part for _station, part in rows])
        self.owner: Array = np.zeros((len(rows), len(PARTS)))
        self.owner[np.arange(len(rows)), owner] = 1.0
        self._share: Array = self.owner / np.maximum(self.owner.sum(0), 1)
        self._counts: Array = owner[:, None] != owner[None, :]
        self._counts = self._counts.astype(float)
        for pair in BONDS:
            self._part_joint(shape, *sorted(pair, key=PARTS.index))
        for a, b in (("torso", "pelvis"), ("torso", "neck"), ("neck", "head")):
            self._counts[np.ix_(owner == INDEX[a], owner == INDEX[b])] = 0
            self._counts[np.ix_(owner == INDEX[b], owner == INDEX[a])] = 0
        self._bias = np.zeros((len(PARTS), len(PARTS)))
        for (a, b), value in _BIAS.items():
            for one in (i for part, i in INDEX.items() if part.split("_")[0] == a):
                for other in (i for part, i in INDEX.items() if part.split("_")[0] == b):
                    if {a, b} & {"torso", "thigh", "shank"} or PARTS[one][-1] == PARTS[other][-1]:
                        self._bias[one, other], self._bias[other, one] = value, -value

    def overlap(self, screen: Array, depth: Array, radius: Array) -> Overlap:
        """`screen` (n, 2) at scale 1, `depth` (n,) into the picture and `radius` (n,) of all stations of the shape."""
        i = self.stations
        at, deep, r = screen[i], depth[i], radius[i]
        means = self._share.T @ deep
        for s in SIDES:
            hand, fore = INDEX[f"hand_{s}"], INDEX[f"fore_{s}"]
            deep = deep + self.owner[:, hand] * _WITH_FOREARM * (means[fore] - means[hand])
        d = at[:, None] - at[None]
        w = 1 - np.sqrt((d * d).sum(-1)) / (r[:, None] + r)
        w = np.maximum(w, 0) * self._counts
        amount = self.owner.T @ w @ self.owner
        nearer = self.owner.T @ (w * (deep[None] - deep[:, None])) @ self.owner
        nearer = nearer / np.maximum(amount, 1e-9) + self._bias
        return Overlap(np.where(amount > _TOUCHING, nearer, 0.0).tolist(), amount.tolist())

    def sort(self, overlap: Overlap, depth: Array) -> list[str]:
        """All parts from back to front; parts that grow out of each other follow each other where that is possible."""
        nearer = overlap.nearer
        mean = (self._share.T @ depth[self.stations]).tolist()
        # Neck, head and torso always overlap: the neck is between the others, in doubt the head in front.
        torso, neck, head = (INDEX[part] for part in ("torso", "neck", "head"))
        ahead = nearer[head][torso] or mean[torso] - mean[head] + 0.03
        for above, below in ((neck, torso), (head, neck), (head, torso)):
            nearer[above][below] = max(abs(ahead), _CLEARLY) * (1 if ahead > 0 else -1)
            nearer[below][above] = -nearer[above][below]
        self._hang_legs(nearer, depth)
        # The shirt is tucked in; only from the side of the head is its lower end seen in front of the hips.
        i, j = INDEX["torso"], INDEX["pelvis"]
        nearer[i][j] = mean[j] - mean[i] - _OVER_HIPS
        nearer[j][i] = -nearer[i][j]
        self._force(nearer)
        for part, where in self._forced.items():
            mean[INDEX[part]] = 9.0 if where == "back" else -9.0
        # what each part would cover although it should be covered itself
        covers = [[v if v > 0 else 0.0 for v in row] for row in nearer]
        wrong = [sum(row) for row in covers]
        left, out, last = set(range(len(PARTS))), list[int](), -1
        while left:
            free = [i for i in left if wrong[i] <= _NOTHING] or [min(left, key=wrong.__getitem__)]
            grown = [i for i in free if i in _GROWN.get(last, ())]
            # A part waits for the one that it grows out of, unless that is in front of it.
            ready = [i for i in free if _STEM.get(i) not in left or nearer[_STEM[i]][i] > _CLEARLY]
            last = max(grown or ready or free, key=mean.__getitem__)
            out.append(last)
            left.remove(last)
            for i in left:
                wrong[i] -= covers[i][last]
        return [PARTS[i] for i in out]

    def _hang_legs(self, nearer: list[list[float]], depth: Array) -> None:
        """Where thigh and pelvis say nothing else, a far leg is behind the pelvis and others follow it: grown together,
        hips and legs are filled as one shape."""
        hips = {s: float(depth[self._hips[s]]) for s in SIDES}
        far = max(SIDES, key=hips.__getitem__)
        gap = abs(hips["l"] - hips["r"])
        j = INDEX["pelvis"]
        for s in SIDES:
            i = INDEX[f"thigh_{s}"]
            if abs(nearer[i][j]) < _HIP_GAP:
                nearer[i][j] = -gap if s == far and gap > _HIP_GAP else _HIP_GAP
                nearer[j][i] = -nearer[i][j]

    def _force(self, nearer: list[list[float]]) -> None:
        for part, where in self._forced.items():
            i = INDEX[part]
            for j in range(len(PARTS)):
                if j != i and self._forced.get(PARTS[j]) != where:
                    nearer[i][j] = 9.0 if where == "front" else -9.0
                    nearer[j][i] = -nearer[i][j]

    def _part_joint(self, shape: Shape, a: str, b: str) -> None:
        """Next to their joint two parts always overlap; that says nothing."""
        ends = {"thigh": 2, "shank": 2, "arm": 2, "fore": 2, "hand": 1, "pelvis": 9}
        rows = {}
        for part, last in ((a, True), (b, False)):
            own = np.flatnonzero(self.owner[:, INDEX[part]])
            count = ends[part.split("_")[0]]
            rows[part] = own[-count:] if last else own[:count]
            if part.startswith("shank"):
                rows[part] = own[:2]
        self._counts[np.ix_(rows[a], rows[b])] = 0
        self._counts[np.ix_(rows[b], rows[a])] = 0
