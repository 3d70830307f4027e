"""Lessons: short texts to read, each with a picture, links to what it speaks of, and what research says about it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from coach.library.kinds import Checked, Citation, Frozen, Id, Locale, Name, Paragraph, Sentence
from coach.library.problems import Problem
from coach.library.toml_text import table_of, value_of
from coach.text import _

#: The pages from which a lesson may be linked.
PageKey = Literal[
    "today", "plan", "journal", "insights", "progress", "library", "spasm", "session", "check-in", "welcome"
]
#: The pages to which a lesson may lead: those that can be opened at any time.
OPENABLE: tuple[PageKey, ...] = ("today", "plan", "journal", "insights", "progress", "library", "spasm")
#: model: a way to picture things, not a finding. our choice: settled by this program, tested by nobody.
Strength = Literal["strong", "moderate", "weak", "model", "our choice"]

_FENCE = "+++"


class Picture(Frozen, frozen=True, kw_only=True):
    """What stands beside the text: the figure in an exercise, or the house of cards in a state. `alt` describes it."""

    kind: Literal["figure", "house"]
    exercise: Id | None = None
    state: Literal["aligned", "leaning", "fallen"] | None = None
    alt: Sentence


class Research(Frozen, frozen=True, kw_only=True):
    """One box of “what research says”: our words, how firm it is, its source, and how that source was checked."""

    text: Paragraph
    strength: Strength
    source: Citation
    checked: Checked


class Lesson(Frozen, frozen=True, kw_only=True):
    """One file in `data/lessons/`: fields in front, then `body`, Markdown of headings, lists, bold and links.

    `matters` and `exercises` say where the lesson is linked from, `see_also` which lessons go on from here.
    """

    id: Id
    locale: Locale
    order: Annotated[int, Meta(ge=1, le=99)]
    title: Name
    summary: Sentence
    picture: Picture
    matters: Annotated[tuple[PageKey, ...], Meta(min_length=1, max_length=10)]
    exercises: Annotated[tuple[Id, ...], Meta(max_length=12)] = ()
    see_also: Annotated[tuple[Id, ...], Meta(max_length=6)] = ()
    research: Annotated[tuple[Research, ...], Meta(min_length=1, max_length=12)]
    body: Annotated[str, Meta(min_length=1, max_length=6_000)]

    def is_about(self, page_or_exercise: str) -> bool:
        """Whether the lesson is to be linked from this page or exercise."""
        return page_or_exercise in self.matters or page_or_exercise in self.exercises


def read_lesson(text: str, label: str, problems: list[Problem], *, ours: bool = False) -> Lesson | None:
    """The lesson that the text of the file `label` holds, or None with every reason added to `problems`.

    `ours` as in `toml_text.value_of`. Links and wording are looked at in `lesson_checks`, not here.
    """
    lines = text.split("\n")
    fences = [n for n, line in enumerate(lines) if line.rstrip() == _FENCE][:2]
    if not fences or fences[0] != 0:
        reason = _("A lesson begins with its fields between two lines of {fence}.").format(fence=_FENCE)
        problems.append(Problem(label, "", reason, _("Make {fence} the first line.").format(fence=_FENCE)))
        return None
    if len(fences) == 1:
        reason = _("The fields at the beginning do not end.")
        problems.append(Problem(label, "", reason, _("Put a line of {fence} after them.").format(fence=_FENCE)))
        return None
    # An empty line instead of the first fence keeps the line numbers that people see in their editor.
    data = table_of("\n".join(["", *lines[1 : fences[1]], ""]), label, problems)
    if data is None:
        return None
    if "body" in data:
        reason = _("The text of a lesson stands below its fields, not among them.")
        problems.append(Problem(label, "body", reason, _("Move it below the second {fence}.").format(fence=_FENCE)))
        return None
    body = "\n".join(lines[fences[1] + 1 :]).strip()
    return value_of({**data, "body": body}, Lesson, label, problems, ours=ours)
