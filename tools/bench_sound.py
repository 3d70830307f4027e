"""Records what the sound player plays and says how well the cues keep time; run it through record_null_sink.sh.

One process plays, this one records the monitor of the null sink and notes when each piece arrived, so that the
moment a cue is heard can be compared with the moment it was scheduled for.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coach.sound.player import SoundPlayer  # noqa: E402

RATE: Final = 48_000
_LOUD: Final = 1600
_QUIET: Final = RATE // 4
_AHEAD_S: Final = 0.6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cues", type=int, default=40, help="how many, one a second")
    parser.add_argument("--sound", default="tick")
    parser.add_argument("--only", choices=("idle", "loaded", "now", "restart"), action="append")
    parser.add_argument("--play", choices=("idle", "loaded", "now", "restart"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.play:
        play(arguments.play, arguments.cues, arguments.sound)
        return 0
    if "NULL_SINK_START" not in os.environ:
        parser.error("run me through tools/record_null_sink.sh")
    for case in arguments.only or ("idle", "loaded", "now", "restart"):
        report(case, arguments.cues, arguments.sound)
    return 0


def report(case: str, cues: int, sound: str) -> None:
    """Plays and records one case and prints what was measured."""
    recorder = Recorder()
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"]) if case == "loaded" else None
    command = [sys.executable, __file__, "--play", case, "--cues", str(cues), "--sound", sound]
    player = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    if case == "restart":
        time.sleep(cues * 0.4)
        recorder = restart_server(recorder)
    said = json.loads(player.communicate()[0])
    if busy is not None:
        busy.kill()
        busy.wait()
    recorder.stop()
    print(f"{case}: {said['device']}, {said['detail']}")
    heard = recorder.onsets()
    if case == "restart":
        print(f"  notices {said['notices']}")
    compare(np.array(said["scheduled"]), heard, even=case in ("idle", "loaded"))
    print(f"  peak {recorder.peak_db():.1f} dBFS, processor {said['processor_s_per_min']:.2f} s a minute")


def compare(scheduled: NDArray[np.float64], heard: NDArray[np.float64], *, even: bool) -> None:
    """Matches each cue with what was heard nearest to it, all times in seconds of the monotonic clock."""
    if not len(heard):
        print("  NOTHING WAS HEARD")
        return
    nearest = heard[np.abs(heard[None, :] - scheduled[:, None]).argmin(axis=1)]
    late_ms = (nearest - scheduled) * 1000
    matched = np.abs(late_ms) < 400
    late_ms = late_ms[matched]
    missed = int((~matched).sum())
    print(f"  {len(scheduled)} cues, missed {missed}, heard besides {len(heard) - len(np.unique(nearest[matched]))}")
    print(f"  late against the clock: median {np.median(late_ms):.1f} ms, {late_ms.min():.1f} to {late_ms.max():.1f}")
    if not even:
        return
    wrong_ms = np.abs(np.diff(nearest[matched]) - np.diff(scheduled[matched])) * 1000
    slope = np.polyfit(scheduled[matched], late_ms, 1)[0] * 1000
    print(
        f"  interval error: median {np.median(wrong_ms):.3f} ms, p95 {np.percentile(wrong_ms, 95):.3f}, "
        f"max {wrong_ms.max():.3f}; drift {slope:.0f} ppm"
    )


def play(case: str, cues: int, sound: str) -> None:
    """The playing process: schedules one cue a second and prints, as JSON, when they were due."""
    if case == "loaded":
        threading.Thread(target=_spin, daemon=True).start()
    player = SoundPlayer(ROOT / "assets" / "sounds")
    player.open("miniaudio")
    name, detail = player.device_name, player.device_detail
    used_s, began_s = time.process_time(), time.monotonic()
    due = [began_s + 1.5 + number for number in range(cues)]
    if case == "now":
        due = [moment + 0.037 * number for number, moment in enumerate(due)]
    scheduled: list[float] = []
    notices: list[str] = []
    ahead_s = 0.0 if case == "now" else _AHEAD_S
    while time.monotonic() < due[-1] + 0.8:
        while len(scheduled) < cues and time.monotonic() >= due[len(scheduled)] - ahead_s:
            if case == "now":
                scheduled.append(time.monotonic())
                player.play_now(sound)
            else:
                player.schedule(sound, due[len(scheduled)])
                scheduled.append(due[len(scheduled)])
        if notice := player.poll():
            notices.append(f"{time.monotonic() - began_s:.1f} s: {notice}")
        time.sleep(0.005 if case == "now" else 0.05)
    used_s = (time.process_time() - used_s) / (time.monotonic() - began_s) * 60
    player.close()
    said: dict[str, Any] = {"device": name, "detail": detail, "scheduled": scheduled, "notices": notices}
    print(json.dumps(said | {"processor_s_per_min": used_s}))


def restart_server(recorder: Recorder) -> Recorder:
    """Kills this run's own server, starts it again 3 s later, and goes on recording."""
    pid_file = Path(os.environ["XDG_RUNTIME_DIR"], "pulse", "pid")
    os.kill(int(pid_file.read_text()), signal.SIGKILL)
    recorder.stop()
    time.sleep(3.0)
    subprocess.run(shlex.split(os.environ["NULL_SINK_START"]), check=True)
    return Recorder(recorder.pieces)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one `parec` delivered: its samples, and after how many samples at which moment a chunk arrived."""

    samples: bytearray
    arrivals: list[tuple[int, float]]


class Recorder:
    """`parec` on the monitor, read all the time: an unread pipe would stall the server's side."""

    def __init__(self, earlier: list[Piece] | None = None) -> None:
        self.pieces = [*(earlier or []), Piece(bytearray(), [])]
        form = ["--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=10"]
        self._parec = subprocess.Popen(["parec", *form, "-d", "null.monitor"], stdout=subprocess.PIPE)
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        time.sleep(1.0)

    def stop(self) -> None:
        self._parec.terminate()
        self._thread.join()
        self._parec.wait()

    def onsets(self) -> NDArray[np.float64]:
        """When something became loud after a quarter of a second of quiet, in seconds of the monotonic clock."""
        found = []
        for piece in self.pieces:
            loud = np.flatnonzero(np.abs(_samples(piece)) > _LOUD)
            if len(loud):
                first = loud[np.concatenate(([True], np.diff(loud) > _QUIET))]
                # Arriving is never early: the lowest offset is the recorder's own, constant delay.
                offset_s = min(moment - count / RATE for count, moment in piece.arrivals[20:])
                found.append(first / RATE + offset_s)
        return np.concatenate(found) if found else np.array([])

    def peak_db(self) -> float:
        """The loudest sample against full scale."""
        peak = max(float(np.abs(_samples(piece)).max(initial=0)) for piece in self.pieces)
        return float(20 * np.log10(max(peak, 1.0) / 32768))

    def _read(self) -> None:
        piece = self.pieces[-1]
        assert self._parec.stdout is not None
        while chunk := os.read(self._parec.stdout.fileno(), 65536):
            piece.samples.extend(chunk)
            piece.arrivals.append((len(piece.samples) // 2, time.monotonic()))


def _samples(piece: Piece) -> NDArray[np.int32]:
    return np.frombuffer(bytes(piece.samples[: len(piece.samples) // 2 * 2]), "<i2").astype(np.int32)


def _spin() -> None:
    number = 0
    while True:
        number = (number * 3 + 1) % 1_000_003


if __name__ == "__main__":
    sys.exit(main())
