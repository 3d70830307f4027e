"""Rules for lessons: ids and orders that exist once, links that lead somewhere, a plain text of the right length."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePath

from coach.library.lesson_text import LINK_KINDS, links_of, words_of
from coach.library.lessons import OPENABLE, Lesson
from coach.library.problems import Problem
from coach.text import _

MIN_WORDS = 250
MAX_WORDS = 450

#: What a line of a body may not hold: the pattern, and what it is.
_FOREIGN = (
    (re.compile(r"<[A-Za-z/!]|&#?\w+;"), _("raw HTML")),
    (re.compile(r"!\["), _("an image")),
    (re.compile(r"https?:|www\.", re.IGNORECASE), _("a web address")),
    (re.compile(r"[`~\\]|(?<!\*)\*(?!\*)|\*{3}|(?<!\w)_|_(?!\w)"), _("a mark other than **bold**")),
    (re.compile(r"^[|>]|^(?:=+|-{2,})\s*$"), _("a table, a quotation or a rule")),
    (re.compile(r"^#(?!# \S)"), _("a heading other than “## …”")),
    (re.compile(r"^\s+\S"), _("space at its beginning")),
    (re.compile(r"\]\s*\[|^\[[^\]]*\]:|\]\((?![^()\s]+\))"), _("a link of another form")),
)


def lesson_problems(
    lessons: Sequence[tuple[str, Lesson]], known: Sequence[tuple[str, Lesson]] | None, exercises: Collection[str]
) -> Iterator[Problem]:
    """Everything wrong with `lessons`, pairs of file and lesson. What they lead to may also be in `known`.

    `known` None: the lessons are the whole library, whose orders must be 1, 2, 3 and so on.
    """
    ids = {lesson.id for _file, lesson in (*(known or ()), *lessons)}
    own = {lesson.id for _file, lesson in lessons}
    yield from _once(lessons, [pair for pair in known or () if pair[1].id not in own])
    if known is None:
        yield from _gaps(lessons)
    for file, lesson in lessons:
        yield from _named(file, lesson, ids, exercises)
        yield from _picture(file, lesson, exercises)
        yield from _research(file, lesson)
        yield from _body(file, lesson, {"exercise": exercises, "page": OPENABLE, "lesson": ids})


def _once(lessons: Sequence[tuple[str, Lesson]], others: Sequence[tuple[str, Lesson]]) -> Iterator[Problem]:
    ids: dict[str, str] = {}
    orders = {lesson.order: file for file, lesson in others}
    for file, lesson in lessons:
        if PurePath(file).stem != lesson.id:
            reason = _("The id “{id}” differs from the file's name.").format(id=lesson.id)
            yield Problem(file, "id", reason, _("Call the file {id}.md or mend the id.").format(id=lesson.id))
        if lesson.id in ids:
            reason = _("The id “{id}” is used in {other}, too.").format(id=lesson.id, other=ids[lesson.id])
            yield Problem(file, "id", reason, _("Give one of them another id."))
        elif lesson.order in orders:
            reason = _("{other} has the order {n}, too.").format(other=orders[lesson.order], n=lesson.order)
            yield Problem(file, "order", reason, _("Give each lesson its own place."))
        ids.setdefault(lesson.id, file)
        orders.setdefault(lesson.order, file)


def _gaps(lessons: Sequence[tuple[str, Lesson]]) -> Iterator[Problem]:
    for file, lesson in lessons:
        if lesson.order > len(lessons):
            reason = _("The order is {order}, but there are {n} lessons.").format(order=lesson.order, n=len(lessons))
            yield Problem(file, "order", reason, _("Number the lessons without a gap."))


def _named(file: str, lesson: Lesson, ids: Collection[str], exercises: Collection[str]) -> Iterator[Problem]:
    lists = (
        ("matters", lesson.matters, None),
        ("exercises", lesson.exercises, exercises),
        ("see_also", lesson.see_also, ids),
    )
    for place, names, there in lists:
        for i, name in enumerate(names):
            here = f"{place}[{i}]"
            if there is not None and name not in there:
                yield _dangling(file, here, name)
            elif name in names[:i]:
                yield Problem(file, here, _("“{id}” stands here twice.").format(id=name), _("Remove one."))
    if lesson.id in lesson.see_also:
        place = f"see_also[{lesson.see_also.index(lesson.id)}]"
        yield Problem(file, place, _("The lesson points at itself."), _("Name another one, or remove it."))


def _picture(file: str, lesson: Lesson, exercises: Collection[str]) -> Iterator[Problem]:
    picture = lesson.picture
    needed, other = ("exercise", "state") if picture.kind == "figure" else ("state", "exercise")
    if getattr(picture, needed) is None:
        reason = _("A picture of the kind “{kind}” needs this field.").format(kind=picture.kind)
        yield Problem(file, f"picture.{needed}", reason, _("Add it."))
    if getattr(picture, other) is not None:
        reason = _("A picture of the kind “{kind}” has no such field.").format(kind=picture.kind)
        yield Problem(file, f"picture.{other}", reason, _("Remove it."))
    elif picture.exercise is not None and picture.exercise not in exercises:
        yield _dangling(file, "picture.exercise", picture.exercise)


def _research(file: str, lesson: Lesson) -> Iterator[Problem]:
    for i, box in enumerate(lesson.research):
        ours = box.checked == "design"
        if box.strength == "our choice" and not ours:
            reason = _("Our own choice is no research, so it cannot have been checked as “{word}”.").format(
                word=box.checked
            )
            yield Problem(file, f"research[{i}].checked", reason, _("Write “design”, or another strength."))
        elif ours and box.strength not in ("our choice", "model"):
            reason = _("A design of ours must not pass for research.")
            yield Problem(file, f"research[{i}].strength", reason, _("Write “our choice” or “model”."))
        elif box.strength == "strong" and box.checked != "seen":
            reason = _("“strong” is for sources whose text was seen.")
            yield Problem(file, f"research[{i}].strength", reason, _("Look the source up, or say less."))


def _body(file: str, lesson: Lesson, targets: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    words = words_of(lesson.body)
    if not MIN_WORDS <= words <= MAX_WORDS:
        reason = _("The text has {n} words; a lesson has {low} to {high}.").format(
            n=words, low=MIN_WORDS, high=MAX_WORDS
        )
        remedy = _("Say more.") if words < MIN_WORDS else _("Shorten it, or make two lessons of it.")
        yield Problem(file, "body", reason, remedy)
    for n, line in enumerate(lesson.body.split("\n"), start=1):
        for pattern, what in _FOREIGN:
            if pattern.search(line):
                reason = _("“{line}” holds {what}.").format(line=_beginning(line), what=what)
                remedy = _("A lesson has “## …”, lists, **bold** and [words](kind:target), nothing else.")
                yield Problem(file, _place(n), reason, remedy)
                break
        if line.count("**") % 2:
            reason = _("The bold text in “{line}” does not end.").format(line=_beginning(line))
            yield Problem(file, _place(n), reason, _("Close it in the same line."))
    for link in links_of(lesson.body):
        place = _place(link.line)
        if link.kind not in LINK_KINDS:
            reason = _("“{words}” leads to an unknown kind of place.").format(words=link.words)
            yield Problem(file, place, reason, _("Write one of: {kinds}.").format(kinds=", ".join(LINK_KINDS)))
        elif link.target not in targets[link.kind]:
            yield _dangling(file, place, f"{link.kind}:{link.target}")
        elif link.kind == "lesson" and link.target == lesson.id:
            yield Problem(file, place, _("The lesson points at itself."), _("Name another one, or remove it."))
        elif link.kind == "exercise" and link.target not in lesson.exercises:
            reason = _("“{id}” is linked here and missing from “exercises”.").format(id=link.target)
            yield Problem(file, place, reason, _("Add it there, so that the exercise leads back here."))


def _place(line: int) -> str:
    """The line of the body, counted below the fields."""
    return f"body:{line}"


def _beginning(line: str) -> str:
    return line if len(line) <= 40 else line[:39] + "…"


def _dangling(file: str, place: str, target: str) -> Problem:
    reason = _("“{id}” does not exist in the library.").format(id=target)
    return Problem(file, place, reason, _("Mend the name, or add its file."))
