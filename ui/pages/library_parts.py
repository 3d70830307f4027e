"""What the Library's detail pages are made of: headings, numbered steps, points, links, sources.

They are layouts, not widgets: a link stands out to the left of the text by `LINK`, and only a host that keeps so much
room for all of them can give it that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coach.pages.catalogue_views import CautionView, SourceView
from ui import tokens as tk
from ui.icons import paint_icon
from ui.theme import T
from ui.widgets import (
    PAD,
    Card,
    Flow,
    Page,
    Para,
    Pill,
    Pressable,
    R,
    Text,
    aa,
    flush,
    focus_ring,
    hbox,
    quiet_ground,
    vbox,
)
from ui.widgets.base import Item, width_of

_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
#: Room that a host of these parts keeps at its left, px: the ring of a control and the inner margin of a link.
LINK = PAD + 8


class Column(Page):
    """A page beside others: its margins stay as given, however narrow it is."""

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self.body.setContentsMargins(*self._margins)


class Block(QWidget):
    """A host of parts: items from top to bottom, with room for rings and links at its sides."""

    def __init__(self, *items: Item, gap: int = 8) -> None:
        super().__init__()
        self.column = vbox(self, *items, gap=gap, margins=(LINK, 0, PAD, 0))


class LinkButton(Pressable):
    """Leads to another page; its words wrap. `followed` carries the id."""

    followed = Signal(str)

    def __init__(self, own_id: str, words: str, *, name: str = "") -> None:
        super().__init__(words)
        self._id = own_id
        self.setObjectName(f"library_link.{own_id}")
        if name:
            self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._follow)

    def sizeHint(self) -> QSize:
        width = math.ceil(width_of(self.words, self._font()) + self._around())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        longest = max((width_of(word, self._font()) for word in self.words.split()), default=0.0)
        return QSize(math.ceil(longest + self._around()), tk.SIZE.button_s + 2 * PAD)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRectF(0, 0, width - self._around(), 1e5)
        words = QFontMetricsF(self._font()).boundingRect(room, _WRAP, self.words)
        return max(tk.SIZE.button_s, math.ceil(words.height()) + 20) + 2 * PAD

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        quiet_ground(p, r, R.m, c.text, looked_at=self.underMouse(), pressed=self.isDown())
        side = 18 * T.icon_scale
        room = QRectF(LINK, r.top(), self.width() - self._around(), r.height())
        p.setFont(self._font())
        p.setPen(c.accent_ink)
        words = QFontMetricsF(self._font()).boundingRect(room, _WRAP, self.words)
        p.drawText(room, _WRAP, self.words)
        x = room.left() + min(words.width(), room.width()) + 4
        paint_icon(p, "right", QRectF(x, r.center().y() - side / 2, side, side), c.accent_ink, 2.0)
        if self.hasFocus():
            focus_ring(p, r, R.m, c.focus)

    def _font(self) -> QFont:
        return T.font("button", px=14)

    def _around(self) -> float:
        """Room beside the words: margins, and the arrow."""
        return 2 * LINK + 18 * T.icon_scale

    @Slot()
    def _follow(self) -> None:
        self.followed.emit(self._id)


class Wrapping(QWidget):
    """Widgets side by side, on more lines where it is narrow."""

    def __init__(self, *widgets: QWidget, gap: int = 6) -> None:
        super().__init__()
        flow = Flow(self, gap=gap)
        for widget in widgets:
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def pills(words: Sequence[tuple[str, str]]) -> Wrapping:
    """Words on soft grounds; each is (tone, word)."""
    return Wrapping(*(Pill(word, tone=tone) for tone, word in words))


def section(title: str, *items: Item, gap: int = 8) -> QVBoxLayout:
    """A heading and what stands under it."""
    return vbox(None, Text(title, "heading", wrap=True), *items, gap=gap)


def steps(sentences: Sequence[str]) -> QVBoxLayout:
    """Sentences with numbers before them."""
    return vbox(None, *(_marked(str(n), sentence) for n, sentence in enumerate(sentences, 1)), gap=9)


def points(sentences: Sequence[str]) -> QVBoxLayout:
    """Sentences with a dot before them."""
    return vbox(None, *(_marked("•", sentence) for sentence in sentences), gap=6)


def cautions(views: Sequence[CautionView]) -> Card:
    """Circumstances on a quiet amber ground, under what they ask for in words."""
    card = Card(tone="warn_soft", pad=14, radius=R.m, gap=12)
    asked = dict.fromkeys(view.measure_word for view in views)
    for word in asked:
        texts = [Para(view.text, "label", "text") for view in views if view.measure_word == word]
        card.add(vbox(None, Text(word, "label", "warn_ink", weight=700, wrap=True), *texts, gap=4))
    return card


def sources(views: Sequence[SourceView]) -> QVBoxLayout:
    """Where the facts come from, each with how sure we are of it."""
    pairs = (
        vbox(None, Para(view.text, "small"), Text(view.sure, "caption", "text3", weight=400, wrap=True), gap=2)
        for view in views
    )
    return vbox(None, *pairs, gap=10)


def links(*buttons: LinkButton) -> QVBoxLayout:
    """Buttons one under the other, their words in line with the text above."""
    column = vbox(None, gap=0)
    for button in buttons:
        row = hbox(None, button, gap=0)
        row.insertSpacing(0, -LINK)
        column.addLayout(row)
    return column


def broad(control: QWidget) -> QHBoxLayout:
    """A control as broad as the column; the room for its ring stands out."""
    row = hbox(None, (control, 1), gap=0)
    flush(row)
    return row


def listed(words: Sequence[str]) -> str:
    """Words in a row, the first with a capital letter."""
    row = ", ".join(words)
    return f"{row[:1].upper()}{row[1:]}"


def put_in_place(host: QWidget, old: QWidget, new: QWidget) -> None:
    """Put `new` where `old` stands in the host's layout; the old one goes."""
    layout = host.layout()
    if layout is not None:
        layout.replaceWidget(old, new)
    old.hide()
    old.deleteLater()


def _marked(mark: str, sentence: str) -> QHBoxLayout:
    sign = Text(mark, "label", "accent_ink", weight=700, tnum=True)
    sign.setMinimumWidth(18)
    row = hbox(None, sign, (Para(sentence, "label"), 1), gap=8)
    row.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    return row
