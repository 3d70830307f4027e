"""The history as it was last read, brought up to date: always what a reading from the beginning would give."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.diary import Removal
from coach.paths import DataFolder
from coach.records import History
from coach.session.events import Finished, LineDone, SegmentDone, Started
from coach.store.store import Store
from tests.fakes import MONDAY_AT_8
from tests.store import making
from tests.store.making import start, timed


def fresh(folder: DataFolder) -> History:
    with Store(folder) as store:
        return store.outline()


def test_nothing_new_gives_the_same_history(folder: DataFolder) -> None:
    with Store(folder) as store:
        store.begin_session(start("s-1"))
        first = store.outline()
        assert store.outline() is first
        store.append_events("s-1", 1, timed(Started(at_ms=0)))
        second = store.outline()
        assert second is not first
        assert second.ratings is first.ratings


def test_what_was_worked_out_from_a_session_stays_where_another_is_new(folder: DataFolder) -> None:
    with Store(folder) as store:
        store.begin_session(start("s-1"))
        store.append_events("s-1", 1, timed(Started(at_ms=0), Finished(at_ms=5)))
        (old,) = store.outline().sessions
        store.begin_session(start("s-2"))
        again, new = store.outline().sessions
        assert again is old
        assert new.start.id == "s-2"


def test_the_newest_open_session_has_its_steps_until_it_is_over_or_another_begins(folder: DataFolder) -> None:
    def steps(store: Store) -> list[int]:
        return [sum(isinstance(e, SegmentDone) for e in played.events) for played in store.outline().sessions]

    with Store(folder) as store:
        store.begin_session(start("s-1"))
        store.append_events("s-1", 1, timed(Started(at_ms=0), SegmentDone(at_ms=5, index=0)))
        assert steps(store) == [1]
        store.append_events("s-1", 3, timed(SegmentDone(at_ms=9, index=1)))
        assert steps(store) == [2]
        store.begin_session(msgspec.structs.replace(start("s-2"), started=MONDAY_AT_8.replace(hour=20)))
        store.append_events("s-2", 1, timed(Started(at_ms=0), SegmentDone(at_ms=5, index=0)))
        assert steps(store) == [0, 1]
        store.append_events("s-2", 3, timed(LineDone(at_ms=5, line=0, exercise="e"), Finished(at_ms=5)))
        assert steps(store) == [0, 0]
        assert store.outline() == fresh(folder)


@given(st.data())
@settings(max_examples=25)
def test_brought_up_to_date_it_is_what_a_first_reading_gives(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = DataFolder(tmp_path_factory.mktemp("known"))
    folder.make()
    with Store(folder) as store:
        begun: list[str] = []
        known: list[str] = []

        def session() -> None:
            one = data.draw(making.starts)
            if one.id not in begun:
                begun.append(one.id)
                store.begin_session(one)

        def events() -> None:
            if begun:
                own = data.draw(st.sampled_from(begun))
                told = data.draw(st.lists(making.kept_events, max_size=4))
                store.append_events(own, store.next_seq(own), timed(*told))

        def check_in() -> None:
            if begun:
                store.save_check_in(data.draw(making.check_ins(data.draw(st.sampled_from(begun)))))

        def rating() -> None:
            one = data.draw(making.ratings)
            if one.id not in known:
                known.append(one.id)
                store.save_rating(one)

        def spasm() -> None:
            one = data.draw(making.told_spasms)
            if one.id not in known:
                known.append(one.id)
                store.save_spasm_log(f"row-{one.id}", one, new=True)

        def happening() -> None:
            one = data.draw(making.happenings)
            if one.id not in known:
                known.append(one.id)
                store.save_happening(one)

        def removal() -> None:
            if known:
                out = tuple(data.draw(st.sets(st.sampled_from(known), max_size=2)))
                base: Removal = data.draw(making.removals)
                if base.id not in known:
                    known.append(base.id)
                    store.save_removal(msgspec.structs.replace(base, entries=out))

        acts: list[Callable[[], None]] = [session, events, check_in, rating, spasm, happening, removal]
        for act in data.draw(st.lists(st.sampled_from(acts), max_size=12)):
            act()
            if data.draw(st.booleans()):
                store.outline()
        assert store.outline() == fresh(folder)
