"""One quiet line on another page that leads to the lesson which explains it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.widgets.line_link import LineLink

if TYPE_CHECKING:
    # A page that offers a lesson must not make a start pay for reading it.
    from coach.pages.lessons import LessonRef


class LessonLink(LineLink):
    """Shows the first of the lessons that matter to a page (`coach.pages.lessons.lessons_for`); hidden without one.

    `followed` carries the id of the lesson. In a layout give it a stretch beside it, or it takes the whole width.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", icon="journal", name="lesson_link", parent=parent)
        self.hide()

    def show_lessons(self, refs: Sequence[LessonRef]) -> None:
        """Take over what matters now."""
        if refs:
            self.show_words(refs[0].id, refs[0].why)
        self.setVisible(bool(refs))
