"""A table that was kept elsewhere: how its file is written is found out, and what it is to mean is not decided here."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import Path

import msgspec

from coach.errors import CoachError
from coach.exchange.reading import file_bytes
from coach.text import _

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 100
#: So many rows tell how a file is written.
_LOOKED_AT = 50
_DELIMITERS = (",", ";", "\t")
#: Spreadsheets write the dividing sign into a first line of its own.
_SAID = re.compile(r"^\ufeff?\"?sep=([^\w\s\"']|\t)\"?[ ,;\t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class TableRow(msgspec.Struct, frozen=True):
    """A row and the line of the file on which it begins, from 1."""

    line: int
    cells: tuple[str, ...]


class TableFile(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a file, all of the same length; a first row of names is not among them."""

    name: str
    encoding: str
    delimiter: str
    header: tuple[str, ...] | None
    columns: int
    rows: tuple[TableRow, ...]

    def column(self, at: int) -> list[str]:
        """The cells of a column that are not empty."""
        return [row.cells[at] for row in self.rows if row.cells[at]]


def read_table(file: Path) -> TableFile:
    """The table in a file. Raises `CoachError` where it is none."""
    data = file_bytes(file, MOST_BYTES)
    text, encoding = _decoded(data, file.name)
    said = _SAID.match(text)
    if said is not None:
        text = text[said.end() :]
    delimiter = said[1] if said is not None else _delimiter(text)
    rows = _rows(text, delimiter, file.name, before=int(said is not None))
    columns = max((len(row.cells) for row in rows), default=0)
    if columns < 2 or not rows:
        raise CoachError(
            _("{file} is no table of days: it needs a column of days and one of numbers.").format(file=file.name),
            _("Columns are divided by commas, semicolons or tabs."),
        )
    if columns > MOST_COLUMNS:
        raise CoachError(
            _("{file} has more than {n} columns.").format(file=file.name, n=MOST_COLUMNS),
            _("Take out those that are not needed: a day and a few numbers are enough."),
        )
    rows = [TableRow(row.line, (*row.cells, *[""] * (columns - len(row.cells)))) for row in rows]
    header = rows[0].cells if _is_header(rows[0]) else None
    return TableFile(
        name=file.name,
        encoding=encoding,
        delimiter=delimiter,
        header=header,
        columns=columns,
        rows=tuple(rows[1:] if header is not None else rows),
    )


def _decoded(data: bytes, label: str) -> tuple[str, str]:
    named = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    tried = [named] if named else ["utf-8", "cp1252"]
    # Every second byte is 0 in UTF-16 of western text, also where its mark is missing.
    if not named and data.count(0) > len(data) // 4:
        tried = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    for encoding in tried:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise CoachError(
        _("{file} is no text that can be read.").format(file=label),
        _("Save the table as CSV in UTF-8 and try again."),
    )


def _delimiter(text: str) -> str:
    """The sign that divides most of the first rows into the same number of columns."""
    begin = list(islice(io.StringIO(text[:200_000], newline=""), _LOOKED_AT))

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            lengths = Counter(len(row) for row in csv.reader(begin, delimiter=delimiter) if row)
        except csv.Error:
            return 0, 0
        columns, often = max(lengths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return (often, columns) if columns > 1 else (0, 0)

    return max(_DELIMITERS, key=fits)


def _rows(text: str, delimiter: str, label: str, before: int) -> list[TableRow]:
    """The rows that hold anything; `before`: so many lines stood before them."""
    found: list[TableRow] = []
    # Only line ends divide lines: other signs of that kind may stand in a note.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    skipped = before
    try:
        for cells in reader:
            line, before = before + 1, skipped + reader.line_num
            stripped = tuple(cell.strip().removeprefix("\ufeff") for cell in cells)
            if any(stripped):
                found.append(TableRow(line, stripped))
            if len(found) > MOST_ROWS:
                raise CoachError(
                    _("{file} has more than {n} rows.").format(file=label, n=MOST_ROWS),
                    _("Divide it into several files."),
                )
    except csv.Error as err:
        at = skipped + reader.line_num
        raise CoachError(
            _("{file} cannot be read at line {n}: {reason}.").format(file=label, n=at, reason=err),
            _("Save the table as CSV once more and try again."),
        ) from err
    return found


def _is_header(row: TableRow) -> bool:
    """Names: something is there, and nothing that holds a digit first, as days and numbers do."""
    return not any(cell[:1].isdigit() or cell[:1] in "+-" for cell in row.cells if cell)
