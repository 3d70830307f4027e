"""What sounds and what is said at which moment of a timeline.

Sounds mark moments and may fall together with speech. Sentences never overlap: each is given a wish (when, and by
when it must be over), wishes are granted in order of importance, and one that finds no room is dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Literal, Protocol

import msgspec

from coach.library.exercises import Exercise
from coach.session.timeline import Segment, Timeline
from coach.session.words import count_word, side_phrase
from coach.text import _

Sound = Literal["get_ready", "start", "rep", "half", "tick", "end", "switch", "rest", "done"]
Density = Literal["full", "brief", "sounds", "silent"]

HALF_WAY_FROM_MS = 20_000
TECHNIQUE_FROM_MS = 8_000
TICKS_FROM_MS = 5_000
START_AND_END_FROM_MS = 3_000
GET_READY_BEFORE_MS = 3_000
GET_READY_FROM_MS = 5_000
#: In a long hold (rest, walking) a technique reminder comes about this often.
REMIND_EVERY_MS = 30_000
#: Air between two sentences, and before something starts.
PAUSE_MS = 250
_LEAD_MS = 200


class SpeechLength(Protocol):
    """The part of a voice that the cues need."""

    def duration_ms(self, text: str) -> int:
        """How long the sentence takes to say."""
        ...


class Cue(msgspec.Struct, frozen=True, order=True):
    """Something that sounds, or a sentence, at a moment of the timeline. Exactly one of `sound` and `text` is set."""

    at_ms: int
    sound: Sound | None = None
    text: str | None = None
    spoken_ms: int = 0


class Cues(msgspec.Struct, frozen=True):
    """All cues of a timeline in order of time; looked up in half-open spans, so none is lost and none doubled."""

    cues: tuple[Cue, ...]

    def between(self, after_ms: int, to_ms: int) -> tuple[Cue, ...]:
        """The cues in (after, to]. A cue at 0 falls into a span that begins before 0."""
        first = bisect_right(self.cues, after_ms, key=_at)
        last = bisect_right(self.cues, to_ms, key=_at)
        return self.cues[first:last]


class _Wish(msgspec.Struct, frozen=True):
    """A sentence that would like to begin at `at_ms` (at the latest `latest_ms`) and must be over by `by_ms`."""

    rank: int
    at_ms: int
    by_ms: int
    text: str


def cues_of(
    timeline: Timeline, exercises: Mapping[str, Exercise], voice: SpeechLength, density: Density = "full"
) -> Cues:
    """The cues of a timeline. `density`: everything, the important sentences, sounds only, or nothing at all."""
    if density == "silent":
        return Cues(())
    cues = [*_sounds(timeline)]
    if density != "sounds":
        wishes = [w for w in _wishes(timeline, exercises, voice) if density == "full" or w.rank <= _BRIEF]
        cues += _grant(wishes, voice)
    return Cues(tuple(sorted(cues, key=_order)))


def instruction(segment: Segment, exercise: Exercise) -> str:
    """What "repeat the instruction" says: the exercise, the side, how to get into position."""
    side = segment.side if exercise.sides in ("each", "alternating", "halves") else None
    parts = [exercise.name + ".", side_phrase(side) if side else "", exercise.get_ready]
    return " ".join(p for p in parts if p)


# -- sounds ------------------------------------------------------------------------------------------------------


def _sounds(timeline: Timeline) -> Iterator[Cue]:
    for i, segment in enumerate(timeline.segments):
        before = timeline.segments[i - 1] if i else None
        match segment.kind:
            case "switch_sides":
                yield Cue(segment.start_ms, sound="switch")
                yield from _get_ready(segment)
            case "set_rest":
                yield Cue(segment.start_ms, sound="rest")
                yield from _get_ready(segment)
            case "setup":
                yield from _get_ready(segment)
            case "move_in":
                yield Cue(segment.start_ms, sound="rep")
            case "hold":
                yield from _hold_sounds(segment, led_in=before is not None and before.kind == "move_in")
        if _closes_line(timeline, i) and not _bell_in_rep(timeline, i):
            yield Cue(segment.end_ms, sound="end")
    yield Cue(timeline.total_ms, sound="done")


def _get_ready(segment: Segment) -> Iterator[Cue]:
    if segment.duration_ms >= GET_READY_FROM_MS:
        yield Cue(segment.end_ms - GET_READY_BEFORE_MS, sound="get_ready")


def _hold_sounds(segment: Segment, *, led_in: bool) -> Iterator[Cue]:
    if segment.duration_ms >= START_AND_END_FROM_MS:
        yield Cue(segment.start_ms, sound="start")
    elif not led_in:
        yield Cue(segment.start_ms, sound="rep")
    if _base_ms(segment) >= HALF_WAY_FROM_MS:
        yield Cue(_half(segment), sound="half")
    if segment.duration_ms >= TICKS_FROM_MS:
        for left_ms in (3_000, 2_000, 1_000):
            yield Cue(segment.end_ms - left_ms, sound="tick")
    if segment.duration_ms >= START_AND_END_FROM_MS:
        yield Cue(segment.end_ms, sound="end")


def _closes_line(timeline: Timeline, i: int) -> bool:
    """True for the last moving or holding segment of a line: what follows is a gap or another line."""
    segments = timeline.segments
    if segments[i].kind not in ("move_in", "hold", "move_out"):
        return False
    rest = (s for s in segments[i + 1 :] if s.kind != "gap")
    following = next(rest, None)
    return following is None or following.line != segments[i].line


def _bell_in_rep(timeline: Timeline, i: int) -> bool:
    """True where the repetition's hold had its own end bell, so that the line needs none."""
    hold = timeline.segments[i - 1] if timeline.segments[i].kind == "move_out" and i else timeline.segments[i]
    return hold.kind == "hold" and hold.duration_ms >= START_AND_END_FROM_MS


