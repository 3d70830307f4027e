"""`main.py report`: the report as a PDF, without a window."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

import msgspec
from PySide6.QtCore import QHashSeed

from coach.app import Coach
from coach.clock import Clock, SystemClock
from coach.paths import DataFolder
from coach.text import _
from ui.region import region_of


def write_report(args: Namespace, folder: DataFolder, clock: Clock | None = None) -> tuple[dict[str, object], str]:
    """Write the report on a period; what was written, as a record and in words.

    Raises `CoachError` for days that make no period, and for a file that cannot be written.
    """
    # Fonts are all that is needed of Qt: never the person's screen.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # The order of the fonts in the file hangs on it: the same report shall give the same file.
    QHashSeed.setDeterministicGlobalSeed()
    from ui.app import make_application
    from ui.report.pages import sheets
    from ui.report.paper import PAPERS, paper_for
    from ui.report.pdf import pdf_bytes, write_pdf

    folder.make()
    coach = Coach(folder, clock or SystemClock())
    coach.open()
    try:
        first, last = coach.report.usual_period(args.last)
        view = coach.report.view(args.first or first, last)
        app = make_application()
        paper = PAPERS[args.paper] if args.paper else paper_for(region_of(coach.settings.session.region))
        data = pdf_bytes(sheets(view, paper, args.name), view, args.name)
        write_pdf(Path(args.file), data, folder.path)
        del app
    finally:
        coach.close()
    record = {"event": "report", "file": args.file, "paper": paper.key, "pages": 2}
    words = _("Written to {file}: {period}, 2 pages.").format(file=args.file, period=view.period)
    return {**record, "report": msgspec.to_builtins(view)}, words
