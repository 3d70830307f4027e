"""A sound server of one's own with null sinks, and recorders of what is played into them.

Needs Debian's pulseaudio and pulseaudio-utils; works without a screen, without a sound card, and as root. Nothing
outside the rig's own folder is read or changed, and only processes that the rig began are ended.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import msgspec
import numpy as np

from tools.sound_play import Notes, Spec

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROOT: Final = Path(__file__).resolve().parent.parent
RATE: Final = 48_000
NEEDED: Final = ("pulseaudio", "parec", "pactl")
_PATIENCE_S: Final = 10.0
_LOOK_S: Final = 0.02
_SETTLE_S: Final = 1.0
_ASOUNDRC: Final = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"
# Words by which a session's processes could find the sound server of whoever runs the bench.
_FOREIGN: Final = ("PULSE_SERVER", "PULSE_LATENCY_MSEC", "PULSE_SINK", "PULSE_COOKIE", "PIPEWIRE_REMOTE")


class RigError(Exception):
    """The rig cannot be built here; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What one `parec` wrote: mono int16 at 48 kHz. `began_s` is the monotonic moment of its first sample, late by the
    recorder's own constant delay of some hundredths of a second.

    `slip_ms` is how far the file and the clock came apart between the first and the last tenth of the recording:
    beyond a few ms samples were lost or doubled on the way to the file.
    """

    samples: NDArray[np.int16]
    began_s: float
    slip_ms: float = 0.0


class Rig:
    """`with Rig() as rig:` runs a server with one null sink named "null"."""

    def __init__(self, *, server: bool = True) -> None:
        missing = [name for name in NEEDED if shutil.which(name) is None]
        if missing:
            raise RigError(f"Not found: {', '.join(missing)}. On Debian: apt install pulseaudio pulseaudio-utils")
        self._exit = contextlib.ExitStack()
        self.folder = Path(self._exit.enter_context(tempfile.TemporaryDirectory(prefix="restack-rig-")))
        runtime, home = self.folder / "run", self.folder / "home"
        runtime.mkdir(mode=0o700)
        home.mkdir(mode=0o700)
        # The players of playsound3 go through ALSA; its default is to be this server, too.
        (home / ".asoundrc").write_text(_ASOUNDRC, "ascii")
        self.env = {key: value for key, value in os.environ.items() if key not in _FOREIGN}
        self.env |= {
            "XDG_RUNTIME_DIR": str(runtime),
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "QT_QPA_PLATFORM": "offscreen",
            "SDL_AUDIODRIVER": "pulseaudio",
        }
        if not server:
            # Without an ALSA that knows nothing, a sound card of this computer would be found and heard.
            (home / "nothing.conf").touch()
            self.env |= {"ALSA_CONFIG_PATH": str(home / "nothing.conf"), "JACK_NO_START_SERVER": "1"}
        self._server: subprocess.Popen[bytes] | None = None
        self._with_server = server
        self._files = 0

    def __enter__(self) -> Self:
        try:
            if self._with_server:
                self.start_server()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_args: object) -> None:
        self.kill_server()
        self._exit.close()

    def start_server(self, sinks: Sequence[str] = ("null",)) -> None:
        """Starts the server and waits until it answers. Raises RigError."""
        loads = [_sink(name) for name in sinks]
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "--use-pid-file=no"]
        command += ["--realtime=yes", "--high-priority=yes", f"--log-target=file:{self.folder / 'pulse.log'}"]
        command += [f"--load={load}" for load in (*loads, "module-native-protocol-unix auth-anonymous=1")]
        self._server = subprocess.Popen(
            command, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        give_up_s = time.monotonic() + _PATIENCE_S
        while subprocess.run(["pactl", "info"], env=self.env, capture_output=True, check=False).returncode:
            if self._server.poll() is not None or time.monotonic() > give_up_s:
                log = self.folder / "pulse.log"
                said = log.read_text("utf-8", "replace")[-800:] if log.exists() else ""
                self.kill_server()
                raise RigError(f"pulseaudio did not start. {said}")
            time.sleep(0.05)

    def kill_server(self) -> None:
        """Ends the server without a farewell, as a crash would."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None
            shutil.rmtree(self.folder / "run" / "pulse", ignore_errors=True)

    def pactl(self, *words: str) -> str:
        done = subprocess.run(["pactl", *words], env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RigError(f"pactl {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def add_sink(self, name: str) -> str:
        """The number of the new sink's module."""
        return self.pactl("load-module", *_sink(name).split())

    def module_of(self, sink: str) -> str:
        """The number of the module that made the sink."""
        for line in self.pactl("list", "short", "modules").splitlines():
            number, _name, arguments = (*line.split("\t"), "", "")[:3]
            if f"sink_name={sink} " in f"{arguments} ":
                return number
        raise RigError(f"There is no sink {sink}")

    def record(self, sink: str = "null") -> Recorder:
        self._files += 1
        return Recorder(self.folder / f"{self._files}-{sink}.s16", f"{sink}.monitor", self.env)

    @contextlib.contextmanager
    def playing(self, spec: Spec) -> Iterator[Played]:
        """A playing process; by the end of the block it has ended, or is ended."""
        self._files += 1
        stem = self.folder / f"{self._files}-play"
        stem.with_suffix(".json").write_bytes(msgspec.json.encode(spec))
        out, errors = stem.with_suffix(".out"), stem.with_suffix(".err")
        command = [sys.executable, str(ROOT / "tools" / "sound_play.py"), str(stem.with_suffix(".json")), str(out)]
        with errors.open("wb") as err:
            process = subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=subprocess.PIPE, stderr=err, text=True)
        try:
            yield Played(process, out, errors)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


@dataclass(frozen=True, slots=True)
class Played:
    """The playing process from outside."""

    process: subprocess.Popen[str]
    out: Path
    errors: Path

    def wait_for_begin(self) -> str:
        """The output that plays, once the session runs. Raises RigError if the process ended instead."""
        assert self.process.stdout is not None
        word, _space, output = self.process.stdout.readline().strip().partition(" ")
        if word != "began":
            self.process.wait()
            raise RigError(f"The playing process ended: {self.terminal()[-1500:]}")
        return output

    def notes(self) -> Notes:
        """Waits for the end of the session. Raises RigError if the process failed."""
        if self.process.wait():
            raise RigError(f"The playing process failed: {self.terminal()[-1500:]}")
        return msgspec.json.decode(self.out.read_bytes(), type=Notes)

    def terminal(self) -> str:
        """What the process wrote to its standard error."""
        return self.errors.read_text("utf-8", "replace").strip()


class Recorder:
    """`parec` from a monitor straight into a file; a pipe that is read late would stall the server's side.

    A thread looks at the file's length: where the file grew is never early, so the lowest difference between clock
    and length tells when the first sample was heard.
    """

    def __init__(self, path: Path, source: str, env: dict[str, str]) -> None:
        self._path = path
        form = ["--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=20"]
        with path.open("wb") as file:
            command = ["parec", *form, "-d", source]
            self._parec = subprocess.Popen(command, env=env, stdout=file, stderr=subprocess.DEVNULL)
        self._lengths: list[tuple[float, int]] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        give_up_s = time.monotonic() + _PATIENCE_S
        while path.stat().st_size < 2 * RATE * _SETTLE_S:
            if self._parec.poll() is not None or time.monotonic() > give_up_s:
                self._end()
                raise RigError(f"parec does not record {source}")
            time.sleep(0.05)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_args: object) -> None:
        self._end()

    def stop(self) -> Recording:
        """Ends the recording."""
        self._end()
        samples = np.fromfile(self._path, "<i2", count=self._path.stat().st_size // 2)
        return recording(samples, np.array(self._lengths, np.float64).reshape(-1, 2))

    def _end(self) -> None:
        if self._parec.poll() is None:
            self._parec.terminate()
            self._parec.wait()
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        seen = 0
        while not self._stop.wait(_LOOK_S):
            length = self._path.stat().st_size // 2
            if length != seen:
                self._lengths.append((time.monotonic(), length))
                seen = length


def recording(samples: NDArray[np.int16], lengths: NDArray[np.float64]) -> Recording:
    """Puts samples on the clock. `lengths`, shape (n, 2), are moments in seconds and how many samples there were.

    The first second is left out: a recorder begins with what the server had in store.
    """
    settled = lengths[lengths[:, 1] > RATE * _SETTLE_S / 2]
    if not len(settled):
        raise RigError("Nothing was recorded")
    offsets_s = settled[:, 0] - settled[:, 1] / RATE
    tenth = max(1, len(offsets_s) // 10)
    slip_ms = (offsets_s[-tenth:].min() - offsets_s[:tenth].min()) * 1000
    return Recording(samples, float(offsets_s.min()), float(slip_ms))


def _sink(name: str) -> str:
    return f"module-null-sink sink_name={name} rate={RATE} format=s16le channels=2"
