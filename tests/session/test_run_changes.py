"""More time and the easier form while playing, and the sounds that are handed out ahead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.library import Library
from coach.library.programs import Session
from coach.session.cues import Cue
from coach.session.events import Eased, Extended, LineDone, SegmentBegan
from tests.making import exercise, library_with, line, session, small_sessions
from tests.session.playing import Player, fired, kept, two_lines


@pytest.fixture
def player() -> Player:
    return Player(*two_lines())


def test_more_time_lengthens_the_hold(player: Player) -> None:
    player.start()
    player.play(7_000)
    assert kept(player.keep(player.run.more_time(player.now))) == [Extended(at_ms=7_000, index=2, ms=15_000)]
    assert player.run.segment.duration_ms == 19_000
    player.play_out()
    assert player.run.timeline.total_ms == 41_000 + 15_000
    assert player.run.lines_done == {0, 1}
    assert len(fired(player.events)) == len(set(fired(player.events)))


def test_more_time_in_a_movement_lengthens_its_hold(player: Player) -> None:
    player.start()
    player.play(5_000)
    assert kept(player.run.more_time(player.now)) == [Extended(at_ms=5_000, index=2, ms=15_000)]


def test_more_time_while_paused_stays_paused(player: Player) -> None:
    player.start()
    player.play(7_000)
    player.keep(player.run.pause(player.now))
    player.keep(player.run.more_time(player.now))
    assert player.run.state == "paused"
    assert player.run.timeline.total_ms == 56_000


@pytest.mark.parametrize("asked", [True, False], ids=["after a hurt", "while playing"])
def test_the_easier_form_takes_over(player: Player, asked: bool) -> None:
    player.start()
    player.play(8_000)
    if asked:
        player.keep(player.run.hurt(player.now))
    before = player.run.easier()
    assert before is not None
    assert before.id == "rest"
    events = player.keep(player.run.ease(player.now))
    assert Eased(at_ms=8_000, line=0, exercise="a", easier="rest") in events
    assert SegmentBegan(at_ms=8_000, index=3) in events
    assert player.run.state == "playing"
    assert (player.run.segment.kind, player.run.segment.exercise) == ("setup", "rest")
    player.play_out()
    assert [(e.line, e.exercise, e.eased) for e in player.events if isinstance(e, LineDone)] == [
        (0, "rest", True),
        (1, "b", False),
    ]


def test_no_easier_form_changes_nothing(player: Player) -> None:
    player.start()
    player.play(36_000)
    timeline = player.run.timeline
    assert player.run.easier() is None
    assert player.run.ease(player.now) == []
    assert player.run.timeline is timeline


def test_an_eased_line_can_be_left_and_taken_up_again(player: Player) -> None:
    player.start()
    player.play(8_000)
    player.keep(player.run.ease(player.now))
    player.play(2_000)
    player.keep(player.run.skip(player.now))
    player.keep(player.run.back(player.now))
    assert player.run.position_ms == 8_000
    events = player.play(17_000)
    assert [e.line for e in events if isinstance(e, LineDone)] == [0]


# -- sounds ahead ------------------------------------------------------------------------------------------------


class Ear:
    """Takes sounds ahead as a window does, and drops those to come when told to; `heard` is what was not dropped."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.pending: list[tuple[Cue, int]] = []
        self.heard: list[tuple[Cue, int]] = []

    def take(self, horizon_ms: int) -> None:
        self.pending += self.player.run.cues_ahead(horizon_ms)

    def settle(self) -> None:
        """What is due by now was heard."""
        now = self.player.clock.mono_ms
        self.heard += [p for p in self.pending if p[1] <= now]
        self.pending = [p for p in self.pending if p[1] > now]

    def drop(self) -> None:
        self.settle()
        self.pending = []