def _base_ms(segment: Segment) -> int:
    return segment.duration_ms - segment.extra_ms


def _half(segment: Segment) -> int:
    # "15 s more" leaves the half-way mark where it was: a second one later would be a lie about the first.
    return segment.start_ms + _base_ms(segment) // 2


# -- sentences ---------------------------------------------------------------------------------------------------

# Ranks: lower is more important. Up to _BRIEF they are said at the brief density, too.
_ORIENT, _SWITCH, _HALF, _BRIEF, _COUNT, _TECHNIQUE, _BREATHE = 0, 1, 2, 2, 3, 4, 5


def _wishes(timeline: Timeline, exercises: Mapping[str, Exercise], voice: SpeechLength) -> Iterator[_Wish]:
    reminded: dict[str, int] = {}
    for i, segment in enumerate(timeline.segments):
        exercise = exercises[segment.exercise]
        match segment.kind:
            case "setup":
                yield from _orient(timeline, i, exercise, voice)
            case "switch_sides":
                yield from _in_turn(segment, [_("Switch sides."), side_phrase(segment.side)], _SWITCH, voice)
            case "set_rest":
                words = [
                    _("Rest."),
                    _("Set {n} of {sets} comes next.").format(n=(segment.set or 1) + 1, sets=segment.sets),
                ]
                yield from _in_turn(segment, words, _SWITCH, voice)
            case "move_in":
                yield from _count(timeline, i, exercise)
            case "hold":
                if not _led_in(timeline, i):
                    yield from _count(timeline, i, exercise)
                yield from _in_hold(timeline, i, exercise, reminded)
    yield _Wish(_ORIENT, timeline.total_ms, timeline.total_ms + 60_000, _("Well done. That was all of it."))


def _orient(timeline: Timeline, i: int, exercise: Exercise, voice: SpeechLength) -> Iterator[_Wish]:
    """Name, side, position, in this order; what does not fit into the setup is dropped from the end."""
    setup = timeline.segments[i]
    first = i == 0 or setup.line == timeline.segments[0].line
    name = _("First: {name}.") if first else _("Next: {name}.")
    following = next((s for s in timeline.segments[i + 1 :] if s.kind != "setup"), setup)
    words = [name.format(name=exercise.name)]
    if exercise.sides in ("each", "alternating", "halves") and following.side in ("left", "right"):
        words.append(_("Right side first.") if following.side == "right" else _("Left side first."))
    words.append(exercise.get_ready)
    yield from _in_turn(setup, words, _ORIENT, voice)


