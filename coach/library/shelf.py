"""The lessons of a folder, read when the first of them is asked for: the start of the program does not pay for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.library.read import read_files
from coach.text import _

if TYPE_CHECKING:
    from coach.library.lessons import Lesson


class LessonShelf(Mapping[str, "Lesson"]):
    """Lessons by id, in their order. The first look raises `CoachError` where a file cannot be used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, lesson_id: str) -> Lesson:
        return self._lessons[lesson_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lessons)

    def __len__(self) -> int:
        return len(self._lessons)

    @cached_property
    def _lessons(self) -> dict[str, Lesson]:
        if not self._folder.is_dir():
            return {}
        reading = read_files([self._folder], ours=True)
        if reading.problems:
            raise CoachError(
                _("The lessons in {folder} cannot be used. {first}").format(
                    folder=self._folder, first=reading.problems[0]
                ),
                _("Run “python main.py check” for the whole list ({n}), or install Restack again.").format(
                    n=len(reading.problems)
                ),
            )
        lessons = sorted((lesson for _file, lesson in reading.lessons), key=lambda lesson: lesson.order)
        return {lesson.id: lesson for lesson in lessons}
