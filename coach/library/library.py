"""The library in memory: every exercise, program and lesson, the plan and the safety questions, looked up by id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from coach.errors import CoachError
from coach.library.exercises import Exercise
from coach.library.plan import Part, Plan, Stage
from coach.library.programs import Program, Session
from coach.library.screening import Screening
from coach.library.supports import Supports
from coach.text import _

if TYPE_CHECKING:
    # The start reads no lessons and need not know their model.
    from coach.library.lessons import Lesson


class Library(msgspec.Struct, frozen=True, dict=True):
    """Read once at start. Lookups raise `CoachError` with the name that was not found.

    `lessons` stand in their order; those of the bundled library are read at the first look (`shelf.LessonShelf`).
    `supports` is the house of cards, None in a library made without one.
    """

    exercises: Mapping[str, Exercise]
    programs: Mapping[str, Program]
    plan: Plan
    screening: Screening
    lessons: Mapping[str, Lesson] = MappingProxyType({})
    supports: Supports | None = None

    @cached_property
    def _templates(self) -> dict[str, tuple[Program, Session]]:
        return {session.id: (program, session) for program in self.programs.values() for session in program.sessions}

    @property
    def locale(self) -> str:
        """The language of the content. All bundled files have the same one; `check` sees to it."""
        return self.plan.locale

    def exercise(self, exercise_id: str) -> Exercise:
        """The exercise with this id."""
        try:
            return self.exercises[exercise_id]
        except KeyError:
            raise CoachError(_("The library has no exercise “{id}”.").format(id=exercise_id)) from None

    def session(self, session_id: str) -> Session:
        """The session template with this id, whatever program it stands in."""
        found = self._templates.get(session_id)
        if found is not None:
            return found[1]
        known = ", ".join(sorted(s.id for p in self.programs.values() for s in p.sessions))
        raise CoachError(
            _("The library has no session “{id}”.").format(id=session_id),
            _("Known are: {known}.").format(known=known),
        )

    def has_session(self, session_id: str) -> bool:
        """Whether the library has a session template with this id."""
        return session_id in self._templates

    def program_of(self, session_id: str) -> Program:
        """The program in which the session template stands."""
        found = self._templates.get(session_id)
        if found is not None:
            return found[0]
        raise CoachError(_("The library has no session “{id}”.").format(id=session_id))

    def lesson(self, lesson_id: str) -> Lesson:
        """The lesson with this id."""
        try:
            return self.lessons[lesson_id]
        except KeyError:
            raise CoachError(_("The library has no lesson “{id}”.").format(id=lesson_id)) from None

    def lessons_about(self, page_or_exercise: str) -> tuple[Lesson, ...]:
        """The lessons to be linked from a page or an exercise, in their order."""
        return tuple(lesson for lesson in self.lessons.values() if lesson.is_about(page_or_exercise))

    def part_of(self, session_id: str) -> Part | None:
        """The part of the plan whose level this session is; None for extra programs."""
        return self._part_by_level.get(session_id)

    @cached_property
    def _part_by_level(self) -> dict[str, Part]:
        return {level: part for part in reversed(self.plan.parts) for level in part.levels}

    def stage_of(self, part: Part) -> Stage:
        """The stage that holds the part."""
        return next(stage for stage in self.plan.stages if part in stage.parts)


def library_of(
    exercises: tuple[Exercise, ...],
    programs: tuple[Program, ...],
    plan: Plan,
    screening: Screening,
    lessons: tuple[Lesson, ...] = (),
    supports: Supports | None = None,
) -> Library:
    """A library of these values, with read-only tables."""
    return Library(
        MappingProxyType({e.id: e for e in exercises}),
        MappingProxyType({p.id: p for p in programs}),
        plan,
        screening,
        MappingProxyType({lesson.id: lesson for lesson in sorted(lessons, key=lambda lesson: lesson.order)}),
        supports,
    )
