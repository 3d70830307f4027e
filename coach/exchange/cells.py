"""Cells of a table that a spreadsheet takes for what they are."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

Cell = str | int | float | None
#: What a spreadsheet takes for the beginning of a formula, also in the wide forms of East Asian keyboards.
_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\u2212")
_LINE_ENDS = "\t\r\n"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_QUOTES = "\"'“”„‘’‚`"
#: Categories of signs that are not seen: controls, formatting (the byte order mark is one), spaces and line ends.
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")


def defused(cell: Cell) -> Cell:
    """The cell; text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers stay numbers.

    Whatever is not seen may be dropped by a spreadsheet: what comes after it counts.
    """
    if not isinstance(cell, str):
        return cell
    begin = next((at for at, sign in enumerate(cell) if not _is_passed_over(sign)), len(cell))
    if cell[:1] in tuple(_LINE_ENDS) or cell[begin:].startswith(_BEGINS):
        return f"'{cell}"
    return cell


def csv_bytes(columns: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """A table as RFC 4180 has it, in UTF-8 with a mark, which spreadsheets know; controls are left out."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for line in lines:
        writer.writerow([defused(_clean(cell)) for cell in line])
    return text.getvalue().encode("utf-8-sig", "replace")


def _clean(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    return _CONTROLS.sub("", cell)


def _is_passed_over(sign: str) -> bool:
    return sign in _QUOTES or unicodedata.category(sign) in _UNSEEN
