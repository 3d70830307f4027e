"""Has a session heard: hands its cues to the sound output ahead of time, and says what cannot wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from coach.clock import Clock
from coach.session.cues import Cue
from coach.session.run import SessionRun
from coach.session.speaking import PAUSE_MS
from coach.sound.clips import Bus, Clip
from coach.sound.speech import Voice

#: How far ahead cues are handed over. The output needs 0.5 s; the rest is for a window that is busy for a moment.
HAND_OVER_MS: Final = 1_000
#: Clips are decoded this long before they are heard.
LOOK_AHEAD_MS: Final = 60_000
_LOOK_EVERY_MS: Final = 10_000
#: What is said at once begins so much later: the output has a fifth of a second in its buffer.
_AT_ONCE_MS: Final = 300


class Output(Protocol):
    """The part of the sound player that a session needs; times are seconds of the monotonic clock."""

    def schedule(self, name: str, at_monotonic_s: float) -> None: ...

    def schedule_clip(self, clip: Clip, at_monotonic_s: float, bus: Bus = "voice") -> None: ...

    def drop_pending(self, bus: Bus | None = None) -> None: ...


class OwnVoice(Protocol):
    """What reads texts that have no clip, such as the system's voice."""

    def say(self, text: str) -> None:
        """Begin at once, in place of what is being said."""
        ...

    def stop(self) -> None:
        """Fall silent."""
        ...


class Announcer:
    """For one session. Captions are not its business, but `due` says which sentences are really said.

    `clock` is the session's own. Without an `own_voice`, texts that have no clip are captions alone.
    """

    def __init__(
        self,
        output: Output,
        voice: Voice,
        clock: Clock,
        own_voice: OwnVoice | None = None,
    ) -> None:
        self._output, self._voice, self._clock, self._own_voice = output, voice, clock, own_voice
        self._busy_until_ms = 0
        self._looked_to_ms: int | None = None
        #: False where the person wants no words: then only what is asked for is said.
        self.speaks = True

    def follow(self, run: SessionRun) -> None:
        """Hand over what is heard in the next second. Call it some times a second; a session that is played faster
        than it is meant to be has sounds, but nobody could follow its words.
        """
        self._look_ahead(run)
        for cue, mono_ms in run.cues_ahead(HAND_OVER_MS):
            if cue.sound is not None:
                self._output.schedule(cue.sound, mono_ms / 1000)
            elif cue.text is not None and run.speed == 1 and mono_ms >= self._busy_until_ms:
                clip = self._voice.clip(cue.text)
                if clip is not None:
                    self._output.schedule_clip(clip, mono_ms / 1000)

    def due(self, cue: Cue) -> bool:
        """A cue's moment has come. False for a sentence that is left out, since something else is being said."""
        if cue.text is None:
            return True
        if self._clock.moment().mono_ms < self._busy_until_ms:
            return False
        self._say_ourselves([cue.text])
        return True

    def say(self, sentences: Sequence[str], *, asked: bool = False) -> int:
        """Say this now, in place of whatever was being said; the ms it takes. Sentences that fall due meanwhile are
        left out. `asked`: the person wants to hear it.
        """
        if not (self.speaks or asked):
            return sum(self._voice.duration_ms(text) + PAUSE_MS for text in sentences)
        self._output.drop_pending("voice")
        now_ms = self._clock.moment().mono_ms
        at_ms = now_ms + _AT_ONCE_MS
        for text in sentences:
            clip = self._voice.clip(text)
            if clip is not None:
                self._output.schedule_clip(clip, at_ms / 1000)
            at_ms += self._voice.duration_ms(text) + PAUSE_MS
        self._busy_until_ms = at_ms
        self._say_ourselves(sentences)
        return at_ms - now_ms

    def drop(self) -> None:
        """Pause, seek, stop: silence, and nothing that waits."""
        self._output.drop_pending()
        if self._own_voice is not None:
            self._own_voice.stop()
        self._busy_until_ms = 0
        self._looked_to_ms = None

    def done(self) -> None:
        """The session is over; what sounds may ring out."""
        self._voice.forget()
        self._looked_to_ms = None

    def _say_ourselves(self, sentences: Iterable[str]) -> None:
        if self._own_voice is None:
            return
        unrendered = [text for text in sentences if not self._voice.has_clip(text)]
        if unrendered:
            self._own_voice.say(" ".join(unrendered))

    def _look_ahead(self, run: SessionRun) -> None:
        position = run.position_ms
        looked = self._looked_to_ms
        if looked is None or not looked - LOOK_AHEAD_MS <= position <= looked - LOOK_AHEAD_MS + _LOOK_EVERY_MS:
            self._looked_to_ms = position + LOOK_AHEAD_MS
            self._voice.get_ready(run.sentences_ahead(LOOK_AHEAD_MS))