def _in_turn(segment: Segment, sentences: list[str], rank: int, voice: SpeechLength) -> Iterator[_Wish]:
    at = segment.start_ms + _LEAD_MS
    for text in sentences:
        over = at + voice.duration_ms(text)
        if over > segment.end_ms:
            break
        yield _Wish(rank, at, segment.end_ms, text)
        at = over + PAUSE_MS


def _count(timeline: Timeline, i: int, exercise: Exercise) -> Iterator[_Wish]:
    segment = timeline.segments[i]
    if segment.reps == 1 or segment.rep is None:
        return
    word = count_word(segment.rep)
    if exercise.sides in ("alternating", "halves") and segment.side in ("left", "right"):
        # The side is said while it still can be changed; the number follows it.
        side = _("Right") if segment.side == "right" else _("Left")
        word = _("{side}, {number}.").format(side=side, number=word.lower())
    else:
        word = f"{word}."
    yield _Wish(_COUNT, segment.start_ms + _LEAD_MS, _end_of_rep(timeline, i), word)


def _in_hold(timeline: Timeline, i: int, exercise: Exercise, reminded: dict[str, int]) -> Iterator[_Wish]:
    """Half-way and breathing in long holds, technique in all but short ones, each clear of the last seconds."""
    hold = timeline.segments[i]
    base = _base_ms(hold)
    by = hold.start_ms + base - (GET_READY_BEFORE_MS + PAUSE_MS)

    def remind(at: int) -> _Wish:
        n = reminded.get(exercise.id, 0)
        reminded[exercise.id] = n + 1
        return _Wish(_TECHNIQUE, at, by, exercise.reminders[n % len(exercise.reminders)])

    if base >= HALF_WAY_FROM_MS:
        half = _half(hold)
        yield _Wish(_HALF, half + _LEAD_MS, by, _("Half-way."))
        yield _Wish(_BREATHE, hold.start_ms + base // 6, half, exercise.breathing)
        if base < 2 * REMIND_EVERY_MS:
            yield remind(hold.start_ms + base * 2 // 3)
            return
        for at in range(hold.start_ms + REMIND_EVERY_MS * 2 // 3, by, REMIND_EVERY_MS):
            yield remind(at)
    elif base >= TECHNIQUE_FROM_MS:
        yield remind(hold.start_ms + base * 2 // 5)


def _led_in(timeline: Timeline, i: int) -> bool:
    return i > 0 and timeline.segments[i - 1].kind == "move_in"


def _end_of_rep(timeline: Timeline, i: int) -> int:
    """When the repetition that begins at `i` is over: the next one has its own number to say."""
    own = timeline.segments[i]
    end = own.end_ms
    for segment in timeline.segments[i + 1 :]:
        if (segment.line, segment.side, segment.set, segment.rep) != (own.line, own.side, own.set, own.rep):
            break
        end = segment.end_ms
    return end


def _grant(wishes: list[_Wish], voice: SpeechLength) -> list[Cue]:
    """The wishes that find room: the important first, each at its time or, if taken, right after what is there."""
    said: list[tuple[int, int, str]] = []
    for wish in sorted(wishes, key=lambda w: (w.rank, w.at_ms)):
        length = voice.duration_ms(wish.text)
        at = wish.at_ms
        for start, end, _text in sorted(said):
            if end + PAUSE_MS > at and at + length + PAUSE_MS > start:
                at = end + PAUSE_MS
        if at + length <= wish.by_ms:
            said.append((at, at + length, wish.text))
    return [Cue(start, text=text, spoken_ms=end - start) for start, end, text in said]


def _at(cue: Cue) -> int:
    return cue.at_ms


def _order(cue: Cue) -> tuple[int, bool]:
    # At one moment the sound comes before the words.
    return cue.at_ms, cue.text is not None
