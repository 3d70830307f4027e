"""The commands `export` and `import`: data that travels, without a window."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from coach.app import Coach
from coach.data_work import ImportPreview
from coach.errors import CoachError
from coach.exchange.words import kind_words, order_words, role_words
from coach.text import _, ngettext

#: Says a record to machines, or a sentence to people.
Say = Callable[[dict[str, Any], str], None]
_TROUBLES_TOLD = 20


def export_data(args: Namespace, coach: Coach, say: Say) -> int:
    """Everything, to a file, to standard output (`-`), or with `--csv` as tables into a folder."""
    if args.csv:
        for file in coach.data.export_tables(Path(args.file)):
            say({"event": "exported", "file": str(file)}, _("Written to {file}.").format(file=file))
        return 0
    if args.file == "-":
        for piece in coach.data.export_lines():
            _write(piece)
        return 0
    coach.data.export_to(Path(args.file))
    record = {"event": "exported", "file": args.file, "sessions": len(coach.history.sessions)}
    say(record, _("Written to {file}.").format(file=args.file))
    return 0


def import_data(args: Namespace, coach: Coach, say: Say) -> int:
    """What a file would change, and unless it is a dry run, the change; or the newest import taken back."""
    if args.undo:
        return _undo(coach, say)
    file = Path(args.file)
    preview = _table_preview(coach, file, say) if file.suffix.lower() in (".csv", ".tsv", ".txt") else None
    preview = preview or coach.data.preview(file)
    say(preview_record(preview), "\n".join(preview_lines(preview)))
    if args.dry_run or not preview.changes:
        return 0
    done = coach.data.import_(preview)
    record = {
        "event": "imported",
        "id": done.id,
        "added": done.added,
        "longer": done.longer,
        "backup": str(done.backup),
    }
    say(record, _("Imported. A backup from before is at {file}.").format(file=done.backup))
    return 0


def preview_record(preview: ImportPreview) -> dict[str, Any]:
    """A preview as the machine-readable lines show it."""
    return {
        "event": "preview",
        "file": preview.source,
        "made": preview.made.isoformat() if preview.made is not None else None,
        "counts": {c.kind: {"added": c.added, "there": c.there, "differs": c.differs} for c in preview.counts},
        "first": preview.first.isoformat() if preview.first is not None else None,
        "last": preview.last.isoformat() if preview.last is not None else None,
        "longer": preview.longer,
        "settings": preview.settings,
        "plan_before": preview.before,
        "plan_after": preview.after,
        "notes": list(preview.notes),
    }


def preview_lines(preview: ImportPreview) -> Iterator[str]:
    """A preview as a person reads it."""
    if not preview.changes:
        yield f"{preview.source}: {nothing_words(preview)}"
        return
    yield _("{file} would bring:").format(file=preview.source)
    for count in preview.counts:
        yield "  " + _("{kind}: {added} new, {there} here already").format(
            kind=kind_words(count.kind), added=count.added, there=count.there
        )
        if count.differs:
            yield "    " + _("{n} differ and stay as they are here").format(n=count.differs)
    if preview.longer:
        yield "  " + ngettext(
            "{n} session that got further there, or was stopped for your safety",
            "{n} sessions that got further there, or were stopped for your safety",
            preview.longer,
        ).format(n=preview.longer)
    if preview.first is not None and preview.last is not None:
        yield "  " + _("from {first} to {last}").format(first=preview.first, last=preview.last)
    if preview.settings:
        yield "  " + _("Your settings come along.")
    if preview.before != preview.after:
        yield "  " + _("The plan: {before} -> {after}").format(
            before=preview.before or _("nothing yet"), after=preview.after
        )
    for note in preview.notes:
        yield f"  {note}"


def nothing_words(preview: ImportPreview) -> str:
    """Why an import that changes nothing does not."""
    if preview.all_here:
        return _("All of it is here already. Nothing changes.")
    if not preview.counts:
        return _("There is nothing in it that can be imported. Nothing changes.")
    differ = sum(count.differs for count in preview.counts)
    words = _("There is nothing new in it. Nothing changes.")
    if differ:
        words += " " + ngettext(
            "{n} entry differs and stays as it is here.", "{n} entries differ and stay as they are here.", differ
        ).format(n=differ)
    return words


def _table_preview(coach: Coach, file: Path, say: Say) -> ImportPreview:
    read = coach.data.tabling(file=file).run()
    table, mapping, plan = read.table, read.mapping, read.plan
    roles = [role for role in mapping.roles if role != "ignore"]
    if plan.open:
        raise CoachError(
            plan.open, _("The window can ask: open Restack and choose “Import” in Settings. Nothing was changed.")
        )
    order = order_words(mapping.order) if mapping.order is not None else ""
    words = _("Columns: {columns}; days as {order}.").format(
        columns=", ".join(role_words(role) for role in roles), order=order
    )
    if mapping.tenth:
        words += " " + _("Pain goes up to 100 in it and is divided by ten.")
    say({"event": "table", "columns": list(mapping.roles), "order": mapping.order, "tenth": mapping.tenth}, words)
    for trouble in plan.troubles[:_TROUBLES_TOLD]:
        record = {"event": "line", "line": trouble.line, "reason": trouble.reason}
        say(record, _("  line {n}: {reason}").format(n=trouble.line, reason=trouble.reason))
    more = len(plan.troubles) - _TROUBLES_TOLD
    if more > 0:
        say({"event": "lines", "more": more}, _("  and {n} more lines").format(n=more))
    return coach.data.looking_at_table(table, mapping).run()


def _undo(coach: Coach, say: Say) -> int:
    newest = next((one for one in coach.data.imports() if one.last), None)
    if newest is None:
        raise CoachError(_("There is no import to take back."))
    done = coach.data.undo_import(newest.id)
    words = _("The import of {file} is taken back: {n} entries went.").format(file=newest.source, n=done.removed)
    if done.kept:
        words += " " + ngettext(
            "{n} stays, since something written later speaks of it.",
            "{n} stay, since something written later speaks of them.",
            done.kept,
        ).format(n=done.kept)
    say({"event": "undone", "id": newest.id, "removed": done.removed, "kept": done.kept}, words)
    return 0


def _write(piece: bytes) -> None:
    # JSON is UTF-8 whatever the terminal speaks.
    raw = getattr(sys.stdout, "buffer", None)
    if raw is not None:
        raw.write(piece)
    else:
        sys.stdout.write(piece.decode())
