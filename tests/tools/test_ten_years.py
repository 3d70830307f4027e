"""The made-up years that are measured with: the store takes them for its own, and the numbers are those promised."""

from __future__ import annotations

from datetime import UTC, datetime

from coach.app import Coach
from coach.library.library import Library
from coach.paths import DataFolder
from coach.session.events import LineDone, LineSkipped, SegmentDone
from tests.fakes import FakeClock
from tools.ten_years import make_years


def test_a_tenth_of_the_years(folder: DataFolder, library: Library) -> None:
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    made = make_years(folder, 1.0, now)
    assert (made["day_logs"], made["day_ratings"], made["spasms"], made["sessions"]) == (365, 730, 30, 500)
    coach = Coach(folder, FakeClock(now), library)
    coach.open()
    history = coach.history
    whole = coach.store.history()
    coach.close()
    assert len(history.sessions) == 500
    assert all(played.finished for played in history.sessions)
    lines = sum(isinstance(e, LineDone | LineSkipped) for played in history.sessions for e in played.events)
    assert 5_700 <= lines <= 6_300
    for played, outline in zip(whole.sessions, history.sessions, strict=True):
        assert any(isinstance(event, SegmentDone) for event in played.events)
        assert outline.events == tuple(e for e in played.events if not isinstance(e, SegmentDone))
        assert (outline.last_at, outline.check_in, outline.start) == (played.last_at, played.check_in, played.start)
