"""What two machines hold of the same thing: no stop for safety is lost, and an import is taken back to the byte."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.clock import new_id
from coach.diary import DayRating
from coach.exchange.reading import document_of
from coach.happenings import Activity, GoalsChosen, GoalsRated, LessonRead
from coach.paths import DataFolder
from coach.records import Clearance
from coach.session.events import AnyEvent, Finished, Hurt, SegmentDone, Started, Stopped
from coach.store.store import Store
from tests.store.making import start, timed
from tests.store.test_merge import NOW, A, B, C, Write, exported, made, read, take

LATER = NOW + timedelta(hours=1)


def _happening(value: Any) -> Write:
    return lambda store: store.save_happening(value)


def _session(*events: AnyEvent) -> Write:
    def write(store: Store) -> None:
        store.begin_session(start(A))
        store.append_events(A, 1, timed(*events))

    return write


def undo(folder: DataFolder, own: str) -> tuple[int, int]:
    with Store(folder) as store:
        done = store.undo_import(own)
    return done.removed, done.kept


# -- sessions ------------------------------------------------------------------------------------------------------

BEGUN = (Started(at_ms=0), SegmentDone(at_ms=5_000, index=0))
LONG = (*BEGUN, *(SegmentDone(at_ms=5_000 * n, index=n) for n in range(1, 6)))


@pytest.mark.parametrize(
    ("warning", "longer"),
    [
        ((*BEGUN, Stopped(at_ms=6_000, reason="stop-rule")), (*LONG, Finished(at_ms=40_000))),
        ((*BEGUN, Stopped(at_ms=6_000, reason="spasm")), (*LONG, Finished(at_ms=40_000))),
        ((*BEGUN, Stopped(at_ms=6_000, reason="hurt")), (*LONG, Stopped(at_ms=40_000, reason="person"))),
        ((*BEGUN, Hurt(at_ms=6_000, line=0, exercise="x", pain=9)), (*LONG, Finished(at_ms=40_000))),
        # Without a warning in either: one that came to its end, then the longer.
        ((*BEGUN, Finished(at_ms=40_000)), LONG),
        (LONG, (*BEGUN, Hurt(at_ms=6_000, line=0, exercise="x"))),
    ],
)
def test_a_copy_with_a_warning_holds_on_both_machines(
    tmp_path: Path, warning: tuple[AnyEvent, ...], longer: tuple[AnyEvent, ...]
) -> None:
    a, b = made(tmp_path / "a", _session(*warning)), made(tmp_path / "b", _session(*longer))
    from_a, from_b, before = read(a), read(b), exported(b)
    assert take(a, from_b) == ""
    own = take(b, from_a)
    assert own
    assert exported(a) == exported(b)
    assert undo(b, own) == (0, 0)
    assert exported(b) == before


# -- what a table brought ------------------------------------------------------------------------------------------

DERIVED = "b1d6c1a4-3f0e-5a55-9f7b-2f4bb0a9a6d3"


@pytest.mark.parametrize("name", ["clearances", "happenings", "sessions"])
def test_only_numbers_of_tables_are_moved_to_an_earlier_reading(tmp_path: Path, name: str) -> None:
    a = made(
        tmp_path / "a",
        lambda store: store.save_clearance(Clearance(id=DERIVED, at=NOW)),
        _happening(LessonRead(id=DERIVED, at=NOW, lesson="x")),
        lambda store: store.begin_session(start(DERIVED)),
    )
    before = exported(a)
    document = json.loads(before)
    document[name][0]["started" if name == "sessions" else "at"]["utc"] = "2020-01-01T00:00:00.000Z"
    edited = document_of(json.dumps(document).encode(), "edited.json")
    assert take(a, edited) == ""
    assert exported(a) == before


# -- the way back --------------------------------------------------------------------------------------------------


def test_activities_that_were_worded_anew_on_both_machines_come_and_go(tmp_path: Path) -> None:
    first = GoalsChosen(id=A, at=NOW, activities=(Activity(new_id(), "Dig"), Activity(new_id(), "Walk far")))
    dig, walk = first.activities
    past = _happening(first)
    ours = GoalsChosen(id=B, at=LATER, activities=(Activity(dig.id, "Dig the garden"), walk))
    theirs = GoalsChosen(id=C, at=LATER, activities=(Activity(dig.id, "Dig over the beds"), walk))
    a = made(tmp_path / "a", past, _happening(ours), _happening(GoalsRated(id=new_id(), at=LATER, ratings={dig.id: 4})))
    b = made(
        tmp_path / "b", past, _happening(theirs), _happening(GoalsRated(id=new_id(), at=LATER, ratings={walk.id: 5}))
    )
    before = exported(a)
    own = take(a, read(b))
    assert undo(a, own) == (2, 0)
    assert exported(a) == before


def test_an_id_that_is_in_two_lists_is_two_entries(tmp_path: Path) -> None:
    activity = Activity(B, "Dig")
    a = made(tmp_path / "a", _happening(GoalsChosen(id=A, at=NOW, activities=(activity,))))
    b = made(
        tmp_path / "b",
        lambda store: store.save_rating(DayRating(id=B, day=NOW.date(), at=NOW, kind="average", pain=3)),
        lambda store: store.begin_session(start(A)),
    )
    own = take(a, read(b))
    with Store(a) as store:
        store.save_happening(GoalsRated(id=new_id(), at=LATER, ratings={B: 4}))
    assert undo(a, own) == (2, 0)


def test_the_newest_import_is_the_last_one_whatever_the_clock_said(tmp_path: Path) -> None:
    a = made(tmp_path / "a")
    brought = [made(tmp_path / own, _happening(LessonRead(id=own, at=NOW, lesson="x"))) for own in (A, B)]
    first = take(a, read(brought[0]), NOW)
    second = take(a, read(brought[1]), NOW - timedelta(hours=3))
    with Store(a) as store:
        assert [(one.id, one.last) for one in store.imports()] == [(second, True), (first, False)]
    assert undo(a, second) == (1, 0)
    assert undo(a, first) == (1, 0)
