"""What sounds and what is said at which moment of a timeline. Sounds mark moments and may fall together with speech."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Final, Literal

import msgspec

from coach.library.exercises import Exercise
from coach.session import phrases, speaking
from coach.session.speaking import HALF_WAY_FROM_MS, LAST_MS, SpeechLength, half_of
from coach.session.timeline import Segment, Timeline, waiting

Sound = Literal["get_ready", "start", "rep", "half", "tick", "end", "switch", "rest", "done"]
Density = Literal["full", "brief", "sounds", "silent"]

TICKS_FROM_MS: Final = 5_000
START_AND_END_FROM_MS: Final = 3_000
GET_READY_BEFORE_MS: Final = 3_000
GET_READY_FROM_MS: Final = 5_000
LAST_SECONDS_MS: Final = (LAST_MS, 2_000, 1_000)


class Cue(msgspec.Struct, frozen=True, order=True):
    """Something that sounds, or a sentence, at a moment of the timeline. Exactly one of `sound` and `text` is set."""

    at_ms: int
    sound: Sound | None = None
    text: str | None = None
    spoken_ms: int = 0


class Cues(msgspec.Struct, frozen=True):
    """All cues of a timeline in order of time; looked up in half-open spans, so none is lost and none doubled.

    `lead_in` are those of the seconds before a session goes on; their times count from its going on, so below 0.
    """

    cues: tuple[Cue, ...]
    lead_in: tuple[Cue, ...] = ()

    def between(self, after_ms: int, to_ms: int) -> tuple[Cue, ...]:
        """The cues in (after, to]. A cue at 0 falls into a span that begins before 0."""
        first = bisect_right(self.cues, after_ms, key=_at)
        last = bisect_right(self.cues, to_ms, key=_at)
        return self.cues[first:last]


def cues_of(
    timeline: Timeline, exercises: Mapping[str, Exercise], voice: SpeechLength, density: Density = "full"
) -> Cues:
    """The cues of a timeline. `density`: everything, the important sentences, sounds only, or nothing at all."""
    if density == "silent":
        return Cues(())
    cues = [*_sounds(timeline)]
    if density != "sounds":
        said = speaking.say(timeline, exercises, voice, brief=density == "brief")
        cues += [Cue(one.at_ms, text=one.text, spoken_ms=one.end_ms - one.at_ms) for one in said]
    return Cues(tuple(sorted(cues, key=_order)), tuple(_lead_in(voice, spoken=density != "sounds")))


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
    if segment.duration_ms - segment.extra_ms >= HALF_WAY_FROM_MS:
        yield Cue(half_of(segment), sound="half")
    if segment.duration_ms >= TICKS_FROM_MS:
        for left_ms in LAST_SECONDS_MS:
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


def _lead_in(voice: SpeechLength, *, spoken: bool) -> Iterator[Cue]:
    for left_ms in LAST_SECONDS_MS:
        yield Cue(-left_ms, sound="tick")
        if spoken:
            number = phrases.lead_in(left_ms // 1_000)
            yield Cue(-left_ms, text=number, spoken_ms=voice.duration_ms(number))


def _at(cue: Cue) -> int:
    return cue.at_ms


def _order(cue: Cue) -> tuple[int, bool]:
    # At one moment the sound comes before the words.
    return cue.at_ms, cue.text is not None


class Cuemaker:
    """Makes the cues of timelines, for one voice and as densely as the person chose."""

    def __init__(self, exercises: Mapping[str, Exercise], voice: SpeechLength, density: Density = "full") -> None:
        self._exercises, self._voice, self._density = exercises, voice, density

    def __call__(self, timeline: Timeline) -> Cues:
        return cues_of(timeline, self._exercises, self._voice, self._density)

    def waited_for(self, timeline: Timeline) -> Timeline:
        """The timeline with setups long enough for their instructions; as it is where nothing is said."""
        if self._density in ("sounds", "silent"):
            return timeline
        brief = self._density == "brief"
        return waiting(timeline, speaking.voice_waits(timeline, self._exercises, self._voice, brief=brief))
