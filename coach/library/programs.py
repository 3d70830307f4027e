"""Programs: sets of sessions. A session is an ordered list of lines, each an exercise with its dosage."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from coach.library.kinds import Dosage, Frozen, Id, Locale, Name, Paragraph, RestMs, Sentence, Source


class Line(Frozen, frozen=True, kw_only=True):
    """One exercise of a session. `optional` lines are left out of the shorter version."""

    exercise: Id
    setup_ms: RestMs
    dosage: Dosage
    alternatives: Annotated[tuple[Id, ...], Meta(max_length=4)] = ()
    note: Sentence | None = None
    optional: bool = False


class Session(Frozen, frozen=True, kw_only=True):
    """A session as written in the library. `total_ms` states its base length, so that a slip in a line is found."""

    id: Id
    name: Name
    summary: Sentence
    total_ms: Annotated[int, Meta(ge=1_000, le=7_200_000)]
    lines: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=40)]


class Program(Frozen, frozen=True, kw_only=True):
    """One file in `data/programs/`: the sessions of a part of the plan, or an extra program."""

    id: Id
    locale: Locale
    kind: Literal["stage", "extra"]
    name: Name
    summary: Paragraph
    when: Sentence | None = None
    sessions: Annotated[tuple[Session, ...], Meta(min_length=1, max_length=20)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, max_length=12)]
