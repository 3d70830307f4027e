"""Our window beside a bare PySide6 window: wall and CPU time to the first paint, to a usable button, memory, idling.

Linux only: needs Xvfb, /proc, and a monotonic clock that all processes share.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
KINDS: Final = ("bare", "ours")
_CHILD_S: Final = 60.0

Run = dict[str, float]


class BenchError(Exception):
    """Nothing could be measured, and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: medians, their ratio, and what the ratio (for idling: our own value) should stay below."""

    name: str
    unit: str
    bare: float
    ours: float
    aim: float | None = None
    aim_is_ratio: bool = True
    spread: tuple[float, float] | None = None  # first and third quartile of ours

    @property
    def ratio(self) -> float | None:
        """Ours against the bare window; None where that says nothing."""
        return self.ours / self.bare if self.bare > 0 and self.aim_is_ratio else None

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if self.aim is None:
            return None
        return (self.ratio if self.aim_is_ratio and self.ratio is not None else self.ours) <= self.aim


def measure(runs: int, idle_s: float, months: int) -> tuple[list[Row], dict[str, list[Run]]]:
    """Interleaved runs after a warm-up of each; the table and every single run. Raises `BenchError`."""
    if not sys.platform.startswith("linux"):
        raise BenchError("The start-up benchmark runs on Linux only: it needs Xvfb and /proc.")
    with xvfb() as display, tempfile.TemporaryDirectory(prefix="restack-bench-") as scratch:
        folder = Path(scratch) / "data"
        if months:
            _fill(folder, months)
        environment = _environment(display)
        for kind in KINDS * 2:  # writes the bytecode, remembers Today, warms the file cache
            one(kind, folder, environment)
        taken: dict[str, list[Run]] = {kind: [] for kind in KINDS}
        for n in range(runs):
            # Whatever favours the first of a pair favours each in turn.
            for kind in KINDS if n % 2 else KINDS[::-1]:
                taken[kind].append(one(kind, folder, environment))
                _progress(f"run {n + 1} of {runs}")
        idle = {kind: one(kind, folder, environment, idle_s) for kind in KINDS} if idle_s > 0 else {}
        _progress("")
    return _table(taken, idle), taken


def one(kind: str, folder: Path, environment: dict[str, str], idle_s: float = 0.0) -> Run:
    """One fresh process; seconds and KiB. Raises `BenchError` with what the process said."""
    call = f"ours({str(folder)!r})" if kind == "ours" else "bare()"
    command = [sys.executable, "-c", f"from tools.bench_probe import {kind}; {call}"]
    began = time.monotonic()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment | {"RESTACK_BENCH_IDLE": str(idle_s)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            said, complaint = child.communicate(timeout=_CHILD_S + idle_s)
        except subprocess.TimeoutExpired:
            child.kill()
            said, complaint = child.communicate()
            complaint += "no answer in time"
    lines = said.strip().splitlines()
    if child.returncode or not lines:
        raise BenchError(f"The {kind} window could not be measured: {complaint.strip() or child.returncode}")
    run: Run = json.loads(lines[-1])
    for key in ("paint_at", "usable_at"):
        if key in run:
            run[key.replace("_at", "_s")] = run.pop(key) - began
    if kind == "bare":
        # Nothing is opened behind a bare window: it is usable once it is painted.
        run["usable_s"], run["usable_cpu_s"] = run["paint_s"], run["paint_cpu_s"]
    return run


@contextlib.contextmanager
def xvfb() -> Iterator[str]:
    """A display of our own on a number that Xvfb finds free. Raises `BenchError`."""
    program = shutil.which("Xvfb")
    if program is None:
        raise BenchError("Xvfb is missing. On Debian and Ubuntu: sudo apt install xvfb")
    reading, writing = os.pipe()
    # Not a context manager: __exit__ would wait for a server that nobody ended.
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as stream:
            number = stream.readline().strip()
        if not number:
            raise BenchError(f"Xvfb did not start (exit code {server.wait()}).")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def table_text(rows: Sequence[Row], runs: int) -> str:
    """The table for people."""
    head = f"{'median of ' + str(runs):26} {'bare':>10} {'ours':>10} {'quartiles':>17} {'ratio':>7} {'aim':>7}"
    lines = [head]
    for row in rows:
        digits = 3 if row.unit == "s" else 0
        spread = "" if row.spread is None else f"{row.spread[0]:.{digits}f}-{row.spread[1]:.{digits}f}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        aim = "" if row.aim is None else f"{row.aim:g}"
        verdict = {True: "met", False: "OVER", None: ""}[row.met]
        lines.append(
            f"{row.name + ', ' + row.unit:26} {row.bare:10.{digits}f} {row.ours:10.{digits}f} "
            f"{spread:>17} {ratio:>7} {aim:>7}  {verdict}".rstrip()
        )
    return "\n".join(lines)


def _table(taken: dict[str, list[Run]], idle: dict[str, Run]) -> list[Row]:
    rows = []
    for name, key, unit, aim, factor in (
        ("first paint, wall", "paint_s", "s", 1.3, 1.0),
        ("first paint, CPU", "paint_cpu_s", "s", None, 1.0),
        ("Start usable, wall", "usable_s", "s", 2.0, 1.0),
        ("Start usable, CPU", "usable_cpu_s", "s", None, 1.0),
        ("memory (PSS)", "pss_kib", "MiB", 2.0, 1 / 1024),
    ):
        bare, own = ([run[key] * factor for run in taken[kind]] for kind in KINDS)
        quartiles = statistics.quantiles(own, n=4) if len(own) > 1 else [own[0]] * 3
        spread = (quartiles[0], quartiles[2])
        rows.append(Row(name, unit, statistics.median(bare), statistics.median(own), aim, spread=spread))
    if idle:
        bare_s, own_s = (idle[kind]["idle_cpu_s"] / idle[kind]["idle_s"] * 60 for kind in KINDS)
        rows.append(Row("CPU a minute, idle", "s", bare_s, own_s, aim=0.02, aim_is_ratio=False))
    return rows


def _environment(display: str) -> dict[str, str]:
    dropped = ("PYTHONDONTWRITEBYTECODE", "WAYLAND_DISPLAY", "QT_DEBUG_PLUGINS", "PYTHONPROFILEIMPORTTIME")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return kept | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}


def _fill(folder: Path, months: int) -> None:
    _progress(f"making up {months} months of history")
    sys.path.insert(0, str(ROOT))
    from coach.paths import DataFolder
    from ui.sample import make_sample

    make_sample(DataFolder(folder), months=months)


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
