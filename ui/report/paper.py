"""Paper: its sizes, its type and its inks. A unit is a twentieth of a point, so that whole pixels are fine enough."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from ui import tokens as tk
from ui.charts.look import ChartLook
from ui.theme import FALLBACKS, FAMILY, T, mix

#: Units a point, and an inch.
POINT = 20.0
INCH = 72 * POINT
MM = INCH / 25.4
MARGIN = 15 * MM
#: Lines stand this far apart, in sizes of their font.
LEADING = 1.26


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, in units."""

    key: str
    width: float
    height: float

    @property
    def inner(self) -> QRectF:
        """What lies within the margins."""
        return QRectF(MARGIN, MARGIN, self.width - 2 * MARGIN, self.height - 2 * MARGIN)


A4 = Paper("a4", 210 * MM, 297 * MM)
LETTER = Paper("letter", 8.5 * INCH, 11 * INCH)
PAPERS = {paper.key: paper for paper in (A4, LETTER)}
#: Countries that print on Letter (CLDR, paper size).
LETTER_IN = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})


def paper_for(region: str | None) -> Paper:
    """The usual paper of a country (ISO 3166)."""
    return LETTER if region in LETTER_IN else A4


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of text: its size in points, its weight, and how dark it is (0 to 1)."""

    points: float
    weight: int = 400
    ink: float = 1.0

    @property
    def leading(self) -> float:
        """From line to line, in units."""
        return self.points * POINT * LEADING


TITLE = Style(17.0, 600)
VALUE = Style(13.5, 600)
SECTION = Style(10.0, 600)
BODY = Style(8.7)
STRONG = Style(8.7, 600)
SOFT = Style(8.5, 400, 0.70)
LABEL = Style(8.5, 500, 0.70)
CELL = Style(8.5)
NAME = Style(8.5, 500)


@lru_cache(maxsize=64)
def font_of(style: Style) -> QFont:
    """The font of a style, for text that comes back out of a PDF.

    Qt tells a reader the characters only of glyphs that belong to one: no ligatures, no figures of equal width.
    """
    T.load_fonts()
    font = QFont([FAMILY, *FALLBACKS])
    font.setPixelSize(round(style.points * POINT))
    font.setWeight(QFont.Weight(style.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for tag in ("liga", "clig", "dlig", "calt"):
        font.setFeature(QFont.Tag(tag), 0)
    return font


@lru_cache(maxsize=64)
def metrics_of(style: Style) -> QFontMetricsF:
    """Metrics of the font of a style, in units."""
    return QFontMetricsF(font_of(style))


class PrintLook(ChartLook):
    """Charts on paper, with the fonts of the report."""

    def font(self, role: str = "caption", weight: int | None = None, *, tnum: bool = False) -> QFont:
        """The font of a type role; `tnum` is not followed, so that the figures can be searched."""
        px, usual = tk.TYPE[role]
        return font_of(Style(px * self.scale * self.text / POINT, weight or usual))


def print_look() -> PrintLook:
    """Light colours on white, captions (12 px) at 8.5 points."""
    return PrintLook(T.table("light"), 8.5 * POINT / tk.TYPE["caption"][0], 1.0, QColor("white"))


def ink(dark: float) -> QColor:
    """Grey on white: 1 is black."""
    return mix(QColor("white"), QColor("black"), dark)


@lru_cache(maxsize=4_096)
def lines_of(text: str, style: Style, width: float, most: int = 0) -> tuple[str, ...]:
    """The text broken into lines; with `most` the last one says by "…" that there is more."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font_of(style))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    # QTextLayout counts in UTF-16: places are those of the encoded text.
    encoded = text.replace("\n", "\u2028").encode("utf-16-le")
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        begin = 2 * line.textStart()
        words = encoded[begin : begin + 2 * line.textLength()].decode("utf-16-le", "replace")
        if most and len(found) == most:
            found[-1] = _cut(found[-1], style, width)
            break
        found.append(words.replace("\u2028", "").strip())
    layout.endLayout()
    return tuple(found)


def _cut(line: str, style: Style, width: float) -> str:
    metrics = metrics_of(style)
    while line and metrics.horizontalAdvance(f"{line}…") > width:
        line = line[:-1].rstrip()
    return f"{line}…"


def draw_line(
    p: QPainter, text: str, style: Style, x: float, top: float, *, width: float = 0.0, right: bool = False
) -> None:
    """One line of text whose leading begins at `top`; with `right`, it ends at `x` + `width`."""
    metrics = metrics_of(style)
    if right:
        x += width - metrics.horizontalAdvance(text)
    slack = style.leading - (metrics.ascent() + metrics.descent())
    p.setFont(font_of(style))
    p.setPen(ink(style.ink))
    p.drawText(QPointF(x, top + slack / 2 + metrics.ascent()), text)


def rule(p: QPainter, x: float, y: float, width: float, *, dark: float = 0.30, points: float = 0.5) -> None:
    """A hairline across."""
    p.setPen(QPen(ink(dark), points * POINT, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    p.drawLine(QPointF(x, y), QPointF(x + width, y))
