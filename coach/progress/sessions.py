"""The sessions behind the charts: rows that are made when they are looked at, and what the check-in asks about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import msgspec

from coach.errors import CoachError
from coach.library.library import Library
from coach.library.practice import PREFIX
from coach.library.programs import Session
from coach.pages.views import CheckInView, LineView
from coach.plan.colours import light_of
from coach.plan.neglect import planned
from coach.plan.pain import PainDiary
from coach.progress.views import SessionRow
from coach.records import PlayedSession
from coach.session.compose import dosage_words
from coach.session.played_time import played_ms
from coach.text import _


class SessionRows(Sequence[SessionRow]):
    """Rows of sessions, in their order. Each is made when it is asked for: ten years have five thousand."""

    def __init__(self, sessions: Sequence[PlayedSession], library: Library, diary: PainDiary) -> None:
        self._sessions, self._library, self._diary = sessions, library, diary

    def __len__(self) -> int:
        return len(self._sessions)

    @overload
    def __getitem__(self, at: int) -> SessionRow: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[SessionRow]: ...

    def __getitem__(self, at: int | slice) -> SessionRow | Sequence[SessionRow]:
        if isinstance(at, slice):
            return [session_row(played, self._library, self._diary) for played in self._sessions[at]]
        return session_row(self._sessions[at], self._library, self._diary)


def session_row(played: PlayedSession, library: Library, diary: PainDiary) -> SessionRow:
    """One session for the list, in the colour that the next morning may have changed."""
    part = library.part_of(played.start.session_id)
    return SessionRow(
        session=played.start.id,
        title=_title(played, library),
        day=played.day,
        started=played.start.started,
        lines_done=len(played.lines_done),
        # A shorter version has fewer lines than the session that it was made from.
        lines=len(planned(played)) or played.start.lines,
        colour=light_of(played, part, diary).colour,
        pain_before=played.pain_before,
        pain_worst=played.pain_worst,
        pain_now=played.check_in.pain_now if played.check_in is not None else None,
        checked_in=played.check_in is not None,
    )


def check_in_view(played: PlayedSession, library: Library) -> CheckInView:
    """What the check-in page needs: what was played, and what was said already. Raises `CoachError`."""
    try:
        session = msgspec.json.decode(played.start.template, type=Session)
    except msgspec.DecodeError as err:
        raise CoachError(_("The record of this session cannot be read: {reason}.").format(reason=err)) from err
    check_in = played.check_in
    part = library.part_of(played.start.session_id)
    lines: dict[str, LineView] = {}
    for line in session.lines:
        exercise = library.exercises.get(line.exercise)
        if exercise is not None:
            words = dosage_words(line.dosage, exercise)
            lines.setdefault(exercise.id, LineView(exercise.id, exercise.name, exercise.position, words))
    flags: dict[str, str] = dict(check_in.flags) if check_in is not None else {h.exercise: "hurt" for h in played.hurts}
    return CheckInView(
        session=played.start.id,
        title=_title(played, library),
        played_ms=played_ms(played.events),
        finished=played.finished,
        pain_before=played.pain_before,
        pain_worst=played.pain_worst,
        pain_now=check_in.pain_now if check_in is not None else None,
        leg_symptoms=played.leg_symptoms,
        effort=check_in.effort if check_in is not None else None,
        flags=flags,
        note=check_in.note if check_in is not None else "",
        exercises=tuple(lines.values()),
        rise_decides=part is not None and part.rise_decides_red,
    )


def _title(played: PlayedSession, library: Library) -> str:
    own = played.start.session_id
    if library.has_session(own):
        return library.session(own).name
    exercise = library.exercises.get(own.removeprefix(PREFIX))
    return exercise.name if exercise is not None else own
