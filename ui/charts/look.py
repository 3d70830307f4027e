"""How a chart looks where it is drawn: colours and sizes of the screen, or of paper, whoever looks at it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QWidget

from ui import tokens as tk
from ui.theme import Colours, T, mix


@dataclass(frozen=True, slots=True)
class ChartLook:
    """What a chart is painted with. `scale`: device units a design px (lines, dots, gaps); `text`: text beyond that.

    `ground` is the colour behind the chart. On the screen `text` is the person's text size; on paper it is 1, and
    nothing depends on the settings of the program.
    """

    colours: Colours
    scale: float = 1.0
    text: float = 1.0
    ground: QColor | None = None

    @property
    def back(self) -> QColor:
        """The colour behind the chart, which gaps and rims show."""
        return self.ground or self.colours.surface

    def px(self, v: float) -> float:
        """A length that grows with the text."""
        return v * self.scale * self.text

    def line(self, v: float) -> float:
        """A width, a radius or a gap, which does not."""
        return v * self.scale

    def font(self, role: str = "caption", weight: int | None = None, *, tnum: bool = False) -> QFont:
        """The font of a type role at this size."""
        px = tk.TYPE[role][0] * self.scale * self.text
        return T.font(role, px=px, weight=weight, tnum=tnum, scaled=False)

    def metrics(self, role: str = "caption", weight: int | None = None, *, tnum: bool = False) -> QFontMetricsF:
        """Metrics of `font`, for a painter whose device has no resolution of its own."""
        return QFontMetricsF(self.font(role, weight, tnum=tnum))

    def width(self, words: str, role: str = "caption", weight: int | None = None, *, tnum: bool = False) -> float:
        """The advance of one line."""
        return self.metrics(role, weight, tnum=tnum).horizontalAdvance(words)

    def tint(self, share: float, of: QColor | None = None) -> QColor:
        """The accent (or another colour) mixed into the ground: 0 the ground, 1 the colour; opaque."""
        return mix(self.back, of or self.colours.accent, share)


def screen_look(widget: QWidget | None = None) -> ChartLook:
    """The look of a widget in the person's theme and text size."""
    return ChartLook(T.of(widget), 1.0, T.text_scale)


def paper_look(scale: float = 1.0) -> ChartLook:
    """Light colours on white, whatever the theme and the text size are: for reports and for pictures to pass on."""
    T.load_fonts()
    return ChartLook(T.table("light"), scale, 1.0, QColor("white"))
