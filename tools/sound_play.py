"""The playing process of the sound benches: a session at true speed through the product's own path, with notes.

    python tools/sound_play.py SPEC.json OUT.json

It runs the window's ticker in a Qt event loop, moves a recorded session on with each tick and has its cues heard by the
`Announcer`, as the session page does, and notes what fell due, what was handed over and what the player said. It
prints one line once the session runs. `Spec` and `Notes` are the two files.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coach.app import Coach  # noqa: E402
from coach.clock import Moment, SystemClock  # noqa: E402
from coach.live import LiveSession  # noqa: E402
from coach.paths import DataFolder, bundled  # noqa: E402
from coach.session.announcer import HAND_OVER_MS, Announcer  # noqa: E402
from coach.session.events import AnyEvent, CueFired  # noqa: E402
from coach.sound.player import SoundPlayer  # noqa: E402

if TYPE_CHECKING:
    from coach.sound.clips import Bus, Clip

TAIL_S: Final = 6.0  # the last sentence may ring out
_TAP_EVERY_S: Final = 1.037
_BLOCK_EVERY_S: Final = (1.5, 4.0)
_BLOCK_S: Final = (0.05, 0.3)


class Spec(msgspec.Struct):
    """What to play. `backend` names the player of playsound3; `hide` are modules that cannot be imported."""

    template: str
    seconds: float = 0.0  # 0: the session once
    prefer: str = "miniaudio"
    backend: str = ""
    loaded: bool = False
    taps: int = 0  # so many sounds "now" in place of a session
    seed: int = 1
    hide: tuple[str, ...] = ()


class Heard(msgspec.Struct):
    """A cue that fell due, with the monotonic moment at which the timeline has it."""

    sound: str | None
    text: str | None
    at_s: float


class Notes(msgspec.Struct):
    """What the playing process saw. Times are seconds of `time.monotonic`, positions milliseconds."""

    device: str
    detail: str
    locale: str
    began_s: float
    ended_s: float
    due: list[Heard]  # every cue of the timeline, whether or not it was handed over
    handed: list[tuple[str, float, float]]  # name, moment asked for, moment of handing over
    notices: list[tuple[float, str]]
    why_silent: str
    ticks: list[tuple[float, int]]
    paused: int
    cpu_s_per_min: float
    children_cpu_s_per_min: float


class NotingPlayer(SoundPlayer):
    """The product's player that writes down what it is given."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.handed: list[tuple[str, float, float]] = []

    def schedule(self, name: str, at_monotonic_s: float) -> None:
        self.handed.append((name, at_monotonic_s, time.monotonic()))
        super().schedule(name, at_monotonic_s)

    def schedule_clip(self, clip: Clip, at_monotonic_s: float, bus: Bus = "voice") -> None:
        self.handed.append((clip.name, at_monotonic_s, time.monotonic()))
        super().schedule_clip(clip, at_monotonic_s, bus)


class _Hidden(MetaPathFinder):
    """Makes modules look as if they were not installed."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(names)

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        del path, target
        if fullname.partition(".")[0] in self._names:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


class Load:
    """A thread that never lets go of the interpreter by itself, and a main thread that stands still now and then."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._next_s = time.monotonic() + 1.0
        self._stop = False
        self.hog_cpu_s = 0.0
        self.block_cpu_s = 0.0
        threading.Thread(target=self._hog, daemon=True).start()

    def block(self) -> None:
        """Every 1.5 to 4 s holds the event loop for 50 to 300 ms, by turns asleep and computing."""
        if time.monotonic() < self._next_s:
            return
        seconds = self._random.uniform(*_BLOCK_S)
        if self._random.random() < 0.5:
            time.sleep(seconds)
        else:
            began_s = time.thread_time()
            until_s = time.monotonic() + seconds
            while time.monotonic() < until_s:
                pass
            self.block_cpu_s += time.thread_time() - began_s
        self._next_s = time.monotonic() + self._random.uniform(*_BLOCK_EVERY_S)

    def stop(self) -> None:
        self._stop = True

    def _hog(self) -> None:
        number = 0
        while not self._stop:
            for _round in range(20_000):
                number = (number * 3 + 1) % 1_000_003
            self.hog_cpu_s = time.thread_time()


class _NotingClock(SystemClock):
    """Remembers its last reading, to which the position of a session belongs."""

    def moment(self) -> Moment:
        self.last = super().moment()
        return self.last


