"""The import page: what would change, a table and its columns, and what cannot be used, at every size."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.data_work import ImportPreview, KindCount
from coach.exchange.reading import Incoming
from coach.exchange.table_file import TableFile, read_table
from coach.exchange.table_in import Mapping, guess, plan_table
from tests.fakes import MONDAY_AT_8
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.import_preview import ImportPage
from ui.theme import T

TEXT = (
    "Date,Pain in the evening of a day with a rather long name,Minutes,Comment\n"
    "3/1/2026,45,20,walked\n2/3/2026,60,,\nnever,1,2,x\n5/5/2027,3,,\n"
)
TODAY = date(2026, 3, 2)


def preview(*, changes: bool = True) -> ImportPreview:
    return ImportPreview(
        source="restack-export of the old machine.json",
        made=MONDAY_AT_8,
        counts=(
            KindCount(kind="sessions", added=1_412 if changes else 0, there=40, differs=0),
            KindCount(kind="day_ratings", added=0, there=400, differs=2 if changes else 0),
        ),
        first=date(2026, 1, 1) if changes else None,
        last=TODAY if changes else None,
        longer=1 if changes else 0,
        settings=changes,
        before="Stage 1, Calm, level 2",
        after="Stage 2, Realign, level 1",
        notes=("Minutes of exercise are shown in Progress. The plan does not count them.",),
        incoming=Incoming(source="x", lists={}),
    )


@pytest.fixture
def table(tmp_path: Path) -> TableFile:
    file = tmp_path / "diary.csv"
    file.write_text(TEXT, "utf-8")
    return read_table(file)


def table_page(table: TableFile) -> ImportPage:
    page = ImportPage()
    mapping = guess(table)
    page.show_table(table, mapping, plan_table(table, mapping, TODAY))
    return page


@pytest.mark.parametrize(("width", "height", "scale"), [*SIZES, (640, 480, 2.0)])
@pytest.mark.parametrize("state", ["preview", "nothing new", "table", "problem", "working"])
def test_nothing_is_clipped(show: Show, table: TableFile, width: int, height: int, scale: float, state: str) -> None:
    T.apply(text_scale=scale)
    page = table_page(table) if state == "table" else ImportPage()
    if state in ("preview", "nothing new"):
        page.show_preview(preview(changes=state == "preview"))
    elif state == "problem":
        page.show_problem("x.json", "x.json: day_ratings[3].pain does not fit: Expected `int` <= 10.")
    elif state == "working":
        page.show_working("Reading x.json …")
    show(page, width - round(88 * min(scale, 1.8)), height)
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []


def test_what_would_change_is_said(show: Show) -> None:
    page = ImportPage()
    show(page, 900, 640)
    page.show_preview(preview())
    assert [row.words for row in page._kind_rows] == [
        "Sessions: 1,412 new  ·  40 here already.",
        "Pain of days: 0 new  ·  400 here already  ·  2 differ and stay as they are here.",
    ]
    assert page.facts.words[0].startswith("1 session got further there")
    assert page.facts.words[1] == "From 1 January 2026 to 2 March 2026."
    assert "From Stage 1, Calm, level 2 to Stage 2" in page.plan.words[0]
    assert page.go.hasFocus()
    page.show_preview(preview(changes=False))
    assert page.card_title.text() == "All of it is here already"
    assert not page.go.isVisible()
    assert page.cancel.words == "Back to Settings"


def test_a_column_is_chosen_by_keyboard_and_the_rows_follow(show: Show, table: TableFile) -> None:
    page = table_page(table)
    show(page, 900, 640)
    told: list[Mapping] = []
    page.mapped.connect(told.append)
    # Both ways of writing the day fit: without a choice nothing can be kept.
    assert page.table.open.isVisible()
    assert not page.check.isEnabled()
    page.table.order.setFocus()
    QTest.keyClick(page.table.order, Qt.Key.Key_Down)
    assert told[-1].order == "dmy"
    page.show_plan(told[-1], plan_table(table, told[-1], TODAY))
    assert page.check.isEnabled()
    assert page.table.kept.words == (
        "3 January 2026  ·  pain 5  ·  20 min of exercise  ·  walked",
        "2 March 2026  ·  pain 6",
    )
    assert [line.split(":")[0] for line in page.table.troubles.words] == ["Line 4", "Line 5"]
    page.table.tenth.click()
    assert told[-1].tenth is False
    choice = page.table._columns[2].choice
    assert "Minutes" in choice.accessibleName()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    assert told[-1].roles[2] == "ignore"


def test_it_is_freed(table: TableFile) -> None:
    assert is_freed(lambda: table_page(table))


def test_it_follows_larger_text(show: Show, table: TableFile) -> None:
    page = table_page(table)
    show(page, 800, 600)
    T.apply("dark", text_scale=2.0)
    settle()
    assert clipped(page) == []


@pytest.mark.parametrize(
    ("counts", "unusable", "title"),
    [
        ((KindCount(kind="sessions", added=0, there=3, differs=0),), 0, "All of it is here already"),
        ((KindCount(kind="sessions", added=0, there=3, differs=1),), 0, "There is nothing new in it"),
        ((KindCount(kind="day_ratings", added=0, there=3, differs=0),), 2, "There is nothing new in it"),
        ((), 2, "There is nothing in it that can be imported"),
    ],
)
def test_all_of_it_is_here_is_said_only_where_it_is_true(
    show: Show, counts: tuple[KindCount, ...], unusable: int, title: str
) -> None:
    page = ImportPage()
    show(page, 900, 640)
    page.show_preview(msgspec.structs.replace(preview(changes=False), counts=counts, unusable=unusable))
    assert page.card_title.text() == title
    assert any("2 lines of the table cannot be used" in words for words in page.facts.words) == bool(unusable)
