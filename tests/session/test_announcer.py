"""What a session hands to the sound output, and what is said out of turn."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import pytest

from coach.session.announcer import Announcer
from coach.session.cues import Cue
from coach.sound.clips import Bus, Clip
from tests.making import exercise, library_with, line, session
from tests.session.playing import Player

UNKNOWN = "Get ready for b."


class Output:
    """Notes what it is asked for, in seconds of the session's clock."""

    def __init__(self) -> None:
        self.heard: list[tuple[float, str]] = []
        self.dropped: list[Bus | None] = []

    def schedule(self, name: str, at_monotonic_s: float) -> None:
        self.heard.append((at_monotonic_s, name))

    def schedule_clip(self, clip: Clip, at_monotonic_s: float, bus: Bus = "voice") -> None:
        assert bus == "voice"
        self.heard.append((at_monotonic_s, clip.name))

    def drop_pending(self, bus: Bus | None = None) -> None:
        self.dropped.append(bus)


class Voice:
    """Says everything but one sentence; each takes 700 ms, as the player's cues assume."""

    def __init__(self) -> None:
        self.ready: list[tuple[str, ...]] = []
        self.forgotten = 0

    def duration_ms(self, text: str) -> int:
        return 700 if text else 0

    def has_clip(self, text: str) -> bool:
        return text != UNKNOWN

    def clip(self, text: str) -> Clip | None:
        return Clip(text, array("h", [1])) if self.has_clip(text) else None

    def get_ready(self, texts: Iterable[str]) -> None:
        self.ready.append(tuple(texts))

    def forget(self) -> None:
        self.forgotten += 1


class OwnVoice:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.stopped = 0

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        self.stopped += 1


class Stage:
    """Two short exercises, played as the window does."""

    def __init__(self, speed: int = 1) -> None:
        whole = session(line("a", 5_000, hold_ms=4_000), line("b", 5_000, hold_ms=4_000))
        self.player = Player(whole, library_with(exercise("a"), exercise("b")), speed=speed)
        self.output, self.voice, self.own = Output(), Voice(), OwnVoice()
        self.announcer = Announcer(self.output, self.voice, self.player.clock, self.own)
        self.begun_s = self.player.clock.mono_ms / 1000

    def play(self, ms: int, step: int = 100) -> None:
        for _step in range(0, ms, step):
            self.announcer.follow(self.player.run)
            self.player.advance(step)

    def heard(self) -> list[tuple[float, str]]:
        return [(round(at - self.begun_s, 3), what) for at, what in self.output.heard]


def test_sounds_and_sentences_are_handed_over_with_their_moments() -> None:
    stage = Stage()
    stage.player.start()
    stage.play(20_000)
    cues = stage.player.cues(stage.player.run.timeline).cues
    wanted = [(c.at_ms / 1000, c.sound or c.text) for c in cues if c.text != UNKNOWN]
    assert stage.heard() == wanted
    assert "Hold." in [what for _at, what in wanted]


def test_they_are_handed_over_a_second_ahead() -> None:
    stage = Stage()
    stage.player.start()
    stage.announcer.follow(stage.player.run)
    assert stage.heard() == [(1.0, "First: A.")]


def test_a_session_in_a_hurry_has_sounds_only() -> None:
    stage = Stage(speed=10)
    stage.player.start()
    stage.play(2_000)
    names = {what for _at, what in stage.heard()}
    assert "start" in names
    assert not {name for name in names if name.endswith(".")}


def test_what_is_asked_for_is_said_at_once_and_nothing_over_it() -> None:
    stage = Stage()
    stage.player.start()
    stage.play(900)
    asked = stage.announcer.say(["A.", "Sit."], asked=True)
    assert stage.output.dropped == ["voice"]
    assert stage.heard()[-2:] == [(1.2, "A."), (2.25, "Sit.")]
    assert asked == 2_400
    before = len(stage.heard())
    stage.play(3_000)
    later = stage.heard()[before:]
    spoken = [(at, what) for at, what in later if what.endswith(".")]
    assert all(at >= 3.3 for at, _what in spoken)
    assert (2.0, "get_ready") in later, "sounds go on"


def test_a_caption_is_left_out_with_its_sentence() -> None:
    stage = Stage()
    cue = Cue(0, text="Half-way.", spoken_ms=700)
    assert stage.announcer.due(cue)
    stage.announcer.say(["A."])
    assert not stage.announcer.due(cue)
    assert stage.announcer.due(Cue(0, sound="tick"))
    stage.player.clock.advance_ms(1_350)
    assert stage.announcer.due(cue)


def test_after_a_drop_nothing_stands_in_the_way() -> None:
    stage = Stage()
    stage.announcer.say(["A.", "Sit."])
    stage.announcer.drop()
    assert stage.output.dropped == ["voice", None]
    assert stage.own.stopped == 1
    assert stage.announcer.due(Cue(0, text="Half-way.", spoken_ms=700))


@pytest.mark.parametrize("asked", [False, True])
def test_with_no_words_wanted_only_what_is_asked_for_is_said(asked: bool) -> None:
    stage = Stage()
    stage.announcer.speaks = False
    assert stage.announcer.say(["A."], asked=asked) > 0
    assert bool(stage.heard()) == asked


def test_a_text_without_a_clip_is_read_by_the_system_when_it_is_due() -> None:
    stage = Stage()
    stage.player.start()
    stage.play(20_000)
    assert stage.own.said == []
    for cue in stage.player.cues(stage.player.run.timeline).cues:
        stage.announcer.due(cue)
    assert stage.own.said == [UNKNOWN]
    stage.announcer.say(["A.", UNKNOWN], asked=True)
    assert stage.own.said == [UNKNOWN, UNKNOWN]


def test_without_a_system_voice_captions_are_all() -> None:
    stage = Stage()
    alone = Announcer(stage.output, stage.voice, stage.player.clock)
    assert alone.due(Cue(0, text=UNKNOWN, spoken_ms=700))
    alone.drop()


def test_clips_are_made_ready_a_minute_ahead_and_now_and_then() -> None:
    stage = Stage()
    stage.player.start()
    stage.play(12_000)
    assert len(stage.voice.ready) == 2
    assert "First: A." in stage.voice.ready[0]
    assert "First: A." not in stage.voice.ready[1]
    stage.player.run.back(stage.player.now)
    stage.player.run.back(stage.player.now)
    stage.announcer.follow(stage.player.run)
    assert len(stage.voice.ready) == 3
    stage.announcer.done()
    assert stage.voice.forgotten == 1
