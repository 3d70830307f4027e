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
from collections import OrderedDict
from pathlib import Path
from typing import Any, Final

import numpy as np

from coach.sound.clips import BUSES, RATE, Bus, Clip
from coach.sound.errors import SoundError
from coach.text import _

logger = logging.getLogger(__name__)

_LINUX_ORDER: Final = ("alsa", "gstreamer", "ffplay")
_LATE_S: Final = 0.25
_PROBE_S: Final = 3.0
_GAIN_STEPS: Final = 20  # volumes are rounded to 5 %, so that few files are rendered
_FILES: Final = 96  # kept at a time, about 0.2 MB each
_AHEAD: Final = 16
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
        self._files: OrderedDict[tuple[str, float], Path] = OrderedDict()
        self._gains: dict[Bus, float] = dict.fromkeys(BUSES, 1.0)
        self._wake = threading.Condition()
        self._queue: list[tuple[float, int, Clip, Bus]] = []
        self._numbers = itertools.count()
        self._sounding: list[tuple[Any, Bus]] = []
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

    def drop_pending(self, bus: Bus | None = None) -> None:
        with self._wake:
            self._queue = [queued for queued in self._queue if bus not in (None, queued[3])]
            heapq.heapify(self._queue)
            ending = self._taken_out(bus)
        for sound in ending:
            sound.stop()

    def set_gain(self, bus: Bus, gain: float) -> None:
        """Counts for the sounds that begin from now on: playsound3 has no volume, so files are rendered with it.
        Silence counts at once.
        """
        self._gains[bus] = min(1.0, max(0.0, gain))
        if not self._gain(bus):
            with self._wake:
                ending = self._taken_out(bus)
            for sound in ending:
                sound.stop()

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
                if self._closed:
                    return
                now_s = time.monotonic()
                queued = heapq.heappop(self._queue) if self._queue and self._queue[0][0] <= now_s else None
                unready = self._unready() if queued is None else None
                if queued is None and unready is None:
                    self._wake.wait(self._queue[0][0] - now_s if self._queue else None)
                    continue
            if unready is not None:
                self._get_ready(*unready)
            elif queued is not None:
                begin_s, _number, clip, bus = queued
                self._begin_due(begin_s, clip, bus)

    def _begin_due(self, begin_s: float, clip: Clip, bus: Bus) -> None:
        gain = self._gain(bus)
        if time.monotonic() - begin_s > _LATE_S or not gain:
            return
        self._reap()
        try:
            sound = self._begin(clip, gain)
        except SoundError as error:
            self._failures += 1
            logger.info("%s (%s)", error, error.__cause__)
            return
        with self._wake:
            self._sounding.append((sound, bus))

    def _gain(self, bus: Bus) -> float:
        return round(self._gains[bus] * _GAIN_STEPS) / _GAIN_STEPS

    def _taken_out(self, bus: Bus | None) -> list[Any]:
        ending = [sound for sound, own in self._sounding if bus in (None, own)]
        self._sounding = [(sound, own) for sound, own in self._sounding if bus not in (None, own)]
        return ending

    def _unready(self) -> tuple[Clip, float] | None:
        """The first clip in the queue whose file is not there yet: files are written while there is time."""
        for _begin_s, _number, clip, bus in sorted(self._queue)[:_AHEAD]:
            gain = self._gain(bus)
            if clip.samples and gain and (clip.name, gain) not in self._files:
                return clip, gain
        return None

    def _get_ready(self, clip: Clip, gain: float) -> None:
        try:
            self._rendered(clip, gain)
        except OSError as error:
            # A full disk: the clip is left out when its moment comes; until then it is not tried again.
            logger.info("%s: %s", clip.name, error)
            self._files[clip.name, gain] = self._folder / "missing"

    def _reap(self) -> None:
        with self._wake:
            ended = [sounding for sounding in self._sounding if not sounding[0].is_alive()]
            self._sounding = [sounding for sounding in self._sounding if sounding not in ended]
        for sound, _bus in ended:
            self._failures = self._failures + 1 if _ended_badly(sound) else 0

    def _begin(self, clip: Clip, gain: float) -> Any:
        try:
            return self._play(self._rendered(clip, gain))
        except Exception as error:  # playsound3 raises whatever its backend raises
            raise SoundError(_("The sound “{name}” could not be played.").format(name=clip.name)) from error

    def _rendered(self, clip: Clip, gain: float) -> Path:
        """The clip as a file at this level; one that nothing here can decode is played as it is, at its own."""
        if not clip.samples and clip.file is not None:
            return clip.file
        path = self._files.get((clip.name, gain))
        if path is None:
            path = self._folder / f"{next(self._numbers)}.wav"
            scaled = np.rint(np.frombuffer(clip.samples, np.int16) * np.float32(gain)).astype("<i2")
            with wave.open(str(path), "wb") as file:
                file.setparams((1, 2, RATE, len(scaled), "NONE", ""))
                file.writeframes(scaled.tobytes())
            self._files[clip.name, gain] = path
            while len(self._files) > _FILES:
                self._files.popitem(last=False)[1].unlink(missing_ok=True)
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
