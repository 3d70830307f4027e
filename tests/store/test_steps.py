"""Folding the segments of sessions that are over, and unfolding them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coach.paths import DataFolder
from coach.session.events import Finished, LineDone, SegmentDone, Started
from coach.store.steps import FOLDED, event_rows, fold_rows, unfold
from coach.store.store import Store
from tests.store.making import moments, rows, start, timed

_UTC = st.sampled_from(
    ["2026-03-02T07:00:00.000Z", "2026-03-02T07:00:03.012Z", "2026-03-02T07:00:00Z", "1969-12-31T23:59:59.999Z", "x"]
)
_DATA = st.one_of(
    st.integers(0, 400).map(lambda n: f'{{"index":{n}}}'),
    st.sampled_from(['{"index": 3}', '{"index":3,"more":1}', "{}", "rubbish", '{"index":"3"}']),
)


@st.composite
def event_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for seq in sorted(draw(st.sets(st.integers(0, 40), max_size=12))):
        row = {"session": "s", "seq": seq, "kind": draw(st.sampled_from(["segment_done"] * 4 + ["line_done"]))}
        row |= {"at_ms": draw(st.integers(-5, 9_000)), "data": draw(_DATA)}
        made.append(row | {"at_utc": draw(_UTC), "offset_min": draw(st.sampled_from([60, 120]))})
    return made


@given(event_lists())
def test_unfolded_every_row_is_as_it_was(made: list[dict[str, Any]]) -> None:
    folded = fold_rows(made)
    again = sorted((one for row in folded for one in unfold(row)), key=lambda row: int(row["seq"]))
    assert again == made
    assert len({row["seq"] for row in folded}) == len(folded)


@given(st.integers(2, 300), moments())
def test_a_usual_session_becomes_a_short_row(n: int, at: Any) -> None:
    from coach.clock import utc_text

    made = [
        {
            "session": "s",
            "seq": i + 1,
            "kind": "segment_done",
            "at_ms": 3_000 * i,
            "data": f'{{"index":{i}}}',
            "at_utc": utc_text(at),
            "offset_min": 60,
        }
        for i in range(n)
    ]
    (row,) = fold_rows(made)
    assert row["kind"] == FOLDED
    assert len(row["data"]) < 12 * n
    assert list(unfold(row)) == made


def test_a_session_is_folded_when_it_is_over_and_not_before(folder: DataFolder) -> None:
    steps = [SegmentDone(at_ms=3 * i, index=i) for i in range(50)]
    with Store(folder) as store:
        store.begin_session(start("s-1"))
        store.append_events("s-1", 1, timed(Started(at_ms=0), *steps, LineDone(at_ms=150, line=0, exercise="e")))
        before = list(event_rows(store._db.conn))
        assert len(rows(folder.database, "session_events")) == 52
        assert store.append_events("s-1", 53, timed(Finished(at_ms=160))) == 54
        assert store.next_seq("s-1") == 54
        assert len(rows(folder.database, "session_events")) == 4
        assert list(event_rows(store._db.conn))[:-1] == before
        (played,) = store.history().sessions
        assert [type(event) for event in played.events] == [Started, *[SegmentDone] * 50, LineDone, Finished]
