"""Where the moving figure is at a position of the timeline: a function of the two and the exercise's poses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from coach.session.timeline import REP_KINDS, Segment, Timeline, same_rep

if TYPE_CHECKING:  # the figure brings numpy along: it is only loaded where something is drawn
    from coach.figure.clip import Clip, Moment
    from coach.figure.keys import Phase

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
    if segment.kind in REP_KINDS:
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


def line_moments(timeline: Timeline, position_ms: int, clip: Clip, step_ms: int) -> Iterator[Moment]:
    """The moments of the first repetition that is still to come in the line at a position, to draw them ahead; of both
    sides where they take turns. Worked out one by one: there are hundreds."""
    i = timeline.index_at(position_ms)
    line = timeline.segments[i].line
    turns = clip.sides in ("alternating", "halves")
    reps: list[Segment] = []
    for segment in timeline.segments[i:]:
        if segment.line != line:
            break
        if segment.kind not in REP_KINDS:
            continue
        if not any(same_rep(segment, rep) for rep in reps):
            if reps and (not turns or segment.side in [rep.side for rep in reps]):
                break
            reps.append(segment)
        end = min(segment.end_ms, segment.start_ms + _AHEAD_MS)
        for ms in range(segment.start_ms, end, step_ms):
            yield motion_at(timeline, ms, clip).moment


def _demonstration(clip: Clip, at: float, length: float, *, mirrored: bool) -> Moment:
    from coach.figure.timing import between_sets, natural_seconds, rep_moment, rest_moment

    lengths: dict[Phase, float] = {phase: natural_seconds(clip, phase) for phase in REP_KINDS}
    if not clip.cycle:
        lengths["hold"] = min(lengths["hold"], _DEMO_HOLD_S)
    shown = sum(lengths.values())
    since = at - _DEMO_FROM_S
    if not clip.moves or length < _DEMO_FROM_S + shown + _STILL_BEFORE_S or since < 0:
        return rest_moment(clip, at, length, mirrored=mirrored)
    if since < shown:
        return rep_moment(clip, lengths, since, first=True, mirrored=mirrored)
    played = [phase for phase, seconds in lengths.items() if seconds > 0]
    return between_sets(clip, since - shown, length - _DEMO_FROM_S - shown, played=played, mirrored=mirrored)


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
    return [kind for kind in REP_KINDS if kind in kinds]


def _first(timeline: Timeline, i: int) -> bool:
    """True where nothing of the line was moved just before this repetition."""
    here = timeline.segments[i]
    while i > 0 and same_rep(timeline.segments[i - 1], here):
        i -= 1
    if i == 0:
        return True
    before = timeline.segments[i - 1]
    same = (before.line, before.exercise) == (here.line, here.exercise) and before.kind in REP_KINDS
    return not same or (before.side != here.side and before.set == here.set and before.rep != (here.rep or 0) - 1)


def _changes_side(timeline: Timeline, i: int) -> bool:
    if i + 1 >= len(timeline.segments):
        return False
    here, after = timeline.segments[i], timeline.segments[i + 1]
    return here.line == after.line and after.kind in REP_KINDS and here.side != after.side
