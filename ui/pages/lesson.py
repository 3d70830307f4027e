"""One lesson: its picture and summary, the text, what research says, the exercises, and the next lesson."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.pages.lessons import LessonView
from coach.text import _
from ui import tokens as tk
from ui.pages.lesson_body import GAP_PX, LessonBody, text_width
from ui.pages.lesson_picture import LessonPicture
from ui.theme import T
from ui.widgets import Card, IconButton, Page, Text, flush, hbox, vbox

#: From this width divided by the text scale on, research stands beside the text.
_BESIDE_FROM = 1000
_SIDE_PX = 400
_NARROW_BELOW = 560
#: What stays in view when a page is turned, px at 100 % text.
_KEPT_PX = 56
#: Text wraps, its height changes, and with it the layouts around it, from the inside out.
_ROUNDS = 4


class LessonPage(Page):
    """Shows a `LessonView`.

    `closed` goes back. `exercise`, `go` and `lesson` carry where a link leads, `next_lesson` the id of the next one.
    `read` carries the lesson's id when its end came into view by scrolling, or was ticked off.
    """

    closed = Signal()
    exercise = Signal(str)
    go = Signal(str)
    lesson = Signal(str)
    next_lesson = Signal(str)
    read = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 20, 40, 32), gap=GAP_PX, parent=parent)
        self.setObjectName("lesson")
        self.view_shown: LessonView | None = None
        self._told = False
        self._fitted: tuple[object, ...] = ()
        self.back = IconButton("left", _("Back (Esc)"))
        self.back.setObjectName("lesson_back")
        self.back.clicked.connect(self.closed)
        self.place = Text("", "label", "text3", wrap=True)
        self.title = Text("", "display", wrap=True)
        self.title.setAccessibleDescription(_("Heading"))
        self.summary = Text("", "body", "text2", px=17, wrap=True)
        self.picture = LessonPicture()
        self.words = QWidget()
        vbox(self.words, None, self.title, self.summary, None, gap=10)
        self.head = Card(pad=10, radius=tk.RADIUS.xl, gap=0)
        self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_row.setSpacing(12)
        self._head_row.addWidget(self.words, 1)
        self._head_row.addWidget(self.picture, 1)
        self.head.lay.addLayout(self._head_row)
        self.content: LessonBody | None = None
        top = hbox(None, self.back, (self.place, 1), gap=8)
        top.insertSpacing(0, -8)
        self.add(vbox(None, top, self.head, gap=8))
        self._holder = flush(hbox(None, gap=0))
        self.body.addLayout(self._holder, 1)
        self.resized.connect(self._fit)
        T.changed.connect(self._refit)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_lesson(self, view: LessonView) -> None:
        """Show a lesson from its beginning. The one that is shown keeps its place; only its marks change."""
        before, self.view_shown = self.view_shown, view
        if self.content is not None and before is not None and before.id == view.id:
            self.content.foot.show_state(view)
            return
        # While one body takes the place of another, focus and layout scroll by themselves: nobody has read anything.
        self._told = True
        self.setAccessibleName(view.title)
        self.place.setText(f"{view.place}  ·  {view.length}")
        self.title.setText(view.title)
        self.summary.setText(view.summary)
        self.picture.show_picture(view.picture)
        old = self.content
        self.content = LessonBody(view)
        self.content.exercise.connect(self.exercise)
        self.content.page.connect(self.go)
        self.content.lesson.connect(self.lesson)
        self.content.next_lesson.connect(self.next_lesson)
        self.content.done.connect(self._done)
        if old is not None:
            self._holder.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._holder.insertWidget(1, self.content, 1)
        self._fitted = ()
        self._refit()
        # A layout shows what is put into it a moment later; until then the page would count as empty.
        self.content.show()
        self.verticalScrollBar().setValue(0)
        self._told = False

    def scroll_to(self, px: int) -> None:
        """Scroll so far down. The page is laid out first: how long it is shows only then."""
        for _round in range(_ROUNDS if px else 0):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.verticalScrollBar().setValue(px)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        turn = max(1, self.view.height() - T.px(_KEPT_PX))
        up = bool(ev.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match ev.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Back:
                self.closed.emit()
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + (-turn if up else turn))
            case Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + turn)
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - turn)
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(ev)

    # -- the end ---------------------------------------------------------------------------------------------

    @Slot()
    def _scrolled(self) -> None:
        """Scrolling, and nothing else, shows that somebody came to the end: a text that fits is to be ticked off."""
        shown, content = self.view_shown, self.content
        if shown is None or content is None or shown.read or self._told or not self.isVisible():
            return
        top = content.foot.mapTo(self.view, content.foot.rect().topLeft()).y()
        if self.verticalScrollBar().value() > 0 and top + content.foot.button.height() <= self.view.height():
            self._told = True
            self.read.emit(shown.id)

    @Slot()
    def _done(self) -> None:
        if self.view_shown is not None:
            self.read.emit(self.view_shown.id)

    # -- layout ----------------------------------------------------------------------------------------------

    @Slot()
    def _refit(self) -> None:
        self._fit(self.em_width())

    @Slot(object)
    def _fit(self, em: int) -> None:
        beside, narrow = em >= _BESIDE_FROM, em < _NARROW_BELOW
        tight = em < tk.BREAK.compact
        fitted = beside, narrow, tight, T.text_scale
        if self.content is None or fitted == self._fitted:
            return
        self._fitted = fitted
        room = text_width() + 2 * (24 if tight else 40)
        self.col.setMaximumWidth(room + GAP_PX + T.px(_SIDE_PX) if beside else room)
        self.content.arrange(beside=beside, narrow=narrow)
        down, across = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.LeftToRight
        self._head_row.setDirection(across if beside else down)
        self._head_row.setStretch(0, 1 if beside else 0)
        self._head_row.setStretch(1, 1 if beside else 0)
        inside = self.words.layout()
        if inside is not None:
            inside.setContentsMargins(24, 12, 12, 12) if beside else inside.setContentsMargins(
                *((10, 4, 10, 14) if narrow else (24, 8, 24, 20))
            )
        self.picture.set_height(264 if beside else 170 if narrow else 230)
