"""Everything of a lesson below its head: the text, what research says, where to go on, and the end."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coach.pages.lesson_body import Block, Span, plain
from coach.pages.lessons import LessonRef, LessonView, ResearchView
from coach.text import _
from ui import tokens as tk
from ui.pages.learn_card import read_word
from ui.theme import T
from ui.widgets import PAD, ActionTile, Button, Card, Line, Para, Pill, Text, hbox, vbox
from ui.widgets.line_link import LineLink
from ui.widgets.prose import MEASURE_PX, RING_PX, Prose

#: Room around the text in its card, px, and in a narrow window.
PAD_PX, NARROW_PAD_PX = 30, 18
GAP_PX = 20
_MARKER_PX = 20  # room for what stands before an item of a list, at 100 % text
_ANY_WIDTH = 16_777_215  # Qt's own word for no limit


class LessonBody(QWidget):
    """Made anew for each lesson, so that Tab goes through it from top to bottom. `arrange` says how it is laid out.

    Its controls keep room for the focus ring: place it with `flush`.

    `exercise`, `page` and `lesson` carry where a link leads, `next_lesson` the id of the next one; `done` says that
    the person ticked the lesson off.
    """

    exercise = Signal(str)
    page = Signal(str)
    lesson = Signal(str)
    next_lesson = Signal(str)
    done = Signal()

    def __init__(self, view: LessonView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main = Card(pad=PAD_PX, radius=tk.RADIUS.xl, gap=0)
        self.main.setAccessibleName(view.title)
        self.main.lay.addLayout(_text(view.blocks, self))
        self._text_host = QWidget()
        vbox(self._text_host, (self.main, 1), margins=(PAD, 0, PAD, 0))
        self.side = QWidget()
        beside = vbox(self.side, self._research(view.research), gap=GAP_PX, margins=(PAD, 0, PAD, 0))
        if view.exercises or view.see_also:
            beside.addWidget(self._leads(view))
        beside.addStretch(1)
        self.foot = LessonFoot(view)
        self.foot.done.connect(self.done)
        self.foot.next_lesson.connect(self.next_lesson)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_PX - 2 * PAD)
        self._grid.setVerticalSpacing(GAP_PX)

    def arrange(self, *, beside: bool, narrow: bool) -> None:
        """Text and research beside each other, or all in one column; `narrow` saves margins."""
        text = self._text_host
        for part in (text, self.side, self.foot):
            self._grid.removeWidget(part)
        self.main.set_pad(NARROW_PAD_PX if narrow else PAD_PX)
        places = ((0, 0, 1), (0, 1, 3), (1, 0, 1)) if beside else ((0, 0, 1), (1, 0, 1), (2, 0, 1))
        for part, (row, column, rows) in zip((text, self.side, self.foot), places, strict=True):
            self._grid.addWidget(part, row, column, rows, 1)
        if beside:
            text.setFixedWidth(text_width() + 2 * PAD)
        else:
            text.setMinimumWidth(0)
            text.setMaximumWidth(_ANY_WIDTH)
        self._grid.setColumnStretch(1, 1 if beside else 0)
        # What is left over goes below everything, never between the lines of the text.
        self._grid.setRowStretch(2, 1 if beside else 0)

    @Slot(str, str)
    def follow(self, kind: str, target: str) -> None:
        """Where a link of the text leads."""
        signal = {"exercise": self.exercise, "page": self.page, "lesson": self.lesson}.get(kind)
        if signal is not None:
            signal.emit(target)

    def _research(self, views: tuple[ResearchView, ...]) -> Card:
        card = Card(pad=24, gap=14)
        title = heading(_("What research says"), px=17)
        said = Para(_("Each point with how firm it is and where it comes from."), "small", "text3", weight=400)
        card.add(vbox(None, title, said, gap=2))
        for n, view in enumerate(views):
            if n:
                card.add(Line())
            card.add(_finding(view))
        return card

    def _leads(self, view: LessonView) -> Card:
        card = Card(pad=24, gap=14)
        if view.exercises:
            rows = vbox(None, heading(_("Exercises in this lesson"), px=17), 4, gap=0)
            for ref in view.exercises:
                link = LineLink(ref.id, ref.name, name="lesson_exercise")
                link.followed.connect(self.exercise)
                rows.addLayout(_pulled_out(link))
            card.add(rows)
        if view.see_also:
            rows = vbox(None, heading(_("Goes well with"), px=17), 4, gap=0)
            for also in view.see_also:
                link = LineLink(also.id, f"{also.title}, {also.length}", name="lesson_see_also")
                link.followed.connect(self.lesson)
                rows.addLayout(_pulled_out(link))
            card.add(rows)
        card.add(Para(view.matters, "small", "text3", weight=400))
        return card


class LessonFoot(QWidget):
    """The end of a lesson: to tick it off, or that it was read, and the way to the next one."""

    done = Signal()
    next_lesson = Signal(str)

    def __init__(self, view: LessonView) -> None:
        super().__init__()
        self.button = Button(_("Mark as read"), "secondary", icon="check")
        self.button.setObjectName("lesson_done")
        self.button.clicked.connect(self.done)
        self.mark = QWidget()
        vbox(self.mark, Pill(read_word(), icon="check", px=13), margins=(PAD, 8, 0, 8))
        self._ref: LessonRef | None = None
        self.next: ActionTile | None = None
        self._column = vbox(self, hbox(None, self.button, self.mark, None, gap=0), gap=8)
        self.show_state(view)

    def show_state(self, view: LessonView) -> None:
        """Whether the lesson was read, and which one comes next."""
        had_focus = self.button.hasFocus()
        self.button.setVisible(not view.read)
        self.mark.setVisible(view.read)
        if view.next_ref != self._ref:
            self._show_next(view.next_ref)
        if had_focus and view.read and self.next is not None:
            # The button that was pressed is gone; what comes next is the next lesson.
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_next(self, ref: LessonRef | None) -> None:
        if self.next is not None:
            self._column.removeWidget(self.next)
            self.next.hide()
            self.next.deleteLater()
            self.next = None
        self._ref = ref
        if ref is not None:
            self.next = ActionTile("journal", ref.title, _("Next lesson, {length}").format(length=ref.length))
            self.next.setObjectName("lesson_next")
            self.next.clicked.connect(self._go_on)
            self._column.addWidget(self.next)

    @Slot()
    def _go_on(self) -> None:
        if self._ref is not None:
            self.next_lesson.emit(self._ref.id)


def text_width() -> int:
    """The width of the card in which the text has its measure, px."""
    return T.px(MEASURE_PX) + 2 * PAD_PX


def heading(words: str, px: float) -> Text:
    """A heading of the lesson; screen readers are told that it is one."""
    text = Text(words, "heading", px=px, wrap=True)
    text.setAccessibleDescription(_("Heading"))
    return text


def _text(blocks: tuple[Block, ...], body: LessonBody) -> QVBoxLayout:
    """The text itself: headings stand nearer to what follows than to what was before."""
    column = vbox(None, gap=0)
    for n, block in enumerate(blocks):
        is_heading = block.kind == "heading"
        if n:
            column.addSpacing(24 if is_heading else 6 if blocks[n - 1].kind == "heading" else 11)
        if is_heading:
            title = heading(plain(block.items[0]), px=19)
            column.addLayout(hbox(None, (title, 1), margins=(RING_PX, 0, RING_PX, 0)))
            continue
        for i, spans in enumerate(block.items):
            if i:
                column.addSpacing(5)
            prose = Prose(spans)
            prose.followed.connect(body.follow)
            if block.kind == "paragraph":
                column.addWidget(prose)
            else:
                column.addLayout(_item(prose, "•" if block.kind == "bullets" else f"{i + 1}."))
    return column


class _Marker(Prose):
    """What stands before an item of a list, in line with its first line."""

    def __init__(self, sign: str) -> None:
        super().__init__((Span(sign),), tone="accent_ink")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(T.px(_MARKER_PX) + 2 * RING_PX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(T.px(_MARKER_PX) + 2 * RING_PX, super().minimumSizeHint().height())


def _item(prose: Prose, sign: str) -> QHBoxLayout:
    marker = _Marker(sign)
    row = hbox(None, marker, (prose, 1), gap=0)
    row.setAlignment(marker, Qt.AlignmentFlag.AlignTop)
    return row


def _finding(view: ResearchView) -> QVBoxLayout:
    """One finding. The mark is a word, and the sentence beside it says what the word means."""
    tone = "accent" if view.strength in ("strong", "moderate") else "plain"
    mark = Pill(view.firm, tone=tone)
    mark.setAccessibleName(_("How firm: {word}").format(word=view.firm))
    source = _("Source: {source}").format(source=view.source)
    said = f"{source} {view.checked}".rstrip()
    return vbox(
        None,
        hbox(None, mark, None, gap=0),
        2,
        Para(view.text, "label", "text", weight=400),
        Para(view.meaning, "small", "text2", weight=400),
        Para(said, "small", "text3", weight=400),
        gap=5,
    )


def _pulled_out(link: LineLink) -> QHBoxLayout:
    """A link whose words stand in line with the heading above it."""
    row = hbox(None, (link, 1), gap=0)
    row.insertSpacing(0, -LineLink.INSET)
    row.addSpacing(-PAD)
    return row