@given(small_sessions(), st.integers(1, 40), st.data())
def test_every_sound_is_handed_out_once_with_its_time(
    made: tuple[Session, Library], speed: int, data: st.DataObject
) -> None:
    player = Player(*made, speed=speed)
    began = player.clock.mono_ms
    player.start()
    handed: list[tuple[Cue, int]] = []
    looked_to = -1
    drawn = 0
    while player.run.state == "playing":
        horizon, step = 700, 900
        if drawn < 30:
            horizon, step = data.draw(st.integers(200, 1_500)), data.draw(st.integers(1, 1_900))
        drawn += 1
        handed += player.run.cues_ahead(horizon)
        looked_to = max(looked_to, player.run.position_ms + horizon * speed)
        player.advance(step)
    wanted = [cue for cue in player.cues(player.run.timeline).cues if cue.at_ms <= looked_to]
    assert handed == [(cue, began + cue.at_ms // speed) for cue in wanted]


def test_sounds_have_their_exact_moment() -> None:
    player = Player(session(line("b", 0, hold_ms=6_000)), library_with(exercise("b")), density="sounds")
    began = player.clock.mono_ms
    player.start()
    assert [(c.sound, mono - began) for c, mono in player.run.cues_ahead(3_500)] == [("start", 0), ("tick", 3_000)]
    player.advance(1_000)
    assert [(c.sound, mono - began) for c, mono in player.run.cues_ahead(3_500)] == [("tick", 4_000)]
    assert player.run.cues_ahead(3_500) == ()
    player.keep(player.run.pause(player.now))
    assert player.run.cues_ahead(9_000) == ()
    player.clock.advance_ms(50_000)
    player.keep(player.run.resume(player.now))
    ahead = [(c.sound, mono - began) for c, mono in player.run.cues_ahead(3_500)]
    assert ahead == [("tick", 53_000), ("tick", 54_000)]


def test_sounds_at_speed() -> None:
    player = Player(session(line("b", 0, hold_ms=6_000)), library_with(exercise("b")), density="sounds", speed=10)
    began = player.clock.mono_ms
    player.start()
    ahead = [(c.sound, mono - began) for c, mono in player.run.cues_ahead(500)]
    assert ahead == [("start", 0), ("tick", 300), ("tick", 400), ("tick", 500)]


def test_the_first_sound_after_the_lead_in_is_handed_out() -> None:
    player = Player(session(line("b", 0, hold_ms=6_000)), library_with(exercise("b")), density="sounds")
    player.start(lead_in=True)
    begun = player.clock.mono_ms

    def ahead(horizon_ms: int) -> list[tuple[str | None, int]]:
        return [(cue.sound, mono_ms - begun) for cue, mono_ms in player.run.cues_ahead(horizon_ms)]

    assert ahead(499) == []
    assert ahead(1_000) == [("tick", 500)]
    player.play(1_000, 500)
    assert ahead(600) == [("tick", 1_500)]
    player.play(1_600, 400)
    # What begins with the session is handed out before the lead-in is over, and only once.
    assert ahead(1_000) == [("tick", 2_500), ("start", 3_500)]
    player.play(910, 10)
    assert player.run.position_ms == 10
    assert ahead(500) == []


@given(
    small_sessions(),
    st.lists(
        st.tuples(st.integers(0, 6_000), st.sampled_from(["pause", "more", "sleep", "back", "skip", "nothing"])),
        max_size=8,
    ),
)
def test_sounds_survive_every_interruption(made: tuple[Session, Library], happens: list[tuple[int, str]]) -> None:
    """What is heard is what is fired, however the session is paused, stretched and moved about in."""
    player = Player(*made, density="sounds")
    ear = Ear(player)

    def pass_time(ms: int) -> None:
        while ms > 0 and not player.run.over:
            ear.take(700)
            player.advance(min(ms, 300))
            ear.settle()
            ms -= 300

    player.start()
    for ms, what in [*happens, (10_000_000, "nothing")]:
        pass_time(ms)
        if player.run.over:
            break
        ear.take(0)
        ear.settle()
        match what:
            case "pause":
                player.keep(player.run.pause(player.now))
            case "more":
                player.keep(player.run.more_time(player.now))
            case "sleep":
                player.advance(5_000)
            case "back" | "skip":
                player.keep(getattr(player.run, what)(player.now))
        if what not in ("nothing", "sleep"):
            ear.drop()
        elif what == "sleep":
            ear.pending = []
        if player.run.state == "paused":
            player.clock.advance_ms(7_000)
            player.keep(player.run.resume(player.now))
    end = player.run.timeline.total_ms
    heard = [cue for cue, _mono in ear.heard if cue.at_ms < end]
    assert heard == [cue for cue in fired(player.events) if cue.at_ms < end]
