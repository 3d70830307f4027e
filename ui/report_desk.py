"""The report, wired to the coach: its period, what the person wants to ask, and the ways to take it along."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

from coach.app import Coach
from coach.errors import CoachError
from coach.text import _
from ui.region import region_of
from ui.window import MainWindow

if TYPE_CHECKING:
    from ui.pages.report import ReportPage


#: The periods that end today, in days.
RANGE_DAYS = {"4w": 28, "3m": 91, "1y": 365}


class ReportDesk(QObject):
    """Owned by the window. Makes its page on its first visit."""

    def __init__(self, window: MainWindow, coach: Coach) -> None:
        super().__init__(window)
        self._window, self._coach = window, coach
        self._page: ReportPage | None = None
        self._key = "3m"
        self._days: tuple[date, date] | None = None
        window.add_page("report", self._make, self._refresh)

    def page(self) -> ReportPage:
        """The Report page, made on first use."""
        self._window.page("report")
        assert self._page is not None
        return self._page

    @Slot()
    def open(self) -> None:
        """Show the report."""
        self._window.go("report")

    def _make(self) -> ReportPage:
        from ui.pages.report import ReportPage
        from ui.report.paper import paper_for

        page = self._page = ReportPage()
        page.set_paper(paper_for(region_of(self._coach.settings.session.region)).key)
        page.closed.connect(self._back)
        page.period.connect(self._choose)
        page.days.connect(self._choose_days)
        page.asked.connect(self._keep_asked)
        page.save.connect(self._save)
        page.print_it.connect(self._print)
        page.copy.connect(self._copy)
        return page

    def _refresh(self) -> None:
        if self._page is not None:
            report = self._coach.report
            self._page.show_view(report.view(*self._period()), self._key, report.questions)

    def _period(self) -> tuple[date, date]:
        if self._key == "own" and self._days is not None:
            return self._days
        if self._key == "all":
            return self._coach.report.whole_period()
        today = self._coach.report.today
        return today - timedelta(days=RANGE_DAYS[self._key] - 1), today

    @Slot()
    def _back(self) -> None:
        self._window.go("progress")

    @Slot(str)
    def _choose(self, key: str) -> None:
        self._key = key
        self._window.refresh("report")

    @Slot(object, object)
    def _choose_days(self, first: date, last: date) -> None:
        report, page = self._coach.report, self.page()
        try:
            view = report.view(first, last)
        except CoachError as err:
            page.say_days(str(err))
            return
        self._key, self._days = "own", (first, last)
        page.show_view(view, "own", report.questions)

    @Slot(str)
    def _keep_asked(self, text: str) -> None:
        try:
            self._coach.report.note_questions(text)
        except CoachError as err:
            self._window.notice.tell(str(err))

    @Slot()
    def _save(self) -> None:
        from ui.report.pdf import pdf_bytes, write_pdf

        page = self.page()
        view, pages = page.shown, page.sheets
        if view is None or pages is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("Save the report"), f"restack-report-{view.last.isoformat()}.pdf", _("PDF (*.pdf)")
        )
        if not name:
            return
        file = Path(name) if Path(name).suffix else Path(name).with_suffix(".pdf")
        try:
            write_pdf(file, pdf_bytes(pages, view, page.name), self._coach.folder.path)
        except CoachError as err:
            self._window.notice.tell(str(err))
            return
        self._window.notice.tell(_("Written to {file}.").format(file=file))

    @Slot()
    def _print(self) -> None:
        from ui.report.printing import print_report

        page = self.page()
        view, pages = page.shown, page.sheets
        if view is None or pages is None:
            return
        try:
            if print_report(pages, view, page.name, self._coach.folder.path, self._window):
                self._window.notice.tell(_("Sent to the printer."))
        except CoachError as err:
            self._window.notice.tell(str(err))

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText(self.page().text)
        self._window.notice.tell(_("The report is copied as text. Paste it into a mail."))
