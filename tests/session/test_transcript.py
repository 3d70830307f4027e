"""What one will hear, to be read."""

from __future__ import annotations

from typing import get_args

import pytest

from coach.library.library import Library
from coach.session.cues import Cuemaker, Density, Sound
from coach.session.timeline import Timeline, compile_timeline
from coach.session.transcript import Heard, Passage, sound_words, transcript
from tests.fakes import EvenVoice
from tests.making import exercise, library_with, line, session


def passages(library: Library, timeline: Timeline, density: Density = "full") -> tuple[Passage, ...]:
    return transcript(timeline, Cuemaker(library.exercises, EvenVoice(), density)(timeline), library)


def test_a_small_session() -> None:
    library = library_with(exercise("a"), exercise("b"))
    timeline = compile_timeline(session(line("a", 6_000, hold_ms=6_000), line("b", 6_000, hold_ms=3_000)), library)
    first, second, closing = passages(library, timeline)
    assert (first.exercise, first.name, first.at_ms, second.at_ms, closing.at_ms) == ("a", "A", 0, 12_000, 21_000)
    assert [h.text for h in first.heard] == [
        "First: A.", "Get ready for a.", "two calm tones, rising: three seconds left", "For six seconds.",
        "two bright tones, rising: begin", "Hold.", "tick", "two tones, falling: the end",
    ]  # fmt: skip
    assert first.heard[-2] == Heard(9_000, "tick", is_sound=True, times=3)
    # The bell that ends a is not told again with b, which begins at the same moment.
    assert second.heard[0].text == "Next: B."
    assert (closing.name, [h.text for h in closing.heard]) == (
        "",
        ["two tones, falling: the end", "four tones, rising: all done", "Well done. That was all of it."],
    )


@pytest.mark.parametrize("density", ["full", "brief", "sounds", "silent"])
def test_nothing_is_lost_and_nothing_made_up(library: Library, density: Density) -> None:
    timeline = compile_timeline(library.session("unlock-late"), library)
    cues = Cuemaker(library.exercises, EvenVoice(), density)(timeline).cues
    told = passages(library, timeline, density)
    heard = [h for passage in told for h in passage.heard]
    assert sum(h.times for h in heard) == len(cues)
    assert sorted(h.text for h in heard if not h.is_sound) == sorted(c.text for c in cues if c.text)
    assert [p.exercise for p in told][: timeline.lines] == [
        line.exercise for line in library.session("unlock-late").lines
    ]
    assert [h.at_ms for h in heard] == sorted(h.at_ms for h in heard)


def test_every_sound_has_words_of_its_own() -> None:
    words = [sound_words(sound) for sound in get_args(Sound)]
    assert len(set(words)) == len(words) == 9
