"""Searching short texts as people type: any case, accents, hyphens and order of words, and one slip in a long word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from typing import TypeVar

Found = TypeVar("Found")

#: From this length on a word may be one letter off; shorter ones would turn into each other.
SLIPS_FROM = 5


class Weighted(IntEnum):
    """Where a word was found; less is better."""

    NAME = 0
    OTHER_NAME = 2
    ABOUT = 4


Searchable = tuple[tuple[str, Weighted], ...]

_INSIDE = 1  # added where the word stands inside another, not at its beginning
_SLIP = 6  # added where it is only nearly the word


def ranked(query: str, items: Iterable[Found], texts: Callable[[Found], Searchable]) -> tuple[Found, ...]:
    """The items that hold every word of the query, the best first and otherwise in their order.

    A whole name that begins like the query comes before everything else. A word that stands nowhere is taken for a
    slip of one that does.
    """
    asked = folded(query).split()
    everything = list(items)
    if not asked:
        return tuple(everything)
    known = [tuple((folded(text), weight) for text, weight in texts(item)) for item in everything]
    slips = frozenset(
        word for word in asked if not any(_found(word, text) is not None for one in known for text, _w in one)
    )
    whole = " ".join(asked)
    scored = []
    for at, (item, held) in enumerate(zip(everything, known, strict=True)):
        scores = [_score(word, held, slip=word in slips) for word in asked]
        if None not in scores:
            begins = min((weight for text, weight in held if text.startswith(whole)), default=Weighted.ABOUT)
            scored.append((begins, sum(s for s in scores if s is not None), at, item))
    scored.sort(key=lambda one: one[:3])
    return tuple(item for *_rank, item in scored)


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """Lower case without accents; hyphens and every other sign between words become one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c) and c not in "'’")
    return " ".join("".join(letters).split())


def _score(word: str, texts: Searchable, *, slip: bool) -> int | None:
    found = (_nearly(word, text) if slip else _found(word, text) for text, _weight in texts)
    scores = [weight + at for (_text, weight), at in zip(texts, found, strict=True) if at is not None]
    return min(scores, default=None)


def _found(word: str, text: str) -> int | None:
    if text.startswith(word) or f" {word}" in text:
        return 0
    # "situps" for "sit-ups": people leave the gap out.
    return _INSIDE if len(word) >= 3 and word in text.replace(" ", "") else None


@lru_cache(maxsize=8_192)
def _nearly(word: str, text: str) -> int | None:
    if len(word) < SLIPS_FROM:
        return None
    words = (*text.split(), text.replace(" ", ""))
    return _SLIP if any(_one_slip(word, begun) for own in words for begun in _beginnings(own, word)) else None


def _beginnings(own: str, word: str) -> set[str]:
    """The whole word, and as much of it as has been typed so far with a letter more or less."""
    return {own, own[: len(word) - 1], own[: len(word)], own[: len(word) + 1]}


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter is wrong, missing or too much, or two neighbours are swapped."""
    longest = max(len(a), len(b))
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < SLIPS_FROM - 1:
        return False
    same = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return same >= longest - 1
