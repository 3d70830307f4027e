"""Where the moving figure is at a position of the timeline: a function of the two and the exercise's poses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from coach.session.timeline import Segment, Timeline

if TYPE_CHECKING:  # the figure brings numpy along: it is only loaded where something is drawn
    from coach.figure.clip import Clip, Moment
    from coach.figure.keys import Phase

_REP_KINDS = ("move_in", "hold", "move_out", "gap")
#: While the person gets ready the figure shows one repetition, where there is time for it.
_DEMO_FROM_S = 1.0
_DEMO_HOLD_S = 2.0
_STILL_BEFORE_S = 2.0
#: Of a long phase only the beginning is worth drawing ahead: breaths repeat.
_AHEAD_MS = 10_000


@dataclass(frozen=True, slots=True)
class Motion:
    """What to draw: the moment of the clip, and whether the whole picture is flipped to show the other side."""

    moment: Moment
    flip: bool


def motion_at(timeline: Timeline, position_ms: int, clip: Clip) -> Motion:
    """The figure at a position. Exercises done side by side are flipped for the left; where the sides take turns the
    limbs change places instead, so that nobody turns round between two repetitions."""
    from coach.figure.timing import between_sets, phase_moment, rest_moment, swap_moment

    i = timeline.index_at(position_ms)
    segment = timeline.segments[i]
    at, length = (position_ms - segment.start_ms) / 1000, segment.duration_ms / 1000
    left = _side(timeline, i) == "left"
    flip = left and clip.sides == "each"
    mirrored = left and clip.sides in ("alternating", "halves")
    if segment.kind in _REP_KINDS:
        kind = cast("Phase", segment.kind)
        played = _played(timeline, i)
        moment = phase_moment(clip, kind, at, length, played=played, first=_first(timeline, i), mirrored=mirrored)
        if clip.sides == "halves" and _changes_side(timeline, i):
            moment = swap_moment(moment, clip, length - at)
    elif segment.kind == "set_rest":
        moment = between_sets(clip, at, length, mirrored=mirrored)
    elif segment.kind == "setup":
        moment = _demonstration(clip, at, length, mirrored=mirrored)
    else:
        moment = rest_moment(clip, at, length, mirrored=mirrored)
    return Motion(moment, flip)


def line_moments(timeline: Timeline, position_ms: int, clip: Clip, step_ms: int) -> list[Moment]:
    """The moments of the first repetition that is still to come in the line at a position, to draw them ahead; of both
    sides where they take turns."""
    i = timeline.index_at(position_ms)
    line = timeline.segments[i].line
    turns = clip.sides in ("alternating", "halves")
    moments: list[Moment] = []
    reps: list[tuple[object, ...]] = []
    for segment in timeline.segments[i:]:
        if segment.line != line:
            break
        if segment.kind not in _REP_KINDS:
            continue
        own = (segment.side, segment.set, segment.rep)
        if own not in reps:
            if reps and (not turns or segment.side in [side for side, _set, _rep in reps]):
                break
            reps.append(own)
        end = min(segment.end_ms, segment.start_ms + _AHEAD_MS)
        moments += [motion_at(timeline, ms, clip).moment for ms in range(segment.start_ms, end, step_ms)]
    return moments


def _demonstration(clip: Clip, at: float, length: float, *, mirrored: bool) -> Moment:
    from coach.figure.timing import natural_seconds, phase_moment, rest_moment

    lengths = {phase: natural_seconds(clip, phase) for phase in cast("tuple[Phase, ...]", _REP_KINDS)}
    lengths["hold"] = min(lengths["hold"], _DEMO_HOLD_S) if not clip.cycle else lengths["hold"]
    shown = sum(lengths.values())
    moves = len({clip.same[k] for k in range(len(clip.keys))}) > 1
    if not moves or length < _DEMO_FROM_S + shown + _STILL_BEFORE_S:
        return rest_moment(clip, at, length, mirrored=mirrored)
    since = at - _DEMO_FROM_S
    played = [phase for phase, s in lengths.items() if s > 0]
    for phase in played:
        if 0 <= since < lengths[phase]:
            return phase_moment(clip, phase, since, lengths[phase], played=played, mirrored=mirrored)
        since -= lengths[phase]
    if since >= 0:
        from coach.figure.timing import between_sets

        still = length - _DEMO_FROM_S - shown
        return between_sets(clip, since, still, played=played, mirrored=mirrored)
    return rest_moment(clip, at, length, mirrored=mirrored)


def _side(timeline: Timeline, i: int) -> str | None:
    """The side of a segment; while getting ready, the one that comes first."""
    here = timeline.segments[i]
    for segment in timeline.segments[i:]:
        if segment.line != here.line:
            break
        if segment.side is not None:
            return segment.side
    return None


def _played(timeline: Timeline, i: int) -> list[Phase]:
    here = timeline.segments[i]
    near = timeline.segments[max(0, i - 5) : i + 6]
    kinds = {s.kind for s in near if (s.line, s.exercise) == (here.line, here.exercise)}
    return [cast("Phase", kind) for kind in _REP_KINDS if kind in kinds]


def _same_rep(a: Segment, b: Segment) -> bool:
    return (a.line, a.exercise, a.side, a.set, a.rep) == (b.line, b.exercise, b.side, b.set, b.rep)


def _first(timeline: Timeline, i: int) -> bool:
    """True where nothing of the line was moved just before this repetition."""
    here = timeline.segments[i]
    while i > 0 and _same_rep(timeline.segments[i - 1], here):
        i -= 1
    if i == 0:
        return True
    before = timeline.segments[i - 1]
    same = (before.line, before.exercise) == (here.line, here.exercise) and before.kind in _REP_KINDS
    return not same or (before.side != here.side and before.set == here.set and before.rep != (here.rep or 0) - 1)


def _changes_side(timeline: Timeline, i: int) -> bool:
    if i + 1 >= len(timeline.segments):
        return False
    here, after = timeline.segments[i], timeline.segments[i + 1]
    return here.line == after.line and after.kind in _REP_KINDS and here.side != after.side
