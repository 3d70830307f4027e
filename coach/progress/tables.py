"""The numbers behind each chart as rows, for the table on the page and for CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import msgspec

from coach.progress.score_views import ScoreSeries
from coach.progress.views import (
    BalanceView,
    DaysView,
    HoldsView,
    PainView,
    ReliefView,
    SpasmFreeView,
    WeeksView,
)
from coach.text import _

Cell = str | int | float | date | None
#: A cell that begins like this could be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Table(msgspec.Struct, frozen=True):
    """Rows under columns, in the order of the chart. `newest_last`: rows go through time."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    newest_last: bool = True


def pain_table(view: PainView) -> Table:
    """A row a rating; days with a spasm or a change of part and no rating have their own."""
    line = {point.day: point for point in view.line}
    stages = {mark.day: mark.part for mark in view.stages}
    spasms = set(view.spasms)
    said = {"session": _("after a session"), "day": _("of the day")}
    rated = [(rating.day, rating.pain, said[rating.kind]) for rating in view.ratings]
    other = sorted((spasms | stages.keys()) - {rating.day for rating in view.ratings})
    entries: list[tuple[date, float | None, str]] = [*rated, *((day, None, "") for day in other)]
    rows: list[tuple[Cell, ...]] = []
    for day, pain, kind in sorted(entries, key=lambda entry: entry[0]):
        point = line.get(day)
        numbers = (point.median, point.low, point.high) if point is not None else (None, None, None)
        rows.append((day, pain, kind, *numbers, _("yes") if day in spasms else "", stages.get(day, "")))
    median = _("median of {n} days").format(n=view.window_days)
    return Table(
        (_("day"), _("pain"), _("rated"), median, _("lower quarter"), _("upper quarter"), _("spasm"), _("part")),
        tuple(rows),
    )


def weeks_table(view: WeeksView) -> Table:
    """A row a bar."""
    rows = tuple((b.first, b.last, b.sessions, round(b.a_week, 2), b.goal) for b in view.blocks)
    return Table((_("from"), _("to"), _("sessions"), _("sessions a week"), _("goal a week")), rows)


def days_table(view: DaysView) -> Table:
    """A row a day on which something was."""
    rows = tuple((c.day, c.sessions, c.minutes, c.elsewhere, _("yes") if c.spasm else "") for c in view.cells)
    return Table((_("day"), _("sessions"), _("minutes"), _("minutes elsewhere"), _("spasm")), rows)


def balance_table(view: BalanceView) -> Table:
    """A row an exercise."""
    rows = tuple((r.name, r.done, r.skipped, r.note) for r in view.rows)
    return Table((_("exercise"), _("done"), _("skipped"), _("note")), rows, newest_last=False)


def holds_table(view: HoldsView) -> Table:
    """A row a value of a test."""
    rows: list[tuple[Cell, ...]] = []
    for row in view.rows:
        norm = (row.norm.low, row.norm.high) if row.norm is not None else (None, None)
        unit = _("seconds") if row.seconds else _("times")
        rows += [(row.name, point.day, point.value, unit, *norm) for point in row.points]
    columns = (_("test"), _("day"), _("value"), _("unit"), _("published from"), _("published to"))
    return Table(columns, tuple(rows), newest_last=False)


def spasm_free_table(view: SpasmFreeView) -> Table:
    """A row a stretch."""
    rows = tuple((s.first, s.last, s.days, _("yes") if s.running else "") for s in view.stretches)
    return Table((_("from"), _("to"), _("days without a spasm"), _("goes on")), rows)


def relief_table(view: ReliefView) -> Table:
    """A row for the time after sessions, one for the next morning."""
    if view.is_empty:
        return Table((_("when"), _("lower"), _("the same"), _("higher")), (), newest_last=False)
    rows = [(_("after sessions"), view.after.lower, view.after.same, view.after.higher)]
    if view.morning.n:
        rows.append((_("next morning"), view.morning.lower, view.morning.same, view.morning.higher))
    return Table((_("when"), _("lower"), _("the same"), _("higher")), tuple(rows), newest_last=False)


def scores_table(scores: Sequence[ScoreSeries]) -> Table:
    """A row a score."""
    rows = tuple((one.title, point.day, point.value) for one in scores for point in one.points)
    return Table((_("measure"), _("day"), _("score")), rows, newest_last=False)


def csv_text(table: Table) -> str:
    """The table as CSV with a heading, lines ended as RFC 4180 says, ISO dates and points in numbers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_defused(column) for column in table.columns])
    for row in table.rows:
        writer.writerow([_written(cell) for cell in row])
    return out.getvalue()


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case date():
            return cell.isoformat()
        case float():
            return f"{cell:g}"
        case int():
            return str(cell)
    return _defused(cell)


def _defused(text: str) -> str:
    """Words as words: what a spreadsheet would take for a formula is quoted by an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
