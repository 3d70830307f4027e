"""The text of a lesson: its links and its words. Apart from the model, because the start needs neither."""

from __future__ import annotations

import re
from typing import Literal, get_args

from msgspec import Struct

LinkKind = Literal["exercise", "page", "lesson"]
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)

_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]*)\)")
_MARK = re.compile(r"^(?:#{1,6} +|- +|\d+\. +)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


class Link(Struct, frozen=True):
    """A link of a body: `[words](kind:target)`. `kind` is what stands there, known or not. `line` counts from 1."""

    line: int
    words: str
    kind: str
    target: str


def links_of(body: str) -> tuple[Link, ...]:
    """Every link of a body, in order."""
    found = []
    for n, line in enumerate(body.split("\n"), start=1):
        for words, address in _LINK.findall(line):
            kind, _colon, target = address.partition(":")
            found.append(Link(n, words, kind, target))
    return tuple(found)


def words_of(body: str) -> int:
    """How many words people read, headings and the words of links included, addresses not."""
    return len(_WORD.findall(plain(body)))


def plain(body: str) -> str:
    """The body without its marks, as a reader aloud or a search would take it."""
    text = _LINK.sub(r"\1", body)
    text = _MARK.sub("", text)
    return text.replace("**", "")
