"""The report as a PDF: vector charts, embedded fonts, text that can be searched and copied."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from coach.errors import CoachError
from coach.paths import write_atomically
from coach.progress.report_text import report_text
from coach.progress.report_views import ReportView
from coach.text import _
from ui.report.pages import Sheet, paint_sheet
from ui.report.paper import INCH, Paper

#: Never changed: the id of a document follows from its words by it.
_NAMESPACE = uuid.UUID("6b1f4c1e-9f0a-4d5b-8a34-0c6f6f6e7a21")
#: What tells a reader the characters of a font's glyphs; Qt does not compress it.
_CHARACTERS = re.compile(rb"begincmap.*?endcmap", re.DOTALL)


def pdf_bytes(pages: tuple[Sheet, Sheet], view: ReportView, name: str = "") -> bytes:
    """Both pages as a PDF file. The same report gives the same bytes but for the time in it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_1_6)
    writer.setResolution(round(INCH))
    writer.setPageLayout(page_layout(pages[0].paper))
    writer.setTitle(f"{view.title}, {view.period}")
    writer.setAuthor(name.strip() or "Restack")
    writer.setCreator("Restack")
    own = uuid.uuid5(_NAMESPACE, f"{report_text(view, name)}{pages[0].paper.key}")
    writer.setDocumentId(QUuid(str(own)))
    writer.setDocumentXmpMetadata(_metadata(view, name).encode("utf-8"))
    painter = QPainter(writer)
    try:
        paint_sheet(painter, pages[0])
        writer.newPage()
        paint_sheet(painter, pages[1])
    finally:
        painter.end()
    return with_spaces(bytes(buffer.data().data()))


def with_spaces(pdf: bytes) -> bytes:
    """The same file with spaces where Qt tells a reader tabs.

    A font may draw both by one glyph, as Figtree does, and Qt names the lower character. The lengths stay as they are.
    """
    return _CHARACTERS.sub(_spaced, pdf)


def _spaced(found: re.Match[bytes]) -> bytes:
    return found.group().replace(b"<0009>", b"<0020>")


def page_layout(paper: Paper) -> QPageLayout:
    """The sheet without margins of its own: ours are in the layout."""
    size = QPageSize(QPageSize.PageSizeId.A4 if paper.key == "a4" else QPageSize.PageSizeId.Letter)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def write_pdf(file: Path, data: bytes, own_folder: Path) -> None:
    """Write the file in one step, private. Raises `CoachError` where it cannot be written."""
    place, own = file.expanduser().resolve(), own_folder.resolve()
    # The data itself is no place for a report; nor is a device, or a link that would be replaced by a file.
    if place.is_relative_to(own) or (place.exists() and not place.is_file()):
        raise CoachError(_("{file} is not a place for a report.").format(file=file), _("Choose another name."))
    try:
        write_atomically(place, data)
    except OSError as err:
        raise CoachError(
            _("{file} could not be written: {reason}.").format(file=file, reason=err.strerror),
            _("Choose another place."),
        ) from err


def _metadata(view: ReportView, name: str) -> str:
    """Title, author, subject and language, as XMP."""
    title, subject = escape(f"{view.title}, {view.period}"), escape(view.subtitle)
    author = escape(name.strip() or "Restack")
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>'
        "<xmp:CreatorTool>Restack</xmp:CreatorTool>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
