"""Charts: read by keyboard and pointer, painted on screen, SVG, PDF and as pictures, and honest in their axes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coach.progress.views import (
    BalanceView,
    DaysView,
    HoldsView,
    PainView,
    Rating,
    ReliefView,
    SpasmFreeView,
    WeeksView,
)
from tests.ui import chart_views as made
from tests.ui.conftest import Show
from ui.charts.balance import Balance, paint_balance
from ui.charts.days import Days, paint_days
from ui.charts.drawing import Drawing, LegendItem
from ui.charts.holds import Holds, paint_holds
from ui.charts.legend import LegendBar, legend_height, paint_legend
from ui.charts.look import ChartLook, paper_look, screen_look
from ui.charts.outline import OutlinePainter
from ui.charts.pain import Pain, paint_pain
from ui.charts.picture import Sheet
from ui.charts.relief import Relief, paint_relief
from ui.charts.scores import Scores, paint_scores
from ui.charts.spasm_free import SpasmFree, paint_spasm_free
from ui.charts.view import ChartView
from ui.charts.weeks import Weeks, paint_weeks
from ui.theme import AlignC, AlignL, AlignR, T

BOX = QRectF(0, 0, 420, 220)
FULL: dict[str, Callable[[], Drawing]] = {
    "pain": lambda: Pain(made.pain()),
    "pain, ten years": lambda: Pain(made.pain(3650, 1)),
    "weeks": lambda: Weeks(made.weeks()),
    "days": lambda: Days(made.days()),
    "days, ten years": lambda: Days(made.days(3650)),
    "balance": lambda: Balance(made.balance()),
    "tests": lambda: Holds(made.holds()),
    "spasm-free": lambda: SpasmFree(made.spasm_free()),
    "relief": lambda: Relief(made.relief()),
    "scores": lambda: Scores(made.scores()),
}
SPAN = made.span()
EMPTY: dict[str, Callable[[], Drawing]] = {
    "pain": lambda: Pain(PainView(span=SPAN)),
    "weeks": lambda: Weeks(WeeksView(span=SPAN)),
    "days": lambda: Days(DaysView(span=SPAN)),
    "balance": lambda: Balance(BalanceView(span=SPAN)),
    "tests": lambda: Holds(HoldsView(span=SPAN)),
    "spasm-free": lambda: SpasmFree(SpasmFreeView(span=SPAN)),
    "relief": lambda: Relief(ReliefView(span=SPAN)),
    "scores": lambda: Scores(()),
}


def key(chart: ChartView, *keys: Qt.Key) -> str:
    for one in keys:
        QTest.keyClick(chart, one)
    return chart.readout()


# -- reading -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FULL)
def test_every_place_is_reached_by_keys_and_pointer(show: Show, name: str) -> None:
    chart = ChartView(name, FULL[name]())
    show(chart, 520, 300)
    last = chart.places() - 1
    assert key(chart, Qt.Key.Key_End) == chart.accessibleDescription() == chart.words(last)
    assert chart.hot() == last
    assert key(chart, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
    assert chart.hot() is not None
    assert key(chart, Qt.Key.Key_Home) == chart.words(0)
    key(chart, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)
    assert chart.hot() == 0
    for i in {0, last // 2, last}:
        mark = chart.mark(i)
        assert chart.chart_rect().adjusted(-20, -20, 20, 20).contains(mark.center()), (i, mark)
        assert chart.nearest(mark.center()) is not None
        assert chart.words(i)
    assert key(chart, Qt.Key.Key_Escape) == ""
    assert not chart.grab().isNull()


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_chart_has_no_places_and_no_legend_but_says_what_comes(show: Show, name: str) -> None:
    chart = ChartView(name, EMPTY[name]())
    show(chart, 300, 160)
    assert (chart.places(), chart.drawing.legend(), chart.drawing.is_empty()) == (0, (), True)
    assert key(chart, Qt.Key.Key_Right) == ""
    assert chart.nearest(QPointF(50, 50)) is None
    assert painted(chart.drawing, 300, 160) > 200  # a sentence


def test_a_day_of_pain_is_read_with_all_that_was(show: Show, qtbot: QtBot) -> None:
    chart = ChartView("Pain", Pain(made.pain()))
    show(chart, 600, 260)
    chart.set_summary("Typical: 3.")
    with qtbot.waitSignal(chart.read) as read:
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert read.args == ["Wed 15 Jul 2026: pain 6, median 6"]
    while "spasm" not in key(chart, Qt.Key.Key_Right):
        pass
    assert chart.readout() == "Mon 24 Aug 2026: pain 7, spasm, median 5"
    while "back to 1B" not in key(chart, Qt.Key.Key_Right):
        pass
    key(chart, Qt.Key.Key_Escape)
    assert chart.accessibleDescription() == "Typical: 3."


def test_pages_of_pain_are_months(show: Show) -> None:
    drawing = Pain(made.pain())
    chart = ChartView("Pain", drawing)
    show(chart, 600, 260)
    key(chart, Qt.Key.Key_Home)
    first = chart.day_of(0)
    key(chart, Qt.Key.Key_PageDown)
    assert chart.day_of(chart.hot() or 0) == (first or made.LAST) + dt.timedelta(28)
    key(chart, Qt.Key.Key_PageUp)
    assert chart.hot() == 0


def test_return_and_a_double_click_open_the_day(show: Show, qtbot: QtBot) -> None:
    chart = ChartView("Days", Days(made.days()))
    show(chart, 420, 240)
    key(chart, Qt.Key.Key_End)
    with qtbot.waitSignal(chart.opened) as opened:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [made.LAST]
    with qtbot.waitSignal(chart.opened) as opened:
        QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=chart.mark(7).center().toPoint())
    assert opened.args == [chart.day_of(7)]


def test_the_grid_of_days_is_walked_as_the_eye_goes(show: Show) -> None:
    chart = ChartView("Days", Days(made.days()))
    show(chart, 420, 240)
    key(chart, Qt.Key.Key_End)
    assert key(chart, Qt.Key.Key_Up).startswith("Mon 12 Oct 2026")
    assert key(chart, Qt.Key.Key_Left).startswith("Mon 5 Oct 2026")
    assert key(chart, Qt.Key.Key_PageUp).startswith("Mon 7 Sep 2026")
    assert key(chart, Qt.Key.Key_Down, Qt.Key.Key_Right).startswith("Tue 15 Sep 2026")


def test_years_are_rows_of_weeks(show: Show) -> None:
    drawing = Days(made.days(3650))
    chart = ChartView("Days", drawing)
    show(chart, 900, 320)
    assert key(chart, Qt.Key.Key_End).startswith("8 Oct to 13 Oct 2026: 2 sessions")
    assert key(chart, Qt.Key.Key_Up).startswith("8 Oct to 14 Oct 2025")
    assert chart.day_of(0) is None
    rows = {chart.mark(i).top() for i in range(chart.places())}
    assert len(rows) == 11


def test_new_data_forgets_the_old_place(show: Show) -> None:
    chart = ChartView("Pain", Pain(made.pain()))
    show(chart, 500, 240)
    key(chart, Qt.Key.Key_End)
    chart.show_drawing(Pain(made.pain(28)), "Four weeks.")
    assert (chart.hot(), chart.accessibleDescription()) == (None, "Four weeks.")


def test_only_the_read_place_is_painted_anew(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = Pain(made.pain())
    times: list[int] = []
    whole = drawing.paint

    def counted(p: QPainter, rect: QRectF, look: ChartLook) -> None:
        times.append(1)
        whole(p, rect, look)

    monkeypatch.setattr(drawing, "paint", counted)
    chart = ChartView("Pain", drawing)
    show(chart, 500, 240)
    for _i in range(5):
        key(chart, Qt.Key.Key_Right)
        chart.grab()
    shown = len(times)
    T.apply("dark")
    chart.grab()
    assert shown <= 2  # once, and once where the window took its size
    assert len(times) == shown + 1


# -- painting ----------------------------------------------------------------------------------------------------


def painted(drawing: Drawing, width: int, height: int, *, scale: float = 1.0) -> int:
    """How many pixels a drawing on white leaves that are not white."""
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    drawing.paint(p, QRectF(0, 0, width * scale, height * scale), paper_look(scale))
    p.end()
    bits = bytes(image.constBits())
    return sum(bits[i : i + 3] != b"\xff\xff\xff" for i in range(0, len(bits), 4))


@pytest.mark.parametrize("name", FULL)
def test_a_chart_is_the_same_whatever_the_theme_and_text_size_on_paper(name: str) -> None:
    drawing = FULL[name]()
    light = painted(drawing, 400, 240)
    T.apply("dark", text_scale=2.0)
    assert painted(drawing, 400, 240) == light > 500


@pytest.mark.parametrize("name", FULL)
def test_a_chart_paints_for_svg_and_pdf(name: str) -> None:
    drawing = FULL[name]()
    assert Sheet(drawing, "A title", "Words.", "1 to 2 Oct 2026").svg().startswith(b"<?xml")
    assert as_pdf(drawing).size() > 900


def as_pdf(drawing: Drawing) -> QByteArray:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(600)
    p = QPainter(writer)
    look = paper_look(600 / 96)
    drawing.paint(p, QRectF(0, 0, 4000, 1600), look)
    paint_legend(p, QRectF(0, 1700, 4000, 400), look, drawing.legend())
    p.end()
    return buffer.data()


@pytest.mark.parametrize("paint", [
    lambda p, look: paint_pain(p, BOX, look, made.pain(), 3),
    lambda p, look: paint_weeks(p, BOX, look, made.weeks(), 3),
    lambda p, look: paint_days(p, BOX, look, made.days(), 3),
    lambda p, look: paint_balance(p, BOX, look, made.balance(), 1),
    lambda p, look: paint_holds(p, BOX, look, made.holds(), 1),
    lambda p, look: paint_spasm_free(p, BOX, look, made.spasm_free(), 1),
    lambda p, look: paint_relief(p, BOX, look, made.relief(), 1),
    lambda p, look: paint_scores(p, BOX, look, made.scores(), 1),
])  # fmt: skip
def test_the_read_place_differs_on_paper_too(paint: Callable[[QPainter, object], None]) -> None:
    image = QImage(420, 220, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    paint(p, paper_look())
    p.end()
    plain = QImage(420, 220, QImage.Format.Format_RGB32)
    plain.fill(QColor("white"))
    assert image != plain


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", FULL)
def test_every_chart_paints_in_every_look(show: Show, name: str, theme: str, scale: float) -> None:
    T.apply(theme, text_scale=scale)
    chart = ChartView(name, FULL[name]())
    show(chart, 300, 300)
    key(chart, Qt.Key.Key_Right)
    assert not chart.grab().isNull()


def test_a_picture_has_title_days_and_name(qtbot: QtBot) -> None:
    sheet = Sheet(Pain(made.pain()), "Pain", "Typical lately: 3.", "15 Jul to 13 Oct 2026")
    image = QImage.fromData(QByteArray(sheet.png()))
    assert image.size() == (sheet.size * 2).toSize()
    assert image.pixelColor(2, 2) == QColor("white")
    svg = sheet.svg().decode()
    for words in ("Pain", "Typical lately: 3.", "15 Jul to 13 Oct 2026"):
        assert words in svg  # for screen readers; what is seen are outlines
    assert 'width="190.5mm"' in svg  # 720 px


@pytest.mark.parametrize("name", FULL)
def test_a_drawing_needs_no_font_and_no_clip(name: str) -> None:
    svg = Sheet(FULL[name](), "A title", "Words.", "1 to 2 Oct 2026", note="A note.").svg().decode()
    assert "<text" not in svg
    assert "clip-path" not in svg
    assert len(svg) < 1_500_000


def test_text_as_outlines_lies_where_text_lies() -> None:
    images = []
    for kind in (QPainter, OutlinePainter):
        image = QImage(240, 80, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        p = kind(image)
        p.setFont(paper_look().font("small", 600))
        p.setPen(QColor("black"))
        p.drawText(QRectF(0, 0, 240, 20), AlignR, "right 12")
        p.drawText(QRectF(0, 20, 240, 20), AlignC, "in the middle")
        flags = int(AlignL) | int(Qt.TextFlag.TextWordWrap)
        p.drawText(QRectF(0, 40, 60, 40), flags, "two lines here")
        p.end()
        images.append(image)
    boxes = [[_ink(image, QRect(0, top, 240, high)) for top, high in ((0, 20), (20, 20), (40, 40))] for image in images]
    for plain, outlined in zip(*boxes, strict=True):
        ends = zip(plain.getCoords(), outlined.getCoords(), strict=True)
        assert all(abs(a - b) <= 2 for a, b in ends), (plain, outlined)


def _ink(image: QImage, part: QRect) -> QRect:
    dark = [
        (x, y)
        for y in range(part.top(), part.bottom() + 1)
        for x in range(part.left(), part.right() + 1)
        if image.pixelColor(x, y).lightness() < 128
    ]
    xs, ys = [x for x, _y in dark], [y for _x, y in dark]
    return QRect(QPoint(min(xs), min(ys)), QPoint(max(xs), max(ys)))


def test_a_note_makes_the_picture_higher_and_is_on_it() -> None:
    plain, noted = (Sheet(Pain(made.pain()), "Pain", "Words.", "2026", note=note) for note in ("", "A note below."))
    assert noted.size.height() > plain.size.height() + 10
    assert "A note below." in noted.svg().decode()


def test_legends_wrap_and_name_only_what_is_there(show: Show) -> None:
    look = screen_look()
    items = Pain(made.pain()).legend()
    assert [item.sign for item in items] == ["median", "dot", "ring", "spasm", "stage"]
    assert legend_height(150, look, items) > legend_height(900, look, items) > 0
    only = Pain(PainView(span=SPAN, ratings=(Rating(made.LAST, 3),))).legend()
    assert [item.sign for item in only] == ["ring"]
    bar = LegendBar()
    bar.show_items((*items, LegendItem("higher", "higher"), LegendItem("tick", "earlier")))
    show(bar, 200, 200)
    assert "spasm" in bar.accessibleName()
    assert not bar.grab().isNull()
