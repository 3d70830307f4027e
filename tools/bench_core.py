"""The work behind the window, each piece beside the least that it could cost on the same machine."""

from __future__ import annotations

import contextlib
import sqlite3
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.app import Coach
from coach.clock import SystemClock
from coach.library.checks import problems_across
from coach.library.read import read_files, read_library
from coach.paths import DataFolder, bundled
from ui.sample import MONTHS, make_sample

LONGEST = "unlock-late"


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of work and what it is held against, medians in ms."""

    name: str
    ms: float
    against: str
    against_ms: float

    @property
    def ratio(self) -> float:
        """How many times the other it costs."""
        return self.ms / self.against_ms


def measure(runs: int) -> list[Row]:
    """Every pair interleaved; the last four on a made-up history of half a year."""
    with tempfile.TemporaryDirectory(prefix="restack-bench-") as scratch:
        folder = DataFolder(Path(scratch))
        make_sample(folder)
        coach = Coach(folder, SystemClock())
        coach.open()
        try:
            return _measure(coach, runs)
        finally:
            coach.close()


def _measure(coach: Coach, runs: int) -> list[Row]:
    with contextlib.closing(sqlite3.connect(coach.folder.database)) as conn:

        def count() -> object:
            return conn.execute("SELECT COUNT(*), SUM(LENGTH(data)) FROM session_events").fetchone()

        def history() -> object:
            coach.history_changed()
            return coach.history

        def every_step() -> object:
            return coach.store.history()

        def half_year() -> object:
            return coach.progress.view("all")

        pairs: list[tuple[str, Callable[[], object], str, Callable[[], object]]] = [
            ("read and check the library", _check, "parse its TOML", _parse),
            ("compile and cue " + LONGEST, lambda: coach.timeline(LONGEST), "read the library", _read),
            (f"read {MONTHS} months of history", history, "count its events", count),
            ("the same with every segment", every_step, "read the history", history),
            ("Today, history read", coach.today, "read the history", history),
            ("Progress, history read", half_year, "read the history", history),
        ]
        return [_pair(*pair, runs) for pair in pairs]


def table_text(rows: Sequence[Row], runs: int) -> str:
    """The table for people."""
    lines = [f"{'median of ' + str(runs):32} {'ms':>9}   {'against':20} {'ms':>9} {'ratio':>8}"]
    lines += [f"{r.name:32} {r.ms:9.2f}   {r.against:20} {r.against_ms:9.2f} {r.ratio:8.2f}" for r in rows]
    return "\n".join(lines)


def _pair(name: str, work: Callable[[], object], against: str, other: Callable[[], object], runs: int) -> Row:
    taken: tuple[list[float], list[float]] = ([], [])
    for n in range(runs + 1):
        for times, act in zip(taken, (work, other), strict=True):
            began = time.perf_counter()
            act()
            if n:  # the first round warms up
                times.append((time.perf_counter() - began) * 1000)
    return Row(name, statistics.median(taken[0]), against, statistics.median(taken[1]))


def _check() -> object:
    return problems_across(read_files([bundled("data")]))


def _parse() -> object:
    return [tomllib.loads(file.read_text("utf-8")) for file in bundled("data").rglob("*.toml")]


def _read() -> object:
    return read_library(bundled("data"))
