"""Tables for spreadsheets: what is in them, that no cell runs as a formula, and nothing of others is written over."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from coach.app import Coach
from coach.errors import CoachError
from coach.exchange.cells import csv_bytes, defused
from coach.exchange.folder import README
from coach.live import LiveSession
from coach.records import CheckIn
from tests.fakes import FakeClock

FILES = {"sessions.csv", "exercises.csv", "days.csv", "spasms.csv", "tests.csv", "scores.csv", README}


def lines(file: Path) -> list[dict[str, str]]:
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def play(live: LiveSession, clock: FakeClock) -> None:
    live.start()
    while not live.run.over:
        clock.advance_ms(2_000)
        live.advance()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        '"=1',
        "'=1",
        " =1",
        "\u200b=1",
        "\ufeff=1",
        "\u202e=1",
        "\u2003+1",
        "\u00ad=1",
        "\u2060@x",
        "\u061c-1",
        "“=1",
        "\u22121",
        "\u2028=1",
        " \t '\u200e=1",
    ],
)
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert next(csv.reader(io.StringIO(csv_bytes(("a",), [(text,)]).decode("utf-8-sig").split("\r\n", 1)[1])))[
        0
    ].startswith("'")


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x0b", "\x0c", "\x1c", "\x7f", "\x85"])
def test_control_characters_are_gone_before_a_formula_is_looked_for(sign: str) -> None:
    assert csv_bytes(("a",), [(f"{sign}=1{sign}",)]).decode("utf-8-sig").split("\r\n")[1] == "'=1"


@pytest.mark.parametrize("cell", ["a=b", "", "4 - 5", -3, 4.5, 0, None])
def test_numbers_and_plain_text_stay_as_they_are(cell: str | int | float | None) -> None:
    assert defused(cell) == cell


def test_a_cell_keeps_quotes_commas_and_lines() -> None:
    text = 'He said "so, so"\nand left'
    (row,) = csv.reader(io.StringIO(csv_bytes((), [(text, 1)]).decode("utf-8-sig").split("\r\n", 1)[1], newline=""))
    assert row == [text, "1"]


def test_every_table_says_what_happened_in_words(coach: Coach, clock: FakeClock, tmp_path: Path) -> None:
    coach.answer_screening("first-run", ())
    live = coach.begin("calm-early", pain_before=3)
    play(live, clock)
    name = coach.template("calm-early").lines[0].exercise
    now = clock.moment().wall
    coach.save_check_in(CheckIn(session=live.id, at=now, pain_worst=2, note="=HYPERLINK()", flags={name: "hurt"}))
    coach.journal.log_day({"day": coach.journal.today, "morning": 4, "sleep": "badly", "happened": (), "note": "ü"})
    coach.journal.note_spasm()
    coach.plan.tell_score(7)
    out = tmp_path / "out"
    assert {file.name for file in coach.data.export_tables(out)} == FILES
    (session,) = lines(out / "sessions.csv")
    wanted = {"day": "2026-03-02", "name": "Early", "part": "1A", "end": "finished", "pain_before": "3"}
    assert {key: session[key] for key in wanted if key != "name"} == {k: v for k, v in wanted.items() if k != "name"}
    assert session["name"] == coach.library.session("calm-early").name
    assert session["note"] == "'=HYPERLINK()"
    exercises = lines(out / "exercises.csv")
    assert [row["result"] for row in exercises] == ["done"] * int(session["exercises"])
    assert (exercises[0]["exercise"], exercises[0]["marked"]) == (coach.library.exercise(name).name, "hurt")
    (day,) = lines(out / "days.csv")
    assert (day["morning"], day["sleep"], day["happened"], day["sitting"]) == ("4", "Badly", "Nothing of this", "")
    assert (day["note"], day["in_time"]) == ("ü", "yes")
    assert len(lines(out / "spasms.csv")) == 1
    assert [(row["measure"], row["score"], row["highest"]) for row in lines(out / "scores.csv")] == [
        ("Roland-Morris", "7", "24")
    ]
    readme = (out / README).read_text("utf-8-sig")
    for table in FILES - {README}:
        for column in csv.DictReader(io.StringIO((out / table).read_text("utf-8-sig"))).fieldnames or ():
            assert f"  {column}: " in readme
    if os.name == "posix":
        assert out.stat().st_mode & 0o777 == 0o700
        assert {file.stat().st_mode & 0o777 for file in out.iterdir()} == {0o600}
    # Again into the same folder: it is known as ours.
    (out / ".sessions.csv.123.tmp").write_bytes(b"left over")
    coach.data.export_tables(out)


@pytest.mark.parametrize("name", ["letter.odt", "sessions.csv", README])
def test_a_folder_with_other_files_is_left_alone(coach: Coach, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(CoachError, match="holds other files"):
        coach.data.export_tables(tmp_path)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir() if file.is_file()] == [(name, b"mine")]


def test_it_is_not_written_into_the_data_or_in_the_place_of_a_file(coach: Coach, tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="not a place"):
        coach.data.export_tables(coach.folder.path / "tables")
    file = tmp_path / "file"
    file.write_bytes(b"x")
    with pytest.raises(CoachError, match="is not a folder"):
        coach.data.export_tables(file)


@pytest.mark.parametrize("name", ["x" * 300, "x" * 5_000, "a\0b"])
def test_an_impossible_name_is_told(coach: Coach, tmp_path: Path, name: str) -> None:
    for write in (coach.data.export_tables, coach.data.export_to):
        with pytest.raises(CoachError) as caught:
            write(tmp_path / name)
        assert caught.value.remedy
        assert len(str(caught.value)) < 1_000
    assert list(tmp_path.iterdir()) == [coach.folder.path]
