"""Plays sessions one after the other as fast as the store takes them, until it is killed.

Prints `seq index line` for each segment that was played to its end, only after it is committed; the last number is
how many lines were done by then. Run as `python -m tests.crash.child FOLDER STEP_MS`.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from coach.app import Coach
from coach.live import LiveSession
from coach.paths import DataFolder
from coach.session.events import AnyEvent, SegmentDone
from tests.fakes import FakeClock


def main(path: Path, step_ms: int) -> None:
    clock = FakeClock()
    coach = Coach(DataFolder(path), clock)
    coach.open()
    if coach.safety().verdict == "ask":
        coach.answer_screening("first-run", ())
    if coach.history.sessions:
        clock.set(coach.history.sessions[-1].last_at + timedelta(minutes=1))
    broken_off = coach.interrupted()
    live = coach.resume(broken_off) if broken_off else coach.begin("calm-early", pain_before=3)
    while True:
        tell(live, live.start(lead_in=broken_off is not None))
        while not live.run.over:
            clock.advance_ms(step_ms)
            tell(live, live.advance())
        broken_off = None
        live = coach.begin("calm-early", pain_before=3)


def tell(live: LiveSession, events: list[AnyEvent]) -> None:
    assert live.unsaved == 0
    for event in events:
        if isinstance(event, SegmentDone):
            sys.stdout.write(f"{live.id} {event.index} {len(live.run.lines_done)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
