"""A session compiled once: template + library + options -> an immutable line of timed segments.

Order and times follow the plan's rules, last section: a line plays setup, then per side, per set, per repetition
move in, hold, move out, gap (also after the last repetition), then the rest between sets and the switch of sides.
Parts that take no time are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from coach.library.exercises import Exercise
from coach.library.kinds import Dosage, Phase
from coach.library.library import Library
from coach.library.programs import Session

SegmentKind = Literal["setup", "move_in", "hold", "move_out", "gap", "switch_sides", "set_rest"]
Side = Literal["left", "right", "both"]
OneSide = Literal["left", "right"]

#: Time to get into an easier form that takes an exercise's place in mid-session.
EASED_SETUP_MS = 12_000


#: The parts of one repetition, in order.
REP_KINDS: tuple[Phase, ...] = ("move_in", "hold", "move_out", "gap")


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of time with one thing to do. `line` counts from 0, `set` and `rep` from 1.

    `extra_ms` is how much of the duration was added by "15 s more": what is said and sounded keeps to the base.
    `voice_wait_ms` is how much of a setup was added so that its instruction can be said. `dosage` and `note` are the
    line's own; its setup carries them.
    """

    start_ms: int
    duration_ms: int
    kind: SegmentKind
    line: int
    exercise: str
    side: Side | None = None
    set: int | None = None
    rep: int | None = None
    sets: int = 1
    reps: int = 1
    extra_ms: int = 0
    voice_wait_ms: int = 0
    dosage: Dosage | None = None
    note: str = ""

    @property
    def end_ms(self) -> int:
        """The first moment after the segment."""
        return self.start_ms + self.duration_ms


def same_rep(a: Segment, b: Segment) -> bool:
    """True where both belong to the same repetition."""
    same = (a.line, a.exercise, a.side, a.set, a.rep) == (b.line, b.exercise, b.side, b.set, b.rep)
    return same and a.rep is not None


def rep_of(timeline: Timeline, index: int) -> tuple[Segment, ...]:
    """The repetition that the segment belongs to; the segment alone where it belongs to none."""
    segments = timeline.segments
    first = last = index
    while first > 0 and same_rep(segments[first - 1], segments[index]):
        first -= 1
    while last + 1 < len(segments) and same_rep(segments[last + 1], segments[index]):
        last += 1
    return segments[first : last + 1]


class Timeline(msgspec.Struct, frozen=True):
    """All segments of a session, end to end. Seeking anywhere equals playing up to there."""

    session_id: str
    name: str
    segments: tuple[Segment, ...]
    lines: int

    @property
    def total_ms(self) -> int:
        """The length of the whole session."""
        return self.segments[-1].end_ms if self.segments else 0

    def index_at(self, position_ms: int) -> int:
        """The index of the segment at a position; a boundary belongs to the later one, the end to the last."""
        i = bisect_right(self.segments, position_ms, key=lambda s: s.start_ms) - 1
        return max(0, min(i, len(self.segments) - 1))

    def of_line(self, line: int) -> tuple[int, int]:
        """The first and last segment index of a line."""
        own = [i for i, s in enumerate(self.segments) if s.line == line]
        return own[0], own[-1]

    @property
    def voice_waits(self) -> tuple[int, ...]:
        """By how much each line's setup was lengthened for the voice, ms; empty where none was."""
        waits = [0] * self.lines
        for segment in self.segments:
            waits[segment.line] += segment.voice_wait_ms
        return tuple(waits) if any(waits) else ()


def compile_timeline(session: Session, library: Library, first_side: OneSide = "right") -> Timeline:
    """The session's timeline. One-sided work begins on `first_side` (the sorer side goes second)."""
    segments: list[Segment] = []
    for i, line in enumerate(session.lines):
        exercise = library.exercise(line.exercise)
        segments += _line(i, exercise, line.setup_ms, line.dosage, _sides(exercise, first_side), line.note or "")
    return Timeline(session.id, session.name, _end_to_end(segments), len(session.lines))


def waiting(timeline: Timeline, waits: Sequence[int]) -> Timeline:
    """The timeline with the setup of each line longer by its wait, ms, so that the voice can finish."""

    def longer(segment: Segment) -> Segment:
        wait = waits[segment.line] if segment.kind == "setup" and segment.line < len(waits) else 0
        base_ms = segment.duration_ms - segment.voice_wait_ms
        return msgspec.structs.replace(segment, duration_ms=base_ms + wait, voice_wait_ms=wait)

    if not any(waits) and not timeline.voice_waits:
        return timeline
    return _with(timeline, [longer(segment) for segment in timeline.segments])


