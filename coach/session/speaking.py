"""Where sentences go: each is given a wish (when, and by when it must be over), wishes are granted in order of
importance, and one that finds no room is dropped (docs/decisions/012).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

import msgspec

from coach.library.exercises import Exercise, MovementPhase
from coach.session import phrases
from coach.session.timeline import Segment, Timeline, rep_of
from coach.session.words import side_phrase

HALF_WAY_FROM_MS: Final = 20_000
TECHNIQUE_FROM_MS: Final = 8_000
#: The last seconds of a hold belong to the ticks.
LAST_MS: Final = 3_000
#: In a long hold (rest, walking) a technique reminder comes about this often.
REMIND_EVERY_MS: Final = 30_000
#: Air between two sentences, and before something starts.
PAUSE_MS: Final = 350
LEAD_MS: Final = 200
#: A session's first words come later: the sound output may still be opening.
FIRST_LEAD_MS: Final = 1_000
#: The closing words come so long after the end.
CLOSING_LEAD_MS: Final = 900
#: A phase shorter than this is over before it was named.
NAMED_PHASE_FROM_MS: Final = 1_000
#: So long a phase's name may reach into the next phase.
_SPILL_MS: Final = 400
#: A rhythm (breathing) is led by the voice for so many rounds, then the person's own breath goes on.
LED_ROUNDS: Final = 3
_LED_PHASE_FROM_MS: Final = 1_500


class SpeechLength(Protocol):
    """The part of a voice that the placing of sentences needs."""

    def duration_ms(self, text: str) -> int:
        """How long the sentence takes to say."""
        ...


class Wish(msgspec.Struct, frozen=True):
    """A sentence that would like to begin at `at_ms` and must be over by `by_ms`. Lower ranks are more important."""

    rank: int
    at_ms: int
    by_ms: int
    text: str


class Said(msgspec.Struct, frozen=True, order=True):
    """A sentence in its place."""

    at_ms: int
    end_ms: int
    text: str


# Up to BRIEF they are said at the brief density, too.
_ORIENT, _SWITCH, _HALF, BRIEF, _COUNT, _LEAD, _TECHNIQUE, _BREATHE = 0, 1, 2, 2, 3, 4, 5, 6


def say(
    timeline: Timeline, exercises: Mapping[str, Exercise], voice: SpeechLength, *, brief: bool = False
) -> list[Said]:
    """The sentences of a timeline, none over another, in order of time."""
    wishes = [w for w in _wishes(timeline, exercises, voice) if not brief or w.rank <= BRIEF]
    return sorted(_grant(wishes, voice))


def voice_waits(
    timeline: Timeline, exercises: Mapping[str, Exercise], voice: SpeechLength, *, brief: bool = False
) -> tuple[int, ...]:
    """How much longer the setup of each line has to be for its instruction to be said in full, ms: mostly 0.

    The instruction is the exercise's name, the side it begins with, the position, and how much comes.
    """
    waits = [0] * timeline.lines
    for i, segment in enumerate(timeline.segments):
        if segment.kind != "setup":
            continue
        exercise = exercises[segment.exercise]
        words = _instruction(timeline, i, exercise)
        words += [] if brief else _amount(segment, exercise)
        spoken = sum(voice.duration_ms(text) + PAUSE_MS for text in words)
        base = segment.duration_ms - segment.voice_wait_ms
        waits[segment.line] = max(0, _lead_ms(timeline, i) + spoken - base)
    return tuple(waits)


# -- wishes ------------------------------------------------------------------------------------------------------


def _wishes(timeline: Timeline, exercises: Mapping[str, Exercise], voice: SpeechLength) -> Iterator[Wish]:
    reminded: dict[str, int] = {}
    middle = _past_the_middle(timeline)
    for i, segment in enumerate(timeline.segments):
        exercise = exercises[segment.exercise]
        match segment.kind:
            case "setup":
                yield from _orient(timeline, i, exercise, voice, past_the_middle=i == middle)
            case "switch_sides":
                words = [phrases.switch_sides(), side_phrase(segment.side)]
                yield from _in_turn(segment, words, _SWITCH, voice)
            case "set_rest":
                words = [phrases.rest(), phrases.set_follows((segment.set or 1) + 1, segment.sets)]
                yield from _in_turn(segment, words, _SWITCH, voice)
            case "move_in" | "hold" | "move_out":
                led = _shows_how(timeline, i)
                if led:
                    yield from _lead(segment, exercise)
                if _begins_rep(timeline, i) and not (led and _is_led(timeline, i, exercise)):
                    yield from _count(timeline, i, exercise)
                if segment.kind == "hold":
                    yield from _in_hold(segment, exercise, reminded)
    # The closing chord is heard first; there is no hurry any more.
    closing = timeline.total_ms + CLOSING_LEAD_MS
    yield Wish(_ORIENT, closing, closing + 60_000, phrases.well_done())


def _instruction(timeline: Timeline, i: int, exercise: Exercise) -> list[str]:
    """Name, side and position."""
    setup = timeline.segments[i]
    first = setup.line == timeline.segments[0].line
    words = [phrases.first_name(exercise) if first else phrases.next_name(exercise)]
    following = next((s for s in timeline.segments[i + 1 :] if s.kind != "setup"), setup)
    if exercise.sides in ("each", "alternating", "halves"):
        words.append(phrases.begins_on(following.side))
    words.append(exercise.get_ready)
    return [text for text in words if text]


def _amount(setup: Segment, exercise: Exercise) -> list[str]:
    return list(phrases.amount(setup.dosage, exercise)) if setup.dosage is not None else []


def _orient(
    timeline: Timeline, i: int, exercise: Exercise, voice: SpeechLength, *, past_the_middle: bool
) -> Iterator[Wish]:
    """The instruction; then, where there is time, what is good to know. What does not fit goes from the end."""
    setup = timeline.segments[i]
    needed = _instruction(timeline, i, exercise)
    more = _amount(setup, exercise)
    more += [setup.note] if setup.note else []
    more += [phrases.more_than_half()] if past_the_middle else []
    lead = _lead_ms(timeline, i)
    granted = list(_in_turn(setup, [*needed, *more], _ORIENT, voice, lead))
    for n, wish in enumerate(granted):
        yield wish if n < len(needed) else msgspec.structs.replace(wish, rank=_LEAD)


def _lead_ms(timeline: Timeline, i: int) -> int:
    return FIRST_LEAD_MS if timeline.segments[i].start_ms == 0 else LEAD_MS


def _past_the_middle(timeline: Timeline) -> int | None:
    """The first setup of the second half; none in a session of one or two exercises."""
    if timeline.lines < 3:
        return None
    half = timeline.total_ms // 2
    return next((i for i, s in enumerate(timeline.segments) if s.kind == "setup" and s.start_ms >= half), None)


def _in_turn(
    segment: Segment, sentences: list[str], rank: int, voice: SpeechLength, lead_ms: int = LEAD_MS
) -> Iterator[Wish]:
    at = segment.start_ms + lead_ms
    for text in sentences:
        over = at + voice.duration_ms(text)
        if over > segment.end_ms:
            break
        yield Wish(rank, at, segment.end_ms, text)
        at = over + PAUSE_MS


def _count(timeline: Timeline, i: int, exercise: Exercise) -> Iterator[Wish]:
    segment = timeline.segments[i]
    if segment.reps == 1 or segment.rep is None:
        return
    sided = exercise.sides in ("alternating", "halves")
    word = phrases.count(segment.rep, segment.reps, segment.side if sided else None)
    # The next repetition has its own number to say.
    over = rep_of(timeline, i)[-1].end_ms
    yield Wish(_COUNT, segment.start_ms + LEAD_MS, over, word)


def _lead(segment: Segment, exercise: Exercise) -> Iterator[Wish]:
    """The names of the phases, each as it begins. A rhythm that repeats in a hold is led for a few rounds."""
    phases = [p for p in exercise.phases if p.part == segment.kind]
    named = named_phases(exercise, segment.kind)
    if not named:
        return
    known = sum(p.ms or 0 for p in phases)
    rhythm = segment.kind == "hold" and _is_rhythm(phases)
    rounds = LED_ROUNDS if rhythm else 1
    over = segment.end_ms - segment.extra_ms
    if segment.kind == "hold":
        over -= LAST_MS + PAUSE_MS if over - segment.start_ms > 2 * LAST_MS else 0
    at = segment.start_ms
    for _round in range(rounds):
        for phase in phases:
            length = phase.ms if phase.ms is not None else max(0, segment.duration_ms - known)
            if phase in named and length >= NAMED_PHASE_FROM_MS:
                yield Wish(_LEAD, at + LEAD_MS, min(over, at + length + _SPILL_MS), phrases.phase(phase.name))
            at += length


def _is_led(timeline: Timeline, i: int, exercise: Exercise) -> bool:
    """True where phases of the repetition are named: its number would come between them."""
    return any(True for segment in rep_of(timeline, i) for _wish in _lead(segment, exercise))


def named_phases(exercise: Exercise, part: str) -> tuple[MovementPhase, ...]:
    """The phases of a part that the voice may name: those that last long enough to be named in time."""
    phases = [p for p in exercise.phases if p.part == part]
    if part == "hold" and _is_rhythm(phases) and any((p.ms or 0) < _LED_PHASE_FROM_MS for p in phases):
        return ()
    return tuple(p for p in phases if p.ms is None or p.ms >= NAMED_PHASE_FROM_MS)


def _is_rhythm(phases: Sequence[MovementPhase]) -> bool:
    return len(phases) > 1 and all(p.ms is not None for p in phases)


def _in_hold(hold: Segment, exercise: Exercise, reminded: dict[str, int]) -> Iterator[Wish]:
    """Half-way and breathing in long holds, technique in all but short ones, each clear of the last seconds."""
    base = hold.duration_ms - hold.extra_ms
    by = hold.start_ms + base - (LAST_MS + PAUSE_MS)

    def remind(at: int) -> Wish:
        n = reminded.get(exercise.id, 0)
        reminded[exercise.id] = n + 1
        return Wish(_TECHNIQUE, at, by, exercise.reminders[n % len(exercise.reminders)])

    if base >= HALF_WAY_FROM_MS:
        half = half_of(hold)
        yield Wish(_HALF, half + LEAD_MS, by, phrases.half_way())
        yield Wish(_BREATHE, hold.start_ms + base // 6, half, exercise.breathing)
        if base < 2 * REMIND_EVERY_MS:
            yield remind(hold.start_ms + base * 2 // 3)
            return
        for at in range(hold.start_ms + REMIND_EVERY_MS * 2 // 3, by, REMIND_EVERY_MS):
            yield remind(at)
    elif base >= TECHNIQUE_FROM_MS:
        yield remind(hold.start_ms + base * 2 // 5)


def half_of(hold: Segment) -> int:
    """The middle of a hold. "15 s more" leaves it where it was: a second one would be a lie about the first."""
    return hold.start_ms + (hold.duration_ms - hold.extra_ms) // 2


def _begins_rep(timeline: Timeline, i: int) -> bool:
    return rep_of(timeline, i)[0] is timeline.segments[i]


def _shows_how(timeline: Timeline, i: int) -> bool:
    """True in the first repetition of an exercise: its phases are named, so that it can be followed by ear."""
    here = timeline.segments[i]
    if here.set != 1 or here.rep != 1:
        return False
    first = next(s for s in timeline.segments if (s.line, s.exercise) == (here.line, here.exercise) and s.rep == 1)
    return first.side == here.side


# -- granting ----------------------------------------------------------------------------------------------------


def _grant(wishes: Iterable[Wish], voice: SpeechLength) -> list[Said]:
    """The wishes that find room: the important first, each at its time or, if taken, right after what is there."""
    said: list[Said] = []
    for wish in sorted(wishes, key=lambda w: (w.rank, w.at_ms)):
        length = voice.duration_ms(wish.text)
        at = wish.at_ms
        for other in sorted(said):
            if other.end_ms + PAUSE_MS > at and at + length + PAUSE_MS > other.at_ms:
                at = other.end_ms + PAUSE_MS
        if at + length <= wish.by_ms:
            said.append(Said(at, at + length, wish.text))
    return said
