"""Session -> segments: the order of the plan's rules, the timing formula, and what changes on the way."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.kinds import Dosage
from coach.library.library import Library
from coach.library.programs import Session
from coach.session.timeline import (
    EASED_SETUP_MS,
    OneSide,
    Segment,
    Timeline,
    compile_timeline,
    eased,
    extended,
    still_segment,
)
from tests.making import SIDES, dosage, exercise, library_with, line, session, small_sessions

SHORT = {
    "setup": "setup", "move_in": "in", "hold": "hold", "move_out": "out", "gap": "gap", "switch_sides": "switch",
    "set_rest": "rest",
}  # fmt: skip


def spelled(segments: tuple[Segment, ...]) -> str:
    """A timeline in one line: kind, milliseconds, side, set.repetition."""
    return " ".join(
        f"{SHORT[s.kind]}{s.duration_ms}"
        + {"left": "L", "right": "R", "both": "B", None: ""}[s.side]
        + (f"{s.set}" if s.set else "")
        + (f".{s.rep}" if s.rep else "")
        for s in segments
    )


def compiled(sides: str, setup_ms: int, amount: Dosage, first_side: OneSide = "right") -> Timeline:
    whole = session(line("e", setup_ms, sets=amount.sets))
    whole = msgspec.structs.replace(whole, lines=(msgspec.structs.replace(whole.lines[0], dosage=amount),))
    return compile_timeline(whole, library_with(exercise("e", sides=sides)), first_side)


CASES = [
    (
        "two repetitions, the gap after the last one, too",
        "none",
        5,
        dosage([2], move_in_ms=1, hold_ms=2, move_out_ms=3, gap_ms=4),
        "setup5 in11.1 hold21.1 out31.1 gap41.1 in11.2 hold21.2 out31.2 gap41.2",
    ),
    (
        "all of the right side, the switch, all of the left",
        "each",
        5,
        dosage([2], move_in_ms=1, hold_ms=2, switch_ms=9),
        "setup5 in1R1.1 hold2R1.1 in1R1.2 hold2R1.2 switch9L in1L1.1 hold2L1.1 in1L1.2 hold2L1.2",
    ),
    (
        "sets inside sides, rest between sets only",
        "each",
        0,
        dosage([2, 1], hold_ms=2, set_rest_ms=7, switch_ms=9),
        "hold2R1.1 hold2R1.2 rest7R1 hold2R2.1 switch9L hold2L1.1 hold2L1.2 rest7L1 hold2L2.1",
    ),
    (
        "sides without time to switch",
        "each",
        0,
        dosage([1], hold_ms=2),
        "hold2R1.1 hold2L1.1",
    ),
    (
        "alternating: right, left, right, in each set anew",
        "alternating",
        5,
        dosage([3, 2], hold_ms=2, gap_ms=1, set_rest_ms=7),
        "setup5 hold2R1.1 gap1R1.1 hold2L1.2 gap1L1.2 hold2R1.3 gap1R1.3 rest71 hold2R2.1 gap1R2.1 hold2L2.2 gap1L2.2",
    ),
    (
        "halves: the larger half right, then left",
        "halves",
        0,
        dosage([5], hold_ms=2),
        "hold2R1.1 hold2R1.2 hold2R1.3 hold2L1.4 hold2L1.5",
    ),
    (
        "one repetition holds both sides",
        "within",
        5,
        dosage([2], move_in_ms=8),
        "setup5 in8B1.1 in8B1.2",
    ),
    ("the side that the person prefers", "chosen", 5, dosage([1], hold_ms=60), "setup5 hold601.1"),
    ("continuous: one hold", "none", 15, dosage([1], hold_ms=90_000), "setup15 hold900001.1"),
    (
        "cycles without a hold, no rest where it takes no time",
        "none",
        0,
        dosage([1, 1], move_in_ms=2, move_out_ms=2),
        "in21.1 out21.1 in22.1 out22.1",
    ),
]


@pytest.mark.parametrize(("sides", "setup_ms", "amount", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_segments_follow_the_rules(sides: str, setup_ms: int, amount: Dosage, wanted: str) -> None:
    assert spelled(compiled(sides, setup_ms, amount).segments) == wanted


def test_the_sorer_side_goes_second() -> None:
    amount = dosage([1], hold_ms=2, switch_ms=9)
    assert spelled(compiled("each", 5, amount, "left").segments) == "setup5 hold2L1.1 switch9R hold2R1.1"


@pytest.mark.parametrize("sides", ["alternating", "halves"])
def test_rep_by_rep_work_begins_on_the_right(sides: str) -> None:
    assert compiled(sides, 5, dosage([4], hold_ms=2), "left").segments[1].side == "right"


def test_lines_and_counts_are_named() -> None:
    whole = session(line("a", 5, sets=[2, 3], hold_ms=2), line("b", 4, hold_ms=3))
    timeline = compile_timeline(whole, library_with(exercise("a"), exercise("b")))
    assert [(s.line, s.exercise) for s in timeline.segments if s.kind == "setup"] == [(0, "a"), (1, "b")]
    assert {(s.set, s.reps, s.sets) for s in timeline.segments if s.line == 0 and s.rep} == {(1, 2, 2), (2, 3, 2)}
    assert timeline.of_line(0) == (0, 5)
    assert timeline.of_line(1) == (6, 7)
    assert (timeline.session_id, timeline.name, timeline.lines) == ("small", "Small", 2)


def test_a_boundary_belongs_to_the_later_segment_and_the_end_to_the_last() -> None:
    timeline = compiled("none", 5, dosage([1], move_in_ms=10, hold_ms=20))
    assert [timeline.index_at(ms) for ms in (-1, 0, 4, 5, 14, 15, 34, 35, 99)] == [0, 0, 0, 1, 1, 2, 2, 2, 2]


def assert_end_to_end(timeline: Timeline) -> None:
    at = 0
    for segment in timeline.segments:
        assert segment.start_ms == at
        assert segment.duration_ms > 0
        at = segment.end_ms
    assert timeline.total_ms == at


@given(small_sessions(), st.sampled_from(["left", "right"]))
def test_total_is_the_timing_formula(made: tuple[Session, Library], first_side: OneSide) -> None:
    whole, library = made
    timeline = compile_timeline(whole, library, first_side)
    assert_end_to_end(timeline)
    total = 0
    for one in whole.lines:
        d, sides = one.dosage, 2 if library.exercise(one.exercise).sides == "each" else 1
        rep = d.move_in_ms + d.hold_ms + d.move_out_ms + d.gap_ms
        total += (
            one.setup_ms + sides * (sum(d.sets) * rep + (len(d.sets) - 1) * d.set_rest_ms) + (sides - 1) * d.switch_ms
        )
    assert timeline.total_ms == total


@given(small_sessions(), st.data())
def test_every_position_is_in_its_segment(made: tuple[Session, Library], data: st.DataObject) -> None:
    timeline = compile_timeline(*made)
    at = data.draw(st.integers(0, timeline.total_ms - 1))
    here = timeline.segments[timeline.index_at(at)]
    assert here.start_ms <= at < here.end_ms


# -- more time ---------------------------------------------------------------------------------------------------


@given(small_sessions(), st.data())
def test_extended_moves_only_what_follows(made: tuple[Session, Library], data: st.DataObject) -> None:
    timeline = compile_timeline(*made)
    index = data.draw(st.integers(0, len(timeline.segments) - 1))
    longer = extended(timeline, index, 15_000)
    assert_end_to_end(longer)
    assert longer.segments[:index] == timeline.segments[:index]
    assert longer.segments[index].duration_ms == timeline.segments[index].duration_ms + 15_000
    assert longer.segments[index].extra_ms == 15_000
    assert extended(longer, index, 15_000).segments[index].extra_ms == 30_000
    for old, new in zip(timeline.segments[index + 1 :], longer.segments[index + 1 :], strict=True):
        assert msgspec.structs.replace(new, start_ms=new.start_ms - 15_000) == old


@pytest.mark.parametrize(
    ("index", "wanted"),
    [
        (0, 0),  # setup: itself
        (1, 2),  # moving in: the hold
        (2, 2),
        (3, 4),  # moving out: the rest between the sets
        (4, 4),
        (5, 6),
        (7, 7),  # the last moving out of the line: nothing to wait in follows, so the movement itself
        (8, 8),  # the next line's setup
    ],
)
def test_more_time_goes_where_one_can_wait(index: int, wanted: int) -> None:
    whole = session(
        line("a", 5, sets=[1, 1], move_in_ms=1, hold_ms=2, move_out_ms=3, set_rest_ms=7), line("b", 4, hold_ms=3)
    )
    timeline = compile_timeline(whole, library_with(exercise("a"), exercise("b")))
    assert spelled(timeline.segments) == "setup5 in11.1 hold21.1 out31.1 rest71 in12.1 hold22.1 out32.1 setup4 hold31.1"
    assert still_segment(timeline, index) == wanted


# -- the easier form ---------------------------------------------------------------------------------------------


def happening(timeline: Timeline, at_ms: int) -> tuple[object, ...]:
    here = timeline.segments[timeline.index_at(at_ms)]
    return here.start_ms, here.kind, here.line, here.exercise, here.side, here.set, here.rep


@given(small_sessions(), st.sampled_from(["left", "right"]), st.data())
def test_eased_changes_only_the_rest_of_its_line(
    made: tuple[Session, Library], first_side: OneSide, data: st.DataObject
) -> None:
    whole, library = made
    before = compile_timeline(whole, library, first_side)
    at = data.draw(st.integers(0, before.total_ms - 1))
    here = before.segments[before.index_at(at)]
    easier = exercise("lying", sides=data.draw(st.sampled_from(SIDES)))
    amount = dosage([1], hold_ms=4_000)
    after = eased(before, at, easier, amount, first_side)
    assert_end_to_end(after)
    for ms in (ms for ms in (0, at // 2, at - 1) if 0 <= ms < at):
        assert happening(after, ms) == happening(before, ms)
    new = after.segments[after.index_at(at)]
    assert (new.start_ms, new.kind, new.line, new.exercise) == (at, "setup", here.line, "lying")
    assert new.duration_ms == EASED_SETUP_MS
    others = [msgspec.structs.replace(s, start_ms=0) for s in before.segments if s.line != here.line]
    assert [msgspec.structs.replace(s, start_ms=0) for s in after.segments if s.line != here.line] == others
    holds = [s.side for s in after.segments if s.exercise == "lying" and s.kind == "hold"]
    assert 1 <= len(holds) <= 2
    if easier.sides == "each" and len(holds) == 1:
        assert holds[0] == here.side != first_side


@pytest.mark.parametrize("switch_ms", [0, 9])
@pytest.mark.parametrize("first_side", ["left", "right"])
def test_on_the_second_side_only_that_one_follows(switch_ms: int, first_side: OneSide) -> None:
    timeline = compiled("each", 5, dosage([2], hold_ms=20, switch_ms=switch_ms), first_side)
    second = "left" if first_side == "right" else "right"
    at = next(s.start_ms for s in timeline.segments if s.kind == "hold" and s.side == second) + 3
    after = eased(timeline, at, exercise("lying", sides="each"), dosage([1], hold_ms=4), first_side)
    assert [s.side for s in after.segments if s.exercise == "lying" and s.kind == "hold"] == [second]


def test_on_the_first_side_both_follow() -> None:
    timeline = compiled("each", 5, dosage([2], hold_ms=20, switch_ms=9))
    after = eased(timeline, 8, exercise("lying", sides="each"), dosage([1], hold_ms=4, switch_ms=3), "right")
    assert spelled(after.segments) == "setup5 hold3R1.1 setup12000 hold4R1.1 switch3L hold4L1.1"


def test_from_alternating_work_both_sides_follow() -> None:
    timeline = compiled("alternating", 5, dosage([4], hold_ms=20))
    after = eased(timeline, 30, exercise("lying", sides="each"), dosage([1], hold_ms=4), "right")
    assert timeline.segments[timeline.index_at(30)].side == "left"
    assert [s.side for s in after.segments if s.exercise == "lying" and s.kind == "hold"] == ["right", "left"]


def test_eased_at_a_boundary_leaves_no_empty_segment() -> None:
    timeline = compiled("none", 5, dosage([2], hold_ms=20))
    after = eased(timeline, 25, exercise("lying"), dosage([1], hold_ms=4), "right")
    assert spelled(after.segments) == "setup5 hold201.1 setup12000 hold41.1"
