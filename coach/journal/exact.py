"""The sums of a matched comparison of one person with themselves: odds ratio, exact test, exact interval.

One matched set is one event with its hazard window and M control windows of the same person (Maclure 1991). The odds
ratio is that of Mantel and Haenszel, which is roughly unbiased where exposures cluster from day to day (Vines and
Farrington 2001); test and interval are exact and conditional on how many windows of each set were exposed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

#: What is left out at each end of the interval.
TAIL = 0.025
#: Logarithms of an odds ratio between which its limits are sought: far beyond what any diary can show.
_FARTHEST = 700.0
_HALVINGS = 45


class MatchedSet(msgspec.Struct, frozen=True):
    """One event: whether its hazard window was exposed, and how many of its controls (`of` at least 1) were."""

    hazard: bool
    exposed: int
    of: int

    @property
    def windows_exposed(self) -> int:
        """Exposed windows, the hazard window among them."""
        return int(self.hazard) + self.exposed

    @property
    def informative(self) -> bool:
        """Whether it tells anything: its windows are not all alike."""
        return 0 < self.windows_exposed < self.of + 1


class Interval(msgspec.Struct, frozen=True):
    """Limits of an odds ratio, 0 and infinity included."""

    low: float
    high: float

    def without(self, value: float) -> bool:
        """Whether the value lies outside."""
        return value < self.low or value > self.high


def odds_ratio(sets: Iterable[MatchedSet]) -> float | None:
    """The Mantel-Haenszel odds ratio, each set weighted by its own number of controls.

    Infinity where no control tells against it, None where nothing tells anything.
    """
    up = down = 0.0
    for one in sets:
        if one.hazard:
            up += (one.of - one.exposed) / one.of
        else:
            down += one.exposed / one.of
    if down == 0:
        return math.inf if up > 0 else None
    return up / down


def p_value(sets: Iterable[MatchedSet]) -> float:
    """The exact two-sided p: twice the smaller tail, at most 1; 1 where nothing is informative."""
    pairs, seen = _informative(sets)
    return _p(pairs, seen)


def interval(sets: Iterable[MatchedSet]) -> Interval | None:
    """The exact conditional 95 % interval of the odds ratio; None where nothing is informative."""
    pairs, seen = _informative(sets)
    return _interval(pairs, seen) if pairs else None


def survivors(p_values: Sequence[float], rate: float) -> tuple[bool, ...]:
    """Which of the p values stand when false discoveries are held at `rate` (Benjamini and Hochberg 1995)."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    last = 0
    for rank, i in enumerate(order, start=1):
        if p_values[i] <= rank / len(p_values) * rate:
            last = rank
    stand = set(order[:last])
    return tuple(i in stand for i in range(len(p_values)))


#: The exposed windows and the number of windows of each informative set, sorted: all the test depends on besides the
#: number of exposed hazard windows.
Pairs = tuple[tuple[int, int], ...]


def _informative(sets: Iterable[MatchedSet]) -> tuple[Pairs, int]:
    telling = [one for one in sets if one.informative]
    pairs = tuple(sorted((one.windows_exposed, one.of + 1) for one in telling))
    return pairs, sum(one.hazard for one in telling)


@lru_cache(maxsize=64)
def _ways(pairs: Pairs) -> tuple[int, ...]:
    """In how many ways 0, 1, 2, … hazard windows can be the exposed ones, were every window as likely.

    With odds ratio psi the chance of t is ways[t] * psi**t, scaled to a sum of 1: set by set the hazard window is
    exposed with m * psi / (m * psi + windows - m), so that the total is Poisson-binomial. The product of the sets'
    polynomials is worked out in one whole number, each coefficient in a slot wide enough for their sum.
    """
    slot = math.prod(windows for _m, windows in pairs).bit_length()
    packed = 1
    for m, windows in pairs:
        packed = (packed * m << slot) + packed * (windows - m)
    mask = (1 << slot) - 1
    return tuple(packed >> slot * t & mask for t in range(len(pairs) + 1))


@lru_cache(maxsize=512)
def _p(pairs: Pairs, seen: int) -> float:
    ways = _ways(pairs)
    smaller = min(sum(ways[seen:]), sum(ways[: seen + 1]))
    # Whole numbers divide to the nearest float, however long they are.
    return min(1.0, 2 * smaller / sum(ways))


@lru_cache(maxsize=256)
def _interval(pairs: Pairs, seen: int) -> Interval:
    logs = [math.log(n) for n in _ways(pairs)]
    low = 0.0 if seen == 0 else math.exp(_where(logs, seen, upper_tail=True))
    high = math.inf if seen == len(pairs) else math.exp(_where(logs, seen, upper_tail=False))
    return Interval(low, high)


def _where(logs: list[float], seen: int, *, upper_tail: bool) -> float:
    """The logarithm of the odds ratio at which the tail that holds `seen` weighs `TAIL`."""
    below, above = -_FARTHEST, _FARTHEST
    for _halving in range(_HALVINGS):
        middle = (below + above) / 2
        if (_tail(logs, seen, middle, upper_tail=upper_tail) < TAIL) == upper_tail:
            below = middle
        else:
            above = middle
    return (below + above) / 2


def _tail(logs: list[float], seen: int, log_ratio: float, *, upper_tail: bool) -> float:
    """The chance of `seen` or more, or of `seen` or fewer, hazard windows exposed."""
    terms = [log + t * log_ratio for t, log in enumerate(logs)]
    top = max(terms)
    weights = [math.exp(term - top) for term in terms]
    return math.fsum(weights[seen:] if upper_tail else weights[: seen + 1]) / math.fsum(weights)
