"""The numbers behind the charts as rows and as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from coach.progress import tables
from coach.progress.tables import Table, csv_text
from coach.progress.views import PainView, ReliefView
from tests.ui import chart_views as made


def back(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_text(table))))


def test_pain_has_a_row_a_rating_and_a_row_a_bare_spasm() -> None:
    view = made.pain()
    without = [r for r in view.ratings if r.day != made.ago(20)]
    table = tables.pain_table(PainView(span=view.span, ratings=tuple(without), line=view.line, spasms=view.spasms))
    rows = {row[0]: row for row in table.rows}
    assert len(table.rows) == len(without) + 1
    assert rows[made.ago(50)][1:3] == (7, "of the day")
    assert rows[made.ago(50)][6] == "yes"
    assert rows[made.ago(20)][1:3] == (None, "")
    assert [row[0] for row in table.rows] == sorted(row[0] for row in table.rows)  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (tables.weeks_table(made.weeks()), 12),
        (tables.days_table(made.days()), len(made.days().cells)),
        (tables.balance_table(made.balance()), 3),
        (tables.holds_table(made.holds()), 4),
        (tables.spasm_free_table(made.spasm_free()), 3),
        (tables.relief_table(made.relief()), 2),
        (tables.relief_table(ReliefView(span=made.span())), 0),
        (tables.scores_table(made.scores()), 5),
    ],
)
def test_every_row_has_a_cell_for_each_column(table: Table, rows: int) -> None:
    assert len(table.rows) == rows
    assert all(len(row) == len(table.columns) for row in table.rows)
    written = back(table)
    assert len(written) == rows + 1
    assert all(len(line) == len(table.columns) for line in written)


def test_csv_has_iso_dates_points_and_lines_as_the_rule_says() -> None:
    text = csv_text(Table(("day", "value", "note"), ((made.LAST, 2.5, 'a "word", more'), (made.ago(1), None, ""))))
    assert text == 'day,value,note\r\n2026-10-13,2.5,"a ""word"", more"\r\n2026-10-12,,\r\n'


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_words_that_look_like_formulas_are_words(bad: str) -> None:
    assert back(Table((bad,), ((bad,),))) == [[f"'{bad}"], [f"'{bad}"]]


def test_numbers_below_zero_stay_numbers() -> None:
    assert back(Table(("a",), ((-3,), (-1.5,)))) == [["a"], ["-3"], ["-1.5"]]
