"""What the Learn pages show, as plain values with their words: all lessons, one lesson, and where one matters."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import msgspec

from coach.library.kinds import Checked
from coach.library.lesson_text import words_of
from coach.library.lessons import Lesson, PageKey, Strength
from coach.library.library import Library
from coach.pages.lesson_body import Block, blocks_of
from coach.text import _

WORDS_A_MINUTE = 200


class PictureView(msgspec.Struct, frozen=True, kw_only=True):
    """The picture of a lesson: the figure in an exercise and its start position, or the house of cards in a state."""

    kind: Literal["figure", "house"]
    exercise: str = ""
    position: str = ""
    state: str = ""
    alt: str


class LessonCardView(msgspec.Struct, frozen=True, kw_only=True):
    """One lesson as it is listed. `length` is the time to read in words, `place` such as "Lesson 5"."""

    id: str
    place: str
    title: str
    summary: str
    length: str
    read: bool
    picture: PictureView


class LearnView(msgspec.Struct, frozen=True, kw_only=True):
    """All lessons in their order; `words` says how many were read, `next_card` is a suggestion while one is unread."""

    cards: tuple[LessonCardView, ...]
    words: str
    next_card: LessonCardView | None


class LessonRef(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson to go on to. `why` is the line with which a page that it matters to may offer it."""

    id: str
    title: str
    length: str
    read: bool
    why: str


class ResearchView(msgspec.Struct, frozen=True, kw_only=True):
    """One finding: how firm it is in a word and in a sentence, and its source with how that was checked."""

    text: str
    strength: Strength
    firm: str
    meaning: str
    source: str
    checked: str


class ExerciseRef(msgspec.Struct, frozen=True):
    """An exercise that a lesson speaks of."""

    id: str
    name: str


class LessonView(msgspec.Struct, frozen=True, kw_only=True):
    """One lesson in full. `place` is such as "Lesson 5 of 12", `next_ref` is None after the last one was read."""

    id: str
    place: str
    title: str
    summary: str
    length: str
    read: bool
    picture: PictureView
    blocks: tuple[Block, ...]
    research: tuple[ResearchView, ...]
    exercises: tuple[ExerciseRef, ...]
    see_also: tuple[LessonRef, ...]
    matters: str
    next_ref: LessonRef | None


def learn_view(library: Library, read: Collection[str]) -> LearnView:
    """All lessons; `read` are the ids of those that were read to their end."""
    lessons = tuple(library.lessons.values())
    cards = tuple(_card(lesson, library, read) for lesson in lessons)
    return LearnView(
        cards=cards,
        words=_progress_words(lessons, sum(card.read for card in cards)),
        next_card=next((card for card in cards if not card.read), None),
    )


def lesson_view(library: Library, lesson_id: str, read: Collection[str]) -> LessonView:
    """One lesson. Raises `CoachError` for an id that the library does not have."""
    lesson = library.lesson(lesson_id)
    following = _following(library, lesson, read)
    return LessonView(
        id=lesson.id,
        place=_("Lesson {n} of {total}").format(n=lesson.order, total=len(library.lessons)),
        title=lesson.title,
        summary=lesson.summary,
        length=length_words(lesson),
        read=lesson.id in read,
        picture=_picture(lesson, library),
        blocks=blocks_of(lesson.body),
        research=tuple(_research_views(lesson)),
        exercises=tuple(
            ExerciseRef(own_id, library.exercises[own_id].name)
            for own_id in lesson.exercises
            if own_id in library.exercises
        ),
        see_also=tuple(
            _ref(library.lessons[own_id], read)
            for own_id in lesson.see_also
            if own_id in library.lessons and (following is None or own_id != following.id)
        ),
        matters=_matters_words(lesson),
        next_ref=None if following is None else _ref(following, read),
    )


def lessons_for(library: Library, page_or_exercise: str, read: Collection[str] = ()) -> tuple[LessonRef, ...]:
    """The lessons that matter to a page or an exercise: those not read yet first, each group in its order."""
    about = library.lessons_about(page_or_exercise)
    return tuple(_ref(lesson, read) for lesson in sorted(about, key=lambda lesson: lesson.id in read))


