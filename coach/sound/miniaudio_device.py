"""The first choice: one open miniaudio stream that our own mixer fills."""

from __future__ import annotations

import logging
import time
import weakref
from collections.abc import Generator, Sequence
from typing import Any, Final

import miniaudio

from coach.sound.clips import RATE, Bus, Clip
from coach.sound.errors import SoundError
from coach.sound.mixer import Mixer
from coach.sound.terminal import quiet_stderr
from coach.text import _

logger = logging.getLogger(__name__)

_PERIOD_MS: Final = 120
_PERIODS: Final = 2
# From the asking for a block to the hearing of its end. miniaudio asks PulseAudio for a queue of one period, to which
# the server adds its own part: measured on a null sink at periods of 50 to 200 ms, it is 1.6 to 1.7 periods.
_HEARD_AFTER_S: Final = {"PulseAudio": 0.195}
_STARTED: Final = 4  # so many blocks prove that a stream runs
_START_S: Final = 2.0


class MiniaudioDevice:
    """Plays through PulseAudio, PipeWire, ALSA, WASAPI or CoreAudio. Raises SoundError where none of them opens.

    `backends` are names of `miniaudio.Backend`, for tests ("NULL") and for looking into a computer's trouble.
    """

    name = "miniaudio"
    why_silent = ""

    def __init__(self, backends: Sequence[str] = ()) -> None:
        self.detail = ""
        self._backends = tuple(backends)
        self._mixer = Mixer()
        self._stream: _Stream | None = None
        self.reopen()

    def schedule(self, clip: Clip, at_monotonic_s: float, bus: Bus) -> None:
        self._mixer.schedule(clip, at_monotonic_s, bus)

    def play_now(self, clip: Clip, bus: Bus) -> None:
        self._mixer.play_now(clip, bus)

    def drop_pending(self, bus: Bus | None = None) -> None:
        self._mixer.drop_pending(bus)

    def set_gain(self, bus: Bus, gain: float) -> None:
        self._mixer.set_gain(bus, gain)

    def silent_for_s(self, now_s: float) -> float:
        silent_s = now_s - self._mixer.asked_s
        # Some servers take a first block and then think for up to two seconds.
        return silent_s - _START_S if self._mixer.blocks < _STARTED else silent_s

    def reopen(self) -> None:
        self.close()
        self._stream = _Stream(self._mixer, self._backends)
        self._mixer.asked_s = time.monotonic()
        self.detail = _("{server}, 48 kHz").format(server=self._stream.backend)

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


class _Stream:
    """The native device and its context, given back once, at the latest before the interpreter ends."""

    def __init__(self, mixer: Mixer, backends: Sequence[str]) -> None:
        with quiet_stderr():
            try:
                device: Any = miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.SIGNED16,
                    nchannels=1,
                    sample_rate=RATE,
                    buffersize_msec=_PERIOD_MS,  # miniaudio means one period by it
                    callback_periods=_PERIODS,
                    backends=[miniaudio.Backend[name] for name in backends] or None,
                    app_name="Restack",
                )
                self.close = weakref.finalize(self, _give_back, device)
                self.backend = str(device.backend)
                if self.backend == "Null" and "NULL" not in backends:
                    # Without any sound library miniaudio falls back to a device that swallows everything.
                    raise miniaudio.MiniaudioError("only the null backend is left")
                mixer.restart(_HEARD_AFTER_S.get(self.backend, _PERIOD_MS * _PERIODS / 1000))
                device.start(_started(_blocks(mixer)))
            except miniaudio.MiniaudioError as error:
                raise SoundError(_("The sound output could not be opened.")) from error


_Blocks = Generator[bytes | memoryview, int, None]


def _blocks(mixer: Mixer) -> _Blocks:
    count = yield b""
    while True:
        count = yield mixer.render(count, time.monotonic())


def _started(blocks: _Blocks) -> _Blocks:
    next(blocks)
    return blocks


def _give_back(device: Any) -> None:
    context = device._context
    device.close()
    # miniaudio's Python side never returns the context: a connection to the server would stay for every reopening.
    uninit = getattr(miniaudio.lib, "ma_context_uninit", None)
    if uninit is not None:
        uninit(context)
