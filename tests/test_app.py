"""A life with the coach: an empty folder, the questions, a session, the check-in, and all of it there tomorrow."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from coach.app import DESK_BREAK, FLARE_UP, Coach
from coach.errors import CoachError
from coach.happenings import MovementAnswer
from coach.library.library import Library
from coach.live import LiveSession
from coach.paths import DataFolder
from coach.records import CheckIn
from coach.remembered import read_today, remember_today
from coach.session.events import AnyEvent, Finished, SegmentBegan, SegmentDone
from tests.fakes import FakeClock
from tests.store.making import start

STOP, HOLD = "numb-between-the-legs", "fever-or-infection"


def play(live: LiveSession, clock: FakeClock, ms: int, step: int = 1_000) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    while ms > 0 and not live.run.over:
        clock.advance_ms(min(step, ms))
        events += live.advance()
        ms -= step
    return events


def play_whole(coach: Coach, clock: FakeClock, session_id: str, *, worst: int | None = 2) -> str:
    """Play a session and check in."""
    live = coach.begin(session_id, pain_before=3)
    live.start()
    play(live, clock, 3_600_000)
    assert live.run.state == "finished"
    if worst is not None:
        at = clock.moment().wall
        coach.save_check_in(CheckIn(session=live.id, at=at, pain_worst=worst, pain_now=1, effort=2))
    return live.id


@pytest.fixture
def cleared(coach: Coach) -> Coach:
    coach.answer_screening("first-run", ())
    return coach


def test_a_first_day_and_the_morning_after(folder: DataFolder, clock: FakeClock, library: Library) -> None:
    coach = Coach(folder, clock, library)
    coach.open()
    # Nothing has happened yet.
    today = coach.today()
    assert (today.kind, today.session_id, today.needs_screening) == ("session", "calm-early", True)
    assert (today.sessions_ever, today.done_today, today.week_done, today.week_goal) == (0, 0, 0, 7)
    assert (today.minutes, today.total_ms, today.shorter_ms) == (9, 516_000, 455_000)
    assert today.why[0].text == "This is where everyone begins: small, easy movements, and time to breathe."
    assert today.stage == "Stage 1  ·  Calm, level 1 of 3"
    with pytest.raises(CoachError, match="safety questions come before"):
        coach.begin("calm-early")
    # The questions.
    assert coach.answer_screening("first-run", ()).sessions_allowed
    assert not coach.today().needs_screening
    # The session.
    live = coach.begin("calm-early", pain_before=4)
    live.start()
    whole_ms = live.run.timeline.total_ms
    assert whole_ms == 516_000 + sum(live.run.timeline.voice_waits)
    play(live, clock, whole_ms - 1_000)
    assert live.run.state == "playing"
    assert isinstance(play(live, clock, 1_000)[-1], Finished)
    assert coach.today().unrated_id == live.id
    # The check-in.
    view = coach.check_in_view(live.id)
    assert (view.title, view.finished, view.played_ms, view.pain_before) == ("Settle and breathe", True, whole_ms, 4)
    coach.save_check_in(CheckIn(session=live.id, at=clock.moment().wall, pain_worst=3, pain_now=2, effort=2))
    today = coach.today()
    assert (today.unrated_id, today.done_today, today.week_done, today.sessions_ever) == (None, 1, 1, 1)
    assert [d.state for d in today.week] == ["today_done", *["planned"] * 6]
    assert (today.kind, today.session_id, today.later_id) == ("rest", "practice-constructive-rest", "calm-early")
    assert today.why[0].text == "You have done today’s session. A quiet rest and a walk are plenty now."
    progress = coach.progress.view("4w")
    assert [(r.pain, r.kind) for r in progress.pain.ratings] == [(2, "session")]
    assert (progress.relief.after.n, progress.relief.after.lower) == (1, 1)
    (row,) = progress.sessions
    assert (row.session, row.lines_done, row.lines, row.colour) == (live.id, 6, 6, "green")
    coach.close()
    assert not coach.is_open
    # The morning after, in a new coach on the same folder.
    clock.set(clock.wall + timedelta(days=1))
    again = Coach(folder, clock, library)
    again.open()
    assert again.safety().verdict == "clear"
    today = again.today()
    assert (today.session_id, today.done_today, today.week_done, today.sessions_ever) == ("calm-early", 0, 1, 1)
    assert [d.state for d in today.week] == ["done", "today", *["planned"] * 5]
    morning_after = again.progress.view("4w")
    assert morning_after.span.last == progress.span.last + timedelta(days=1)
    assert (morning_after.pain.ratings, list(morning_after.sessions)) == (progress.pain.ratings, [row])
    assert again.check_in_view(live.id).pain_worst == 3
    play_whole(again, clock, "calm-early")
    assert again.today().later_id == "calm-mid"
    again.close()


def test_a_closed_coach_says_so(folder: DataFolder, clock: FakeClock, library: Library) -> None:
    coach = Coach(folder, clock, library)
    assert not coach.is_open
    with pytest.raises(CoachError, match="not open"):
        coach.today()
    coach.close()
    coach.open()
    coach.open()
    coach.close()
    coach.open()
    assert coach.today().sessions_ever == 0
    coach.close()


def test_a_fortnight_of_good_sessions_reaches_the_next_part(cleared: Coach, clock: FakeClock) -> None:
    seen = []
    for day in range(14):
        if cleared.safety().verdict == "ask":
            cleared.answer_screening("weekly", ())
        cleared.plan.rate_day(3)
        if day == 6:
            cleared.plan.check_movements({"roll-rise-walk": MovementAnswer(done=True, pain=2)})
        seen.append(cleared.today().session_id)
        play_whole(cleared, clock, seen[-1])
        clock.set(clock.wall + timedelta(days=1))
    assert (
        seen
        == ["calm-early"] * 2
        + ["calm-mid"] * 2
        + ["calm-late"] * 2
        + ["unlock-early"] * 3
        + ["unlock-mid"] * 3
        + ["unlock-late"] * 2
    )
    assert cleared.history.sessions[-1].start.part_id == "1B"


# -- safety ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sign", "kind"), [(STOP, "stop"), (HOLD, "hold")])
def test_a_warning_sign_closes_sessions_until_cleared(coach: Coach, clock: FakeClock, sign: str, kind: str) -> None:
    assert coach.answer_screening("first-run", (sign,)).verdict == kind
    assert coach.today().kind == kind
    for session_id in ("calm-early", FLARE_UP, DESK_BREAK):
        with pytest.raises(CoachError, match="until a clinician has cleared you"):
            coach.begin(session_id)
    clock.set(clock.wall + timedelta(days=1))
    assert coach.answer_screening("weekly", ()).verdict == kind
    assert coach.record_clearance("seen by my doctor").verdict == "clear"
    assert coach.today().kind == "session"
    coach.begin("calm-early")
    assert coach.history.clearances[0].note == "seen by my doctor"


def test_a_sign_in_the_middle_closes_an_interrupted_session(cleared: Coach, clock: FakeClock) -> None:
    live = cleared.begin("calm-early")
    live.start()
    play(live, clock, 100_000)
    broken_off = cleared.interrupted()
    assert broken_off is not None
    cleared.answer_screening("after-a-hurt", (STOP,))
    assert cleared.today().kind == "stop"
    with pytest.raises(CoachError, match="until a clinician"):
        cleared.resume(broken_off)


def test_the_questions_come_again_after_a_week(cleared: Coach, clock: FakeClock) -> None:
    clock.set(clock.wall + timedelta(days=7))
    assert cleared.today().needs_screening
    with pytest.raises(CoachError, match="safety questions"):
        cleared.begin("calm-early")
    assert cleared.answer_screening("weekly", ()).verdict == "clear"


# -- sessions ----------------------------------------------------------------------------------------------------


def test_the_shorter_version_is_recorded_against_the_full_one(cleared: Coach, clock: FakeClock) -> None:
    live = cleared.begin("calm-mid", short=True)
    assert (live.start_record.shorter, live.start_record.lines, live.run.timeline.lines) == (True, 7, 5)
    assert not cleared.begin("desk-break", short=True).start_record.shorter


def test_the_sorer_side_goes_second(cleared: Coach) -> None:
    cleared.change_settings(
        msgspec.structs.replace(
            cleared.settings, session=msgspec.structs.replace(cleared.settings.session, sorer_side="right")
        )
    )
    sides = [s.side for s in cleared.begin("calm-early").run.timeline.segments if s.exercise == "single-knee-to-chest"]
    assert [s for s in dict.fromkeys(sides) if s] == ["left", "right"]
    first = cleared.timeline("calm-early")[0]
    assert next(s.side for s in first.segments if s.side in ("left", "right")) == "left"


@pytest.mark.parametrize("pain", [-1, 11])
def test_pain_is_from_0_to_10(cleared: Coach, pain: int) -> None:
    with pytest.raises(CoachError, match="from 0 to 10"):
        cleared.begin("calm-early", pain_before=pain)
    assert cleared.history.sessions == ()


def test_an_unknown_session_is_refused_and_leaves_no_trace(cleared: Coach) -> None:
    with pytest.raises(CoachError, match="no session “calm-never”"):
        cleared.begin("calm-never")
    assert cleared.history.sessions == ()


@pytest.mark.parametrize("after_ms", [0, 1_000, 15_000, 104_000, 300_000, 515_000])
def test_an_interrupted_session_goes_on_in_a_new_coach(
    folder: DataFolder, clock: FakeClock, library: Library, after_ms: int
) -> None:
    coach = Coach(folder, clock, library)
    coach.open()
    coach.answer_screening("first-run", ())
    live = coach.begin("calm-early", pain_before=3)
    before = live.start() + play(live, clock, after_ms)
    coach.close()
    clock.advance_ms(3_600_000)

    again = Coach(folder, clock, library)
    again.open()
    today = again.today()
    assert (today.kind, today.interrupted_id) == ("interrupted", live.id)
    broken_off = again.interrupted()
    assert broken_off is not None
    on = again.resume(broken_off)
    interrupted_at = live.run.segment.start_ms
    assert on.run.position_ms == interrupted_at
    assert on.run.timeline == live.run.timeline
    assert today.interrupted_left_ms == live.run.timeline.total_ms - interrupted_at
    after = on.start(lead_in=True) + play(on, clock, 3_600_000)
    assert [e.index for e in (*before, *after) if isinstance(e, SegmentDone)] == list(
        range(len(live.run.timeline.segments))
    )
    assert next(e.at_ms for e in after if isinstance(e, SegmentBegan)) == interrupted_at
    (played,) = again.history.sessions
    assert played.finished
    assert played.lines_done == set(range(6))
    assert again.today().kind == "rest"
    again.close()


def test_letting_go_closes_for_good_and_keeps_what_was_done(cleared: Coach, clock: FakeClock) -> None:
    live = cleared.begin("calm-early")
    live.start()
    play(live, clock, 200_000)
    broken_off = cleared.interrupted()
    assert broken_off is not None
    cleared.let_go(broken_off)
    assert cleared.interrupted() is None
    (played,) = cleared.history.sessions
    assert (played.over, played.finished) == (True, False)
    assert played.lines_done == {0, 1}


def test_a_session_whose_template_changed_cannot_go_on(cleared: Coach, clock: FakeClock) -> None:
    cleared.store.begin_session(msgspec.structs.replace(start("odd", clock.wall), template='{"id": 3}'))
    cleared.history_changed()
    with pytest.raises(CoachError, match="library has changed") as caught:
        cleared.resume(cleared.played("odd"))
    assert "What you did is kept" in caught.value.remedy


def test_today_follows_a_session_while_it_is_played(cleared: Coach, clock: FakeClock) -> None:
    """Pages that were looked at in between do not hold on to what was true then."""
    live = cleared.begin("calm-early")
    live.start()
    whole_ms = live.run.timeline.total_ms
    assert cleared.today().interrupted_left_ms == whole_ms
    play(live, clock, 200_000)
    assert cleared.today().interrupted_left_ms == whole_ms - live.run.segment.start_ms
    play(live, clock, 400_000)
    assert cleared.today().kind == "rest"
    assert cleared.today().week_done == 1


def test_that_hurts_eases_the_line_and_is_kept(cleared: Coach, clock: FakeClock) -> None:
    live = cleared.begin("calm-early")
    live.start()
    play(live, clock, 200_000)
    assert live.run.exercise.id == "single-knee-to-chest"
    live.hurt()
    live.rate_hurt(4, leg_symptoms=False)
    live.ease()
    play(live, clock, 3_600_000)
    (played,) = cleared.history.sessions
    assert [(e.exercise, e.easier) for e in played.eased] == [("single-knee-to-chest", "pelvic-tilt")]
    assert played.pain_worst == 4
    assert played.lines_done == set(range(6))
    assert cleared.check_in_view(live.id).flags == {"single-knee-to-chest": "hurt"}


# -- check-ins, remembering, export ------------------------------------------------------------------------------


def test_a_check_in_can_be_corrected(cleared: Coach, clock: FakeClock) -> None:
    own = play_whole(cleared, clock, "calm-early", worst=8)
    assert cleared.today().why[0].text.startswith("The last session hurt more than it should")
    cleared.save_check_in(CheckIn(session=own, at=clock.moment().wall, pain_worst=2))
    assert cleared.progress.view("4w").sessions[0].colour == "green"


@pytest.mark.parametrize("wrong", [{"pain_worst": 11}, {"pain_now": -1}, {"effort": 6}, {"note": "x" * 4_001}])
def test_a_check_in_out_of_range_is_refused(cleared: Coach, clock: FakeClock, wrong: dict[str, object]) -> None:
    own = play_whole(cleared, clock, "calm-early", worst=None)
    with pytest.raises(CoachError, match="cannot be kept"):
        cleared.save_check_in(CheckIn(session=own, at=clock.moment().wall, **wrong))  # type: ignore[arg-type]
    assert cleared.played(own).check_in is None


def test_an_unknown_session_has_no_check_in(coach: Coach) -> None:
    with pytest.raises(CoachError, match="not in your history"):
        coach.check_in_view("nobody")


def test_today_is_remembered_for_the_next_start(coach: Coach) -> None:
    assert read_today(coach.folder) is None
    remember_today(coach.folder, coach.today())
    assert read_today(coach.folder) == coach.today()
    coach.folder.last_today.write_text('{"day": "once"}')
    assert read_today(coach.folder) is None


def test_the_export_holds_everything(cleared: Coach, clock: FakeClock) -> None:
    own = play_whole(cleared, clock, "calm-early")
    cleared.record_clearance("fine")
    document = cleared.data.export()
    again = msgspec.json.decode(msgspec.json.encode(document))
    assert (again["format"], again["version"]) == ("restack-export", 1)
    (session,) = again["sessions"]
    assert (session["id"], session["session"], session["started"]["offset_min"]) == (own, "calm-early", 60)
    assert session["started"]["utc"] == "2026-03-02T07:00:00.000Z"
    assert len(session["events"]) == len(cleared.store.history().sessions[0].events)
    began = {"utc": "2026-03-02T07:00:00.000Z", "offset_min": 60}
    waits = list(cleared.timeline("calm-early", as_played=True)[0].voice_waits)
    started = {"kind": "started", "at_ms": 0, "at": began, "resumed": False, "voice_waits": waits}
    assert session["events"][0] == started
    assert session["template"]["id"] == "calm-early"
    assert [c["pain_worst"] for c in session["check_ins"]] == [2]
    assert len(again["screenings"][0]["asked"]) == len(cleared.library.screening.questions)
    assert again["clearances"][0]["note"] == "fine"
    assert again["settings"]["sound"]["density"] == "full"


def test_a_backup_by_hand_can_be_restored(cleared: Coach, clock: FakeClock) -> None:
    play_whole(cleared, clock, "calm-early")
    made = cleared.data.backup_now(cleared.folder.path / "mine.db")
    play_whole(cleared, clock, "calm-early")
    last = cleared.history.sessions[-1].start.id
    cleared.data.restore(made)
    assert last not in [s.start.id for s in cleared.history.sessions]
    assert cleared.progress.view("4w").weeks.blocks[-1].sessions == 1
    assert cleared.safety().verdict == "clear"
