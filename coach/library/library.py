"""The library in memory: every exercise, program, the plan and the safety questions, looked up by id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from coach.errors import CoachError
from coach.library.exercises import Exercise
from coach.library.plan import Part, Plan, Stage
from coach.library.programs import Program, Session
from coach.library.screening import Screening
from coach.text import _


class Library(msgspec.Struct, frozen=True):
    """Read once at start. Lookups raise `CoachError` with the name that was not found."""

    exercises: Mapping[str, Exercise]
    programs: Mapping[str, Program]
    plan: Plan
    screening: Screening

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
        for program in self.programs.values():
            for session in program.sessions:
                if session.id == session_id:
                    return session
        known = ", ".join(sorted(s.id for p in self.programs.values() for s in p.sessions))
        raise CoachError(
            _("The library has no session “{id}”.").format(id=session_id),
            _("Known are: {known}.").format(known=known),
        )

    def has_session(self, session_id: str) -> bool:
        """Whether the library has a session template with this id."""
        return any(session.id == session_id for program in self.programs.values() for session in program.sessions)

    def program_of(self, session_id: str) -> Program:
        """The program in which the session template stands."""
        for program in self.programs.values():
            if any(session.id == session_id for session in program.sessions):
                return program
        raise CoachError(_("The library has no session “{id}”.").format(id=session_id))

    def part_of(self, session_id: str) -> Part | None:
        """The part of the plan whose level this session is; None for extra programs."""
        return next((part for part in self.plan.parts if session_id in part.levels), None)

    def stage_of(self, part: Part) -> Stage:
        """The stage that holds the part."""
        return next(stage for stage in self.plan.stages if part in stage.parts)


def library_of(
    exercises: tuple[Exercise, ...], programs: tuple[Program, ...], plan: Plan, screening: Screening
) -> Library:
    """A library of these values, with read-only tables."""
    return Library(
        MappingProxyType({e.id: e for e in exercises}),
        MappingProxyType({p.id: p for p in programs}),
        plan,
        screening,
    )
