"""From the time of a session to a moment of a clip: which two keys, how far between them, how the breath stands.

Everything here is a function of its arguments, so that seeking and pausing need nothing more than another call.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from coach.figure.clip import Clip, Moment
from coach.figure.keys import REP_PHASES, Phase

#: A resting breath; holds contain whole ones and end breathed out.
BREATH_S = 4.8
#: Shorter stays show no breath.
_BREATH_FROM_S = 2.5
#: How long the figure takes to come back to its start pose for a rest between sets.
_BACK_S = 1.5
#: How long the legs take to change places where the sides change half-way through.
_SWAP_S = 2.0
#: The hold of the preview where the keys do not time it.
_PREVIEW_HOLD_S = 4.0
ALL_PHASES: frozenset[Phase] = frozenset(REP_PHASES)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a phase: on the way from one key to another, or staying where both are the same."""

    key: int
    to: int
    start: float
    end: float


def rest_moment(clip: Clip, at: float, length: float, *, mirrored: bool = False) -> Moment:
    """The start pose, breathing: before the first repetition. `at` of `length`, in seconds."""
    breath = _breath(clip, at, length, guided=False)
    return Moment(0, 0, 0.0, breath, mirrored, mirrored)


def between_sets(
    clip: Clip, at: float, length: float, *, played: Collection[Phase] = ALL_PHASES, mirrored: bool = False
) -> Moment:
    """Back to the start pose, and resting there: a pause between sets."""
    last = _before(clip, "move_in", played, first=False)
    back = min(_BACK_S, length)
    if clip.same[last] != clip.same[0] and at < back:
        return Moment(last, 0, at / back, -1.0, mirrored, mirrored, back)
    return rest_moment(clip, at, length, mirrored=mirrored)


def phase_moment(
    clip: Clip,
    phase: Phase,
    at: float,
    length: float,
    *,
    played: Collection[Phase] = ALL_PHASES,
    first: bool = True,
    mirrored: bool = False,
) -> Moment:
    """The moment `at` seconds into a phase of `length` seconds of one repetition.

    `played` are the phases that have time at all, `first` tells the first repetition of a set: both say which key the
    figure comes from. A longer phase stretches its stays; one without stays is moved through more slowly.
    """
    at = min(max(at, 0.0), length)
    keys = clip.keys_of[phase]
    before = _before(clip, phase, played, first=first)
    if not keys or length <= 0:
        return Moment(before, before, 0.0, _breath(clip, at, length, guided=phase == "hold"), mirrored, mirrored)
    if clip.cycle and phase == "hold":
        natural = sum(clip.keys[i].move + clip.keys[i].stay for i in keys)
        rounds = max(1, round(length / natural))
        one = length / rounds
        turn = min(int(at / one), rounds - 1)
        before = keys[-1] if turn else before
        at, length = at - turn * one, one
    for stretch in _stretches(clip, keys, before, length):
        if at < stretch.end:
            since, lasts = at - stretch.start, stretch.end - stretch.start
            if stretch.key != stretch.to:
                return Moment(stretch.key, stretch.to, since / lasts, -1.0, mirrored, mirrored, lasts)
            breath = _breath(clip, since, lasts, guided=phase == "hold")
            return Moment(stretch.to, stretch.to, 0.0, breath, mirrored, mirrored)
    return Moment(keys[-1], keys[-1], 0.0, -1.0, mirrored, mirrored)


def swap_moment(moment: Moment, clip: Clip, left: float) -> Moment:
    """A moment of a gap after which the other side follows: within the last seconds the start pose becomes its mirror
    image. `left` is the rest of the gap in seconds."""
    if left >= _SWAP_S or moment.key != moment.to:
        return moment
    x = 1.0 - max(left, 0.0) / _SWAP_S
    return replace(moment, to=0, x=x, breath=-1.0, to_mirrored=not moment.mirrored, seconds=_SWAP_S)


def natural_seconds(clip: Clip, phase: Phase) -> float:
    """How long a phase takes at the pace that the pose file gives it."""
    own = sum(clip.keys[i].move + clip.keys[i].stay for i in clip.keys_of[phase])
    if phase == "hold" and own == 0:
        return sum(clip.breathing) if clip.breathing else _PREVIEW_HOLD_S
    return own