def minutes_to_read(lesson: Lesson) -> int:
    """Whole minutes for the text and what research says, at least one."""
    words = words_of(lesson.body) + sum(words_of(box.text) for box in lesson.research)
    return max(1, round(words / WORDS_A_MINUTE))


def length_words(lesson: Lesson) -> str:
    """The time to read, "2 min"."""
    return _("{n} min").format(n=minutes_to_read(lesson))


def page_words() -> dict[PageKey, str]:
    """What the places are called from which lessons are linked."""
    return {
        "today": _("Today"),
        "plan": _("Plan"),
        "journal": _("Journal"),
        "insights": _("Insights"),
        "progress": _("Progress"),
        "library": _("Library"),
        "spasm": _("Spasm help"),
        "session": _("sessions"),
        "check-in": _("the check-in"),
        "welcome": _("the first steps"),
    }


def strength_words() -> dict[Strength, tuple[str, str]]:
    """How firm a finding is: in a word, and what the word means here."""
    return {
        "strong": (_("Firm"), _("Studies that were repeated, or careful trials.")),
        "moderate": (_("Fairly firm"), _("One good study, or several that agree.")),
        "weak": (_("Uncertain"), _("Small, older or contradicting studies.")),
        "model": (_("A model"), _("A way of seeing it, not a finding.")),
        "our choice": (_("Our choice"), _("Decided for Restack; nobody has tested it.")),
    }


def _checked_words() -> dict[Checked, str]:
    return {
        "seen": _("We looked at the source."),
        "secondary": _("We know it from another page that reports it."),
        "memory": _("Quoted from memory; we have not looked it up."),
        "design": "",
    }


def _research_views(lesson: Lesson) -> list[ResearchView]:
    strengths, checked = strength_words(), _checked_words()
    return [
        ResearchView(
            text=box.text,
            strength=box.strength,
            firm=strengths[box.strength][0],
            meaning=strengths[box.strength][1],
            source=box.source,
            checked=checked[box.checked],
        )
        for box in lesson.research
    ]


def _progress_words(lessons: tuple[Lesson, ...], read: int) -> str:
    n = len(lessons)
    if not n:
        return _("There are no lessons here.")
    if not read:
        minutes = sorted(minutes_to_read(lesson) for lesson in lessons)
        if minutes[0] == minutes[-1]:
            return _("{n} short texts of {m} min each. Any order is fine.").format(n=n, m=minutes[0])
        return _("{n} short texts of {least} to {most} min. Any order is fine.").format(
            n=n, least=minutes[0], most=minutes[-1]
        )
    if read < n:
        return _("{read} of {n} read. Any order is fine.").format(read=read, n=n)
    return _("All {n} read. They stay here to look things up.").format(n=n)


def _following(library: Library, lesson: Lesson, read: Collection[str]) -> Lesson | None:
    """The next one that was not read, from here on and round; once all were read the next in order, if there is one."""
    lessons = list(library.lessons.values())
    here = lessons.index(lesson)
    onward = lessons[here + 1 :]
    unread = next((other for other in (*onward, *lessons[:here]) if other.id not in read), None)
    return unread or next(iter(onward), None)


def _ref(lesson: Lesson, read: Collection[str]) -> LessonRef:
    length = length_words(lesson)
    return LessonRef(
        id=lesson.id,
        title=lesson.title,
        length=length,
        read=lesson.id in read,
        why=_("Why this matters: {title}, {length}").format(title=lesson.title, length=length),
    )


def _card(lesson: Lesson, library: Library, read: Collection[str]) -> LessonCardView:
    return LessonCardView(
        id=lesson.id,
        place=_("Lesson {n}").format(n=lesson.order),
        title=lesson.title,
        summary=lesson.summary,
        length=length_words(lesson),
        read=lesson.id in read,
        picture=_picture(lesson, library),
    )


def _picture(lesson: Lesson, library: Library) -> PictureView:
    picture = lesson.picture
    exercise = library.exercises.get(picture.exercise or "")
    return PictureView(
        kind=picture.kind,
        exercise=picture.exercise or "",
        position=exercise.position if exercise is not None else "",
        state=picture.state or "",
        alt=picture.alt,
    )


def _matters_words(lesson: Lesson) -> str:
    words = page_words()
    return _("It matters in: {places}.").format(places=", ".join(words[key] for key in lesson.matters))
