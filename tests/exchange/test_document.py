"""The document: its schema is the written one, and a file that does not fit is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coach import happenings
from coach.app import Coach
from coach.clock import new_id
from coach.diary import DayLog, DayRating, Removal, Spasm, SpasmDetails
from coach.errors import CoachError
from coach.exchange import reading
from coach.exchange.document import FORMAT, HAPPENING, document_schema
from coach.exchange.reading import document_of, read_document
from coach.happenings import LegTold
from coach.records import CheckIn
from coach.session.events import Finished, Hurt, SegmentDone, Started
from tests.fakes import MONDAY_AT_8
from tests.store.making import start, timed

ROOT = Path(__file__).parent.parent.parent
Change = Callable[[dict[str, Any]], Any]


@pytest.fixture
def document(coach: Coach) -> dict[str, Any]:
    """An export with an entry in most lists."""
    own, spasm = new_id(), new_id()
    events = timed(Started(at_ms=0), SegmentDone(at_ms=5_000, index=0), Hurt(at_ms=6_000, line=0, exercise="x", pain=4))
    coach.store.begin_session(start(own))
    coach.store.append_events(own, 1, [*events, *timed(Finished(at_ms=9_000))])
    coach.store.save_check_in(CheckIn(session=own, at=MONDAY_AT_8, pain_worst=3))
    day = MONDAY_AT_8.date()
    coach.store.save_day(
        [DayRating(id=new_id(), day=day, at=MONDAY_AT_8, kind="average", pain=4)],
        DayLog(id=new_id(), day=day, at=MONDAY_AT_8, sleep="well", happened=()),
    )
    told = Spasm(
        id=spasm, onset=MONDAY_AT_8, logged=MONDAY_AT_8, told=SpasmDetails(where=("low_mid",)), told_at=MONDAY_AT_8
    )
    coach.store.save_spasm_log(new_id(), told, new=True)
    coach.store.save_removal(Removal(id=new_id(), at=MONDAY_AT_8, entries=(spasm,)))
    coach.store.save_happening(LegTold(id=new_id(), at=MONDAY_AT_8, session=own))
    coach.store.save_happening(happenings.Tested(id=new_id(), at=MONDAY_AT_8, test="chair-stand-60", value=20.0))
    coach.answer_screening("first-run", ())
    coach.record_clearance("fine")
    found: dict[str, Any] = json.loads(b"".join(coach.data.export_lines()))
    return found


def test_the_written_schema_is_that_of_the_code() -> None:
    written = json.loads((ROOT / "docs" / "export.schema.json").read_text("utf-8"))
    assert written == json.loads(msgspec.json.encode(document_schema()))


def test_every_kind_of_happening_is_in_the_schema() -> None:
    kinds = document_schema()["properties"]["happenings"]["items"]["discriminator"]["mapping"]
    assert set(kinds) >= {"placed", "goals_chosen", "goals_rated", "change", "elsewhere", "questions"}
    assert HAPPENING is not None


def test_the_text_is_one_entry_a_line_and_the_same_as_the_values(coach: Coach, document: dict[str, Any]) -> None:
    text = b"".join(coach.data.export_lines())
    assert json.loads(text) == json.loads(msgspec.json.encode(coach.data.export()))
    entries = sum(len(value) for value in document.values() if isinstance(value, list))
    assert entries == 9
    assert sum(line.startswith(b'{"id"') for line in text.splitlines()) == entries
    assert text == b"".join(coach.data.export_lines())


def test_a_real_export_fits(document: dict[str, Any]) -> None:
    found = document_of(json.dumps(document).encode(), "export.json")
    assert found.at == MONDAY_AT_8
    assert [entry["id"] for entry in found.entries("sessions")] == [document["sessions"][0]["id"]]
    assert (
        document_of(b"\xef\xbb\xbf" + json.dumps(document, indent=2).encode(), "x").lists.keys() == found.lists.keys()
    )


def test_old_exports_without_the_newer_lists_are_fine(document: dict[str, Any]) -> None:
    for name in ("removals", "day_logs", "spasms", "day_ratings", "happenings", "settings"):
        del document[name]
    del document["sessions"][0]["check_ins"][0]["id"]
    del document["sessions"][0]["lines"]
    assert document_of(json.dumps(document).encode(), "old.json").lists["spasms"] == ()


def _put(*path: Any, to: Any) -> Change:
    def change(document: dict[str, Any]) -> None:
        at: Any = document
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = to

    return change


def _many(name: str) -> Change:
    return lambda document: document[name][0].update({f"field{n}": n for n in range(1_000)})


def _deep(levels: int) -> Any:
    found: Any = 1
    for _level in range(levels):
        found = [found]
    return found


BROKEN: dict[str, tuple[Change, str]] = {
    "pain 11": (_put("day_ratings", 0, "pain", to=11), r"day_ratings\[0\].pain"),
    "pain of a hurt": (_put("sessions", 0, "events", 2, "pain", to=-1), r"sessions\[0\].events\[2\].pain"),
    "a check-in's pain": (_put("sessions", 0, "check_ins", 0, "pain_worst", to=99), r"check_ins\[0\].pain_worst"),
    "a true for a number": (_put("day_ratings", 0, "pain", to=True), r"day_ratings\[0\].pain"),
    "a number for a text": (_put("clearances", 0, "note", to=5), r"clearances\[0\].note"),
    "an id that is none": (_put("spasms", 0, "id", to="s-1"), r"spasms\[0\].id does not fit: it is not written"),
    "a long id": (_put("spasms", 0, "id", to="a" * 300), r"spasms\[0\].id"),
    "day 30 February": (_put("day_logs", 0, "day", to="2026-02-30"), r"day_logs\[0\].day does not fit: 2026-02-30"),
    "year 1850": (_put("day_logs", 0, "day", to="1850-02-03"), r"day_logs\[0\].day"),
    "year 2200": (_put("spasms", 0, "onset", "utc", to="2200-01-01T00:00:00.000Z"), r"spasms\[0\].onset.utc"),
    "an hour 25": (_put("sessions", 0, "started", "utc", to="2026-03-02T25:00:00.000Z"), r"sessions\[0\].started.utc"),
    "an event on no day": (
        _put("sessions", 0, "events", 1, "at", "utc", to="2026-02-30T07:00:00.000Z"),
        r"sessions\[0\].events\[1\].at does not fit",
    ),
    "an offset of a week": (_put("clearances", 0, "at", "offset_min", to=10_080), r"clearances\[0\].at.offset_min"),
    "a long note": (_put("clearances", 0, "note", to="x" * 5_000), r"clearances\[0\].note"),
    "long words in what is not known": (_put("happenings", 1, "mood", to="x" * 9_000), r"happenings\[1\]"),
    "NUL": (_put("clearances", 0, "note", to="a\0b"), r"clearances\[0\] does not fit: it holds a character"),
    "depth": (_put("happenings", 1, "mood", to=_deep(40)), r"happenings\[1\]"),
    "a list for an entry": (_put("spasms", 0, to=[1]), r"spasms\[0\]"),
    "a list that is none": (_put("spasms", to={"a": 1}), "spasms"),
    "a leg of no session": (_put("happenings", 0, "session", to=new_id()), r"happenings\[0\].session .* speaks of"),
    "a removal of nothing": (_put("removals", 0, "entries", to=[new_id()]), r"removals\[0\].entries\[0\]"),
    "a number beyond all": (_put("sessions", 0, "events", 0, "at_ms", to=2**60), r"events\[0\].at_ms"),
    "exported": (_put("exported", to="today"), "exported"),
    "a line feed after an id": (_put("clearances", 0, "id", to="0" * 32 + "\n"), r"clearances\[0\].id .* not written"),
    "a line feed after a day": (_put("day_logs", 0, "day", to="2026-03-02\n"), r"day_logs\[0\].day .* not written"),
    "a line feed after a time": (_put("exported", "utc", to="2026-03-02T07:00:00.000Z\n"), "exported.utc"),
    "digits of another script": (_put("clearances", 0, "at", "utc", to="2026-03-02T07:00:0٣.000Z"), "at.utc"),
    "a day in another script": (_put("day_ratings", 0, "day", to="2026-03-0٢"), r"day_ratings\[0\].day"),
    "a huge unknown name": (_put("clearances", 0, "k" * 100_000, to=1), r"clearances\[0\]"),
    "a thousand unknown names": (_many("clearances"), r"clearances\[0\]"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_does_not_fit_is_refused_with_its_place(document: dict[str, Any], name: str) -> None:
    change, says = BROKEN[name]
    change(document)
    with pytest.raises(CoachError, match=says) as caught:
        document_of(json.dumps(document).encode(), "export.json")
    assert str(caught.value).startswith("export.json: ")
    assert "Your data was not changed." in caught.value.remedy


@pytest.mark.parametrize(
    "change",
    [
        _put("happenings", 1, "kind", to="dreamt"),
        _put("sessions", 0, "events", 0, "kind", to="flew"),
        _put("happenings", 1, "test", to="handstand"),
        _put("version", to=2),
    ],
)
def test_what_a_newer_version_wrote_asks_for_an_update(document: dict[str, Any], change: Change) -> None:
    change(document)
    with pytest.raises(CoachError) as caught:
        document_of(json.dumps(document).encode(), "export.json")
    assert "Update Restack" in caught.value.remedy


def test_the_same_id_twice_is_refused(document: dict[str, Any]) -> None:
    document["day_ratings"].append(document["day_ratings"][0])
    with pytest.raises(CoachError, match=r"day_ratings\[1\] does not fit: the id .* twice"):
        document_of(json.dumps(document).encode(), "export.json")


HALF_A_CHARACTER = rb"""{"format": "restack-export", "version": 1, "clearances": [{"note": "\ud800"}],
    "exported": {"utc": "2026-03-02T07:00:00.000Z", "offset_min": 0}}"""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no JSON"),
        (b"[1, 2]", "not an export of Restack"),
        (b'{"format": 7}', "not an export of Restack"),
        (b'{"format": "recipes", "version": 1}', "not an export of Restack"),
        (b'{"format": "restack-export", "version": 1', "no JSON"),
        (b"[" * 200_000, "nested too deeply|not an export|no JSON"),
        (b'{"format": "\xff\xfe"}', "no JSON|not an export"),
        (HALF_A_CHARACTER, "clearances|no JSON"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_told(data: bytes, says: str) -> None:
    with pytest.raises(CoachError, match=says):
        document_of(data, "some.json")


@pytest.mark.parametrize(
    ("begin", "says", "remedy"),
    [
        (b"SQLite format 3\0", "is a backup", "Export as JSON"),
        (b"%PDF-1.7", "is a PDF file", "Choose an export"),
        (b"PK\x03\x04", "is a ZIP file", "Choose an export"),
        (b"<!DOCTYPE html><html>", "is a web page", "Choose an export"),
        (b"\xef\xbb\xbf\n<html lang=de>", "is a web page", "Choose an export"),
        ("{}".encode("utf-16"), "another encoding", "UTF-8"),
        ("{}".encode("utf-16-le"), "another encoding", "UTF-8"),
        ("{}".encode("utf-16-be"), "another encoding", "UTF-8"),
    ],
)
def test_what_a_file_is_instead_is_said(tmp_path: Path, begin: bytes, says: str, remedy: str) -> None:
    file = tmp_path / "something"
    file.write_bytes(begin + b"x" * 100)
    with pytest.raises(CoachError, match=says) as caught:
        read_document(file)
    assert remedy in caught.value.remedy


def test_a_file_that_is_too_large_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "large.json"
    file.write_bytes(b'{"format": "%s"}' % FORMAT.encode())
    with pytest.raises(CoachError, match="larger than 0 MB"):
        reading.file_bytes(file, most=10)
    empty = tmp_path / "empty.json"
    empty.write_bytes(b" \n")
    others = ((tmp_path / "nobody.json", "no file"), (tmp_path, "is a folder"), (empty, "is empty"))
    for other, says in others:
        with pytest.raises(CoachError, match=says) as caught:
            read_document(other)
        assert caught.value.remedy


def test_times_are_those_of_the_moment_of_export(coach: Coach) -> None:
    later = coach.clock.moment().wall + timedelta(0)
    assert document_of(b"".join(coach.data.export_lines()), "x").at == later
