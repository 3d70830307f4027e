"""The text of a lesson as blocks and spans, ready to be laid out: the small Markdown that lessons may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

BlockKind = Literal["heading", "paragraph", "bullets", "numbers"]

_PIECES = re.compile(r"(\*\*|\[[^\[\]]+\]\([^()\s]*\))")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]*)\)")
_BULLET = re.compile(r"- +(.*)")
_NUMBER = re.compile(r"\d+\. +(.*)")
_HEADING = re.compile(r"#{1,6} +(.*)")


class Span(msgspec.Struct, frozen=True):
    """A run of words in one look. `kind` and `target` say where a link leads: exercise, page or lesson, and its id."""

    text: str
    bold: bool = False
    kind: str = ""
    target: str = ""


class Block(msgspec.Struct, frozen=True):
    """A heading or a paragraph, which are one item, or a list. Each item is a row of spans."""

    kind: BlockKind
    items: tuple[tuple[Span, ...], ...]


def blocks_of(body: str) -> tuple[Block, ...]:
    """The blocks of a body, in order. Lines that follow each other with the same mark are one list."""
    found: list[Block] = []
    open_list = False
    for line in body.split("\n"):
        stripped = line.strip()
        if not stripped:
            open_list = False
            continue
        kind, words = _taken_apart(stripped)
        spans = tuple(spans_of(words))
        is_list = kind in ("bullets", "numbers")
        if open_list and is_list and found[-1].kind == kind:
            found[-1] = Block(kind, (*found[-1].items, spans))
        else:
            found.append(Block(kind, (spans,)))
        open_list = is_list
    return tuple(found)


def spans_of(text: str) -> Iterator[Span]:
    """The spans of one line. Bold may begin or end inside the words of a link."""
    bold = False
    for piece in _PIECES.split(text):
        if piece == "**":
            bold = not bold
            continue
        link = _LINK.fullmatch(piece)
        if link is None:
            if piece:
                yield Span(piece, bold)
            continue
        kind, _colon, target = link[2].partition(":")
        strong = bold or "**" in link[1]
        bold ^= link[1].count("**") % 2 == 1
        yield Span(link[1].replace("**", ""), strong, kind, target)


def plain(spans: tuple[Span, ...]) -> str:
    """The words alone."""
    return "".join(span.text for span in spans)


def _taken_apart(line: str) -> tuple[BlockKind, str]:
    kinds: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
        ("heading", _HEADING),
        ("bullets", _BULLET),
        ("numbers", _NUMBER),
    )
    for kind, pattern in kinds:
        match = pattern.fullmatch(line)
        if match is not None:
            return kind, match[1]
    return "paragraph", line
