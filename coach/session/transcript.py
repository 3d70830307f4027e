"""What one will hear in a session, to be read: for people who do not hear it, and for those who want to know first."""

from __future__ import annotations

import msgspec

from coach.library.library import Library
from coach.session.cues import Cues, Sound
from coach.session.timeline import Timeline
from coach.text import _


class Heard(msgspec.Struct, frozen=True):
    """A sentence or a sound at a moment of the session. `times` is how often a sound comes in a row."""

    at_ms: int
    text: str
    is_sound: bool = False
    times: int = 1


class Passage(msgspec.Struct, frozen=True):
    """All of one exercise. `name` is empty for what closes the session."""

    at_ms: int
    exercise: str
    name: str
    heard: tuple[Heard, ...]


def transcript(timeline: Timeline, cues: Cues, library: Library) -> tuple[Passage, ...]:
    """The passages of a session in order, one for each line, then the closing words."""
    found: list[list[Heard]] = [[] for _line in range(timeline.lines + 1)]
    for cue in cues.cues:
        line = timeline.segments[timeline.index_at(cue.at_ms)].line
        if cue.at_ms >= timeline.total_ms:
            line = timeline.lines
        elif cue.sound == "end" and cue.at_ms == timeline.segments[timeline.of_line(line)[0]].start_ms and line:
            line -= 1  # the bell on the boundary belongs to what it ends
        if cue.text is not None:
            found[line].append(Heard(cue.at_ms, cue.text))
        elif cue.sound is not None:
            _add_sound(found[line], cue.at_ms, sound_words(cue.sound))
    passages = []
    for line, heard in enumerate(found[:-1]):
        first = timeline.segments[timeline.of_line(line)[0]]
        name = library.exercise(first.exercise).name
        passages.append(Passage(first.start_ms, first.exercise, name, tuple(heard)))
    if found[-1]:
        passages.append(Passage(timeline.total_ms, "", "", tuple(found[-1])))
    return tuple(passages)


def sound_words(sound: Sound) -> str:
    """A sound as it is described in words."""
    words: dict[Sound, str] = {
        "get_ready": _("two calm tones, rising: three seconds left"),
        "start": _("two bright tones, rising: begin"),
        "rep": _("a soft tap: the next repetition"),
        "half": _("two light tones: half-way"),
        "tick": _("tick"),
        "end": _("two tones, falling: the end"),
        "switch": _("three tones, down and up: switch sides"),
        "rest": _("three tones, falling: rest"),
        "done": _("four tones, rising: all done"),
    }
    return words[sound]


def _add_sound(heard: list[Heard], at_ms: int, words: str) -> None:
    if heard and heard[-1].is_sound and heard[-1].text == words:
        heard[-1] = msgspec.structs.replace(heard[-1], times=heard[-1].times + 1)
    else:
        heard.append(Heard(at_ms, words, is_sound=True))
