"""Learn: the overview of the lessons, and the lesson that is open."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from coach.library.library import Library
from coach.pages.lessons import learn_view, lesson_view
from coach.text import _
from ui.pages.learn_overview import LearnOverview
from ui.pages.lesson import LessonPage

#: Links from lesson to lesson that can be followed back.
MOST_STEPS_BACK = 12


class LearnPage(QStackedWidget):
    """Shows the lessons of a library.

    `exercise` carries an exercise and `go` the key of a page to which a link leads; `read` a lesson that was read to
    its end, so that it can be kept; the answer is `show_lessons` with the new state.
    """

    exercise = Signal(str)
    go = Signal(str)
    read = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("learn")
        self.setAccessibleName(_("Learn"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._library: Library | None = None
        self._read: frozenset[str] = frozenset()
        self._trail: list[tuple[str, int]] = []
        self._back_to = ""
        self.overview = LearnOverview()
        self.overview.chosen.connect(self._choose)
        self.addWidget(self.overview)
        self.lesson: LessonPage | None = None

    # -- what is shown ---------------------------------------------------------------------------------------

    def show_lessons(self, library: Library, read: Collection[str]) -> None:
        """Show what there is; `read` are the ids of lessons that were read. What is open stays open.

        Raises `CoachError` where the lessons cannot be read.
        """
        self._library, self._read = library, frozenset(read)
        self.overview.show_view(learn_view(library, self._read))
        shown = self.lesson_shown
        if self.lesson is not None and shown:
            self.lesson.show_lesson(lesson_view(library, shown, self._read))

    def open_lesson(self, lesson_id: str, back_to: str = "") -> None:
        """Show one lesson; `back_to` is the key of the page to which Back leads, the overview without it.

        `show_lessons` comes before. Raises `CoachError` for an id that the library does not have.
        """
        self._trail.clear()
        self._back_to = back_to
        self._show(lesson_id)

    @Slot()
    def show_overview(self) -> None:
        """All lessons."""
        self._trail.clear()
        self._back_to = ""
        shown = self.lesson_shown
        self.setCurrentWidget(self.overview)
        if shown:
            self.overview.focus_card(shown)

    @property
    def lesson_shown(self) -> str:
        """The id of the lesson that is open, empty while the overview is shown."""
        if self.lesson is None or self.currentWidget() is not self.lesson or self.lesson.view_shown is None:
            return ""
        return self.lesson.view_shown.id

    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        if self.lesson is not None and self.lesson_shown:
            self.lesson.setFocus()
        else:
            self.overview.focus_first()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def hideEvent(self, ev: QHideEvent) -> None:
        super().hideEvent(ev)
        if not ev.spontaneous():
            # Whoever comes here again by another way is not sent to a page left long ago.
            self._back_to = ""

    # -- going about -----------------------------------------------------------------------------------------

    @Slot(str)
    def _choose(self, lesson_id: str) -> None:
        self.open_lesson(lesson_id)

    @Slot(str)
    def _follow(self, lesson_id: str) -> None:
        """A link leads to another lesson, and Back leads here again."""
        if self.lesson is not None:
            step = (self.lesson_shown, self.lesson.verticalScrollBar().value())
            self._trail = [*self._trail, step][-MOST_STEPS_BACK:]
        self._show(lesson_id)

    @Slot(str)
    def _go_on(self, lesson_id: str) -> None:
        """On to the next one. Back does not lead through all that were read one after the other."""
        self._trail.clear()
        self._show(lesson_id)

    @Slot()
    def _back(self) -> None:
        if self._trail:
            lesson_id, at = self._trail.pop()
            self._show(lesson_id, at)
        elif self._back_to:
            key = self._back_to
            self.show_overview()
            self.go.emit(key)
        else:
            self.show_overview()

    def _show(self, lesson_id: str, at: int = 0) -> None:
        """Show a lesson, scrolled to `at` px."""
        if self._library is None:
            return
        view = lesson_view(self._library, lesson_id, self._read)
        page = self._lesson_page()
        page.show_lesson(view)
        self.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.scroll_to(at)

    def _lesson_page(self) -> LessonPage:
        if self.lesson is None:
            self.lesson = LessonPage()
            self.lesson.closed.connect(self._back)
            self.lesson.exercise.connect(self.exercise)
            self.lesson.go.connect(self.go)
            self.lesson.lesson.connect(self._follow)
            self.lesson.next_lesson.connect(self._go_on)
            self.lesson.read.connect(self.read)
            self.addWidget(self.lesson)
        return self.lesson
