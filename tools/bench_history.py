"""Ten years of daily use: what a person waits for, each piece beside the least that it could cost on the same machine.

Data is held against bare SQL on the same file, pages and charts against a bare QPainter that draws the same points.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication

from coach.app import Coach
from coach.clock import SystemClock
from coach.paths import DataFolder
from coach.progress.views import RANGE_KEYS
from tools.bench_core import Row
from tools.ten_years import make_years
from ui.app import make_application
from ui.desk import Desk
from ui.theme import T

PAGES = (
    "today", "plan", "journal", "insights", "cards", "progress", "library", "learn", "settings", "outcomes", "report",
)  # fmt: skip
#: A pause that a person takes for one (Miller 1968, Nielsen 1993).
NOTICED_MS = 100.0


def measure(years: float, runs: int) -> list[Row]:
    """All rows. What can be repeated is the median of so many runs, warmed up; what happens once in a start is not."""
    with tempfile.TemporaryDirectory(prefix="restack-bench-") as scratch:
        folder = DataFolder(Path(scratch) / "data")
        make_years(folder, years)
        rows = [*_data(folder, Path(scratch), runs)]
        rows += _window(folder, runs)
    return rows


def table_text(rows: Sequence[Row], runs: int) -> str:
    """The table for people."""
    lines = [f"{'median of ' + str(runs):36} {'ms':>9}   {'against':34} {'ms':>9} {'ratio':>8}"]
    lines += [f"{r.name:36} {r.ms:9.1f}   {r.against:34} {r.against_ms:9.1f} {r.ratio:8.2f}" for r in rows]
    slow = [r.name for r in rows if r.name.startswith(("go to", "range", "save")) and r.ms > NOTICED_MS]
    lines.append(f"over {NOTICED_MS:.0f} ms on this machine: {', '.join(slow) or 'none'}")
    return "\n".join(lines)


# -- data --------------------------------------------------------------------------------------------------------


def _data(folder: DataFolder, scratch: Path, runs: int) -> Iterator[Row]:
    coach = Coach(folder, SystemClock())
    coach.open()
    out, again = scratch / "export.json", DataFolder(scratch / "again")
    bare = scratch / "bare.db"
    with contextlib.closing(sqlite3.connect(folder.database)) as conn:

        def read() -> object:
            coach.store.forget()
            coach.history_changed()
            return coach.history

        def rows_of() -> dict[str, list[tuple[Any, ...]]]:
            tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: conn.execute(f"SELECT * FROM {name}").fetchall() for name in tables}

        def dump() -> None:
            with out.with_suffix(".bare").open("w", encoding="utf-8") as stream:
                json.dump(rows_of(), stream)

        def insert() -> None:
            bare.unlink(missing_ok=True)
            with contextlib.closing(sqlite3.connect(bare)) as copy:
                for statement in conn.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type = 'table'"):
                    copy.execute(statement[0])
                with copy:
                    for name, found in rows_of().items():
                        if not found:
                            continue
                        places = ", ".join("?" * len(found[0]))
                        copy.executemany(f"INSERT INTO {name} VALUES ({places})", found)

        def travel() -> None:
            _empty(again)
            other = Coach(again, SystemClock())
            other.open()
            other.data.import_(other.data.preview(out))
            other.close()

        yield _pair("read the history", read, "fetch every row", rows_of, runs)
        yield _pair("export", lambda: coach.data.export_to(out), "write every row as JSON", dump, min(runs, 3))
        yield _pair("look at an export and import it", travel, "insert every row", insert, min(runs, 2))
    coach.close()


def _empty(folder: DataFolder) -> None:
    if folder.path.exists():
        for file in sorted(folder.path.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()


# -- the window --------------------------------------------------------------------------------------------------


def _window(folder: DataFolder, runs: int) -> Iterator[Row]:
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else make_application()
    T.apply("light", text_scale=1.0, reduced_motion=True)
    points = _points(3650)
    desk = Desk(folder, app)
    desk.window.resize(1180, 760)
    began = time.perf_counter()
    desk.window.show()
    desk.open()
    desk.window.go("progress")
    _settle()
    first = (time.perf_counter() - began) * 1000
    draw = _median(lambda: _draw(points), runs)
    yield Row("start to the first chart", first, "draw 3,650 points bare", draw)
    coach = desk.coach
    assert coach is not None
    for key in PAGES:
        began = time.perf_counter()
        desk.window.go(key)
        _settle()
        once = (time.perf_counter() - began) * 1000
        yield Row(f"first visit: {key}", once, "draw 3,650 points bare", draw)
    for key in PAGES:
        yield Row(f"go to {key}", _median(lambda key=key: _visit(desk, key), runs), "draw 3,650 points bare", draw)  # type: ignore[misc]
    progress = desk.progress_desk.page()
    desk.window.go("progress")
    for key in RANGE_KEYS:

        def switch(key: str = key) -> None:
            progress.range_changed.emit(key)
            _settle()

        yield Row(f"range {key}", _median(switch, runs), "draw 3,650 points bare", draw)
    desk.window.go("today")
    _settle()

    def save() -> None:
        coach.plan.rate_day(random.randrange(4))
        desk.window.changed()
        _settle()

    yield Row("save a rating, Today shown anew", _median(save, runs), "draw 3,650 points bare", draw)
    yield _report_row(coach, points, runs)
    desk.window.close()
    desk.close()


def _report_row(coach: Coach, points: list[QPointF], runs: int) -> Row:
    from ui.report.pages import sheets
    from ui.report.paper import A4
    from ui.report.pdf import pdf_bytes

    def report() -> bytes:
        view = coach.report.view(*coach.report.whole_period())
        return pdf_bytes(sheets(view, A4), view)

    def bare() -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        painter = QPainter(writer)
        _dots(painter, points)
        painter.end()

    return _pair("report, ten years, as PDF", report, "draw 3,650 points into a PDF", bare, min(runs, 5))


def _visit(desk: Desk, key: str) -> None:
    """From another page, with everything out of date, as after a save."""
    other = "learn" if key != "learn" else "library"
    desk.window.go(other)
    _settle()
    began = time.perf_counter()
    desk.window.changed()
    desk.window.go(key)
    _settle()
    _TAKEN.append((time.perf_counter() - began) * 1000)


_TAKEN: list[float] = []


def _settle() -> None:
    for _n in range(3):
        QApplication.processEvents()


def _points(n: int) -> list[QPointF]:
    chance = random.Random(1)
    return [QPointF(700 * i / n, chance.uniform(0, 300)) for i in range(n)]


def _draw(points: list[QPointF]) -> None:
    image = QImage(1180, 760, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _dots(painter, points)
    painter.end()


def _dots(painter: QPainter, points: list[QPointF]) -> None:
    # A line of one pixel, as a stroke of two takes Qt seconds where it crosses itself so often.
    painter.setPen(QPen(QColor("black"), 0))
    painter.drawPolyline(QPolygonF(points))
    for point in points:
        painter.drawEllipse(QRectF(point.x() - 2, point.y() - 2, 4, 4))


def _median(act: Callable[[], object], runs: int) -> float:
    """Median ms of so many runs after one to warm up; of what `act` itself took down where it did."""
    taken = []
    for n in range(runs + 1):
        gc.collect()
        _TAKEN.clear()
        began = time.perf_counter()
        act()
        if n:
            taken.append(_TAKEN[0] if _TAKEN else (time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _pair(name: str, work: Callable[[], object], against: str, other: Callable[[], object], runs: int) -> Row:
    taken: tuple[list[float], list[float]] = ([], [])
    for _n in range(runs):
        for times, act in zip(taken, (work, other), strict=True):
            gc.collect()
            began = time.perf_counter()
            act()
            times.append((time.perf_counter() - began) * 1000)
    return Row(name, statistics.median(taken[0]), against, statistics.median(taken[1]))
