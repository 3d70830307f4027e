"""The report on paper and on the screen: two pages for any history, text that comes back, margins that stay white."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from coach.app import Coach
from coach.diary import Spasm, SpasmDetails
from coach.errors import CoachError
from coach.paths import DataFolder
from coach.progress.report import report_view
from coach.progress.report_views import Before, Fact, Notes, ReportView, Table
from coach.records import History
from coach.report_cases import MOST_ASKED
from main import main
from tests.plan.story import Story, day, library, moment
from tests.ui.pdf_reading import Pdf, read_pdf
from ui.report.pages import FOOT, Sheet, bounds, paint_sheet, sheets
from ui.report.paper import A4, LETTER, MARGIN, PAPERS, POINT, Paper, paper_for
from ui.report.pdf import pdf_bytes, write_pdf
from ui.report.printing import new_printer, paint_on

LAST = 83
SIGNS = library().screening.questions
#: Letters that a font may join, umlauts, and signs that the sentences use.
HARD = "Figure-4, Griff, fließen, Äpfel, Öfen, œuvre, ≤ 3, 2 × 8, 5–6, “so”, ’, −2, ∞, 30\u00a0%"


@cache
def months() -> ReportView:
    """Twelve weeks with everything in them."""
    story = Story().placed(6).me(birth_year=1978, sex="female", circumstances=("osteoporosis",))
    story.pain(range(LAST), 6, 5, 4, 5, 3).spasm(9).spasm(37)
    story.train("calm-early", range(5), "ga").train("calm-mid", range(5, 30, 2), "gar", skip=["pelvic-tilt"])
    story.moved("1B", 31).train("unlock-early", range(32, 70, 2), "gga", eased=1).moved("2", 71)
    story.train("realign-early", range(72, LAST, 3)).tested(75, "front-plank-knees", 22).score(60, 9)
    history = story.history(moment(LAST, 21))
    view = report_view(history, library(), day(0), day(LAST), moment(LAST, 21), version="1.2.3")
    return msgspec.structs.replace(view, questions=f"Darf ich wieder heben?\n{HARD}")


@cache
def empty() -> ReportView:
    return report_view(History(), library(), day(0), day(90), moment(90, 21))


@cache
def week() -> ReportView:
    story = Story().placed(5).pain(range(7), 5, 4).train("calm-early", range(6)).spasm(3)
    return report_view(story.history(moment(6, 21)), library(), day(0), day(6), moment(6, 21))


@cache
def years() -> ReportView:
    """Ten years of every day, with a spasm every other week."""
    days = range(10 * 365)
    story = Story().placed(5).pain(days, 5, 4, 6, 3, 7).train("unlock-early", range(0, days[-1], 3), "gar")
    told = SpasmDetails(where=("low_left", "low_mid"), strength="severe", doing=("lifting", "twisting", "bending"))
    spasms = tuple(
        Spasm(id=str(n), onset=moment(n, 9), logged=moment(n + 3, 9), told=told, told_at=moment(n + 3, 9))
        for n in range(10, days[-1], 14)
    )
    now = moment(days[-1], 21)
    history = msgspec.structs.replace(story.history(now), spasms=spasms)
    return report_view(history, library(), day(0), day(days[-1]), now)


@cache
def worst() -> ReportView:
    """Every sign answered yes, on days of its own, and much of everything else."""
    story = (
        Story().asks_safety().placed(4).me(birth_year=1950, sex="female", circumstances=("stenosis", "osteoporosis"))
    )
    for n, question in enumerate(SIGNS):
        story.answered(20 + n, 6, question.id)
    story.answered(60, 6, *(question.id for question in SIGNS))
    story.train("unlock-early", range(1, 29), "gau").train("unlock-mid", range(34, LAST, 2), "gaur", hurt="cat-camel")
    story.stopped("unlock-early", 50, 15).train("unlock-early", 55, leg=True).worse("flexion", 56)
    for n in range(10, LAST, 7):
        story.spasm(n)
    story.pain(range(LAST), 3, 4, 5).tested(60, "front-plank-feet", 22).tested(61, "side-plank-knees", 20, 18)
    story.tested(62, "bird-dog-holds", 4, 5).score(20, 12).score(70, 9)
    for n, part in enumerate(("1A", "1B") * 4):
        story.moved(part, 40 + 4 * n, "own-choice")
    now = moment(LAST, 21)
    view = report_view(story.history(now), library(), day(0), day(LAST), now)
    return msgspec.structs.replace(view, questions=("May I lift again? " * 90)[:MOST_ASKED])


def crowded() -> ReportView:
    """More of everything than there can be at once."""
    text = "A sentence that somebody wrote who has much to say about it, and goes on and on. " * 4
    rows = tuple((f"Exercise number {n} with a name that is long", *("some words of it",) * 6) for n in range(12))
    return msgspec.structs.replace(
        months(),
        questions=(text * 20)[:MOST_ASKED],
        safety=Notes(lead=text[:120], items=tuple(f"{n}: {text}" for n in range(20)), grave=True),
        plan=Notes(lead=text, items=tuple(text[:90] for _n in range(6)), more=40),
        gate=Table(head=("Gate", "3 of 9", ""), rows=tuple(r[:3] for r in rows[:9])),
        spasms=msgspec.structs.replace(months().spasms, rows=tuple(r[:6] for r in rows), more=288),
        tests=msgspec.structs.replace(months().tests, rows=tuple(r[:5] for r in rows[:11])),
        scores=Table(head=("Score", "First", "Newest", "Says"), rows=tuple((*r[:3], text[:160]) for r in rows[:3])),
        before=Before(
            lead=text[:140],
            factors=Table(head=("Day", "Spasms", "Usual", "Ratio", "Reading"), rows=tuple(r[:5] for r in rows)),
            caution=text[:300],
        ),
        days=tuple(Fact(f"Label {n}", text[:80]) for n in range(13)),
    )


def longer(value: Any) -> Any:
    """Every sentence half as long again, as a translation may be."""
    if isinstance(value, str):
        return f"{value} {value[: len(value) // 2]}" if any(c.isalpha() for c in value) else value
    if isinstance(value, tuple):
        return tuple(longer(one) for one in value)
    if isinstance(value, Fact | Table | Notes | Before | ReportView):
        skipped = ("weeks", "pain")
        own = {name: longer(getattr(value, name)) for name in value.__struct_fields__ if name not in skipped}
        return msgspec.structs.replace(value, **own)
    return value


VIEWS = [empty, week, months, years, crowded, worst]


def pdf_of(view: ReportView, paper: Paper = A4, name: str = "") -> Pdf:
    return read_pdf(pdf_bytes(sheets(view, paper, name), view, name))


def picture(sheet: Sheet, scale: float = 0.08) -> QImage:
    image = QImage(round(sheet.paper.width * scale), round(sheet.paper.height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    p.scale(scale, scale)
    paint_sheet(p, sheet)
    p.end()
    return image


def is_white(image: QImage, rect: QRect) -> bool:
    white = QColor("white").rgb()
    own = image.copy(rect)
    return all(own.pixel(x, y) == white for x in range(own.width()) for y in range(own.height()))


# -- two pages, whatever there is ----------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.key)
@pytest.mark.parametrize("make", VIEWS)
def test_every_history_makes_two_pages_that_fit(
    qapp: QApplication, make: Callable[[], ReportView], paper: Paper
) -> None:
    view = make()
    for own in (view, longer(view)):
        pages = sheets(own, paper, "Ada")
        for sheet in pages:
            assert bounds(sheet).bottom() <= paper.inner.bottom() - FOOT + 1
    read = pdf_of(view, paper)
    assert len(read.pages) == 2
    size = (595, 842) if paper is A4 else (612, 792)
    assert all((page.width, page.height) == size for page in read.pages)
    for n, page in enumerate(read.pages, start=1):
        assert f"Page {n} of 2" in page.text
        assert view.foot in page.text


@pytest.mark.parametrize("make", [months, crowded])
def test_nothing_stands_in_the_margins(qapp: QApplication, make: Callable[[], ReportView]) -> None:
    for sheet in sheets(longer(make()), A4, "A name that is long enough to be in the way of others"):
        image = picture(sheet)
        edge = round(MARGIN * 0.08) - 1
        wide, tall = image.width(), image.height()
        assert is_white(image, QRect(0, 0, edge, tall))
        assert is_white(image, QRect(wide - edge, 0, edge, tall))
        assert is_white(image, QRect(0, 0, wide, edge))
        assert is_white(image, QRect(0, tall - edge, wide, edge))
        assert not is_white(image, QRect(edge, edge, wide // 2, tall // 4))


def test_all_text_comes_back_in_reading_order(qapp: QApplication) -> None:
    view = months()
    read = pdf_of(view, name="Jörg Fißler")
    # A sign of another font is drawn by itself: only the spaces between can differ.
    assert "".join(HARD.split()) in "".join(read.text.split())
    assert "\ufffd" not in read.text
    assert "\t" not in read.text
    assert read.bare == frozenset()
    assert read.embedded == len(read.fonts)
    assert read.info == {"Title": f"{view.title}, {view.period}", "Author": "Jörg Fißler", "Creator": "Restack"}
    titles = ["What I want to ask", "At a glance", "Safety", "Place in the plan", "Adherence", "Pain and spasms",
              "Spasms in the period", "Tests and scores", "More or less common", "Everyday circumstances"]  # fmt: skip
    place = 0
    for title in titles:
        place = read.text.index(f"\n{title}", place) + 1
    for row in (*view.spasms.rows, *view.adherence.exercises.rows):
        assert row[0] in read.text.replace("\n", " ")
    assert "Restack 1.2.3" in read.text


def test_the_name_stands_only_where_it_is_typed(qapp: QApplication) -> None:
    assert "Name" not in pdf_of(week()).text
    assert "Ada Lovelace" in pdf_of(week(), name="  Ada   Lovelace ").text


def test_no_text_is_smaller_than_it_can_be_read(qapp: QApplication) -> None:
    import re
    import zlib

    data = pdf_bytes(sheets(months(), A4), months())
    sizes: set[int] = set()
    for stream in re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL):
        try:
            sizes |= {int(n) for n in re.findall(rb"/F\d+ (\d+) Tf", zlib.decompress(stream))}
        except zlib.error:
            continue
    assert sizes
    assert min(sizes) >= 8.5 * POINT


def test_the_same_report_is_the_same_file_but_for_the_time(qapp: QApplication) -> None:
    import re

    def plain(data: bytes) -> bytes:
        return re.sub(rb"/(Creation|Mod)Date \(D:\d+Z\)", b"", data)

    first, again = (pdf_bytes(sheets(week(), A4), week()) for _n in range(2))
    assert plain(first) == plain(again)
    assert plain(first) != plain(pdf_bytes(sheets(months(), A4), months()))


def test_subject_and_title_stand_in_the_metadata(qapp: QApplication) -> None:
    data = pdf_bytes(sheets(week(), A4), week(), "A & B").decode("utf-8", "replace")
    assert "<dc:description>" in data
    assert week().subtitle in data
    assert "A &amp; B" in data


# -- the file, the printer, the command ----------------------------------------------------------------------------


def test_the_file_is_private_and_replaced_in_one_step(qapp: QApplication, tmp_path: Path, folder: DataFolder) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    write_pdf(file, b"%PDF new", folder.path)
    assert file.read_bytes() == b"%PDF new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["report.pdf"]
    with pytest.raises(CoachError, match="could not be written"):
        write_pdf(tmp_path / "none" / "report.pdf", b"", folder.path)
    with pytest.raises(CoachError, match="not a place"):
        write_pdf(folder.database, b"", folder.path)
    with pytest.raises(CoachError, match="not a place"):
        write_pdf(tmp_path, b"", folder.path)


def test_a_printer_gets_the_same_two_pages(qapp: QApplication, tmp_path: Path) -> None:
    pages = sheets(months(), LETTER, "Ada")
    printer = new_printer(pages, "Report")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paint_on(printer, pages)
    printed = read_pdf((tmp_path / "printed.pdf").read_bytes())
    written = pdf_of(months(), LETTER, "Ada")
    assert [page.text.split() for page in printed.pages] == [page.text.split() for page in written.pages]
    assert [(page.width, page.height) for page in printed.pages] == [(612, 792)] * 2


def test_paper_follows_the_country() -> None:
    assert paper_for("US") is LETTER
    assert paper_for("DE") is paper_for(None) is A4


def test_the_command_writes_the_report(
    qapp: QApplication, coach: Coach, folder: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coach.report.note_questions("Können Sie die Hüfte ansehen?")
    coach.close()
    file = tmp_path / "out.pdf"
    days = ["--from", "2026-01-01", "--to", "2026-02-28"]
    code = main(["report", str(file), *days, "--paper", "letter", "--json", "--data-dir", str(folder.path)])
    record = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (record["event"], record["paper"], record["pages"]) == ("report", "letter", 2)
    assert (record["report"]["first"], record["report"]["last"]) == ("2026-01-01", "2026-02-28")
    assert "Können Sie die Hüfte ansehen?" in read_pdf(file.read_bytes()).text
    assert main(["report", str(file), "--name", "Ada", "--data-dir", str(folder.path)]) == 0
    assert "Written to" in capsys.readouterr().out
    assert "Ada" in read_pdf(file.read_bytes()).text


@pytest.mark.parametrize(
    ("days", "code", "words"),
    [
        (["--from", "2026-13-01"], 2, "is no day"),
        (["--from", "yesterday"], 2, "such as 2026-05-01"),
        (["--from", "2026-03-01", "--to", "2026-02-01"], 1, "ends before it begins"),
        (["--from", "2999-01-01"], 1, "begins in the future"),
    ],
)
def test_wrong_days_are_refused_in_words(
    qapp: QApplication,
    folder: DataFolder,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    days: list[str],
    code: int,
    words: str,
) -> None:
    args = ["report", str(tmp_path / "out.pdf"), *days, "--data-dir", str(folder.path)]
    if code == 2:
        with pytest.raises(SystemExit) as stopped:
            main(args)
        assert stopped.value.code == 2
    else:
        assert main(args) == code
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out.pdf").exists()


def test_papers_have_their_names() -> None:
    assert list(PAPERS) == ["a4", "letter"]
