"""A real process is killed (-9) while it writes: nothing that it called done is lost, and the session goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from coach.app import Coach
from coach.library.library import Library
from coach.paths import DataFolder
from coach.session.events import LineDone, SegmentDone
from tests.fakes import FakeClock

ROOT = Path(__file__).resolve().parents[2]


def killed_after(folder: DataFolder, printed: int, step_ms: int) -> list[tuple[str, int, int]]:
    """Run the child until it has printed so many lines, kill it at once; everything it had printed."""
    command = [sys.executable, "-m", "tests.crash.child", str(folder.path), str(step_ms)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _line in range(printed)]
        child.kill()
        # It went on writing while this was being read: what is still in the pipe was committed, too.
        lines += child.stdout.read().splitlines(keepends=True)
    assert child.returncode == -9
    whole = [line.split() for line in lines if line.endswith(b"\n")]
    assert len(whole) >= printed
    return [(own.decode(), int(index), int(done)) for own, index, done in whole]


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("seed", range(3))
def test_killed_again_and_again(folder: DataFolder, library: Library, seed: int) -> None:
    """Three kills on one folder: each start goes on where the last one was broken off."""
    dice = random.Random(seed)
    printed: list[tuple[str, int, int]] = []
    for _kill in range(3):
        printed += killed_after(folder, dice.randint(1, 150), dice.choice([300, 900, 1_900]))

        coach = Coach(folder, FakeClock(), library)
        coach.open()
        assert coach.store.integrity_problem() == ""
        whole = coach.store.history().sessions
        kept = {(s.start.id, e.index) for s in whole for e in s.events if isinstance(e, SegmentDone)}
        assert {(own, index) for own, index, _done in printed} <= kept
        for session in coach.history.sessions:
            done = max((n for own, _index, n in printed if own == session.start.id), default=0)
            assert len(session.lines_done) >= done
        # Every session but the newest was played to its end, across the kills.
        assert all(s.finished for s in coach.history.sessions[:-1])
        coach.close()

    clock = FakeClock()
    coach = Coach(folder, clock, library)
    coach.open()
    newest = coach.history.sessions[-1]
    assert coach.interrupted() == (None if newest.over else newest)
    if not newest.over:
        live = coach.resume(newest)
        live.start(lead_in=True)
        while not live.run.over:
            clock.advance_ms(1_900)
            live.advance()
    timeline = coach.timeline("calm-early")[0]
    for session in coach.store.history().sessions:
        segments = [e.index for e in session.events if isinstance(e, SegmentDone)]
        assert segments == list(range(len(timeline.segments)))
        assert [e.line for e in session.events if isinstance(e, LineDone)] == list(range(timeline.lines))
    coach.close()