class Playing:
    """A session, played over and over until the time is full."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._clock = _NotingClock()
        self._folder = tempfile.TemporaryDirectory(prefix="restack-bench-")
        self._coach = Coach(DataFolder(Path(self._folder.name)), self._clock)
        self._coach.unattended = True
        self._coach.open()
        self._player = NotingPlayer(bundled("assets") / "sounds")
        self._player.open(spec.prefer)
        self._player.set_volume(1.0, 1.0)
        self._device, self._detail = self._player.device_name, self._player.device_detail
        self._announcer = Announcer(self._player, self._coach.voice, SystemClock())
        self._notices: list[tuple[float, str]] = []
        self._ticks: list[tuple[float, int]] = []
        self._due: list[Heard] = []
        self._paused = 0
        self._over_s = 0.0
        self._zero_s = 0.0
        self._handed_to_s = 0.0
        self._load = Load(spec.seed) if spec.loaded else None
        self._used = _cpu_s()
        self._played_ms = 0
        self._live = self._begin()
        self._began_s = self._clock.last.mono_ms / 1000

    @property
    def output(self) -> str:
        """What plays: "miniaudio", the player that playsound3 took, or "silent"."""
        return self._detail if self._device == "playsound3" else self._device

    def tick(self) -> bool:
        """One turn of the session page; False once everything was played and has rung out."""
        if self._load is not None:
            self._load.block()
        now_s = time.monotonic()
        if not self._over_s:
            if self._spec.taps:
                self._tap(now_s)
            else:
                self._advance(now_s)
        if notice := self._player.poll():
            self._notices.append((now_s, notice))
        return not self._over_s or now_s - self._over_s < TAIL_S

    def end(self) -> Notes:
        cpu_s, children_s = (now_s - began_s for now_s, began_s in zip(_cpu_s(), self._used, strict=True))
        if self._load is not None:
            cpu_s -= self._load.hog_cpu_s + self._load.block_cpu_s
            self._load.stop()
        ended_s = time.monotonic()
        minutes = (ended_s - self._began_s) / 60
        why_silent = self._player.why_silent
        self._player.close()
        self._coach.close()
        self._folder.cleanup()
        return Notes(
            device=self._device,
            detail=self._detail,
            locale=self._coach.library.locale,
            began_s=self._began_s,
            ended_s=ended_s,
            due=self._due,
            handed=self._player.handed,
            notices=self._notices,
            why_silent=why_silent,
            ticks=self._ticks,
            paused=self._paused,
            cpu_s_per_min=cpu_s / minutes,
            children_cpu_s_per_min=children_s / minutes,
        )

    def _begin(self) -> LiveSession:
        live = self._coach.begin(self._spec.template)
        self._note(live.start(), live)
        return live

    def _advance(self, now_s: float) -> None:
        live = self._live
        self._note(live.advance(), live)
        if live.run.state == "paused":
            self._paused += 1
            self._announcer.drop()
            self._note(live.resume(), live)
        self._ticks.append((now_s, self._played_ms + live.run.position_ms))
        ahead_s = HAND_OVER_MS / 1000
        left_s = self._began_s + self._spec.seconds - now_s if self._spec.seconds else ahead_s
        if left_s < 0:
            # Cut off in the middle: what was handed over is heard to its end.
            self._due = [one for one in self._due if one.at_s <= self._handed_to_s]
            self._over_s = now_s
        elif not live.run.over:
            if left_s >= ahead_s:
                self._announcer.follow(live.run)
                self._handed_to_s = self._clock.last.mono_ms / 1000 + ahead_s
        else:
            self._announcer.done()
            if self._spec.seconds:
                self._played_ms += live.run.timeline.total_ms
                self._live = self._begin()
            else:
                self._over_s = now_s

    def _tap(self, now_s: float) -> None:
        """The sound of a button, at moments that belong to no rhythm."""
        if now_s - self._began_s < (len(self._due) + 1) * _TAP_EVERY_S:
            return
        self._due.append(Heard("tap", None, time.monotonic()))
        self._player.play_now("tap")
        if len(self._due) == self._spec.taps:
            self._over_s = now_s

    def _note(self, events: Sequence[AnyEvent], live: LiveSession) -> None:
        """Writes down which cues fell due, and at which moment the timeline has them."""
        if not live.run.over:  # at the end the position stops, but the clock does not
            self._zero_s = (self._clock.last.mono_ms - live.run.position_ms) / 1000
        for event in events:
            if isinstance(event, CueFired) and self._announcer.due(event.cue):
                self._due.append(Heard(event.cue.sound, event.cue.text, self._zero_s + event.cue.at_ms / 1000))


def main(argv: Sequence[str]) -> int:
    spec = msgspec.json.decode(Path(argv[0]).read_bytes(), type=Spec)
    if spec.hide:
        sys.meta_path.insert(0, _Hidden(spec.hide))
    if spec.backend:
        from coach.sound import playsound_device

        playsound_device._LINUX_ORDER = (spec.backend,)  # type: ignore[misc, assignment]  # the product chooses itself
    from PySide6.QtCore import QCoreApplication

    from ui.ticker import Ticker

    app = QCoreApplication(sys.argv[:1])
    playing = Playing(spec)
    print(f"began {playing.output}", flush=True)

    def tick() -> None:
        if not playing.tick():
            app.quit()

    ticker = Ticker(app)
    ticker.tick.connect(tick)
    ticker.set_fast(True)
    app.exec()
    ticker.stop()
    Path(argv[1]).write_bytes(msgspec.json.encode(playing.end()))
    return 0


def _cpu_s() -> tuple[float, float]:
    """Seconds of processor of this process, and of the players that it started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time(), children.ru_utime + children.ru_stime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
