"""A folder of tables on the disk: private, each file whole or not there, and nothing of others written over."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from coach.errors import CoachError
from coach.exchange.cells import csv_bytes
from coach.exchange.tables import Table
from coach.paths import write_atomically
from coach.text import _

README = "README.txt"
#: By its first line a folder of ours is known.
FIRST_LINE = "Restack: tables for spreadsheets"
_LEFT_OVER = re.compile(r"^\..*\.\d+\.tmp$")


def write_folder(folder: Path, tables: Sequence[Table]) -> tuple[Path, ...]:
    """Write the tables and a README; the files. Raises `CoachError` for a folder that holds anything else."""
    _refuse_foreign(folder, {README, *(table.file for table in tables)})
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix":
            folder.chmod(0o700)
        # The README comes first: a folder that was cut short is still known as ours.
        write_atomically(folder / README, _readme(tables).encode("utf-8-sig"))
        for table in tables:
            write_atomically(folder / table.file, csv_bytes(table.names, table.lines))
            written.append(folder / table.file)
    except OSError as err:
        raise CoachError(
            _("The folder {path} could not be written: {reason}.").format(path=folder, reason=err.strerror),
            _("Choose another place."),
        ) from err
    return (*written, folder / README)


def _refuse_foreign(folder: Path, ours: set[str]) -> None:
    try:
        if not folder.exists():
            return
        if not folder.is_dir():
            raise CoachError(_("{file} is not a folder.").format(file=folder), _("Choose another name."))
        found = sorted(one.name for one in folder.iterdir() if not _LEFT_OVER.match(one.name))
        begin = (folder / README).read_text("utf-8-sig", "replace") if README in found else ""
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or err
        raise CoachError(
            _("The folder {path} cannot be read: {reason}.").format(path=folder, reason=reason),
            _("Choose another place."),
        ) from err
    other = next((name for name in found if name not in ours), None)
    if other is None and found and not begin.startswith(FIRST_LINE):
        other = found[0]
    if other is not None:
        raise CoachError(
            _("The folder {path} holds other files, such as {name}.").format(path=folder, name=other),
            _("Choose an empty folder or a new name: nothing of yours is written over."),
        )


def _readme(tables: Sequence[Table]) -> str:
    lines = [
        FIRST_LINE,
        "",
        _("Written by Restack. Everything in these files is what you told it yourself."),
        _("Days and times are your own local ones, such as 2026-03-02 and 2026-03-02 08:15. An empty cell: not told."),
        _("Text that a spreadsheet would take for a formula begins with an apostrophe (')."),
        _("These tables cannot be read back; for that, and for another machine, use “Export as JSON”."),
    ]
    for table in tables:
        lines += ["", f"{table.file}: {table.what}"]
        lines += [f"  {column.name}: {column.what}" for column in table.columns]
    return "\r\n".join([*lines, ""])
