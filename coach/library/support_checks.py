"""Rules for the house of cards: eight cards in their order, exercises and places that exist, numbers that fit."""

from __future__ import annotations

import string
from collections.abc import Collection, Iterator, Sequence
from typing import get_args

from coach.library.lessons import OPENABLE
from coach.library.problems import Problem
from coach.library.supports import CardId, LogRule, Support, Supports, WorkRule
from coach.text import _

_BOXES = ("sleep", "sitting", "breaks", "walking")


def support_problems(
    files: Sequence[tuple[str, Supports]],
    exercises: Collection[str],
    tests: Collection[str] | None,
    lessons: Collection[str] | None,
) -> Iterator[Problem]:
    """Everything wrong with `files`, pairs of file and value. None for tests or lessons: they were not read."""
    for file, supports in files:
        yield from _order(file, supports)
        yield from _numbers(file, supports)
        for i, card in enumerate(supports.cards):
            here = f"cards[{i}]"
            yield from _kind(file, here, card)
            yield from _words(file, f"{here}.decided", card, supports)
            if card.work is not None:
                yield from _work(file, f"{here}.work", card.work, exercises, tests)
            if card.log is not None:
                yield from _log(file, f"{here}.log", card.log)
            if lessons is not None and card.lesson not in lessons:
                yield _dangling(file, f"{here}.lesson", card.lesson)
            for k, link in enumerate(card.leads_to):
                yield from _link(file, f"{here}.leads_to[{k}]", link, exercises, lessons)


def _order(file: str, supports: Supports) -> Iterator[Problem]:
    wanted = get_args(CardId)
    if tuple(card.id for card in supports.cards) != wanted:
        reason = _("The cards do not stand in the order of the house.")
        yield Problem(file, "cards", reason, _("Write them as: {names}.").format(names=", ".join(wanted)))


def _numbers(file: str, supports: Supports) -> Iterator[Problem]:
    rules = supports.rules
    pairs = (
        ("known_after_days", "window_days"),
        ("solid_days", "window_days"),
        ("logs_needed", "logs_of_days"),
        ("logs_of_days", "window_days"),
        ("desk_breaks_some", "desk_breaks_often"),
    )
    for low, high in pairs:
        if getattr(rules, low) > getattr(rules, high):
            reason = _("“{low}” is greater than “{high}”.").format(low=low, high=high)
            yield Problem(file, f"rules.{low}", reason, _("Make one of them fit the other."))


def _kind(file: str, here: str, card: Support) -> Iterator[Problem]:
    if (card.work is None) == (card.log is None):
        reason = _("A card is decided by what was done or by logs.")
        yield Problem(file, here, reason, _("Give it either “work” or “log”."))


def _words(file: str, place: str, card: Support, supports: Supports) -> Iterator[Problem]:
    try:
        named = {name for _text, name, _spec, _how in string.Formatter().parse(card.decided) if name is not None}
    except ValueError as err:
        yield Problem(file, place, _("A bracket stands alone: {err}.").format(err=err), _("Write {{ and }} in pairs."))
        return
    for name in sorted(named - set(supports.rules.__struct_fields__)):
        reason = _("There is no number “{name}”.").format(name=name)
        yield Problem(file, place, reason, _("Name one of the numbers of “rules”."))


def _work(
    file: str, here: str, work: WorkRule, exercises: Collection[str], tests: Collection[str] | None
) -> Iterator[Problem]:
    for i, own in enumerate(work.exercises):
        if own not in exercises:
            yield _dangling(file, f"{here}.exercises[{i}]", own)
        elif own in work.exercises[:i]:
            reason = _("“{id}” stands here twice.").format(id=own)
            yield Problem(file, f"{here}.exercises[{i}]", reason, _("Remove one."))
    for i, test in enumerate(work.tests):
        if tests is not None and test not in tests:
            yield _dangling(file, f"{here}.tests[{i}]", test)


def _log(file: str, here: str, log: LogRule) -> Iterator[Problem]:
    if log.good_percent + log.down_percent <= 100:
        reason = _("Days could be in place and down at once.")
        yield Problem(file, f"{here}.down_percent", reason, _("Let both add up to more than 100."))
    for i, mark in enumerate(log.marks):
        if all(getattr(mark, box) is None for box in _BOXES):
            reason = _("The mark names no box.")
            yield Problem(
                file, f"{here}.marks[{i}]", reason, _("Name at least one of: {boxes}.").format(boxes=", ".join(_BOXES))
            )


def _link(
    file: str, place: str, link: str, exercises: Collection[str], lessons: Collection[str] | None
) -> Iterator[Problem]:
    kind, _colon, target = link.partition(":")
    known = {"exercise": exercises, "lesson": lessons, "page": OPENABLE}[kind]
    if known is not None and target not in known:
        yield _dangling(file, place, link)


def _dangling(file: str, place: str, target: str) -> Problem:
    reason = _("“{id}” does not exist in the library.").format(id=target)
    return Problem(file, place, reason, _("Mend the name, or add its file."))
