"""A session that is played and kept: when the store fails the session goes on, and what happened waits in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from coach.clock import Moment
from coach.errors import CoachError
from coach.live import LiveSession
from coach.paths import DataFolder
from coach.session.cues import Cues
from coach.session.events import PASSING, AnyEvent, Extended, Finished, Hurt, Paused, SegmentDone, Started, Stopped
from coach.session.run import LEAD_IN_MS, SessionRun
from coach.session.timeline import compile_timeline
from coach.store.store import Store
from tests.fakes import FakeClock
from tests.session.playing import two_lines
from tests.store.making import start


class Shelf:
    """A store that fails while `full`."""

    def __init__(self) -> None:
        self.full = False
        self.kept: list[tuple[int, AnyEvent, Moment]] = []

    def append_events(self, session: str, seq: int, events: Sequence[tuple[AnyEvent, Moment]]) -> int:
        assert session == "s-1"
        if self.full:
            raise CoachError("The disk is full.", "Make room.")
        for event, moment in events:
            assert not isinstance(event, PASSING)
            self.kept.append((seq, event, moment))
            seq += 1
        return seq


def live_on(store: object, clock: FakeClock, seq: int = 1) -> LiveSession:
    whole, library = two_lines()
    run = SessionRun(compile_timeline(whole, library), library, lambda _timeline: Cues(()))
    return LiveSession(start(), run, store, clock, seq)  # type: ignore[arg-type]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def live(shelf: Shelf, clock: FakeClock) -> LiveSession:
    return live_on(shelf, clock)


def play(live: LiveSession, clock: FakeClock, ms: int) -> None:
    for _step in range(ms // 500):
        clock.advance_ms(500)
        live.advance()


def test_each_event_is_kept_with_the_moment_at_which_it_happened(
    live: LiveSession, shelf: Shelf, clock: FakeClock
) -> None:
    began = clock.wall
    live.start()
    play(live, clock, 41_000)
    assert live.run.over
    assert [seq for seq, _e, _m in shelf.kept] == list(range(1, len(shelf.kept) + 1))
    assert isinstance(shelf.kept[0][1], Started)
    assert isinstance(shelf.kept[-1][1], Finished)
    assert all(m.wall - began == timedelta(milliseconds=e.at_ms) for _s, e, m in shelf.kept)
    assert (live.unsaved, live.trouble) == (0, "")


def test_a_full_disk_does_not_stop_the_session(live: LiveSession, shelf: Shelf, clock: FakeClock) -> None:
    live.start()
    play(live, clock, 10_000)
    saved = len(shelf.kept)
    shelf.full = True
    play(live, clock, 12_000)
    assert len(shelf.kept) == saved
    assert live.unsaved > 3
    assert live.trouble == "The disk is full. Make room."
    assert live.run.position_ms == 22_000
    assert not live.save_waiting()
    shelf.full = False
    play(live, clock, 19_000)
    assert (live.unsaved, live.trouble) == (0, "")
    assert [seq for seq, _e, _m in shelf.kept] == list(range(1, len(shelf.kept) + 1))
    done = [e.index for _s, e, _m in shelf.kept if isinstance(e, SegmentDone)]
    assert done == list(range(len(live.run.timeline.segments)))
    # What waited has the time at which it happened, not at which it was saved.
    assert [m.wall for _s, _e, m in shelf.kept] == sorted(m.wall for _s, _e, m in shelf.kept)


def test_what_waits_can_be_saved_by_hand(live: LiveSession, shelf: Shelf, clock: FakeClock) -> None:
    shelf.full = True
    live.start()
    assert live.unsaved == 1
    shelf.full = False
    assert live.save_waiting()
    assert (len(shelf.kept), live.unsaved) == (1, 0)
    assert live.save_waiting()
    assert len(shelf.kept) == 1


def test_a_really_full_store(folder: DataFolder, clock: FakeClock) -> None:
    """SQLite's own "disk is full": nothing half written, and everything there once there is room."""
    with Store(folder) as store:
        store.begin_session(start())
        live = live_on(store, clock)
        live.start()
        conn = store._db.conn
        pages = conn.execute("PRAGMA page_count").fetchone()[0]
        conn.execute(f"PRAGMA max_page_count = {pages}")
        play(live, clock, 20_000)
        for _time in range(150):
            live.pause()
            live.resume()
        assert "full" in live.trouble
        before = len(store.history().sessions[0].events)
        waiting = live.unsaved
        assert waiting > 0
        conn.execute("PRAGMA max_page_count = 100000")
        play(live, clock, 21_000)
        assert live.unsaved == 0
        (played,) = store.history().sessions
        assert len(played.events) >= before + waiting
        assert played.finished
        assert played.lines_done == {0, 1}


PRESSES: list[tuple[str, Callable[[LiveSession], list[AnyEvent]], type]] = [
    ("pause", LiveSession.pause, Paused),
    ("more time", LiveSession.more_time, Extended),
    ("hurt", LiveSession.hurt, Hurt),
    ("rate", lambda live: live.rate_hurt(4, leg_symptoms=False), Hurt),
    ("stop", LiveSession.stop, Stopped),
]


@pytest.mark.parametrize(("press", "kind"), [p[1:] for p in PRESSES], ids=[p[0] for p in PRESSES])
def test_each_press_is_kept(
    live: LiveSession, shelf: Shelf, clock: FakeClock, press: Callable[[LiveSession], list[AnyEvent]], kind: type
) -> None:
    live.start()
    play(live, clock, 7_000)
    events = press(live)
    assert isinstance(events[-1], kind)
    assert shelf.kept[-1][1] == events[-1]


def test_going_on_numbers_on(shelf: Shelf, clock: FakeClock) -> None:
    live = live_on(shelf, clock, 8)
    live.start(lead_in=True)
    play(live, clock, LEAD_IN_MS + 4_000)
    assert isinstance(shelf.kept[0][1], Started)
    assert isinstance(shelf.kept[1][1], SegmentDone)
    assert [seq for seq, _e, _m in shelf.kept] == [8, 9]
    assert live.id == "s-1"
    for act in (live.back, live.skip, live.repeat, live.ease, live.resume):
        act()