def extended(timeline: Timeline, index: int, ms: int) -> Timeline:
    """The timeline with the segment at `index` lasting `ms` longer."""
    longer = timeline.segments[index]
    longer = msgspec.structs.replace(longer, duration_ms=longer.duration_ms + ms, extra_ms=longer.extra_ms + ms)
    return _with(timeline, [*timeline.segments[:index], longer, *timeline.segments[index + 1 :]])


def still_segment(timeline: Timeline, index: int) -> int:
    """Where "15 s more" goes: the segment itself where one can wait in it, else the next such one of the line."""
    line = timeline.segments[index].line
    for i in range(index, len(timeline.segments)):
        if timeline.segments[i].line != line:
            break
        if timeline.segments[i].kind not in ("move_in", "move_out"):
            return i
    return index


def eased(timeline: Timeline, position_ms: int, easier: Exercise, dosage: Dosage, first_side: OneSide) -> Timeline:
    """The timeline with `easier` from `position_ms` on for the rest of that line.

    What was played stays as it was. Where the exercise is done side by side and the first side is behind the
    person, only the other side follows.
    """
    at = timeline.index_at(position_ms)
    here = timeline.segments[at]
    begun = [s for s in timeline.segments[:at] if s.end_ms <= position_ms]
    if here.start_ms < position_ms:
        begun.append(msgspec.structs.replace(here, duration_ms=position_ms - here.start_ms, extra_ms=0))
    sides = _sides(easier, first_side)
    on_second_side = here.side in ("left", "right") and here.side != first_side
    if len(sides) == 2 and on_second_side and _one_side_at_a_time(timeline, here):
        sides = sides[1:]
    rest = [s for s in timeline.segments[at:] if s.line != here.line]
    return _with(timeline, [*begun, *_line(here.line, easier, EASED_SETUP_MS, dosage, sides), *rest])


def _one_side_at_a_time(timeline: Timeline, here: Segment) -> bool:
    # The same repetition stands there once for each side; where sides alternate, each repetition has one side. The
    # switch itself does not tell: it may take no time.
    own = [s for s in timeline.segments if s.line == here.line and s.rep is not None]
    right, left = ({(s.set, s.rep) for s in own if s.side == side} for side in ("right", "left"))
    return bool(right & left)


def _with(timeline: Timeline, segments: list[Segment]) -> Timeline:
    return msgspec.structs.replace(timeline, segments=_end_to_end(segments))


def _end_to_end(segments: list[Segment]) -> tuple[Segment, ...]:
    at = 0
    placed = []
    for segment in segments:
        placed.append(msgspec.structs.replace(segment, start_ms=at))
        at += segment.duration_ms
    return tuple(placed)


def _sides(exercise: Exercise, first_side: OneSide) -> tuple[Side | None, ...]:
    """The sides that are worked through one after the other; one entry where there is nothing to switch."""
    if exercise.sides == "each":
        return (first_side, _other(first_side))
    return ("both",) if exercise.sides == "within" else (None,)


def _line(
    line: int, exercise: Exercise, setup_ms: int, dosage: Dosage, sides: tuple[Side | None, ...], note: str = ""
) -> Iterator[Segment]:
    def segment(kind: SegmentKind, duration_ms: int, side: Side | None, s: int | None, r: int | None) -> list[Segment]:
        if duration_ms == 0:
            return []
        reps = dosage.sets[(s or 1) - 1]
        made = Segment(
            start_ms=0,
            duration_ms=duration_ms,
            kind=kind,
            line=line,
            exercise=exercise.id,
            side=side,
            set=s,
            rep=r,
            sets=len(dosage.sets),
            reps=reps,
        )
        return [made]

    for setup in segment("setup", setup_ms, None, None, None):
        yield msgspec.structs.replace(setup, dosage=dosage, note=note)
    for n, side in enumerate(sides):
        if n > 0:
            yield from segment("switch_sides", dosage.switch_ms, side, None, None)
        for s, reps in enumerate(dosage.sets, start=1):
            for r in range(1, reps + 1):
                own = side_of_rep(exercise, side, r, reps)
                yield from segment("move_in", dosage.move_in_ms, own, s, r)
                yield from segment("hold", dosage.hold_ms, own, s, r)
                yield from segment("move_out", dosage.move_out_ms, own, s, r)
                yield from segment("gap", dosage.gap_ms, own, s, r)
            if s < len(dosage.sets):
                yield from segment("set_rest", dosage.set_rest_ms, side, s, None)


def side_of_rep(exercise: Exercise, side: Side | None, rep: int, reps: int) -> Side | None:
    """The side of one repetition, where `side` is the one that is being worked through."""
    if exercise.sides == "alternating":
        return "right" if rep % 2 else "left"
    if exercise.sides == "halves":
        return "right" if rep <= (reps + 1) // 2 else "left"
    return side


def _other(side: OneSide) -> OneSide:
    return "left" if side == "right" else "right"
