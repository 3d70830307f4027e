"""What gives way where two pages are not enough, in which order, and what never does."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from coach.progress.report import report_view
from coach.progress.report_views import Notes, and_more
from coach.report_cases import MOST_ASKED
from tests.plan.story import Story, day, library, moment
from tests.ui.test_report import SIGNS, crowded, months, pdf_of, worst
from ui.report.blocks import Bullets, Column, Para, Rows, Stack
from ui.report.pages import FOOT, bounds, sheets
from ui.report.paper import A4, BODY, LETTER, POINT, Paper, lines_of, metrics_of


def test_what_is_cut_is_counted(qapp: QApplication) -> None:
    text = pdf_of(crowded()).text
    assert and_more(288) not in text  # rows of ours were cut, too: they are counted together
    cut = [int(line.split()[1]) for line in text.splitlines() if line.startswith("and ") and line.endswith(" more")]
    assert any(n > 288 for n in cut)


@pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.key)
def test_no_line_on_safety_is_ever_left_out(qapp: QApplication, paper: Paper) -> None:
    view = worst()
    pages = sheets(view, paper)
    text = " ".join(pdf_of(view, paper).pages[0].text.split())
    for question in SIGNS:
        assert question.text[:50] in text
    for line in view.safety.short:
        assert " ".join(line.split()) in text
    # All else gave way first: the moves, the questions of the person, the rows of the tables.
    assert view.plan.items[0] in pdf_of(view, paper).text
    assert view.plan.items[1] not in pdf_of(view, paper).text
    assert "Left out for want of room." in pdf_of(view, paper).text
    assert all(bounds(sheet).bottom() <= paper.inner.bottom() - FOOT + 1 for sheet in pages)


def test_questions_on_safety_keep_their_wording_while_rows_can_go(qapp: QApplication) -> None:
    view = months()
    sign = SIGNS[0]
    line = f"Emergency sign, yes on 4 May 2026, not cleared: “{sign.text}”"
    grave = Notes(lead="Asked.", items=(line,), short=("Emergency sign …",), grave=True, strong=1)
    own = msgspec.structs.replace(view, safety=grave, questions=("May I lift again? " * 90)[:MOST_ASKED])
    text = " ".join(pdf_of(own).text.split())
    assert sign.text in text
    assert len(sheets(own, A4)) == 2


def test_lines_on_safety_take_the_short_wording_then_fewer_lines(qapp: QApplication) -> None:
    room = 100 * POINT
    own = Bullets(("word " * 60, "one"), lines=0, strong=1, short=("word " * 30, "one"), whole=True)
    assert own.worth(room) > Bullets(("a",) * 3).worth(room)
    short = own.shorter(room)
    assert (short.items, short.short) == (("word " * 30, "one"), ())
    assert short.worth(room) > own.worth(room)
    fewer = short.shorter(room)
    assert fewer.height(room) < short.height(room)
    while fewer.worth(room) != float("inf"):
        fewer = fewer.shorter(room)
    assert (fewer.items, fewer.lines) == (short.items, 1)


def test_a_section_is_folded_after_its_rows_and_before_safety(qapp: QApplication) -> None:
    room = 300 * POINT
    table = Rows((Column(1),), ("Head",), (("a",),), cell_lines=1)
    own = Stack((Para("Lead."), table), "Title", folded="Left out.")
    assert own.worth(room) < Bullets(("word " * 60,), lines=0, whole=True).worth(room)
    folded = own.shorter(room)
    assert folded.blocks[0] == own.blocks[0]
    assert [block.text for block in folded.blocks if isinstance(block, Para)] == ["Lead.", "Left out."]
    assert folded.worth(room) == float("inf")
    assert Stack((Para("Lead."), table), "Title").worth(room) == float("inf")


def test_the_bars_of_a_past_period_say_nothing_of_now_nor_of_other_weeks(qapp: QApplication) -> None:
    story = Story().placed(5).train("calm-early", range(0, 60, 2))
    view = report_view(story.history(moment(90, 21)), library(), day(10), day(40), moment(90, 21))
    text = pdf_of(view).text
    assert "\nnow\n" not in text
    # The bars begin with the first day of the period, and the last of them on a Monday within it.
    bars = [line for line in text.splitlines() if line in ("9 Mar", "12 Mar", "16 Mar", "6 Apr", "13 Apr", "30 May")]
    assert set(bars) <= {"12 Mar", "16 Mar", "6 Apr"}
    assert "6 Apr" in bars
    assert "as asked or more" not in text
    assert "fewer" in text


def test_readings_are_never_cut_within(qapp: QApplication) -> None:
    rows = tuple((f"Factor {n}", "10 of 12", "2 of 36, 6 %", "15 (2 to 80)", "possible pattern") for n in range(3))
    before = msgspec.structs.replace(
        months().before, factors=msgspec.structs.replace(months().before.factors, rows=rows)
    )
    text = pdf_of(msgspec.structs.replace(months(), before=before)).text
    assert text.count("possible pattern") >= 3


def test_the_first_cut_takes_two_lines(qapp: QApplication) -> None:
    table = Rows((Column(1),), ("Head",), tuple((str(n),) for n in range(5)), keep=2)
    shorter = table.shorter(1_000)
    assert (len(shorter.rows), shorter.more) == (3, 2)
    assert shorter.height(1_000) < table.height(1_000)
    assert (len(shorter.shorter(1_000).rows), shorter.shorter(1_000).more) == (2, 3)
    least = shorter.shorter(1_000)
    assert least.shorter(1_000) == dataclasses.replace(least, cell_lines=1)
    assert least.shorter(1_000).worth(1_000) == float("inf")
    bullets = Bullets(("a", "b", "c"), keep=1).shorter(1_000)
    assert (bullets.items, bullets.more) == (("a",), 2)


def test_a_paragraph_says_by_dots_that_there_is_more(qapp: QApplication) -> None:
    para = Para("word " * 60, BODY, least=1)
    room = 100 * POINT
    lines = para.shorter(room).lines(room)
    assert len(lines) == len(para.lines(room)) - 1
    assert lines[-1].endswith("…")
    assert metrics_of(BODY).horizontalAdvance(lines[-1]) <= room


def test_lines_keep_every_character_beyond_the_basic_plane(qapp: QApplication) -> None:
    text = "𝒶 back 🙂 that " * 12
    assert " ".join(lines_of(text, BODY, 80 * POINT)).split() == text.split()
    assert lines_of("one\ntwo", BODY, 80 * POINT) == ("one", "two")
    assert all(metrics_of(BODY).horizontalAdvance(line) <= 80 * POINT for line in lines_of("m" * 300, BODY, 80 * POINT))
