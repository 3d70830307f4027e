"""The Library and Learn, wired to the coach: play anything, read, and go from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coach.app import FLARE_UP, Coach
from coach.errors import CoachError
from coach.pages.lessons import lessons_for
from ui.flows import Flows
from ui.widgets.lesson_link import LessonLink
from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.pages.learn import LearnPage
    from ui.pages.library import LibraryPage

#: Pages whose lessons are kept under another name.
SPOKEN_OF_AS = {"easing": "spasm", "cards": "today"}


class LibraryDesk(QObject):
    """Owned by the window. Makes the pages on their first visit."""

    def __init__(self, window: MainWindow, coach: Coach, flows: Flows) -> None:
        super().__init__(window)
        self._window, self._coach, self._flows = window, coach, flows
        self._library: LibraryPage | None = None
        self._learn: LearnPage | None = None
        self._links: list[LessonLink] = []
        window.add_page("library", self._make_library, self._refresh_library)
        window.add_page("learn", self._make_learn, self._refresh_learn)
        window.refreshed.connect(self._offer_lesson)

    # -- library ---------------------------------------------------------------------------------------------

    def library_page(self) -> LibraryPage:
        """The Library, made on first use."""
        self._window.page("library")
        assert self._library is not None
        return self._library

    def _make_library(self) -> LibraryPage:
        from ui.pages.library import LibraryPage

        page = self._library = LibraryPage()
        page.practise.connect(self._flows.practise)
        page.play.connect(self._play)
        page.transcript.connect(self._flows.hear)
        page.lesson.connect(self.open_lesson)
        page.exercise_shown.connect(self._show_lessons)
        return page

    def _refresh_library(self) -> None:
        self.library_page().show_library(self._coach.library)

    @Slot(str)
    def _play(self, session_id: str) -> None:
        if session_id == FLARE_UP:
            self._flows.spasm()
        else:
            self._flows.play(session_id)

    @Slot(str)
    def _show_lessons(self, exercise: str) -> None:
        found = lessons_for(self._coach.library, exercise, self._coach.plan.lessons_read)
        self.library_page().show_lessons([(lesson.id, lesson.title) for lesson in found])

    @Slot(str)
    def open_exercise(self, exercise: str) -> None:
        """Show an exercise in the Library."""
        if exercise in self._coach.library.exercises:
            self._window.go("library")
            self.library_page().open_exercise(exercise)

    @Slot(str)
    def open_session(self, session_id: str) -> None:
        """Show the program of a session in the Library."""
        self._window.go("library")
        self.library_page().open_program(self._coach.library.program_of(session_id).id)

    # -- where links lead ------------------------------------------------------------------------------------

    @Slot(str)
    def follow(self, link: str) -> None:
        """A link of a reason or a lesson: `page:KEY`, `exercise:ID`, `lesson:ID`."""
        kind, _colon, own = link.partition(":")
        try:
            if kind == "exercise":
                self.open_exercise(own)
            elif kind == "lesson":
                self.open_lesson(own)
            else:
                self._window.go(own)
        except CoachError as err:
            self._window.notice.tell(str(err))

    # -- learn -----------------------------------------------------------------------------------------------

    def learn_page(self) -> LearnPage:
        """The lessons, made on first use."""
        self._window.page("learn")
        assert self._learn is not None
        return self._learn

    def _make_learn(self) -> LearnPage:
        from ui.pages.learn import LearnPage

        page = self._learn = LearnPage()
        page.go.connect(self._window.go)
        page.exercise.connect(self.open_exercise)
        page.read.connect(self._read)
        return page

    def _refresh_learn(self) -> None:
        self.learn_page().show_lessons(self._coach.library, self._coach.plan.lessons_read)

    @Slot(str)
    def open_lesson(self, lesson: str) -> None:
        """Show a lesson; back leads to where one came from."""
        came_from = self._window.shown
        self._window.go("learn")
        self.learn_page().open_lesson(lesson, back_to="" if came_from == "learn" else came_from)

    @Slot(str)
    def _offer_lesson(self, key: str) -> None:
        """The line with the lesson that matters to a page, where the page has room for one."""
        link = self._window.page(key).findChild(LessonLink)
        if link is None:
            return
        if link not in self._links:
            self._links.append(link)
            link.followed.connect(self.open_lesson)
        told_of = SPOKEN_OF_AS.get(key, key)
        link.show_lessons(lessons_for(self._coach.library, told_of, self._coach.plan.lessons_read))

    @Slot(str)
    def _read(self, lesson: str) -> None:
        try:
            self._coach.plan.read_lesson(lesson)
        except CoachError as err:
            self._window.notice.tell(str(err))
        self._window.changed()
