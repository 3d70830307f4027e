"""The report on a printer. Imported only when somebody prints: it brings the printing part of Qt."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from coach.errors import CoachError
from coach.progress.report_views import ReportView
from coach.text import _
from ui.report.pages import Sheet, paint_sheet
from ui.report.paper import INCH
from ui.report.pdf import page_layout, pdf_bytes, write_pdf


def print_report(pages: tuple[Sheet, Sheet], view: ReportView, name: str, own_folder: Path, parent: QWidget) -> bool:
    """Ask for a printer and print; False where the person thought better of it.

    Raises `CoachError` where there is no printer, and where it does not take the report.
    """
    if not QPrinterInfo.availablePrinters():
        raise CoachError(
            _("No printer is set up on this computer."), _("Save the report as PDF and print it somewhere else.")
        )
    printer = new_printer(pages, view.title)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
        # "Print to file": the same PDF as by the button.
        write_pdf(Path(printer.outputFileName()), pdf_bytes(pages, view, name), own_folder)
    else:
        paint_on(printer, pages)
    return True


def new_printer(pages: tuple[Sheet, Sheet], title: str) -> QPrinter:
    """A printer that is set up for the paper of the sheets."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(pages[0].paper))
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setCreator("Restack")
    return printer


def paint_on(printer: QPrinter, pages: tuple[Sheet, Sheet]) -> None:
    """Paint the sheets on a printer. Raises `CoachError` where it does not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        raise CoachError(_("The printer does not take the report."), _("Save it as PDF instead."))
    try:
        for i, sheet in enumerate(pages):
            if i:
                printer.newPage()
            painter.save()
            painter.scale(printer.resolution() / INCH, printer.resolution() / INCH)
            paint_sheet(painter, sheet)
            painter.restore()
    finally:
        painter.end()