def preview_seconds(clip: Clip) -> float:
    """The length of one repetition at its natural pace, both sides where they alternate."""
    once = sum(natural_seconds(clip, phase) for phase in REP_PHASES)
    return once * (2 if clip.sides == "alternating" else 1)


def preview_moment(clip: Clip, seconds: float) -> Moment:
    """Repetition after repetition at natural pace, for pictures outside a session."""
    lengths = {phase: natural_seconds(clip, phase) for phase in REP_PHASES}
    once = sum(lengths.values())
    rep = int(seconds // once)
    mirrored = clip.sides == "alternating" and rep % 2 == 1
    return rep_moment(clip, lengths, seconds - rep * once, first=rep == 0, mirrored=mirrored)


def rep_moment(clip: Clip, lengths: Mapping[Phase, float], at: float, *, first: bool, mirrored: bool) -> Moment:
    """The moment `at` seconds into a repetition whose phases last `lengths` seconds."""
    played = [phase for phase in REP_PHASES if lengths[phase] > 0]
    for phase in played:
        if at <= lengths[phase] or phase == played[-1]:
            return phase_moment(clip, phase, at, lengths[phase], played=played, first=first, mirrored=mirrored)
        at -= lengths[phase]
    return rest_moment(clip, 0.0, 0.0, mirrored=mirrored)


def transitions(clip: Clip) -> list[tuple[int, int]]:
    """Every way from one key to another that a session can show: (from, to), each once."""
    order = [0] + [i for phase in REP_PHASES for i in clip.keys_of[phase]]
    ways = list(pairwise(order))
    if len(order) > 1:
        ways += [(order[-1], order[1]), (order[-1], 0)]
        hold = clip.keys_of["hold"]
        if clip.cycle and len(hold) > 1:
            ways.append((hold[-1], hold[0]))
    seen: dict[tuple[int, int], tuple[int, int]] = {}
    for a, b in ways:
        alike = clip.same[a], clip.same[b]
        if alike[0] != alike[1]:
            seen.setdefault(alike, (a, b))
    return list(seen.values())


def _before(clip: Clip, phase: Phase, played: Collection[Phase], *, first: bool) -> int:
    """The key the figure stands in when a phase begins: the last one of the phases that had time before it."""
    own = REP_PHASES.index(phase) if phase in REP_PHASES else 0
    last = 0
    for earlier in REP_PHASES[:own] if first else (*REP_PHASES[own:], *REP_PHASES[:own]):
        if earlier in played:
            last = clip.keys_of[earlier][-1] if clip.keys_of[earlier] else last
    return last


def _stretches(clip: Clip, keys: list[int], before: int, length: float) -> list[_Stretch]:
    # A pose that the figure stands in already (the bridge of every repetition but the first) takes no way there.
    stood = clip.same[before] == clip.same[keys[0]]
    moves = [0.0 if stood and n == 0 and len(keys) > 1 else clip.keys[i].move for n, i in enumerate(keys)]
    stays = [clip.keys[i].stay for i in keys]
    natural, waiting = sum(moves) + sum(stays), sum(stays)
    if natural <= length and waiting > 0:
        pace, wait = 1.0, (length - sum(moves)) / waiting
    else:
        pace = wait = length / natural if natural > 0 else 0.0
    out: list[_Stretch] = []
    at = 0.0
    for i, move, stay in zip(keys, moves, stays, strict=True):
        out.append(_Stretch(before, i, at, at + move * pace))
        at += move * pace
        out.append(_Stretch(i, i, at, at + stay * wait))
        at += stay * wait
        before = i
    return out


def _breath(clip: Clip, at: float, length: float, *, guided: bool) -> float:
    """The breath, -1 (out) to 1 (in), `at` seconds into a stay of `length` seconds."""
    if guided and clip.breathing:
        inward, outward = clip.breathing
        u = at % (inward + outward)
        wave = -math.cos(math.pi * u / inward) if u < inward else math.cos(math.pi * (u - inward) / outward)
        fade = max(0.0, min(1.0, length - at))  # a breath that the end cuts short is let go in the last second
        return -1.0 + (wave + 1.0) * fade
    breaths = round(length / BREATH_S) or (1 if length > _BREATH_FROM_S else 0)
    return -math.cos(2 * math.pi * breaths * at / max(length, 0.01)) if breaths else -1.0
