"""Tables from elsewhere: how they are written is found out, what they mean is guessed, and each bad line is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from coach.app import Coach
from coach.errors import CoachError
from coach.exchange.table_file import TableFile, read_table
from coach.exchange.table_in import Mapping, Order, day_of, guess, number_of, plan_table, settled
from coach.happenings import PlayedElsewhere, ScoreTold
from tests.fakes import FakeClock

TODAY = date(2026, 3, 2)


def table(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "days.csv") -> TableFile:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    return read_table(file)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_how_it_is_written_is_found_out(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [("Tag", "Schmerz früh", "Notiz"), ("2026-03-01", "4", 'über "alles"'), ("2026-03-02", "3", "x")]
    text = "\r\n".join(delimiter.join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in row) for row in rows) + "\r\n"
    found = table(tmp_path, text, encoding)
    assert found.header == rows[0]
    assert [row.cells for row in found.rows] == rows[1:]
    assert [row.line for row in found.rows] == [2, 3]
    assert guess(found).roles == ("day", "morning", "note")


def test_a_table_without_names_is_guessed_by_what_stands_in_it(tmp_path: Path) -> None:
    found = table(tmp_path, "1,2026-02-01\n7,2026-02-02\n")
    assert found.header is None
    assert guess(found) == Mapping(roles=("average", "day"), order="ymd")


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-03-02", "ymd", (2026, 3, 2)),
        ("2026/3/2", "ymd", (2026, 3, 2)),
        ("2026-03-02T08:15:00", "ymd", (2026, 3, 2)),
        ("2026-03-02 08:15", "ymd", (2026, 3, 2)),
        ("2.3.2026", "dmy", (2026, 3, 2)),
        ("02.03.26", "dmy", (2026, 3, 2)),
        ("3/2/2026", "mdy", (2026, 3, 2)),
        ("3/2/99", "mdy", (1999, 3, 2)),
        ("13/2/2026", "mdy", None),
        ("30.2.2026", "dmy", None),
        ("25-04-13", "ymd", (2025, 4, 13)),
        ("25-04-13", "dmy", (2013, 4, 25)),
        ("25.04.13", "ymd", None),
        ("25-04-2013", "ymd", None),
        ("2026-03-02", "dmy", None),
        ("2.3.2026", "ymd", None),
        ("2.3.1850", "dmy", None),
        ("yesterday", "dmy", None),
        ("", "ymd", None),
    ],
)
def test_days(cell: str, order: Order, day: tuple[int, int, int] | None) -> None:
    assert day_of(cell, order) == (date(*day) if day is not None else None)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("4", 4.0), ("4,5", 4.5), ("4.5", 4.5), ("-1", -1.0), ("4 of 10", None), ("1e5", None), ("", None), ("٤٥", 45.0)],
)
def test_numbers(cell: str, number: float | None) -> None:
    assert number_of(cell) == number


def test_where_both_ways_fit_the_person_says(tmp_path: Path) -> None:
    both = table(tmp_path, "date,pain\n3/2/2026,4\n2/1/2026,5\n")
    mapping = guess(both)
    plan = plan_table(both, mapping, TODAY)
    assert (mapping.order, plan.orders) == (None, ("dmy", "mdy"))
    assert "how the days are written" in plan.open
    assert plan.kept == ()
    chosen = plan_table(both, msgspec.structs.replace(mapping, order="mdy"), TODAY)
    assert [row.day for row in chosen.kept] == [date(2026, 3, 2), date(2026, 2, 1)]
    # One day decides it, and dots do.
    assert guess(table(tmp_path, "date,pain\n3/2/2026,4\n2/21/2026,5\n")).order == "mdy"
    assert guess(table(tmp_path, "date;pain\n3.2.2026;4\n2.1.2026;5\n")).order == "dmy"


def test_two_digits_before_dashes_may_be_a_year_or_a_day(tmp_path: Path) -> None:
    found = table(tmp_path, "date,pain\n25-04-13,4\n25-04-14,5\n")
    plan = plan_table(found, guess(found), TODAY)
    assert plan.orders == ("ymd", "dmy")
    assert "how the days are written" in plan.open


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("sep=;\nDatum;Schmerz\n1.2.2026;4\n", ";"),
        ('"sep=|"\r\nDatum|Schmerz\r\n1.2.2026|4\r\n', "|"),
        ("SEP=\t\rDatum\tSchmerz\r1.2.2026\t4\r", "\t"),
    ],
)
def test_a_first_line_that_names_the_dividing_sign_is_none_of_the_table(
    tmp_path: Path, text: str, delimiter: str
) -> None:
    found = table(tmp_path, text)
    assert (found.delimiter, found.header) == (delimiter, ("Datum", "Schmerz"))
    assert [(row.line, row.cells) for row in found.rows] == [(3, ("1.2.2026", "4"))]


def test_only_line_ends_divide_lines(tmp_path: Path) -> None:
    found = table(tmp_path, "date,minutes,note\n2026-02-01,30,a\x0bb\x0cc\x85d\u2028e\n2026-02-02,20,x\n")
    assert [row.line for row in found.rows] == [2, 3]


@pytest.mark.parametrize("cell", ["1.000", "1,000", "30.500"])
def test_minutes_that_may_be_a_thousand_are_not_guessed(tmp_path: Path, cell: str) -> None:
    found = table(tmp_path, f'date,minutes\n2026-02-01,"{cell}"\n2026-02-02,12.5\n')
    plan = plan_table(found, guess(found), TODAY)
    assert [(row.line, row.minutes) for row in plan.kept] == [(3, 13)]
    assert [(t.line, "thousand" in t.reason) for t in plan.troubles] == [(2, True)]


def test_another_column_of_days_is_looked_at_anew(tmp_path: Path) -> None:
    found = table(tmp_path, "date,other date,pain\n3/2/2026,2026-01-01,4\n")
    mapping = Mapping(roles=("ignore", "day", "average"))
    assert settled(found, mapping).order == "ymd"
    assert settled(found, Mapping(roles=("day", "ignore", "average"), order="ymd")).order is None


def test_each_line_that_cannot_be_used_is_told_with_its_reason(tmp_path: Path) -> None:
    text = (
        "date;pain;minutes;roland;note\n"
        "1.3.2026;4,5;20;7;fine\n"  # 2
        "3.3.2026;4;;;\n"  # 3: tomorrow
        "31.2.2026;4;;;\n"  # 4
        "28.2.2026;11;601;25;\n"  # 5: three bad cells
        "27.2.2026;;;;only a note\n"  # 6
        "1.3.2026;2;30;;\n"  # 7: pain again, minutes are fine
        "26.2.2026;bad;;;\n"  # 8
        ";3;;;\n"  # 9
    )
    found = table(tmp_path, text)
    plan = plan_table(found, guess(found), TODAY)
    kept = [(r.line, r.day.day, r.average, r.minutes, r.roland, r.note) for r in plan.kept]
    assert kept == [(2, 1, 5, 20, 7, "fine"), (7, 1, None, 30, None, "")]
    assert [t.line for t in plan.troubles] == [3, 4, 5, 5, 5, 6, 7, 8, 9]
    reasons = [t.reason for t in plan.troubles]
    for at, words in (
        (0, "not come yet"),
        (1, "is no day"),
        (2, "0 to 10"),
        (5, "nothing"),
        (6, "in line 2"),
        (8, "no day"),
    ):
        assert words in reasons[at]
    assert any("1 note stands" in note for note in plan.notes)
    assert not any("long after" in note for note in plan.notes)


def test_a_scale_to_100_is_divided_where_the_person_agrees(tmp_path: Path) -> None:
    found = table(tmp_path, "date,vas\n2026-02-01,45\n2026-02-02,7\n2026-02-03,100\n")
    mapping = guess(found)
    plan = plan_table(found, mapping, TODAY)
    assert (mapping.tenth, plan.wide) == (True, True)
    assert [row.average for row in plan.kept] == [5, 1, 10]
    assert any("3 days of pain are written down long after" in note for note in plan.notes)
    as_it_is = plan_table(found, msgspec.structs.replace(mapping, tenth=False), TODAY)
    assert [row.average for row in as_it_is.kept] == [7]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        (" , \n , \n", "no table"),
        (",".join("x" * 101) + "\n1,2\n", "more than 100 columns.*Take out"),
        ("one\ntwo\n", "no table"),
        ("a,b\n" * 100_002, "more than 100000 rows"),
        ("a\0b,c\n", "no text"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CoachError, match=says):
        table(tmp_path, text)


def test_it_is_kept_merged_and_taken_back(tmp_path: Path, coach: Coach, clock: FakeClock) -> None:
    coach.plan.rate_day(2, "average", day=date(2026, 2, 20))
    text = "date,pain,morning,minutes,roland\n2026-02-20,9,4,30,12\n2026-02-21,5,,30,\n2026-02-21,,,30,\n"
    found = table(tmp_path, text)
    preview = coach.data.looking_at_table(found, guess(found)).run()
    counts = {c.kind: (c.added, c.differs) for c in preview.counts}
    # The day that has its pain here keeps it; two walks of half an hour on a day are two.
    assert counts == {"day_ratings": (2, 1), "happenings": (4, 0)}
    done = coach.data.import_(preview)
    ratings = {(r.day.day, r.kind): r.pain for r in coach.history.ratings}
    assert ratings == {(20, "average"): 2, (20, "morning"): 4, (21, "average"): 5}
    elsewhere = [h for h in coach.history.happenings if isinstance(h, PlayedElsewhere)]
    assert [h.minutes for h in elsewhere] == [30, 30, 30]
    (score,) = [h for h in coach.history.happenings if isinstance(h, ScoreTold)]
    assert (score.score, score.taken) == (12, date(2026, 2, 20))
    # The same table on another day adds nothing.
    clock.advance_ms(86_400_000)
    again = coach.data.looking_at_table(found, guess(found)).run()
    assert not again.changes
    # The day whose pain stays as it was told here differs.
    assert not again.all_here
    assert coach.data.import_(again).id == ""
    assert coach.data.undo_import(done.id).removed == 6
    assert [r.pain for r in coach.history.ratings] == [2]
