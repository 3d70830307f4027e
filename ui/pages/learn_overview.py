"""All lessons: how many were read in quiet words, which one might come next, and a card for each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from coach.pages.lessons import LearnView, LessonCardView, PictureView
from coach.text import _
from ui.figure.look import figure_look
from ui.figure.stills import stills
from ui.pages.learn_grid import LessonGrid
from ui.pages.lesson_picture import small_picture
from ui.pages.picture_figure import paint_well, picture_rect
from ui.theme import T
from ui.widgets import Button, Card, Page, R, Text, aa, flush, hbox, vbox

_NARROW_BELOW = 560


class LearnOverview(Page):
    """Shows a `LearnView`. `chosen` carries the id of a lesson that the person wants to read."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 28, 40, 28), gap=20, parent=parent)
        self.setObjectName("learn_overview")
        self.setAccessibleName(_("Learn"))
        self.words = Text("", "body", "text2", wrap=True)
        self.next = NextLesson()
        self.next.chosen.connect(self.chosen)
        self.grid = LessonGrid(_("Lessons"))
        self.grid.chosen.connect(self.chosen)
        self.grid.reached.connect(self._reach)
        self.verticalScrollBar().valueChanged.connect(self.grid.scrolled)
        self.add(vbox(None, Text(_("Learn"), "display"), self.words, gap=2), self.next)
        self.add(flush(hbox(None, (self.grid, 1), gap=0)), None)
        self.resized.connect(self._fit)

    def show_view(self, view: LearnView) -> None:
        """Show what there is; the same lessons keep their place."""
        self.words.setText(view.words)
        self.next.setVisible(view.next_card is not None)
        if view.next_card is not None:
            self.next.show_card(view.next_card)
        self.grid.show_cards(view.cards)

    def focus_first(self) -> None:
        """The suggestion, or the card that Tab goes to."""
        if self.next.isVisibleTo(self):
            self.next.button.setFocus()
        else:
            card = next(iter(self.grid.cards.values()), None)
            if card is not None:
                card.setFocus()

    def focus_card(self, own_id: str) -> None:
        """Back to the card of a lesson."""
        self.grid.focus_on(own_id)

    @Slot(object)
    def _reach(self, card: QWidget) -> None:
        self.ensureWidgetVisible(card, 0, 16)

    @Slot(object)
    def _fit(self, em: int) -> None:
        self.next.arrange(narrow=em < _NARROW_BELOW)


class NextLesson(Card):
    """A suggestion, no duty: the first lesson that was not read."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone="accent_soft", pad=14, radius=R.xl, gap=0)
        self._id = ""
        self.still = StillPicture()
        self.over = Text(_("Next to read"), "caption", "accent_ink", weight=600)
        self.title = Text("", "title", px=20, wrap=True)
        self.summary = Text("", "label", "text2", weight=400, wrap=True)
        self.button = Button(_("Read it"), "primary", trailing="right")
        self.button.setObjectName("learn_next")
        self.button.clicked.connect(self._choose)
        self.said = QWidget()
        vbox(self.said, None, self.over, self.title, self.summary, None, gap=2)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(18)
        self._row.addWidget(self.still)
        self._row.addWidget(self.said, 1)
        self._button_row = hbox(None, None, self.button, 4, gap=0)
        self._row.addLayout(self._button_row)
        self.lay.addLayout(self._row)

    def show_card(self, view: LessonCardView) -> None:
        """Suggest another lesson."""
        self._id = view.id
        self.over.setText(_("Next to read  ·  {length}").format(length=view.length))
        self.title.setText(view.title)
        self.summary.setText(view.summary)
        self.button.setAccessibleName(_("Read it: {title}").format(title=view.title))
        self.still.show_picture(view.picture)

    def arrange(self, *, narrow: bool) -> None:
        """One under the other, without the picture, where it is narrow."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self._button_row.setDirection(QBoxLayout.Direction.RightToLeft if narrow else across)
        self._row.setSpacing(10 if narrow else 18)
        self.still.setVisible(not narrow)
        self.set_pad(18 if narrow else 14)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._id)


class StillPicture(QWidget):
    """The picture of a lesson, small and still."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PictureView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stills.ready.connect(self._arrived)
        figure_look.changed.connect(self._restyle)
        T.changed.connect(self._restyle)

    def show_picture(self, view: PictureView) -> None:
        """Show another one."""
        self._view = view
        self.setAccessibleName(view.alt)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(176, 116)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        if self._view is None:
            return
        p = aa(self)
        c = T.of(self)
        picture = small_picture(self._view, self.size(), self.devicePixelRatioF(), c)
        well = self.rect().toRectF()
        at = picture_rect(self.rect())
        paint_well(p, c, well, radius=R.m, tone="surface", picture=picture, at=at, sign=self._view.position)

    @Slot(str)
    def _arrived(self, exercise: str) -> None:
        if self._view is not None and exercise == self._view.exercise:
            self.update()

    @Slot()
    def _restyle(self) -> None:
        self.update()
