"""The second choice: one player program a sound, through playsound3. Late by tens of milliseconds, but it sounds."""

from __future__ import annotations

import heapq
import importlib
import itertools
import logging
import math
import shutil
import sys
import tempfile
import threading
import time
import wave
import weakref
from array import array
from pathlib import Path
from typing import Any, Final

from coach.sound.clips import BUSES, RATE, Bus, Clip
from coach.sound.errors import SoundError
from coach.text import _

logger = logging.getLogger(__name__)

_LINUX_ORDER: Final = ("alsa", "gstreamer", "ffplay")
_LATE_S: Final = 0.25
_PROBE_S: Final = 3.0
_GAIN_STEPS: Final = 20  # volumes are rounded to 5 %, so that few files are rendered
_FAILURES: Final = 3  # so many players in a row that end with an error mean that nothing is heard


class PlaysoundDevice:
    """One thread lives as long as the device: on some systems a sound dies with the thread that began it.

    Raises SoundError where playsound3 finds no player, or the player cannot play.
    """

    name = "playsound3"
    why_silent = ""

    def __init__(self) -> None:
        self._play = _Player()
        self.detail = self._play.backend
        self._folder = Path(tempfile.mkdtemp(prefix="restack-sound-"))
        self._remove_folder = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._files: dict[tuple[Clip, float], Path] = {}
        self._gains: dict[Bus, float] = dict.fromkeys(BUSES, 1.0)
        self._wake = threading.Condition()
        self._queue: list[tuple[float, int, Clip, Bus]] = []
        self._numbers = itertools.count()
        self._sounding: list[Any] = []
        self._failures = 0
        self._closed = False
        try:
            self._probe()
        except SoundError:
            self._remove_folder()
            raise
        self._thread = threading.Thread(target=self._run, name="playsound", daemon=True)
        self._thread.start()

    def schedule(self, clip: Clip, at_monotonic_s: float, bus: Bus) -> None:
        with self._wake:
            begin_s = at_monotonic_s - clip.onset / RATE
            heapq.heappush(self._queue, (begin_s, next(self._numbers), clip, bus))
            self._wake.notify()

    def play_now(self, clip: Clip, bus: Bus) -> None:
        self.schedule(clip, time.monotonic(), bus)

    def drop_pending(self) -> None:
        with self._wake:
            self._queue.clear()
            sounding, self._sounding = self._sounding, []
        for sound in sounding:
            sound.stop()

    def set_gain(self, bus: Bus, gain: float) -> None:
        """Counts for the sounds that begin from now on: playsound3 has no volume, so files are rendered with it."""
        self._gains[bus] = min(1.0, max(0.0, gain))

    def silent_for_s(self, now_s: float) -> float:
        del now_s
        return math.inf if self._failures >= _FAILURES else 0.0

    def reopen(self) -> None:
        self._probe()
        self._failures = 0

    def close(self) -> None:
        with self._wake:
            self._closed = True
            self._wake.notify()
        self.drop_pending()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=1.0)
        self._remove_folder()

    def _probe(self) -> None:
        """Plays a twentieth of a second of nothing: without a sound card the player ends with an error."""
        quiet = Clip("probe", array("h", bytes(2 * (RATE // 20))))
        sound = self._begin(quiet, 1.0)
        give_up_s = time.monotonic() + _PROBE_S
        while sound.is_alive() and time.monotonic() < give_up_s:
            time.sleep(0.01)
        if sound.is_alive():
            sound.stop()
            raise SoundError(_("The sound output does not answer."))
        if _ended_badly(sound):
            raise SoundError(_("The sound output could not be opened."))

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._closed and (not self._queue or self._queue[0][0] > time.monotonic()):
                    self._wake.wait(self._queue[0][0] - time.monotonic() if self._queue else None)
                if self._closed:
                    return
                begin_s, _number, clip, bus = heapq.heappop(self._queue)
            if time.monotonic() - begin_s > _LATE_S:
                continue
            self._reap()
            gain = round(self._gains[bus] * _GAIN_STEPS) / _GAIN_STEPS
            if not gain:
                continue
            try:
                sound = self._begin(clip, gain)
            except SoundError as error:
                self._failures += 1
                logger.info("%s (%s)", error, error.__cause__)
                continue
            with self._wake:
                self._sounding.append(sound)

    def _reap(self) -> None:
        with self._wake:
            ended = [sound for sound in self._sounding if not sound.is_alive()]
            self._sounding = [sound for sound in self._sounding if sound not in ended]
        for sound in ended:
            self._failures = self._failures + 1 if _ended_badly(sound) else 0

    def _begin(self, clip: Clip, gain: float) -> Any:
        try:
            return self._play(self._rendered(clip, gain))
        except Exception as error:  # playsound3 raises whatever its backend raises
            raise SoundError(_("The sound “{name}” could not be played.").format(name=clip.name)) from error

    def _rendered(self, clip: Clip, gain: float) -> Path:
        path = self._files.get((clip, gain))
        if path is None:
            path = self._files[clip, gain] = self._folder / f"{len(self._files)}.wav"
            samples = array("h", (round(sample * gain) for sample in clip.samples))
            if sys.byteorder == "big":
                samples.byteswap()
            with wave.open(str(path), "wb") as file:
                file.setparams((1, 2, RATE, len(samples), "NONE", ""))
                file.writeframes(samples.tobytes())
        return path


def _ended_badly(sound: Any) -> bool:
    """Only player programs have an exit code; the players inside Windows and macOS are taken at their word."""
    return bool(getattr(sound.subprocess, "returncode", 0))


class _Player:
    """playsound3 with the player that starts soonest here. Imports it, which starts each player once: 0.2 to 0.6 s."""

    def __init__(self) -> None:
        # Without a handler Python would write its warning about missing players to the terminal.
        logging.getLogger("playsound3").addHandler(logging.NullHandler())
        self._module: Any = importlib.import_module("playsound3")
        available = list(self._module.AVAILABLE_BACKENDS)
        if not available:
            raise SoundError(_("No program that plays sounds was found."))
        wanted = _LINUX_ORDER if sys.platform.startswith("linux") else ()
        self.backend: str = next((name for name in wanted if name in available), available[0])

    def __call__(self, path: Path) -> Any:
        return self._module.playsound(str(path), block=False, backend=self.backend)
